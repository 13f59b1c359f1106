package schedule

import (
	"fmt"
	"regexp"
	"strings"
	"sync"
	"time"
)

// Zones looks a time zone up by its name, as [time.LoadLocation] does; an error says that there is no such zone. A nil Zones is
// time.LoadLocation itself. It may be called from several goroutines at once.
type Zones func(name string) (*time.Location, error)

// Cached returns a look-up that asks z once for each name that it knows, for hosts that compile many schedules: reading a zone takes many times as
// long as compiling a schedule. It is safe for concurrent use.
func (z Zones) Cached() Zones {
	var known sync.Map
	return func(name string) (*time.Location, error) {
		if loc, ok := known.Load(name); ok {
			return loc.(*time.Location), nil
		}
		loc, err := z.find(name)
		if err == nil {
			known.Store(name, loc)
		}
		return loc, err
	}
}

func (z Zones) find(name string) (*time.Location, error) {
	if z == nil {
		return time.LoadLocation(name)
	}
	return z(name)
}

// checkZone looks at the form of the zone's name. Whether there is such a zone is for the look-up of [Schedule.CompileIn] to say.
func (s Schedule) checkZone(e *Errors) {
	switch {
	case s.Zone == "":
	case s.At.IsZero():
		e.add(CodeZoneWithoutTime, "Zone", "a zone without a time of day", "state the time too, or neither")
	case s.Zone == "Local" || !zoneName.MatchString(s.Zone):
		e.add(CodeZoneName, "Zone", fmt.Sprintf("%q is no name of a zone", clip(s.Zone)), exampleZone)
	}
}

var zoneName = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9_+-]*(/[A-Za-z][A-Za-z0-9_+-]*)*$`)

const exampleZone = "use a name of the time zone database, Europe/Stockholm for one"

// location looks up the zone of s, nil if it states none.
func (s Schedule) location(zones Zones, e *Errors) *time.Location {
	if s.Zone == "" {
		return nil
	}
	loc, err := zones.find(s.Zone)
	switch {
	case err != nil:
		e.add(CodeUnknownZone, "Zone", fmt.Sprintf("%q cannot be looked up: %v", s.Zone, err), zones.remedy(s.Zone))
	case loc == nil:
		e.add(CodeUnknownZone, "Zone", fmt.Sprintf("the look-up of %q gives no location", s.Zone), exampleZone)
	}
	return loc
}

// remedy says what to do about a name that cannot be looked up: spell it as the database does, use another, or provide the database.
func (z Zones) remedy(name string) string {
	for _, spelt := range []string{capitalized(name), strings.ToUpper(name)} {
		if _, err := z.find(spelt); err == nil && spelt != name {
			return fmt.Sprintf("did you mean %q?", spelt)
		}
	}
	if _, err := z.find("Europe/Stockholm"); err != nil {
		return `there seems to be no time zone database; import _ "time/tzdata" to bring one along`
	}
	return exampleZone
}

// capitalized writes the words of a name in small letters after a capital, as most names of zones are.
func capitalized(name string) string {
	b := []byte(strings.ToLower(name))
	for i, c := range b {
		if c >= 'a' && c <= 'z' && (i == 0 || strings.IndexByte("/_-", b[i-1]) >= 0) {
			b[i] = c - 'a' + 'A'
		}
	}
	return string(b)
}

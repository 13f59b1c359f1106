package schedule_test

import (
	"errors"
	"sync"
	"testing"
	"time"

	"github.com/proforma-go/proforma/schedule"
)

// zonesOf is a look-up that knows the given names, all as one location, and counts how often it is asked.
func zonesOf(asked map[string]int, names ...string) schedule.Zones {
	known := map[string]bool{}
	for _, n := range names {
		known[n] = true
	}
	return func(name string) (*time.Location, error) {
		asked[name]++
		if !known[name] {
			return nil, errors.New("no such zone here")
		}
		return time.FixedZone(name, 3600), nil
	}
}

func TestAnUnknownZoneIsAnErrorAtCompile(t *testing.T) {
	at := schedule.MustParseClock("22:00")
	for _, tt := range []struct {
		zone, code, want string
		zones            schedule.Zones
	}{
		{"Europe/Stokholm", schedule.CodeUnknownZone, `Zone: "Europe/Stokholm" cannot be looked up: unknown time zone Europe/Stokholm; ` +
			`use a name of the time zone database, Europe/Stockholm for one`, nil},
		{"europe/isle_of_man", schedule.CodeUnknownZone, `Zone: "europe/isle_of_man" cannot be looked up: no such zone here; did you mean "Europe/Isle_Of_Man"?`,
			zonesOf(map[string]int{}, "Europe/Isle_Of_Man")},
		{"utc", schedule.CodeUnknownZone, `Zone: "utc" cannot be looked up: no such zone here; did you mean "UTC"?`, zonesOf(map[string]int{}, "UTC")},
		{"Europe/Oslo", schedule.CodeUnknownZone, `Zone: "Europe/Oslo" cannot be looked up: no such zone here; ` +
			`there seems to be no time zone database; import _ "time/tzdata" to bring one along`, zonesOf(map[string]int{})},
		{"Europe/Oslo", schedule.CodeUnknownZone, `Zone: the look-up of "Europe/Oslo" gives no location; use a name of the time zone database, Europe/Stockholm for one`,
			func(string) (*time.Location, error) { return nil, nil }},
		{"Local", schedule.CodeZoneName, `Zone: "Local" is no name of a zone; use a name of the time zone database, Europe/Stockholm for one`, nil},
		{"../etc/passwd", schedule.CodeZoneName, `Zone: "../etc/passwd" is no name of a zone; use a name of the time zone database, Europe/Stockholm for one`, nil},
	} {
		s := schedule.Schedule{Frequency: schedule.Daily, At: at, Zone: tt.zone}
		_, err := s.CompileIn(nil, tt.zones)
		var fault *schedule.Error
		if !errors.As(err, &fault) || fault.Code != tt.code || fault.Part != "Zone" || err.Error() != tt.want {
			t.Errorf("%s: %v\nwant %s", tt.zone, err, tt.want)
		}
	}
}

func TestACompiledScheduleKeepsItsZone(t *testing.T) {
	asked := map[string]int{}
	s := schedule.Schedule{Frequency: schedule.Daily, At: schedule.MustParseClock("22:00"), Zone: "Moon/Tranquility"}
	table, err := s.CompileIn(nil, zonesOf(asked, s.Zone))
	if err != nil {
		t.Fatal(err)
	}
	after := time.Date(2026, 10, 5, 0, 0, 0, 0, time.UTC)
	for range 3 {
		if got := table.Times(schedule.Clock{}, nil).Next(after).Format(time.RFC3339); got != "2026-10-05T22:00:00+01:00" {
			t.Errorf("the schedule's own zone: %s", got)
		}
	}
	if got := table.Times(schedule.Clock{}, time.UTC).Next(after).Format(time.RFC3339); got != "2026-10-05T22:00:00Z" {
		t.Errorf("a zone that is given: %s", got)
	}
	if asked[s.Zone] != 1 {
		t.Errorf("asked %d times", asked[s.Zone])
	}
}

func TestCachedZonesAreReadOnce(t *testing.T) {
	asked := map[string]int{}
	zones := zonesOf(asked, "Moon/Tranquility").Cached()
	for range 3 {
		if loc, err := zones("Moon/Tranquility"); err != nil || loc.String() != "Moon/Tranquility" {
			t.Errorf("%s, %v", loc, err)
		}
		if _, err := zones("Mars/Olympus"); err == nil {
			t.Error("a zone that there is not")
		}
	}
	if asked["Moon/Tranquility"] != 1 {
		t.Errorf("asked %d times", asked["Moon/Tranquility"])
	}
	shared := schedule.Zones(nil).Cached()
	var group sync.WaitGroup
	for range 8 {
		group.Go(func() {
			if loc, err := shared("Europe/Stockholm"); err != nil || loc.String() != "Europe/Stockholm" {
				t.Errorf("%s, %v", loc, err)
			}
		})
	}
	group.Wait()
}

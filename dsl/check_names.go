package dsl

import (
	"fmt"
	"strings"

	"github.com/proforma-go/proforma/internal/spell"
	"github.com/proforma-go/proforma/invoice"
	"github.com/proforma-go/proforma/schedule"
)

// namedField is a field and the name that the text uses for it, which messages repeat.
type namedField struct {
	*invoice.Field
	said string
}

// field resolves the name of a field. Where there is none of that name there is a finding.
func (c *checker) field(words []tok) *namedField {
	name := phrase(words)
	if f := c.vocabulary.Field(name); f != nil {
		return &namedField{f, name}
	}
	first, end := bounds(words)
	if first < c.listedThrough || c.fieldPart(words) || c.wordsAsTest(first, end) || c.wordsForField(first, end) {
		return nil
	}
	d := c.err(codeField, c.wordSpan(words), `unknown field "{field}"`, "", c.src.nameOf(first, end))
	if f := c.denied(name); f != nil && (&parser{findings: c.findings}).inWhere(first) && !c.tested(end) {
		if d.write("not " + quoteName(f.Name())); strings.HasPrefix(lower(name), "net ") { // which is a word too
			d.Fix = nil
		}
		return nil
	}
	if len(c.list) > maxFindings {
		return nil // nobody will read a suggestion
	}
	var all []string
	for _, f := range c.vocabulary.Fields() {
		all = append(append(all, f.Name()), f.Aliases()...)
	}
	if near := nearest(name, all); len(near) > 0 {
		d.suggest(near, quoteName).allow(all)
		return nil
	}
	names := make([]string, 0, len(all))
	for _, f := range c.vocabulary.Fields() {
		names = append(names, f.Name())
	}
	d.note("fields: %s", strings.Join(names, ", ")).allow(all)
	return nil
}

// denied returns the yes/no field of which a name is the opposite, as in "non-billable"; nil where there is none.
func (c *checker) denied(name string) *invoice.Field {
	if first, rest, ok := strings.Cut(lower(name), " "); ok && spell.Distance(first, "not") == 1 { // nto billable
		name = "not " + rest
	}
	for _, denial := range []string{"non", "not", "un"} {
		rest, ok := strings.CutPrefix(lower(name), denial)
		if f := c.vocabulary.Field(strings.TrimLeft(rest, " -_")); ok && f != nil && f.Type() == invoice.BoolType {
			return f
		}
	}
	return nil
}

// date reads a date.
func (c *checker) date(t captured) (schedule.Date, bool) {
	d, err := schedule.ParseDate(valueOf(t))
	if err == nil {
		return d, true
	}
	c.err(codeDate, c.src.spanOf(at(t), at(t)+1), "{date} is not a date", dateHint(valueOf(t)), valueOf(t))
	return d, false
}

// dateHint says why a text of the shape 0000-00-00 is no date.
func dateHint(s string) string {
	year, _ := parseInt(s[:4])
	month, _ := parseInt(s[5:7])
	switch {
	case year == 0:
		return "there is no year 0"
	case month < 1 || month > 12:
		return "a year has 12 months"
	}
	for n := 31; n > 0; n-- {
		if d, err := schedule.ParseDate(fmt.Sprintf("%s-%02d", s[:7], n)); err == nil {
			_, m, _ := d.Civil()
			return fmt.Sprintf("%s %d has %d days", m, year, n)
		}
	}
	return "expected year-month-day"
}

// padHour makes 06:00 of 6:00.
func padHour(s string) string {
	if strings.IndexByte(s, ':') == 1 {
		return "0" + s
	}
	return s
}

// dottedTime returns 22:00 for 22.00 and 22, and "" for what is no time.
func dottedTime(s string) string {
	hours, minutes, dot := strings.Cut(s, ".")
	if !dot && len(s) == 4 {
		hours, minutes = s[:2], s[2:]
	} else if !dot {
		minutes = "00"
	}
	h, ok := parseInt(hours)
	m, fine := parseInt(minutes)
	if !ok || !fine || h > 23 || m > 59 || len(minutes) != 2 {
		return ""
	}
	return fmt.Sprintf("%02d:%s", h, minutes)
}

// badZone reports a name that is no time zone.
func (c *checker) badZone(t captured, name string) {
	d := c.err(codeZone, c.src.spanOf(at(t), at(t)+1), `"{zone}" is not a time zone name`, "", name)
	if zone := zoneOfCity(name); zone != "" {
		d.suggest([]string{zone}, nil)
		return
	}
	if !strings.Contains(name, "/") {
		d.note("use a name from the time zone database, for example Europe/Stockholm, or UTC")
		if len(name) <= 5 && strings.ToUpper(name) == name {
			d.note("abbreviations such as %s do not say which rules for summer time apply", name)
		}
		return
	}
	var known []string
	for _, z := range commonZones {
		if _, err := c.vocabulary.Zone(z); err == nil {
			known = append(known, z)
		}
	}
	if near := nearest(name, known); len(near) > 0 {
		d.suggest(near, nil)
		return
	}
	d.note("use a name from the time zone database, for example Europe/Stockholm, or UTC")
}

// commonZones are the zones that misspelt names are compared with.
var commonZones = []string{
	"Europe/Stockholm", "Europe/Oslo", "Europe/Copenhagen", "Europe/Helsinki", "Europe/Reykjavik", "Europe/Tallinn", "Europe/Riga",
	"Europe/Vilnius", "Europe/Berlin", "Europe/Amsterdam", "Europe/Brussels", "Europe/Paris", "Europe/London", "Europe/Dublin", "Europe/Madrid",
	"Europe/Lisbon", "Europe/Rome", "Europe/Vienna", "Europe/Zurich", "Europe/Warsaw", "Europe/Prague", "Europe/Budapest", "Europe/Athens",
	"Europe/Istanbul", "America/New_York", "America/Chicago", "America/Denver", "America/Los_Angeles", "America/Toronto", "America/Sao_Paulo",
	"Asia/Tokyo", "Asia/Singapore", "Asia/Kolkata", "Asia/Dubai", "Asia/Shanghai", "Australia/Sydney", "Pacific/Auckland",
}

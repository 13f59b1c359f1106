package rrule

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/proforma-go/proforma/schedule"
)

// Parse reads a recurrence: one or more lines, each a property of RFC 5545; long lines may be folded. A line that begins with FREQ= counts as
// an RRULE. Where there is no DTSTART, the recurrence begins on start; a zero start is an error then. Several RRULEs are united, RDATE adds
// dates, EXDATE takes dates away. RDATEs without a rule, together with DTSTART, are the rows of a schedule that runs once on each.
//
// DTSTART bounds the rule and supplies what it leaves open; it is a run date only if the rule matches it. A time of day in DTSTART becomes the
// schedule's, with its TZID as the zone. In other dates the time of day is dropped; a UTC time is first turned into DTSTART's zone. An
// UNTIL that falls on a day before that day's time of run excludes the day.
func Parse(text string, start schedule.Date) (schedule.Schedule, error) {
	p := parser{start: start, loc: time.UTC}
	lines := unfold(text)
	for _, begin := range []bool{true, false} { // DTSTART first: it decides on the zone
		for _, line := range lines {
			name, _, _ := strings.Cut(line, ";")
			name, _, _ = strings.Cut(name, ":")
			if strings.EqualFold(name, "DTSTART") == begin {
				if err := p.property(line); err != nil {
					return schedule.Schedule{}, err
				}
			}
		}
	}
	return p.schedule()
}

// unfold splits text into its lines; a line that begins with white space continues the one before.
func unfold(text string) []string {
	text = strings.ReplaceAll(text, "\r\n", "\n")
	text = strings.NewReplacer("\n ", "", "\n\t", "").Replace(text)
	var out []string
	for line := range strings.SplitSeq(text, "\n") {
		if line = strings.TrimSpace(line); line != "" {
			out = append(out, line)
		}
	}
	return out
}

type parser struct {
	start  schedule.Date
	begun  bool // DTSTART was read
	clock  schedule.Clock
	zone   string
	loc    *time.Location
	rules  []string
	extra  []schedule.Date
	except []schedule.Period
}

// property reads one line.
func (p *parser) property(line string) error {
	head, value, found := strings.Cut(line, ":")
	if !found {
		head, value = "RRULE", line
	}
	name, params, _ := strings.Cut(head, ";")
	switch strings.ToUpper(name) {
	case "DTSTART":
		return p.readStart(params, value)
	case "RRULE":
		rule, err := p.localUntil(strings.ToUpper(value))
		p.rules = append(p.rules, rule)
		return err
	case "RDATE":
		return p.dates("RDATE", params, value, func(d schedule.Date) { p.extra = append(p.extra, d) })
	case "EXDATE":
		return p.dates("EXDATE", params, value, func(d schedule.Date) { p.except = append(p.except, schedule.Period{First: d, Last: d}) })
	case "EXRULE":
		return errors.New("EXRULE: RFC 5545 has no such property any more; list the dates as EXDATE")
	}
	return fmt.Errorf("%s: only DTSTART, RRULE, RDATE and EXDATE belong to a recurrence", clip(name))
}

func (p *parser) readStart(params, value string) error {
	if p.begun {
		return errors.New("DTSTART is given twice")
	}
	p.begun = true
	date, clock, utc, err := moment(value)
	if err != nil {
		return fmt.Errorf("DTSTART: %w", err)
	}
	p.start, p.clock = date, clock
	for param := range strings.SplitSeq(params, ";") {
		if key, zone, _ := strings.Cut(param, "="); strings.EqualFold(key, "TZID") {
			p.zone = strings.Trim(zone, `"`)
		}
	}
	switch {
	case utc:
		p.zone = "UTC"
	case p.zone != "":
		if p.loc, err = time.LoadLocation(p.zone); err != nil {
			return fmt.Errorf("DTSTART: TZID: %w", err)
		}
	}
	if clock.IsZero() {
		p.zone = ""
	}
	return nil
}

// moment reads 20261231, 20261231T220000 or 20261231T220000Z; the Clock of a date alone is zero.
func moment(s string) (d schedule.Date, c schedule.Clock, utc bool, err error) {
	date, clock, timed := strings.Cut(strings.ToUpper(s), "T")
	if len(date) != 8 || timed && len(strings.TrimSuffix(clock, "Z")) != 6 {
		return d, c, false, fmt.Errorf("%q is no date of the form 20261231 or 20261231T220000", clip(s))
	}
	if d, err = schedule.ParseDate(date[:4] + "-" + date[4:6] + "-" + date[6:]); err != nil || !timed {
		return d, c, false, err
	}
	clock, utc = strings.CutSuffix(clock, "Z")
	c, err = schedule.ParseClock(clock[:2] + ":" + clock[2:4] + ":" + clock[4:])
	return d, c, utc, err
}

// local reads a date; a UTC time is turned into DTSTART's zone. The second result is the time of day there.
func (p *parser) local(value string) (schedule.Date, schedule.Clock, error) {
	d, c, utc, err := moment(value)
	if err != nil || !utc || p.loc == time.UTC {
		return d, c, err
	}
	t := d.At(c, time.UTC).In(p.loc)
	c, err = schedule.NewClock(t.Clock())
	return schedule.DateOf(t), c, err
}

func (p *parser) dates(name, params, list string, add func(schedule.Date)) error {
	if strings.Contains(strings.ToUpper(params), "VALUE=PERIOD") {
		return fmt.Errorf("%s: periods have no meaning as run dates; list dates", name)
	}
	for value := range strings.SplitSeq(list, ",") {
		d, _, err := p.local(value)
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		add(d)
	}
	return nil
}

// localUntil rewrites the UNTIL of a rule to the last date that it includes.
func (p *parser) localUntil(rule string) (string, error) {
	parts := strings.Split(rule, ";")
	for i, part := range parts {
		value, found := strings.CutPrefix(part, "UNTIL=")
		if !found {
			continue
		}
		d, c, err := p.local(value)
		if err != nil {
			return rule, fmt.Errorf("UNTIL: %w", err)
		}
		if !c.IsZero() && !p.clock.IsZero() && before(c, p.clock) {
			d = d.AddDays(-1)
		}
		parts[i] = "UNTIL=" + compact(d)
	}
	return strings.Join(parts, ";"), nil
}

// before reports whether a is an earlier time of day than b.
func before(a, b schedule.Clock) bool {
	day := schedule.MustParseDate("2000-01-01")
	return day.At(a, nil).Before(day.At(b, nil))
}

// schedule makes the schedule of what was read.
func (p *parser) schedule() (schedule.Schedule, error) {
	if p.start.IsZero() {
		return schedule.Schedule{}, errors.New("DTSTART is missing, and no start is given in its place")
	}
	s := schedule.Schedule{From: p.start, Except: p.except, At: p.clock, Zone: p.zone}
	if len(p.rules) == 0 {
		if len(p.extra) == 0 {
			return schedule.Schedule{}, errors.New("there is neither an RRULE nor an RDATE")
		}
		s.Frequency, s.From = schedule.Once, schedule.Date{}
		for _, d := range append([]schedule.Date{p.start}, p.extra...) {
			s.Rows = append(s.Rows, schedule.Row{Date: d})
		}
		return s, s.Validate()
	}
	s.Frequency, s.RRule = schedule.Recurrence, strings.Join(p.rules, " RRULE:")
	if len(p.extra) > 0 {
		extra := slices.SortedFunc(slices.Values(p.extra), schedule.Date.Compare)
		s.RRule += " RDATE;VALUE=DATE:" + compactList(slices.Compact(extra))
	}
	if err := s.Validate(); err != nil {
		return schedule.Schedule{}, err
	}
	if len(p.rules) == 1 && len(p.extra) == 0 {
		if plain, ok := inWords(s, p.rules[0]); ok {
			return plain, nil
		}
	}
	return s, nil
}

// compact writes a date as RFC 5545 does: 20261231.
func compact(d schedule.Date) string { return strings.ReplaceAll(d.String(), "-", "") }

func compactList(dates []schedule.Date) string {
	out := make([]string, len(dates))
	for i, d := range dates {
		out[i] = compact(d)
	}
	return strings.Join(out, ",")
}

// clip shortens text that is quoted in a message.
func clip(s string) string {
	if len(s) > 40 {
		return s[:40] + "…"
	}
	return s
}

package dsl

import (
	"time"

	"github.com/proforma-go/proforma/invoice"
	"github.com/proforma-go/proforma/schedule"
)

// lintOver warns of a rule that has no runs any more.
func (c *checker) lintOver(t *schedule.Timetable) {
	switch c.rule.Schedule.Frequency {
	case schedule.Manual, schedule.OnLineSchedule:
		return
	}
	if c.env.AsOf.IsZero() || c.rule.Inactive {
		return
	}
	if _, ok := t.Next(c.env.AsOf.AddDays(-1)); ok {
		return
	}
	p := c.first("until")
	if p == nil {
		p = c.first("schedule")
	}
	d := c.err(codeNeverFires, c.spanOf(p), "the rule has no runs from {date} on", "", c.env.AsOf)
	if o, ok := t.Prev(c.env.AsOf); ok {
		d.note("its last run was on %s", o.Date)
	}
	d.note("to keep it without letting it run, write: inactive")
}

// lintHolidays warns of a rule for weekdays that runs on a holiday.
func (c *checker) lintHolidays(t *schedule.Timetable) {
	s := c.rule.Schedule
	calendar, ok := c.env.Calendars[s.Calendar]
	if !ok || s.AdjustTo == schedule.BusinessDay || s.ExceptHolidays {
		return
	}
	weekdays := s.Adjust != schedule.NoAdjustment && s.AdjustTo == schedule.Weekday
	for _, d := range s.On {
		weekdays = weekdays || d.Kind == schedule.Weekday && d.Offset.N == 0
	}
	if !weekdays {
		return
	}
	for _, o := range c.runs(t, lintRuns) {
		if w := o.Date.Weekday(); w == time.Saturday || w == time.Sunday || calendar.IsBusinessDay(o.Date) {
			continue
		}
		p := c.first("adjusted")
		if p == nil {
			p = c.first("schedule")
		}
		i := c.weekdayToken(p)
		d := c.err(codeHoliday, c.src.spanOf(i, i+1), "a weekday may be a holiday", "write business day")
		d.fix("business day").note("for example, the rule runs on the holiday %s", o.Date)
		return
	}
}

// weekdayToken returns the index of the word "weekday" in a part, or that of its first token.
func (c *checker) weekdayToken(p *part) int {
	for i := p.first; i < p.last; i++ {
		if c.src.tokens[i].kind == tokWord && phraseIndex[lower(c.src.textOf(i))].value == "weekday" {
			return i
		}
	}
	return p.first
}

// lintGaps warns of days that lie between what one run includes and what the next one does, and of a clause that includes none at all.
func (c *checker) lintGaps(t *schedule.Timetable) {
	runs := c.runs(t, lintRuns)
	for i, inc := range c.rule.Include {
		p := c.includePart(i)
		if inc.From.IsZero() || p == nil || c.lintNothing(inc, p, runs) {
			continue
		}
		for n := 1; n < len(runs); n++ {
			through, err := inc.Cutoff(runs[n-1], c.dates())
			from, err2 := inc.From.Resolve(runs[n], c.dates())
			if err != nil || err2 != nil || !from.After(through.AddDays(1)) {
				continue
			}
			c.err(codeGap, c.spanOf(p), "days are left out between two runs", "").
				note("for example, the run on %s ends with %s, and the one on %s begins with %s", runs[n-1].Date, through, runs[n].Date, from).
				note("without a first day nothing is left out")
			break
		}
	}
}

// lintNothing warns of an include clause whose first day is after its last one on every run.
func (c *checker) lintNothing(inc invoice.Include, p *part, runs []schedule.Occurrence) bool {
	for _, o := range runs {
		through, err := inc.Cutoff(o, c.dates())
		from, err2 := inc.From.Resolve(o, c.dates())
		if err != nil || err2 != nil || !from.After(through) {
			return false
		}
	}
	if len(runs) == 0 {
		return false
	}
	through, _ := inc.Cutoff(runs[0], c.dates())
	from, _ := inc.From.Resolve(runs[0], c.dates())
	c.add(codeNothing, c.spanOf(p), "nothing is included: the first day is after the last", "change one of the two").
		note("for example, the run on %s begins with %s and ends with %s", runs[0].Date, from, through)
	return true
}

// lintYears is how far lints look for changes of the clock.
const lintYears = 5

// clockChange is a date on which a time of day does not exist, or exists twice.
type clockChange struct {
	date  schedule.Date
	wall  string // what the clock shows when a rule runs that is set for the time
	twice bool
}

// clockChanges remembers, for one call of Lint, the changes that concern a time of day in a zone.
type clockChanges map[string][]clockChange

// maxClocks is how many times of day in zones one call of Lint looks at.
const maxClocks = 20

// of returns the changes that concern a time of day.
func (m clockChanges) of(at schedule.Clock, zone string, loc *time.Location, start schedule.Date) []clockChange {
	key := at.String() + " " + zone + " " + start.String()
	if list, ok := m[key]; ok || len(m) >= maxClocks {
		return list
	}
	var list []clockChange
	for n := range lintYears * 366 {
		date := start.AddDays(n)
		t := date.At(at, loc)
		wall := t.Format("15:04")
		if wall != at.String()[:5] {
			list = append(list, clockChange{date, wall, false})
		} else if t.Add(time.Hour).Format("15:04") == wall {
			list = append(list, clockChange{date, wall, true})
		}
	}
	m[key] = list
	return list
}

// lintClock warns of a time of day that a change of the clock takes away or brings twice on some run.
func (c *checker) lintClock(t *schedule.Timetable) {
	s := c.rule.Schedule
	p := c.first("at")
	if s.At.IsZero() || s.Zone == "" || p == nil {
		return
	}
	loc, err := c.zones(s.Zone)
	if err != nil {
		return
	}
	for _, change := range c.clocks.of(s.At, s.Zone, loc, c.lintStart()) {
		if !t.Contains(change.date) {
			continue
		}
		d := c.err(codeClockChange, c.spanOf(p), "the clock is changed at this time of day", "choose another time")
		if change.twice {
			d.note("on %s there are two times %s; the rule runs at the first", change.date, s.At)
		} else {
			d.note("on %s the clock passes over %s; the rule runs at %s", change.date, s.At, change.wall)
		}
		return
	}
}

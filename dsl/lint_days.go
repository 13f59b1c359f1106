package dsl

import (
	"slices"
	"strings"

	"github.com/proforma-go/proforma/schedule"
)

// lintDays warns of days that are hardly those which the words bring to mind: a number that counts other days than the next one does, and
// a day of the week without a number, or with one that means nothing.
func (c *checker) lintDays() {
	p, s := c.first("schedule"), c.rule.Schedule
	if p == nil {
		return
	}
	n, ok := p.node.(*scheduleNode)
	if !ok || n.Days == nil || len(n.Days.Days) != len(s.On) {
		return
	}
	days := n.Days.Days
	for i := range days {
		if last := countsWith(days, s.On, i); last > i {
			c.lintCounted(p, days, i, last)
			break
		}
	}
	for i, d := range days {
		if numbered := d.Ordinal != nil && has(d.Ordinal.Weekday); s.Frequency == schedule.Weekly && numbered || c.everyOne(d) && s.Frequency != schedule.Weekly && s.Frequency != schedule.Daily {
			c.lintEvery(p, days, i)
			break
		}
	}
}

// countsWith returns the index of the day whose kind and month number i may have been meant to count, and does not: that of the third
// Monday for the 1st in "1st and 3rd Monday", and for the first in "first and third Monday of March". It is i where there is none.
func countsWith(days []*dayNode, on []schedule.Day, i int) int {
	last := i
	for last+1 < len(days) && days[last].Ordinal != nil && !days[last].Ordinal.kinded() && days[last].Within == nil {
		last++
	}
	if last == i || days[last].Ordinal == nil || !days[last].Ordinal.kinded() {
		return i
	}
	first, end := on[i], on[last]
	switch {
	case first.Kind == end.Kind && first.Month == end.Month:
		return i
	case first.Kind != end.Kind && (end.Kind == schedule.AnyDay || end.Kind >= schedule.Monday && first.N > 5 || end.N < 0 && first.N > 5):
		return i // day 15 and last business day
	}
	return last
}

// lintCounted warns of numbers, from the first on, that do not count the days which the last one does.
func (c *checker) lintCounted(p *part, days []*dayNode, first, last int) {
	s := c.rule.Schedule
	shared := slices.Clone(s.On[first : last+1])
	for i := range shared {
		shared[i].Kind, shared[i].Month = s.On[last].Kind, s.On[last].Month
	}
	meant, kept := daysText(s.Frequency, shared...), daysText(s.Frequency, s.On[first:last+1]...)
	if meant == kept {
		return
	}
	start := at(days[first].start())
	span := c.src.span(int(c.src.tokens[start].start), c.daySpan(p, days, last).End)
	day := daysText(s.Frequency, s.On[first])
	if !strings.HasPrefix(day, "day") {
		day = "the " + day
	}
	c.err(codeCounted, span, `"{number}" is {day} of the {period} here`, "", lower(c.src.textOf(start)), day, period(s.Frequency)).
		write(meant).note("to keep what it does now write: %s", kept)
}

// daysText returns days as a schedule lists them.
func daysText(f schedule.Frequency, on ...schedule.Day) string {
	_, text, _ := strings.Cut(schedule.Schedule{Frequency: f, On: on}.String(), " on ")
	return text
}

// everyOne reports whether an item is each day of a name, and does not say so as "Mondays" does.
func (c *checker) everyOne(d *dayNode) bool {
	return classOf(d.Head) == classWeekday && lower(c.src.textOf(at(d.Head))) != valueOf(d.Head)+"s"
}

// lintEvery warns of day i, which the rule runs on each week.
func (c *checker) lintEvery(p *part, days []*dayNode, i int) {
	s := c.rule.Schedule
	every, text := s.On[i], func(f schedule.Frequency, interval int, on []schedule.Day) string {
		return schedule.Schedule{Frequency: f, Interval: interval, On: on}.String()
	}
	if s.Frequency == schedule.Weekly {
		every.N = 0
		plain := slices.Clone(s.On)
		plain[i] = every
		d := c.err(codeEveryWeek, c.daySpan(p, days, i), "the rule runs on every {day}", "", every.Kind).
			note("for every %s write: %s", every.Kind, text(s.Frequency, s.Interval, plain))
		if len(days) == 1 {
			d.note("for one of each month write: %s", text(schedule.Monthly, 1, s.On))
		}
		return
	}
	numbered, number, weekly := slices.Clone(s.On), 1, s.Interval <= 1
	for j, d := range days {
		weekly = weekly && c.everyOne(d) && s.On[j].Month == 0
		switch {
		case c.everyOne(d):
			numbered[j].N = number
		case s.On[j].Kind >= schedule.Monday && s.On[j].N != 0:
			number = s.On[j].N
		}
	}
	day := daysText(s.Frequency, every)
	d := c.err(codeEveryWeek, c.daySpan(p, days, i), "the rule runs on every {day}", "", day).
		note("for one of each %s write: %s", period(s.Frequency), text(s.Frequency, s.Interval, numbered))
	if weekly {
		d.note("for every %s write: %s", every.Kind, text(schedule.Weekly, 1, s.On))
	} else {
		d.note("for every %s write: %s", every.Kind, strings.Replace(day, every.Kind.String(), every.Kind.String()+"s", 1))
	}
}

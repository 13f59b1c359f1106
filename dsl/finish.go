package dsl

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/proforma-go/proforma/invoice"
	"github.com/proforma-go/proforma/schedule"
)

// finish makes the checks that concern several clauses. It is called only where each of them is sound.
func (c *checker) finish(d *Document, r *ruleText) {
	if c.rule.Schedule.Frequency == 0 {
		c.noSchedule(r)
		return
	}
	c.sound = len(c.list)
	c.fillTime()
	c.checkSchedule()
	c.checkInclude()
	c.checkCalendars()
	if sweep := c.first("final sweep"); sweep != nil && c.rule.Schedule.Frequency != schedule.OnLineSchedule {
		c.err(codeConflict, c.spanOf(sweep), `"final sweep" ends the schedules of lines`, "it goes with: on line schedules")
	}
	if least, most := c.first("min amount"), c.first("max amount"); least != nil && most != nil && most.first < least.first {
		c.checkAmounts(c.rule.MinAmount, c.rule.MaxAmount, least, most)
	}
	c.order()
	if !c.list[c.sound:].HasErrors() {
		c.checkCanonical(d, r)
	}
	c.finished = len(c.list) == c.sound
}

// order puts what has no order of its own into the canonical one.
func (c *checker) order() {
	sortIncludes(c.rule.Include)
	slices.SortStableFunc(c.rule.Notify, func(a, b invoice.Notify) int { return cmp.Compare(a.On, b.On) })
	slices.SortFunc(c.rule.Options, func(a, b invoice.Option) int { return strings.Compare(a.Name, b.Name) })
}

func (c *checker) noSchedule(r *ruleText) {
	span := Span{}
	switch {
	case len(r.body.parts) > 0:
		p := r.body.parts[0]
		span = c.spanOf(p)
	case r.named >= 0:
		span = c.src.spanOf(r.named, r.named+1)
	default:
		span = c.src.spanOf(r.head, r.head)
	}
	d := c.err(codeNoSchedule, span, "the {text} does not say when it runs", "", c.scope.called()).
		note("start it with a schedule, for example: monthly on last weekday, …").note("or with: manual")
	if r.named < 0 && len(r.body.parts) > 0 {
		d.cutAtComma(c.src)
	}
}

// fillTime sets what the rule does not say about the time of day and the Env does. A zone alone means 22:00 there.
func (c *checker) fillTime() {
	s := &c.rule.Schedule
	if s.Frequency == schedule.Manual {
		return
	}
	if s.At.IsZero() {
		s.At = c.env.At
	}
	if s.At.IsZero() && s.Zone != "" {
		s.At = schedule.MustParseClock("22:00")
	}
	if s.Zone == "" && !s.At.IsZero() {
		s.Zone = c.env.Zone
	}
}

// checkInclude refuses an include clause where each line has its own cut-off.
func (c *checker) checkInclude() {
	if len(c.includeParts) == 0 || c.rule.Schedule.Frequency != schedule.OnLineSchedule {
		return
	}
	c.err(codeConflict, c.spanOf(c.includeParts[0]), "a rule on line schedules includes what each line's schedule says", "leave this out").
		also(c.spanOf(c.first("schedule")), "the lines decide")
}

// checkCalendars reports business days that no calendar decides on.
func (c *checker) checkCalendars() {
	if c.env.Calendars == nil && c.noHost {
		return
	}
	name := c.rule.Schedule.Calendar
	if _, ok := c.env.Calendars[name]; ok {
		c.checkRuns()
		return
	}
	if name != "" {
		span := c.src.spanOf(at(c.calendar), at(c.calendar)+1)
		all := c.calendarNames()
		d := c.err(codeCalendar, span, `there is no calendar "{calendar}"`, "", name)
		c.suggestCalendar(d, name, all)
		return
	}
	for _, p := range c.parts {
		if i := c.businessToken(p); i >= 0 {
			c.needsCalendar(p, i)
			return
		}
	}
}

// calendarNames lists the calendars that can be named.
func (c *checker) calendarNames() []string {
	names := slices.Sorted(maps.Keys(c.env.Calendars))
	return slices.DeleteFunc(names, func(s string) bool { return s == "" })
}

// businessToken returns the index of the first token of a part that needs a calendar, -1 where there is none.
func (c *checker) businessToken(p *part) int {
	if p.kind.grammar == nil || p.kind.grammar.mode != phrases || p.kind == notifyClause {
		return -1
	}
	for i := p.first; i < p.last; i++ {
		if c.src.tokens[i].kind != tokWord {
			continue
		}
		switch lower(c.src.textOf(i)) {
		case "business", "holidays":
			return i
		}
	}
	return -1
}

func (c *checker) needsCalendar(p *part, i int) {
	last := i + 1
	what := "holidays"
	if lower(c.src.textOf(i)) == "business" {
		last, what = i+2, "business day"
	}
	d := c.err(codeCalendar, c.src.spanOf(i, last), `"{day}" needs a calendar, and there is none`, "", what)
	names := c.calendarNames()
	switch {
	case len(names) > 0:
		d.note("name one in the rule: holidays %s", quoteText(names[0])).allow(names)
	case what == "business day":
		d.Label = "write weekday for Monday to Friday"
	}
}

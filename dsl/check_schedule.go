package dsl

import (
	"errors"
	"slices"

	"github.com/proforma-go/proforma/schedule"
)

func (c *checker) suggestCalendar(d *Diagnostic, name string, all []string) {
	d.suggest(nearest(name, all), quoteText)
	if len(all) > 0 {
		d.note("calendars: %s", listed(all)).allow(all)
	} else {
		d.note("the program that runs these rules has registered none")
	}
}

// checkSchedule reports what the parts of the schedule do not make together.
func (c *checker) checkSchedule() {
	err := c.rule.Schedule.Validate()
	var faults schedule.Errors
	if !errors.As(err, &faults) {
		return
	}
	dayless := slices.ContainsFunc(faults, func(f *schedule.Error) bool { return f.Code == schedule.CodeDayMissing })
	for _, fault := range faults {
		if dayless && fault.Code == schedule.CodePhaseMissing {
			continue // said with the day
		}
		c.scheduleFault(fault)
		if fault.Code == schedule.CodeReversedBounds || fault.Code == schedule.CodeDayMissing {
			return
		}
	}
}

// schedulePart returns the part of the rule that a fault is about.
func (c *checker) schedulePart(fault *schedule.Error) *part {
	kind := map[string]string{
		"From": "from", "Until": "until", "Count": "for", "OnlyIn": "only in", "ExceptIn": "except", "Except": "except",
		"Adjust": "adjusted", "AdjustTo": "adjusted", "SkipShortMonths": "skipping", "Zone": "in",
	}[fault.Part]
	if p := c.first(kind); p != nil {
		return p
	}
	return c.first("schedule")
}

// scheduleFault reports a fault of the schedule. Its findings have the code that package schedule gives it, and the part of the schedule
// that is at fault, as facts.
func (c *checker) scheduleFault(fault *schedule.Error) {
	before := len(c.list)
	c.sayFault(fault)
	for i := before; i < len(c.list); i++ {
		c.list[i].fact("fault", fault.Code).fact("part", fault.Part)
	}
}

func (c *checker) sayFault(fault *schedule.Error) {
	p, s := c.schedulePart(fault), c.rule.Schedule
	span := c.spanOf(p)
	switch fault.Code {
	case schedule.CodePhaseMissing:
		c.phaseMissing(p)
	case schedule.CodeDayMissing:
		c.dayMissing(p)
	case schedule.CodeReversedBounds:
		c.reversed()
	case schedule.CodeNotWithFrequency:
		c.err(codeConflict, span, `"{clause}" does not go with "{frequency}"`, "leave it out", p.title(), s.Frequency).also(c.spanOf(c.first("schedule")), "the schedule")
	case schedule.CodeDayRange:
		c.tooMany(p)
	case schedule.CodeDayKind:
		c.err(codeDayUnit, span, "this does not say which day", "write first day, or last day")
	case schedule.CodeMonthRange:
		c.err(codeDayUnit, span, "a {period} has no such month", "", period(s.Frequency))
	case schedule.CodeOffsetUnit:
		c.err(codeDayUnit, span, "days before and after are counted in days", "write days, weekdays or business days")
	case schedule.CodeCountWithoutFrom:
		c.err(codePhase, span, `"for" does not say from when`, "add: from and a date")
	case schedule.CodeCountWithUntil:
		c.err(codeConflict, span, `"for" and "until" exclude each other`, "keep one of them").also(c.spanOf(c.first("until")), "the other is here")
	case schedule.CodeNoMonthLeft:
		c.err(codeNever, span, "no month is left", "except fewer months")
	case schedule.CodeRuleStart:
		c.err(codePhase, span, "a recurrence rule needs the date that it starts on", "add: from and a date")
	case schedule.CodeRule:
		n := p.node.(*scheduleNode)
		c.err(codeRRule, c.src.spanOf(at(n.Head), at(n.Head)+1), "this recurrence rule cannot be read", "").note("%s", fault.Message)
	case schedule.CodeRowsMissing:
		c.err(codeDayMissing, span, `"once" does not say when`, "add a date").note("write: once on 2026-10-05")
	case schedule.CodeZoneWithoutTime:
		c.err(codeSchedule, span, "a {text} that is only started by hand has no time of day", "leave the zone out", c.scope.called())
	case schedule.CodeNeverFires:
		c.err(codeNever, span, "this {text} would never run", "", c.scope.called()).note("no date is left by its days, bounds and exceptions")
	default:
		c.err(codeSchedule, span, "{message}", "{remedy}", fault.Message, fault.Remedy)
	}
}

// tooMany reports a day that is counted further than any period goes, such as the sixth Monday of a month.
func (c *checker) tooMany(p *part) {
	s, n := c.rule.Schedule, p.node.(*scheduleNode)
	span, day, label := c.spanOf(p), "day of that number", "count fewer"
	if s.Frequency == schedule.Weekly || s.Frequency == schedule.Daily {
		label = "leave the number out"
	}
	for i, d := range s.On {
		var faults schedule.Errors
		alone := schedule.Schedule{Frequency: s.Frequency, On: []schedule.Day{d}}
		if n.Days != nil && len(n.Days.Days) == len(s.On) && errors.As(alone.Validate(), &faults) && faults[0].Code == schedule.CodeDayRange {
			span = c.daySpan(p, n.Days.Days, i)
			day = c.src.text[span.Start:span.End]
			break
		}
	}
	c.err(codeDayRange, span, `there is no "{day}" in a {period}`, label, day, period(s.Frequency))
}

// daySpan returns the span of one of the days that a part lists, without what is counted from it.
func (c *checker) daySpan(p *part, days []*dayNode, i int) Span {
	first, last := at(days[i].start()), p.last
	if i+1 < len(days) {
		last = at(days[i+1].start())
	}
	for last > first+1 {
		if t := c.src.tokens[last-1]; t.kind == tokWord && !contains([]string{"and", "the"}, lower(c.src.textOf(last-1))) || t.kind == tokNumber || t.kind == tokOrdinal {
			break
		}
		last--
	}
	for k := first; k < last; k++ {
		if w := lower(c.src.textOf(k)); w == "before" || w == "after" {
			first = k + 1
		}
	}
	return c.src.spanOf(first, last)
}

// checkRuns reports a schedule that has no date once its calendar has its say.
func (c *checker) checkRuns() {
	if !slices.ContainsFunc(c.parts, func(p *part) bool { return c.businessToken(p) >= 0 }) {
		return
	}
	_, err := c.rule.Schedule.CompileIn(c.env.Calendars, c.zones)
	var faults schedule.Errors
	if errors.As(err, &faults) && len(c.list) == c.sound {
		c.scheduleFault(faults[0])
	}
}

func (c *checker) reversed() {
	from, until := c.first("from"), c.first("until")
	if from == nil || until == nil {
		return
	}
	f, u := from.node.(*fromNode), until.node.(*untilNode)
	c.err(codeReversed, c.src.spanOf(at(u.Date), at(u.Date)+1), "the {text} ends before it starts", "before {first}", c.scope.called(), valueOf(f.Date)).
		also(c.src.spanOf(at(f.Date), at(f.Date)+1), "starts here")
}

// dayMissing reports periods without a day in them, and without a first date where they need one.
func (c *checker) dayMissing(p *part) {
	text := lower(c.src.slice(p.first, p.last))
	d := c.err(codeDayMissing, c.spanOf(p), `"{schedule}" does not say which day`, "add a day", text)
	days := []string{"last weekday", "day 15"}
	switch c.rule.Schedule.Frequency {
	case schedule.Weekly:
		d.Label, days = "add a weekday", []string{"Monday"}
	case schedule.Yearly:
		days = []string{"December 31"}
	case schedule.Quarterly:
		days = []string{"last day"}
	}
	begin := ""
	if s := c.rule.Schedule; s.Interval > 1 && s.From.IsZero() { // which is not said again
		d.Label += ", and the date to count from"
		begin = " from 2026-01-05"
		if !c.env.AsOf.IsZero() {
			begin = " from " + c.env.AsOf.String()
		}
	}
	for i, day := range days {
		d.note("%s %s on %s%s", []string{"write:", "or:   "}[i], text, day, begin)
	}
}

// phaseMissing reports every N weeks without a first date, and offers the dates that there are.
func (c *checker) phaseMissing(p *part) {
	s := c.rule.Schedule
	n := p.node.(*scheduleNode)
	last, unit := p.first+1, period(s.Frequency)
	if n.Every != nil && n.Every.Unit != nil {
		last = at(n.Every.Unit.word()) + 1
	}
	text := lower(c.src.slice(p.first, last))
	d := c.err(codePhase, c.src.spanOf(p.first, last), `"{schedule}" does not say which {period}s`, "needs a first date", text, unit)
	dates := c.firstDates()
	for i, date := range dates {
		switch {
		case i == 0:
			d.note("add: from %s", date)
		case s.Interval == 2:
			d.note("or:  from %s, for the other %ss", date, unit)
		default:
			d.note("or:  from %s", date)
		}
	}
	if len(dates) == 0 {
		d.note("add: from and the date of the first run")
	}
}

// firstDates returns the next dates on which the rule may begin, one for each phase and three at most; none where today is not known.
func (c *checker) firstDates() []schedule.Date {
	if c.env.AsOf.IsZero() {
		return nil
	}
	s := c.rule.Schedule
	phases := min(s.Interval, 3)
	s.Interval, s.Adjust, s.AdjustTo = 1, 0, 0
	t, err := s.CompileIn(c.env.Calendars, c.zones)
	if err != nil {
		return nil
	}
	var dates []schedule.Date
	after := c.env.AsOf
	for range phases {
		o, ok := t.Next(after)
		if !ok {
			break
		}
		dates = append(dates, o.Nominal)
		after = o.Date
	}
	return dates
}

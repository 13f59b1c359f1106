package schedule

import (
	"fmt"
)

const (
	maxInterval = 10_000
	maxOffset   = 1_000
	maxCount    = 100_000
)

// Validate reports everything that can be told to be wrong without looking names up, as [Errors], or nil. It includes schedules that have no
// date in the 400 years after which the calendar repeats, such as 30 February. Whether there are such a calendar and such a zone, and what
// follows from the calendar, is left to [Schedule.Compile].
func (s Schedule) Validate() error {
	faults := s.check()
	if n := s.normal(); len(faults) == 0 && !n.countsBusinessDays() {
		n.Adjust, n.ExceptHolidays = NoAdjustment, false
		if n.hasDates() && n.build(daySet{}).nominalFrom(firstDay) == 0 {
			faults.neverFires(n, daySet{})
		}
	}
	return faults.err()
}

// check finds every fault but those that only the dates show.
func (s Schedule) check() Errors {
	var e Errors
	s.checkFrequency(&e)
	if len(e) > 0 {
		return e
	}
	s.checkInterval(&e)
	s.checkDays(&e)
	s.checkRows(&e)
	s.checkRule(&e)
	s.checkBounds(&e)
	s.checkExceptions(&e)
	s.checkAdjustment(&e)
	s.checkZone(&e)
	return e
}

func (s Schedule) checkFrequency(e *Errors) {
	if s.Frequency < Manual || s.Frequency > Recurrence {
		e.add(CodeNoFrequency, "Frequency", "the schedule does not say how often",
			"choose one, Monthly for one")
	}
}

// notWith records that a part is set that the frequency has no use for.
func (s Schedule) notWith(e *Errors, part string, set bool, allowed ...Frequency) bool {
	if !set {
		return false
	}
	for _, f := range allowed {
		if s.Frequency == f {
			return false
		}
	}
	e.add(CodeNotWithFrequency, part, fmt.Sprintf("a schedule that is %q has no use for it", s.Frequency), "leave it out")
	return true
}

func (s Schedule) checkInterval(e *Errors) {
	if s.Interval < 0 || s.Interval > maxInterval {
		e.add(CodeIntervalRange, "Interval", fmt.Sprintf("every %d is not within 1 to %d", s.Interval, maxInterval), "choose a number in between")
		return
	}
	if s.Interval <= 1 || s.notWith(e, "Interval", true, Daily, Weekly, Monthly, Quarterly, Yearly) {
		return
	}
	if s.Frequency == Daily && len(s.On) > 0 {
		e.add(CodeIntervalWithDays, "Interval", fmt.Sprintf("every %d days, and yet only on some kinds of day", s.Interval),
			"drop the number or the days; a move to a business day may be what is meant")
	}
	if !s.From.IsZero() || s.Frequency == Monthly && 12%s.Interval == 0 || s.Frequency == Quarterly && 4%s.Interval == 0 {
		return
	}
	e.add(CodePhaseMissing, "Interval", fmt.Sprintf("every %d %s, and nothing says which of them", s.Interval, s.Frequency.units()),
		"add the date from which to count as From")
}

func (s Schedule) checkRows(e *Errors) {
	if s.Frequency != Once {
		s.notWith(e, "Rows", len(s.Rows) > 0)
		return
	}
	if len(s.Rows) == 0 {
		e.add(CodeRowsMissing, "Rows", "once, and no date", "add one row for each run")
	}
	for i, r := range s.Rows {
		if r.Date.IsZero() {
			e.add(CodeRowDate, "Rows", fmt.Sprintf("row %d has no date", i+1), "give every row its run date")
		}
	}
}

func (s Schedule) checkRule(e *Errors) {
	if s.Frequency != Recurrence {
		s.notWith(e, "RRule", s.RRule != "")
		return
	}
	if s.From.IsZero() {
		e.add(CodeRuleStart, "From", "a recurrence rule without the date that it starts on", "add the rule's DTSTART as From")
		return
	}
	s.parseRule(e)
}

func (s Schedule) checkBounds(e *Errors) {
	if !s.From.IsZero() && !s.Until.IsZero() && s.Until.Before(s.From) {
		e.add(CodeReversedBounds, "Until", fmt.Sprintf("until %s is before from %s", s.Until, s.From), "exchange the two")
	}
	switch {
	case s.Count < 0 || s.Count > maxCount:
		e.add(CodeCountRange, "Count", fmt.Sprintf("for %d times is not within 1 to %d", s.Count, maxCount), "say how often, or 0 for no limit")
	case s.Count == 0 || s.notWith(e, "Count", true, Daily, Weekly, Monthly, Quarterly, Yearly, Recurrence):
	case !s.Until.IsZero():
		e.add(CodeCountWithUntil, "Count", "both a number of times and a last date", "keep one of the two")
	case s.From.IsZero():
		e.add(CodeCountWithoutFrom, "Count", fmt.Sprintf("for %d times, and nothing says from when", s.Count), "add the date from which to count as From")
	}
	s.notWith(e, "SkipShortMonths", s.SkipShortMonths, Monthly, Quarterly, Yearly)
}

func (s Schedule) checkExceptions(e *Errors) {
	switch bad := "a set of months with something else in it"; {
	case s.OnlyIn&^allMonths != 0:
		e.add(CodeMonthRange, "OnlyIn", bad, "make it with MonthsOf")
	case s.ExceptIn&^allMonths != 0:
		e.add(CodeMonthRange, "ExceptIn", bad, "make it with MonthsOf")
	case s.monthsLeft() == 0:
		part := "ExceptIn"
		if s.ExceptIn == 0 {
			part = "OnlyIn"
		}
		e.add(CodeNoMonthLeft, part, "no month is left", "except fewer months")
	}
	for _, p := range s.Except {
		switch {
		case p.First.IsZero() || p.Last.IsZero():
			e.add(CodeOpenException, "Except", "a period with an open end", "set both ends, for a single day to the same date; a whole side is From or Until")
		case p.Last.Before(p.First):
			e.add(CodeReversedException, "Except", fmt.Sprintf("%s is before %s", p.Last, p.First), "exchange the two")
		}
	}
}

func (s Schedule) checkAdjustment(e *Errors) {
	switch {
	case s.Adjust > Nearest:
		e.add(CodeAdjustment, "Adjust", fmt.Sprintf("unknown adjustment %d", s.Adjust),
			"choose Following, ModifiedFollowing, Preceding, ModifiedPreceding or Nearest")
	case s.Adjust == NoAdjustment && s.AdjustTo != 0:
		e.add(CodeAdjustment, "Adjust", "a kind of day to move to, and no direction", "set Following, for one, or leave AdjustTo out")
	case s.Adjust != NoAdjustment && s.AdjustTo != Weekday && s.AdjustTo != BusinessDay:
		e.add(CodeAdjustment, "AdjustTo", "a move, and no kind of day to move to", "set Weekday or BusinessDay")
	case s.Adjust != NoAdjustment:
		s.notWith(e, "Adjust", true, Once, Daily, Weekly, Monthly, Quarterly, Yearly, Recurrence)
	}
}

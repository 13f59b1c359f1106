package schedule

import "fmt"

// neverFires records that s, in normal form, has no date. The part at fault is one without which there would be some: a single one if that is
// enough, else all exceptions together, else what names the days.
func (e *Errors) neverFires(s Schedule, open daySet) {
	for _, part := range s.limits() {
		less := s
		if part.drop(&less); less.build(open).nominalFrom(firstDay) != 0 {
			e.add(CodeNeverFires, part.name, part.message, part.remedy)
			return
		}
	}
	limited := "no date is ever such a day"
	if !s.From.IsZero() || !s.Until.IsZero() {
		limited = "no date within the bounds is such a day"
	}
	switch s.Frequency {
	case Once:
		e.add(CodeNeverFires, "Rows", "no row lies within the bounds and outside the exceptions", "add a row, or change the others")
	case Recurrence:
		e.add(CodeNeverFires, "RRule", "the rule has no date", "check its parts against each other and against the bounds")
	default:
		e.add(CodeNeverFires, "On", limited, "choose a day that its month, or the time between the bounds, has")
	}
}

// limit is a part of a schedule that takes dates away, and what to say if it takes all.
type limit struct {
	name, message, remedy string
	drop                  func(*Schedule)
}

// limits lists the parts of s that take dates away, those last that may be at fault together with others.
func (s Schedule) limits() []limit {
	var out []limit
	add := func(set bool, name, message, remedy string, drop func(*Schedule)) {
		if set {
			out = append(out, limit{name, message, remedy, drop})
		}
	}
	noExceptions := func(s *Schedule) { s.Except, s.ExceptHolidays, s.ExceptIn, s.OnlyIn = nil, false, 0, 0 }
	add(len(s.Except) > 0, "Except", "the exceptions take every date away", "except fewer days", func(s *Schedule) { s.Except = nil })
	add(s.ExceptHolidays, "ExceptHolidays", "no date is a business day", "move such dates with Adjust instead of dropping them", func(s *Schedule) { s.ExceptHolidays = false })
	add(s.ExceptIn != 0, "ExceptIn", "every date lies in a month that is excepted", "except fewer months", func(s *Schedule) { s.ExceptIn = 0 })
	add(s.OnlyIn != 0, "OnlyIn", "no date lies in these months", "allow more months", func(s *Schedule) { s.OnlyIn = 0 })
	add(!s.Until.IsZero(), "Until", fmt.Sprintf("no date comes by %s", s.Until), "set a later one", func(s *Schedule) { s.Until = Date{} })
	add(s.Adjust != NoAdjustment, "Adjust", "no date lies where the calendar has business days", "check the years of its data", func(s *Schedule) { s.Adjust = 0 })
	add(s.Frequency == Once && !s.From.IsZero(), "From", fmt.Sprintf("no date comes from %s on", s.From), "set an earlier one", func(s *Schedule) { s.From = Date{} })
	if len(out) > 1 {
		together := "the exceptions together take every date away"
		add(len(s.Except) > 0, "Except", together, "except fewer days, or allow more months", noExceptions)
		add(s.ExceptHolidays, "ExceptHolidays", together, "drop one of them", noExceptions)
	}
	return out
}

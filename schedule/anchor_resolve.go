package schedule

import "fmt"

// IsZero reports whether a is no anchor: whether it has no base.
func (a Anchor) IsZero() bool { return a.Base == 0 }

// Resolve returns the date that a means for one run.
//
// [RunDate] starts from o.Date and [FixedDate] from a.Date. [PlannedDate] and every day of a period start from o.Nominal, so that a run of
// 31 January that was moved to 2 February still has January as its current month; where o.Nominal is zero they start from o.Date. The
// period is found first and moved then, by whole periods: the previous month of 31 March is February. Within it, a day number past the end
// is the last day, and past the beginning the first; other days must exist. The offset comes last, in one step; months, quarters and years
// keep the day of the month or, in a month that is too short, take its last day; weekdays and business days are counted from the day
// after or before, so that one business day after a Saturday is Monday.
//
// The error is an [*Error], or [Errors] from [Anchor.Validate]: an anchor that means nothing, a business day without a calendar in d, a
// day that the period lacks, a result that no [Date] can hold.
func (a Anchor) Resolve(o Occurrence, d Dates) (Date, error) {
	if err := a.Validate(); err != nil {
		return Date{}, err
	}
	planned := o.Nominal
	if planned.IsZero() {
		planned = o.Date
	}
	var from Date
	switch a.Base {
	case RunDate:
		from = o.Date
	case PlannedDate:
		from = planned
	case FixedDate:
		from = a.Date
	case InPeriod:
		var err error
		if from, err = a.dayInPeriod(planned, d); err != nil {
			return Date{}, err
		}
	}
	return a.applyOffset(from, d)
}

// Bounds returns the first and the last day of the period of unit u in which day lies, moved by rel periods. Weeks begin on d.WeekStart,
// quarters and years in d.FiscalYearStart. It is the zero Period if day is zero, if u is not Weeks, Months, Quarters or Years, or if any
// part of the period lies outside the range of dates.
func (d Dates) Bounds(day Date, u Unit, rel int) Period {
	if day.IsZero() || rel > lastDay || rel < -lastDay {
		return Period{}
	}
	if u == Weeks {
		start := max(int(d.WeekStart)-int(Monday), 0)
		first := int(day.n) - (weekdayIndex(int(day.n))+7-start)%7 + 7*rel
		return between(first, first+6)
	}
	span := u.frequency().months()
	if span == 0 {
		return Period{}
	}
	shift := max(int(d.FiscalYearStart)-1, 0)
	m := (floorDiv(monthOf(int(day.n))-shift, span)+rel)*span + shift
	if m < firstMonth || m+span-1 > lastMonth {
		return Period{}
	}
	return between(monthStart(m), monthStart(m+span)-1)
}

func between(first, last int) Period {
	p := Period{dateOf(first), dateOf(last)}
	if p.First.IsZero() || p.Last.IsZero() {
		return Period{}
	}
	return p
}

func (a Anchor) dayInPeriod(planned Date, d Dates) (Date, error) {
	if a.Kind == BusinessDay && d.Calendar == nil {
		return Date{}, errNoCalendar("Kind")
	}
	p := d.Bounds(planned, a.Period, a.Rel)
	if p.IsZero() {
		return Date{}, errOutOfRange(a, planned)
	}
	s := series{nth: a.N, set: newDaySet(a.Kind, d.Calendar)}
	n := s.pickIn(int(p.First.n), int(p.Last.n), 0, 0)
	if n == 0 {
		return Date{}, &Error{CodeNoSuchDay, "N", fmt.Sprintf("there is no %s: that is %s", a, p), "choose a day that every such period has"}
	}
	return Date{int32(n)}, nil
}

func (a Anchor) applyOffset(from Date, d Dates) (Date, error) {
	to := from
	switch n := a.Offset.N; {
	case n == 0:
	case a.Offset.Unit == Days:
		to = from.AddDays(n)
	case a.Offset.Unit == Weeks:
		to = from.AddDays(7 * n)
	case a.Offset.Unit == Months:
		to = from.AddMonths(n)
	case a.Offset.Unit == Quarters:
		to = from.AddMonths(3 * n)
	case a.Offset.Unit == Years:
		to = from.AddMonths(12 * n)
	case a.Offset.Unit == BusinessDays && d.Calendar == nil:
		return Date{}, errNoCalendar("Offset")
	case from.IsZero():
	default:
		set := newDaySet(dayKindOf(a.Offset.Unit), d.Calendar)
		to = dateOf(shiftIn(&set, int(from.n), n))
	}
	if to.IsZero() {
		return Date{}, errOutOfRange(a, from)
	}
	return to, nil
}

func errNoCalendar(part string) error {
	return &Error{CodeCalendarMissing, part, "business days need a calendar, and none is given",
		"set Dates.Calendar, or use weekdays, which are Monday to Friday"}
}

func errOutOfRange(a Anchor, from Date) error {
	start := from.String()
	if start == "" {
		start = "no date"
	}
	return &Error{CodeOutOfRange, "Base", fmt.Sprintf("%s, counted from %s, is no date of the years 1 to 9999", a, start),
		"start from a date that is nearer, or that is set"}
}

// Validate reports everything that can be told to be wrong without a date and a calendar, as [Errors], or nil. The zero Anchor is a fault.
func (a Anchor) Validate() error {
	var e Errors
	switch a.Base {
	case RunDate, PlannedDate:
	case FixedDate:
		if a.Date.IsZero() {
			e.add(CodeAnchorDate, "Date", "a fixed date that is not set", "set Date")
		}
	case InPeriod:
		a.checkPeriod(&e)
	default:
		e.add(CodeBase, "Base", "the anchor does not say what it starts from", "set Base")
	}
	if a.Offset.N != 0 {
		if a.Offset.Unit < Days || a.Offset.Unit > Years {
			e.add(CodeOffsetUnit, "Offset", "an offset without a unit", "set Offset.Unit")
		}
		if a.Offset.N > maxOffset || a.Offset.N < -maxOffset {
			e.add(CodeOffsetRange, "Offset", fmt.Sprintf("an offset of %d is not within %d", a.Offset.N, maxOffset), "choose a larger unit")
		}
	}
	return e.err()
}

func (a Anchor) checkPeriod(e *Errors) {
	f := a.Period.frequency()
	if f == 0 {
		e.add(CodePeriod, "Period", "a day of no period", "set Period to Weeks, Months, Quarters or Years")
	}
	if a.Rel < -1 || a.Rel > 1 {
		e.add(CodeRelative, "Rel", fmt.Sprintf("%d periods away", a.Rel), "use -1, 0 or 1, and an offset for more")
	}
	switch most := (Day{Kind: a.Kind}).most(f); {
	case a.Kind < AnyDay || a.Kind > Sunday:
		e.add(CodeDayKind, "Kind", "a day that does not say what is counted", "set Kind")
	case a.N == 0:
		e.add(CodeDayRange, "N", "no number of the day", "use 1 for the first and -1 for the last")
	case f != 0 && (a.N > most || a.N < -most):
		e.add(CodeDayRange, "N", fmt.Sprintf("there is no %s: a %s has at most %s", dayText(a.Kind, a.N, true), a.Period, suchDays(most)), "count fewer")
	}
}

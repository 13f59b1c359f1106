package schedule

import (
	"cmp"
	"slices"
)

// Equal reports whether two schedules have one canonical text: a.Equal(b) holds exactly where a.String() == b.String(), for all that
// [Schedule.Validate] accepts. Equal schedules mean the same. They differ at most in what has one spelling in that text: 0 and 1 as
// Interval, the order and repetition of On, Rows and Except, exceptions that touch, months named twice over, and "daily on Monday" for
// "weekly on Monday" or "day 15 of a quarter" for "day 15 of its first month". Other descriptions of the same dates are not equal:
// December 31 is not the last day of December.
func (s Schedule) Equal(o Schedule) bool {
	a, b := s.normal(), o.normal()
	return a.Frequency == b.Frequency && a.Interval == b.Interval && slices.Equal(a.On, b.On) && slices.Equal(a.Rows, b.Rows) &&
		a.RRule == b.RRule && a.From == b.From && a.Until == b.Until && a.Count == b.Count && a.OnlyIn == b.OnlyIn &&
		a.ExceptIn == b.ExceptIn && slices.Equal(a.Except, b.Except) && a.ExceptHolidays == b.ExceptHolidays &&
		a.SkipShortMonths == b.SkipShortMonths && a.Adjust == b.Adjust && a.AdjustTo == b.AdjustTo && a.Calendar == b.Calendar &&
		a.At == b.At && a.Zone == b.Zone
}

// IsZero reports whether s is a schedule that was never filled in: whether it has no frequency.
func (s Schedule) IsZero() bool { return s.Frequency == 0 }

// normal returns s in the one form that all schedules of its meaning share. It does not change what s points to.
func (s Schedule) normal() Schedule {
	s.Interval = max(s.Interval, 1)
	s.On = s.normalDays()
	if s.Interval == 1 && len(s.On) > 0 && (s.Frequency == Daily || s.Frequency == Weekly) {
		s.Frequency = s.dailyOrWeekly()
	}
	if len(s.Rows) > 0 {
		s.Rows = sortRows(s.Rows)
	}
	s.OnlyIn &= allMonths
	s.ExceptIn &= allMonths
	if s.OnlyIn != 0 && s.ExceptIn != 0 && s.OnlyIn&^s.ExceptIn != 0 {
		s.OnlyIn, s.ExceptIn = s.OnlyIn&^s.ExceptIn, 0
	}
	if s.OnlyIn == allMonths {
		s.OnlyIn = 0
	}
	s.RRule = s.normalRule()
	s.Except = mergePeriods(s.Except)
	return s
}

// dailyOrWeekly returns the frequency under which days without an interval are said: weekly where a day of the week is named or days of
// a week are numbered, but daily where an offset is counted from every day, which no week can say.
func (s Schedule) dailyOrWeekly() Frequency {
	f := Daily
	for _, d := range s.On {
		if d.Kind == AnyDay && d.N == 0 {
			return s.Frequency
		}
		if d.N != 0 || d.Kind >= Monday {
			f = Weekly
		}
	}
	return f
}

// normalDays returns the days of s in their normal form, in order, each once.
func (s Schedule) normalDays() []Day {
	var out []Day
	for _, d := range s.On {
		if d.Offset.N == 0 {
			d.Offset = Offset{}
		}
		switch s.Frequency {
		case Daily:
			if d.Kind == AnyDay && d.N == 0 && (d.Offset.N == 0 || d.Offset.Unit == Days) {
				return nil // every day, whatever else is named
			}
		case Weekly:
			d = d.inWeek()
		case Quarterly:
			d = d.inQuarter()
		}
		out = append(out, d)
	}
	slices.SortFunc(out, compareDays)
	return slices.Compact(out)
}

// inWeek names the day of the week where d counts days of a week: the first day is Monday, the last weekday Friday.
func (d Day) inWeek() Day {
	length := 0
	switch {
	case d.Kind == AnyDay:
		length = 7
	case d.Kind == Weekday:
		length = 5
	case d.Kind >= Monday && (d.N == 1 || d.N == -1):
		d.N = 0
	}
	switch {
	case d.N > 0 && d.N <= length:
		d.Kind, d.N = Monday+DayKind(d.N-1), 0
	case d.N < 0 && -d.N <= length:
		d.Kind, d.N = Monday+DayKind(length+d.N), 0
	}
	return d
}

// inQuarter says "day 15 of the first month" for day 15 of a quarter, and "first day" and "last day" without the month. The first and the
// last month of a quarter have at least 30 days.
func (d Day) inQuarter() Day {
	switch {
	case d.Kind != AnyDay:
	case d.Month == 0 && d.N >= 2 && d.N <= 30:
		d.Month = 1
	case d.Month == 1 && d.N == 1, d.Month == 3 && d.N < 0 && d.N >= -30:
		d.Month = 0
	}
	return d
}

// compareDays orders days by the place in the period where they fall, roughly: by month, days counted from the start before those
// counted from the end, by number, by kind.
func compareDays(a, b Day) int {
	return cmp.Or(
		cmp.Compare(a.Month, b.Month),
		cmp.Compare(uint(a.N), uint(b.N)), // -1 is the largest
		cmp.Compare(a.Kind, b.Kind),
		cmp.Compare(a.Offset.Unit, b.Offset.Unit),
		cmp.Compare(a.Offset.N, b.Offset.N),
	)
}

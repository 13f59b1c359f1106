package schedule

import (
	"fmt"
	"time"
)

// checkDays finds the faults of On.
func (s Schedule) checkDays(e *Errors) {
	if s.notWith(e, "On", len(s.On) > 0, Daily, Weekly, Monthly, Quarterly, Yearly) {
		return
	}
	if len(s.On) == 0 && s.Frequency >= Weekly && s.Frequency <= Yearly {
		e.add(CodeDayMissing, "On", fmt.Sprintf("every %s, and not on which day", s.Frequency.unit()), "add a day; there is no default")
	}
	for _, d := range s.On {
		s.checkDay(e, d)
	}
}

func (s Schedule) checkDay(e *Errors, d Day) {
	switch {
	case d.Kind < AnyDay || d.Kind > Sunday:
		e.add(CodeDayKind, "On", "a day that does not say what is counted", "set Kind")
	case d.Kind == AnyDay && d.N == 0 && s.Frequency != Daily:
		e.add(CodeDayKind, "On", "every day of the period", "make the schedule Daily, or say which day")
	case s.Frequency == Daily && d.N != 0:
		e.add(CodeDayRange, "On", "a number among the days of a single day", "leave N out, or count within weeks or months")
	case d.N > d.most(s.Frequency) || d.N < -d.most(s.Frequency):
		e.add(CodeDayRange, "On", fmt.Sprintf("there is no %s: %s has at most %s", d.text(s.Frequency), s.window(d), suchDays(d.most(s.Frequency))), "count fewer")
	}
	if months := s.Frequency.months(); d.Month < 0 || d.Month > months || d.Month != 0 && months == 1 {
		e.add(CodeMonthRange, "On", fmt.Sprintf("month %d: a %s has no such month to choose", d.Month, s.Frequency.unit()), "leave Month out, or count it from 1")
	}
	switch {
	case d.Offset.N == 0:
	case d.Offset.Unit < Days || d.Offset.Unit > BusinessDays:
		e.add(CodeOffsetUnit, "On", "an offset that is not counted in days", "count it in days, weekdays or business days")
	case d.Offset.N > maxOffset || d.Offset.N < -maxOffset:
		e.add(CodeOffsetRange, "On", fmt.Sprintf("an offset of %d is not within %d", d.Offset.N, maxOffset), "choose a nearer day")
	}
}

func suchDays(n int) string {
	if n == 1 {
		return "one such day"
	}
	return fmt.Sprintf("%d such days", n)
}

// window names the period in which d is counted.
func (s Schedule) window(d Day) string {
	switch {
	case d.Month == 0:
		return "a " + s.Frequency.unit()
	case s.Frequency == Yearly && isMonth(d.Month):
		return time.Month(d.Month).String()
	}
	return "a month"
}

func isMonth(m int) bool { return m >= 1 && m <= 12 }

// most returns the largest number of days of d's kind in any period of the frequency.
func (d Day) most(f Frequency) int {
	var all, weekdays, single int
	switch months := f.months(); {
	case months == 0:
		all, weekdays, single = 7, 5, 1
	case months == 12 && isMonth(d.Month):
		all, weekdays, single = monthLength(2000, d.Month), 23, 5 // 2000 is a leap year
	case months == 1 || d.Month != 0:
		all, weekdays, single = 31, 23, 5
	case months == 3:
		all, weekdays, single = 92, 66, 14
	default:
		all, weekdays, single = 366, 262, 53
	}
	switch d.Kind {
	case AnyDay, BusinessDay:
		return all
	case Weekday:
		return weekdays
	}
	return single
}

package schedule

import (
	"maps"
	"slices"
	"strconv"
	"strings"
)

// Compile turns the definition into a [Timetable]. It is the only step that can fail: it returns [Errors] with everything that
// [Schedule.Validate] finds, with a calendar that is missing from c although the schedule counts business days, and with a schedule that
// has no date at all once its calendar is known. A nil c is a map without calendars; weekdays need none.
//
// [Manual] and [OnLineSchedule] compile to a timetable without dates of its own.
func (s Schedule) Compile(c Calendars) (*Timetable, error) {
	faults := s.check()
	if len(faults) > 0 {
		return nil, faults
	}
	n := s.normal()
	var cal Calendar
	if n.needsCalendar() {
		if cal = c[s.Calendar]; cal == nil {
			faults.calendarMissing(s.Calendar, c)
			return nil, faults
		}
		if lo, _ := openSpan(cal, s.From); lo == 0 {
			faults.add(CodeNeverOpen, "Calendar", "the calendar "+strconv.Quote(s.Calendar)+" has no business day", "check its data")
			return nil, faults
		}
	}
	t := n.build(cal)
	if n.hasDates() && t.nominalFrom(firstDay) == 0 {
		faults.neverFires(n, cal)
		return nil, faults
	}
	return t, nil
}

// build compiles a schedule in normal form that has no faults.
func (s Schedule) build(cal Calendar) *Timetable {
	t := &Timetable{adjust: s.Adjust, at: s.At}
	t.filter = filter{lo: firstDay, hi: lastDay, months: s.monthsLeft(), except: s.Except, holidays: s.ExceptHolidays}
	if s.ExceptHolidays {
		t.filter.business = newDaySet(BusinessDay, cal)
	}
	if s.Adjust != NoAdjustment {
		t.adjustTo = newDaySet(s.AdjustTo, cal)
	}
	if k, ok := cal.(Knower); ok {
		t.known = k.Known().Last
	}
	t.open = t.filter.plain()
	if !s.From.IsZero() {
		t.filter.lo = int(s.From.n)
	}
	if !s.Until.IsZero() {
		t.filter.hi = int(s.Until.n)
	}
	t.openLo, t.openHi = openSpan(cal, s.From)
	t.series = slices.DeleteFunc(s.allSeries(cal), func(sr series) bool { return sr.next(t.filter.lo) == 0 })
	t.rows = s.Frequency == Once && len(t.series) > 0
	t.cycle, t.gap = cycleOf(t.series), gapOf(t.series)
	if s.Count > 0 {
		t.filter.hi = t.countOff(s.Count)
	}
	if s.ExceptHolidays && cal != nil {
		t.filter.lo, t.filter.hi = max(t.filter.lo, t.openLo), min(t.filter.hi, t.openHi)
	}
	return t
}

// cycleOf returns a number of days after which the dates of the series repeat: 400 years, times the largest interval. Rows repeat never.
func cycleOf(list []series) int {
	const days400 = 146_097
	largest := 1
	for i := range list {
		switch s := &list[i]; s.source {
		case explicit:
			return lastDay
		case byRule:
			largest = max(largest, s.rule.interval)
		default:
			largest = max(largest, s.step)
		}
	}
	return days400 * min(largest, lastDay/days400+1)
}

// gapOf returns a number of days that consecutive dates of the series are at least apart. Single days of months, quarters or years are, unless a
// calendar chooses them: the shortest month has 28 days, and what day a number falls on differs by less than a week.
func gapOf(list []series) int {
	if len(list) == 1 && list[0].offset == 0 {
		switch s := &list[0]; {
		case s.source == everyDays:
			return s.step
		case s.source == inMonths && s.nth != 0 && s.set.kind != BusinessDay:
			return 28 - 7
		}
	}
	return 1
}

// countOff returns the day of the count-th nominal date from the lower bound on, before exceptions, or the end of the range.
func (t *Timetable) countOff(count int) int {
	n := t.filter.lo - 1
	for range count {
		if n = t.unionNext(n + 1); n == 0 {
			return lastDay
		}
	}
	return n
}

func (s Schedule) monthsLeft() MonthSet {
	if s.OnlyIn == 0 {
		return allMonths &^ s.ExceptIn
	}
	return s.OnlyIn &^ s.ExceptIn
}

// hasDates reports whether the schedule is one that has dates of its own.
func (s Schedule) hasDates() bool { return s.Frequency >= Once }

// needsCalendar reports whether the schedule counts business days anywhere.
func (s Schedule) needsCalendar() bool {
	return s.ExceptHolidays || s.Adjust != NoAdjustment && s.AdjustTo == BusinessDay || s.countsBusinessDays()
}

// countsBusinessDays reports whether the nominal dates depend on a calendar.
func (s Schedule) countsBusinessDays() bool {
	return slices.ContainsFunc(s.On, func(d Day) bool {
		return d.Kind == BusinessDay || d.Offset.N != 0 && d.Offset.Unit == BusinessDays
	})
}

func (e *Errors) calendarMissing(name string, c Calendars) {
	if name == "" {
		e.add(CodeCalendarMissing, "Calendar", "business days need a calendar, and none is registered under the name \"\"",
			`register one, schedule.Calendars{"": calendar}, or use weekdays, which are Monday to Friday`)
		return
	}
	remedy := "register it under that name"
	if names := slices.Sorted(maps.Keys(c)); len(names) > 0 {
		for i := range names {
			names[i] = strconv.Quote(names[i])
		}
		remedy += ", or use one of " + strings.Join(names, ", ")
	}
	e.add(CodeUnknownCalendar, "Calendar", "no calendar is registered under the name "+strconv.Quote(name), remedy)
}

// openSpan returns a first and a last day such that a calendar has no business day before the one and after the other, as far as can be
// told: a calendar that is closed for a year at an end of the range of dates is asked for every day of the years 1900 to 2200, for the ends
// of its data, and from the given date on. Without any business day it returns 0, 0; for no calendar the whole range.
func openSpan(cal Calendar, from Date) (lo, hi int) {
	if cal == nil {
		return firstDay, lastDay
	}
	const firstYear, lastYear = 1900, 2200
	set := newDaySet(BusinessDay, cal)
	found := func(n int) {
		if n != 0 && (lo == 0 || n < lo) {
			lo = n
		}
		hi = max(hi, n)
	}
	if !from.IsZero() {
		found(set.forward(int(from.n), 1))
	}
	if k, ok := cal.(Knower); ok {
		known := k.Known()
		found(set.forward(int(known.First.n), 1))
		found(set.backward(int(known.Last.n), 1))
	}
	if found(set.forward(firstDay, 1)); lo == 0 || lo > maxClosed {
		for year, n := firstYear, 0; n == 0 && year <= lastYear; year++ {
			n = set.forward(dayNumber(year, 1, 1), 1)
			found(n)
		}
	}
	if found(set.backward(lastDay, 1)); lo != 0 && hi < lastDay-maxClosed {
		for year, n := lastYear, 0; n == 0 && year >= firstYear; year-- {
			n = set.backward(dayNumber(year, 12, 31), 1)
			found(n)
		}
	}
	return lo, hi
}

package schedule

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// Compile turns the definition into a [Timetable]. It is the only step that can fail: it returns [Errors] with everything that
// [Schedule.Validate] finds, with a zone that the time zone database does not have, with a calendar that is missing from c although the schedule
// counts business days, and with a schedule that has no date at all once its calendar is known. A nil c is a map without calendars; weekdays
// need none. The time zone database is that of package time.
//
// [Manual] and [OnLineSchedule] compile to a timetable without dates of its own.
func (s Schedule) Compile(c Calendars) (*Timetable, error) { return s.CompileIn(c, nil) }

// CompileIn is [Schedule.Compile] with the host's own look-up of time zones. It is called at most once for a name that it knows.
func (s Schedule) CompileIn(c Calendars, zones Zones) (*Timetable, error) {
	faults := s.check()
	if len(faults) > 0 {
		return nil, faults
	}
	loc := s.location(zones, &faults)
	n := s.normal()
	var open daySet // the business days
	if n.needsCalendar() {
		cal := c[s.Calendar]
		if cal == nil {
			faults.calendarMissing(s.Calendar, c)
			return nil, faults
		}
		searched := lookedAt(cal, s.From)
		if open = businessDays(cal, searched); open.lo == 0 {
			faults.add(CodeNeverOpen, "Calendar", fmt.Sprintf("the calendar %q has no business day from %s through %s", s.Calendar, searched.First, searched.Last),
				"check its weekend, its holidays and the years of its data")
			return nil, faults
		}
	}
	t := n.build(open)
	t.loc = loc
	if n.hasDates() && t.nominalFrom(firstDay) == 0 {
		faults.neverFires(n, open)
	}
	if len(faults) > 0 {
		return nil, faults
	}
	return t, nil
}

// build compiles a schedule in normal form that has no faults. Its calendar's business days are open, the zero daySet if it needs none.
func (s Schedule) build(open daySet) *Timetable {
	t := &Timetable{adjust: s.Adjust, at: s.At}
	t.filter = filter{lo: firstDay, hi: lastDay, months: s.monthsLeft(), except: s.Except, holidays: s.ExceptHolidays, business: open}
	if s.Adjust != NoAdjustment {
		t.adjustTo = open.or(s.AdjustTo)
	}
	if k, ok := open.cal.(Knower); ok {
		t.known = k.Known().Last
	}
	t.open = t.filter.plain()
	if !s.From.IsZero() {
		t.filter.lo = int(s.From.n)
	}
	if !s.Until.IsZero() {
		t.filter.hi = int(s.Until.n)
	}
	t.series = slices.DeleteFunc(s.allSeries(open), func(sr series) bool { return sr.next(t.filter.lo) == 0 })
	t.rows = s.Frequency == Once && len(t.series) > 0
	t.cycle = cycleOf(t.series)
	if s.Count > 0 {
		t.filter.hi = t.countOff(s.Count)
	}
	if open.cal != nil && (s.ExceptHolidays || s.Adjust != NoAdjustment && s.AdjustTo == BusinessDay) {
		lo, hi := open.months()
		t.filter.lo, t.filter.hi = max(t.filter.lo, lo), min(t.filter.hi, hi)
	}
	return t
}

// cycleOf returns a number of days after which the dates of the series repeat: 400 years, times the largest interval. Rows repeat never.
func cycleOf(list []series) int {
	const days400 = 146_097
	largest := 1
	for i := range list {
		switch s := list[i].unshifted(); s.source {
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

// lookedAt returns the span in which a calendar must have its business days if it is closed for a year at an end of the range of dates: 1900
// through 2200, and if these reach further what it has data for and the 300 years from a date on.
func lookedAt(cal Calendar, from Date) Period {
	span := Period{Date{int32(dayNumber(1900, 1, 1))}, Date{int32(dayNumber(2200, 12, 31))}}
	include := func(p Period) {
		if !p.First.IsZero() && p.First.Before(span.First) {
			span.First = p.First
		}
		if p.Last.After(span.Last) {
			span.Last = p.Last
		}
	}
	if k, ok := cal.(Knower); ok {
		include(k.Known())
	}
	if !from.IsZero() {
		include(Period{from, Date{min(from.n+300*366, lastDay)}})
	}
	return span
}

// businessDays returns the business days of a calendar with the first and the last of them; both are 0 if there is none.
func businessDays(cal Calendar, searched Period) daySet {
	const year = 366
	open := newDaySet(BusinessDay, cal)
	lo, hi := open.among(firstDay, firstDay+year, 1), open.among(lastDay-year, lastDay, -1)
	if lo == 0 {
		lo = open.among(int(searched.First.n), int(searched.Last.n), 1)
	}
	if hi == 0 && lo != 0 {
		hi = open.among(int(searched.First.n), int(searched.Last.n), -1)
	}
	if hi == 0 {
		lo = 0
	}
	open.lo, open.hi = lo, hi
	return open
}

// months returns the first and the last day of the months from that of the first business day through that of the last. A date outside them is not
// known to be holiday; it is beyond the calendar.
func (s *daySet) months() (first, last int) {
	w := monthWith(s.hi)
	return monthWith(s.lo).first, w.first + monthLength(w.y, w.m) - 1
}

// or returns the days of a kind, s itself where they are business days.
func (s *daySet) or(kind DayKind) daySet {
	if kind == BusinessDay {
		return *s
	}
	return newDaySet(kind, nil)
}

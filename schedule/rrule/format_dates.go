package rrule

import (
	"fmt"
	"strconv"
	"time"

	"github.com/proforma-go/proforma/schedule"
)

// What the RFC has no words for, an offset above all, is written from the dates that it gives: weeks repeat after so many days, and the dates
// of a month depend on the month, on the day of the week that it begins with, and on whether the year is a leap year.

// lastYear is the last in which dates are looked at: later ones may be counted from a day beyond the end of the calendar.
const lastYear = 9990

// fromDates writes rules that have the dates of the schedule.
func (f *formatter) fromDates() ([]string, error) {
	interval := max(f.s.Interval, 1)
	switch f.s.Frequency {
	case schedule.Daily:
		return f.fromWeeks(1)
	case schedule.Weekly:
		return f.fromWeeks(interval)
	case schedule.Quarterly:
		interval *= 3
	case schedule.Yearly:
		interval *= 12
	}
	return f.fromMonths(interval)
}

// endless returns the schedule without its end and its exceptions.
func (f *formatter) endless() schedule.Schedule {
	s := f.s
	s.Until, s.Count, s.Except = schedule.Date{}, 0, nil
	return s
}

// fromWeeks writes a schedule that repeats after some weeks. A rule counts the weeks from that of DTSTART and begins them where WKST says. So with
// one WKST or another it can name any day from six before DTSTART to six after it, and what lies as far from the days after each interval.
func (f *formatter) fromWeeks(interval int) ([]string, error) {
	s := f.endless()
	s.OnlyIn, s.ExceptIn = 0, 0
	table, err := s.Compile(nil)
	if err != nil {
		return nil, err
	}
	start := f.first
	if start.IsZero() {
		start = schedule.MustParseDate("2001-01-01") // a Monday
	}
	var weeks [7]int // how many of the weeks have the day
	for o := range table.Between(start, start.AddDays(7*interval-1)) {
		weeks[weekdayOf(o.Date)]++
	}
	var all, monday, before, after weekdaySet // in every week; in the week of DTSTART from Monday, or the week up to DTSTART, or from it on
	for o := range table.Between(start, start.AddDays(7*interval-1)) {
		weekday := weekdayOf(o.Date)
		bit, ahead := weekdaySet(1)<<weekday, o.Date.Sub(start)
		switch back := 7*interval - ahead; {
		case weeks[weekday] == interval:
			all |= bit
		case weekday >= weekdayOf(start) && ahead <= 6, weekday < weekdayOf(start) && back <= 6:
			monday |= bit
		case ahead <= 6:
			after |= bit
		case back <= 6:
			before |= bit
		default:
			return nil, refuse("Interval", fmt.Sprintf("the days of every %d weeks lie more than a week apart, and a rule counts weeks from DTSTART alone", interval))
		}
	}
	var out []string
	add := func(interval, weekStart int, days weekdaySet) {
		if days == 0 {
			return
		}
		rule := "RRULE:FREQ=WEEKLY"
		if interval > 1 {
			rule += fmt.Sprintf(";INTERVAL=%d;WKST=%s", interval, weekdayCodes[weekStart%7])
		}
		out = append(out, rule+f.byMonth()+";BYDAY="+days.String()+f.end())
	}
	add(1, 0, all)
	add(interval, 0, monday)
	add(interval, weekdayOf(start), after)
	add(interval, weekdayOf(start)+1, before)
	return out, nil
}

// weekdayOf returns 0 for Monday to 6 for Sunday.
func weekdayOf(d schedule.Date) int { return int(d.Weekday()+6) % 7 }

// fromMonths writes a schedule that repeats after so many months. Where these do not divide the year, one rule names every so many months from
// that of DTSTART on, and another the years, as far from DTSTART's, after which the months come round again.
func (f *formatter) fromMonths(interval int) ([]string, error) {
	years := 1
	for 12*years%interval != 0 {
		years++
	}
	inYears := monthRules{head: "RRULE:FREQ=MONTHLY", yearly: "RRULE:FREQ=YEARLY", end: f.end()}
	if years > 1 {
		inYears.yearly += ";INTERVAL=" + strconv.Itoa(years)
		inYears.head = inYears.yearly
	}
	inMonths := monthRules{head: "RRULE:FREQ=MONTHLY;INTERVAL=" + strconv.Itoa(interval), end: f.end()}
	year, month, _ := f.first.Civil()
	err := f.readMonths(400*years, func(y, m int) *monthRules {
		switch {
		case 12%interval != 0 && interval%12 != 0 && (12*(y-year)+m-int(month))%interval == 0:
			return &inMonths
		case (y-year)%years == 0:
			return &inYears
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	out, err := inMonths.write()
	if err != nil {
		return nil, err
	}
	rest, err := inYears.write()
	if out = append(out, rest...); err == nil && len(out) == 0 {
		err = refuse("From", "it is too near the end of the calendar for a rule")
	}
	return out, err
}

// readMonths hands the dates of so many years on, month by month, to the rules that reach the month.
func (f *formatter) readMonths(years int, rules func(y, m int) *monthRules) error {
	table, err := f.endless().Compile(nil)
	if err != nil {
		return err
	}
	first := f.first
	if first.IsZero() {
		first = schedule.MustParseDate("2000-01-01")
	}
	next, _ := table.Next(first.AddDays(-1))
	year, month, day := first.Civil()
	for last := min(year+years, lastYear); year <= last; year, month, day = first.Civil() {
		var days uint32
		for ; inMonth(next.Date, year, month); next, _ = table.Next(next.Date) {
			_, _, d := next.Date.Civil()
			days |= 1 << d
		}
		switch r := rules(year, int(month)); {
		case r != nil && !r.add(first, days):
			return refuse("On", "the dates of a year depend on the leap day of another, of which no rule can know")
		case r == nil && days != 0:
			return refuse("Interval", fmt.Sprintf("the dates of %q do not all lie in the months that a rule can count from DTSTART", f.s))
		}
		first = first.AddDays(1 - day).AddMonths(1)
	}
	return nil
}

func inMonth(d schedule.Date, year int, month time.Month) bool {
	y, m, _ := d.Civil()
	return y == year && m == month
}

// listed returns the dates of a schedule that has a beginning and an end.
func (f *formatter) listed() ([]schedule.Date, bool) {
	if f.first.IsZero() || f.until.IsZero() {
		return nil, false
	}
	table, err := f.endless().Compile(nil)
	if err != nil {
		return nil, false
	}
	var dates []schedule.Date
	for o := range table.Between(f.first, f.until) {
		if dates = append(dates, o.Date); len(dates) > maxListed {
			return nil, false
		}
	}
	return dates, true
}

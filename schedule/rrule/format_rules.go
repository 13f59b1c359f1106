package rrule

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/proforma-go/proforma/schedule"
)

// rules writes the RRULEs: in the words that the RFC has for the schedule, or by what its dates have in common, or, where even that is no
// rule and yet they end, the dates themselves.
func (f *formatter) rules() ([]string, error) {
	if f.s.Frequency == schedule.Recurrence {
		return f.own()
	}
	if rules, ok := f.inWords(); ok {
		return rules, nil
	}
	if err := f.countToUntil(); err != nil {
		return nil, err
	}
	rules, err := f.fromDates()
	if err == nil {
		return rules, nil
	}
	if later := *f; later.begunLater() {
		if rules, err := later.fromDates(); err == nil {
			*f = later
			return rules, nil
		}
	}
	if dates, ok := f.listed(); ok {
		return []string{f.rdate(dates)}, nil
	}
	return nil, err
}

// begunLater makes the first date that the exceptions leave DTSTART, if that is another. Its month may be one from which rules reach all others.
func (f *formatter) begunLater() bool {
	s := f.s
	s.Until = f.until
	table, err := s.Compile(nil)
	if err != nil || f.first.IsZero() {
		return false
	}
	if table.Contains(f.first) {
		return false
	}
	first, ok := table.Next(f.first)
	f.first = first.Date
	return ok
}

// inWords writes one rule for all days that a rule can list together, and one for each other day. It reports false if there is one that the
// RFC has no words for.
func (f *formatter) inWords() ([]string, bool) {
	interval := ""
	if f.s.Interval > 1 {
		interval = ";INTERVAL=" + strconv.Itoa(f.s.Interval)
	}
	if slices.ContainsFunc(f.s.On, func(d schedule.Day) bool { return d.Offset.N != 0 }) {
		return nil, false
	}
	switch f.s.Frequency {
	case schedule.Daily:
		if len(f.s.On) == 0 {
			return []string{"RRULE:FREQ=DAILY" + interval + f.byMonth() + f.end()}, true
		}
		return []string{"RRULE:FREQ=WEEKLY" + f.byMonth() + ";BYDAY=" + f.weekdays() + f.end()}, true
	case schedule.Weekly:
		if f.s.Interval > 1 {
			interval += ";WKST=MO"
		}
		return []string{"RRULE:FREQ=WEEKLY" + interval + f.byMonth() + ";BYDAY=" + f.weekdays() + f.end()}, true
	case schedule.Monthly:
		if f.s.Interval > 1 && f.s.From.IsZero() {
			return f.eachDay("RRULE:FREQ=MONTHLY"+f.monthsOf(f.s.Interval, 0), f.s.On), true
		}
		return f.eachDay("RRULE:FREQ=MONTHLY"+interval+f.byMonth(), f.s.On), true
	case schedule.Quarterly:
		return f.quarterly()
	}
	return f.yearly("RRULE:FREQ=YEARLY" + interval)
}

// left reports whether OnlyIn and ExceptIn leave the month.
func (f *formatter) left(m int) bool {
	return (f.s.OnlyIn == 0 || f.s.OnlyIn.Has(time.Month(m))) && !f.s.ExceptIn.Has(time.Month(m))
}

// byMonth writes BYMONTH where months are left out.
func (f *formatter) byMonth() string { return f.monthsOf(1, 0) }

// monthsOf writes as BYMONTH the months that are left of every step-th month from the given ones on, 0 for January; "" for all of them.
func (f *formatter) monthsOf(step int, from ...int) string {
	var out []int
	for m := range 12 {
		if f.left(m+1) && slices.ContainsFunc(from, func(begin int) bool { return m >= begin && (m-begin)%step == 0 }) {
			out = append(out, m+1)
		}
	}
	return inMonths(out)
}

// inMonths writes BYMONTH, "" for all months.
func inMonths(months []int) string {
	if len(months) == 12 {
		return ""
	}
	return ";BYMONTH=" + join(months)
}

func join(numbers []int) string {
	out := make([]string, len(numbers))
	for i, n := range numbers {
		out[i] = strconv.Itoa(n)
	}
	return strings.Join(out, ",")
}

// weekdays writes the days of the week that On names, those of "weekday" among them.
func (f *formatter) weekdays() string {
	var named weekdaySet
	for _, d := range f.s.On {
		last := 7
		if d.Kind == schedule.Weekday {
			last = 5
		}
		switch n := d.N; {
		case d.Kind >= schedule.Monday:
			named |= 1 << (d.Kind - schedule.Monday)
		case n == 0:
			named |= 1<<last - 1
		case n < 0: // the nth day or weekday of a week
			named |= 1 << (n + last)
		default:
			named |= 1 << (n - 1)
		}
	}
	return named.String()
}

// weekdaySet is a set of days of the week, bit 0 for Monday.
type weekdaySet uint8

// String writes the days as BYDAY does.
func (w weekdaySet) String() string {
	var out []string
	for i, code := range weekdayCodes {
		if w>>i&1 != 0 {
			out = append(out, code)
		}
	}
	return strings.Join(out, ",")
}

// eachDay writes the rules of days counted within single months. Plain day numbers share one rule, and so do days of the week and numbered days of
// the week; these two apart, since there are readers that take a rule with both for what both have in common.
func (f *formatter) eachDay(head string, on []schedule.Day) []string {
	var numbers, plain, numbered, out []string
	for _, d := range on {
		short := d.N > 28 || d.N < -28
		switch {
		case d.Kind == schedule.AnyDay && (!short || f.s.SkipShortMonths):
			numbers = append(numbers, strconv.Itoa(d.N))
		case d.Kind == schedule.AnyDay && d.N > 0:
			out = append(out, fmt.Sprintf("%s;BYMONTHDAY=%d,-1;BYSETPOS=1%s", head, d.N, f.end()))
		case d.Kind == schedule.AnyDay:
			out = append(out, fmt.Sprintf("%s;BYMONTHDAY=%d,1;BYSETPOS=-1%s", head, d.N, f.end()))
		case d.Kind == schedule.Weekday && d.N == 0:
			plain = append(plain, weekdayCodes[:5]...)
		case d.Kind == schedule.Weekday:
			out = append(out, fmt.Sprintf("%s;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=%d%s", head, d.N, f.end()))
		case d.N == 0:
			plain = append(plain, weekdayCodes[d.Kind-schedule.Monday])
		default:
			numbered = append(numbered, strconv.Itoa(d.N)+weekdayCodes[d.Kind-schedule.Monday])
		}
	}
	for _, shared := range []struct {
		name   string
		values []string
	}{{"BYDAY", numbered}, {"BYDAY", plain}, {"BYMONTHDAY", numbers}} {
		if len(shared.values) > 0 {
			out = slices.Insert(out, 0, head+";"+shared.name+"="+strings.Join(shared.values, ",")+f.end())
		}
	}
	return out
}

// yearly writes days of a month of the year, and days counted over the whole year.
func (f *formatter) yearly(head string) ([]string, bool) {
	var out []string
	for _, d := range f.s.On {
		switch {
		case d.Month == 0 && f.byMonth() != "":
			return nil, false
		case d.Month == 0:
			out = append(out, f.ofYear(head, d))
		case f.left(d.Month):
			out = append(out, f.eachDay(fmt.Sprintf("%s;BYMONTH=%d", head, d.Month), []schedule.Day{d})...)
		}
	}
	return out, true
}

func (f *formatter) ofYear(head string, d schedule.Day) string {
	switch {
	case d.Kind == schedule.AnyDay && d.N == 366 && !f.s.SkipShortMonths:
		return head + ";BYYEARDAY=366,-1;BYSETPOS=1" + f.end()
	case d.Kind == schedule.AnyDay && d.N == -366 && !f.s.SkipShortMonths:
		return head + ";BYYEARDAY=-366,1;BYSETPOS=-1" + f.end()
	case d.Kind == schedule.AnyDay:
		return fmt.Sprintf("%s;BYYEARDAY=%d%s", head, d.N, f.end())
	}
	return f.eachDay(head, []schedule.Day{d})[0]
}

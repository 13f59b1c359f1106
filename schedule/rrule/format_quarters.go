package rrule

import (
	"strconv"

	"github.com/proforma-go/proforma/schedule"
)

// quarterly writes quarters as months: those that are the first, second or third of theirs. It reports false if a day is counted over a
// whole quarter, or if no rule tells the quarters that count from the others.
func (f *formatter) quarterly() ([]string, bool) {
	groups := map[int][]schedule.Day{}
	for _, d := range f.s.On {
		d, ok := inOneMonth(d)
		if !ok {
			return nil, false
		}
		groups[d.Month] = append(groups[d.Month], d)
	}
	head, months, ok := f.quarters(groups)
	if !ok {
		return nil, false
	}
	var out []string
	for month := range 4 {
		text := months(month)
		if len(groups[month]) == 0 || text == ";BYMONTH=" {
			continue // no such month is left
		}
		out = append(out, f.eachDay(head+text, groups[month])...)
	}
	return out, true
}

// quarters returns the beginning of the rules for quarters, and how the months of a quarter, 0 for all three, are said in them.
func (f *formatter) quarters(groups map[int][]schedule.Day) (head string, months func(month int) string, ok bool) {
	n := max(f.s.Interval, 1)
	_, start, _ := f.first.Civil()
	begin := 0 // the month with which the first quarter begins, 0 for January
	if n > 1 && !f.first.IsZero() {
		begin = (int(start) - 1) / 3 * 3
	}
	head = "RRULE:FREQ=MONTHLY"
	switch {
	case n <= 2 || n == 4:
		begin %= 3 * n
	case n%4 == 0:
		head = "RRULE:FREQ=YEARLY;INTERVAL=" + strconv.Itoa(n/4)
	case len(groups) == 1 && len(groups[0]) == 0:
		head += ";INTERVAL=" + strconv.Itoa(3*n) // from the month of DTSTART
		return head, func(int) string { return f.byMonth() }, true
	default:
		return "", nil, false
	}
	step := min(3*n, 12)
	return head, func(month int) string {
		if month > 0 {
			return f.monthsOf(step, begin+month-1)
		}
		return f.monthsOf(step, begin, begin+1, begin+2)
	}, true
}

// inOneMonth says a day of a quarter as one of its first or last month, where that is the same. Month 0 then remains for every such day.
func inOneMonth(d schedule.Day) (schedule.Day, bool) {
	most := map[schedule.DayKind]int{schedule.AnyDay: 30, schedule.Weekday: 20}[d.Kind]
	if d.Kind >= schedule.Monday {
		most = 4
	}
	switch {
	case d.Month != 0 || d.N == 0:
	case d.N > 0 && d.N <= most:
		d.Month = 1
	case d.N < 0 && -d.N <= most:
		d.Month = 3
	default:
		return d, false
	}
	return d, true
}

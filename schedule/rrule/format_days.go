package rrule

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/proforma-go/proforma/schedule"
)

// shortest is how many days every month has. Day numbers up to it mean the same in all months, whether short ones are clamped or skipped.
const shortest = 28

// folded returns the days of s with their offsets taken into the number or the day of the week, wherever that gives the same dates. It
// reports false if an offset remains that no rule can say.
func folded(s schedule.Schedule) ([]schedule.Day, bool) {
	var out []schedule.Day
	for _, d := range s.On {
		k := d.Offset.N
		switch counted := d.N + k; {
		case k == 0:
			d.Offset = schedule.Offset{}
		case d.Offset.Unit != schedule.Days:
			return nil, false
		case s.Frequency == schedule.Weekly && d.Kind >= schedule.Monday && d.N == 0:
			day := int(d.Kind-schedule.Monday) + k
			if (day < 0 || day > 6) && s.Interval > 1 {
				return nil, false // another week, and so another phase
			}
			d = schedule.Day{Kind: schedule.Monday + schedule.DayKind((day%7+7)%7)}
		case s.Frequency < schedule.Monthly || d.N == 0 || d.N > shortest || d.N < -shortest:
			return nil, false
		case d.Kind >= schedule.Monday:
			if from, to := weekdayRange(d); d.N > 4 || d.N < -4 || d.N > 0 && (from < 1 || to > shortest) || d.N < 0 && (to > -1 || from < -shortest) {
				return nil, false
			}
		case d.Kind != schedule.AnyDay || counted > shortest || counted < -shortest:
			return nil, false
		case d.N > 0 && counted > 0 || d.N < 0 && counted < 0:
			d.N, d.Offset = counted, schedule.Offset{}
		case s.Frequency != schedule.Monthly || s.Interval > 1:
			return nil, false // another month, and so another phase
		case d.N > 0:
			d.N, d.Offset = counted-1, schedule.Offset{} // there is no day 0
		default:
			d.N, d.Offset = counted+1, schedule.Offset{}
		}
		out = append(out, d)
	}
	return out, true
}

// weekdayRange returns the days of the month that the nth day of the week and an offset in days can fall on, from either end as N is.
func weekdayRange(d schedule.Day) (from, to int) {
	if d.N < 0 {
		return 7*d.N + d.Offset.N, 7*d.N + 6 + d.Offset.N
	}
	return 7*d.N - 6 + d.Offset.N, 7*d.N + d.Offset.N
}

// afterWeekday says "two days after the first Monday" as the Wednesday among the days 3 to 9 of the month.
func afterWeekday(d schedule.Day) string {
	var days []string
	from, to := weekdayRange(d)
	for n := from; n <= to; n++ {
		days = append(days, strconv.Itoa(n))
	}
	day := ((int(d.Kind-schedule.Monday)+d.Offset.N)%7 + 7) % 7
	return fmt.Sprintf(";BYMONTHDAY=%s;BYDAY=%s", strings.Join(days, ","), weekdayCodes[day])
}

// quarterly writes quarters as months: those that are the first, second or third of theirs.
func (f *formatter) quarterly(head string) ([]string, error) {
	groups := map[int][]schedule.Day{}
	for _, d := range f.s.On {
		d, ok := inOneMonth(d)
		if !ok {
			return nil, refuse("On", "a day that is counted over a whole quarter")
		}
		groups[d.Month] = append(groups[d.Month], d)
	}
	head, months, err := f.quarters(head, groups)
	if err != nil {
		return nil, err
	}
	var out []string
	for month := range 4 {
		text := months(month)
		if len(groups[month]) == 0 || text == ";BYMONTH=" {
			continue // no such month is left
		}
		rules, err := f.eachDay(head+text, groups[month])
		if err != nil {
			return nil, err
		}
		out = append(out, rules...)
	}
	return out, nil
}

// quarters returns the beginning of the rules for quarters, and how the months of a quarter, 0 for all three, are said in them.
func (f *formatter) quarters(head string, groups map[int][]schedule.Day) (string, func(month int) string, error) {
	n := max(f.s.Interval, 1)
	_, start, _ := f.first.Civil()
	begin := 0 // the month with which the first quarter begins, 0 for January
	if n > 1 && !f.first.IsZero() {
		begin = (int(start) - 1) / 3 * 3
	}
	switch {
	case n <= 2 || n == 4:
		begin %= 3 * n
	case n%4 == 0:
		head = "RRULE:FREQ=YEARLY;INTERVAL=" + strconv.Itoa(n/4)
	case len(groups) == 1 && len(groups[0]) == 0:
		head += ";INTERVAL=" + strconv.Itoa(3*n) // from the month of DTSTART
		return head, func(int) string { return f.byMonth() }, nil
	default:
		return "", nil, refuse("Interval", fmt.Sprintf("in a rule every %d quarters have a single phase, that of one month; name days of one month", n))
	}
	step := min(3*n, 12)
	return head, func(month int) string {
		if month > 0 {
			return f.monthsOf(step, begin+month-1)
		}
		return f.monthsOf(step, begin, begin+1, begin+2)
	}, nil
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

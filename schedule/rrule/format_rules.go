package rrule

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/proforma-go/proforma/schedule"
)

// rules writes the RRULEs: one for all days that a rule can list together, one for each other day.
func (f *formatter) rules() ([]string, error) {
	head := "RRULE:FREQ=" + map[schedule.Frequency]string{schedule.Daily: "DAILY", schedule.Weekly: "WEEKLY", schedule.Monthly: "MONTHLY",
		schedule.Quarterly: "MONTHLY", schedule.Yearly: "YEARLY"}[f.s.Frequency]
	interval := ""
	if f.s.Interval > 1 {
		interval = ";INTERVAL=" + strconv.Itoa(f.s.Interval)
	}
	switch f.s.Frequency {
	case schedule.Recurrence:
		return f.own()
	case schedule.Daily:
		if len(f.s.On) == 0 {
			return []string{head + interval + f.byMonth() + f.end()}, nil
		}
		return []string{"RRULE:FREQ=WEEKLY" + f.byMonth() + ";BYDAY=" + f.weekdays() + f.end()}, nil
	case schedule.Weekly:
		if f.s.Interval > 1 {
			interval += ";WKST=MO"
		}
		return []string{head + interval + f.byMonth() + ";BYDAY=" + f.weekdays() + f.end()}, nil
	case schedule.Monthly:
		if f.s.Interval > 1 && f.s.From.IsZero() {
			return f.eachDay(head+f.monthsOf(f.s.Interval, 0), f.s.On)
		}
		return f.eachDay(head+interval+f.byMonth(), f.s.On)
	case schedule.Quarterly:
		return f.quarterly(head)
	}
	return f.yearly(head + interval)
}

// own writes the text of a recurrence, with the schedule's bounds in it.
func (f *formatter) own() ([]string, error) {
	if f.byMonth() != "" {
		return nil, refuse("OnlyIn", "the rule of a recurrence cannot be limited further; write BYMONTH in it")
	}
	var out []string
	for _, field := range strings.Fields(strings.ToUpper(f.s.RRule)) {
		if strings.HasPrefix(field, "RDATE") {
			if !f.until.IsZero() {
				return nil, refuse("Until", "it would have to cut an RDATE")
			}
			if f.s.At.IsZero() {
				out = append(out, field)
				continue
			}
			var dates []schedule.Date
			_, list, _ := strings.Cut(field, ":")
			for v := range strings.SplitSeq(list, ",") {
				d, _, _, err := moment(v)
				if err != nil {
					return nil, err
				}
				dates = append(dates, d)
			}
			out = append(out, "RDATE"+f.property(dates...))
			continue
		}
		rule := strings.TrimPrefix(field, "RRULE:")
		if !f.until.IsZero() {
			if strings.Contains(rule, "COUNT=") || strings.Contains(rule, "UNTIL=") {
				return nil, refuse("Until", "the rule has an end of its own")
			}
			rule += ";UNTIL=" + f.untilText()
		}
		out = append(out, "RRULE:"+rule)
	}
	return out, nil
}

// left reports whether OnlyIn and ExceptIn leave the month.
func (f *formatter) left(m int) bool {
	return (f.s.OnlyIn == 0 || f.s.OnlyIn.Has(time.Month(m))) && !f.s.ExceptIn.Has(time.Month(m))
}

// byMonth writes BYMONTH where months are left out.
func (f *formatter) byMonth() string { return f.monthsOf(1, 0) }

// monthsOf writes as BYMONTH the months that are left of every step-th month from the given ones on, 0 for January; "" for all of them.
func (f *formatter) monthsOf(step int, from ...int) string {
	var out []string
	for m := range 12 {
		if f.left(m+1) && slices.ContainsFunc(from, func(begin int) bool { return m >= begin && (m-begin)%step == 0 }) {
			out = append(out, strconv.Itoa(m+1))
		}
	}
	if len(out) == 12 {
		return ""
	}
	return ";BYMONTH=" + strings.Join(out, ",")
}

// weekdays writes the days of the week that On names, those of "weekday" among them.
func (f *formatter) weekdays() string {
	var named [7]bool
	for _, d := range f.s.On {
		switch {
		case d.Kind >= schedule.Monday:
			named[d.Kind-schedule.Monday] = true
		case d.N == 0:
			last := 7
			if d.Kind == schedule.Weekday {
				last = 5
			}
			for i := range last {
				named[i] = true
			}
		default: // the nth day or weekday of a week
			n, last := d.N, 7
			if d.Kind == schedule.Weekday {
				last = 5
			}
			if n < 0 {
				n += last + 1
			}
			named[n-1] = true
		}
	}
	var out []string
	for i, is := range named {
		if is {
			out = append(out, weekdayCodes[i])
		}
	}
	return strings.Join(out, ",")
}

// eachDay writes the rules of days counted within single months. Plain day numbers share one rule, and so do numbered days of the week.
func (f *formatter) eachDay(head string, on []schedule.Day) ([]string, error) {
	var numbers, days, out []string
	for _, d := range on {
		short := d.N > 28 || d.N < -28
		switch {
		case d.Offset.N != 0:
			out = append(out, head+afterWeekday(d)+f.end())
		case d.Kind == schedule.AnyDay && (!short || f.s.SkipShortMonths):
			numbers = append(numbers, strconv.Itoa(d.N))
		case d.Kind == schedule.AnyDay && d.N > 0:
			out = append(out, fmt.Sprintf("%s;BYMONTHDAY=%d,-1;BYSETPOS=1%s", head, d.N, f.end()))
		case d.Kind == schedule.AnyDay:
			out = append(out, fmt.Sprintf("%s;BYMONTHDAY=%d,1;BYSETPOS=-1%s", head, d.N, f.end()))
		case d.Kind == schedule.Weekday && d.N == 0:
			days = append(days, weekdayCodes[:5]...)
		case d.Kind == schedule.Weekday:
			out = append(out, fmt.Sprintf("%s;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=%d%s", head, d.N, f.end()))
		case d.N == 0:
			days = append(days, weekdayCodes[d.Kind-schedule.Monday])
		default:
			days = append(days, strconv.Itoa(d.N)+weekdayCodes[d.Kind-schedule.Monday])
		}
	}
	if len(days) > 0 {
		out = slices.Insert(out, 0, head+";BYDAY="+strings.Join(days, ",")+f.end())
	}
	if len(numbers) > 0 {
		out = slices.Insert(out, 0, head+";BYMONTHDAY="+strings.Join(numbers, ",")+f.end())
	}
	return out, nil
}

// yearly writes days of a month of the year, and days counted over the whole year.
func (f *formatter) yearly(head string) ([]string, error) {
	var out []string
	for _, d := range f.s.On {
		if d.Month == 0 {
			rule, err := f.ofYear(head, d)
			if err != nil {
				return nil, err
			}
			out = append(out, rule)
			continue
		}
		if !f.left(d.Month) {
			continue
		}
		rules, err := f.eachDay(fmt.Sprintf("%s;BYMONTH=%d", head, d.Month), []schedule.Day{d})
		if err != nil {
			return nil, err
		}
		out = append(out, rules...)
	}
	return out, nil
}

func (f *formatter) ofYear(head string, d schedule.Day) (string, error) {
	if f.byMonth() != "" {
		return "", refuse("OnlyIn", "months left out of a day that is counted over the whole year")
	}
	switch {
	case d.Offset.N != 0:
		return "", refuse("On", offsetReason)
	case d.Kind == schedule.AnyDay && d.N == 366 && !f.s.SkipShortMonths:
		return head + ";BYYEARDAY=366,-1;BYSETPOS=1" + f.end(), nil
	case d.Kind == schedule.AnyDay && d.N == -366 && !f.s.SkipShortMonths:
		return head + ";BYYEARDAY=-366,1;BYSETPOS=-1" + f.end(), nil
	case d.Kind == schedule.AnyDay:
		return fmt.Sprintf("%s;BYYEARDAY=%d%s", head, d.N, f.end()), nil
	}
	rules, err := f.eachDay(head, []schedule.Day{d})
	return rules[0], err
}

package rrule

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/proforma-go/proforma/schedule"
)

// words holds the parts of a rule while it is turned into a plain schedule.
type words struct {
	s         schedule.Schedule
	parts     map[string]string
	monthDays []int
	days      []schedule.Day // BYDAY: Kind and N
	months    []int
	positions []int
}

// inWords returns a schedule that means the same as the rule of s, which is valid, without being of frequency Recurrence. It reports false
// if it knows none.
func inWords(s schedule.Schedule, rule string) (schedule.Schedule, bool) {
	w := words{s: s, parts: partsOf(rule)}
	w.s.RRule = ""
	for name := range w.parts {
		if !slices.Contains([]string{"FREQ", "INTERVAL", "COUNT", "UNTIL", "WKST", "BYMONTH", "BYMONTHDAY", "BYDAY", "BYSETPOS"}, name) {
			return s, false
		}
	}
	if !w.read() || !w.on() || !w.limit(s) || w.s.Validate() != nil {
		return s, false
	}
	return w.s, true
}

// read splits the lists and takes over interval and end.
func (w *words) read() bool {
	w.monthDays, w.months, w.positions = numbers(w.parts["BYMONTHDAY"]), numbers(w.parts["BYMONTH"]), numbers(w.parts["BYSETPOS"])
	if text := w.parts["BYDAY"]; text != "" {
		for item := range strings.SplitSeq(text, ",") {
			day := slices.Index(weekdayCodes, item[len(item)-2:])
			n, _ := strconv.Atoi(item[:len(item)-2])
			w.days = append(w.days, schedule.Day{Kind: schedule.Monday + schedule.DayKind(day), N: n})
		}
	}
	w.s.Interval, _ = strconv.Atoi(w.parts["INTERVAL"])
	w.s.Count, _ = strconv.Atoi(w.parts["COUNT"])
	if until := w.parts["UNTIL"]; until != "" {
		d, _, _, err := moment(until)
		if err != nil {
			return false
		}
		w.s.Until = d
	}
	return true
}

func numbers(list string) []int {
	var out []int
	for v := range strings.SplitSeq(list, ",") {
		if n, err := strconv.Atoi(v); err == nil {
			out = append(out, n)
		}
	}
	return out
}

// on chooses frequency and days.
func (w *words) on() bool {
	_, month, day := w.s.From.Civil()
	weekday := schedule.Monday + schedule.DayKind((w.s.From.Weekday()+6)%7)
	switch w.parts["FREQ"] {
	case "DAILY":
		w.s.Frequency = schedule.Daily
		w.s.On = w.days
		return w.monthDays == nil && w.positions == nil && (w.days == nil || w.s.Interval <= 1)
	case "WEEKLY":
		w.s.Frequency = schedule.Weekly
		if w.s.On = w.days; w.days == nil {
			w.s.On = []schedule.Day{{Kind: weekday}}
		}
		return w.positions == nil && (w.s.Interval <= 1 || w.parts["WKST"] == "" || w.parts["WKST"] == "MO")
	case "MONTHLY":
		w.s.Frequency = schedule.Monthly
		if w.days == nil && w.monthDays == nil {
			w.monthDays = []int{day}
		}
		if !w.pick(0) {
			return false
		}
		w.quarterly()
		return true
	}
	w.s.Frequency = schedule.Yearly
	if w.days == nil && w.monthDays == nil {
		if w.monthDays = []int{day}; w.months == nil {
			w.months = []int{int(month)}
		}
	}
	if w.months == nil || w.positions != nil && len(w.months) > 1 {
		return false
	}
	for _, m := range w.months {
		if !w.pick(m) {
			return false
		}
	}
	w.months = nil
	return true
}

// pick adds the days that the rule picks out of one month.
func (w *words) pick(month int) bool {
	add := func(d schedule.Day) {
		d.Month = month
		w.s.On = append(w.s.On, d)
	}
	switch {
	case w.days != nil && w.monthDays != nil:
		return false
	case w.positions == nil:
		for _, d := range w.days {
			add(d)
		}
		for _, n := range w.monthDays {
			add(schedule.Day{Kind: schedule.AnyDay, N: n})
			w.s.SkipShortMonths = w.s.SkipShortMonths || n > 28 || n < -28
		}
		return true
	case len(w.positions) != 1:
		return false
	case len(w.monthDays) == 2:
		return w.clamp(add)
	}
	return w.nthWeekday(add)
}

// clamp reads BYMONTHDAY=31,-1;BYSETPOS=1, which is the 31st or the last day before it, and its mirror image.
func (w *words) clamp(add func(schedule.Day)) bool {
	n, end := w.monthDays[0], w.monthDays[1]
	if n > 28 && end == -1 && w.positions[0] == 1 || n < -28 && end == 1 && w.positions[0] == -1 {
		add(schedule.Day{Kind: schedule.AnyDay, N: n})
		return true
	}
	return false
}

// nthWeekday reads BYDAY=MO,TU,WE,TH,FR with one position.
func (w *words) nthWeekday(add func(schedule.Day)) bool {
	var kinds []schedule.DayKind
	for _, d := range w.days {
		if d.N != 0 {
			return false
		}
		kinds = append(kinds, d.Kind)
	}
	slices.Sort(kinds)
	if !slices.Equal(kinds, []schedule.DayKind{schedule.Monday, schedule.Tuesday, schedule.Wednesday, schedule.Thursday, schedule.Friday}) {
		return false
	}
	add(schedule.Day{Kind: schedule.Weekday, N: w.positions[0]})
	return true
}

// quarterly turns "monthly in January, April, July and October" and its like into calendar quarters.
func (w *words) quarterly() {
	months := slices.Sorted(slices.Values(w.months))
	if w.s.Interval > 1 || w.s.SkipShortMonths || len(months) != 4 || months[0] > 3 || !slices.Equal(months, []int{months[0], months[0] + 3, months[0] + 6, months[0] + 9}) {
		return
	}
	w.s.Frequency, w.months = schedule.Quarterly, nil
	for i := range w.s.On {
		w.s.On[i].Month = months[0]
	}
}

// limit takes over BYMONTH, and moves From onto the first date of the rule where the phase hangs on it.
func (w *words) limit(rule schedule.Schedule) bool {
	if w.months != nil {
		if w.s.Count > 0 {
			return false // the schedule counts before months are taken out, the rule after
		}
		for _, m := range w.months {
			w.s.OnlyIn |= schedule.MonthsOf(time.Month(m))
		}
	}
	if w.s.Interval <= 1 || w.s.Frequency == schedule.Daily {
		return true
	}
	rule.Except = nil
	table, err := rule.Compile(nil)
	if err != nil {
		return false
	}
	first, ok := table.Next(schedule.Date{})
	w.s.From = first.Date
	return ok
}

var weekdayCodes = []string{"MO", "TU", "WE", "TH", "FR", "SA", "SU"}

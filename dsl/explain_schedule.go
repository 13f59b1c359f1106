package dsl

import (
	"fmt"
	"slices"
	"time"

	"github.com/proforma-go/proforma/schedule"
)

// schedule states when a rule runs.
func (e *explainer) schedule(s schedule.Schedule) {
	at := ""
	if !s.At.IsZero() {
		at = e.say("at", "time", e.time(s.At))
		if s.Zone != "" {
			at += e.say("zone", "zone", s.Zone)
		}
	}
	switch s.Frequency {
	case schedule.Manual:
		e.add("manual")
		return
	case schedule.OnLineSchedule:
		e.add("lines")
	case schedule.Once:
		e.add("once", "dates", e.rows(s.Rows), "time", at)
	case schedule.Recurrence:
		e.add("rrule", "rule", e.name(s.RRule), "time", at)
	default:
		e.add("runs", "when", e.cadence(s), "time", at)
	}
	if s.Interval > 1 && s.From.IsZero() {
		e.add("from-january")
	}
	e.shortMonths(s)
	if s.Adjust != schedule.NoAdjustment {
		e.add(map[schedule.Adjustment]string{
			schedule.Following: "move-next", schedule.ModifiedFollowing: "move-next-month", schedule.Preceding: "move-previous",
			schedule.ModifiedPreceding: "move-previous-month", schedule.Nearest: "move-nearest",
		}[s.Adjust], "kind", e.kind(s.AdjustTo, false), "the", e.kind(s.AdjustTo, true))
	}
	e.bounds(s)
	if s.Calendar != "" {
		e.add("calendar", "name", e.name(s.Calendar))
	}
}

// bounds states what limits the planned dates. Where runs are moved, theirs may be others.
func (e *explainer) bounds(s schedule.Schedule) {
	planned := ""
	if s.Adjust != schedule.NoAdjustment {
		planned = "-planned"
	}
	if !s.From.IsZero() {
		e.add("from"+planned, "date", e.day(s.From))
	}
	if !s.Until.IsZero() {
		e.add("until"+planned, "date", e.day(s.Until))
	}
	switch excepted := s.OnlyIn != 0 || s.ExceptIn != 0 || len(s.Except) > 0 || s.ExceptHolidays; {
	case s.Count > 0 && (excepted || planned != ""):
		e.add("counted", "nth", e.ordinals(s.Count))
	case s.Count == 1:
		e.add("times-one")
	case s.Count > 0:
		e.add("times", "n", s.Count)
	}
	if s.OnlyIn != 0 {
		e.add("only"+planned, "months", e.list(e.monthNames(s.OnlyIn)))
	}
	if s.ExceptIn != 0 {
		e.add("except"+planned, "months", join(e.monthNames(s.ExceptIn), e.or))
	}
	if len(s.Except) > 0 {
		var list []string
		for _, p := range s.Except {
			if p.First == p.Last {
				list = append(list, e.day(p.First))
			} else {
				list = append(list, e.say("range", "first", e.day(p.First), "last", e.day(p.Last)))
			}
		}
		e.add("except-dates"+planned, "dates", join(list, e.or))
	}
	if s.ExceptHolidays {
		e.add("holidays" + planned)
	}
}

func (e *explainer) monthNames(set schedule.MonthSet) (names []string) {
	for m := time.January; m <= time.December; m++ {
		if set.Has(m) {
			names = append(names, e.months[m])
		}
	}
	return names
}

// plannedRows returns rows as the engine takes them: each date once, with its later cut-off.
func plannedRows(rows []schedule.Row) []schedule.Occurrence {
	t, err := schedule.Schedule{Frequency: schedule.Once, Rows: rows}.Compile(nil)
	if err != nil {
		return nil
	}
	return slices.Collect(t.Between(schedule.Date{}, schedule.Date{}))
}

func (e *explainer) rows(rows []schedule.Row) string {
	var list []string
	for _, o := range plannedRows(rows) {
		if o.Through.IsZero() {
			list = append(list, e.day(o.Date))
		} else {
			list = append(list, e.say("row", "date", e.day(o.Date), "through", e.day(o.Through)))
		}
	}
	return e.list(list)
}

// cadence says "every 2 weeks on Monday".
func (e *explainer) cadence(s schedule.Schedule) string {
	unit := map[schedule.Frequency]string{
		schedule.Daily: "day", schedule.Weekly: "week", schedule.Monthly: "month", schedule.Quarterly: "quarter", schedule.Yearly: "year",
	}[s.Frequency]
	if s.Frequency == schedule.Daily && len(s.On) > 0 {
		var kinds []string
		for _, d := range s.On {
			kinds = append(kinds, e.kind(d.Kind, false))
		}
		return e.say("every-kind", "kind", e.list(kinds))
	}
	days := e.dayList(s)
	sentence := s.Frequency.String()
	if s.Frequency == schedule.Weekly && plainWeekdays(s) {
		sentence = "weekdays"
	}
	if s.Interval > 1 {
		sentence = "every-n-" + unit + "s"
		if special := fmt.Sprintf("every-%d-%ss", s.Interval, unit); e.sentences[special] != "" {
			sentence = special
		}
	}
	return e.say(sentence, "n", s.Interval, "nth", e.ordinals(max(s.Interval, 1)), "days", days)
}

func (e *explainer) dayList(s schedule.Schedule) string {
	var list []string
	for _, d := range s.On {
		text := ""
		switch {
		case s.Frequency == schedule.Yearly && d.Month != 0 && d.Kind == schedule.AnyDay && d.N > 0:
			text = e.say("date", "month", e.months[d.Month], "n", d.N)
		case s.Frequency == schedule.Weekly && d.N == 0:
			text = e.kind(d.Kind, false)
		case d.Month == 0:
			text = e.dayOf(d.Kind, d.N, s.Frequency == schedule.Monthly)
		case s.Frequency == schedule.Yearly:
			text = e.say("of-named", "day", e.dayOf(d.Kind, d.N, true), "month", e.months[d.Month])
		default:
			text = e.say("of-month", "day", e.dayOf(d.Kind, d.N, true), "nth", e.ordinals(d.Month))
		}
		list = append(list, e.shift(text, d.Offset))
	}
	return e.list(list)
}

// plainWeekdays reports whether the days are those of a week, all of one name.
func plainWeekdays(s schedule.Schedule) bool {
	return !slices.ContainsFunc(s.On, func(d schedule.Day) bool { return d.N != 0 || d.Offset.N != 0 })
}

// shortMonths says what becomes of days that not every month has.
func (e *explainer) shortMonths(s schedule.Schedule) {
	for _, d := range s.On {
		if d.Kind != schedule.AnyDay || d.N <= 28 || s.Frequency != schedule.Monthly && d.Month == 0 {
			continue
		}
		switch {
		case s.SkipShortMonths && len(s.On) > 1:
			e.add("skip-day", "n", e.numeral(d.N))
		case s.SkipShortMonths:
			e.add("skip")
		case meetsShorter(s, d):
			e.add("clamp")
			return
		}
	}
}

// meetsShorter reports whether a schedule has a month that lacks a numbered day of the month, in some year.
func meetsShorter(s schedule.Schedule, d schedule.Day) bool {
	for m := time.January; m <= time.December; m++ {
		switch {
		case s.OnlyIn != 0 && !s.OnlyIn.Has(m), s.ExceptIn.Has(m), s.Frequency == schedule.Yearly && int(m) != d.Month,
			s.Frequency == schedule.Quarterly && (int(m)-1)%3+1 != d.Month:
		case time.Date(2023, m+1, 0, 0, 0, 0, 0, time.UTC).Day() < d.N:
			return true
		}
	}
	return false
}

package schedule_test

import (
	"fmt"
	"testing"

	"pgregory.net/rapid"

	"github.com/proforma-go/proforma/schedule"
)

// The oracle sees a few years; here the closed forms are held against the expansion of recurrence rules over the whole range of dates, its ends
// above all.

// drawDayOfMonth draws one day of a month, and the parts of a rule that name it.
func drawDayOfMonth(t *rapid.T) (schedule.Day, string) {
	d := schedule.Day{Kind: rapid.SampledFrom([]schedule.DayKind{schedule.AnyDay, schedule.Weekday, schedule.Monday, schedule.Thursday, schedule.Sunday}).Draw(t, "kind")}
	sign := rapid.SampledFrom([]int{1, -1}).Draw(t, "sign")
	switch d.Kind {
	case schedule.AnyDay:
		d.N = sign * rapid.IntRange(1, 31).Draw(t, "n")
		if -28 <= d.N && d.N <= 28 {
			return d, fmt.Sprintf("BYMONTHDAY=%d", d.N)
		}
		return d, fmt.Sprintf("BYMONTHDAY=%d,%d;BYSETPOS=%d", d.N, -sign, sign)
	case schedule.Weekday:
		d.N = sign * rapid.IntRange(1, 23).Draw(t, "n")
		return d, fmt.Sprintf("BYDAY=MO,TU,WE,TH,FR;BYSETPOS=%d", d.N)
	}
	d.N = sign * rapid.IntRange(1, 5).Draw(t, "n")
	return d, fmt.Sprintf("BYDAY=%d%s", d.N, []string{"MO", "TU", "WE", "TH", "FR", "SA", "SU"}[d.Kind-schedule.Monday])
}

func drawAnyDate(t *rapid.T, label string) schedule.Date {
	first, last := date("0001-01-01"), date("9999-12-31")
	days := rapid.IntRange(0, 1000).Draw(t, label+": days")
	switch rapid.IntRange(0, 2).Draw(t, label+": where") {
	case 0:
		return first.AddDays(days)
	case 1:
		return last.AddDays(-days)
	}
	return first.AddDays(rapid.IntRange(0, last.Sub(first)).Draw(t, label))
}

func TestDaysOfMonthsAgreeWithTheirRulesInAnyYear(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d, parts := drawDayOfMonth(t)
		s := schedule.Schedule{Frequency: rapid.SampledFrom([]schedule.Frequency{schedule.Monthly, schedule.Quarterly, schedule.Yearly}).Draw(t, "frequency"),
			Interval: rapid.OneOf(rapid.IntRange(1, 4), rapid.IntRange(1, 40)).Draw(t, "interval"), From: drawAnyDate(t, "from")}
		rule := fmt.Sprintf("FREQ=MONTHLY;INTERVAL=%d;", s.Interval) + parts
		switch s.Frequency {
		case schedule.Quarterly:
			d.Month = rapid.IntRange(1, 3).Draw(t, "month")
			rule = fmt.Sprintf("FREQ=MONTHLY;INTERVAL=%d;", 3*s.Interval) + parts
		case schedule.Yearly:
			d.Month = rapid.IntRange(1, 12).Draw(t, "month")
			rule = fmt.Sprintf("FREQ=YEARLY;INTERVAL=%d;BYMONTH=%d;", s.Interval, d.Month) + parts
		}
		s.On = []schedule.Day{d}
		table, err := s.Compile(nil)
		if err != nil {
			return
		}
		first, _ := table.Next(schedule.Date{}) // from a date on, words and rule count the same periods
		s.From = first.Date
		byRule := schedule.Schedule{Frequency: schedule.Recurrence, RRule: rule, From: first.Date}
		want, err := byRule.Compile(nil)
		if err != nil {
			t.Fatal(err)
		}
		for range 20 {
			from := drawAnyDate(t, "asked")
			for name, ask := range map[string]func(*schedule.Timetable, schedule.Date) (schedule.Occurrence, bool){
				"after": (*schedule.Timetable).Next, "before": (*schedule.Timetable).Prev,
			} {
				got, ok := ask(table, from)
				if o, found := ask(want, from); o != got || ok != found {
					t.Fatalf("%s from %s: %s %s comes %v, and by %s %v", s, s.From, name, from, got, rule, o)
				}
			}
		}
	})
}

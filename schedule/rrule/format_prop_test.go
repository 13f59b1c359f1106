package rrule_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/proforma-go/proforma/schedule"
	"github.com/proforma-go/proforma/schedule/rrule"
)

var (
	windowFirst = date("2024-01-01")
	windowLast  = date("2064-12-31")
)

func drawDate(t *rapid.T, label string) schedule.Date {
	return windowFirst.AddDays(rapid.IntRange(0, 1500).Draw(t, label))
}

// drawSchedule draws a schedule of any kind but those with a calendar, a move, cut-offs or no dates of their own.
func drawSchedule(t *rapid.T) schedule.Schedule {
	s := schedule.Schedule{Frequency: rapid.SampledFrom([]schedule.Frequency{schedule.Once, schedule.Daily, schedule.Weekly, schedule.Monthly, schedule.Monthly,
		schedule.Quarterly, schedule.Quarterly, schedule.Yearly, schedule.Yearly, schedule.Recurrence}).Draw(t, "frequency")}
	if s.Frequency == schedule.Recurrence || rapid.Bool().Draw(t, "with from") {
		s.From = drawDate(t, "from")
	}
	switch s.Frequency {
	case schedule.Once:
		for range rapid.IntRange(1, 5).Draw(t, "rows") {
			s.Rows = append(s.Rows, schedule.Row{Date: drawDate(t, "row")})
		}
	case schedule.Recurrence:
		s.RRule = drawRule(t)
	default:
		drawDays(t, &s)
	}
	if s.Frequency != schedule.Once && !s.From.IsZero() && rapid.IntRange(0, 3).Draw(t, "with count") == 0 {
		s.Count = rapid.IntRange(1, 40).Draw(t, "count")
	} else if rapid.IntRange(0, 3).Draw(t, "with until") == 0 {
		s.Until = drawDate(t, "until")
		if s.Until.Before(s.From) {
			s.From, s.Until = s.Until, s.From
		}
	}
	if rapid.IntRange(0, 3).Draw(t, "with months") == 0 {
		s.ExceptIn = schedule.MonthSet(rapid.IntRange(0, 1<<11-1).Draw(t, "except in") << 1)
	}
	for range rapid.IntRange(0, 2).Draw(t, "exceptions") {
		d := drawDate(t, "except")
		s.Except = append(s.Except, schedule.Period{First: d, Last: d.AddDays(rapid.IntRange(0, 60).Draw(t, "days"))})
	}
	if rapid.IntRange(0, 2).Draw(t, "with time") == 0 {
		s.At = schedule.MustParseClock(rapid.SampledFrom([]string{"00:00", "00:00:30", "02:30", "22:00", "23:59:59"}).Draw(t, "at"))
		s.Zone = rapid.SampledFrom([]string{"", "Europe/Stockholm", "America/New_York", "Pacific/Auckland", "America/Nuuk"}).Draw(t, "zone")
	}
	return s
}

// drawDays draws interval and days: any number of any kind of day, and offsets of all lengths that some rule can follow.
func drawDays(t *rapid.T, s *schedule.Schedule) {
	s.Interval = rapid.SampledFrom([]int{0, 1, 1, 2, 3, 4, 5, 6, 7, 8, 12, 18, 24}).Draw(t, "interval")
	if s.From.IsZero() {
		s.Interval = 1
		if s.Frequency == schedule.Monthly {
			s.Interval = rapid.SampledFrom([]int{1, 2, 3, 4, 6, 12}).Draw(t, "months")
		} else if s.Frequency == schedule.Quarterly {
			s.Interval = rapid.SampledFrom([]int{1, 2, 4}).Draw(t, "quarters")
		}
	}
	if s.Frequency == schedule.Daily && (s.Interval > 1 || rapid.Bool().Draw(t, "every day")) {
		return
	}
	months := map[schedule.Frequency]int{schedule.Quarterly: 3, schedule.Yearly: 12}[s.Frequency]
	for range rapid.IntRange(1, 3).Draw(t, "days") {
		d := schedule.Day{Kind: rapid.SampledFrom([]schedule.DayKind{schedule.AnyDay, schedule.Weekday, schedule.Monday, schedule.Sunday}).Draw(t, "kind")}
		if months > 0 && rapid.Bool().Draw(t, "in a month") {
			d.Month = rapid.IntRange(1, months).Draw(t, "month")
		}
		if s.Frequency != schedule.Daily {
			most := map[schedule.DayKind]int{schedule.AnyDay: 31, schedule.Weekday: 23, schedule.Monday: 5, schedule.Sunday: 5}[d.Kind]
			if s.Frequency == schedule.Weekly {
				most = map[schedule.DayKind]int{schedule.AnyDay: 7, schedule.Weekday: 5, schedule.Monday: 1, schedule.Sunday: 1}[d.Kind]
			} else if d.Month == 0 && months > 0 {
				most = rapid.IntRange(1, most*months*9/10).Draw(t, "most")
			}
			d.N = rapid.IntRange(-most, most).Draw(t, "n")
		}
		if d.N == 0 && d.Kind == schedule.AnyDay && s.Frequency != schedule.Daily {
			d.N = 1
		}
		if rapid.Bool().Draw(t, "with offset") {
			d.Offset = schedule.Offset{
				N:    rapid.OneOf(rapid.IntRange(-9, 9), rapid.IntRange(-50, 50), rapid.IntRange(-400, 400)).Draw(t, "offset"),
				Unit: rapid.SampledFrom([]schedule.Unit{schedule.Days, schedule.Weekdays}).Draw(t, "unit"),
			}
		}
		s.On = append(s.On, d)
	}
	s.SkipShortMonths = s.Frequency >= schedule.Monthly && rapid.Bool().Draw(t, "skip")
}

// drawRule draws the text of a recurrence rule, mostly one that makes sense.
func drawRule(t *rapid.T) string {
	parts := []string{"FREQ=" + rapid.SampledFrom([]string{"DAILY", "WEEKLY", "MONTHLY", "YEARLY"}).Draw(t, "freq")}
	for _, p := range []struct{ name, values string }{
		{"INTERVAL", "1 2 3 5"}, {"COUNT", "1 5 20"}, {"WKST", "MO SU"}, {"BYMONTH", "1 2 2,11 1,4,7,10"}, {"BYMONTHDAY", "1 31 -1 31,-1 1,15,29"},
		{"BYDAY", "MO SU,WE MO,TU,WE,TH,FR 1MO -1FR 1SU,-1SU"}, {"BYSETPOS", "1 -1 3"}, {"UNTIL", "20250331 20290101"}, {"BYYEARDAY", "100 -1,366"}, {"BYWEEKNO", "20 1,53"},
	} {
		if rapid.IntRange(0, 3).Draw(t, "with "+p.name) == 0 {
			parts = append(parts, p.name+"="+rapid.SampledFrom(strings.Fields(p.values)).Draw(t, p.name))
		}
	}
	rule := strings.Join(parts, ";")
	if rapid.IntRange(0, 4).Draw(t, "with dates") == 0 {
		rule += " RDATE:" + strings.ReplaceAll(drawDate(t, "rdate").String(), "-", "")
	}
	return rule
}

// dates lists the run dates of a schedule in the window.
func dates(t *rapid.T, s schedule.Schedule) []schedule.Date {
	table, err := s.Compile(nil)
	if err != nil {
		t.Fatalf("%s: %v", s, err)
	}
	var out []schedule.Date
	for o := range table.Between(windowFirst, windowLast) {
		out = append(out, o.Date)
	}
	return out
}

// What Format writes, Parse reads back to the same dates; what it refuses has a part that no rule can express.
func TestFormatWritesTheDatesOrNamesThePart(t *testing.T) {
	count := map[string]int{}
	rapid.Check(t, func(t *rapid.T) {
		s := drawSchedule(t)
		if s.Validate() != nil {
			return
		}
		count["schedules"]++
		text, err := rrule.Format(s)
		if err != nil {
			count[refusal(t, s, err)]++
			return
		}
		back, err := rrule.Parse(text, windowFirst)
		var fault *schedule.Error
		if errors.As(err, &fault) && fault.Code == schedule.CodeNeverFires && len(dates(t, s)) == 0 {
			return // without From, all its dates may lie before the start
		}
		if err != nil {
			t.Fatalf("%s\n%s\n%v", s, text, err)
		}
		if want, got := dates(t, s), dates(t, back); !slices.Equal(want, got) {
			t.Fatalf("%s\n%s\n%s\nwant %v\ngot  %v", s, text, back, want, got)
		}
		if back.At != s.At || back.Zone != s.Zone {
			t.Fatalf("%s\n%s\n%s: another time of day", s, text, back)
		}
	})
	t.Logf("refused of these: %v", count)
}

// refusal returns what stood in the way, having made sure that it does.
func refusal(t *rapid.T, s schedule.Schedule, err error) string {
	var fault *schedule.Error
	if !errors.As(err, &fault) || fault.Code != rrule.CodeInexpressible {
		t.Fatalf("%s: %v", s, err)
	}
	endless := s.From.IsZero() || s.Count == 0 && s.Until.IsZero()
	switch {
	case fault.Part == "At" && s.From.IsZero():
	case fault.Part == "Interval" && endless && severalPhases(t, s):
	case fault.Part == "On" && endless && unlikeYears(t, s):
	case fault.Part == "OnlyIn" && s.Frequency == schedule.Recurrence:
	default:
		t.Fatalf("%s: refused: %v", s, err)
	}
	return fmt.Sprintf("%s %s", s.Frequency, fault.Part)
}

// allDates lists the dates of a schedule of some centuries, whatever its end and exceptions.
func allDates(t *rapid.T, s schedule.Schedule) []schedule.Date {
	s.Until, s.Count, s.Except = schedule.Date{}, 0, nil
	table, err := s.Compile(nil)
	if err != nil {
		t.Fatal(err)
	}
	var out []schedule.Date
	for o := range table.Between(date("2030-01-01"), date("2999-12-31")) {
		out = append(out, o.Date)
	}
	return out
}

// reach says how far rules go that begin with a schedule: one of every N months has dates in every N-th month alone, and one of years in the years
// after which every N-th month comes round again.
type reach struct {
	start         schedule.Date
	months, years int
}

func reachOf(t *rapid.T, s schedule.Schedule) reach {
	table, err := s.Compile(nil) // with the exceptions: the first date that they leave may be DTSTART
	if err != nil {
		t.Fatal(err)
	}
	first, _ := table.Next(schedule.Date{})
	r := reach{first.Date, max(s.Interval, 1) * map[schedule.Frequency]int{schedule.Monthly: 1, schedule.Quarterly: 3, schedule.Yearly: 12}[s.Frequency], 1}
	for r.months > 0 && 12*r.years%r.months != 0 {
		r.years++
	}
	return r
}

func (r reach) byMonths(d schedule.Date) bool {
	year, month, _ := r.start.Civil()
	y, m, _ := d.Civil()
	return (12*(y-year)+int(m)-int(month))%r.months == 0
}

func (r reach) byYears(d schedule.Date) bool {
	year, _, _ := r.start.Civil()
	y, _, _ := d.Civil()
	return (y-year)%r.years == 0
}

// severalPhases reports whether some dates lie where no rule reaches. One of every N weeks has dates within a week of multiples of N weeks from
// DTSTART.
func severalPhases(t *rapid.T, s schedule.Schedule) bool {
	r := reachOf(t, s)
	for _, d := range allDates(t, s) {
		if phase := d.Sub(r.start) % max(7*s.Interval, 1); r.months == 0 && phase > 6 && phase < 7*s.Interval-6 {
			return true
		}
		if r.months > 0 && !r.byMonths(d) && !r.byYears(d) {
			return true
		}
	}
	return false
}

// unlikeYears reports whether two months of the same name and length, in years of the same length, that begin on the same day of the week have
// different dates. No rule can tell them apart; one that counts months does not even see the length of the year.
func unlikeYears(t *rapid.T, s schedule.Schedule) bool {
	r := reachOf(t, s)
	dates := map[string]string{} // of each month
	for _, d := range allDates(t, s) {
		dates[d.String()[:7]] += d.String()[7:]
	}
	like := map[string]string{}
	for first := date("2031-01-01"); first.Before(date("2990-01-01")); first = first.AddMonths(1) {
		_, m, _ := first.Civil()
		kind := fmt.Sprint(m, first.AddMonths(1).Sub(first), first.Weekday())
		switch january := first.AddDays(1 - first.YearDay()); {
		case 12%r.months != 0 && r.months%12 != 0 && r.byMonths(first):
		case r.byYears(first):
			kind += fmt.Sprint(" of ", january.AddMonths(12).Sub(january))
		default:
			continue
		}
		found := dates[first.String()[:7]]
		if other, ok := like[kind]; ok && other != found {
			return true
		}
		like[kind] = found
	}
	return false
}

package schedule_test

import (
	"errors"
	"flag"
	"os"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/proforma-go/proforma/schedule"
)

const (
	oracleFirst = 2016
	oracleLast  = 2033
)

var (
	windowFirst = schedule.MustParseDate("2020-01-01")
	windowLast  = schedule.MustParseDate("2029-12-31")
)

// TestMain asks for more than the hundred cases that rapid runs on its own, unless the command line says how many.
func TestMain(m *testing.M) {
	flag.Parse()
	set := false
	flag.Visit(func(f *flag.Flag) { set = set || f.Name == "rapid.checks" })
	if !set {
		if err := flag.Set("rapid.checks", "1000"); err != nil {
			panic(err)
		}
	}
	os.Exit(m.Run())
}

func drawDate(t *rapid.T, label string) schedule.Date {
	return windowFirst.AddDays(rapid.IntRange(0, windowLast.Sub(windowFirst)).Draw(t, label))
}

// hidden takes the quick path away from a calendar.
type hidden struct{ schedule.Calendar }

// drawCalendar draws a calendar with any weekend but a whole week, single holidays and long closures.
func drawCalendar(t *rapid.T) schedule.Calendar {
	weekend := rapid.SliceOfNDistinct(rapid.IntRange(0, 6), 0, 4, rapid.ID[int]).Draw(t, "weekend")
	data := schedule.CalendarData{Weekend: []time.Weekday{}}
	for _, d := range weekend {
		data.Weekend = append(data.Weekend, time.Weekday(d))
	}
	for range rapid.IntRange(0, 60).Draw(t, "holidays") {
		data.Holidays = append(data.Holidays, drawDate(t, "holiday"))
	}
	for range rapid.IntRange(0, 3).Draw(t, "closures") {
		d := drawDate(t, "closure")
		for i := range rapid.OneOf(rapid.IntRange(1, 70), rapid.IntRange(300, 900)).Draw(t, "length") {
			data.Holidays = append(data.Holidays, d.AddDays(i))
		}
	}
	list, err := schedule.NewCalendar(data)
	if err != nil {
		t.Fatal(err)
	}
	var c schedule.Calendar = list
	if rapid.IntRange(0, 4).Draw(t, "with an end") == 0 {
		first := drawDate(t, "first open")
		c = openBetween{list, schedule.Period{First: first, Last: first.AddDays(rapid.IntRange(30, 2000).Draw(t, "open for"))}}
	}
	if rapid.Bool().Draw(t, "without masks") {
		return hidden{c}
	}
	return c
}

// openBetween is a calendar that is closed outside a span, and open on its first day.
type openBetween struct {
	*schedule.DayCalendar
	span schedule.Period
}

func (c openBetween) IsBusinessDay(d schedule.Date) bool {
	return d == c.span.First || c.span.Contains(d) && c.DayCalendar.IsBusinessDay(d)
}

func (c openBetween) Mask(year int, month time.Month) (days uint32) {
	for day := 1; day <= 31; day++ {
		if d, err := schedule.NewDate(year, month, day); err == nil && c.IsBusinessDay(d) {
			days |= 1 << (day - 1)
		}
	}
	return days
}

func (c openBetween) Known() schedule.Period { return schedule.Period{} }

func drawOffset(t *rapid.T) schedule.Offset {
	if !rapid.Bool().Draw(t, "with offset") {
		return schedule.Offset{}
	}
	return schedule.Offset{
		N:    rapid.IntRange(-40, 40).Draw(t, "offset"),
		Unit: rapid.SampledFrom([]schedule.Unit{schedule.Days, schedule.Weekdays, schedule.BusinessDays}).Draw(t, "unit"),
	}
}

func drawDay(t *rapid.T, f schedule.Frequency) schedule.Day {
	d := schedule.Day{Kind: schedule.DayKind(rapid.IntRange(1, int(schedule.Sunday)).Draw(t, "kind")), Offset: drawOffset(t)}
	all, single, months := 7, 1, 0
	switch f {
	case schedule.Daily:
		return d
	case schedule.Monthly:
		all, single = 31, 5
	case schedule.Quarterly:
		all, single, months = 92, 14, 3
	case schedule.Yearly:
		all, single, months = 366, 53, 12
	}
	if months > 0 && rapid.Bool().Draw(t, "in a month") {
		d.Month = rapid.IntRange(1, months).Draw(t, "month")
		all, single = 28, 5
		if months == 3 || d.Month != 2 {
			all = 30
		}
	}
	most := map[bool]int{true: single, false: all}[d.Kind >= schedule.Monday]
	if d.Kind == schedule.Weekday {
		most = all * 5 / 7
		if f == schedule.Monthly || d.Month != 0 {
			most = 23
		}
	}
	d.N = rapid.IntRange(-most, most).Draw(t, "n")
	if d.N == 0 && d.Kind == schedule.AnyDay {
		d.N = 1
	}
	return d
}

func drawSchedule(t *rapid.T) schedule.Schedule {
	s := schedule.Schedule{Frequency: rapid.SampledFrom([]schedule.Frequency{schedule.Once, schedule.Daily, schedule.Weekly, schedule.Monthly,
		schedule.Monthly, schedule.Quarterly, schedule.Yearly}).Draw(t, "frequency")}
	if rapid.Bool().Draw(t, "with from") {
		s.From = drawDate(t, "from")
	}
	switch s.Frequency {
	case schedule.Once:
		for range rapid.IntRange(1, 12).Draw(t, "rows") {
			r := schedule.Row{Date: windowFirst.AddDays(rapid.IntRange(100, 160).Draw(t, "row"))}
			if rapid.Bool().Draw(t, "with cut-off") {
				r.Through = windowFirst.AddDays(rapid.IntRange(50, 200).Draw(t, "through"))
			}
			s.Rows = append(s.Rows, r)
		}
	case schedule.Daily:
		for range rapid.IntRange(0, 2).Draw(t, "days") {
			s.On = append(s.On, drawDay(t, s.Frequency))
		}
	default:
		for range rapid.IntRange(1, 3).Draw(t, "days") {
			s.On = append(s.On, drawDay(t, s.Frequency))
		}
		s.SkipShortMonths = s.Frequency != schedule.Weekly && rapid.Bool().Draw(t, "skip")
	}
	drawInterval(t, &s)
	switch {
	case s.Frequency == schedule.Once:
	case !s.From.IsZero() && rapid.IntRange(0, 3).Draw(t, "with count") == 0:
		s.Count = rapid.IntRange(1, 30).Draw(t, "count")
	case rapid.IntRange(0, 3).Draw(t, "with until") == 0:
		s.Until = drawDate(t, "until")
		if s.Until.Before(s.From) {
			s.From, s.Until = s.Until, s.From
		}
	}
	drawExceptions(t, &s)
	if rapid.Bool().Draw(t, "adjusted") {
		s.Adjust = schedule.Adjustment(rapid.IntRange(1, int(schedule.Nearest)).Draw(t, "adjust"))
		s.AdjustTo = rapid.SampledFrom([]schedule.DayKind{schedule.Weekday, schedule.BusinessDay}).Draw(t, "to")
	}
	return s
}

func drawInterval(t *rapid.T, s *schedule.Schedule) {
	switch {
	case s.Frequency == schedule.Once || s.Frequency == schedule.Daily && len(s.On) > 0:
	case !s.From.IsZero():
		s.Interval = rapid.IntRange(0, 9).Draw(t, "interval")
	case s.Frequency == schedule.Monthly:
		s.Interval = rapid.SampledFrom([]int{0, 1, 2, 3, 4, 6, 12}).Draw(t, "interval")
	case s.Frequency == schedule.Quarterly:
		s.Interval = rapid.SampledFrom([]int{0, 1, 2, 4}).Draw(t, "interval")
	}
}

func drawExceptions(t *rapid.T, s *schedule.Schedule) {
	if rapid.IntRange(0, 3).Draw(t, "with months") == 0 {
		s.OnlyIn = schedule.MonthSet(rapid.IntRange(0, 1<<12-1).Draw(t, "only in") << 1)
		s.ExceptIn = schedule.MonthSet(rapid.IntRange(0, 1<<12-1).Draw(t, "except in")<<1) &^ (s.OnlyIn & -s.OnlyIn) &^ (1 << 5)
	}
	for range rapid.IntRange(0, 4).Draw(t, "exceptions") {
		d := drawDate(t, "except")
		s.Except = append(s.Except, schedule.Period{First: d, Last: d.AddDays(rapid.IntRange(0, 60).Draw(t, "days"))})
	}
	s.ExceptHolidays = rapid.IntRange(0, 4).Draw(t, "except holidays") == 0
}

// compile compiles a drawn schedule; nil means that it has no dates, which the oracle then confirms. At the ends of its span the oracle sees
// only part of a period, so they do not count.
func compile(t *rapid.T, s schedule.Schedule, cal schedule.Calendar, want []schedule.Occurrence) *schedule.Timetable {
	tt, err := s.Compile(schedule.Calendars{"": cal})
	var fault *schedule.Error
	if errors.As(err, &fault) && fault.Code == schedule.CodeNeverFires {
		want = inWindow(want, date("2017-02-01"), date("2032-11-30"))
		if len(want) > 0 {
			t.Fatalf("%s: refused, but the oracle has %v", s, want[0])
		}
		return nil
	}
	if err != nil {
		t.Fatalf("%s: %v", s, err)
	}
	return tt
}

func inWindow(all []schedule.Occurrence, first, last schedule.Date) []schedule.Occurrence {
	return slices.DeleteFunc(slices.Clone(all), func(o schedule.Occurrence) bool { return o.Date.Before(first) || o.Date.After(last) })
}

func TestBetweenAgreesWithDayByDay(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s, cal := drawSchedule(t), drawCalendar(t)
		all := newOracle(s, cal).occurrences()
		tt := compile(t, s, cal, all)
		if tt == nil {
			return
		}
		for range 5 {
			first := drawDate(t, "window first")
			last := first.AddDays(rapid.IntRange(0, 900).Draw(t, "window days"))
			want := inWindow(all, first, last)
			got := slices.Collect(tt.Between(first, last))
			if diff := cmp.Diff(want, got, cmp.Transformer("", schedule.Date.String)); len(want)+len(got) > 0 && diff != "" {
				t.Fatalf("%s\nbetween %s and %s (-want +got)\n%s", s, first, last, diff)
			}
		}
	})
}

func TestNextAndPrevAreInverse(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s, cal := drawSchedule(t), drawCalendar(t)
		tt, err := s.Compile(schedule.Calendars{"": cal})
		if err != nil {
			return
		}
		from := drawDate(t, "after")
		next, ok := tt.Next(from)
		if !ok {
			if last, ok := tt.Prev(schedule.MustParseDate("9999-12-31")); ok && last.Date.After(from) {
				t.Fatalf("%s: nothing after %s, and yet %s", s, from, last.Date)
			}
			return
		}
		if !next.Date.After(from) {
			t.Fatalf("%s: %s is not after %s", s, next.Date, from)
		}
		if back, ok := tt.Prev(next.Date.AddDays(1)); !ok || back != next {
			t.Fatalf("%s: next after %s is %v, and the last before the day after that is %v", s, from, next, back)
		}
		if prev, ok := tt.Prev(next.Date); ok {
			if prev.Date.After(from) {
				t.Fatalf("%s: %s lies between %s and its next %s", s, prev.Date, from, next.Date)
			}
			if again, ok := tt.Next(prev.Date); !ok || again != next {
				t.Fatalf("%s: next after %s is %v, not %v", s, prev.Date, again, next)
			}
		}
	})
}

func TestBetweenIsIteratedNext(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s, cal := drawSchedule(t), drawCalendar(t)
		tt, err := s.Compile(schedule.Calendars{"": cal})
		if err != nil {
			return
		}
		first, last := drawDate(t, "first"), drawDate(t, "last")
		var want []schedule.Occurrence
		for o, ok := tt.Next(first.AddDays(-1)); ok && !o.Date.After(last); o, ok = tt.Next(o.Date) {
			want = append(want, o)
			if !tt.Contains(o.Date) {
				t.Fatalf("%s: does not contain its own %s", s, o.Date)
			}
		}
		got := slices.Collect(tt.Between(first, last))
		if !slices.Equal(got, want) {
			t.Fatalf("%s: %v, want %v", s, got, want)
		}
		for i := 1; i < len(got); i++ {
			if !got[i].Date.After(got[i-1].Date) || !got[i].Nominal.After(got[i-1].Nominal) {
				t.Fatalf("%s: %v after %v is out of order", s, got[i], got[i-1])
			}
		}
	})
}

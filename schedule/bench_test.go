package schedule_test

import (
	"testing"
	"time"

	. "github.com/proforma-go/proforma/schedule"
)

// benchSchedules are the rules that other libraries can express too, each begun ten years before it is asked.
var benchSchedules = []struct {
	name string
	s    Schedule
}{
	{"daily", Schedule{Frequency: Daily, From: date("2014-01-06")}},
	{"weekdays", Schedule{Frequency: Daily, On: day(Weekday, 0), From: date("2014-01-06")}},
	{"weekly-monday", Schedule{Frequency: Weekly, On: day(Monday, 0), From: date("2014-01-06")}},
	{"biweekly-monday", Schedule{Frequency: Weekly, Interval: 2, On: day(Monday, 0), From: date("2014-01-06")}},
	{"first-monday", Schedule{Frequency: Monthly, On: day(Monday, 1), From: date("2014-01-06")}},
	{"last-day", Schedule{Frequency: Monthly, On: day(AnyDay, -1), From: date("2014-01-06")}},
	{"day-31", Schedule{Frequency: Monthly, On: day(AnyDay, 31), From: date("2014-01-06")}},
	{"last-weekday", Schedule{Frequency: Monthly, On: day(Weekday, -1), From: date("2014-01-06")}},
	{"last-business-day", Schedule{Frequency: Monthly, On: day(BusinessDay, -1), From: date("2014-01-06")}},
	{"yearly-march-1", Schedule{Frequency: Yearly, On: inMonth(AnyDay, 1, 3), From: date("2014-01-06")}},
	{"every-3-months", Schedule{Frequency: Monthly, Interval: 3, On: day(Weekday, -1), From: date("2014-01-06")}},
	{"quarterly-last-day", Schedule{Frequency: Quarterly, On: day(AnyDay, -1), From: date("2014-01-06")}},
	{"days-1-and-15", Schedule{Frequency: Monthly, On: []Day{{Kind: AnyDay, N: 1}, {Kind: AnyDay, N: 15}}, From: date("2014-01-06")}},
	{"3-business-days-before-last", Schedule{Frequency: Monthly, On: []Day{{Kind: AnyDay, N: -1, Offset: Offset{-3, BusinessDays}}}}},
	{"adjusted-last-day", Schedule{Frequency: Monthly, On: day(AnyDay, -1), Adjust: ModifiedFollowing, AdjustTo: Weekday}},
	{"rrule-last-weekday", Schedule{Frequency: Recurrence, RRule: "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", From: date("2014-01-06")}},
}

func BenchmarkNextTenYearsOn(b *testing.B) {
	for _, bb := range benchSchedules {
		b.Run(bb.name, func(b *testing.B) {
			table := mustCompile(b, bb.s, weekdaysWithHolidays(b))
			after := date("2024-01-06")
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				table.Next(after.AddDays(i & 255))
			}
		})
	}
}

func BenchmarkTenYears(b *testing.B) {
	for _, bb := range benchSchedules {
		b.Run(bb.name, func(b *testing.B) {
			table := mustCompile(b, bb.s, weekdaysWithHolidays(b))
			first, last := date("2014-01-06"), date("2024-01-06")
			b.ReportAllocs()
			for b.Loop() {
				for range table.Between(first, last) {
				}
			}
		})
	}
}

func BenchmarkTimesNext(b *testing.B) {
	loc, err := time.LoadLocation("America/New_York")
	if err != nil {
		b.Fatal(err)
	}
	for _, bb := range benchSchedules[:8] {
		b.Run(bb.name, func(b *testing.B) {
			times := mustCompile(b, bb.s, weekdaysWithHolidays(b)).Times(MustParseClock("22:00"), loc)
			after := time.Date(2024, 1, 6, 12, 0, 0, 0, loc)
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				times.Next(after.Add(time.Duration(i&255) * 24 * time.Hour))
			}
		})
	}
}

func BenchmarkBusinessDays(b *testing.B) {
	cal := weekdaysWithHolidays(b)[""]
	b.Run("10th-of-month", func(b *testing.B) {
		b.ReportAllocs()
		for i := 0; b.Loop(); i++ {
			NthBusinessDay(2026, time.Month(i%12+1), 10, cal)
		}
	})
	b.Run("add-10", func(b *testing.B) {
		b.ReportAllocs()
		for i := 0; b.Loop(); i++ {
			AddBusinessDays(date0.AddDays(i&255), 10, cal)
		}
	})
	b.Run("is", func(b *testing.B) {
		b.ReportAllocs()
		for i := 0; b.Loop(); i++ {
			cal.IsBusinessDay(date0.AddDays(i & 255))
		}
	})
}

var date0 = date("2026-01-01")

func BenchmarkResolve(b *testing.B) {
	a := Anchor{Base: InPeriod, Kind: AnyDay, N: -1, Period: Months, Rel: -1}
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		d := date0.AddDays(i & 255)
		if _, err := a.Resolve(Occurrence{Date: d, Nominal: d}, Dates{}); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkCompile(b *testing.B) {
	s := Schedule{Frequency: Weekly, Interval: 2, On: day(Monday, 0), From: date("2026-10-01")}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := s.Compile(nil); err != nil {
			b.Fatal(err)
		}
	}
}

func TestNothingIsAllocated(t *testing.T) {
	loc, err := time.LoadLocation("America/New_York")
	if err != nil {
		t.Fatal(err)
	}
	cals := weekdaysWithHolidays(t)
	pin := func(name string, f func()) {
		if got := testing.AllocsPerRun(20, f); got != 0 {
			t.Errorf("%s: %v allocations", name, got)
		}
	}
	after := date("2024-02-05")
	for _, bb := range benchSchedules {
		table := mustCompile(t, bb.s, cals)
		pin(bb.name+": Next", func() { table.Next(after) })
		pin(bb.name+": Prev", func() { table.Prev(after) })
		pin(bb.name+": Between", func() {
			for range table.Between(after, after.AddDays(500)) {
			}
		})
		times := table.Times(MustParseClock("02:30"), loc)
		normal, change := time.Date(2024, 2, 5, 0, 0, 0, 0, loc), time.Date(2024, 3, 9, 12, 0, 0, 0, loc)
		pin(bb.name+": Times.Next", func() { times.Next(normal); times.Next(change) })
	}
	pin("At", func() { after.At(MustParseClock("02:30"), loc) })
	pin("AddBusinessDays", func() { AddBusinessDays(after, 100, cals[""]) })
	pin("NthBusinessDay", func() { NthBusinessDay(2026, 5, 10, cals[""]) })
	a := Anchor{Base: InPeriod, Kind: BusinessDay, N: 3, Period: Quarters, Rel: 1, Offset: Offset{-2, BusinessDays}}
	pin("Resolve", func() {
		if _, err := a.Resolve(Occurrence{Date: after, Nominal: after}, Dates{Calendar: cals[""]}); err != nil {
			t.Error(err)
		}
	})
	buf := make([]byte, 0, 16)
	pin("AppendText", func() { buf, _ = after.AppendText(buf[:0]) })
	pin("ParseDate", func() { MustParseDate("2026-10-05") })
}

package schedule_test

import (
	"errors"
	"fmt"
	"time"

	"github.com/proforma-go/proforma/schedule"
)

func Example() {
	monthEnd := schedule.Schedule{
		Frequency: schedule.Monthly,
		On:        []schedule.Day{{Kind: schedule.AnyDay, N: -1}},
		Adjust:    schedule.Following,
		AdjustTo:  schedule.Weekday,
	}
	table, err := monthEnd.Compile(nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(monthEnd)
	cutOff := schedule.Anchor{Base: schedule.InPeriod, Kind: schedule.AnyDay, N: -1, Period: schedule.Months}
	for run := range table.Between(schedule.MustParseDate("2026-01-01"), schedule.MustParseDate("2026-03-31")) {
		through, err := cutOff.Resolve(run, schedule.Dates{})
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Println(run.Date, "planned", run.Nominal, "through", through)
	}
	// Output:
	// monthly on last day adjusted to next weekday
	// 2026-02-02 planned 2026-01-31 through 2026-01-31
	// 2026-03-02 planned 2026-02-28 through 2026-02-28
	// 2026-03-31 planned 2026-03-31 through 2026-03-31
}

func ExampleSchedule_Compile() {
	s := schedule.Schedule{Frequency: schedule.Monthly, On: []schedule.Day{{Kind: schedule.BusinessDay, N: 3}}, Calendar: "se"}
	_, err := s.Compile(nil)
	var fault *schedule.Error
	fmt.Println(errors.As(err, &fault), fault.Code)

	sweden, err := schedule.NewCalendar(schedule.CalendarData{Holidays: []schedule.Date{
		schedule.MustParseDate("2026-01-01"), schedule.MustParseDate("2026-01-06")}})
	if err != nil {
		fmt.Println(err)
		return
	}
	table, err := s.Compile(schedule.Calendars{"se": sweden})
	if err != nil {
		fmt.Println(err)
		return
	}
	run, _ := table.Next(schedule.MustParseDate("2025-12-31"))
	fmt.Println(run.Date, "known through", table.KnownThrough())
	// Output:
	// true unknown-calendar
	// 2026-01-07 known through 2026-12-31
}

func ExampleSchedule() {
	sweden, err := schedule.NewCalendar(schedule.CalendarData{Holidays: []schedule.Date{
		schedule.MustParseDate("2026-01-01"), schedule.MustParseDate("2026-01-06")}})
	if err != nil {
		fmt.Println(err)
		return
	}
	third := schedule.Schedule{
		Frequency: schedule.Monthly,
		On:        []schedule.Day{{Kind: schedule.BusinessDay, N: 3}},
		Calendar:  "se",
		At:        schedule.MustParseClock("22:00"),
		Zone:      "Europe/Stockholm",
	}
	table, err := third.Compile(schedule.Calendars{"se": sweden})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(third)
	fmt.Println(table.Times(schedule.Clock{}, nil).Next(time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)))
	// Output:
	// monthly on third business day at 22:00 in Europe/Stockholm, holidays "se"
	// 2026-01-07 22:00:00 +0100 CET
}

func ExampleSchedule_Validate() {
	s := schedule.Schedule{Frequency: schedule.Weekly, Interval: 2, On: []schedule.Day{{Kind: schedule.Monday}}}
	fmt.Println(s.Validate())
	// Output: Interval: every 2 weeks, and nothing says which of them; add the date from which to count as From
}

func ExampleTimetable_Times() {
	s := schedule.Schedule{Frequency: schedule.Daily}
	table, err := s.Compile(nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	newYork, err := time.LoadLocation("America/New_York")
	if err != nil {
		fmt.Println(err)
		return
	}
	times := table.Times(schedule.MustParseClock("02:30"), newYork)
	at := time.Date(2025, 3, 8, 0, 0, 0, 0, newYork)
	for range 3 {
		at = times.Next(at)
		fmt.Println(at)
	}
	// Output:
	// 2025-03-08 02:30:00 -0500 EST
	// 2025-03-09 03:30:00 -0400 EDT
	// 2025-03-10 02:30:00 -0400 EDT
}

func ExampleDate_AddMonths() {
	d := schedule.MustParseDate("2026-01-31")
	fmt.Println(d.AddMonths(1), d.AddMonths(2), d.AddMonths(1).AddMonths(1))
	// Output: 2026-02-28 2026-03-31 2026-03-28
}

func ExampleDate_At() {
	apia, err := time.LoadLocation("Pacific/Apia")
	if err != nil {
		fmt.Println(err)
		return
	}
	never := schedule.MustParseDate("2011-12-30") // the date line passed over it
	fmt.Println(never.At(schedule.MustParseClock("22:00"), apia))
	// Output: 2011-12-31 22:00:00 +1400 +14
}

func ExampleAnchor_Resolve() {
	run := schedule.Occurrence{Date: schedule.MustParseDate("2026-02-02"), Nominal: schedule.MustParseDate("2026-01-31")}
	for _, a := range []schedule.Anchor{
		{Base: schedule.RunDate, Offset: schedule.Offset{N: -1, Unit: schedule.Days}},
		{Base: schedule.InPeriod, Kind: schedule.AnyDay, N: -1, Period: schedule.Months, Rel: -1},
		{Base: schedule.InPeriod, Kind: schedule.Friday, N: 1, Period: schedule.Quarters, Rel: 1},
	} {
		d, err := a.Resolve(run, schedule.Dates{})
		fmt.Println(a, "=", d, err)
	}
	// Output:
	// 1 day before run date = 2026-02-01 <nil>
	// last day of previous month = 2025-12-31 <nil>
	// first Friday of next quarter = 2026-04-03 <nil>
}

func ExampleAllOpen() {
	office := schedule.AllOpen(schedule.Weekend(time.Saturday, time.Sunday), schedule.Weekend(time.Friday, time.Saturday))
	fmt.Println(schedule.AddBusinessDays(schedule.MustParseDate("2026-10-01"), 1, office)) // a Thursday
	// Output: 2026-10-05
}

package schedule_test

import (
	"errors"
	"testing"

	. "github.com/proforma-go/proforma/schedule"
)

func TestValidateNamesThePartAtFault(t *testing.T) {
	from := date("2026-01-01")
	tests := []struct {
		s          Schedule
		code, part string
	}{
		{Schedule{}, CodeNoFrequency, "Frequency"},
		{Schedule{Frequency: 99}, CodeNoFrequency, "Frequency"},
		{Schedule{Frequency: Daily, Interval: -1}, CodeIntervalRange, "Interval"},
		{Schedule{Frequency: Daily, Interval: 1 << 30}, CodeIntervalRange, "Interval"},
		{Schedule{Frequency: Once, Interval: 2, Rows: []Row{{Date: from}}}, CodeNotWithFrequency, "Interval"},
		{Schedule{Frequency: Daily, Interval: 2}, CodePhaseMissing, "Interval"},
		{Schedule{Frequency: Weekly, Interval: 2, On: day(Monday, 0)}, CodePhaseMissing, "Interval"},
		{Schedule{Frequency: Monthly, Interval: 5, On: day(AnyDay, 1)}, CodePhaseMissing, "Interval"},
		{Schedule{Frequency: Yearly, Interval: 2, On: day(AnyDay, 1)}, CodePhaseMissing, "Interval"},
		{Schedule{Frequency: Daily, Interval: 2, From: from, On: day(Weekday, 0)}, CodeIntervalWithDays, "Interval"},
		{Schedule{Frequency: Weekly}, CodeDayMissing, "On"},
		{Schedule{Frequency: Yearly}, CodeDayMissing, "On"},
		{Schedule{Frequency: Manual, On: day(Monday, 0)}, CodeNotWithFrequency, "On"},
		{Schedule{Frequency: Monthly, On: []Day{{N: 1}}}, CodeDayKind, "On"},
		{Schedule{Frequency: Monthly, On: day(AnyDay, 0)}, CodeDayKind, "On"},
		{Schedule{Frequency: Daily, On: day(Monday, 2)}, CodeDayRange, "On"},
		{Schedule{Frequency: Weekly, On: day(Monday, 2)}, CodeDayRange, "On"},
		{Schedule{Frequency: Monthly, On: day(AnyDay, 32)}, CodeDayRange, "On"},
		{Schedule{Frequency: Monthly, On: day(Monday, -6)}, CodeDayRange, "On"},
		{Schedule{Frequency: Monthly, On: day(Weekday, 24)}, CodeDayRange, "On"},
		{Schedule{Frequency: Yearly, On: inMonth(AnyDay, 30, 2)}, CodeDayRange, "On"},
		{Schedule{Frequency: Yearly, On: inMonth(AnyDay, 31, 4)}, CodeDayRange, "On"},
		{Schedule{Frequency: Quarterly, On: day(AnyDay, 93)}, CodeDayRange, "On"},
		{Schedule{Frequency: Monthly, On: inMonth(AnyDay, 1, 1)}, CodeMonthRange, "On"},
		{Schedule{Frequency: Quarterly, On: inMonth(AnyDay, 1, 4)}, CodeMonthRange, "On"},
		{Schedule{Frequency: Yearly, On: inMonth(AnyDay, 1, 13)}, CodeMonthRange, "On"},
		{Schedule{Frequency: Monthly, On: []Day{{Kind: AnyDay, N: 1, Offset: Offset{1, Months}}}}, CodeOffsetUnit, "On"},
		{Schedule{Frequency: Monthly, On: []Day{{Kind: AnyDay, N: 1, Offset: Offset{1001, Days}}}}, CodeOffsetRange, "On"},
		{Schedule{Frequency: Once}, CodeRowsMissing, "Rows"},
		{Schedule{Frequency: Once, Rows: []Row{{Through: from}}}, CodeRowDate, "Rows"},
		{Schedule{Frequency: Daily, Rows: []Row{{Date: from}}}, CodeNotWithFrequency, "Rows"},
		{Schedule{Frequency: Daily, RRule: "FREQ=DAILY"}, CodeNotWithFrequency, "RRule"},
		{Schedule{Frequency: Recurrence, RRule: "FREQ=DAILY"}, CodeRuleStart, "From"},
		{Schedule{Frequency: Recurrence, From: from}, CodeRule, "RRule"},
		{Schedule{Frequency: Recurrence, From: from, RRule: "FREQ=HOURLY"}, CodeRule, "RRule"},
		{Schedule{Frequency: Daily, From: from, Until: from.AddDays(-1)}, CodeReversedBounds, "Until"},
		{Schedule{Frequency: Daily, From: from, Count: -1}, CodeCountRange, "Count"},
		{Schedule{Frequency: Daily, Count: 3}, CodeCountWithoutFrom, "Count"},
		{Schedule{Frequency: Daily, From: from, Until: from, Count: 3}, CodeCountWithUntil, "Count"},
		{Schedule{Frequency: Recurrence, From: from, RRule: "FREQ=DAILY;COUNT=2", Count: 3}, CodeCountWithUntil, "Count"},
		{Schedule{Frequency: OnLineSchedule, From: from, Count: 3}, CodeNotWithFrequency, "Count"},
		{Schedule{Frequency: Weekly, On: day(Monday, 0), SkipShortMonths: true}, CodeNotWithFrequency, "SkipShortMonths"},
		{Schedule{Frequency: Daily, OnlyIn: MonthsOf(7), ExceptIn: MonthsOf(7)}, CodeNoMonthLeft, "ExceptIn"},
		{Schedule{Frequency: Daily, OnlyIn: 1}, CodeMonthRange, "OnlyIn"},
		{Schedule{Frequency: Daily, ExceptIn: 1 << 14}, CodeMonthRange, "ExceptIn"},
		{Schedule{Frequency: Daily, Except: []Period{{First: from}}}, CodeOpenException, "Except"},
		{Schedule{Frequency: Daily, Except: []Period{{from, from.AddDays(-1)}}}, CodeReversedException, "Except"},
		{Schedule{Frequency: Daily, Adjust: 9, AdjustTo: Weekday}, CodeAdjustment, "Adjust"},
		{Schedule{Frequency: Daily, AdjustTo: Weekday}, CodeAdjustment, "Adjust"},
		{Schedule{Frequency: Daily, Adjust: Following}, CodeAdjustment, "AdjustTo"},
		{Schedule{Frequency: Manual, Adjust: Following, AdjustTo: Weekday}, CodeNotWithFrequency, "Adjust"},
		{Schedule{Frequency: Daily, Zone: "Europe/Stockholm"}, CodeZoneWithoutTime, "Zone"},
	}
	for _, tt := range tests {
		for name, err := range map[string]error{"Validate": tt.s.Validate(), "Compile": compileError(tt.s)} {
			var fault *Error
			if !errors.As(err, &fault) || fault.Code != tt.code || fault.Part != tt.part || fault.Message == "" {
				t.Errorf("%s of %+v: %v; want %s at %s", name, tt.s, err, tt.code, tt.part)
			}
		}
	}
}

func compileError(s Schedule) error {
	_, err := s.Compile(nil)
	return err
}

func TestMessagesSayWhatWasFoundAndWhatToDo(t *testing.T) {
	for _, tt := range []struct {
		s    Schedule
		want string
	}{
		{Schedule{Frequency: Yearly, On: inMonth(AnyDay, 30, 2)}, "On: there is no February 30: February has at most 29 such days; count fewer"},
		{Schedule{Frequency: Weekly, On: day(Monday, 2)}, "On: there is no second Monday: a week has at most one such day; count fewer"},
		{Schedule{Frequency: Monthly, On: day(Monday, -6)}, "On: there is no 6th last Monday: a month has at most 5 such days; count fewer"},
		{Schedule{Frequency: Once, Rows: []Row{{Date: date("2026-07-05")}}, ExceptIn: MonthsOf(7)}, "ExceptIn: every date lies in a month that is excepted; except fewer months"},
		{Schedule{Frequency: Weekly, On: day(Monday, 0), From: date("2026-10-06"), Until: date("2026-10-11")}, "Until: no date comes by 2026-10-11; set a later one"},
		{Schedule{Frequency: Yearly, On: inMonth(Weekday, 23, 2)}, "On: no date is ever such a day; choose a day that its month, or the time between the bounds, has"},
	} {
		if err := tt.s.Validate(); err == nil || err.Error() != tt.want {
			t.Errorf("%s: %v", tt.s, err)
		}
	}
}

func TestValidateReportsEveryFaultAtOnce(t *testing.T) {
	err := Schedule{Frequency: Weekly, Interval: 2, Count: -1, Zone: "UTC"}.Validate()
	faults, ok := err.(Errors)
	if !ok || len(faults) != 4 || len(faults.Unwrap()) != 4 {
		t.Fatalf("%v", err)
	}
	want := `Interval: every 2 weeks, and nothing says which of them; add the date from which to count as From
On: every week, and not on which day; add a day; there is no default
Count: for -1 times is not within 1 to 100000; say how often, or 0 for no limit
Zone: a zone without a time of day; state the time too, or neither`
	if err.Error() != want {
		t.Errorf("%s", err)
	}
}

func TestSchedulesThatNeverFireAreRefused(t *testing.T) {
	for _, tt := range []struct {
		s      Schedule
		reason string
	}{
		{Schedule{Frequency: Monthly, On: day(AnyDay, 31), SkipShortMonths: true, OnlyIn: MonthsOf(2, 4, 6, 9, 11)}, "no such month is long enough"},
		{Schedule{Frequency: Monthly, On: day(AnyDay, 31), SkipShortMonths: true, Interval: 12, From: date("2025-02-01"), Until: date("2025-02-28")}, ""},
		{Schedule{Frequency: Weekly, On: day(Monday, 0), From: date("2026-10-06"), Until: date("2026-10-11")}, "Tuesday to Sunday"},
		{Schedule{Frequency: Once, Rows: []Row{{Date: date("2026-07-05")}}, ExceptIn: MonthsOf(7)}, "the only row is excepted"},
		{Schedule{Frequency: Daily, From: date("2026-07-01"), Until: date("2026-07-31"), Except: []Period{{date("2026-06-15"), date("2026-08-15")}}}, ""},
		{Schedule{Frequency: Yearly, On: []Day{{Kind: Monday, N: 5, Month: 2}}, From: date("2001-01-01"), Until: date("2003-12-31")}, ""},
		{Schedule{Frequency: Recurrence, RRule: "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", From: date("2026-01-01")}, "ical.js#904"},
		{Schedule{Frequency: Recurrence, RRule: "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", From: date("2026-01-01")}, "230 ms a call elsewhere"},
		{Schedule{Frequency: Recurrence, RRule: "FREQ=WEEKLY;BYDAY=MO;BYSETPOS=2", From: date("2026-01-01")}, "a set of one has no second"},
		{Schedule{Frequency: Recurrence, RRule: "FREQ=MONTHLY;INTERVAL=12;BYMONTHDAY=31", From: date("2025-02-01")}, "gocron hangs on it"},
	} {
		for _, err := range []error{tt.s.Validate(), compileError(tt.s)} {
			var fault *Error
			if !errors.As(err, &fault) || fault.Code != CodeNeverFires {
				t.Errorf("%s (%s): %v", tt.s, tt.reason, err)
			}
		}
	}
	far := Schedule{Frequency: Daily, From: date("2026-01-01"), OnlyIn: MonthsOf(2), Except: []Period{{date("2020-01-01"), date("3020-01-31")}}}
	if o, _ := mustCompile(t, far, nil).Next(date("2026-01-01")); o.Date != date("3020-02-01") {
		t.Errorf("after a thousand years of exceptions comes %s", o.Date)
	}
	lone := Schedule{Frequency: Recurrence, RRule: "FREQ=MONTHLY;BYMONTHDAY=1;BYMONTH=1 RDATE:30000201", From: date("2026-01-01"), ExceptIn: MonthsOf(1)}
	if o, _ := mustCompile(t, lone, nil).Next(date("2026-01-01")); o.Date != date("3000-02-01") {
		t.Errorf("the one date that is left is %s", o.Date)
	}
	rare := Schedule{Frequency: Yearly, On: []Day{{Kind: Monday, N: 5, Month: 2}}}
	if o, _ := mustCompile(t, rare, nil).Next(date("2026-01-01")); o.Date != date("2044-02-29") {
		t.Errorf("the fifth Monday of February comes on %s", o.Date)
	}
}

func TestTheFaultOfNeverFiringIsThePartThatTakesTheDatesAway(t *testing.T) {
	from, all := date("2026-01-01"), []Period{{date("2026-01-01"), date("2026-01-02")}}
	for _, tt := range []struct {
		s    Schedule
		part string
	}{
		{Schedule{Frequency: Daily, From: from, Count: 2, Except: all}, "Except"},
		{Schedule{Frequency: Yearly, On: inMonth(AnyDay, 29, 2), SkipShortMonths: true, From: date("2097-01-01"), Until: date("2103-12-31")}, "Until"},
		{Schedule{Frequency: Yearly, On: inMonth(AnyDay, 1, 7), ExceptIn: MonthsOf(7)}, "ExceptIn"},
		{Schedule{Frequency: Yearly, On: inMonth(AnyDay, 1, 7), OnlyIn: MonthsOf(8)}, "OnlyIn"},
		{Schedule{Frequency: Once, Rows: []Row{{Date: from}}, Except: all}, "Except"},
		{Schedule{Frequency: Once, Rows: []Row{{Date: from}}, ExceptIn: MonthsOf(1)}, "ExceptIn"},
		{Schedule{Frequency: Once, Rows: []Row{{Date: from}}, Until: from.AddDays(-1)}, "Until"},
		{Schedule{Frequency: Once, Rows: []Row{{Date: from}}, From: from.AddDays(1)}, "From"},
		{Schedule{Frequency: Once, Rows: []Row{{Date: from}}, From: from.AddDays(1), Except: all}, "Rows"},
		{Schedule{Frequency: Daily, From: from, Until: date("2026-01-31"), Except: all, ExceptIn: MonthsOf(1)}, "ExceptIn"},
		{Schedule{Frequency: Daily, From: from, Until: date("2026-02-01"), Except: []Period{{date("2026-02-01"), date("2026-02-01")}}, ExceptIn: MonthsOf(1)}, "Except"},
		{Schedule{Frequency: Once, Rows: []Row{{Date: date("2026-01-01")}, {Date: date("2026-01-02")}}, Except: all, ExceptIn: MonthsOf(1)}, "Except"},
		{Schedule{Frequency: Recurrence, From: from, RRule: "FREQ=DAILY;COUNT=2", Except: all}, "Except"},
		{Schedule{Frequency: Yearly, On: inMonth(Monday, 5, 2), From: date("2001-01-01"), Until: date("2003-12-31"), ExceptIn: MonthsOf(2)}, "On"},
	} {
		var fault *Error
		if err := tt.s.Validate(); !errors.As(err, &fault) || fault.Code != CodeNeverFires || fault.Part != tt.part {
			t.Errorf("%s: %v, want it at %s", tt.s, err, tt.part)
		}
	}
}

func TestBusinessDaysNeedACalendar(t *testing.T) {
	business := []Schedule{
		{Frequency: Daily, On: day(BusinessDay, 0)},
		{Frequency: Monthly, On: []Day{{Kind: AnyDay, N: 1, Offset: Offset{1, BusinessDays}}}},
		{Frequency: Daily, ExceptHolidays: true},
		{Frequency: Daily, Adjust: Following, AdjustTo: BusinessDay},
	}
	for _, s := range business {
		if err := s.Validate(); err != nil {
			t.Errorf("%s: %v", s, err)
		}
		for _, tt := range []struct {
			name, code, want string
			cals             Calendars
		}{
			{"", CodeCalendarMissing, `Calendar: business days need a calendar, and none is registered under the name ""; ` +
				`register one, schedule.Calendars{"": calendar}, or use weekdays, which are Monday to Friday`, nil},
			{"se", CodeUnknownCalendar, `Calendar: no calendar is registered under the name "se"; register it under that name`, nil},
			{"se", CodeUnknownCalendar, `Calendar: no calendar is registered under the name "se"; register it under that name, or use one of "no", "us"`,
				Calendars{"us": Weekend(0), "no": Weekend(0)}},
			{"closed", CodeNeverOpen, `Calendar: the calendar "closed" has no business day from 1900-01-01 through 2200-12-31; ` +
				`check its weekend, its holidays and the years of its data`, Calendars{"closed": AnyOpen()}},
		} {
			s.Calendar = tt.name
			_, err := s.Compile(tt.cals)
			var fault *Error
			if !errors.As(err, &fault) || fault.Code != tt.code || fault.Error() != tt.want {
				t.Errorf("%s: %v", s, err)
			}
		}
	}
	if err := compileError(Schedule{Frequency: Monthly, On: day(Weekday, -1), Calendar: "se", Adjust: Following, AdjustTo: Weekday}); err != nil {
		t.Errorf("weekdays: %v", err)
	}
}

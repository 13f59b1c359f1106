package schedule_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	. "github.com/proforma-go/proforma/schedule"
)

// weekdaysWithHolidays is Monday to Friday without the holidays of an imaginary office.
func weekdaysWithHolidays(t testing.TB) Calendars {
	c, err := NewCalendar(CalendarData{Holidays: []Date{date("2026-01-01"), date("2026-04-03"), date("2026-04-06"), date("2026-05-01"),
		date("2026-12-24"), date("2026-12-25"), date("2026-12-31"), date("2027-01-01")}})
	if err != nil {
		t.Fatal(err)
	}
	return Calendars{"": c, "closed": Weekend(0, 1, 2, 3, 4, 5, 6)}
}

func day(k DayKind, n int) []Day { return []Day{{Kind: k, N: n}} }

func inMonth(k DayKind, n, month int) []Day { return []Day{{Kind: k, N: n, Month: month}} }

// scheduleTable: each row is a definition, its canonical text, and its first run dates in a window; a date that was moved is followed by its
// nominal date. The calendar is weekdaysWithHolidays.
var scheduleTable = []struct {
	s      Schedule
	text   string
	from   string
	want   string
	reason string
}{
	{Schedule{Frequency: Daily}, "daily", "2026-02-27", "2026-02-27 2026-02-28 2026-03-01", ""},
	{Schedule{Frequency: Daily, Interval: 3, From: date("2026-10-05")}, "every 3 days from 2026-10-05", "2026-10-06", "2026-10-08 2026-10-11 2026-10-14",
		"the phase is From"},
	{Schedule{Frequency: Daily, On: day(Weekday, 0)}, "every weekday", "2026-04-02", "2026-04-02 2026-04-03 2026-04-06", "holidays are weekdays"},
	{Schedule{Frequency: Daily, On: day(BusinessDay, 0)}, "every business day", "2026-04-02", "2026-04-02 2026-04-07 2026-04-08", "Easter"},
	{Schedule{Frequency: Weekly, On: []Day{{Kind: Thursday}, {Kind: Monday}}, At: MustParseClock("8:00")}, "weekly on Monday and Thursday at 08:00",
		"2026-10-05", "2026-10-05 2026-10-08 2026-10-12", ""},
	{Schedule{Frequency: Weekly, On: day(Monday, 0), From: date("2026-10-01")}, "weekly on Monday from 2026-10-01", "2026-09-01",
		"2026-10-05 2026-10-12", ""},
	{Schedule{Frequency: Weekly, Interval: 2, On: day(Monday, 0), From: date("2026-10-01")}, "every 2 weeks on Monday from 2026-10-01", "2026-09-01",
		"2026-10-05 2026-10-19 2026-11-02", "week 0 is that of the first match, not of From (php-rrule#39)"},
	{Schedule{Frequency: Weekly, Interval: 2, On: []Day{{Kind: Sunday}, {Kind: Monday}}, From: date("2026-10-07")},
		"every 2 weeks on Monday and Sunday from 2026-10-07", "2026-09-01", "2026-10-11 2026-10-19 2026-10-25", "weeks begin on Monday"},
	{Schedule{Frequency: Weekly, Interval: 2, On: day(Monday, 0), From: date("2026-10-01"), Except: []Period{{date("2026-10-05"), date("2026-10-05")}}},
		"every 2 weeks on Monday from 2026-10-01 except 2026-10-05", "2026-09-01", "2026-10-19 2026-11-02", "the phase is found before exceptions"},
	{Schedule{Frequency: Weekly, On: day(BusinessDay, -1)}, "weekly on last business day", "2026-03-30", "2026-04-02 2026-04-10", "Good Friday"},
	{Schedule{Frequency: Monthly, On: day(AnyDay, 1)}, "monthly on first day", "2026-12-02", "2027-01-01 2027-02-01", ""},
	{Schedule{Frequency: Monthly, On: day(AnyDay, -1)}, "monthly on last day", "2026-01-31", "2026-01-31 2026-02-28 2026-03-31", "gocron#660"},
	{Schedule{Frequency: Monthly, On: day(AnyDay, 31)}, "monthly on day 31", "2026-01-31", "2026-01-31 2026-02-28 2026-03-31 2026-04-30",
		"clamped afresh each month, so that nothing drifts (rrule#114)"},
	{Schedule{Frequency: Monthly, On: day(AnyDay, 31), SkipShortMonths: true}, "monthly on day 31 skipping short months", "2026-01-31",
		"2026-01-31 2026-03-31 2026-05-31", ""},
	{Schedule{Frequency: Monthly, On: []Day{{Kind: AnyDay, N: 15}, {Kind: AnyDay, N: 1}}}, "monthly on days 1 and 15", "2026-10-01",
		"2026-10-01 2026-10-15 2026-11-01", ""},
	{Schedule{Frequency: Monthly, On: day(Weekday, -1)}, "monthly on last weekday", "2026-05-01", "2026-05-29 2026-06-30 2026-07-31", ""},
	{Schedule{Frequency: Monthly, On: day(Monday, 5)}, "monthly on fifth Monday", "2026-01-01", "2026-03-30 2026-06-29 2026-08-31",
		"a month without one is skipped, and last is another thing"},
	{Schedule{Frequency: Monthly, On: day(Monday, -1)}, "monthly on last Monday", "2026-01-01", "2026-01-26 2026-02-23 2026-03-30", "Icinga#10107"},
	{Schedule{Frequency: Monthly, On: day(BusinessDay, 3)}, "monthly on third business day", "2026-01-01", "2026-01-06 2026-02-04", ""},
	{Schedule{Frequency: Monthly, On: day(BusinessDay, -2)}, "monthly on second last business day", "2026-12-01", "2026-12-29 2027-01-28", ""},
	{Schedule{Frequency: Monthly, On: day(BusinessDay, 22)}, "monthly on 22nd business day", "2026-01-01", "2026-03-31 2026-06-30", "absent ones are skipped"},
	{Schedule{Frequency: Monthly, On: []Day{{Kind: AnyDay, N: -1, Offset: Offset{-3, BusinessDays}}}}, "monthly on 3 business days before last day",
		"2026-12-01", "2026-12-28 2027-01-27", ""},
	{Schedule{Frequency: Monthly, On: []Day{{Kind: AnyDay, N: 1, Offset: Offset{-1, Days}}}}, "monthly on 1 day before first day", "2026-02-01",
		"2026-02-28 2026-03-31", "an offset may leave the month"},
	{Schedule{Frequency: Monthly, Interval: 3, On: day(AnyDay, 15), From: date("2026-01-20")}, "every 3 months on day 15 from 2026-01-20", "2026-01-01",
		"2026-02-15 2026-05-15 2026-08-15", "month 0 is that of the first match"},
	{Schedule{Frequency: Monthly, Interval: 3, On: day(AnyDay, 15)}, "every 3 months on day 15", "2026-01-20", "2026-04-15 2026-07-15",
		"without From a divisor of 12 counts from January"},
	{Schedule{Frequency: Monthly, Interval: 18, On: day(AnyDay, 31), From: date("2026-02-01")}, "every 18 months on day 31 from 2026-02-01", "2026-01-01",
		"2026-02-28 2027-08-31 2029-02-28", ""},
	{Schedule{Frequency: Monthly, On: day(Friday, -1), ExceptIn: MonthsOf(time.July, time.December)}, "monthly on last Friday except July and December",
		"2026-06-01", "2026-06-26 2026-08-28", ""},
	{Schedule{Frequency: Monthly, On: day(AnyDay, 1), OnlyIn: MonthsOf(time.March, time.September)}, "monthly on first day only in March and September",
		"2026-04-01", "2026-09-01 2027-03-01", ""},
	{Schedule{Frequency: Quarterly, On: day(AnyDay, -1)}, "quarterly on last day", "2026-01-01", "2026-03-31 2026-06-30 2026-09-30 2026-12-31", ""},
	{Schedule{Frequency: Quarterly, On: day(AnyDay, 15)}, "quarterly on day 15 of first month", "2026-01-20", "2026-04-15 2026-07-15", ""},
	{Schedule{Frequency: Quarterly, On: inMonth(BusinessDay, 1, 2)}, "quarterly on first business day of second month", "2026-01-01",
		"2026-02-02 2026-05-04", ""},
	{Schedule{Frequency: Quarterly, Interval: 2, On: day(AnyDay, 1), From: date("2026-04-02")}, "every 2 quarters on first day from 2026-04-02",
		"2026-01-01", "2026-07-01 2027-01-01", ""},
	{Schedule{Frequency: Quarterly, On: day(AnyDay, 45)}, "quarterly on 45th day", "2026-01-01", "2026-02-14 2026-05-15", "the 45th day of the quarter"},
	{Schedule{Frequency: Yearly, On: inMonth(AnyDay, 31, 3)}, "yearly on March 31", "2026-01-01", "2026-03-31 2027-03-31", ""},
	{Schedule{Frequency: Yearly, On: inMonth(AnyDay, 29, 2)}, "yearly on February 29", "2026-01-01", "2026-02-28 2027-02-28 2028-02-29", ""},
	{Schedule{Frequency: Yearly, On: inMonth(AnyDay, 29, 2), SkipShortMonths: true}, "yearly on February 29 skipping short months", "2096-03-01",
		"2104-02-29", "eight years apart, past the horizon of robfig/cron"},
	{Schedule{Frequency: Yearly, On: inMonth(Thursday, 4, 11)}, "yearly on fourth Thursday of November", "2026-01-01", "2026-11-26 2027-11-25", ""},
	{Schedule{Frequency: Yearly, Interval: 2, On: inMonth(AnyDay, 31, 3), From: date("2026-04-01")}, "every 2 years on March 31 from 2026-04-01",
		"2026-01-01", "2027-03-31 2029-03-31", ""},
	{Schedule{Frequency: Monthly, On: day(AnyDay, 1), From: date("2026-01-15"), Count: 2, Except: []Period{{date("2026-02-01"), date("2026-02-01")}}},
		"monthly on first day from 2026-01-15 for 2 times except 2026-02-01", "2026-01-01", "2026-03-01", "a count is taken before exceptions"},
	{Schedule{Frequency: Monthly, On: day(AnyDay, 1), From: date("2026-02-01"), Until: date("2026-03-01")}, "monthly on first day from 2026-02-01 until 2026-03-01",
		"2026-01-01", "2026-02-01 2026-03-01", "both bounds are included"},
	{Schedule{Frequency: Monthly, On: day(AnyDay, -1), Adjust: Following, AdjustTo: Weekday}, "monthly on last day adjusted to next weekday", "2026-01-31",
		"2026-02-02(2026-01-31) 2026-03-02(2026-02-28) 2026-03-31", "the window is tested on the moved date"},
	{Schedule{Frequency: Monthly, On: day(AnyDay, -1), Adjust: ModifiedPreceding, AdjustTo: BusinessDay},
		"monthly on last day adjusted to previous business day within month", "2026-10-01", "2026-10-30(2026-10-31) 2026-11-30 2026-12-30(2026-12-31)", ""},
	{Schedule{Frequency: Weekly, On: []Day{{Kind: Monday}, {Kind: Friday}}, Adjust: Following, AdjustTo: BusinessDay},
		"weekly on Monday and Friday adjusted to next business day", "2026-04-01", "2026-04-07(2026-04-06) 2026-04-10",
		"Good Friday and Easter Monday move to one Tuesday; the later nominal date is kept"},
	{Schedule{Frequency: Monthly, On: day(AnyDay, 1), Until: date("2026-11-01"), Adjust: Following, AdjustTo: Weekday},
		"monthly on first day adjusted to next weekday until 2026-11-01", "2026-10-02", "2026-11-02(2026-11-01)", "bounds compare nominal dates"},
	{Schedule{Frequency: Monthly, On: day(AnyDay, 24), ExceptHolidays: true}, "monthly on day 24 except holidays", "2026-11-01", "2026-11-24 2027-02-24", ""},
	{Schedule{Frequency: Once, Rows: []Row{{date("2026-10-19"), date("2026-10-18")}, {date("2026-10-05"), date("2026-10-04")}}},
		"once on 2026-10-05 through 2026-10-04, 2026-10-19 through 2026-10-18", "2026-01-01", "2026-10-05 2026-10-19", ""},
	{Schedule{Frequency: Recurrence, RRule: "freq=monthly;bymonthday=-1", From: date("2026-01-01")}, `rrule "FREQ=MONTHLY;BYMONTHDAY=-1" from 2026-01-01`,
		"2025-01-01", "2026-01-31 2026-02-28", ""},
	{Schedule{Frequency: Manual}, "manual", "2026-01-01", "", ""},
	{Schedule{Frequency: OnLineSchedule, At: MustParseClock("22:00"), Zone: "Europe/Stockholm"}, "on line schedules at 22:00 in Europe/Stockholm",
		"2026-01-01", "", ""},
}

func TestSchedulesGiveTheseDates(t *testing.T) {
	for _, tt := range scheduleTable {
		if got := tt.s.String(); got != tt.text {
			t.Errorf("%q, want %q", got, tt.text)
		}
		if err := tt.s.Validate(); err != nil {
			t.Errorf("%s: %v", tt.text, err)
		}
		table := mustCompile(t, tt.s, weekdaysWithHolidays(t))
		var got []string
		for o := range table.Between(date(tt.from), date("2105-01-01")) {
			text := o.Date.String()
			if o.Nominal != o.Date {
				text += "(" + o.Nominal.String() + ")"
			}
			if got = append(got, text); len(got) == strings.Count(tt.want, " ")+1 {
				break
			}
		}
		if want := strings.Fields(tt.want); len(got)+len(want) > 0 && !slices.Equal(got, want) {
			t.Errorf("%s from %s: %s (-want +got)\n%s", tt.text, tt.from, tt.reason, cmp.Diff(want, got))
		}
	}
}

func TestRowsOfOneDateRunOnceWithTheLaterCutOff(t *testing.T) {
	s := Schedule{Frequency: Once, Adjust: Following, AdjustTo: Weekday, Rows: []Row{
		{date("2026-10-05"), date("2026-10-01")}, {date("2026-10-05"), date("2026-10-03")}, {Date: date("2026-10-05")},
		{date("2026-10-04"), date("2026-10-09")}, // a Sunday, moved to the 5th
	}}
	got := slices.Collect(mustCompile(t, s, nil).Between(Date{}, Date{}))
	want := []Occurrence{{date("2026-10-05"), date("2026-10-05"), date("2026-10-09")}}
	if !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}

func TestAdmitsAppliesBoundsMonthsAndExceptions(t *testing.T) {
	s := Schedule{Frequency: OnLineSchedule, From: date("2026-02-01"), Until: date("2026-11-30"), OnlyIn: MonthsOf(2, 3, 11),
		Except: []Period{{date("2026-03-10"), date("2026-03-12")}}, ExceptHolidays: true}
	table := mustCompile(t, s, weekdaysWithHolidays(t))
	if _, ok := table.Next(Date{}); ok {
		t.Error("it fires by itself")
	}
	for _, tt := range []struct {
		d    string
		want bool
	}{{"2026-01-30", false}, {"2026-02-02", true}, {"2026-02-01", false}, {"2026-03-10", false}, {"2026-03-12", false}, {"2026-03-13", true},
		{"2026-04-01", false}, {"2026-11-30", true}, {"2026-12-01", false}} {
		if got := table.Admits(date(tt.d)); got != tt.want {
			t.Errorf("admits %s: %t", tt.d, got)
		}
	}
	if table.Admits(Date{}) {
		t.Error("it admits no date at all")
	}
	counted := mustCompile(t, Schedule{Frequency: Daily, From: date("2026-02-01"), Count: 3}, nil)
	if !counted.Admits(date("2026-02-03")) || counted.Admits(date("2026-02-04")) {
		t.Error("a count is no bound")
	}
}

func TestTheZeroTimetableHasNoDates(t *testing.T) {
	var table Timetable
	if _, ok := table.Next(Date{}); ok || table.Admits(date("2026-01-01")) || table.Contains(date("2026-01-01")) {
		t.Error("it has")
	}
	if _, ok := table.Prev(date("2026-01-01")); ok {
		t.Error("it has had")
	}
}

func TestBetweenCanBeLeftAndWalkedAgain(t *testing.T) {
	seq := mustCompile(t, Schedule{Frequency: Daily}, nil).Between(date("2026-01-01"), date("2026-01-03"))
	for range 2 {
		count := 0
		for range seq {
			if count++; count == 2 {
				break
			}
		}
		if got := len(slices.Collect(seq)); got != 3 {
			t.Errorf("%d dates", got)
		}
	}
}

func TestATimetableEndsWithTheRangeOfDates(t *testing.T) {
	for _, s := range []Schedule{
		{Frequency: Daily}, {Frequency: Daily, Interval: 7, From: date("9999-12-01")}, {Frequency: Daily, On: day(Weekday, 0)},
		{Frequency: Weekly, On: day(Friday, 0)}, {Frequency: Weekly, On: day(Sunday, 0)}, {Frequency: Monthly, On: day(AnyDay, -1)},
		{Frequency: Yearly, On: inMonth(AnyDay, 31, 12)}, {Frequency: Monthly, On: []Day{{Kind: AnyDay, N: -1, Offset: Offset{5, Weekdays}}}},
		{Frequency: Monthly, On: day(AnyDay, -1), Adjust: Following, AdjustTo: Weekday},
	} {
		table := mustCompile(t, s, nil)
		last, ok := table.Prev(date("9999-12-31"))
		if !ok {
			t.Errorf("%s: nothing before the end", s)
		}
		n := 0
		for range table.Between(last.Date, Date{}) {
			n++
		}
		if n < 1 || n > 2 {
			t.Errorf("%s: %d dates from %s on", s, n, last.Date)
		}
		if first, ok := table.Next(Date{}); !ok {
			t.Errorf("%s: no first date", s)
		} else if o, ok := table.Prev(first.Date); ok {
			t.Errorf("%s: %s comes before the first, %s", s, o.Date, first.Date)
		}
	}
}

func TestKnownThroughIsThatOfTheCalendar(t *testing.T) {
	cals := weekdaysWithHolidays(t)
	business := Schedule{Frequency: Monthly, On: day(BusinessDay, 1)}
	if got := mustCompile(t, business, cals).KnownThrough(); got != date("2027-12-31") {
		t.Errorf("with holidays of 2026 and 2027: %s", got)
	}
	if got := mustCompile(t, business, Calendars{"": Weekend(time.Sunday)}).KnownThrough(); !got.IsZero() {
		t.Errorf("with weekends only: %s", got)
	}
	if got := mustCompile(t, Schedule{Frequency: Daily}, cals).KnownThrough(); !got.IsZero() {
		t.Errorf("without business days: %s", got)
	}
}

func TestATimetableIsSafeForConcurrentUse(t *testing.T) {
	table := mustCompile(t, Schedule{Frequency: Recurrence, RRule: "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1;COUNT=40", From: date("2026-01-01"),
		Adjust: Following, AdjustTo: BusinessDay}, weekdaysWithHolidays(t))
	want := slices.Collect(table.Between(Date{}, Date{}))
	done := make(chan bool)
	for range 4 {
		go func() { done <- slices.Equal(slices.Collect(table.Between(Date{}, Date{})), want) }()
	}
	for range 4 {
		if !<-done {
			t.Error("another answer")
		}
	}
}

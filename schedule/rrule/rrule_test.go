package rrule_test

import (
	"errors"
	"flag"
	"os"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/proforma-go/proforma/schedule"
	"github.com/proforma-go/proforma/schedule/rrule"
)

var date = schedule.MustParseDate

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

func TestParseFindsWords(t *testing.T) {
	tests := []struct{ text, want, reason string }{
		{"FREQ=DAILY", "daily from 2026-01-05", "a bare rule"},
		{"RRULE:FREQ=DAILY;INTERVAL=3", "every 3 days from 2026-01-05", ""},
		{"FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR", "weekly on Monday, Tuesday, Wednesday, Thursday and Friday from 2026-01-05", ""},
		{"FREQ=WEEKLY", "weekly on Monday from 2026-01-05", "DTSTART is a Monday"},
		{"FREQ=WEEKLY;INTERVAL=2;BYDAY=SU;WKST=MO", "every 2 weeks on Sunday from 2026-01-11", "the phase is that of DTSTART's week"},
		{"FREQ=WEEKLY;INTERVAL=2;BYDAY=SU;WKST=SU", `rrule "FREQ=WEEKLY;INTERVAL=2;BYDAY=SU;WKST=SU" from 2026-01-05`, "weeks begin on Monday in words"},
		{"FREQ=MONTHLY", "monthly on day 5 from 2026-01-05", ""},
		{"FREQ=MONTHLY;BYMONTHDAY=31", "monthly on day 31 skipping short months from 2026-01-05", "the RFC skips"},
		{"FREQ=MONTHLY;BYMONTHDAY=31,-1;BYSETPOS=1", "monthly on day 31 from 2026-01-05", "and this clamps"},
		{"FREQ=MONTHLY;BYMONTHDAY=-1", "monthly on last day from 2026-01-05", ""},
		{"FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", "monthly on last weekday from 2026-01-05", ""},
		{"FREQ=MONTHLY;BYDAY=1SU,-1SU", "monthly on first Sunday and last Sunday from 2026-01-05", ""},
		{"FREQ=MONTHLY;BYMONTH=1,4,7,10;BYMONTHDAY=15", "quarterly on day 15 of first month from 2026-01-05", ""},
		{"FREQ=MONTHLY;BYMONTH=3,9;BYMONTHDAY=1", "monthly on first day from 2026-01-05 only in March and September", ""},
		{"FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=1", "every 3 months on first day from 2026-04-01", "January counts as month 0 although it has no date"},
		{"FREQ=YEARLY", "yearly on January 5 from 2026-01-05", ""},
		{"FREQ=YEARLY;BYMONTH=11;BYDAY=4TH", "yearly on fourth Thursday of November from 2026-01-05", ""},
		{"FREQ=MONTHLY;BYMONTHDAY=1;COUNT=3", "monthly on first day from 2026-01-05 for 3 times", ""},
		{"FREQ=MONTHLY;BYMONTHDAY=1;UNTIL=20261231", "monthly on first day from 2026-01-05 until 2026-12-31", ""},
		{"FREQ=MONTHLY;BYMONTH=3;BYMONTHDAY=1;COUNT=3", `rrule "FREQ=MONTHLY;BYMONTH=3;BYMONTHDAY=1;COUNT=3" from 2026-01-05`, "a count comes before months left out"},
		{"FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO", `rrule "FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO" from 2026-01-05`, ""},
		{"DTSTART;VALUE=DATE:20260201\r\nRRULE:FREQ=MONTHLY;BYMONTH\r\n DAY=15\r\nEXDATE;VALUE=DATE:20260315,20260415",
			"monthly on day 15 from 2026-02-01 except 2026-03-15 and 2026-04-15", "folded lines"},
		{"RRULE:FREQ=WEEKLY;BYDAY=MO\nRRULE:FREQ=MONTHLY;BYMONTHDAY=-1\nRDATE:20260210",
			`rrule "FREQ=WEEKLY;BYDAY=MO RRULE:FREQ=MONTHLY;BYMONTHDAY=-1 RDATE;VALUE=DATE:20260210" from 2026-01-05`, "a union"},
		{"DTSTART:20260105\nRDATE:20260107,20260106", "once on 2026-01-05, 2026-01-06, 2026-01-07", "dates without a rule"},
		{"RRULE:FREQ=DAILY;UNTIL=20260110T190000Z\nDTSTART;TZID=Europe/Stockholm:20260105T220000",
			"daily at 22:00 in Europe/Stockholm from 2026-01-05 until 2026-01-09", "20:00 in Stockholm is before that day's run (rrule-go#37)"},
		{"DTSTART;TZID=Europe/Stockholm:20260105T220000\nRRULE:FREQ=DAILY;UNTIL=20260110T210000Z",
			"daily at 22:00 in Europe/Stockholm from 2026-01-05 until 2026-01-10", "22:00 is included"},
		{"DTSTART:20260105T220000Z\nRRULE:FREQ=DAILY", "daily at 22:00 in UTC from 2026-01-05", ""},
		{"DTSTART;TZID=America/New_York:20260105T220000\nRRULE:FREQ=DAILY\nEXDATE:20260107T030000Z", "daily at 22:00 in America/New_York from 2026-01-05 except 2026-01-06",
			"03:00 UTC is the evening before in New York"},
		{"FREQ=MONTHLY;BYMONTHDAY=-31,1;BYSETPOS=-1", "monthly on 31st last day from 2026-01-05", "the mirror image of a clamp"},
		{"FREQ=MONTHLY;BYMONTHDAY=29,-1;BYSETPOS=1", "monthly on day 29 from 2026-01-05", ""},
		{"FREQ=MONTHLY;BYMONTHDAY=-29,1;BYSETPOS=-1", "monthly on 29th last day from 2026-01-05", ""},
		{"FREQ=MONTHLY;BYMONTHDAY=29", "monthly on day 29 skipping short months from 2026-01-05", ""},
		{"FREQ=MONTHLY;BYMONTHDAY=28", "monthly on day 28 from 2026-01-05", ""},
		{"FREQ=MONTHLY;BYMONTHDAY=-29", "monthly on 29th last day skipping short months from 2026-01-05", ""},
		{"FREQ=MONTHLY;BYMONTHDAY=-28", "monthly on 28th last day from 2026-01-05", ""},
		{"FREQ=MONTHLY;BYMONTH=1,4,7,10;BYMONTHDAY=31", "monthly on day 31 skipping short months from 2026-01-05 only in January, April, July and October", "quarters would skip by the month of the quarter"},
		{"FREQ=MONTHLY;BYMONTH=3,6,9,12;BYMONTHDAY=1", "quarterly on first day of third month from 2026-01-05", ""},
		{"FREQ=MONTHLY;BYMONTH=4,7,10,1;BYMONTHDAY=1", "quarterly on first day from 2026-01-05", "in any order"},
		{"FREQ=MONTHLY;BYMONTH=1,4,7,11;BYMONTHDAY=1", "monthly on first day from 2026-01-05 only in January, April, July and November", "no quarters"},
		{"FREQ=MONTHLY;BYMONTH=1,4,7;BYMONTHDAY=1", "monthly on first day from 2026-01-05 only in January, April and July", "three of four quarters"},
		{"FREQ=YEARLY;BYMONTH=7;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=1", "yearly on first weekday of July from 2026-01-05", ""},
		{"FREQ=YEARLY;BYMONTH=3", "yearly on March 5 from 2026-01-05", ""},
		{"FREQ=MONTHLY;INTERVAL=2;BYMONTH=1,4,7,10;BYMONTHDAY=15", "every 2 months on day 15 from 2026-01-15 only in January, April, July and October", "every second month is no quarter"},
		{"FREQ=MONTHLY;BYMONTHDAY=28,-1;BYSETPOS=1", `rrule "FREQ=MONTHLY;BYMONTHDAY=28,-1;BYSETPOS=1" from 2026-01-05`, "every month has a 28th"},
		{"FREQ=MONTHLY;BYMONTHDAY=-28,1;BYSETPOS=-1", `rrule "FREQ=MONTHLY;BYMONTHDAY=-28,1;BYSETPOS=-1" from 2026-01-05`, ""},
		{"FREQ=MONTHLY;BYMONTHDAY=-31,1;BYSETPOS=1", `rrule "FREQ=MONTHLY;BYMONTHDAY=-31,1;BYSETPOS=1" from 2026-01-05`, "the first of the two is no clamp"},
		{"FREQ=MONTHLY;BYMONTHDAY=31,-1;BYSETPOS=-1", `rrule "FREQ=MONTHLY;BYMONTHDAY=31,-1;BYSETPOS=-1" from 2026-01-05`, "nor is the last"},
		{"FREQ=MONTHLY;BYMONTHDAY=31,-2;BYSETPOS=1", `rrule "FREQ=MONTHLY;BYMONTHDAY=31,-2;BYSETPOS=1" from 2026-01-05`, "only an end of the month clamps"},
		{"FREQ=MONTHLY;BYMONTHDAY=-31,2;BYSETPOS=-1", `rrule "FREQ=MONTHLY;BYMONTHDAY=-31,2;BYSETPOS=-1" from 2026-01-05`, ""},
		{"FREQ=WEEKLY;INTERVAL=2;BYDAY=SU;WKST=TU", `rrule "FREQ=WEEKLY;INTERVAL=2;BYDAY=SU;WKST=TU" from 2026-01-05`, ""},
		{"FREQ=DAILY;INTERVAL=2;BYDAY=MO", `rrule "FREQ=DAILY;INTERVAL=2;BYDAY=MO" from 2026-01-05`, ""},
		{"FREQ=DAILY;BYMONTHDAY=3", `rrule "FREQ=DAILY;BYMONTHDAY=3" from 2026-01-05`, ""},
		{"FREQ=YEARLY;BYMONTHDAY=3", `rrule "FREQ=YEARLY;BYMONTHDAY=3" from 2026-01-05`, "the third of every month"},
		{"FREQ=MONTHLY;BYDAY=MO;BYMONTHDAY=3", `rrule "FREQ=MONTHLY;BYDAY=MO;BYMONTHDAY=3" from 2026-01-05`, "a day has to be both"},
		{"FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=1,-1", `rrule "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=1,-1" from 2026-01-05`, ""},
		{"FREQ=MONTHLY;BYDAY=MO,TU,WE,TH;BYSETPOS=2", `rrule "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH;BYSETPOS=2" from 2026-01-05`, ""},
		{"FREQ=MONTHLY;BYDAY=1MO,TU,WE,TH,FR;BYSETPOS=2", `rrule "FREQ=MONTHLY;BYDAY=1MO,TU,WE,TH,FR;BYSETPOS=2" from 2026-01-05`, ""},
		{"FREQ=YEARLY;BYMONTH=1,7;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=1", `rrule "FREQ=YEARLY;BYMONTH=1,7;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=1" from 2026-01-05`, "one of the year, not of each month"},
	}
	for _, tt := range tests {
		s, err := rrule.Parse(tt.text, date("2026-01-05"))
		if err != nil || s.String() != tt.want {
			t.Errorf("%s\n%s, %v\nwant %s (%s)", tt.text, s, err, tt.want, tt.reason)
		}
	}
}

func TestParseNamesWhatItCannotRead(t *testing.T) {
	tests := []struct{ text, want string }{
		{"", "there is neither an RRULE nor an RDATE"},
		{"FREQ=HOURLY", "FREQ: HOURLY is finer than a day"},
		{"FREQ=DAILY;BYHOUR=9", "BYHOUR: a rule of this package names days only"},
		{"FREQ=DAILY;INTERVAL=0", `INTERVAL: "0" is no number from 1 to 10000`},
		{"FREQ=DAILY;COUNT=0", `COUNT: "0" is no number from 1 to`},
		{"FREQ=DAILY;COUNT=2;UNTIL=20270101", "COUNT and UNTIL are both given"},
		{"FREQ=DAILY;FREQ=DAILY", "FREQ is given twice"},
		{"INTERVAL=2", "FREQ is missing"},
		{"FREQ=DAILY;BYDAY=", "BYDAY has no value"},
		{"FREQ=DAILY;X=1", `unknown part "X=1"`},
		{"FREQ=MONTHLY;BYDAY=-6MO", "there are at most 5 of one weekday"},
		{"FREQ=MONTHLY;BYDAY=XX", `BYDAY: "XX"; use MO to SU`},
		{"FREQ=WEEKLY;BYDAY=1MO", "numbers count within months and years"},
		{"FREQ=WEEKLY;BYMONTHDAY=1", "a WEEKLY rule has no days of the month"},
		{"FREQ=MONTHLY;BYYEARDAY=1", "only a YEARLY rule has days of the year"},
		{"FREQ=MONTHLY;BYWEEKNO=1", "only a YEARLY rule has weeks of the year"},
		{"FREQ=MONTHLY;BYMONTHDAY=32", `"32" is no number from -31 to 31`},
		{"FREQ=YEARLY;RSCALE=CHINESE", `the calendar "CHINESE" is not supported`},
		{"FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "the rule has no date"},
		{"EXRULE:FREQ=DAILY", "EXRULE: RFC 5545 has no such property any more"},
		{"SUMMARY:Invoices", "SUMMARY: only DTSTART, RRULE, RDATE and EXDATE"},
		{"DTSTART:2026-01-01\nRRULE:FREQ=DAILY", `DTSTART: "2026-01-01" is no date`},
		{"DTSTART;TZID=Mars/Olympus:20260101T000000\nRRULE:FREQ=DAILY", "DTSTART: TZID: unknown time zone Mars/Olympus"},
		{"DTSTART:20260101\nDTSTART:20260101\nRRULE:FREQ=DAILY", "DTSTART is given twice"},
		{"FREQ=DAILY\nRDATE;VALUE=PERIOD:20260101T000000Z/PT1H", "RDATE: periods have no meaning"},
		{"FREQ=DAILY\nEXDATE:20260230", "EXDATE: date"},
		{"FREQ=DAILY;UNTIL=tomorrow", `UNTIL: "TOMORROW" is no date`},
	}
	for _, tt := range tests {
		s, err := rrule.Parse(tt.text, date("2026-01-05"))
		if err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%q: %s, %v; want %s", tt.text, s, err, tt.want)
		}
	}
	if _, err := rrule.Parse("FREQ=DAILY", schedule.Date{}); err == nil || !strings.Contains(err.Error(), "DTSTART is missing") {
		t.Error(err)
	}
}

func on(days ...schedule.Day) []schedule.Day { return days }

func days(n int) schedule.Offset { return schedule.Offset{N: n, Unit: schedule.Days} }

type formatCase struct {
	s    schedule.Schedule
	want string
}

func weekdays(n int) schedule.Offset { return schedule.Offset{N: n, Unit: schedule.Weekdays} }

// datedRules are schedules that the RFC has no words for, and yet rules.
func datedRules() []formatCase {
	from := date("2026-01-05")
	return []formatCase{
		{schedule.Schedule{Frequency: schedule.Monthly, On: on(schedule.Day{Kind: schedule.AnyDay, N: 1, Offset: weekdays(1)})},
			"RRULE:FREQ=MONTHLY;BYMONTHDAY=2;BYDAY=MO,TU,WE,TH,FR\nRRULE:FREQ=MONTHLY;BYMONTHDAY=3,4;BYDAY=MO"},
		{schedule.Schedule{Frequency: schedule.Monthly, On: on(schedule.Day{Kind: schedule.AnyDay, N: -1, Offset: weekdays(-3)})},
			"RRULE:FREQ=MONTHLY;BYMONTHDAY=-6;BYDAY=WE,TH,FR\nRRULE:FREQ=MONTHLY;BYMONTHDAY=-5;BYDAY=WE\nRRULE:FREQ=MONTHLY;BYMONTHDAY=-4;BYDAY=MO,TU,WE"},
		{schedule.Schedule{Frequency: schedule.Monthly, On: on(schedule.Day{Kind: schedule.Friday, N: -1, Offset: days(5)})},
			"RRULE:FREQ=MONTHLY;BYMONTHDAY=-2,-1,1,2,3,4,5;BYDAY=WE"},
		{schedule.Schedule{Frequency: schedule.Monthly, On: on(schedule.Day{Kind: schedule.AnyDay, N: 30, Offset: days(1)})},
			"RRULE:FREQ=MONTHLY;BYMONTH=3,5,7,10,12;BYMONTHDAY=1,31\nRRULE:FREQ=MONTHLY;BYMONTH=1,8;BYMONTHDAY=31"},
		{schedule.Schedule{Frequency: schedule.Monthly, On: on(schedule.Day{Kind: schedule.Monday, N: 5, Offset: days(3)})}, // 3 March after 29 February
			"RRULE:FREQ=MONTHLY;BYMONTH=1,2,4,6,8,9,11;BYMONTHDAY=1,2,3;BYDAY=TH\nRRULE:FREQ=MONTHLY;BYMONTH=5,7,10,12;BYMONTHDAY=2,3;BYDAY=TH\n" +
				"RRULE:FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=3;BYYEARDAY=63;BYDAY=TH"},
		{schedule.Schedule{Frequency: schedule.Monthly, On: on(schedule.Day{Kind: schedule.AnyDay, N: -1, Offset: days(-28)})}, // 31 January before 28 February
			"RRULE:FREQ=MONTHLY;BYMONTHDAY=-29\nRRULE:FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=31;BYYEARDAY=-335"},
		{schedule.Schedule{Frequency: schedule.Monthly, On: on(schedule.Day{Kind: schedule.AnyDay, N: 1, Offset: days(29)})},
			"RRULE:FREQ=MONTHLY;BYMONTH=1,3,4,5,6,7,8,9,10,11,12;BYMONTHDAY=30\nRRULE:FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=2;BYYEARDAY=61\n" +
				"RRULE:FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=1;BYYEARDAY=61"},
		{schedule.Schedule{Frequency: schedule.Recurrence, From: from, RRule: "FREQ=MONTHLY;INTERVAL=7;BYMONTHDAY=-29,20,28;BYSETPOS=2;SKIP=FORWARD", OnlyIn: schedule.MonthsOf(2)},
			"DTSTART;VALUE=DATE:20260105\nRRULE:FREQ=MONTHLY;INTERVAL=7;BYMONTH=2;BYMONTHDAY=-2,28;BYSETPOS=2\nRRULE:FREQ=MONTHLY;INTERVAL=7;BYMONTH=2;BYMONTHDAY=-9,20;BYSETPOS=-2"},
		{schedule.Schedule{Frequency: schedule.Recurrence, From: from, RRule: "FREQ=MONTHLY;INTERVAL=7;BYMONTHDAY=-29,20,25;BYSETPOS=2;SKIP=FORWARD", OnlyIn: schedule.MonthsOf(2)},
			"DTSTART;VALUE=DATE:20260105\nRRULE:FREQ=MONTHLY;INTERVAL=7;BYMONTH=2;BYMONTHDAY=-4,26;BYSETPOS=-2\nRRULE:FREQ=MONTHLY;INTERVAL=7;BYMONTH=2;BYMONTHDAY=-9,20;BYSETPOS=-2"},
		{schedule.Schedule{Frequency: schedule.Quarterly, On: on(schedule.Day{Kind: schedule.AnyDay, N: 45})},
			"RRULE:FREQ=MONTHLY;BYMONTH=2,8,11;BYMONTHDAY=14\nRRULE:FREQ=MONTHLY;BYMONTH=5;BYMONTHDAY=15"},
		{schedule.Schedule{Frequency: schedule.Yearly, On: on(schedule.Day{Kind: schedule.AnyDay, N: 100}), OnlyIn: schedule.MonthsOf(4)},
			"RRULE:FREQ=YEARLY;BYMONTH=4;BYMONTHDAY=10;BYYEARDAY=100\nRRULE:FREQ=YEARLY;BYMONTH=4;BYMONTHDAY=9;BYYEARDAY=100"},
		{schedule.Schedule{Frequency: schedule.Monthly, Interval: 7, From: from, On: on(schedule.Day{Kind: schedule.Monday, N: -5, Offset: days(1)})},
			"DTSTART;VALUE=DATE:20260303\nRRULE:FREQ=MONTHLY;INTERVAL=7;BYMONTH=1,3,5,7,8,10,12;BYMONTHDAY=2,3,4;BYDAY=TU\n" +
				"RRULE:FREQ=MONTHLY;INTERVAL=7;BYMONTH=4,6,9,11;BYMONTHDAY=2,3;BYDAY=TU\nRRULE:FREQ=MONTHLY;INTERVAL=7;BYMONTH=2;BYMONTHDAY=-27,2;BYSETPOS=-2;BYDAY=TU,WE"},
		{schedule.Schedule{Frequency: schedule.Quarterly, Interval: 6, From: from, OnlyIn: schedule.MonthsOf(1, 2),
			On: on(schedule.Day{Kind: schedule.AnyDay, N: 1, Month: 1}, schedule.Day{Kind: schedule.AnyDay, N: 1, Month: 2})},
			"DTSTART;VALUE=DATE:20260201\nRRULE:FREQ=MONTHLY;INTERVAL=18;BYMONTH=2;BYMONTHDAY=1\nRRULE:FREQ=YEARLY;INTERVAL=3;BYMONTH=1;BYMONTHDAY=1"},
		{schedule.Schedule{Frequency: schedule.Quarterly, Interval: 3, From: from, Count: 5, On: on(schedule.Day{Kind: schedule.AnyDay, N: 1}, schedule.Day{Kind: schedule.AnyDay, N: -1})},
			"DTSTART;VALUE=DATE:20260331\nRDATE;VALUE=DATE:20261001,20261231,20270701,20270930"},
		{schedule.Schedule{Frequency: schedule.Weekly, Interval: 3, From: from, On: on(schedule.Day{Kind: schedule.Monday}, schedule.Day{Kind: schedule.Monday, Offset: days(-2)})},
			"DTSTART;VALUE=DATE:20260105\nRRULE:FREQ=WEEKLY;INTERVAL=3;WKST=MO;BYDAY=MO\nRRULE:FREQ=WEEKLY;INTERVAL=3;WKST=TU;BYDAY=SA"},
		{schedule.Schedule{Frequency: schedule.Weekly, Interval: 2, From: from, On: on(schedule.Day{Kind: schedule.Monday}, schedule.Day{Kind: schedule.Monday, Offset: days(7)})},
			"DTSTART;VALUE=DATE:20260105\nRRULE:FREQ=WEEKLY;BYDAY=MO"},
		{schedule.Schedule{Frequency: schedule.Daily, On: on(schedule.Day{Kind: schedule.Saturday, Offset: weekdays(1)})}, "RRULE:FREQ=WEEKLY;BYDAY=MO"},
		{schedule.Schedule{Frequency: schedule.Recurrence, From: from, RRule: "FREQ=MONTHLY;BYMONTHDAY=1;COUNT=10", ExceptIn: schedule.MonthsOf(2)},
			"DTSTART;VALUE=DATE:20260105\nRRULE:FREQ=MONTHLY;BYMONTHDAY=1;BYMONTH=1,3,4,5,6,7,8,9,10,11,12;UNTIL=20261101"},
		{schedule.Schedule{Frequency: schedule.Recurrence, From: from, RRule: "FREQ=WEEKLY;BYDAY=MO,FR;BYSETPOS=1;INTERVAL=2", OnlyIn: schedule.MonthsOf(6)},
			"DTSTART;VALUE=DATE:20260105\nRRULE:FREQ=WEEKLY;INTERVAL=2;WKST=MO;BYMONTH=6;BYDAY=MO"},
		{schedule.Schedule{Frequency: schedule.Recurrence, From: from, RRule: "FREQ=DAILY;UNTIL=20260301 RDATE:20260401", At: schedule.MustParseClock("22:00"), Zone: "Europe/Stockholm"},
			"DTSTART;TZID=Europe/Stockholm:20260105T220000\nRRULE:FREQ=DAILY;UNTIL=20260301T210000Z\nRDATE;TZID=Europe/Stockholm:20260401T220000"},
		{schedule.Schedule{Frequency: schedule.Daily, From: from, Until: date("9999-12-31"), At: schedule.MustParseClock("22:00"), Zone: "America/New_York"},
			"DTSTART;TZID=America/New_York:20260105T220000\nRRULE:FREQ=DAILY"}, // in UTC it would end in the year 10000
	}
}

func TestFormatWritesRules(t *testing.T) {
	from := date("2026-01-05")
	tests := []formatCase{
		{schedule.Schedule{Frequency: schedule.Daily}, "RRULE:FREQ=DAILY"},
		{schedule.Schedule{Frequency: schedule.Daily, On: on(schedule.Day{Kind: schedule.Weekday})}, "RRULE:FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"},
		{schedule.Schedule{Frequency: schedule.Weekly, On: on(schedule.Day{Kind: schedule.AnyDay, N: -1}, schedule.Day{Kind: schedule.AnyDay, N: 2})}, "RRULE:FREQ=WEEKLY;BYDAY=TU,SU"},
		{schedule.Schedule{Frequency: schedule.Yearly, On: on(schedule.Day{Kind: schedule.Monday, N: 5, Month: 2, Offset: days(-1)})},
			"RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=28;BYYEARDAY=-308;BYDAY=SU"}, // the 28th of a leap year
		{schedule.Schedule{Frequency: schedule.Yearly, On: on(schedule.Day{Kind: schedule.AnyDay, N: -340}), OnlyIn: schedule.MonthsOf(1, 2, 3)},
			"RRULE:FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=26;BYYEARDAY=-340\nRRULE:FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=27;BYYEARDAY=-340"},
		{schedule.Schedule{Frequency: schedule.Weekly, On: on(schedule.Day{Kind: schedule.AnyDay, N: -7})}, "RRULE:FREQ=WEEKLY;BYDAY=MO"},
		{schedule.Schedule{Frequency: schedule.Weekly, On: on(schedule.Day{Kind: schedule.Weekday, N: -1}, schedule.Day{Kind: schedule.Weekday, N: -5})}, "RRULE:FREQ=WEEKLY;BYDAY=MO,FR"},
		{schedule.Schedule{Frequency: schedule.Weekly, Interval: 2, From: date("2026-01-01"), On: on(schedule.Day{Kind: schedule.Monday})},
			"DTSTART;VALUE=DATE:20260105\nRRULE:FREQ=WEEKLY;INTERVAL=2;WKST=MO;BYDAY=MO"},
		{schedule.Schedule{Frequency: schedule.Monthly, On: on(schedule.Day{Kind: schedule.AnyDay, N: 31})}, "RRULE:FREQ=MONTHLY;BYMONTHDAY=31,-1;BYSETPOS=1"},
		{schedule.Schedule{Frequency: schedule.Monthly, On: on(schedule.Day{Kind: schedule.AnyDay, N: 31}), SkipShortMonths: true}, "RRULE:FREQ=MONTHLY;BYMONTHDAY=31"},
		{schedule.Schedule{Frequency: schedule.Monthly, Interval: 3, On: on(schedule.Day{Kind: schedule.Weekday, N: -1})},
			"RRULE:FREQ=MONTHLY;BYMONTH=1,4,7,10;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1"},
		{schedule.Schedule{Frequency: schedule.Quarterly, On: on(schedule.Day{Kind: schedule.AnyDay, N: -1})}, "RRULE:FREQ=MONTHLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1"},
		{schedule.Schedule{Frequency: schedule.Yearly, On: on(schedule.Day{Kind: schedule.Thursday, N: 4, Month: 11})}, "RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=4TH"},
		{schedule.Schedule{Frequency: schedule.Monthly, From: from, Count: 3, At: schedule.MustParseClock("22:00"), Zone: "Europe/Stockholm",
			On: on(schedule.Day{Kind: schedule.AnyDay, N: 1}), Except: []schedule.Period{{First: date("2026-02-15"), Last: date("2026-03-15")}}},
			"DTSTART;TZID=Europe/Stockholm:20260201T220000\nRRULE:FREQ=MONTHLY;BYMONTHDAY=1;COUNT=3\nEXDATE;TZID=Europe/Stockholm:20260301T220000"},
		{schedule.Schedule{Frequency: schedule.Daily, From: from, Until: date("2026-07-01"), At: schedule.MustParseClock("22:00"), Zone: "Europe/Stockholm"},
			"DTSTART;TZID=Europe/Stockholm:20260105T220000\nRRULE:FREQ=DAILY;UNTIL=20260701T200000Z"},
		{schedule.Schedule{Frequency: schedule.Weekly, On: on(schedule.Day{Kind: schedule.Saturday}), Until: date("2021-10-09"),
			Except: []schedule.Period{{First: date("2021-10-02"), Last: date("2021-10-02")}}},
			"RRULE:FREQ=WEEKLY;BYDAY=SA;UNTIL=20211009\nEXDATE;VALUE=DATE:20211002"},
		{schedule.Schedule{Frequency: schedule.Quarterly, Interval: 7, From: date("2020-04-18"), On: on(schedule.Day{Kind: schedule.Thursday, Month: 1})},
			"DTSTART;VALUE=DATE:20200423\nRRULE:FREQ=MONTHLY;INTERVAL=21;BYDAY=TH"},
		{schedule.Schedule{Frequency: schedule.Quarterly, Interval: 2, From: date("2026-04-01"), On: on(schedule.Day{Kind: schedule.AnyDay, N: 1}, schedule.Day{Kind: schedule.AnyDay, N: -1})},
			"DTSTART;VALUE=DATE:20260401\nRRULE:FREQ=MONTHLY;BYMONTH=4,10;BYMONTHDAY=1\nRRULE:FREQ=MONTHLY;BYMONTH=6,12;BYMONTHDAY=-1"},
		{schedule.Schedule{Frequency: schedule.Quarterly, Interval: 8, From: date("2026-04-01"), On: on(schedule.Day{Kind: schedule.Monday})},
			"DTSTART;VALUE=DATE:20260406\nRRULE:FREQ=YEARLY;INTERVAL=2;BYMONTH=4,5,6;BYDAY=MO"},
		{schedule.Schedule{Frequency: schedule.Quarterly, Interval: 8, From: date("2026-01-01"), On: on(schedule.Day{Kind: schedule.AnyDay, N: 15})},
			"DTSTART;VALUE=DATE:20260115\nRRULE:FREQ=YEARLY;INTERVAL=2;BYMONTH=1;BYMONTHDAY=15"},
		{schedule.Schedule{Frequency: schedule.Quarterly, Interval: 12, From: date("2026-05-01"), On: on(schedule.Day{Kind: schedule.AnyDay, N: -1})},
			"DTSTART;VALUE=DATE:20260630\nRRULE:FREQ=YEARLY;INTERVAL=3;BYMONTH=6;BYMONTHDAY=-1"},
		{schedule.Schedule{Frequency: schedule.Quarterly, Interval: 5, From: date("2026-01-01"), On: on(schedule.Day{Kind: schedule.AnyDay, N: 15})},
			"DTSTART;VALUE=DATE:20260115\nRRULE:FREQ=MONTHLY;INTERVAL=15;BYMONTHDAY=15"},
		{schedule.Schedule{Frequency: schedule.Quarterly, On: on(schedule.Day{Kind: schedule.Thursday})}, "RRULE:FREQ=MONTHLY;BYDAY=TH"},
		{schedule.Schedule{Frequency: schedule.Quarterly, Interval: 4, On: on(schedule.Day{Kind: schedule.Thursday})}, "RRULE:FREQ=MONTHLY;BYMONTH=1,2,3;BYDAY=TH"},
		{schedule.Schedule{Frequency: schedule.Monthly, On: on(schedule.Day{Kind: schedule.AnyDay, N: -1, Offset: days(-3)})}, "RRULE:FREQ=MONTHLY;BYMONTHDAY=-4"},
		{schedule.Schedule{Frequency: schedule.Monthly, On: on(schedule.Day{Kind: schedule.AnyDay, N: 1, Offset: days(-1)})}, "RRULE:FREQ=MONTHLY;BYMONTHDAY=-1"},
		{schedule.Schedule{Frequency: schedule.Weekly, On: on(schedule.Day{Kind: schedule.Saturday, Offset: days(3)})}, "RRULE:FREQ=WEEKLY;BYDAY=TU"},
		{schedule.Schedule{Frequency: schedule.Monthly, On: on(schedule.Day{Kind: schedule.Monday, N: 1, Offset: days(2)})},
			"RRULE:FREQ=MONTHLY;BYMONTHDAY=3,4,5,6,7,8,9;BYDAY=WE"},
		{schedule.Schedule{Frequency: schedule.Once, At: schedule.MustParseClock("22:00"), Rows: []schedule.Row{{Date: date("2026-10-05")}, {Date: date("2026-10-19")}}},
			"DTSTART:20261005T220000\nRDATE:20261019T220000"},
		{schedule.Schedule{Frequency: schedule.Monthly, From: from, Count: 2, OnlyIn: schedule.MonthsOf(2, 3), On: on(schedule.Day{Kind: schedule.AnyDay, N: 1})},
			"DTSTART;VALUE=DATE:20260201\nRRULE:FREQ=MONTHLY;BYMONTH=2,3;BYMONTHDAY=1;UNTIL=20260301"},
		{schedule.Schedule{Frequency: schedule.Once, Rows: []schedule.Row{{Date: date("2026-10-19")}, {Date: date("2026-10-05")}}},
			"DTSTART;VALUE=DATE:20261005\nRDATE;VALUE=DATE:20261019"},
		{schedule.Schedule{Frequency: schedule.Recurrence, From: from, RRule: "freq=yearly;byweekno=1"}, "DTSTART;VALUE=DATE:20260105\nRRULE:FREQ=YEARLY;BYWEEKNO=1"},
	}
	for _, tt := range append(tests, datedRules()...) {
		got, err := rrule.Format(tt.s)
		if err != nil || got != tt.want {
			t.Errorf("%s\n%s, %v\nwant %s", tt.s, got, err, tt.want)
		}
	}
}

func TestFormatNamesThePartThatStandsInTheWay(t *testing.T) {
	from, first := date("2026-01-05"), on(schedule.Day{Kind: schedule.AnyDay, N: 1})
	tests := []struct {
		s          schedule.Schedule
		code, part string
	}{
		{schedule.Schedule{}, schedule.CodeNoFrequency, "Frequency"},
		{schedule.Schedule{Frequency: schedule.Manual}, rrule.CodeInexpressible, "Frequency"},
		{schedule.Schedule{Frequency: schedule.OnLineSchedule}, rrule.CodeInexpressible, "Frequency"},
		{schedule.Schedule{Frequency: schedule.Monthly, On: on(schedule.Day{Kind: schedule.BusinessDay, N: 1})}, rrule.CodeInexpressible, "On"},
		{schedule.Schedule{Frequency: schedule.Monthly, On: on(schedule.Day{Kind: schedule.AnyDay, N: 1, Offset: schedule.Offset{N: 1, Unit: schedule.BusinessDays}})},
			rrule.CodeInexpressible, "On"},
		{schedule.Schedule{Frequency: schedule.Yearly, On: on(schedule.Day{Kind: schedule.AnyDay, N: 1, Offset: days(500)})}, rrule.CodeInexpressible, "On"},
		{schedule.Schedule{Frequency: schedule.Monthly, On: first, Adjust: schedule.Following, AdjustTo: schedule.Weekday}, rrule.CodeInexpressible, "Adjust"},
		{schedule.Schedule{Frequency: schedule.Monthly, On: first, ExceptHolidays: true}, rrule.CodeInexpressible, "ExceptHolidays"},
		{schedule.Schedule{Frequency: schedule.Once, Rows: []schedule.Row{{Date: date("2026-01-02"), Through: date("2026-01-01")}}}, rrule.CodeInexpressible, "Rows"},
		{schedule.Schedule{Frequency: schedule.Daily, Except: []schedule.Period{{First: date("2000-01-01"), Last: date("2029-01-01")}}}, rrule.CodeInexpressible, "Except"},
		{schedule.Schedule{Frequency: schedule.Daily, From: from, At: schedule.MustParseClock("22:00"), Zone: "Mars/Olympus"}, schedule.CodeUnknownZone, "Zone"},
		{schedule.Schedule{Frequency: schedule.Daily, At: schedule.MustParseClock("22:00")}, rrule.CodeInexpressible, "At"},
		{schedule.Schedule{Frequency: schedule.Quarterly, Interval: 3, From: date("2026-01-01"), On: on(schedule.Day{Kind: schedule.Thursday})},
			rrule.CodeInexpressible, "Interval"},
		{schedule.Schedule{Frequency: schedule.Recurrence, From: from, RRule: "FREQ=WEEKLY;BYMONTH=1,6;BYDAY=MO,FR;BYSETPOS=1", ExceptIn: schedule.MonthsOf(6)},
			rrule.CodeInexpressible, "OnlyIn"},
		{schedule.Schedule{Frequency: schedule.Yearly, Interval: 2, From: from, On: on(schedule.Day{Kind: schedule.AnyDay, N: 1, Offset: days(-2)}, schedule.Day{Kind: schedule.AnyDay, N: 1})},
			rrule.CodeInexpressible, "Interval"},
		{schedule.Schedule{Frequency: schedule.Weekly, Interval: 3, From: from, On: on(schedule.Day{Kind: schedule.Monday}, schedule.Day{Kind: schedule.Monday, Offset: days(10)})},
			rrule.CodeInexpressible, "Interval"},
	}
	for _, tt := range tests {
		got, err := rrule.Format(tt.s)
		var fault *schedule.Error
		if !errors.As(err, &fault) || fault.Code != tt.code || fault.Part != tt.part || got != "" {
			t.Errorf("%s: %q, %v; want %s at %s", tt.s, got, err, tt.code, tt.part)
		}
	}
}

// Turning a rule into words must not change a date, wherever DTSTART lies.
func TestWordsMeanWhatTheRuleMeans(t *testing.T) {
	inWords := 0
	rapid.Check(t, func(t *rapid.T) {
		start := drawDate(t, "start")
		parts := []string{"FREQ=" + rapid.SampledFrom([]string{"DAILY", "WEEKLY", "MONTHLY", "YEARLY"}).Draw(t, "freq")}
		for _, p := range []struct{ name, values string }{
			{"INTERVAL", "1 2 3 5"}, {"COUNT", "1 5 20"}, {"WKST", "MO SU"}, {"BYMONTH", "1 2 2,11 1,4,7,10"}, {"BYMONTHDAY", "1 31 -1 31,-1 1,15,29"},
			{"BYDAY", "MO SU,WE MO,TU,WE,TH,FR 1MO -1FR 1SU,-1SU"}, {"BYSETPOS", "1 -1 3"},
		} {
			if rapid.IntRange(0, 2).Draw(t, "with "+p.name) == 0 {
				parts = append(parts, p.name+"="+rapid.SampledFrom(strings.Fields(p.values)).Draw(t, p.name))
			}
		}
		rule := schedule.Schedule{Frequency: schedule.Recurrence, RRule: strings.Join(parts, ";"), From: start}
		got, err := rrule.Parse(rule.RRule, start)
		if err != nil {
			if rule.Validate() == nil {
				t.Fatalf("%s: %v", rule, err)
			}
			return
		}
		if want := dates(t, rule); !slices.Equal(want, dates(t, got)) {
			t.Fatalf("%s\n%s\nwant %v\ngot  %v", rule, got, want, dates(t, got))
		}
		if got.Frequency != schedule.Recurrence {
			inWords++
		}
	})
	if inWords < 10 {
		t.Errorf("only %d rules became words", inWords)
	}
}

func FuzzParse(f *testing.F) {
	for _, text := range []string{"FREQ=DAILY", "DTSTART;TZID=Europe/Stockholm:20260105T220000\nRRULE:FREQ=MONTHLY;BYMONTHDAY=31,-1;BYSETPOS=1;COUNT=5\nEXDATE:20260131T220000",
		"FREQ=YEARLY;BYWEEKNO=-1;WKST=SU;BYDAY=SU", "FREQ=YEARLY;BYYEARDAY=366;SKIP=FORWARD", "RDATE:20260101", "FREQ=WEEKLY;INTERVAL=9999;BYSETPOS=-7,7"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		s, err := rrule.Parse(text, date("2026-01-05"))
		if err != nil {
			return
		}
		table, err := s.Compile(nil)
		if err != nil {
			t.Fatalf("%q: %v", text, err)
		}
		o, ok := table.Next(schedule.Date{})
		if !ok {
			t.Fatalf("%q: no date", text)
		}
		if o, ok := table.Prev(o.Date); ok {
			t.Fatalf("%q: %s before the first", text, o.Date)
		}
		written, err := rrule.Format(s)
		if err != nil {
			return
		}
		back, err := rrule.Parse(written, schedule.Date{})
		if err != nil {
			t.Fatalf("%q\n%s\n%v", text, written, err)
		}
		again, err := back.Compile(nil)
		if err != nil {
			t.Fatalf("%q\n%s\n%v", text, written, err)
		}
		for after, i := (schedule.Date{}), 0; ok && i < 50; i++ {
			want, more := table.Next(after)
			if got, found := again.Next(after); got.Date != want.Date || found != more {
				t.Fatalf("%q\n%s\nafter %s comes %s, not %s", text, written, after, got.Date, want.Date)
			}
			after, ok = want.Date, more
		}
	})
}

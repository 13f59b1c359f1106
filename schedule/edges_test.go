package schedule_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	. "github.com/proforma-go/proforma/schedule"
)

// openUntil has every day through the last one as a business day.
type openUntil struct{ last Date }

func (c openUntil) IsBusinessDay(d Date) bool { return !d.After(c.last) }

func TestACalendarMayBeginWithTheFirstDayThereIs(t *testing.T) {
	table := mustCompile(t, Schedule{Frequency: Daily, On: day(BusinessDay, 0)}, Calendars{"": openUntil{date("2100-03-05")}})
	for after, want := range map[string]string{"0001-01-01": "0001-01-02", "2026-05-30": "2026-05-31", "2100-03-04": "2100-03-05", "2100-03-05": ""} {
		if o, _ := table.Next(date(after)); o.Date.String() != want {
			t.Errorf("after %s comes %s, want %s", after, o.Date, want)
		}
	}
	if o, _ := table.Next(Date{}); o.Date != date("0001-01-01") {
		t.Errorf("the first day is %s", o.Date)
	}
	if o, ok := table.Prev(date("0001-01-01")); ok {
		t.Errorf("before the first day comes %s", o.Date)
	}
}

func TestNothingComesBeforeTheFirstDayOrAfterTheLast(t *testing.T) {
	for _, s := range []Schedule{
		{Frequency: Daily}, {Frequency: Daily, On: day(Weekday, 0)}, {Frequency: Daily, AdjustTo: Weekday, Adjust: Following}, {Frequency: Daily, AdjustTo: Weekday, Adjust: Preceding},
		{Frequency: Weekly, On: day(Monday, 0)}, {Frequency: Weekly, On: day(Friday, 0)}, {Frequency: Monthly, On: day(AnyDay, 1)}, {Frequency: Monthly, On: day(Weekday, -1)},
		{Frequency: Monthly, On: []Day{{Kind: AnyDay, N: 1, Offset: Offset{-1, Weekdays}}}}, {Frequency: Monthly, On: []Day{{Kind: AnyDay, N: -1, Offset: Offset{1, Weekdays}}}},
		{Frequency: Recurrence, RRule: "FREQ=DAILY", From: date("0001-01-01")}, {Frequency: Once, Rows: []Row{{Date: date("0001-01-01")}, {Date: date("9999-12-31")}}},
	} {
		table := mustCompile(t, s, nil)
		if o, ok := table.Prev(date("0001-01-01")); ok {
			t.Errorf("%s: %s comes before the first day", s, o.Date)
		}
		if o, ok := table.Next(date("9999-12-31")); ok {
			t.Errorf("%s: %s comes after the last day", s, o.Date)
		}
		first, ok := table.Next(Date{})
		if before, has := table.Prev(first.Date); !ok || has {
			t.Errorf("%s: %s comes before the first one", s, before.Date)
		}
	}
}

// TestTheFirstPeriodIsThatOfTheFirstDate, be that the first day of all, or the only one of several days of a month that still comes.
func TestTheFirstPeriodIsThatOfTheFirstDate(t *testing.T) {
	for _, tt := range []struct {
		s    Schedule
		want string
	}{
		{Schedule{Frequency: Monthly, Interval: 5, From: date("0001-01-01"), On: day(AnyDay, 1)}, "0001-01-01 0001-06-01 0001-11-01 0002-04-01"},
		{Schedule{Frequency: Yearly, Interval: 3, From: date("0001-01-01"), On: day(AnyDay, 1)}, "0001-01-01 0004-01-01"},
		{Schedule{Frequency: Monthly, Interval: 2, From: date("9999-12-20"), On: []Day{{Kind: AnyDay, N: 10}, {Kind: AnyDay, N: 25}}}, "9999-12-25"},
		{Schedule{Frequency: Monthly, Interval: 2, From: date("9999-12-20"), On: []Day{{Kind: AnyDay, N: -1}, {Kind: Monday, N: 1}}}, "9999-12-31"},
		{Schedule{Frequency: Monthly, Interval: 4, On: day(AnyDay, 1), Until: date("0002-01-31")}, "0001-01-01 0001-05-01 0001-09-01 0002-01-01"},
		{Schedule{Frequency: Quarterly, Interval: 4, On: day(AnyDay, 1), Until: date("0003-01-31")}, "0001-01-01 0002-01-01 0003-01-01"},
	} {
		var got []string
		for o := range mustCompile(t, tt.s, nil).Between(Date{}, Date{}) {
			if got = append(got, o.Date.String()); len(got) == strings.Count(tt.want, " ")+1 {
				break
			}
		}
		if s := strings.Join(got, " "); s != tt.want {
			t.Errorf("%s: got %s, want %s", tt.s, s, tt.want)
		}
	}
}

// TestOpenEndsOfPeriodsReachToTheEndsOfTheRange, also where a schedule that has them is refused.
func TestOpenEndsOfPeriodsReachToTheEndsOfTheRange(t *testing.T) {
	except := func(periods ...Period) Schedule { return Schedule{Frequency: Daily, Except: periods} }
	for _, tt := range []struct{ open, closed Period }{
		{Period{First: date("2026-03-03")}, Period{date("2026-03-03"), date("9999-12-31")}},
		{Period{Last: date("2026-03-03")}, Period{date("0001-01-01"), date("2026-03-03")}},
	} {
		if s := except(tt.open); !s.Equal(except(tt.closed)) || s.Equal(except()) {
			t.Errorf("%s is not %s", s, except(tt.closed))
		}
	}
}

func TestAScheduleAdmitsItsBoundsAndNothingBeyond(t *testing.T) {
	s := Schedule{Frequency: Daily, From: date("2026-03-01"), Until: date("2026-03-05"), Except: []Period{{date("2026-03-02"), date("2026-03-03")}, {date("2026-03-04"), date("2026-03-04")}}}
	table := mustCompile(t, s, nil)
	for d := date("2026-02-27"); !d.After(date("2026-03-07")); d = d.AddDays(1) {
		if want := d == s.From || d == s.Until; table.Admits(d) != want {
			t.Errorf("%s is admitted: %v", d, !want)
		}
	}
}

// TestWhatComesOnceInMoreThanFourCenturiesIsFound: every 10,000 days the month moves, and comes to June after 17 steps.
func TestWhatComesOnceInMoreThanFourCenturiesIsFound(t *testing.T) {
	table := mustCompile(t, Schedule{Frequency: Daily, Interval: 10_000, From: date("2000-01-01"), OnlyIn: MonthsOf(6)}, nil)
	if o, _ := table.Next(Date{}); o.Date.String() != "2465-06-11" {
		t.Errorf("the first one is %s", o.Date)
	}
	if o, _ := table.Prev(date("2465-06-12")); o.Date.String() != "2465-06-11" {
		t.Errorf("before the day after it comes %s", o.Date)
	}
}

// TestARunSaysTheLastDateThatMovedOntoIt, whether the search comes to it from before or from after.
func TestARunSaysTheLastDateThatMovedOntoIt(t *testing.T) {
	daily := Schedule{Frequency: Daily, AdjustTo: Weekday}
	for adjust, want := range map[Adjustment]string{
		Preceding: "2026-10-02>2026-10-04 2026-10-05>2026-10-05", Following: "2026-10-02>2026-10-02 2026-10-05>2026-10-05", Nearest: "2026-10-02>2026-10-03 2026-10-05>2026-10-05",
	} {
		daily.Adjust = adjust
		table := mustCompile(t, daily, nil)
		var forward, back []string
		for at, i := date("2026-10-01"), 0; i < 2; i++ {
			o, _ := table.Next(at)
			forward, at = append(forward, o.Date.String()+">"+o.Nominal.String()), o.Date
		}
		for at, i := date("2026-10-06"), 0; i < 2; i++ {
			o, _ := table.Prev(at)
			back, at = append(back, o.Date.String()+">"+o.Nominal.String()), o.Date
		}
		if slices.Reverse(back); strings.Join(forward, " ") != want || !slices.Equal(forward, back) {
			t.Errorf("%v: forward %v, back %v, want %s", adjust, forward, back, want)
		}
	}
}

// TestATimeThatComesTwiceIsNotOverAfterTheFirst: at 02:40 before clocks go back the later 02:30 is still to come, and at 03:00 it is over.
func TestATimeThatComesTwiceIsNotOverAfterTheFirst(t *testing.T) {
	loc, err := time.LoadLocation("Europe/Stockholm")
	if err != nil {
		t.Fatal(err)
	}
	table := mustCompile(t, Schedule{Frequency: Daily}, nil)
	for _, tt := range []struct {
		overlap     Overlap
		after, want string
	}{
		{OverlapLater, "2026-10-25T00:40:00Z", "2026-10-25T01:30:00Z"},
		{OverlapLater, "2026-10-25T01:29:59Z", "2026-10-25T01:30:00Z"},
		{OverlapLater, "2026-10-25T01:30:00Z", "2026-10-26T01:30:00Z"},
		{OverlapEarlier, "2026-10-25T00:29:59Z", "2026-10-25T00:30:00Z"},
		{OverlapEarlier, "2026-10-25T00:30:00Z", "2026-10-26T01:30:00Z"},
		{OverlapEarlier, "2026-10-25T01:29:59Z", "2026-10-26T01:30:00Z"},
	} {
		after, err := time.Parse(time.RFC3339, tt.after)
		if err != nil {
			t.Fatal(err)
		}
		x := table.Times(MustParseClock("02:30"), loc).With(Policy{Overlap: tt.overlap})
		if got := x.Next(after).UTC().Format(time.RFC3339); got != tt.want {
			t.Errorf("policy %d: after %s comes %s, want %s", tt.overlap, tt.after, got, tt.want)
		}
	}
}

// TestOnlyPlainDaysOfTheWeekAreSetOffByCommas: after other words a comma could begin a clause.
func TestOnlyPlainDaysOfTheWeekAreSetOffByCommas(t *testing.T) {
	for _, tt := range []struct {
		on   []Day
		want string
	}{
		{[]Day{{Kind: Monday}, {Kind: Tuesday}, {Kind: Friday}}, "monthly on Monday, Tuesday and Friday"},
		{[]Day{{Kind: Monday, N: 1}, {Kind: Tuesday, N: 1}, {Kind: Friday, N: 1}}, "monthly on first Monday and first Tuesday and first Friday"},
		{[]Day{{Kind: Monday, Offset: Offset{1, Days}}, {Kind: Tuesday}, {Kind: Friday}}, "monthly on 1 day after Monday and Tuesday and Friday"},
		{[]Day{{Kind: Weekday}, {Kind: Saturday, N: 1}, {Kind: Sunday, N: 1}}, "monthly on weekdays and first Saturday and first Sunday"},
	} {
		if got := (Schedule{Frequency: Monthly, On: tt.on}).String(); got != tt.want {
			t.Errorf("got %s, want %s", got, tt.want)
		}
	}
}

// TestADayOfAQuarterIsOneOfItsFirstMonthAsFarAsThatGoes: the first and the last month have at least 30 days.
func TestADayOfAQuarterIsOneOfItsFirstMonthAsFarAsThatGoes(t *testing.T) {
	for _, tt := range []struct {
		a, b  Day
		equal bool
	}{
		{Day{Kind: AnyDay, N: 1}, Day{Kind: AnyDay, N: 1, Month: 1}, true},
		{Day{Kind: AnyDay, N: 2}, Day{Kind: AnyDay, N: 2, Month: 1}, true},
		{Day{Kind: AnyDay, N: 30}, Day{Kind: AnyDay, N: 30, Month: 1}, true},
		{Day{Kind: AnyDay, N: 31}, Day{Kind: AnyDay, N: 31, Month: 1}, false},
		{Day{Kind: AnyDay, N: -1}, Day{Kind: AnyDay, N: -1, Month: 3}, true},
		{Day{Kind: AnyDay, N: -30}, Day{Kind: AnyDay, N: -30, Month: 3}, true},
		{Day{Kind: AnyDay, N: -31}, Day{Kind: AnyDay, N: -31, Month: 3}, false},
		{Day{Kind: AnyDay, N: -1}, Day{Kind: AnyDay, N: -1, Month: 2}, false},
		{Day{Kind: Monday, N: 1}, Day{Kind: Monday, N: 1, Month: 1}, false},
	} {
		a, b := Schedule{Frequency: Quarterly, On: []Day{tt.a}}, Schedule{Frequency: Quarterly, On: []Day{tt.b}}
		if a.Equal(b) != tt.equal {
			t.Errorf("%s and %s: equal is %v", a, b, !tt.equal)
		}
	}
}

func TestAnOffsetIsCountedInDaysOfSomeKind(t *testing.T) {
	for unit, ok := range map[Unit]bool{Days - 1: false, Days: true, Weekdays: true, BusinessDays: true, BusinessDays + 1: false} {
		s := Schedule{Frequency: Monthly, On: []Day{{Kind: AnyDay, N: 1, Offset: Offset{1, unit}}}}
		if err := s.Validate(); (err == nil) != ok {
			t.Errorf("unit %d: %v", unit, err)
		}
	}
}

package schedule_test

import (
	"errors"
	"testing"
	"time"

	. "github.com/proforma-go/proforma/schedule"
)

func of(k DayKind, n, rel int, u Unit) Anchor {
	return Anchor{Base: InPeriod, Kind: k, N: n, Rel: rel, Period: u}
}

func (a anchorCase) check(t *testing.T, d Dates) {
	t.Helper()
	o := Occurrence{Date: date(a.run), Nominal: date(a.planned)}
	got, err := a.a.Resolve(o, d)
	if err != nil || got.String() != a.want {
		t.Errorf("%s, planned %s, run %s: %s, %v; want %s (%s)", a.a, a.planned, a.run, got, err, a.want, a.reason)
	}
	if a.a.String() != a.text {
		t.Errorf("%q, want %q", a.a, a.text)
	}
	if err := a.a.Validate(); err != nil {
		t.Errorf("%s: %v", a.text, err)
	}
}

type anchorCase struct {
	a                  Anchor
	text               string
	planned, run, want string
	reason             string
}

func TestAnchorsResolve(t *testing.T) {
	before := func(a Anchor, n int, u Unit) Anchor {
		a.Offset = Offset{-n, u}
		return a
	}
	for _, tt := range []anchorCase{
		{Anchor{Base: RunDate}, "run date", "2026-01-31", "2026-02-02", "2026-02-02", "after the move"},
		{Anchor{Base: PlannedDate}, "planned date", "2026-01-31", "2026-02-02", "2026-01-31", "before it"},
		{before(Anchor{Base: RunDate}, 1, Days), "1 day before run date", "2026-01-31", "2026-02-02", "2026-02-01", ""},
		{of(AnyDay, -1, 0, Months), "last day of current month", "2026-01-31", "2026-02-02", "2026-01-31", "January is billed, not February"},
		{of(AnyDay, -1, -1, Months), "last day of previous month", "2026-03-31", "2026-03-31", "2026-02-28", "golang/go#31145, xdmod#562"},
		{of(AnyDay, 1, 1, Months), "first day of next month", "2026-12-31", "2026-12-31", "2027-01-01", ""},
		{of(AnyDay, 15, 1, Months), "day 15 of next month", "2026-01-31", "2026-01-31", "2026-02-15", "rounded first, then moved"},
		{of(AnyDay, 31, 1, Months), "day 31 of next month", "2026-01-31", "2026-01-31", "2026-02-28", "clamped"},
		{of(AnyDay, -31, 1, Months), "31st last day of next month", "2026-01-31", "2026-01-31", "2026-02-01", "clamped"},
		{of(AnyDay, -1, -1, Quarters), "last day of previous quarter", "2026-02-10", "2026-02-10", "2025-12-31", "nova-issues#1786"},
		{of(AnyDay, 1, -1, Quarters), "first day of previous quarter", "2026-12-31", "2026-12-31", "2026-07-01", "SuiteCRM#5967"},
		{of(BusinessDay, 1, 0, Quarters), "first business day of current quarter", "2026-02-10", "2026-02-10", "2026-01-02", "New Year is closed"},
		{of(BusinessDay, 3, 1, Months), "third business day of next month", "2026-03-10", "2026-03-10", "2026-04-07", "Easter"},
		{of(Friday, -1, 0, Years), "last Friday of current year", "2026-02-10", "2026-02-10", "2026-12-25", ""},
		{of(AnyDay, 1, 0, Weeks), "first day of current week", "2026-01-01", "2026-01-01", "2025-12-29", "a week may begin in another year"},
		{of(Friday, 1, -1, Weeks), "first Friday of previous week", "2026-10-05", "2026-10-05", "2026-10-02", ""},
		{of(AnyDay, -1, 1, Years), "last day of next year", "2026-10-05", "2026-10-05", "2027-12-31", ""},
		{Anchor{Base: FixedDate, Date: date("2026-10-05")}, "2026-10-05", "2026-01-01", "2026-01-01", "2026-10-05", ""},
		{before(of(AnyDay, -1, -1, Months), 3, BusinessDays), "3 business days before last day of previous month", "2027-01-10", "2027-01-10", "2026-12-28",
			"24, 25 and 31 December are closed"},
		{Anchor{Base: RunDate, Offset: Offset{1, BusinessDays}}, "1 business day after run date", "2026-04-03", "2026-04-03", "2026-04-07",
			"counted from a holiday"},
		{Anchor{Base: RunDate, Offset: Offset{-1, Weekdays}}, "1 weekday before run date", "2026-10-04", "2026-10-04", "2026-10-02", "counted from a Sunday"},
		{Anchor{Base: RunDate, Offset: Offset{2, Weeks}}, "2 weeks after run date", "2026-10-04", "2026-10-04", "2026-10-18", ""},
		{Anchor{Base: RunDate, Offset: Offset{1, Months}}, "1 month after run date", "2026-01-31", "2026-01-31", "2026-02-28", "go-datemath answers 1 March"},
		{Anchor{Base: RunDate, Offset: Offset{-1, Quarters}}, "1 quarter before run date", "2026-05-31", "2026-05-31", "2026-02-28", ""},
		{Anchor{Base: RunDate, Offset: Offset{-1, Years}}, "1 year before run date", "2024-02-29", "2024-02-29", "2023-02-28", ""},
	} {
		tt.check(t, Dates{Calendar: weekdaysWithHolidays(t)[""]})
	}
}

func TestWeekAndFiscalYearBeginWhereDatesSaySo(t *testing.T) {
	april := Dates{WeekStart: Sunday, FiscalYearStart: time.April}
	for _, tt := range []anchorCase{
		{of(AnyDay, 1, 0, Weeks), "first day of current week", "2026-10-10", "2026-10-10", "2026-10-04", "a Saturday ends the week"},
		{of(AnyDay, -1, 0, Weeks), "last day of current week", "2026-10-04", "2026-10-04", "2026-10-10", "a Sunday begins it"},
		{of(AnyDay, 1, 0, Years), "first day of current year", "2026-03-31", "2026-03-31", "2025-04-01", ""},
		{of(AnyDay, -1, 0, Years), "last day of current year", "2026-04-01", "2026-04-01", "2027-03-31", ""},
		{of(AnyDay, 1, -1, Quarters), "first day of previous quarter", "2026-04-01", "2026-04-01", "2026-01-01", ""},
	} {
		tt.check(t, april)
	}
	if got := (Dates{FiscalYearStart: time.February}).Bounds(date("2026-01-15"), Quarters, 0); got.String() != "2025-11-01/2026-01-31" {
		t.Errorf("a quarter of a year from February: %s", got)
	}
}

func TestPeriodsTileWithoutGapOrOverlap(t *testing.T) {
	for _, u := range []Unit{Weeks, Months, Quarters, Years} {
		for fiscal := time.January; fiscal <= time.December; fiscal++ {
			d := Dates{WeekStart: Monday + DayKind(fiscal%7), FiscalYearStart: fiscal}
			for day := date("2023-01-01"); day.Before(date("2025-01-01")); day = day.AddDays(1) {
				now, next, prev := d.Bounds(day, u, 0), d.Bounds(day, u, 1), d.Bounds(day, u, -1)
				if !now.Contains(day) || now.Last.AddDays(1) != next.First || prev.Last.AddDays(1) != now.First {
					t.Fatalf("%s of %s: %s, %s, %s", u, day, prev, now, next)
				}
			}
		}
	}
}

func TestAnAnchorOfAnUnmovedRunStartsFromItsDate(t *testing.T) {
	got, err := of(AnyDay, 1, 0, Months).Resolve(Occurrence{Date: date("2026-10-05")}, Dates{})
	if err != nil || got != date("2026-10-01") {
		t.Errorf("%s, %v", got, err)
	}
}

func TestAnchorsThatCannotBeResolvedSayWhy(t *testing.T) {
	with := func(a Anchor, o Offset) Anchor {
		a.Offset = o
		return a
	}
	for _, tt := range []struct {
		a       Anchor
		planned Date
		code    string
	}{
		{Anchor{}, date("2026-01-01"), CodeBase},
		{Anchor{Base: FixedDate}, date("2026-01-01"), CodeAnchorDate},
		{of(AnyDay, 1, 0, Days), date("2026-01-01"), CodePeriod},
		{of(AnyDay, 1, 2, Months), date("2026-01-01"), CodeRelative},
		{of(0, 1, 0, Months), date("2026-01-01"), CodeDayKind},
		{of(AnyDay, 0, 0, Months), date("2026-01-01"), CodeDayRange},
		{of(AnyDay, 32, 0, Months), date("2026-01-01"), CodeDayRange},
		{of(Monday, 2, 0, Weeks), date("2026-01-01"), CodeDayRange},
		{with(Anchor{Base: RunDate}, Offset{N: 1}), date("2026-01-01"), CodeOffsetUnit},
		{with(Anchor{Base: RunDate}, Offset{5000, Days}), date("2026-01-01"), CodeOffsetRange},
		{of(BusinessDay, 1, 0, Months), date("2026-01-01"), CodeCalendarMissing},
		{with(Anchor{Base: RunDate}, Offset{1, BusinessDays}), date("2026-01-01"), CodeCalendarMissing},
		{of(Monday, 5, 0, Months), date("2026-02-01"), CodeNoSuchDay},
		{of(AnyDay, 1, 0, Months), Date{}, CodeOutOfRange},
		{Anchor{Base: RunDate}, Date{}, CodeOutOfRange},
		{of(AnyDay, 1, 1, Months), date("9999-12-01"), CodeOutOfRange},
		{with(Anchor{Base: RunDate}, Offset{1, Weekdays}), date("9999-12-31"), CodeOutOfRange},
	} {
		got, err := tt.a.Resolve(Occurrence{Date: tt.planned, Nominal: tt.planned}, Dates{})
		var fault *Error
		if !errors.As(err, &fault) || fault.Code != tt.code || !got.IsZero() {
			t.Errorf("%+v from %s: %s, %v; want %s", tt.a, tt.planned, got, err, tt.code)
		}
	}
}

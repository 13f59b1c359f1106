package schedule_test

import (
	"testing"
	"time"

	. "github.com/proforma-go/proforma/schedule"
)

func panics(f func()) (did bool) {
	defer func() { did = recover() != nil }()
	f()
	return false
}

func TestMustParsePanicsOnWhatParseRefuses(t *testing.T) {
	if !panics(func() { MustParseDate("2026-02-30") }) || !panics(func() { MustParseClock("24:00") }) {
		t.Error("it does not")
	}
}

func TestZeroValuesAreAbsent(t *testing.T) {
	if !(Anchor{}).IsZero() || (Anchor{Base: RunDate}).IsZero() || (Anchor{}).String() != "" {
		t.Error("Anchor")
	}
	if !(Schedule{}).IsZero() || (Schedule{Frequency: Manual}).IsZero() {
		t.Error("Schedule")
	}
	if (Date{}).Weekday() != time.Sunday || !(Date{}).Equal(Date{}) || (Date{}).Equal(date("2026-01-01")) {
		t.Error("Date")
	}
	var c *DayCalendar
	if !c.IsBusinessDay(date("2026-10-04")) || c.Known() != (Period{}) || c.Mask(2026, time.February) != 1<<28-1 {
		t.Error("DayCalendar")
	}
	for _, s := range []string{Frequency(0).String(), Frequency(99).String(), DayKind(99).String(), Unit(99).String(), Adjustment(99).String(), Base(99).String(),
		NoAdjustment.String()} {
		if s != "" {
			t.Errorf("a value without a name prints as %q", s)
		}
	}
	if AddBusinessDays(Date{}, 1, nil) != (Date{}) || AddBusinessDays(date("2026-10-03"), 0, nil) != date("2026-10-03") {
		t.Error("AddBusinessDays")
	}
	if AddBusinessDays(date("2026-10-03"), 1<<30, nil) != (Date{}) || BusinessDaysIn(Period{}, nil) != 0 {
		t.Error("business days without end")
	}
}

func TestMonthSetsHoldMonthsOnly(t *testing.T) {
	s := MonthsOf(time.January, time.December, 0, 13, -1)
	for m := time.Month(-1); m <= 14; m++ {
		if got, want := s.Has(m), m == time.January || m == time.December; got != want {
			t.Errorf("has %d: %t", m, got)
		}
	}
}

func TestBoundsOfWhatIsNoPeriod(t *testing.T) {
	for _, p := range []Period{Dates{}.Bounds(Date{}, Months, 0), Dates{}.Bounds(date("2026-01-01"), Days, 0), Dates{}.Bounds(date("2026-01-01"), Months, 1<<30),
		Dates{}.Bounds(date("9999-12-31"), Weeks, 0), Dates{}.Bounds(date("0001-01-01"), Years, -1), Dates{FiscalYearStart: time.April}.Bounds(date("0001-01-01"), Years, 0)} {
		if !p.IsZero() {
			t.Errorf("%s", p)
		}
	}
}

func TestANameOfAZoneIsOneWord(t *testing.T) {
	for zone, ok := range map[string]bool{"Europe/Stockholm": true, "UTC": true, "Etc/GMT+1": true, "America/Argentina/Buenos_Aires": true,
		"Europe Stockholm": false, "Europe/": false, "../etc/passwd": false, "Zürich": false} {
		err := Schedule{Frequency: Daily, At: MustParseClock("22:00"), Zone: zone}.Validate()
		if (err == nil) != ok {
			t.Errorf("%q: %v", zone, err)
		}
	}
}

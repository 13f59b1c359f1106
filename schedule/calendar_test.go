package schedule_test

import (
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	. "github.com/proforma-go/proforma/schedule"
)

func TestNewCalendarRefuses(t *testing.T) {
	for _, tt := range []struct {
		data CalendarData
		want string
	}{
		{CalendarData{Weekend: []time.Weekday{0, 1, 2, 3, 4, 5, 6}}, "calendar: the weekend is the whole week"},
		{CalendarData{Weekend: []time.Weekday{7}}, "calendar: there is no day of the week 7"},
		{CalendarData{Holidays: []Date{{}}}, "calendar: a listed day has no date"},
		{CalendarData{Holidays: []Date{date("2026-01-01")}, Known: Period{date("2027-01-01"), date("2027-12-31")}},
			"calendar: 2026-01-01 lies outside 2027-01-01/2027-12-31, for which the calendar is known"},
	} {
		if c, err := NewCalendar(tt.data); err == nil || err.Error() != tt.want || c != nil {
			t.Errorf("%+v: %v", tt.data, err)
		}
	}
}

func TestACalendarKnowsHowFarItsDataGo(t *testing.T) {
	listed, err := NewCalendar(CalendarData{Holidays: []Date{date("2026-12-25"), date("2025-05-01")}})
	if err != nil || listed.Known().String() != "2025-01-01/2026-12-31" {
		t.Errorf("%s, %v", listed.Known(), err)
	}
	stated := Period{date("2020-01-01"), date("2030-06-30")}
	if c, err := NewCalendar(CalendarData{Known: stated, Holidays: []Date{date("2026-12-25")}}); err != nil || c.Known() != stated {
		t.Errorf("%s, %v", c.Known(), err)
	}
	both := AllOpen(listed, Weekend(time.Friday), CalendarFunc(func(Date) bool { return true }))
	if got := both.(Knower).Known(); got != listed.Known() {
		t.Errorf("two together: %s", got)
	}
	if _, ok := both.(Masker); ok {
		t.Error("a function has no masks")
	}
}

func TestWorkingDaysOpenWeekends(t *testing.T) {
	china, err := NewCalendar(CalendarData{Holidays: []Date{date("2026-10-01"), date("2026-10-02")}, Working: []Date{date("2026-10-10"), date("2026-10-11")}})
	if err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]bool{"2026-10-01": false, "2026-10-10": true, "2026-10-11": true, "2026-10-17": false, "2030-10-12": false} {
		if got := china.IsBusinessDay(date(text)); got != want {
			t.Errorf("%s: %t", text, got)
		}
	}
	if china.IsBusinessDay(Date{}) {
		t.Error("no date is open")
	}
	years, err := NewCalendar(CalendarData{Holidays: []Date{date("2026-12-25"), date("2027-01-01")}})
	if err != nil {
		t.Fatal(err)
	}
	if got := china.Mask(2026, 13) | years.Mask(2026, 13) | years.Mask(2027, 0) | china.Mask(0, 1) | china.Mask(10000, 1); got != 0 {
		t.Errorf("months that do not exist: %b", got)
	}
}

// The quick path and the single question must agree, whatever calendars are put together, and all counting must agree with counting.
func TestMasksAgreeWithSingleDays(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := drawCalendar(t), drawCalendar(t)
		c := rapid.SampledFrom([]Calendar{a, AllOpen(a, b), AnyOpen(a, b), nil}).Draw(t, "calendar")
		open := func(d Date) bool {
			if c == nil {
				return d.Weekday() != time.Saturday && d.Weekday() != time.Sunday
			}
			return c.IsBusinessDay(d)
		}
		d := drawDate(t, "day")
		year, month, _ := d.Civil()
		first, err := NewDate(year, month, 1)
		if err != nil {
			t.Fatal(err)
		}
		var days []Date
		for x := first; ; x = x.AddDays(1) {
			if _, m, _ := x.Civil(); m != month {
				break
			}
			if open(x) {
				days = append(days, x)
			}
		}
		if m, ok := c.(Masker); ok {
			var want uint32
			for _, x := range days {
				want |= 1 << (x.Sub(first))
			}
			if got := m.Mask(year, month); got != want {
				t.Fatalf("%d-%d: mask %b, want %b", year, month, got, want)
			}
		}
		n := rapid.IntRange(-32, 32).Draw(t, "n")
		got, ok := NthBusinessDay(year, month, n, c)
		switch i := n - 1; {
		case n < 0 && -n <= len(days):
			if got != days[len(days)+n] {
				t.Fatalf("%d of %v: %s", n, days, got)
			}
		case n > 0 && i < len(days):
			if got != days[i] {
				t.Fatalf("%d of %v: %s", n, days, got)
			}
		case ok || !got.IsZero():
			t.Fatalf("%d of %v: %s", n, days, got)
		}
		count, last := 0, d.AddDays(rapid.IntRange(0, 300).Draw(t, "span"))
		for x := d; !x.After(last); x = x.AddDays(1) {
			if open(x) {
				count++
			}
		}
		if got := BusinessDaysIn(Period{d, last}, c); got != count {
			t.Fatalf("%d business days from %s to %s, want %d", got, d, last, count)
		}
		if end := AddBusinessDays(d.AddDays(-1), count, c); count > 0 && (!open(end) || BusinessDaysIn(Period{d, end}, c) != count) {
			t.Fatalf("%d business days from %s on end on %s", count, d, end)
		}
	})
}

func TestSearchesInAClosedCalendarEnd(t *testing.T) {
	closed := CalendarFunc(func(Date) bool { return false })
	if got := AddBusinessDays(date("2026-01-01"), 1, closed); !got.IsZero() {
		t.Errorf("%s", got)
	}
	for _, a := range []Adjustment{Following, Preceding, ModifiedFollowing, ModifiedPreceding, Nearest} {
		if got := a.Adjust(date("2026-01-01"), closed); !got.IsZero() {
			t.Errorf("%s: %s", a, got)
		}
	}
	// Open for one year only: the schedule has runs in it, near it, and no others.
	year := CalendarFunc(func(d Date) bool { y, _, _ := d.Civil(); return y == 2030 })
	s := Schedule{Frequency: Monthly, On: day(AnyDay, 1), Adjust: Following, AdjustTo: BusinessDay}
	table := mustCompile(t, s, Calendars{"": year})
	if o, ok := table.Next(date("2026-01-01")); !ok || o.Date != date("2030-01-01") || o.Nominal != date("2030-01-01") {
		t.Errorf("%v", o)
	}
	if o, ok := table.Next(date("2030-12-31")); ok {
		t.Errorf("%v", o)
	}
}

// openOn is a calendar that is open on the days listed, in order, and maskedOpenOn the same with the quick path.
type openOn []Date

type maskedOpenOn struct{ openOn }

func (c openOn) IsBusinessDay(d Date) bool {
	_, found := slices.BinarySearchFunc(c, d, Date.Compare)
	return found
}

func (c maskedOpenOn) Mask(year int, month time.Month) (days uint32) {
	for day := 1; day <= 31; day++ {
		if d, err := NewDate(year, month, day); err == nil && c.IsBusinessDay(d) {
			days |= 1 << (day - 1)
		}
	}
	return days
}

// A calendar may be open as rarely as it likes: one day every eighteen months, or only on leap days.
func TestRareBusinessDaysAreFound(t *testing.T) {
	var leapDays []Date
	for y := 1896; y < 2200; y += 4 {
		if d, err := NewDate(y, 2, 29); err == nil {
			leapDays = append(leapDays, d)
		}
	}
	var eighteenMonths []Date
	for d := date("1990-03-15"); d.Before(date("2060-01-01")); d = d.AddMonths(18) {
		eighteenMonths = append(eighteenMonths, d)
	}
	for _, open := range [][]Date{leapDays, eighteenMonths} {
		for _, c := range []Calendar{openOn(open), maskedOpenOn{open}} {
			for i := 1; i < len(open); i++ {
				if got := AddBusinessDays(open[i-1], 1, c); got != open[i] {
					t.Fatalf("the business day after %s is %s, not %s", open[i-1], got, open[i])
				}
				if got := AddBusinessDays(open[i], -1, c); got != open[i-1] {
					t.Fatalf("the business day before %s is %s, not %s", open[i], got, open[i-1])
				}
			}
			for _, s := range []Schedule{
				{Frequency: Daily, On: day(BusinessDay, 0)},
				{Frequency: Daily, ExceptHolidays: true},
				{Frequency: Monthly, On: day(BusinessDay, 1)},
				{Frequency: Weekly, On: day(BusinessDay, -1)},
				{Frequency: Daily, Adjust: Following, AdjustTo: BusinessDay},
				{Frequency: Daily, Adjust: Nearest, AdjustTo: BusinessDay},
				{Frequency: Daily, Adjust: Preceding, AdjustTo: BusinessDay},
			} {
				s.From, s.Until = open[0], open[len(open)-1]
				var got []Date
				for o := range mustCompile(t, s, Calendars{"": c}).Between(Date{}, Date{}) {
					got = append(got, o.Date)
				}
				if !slices.Equal(got, open) {
					t.Errorf("%s: %v, want %v", s, got, open)
				}
			}
		}
	}
}

// A calendar may be closed before or after some day: what lies between is found from anywhere, at once.
func TestCalendarsMayBeClosedOutsideTheirData(t *testing.T) {
	between := func(first, last string) Calendar {
		return CalendarFunc(func(d Date) bool {
			return !d.Before(date(first)) && !d.After(date(last)) && d.Weekday() != time.Saturday && d.Weekday() != time.Sunday
		})
	}
	days := Offset{5, BusinessDays}
	tests := []struct {
		s                  Schedule
		first, last        string
		wantFirst, wantEnd string
	}{
		{Schedule{Frequency: Daily, On: day(BusinessDay, 0)}, "1970-01-01", "9999-12-31", "1970-01-01", "9999-12-31"},
		{Schedule{Frequency: Monthly, On: day(BusinessDay, -1)}, "1970-01-01", "9999-12-31", "1970-01-30", "9999-12-31"},
		{Schedule{Frequency: Monthly, On: day(BusinessDay, -1)}, "2026-01-01", "2029-12-31", "2026-01-30", "2029-12-31"},
		{Schedule{Frequency: Weekly, On: day(BusinessDay, 1), From: date("2019-01-01")}, "2026-01-01", "2029-12-31", "2026-01-01", "2029-12-31"},
		{Schedule{Frequency: Daily, On: day(BusinessDay, 0)}, "2026-05-05", "2026-05-05", "2026-05-05", "2026-05-05"},
		{Schedule{Frequency: Daily, ExceptHolidays: true}, "2026-01-01", "2029-12-31", "2026-01-01", "2029-12-31"},
		{Schedule{Frequency: Daily, Adjust: Following, AdjustTo: BusinessDay}, "2026-01-01", "2029-12-31", "2026-01-01", "2029-12-31"},
		{Schedule{Frequency: Monthly, On: []Day{{Kind: AnyDay, N: 1, Offset: days}}}, "2050-01-01", "2060-12-31", "2050-01-07", "2060-12-08"},
		{Schedule{Frequency: Monthly, On: []Day{{Kind: AnyDay, N: 1, Offset: Offset{-5, BusinessDays}}}}, "1990-01-01", "2029-12-31", "1990-01-25", "2029-12-25"},
	}
	for _, tt := range tests {
		table := mustCompile(t, tt.s, Calendars{"": between(tt.first, tt.last)})
		first, _ := table.Next(Date{})
		last, _ := table.Prev(date("9999-12-31"))
		if table.Contains(date("9999-12-31")) {
			last.Date = date("9999-12-31")
		}
		if first.Date.String() != tt.wantFirst || last.Date.String() != tt.wantEnd {
			t.Errorf("%s from %s to %s: %s to %s", tt.s, tt.first, tt.last, first.Date, last.Date)
		}
	}
}

func TestAdjustWithoutACalendarMeansWeekdays(t *testing.T) {
	for a, want := range map[Adjustment]string{NoAdjustment: "2026-01-31", Following: "2026-02-02", ModifiedFollowing: "2026-01-30", Preceding: "2026-01-30",
		ModifiedPreceding: "2026-01-30", Nearest: "2026-01-30"} {
		if got := a.Adjust(date("2026-01-31"), nil); got.String() != want {
			t.Errorf("%v: %s, want %s", a, got, want)
		}
	}
	if got := Following.Adjust(Date{}, nil); !got.IsZero() {
		t.Error(got)
	}
}

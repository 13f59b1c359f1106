package schedule_test

import (
	"testing"

	"pgregory.net/rapid"

	. "github.com/proforma-go/proforma/schedule"
)

func TestStringIsCanonical(t *testing.T) {
	tests := []struct {
		s    Schedule
		want string
	}{
		{Schedule{}, ""},
		{Schedule{Frequency: Daily, On: day(Monday, 0)}, "weekly on Monday"},
		{Schedule{Frequency: Weekly, On: day(Weekday, 0)}, "every weekday"},
		{Schedule{Frequency: Weekly, On: day(AnyDay, 7)}, "weekly on Sunday"},
		{Schedule{Frequency: Weekly, On: day(Weekday, -1)}, "weekly on Friday"},
		{Schedule{Frequency: Weekly, On: day(Tuesday, 1)}, "weekly on Tuesday"},
		{Schedule{Frequency: Weekly, Interval: 2, From: date("2026-01-01"), On: day(Weekday, 0)}, "every 2 weeks on weekdays from 2026-01-01"},
		{Schedule{Frequency: Daily, On: []Day{{Kind: BusinessDay, Offset: Offset{-1, Days}}}}, "daily on 1 day before business days"},
		{Schedule{Frequency: Weekly, On: []Day{{Kind: Friday}, {Kind: Monday}, {Kind: Wednesday}}}, "weekly on Monday, Wednesday and Friday"},
		{Schedule{Frequency: Monthly, On: []Day{{Kind: Friday, N: -1}, {Kind: AnyDay, N: 15}, {Kind: AnyDay, N: 1}, {Kind: AnyDay, N: 20}}},
			"monthly on days 1, 15 and 20 and last Friday"},
		{Schedule{Frequency: Monthly, On: []Day{{Kind: AnyDay, N: -1}, {Kind: AnyDay, N: 1}, {Kind: AnyDay, N: 1}}}, "monthly on first day and last day"},
		{Schedule{Frequency: Monthly, On: []Day{{Kind: AnyDay, N: -2}, {Kind: BusinessDay, N: 21}}}, "monthly on 21st business day and second last day"},
		{Schedule{Frequency: Monthly, On: []Day{{Kind: AnyDay, N: 15, Offset: Offset{2, Weekdays}}}}, "monthly on 2 weekdays after day 15"},
		{Schedule{Frequency: Quarterly, On: inMonth(AnyDay, 1, 1)}, "quarterly on first day"},
		{Schedule{Frequency: Quarterly, On: inMonth(AnyDay, -1, 3)}, "quarterly on last day"},
		{Schedule{Frequency: Quarterly, On: inMonth(Friday, -1, 2)}, "quarterly on last Friday of second month"},
		{Schedule{Frequency: Yearly, On: []Day{{Kind: AnyDay, N: 30, Month: 9}, {Kind: AnyDay, N: 31, Month: 3}}}, "yearly on March 31 and September 30"},
		{Schedule{Frequency: Yearly, On: inMonth(AnyDay, -1, 2)}, "yearly on last day of February"},
		{Schedule{Frequency: Yearly, On: day(AnyDay, -1)}, "yearly on last day"},
		{Schedule{Frequency: Yearly, On: day(AnyDay, 111)}, "yearly on 111th day"},
		{Schedule{Frequency: Once, Rows: []Row{{Date: date("2026-03-31")}}}, "once on 2026-03-31"},
		{Schedule{Frequency: Recurrence, RRule: ` rrule:freq=daily  rdate:20260105 `, From: date("2026-01-01")}, `rrule "FREQ=DAILY RDATE:20260105" from 2026-01-01`},
		{Schedule{Frequency: Recurrence, RRule: `a"\`}, `rrule "a\"\\"`},
		{Schedule{Frequency: Monthly, On: day(AnyDay, 31), SkipShortMonths: true, Adjust: ModifiedFollowing, AdjustTo: Weekday, At: MustParseClock("22:00:30"),
			Zone: "UTC", From: date("2026-01-01"), Count: 12, OnlyIn: MonthsOf(1, 2, 3), ExceptHolidays: true, Calendar: "se",
			Except: []Period{{date("2026-07-01"), date("2026-07-31")}, {date("2026-05-01"), date("2026-05-01")}}},
			"monthly on day 31 skipping short months adjusted to next weekday within month at 22:00:30 in UTC from 2026-01-01 for 12 times " +
				"only in January, February and March except 2026-05-01, 2026-07-01 through 2026-07-31 and holidays, holidays \"se\""},
		{Schedule{Frequency: Daily, Except: []Period{{date("2026-12-25"), date("2026-12-25")}, {date("2026-12-24"), date("2026-12-24")}}},
			"daily except 2026-12-24 through 2026-12-25"},
		{Schedule{Frequency: Daily, OnlyIn: MonthsOf(1, 2), ExceptIn: MonthsOf(2)}, "daily only in January"},
		{Schedule{Frequency: Daily, Adjust: Nearest, AdjustTo: BusinessDay}, "daily adjusted to nearest business day"},
	}
	for _, tt := range tests {
		if got := tt.s.String(); got != tt.want {
			t.Errorf("%q, want %q", got, tt.want)
		}
	}
}

func TestEqualComparesMeaning(t *testing.T) {
	base := Schedule{Frequency: Monthly, On: []Day{{Kind: AnyDay, N: 1}, {Kind: AnyDay, N: 15}}, Except: []Period{{date("2026-01-01"), date("2026-01-31")}}}
	same := func(change func(*Schedule)) Schedule {
		s := base
		change(&s)
		return s
	}
	for _, tt := range []struct {
		a, b Schedule
		want bool
	}{
		{base, same(func(s *Schedule) { s.Interval = 1 }), true},
		{base, same(func(s *Schedule) { s.On = []Day{base.On[1], base.On[0], base.On[1]} }), true},
		{base, same(func(s *Schedule) { s.OnlyIn = MonthsOf(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12) }), true},
		{base, same(func(s *Schedule) {
			s.Except = []Period{{date("2026-01-11"), date("2026-01-31")}, {date("2026-01-01"), date("2026-01-10")}}
		}), true},
		{base, same(func(s *Schedule) { s.On = base.On[:1] }), false},
		{base, same(func(s *Schedule) { s.Calendar = "se" }), false},
		{base, same(func(s *Schedule) { s.At = MustParseClock("22:00") }), false},
		{base, same(func(s *Schedule) { s.Interval = 2 }), false},
		{Schedule{Frequency: Daily, On: day(Monday, 0)}, Schedule{Frequency: Weekly, On: day(AnyDay, 1)}, true},
		{Schedule{Frequency: Quarterly, On: day(AnyDay, 15)}, Schedule{Frequency: Quarterly, On: inMonth(AnyDay, 15, 1)}, true},
		{Schedule{Frequency: Quarterly, On: day(AnyDay, 31)}, Schedule{Frequency: Quarterly, On: inMonth(AnyDay, 31, 1)}, false},
		{Schedule{}, Schedule{}, true},
		{Schedule{}, Schedule{Frequency: Manual}, false},
	} {
		if tt.a.Equal(tt.b) != tt.want || tt.b.Equal(tt.a) != tt.want {
			t.Errorf("%s equals %s: %t", tt.a, tt.b, !tt.want)
		}
	}
	if base.On[0].N != 1 || len(base.Except) != 1 {
		t.Error("a comparison changed its operand")
	}
}

// near returns a schedule that differs from s in little or nothing.
func near(t *rapid.T, s Schedule) Schedule {
	o := drawSchedule(t)
	for _, change := range rapid.SliceOfN(rapid.IntRange(0, 12), 0, 2).Draw(t, "changes") {
		switch change {
		case 0:
			s.Interval = rapid.IntRange(0, 2).Draw(t, "interval")
		case 1:
			s.On = append(append([]Day(nil), s.On...), o.On...)
		case 2:
			s.Rows = append(append([]Row(nil), s.Rows...), o.Rows...)
		case 3:
			s.Except = append(append([]Period(nil), s.Except...), o.Except...)
		case 4:
			s.OnlyIn, s.ExceptIn = o.OnlyIn, o.ExceptIn
		case 5:
			s.Adjust, s.AdjustTo = o.Adjust, o.AdjustTo
		case 6:
			s.From, s.Until, s.Count = o.From, o.Until, o.Count
		case 7:
			s.Calendar = rapid.SampledFrom([]string{"", "se", "a\nb"}).Draw(t, "calendar")
		case 8:
			s.At = MustParseClock("22:00")
		case 9:
			s.At, s.Zone = MustParseClock("22:00"), "UTC"
		case 10:
			s.SkipShortMonths = !s.SkipShortMonths
		case 11:
			s.ExceptHolidays = !s.ExceptHolidays
		case 12:
			s.Frequency = rapid.SampledFrom([]Frequency{Daily, Weekly, Monthly, Quarterly, Yearly}).Draw(t, "frequency")
		}
	}
	return s
}

func TestSchedulesAreEqualWhereTheirTextsAre(t *testing.T) {
	equal, pairs := 0, 0
	rapid.Check(t, func(t *rapid.T) {
		a := drawSchedule(t)
		b := near(t, near(t, a))
		if a.Validate() != nil || b.Validate() != nil {
			return
		}
		pairs++
		if a.Equal(b) {
			equal++
		}
		if a.Equal(b) != (a.String() == b.String()) {
			t.Fatalf("%s\n%s\nequal: %t", a, b, a.Equal(b))
		}
	})
	if equal == 0 || equal == pairs {
		t.Errorf("%d of %d pairs were equal", equal, pairs)
	}
}

func TestAnchorsAreEqualWhereTheirTextsAre(t *testing.T) {
	equal, pairs := 0, 0
	rapid.Check(t, func(t *rapid.T) {
		drawn := func() Anchor {
			return Anchor{
				Base: Base(rapid.IntRange(0, 4).Draw(t, "base")), Date: date(rapid.SampledFrom([]string{"2026-01-01", "2026-01-02"}).Draw(t, "date")),
				Kind: DayKind(rapid.IntRange(1, 4).Draw(t, "kind")), N: rapid.SampledFrom([]int{1, -1}).Draw(t, "n"),
				Period: rapid.SampledFrom([]Unit{Weeks, Months}).Draw(t, "period"), Rel: rapid.IntRange(-1, 1).Draw(t, "rel"),
				Offset: Offset{rapid.IntRange(-1, 1).Draw(t, "offset"), rapid.SampledFrom([]Unit{Days, Weeks}).Draw(t, "unit")},
			}
		}
		a, b := drawn(), drawn()
		if !a.IsZero() && a.Validate() != nil || !b.IsZero() && b.Validate() != nil {
			return
		}
		pairs++
		if a.Equal(b) {
			equal++
		}
		if a.Equal(b) != (a.String() == b.String()) {
			t.Fatalf("%#v %q\n%#v %q\nequal: %t", a, a, b, b, a.Equal(b))
		}
	})
	if equal == 0 || equal == pairs {
		t.Errorf("%d of %d pairs were equal", equal, pairs)
	}
}

// What Equal calls equal must behave alike.
func TestEqualSchedulesHaveTheSameDates(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s, cal := drawSchedule(t), drawCalendar(t)
		o := s
		if o.Interval == 0 {
			o.Interval = 1
		}
		o.On = rapid.Permutation(append([]Day(nil), s.On...)).Draw(t, "order")
		o.Rows = rapid.Permutation(append([]Row(nil), s.Rows...)).Draw(t, "rows")
		if !s.Equal(o) || s.String() != o.String() {
			t.Fatalf("%s is not %s", s, o)
		}
		a, err1 := s.Compile(Calendars{"": cal})
		b, err2 := o.Compile(Calendars{"": cal})
		if (err1 == nil) != (err2 == nil) {
			t.Fatalf("%v, %v", err1, err2)
		}
		if err1 != nil {
			return
		}
		n := 0
		for x := range a.Between(windowFirst, Date{}) {
			y, ok := b.Next(x.Date.AddDays(-1))
			if !ok || x != y {
				t.Fatalf("%s: %v and %v", s, x, y)
			}
			if n++; n > 20 {
				break
			}
		}
	})
}

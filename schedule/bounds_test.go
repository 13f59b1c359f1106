package schedule_test

import (
	"testing"
	"time"

	. "github.com/proforma-go/proforma/schedule"
)

func TestTheLastDayOfAYearOf366IsItsFirst(t *testing.T) {
	for _, s := range []Schedule{{Frequency: Yearly, On: day(AnyDay, -366)}, {Frequency: Yearly, Interval: 2, From: date("2027-01-01"), On: day(AnyDay, -366)}} {
		table := mustCompile(t, s, nil)
		for _, tt := range []struct {
			after string
			want  string
		}{{"2026-06-30", "2027-01-01"}, {"2028-12-31", "2029-01-01"}} {
			if got, _ := table.Next(date(tt.after)); got.Date.String() != tt.want {
				t.Errorf("%s: after %s comes %s, want %s", s, tt.after, got.Date, tt.want)
			}
		}
	}
}

func TestTheLastDayIsCountedWhateverTheLengthOfTheYear(t *testing.T) {
	table := mustCompile(t, Schedule{Frequency: Yearly, On: day(AnyDay, 366)}, nil)
	for _, tt := range []struct {
		after string
		want  string
	}{{"2026-06-30", "2026-12-31"}, {"2028-06-30", "2028-12-31"}, {"2028-12-30", "2028-12-31"}} {
		if got, _ := table.Next(date(tt.after)); got.Date.String() != tt.want {
			t.Errorf("after %s comes %s, want %s", tt.after, got.Date, tt.want)
		}
	}
}

func TestOrdinalsEndAsTheirLastDigitSays(t *testing.T) {
	for _, tt := range []struct {
		n    int
		want string
	}{{21, "21st"}, {22, "22nd"}, {23, "23rd"}, {24, "24th"}, {111, "111th"}, {112, "112th"}, {113, "113th"}, {121, "121st"}, {122, "122nd"}, {123, "123rd"}} {
		if got := (Schedule{Frequency: Yearly, On: day(AnyDay, tt.n)}).String(); got != "yearly on "+tt.want+" day" {
			t.Errorf("%s, want the %s", got, tt.want)
		}
	}
}

func TestNoMonthOutsideTheCalendarHasABusinessDay(t *testing.T) {
	weekdays := weekdaysWithHolidays(t)[""]
	for _, c := range []Calendar{nil, weekdays} {
		for _, tt := range []struct {
			year  int
			month time.Month
			n     int
		}{{0, 6, 1}, {-4, 6, 1}, {10000, 6, 1}, {2026, 0, 1}, {2026, 13, 1}, {2026, -1, 1}, {2026, 6, 0}, {2026, 6, 32}, {2026, 6, -32}} {
			if d, ok := NthBusinessDay(tt.year, tt.month, tt.n, c); ok || !d.IsZero() {
				t.Errorf("business day %d of %d-%d is %s", tt.n, tt.year, tt.month, d)
			}
		}
	}
	for _, n := range []int{1 << 30, -1 << 30} {
		if d := AddBusinessDays(date("2026-01-01"), n, nil); !d.IsZero() {
			t.Errorf("%d business days lead to %s", n, d)
		}
	}
	if d := date("9999-12-31").AddMonths(-12 * 9999); !d.IsZero() {
		t.Errorf("so many months lead to %s", d)
	}
	if d := date("9999-12-31").AddMonths(-12*9998 - 11); d.String() != "0001-01-31" {
		t.Errorf("the first month is reached as %s", d)
	}
}

func TestEqualTellsSchedulesApartByEveryPart(t *testing.T) {
	base := Schedule{Frequency: Recurrence, RRule: "FREQ=DAILY", From: date("2026-01-01"), Until: date("2026-12-31")}
	once := Schedule{Frequency: Once, Rows: []Row{{Date: date("2026-01-01")}}}
	monthly := Schedule{Frequency: Monthly, On: day(AnyDay, 31), From: date("2026-01-01"), Adjust: Following, AdjustTo: Weekday, At: MustParseClock("22:00"), Zone: "UTC"}
	for _, tt := range []struct {
		name   string
		of     Schedule
		change func(*Schedule)
	}{
		{"RRule", base, func(s *Schedule) { s.RRule = "FREQ=WEEKLY" }},
		{"From", base, func(s *Schedule) { s.From = date("2026-01-02") }},
		{"Until", base, func(s *Schedule) { s.Until = date("2026-12-30") }},
		{"Rows", once, func(s *Schedule) { s.Rows = []Row{{Date: date("2026-01-02")}} }},
		{"Through", once, func(s *Schedule) { s.Rows = []Row{{Date: date("2026-01-01"), Through: date("2025-12-31")}} }},
		{"Frequency", monthly, func(s *Schedule) { s.Frequency = Quarterly }},
		{"Interval", monthly, func(s *Schedule) { s.Interval = 2 }},
		{"On", monthly, func(s *Schedule) { s.On = day(AnyDay, 30) }},
		{"Count", monthly, func(s *Schedule) { s.Count = 3 }},
		{"OnlyIn", monthly, func(s *Schedule) { s.OnlyIn = MonthsOf(2) }},
		{"ExceptIn", monthly, func(s *Schedule) { s.ExceptIn = MonthsOf(2) }},
		{"Except", monthly, func(s *Schedule) { s.Except = []Period{{date("2026-01-01"), date("2026-01-31")}} }},
		{"ExceptHolidays", monthly, func(s *Schedule) { s.ExceptHolidays = true }},
		{"Adjust", monthly, func(s *Schedule) { s.Adjust = Preceding }},
		{"AdjustTo", monthly, func(s *Schedule) { s.AdjustTo = BusinessDay }},
		{"SkipShortMonths", monthly, func(s *Schedule) { s.SkipShortMonths = true }},
		{"Calendar", monthly, func(s *Schedule) { s.Calendar = "se" }},
		{"At", monthly, func(s *Schedule) { s.At = MustParseClock("22:01") }},
		{"Zone", monthly, func(s *Schedule) { s.Zone = "Europe/Stockholm" }},
	} {
		o := tt.of
		tt.change(&o)
		if tt.of.Equal(o) || o.Equal(tt.of) || tt.of.String() == o.String() {
			t.Errorf("%s makes no difference: %s", tt.name, o)
		}
	}
}

func TestRulesAreReadToTheBoundsOfTheirNumbers(t *testing.T) {
	for _, tt := range []struct {
		rule string
		ok   bool
	}{
		{"FREQ=YEARLY;BYYEARDAY=366;BYDAY=MO", true},
		{"FREQ=YEARLY;BYDAY=MO,TU;BYSETPOS=366", false}, // there is none
		{"FREQ=YEARLY;BYYEARDAY=1,-1;BYSETPOS=-366,366,1", true},
		{"FREQ=YEARLY;BYYEARDAY=1,-1;BYSETPOS=367", false},
		{"FREQ=YEARLY;BYYEARDAY=1,-1;BYSETPOS=0,1", false},
		{"FREQ=YEARLY;BYYEARDAY=0,1", false},
		{"FREQ=MONTHLY;BYDAY=M", false},
		{"FREQ=MONTHLY;BYDAY=MO,", false},
		{"FREQ=WEEKLY;WKST=XX", false},
		{"FREQ=WEEKLY;WKST=", false},
		{"FREQ=WEEKLY;WKST=SU", true},
		{"FREQ=YEARLY;BYDAY=0MO", false},
		{"FREQ=YEARLY;BYDAY=53MO", true},
		{"FREQ=YEARLY;BYDAY=-53MO,1TU", true},
		{"FREQ=YEARLY;BYDAY=54MO", false},
		{"RDATE:20260105", false}, // rows need no rule
		{"RDATE:20260105,20260106", false},
	} {
		err := Schedule{Frequency: Recurrence, RRule: tt.rule, From: date("2026-01-01")}.Validate()
		if (err == nil) != tt.ok {
			t.Errorf("%s: %v", tt.rule, err)
		}
	}
	for _, text := range []string{"2026/10-05", "2026-10/05", "2026-10x05", "2026x10-05"} {
		if d, err := ParseDate(text); err == nil {
			t.Errorf("%q is read as %s", text, d)
		}
	}
}

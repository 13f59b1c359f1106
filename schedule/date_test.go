package schedule_test

import (
	"encoding/json"
	"math"
	"slices"
	"testing"
	"time"

	"github.com/proforma-go/proforma/schedule"
)

var date = schedule.MustParseDate

func TestParseDateReadsWhatStringWrites(t *testing.T) {
	for _, text := range []string{"0001-01-01", "0004-02-29", "1582-10-10", "1900-02-28", "2000-02-29", "2026-10-05", "9999-12-31"} {
		d, err := schedule.ParseDate(text)
		if err != nil || d.String() != text {
			t.Errorf("ParseDate(%q) = %v, %v", text, d, err)
		}
	}
}

func TestParseDateRefuses(t *testing.T) {
	tests := []struct{ text, want string }{
		{"", `date "": expected year-month-day as in 2026-10-05`},
		{"2026-1-5", `date "2026-1-5": expected year-month-day as in 2026-10-05`},
		{"2026-10-05 ", `date "2026-10-05 ": expected year-month-day as in 2026-10-05`},
		{"20261005", `date "20261005": expected year-month-day as in 2026-10-05`},
		{"2026/10/05", `date "2026/10/05": expected year-month-day as in 2026-10-05`},
		{"+026-10-05", `date "+026-10-05": expected year-month-day as in 2026-10-05`},
		{"2026-10-0٥", `date "2026-10-0٥": expected year-month-day as in 2026-10-05`},
		{"0000-01-01", `date "0000-01-01": year 0 is not within 1 to 9999`},
		{"2026-13-01", `date "2026-13-01": month 13 is not within 1 to 12`},
		{"2026-02-29", `date "2026-02-29": day 29: February 2026 has days 1 to 28`},
		{"1900-02-29", `date "1900-02-29": day 29: February 1900 has days 1 to 28`},
		{"2026-04-31", `date "2026-04-31": day 31: April 2026 has days 1 to 30`},
		{"2026-04-00", `date "2026-04-00": day 0: April 2026 has days 1 to 30`},
	}
	for _, tt := range tests {
		d, err := schedule.ParseDate(tt.text)
		if err == nil || err.Error() != tt.want || !d.IsZero() {
			t.Errorf("ParseDate(%q) = %v, %v; want %s", tt.text, d, err, tt.want)
		}
	}
}

// Package time counts by another method. Every date of the range must agree with it, in every property.
func TestEveryDateAgreesWithPackageTime(t *testing.T) {
	first := date("0001-01-01")
	at := time.Date(1, 1, 1, 0, 0, 0, 0, time.UTC)
	for n := range date("9999-12-31").Sub(first) + 1 {
		d := first.AddDays(n)
		year, month, day := d.Civil()
		wantYear, wantMonth, wantDay := at.Date()
		if year != wantYear || month != wantMonth || day != wantDay || d.Weekday() != at.Weekday() || d.YearDay() != at.YearDay() {
			t.Fatalf("day %d: %d-%d-%d %s %d, package time has %s", n, year, month, day, d.Weekday(), d.YearDay(), at)
		}
		if back, err := schedule.NewDate(year, month, day); err != nil || back != d {
			t.Fatalf("NewDate(%d, %d, %d) = %v, %v", year, month, day, back, err)
		}
		if n%89 == 0 && schedule.DateOf(at.Add(23*time.Hour+59*time.Minute)) != d {
			t.Fatalf("DateOf(%s) is not %s", at, d)
		}
		at = at.AddDate(0, 0, 1)
	}
}

func TestTheFifthOfOctoberIsAMondayIn2020And2026(t *testing.T) {
	for _, text := range []string{"2020-10-05", "2026-10-05"} {
		if wd := date(text).Weekday(); wd != time.Monday {
			t.Errorf("%s is a %s", text, wd)
		}
	}
}

func TestDateOfTakesTheWallClockOfTheLocation(t *testing.T) {
	kiritimati := time.FixedZone("UTC+14", 14*3600)
	at := time.Date(1969, 12, 31, 23, 30, 0, 0, time.UTC) // a negative Unix time
	if got := schedule.DateOf(at); got != date("1969-12-31") {
		t.Errorf("in UTC: %s", got)
	}
	if got := schedule.DateOf(at.In(kiritimati)); got != date("1970-01-01") {
		t.Errorf("in UTC+14: %s", got)
	}
	if got := schedule.DateOf(time.Date(10000, 1, 1, 0, 0, 0, 0, time.UTC)); !got.IsZero() {
		t.Errorf("year 10000: %s", got)
	}
	if got := schedule.DateOf(time.Date(0, 12, 31, 0, 0, 0, 0, time.UTC)); !got.IsZero() {
		t.Errorf("year 0: %s", got)
	}
}

func TestAddMonthsClamps(t *testing.T) {
	tests := []struct {
		from   string
		months int
		want   string
		reason string
	}{
		{"2026-01-31", 1, "2026-02-28", "February is too short"},
		{"2024-01-31", 1, "2024-02-29", "less so in a leap year"},
		{"2026-01-31", 2, "2026-03-31", "one step of two months does not pass through February"},
		{"2026-03-31", -1, "2026-02-28", "golang/go#31145: backwards likewise"},
		{"2024-05-31", -3, "2024-02-29", ""},
		{"2024-02-29", 12, "2025-02-28", ""},
		{"2024-02-29", 48, "2028-02-29", ""},
		{"2026-12-15", 1, "2027-01-15", "December has a next month"},
		{"2026-01-15", -1, "2025-12-15", "January has a previous month"},
		{"2026-01-15", -13, "2024-12-15", ""},
		{"9999-12-31", 1, "", "past the end"},
		{"0001-01-31", -1, "", "before the beginning"},
		{"2026-01-31", 1 << 30, "", "far past the end"},
	}
	for _, tt := range tests {
		if got := date(tt.from).AddMonths(tt.months); got.String() != tt.want {
			t.Errorf("%s and %d months is %s, want %s: %s", tt.from, tt.months, got, tt.want, tt.reason)
		}
	}
}

func TestArithmeticThatLeavesTheRangeGivesNoDate(t *testing.T) {
	first, last := date("0001-01-01"), date("9999-12-31")
	for _, d := range []schedule.Date{first.AddDays(-1), last.AddDays(1), first.AddDays(-1 << 30), last.AddDays(1 << 30),
		first.AddDays(math.MinInt), {}, schedule.Date{}.AddDays(1), schedule.Date{}.AddMonths(1)} {
		if !d.IsZero() || d.String() != "" {
			t.Errorf("%s is a date", d)
		}
	}
	if last.AddDays(1-3652059) != first {
		t.Error("the range has not 3,652,059 days")
	}
}

func TestTheZeroDateIsNoDate(t *testing.T) {
	var zero schedule.Date
	if y, m, d := zero.Civil(); y != 0 || m != 0 || d != 0 || zero.YearDay() != 0 || zero.Quarter() != 0 {
		t.Errorf("%d-%d-%d, day %d, quarter %d", y, m, d, zero.YearDay(), zero.Quarter())
	}
	if !zero.Before(date("0001-01-01")) || zero.Compare(date("0001-01-01")) != -1 {
		t.Error("it does not sort first")
	}
}

func TestDatesSort(t *testing.T) {
	list := []schedule.Date{date("2026-10-05"), date("2025-12-31"), date("2026-01-01")}
	slices.SortFunc(list, schedule.Date.Compare)
	if !slices.Equal(list, []schedule.Date{date("2025-12-31"), date("2026-01-01"), date("2026-10-05")}) {
		t.Error(list)
	}
	if q := date("2026-10-05").Quarter(); q != 4 {
		t.Errorf("October is in quarter %d", q)
	}
}

func TestParseClockReads24Hours(t *testing.T) {
	tests := []struct{ text, want string }{
		{"22:00", "22:00"}, {"22:00:30", "22:00:30"}, {"8:05", "08:05"}, {"00:00", "00:00"}, {"23:59:59", "23:59:59"}, {"22:00:00", "22:00"},
	}
	for _, tt := range tests {
		c, err := schedule.ParseClock(tt.text)
		if err != nil || c.String() != tt.want || c.IsZero() {
			t.Errorf("ParseClock(%q) = %s, %v; want %s", tt.text, c, err, tt.want)
		}
	}
	for _, text := range []string{"", ":", "22", "22:0", "22.00", "24:00", "22:60", "22:00:60", "-1:00", "10:00pm", "22:00:3", "22:00.30", "1:2:3", "022:00"} {
		if c, err := schedule.ParseClock(text); err == nil || !c.IsZero() {
			t.Errorf("ParseClock(%q) = %s", text, c)
		}
	}
}

func TestMidnightIsStatedAndTheZeroClockIsNot(t *testing.T) {
	midnight := schedule.MustParseClock("00:00")
	if midnight.IsZero() || midnight == (schedule.Clock{}) || (schedule.Clock{}).String() != "" {
		t.Error("midnight and no time are one")
	}
	if h, m, s := schedule.MustParseClock("06:07:08").Clock(); h != 6 || m != 7 || s != 8 {
		t.Error(h, m, s)
	}
}

func TestPeriodsIncludeBothEnds(t *testing.T) {
	july := schedule.Period{First: date("2026-07-01"), Last: date("2026-07-31")}
	tests := []struct {
		p    schedule.Period
		d    string
		want bool
	}{
		{july, "2026-07-01", true}, {july, "2026-07-31", true}, {july, "2026-06-30", false}, {july, "2026-08-01", false},
		{schedule.Period{First: july.First}, "9999-12-31", true}, {schedule.Period{First: july.First}, "2026-06-30", false},
		{schedule.Period{Last: july.Last}, "0001-01-01", true}, {schedule.Period{}, "2026-07-01", true},
		{schedule.Period{First: july.Last, Last: july.First}, "2026-07-15", false},
	}
	for _, tt := range tests {
		if got := tt.p.Contains(date(tt.d)); got != tt.want {
			t.Errorf("%s contains %s: %t", tt.p, tt.d, got)
		}
	}
	if july.Days() != 31 || (schedule.Period{First: july.First}).Days() != 0 || (schedule.Period{First: july.Last, Last: july.First}).Days() != 0 {
		t.Error("days are miscounted")
	}
	if (schedule.Period{}).Contains(schedule.Date{}) {
		t.Error("a period contains no date at all")
	}
}

func TestPeriodTextReadsBack(t *testing.T) {
	for _, text := range []string{"", "2026-07-01/2026-07-31", "2026-07-01", "2026-07-01/", "/2026-07-31"} {
		p, err := schedule.ParsePeriod(text)
		if err != nil || p.String() != text {
			t.Errorf("ParsePeriod(%q) = %s, %v", text, p, err)
		}
	}
	for _, text := range []string{"2026-07-31/2026-07-01", "2026-07", "2026-07-01/2026-07-31/2026-08-31", "x"} {
		if p, err := schedule.ParsePeriod(text); err == nil {
			t.Errorf("ParsePeriod(%q) = %s", text, p)
		}
	}
}

type record struct {
	Day    schedule.Date            `json:"day"`
	Time   schedule.Clock           `json:"time"`
	Span   schedule.Period          `json:"span"`
	ByDate map[schedule.Date]string `json:"by_date"`
}

func TestValuesKeepThroughJSON(t *testing.T) {
	for _, tt := range []struct {
		in   record
		want string
	}{
		{record{}, `{"day":"","time":"","span":"","by_date":null}`},
		{record{date("2026-10-05"), schedule.MustParseClock("22:00"), schedule.Period{First: date("2026-01-01"), Last: date("2026-01-31")},
			map[schedule.Date]string{date("2026-10-05"): "x"}},
			`{"day":"2026-10-05","time":"22:00","span":"2026-01-01/2026-01-31","by_date":{"2026-10-05":"x"}}`},
	} {
		got, err := json.Marshal(tt.in)
		if err != nil || string(got) != tt.want {
			t.Errorf("%s, %v; want %s", got, err, tt.want)
		}
		var back record
		if err := json.Unmarshal(got, &back); err != nil || back.Day != tt.in.Day || back.Time != tt.in.Time || back.Span != tt.in.Span {
			t.Errorf("%s reads as %v, %v", got, back, err)
		}
	}
	var r record
	if err := json.Unmarshal([]byte(`{"day":"2026-02-30"}`), &r); err == nil || !r.Day.IsZero() {
		t.Errorf("30 February reads as %v, %v", r.Day, err)
	}
}

func TestValuesKeepThroughSQL(t *testing.T) {
	day, clock, span := date("2026-10-05"), schedule.MustParseClock("22:00:30"), schedule.Period{First: date("2026-01-01"), Last: date("2026-01-31")}
	var d schedule.Date
	var c schedule.Clock
	var p schedule.Period
	for i, f := range []func() error{
		func() error { v, _ := day.Value(); return d.Scan(v) },
		func() error { v, _ := clock.Value(); return c.Scan([]byte(v.(string))) },
		func() error { v, _ := span.Value(); return p.Scan(v) },
	} {
		if err := f(); err != nil {
			t.Error(i, err)
		}
	}
	if d != day || c != clock || p != span {
		t.Errorf("%s, %s, %s", d, c, p)
	}
	if err := d.Scan(time.Date(2026, 1, 2, 23, 0, 0, 0, time.FixedZone("", -8*3600))); err != nil || d != date("2026-01-02") {
		t.Errorf("a timestamp scans as %s, %v", d, err)
	}
	if err := c.Scan(time.Date(2026, 1, 2, 23, 1, 2, 3, time.UTC)); err != nil || c.String() != "23:01:02" {
		t.Errorf("a timestamp scans as %s, %v", c, err)
	}
	for _, to := range []interface{ Scan(any) error }{&d, &c, &p} {
		if err := to.Scan(nil); err != nil {
			t.Error(err)
		}
		if err := to.Scan(int64(5)); err == nil {
			t.Errorf("%T reads a number", to)
		}
	}
	if !d.IsZero() || !c.IsZero() || !p.IsZero() {
		t.Error("NULL is not zero")
	}
	if v, err := (schedule.Date{}).Value(); v != nil || err != nil {
		t.Errorf("no date is stored as %v, %v", v, err)
	}
}

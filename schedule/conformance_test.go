package schedule_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/proforma-go/proforma/schedule"
)

// conformanceCase is one case of testdata/recurrence.json. Each names where it comes from; what a field means is said in
// testdata/README.md.
type conformanceCase struct {
	ID, Kind, Op, Source, Flag string
	Words                      string `json:"rule_words"`
	RRule                      string
	RRules                     []string
	Dtstart                    schedule.Date
	Window                     [2]schedule.Date
	Expected                   []string
	ExDates, RDates            []schedule.Date

	Calendar struct {
		Weekend  []string
		Holidays []schedule.Date
	}
	Convention    string
	N             int
	Unit          string
	EndOfMonth    bool `json:"end_of_month"`
	ExpectedCount *int `json:"expected_count"`
	Unadjusted    []string

	Time, TZ string
	Dates    []schedule.Date
	Alt      json.RawMessage

	Anchor    []any
	RunDate   schedule.Date `json:"run_date"`
	WeekStart string        `json:"week_start"`
}

func TestEveryConformanceCaseHolds(t *testing.T) {
	text, err := os.ReadFile("testdata/recurrence.json")
	if err != nil {
		t.Fatal(err)
	}
	var cases []conformanceCase
	if err := json.Unmarshal(text, &cases); err != nil {
		t.Fatal(err)
	}
	run := map[string]func(*testing.T, conformanceCase) []string{
		"rrule": runRule, "union": runRule, "bdc": runBusinessDays, "zoned": runZoned, "anchor": runAnchor,
	}
	counts := map[string]int{}
	for _, c := range cases {
		f := run[c.Kind]
		if f == nil {
			t.Errorf("%s: unknown kind %q", c.ID, c.Kind)
			continue
		}
		counts[c.Kind]++
		got := f(t, c)
		if want := c.Expected; len(want)+len(got) > 0 && !slices.Equal(want, got) {
			t.Errorf("%s: %s (%s, %s)\nrule %s from %s\n(-want +got)\n%s", c.ID, c.Words, c.Source, c.Flag, c.RRule, c.Dtstart, cmp.Diff(want, got))
		}
	}
	t.Logf("%d cases: %v", len(cases), counts)
	if want := map[string]int{"anchor": 352, "bdc": 379, "rrule": 273, "union": 4, "zoned": 121}; !cmp.Equal(want, counts) {
		t.Errorf("ran %v, want %v", counts, want)
	}
}

// ruleSchedule makes the schedule of a case.
func ruleSchedule(c conformanceCase) schedule.Schedule {
	text := strings.Join(c.RRules, " RRULE:")
	if len(c.RRules) == 0 {
		text = c.RRule
	}
	for _, d := range c.RDates {
		text += " RDATE;VALUE=DATE:" + strings.ReplaceAll(d.String(), "-", "")
	}
	s := schedule.Schedule{Frequency: schedule.Recurrence, RRule: text, From: c.Dtstart}
	for _, d := range c.ExDates {
		s.Except = append(s.Except, schedule.Period{First: d, Last: d})
	}
	return s
}

// datesOf returns the run dates in a window, and checks that walking back gives the same.
func datesOf(t *testing.T, id string, s schedule.Schedule, cals schedule.Calendars, first, last schedule.Date) []string {
	tt, err := s.Compile(cals)
	var fault *schedule.Error
	if errors.As(err, &fault) && fault.Code == schedule.CodeNeverFires {
		return nil
	}
	if err != nil {
		t.Errorf("%s: %v", id, err)
		return nil
	}
	var forth, back []string
	for o := range tt.Between(first, last) {
		forth = append(forth, o.Date.String())
	}
	for o, ok := tt.Prev(last.AddDays(1)); ok && !o.Date.Before(first); o, ok = tt.Prev(o.Date) {
		back = append(back, o.Date.String())
	}
	if slices.Reverse(back); !slices.Equal(forth, back) {
		t.Errorf("%s: forward %v, backward %v", id, forth, back)
	}
	return forth
}

func runRule(t *testing.T, c conformanceCase) []string {
	return datesOf(t, c.ID, ruleSchedule(c), nil, c.Window[0], c.Window[1])
}

func (c conformanceCase) calendar(t *testing.T) schedule.Calendar {
	data := schedule.CalendarData{Weekend: []time.Weekday{}, Holidays: c.Calendar.Holidays}
	for _, w := range c.Calendar.Weekend {
		for d := time.Sunday; d <= time.Saturday; d++ {
			if strings.HasPrefix(d.String(), w) {
				data.Weekend = append(data.Weekend, d)
			}
		}
	}
	cal, err := schedule.NewCalendar(data)
	if err != nil {
		t.Fatalf("%s: %v", c.ID, err)
	}
	return cal
}

var conventions = map[string]schedule.Adjustment{"": schedule.NoAdjustment, "none": schedule.NoAdjustment, "following": schedule.Following,
	"modified-following": schedule.ModifiedFollowing, "preceding": schedule.Preceding, "modified-preceding": schedule.ModifiedPreceding,
	"nearest": schedule.Nearest}

// convention returns the move of a case. The package has no bimonthly convention (schedules have no use for it); it is put together here
// from the two that it chooses between: the next business day, or the previous one if that would cross the 15th or the end of the month.
func (c conformanceCase) convention(t *testing.T) func(schedule.Date, schedule.Calendar) schedule.Date {
	if c.Convention == "modified-following-bimonthly" {
		return func(d schedule.Date, cal schedule.Calendar) schedule.Date {
			next := schedule.Following.Adjust(d, cal)
			_, m1, d1 := d.Civil()
			if _, m2, d2 := next.Civil(); m1 != m2 || d1 <= 15 && d2 > 15 {
				return schedule.Preceding.Adjust(d, cal)
			}
			return next
		}
	}
	a, ok := conventions[c.Convention]
	if !ok {
		t.Errorf("%s: unknown convention %q", c.ID, c.Convention)
	}
	return a.Adjust
}

func runBusinessDays(t *testing.T, c conformanceCase) []string {
	cal := c.calendar(t)
	convention := c.convention(t)
	year, month, _ := c.Dtstart.Civil()
	var d schedule.Date
	switch c.Op {
	case "adjust":
		d = convention(c.Dtstart, cal)
	case "shift":
		d = schedule.AddBusinessDays(c.Dtstart, c.N, cal)
	case "next":
		d = schedule.AddBusinessDays(c.Dtstart, 1, cal)
	case "previous":
		d = schedule.AddBusinessDays(c.Dtstart, -1, cal)
	case "next-or-same":
		d = schedule.Following.Adjust(c.Dtstart, cal)
	case "previous-or-same":
		d = schedule.Preceding.Adjust(c.Dtstart, cal)
	case "last-business-day-of-month":
		d, _ = schedule.NthBusinessDay(year, month, -1, cal)
	case "nth-business-day":
		d, _ = schedule.NthBusinessDay(year, month, c.N, cal)
	case "advance":
		d = advance(c, convention, cal)
	case "count-between": // the end does not count there
		if got := schedule.BusinessDaysIn(schedule.Period{First: c.Dtstart, Last: c.Window[1].AddDays(-1)}, cal); got != *c.ExpectedCount {
			t.Errorf("%s: %s: %d, want %d", c.ID, c.Words, got, *c.ExpectedCount)
		}
		return nil
	case "schedule":
		s := ruleSchedule(c)
		if s.Adjust = conventions[c.Convention]; s.Adjust != schedule.NoAdjustment {
			s.AdjustTo = schedule.BusinessDay
		}
		return datesOf(t, c.ID, s, schedule.Calendars{"": cal}, c.Window[0], c.Window[1])
	default:
		t.Errorf("%s: unknown operation %q", c.ID, c.Op)
	}
	if d.IsZero() {
		return nil
	}
	return []string{d.String()}
}

// advance adds a span and moves the result, QuantLib's way: with end_of_month, from the last business day of a month to that of another.
func advance(c conformanceCase, convention func(schedule.Date, schedule.Calendar) schedule.Date, cal schedule.Calendar) schedule.Date {
	day := schedule.Anchor{Base: schedule.RunDate, Offset: schedule.Offset{N: c.N, Unit: map[string]schedule.Unit{
		"days": schedule.Days, "business-days": schedule.BusinessDays, "weeks": schedule.Weeks, "months": schedule.Months, "years": schedule.Years}[c.Unit]}}
	d, err := day.Resolve(schedule.Occurrence{Date: c.Dtstart}, schedule.Dates{Calendar: cal})
	if err != nil {
		return schedule.Date{}
	}
	if year, month, _ := c.Dtstart.Civil(); c.EndOfMonth {
		if last, _ := schedule.NthBusinessDay(year, month, -1, cal); !c.Dtstart.Before(last) {
			year, month, _ = d.Civil()
			d, _ = schedule.NthBusinessDay(year, month, -1, cal)
			return d
		}
	}
	return convention(d, cal)
}

func runZoned(t *testing.T, c conformanceCase) []string {
	loc, err := time.LoadLocation(c.TZ)
	if err != nil {
		t.Fatalf("%s: %v", c.ID, err)
	}
	clock := schedule.MustParseClock(c.Time)
	rows := schedule.Schedule{Frequency: schedule.Once}
	for _, d := range c.Dates {
		rows.Rows = append(rows.Rows, schedule.Row{Date: d})
	}
	tt, err := rows.Compile(nil)
	if err != nil {
		t.Fatalf("%s: %v", c.ID, err)
	}
	instants := func(p schedule.Policy) []string {
		var out []string
		times := tt.Times(clock, loc).With(p)
		for at := times.Next(time.Time{}); !at.IsZero(); at = times.Next(at) {
			out = append(out, at.Format("2006-01-02T15:04:05-07:00"))
		}
		return out
	}
	var alt map[string][]string
	if len(c.Alt) > 0 {
		if err := json.Unmarshal(c.Alt, &alt); err != nil {
			t.Fatalf("%s: %v", c.ID, err)
		}
	}
	for name, p := range map[string]schedule.Policy{"gap-first-instant-after": {Gap: schedule.GapEnd}, "gap-skip": {Gap: schedule.GapSkip},
		"overlap-later": {Overlap: schedule.OverlapLater}} {
		if want, ok := alt[name]; ok && !slices.Equal(want, instants(p)) {
			t.Errorf("%s: %s, policy %s (-want +got)\n%s", c.ID, c.Words, name, cmp.Diff(want, instants(p)))
		}
	}
	return instants(schedule.Policy{})
}

var units = map[string]schedule.Unit{"day": schedule.Days, "week": schedule.Weeks, "month": schedule.Months, "quarter": schedule.Quarters,
	"year": schedule.Years}

func runAnchor(t *testing.T, c conformanceCase) []string {
	var a schedule.Anchor
	inPeriod := func(n, rel int, unit string) schedule.Anchor {
		return schedule.Anchor{Base: schedule.InPeriod, Kind: schedule.AnyDay, N: n, Rel: rel, Period: units[unit]}
	}
	switch word := c.Anchor[0].(string); word {
	case "run-date":
		a = schedule.Anchor{Base: schedule.RunDate}
	case "offset":
		a = schedule.Anchor{Base: schedule.RunDate, Offset: schedule.Offset{N: int(c.Anchor[1].(float64)),
			Unit: units[strings.TrimSuffix(c.Anchor[2].(string), "s")]}}
	case "first", "last":
		a = inPeriod(map[string]int{"first": 1, "last": -1}[word],
			map[string]int{"previous": -1, "current": 0, "next": 1}[c.Anchor[1].(string)], c.Anchor[2].(string))
	case "compose":
		switch c.Words {
		case "4 days before the last day of the previous month":
			a = inPeriod(-1, -1, "month")
			a.Offset = schedule.Offset{N: -4, Unit: schedule.Days}
		case "1 month after the first day of the current quarter":
			a = inPeriod(1, 0, "quarter")
			a.Offset = schedule.Offset{N: 1, Unit: schedule.Months}
		case "the day before the first day of the current month":
			a = inPeriod(1, 0, "month")
			a.Offset = schedule.Offset{N: -1, Unit: schedule.Days}
		case "the same day last year (clamped)":
			a = schedule.Anchor{Base: schedule.RunDate, Offset: schedule.Offset{N: -1, Unit: schedule.Years}}
		}
	}
	dates := schedule.Dates{WeekStart: map[string]schedule.DayKind{"Monday": schedule.Monday, "Sunday": schedule.Sunday, "Saturday": schedule.Saturday}[c.WeekStart]}
	d, err := a.Resolve(schedule.Occurrence{Date: c.RunDate, Nominal: c.RunDate}, dates)
	if err != nil {
		return []string{fmt.Sprint(err)}
	}
	return []string{d.String()}
}

package schedule_test

import (
	"encoding/json"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	. "github.com/proforma-go/proforma/schedule"
)

// peerCase is one expectation out of another billing system's tests, in testdata/peers.json.
type peerCase struct {
	ID, Kind, Name, Source, Quirk string
	Input                         peerInput
	Expected                      map[string]any
	Agrees                        *bool `json:"agrees_with_anchored_reference"`
}

type peerInput struct {
	Interval, Frequency, Timezone, Duration, Weekday, Method string
	Anchor, At, After, Start, End                            string
	PeriodStart                                              string `json:"period_start"`
	ContractEnd                                              string `json:"contract_end"`
	InvoiceDate                                              string `json:"invoice_date"`
	BillingStart                                             string `json:"billing_start"`
	RangeStart                                               string `json:"range_start"`
	RangeEnd                                                 string `json:"range_end"`
	BillingAt                                                string `json:"billing_at"`
	BillingTime                                              string `json:"billing_time"`
	SubscriptionAt                                           string `json:"subscription_at"`
	StartedAt                                                string `json:"started_at"`
	TerminatedAt                                             string `json:"terminated_at"`
	DuePosition                                              string `json:"due_position"`
	PayInAdvance                                             bool   `json:"pay_in_advance"`
	CurrentUsage                                             bool   `json:"current_usage"`
	CurrentPeriod                                            bool   `json:"current_period"`
	FirstPeriod                                              bool   `json:"is_first_period"`
	Day                                                      any
	Count, Days, Nth                                         int
	BillingDay                                               int       `json:"billing_day"`
	ServicePeriod                                            [2]string `json:"service_period"`
}

// leftOut says why a case is not run, "" if it is.
func (c peerCase) leftOut() string {
	in := c.Input
	switch {
	case c.Quirk != "":
		return "a quirk of that system, marked so"
	case c.Agrees != nil && !*c.Agrees, c.Kind == "next_period_end" && c.Agrees == nil:
		return "departs from the plain grid of dates that starts on its anchor"
	case c.Kind == "billing_period_boundary" && !slices.Contains([]string{"from_datetime", "to_datetime", "next_end_of_period", "previous_beginning_of_period"}, in.Method):
		return "a price a day, or the period of other charges, which depend on the plan"
	case in.Duration != "" && strings.Contains(in.Duration, "T"):
		return "hours"
	}
	return ""
}

func TestDatesOfOtherBillingSystemsHold(t *testing.T) {
	text, err := os.ReadFile("testdata/peers.json")
	if err != nil {
		t.Fatal(err)
	}
	var cases []peerCase
	if err := json.Unmarshal(text, &cases); err != nil {
		t.Fatal(err)
	}
	ran, left := map[string]int{}, map[string]int{}
	for _, c := range cases {
		if why := c.leftOut(); why != "" {
			left[c.Kind+": "+why]++
			continue
		}
		ran[c.Kind]++
		got, want := c.run(t)
		if !slices.Equal(got, want) {
			t.Errorf("%s %s: %s (%s) (-want +got)\n%s", c.ID, c.Kind, c.Name, c.Source, cmp.Diff(want, got))
		}
	}
	t.Logf("%d cases: ran %v, left out %v", len(cases), ran, left)
	total := 0
	for _, n := range ran {
		total += n
	}
	if total < 180 {
		t.Errorf("only %d cases ran", total)
	}
}

// zone returns the zone in which the case reads its instants.
func (c peerCase) zone(t *testing.T) *time.Location {
	loc, err := time.LoadLocation(c.Input.Timezone)
	if err != nil {
		t.Fatalf("%s: %v", c.ID, err)
	}
	return loc
}

// day reads a date, or the date of an instant in the case's zone.
func (c peerCase) day(t *testing.T, text string) Date {
	if d, err := ParseDate(text); err == nil {
		return d
	}
	at, err := time.Parse(time.RFC3339, text)
	if err != nil {
		if at, err = time.Parse("2006-01-02T15:04:05", text); err != nil {
			t.Fatalf("%s: %v", c.ID, err)
		}
	}
	return DateOf(at.In(c.zone(t)))
}

// grid is the schedule of all period starts: every count periods from the anchor on.
func (c peerCase) grid(t *testing.T, interval string, anchor Date, count int) *Timetable {
	_, month, day := anchor.Civil()
	s := Schedule{Interval: max(count, 1), From: anchor, Frequency: Monthly, On: []Day{{Kind: AnyDay, N: day}}}
	switch interval {
	case "daily":
		s.Frequency, s.On = Daily, nil
	case "thirty_days":
		s.Frequency, s.On, s.Interval = Daily, nil, 30
	case "weekly":
		s.Frequency, s.On = Weekly, []Day{{Kind: Monday + DayKind((anchor.Weekday()+6)%7)}}
	case "monthly":
	case "quarterly":
		s.Interval *= 3
	case "semiannual":
		s.Interval *= 6
	case "yearly":
		s.Frequency, s.On = Yearly, []Day{{Kind: AnyDay, N: day, Month: int(month)}}
	default:
		t.Fatalf("%s: interval %q", c.ID, interval)
	}
	return mustCompile(t, s, nil)
}

// containing returns the period of the grid that holds d: its first day and the first day of the next.
func containing(grid *Timetable, d Date) (first, next Date) {
	a, _ := grid.Prev(d.AddDays(1))
	b, _ := grid.Next(d)
	return a.Date, b.Date
}

func (c peerCase) run(t *testing.T) (got, want []string) {
	in := c.Input
	expect := func(keys ...string) {
		for _, k := range keys {
			want = append(want, c.day(t, c.Expected[k].(string)).String())
		}
	}
	answer := func(dates ...Date) {
		for _, d := range dates {
			got = append(got, d.String())
		}
	}
	switch c.Kind {
	case "billing_period_boundary":
		return c.runBoundary(t)
	case "next_period_end":
		expect("at")
		end, _ := c.grid(t, in.Interval, c.day(t, in.Anchor), in.Count).Next(c.day(t, in.PeriodStart))
		if in.ContractEnd != "" && end.Date.After(c.day(t, in.ContractEnd)) {
			end.Date = c.day(t, in.ContractEnd)
		}
		answer(end.Date)
	case "calendar_boundary_after":
		expect("at")
		_, next := containing(c.grid(t, in.Interval, date("2001-01-01"), 1), c.day(t, in.At))
		answer(next)
	case "floor_day", "floor_week", "add_calendar_days":
		expect("at")
		day := c.day(t, in.At).AddDays(in.Days)
		if c.Kind == "floor_week" {
			day = Dates{}.Bounds(day, Weeks, 0).First
		}
		answer(day)
	case "advance_periods":
		expect("date")
		o := Occurrence{Date: c.day(t, in.Start)}
		for grid := c.grid(t, in.Interval, o.Date, 1); in.Count > 0; in.Count-- {
			o, _ = grid.Next(o.Date)
		}
		answer(o.Date)
	case "add_duration":
		expect("at")
		unit := map[string]Unit{"P1M": Months, "P1W": Weeks}[in.Duration]
		d, err := Anchor{Base: RunDate, Offset: Offset{1, unit}}.Resolve(Occurrence{Date: c.day(t, in.At)}, Dates{})
		if err != nil {
			t.Errorf("%s: %v", c.ID, err)
		}
		answer(d)
	case "prev_occurrence":
		expect("at")
		first, _ := containing(c.grid(t, in.Interval, c.day(t, in.Anchor), 1), c.day(t, in.At))
		answer(first)
	default:
		return c.runList(t)
	}
	return got, want
}

// runList runs the kinds that list dates or periods.
func (c peerCase) runList(t *testing.T) (got, want []string) {
	in := c.Input
	switch c.Kind {
	case "next_occurrence", "next_day_of_month_strictly_after":
		s := Schedule{Frequency: Monthly, On: day(AnyDay, -1)}
		if n, ok := in.Day.(float64); ok {
			s.On[0].N = int(n)
		}
		after := c.day(t, in.After)
		if in.Frequency == "yearly" {
			_, month, _ := after.Civil()
			s.Frequency, s.On[0].Month = Yearly, int(month)
		}
		o, _ := mustCompile(t, s, nil).Next(after)
		return []string{o.Date.String()}, []string{c.Expected["date"].(string)}
	case "occurrence_list":
		anchor := c.day(t, in.Anchor)
		for _, d := range c.Expected["dates"].([]any) {
			want = append(want, d.(string))
		}
		for o := range c.grid(t, in.Frequency, anchor, 1).Between(anchor.AddDays(1), Date{}) {
			if got = append(got, o.Date.String()); len(got) == len(want) {
				break
			}
		}
	case "period_list", "period_list_in_range":
		return c.runPeriods(t)
	case "elapsed_cycles":
		start := c.day(t, in.BillingStart)
		cycles := 0
		for range c.grid(t, in.Interval, gridStart(start, in.BillingDay), 1).Between(start.AddDays(1), c.day(t, in.At)) {
			cycles++
		}
		return []string{time.Duration(cycles).String()}, []string{time.Duration(c.Expected["complete_cycles"].(float64)).String()}
	case "period_containing":
		anchor := in.Anchor
		if anchor == "" {
			anchor = gridStart(c.day(t, in.BillingStart), in.BillingDay).String()
		}
		first, next := containing(c.grid(t, in.Interval, c.day(t, anchor), 1), c.day(t, in.At))
		return []string{first.String(), next.String()}, []string{c.day(t, c.Expected["start"].(string)).String(), c.day(t, c.Expected["end"].(string)).String()}
	case "advance_period":
		at := c.day(t, in.InvoiceDate)
		anchor := gridStart(date("2021-01-01"), in.BillingDay)
		_, next := containing(c.grid(t, in.Interval, anchor, 1), at)
		return []string{at.String(), next.String()}, []string{c.Expected["start"].(string), c.Expected["end"].(string)}
	case "arrears_period":
		at, start := c.day(t, in.InvoiceDate), c.day(t, in.BillingStart)
		first, ok := c.grid(t, in.Interval, gridStart(date("2021-01-01"), in.BillingDay), 1).Prev(at)
		if !ok || first.Date.Before(start) {
			first.Date = start
		}
		return []string{first.Date.String(), at.String()}, []string{c.Expected["start"].(string), c.Expected["end"].(string)}
	case "invoice_window_for_period":
		service := [2]Date{c.day(t, in.ServicePeriod[0]), c.day(t, in.ServicePeriod[1])}
		at := service[0]
		if in.DuePosition == "arrears" {
			at = service[1]
		}
		first, next := containing(c.grid(t, in.Interval, c.day(t, in.Anchor), 1), at)
		window := c.Expected["invoice_window"].([]any)
		return []string{first.String(), next.String()}, []string{window[0].(string), window[1].(string)}
	default:
		t.Errorf("%s: unknown kind %q", c.ID, c.Kind)
	}
	return got, want
}

// gridStart returns the first day with the billing day's number in the month of start.
func gridStart(start Date, billingDay int) Date {
	year, month, _ := start.Civil()
	first, _ := NewDate(year, month, 1)
	last := first.AddMonths(1).AddDays(-1)
	if d := first.AddDays(billingDay - 1); d.Before(last) {
		return d
	}
	return last
}

// runPeriods lists the periods of a grid that touch a range.
func (c peerCase) runPeriods(t *testing.T) (got, want []string) {
	in := c.Input
	anchor := c.day(t, in.Anchor)
	if c.Kind == "period_list" {
		grid := c.grid(t, in.Interval, anchor, 1)
		for o := range grid.Between(anchor.AddDays(1), c.day(t, in.End)) {
			got = append(got, o.Date.String())
		}
		return got, []string{c.day(t, c.Expected["first_end"].(string)).String(), c.day(t, c.Expected["second_end"].(string)).String()}
	}
	for _, p := range c.Expected["periods"].([]any) {
		want = append(want, p.([]any)[0].(string), p.([]any)[1].(string))
	}
	grid := c.grid(t, in.Interval, anchor, 1)
	first, _ := containing(grid, c.day(t, in.RangeStart))
	if first.IsZero() {
		first = anchor
	}
	for o := range grid.Between(first, c.day(t, in.RangeEnd).AddDays(-1)) {
		next, _ := grid.Next(o.Date)
		if in.DuePosition == "" && next.Date.After(c.day(t, in.RangeEnd)) {
			break // these lists hold only periods that end within the range
		}
		got = append(got, o.Date.String(), next.Date.String())
	}
	return got, want
}

// runBoundary runs the cases of Lago. Calendar periods begin on Mondays, firsts of months, quarters, halves and years; others on the days of
// the subscription. What is paid in arrears is billed for the period before, unless it is current or the subscription has ended.
func (c peerCase) runBoundary(t *testing.T) (got, want []string) {
	in := c.Input
	at, anchor := c.day(t, in.BillingAt), c.day(t, in.SubscriptionAt)
	if in.BillingTime == "calendar" {
		anchor = date("2001-01-01")
	}
	grid := c.grid(t, in.Interval, anchor, 1)
	first, next := containing(grid, at)
	here := in.PayInAdvance || in.CurrentUsage || in.TerminatedAt != ""
	switch in.Method {
	case "next_end_of_period":
		here = true
	case "previous_beginning_of_period":
		here = in.CurrentPeriod
	}
	if !here {
		next = first
		o, _ := grid.Prev(first)
		first = o.Date
	}
	loc := c.zone(t)
	if key := "first_instant_utc"; c.Expected[key] != nil {
		if started := c.day(t, in.StartedAt); in.Method == "from_datetime" && first.Before(started) {
			first = started
		}
		return []string{first.At(Clock{}, loc).UTC().Format("2006-01-02 15:04:05 UTC")}, []string{c.Expected[key].(string)}
	}
	end := next.At(Clock{}, loc).Add(-time.Second)
	return []string{end.UTC().Format("2006-01-02 15:04:05 UTC")}, []string{c.Expected["last_instant_utc"].(string)}
}

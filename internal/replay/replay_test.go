package replay_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/shopspring/decimal"

	"github.com/proforma-go/proforma/internal/replay"
	"github.com/proforma-go/proforma/invoice"
	"github.com/proforma-go/proforma/invoice/memory"
	"github.com/proforma-go/proforma/schedule"
)

var day = schedule.MustParseDate

// monthEnd bills on the last day of each month through that day.
func monthEnd(name string) invoice.Rule {
	return invoice.Rule{Name: name, Schedule: schedule.Schedule{Frequency: schedule.Monthly, On: []schedule.Day{{Kind: schedule.AnyDay, N: -1}}}}
}

func onLines(name string) invoice.Rule {
	return invoice.Rule{Name: name, Schedule: schedule.Schedule{Frequency: schedule.OnLineSchedule}}
}

// only restricts a rule to one project.
func only(r invoice.Rule, project string) invoice.Rule {
	r.Where = invoice.Compare{Field: "project", Op: invoice.Equal, Value: invoice.IDValue(project)}
	return r
}

// firsts is a line schedule: the first of each month from one date until another, both of which may be "".
func firsts(from, until string) *invoice.LineSchedule {
	s := schedule.Schedule{Frequency: schedule.Monthly, On: []schedule.Day{{Kind: schedule.AnyDay, N: 1}}}
	if from != "" {
		s.From = day(from)
	}
	if until != "" {
		s.Until = day(until)
	}
	return &invoice.LineSchedule{Schedule: s}
}

func row(id, line, date string, amount int64) memory.Transaction {
	return memory.Transaction{ID: id, Line: line, Kind: invoice.Time, Date: day(date), Amount: decimal.NewFromInt(amount), Currency: "EUR"}
}

func world(lines []memory.Line, rows ...memory.Transaction) memory.Data {
	return memory.Data{
		Projects: []memory.Project{{ID: "P1", Customer: "Acme"}, {ID: "P2", Customer: "Blue"}}, Lines: lines, Transactions: rows,
	}
}

func run(t *testing.T, d memory.Data, p replay.Plan) *replay.Report {
	t.Helper()
	source, err := memory.New(d)
	if err != nil {
		t.Fatal(err)
	}
	p.Source = source
	report, err := replay.Run(context.Background(), p)
	if err != nil {
		t.Fatal(err)
	}
	return report
}

// sentences puts drafts and backlog into one line each.
func sentences(r *replay.Report) []string {
	var all []string
	for _, d := range r.Drafts {
		var ids []string
		for _, l := range d.Lines {
			for _, x := range l.Details {
				ids = append(ids, x.Transaction)
			}
		}
		all = append(all, fmt.Sprintf("%s %s %s %s", d.RunDate, d.Rule, strings.Join(ids, "+"), number(d.Total)))
	}
	for _, b := range r.Backlog {
		all = append(all, strings.TrimRight(fmt.Sprintf("%s %s %s %s %s", b.Transaction, b.Customer, number(b.Amount), b.Reason, b.NextRun), " "))
	}
	return all
}

func number(a invoice.Amount) string { return a.Decimal().String() }

func TestRun(t *testing.T) {
	own := []memory.Line{{ID: "L1", Project: "P1"}}
	late := row("T2", "L1", "2026-01-20", 20)
	late.ReadyFrom = day("2026-02-10")
	pending := row("T3", "L1", "2026-01-20", 30)
	pending.Status = invoice.Pending
	data := world(own, row("T1", "L1", "2026-01-10", 10), late, pending, row("T4", "L1", "2026-03-02", 40))
	quarter := replay.Plan{Rules: []invoice.Rule{monthEnd("M")}, From: day("2026-01-01"), Through: day("2026-03-01")}
	for _, tt := range []struct {
		name string
		data memory.Data
		plan replay.Plan
		want []string
	}{
		{"each day over the data of that day", data, quarter, []string{
			"2026-01-31 M T1 10", "2026-02-28 M T2 20", "T3 Acme 30 not-ready 2026-03-31", "T4 Acme 40 after-cutoff 2026-03-31"}},
		{"once over the data of the last day", data, func() replay.Plan { p := quarter; p.Mode = replay.Once; return p }(), []string{
			"2026-01-31 M T1+T2 30", "T3 Acme 30 not-ready 2026-03-31", "T4 Acme 40 after-cutoff 2026-03-31"}},
		{"now, whatever the schedule says", data, func() replay.Plan { p := quarter; p.Mode = replay.Now; return p }(), []string{
			"2026-03-01 M T1+T2 30", "T3 Acme 30 not-ready 2026-03-31", "T4 Acme 40 after-cutoff 2026-03-31"}},
		{"nothing due at all", world(own, row("T1", "L1", "2026-01-10", 10)), replay.Plan{Rules: []invoice.Rule{monthEnd("M")}, From: day("2026-01-01"), Through: day("2026-01-30")},
			[]string{"T1 Acme 10 not-due 2026-01-31"}},
		{"no rule", data, replay.Plan{From: day("2026-01-01"), Through: day("2026-01-02")}, []string{
			"T1 Acme 10 not-due", "T2 Acme 20 not-due", "T3 Acme 30 not-due", "T4 Acme 40 not-due"}},
		{"limits count what was drafted on earlier days", world(
			[]memory.Line{{ID: "L1", Project: "P1", Limit: &invoice.Limit{Amount: decimal.NewFromInt(50), Currency: "EUR"}}},
			row("T1", "L1", "2026-01-10", 40), row("T2", "L1", "2026-02-10", 20), row("T3", "L1", "2026-02-11", 10)),
			quarter, []string{"2026-01-31 M T1 40", "2026-02-28 M T3 10", "T2 Acme 20 over-limit 2026-03-31"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, sentences(run(t, tt.data, tt.plan))); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestUnreadRowsHaveReasons(t *testing.T) {
	january := replay.Plan{From: day("2026-01-01"), Through: day("2026-01-31")}
	rules := func(rs ...invoice.Rule) replay.Plan { p := january; p.Rules = rs; return p }
	generator := monthEnd("M")
	generator.Generator = "anna"
	forbidden := rules(generator)
	forbidden.Permits = func(_ string, p invoice.Project) bool { return p.ID() != "P1" }
	line := func(s *invoice.LineSchedule) []memory.Line {
		return []memory.Line{{ID: "L1", Project: "P1", Schedule: s}}
	}
	for _, tt := range []struct {
		name  string
		lines []memory.Line
		plan  replay.Plan
		want  string
	}{
		{"filtered project", line(nil), rules(only(monthEnd("M"), "P2")), "T1 Acme 10 filtered"},
		{"not permitted", line(nil), forbidden, "T1 Acme 10 not-permitted"},
		{"no schedule", line(nil), rules(onLines("L")), "T1 Acme 10 no-schedule"},
		{"not due", line(firsts("2026-03-01", "")), rules(onLines("L")), "T1 Acme 10 not-due 2026-03-01"},
		{"no later run", line(firsts("2025-01-01", "2025-06-30")), rules(onLines("L")), "T1 Acme 10 stranded"},
		{"the rule that came nearest", line(firsts("2026-03-01", "")), rules(only(onLines("A"), "P2"), onLines("B")), "T1 Acme 10 not-due 2026-03-01"},
		{"shares that do not add up", []memory.Line{{ID: "L1", Project: "P1", Customers: []invoice.Share{{Customer: "A", Percent: invoice.NewPercent(decimal.NewFromInt(90))}}}},
			rules(monthEnd("M")), "T1  10 failed"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got := sentences(run(t, world(tt.lines, row("T1", "L1", "2026-01-10", 10)), tt.plan))
			if diff := cmp.Diff([]string{tt.want}, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestWhatBecameReadySaysSo(t *testing.T) {
	late := row("T1", "L1", "2026-01-10", 10)
	late.ReadyFrom = day("2026-02-05")
	for through, want := range map[string]string{"2026-02-04": "not ready to invoice", "2026-02-05": "not ready when it was last considered; ready by now"} {
		r := run(t, world([]memory.Line{{ID: "L1", Project: "P1"}}, late), replay.Plan{Rules: []invoice.Rule{monthEnd("M")}, From: day("2026-01-01"), Through: day(through)})
		if got := r.Backlog[0].Detail(); got != want || r.Backlog[0].Reason != invoice.NotReady {
			t.Errorf("through %s: got %s, %q, want not-ready, %q", through, r.Backlog[0].Reason, got, want)
		}
	}
}

func TestTheLogSaysThingsOnce(t *testing.T) {
	r := run(t, world([]memory.Line{{ID: "L1", Project: "P1"}}, row("T1", "L1", "2026-01-10", 10), row("T2", "L1", "2026-02-10", 10)),
		replay.Plan{Rules: []invoice.Rule{monthEnd("M"), only(monthEnd("N"), "P9")}, From: day("2026-01-01"), Through: day("2026-02-28")})
	times := make(map[invoice.Code]int)
	for _, e := range r.Log {
		if times[e.Code]++; e.Code == invoice.CodeSummary && e.Rule == "M" && e.Message != "2 drafts, 0 failures" {
			t.Errorf("summary %q, want that of all days", e.Message)
		}
	}
	for code, want := range map[invoice.Code]int{invoice.CodeDrafted: 2, invoice.CodeMatched: 2, invoice.CodeNotDue: 0} {
		if times[code] > want || times[code] == 0 && want > 0 {
			t.Errorf("%d entries %s, want %d at most:\n%s", times[code], code, want, r.Log)
		}
	}
}

func TestTheLogOfAWindowIsAboutTheWindow(t *testing.T) {
	lines := []memory.Line{{ID: "L1", Project: "P1", Schedule: firsts("2026-01-01", "2026-01-31")}, {ID: "L2", Project: "P1", Schedule: firsts("2026-06-01", "")}}
	r := run(t, world(lines, row("T1", "L1", "2025-12-10", 10), row("T2", "L2", "2025-12-10", 10)),
		replay.Plan{Rules: []invoice.Rule{onLines("L")}, From: day("2025-12-30"), Through: day("2026-02-28")})
	for _, e := range r.Log {
		if e.Subject == "L1" {
			t.Errorf("L1 ran, and the log says: %s", e)
		}
	}
	if diff := cmp.Diff([]string{"2026-01-01 L T1 10", "T2 Acme 10 not-due 2026-06-01"}, sentences(r)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestRunEndsWithTheError(t *testing.T) {
	source, err := memory.New(memory.Data{})
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	for _, tt := range []struct {
		name string
		plan replay.Plan
	}{
		{"window of centuries", replay.Plan{From: day("1900-01-01"), Through: day("2100-01-01")}},
		{"rule without a schedule", replay.Plan{Rules: []invoice.Rule{{Name: "M"}}, From: day("2026-01-01"), Through: day("2026-01-01")}},
		{"two rules of one name", replay.Plan{Rules: []invoice.Rule{monthEnd("M"), monthEnd("M")}, From: day("2026-01-01"), Through: day("2026-01-01")}},
	} {
		tt.plan.Source = source
		if r, err := replay.Run(ctx, tt.plan); r != nil || err == nil {
			t.Errorf("%s: got %v, %v, want an error", tt.name, r, err)
		}
	}
}

// The reason is that of the rule that came nearest, whatever ran last, and every rule has one of its own.
func TestEveryRuleHasItsReason(t *testing.T) {
	least := invoice.NewAmount(decimal.NewFromInt(300), "EUR")
	high := monthEnd("High")
	high.MinAmount = &least
	mid := monthEnd("Mid")
	mid.Schedule.On = []schedule.Day{{Kind: schedule.AnyDay, N: 15}}
	mid.Where = invoice.Compare{Field: "amount", Op: invoice.GreaterOrEqual, Value: invoice.MoneyValue(decimal.NewFromInt(5000), "EUR")}
	ended := monthEnd("Ended")
	ended.Schedule.Until = day("2025-12-31")
	forbidden := monthEnd("Forbidden")
	forbidden.Generator = "anna"
	for _, tt := range []struct {
		name          string
		rules         []invoice.Rule
		from, through string
		want          []string
	}{
		{"a hold is not hidden by a later rule", []invoice.Rule{mid, high}, "2026-01-20", "2026-02-20",
			[]string{"T1 Acme 100 below-minimum 2026-02-28", "Mid filtered: amount >= 5000 EUR (is 100 EUR)", "High below-minimum: the draft would total 100.00 EUR"}},
		{"a rule that never has the line read", []invoice.Rule{only(monthEnd("Other"), "P2"), high, forbidden}, "2026-01-20", "2026-02-20",
			[]string{"T1 Acme 100 below-minimum 2026-02-28", `Other filtered: project = "P2" (is "P1")`, "High below-minimum: the draft would total 100.00 EUR",
				"Forbidden not-permitted: generator anna may not invoice the project"}},
		{"nothing was read", []invoice.Rule{only(monthEnd("Other"), "P2"), mid, high}, "2026-01-20", "2026-01-30",
			[]string{"T1 Acme 100 not-due 2026-01-31", `Other filtered: project = "P2" (is "P1")`,
				"Mid not-due: no run in the window; the next is on 2026-02-15", "High not-due: no run in the window; the next is on 2026-01-31"}},
		{"a later run of another rule", []invoice.Rule{ended, high}, "2026-01-20", "2026-01-30",
			[]string{"T1 Acme 100 stranded 2026-01-31", "Ended stranded: no run in the window and none after it",
				"High not-due: no run in the window; the next is on 2026-01-31"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			p := replay.Plan{Rules: tt.rules, From: day(tt.from), Through: day(tt.through)}
			p.Permits = func(generator string, _ invoice.Project) bool { return generator != "anna" }
			r := run(t, world([]memory.Line{{ID: "L1", Project: "P1"}}, row("T1", "L1", "2026-01-10", 100)), p)
			got := sentences(r)
			for i := range r.Backlog {
				for _, g := range r.Backlog[i].Rules {
					b := r.Backlog[i]
					b.Grounds = g
					got = append(got, fmt.Sprintf("%s %s: %s", g.Rule, g.Reason, b.Detail()))
				}
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// What a rule found on its last occurrence in the window counts, not what it says of the days on which only others ran.
func TestTheLastOccurrenceOfARuleCounts(t *testing.T) {
	least := invoice.NewAmount(decimal.NewFromInt(300), "EUR")
	merged := monthEnd("Merged")
	merged.MinAmount, merged.Grouping = &least, invoice.Grouping{Cut: invoice.Merged}
	mid := monthEnd("Mid")
	mid.Schedule.On = []schedule.Day{{Kind: schedule.AnyDay, N: 15}}
	mid.Where = invoice.Compare{Field: "amount", Op: invoice.GreaterOrEqual, Value: invoice.MoneyValue(decimal.NewFromInt(5000), "EUR")}
	recent := mid
	recent.Name, recent.Where = "Recent", nil
	recent.Include = []invoice.Include{{From: schedule.Anchor{Base: schedule.FixedDate, Date: day("2026-02-01")}, Through: schedule.Anchor{Base: schedule.RunDate}}}
	expenses := monthEnd("Expenses")
	expenses.Include = []invoice.Include{{Kinds: []invoice.Kind{invoice.Expense}, Through: schedule.Anchor{Base: schedule.RunDate}}}
	pending := row("T1", "L1", "2026-01-10", 100)
	pending.Status = invoice.Pending
	changed := row("T1", "L1", "2026-01-10", 100)
	changed.Billings = []invoice.Billing{{Part: 1, Customer: "Former", Percent: invoice.NewRatio(1, 2), Amount: invoice.NewAmount(decimal.NewFromInt(50), "EUR")}}
	for _, tt := range []struct {
		name  string
		row   memory.Transaction
		rules []invoice.Rule
		want  string
	}{
		{"who would have paid", row("T1", "L1", "2026-01-10", 100), []invoice.Rule{recent, merged}, "T1 Acme 100 below-minimum 2026-02-28"},
		{"a kind that is never included", pending, []invoice.Rule{expenses, mid}, "T1 Payer 100 filtered"},
		{"what no run takes has no next run", changed, []invoice.Rule{monthEnd("Month"), mid}, "T1  50 shares-changed"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			d := world([]memory.Line{{ID: "L1", Project: "P1"}}, tt.row)
			d.Projects[0].BillingCustomer = "Payer"
			got := sentences(run(t, d, replay.Plan{Rules: tt.rules, From: day("2026-01-20"), Through: day("2026-02-20")}))
			if diff := cmp.Diff([]string{tt.want}, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

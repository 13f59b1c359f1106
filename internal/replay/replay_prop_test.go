package replay_test

import (
	"context"
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/shopspring/decimal"
	"pgregory.net/rapid"

	"github.com/proforma-go/proforma/internal/replay"
	"github.com/proforma-go/proforma/invoice"
	"github.com/proforma-go/proforma/invoice/memory"
	"github.com/proforma-go/proforma/schedule"
)

// drawWorld makes projects, lines with shares, limits and schedules, and chargeable rows over a quarter.
func drawWorld(t *rapid.T) memory.Data {
	var d memory.Data
	for p := range rapid.IntRange(1, 3).Draw(t, "projects") {
		d.Projects = append(d.Projects, memory.Project{ID: fmt.Sprint("P", p), Customer: rapid.SampledFrom([]string{"Acme", "Blue"}).Draw(t, "customer")})
	}
	for i := range rapid.IntRange(1, 4).Draw(t, "lines") {
		l := memory.Line{ID: fmt.Sprint("L", i), Project: rapid.SampledFrom(d.Projects).Draw(t, "project").ID}
		l.Contract = rapid.SampledFrom([]string{"", "C1", "C2"}).Draw(t, "contract")
		l.Schedule = rapid.SampledFrom([]*invoice.LineSchedule{nil, firsts("2026-01-01", ""), firsts("", "2026-02-15")}).Draw(t, "schedule")
		if rapid.Bool().Draw(t, "split") {
			a := rapid.Int64Range(0, 10000).Draw(t, "percent")
			l.Customers = []invoice.Share{{Customer: "A", Percent: invoice.NewPercent(decimal.New(a, -2))}, {Customer: "B", Percent: invoice.NewPercent(decimal.New(10000-a, -2))}}
		}
		if rapid.Bool().Draw(t, "limited") {
			l.Limit = &invoice.Limit{Amount: decimal.New(rapid.Int64Range(0, 50000).Draw(t, "limit"), -2), Currency: "EUR"}
		}
		if rapid.IntRange(0, 3).Draw(t, "method") == 0 {
			l.Method = invoice.FixedPrice
		}
		d.Lines = append(d.Lines, l)
	}
	least := rapid.SampledFrom([]int64{0, -2000}).Draw(t, "least")
	for i := range rapid.IntRange(0, 12).Draw(t, "rows") {
		r := row(fmt.Sprint("T", i), rapid.SampledFrom(d.Lines).Draw(t, "line").ID, "2026-01-01", 0)
		r.Date = r.Date.AddDays(rapid.IntRange(0, 90).Draw(t, "day"))
		r.ReadyFrom = r.Date.AddDays(rapid.IntRange(0, 30).Draw(t, "ready"))
		r.Amount = decimal.New(rapid.Int64Range(least, 30000).Draw(t, "amount"), -2)
		r.Kind = rapid.SampledFrom([]invoice.Kind{invoice.Time, invoice.Fee, invoice.Milestone}).Draw(t, "kind")
		r.Currency = rapid.SampledFrom([]string{"EUR", "EUR", "SEK"}).Draw(t, "currency")
		d.Transactions = append(d.Transactions, r)
	}
	return d
}

func drawRules(t *rapid.T) []invoice.Rule {
	lines, month := onLines("lines"), monthEnd("month")
	lines.PartialLimits = rapid.Bool().Draw(t, "partial")
	if rapid.Bool().Draw(t, "merge") {
		month.Grouping = invoice.Grouping{Cut: invoice.Merged}
	}
	if rapid.Bool().Draw(t, "minimum") {
		least := invoice.NewAmount(decimal.NewFromInt(50), "EUR")
		month.MinAmount = &least
	}
	return rapid.SampledFrom([][]invoice.Rule{{lines}, {month}, {lines, month}, {month, lines}}).Draw(t, "rules")
}

// Every amount is on a draft or in the backlog, and running over the booked data again gives nothing new.
func TestDraftsAndBacklogAreEverything(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := drawWorld(t)
		source, err := memory.New(d)
		if err != nil {
			t.Fatal(err)
		}
		first := schedule.MustParseDate("2026-01-01")
		p := replay.Plan{Rules: drawRules(t), Source: source, From: first, Through: first.AddDays(rapid.IntRange(0, 100).Draw(t, "days"))}
		p.Mode = rapid.SampledFrom([]replay.Mode{replay.EachDay, replay.Once, replay.Now}).Draw(t, "mode")
		report, err := replay.Run(context.Background(), p)
		if err != nil {
			t.Fatal(err)
		}
		left, seen := make(map[string]decimal.Decimal), make(map[string]bool)
		for _, r := range d.Transactions {
			left[r.ID] = r.Amount
		}
		for _, draft := range report.Drafts {
			for _, l := range draft.Lines {
				for _, x := range l.Details {
					left[x.Transaction], seen[x.Transaction] = left[x.Transaction].Sub(x.Amount.Decimal()), true
				}
			}
		}
		for _, b := range report.Backlog {
			left[b.Transaction], seen[b.Transaction] = left[b.Transaction].Sub(b.Amount.Decimal()), true
			if b.Reason.Rank() == 0 {
				t.Errorf("%s has reason %q", b.Transaction, b.Reason)
			}
		}
		for _, r := range d.Transactions {
			if !left[r.ID].IsZero() || !seen[r.ID] {
				t.Errorf("%s: %s of %s is neither drafted nor in the backlog\n%v", r.ID, left[r.ID], r.Amount, sentences(report))
			}
		}
		if slices.ContainsFunc(d.Transactions, func(r memory.Transaction) bool { return r.Amount.IsNegative() }) {
			return // a credit that was booked since makes room under a limit, and one that is left alone passes a minimum
		}
		again, err := replay.Run(context.Background(), p)
		if err != nil {
			t.Fatal(err)
		}
		if len(again.Drafts) > 0 {
			t.Errorf("a second run drafts again: %v, after %v", sentences(again), sentences(report))
		}
	})
}

// What was ready from the start is drafted, or held for the same reason, whether the nights of a window are run one by one or caught up at once:
// of every rule the last occurrence in the window counts. (Of a milestone on a day without a run it is said that it is not due as long as it
// lies ahead, and nobody reads it again for that alone, so milestones that wait are left out.)
func TestNightsOneByOneAreAsOneCatchUp(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := drawWorld(t)
		for i := range d.Transactions {
			d.Transactions[i].ReadyFrom = schedule.Date{}
			d.Transactions[i].Amount = d.Transactions[i].Amount.Abs().Round(-2) // of which every share is whole cents
		}
		first := schedule.MustParseDate("2026-01-01")
		p := replay.Plan{Rules: drawRules(t), From: first, Through: first.AddDays(rapid.IntRange(0, 100).Draw(t, "days"))}
		var got [2][]string
		for mode := range got {
			source, err := memory.New(d)
			if err != nil {
				t.Fatal(err)
			}
			p.Source, p.Mode = source, []replay.Mode{replay.EachDay, replay.Once}[mode]
			report, err := replay.Run(context.Background(), p)
			if err != nil {
				t.Fatal(err)
			}
			report.Backlog = slices.DeleteFunc(report.Backlog, func(b invoice.BacklogItem) bool { return b.Kind == invoice.Milestone })
			got[mode] = sentences(report)
			for _, b := range report.Backlog {
				for _, g := range b.Rules {
					got[mode] = append(got[mode], fmt.Sprint(b.Transaction, " ", b.Customer, ": ", g.Rule, " ", g.Reason, " ", g.Cutoff, " ", g.Total))
				}
			}
		}
		if diff := cmp.Diff(got[1], got[0]); diff != "" {
			t.Errorf("through %s (-at once +night by night):\n%s", p.Through, diff)
		}
	})
}

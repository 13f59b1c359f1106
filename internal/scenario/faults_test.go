package scenario_test

import (
	"context"
	"errors"
	"iter"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/shopspring/decimal"

	"github.com/proforma-go/proforma/dsl"
	"github.com/proforma-go/proforma/invoice"
	"github.com/proforma-go/proforma/invoice/memory"
	"github.com/proforma-go/proforma/schedule"
)

// unpriced is a transaction that its host knows to have no price yet.
type unpriced struct{ invoice.Transaction }

func (unpriced) Fault() error { return errors.New("has no price") }

// unpricedSource is a source in which one transaction has no price.
type unpricedSource struct {
	invoice.Source
	id string
}

func (s unpricedSource) Transactions(ctx context.Context, lines []invoice.ContractLine) iter.Seq2[invoice.Transaction, error] {
	return func(yield func(invoice.Transaction, error) bool) {
		for t, err := range s.Source.Transactions(ctx, lines) {
			if err == nil && t.ID() == s.id {
				t = unpriced{t}
			}
			if !yield(t, err) {
				return
			}
		}
	}
}

// Scenario 26: of three projects the second has an item without a price. The first and the third are drafted, nothing of the second is, and
// the log has one error, which names it.
func TestItemWithoutPriceTakesOutItsProject(t *testing.T) {
	source := newSource(t, 3, 2)
	result := collect(t, invoice.Input{
		Rules: []invoice.Rule{parseRule(t, "monthly on last day")}, Through: schedule.MustParseDate("2026-01-31"),
		Source: unpricedSource{source, "P0002-1"},
	})
	var contracts []string
	for _, d := range result.Drafts {
		contracts = append(contracts, d.Contract)
	}
	if diff := cmp.Diff([]string{"P0001", "P0003"}, contracts); diff != "" {
		t.Errorf("drafted (-want +got):\n%s", diff)
	}
	var failed []invoice.Entry
	for _, e := range result.Log {
		if e.Level == invoice.Error {
			failed = append(failed, e)
		}
	}
	if len(failed) != 1 || failed[0].Subject != "P0002" || !strings.Contains(failed[0].Message, "P0002-1: has no price") {
		t.Errorf("the log has the errors %v", failed)
	}
	for _, b := range result.Backlog {
		if b.Project != "P0002" || b.Reason != invoice.Failed {
			t.Errorf("backlog: %s of project %s is %s", b.Transaction, b.Project, b.Reason)
		}
	}
}

// The span in which a rule was inactive is not caught up: the host moves its window to the day on which it was activated.
func TestInactiveSpanIsNotCaughtUp(t *testing.T) {
	rule := parseRule(t, "monthly on last day")
	rule.Name = "Month end"
	result := collect(t, invoice.Input{
		Rules: []invoice.Rule{rule}, Source: newSource(t, 1, 1),
		After: schedule.MustParseDate("2025-12-31"), Through: schedule.MustParseDate("2026-03-31"),
		AfterRule: map[string]schedule.Date{"Month end": schedule.MustParseDate("2026-02-10")},
	})
	if len(result.Drafts) != 1 || result.Drafts[0].RunDate.String() != "2026-02-28" {
		t.Errorf("got %v, want one draft of 2026-02-28", result.Drafts)
	}
}

// newSource makes projects P0001, P0002, … with a line and transactions each: P0001-1, P0001-2, …, dated from 1 to 28 January.
func newSource(t *testing.T, projects, transactions int) *memory.Source {
	t.Helper()
	var d memory.Data
	for p := range projects {
		addProject(&d, p+1, transactions)
	}
	source, err := memory.New(d)
	if err != nil {
		t.Fatal(err)
	}
	return source
}

func addProject(d *memory.Data, number, transactions int) {
	id := "P" + zeros(number, 4)
	d.Projects = append(d.Projects, memory.Project{ID: id, Customer: "C" + zeros(number%7, 1)})
	d.Lines = append(d.Lines, memory.Line{ID: id + "-L", Project: id})
	for i := range transactions {
		d.Transactions = append(d.Transactions, memory.Transaction{
			ID: id + "-" + zeros(i+1, 1), Line: id + "-L", Kind: invoice.Time, Date: schedule.MustParseDate("2026-01-" + zeros(i%28+1, 2)),
			Amount: decimal.New(int64(100+number*31+i*17), -2), Currency: "EUR",
		})
	}
}

// zeros writes a number with at least so many digits.
func zeros(n, digits int) string {
	s := decimal.NewFromInt(int64(n)).String()
	return strings.Repeat("0", max(0, digits-len(s))) + s
}

func parseRule(t *testing.T, text string) invoice.Rule {
	t.Helper()
	rule, err := dsl.ParseRule(text)
	if err != nil {
		t.Fatal(err)
	}
	return rule
}

func collect(t *testing.T, in invoice.Input) *invoice.Result {
	t.Helper()
	result, err := invoice.Collect(invoice.Run(t.Context(), in))
	if err != nil {
		t.Fatal(err)
	}
	return result
}

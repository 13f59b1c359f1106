package findings_test

import (
	"context"
	"fmt"
	"iter"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/shopspring/decimal"

	"github.com/proforma-go/proforma/dsl"
	"github.com/proforma-go/proforma/invoice"
	"github.com/proforma-go/proforma/invoice/memory"
	"github.com/proforma-go/proforma/schedule"
)

var (
	day = schedule.MustParseDate
	dec = decimal.RequireFromString
)

// lastDay is the run date of most tests: the last day of a January in which all work was done on the 10th.
const lastDay = "2026-01-31"

func share(customer, percent string) invoice.Share {
	return invoice.Share{Customer: customer, Percent: invoice.NewPercent(dec(percent))}
}

func euro(amount string) invoice.Amount { return invoice.NewAmount(dec(amount), "EUR") }

func limit(amount string) *invoice.Limit { return &invoice.Limit{Amount: dec(amount), Currency: "EUR"} }

// hours is work on line L1.
func hours(id, amount string) memory.Transaction {
	return memory.Transaction{ID: id, Line: "L1", Kind: invoice.Time, Date: day("2026-01-10"), Amount: dec(amount), Currency: "EUR"}
}

// on is the same transaction on another day.
func on(date string, t memory.Transaction) memory.Transaction {
	t.Date = day(date)
	return t
}

// world is project P1 of ACME with line L1, on which the work is.
func world(work ...memory.Transaction) memory.Data {
	return memory.Data{
		Projects:     []memory.Project{{ID: "P1", Customer: "ACME"}},
		Lines:        []memory.Line{{ID: "L1", Project: "P1"}},
		Transactions: work,
	}
}

// split is a world whose line is paid for by some customers.
func split(rounding string, customers []invoice.Share, work ...memory.Transaction) memory.Data {
	d := world(work...)
	d.Lines[0].Customers, d.Lines[0].RoundingCustomer = customers, rounding
	return d
}

func rules(t *testing.T, text string) []invoice.Rule {
	t.Helper()
	parsed, err := dsl.ParseFile("rules", text)
	if err != nil {
		t.Fatal(err)
	}
	return parsed
}

func source(t *testing.T, d memory.Data) *memory.Source {
	t.Helper()
	s, err := memory.New(d)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// run runs the rules on one day.
func run(t *testing.T, text string, s invoice.Source, on string) *invoice.Result {
	t.Helper()
	r, err := attempt(t, text, s, on)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func attempt(t *testing.T, text string, s invoice.Source, on string) (*invoice.Result, error) {
	t.Helper()
	return invoice.Collect(invoice.Run(t.Context(), invoice.Input{Rules: rules(t, text), Source: s, Through: day(on)}))
}

// book books all that a run drafted.
func book(t *testing.T, s *memory.Source, r *invoice.Result) {
	t.Helper()
	if err := s.Book(r.Outcome()); err != nil {
		t.Fatal(err)
	}
}

// drafted says what each draft comes to: "ACME 100.00 EUR".
func drafted(r *invoice.Result) (all []string) {
	for i := range r.Drafts {
		d := &r.Drafts[i]
		all = append(all, d.Customer+" "+d.Total.StringFixed(d.Decimals())+" "+d.Currency)
	}
	return all
}

// details says what stands on the drafts: "T1/1 ACME 100.00".
func details(r *invoice.Result) (all []string) {
	for i := range r.Drafts {
		d := &r.Drafts[i]
		for _, e := range d.Billings() {
			all = append(all, fmt.Sprintf("%s %s %s", e.Claim(), e.Customer, e.Amount.StringFixed(d.Decimals())))
		}
	}
	return all
}

// held says what is on no draft, with rule, reason and facts: `T1 ACME 100.00 EUR, rule: not-ready (not ready to invoice), next 2026-02-28`.
func held(r *invoice.Result) (all []string) {
	for i := range r.Backlog {
		b := &r.Backlog[i]
		text := b.Transaction
		if b.Customer != "" {
			text += " " + b.Customer
		}
		text += " " + b.Amount.String()
		if b.Rule != "" {
			text += ", " + b.Rule
		}
		text += ": " + string(b.Reason)
		if why := b.Detail(); why != "" {
			text += " (" + why + ")"
		}
		if !b.NextRun.IsZero() {
			text += ", next " + b.NextRun.String()
		}
		all = append(all, text)
	}
	return all
}

// want compares lists of what came out.
func want(t *testing.T, what string, got []string, want ...string) {
	t.Helper()
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", what, diff)
	}
}

// total adds up what was drafted.
func total(runs ...*invoice.Result) decimal.Decimal {
	sum := decimal.Zero
	for _, r := range runs {
		for i := range r.Drafts {
			sum = sum.Add(r.Drafts[i].Total.Decimal())
		}
	}
	return sum
}

// errorsOf returns the messages of the log at a level.
func messages(r *invoice.Result, level invoice.LogLevel) (all []string) {
	for _, e := range r.Log {
		if e.Level == level {
			all = append(all, string(e.Code)+" "+e.Subject+": "+e.Message)
		}
	}
	return all
}

// changed is a source whose objects are changed on their way to the engine, and whose reads can be replaced.
type changed struct {
	invoice.Source
	projects     func(context.Context, iter.Seq2[invoice.Project, error]) iter.Seq2[invoice.Project, error]
	lines        func(context.Context, iter.Seq2[invoice.ContractLine, error]) iter.Seq2[invoice.ContractLine, error]
	transactions func(context.Context, iter.Seq2[invoice.Transaction, error]) iter.Seq2[invoice.Transaction, error]
}

func (c changed) Projects(ctx context.Context, q invoice.Query) iter.Seq2[invoice.Project, error] {
	if c.projects == nil {
		return c.Source.Projects(ctx, q)
	}
	return c.projects(ctx, c.Source.Projects(ctx, q))
}

func (c changed) Lines(ctx context.Context, p []invoice.Project) iter.Seq2[invoice.ContractLine, error] {
	if c.lines == nil {
		return c.Source.Lines(ctx, p)
	}
	return c.lines(ctx, c.Source.Lines(ctx, p))
}

func (c changed) Transactions(ctx context.Context, l []invoice.ContractLine) iter.Seq2[invoice.Transaction, error] {
	if c.transactions == nil {
		return c.Source.Transactions(ctx, l)
	}
	return c.transactions(ctx, c.Source.Transactions(ctx, l))
}

// each passes every value of a sequence through a function.
func each[T any](by func(T) T) func(context.Context, iter.Seq2[T, error]) iter.Seq2[T, error] {
	return func(_ context.Context, all iter.Seq2[T, error]) iter.Seq2[T, error] {
		return func(yield func(T, error) bool) {
			for x, err := range all {
				if err == nil {
					x = by(x)
				}
				if !yield(x, err) {
					return
				}
			}
		}
	}
}

package invoice_test

import (
	"context"
	"fmt"
	"iter"
	"testing"

	"github.com/shopspring/decimal"

	"github.com/proforma-go/proforma/invoice"
	"github.com/proforma-go/proforma/schedule"
)

// The benchmark's host is as plain as a host can be, so that what is measured is the engine.

type benchProject struct{ id, customer, manager string }

func (p *benchProject) ID() string       { return p.id }
func (p *benchProject) Customer() string { return p.customer }

type benchContract struct{ id string }

func (c *benchContract) ID() string       { return c.id }
func (c *benchContract) Currency() string { return "EUR" }

type benchLine struct {
	id, project string
	contract    invoice.Contract
}

func (l *benchLine) ID() string                    { return l.id }
func (l *benchLine) Project() string               { return l.project }
func (l *benchLine) Method() invoice.BillingMethod { return invoice.TimeAndMaterial }
func (l *benchLine) Contract() invoice.Contract    { return l.contract }

type benchTransaction struct {
	id, line string
	date     schedule.Date
	amount   decimal.Decimal
	ready    bool
}

func (t *benchTransaction) ID() string          { return t.id }
func (t *benchTransaction) Line() string        { return t.line }
func (t *benchTransaction) Kind() invoice.Kind  { return invoice.Time }
func (t *benchTransaction) Date() schedule.Date { return t.date }
func (t *benchTransaction) Amount() invoice.Amount {
	return invoice.NewAmount(t.amount, "EUR")
}
func (t *benchTransaction) Status() invoice.Status {
	if t.ready {
		return invoice.Ready
	}
	return invoice.Pending
}

type benchSource struct {
	projects     []*benchProject
	lines        []*benchLine
	transactions []*benchTransaction
	byLine       map[string][]*benchTransaction
}

func (s *benchSource) Projects(context.Context, invoice.Query) iter.Seq2[invoice.Project, error] {
	return func(yield func(invoice.Project, error) bool) {
		for _, p := range s.projects {
			if !yield(p, nil) {
				return
			}
		}
	}
}

func (s *benchSource) Lines(context.Context, []invoice.Project) iter.Seq2[invoice.ContractLine, error] {
	return func(yield func(invoice.ContractLine, error) bool) {
		for _, l := range s.lines {
			if !yield(l, nil) {
				return
			}
		}
	}
}

func (s *benchSource) Transactions(_ context.Context, lines []invoice.ContractLine) iter.Seq2[invoice.Transaction, error] {
	return func(yield func(invoice.Transaction, error) bool) {
		for _, l := range lines {
			for _, t := range s.byLine[l.ID()] {
				if !yield(t, nil) {
					return
				}
			}
		}
	}
}

// newBenchSource makes contracts with three lines each and so many transactions a line; one in ten is pending.
func newBenchSource(contracts, transactions int) *benchSource {
	s := &benchSource{byLine: map[string][]*benchTransaction{}}
	first := schedule.MustParseDate("2026-01-01")
	for c := range contracts {
		p := &benchProject{id: fmt.Sprintf("P%06d", c), customer: fmt.Sprintf("C%04d", c%500), manager: "Anna"}
		k := &benchContract{id: fmt.Sprintf("K%06d", c)}
		s.projects = append(s.projects, p)
		for i := range 3 {
			l := &benchLine{id: fmt.Sprintf("K%06d-%d", c, i), project: p.id, contract: k}
			s.lines = append(s.lines, l)
			for j := range transactions {
				t := &benchTransaction{id: fmt.Sprintf("%s-%05d", l.id, j), line: l.id, date: first.AddDays(j % 31), ready: j%10 != 9,
					amount: decimal.New(int64(1000+(c*7+j*13)%90000), -2)}
				s.byLine[l.id] = append(s.byLine[l.id], t)
				s.transactions = append(s.transactions, t)
			}
		}
	}
	return s
}

// totalsLoop adds up by contract, makes no drafts and checks nothing. The loop that makes the same drafts is in internal/bench.
func totalsLoop(s *benchSource, cutoff schedule.Date) map[string]decimal.Decimal {
	totals := make(map[string]decimal.Decimal)
	for _, l := range s.lines {
		sum := decimal.Zero
		for _, t := range s.byLine[l.id] {
			if t.ready && !t.date.After(cutoff) {
				sum = sum.Add(t.amount)
			}
		}
		totals[l.contract.ID()] = totals[l.contract.ID()].Add(sum)
	}
	return totals
}

var benchRule = invoice.Rule{
	Name:     "month end",
	Schedule: schedule.Schedule{Frequency: schedule.Monthly, On: []schedule.Day{{Kind: schedule.AnyDay, N: -1}}},
}

func benchInput(s *benchSource) invoice.Input {
	return invoice.Input{Rules: []invoice.Rule{benchRule}, Source: s, Through: schedule.MustParseDate("2026-01-31")}
}

func runBench(b *testing.B, s *benchSource) {
	b.Helper()
	b.ReportAllocs()
	for b.Loop() {
		drafts := 0
		for o, err := range invoice.Run(context.Background(), benchInput(s)) {
			if err != nil {
				b.Fatal(err)
			}
			drafts += len(o.Drafts)
		}
		if drafts == 0 {
			b.Fatal("no drafts")
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(len(s.transactions)), "ns/transaction")
}

func BenchmarkRun(b *testing.B) {
	for _, size := range []struct{ contracts, transactions int }{{1000, 33}, {10000, 33}} {
		s := newBenchSource(size.contracts, size.transactions)
		b.Run(fmt.Sprintf("loop for totals/contracts=%d", size.contracts), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				totalsLoop(s, schedule.MustParseDate("2026-01-31"))
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(len(s.transactions)), "ns/transaction")
		})
		b.Run(fmt.Sprintf("engine/contracts=%d", size.contracts), func(b *testing.B) { runBench(b, s) })
	}
	b.Run("engine/one contract with 300000 transactions", func(b *testing.B) { runBench(b, newBenchSource(1, 100000)) })
}

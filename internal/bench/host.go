package main

import (
	"context"
	"fmt"
	"iter"

	"github.com/shopspring/decimal"

	"github.com/proforma-go/proforma/invoice"
	"github.com/proforma-go/proforma/schedule"
)

// The host is as plain as a host can be, so that what is measured is the library.

type project struct{ id, customer, manager string }

func (p *project) ID() string       { return p.id }
func (p *project) Customer() string { return p.customer }

type contract struct{ id string }

func (c *contract) ID() string       { return c.id }
func (c *contract) Currency() string { return "EUR" }

type line struct {
	id       string
	of       *project
	contract *contract
	has      []*transaction
}

func (l *line) ID() string                    { return l.id }
func (l *line) Project() string               { return l.of.id }
func (l *line) Method() invoice.BillingMethod { return invoice.TimeAndMaterial }
func (l *line) Contract() invoice.Contract    { return l.contract }

type transaction struct {
	id     string
	of     *line
	date   schedule.Date
	amount decimal.Decimal // as the loops add it up
	price  invoice.Amount  // as the engine does; made once, where the row is read
	ready  bool
}

func (t *transaction) ID() string             { return t.id }
func (t *transaction) Line() string           { return t.of.id }
func (t *transaction) Kind() invoice.Kind     { return invoice.Time }
func (t *transaction) Date() schedule.Date    { return t.date }
func (t *transaction) Amount() invoice.Amount { return t.price }
func (t *transaction) Status() invoice.Status {
	if t.ready {
		return invoice.Ready
	}
	return invoice.Pending
}

// source is the host's data in memory.
type source struct {
	projects []*project
	lines    []*line
	total    int // how many transactions
}

func (s *source) Projects(context.Context, invoice.Query) iter.Seq2[invoice.Project, error] {
	return func(yield func(invoice.Project, error) bool) {
		for _, p := range s.projects {
			if !yield(p, nil) {
				return
			}
		}
	}
}

func (s *source) Lines(context.Context, []invoice.Project) iter.Seq2[invoice.ContractLine, error] {
	return func(yield func(invoice.ContractLine, error) bool) {
		for _, l := range s.lines {
			if !yield(l, nil) {
				return
			}
		}
	}
}

func (s *source) Transactions(_ context.Context, lines []invoice.ContractLine) iter.Seq2[invoice.Transaction, error] {
	return func(yield func(invoice.Transaction, error) bool) {
		for _, l := range lines {
			for _, t := range l.(*line).has {
				if !yield(t, nil) {
					return
				}
			}
		}
	}
}

// firstDay is the first day on which anything was done.
var firstDay = schedule.MustParseDate("2026-01-01")

// newSource makes contracts with three lines each and so many transactions a line, over January 2026; one in ten is pending.
func newSource(contracts, transactions int) *source {
	s := &source{total: contracts * 3 * transactions}
	for c := range contracts {
		p := &project{id: fmt.Sprintf("P%06d", c), customer: fmt.Sprintf("C%d", c%500), manager: []string{"Anna", "Bo"}[c/7%2]}
		k := &contract{id: fmt.Sprintf("K%06d", c)}
		s.projects = append(s.projects, p)
		for i := range 3 {
			l := &line{id: fmt.Sprintf("K%06d-%d", c, i), of: p, contract: k}
			s.lines = append(s.lines, l)
			for j := range transactions {
				amount := decimal.New(int64(1000+(c*7+j*13001)%190000), -2)
				l.has = append(l.has, &transaction{
					id: fmt.Sprintf("%s-%05d", l.id, j), of: l, date: firstDay.AddDays(j % 31), ready: j%10 != 9,
					amount: amount, price: invoice.NewAmount(amount, "EUR"),
				})
			}
		}
	}
	return s
}

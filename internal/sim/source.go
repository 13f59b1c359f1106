package sim

import (
	"context"
	"fmt"
	"iter"
	"math/rand/v2"

	"github.com/shopspring/decimal"

	"github.com/proforma-go/proforma/invoice"
	"github.com/proforma-go/proforma/schedule"
)

// source reads a snapshot, with the rows of each read in an order of its own. It remembers which lines it was asked for.
type source struct {
	*rows
	rng   *rand.Rand
	asked map[string]bool
	only  string // the one transaction that is there; "": all of them
	free  bool   // there are no limits
}

func (r *rows) source(order uint64) *source {
	return &source{rows: r, rng: rand.New(rand.NewPCG(order, 7)), asked: make(map[string]bool)}
}

func (s *source) Projects(context.Context, invoice.Query) iter.Seq2[invoice.Project, error] {
	return func(yield func(invoice.Project, error) bool) {
		for _, i := range s.rng.Perm(len(s.projects)) {
			if !yield(projectRow{&s.projects[i]}, nil) {
				return
			}
		}
	}
}

func (s *source) Lines(_ context.Context, projects []invoice.Project) iter.Seq2[invoice.ContractLine, error] {
	return func(yield func(invoice.ContractLine, error) bool) {
		contracts := make(map[string]*contractRow)
		for i := range s.contracts {
			contracts[s.contracts[i].id] = &contractRow{s, &s.contracts[i]}
		}
		wanted := make(map[string]bool)
		for _, p := range projects {
			wanted[p.ID()] = true
		}
		for _, i := range s.rng.Perm(len(s.lines)) {
			l := &s.lines[i]
			if !wanted[l.project] || s.only != "" && s.transaction(s.only).line != l.id {
				continue
			}
			if !yield(lineRow{s, l, contracts[l.contract]}, nil) {
				return
			}
		}
	}
}

func (s *source) Transactions(_ context.Context, lines []invoice.ContractLine) iter.Seq2[invoice.Transaction, error] {
	return func(yield func(invoice.Transaction, error) bool) {
		wanted := make(map[string]bool)
		for _, l := range lines {
			if s.asked[l.ID()] {
				yield(nil, fmt.Errorf("line %s is asked for twice", l.ID()))
				return
			}
			wanted[l.ID()], s.asked[l.ID()] = true, true
		}
		for _, i := range s.rng.Perm(len(s.transactions)) {
			t := &s.transactions[i]
			if !wanted[t.line] || s.only != "" && t.id != s.only {
				continue
			}
			if !yield(transactionRow{t}, nil) {
				return
			}
		}
	}
}

type projectRow struct{ p *project }

func (r projectRow) ID() string              { return r.p.id }
func (r projectRow) Customer() string        { return r.p.customer }
func (r projectRow) BillingCustomer() string { return r.p.payer }

func (r projectRow) Attribute(name string) []string {
	if name == "manager" && r.p.manager != "" {
		return []string{r.p.manager}
	}
	return nil
}

type contractRow struct {
	s *source
	c *contract
}

func (r *contractRow) ID() string       { return r.c.id }
func (r *contractRow) Currency() string { return r.c.currency }
func (r *contractRow) Hold() string     { return r.c.hold }

func (r *contractRow) Limit() (invoice.Limit, bool) { return r.s.limitOf(r.c.limit, "", r.c.id) }

func (r *contractRow) CustomerLimit(customer string) (invoice.Limit, bool) {
	return r.s.limitOf(r.c.of(customer), "", r.c.id)
}

type lineRow struct {
	s *source
	l *line
	c *contractRow
}

func (r lineRow) ID() string                      { return r.l.id }
func (r lineRow) Project() string                 { return r.l.project }
func (r lineRow) Method() invoice.BillingMethod   { return r.l.method }
func (r lineRow) Schedule() *invoice.LineSchedule { return r.l.schedule }
func (r lineRow) Customers() []invoice.Share      { return r.l.shares }
func (r lineRow) RoundingCustomer() string        { return r.l.rounding }
func (r lineRow) Sequence() int                   { return r.l.sequence }

func (r lineRow) Contract() invoice.Contract {
	if r.c == nil {
		return nil
	}
	return r.c
}

func (r lineRow) Limit() (invoice.Limit, bool) { return r.s.limitOf(r.l.limit, r.l.id, "") }

func (r lineRow) CustomerLimit(customer string) (invoice.Limit, bool) {
	return r.s.limitOf(r.l.of(customer), r.l.id, "")
}

// of returns the limit of a customer, nil where there is none.
func (c *caps) of(customer string) *limit {
	for i := range c.customers {
		if c.customers[i].customer == customer {
			return &c.customers[i]
		}
	}
	return nil
}

func (s *source) limitOf(l *limit, line, contract string) (invoice.Limit, bool) {
	if l == nil || s.free {
		return invoice.Limit{}, false
	}
	return invoice.Limit{Amount: l.amount, Currency: l.currency, Billed: s.billed(line, contract, l)}, true
}

type transactionRow struct{ t *transaction }

func (r transactionRow) ID() string                       { return r.t.id }
func (r transactionRow) Line() string                     { return r.t.line }
func (r transactionRow) Kind() invoice.Kind               { return r.t.kind }
func (r transactionRow) Date() schedule.Date              { return r.t.date }
func (r transactionRow) Amount() invoice.Amount           { return r.t.value() }
func (r transactionRow) Status() invoice.Status           { return r.t.status }
func (r transactionRow) BillingType() invoice.BillingType { return r.t.billing }
func (r transactionRow) Quantity() (decimal.Decimal, bool) {
	return r.t.quantity.Decimal, r.t.quantity.Valid
}
func (r transactionRow) Price() (decimal.Decimal, bool) { return r.t.price.Decimal, r.t.price.Valid }
func (r transactionRow) Billings() []invoice.Billing    { return r.t.ledger }
func (r transactionRow) Customers() []invoice.Share     { return r.t.shares }
func (r transactionRow) RoundingCustomer() string       { return r.t.rounding }
func (r transactionRow) Person() string                 { return r.t.person }

func (r transactionRow) ShareStatus(customer string) (invoice.Status, bool) {
	for _, s := range r.t.shareStatus {
		if s.customer == customer {
			return s.status, true
		}
	}
	return 0, false
}

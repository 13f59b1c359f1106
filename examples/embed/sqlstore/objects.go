package main

import (
	"fmt"

	"github.com/proforma-go/proforma/dsl"
	"github.com/proforma-go/proforma/invoice"
	"github.com/proforma-go/proforma/schedule"
)

// The compiler holds the rows to what the engine asks of them.
var (
	_ invoice.Named        = (*project)(nil)
	_ invoice.Attributed   = (*project)(nil)
	_ invoice.Contracted   = (*line)(nil)
	_ invoice.Scheduled    = (*line)(nil)
	_ invoice.SplitBilled  = (*line)(nil)
	_ invoice.Statused     = (*transaction)(nil)
	_ invoice.PartlyBilled = (*transaction)(nil)
)

// project is a row of the table projects.
type project struct{ id, name, customer, manager string }

func (p *project) ID() string       { return p.id }
func (p *project) Name() string     { return p.name }
func (p *project) Customer() string { return p.customer }

// Attribute knows the manager, and nothing else that rules could ask for.
func (p *project) Attribute(name string) []string {
	if name == "manager" && p.manager != "" {
		return []string{p.manager}
	}
	return nil
}

// contract is known by its id alone.
type contract string

func (c contract) ID() string { return string(c) }

// line is a row of the table lines, with its shares.
type line struct {
	id, project string
	contract    contract
	method      invoice.BillingMethod
	schedule    lineSchedule
	shares      []invoice.Share
}

func (l *line) ID() string                      { return l.id }
func (l *line) Project() string                 { return l.project }
func (l *line) Method() invoice.BillingMethod   { return l.method }
func (l *line) Schedule() *invoice.LineSchedule { return l.schedule.value }
func (l *line) Customers() []invoice.Share      { return l.shares }
func (l *line) RoundingCustomer() string        { return "" }

// Contract is nil where the line belongs to the project's own.
func (l *line) Contract() invoice.Contract {
	if l.contract == "" {
		return nil
	}
	return l.contract
}

// lineSchedule reads a column with the schedule and the cut-off of a line; NULL is none.
type lineSchedule struct{ value *invoice.LineSchedule }

// Scan is for database/sql.
func (s *lineSchedule) Scan(column any) error {
	switch text := column.(type) {
	case nil:
		s.value = nil
		return nil
	case string:
		value, err := dsl.ParseLineSchedule(text)
		s.value = &value
		return err
	}
	return fmt.Errorf("a schedule is text, not %T", column)
}

// kinds are the kinds of transactions by name.
var kinds = func() map[string]invoice.Kind {
	all := make(map[string]invoice.Kind)
	for k := invoice.Time; k <= invoice.Milestone; k++ {
		all[k.String()] = k
	}
	return all
}()

// transaction is a row of the table transactions, with what was claimed of it.
type transaction struct {
	id, line string
	kind     invoice.Kind
	date     schedule.Date
	amount   invoice.Amount
	approved bool
	billings []invoice.Billing
}

func (t *transaction) ID() string                  { return t.id }
func (t *transaction) Line() string                { return t.line }
func (t *transaction) Kind() invoice.Kind          { return t.kind }
func (t *transaction) Date() schedule.Date         { return t.date }
func (t *transaction) Amount() invoice.Amount      { return t.amount }
func (t *transaction) Billings() []invoice.Billing { return t.billings }

// Status is pending until somebody has approved the transaction.
func (t *transaction) Status() invoice.Status {
	if t.approved {
		return invoice.Ready
	}
	return invoice.Pending
}

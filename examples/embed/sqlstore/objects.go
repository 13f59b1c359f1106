package main

import (
	"fmt"

	"github.com/shopspring/decimal"

	"github.com/proforma-go/proforma/dsl"
	"github.com/proforma-go/proforma/invoice"
	"github.com/proforma-go/proforma/schedule"
)

// The compiler holds the rows to what the engine asks of them.
var (
	_ invoice.Named           = (*project)(nil)
	_ invoice.Attributed      = (*project)(nil)
	_ invoice.Payer           = (*project)(nil)
	_ invoice.Contracted      = (*line)(nil)
	_ invoice.Scheduled       = (*line)(nil)
	_ invoice.SplitBilled     = (*line)(nil)
	_ invoice.Limited         = (*line)(nil)
	_ invoice.Limited         = (*contract)(nil)
	_ invoice.CustomerLimited = (*line)(nil)
	_ invoice.CustomerLimited = (*contract)(nil)
	_ invoice.SplitBilled     = (*transaction)(nil)
	_ invoice.Statused        = (*transaction)(nil)
	_ invoice.PartlyBilled    = (*transaction)(nil)
)

// project is a row of the table projects.
type project struct{ id, name, customer, manager, payer string }

func (p *project) ID() string              { return p.id }
func (p *project) Name() string            { return p.name }
func (p *project) Customer() string        { return p.customer }
func (p *project) BillingCustomer() string { return p.payer }

// Attribute knows the manager, and nothing else that rules could ask for.
func (p *project) Attribute(name string) []string {
	if name == "manager" && p.manager != "" {
		return []string{p.manager}
	}
	return nil
}

// limit is a row of the table limits, with what is billed under it in minor units.
type limit struct {
	Customer string
	Amount   decimal.Decimal
	Currency string
	Billed   int64
}

// limits are those of a line or a contract.
type limits []limit

// CustomerLimit finds the limit of one customer.
func (ls limits) CustomerLimit(customer string) (invoice.Limit, bool) {
	for _, l := range ls {
		if l.Customer == customer {
			digits, _ := invoice.MinorUnits(l.Currency) // the engine refuses what is no currency
			return invoice.Limit{Amount: l.Amount, Currency: l.Currency, Billed: decimal.New(l.Billed, -int32(digits))}, true
		}
	}
	return invoice.Limit{}, false
}

// Limit finds the limit of all customers.
func (ls limits) Limit() (invoice.Limit, bool) { return ls.CustomerLimit("") }

// contract is known by its id, and what its limits say.
type contract struct {
	id string
	limits
}

func (c *contract) ID() string { return c.id }

// line is a row of the table lines, with its shares and limits.
type line struct {
	id, project string
	contract    *contract // nil: the project's own
	method      invoice.BillingMethod
	schedule    lineSchedule
	shares      []invoice.Share
	rounding    string
	limits
}

func (l *line) ID() string                      { return l.id }
func (l *line) Project() string                 { return l.project }
func (l *line) Method() invoice.BillingMethod   { return l.method }
func (l *line) Schedule() *invoice.LineSchedule { return l.schedule.value }
func (l *line) Customers() []invoice.Share      { return l.shares }
func (l *line) RoundingCustomer() string        { return l.rounding }

// Contract is nil where the line belongs to the project's own.
func (l *line) Contract() invoice.Contract {
	if l.contract == nil {
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

// transaction is a row of the table transactions, with the ledger of what was billed of it.
type transaction struct {
	id, line string
	kind     invoice.Kind
	date     schedule.Date
	amount   invoice.Amount
	approved bool
	shares   []invoice.Share
	rounding string
	billings []invoice.Billing
}

func (t *transaction) ID() string                  { return t.id }
func (t *transaction) Line() string                { return t.line }
func (t *transaction) Kind() invoice.Kind          { return t.kind }
func (t *transaction) Date() schedule.Date         { return t.date }
func (t *transaction) Amount() invoice.Amount      { return t.amount }
func (t *transaction) Customers() []invoice.Share  { return t.shares }
func (t *transaction) RoundingCustomer() string    { return t.rounding }
func (t *transaction) Billings() []invoice.Billing { return t.billings }

// Status is pending until somebody has approved the transaction.
func (t *transaction) Status() invoice.Status {
	if t.approved {
		return invoice.Ready
	}
	return invoice.Pending
}

package memory

import (
	"slices"

	"github.com/shopspring/decimal"

	"github.com/proforma-go/proforma/invoice"
	"github.com/proforma-go/proforma/schedule"
)

// The host's interfaces over the plain structs. A struct with a field ID cannot have a method ID, hence the wrappers.
var (
	_ invoice.Project    = (*project)(nil)
	_ invoice.Named      = (*project)(nil)
	_ invoice.Payer      = (*project)(nil)
	_ invoice.Attributed = (*project)(nil)

	_ invoice.Denominated     = contract{}
	_ invoice.Held            = contract{}
	_ invoice.Limited         = contract{}
	_ invoice.CustomerLimited = contract{}

	_ invoice.Contracted      = (*line)(nil)
	_ invoice.Scheduled       = (*line)(nil)
	_ invoice.SplitBilled     = (*line)(nil)
	_ invoice.Limited         = (*line)(nil)
	_ invoice.CustomerLimited = (*line)(nil)
	_ invoice.Sequenced       = (*line)(nil)
	_ invoice.Attributed      = (*line)(nil)

	_ invoice.Statused      = (*transaction)(nil)
	_ invoice.ShareStatused = (*transaction)(nil)
	_ invoice.Typed         = (*transaction)(nil)
	_ invoice.Quantified    = (*transaction)(nil)
	_ invoice.PartlyBilled  = (*transaction)(nil)
	_ invoice.SplitBilled   = (*transaction)(nil)
	_ invoice.Described     = (*transaction)(nil)
	_ invoice.Personal      = (*transaction)(nil)
	_ invoice.Attributed    = (*transaction)(nil)
)

type project struct{ p *Project }

func (p *project) ID() string              { return p.p.ID }
func (p *project) Name() string            { return p.p.Name }
func (p *project) Customer() string        { return p.p.Customer }
func (p *project) BillingCustomer() string { return p.p.BillingCustomer }

func (p *project) Attribute(name string) []string {
	switch name {
	case "manager":
		return textOrNone(p.p.Manager)
	case "department":
		return textOrNone(p.p.Department)
	case "customer group":
		return slices.Clip(p.p.CustomerGroups)
	case "keyword":
		return slices.Clip(p.p.Keywords)
	}
	return p.p.Attributes[name]
}

func textOrNone(s string) []string {
	if s == "" {
		return nil
	}
	return []string{s}
}

// contract carries the billed totals of the view through which it was read.
type contract struct {
	c      *Contract
	totals totals
}

func (c contract) ID() string       { return c.c.ID }
func (c contract) Currency() string { return c.c.Currency }
func (c contract) Hold() string     { return c.c.Hold }

func (c contract) Limit() (invoice.Limit, bool) {
	return c.totals.limit(c.c.Limit, scope{contract: true, id: c.c.ID})
}

func (c contract) CustomerLimit(customer string) (invoice.Limit, bool) {
	return c.totals.limit(customerLimit(c.c.CustomerLimits, customer), scope{contract: true, id: c.c.ID, customer: customer})
}

type line struct {
	l        *Line
	contract invoice.Contract // nil: the project's own
	terms    *Contract        // nil as well then
	totals   totals
}

func (l *line) ID() string                      { return l.l.ID }
func (l *line) Project() string                 { return l.l.Project }
func (l *line) Method() invoice.BillingMethod   { return l.l.Method }
func (l *line) Contract() invoice.Contract      { return l.contract }
func (l *line) Schedule() *invoice.LineSchedule { return l.l.Schedule }
func (l *line) Customers() []invoice.Share      { return slices.Clip(l.l.Customers) }
func (l *line) RoundingCustomer() string        { return l.l.RoundingCustomer }
func (l *line) Sequence() int                   { return l.l.Sequence }

func (l *line) Limit() (invoice.Limit, bool) {
	return l.totals.limit(l.l.Limit, scope{id: l.l.ID})
}

func (l *line) CustomerLimit(customer string) (invoice.Limit, bool) {
	return l.totals.limit(customerLimit(l.l.CustomerLimits, customer), scope{id: l.l.ID, customer: customer})
}

func (l *line) Attribute(name string) []string {
	if vs := l.l.Attributes[name]; len(vs) > 0 || l.terms == nil {
		return vs
	}
	return l.terms.Attributes[name]
}

func customerLimit(limits []CustomerLimit, customer string) *invoice.Limit {
	for i := range limits {
		if limits[i].Customer == customer {
			return &limits[i].Limit
		}
	}
	return nil
}

// transaction is a row as it stands on a day. The row behind t is never written to: booking replaces it.
type transaction struct {
	t    *Transaction
	asOf schedule.Date // zero: whatever is ready is so
}

func (t *transaction) ID() string                       { return t.t.ID }
func (t *transaction) Line() string                     { return t.t.Line }
func (t *transaction) Kind() invoice.Kind               { return t.t.Kind }
func (t *transaction) Date() schedule.Date              { return t.t.Date }
func (t *transaction) Amount() invoice.Amount           { return t.t.amount() }
func (t *transaction) Customers() []invoice.Share       { return slices.Clip(t.t.Customers) }
func (t *transaction) RoundingCustomer() string         { return t.t.RoundingCustomer }
func (t *transaction) BillingType() invoice.BillingType { return t.t.BillingType }
func (t *transaction) Billings() []invoice.Billing      { return slices.Clip(t.t.Billings) }
func (t *transaction) Description() string              { return t.t.Description }
func (t *transaction) Person() string                   { return t.t.Person }
func (t *transaction) Attribute(name string) []string   { return t.t.Attributes[name] }
func (t *transaction) Status() invoice.Status           { return t.on(t.t.Status) }

func (t *transaction) Quantity() (decimal.Decimal, bool) {
	return t.t.Quantity.Decimal, t.t.Quantity.Valid
}

func (t *transaction) Price() (decimal.Decimal, bool) { return t.t.Price.Decimal, t.t.Price.Valid }

func (t *transaction) ShareStatus(customer string) (invoice.Status, bool) {
	s, ok := t.t.shareStatus(customer)
	return t.on(s), ok
}

// on turns ready into pending where the day is before ReadyFrom.
func (t *transaction) on(s invoice.Status) invoice.Status {
	if s == 0 {
		s = invoice.Ready
	}
	if s == invoice.Ready && !t.asOf.IsZero() && t.asOf.Before(t.t.ReadyFrom) {
		return invoice.Pending
	}
	return s
}

func (t *Transaction) shareStatus(customer string) (invoice.Status, bool) {
	for _, s := range t.Shares {
		if s.Customer == customer {
			return s.Status, true
		}
	}
	return 0, false
}

// normalAttributes returns the attributes by their normalised names. Where two names fall together, the values of the
// bytewise first one win.
func normalAttributes(m map[string][]string) map[string][]string {
	if len(m) == 0 {
		return nil
	}
	names := make([]string, 0, len(m))
	for name := range m {
		names = append(names, name)
	}
	slices.Sort(names)
	normal := make(map[string][]string, len(m))
	for _, name := range names {
		key := invoice.NormalName(name)
		if _, taken := normal[key]; !taken {
			normal[key] = slices.Clone(m[name])
		}
	}
	return normal
}

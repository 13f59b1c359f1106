package memory

import (
	"github.com/shopspring/decimal"

	"github.com/proforma-go/proforma/invoice"
)

// scope is what a limit holds for: a line or contract, as a whole or for one customer.
type scope struct {
	contract bool
	id       string
	customer string // "": all of them
}

type total struct {
	scope
	currency string
}

// totals is what was billed so far in the scopes that have a limit. It is never changed once a view can see it.
type totals map[total]decimal.Decimal

func (t totals) limit(l *invoice.Limit, s scope) (invoice.Limit, bool) {
	if l == nil {
		return invoice.Limit{}, false
	}
	out := *l
	out.Billed = out.Billed.Add(t[total{s, l.Currency}])
	return out, true
}

// add counts an amount that a customer was billed on a line. Like the engine, it leaves out milestones, which are under
// no limit.
func (t totals) add(l *Line, c *Contract, kind invoice.Kind, customer string, amount decimal.Decimal, currency string) {
	if kind == invoice.Milestone {
		return
	}
	count := func(limit *invoice.Limit, s scope) {
		if limit != nil && limit.Currency == currency {
			key := total{s, currency}
			t[key] = t[key].Add(amount)
		}
	}
	count(l.Limit, scope{id: l.ID})
	count(customerLimit(l.CustomerLimits, customer), scope{id: l.ID, customer: customer})
	if c != nil {
		count(c.Limit, scope{contract: true, id: c.ID})
		count(customerLimit(c.CustomerLimits, customer), scope{contract: true, id: c.ID, customer: customer})
	}
}

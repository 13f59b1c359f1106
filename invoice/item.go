package invoice

import (
	"fmt"

	"github.com/shopspring/decimal"

	"github.com/proforma-go/proforma/schedule"
)

// item is a transaction that was read. There is one for each of them, so it is kept small: what can be worked out again is not in it.
type item struct {
	transaction Transaction
	line        *lineRun
	id          string
	person      string
	money       *denomination
	exact       decimal.Decimal // the amount as the host gave it; used as it is where nothing had to be rounded or split
	amount      int64           // in minor units, rounded
	date        schedule.Date
	kind        Kind
	billing     BillingType
	status      Status
	fault       fault
	isExact     bool
	unpriced    bool // the amount could not be rounded: in no known currency, or out of range
	changed     bool // a part was billed under other shares
	faultLogged bool
	place       int32 // among the unit's items, in the order in which they came
}

// denomination is a currency and what its amounts are counted in.
type denomination struct {
	currency string
	decimals int32
	known    bool // it is a currency
}

// fault is what makes an item impossible to bill.
type fault uint8

const (
	noFault fault = iota
	unknownKind
	strayMilestone
	undated
	unknownCurrency
	outOfRange
)

// broken says what makes the item impossible to bill.
func (it *item) broken() string {
	switch it.fault {
	case unknownKind:
		return fmt.Sprintf("kind %d is not a kind of transaction", it.kind)
	case strayMilestone:
		return "a milestone on a time-and-material line"
	case undated:
		return "has no date"
	case unknownCurrency:
		return fmt.Sprintf("%q is not a currency", it.money.currency)
	case outOfRange:
		return "the amount is out of range"
	}
	return ""
}

func (it *item) subject() subject {
	return subject{it.line.project.project, it.line.line, it.transaction}
}

// identify asks a transaction what it is.
func (it *item) identify() {
	t := it.transaction
	it.id = t.ID()
	it.kind, it.date, it.billing, it.status = t.Kind(), t.Date(), billingTypeOf(t), Ready
	if p, ok := t.(Personal); ok {
		it.person = p.Person()
	}
	if s, ok := t.(Statused); ok {
		if status := s.Status(); status != 0 {
			it.status = status
		}
	}
}

// price asks for the amount, rounds it to its currency's minor unit and notes what makes the item impossible to bill.
func (u *unitRun) price(it *item) {
	a := it.transaction.Amount()
	it.money, it.exact = u.denomination(a.Currency), a.Number
	switch {
	case it.kind < Time || it.kind > Milestone:
		it.fault = unknownKind
	case it.kind == Milestone && it.line.method != FixedPrice:
		it.fault = strayMilestone
	case it.date.IsZero():
		it.fault = undated
	case !it.money.known:
		it.fault = unknownCurrency
	}
	if !it.money.known {
		it.unpriced = true
		return
	}
	var ok bool
	if it.amount, ok = toMinor(a.Number, it.money.decimals); !ok {
		it.amount, it.unpriced, it.fault = 0, true, outOfRange
		return
	}
	it.isExact = a.Number.Exponent() >= -it.money.decimals && a.Number.Exponent() <= 0
}

// denomination is the host's table of currencies, in which each is looked up once.
func (u *unitRun) denomination(currency string) *denomination {
	m := u.scratch
	if m.last != nil && m.last.currency == currency {
		return m.last
	}
	d := m.denominations[currency]
	if d == nil {
		digits, ok := u.in.MinorUnits(currency)
		d = &denomination{currency, int32(digits), ok}
		if m.denominations == nil {
			m.denominations = make(map[string]*denomination)
		}
		m.denominations[currency] = d
	}
	m.last = d
	return d
}

func quantityOf(t Transaction) decimal.NullDecimal {
	if q, ok := t.(Quantified); ok {
		if d, has := q.Quantity(); has {
			return decimal.NewNullDecimal(d)
		}
	}
	return decimal.NullDecimal{}
}

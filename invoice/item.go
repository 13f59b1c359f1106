package invoice

import (
	"cmp"
	"errors"
	"fmt"
	"slices"

	"github.com/proforma-go/proforma/schedule"
)

// item is a transaction that was read: what it said of itself, asked once.
type item struct {
	transaction Transaction
	line        *lineRun
	id          string
	person      string
	money       *denomination
	whole       Amount // as the host gave it
	amount      exact  // what it asks for, in minor units: nothing unless it is chargeable
	quantity    Quantity
	price       Amount
	shares      *shares // its own, or its line's
	ledger      *ledger // nil: nothing of it was billed
	fault       error   // what makes it impossible to bill
	date        schedule.Date
	kind        Kind
	billing     BillingType
	status      Status
	faultLogged bool
	place       int32 // among the unit's items, in the order in which they came
	parts       int32 // the highest part of its ledger
	partsBefore int32 // as it was before this run
	first, end  int32 // its shares, among the unit's
}

// ledger is what was billed of an item, before this run and in it, and what is left.
type ledger struct {
	entries []Billing // in order of part
	leftover
}

// denomination is a currency and what its amounts are counted in.
type denomination struct {
	currency string
	decimals int32
	known    bool // it is a currency
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

// price asks for amount, quantity, price and shares, and notes what makes the item impossible to bill.
func (u *unitRun) price(it *item) {
	it.whole = it.transaction.Amount()
	it.money = u.denomination(it.whole)
	it.shares = it.line.shares
	switch err := it.whole.Err(); {
	case err != nil:
		it.fault = err
	case it.kind < Time || it.kind > Milestone:
		it.fault = fmt.Errorf("kind %d is not a kind of transaction", it.kind)
	case it.kind == Milestone && it.line.method != FixedPrice:
		it.fault = errStrayMilestone
	case it.date.IsZero():
		it.fault = errUndated
	case !it.money.known:
		it.fault = fmt.Errorf("%q is not a currency", it.money.currency)
	}
	if !it.money.known || it.whole.Err() != nil {
		return
	}
	amount := exactOf(it.whole, it.money.decimals)
	if _, ok := amount.round(HalfUp); !ok {
		it.fault = errOutOfRange
		return
	}
	if it.billing == Chargeable {
		it.amount = amount
	}
	if err := u.quantify(it); err != nil && it.fault == nil {
		it.fault = err
	}
	if split, ok := it.transaction.(SplitBilled); ok {
		own, err := newShares(split)
		switch {
		case err != nil && it.fault == nil:
			it.fault = err
		case err == nil && len(own.customers) > 0:
			it.shares = own
		}
	}
}

var (
	errStrayMilestone = errors.New("a milestone on a time-and-material line")
	errUndated        = errors.New("has no date")
)

// quantify asks for quantity and price.
func (u *unitRun) quantify(it *item) error {
	host, ok := it.transaction.(Quantified)
	if !ok {
		return nil
	}
	if q, has := host.Quantity(); has {
		it.quantity = NewQuantity(q)
		if err := it.quantity.Err(); err != nil {
			it.quantity = Quantity{}
			return fmt.Errorf("quantity: %w", err)
		}
	}
	if p, has := host.Price(); has {
		it.price = NewAmount(p, it.money.currency)
		if err := it.price.Err(); err != nil {
			it.price = Amount{}
			return fmt.Errorf("price: %w", err)
		}
	}
	return nil
}

// quantityScale is at how many decimals parts of a quantity are rounded: two, or its own if it has more.
func quantityScale(q Quantity) int32 { return max(2, int32(q.number().scale)) }

// division is the item as something to divide.
func (it *item) division() division {
	return division{amount: it.amount, quantity: it.quantity, scale: quantityScale(it.quantity), price: it.price, money: it.money, shares: it.shares,
		payer: it.line.project.payer, customer: it.line.project.customer}
}

// settleUp works out what is left of the item after the entries of its ledger.
func (it *item) settleUp(entries []Billing) error {
	d := it.division()
	r, err := d.rest(entries)
	if err != nil {
		return err
	}
	it.ledger = &ledger{entries, r}
	for i := range entries {
		it.parts = max(it.parts, int32(entries[i].Part))
	}
	return nil
}

// readLedger asks what was billed of the item before.
func (it *item) readLedger() {
	pb, ok := it.transaction.(PartlyBilled)
	if !ok || !it.money.known {
		return
	}
	if entries := pb.Billings(); len(entries) > 0 {
		if err := it.settleUp(byPart(entries)); err != nil && it.fault == nil {
			it.fault = err
		}
		it.partsBefore = it.parts
	}
}

// owed is what a customer is due of the item, in minor units.
func (it *item) owed(customer int32) exact {
	switch {
	case it.ledger != nil:
		return it.ledger.stakes[customer].owed
	case len(it.shares.customers) <= 1:
		return it.amount
	}
	return it.amount.times(it.shares.percents[customer])
}

// denomination is the host's table of currencies, in which each is looked up once.
func (u *unitRun) denomination(a Amount) *denomination {
	m := u.scratch
	if m.last != nil && a.currencyIs(m.last.currency) {
		return m.last
	}
	currency := a.Currency()
	d := m.denominations[currency]
	if d == nil {
		digits, ok := u.in.MinorUnits(currency)
		d = &denomination{currency, int32(digits), ok && digits >= 0 && digits <= mostDecimals}
		if m.denominations == nil {
			m.denominations = make(map[string]*denomination)
		}
		m.denominations[currency] = d
	}
	m.last = d
	return d
}

// mostDecimals bounds the decimals of a currency.
const mostDecimals = 12

// compareIDs compares two items by id: by their places, where that is the same.
func (u *unitRun) compareIDs(a, b *item) int {
	if u.ascending {
		return cmp.Compare(a.place, b.place)
	}
	return cmp.Compare(a.id, b.id)
}

// refuseDuplicates says which transaction the source returned twice: billing it twice would be worse than billing nothing. It notes whether the
// ids come in order, in which case there is nothing to look for.
func (u *unitRun) refuseDuplicates() error {
	u.ascending = true
	for i := 1; i < len(u.items) && u.ascending; i++ {
		u.ascending = u.items[i-1].id < u.items[i].id
	}
	if u.ascending {
		return nil
	}
	ids := u.emptyIDs(len(u.items))
	for i := range u.items {
		id := u.items[i].id
		if ids[id] = struct{}{}; len(ids) == i {
			return &duplicateError{id}
		}
	}
	return nil
}

// duplicateError is a transaction that the source returned twice.
type duplicateError struct{ id string }

func (e *duplicateError) Error() string { return "the source returned transaction " + e.id + " twice" }

// statusOf returns how far a customer's share has come: as the transaction says of the customer, else as it says of itself.
func (it *item) statusOf(s *share) (Status, error) {
	st, ok := it.transaction.(ShareStatused)
	if !ok {
		return it.status, nil
	}
	customers := []string{s.customer}
	if s.customer == "" {
		customers = []string{it.line.project.payer, it.line.project.customer}
	}
	status := it.status
	for _, c := range slices.Compact(customers) {
		if x, ok := st.ShareStatus(c); ok && x != 0 {
			status = x
		}
	}
	if status == Billed {
		return Pending, fmt.Errorf("the share of %s has the status billed: what single customers were billed is told by billings", customers[0])
	}
	return status, nil
}

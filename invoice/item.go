package invoice

import (
	"cmp"
	"errors"
	"fmt"

	"github.com/proforma-go/proforma/schedule"
)

// item is a transaction that was read: what it said of itself, asked once.
type item struct {
	transaction Transaction
	line        *lineRun
	id          string
	person      string
	money       *denomination
	whole       Amount   // as the host gave it
	units       int64    // its amount in minor units, where that is a whole number of them
	measure     *measure // nil: no quantity, and no price
	shares      *shares  // its own, or its line's
	ledger      *ledger  // nil: nothing of it was billed
	fault       error    // what makes it impossible to bill
	date        schedule.Date
	kind        Kind
	billing     BillingType
	status      Status
	asks        bool // it is chargeable, and its amount can be told
	fractional  bool // the amount is not a whole number of minor units
	faultLogged bool
	place       int32 // among the unit's items, in the order in which they came
	parts       int32 // the highest part of its ledger
	partsBefore int32 // as it was before this run
	first, end  int32 // its shares, among the unit's
}

// measure is how much an item is of something, and at which price.
type measure struct {
	quantity Quantity
	price    Amount
}

// amount is what the item asks for, in minor units: nothing unless it is chargeable.
func (it *item) amount() exact {
	switch {
	case !it.asks:
		return exact{}
	case it.fractional:
		return exactOf(it.whole, it.money.decimals)
	}
	return exactInt(it.units)
}

func (it *item) quantity() Quantity {
	if it.measure == nil {
		return Quantity{}
	}
	return it.measure.quantity
}

func (it *item) price() Amount {
	if it.measure == nil {
		return Amount{}
	}
	return it.measure.price
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
	if !it.count() {
		it.fault = errOutOfRange
		return
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

// count counts the amount in minor units, and reports whether it is within bounds.
func (it *item) count() (ok bool) {
	it.asks = it.billing == Chargeable
	if it.units, ok = it.whole.minorUnits(it.money.decimals); ok {
		return it.units >= -maxMinor && it.units <= maxMinor
	}
	amount := exactOf(it.whole, it.money.decimals)
	if it.units, ok = amount.small(); !ok {
		it.fractional = true
		_, ok = amount.round(HalfUp)
	}
	it.asks = it.asks && ok
	return ok
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
	q, hasQuantity := host.Quantity()
	p, hasPrice := host.Price()
	if !hasQuantity && !hasPrice {
		return nil
	}
	var m measure
	if hasQuantity {
		m.quantity = NewQuantity(q)
		if err := m.quantity.Err(); err != nil {
			return fmt.Errorf("quantity: %w", err)
		}
	}
	if hasPrice {
		m.price = NewAmount(p, it.money.currency)
		if err := m.price.Err(); err != nil {
			return fmt.Errorf("price: %w", err)
		}
	}
	it.measure = u.measures.keep(m)
	return nil
}

// measures are kept in pieces, so that one that was given out stays where it is.
type measures struct {
	pieces [][]measure
	full   int
}

const measuresAtOnce = 256

func (ms *measures) reset() {
	for i := range ms.pieces {
		ms.pieces[i] = ms.pieces[i][:0]
	}
	ms.full = 0
}

func (ms *measures) keep(m measure) *measure {
	if ms.full < len(ms.pieces) && len(ms.pieces[ms.full]) == measuresAtOnce {
		ms.full++
	}
	if ms.full == len(ms.pieces) {
		ms.pieces = append(ms.pieces, make([]measure, 0, measuresAtOnce))
	}
	piece := append(ms.pieces[ms.full], m)
	ms.pieces[ms.full] = piece
	return &piece[len(piece)-1]
}

// quantityScale is at how many decimals parts of a quantity are rounded: two, or its own if it has more.
func quantityScale(q Quantity) int32 { return max(2, int32(q.number().scale)) }

// division is the item as something to divide.
func (it *item) division() division {
	return division{amount: it.amount(), quantity: it.quantity(), scale: quantityScale(it.quantity()), price: it.price(), money: it.money, shares: it.shares,
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
		return it.amount()
	}
	return it.amount().times(it.shares.percents[customer])
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
	customer, status := s.customer, it.status
	if customer == "" {
		customer = it.line.project.payer
		if x, ok := st.ShareStatus(it.line.project.customer); ok && x != 0 { // whom a merge bills
			status = x
		}
	}
	if x, ok := st.ShareStatus(customer); ok && x != 0 {
		status = x
	}
	if status == Billed {
		return Ready, fmt.Errorf("the share of %s has the status billed: what single customers were billed is told by billings", customer)
	}
	return status, nil
}

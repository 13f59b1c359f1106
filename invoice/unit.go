package invoice

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/shopspring/decimal"

	"github.com/proforma-go/proforma/schedule"
)

// item is a transaction that was read.
type item struct {
	transaction Transaction
	line        *lineRun
	id          string
	person      string
	date        schedule.Date
	kind        Kind
	billing     BillingType
	currency    string
	decimals    int32
	amount      int64           // in minor units, rounded
	exact       decimal.Decimal // the amount as the host gave it; used as it is where nothing had to be rounded or split
	isExact     bool
	unpriced    bool   // the amount could not be rounded: in no known currency, or out of range
	changed     bool   // a part was billed under other shares
	fault       string // what makes it impossible to bill; "": nothing
	faultLogged bool
}

func (it *item) subject() subject {
	return subject{it.line.project.project, it.line.line, it.transaction}
}

// share is a customer's part of an item: what is considered, and ends in exactly one place.
type share struct {
	item     *item
	customer string // "": the line has no customers, so the rule's cut decides who pays
	order    int    // place among the line's customers
	amount   int64  // what is still to be billed, in minor units
	quantity decimal.NullDecimal
	status   Status
	part     int
	whole    bool // the amount is the item's
	open     bool

	takenBy *ruleRun // that drafted it, or the last part of it, in this run
	told    *ruleRun // that was told last that it came too late
	verdict
}

// verdict is why a share is on no draft, as the rule that considered it last saw it.
type verdict struct {
	rule   *ruleRun
	reason Reason
	cutoff schedule.Date
	level  LimitLevel
	other  int64  // the limit, or the held back draft's total
	note   string // what else there is to say
}

// unitRun is the evaluation of one unit.
type unitRun struct {
	*unit
	*scratch // shares: everything considered
	in       *Input
	tuples   tuples
	called   map[calledKey]schedule.Date // when a contract is called out next after the window
	drafts   []Draft
	log      RunLog

	repeated bool // an occurrence is decided again without what was held back; what was logged is not logged again

	considered tally // everything that went in
	drafted    tally // everything that came out on drafts
}

// calledKey is a contract under a rule that bills on line schedules.
type calledKey struct {
	contract *contractRun
	rule     *ruleRun
}

// tally counts shares and adds up their chargeable amounts, to hold what went in against what came out.
type tally struct {
	shares int
	amount int64
}

func (t *tally) add(n int, amount int64) {
	t.shares += n
	t.amount = addMinor(t.amount, amount)
}

// consider asks the items of the due lines what they are and divides them between customers, in the order in which details stand on a
// draft.
func (u *unitRun) consider() {
	items, shares := 0, 0
	for _, l := range u.lines {
		items += len(l.transactions)
		shares += len(l.transactions) * max(1, len(l.shares.customers))
	}
	u.items = slices.Grow(u.items[:0], items)
	u.shares = slices.Grow(u.shares[:0], shares)
	for _, l := range u.lines {
		first, firstShare := len(u.items), len(u.shares)
		for _, t := range l.transactions {
			u.items = append(u.items, item{transaction: t, line: l})
			u.items[len(u.items)-1].identify()
		}
		l.items = u.items[first:len(u.items):len(u.items)]
		for _, i := range u.inOrder(l.items) {
			u.considerItem(&l.items[i])
		}
		l.considered = u.shares[firstShare:len(u.shares):len(u.shares)]
	}
	u.refuseDuplicates()
}

// inOrder returns the places of a line's items in the order of details. The items themselves are large and stay where they are.
func (u *unitRun) inOrder(items []item) []int {
	u.order = u.order[:0]
	for i := range items {
		u.order = append(u.order, i)
	}
	slices.SortFunc(u.order, func(i, j int) int {
		if c := compareItems(&items[i], &items[j]); c != 0 {
			return c
		}
		return i - j
	})
	return u.order
}

// compareItems compares by kind, person, date and id, and looks at no more than it has to.
func compareItems(a, b *item) int {
	if a.kind != b.kind {
		return cmp.Compare(a.kind, b.kind)
	}
	if a.person != b.person {
		return cmp.Compare(a.person, b.person)
	}
	if c := a.date.Compare(b.date); c != 0 {
		return c
	}
	return cmp.Compare(a.id, b.id)
}

// refuseDuplicates fails the unit where the source returned a transaction twice: billing it twice would be worse than billing nothing.
func (u *unitRun) refuseDuplicates() {
	ids := u.emptyIDs(len(u.items))
	for i := range u.items {
		id := u.items[i].id
		if ids[id] = struct{}{}; len(ids) == i {
			panic(fmt.Errorf("the source returned transaction %s twice", id))
		}
	}
}

// refuseFaulty fails the unit where something that is ready to bill is incomplete.
func (u *unitRun) refuseFaulty() {
	for i := range u.shares {
		s := &u.shares[i]
		if f, ok := s.item.transaction.(Faulty); ok && s.status == Ready {
			if err := f.Fault(); err != nil {
				panic(fmt.Errorf("transaction %s: %w", s.item.id, err))
			}
		}
	}
}

// identify asks a transaction what it is.
func (it *item) identify() {
	t := it.transaction
	it.id = t.ID()
	it.kind, it.date, it.billing = t.Kind(), t.Date(), billingTypeOf(t)
	if p, ok := t.(Personal); ok {
		it.person = p.Person()
	}
}

// considerItem divides an item that has been identified, unless it is billed.
func (u *unitRun) considerItem(it *item) {
	t := it.transaction
	status := Ready
	if s, ok := t.(Statused); ok && s.Status() != 0 {
		status = s.Status()
	}
	if status == Billed {
		return
	}
	u.price(it, t.Amount())
	u.share(it, it.line, status)
}

// price rounds the amount to its currency's minor unit and notes what makes the item impossible to bill.
func (u *unitRun) price(it *item, a Amount) {
	it.currency, it.exact = a.Currency, a.Number
	digits, ok := u.minorUnits(a.Currency)
	it.decimals = int32(digits)
	switch {
	case it.kind < Time || it.kind > Milestone:
		it.fault = fmt.Sprintf("kind %d is not a kind of transaction", it.kind)
	case it.kind == Milestone && it.line.method != FixedPrice:
		it.fault = "a milestone on a time-and-material line"
	case it.date.IsZero():
		it.fault = "has no date"
	case !ok:
		it.fault = fmt.Sprintf("%q is not a currency", a.Currency)
	}
	if !ok {
		it.unpriced = true
		return
	}
	if it.amount, ok = toMinor(a.Number, it.decimals); !ok {
		it.amount, it.unpriced, it.fault = 0, true, "the amount is out of range"
		return
	}
	it.isExact = a.Number.Exponent() >= -it.decimals && a.Number.Exponent() <= 0
}

// share divides an item between the line's customers.
func (u *unitRun) share(it *item, l *lineRun, status Status) {
	first := len(u.shares)
	quantity := quantityOf(it.transaction)
	if len(l.shares.customers) == 0 {
		u.shares = append(u.shares, share{item: it, amount: it.amount, quantity: quantity, status: status, part: 1, whole: true, open: true})
	} else {
		u.split(it, &l.shares, quantity, status)
	}
	u.applyStatuses(it, u.shares[first:])
	u.applyBillings(it, first)
	billed := false
	for i := first; i < len(u.shares); i++ {
		s := &u.shares[i]
		if s.status == Billed {
			billed = true
			continue
		}
		u.considered.add(1, s.chargeable())
	}
	if billed {
		kept := slices.DeleteFunc(u.shares[first:], func(s share) bool { return s.status == Billed })
		u.shares = u.shares[:first+len(kept)]
	}
}

// split adds one share per customer.
func (u *unitRun) split(it *item, by *shares, quantity decimal.NullDecimal, status Status) {
	n := len(by.customers)
	parts := make([]int64, n)
	by.divide(it.amount, parts)
	quantities := make([]decimal.NullDecimal, n)
	if n == 1 {
		quantities[0] = quantity
	} else if quantity.Valid {
		by.divideQuantity(quantity.Decimal, quantities)
	}
	for i, c := range by.customers {
		u.shares = append(u.shares, share{item: it, customer: c, order: i, amount: parts[i], quantity: quantities[i], status: status, part: 1, whole: n == 1, open: true})
	}
}

// applyStatuses asks a transaction whose shares come apart for the status of each.
func (u *unitRun) applyStatuses(it *item, shares []share) {
	st, ok := it.transaction.(ShareStatused)
	if !ok {
		return
	}
	for i := range shares {
		s := &shares[i]
		if s.customer != "" {
			s.applyStatus(st, s.customer)
			continue
		}
		s.applyStatus(st, it.line.project.payer)
		if c := it.line.project.customer; s.status != Billed && c != it.line.project.payer {
			s.applyStatus(st, c) // whom a merge bills
		}
	}
	for _, c := range it.line.shares.former {
		if s, ok := st.ShareStatus(c); ok && s == Billed {
			it.changed = true
		}
	}
}

func (s *share) applyStatus(t ShareStatused, customer string) {
	if status, ok := t.ShareStatus(customer); ok && status != 0 {
		s.status = status
	}
}

func quantityOf(t Transaction) decimal.NullDecimal {
	if q, ok := t.(Quantified); ok {
		if d, has := q.Quantity(); has {
			return decimal.NewNullDecimal(d)
		}
	}
	return decimal.NullDecimal{}
}

// chargeable is what the share asks for: its amount if it is chargeable, else nothing.
func (s *share) chargeable() int64 { return s.item.billing.of(s.amount) }

// of returns what an amount of that billing type asks for: all of it if it is chargeable, else nothing.
func (b BillingType) of(amount int64) int64 {
	if b == Chargeable {
		return amount
	}
	return 0
}

// payer returns who pays the share under a rule.
func (s *share) payer(r *ruleRun) string {
	switch {
	case s.customer != "":
		return s.customer
	case r.Grouping.Cut == Merged:
		return s.item.line.project.customer
	}
	return s.item.line.project.payer
}

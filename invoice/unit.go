package invoice

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/shopspring/decimal"

	"github.com/proforma-go/proforma/schedule"
)

// share is a customer's part of an item: what is considered, and ends in exactly one place.
type share struct {
	item     *item
	customer string               // "": the line has no customers, so the rule's cut decides who pays
	amount   int64                // what is still to be billed, in minor units
	quantity *decimal.NullDecimal // nil: the item's own
	part     int
	order    int32 // place among the line's customers
	status   Status
	whole    bool // the amount is the item's
	open     bool

	verdict *verdict // nil: nothing is in its way, or no rule has considered it
	takenBy *ruleRun // that drafted it, or the last part of it, in this run
	told    *ruleRun // that was told last that it came too late
}

// verdict is why a share is on no draft, as the rule that considered it last saw it. Shares of one fate have one verdict, which does not change.
type verdict struct {
	rule   *ruleRun
	reason Reason // "": a part of it is billed
	cutoff schedule.Date
	level  LimitLevel
	other  int64  // the limit, or the held back draft's total
	note   string // what else there is to say
}

// held reports whether a rule has considered the share and cannot bill it.
func (s *share) held() bool { return s.verdict != nil && s.verdict.reason != "" }

// unitRun is the evaluation of one unit.
type unitRun struct {
	*unit
	*scratch // shares: everything considered
	in       *Input
	tuples   tuples
	called   map[calledKey]schedule.Date // when a contract is called out next after the window
	drafts   []Draft
	log      RunLog

	ascending bool // the ids of the items come in order

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
	u.items = slices.Grow(u.items[:0], items)[:items]
	u.shares = slices.Grow(u.shares[:0], shares)
	u.verdicts = u.verdicts[:0]
	read := 0
	for _, l := range u.lines {
		end := read + len(l.transactions)
		l.items = u.items[read:end:end]
		u.read(l, read)
		read = end
	}
	u.refuseDuplicates()
	for _, l := range u.lines {
		first := len(u.shares)
		for _, p := range u.inOrder(l.items) {
			if it := &l.items[p.item]; it.status != Billed {
				u.share(it)
			}
		}
		l.considered = u.shares[first:len(u.shares):len(u.shares)]
	}
}

// read makes the items of a line, the first of which has the given place among all.
func (u *unitRun) read(l *lineRun, first int) {
	for i, t := range l.transactions {
		it := &l.items[i]
		*it = item{transaction: t, line: l, place: int32(first + i)}
		it.identify()
		if it.status != Billed {
			u.price(it)
		}
	}
}

// refuseDuplicates fails the unit where the source returned a transaction twice: billing it twice would be worse than billing nothing. It notes
// whether the ids come in order, in which case there is nothing to look for.
func (u *unitRun) refuseDuplicates() {
	u.ascending = true
	for i := 1; i < len(u.items) && u.ascending; i++ {
		u.ascending = u.items[i-1].id < u.items[i].id
	}
	if u.ascending {
		return
	}
	ids := u.emptyIDs(len(u.items))
	for i := range u.items {
		id := u.items[i].id
		if ids[id] = struct{}{}; len(ids) == i {
			panic(fmt.Errorf("the source returned transaction %s twice", id))
		}
	}
}

// compareIDs compares two items by id: by their places, where that is the same.
func (u *unitRun) compareIDs(a, b *item) int {
	if u.ascending {
		return cmp.Compare(a.place, b.place)
	}
	return cmp.Compare(a.id, b.id)
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

// share divides an item that is not billed between its line's customers.
func (u *unitRun) share(it *item) {
	first := len(u.shares)
	if len(it.line.shares.customers) == 0 {
		u.shares = append(u.shares, share{item: it, amount: it.amount, status: it.status, part: 1, whole: true, open: true})
	} else {
		u.split(it, &it.line.shares)
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
func (u *unitRun) split(it *item, by *shares) {
	n := len(by.customers)
	parts := make([]int64, n)
	by.divide(it.amount, parts)
	var quantities []decimal.NullDecimal // none: all have the item's
	if q := quantityOf(it.transaction); q.Valid && n > 1 {
		quantities = make([]decimal.NullDecimal, n)
		by.divideQuantity(q.Decimal, quantities)
	}
	for i, c := range by.customers {
		s := share{item: it, customer: c, order: int32(i), amount: parts[i], status: it.status, part: 1, whole: n == 1, open: true}
		if quantities != nil {
			s.quantity = &quantities[i]
		}
		u.shares = append(u.shares, s)
	}
}

// ownQuantity returns what of the item's quantity is the share's.
func (s *share) ownQuantity() decimal.NullDecimal {
	if s.quantity != nil {
		return *s.quantity
	}
	return quantityOf(s.item.transaction)
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

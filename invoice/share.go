package invoice

import (
	"fmt"
	"slices"

	"github.com/proforma-go/proforma/schedule"
)

// share is a customer's part of an item: what is considered, and ends in exactly one place. An item that cannot be divided has one share
// without a customer.
type share struct {
	item      *item
	customer  string // "": nobody is named, so the rule's cut decides
	order     int32  // place among the item's customers
	status    Status
	open      bool     // on no draft, or not with all of it
	undivided bool     // it stands for the whole item, which cannot be divided
	takenBy   *ruleRun // that drafted it, or the last part of it, in this run
	verdicts  *verdict // why an occurrence that could have billed it did not, the last one first
}

// payer returns who pays the share under a rule.
func (s *share) payer(r *ruleRun) string {
	switch p := s.item.line.project; {
	case s.customer != "" || s.undivided:
		return s.customer
	case r.Grouping.Cut == Merged:
		return p.customer
	default:
		return p.payer
	}
}

// consider asks the items of the due lines what they are and finds what is open of each, in the order in which details stand on a draft.
func (u *unitRun) consider() error {
	items, shares := 0, 0
	for _, l := range u.lines {
		items += len(l.transactions)
		shares += len(l.transactions) * max(1, len(l.shares.customers))
	}
	u.items = slices.Grow(u.items[:0], items)[:items]
	u.shares = slices.Grow(u.shares[:0], shares)
	u.verdicts.reset()
	u.measures.reset()
	read := 0
	for _, l := range u.lines {
		l.items = u.items[read : read+len(l.transactions)]
		for i, t := range l.transactions {
			it := &l.items[i]
			*it = item{transaction: t, line: l, place: int32(read + i)}
			if it.identify(); it.status != Billed {
				u.price(it)
			}
		}
		read += len(l.transactions)
	}
	if err := u.refuseDuplicates(); err != nil {
		return err
	}
	for _, l := range u.lines {
		first := len(u.shares)
		for _, p := range u.inOrder(l.items) {
			if it := &l.items[p.item]; it.status != Billed {
				u.open(it)
			}
		}
		l.considered = [2]int{first, len(u.shares)}
	}
	for i := range u.shares {
		s := &u.shares[i]
		if f, ok := s.item.transaction.(Faulty); ok && s.status == Ready {
			if err := f.Fault(); err != nil {
				return fmt.Errorf("transaction %s: %w", s.item.id, err)
			}
		}
	}
	u.considered = len(u.shares)
	return nil
}

// open adds one share for every customer to whom something of the item can still be billed.
func (u *unitRun) open(it *item) {
	before := it.fault
	it.readLedger()
	it.first = int32(len(u.shares))
	switch {
	case it.fault != before, it.ledger != nil && it.ledger.reason != "":
		u.shares = append(u.shares, share{item: it, status: it.status, open: true, undivided: true})
	case it.ledger == nil && len(it.shares.customers) == 0:
		u.shares = append(u.shares, share{item: it, status: it.status, open: true})
	default:
		u.openShares(it)
	}
	it.end = int32(len(u.shares))
	for i := it.first; i < it.end; i++ {
		s := &u.shares[i]
		status, err := it.statusOf(s)
		if s.status = status; err != nil && it.fault == nil {
			it.fault = err
		}
	}
	if it.ledger != nil && it.ledger.stray {
		u.countStray(it)
	}
}

// openShares adds the shares of an item that names customers, or of which something was billed.
func (u *unitRun) openShares(it *item) {
	for i := range max(1, len(it.shares.customers)) {
		s := share{item: it, order: int32(i), status: it.status, open: true}
		if len(it.shares.customers) > 0 {
			s.customer = it.shares.customers[i]
		}
		if it.ledger != nil {
			if !it.isOpen(&it.ledger.stakes[i]) {
				continue
			}
			if s.customer == "" {
				s.customer = it.ledger.bound
			}
		}
		u.shares = append(u.shares, s)
	}
}

// isOpen reports whether something of a stake is to be billed, or listed.
func (it *item) isOpen(s *stake) bool {
	return s.open && (s.owed.sign() != 0 || (s.last < 0 || !s.paid) && (it.billing != Chargeable || it.amount().sign() == 0))
}

// countStray counts, for every rule of its line, an item of which a closed customer's money has changed.
func (u *unitRun) countStray(it *item) {
	for _, r := range it.line.rules {
		u.counts.add(u.in, r, Code(AmountChanged), AboutTransaction, it.id, schedule.Date{})
	}
}

// sharesOf returns the shares of a line.
func (u *unitRun) sharesOf(l *lineRun) []share { return u.shares[l.considered[0]:l.considered[1]] }

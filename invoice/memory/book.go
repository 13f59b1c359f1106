package memory

import (
	"cmp"
	"slices"

	"github.com/proforma-go/proforma/invoice"
)

// Book adds what the drafts of an outcome claim to the ledgers of their transactions, for views that are made afterwards: all of it, or
// nothing. An error that wraps [invoice.ErrConflict] says that the data have changed since they were read: a claim is taken or comes out of
// turn, or a limit would be passed. Run the unit again then, over a new view.
func (s *Source) Book(o invoice.Outcome) error {
	s.booking.Lock()
	defer s.booking.Unlock()
	b := booking{fixed: s.fixed, state: s.state.Load().clone(), fresh: make(map[int]bool)}
	for _, e := range entriesOf(o.Drafts) {
		b.add(e)
	}
	for _, l := range o.Limits {
		b.fence(s.state.Load().totals, l)
	}
	if err := b.bad.err(); err != nil {
		return err
	}
	s.state.Store(b.state)
	return nil
}

// entry is what a draft adds to a ledger.
type entry struct {
	draft string
	invoice.LedgerEntry
}

// entriesOf returns the entries of drafts in the order of their parts: those of one transaction may stand on several drafts, in any order.
func entriesOf(drafts []invoice.Draft) []entry {
	var all []entry
	for i := range drafts {
		for _, e := range drafts[i].Billings() {
			all = append(all, entry{drafts[i].Key, e})
		}
	}
	slices.SortStableFunc(all, func(a, b entry) int { return cmp.Compare(a.Part, b.Part) })
	return all
}

// Ledger returns the entries of the given transactions, in order of part. An id that is not there has none.
func (s *Source) Ledger(transactions ...string) []invoice.LedgerEntry {
	var all []invoice.LedgerEntry
	state := s.state.Load()
	for _, id := range transactions {
		if at, ok := s.fixed.transaction[id]; ok {
			for _, e := range state.rows[at].Billings {
				all = append(all, invoice.LedgerEntry{Transaction: id, Billing: e})
			}
		}
	}
	return all
}

// Cancel takes a booked draft back, whole: what it billed is open again. It returns the draft that does so, which is booked.
func (s *Source) Cancel(d invoice.Draft) (invoice.Draft, error) { return s.Credit(d) }

// Credit books what [invoice.Correct] makes of a booked draft and releases, and returns it. Of two credits at once that meet on a part one
// fails, with an error that wraps [invoice.ErrConflict].
func (s *Source) Credit(d invoice.Draft, release ...invoice.Release) (invoice.Draft, error) {
	credit, err := invoice.Correct(d, s.Ledger(transactionsOf(&d)...), release)
	if err != nil {
		return credit, err
	}
	return credit, s.Book(invoice.Outcome{Drafts: []invoice.Draft{credit}, Limits: credit.Limits})
}

func transactionsOf(d *invoice.Draft) []string {
	var ids []string
	for _, e := range d.Billings() {
		ids = append(ids, e.Transaction)
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}

type booking struct {
	fixed *fixed
	state *state
	fresh map[int]bool // rows that this booking has copied already
	bad   findings
}

// add adds one entry: the next part of its transaction, or a conflict.
func (b *booking) add(e entry) {
	at, ok := b.fixed.transaction[e.Transaction]
	if !ok {
		b.bad.addf("draft %s claims transaction %q, which is not there", e.draft, e.Transaction)
		return
	}
	row := b.state.rows[at]
	switch next := row.nextPart(); {
	case row.Status == invoice.Billed, e.Part < next:
		b.bad.addf("draft %s: claim %s is taken: %w", e.draft, e.Claim(), invoice.ErrConflict)
		return
	case e.Part > next:
		b.bad.addf("draft %s: claim %s comes before part %d: %w", e.draft, e.Claim(), next, invoice.ErrConflict)
		return
	}
	if !b.fresh[at] {
		row = row.clone()
		b.state.rows[at] = row
		b.fresh[at] = true
	}
	row.Billings = append(row.Billings, e.Billing)
	l := &b.fixed.lines[b.fixed.line[row.Line]]
	b.state.totals.add(l, b.fixed.contractOf(l), row.Kind, e.Customer, e.Amount.Decimal(), e.Amount.Currency())
}

// fence refuses what would pass a limit as it is now. What makes room passes.
func (b *booking) fence(now totals, use invoice.LimitUse) {
	if use.Drafted.Sign() <= 0 {
		return
	}
	limit, ok := b.limit(now, use)
	if !ok {
		return // it was lifted
	}
	if after := limit.Billed.Add(use.Drafted.Decimal()); after.GreaterThan(limit.Amount) {
		b.bad.addf("the %s limit of %s %s: %s are billed by now, and %s more would pass it: %w",
			use.Level, limit.Amount, limit.Currency, limit.Billed, use.Drafted.Decimal(), invoice.ErrConflict)
	}
}

// limit finds the limit that is meant, with what is billed under it now.
func (b *booking) limit(now totals, use invoice.LimitUse) (invoice.Limit, bool) {
	if at, ok := b.fixed.line[use.Line]; ok && use.Line != "" {
		l := &b.fixed.lines[at]
		if use.Customer != "" {
			return now.limit(customerLimit(l.CustomerLimits, use.Customer), scope{id: l.ID, customer: use.Customer})
		}
		return now.limit(l.Limit, scope{id: l.ID})
	}
	at, ok := b.fixed.contract[use.Contract]
	if !ok {
		return invoice.Limit{}, false
	}
	c := &b.fixed.contracts[at]
	if use.Customer != "" {
		return now.limit(customerLimit(c.CustomerLimits, use.Customer), scope{contract: true, id: c.ID, customer: use.Customer})
	}
	return now.limit(c.Limit, scope{contract: true, id: c.ID})
}

func (t *Transaction) clone() *Transaction {
	c := *t
	c.Billings = slices.Clone(t.Billings)
	return &c
}

// nextPart is one more than the highest part of the ledger.
func (t *Transaction) nextPart() int {
	highest := 0
	for i := range t.Billings {
		highest = max(highest, t.Billings[i].Part)
	}
	return highest + 1
}

func (t *Transaction) chargeable() bool {
	return t.BillingType == 0 || t.BillingType == invoice.Chargeable
}

package memory

import (
	"slices"

	"github.com/proforma-go/proforma/invoice"
)

// Book marks what the drafts claim as billed, for views that are made afterwards. A claim on what is billed already, on a
// transaction that is not there, or out of turn is an error; then nothing of the call is booked.
func (s *Source) Book(drafts []invoice.Draft) error {
	s.booking.Lock()
	defer s.booking.Unlock()
	b := booking{fixed: s.fixed, state: s.state.Load().clone(), fresh: make(map[int]bool)}
	for i := range drafts {
		for _, line := range drafts[i].Lines {
			for j := range line.Details {
				b.add(&drafts[i], &line.Details[j])
			}
		}
	}
	if err := b.bad.err(); err != nil {
		return err
	}
	s.state.Store(b.state)
	return nil
}

type booking struct {
	fixed *fixed
	state *state
	fresh map[int]bool // rows that this booking has copied already
	bad   findings
}

func (b *booking) add(d *invoice.Draft, detail *invoice.LineDetail) {
	claim := detail.Claim
	at, ok := b.fixed.transaction[claim.Transaction]
	if !ok {
		b.bad.addf("draft %s claims transaction %q, which is not there", d.Key, claim.Transaction)
		return
	}
	row := b.state.rows[at]
	before, found := row.billing(claim.Customer)
	next := before.Parts + 1
	if found && before.Parts == 0 {
		next = 2
	}
	switch {
	case row.billed(claim.Customer) || claim.Part < next:
		b.bad.addf("draft %s: claim %s is billed already", d.Key, claim)
		return
	case claim.Part > next:
		b.bad.addf("draft %s: claim %s comes before part %d", d.Key, claim, next)
		return
	}
	if !b.fresh[at] {
		row = row.clone()
		b.state.rows[at] = row
		b.fresh[at] = true
	}
	l := &b.fixed.lines[b.fixed.line[row.Line]]
	share := b.fixed.shareOf(row, l, claim.Customer, d.Decimals())
	after := invoice.Billing{Customer: claim.Customer, Percent: share.percent, Parts: claim.Part, Amount: before.Amount.Add(detail.Amount)}
	rest := share.amount.Sub(after.Amount)
	after.Partial = row.chargeable() && rest.Sign() != 0 && rest.Sign() == share.amount.Sign()
	row.setBilling(after)
	b.state.totals.add(l, b.fixed.contractOf(l), detail.Kind, claim.Customer, detail.Amount, d.Currency)
	if row.allBilled(l) {
		row.Status, row.Shares = invoice.Billed, nil
	}
}

func (t *Transaction) clone() *Transaction {
	c := *t
	c.Shares = slices.Clone(t.Shares)
	c.Billings = slices.Clone(t.Billings)
	return &c
}

func (t *Transaction) chargeable() bool {
	return t.BillingType == 0 || t.BillingType == invoice.Chargeable
}

func (t *Transaction) billing(customer string) (invoice.Billing, bool) {
	for _, b := range t.Billings {
		if b.Customer == customer {
			return b, true
		}
	}
	return invoice.Billing{}, false
}

func (t *Transaction) setBilling(b invoice.Billing) {
	at := slices.IndexFunc(t.Billings, func(o invoice.Billing) bool { return o.Customer == b.Customer })
	if at < 0 {
		t.Billings = append(t.Billings, b)
	} else {
		t.Billings[at] = b
	}
	if b.Partial {
		return
	}
	for i := range t.Shares {
		if t.Shares[i].Customer == b.Customer {
			t.Shares[i].Status = invoice.Billed
			return
		}
	}
	t.Shares = append(t.Shares, ShareStatus{b.Customer, invoice.Billed})
}

// billed reports whether nothing of the customer's share is open.
func (t *Transaction) billed(customer string) bool {
	if s, ok := t.shareStatus(customer); ok {
		return s == invoice.Billed
	}
	if b, ok := t.billing(customer); ok && !b.Partial {
		return true
	}
	return t.Status == invoice.Billed
}

// allBilled reports whether every customer's share is billed. A line without customers has one share, whoever pays it.
func (t *Transaction) allBilled(l *Line) bool {
	if t.Status == invoice.Billed {
		return true
	}
	if len(l.Customers) == 0 {
		return slices.ContainsFunc(t.Shares, func(s ShareStatus) bool { return s.Status == invoice.Billed })
	}
	for _, s := range l.Customers {
		if s.Percent.Sign() > 0 && !t.billed(s.Customer) {
			return false
		}
	}
	return true
}

// shareOf returns the customer's share of a row. A line without customers has one share, whoever pays it; a customer that the line does not
// have gets no percentage and no amount.
func (f *fixed) shareOf(t *Transaction, l *Line, customer string, digits int32) part {
	for _, p := range f.parts(t, l, digits) {
		if p.customer == customer || len(l.Customers) == 0 {
			return part{customer, p.percent, p.amount}
		}
	}
	return part{customer: customer}
}

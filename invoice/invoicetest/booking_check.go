package invoicetest

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/shopspring/decimal"

	"github.com/proforma-go/proforma/invoice"
	"github.com/proforma-go/proforma/invoice/memory"
)

// look reads the host's ledger, by transaction and part.
func (b *booking) look() ([]invoice.LedgerEntry, error) {
	now, err := b.host.Ledger(b.ctx)
	if err != nil {
		return nil, fmt.Errorf("host function Ledger: %w", err)
	}
	slices.SortFunc(now, func(x, y invoice.LedgerEntry) int {
		return cmp.Or(cmp.Compare(x.Transaction, y.Transaction), cmp.Compare(x.Part, y.Part))
	})
	return now, nil
}

// check holds the ledger against what must always be true of it, and keeps it.
func (b *booking) check() error {
	now, err := b.look()
	if err != nil {
		return err
	}
	for _, before := range b.ledger {
		if !slices.ContainsFunc(now, func(e invoice.LedgerEntry) bool { return same(e, before) }) {
			return fmt.Errorf("entry %s was in the ledger and is gone, or is another one now", before.Claim())
		}
	}
	for i, e := range now {
		next := 1
		if i > 0 && now[i-1].Transaction == e.Transaction {
			next = now[i-1].Part + 1
		}
		if e.Part < next {
			return fmt.Errorf("claim %s was booked twice", e.Claim())
		}
		if e.Part > next {
			return fmt.Errorf("claim %s was booked before part %d", e.Claim(), next)
		}
	}
	b.ledger = now
	for i := range b.data.Transactions {
		t := &b.data.Transactions[i]
		if net := b.net(t.ID); net.Sign() < 0 || net.GreaterThan(t.Amount) {
			return fmt.Errorf("transaction %s: %s are billed of %s", t.ID, net, t.Amount)
		}
	}
	return b.checkLimits()
}

// stored checks that the ledger has the entries of an outcome, unchanged.
func (b *booking) stored(o invoice.Outcome) error {
	now, err := b.look()
	if err != nil {
		return err
	}
	for i := range o.Drafts {
		for _, want := range o.Drafts[i].Billings() {
			if err := hasEntry(now, want); err != nil {
				return err
			}
		}
	}
	return nil
}

func hasEntry(ledger []invoice.LedgerEntry, want invoice.LedgerEntry) error {
	at := slices.IndexFunc(ledger, func(e invoice.LedgerEntry) bool { return e.Claim() == want.Claim() })
	if at < 0 {
		return fmt.Errorf("entry %s of %s was booked and is not in the ledger", want.Claim(), want.Amount)
	}
	if !same(ledger[at], want) {
		return fmt.Errorf("entry %s is not in the ledger as it was booked: %+v, expected %+v", want.Claim(), ledger[at].Billing, want.Billing)
	}
	return nil
}

// same compares two entries by what they say.
func same(a, b invoice.LedgerEntry) bool {
	return a.Claim() == b.Claim() && a.Customer == b.Customer && a.Reverses == b.Reverses && a.Open == b.Open && a.Percent.Equal(b.Percent) && a.Amount.Equal(b.Amount) &&
		a.Quantity.Equal(b.Quantity) && a.Price.Equal(b.Price) && a.Whole.Equal(b.Whole) && a.Waived.Equal(b.Waived) && a.Period == b.Period
}

// sum adds up the entries that a condition takes.
func (b *booking) sum(takes func(*invoice.LedgerEntry) bool) decimal.Decimal {
	sum := decimal.Decimal{}
	for i := range b.ledger {
		if e := &b.ledger[i]; takes(e) {
			sum = sum.Add(e.Amount.Decimal())
		}
	}
	return sum
}

func (b *booking) net(transaction string) decimal.Decimal {
	return b.sum(func(e *invoice.LedgerEntry) bool { return e.Transaction == transaction })
}

// billed is what of a transaction is not to be billed again: what was written off counts.
func (b *booking) billed(transaction string) decimal.Decimal {
	return b.sum(func(e *invoice.LedgerEntry) bool { return e.Transaction == transaction && (e.Reverses == 0 || e.Open) })
}

// checkLimits holds every limit of the data against the ledger.
func (b *booking) checkLimits() error {
	line := make(map[string]*memory.Line)
	for i := range b.data.Lines {
		line[b.data.Lines[i].ID] = &b.data.Lines[i]
	}
	of := make(map[string]*memory.Line)
	for i := range b.data.Transactions {
		of[b.data.Transactions[i].ID] = line[b.data.Transactions[i].Line]
	}
	test := func(what string, l *invoice.Limit, takes func(*invoice.LedgerEntry) bool) error {
		if l == nil {
			return nil
		}
		if sum := b.sum(takes); sum.GreaterThan(l.Amount) {
			return fmt.Errorf("%s: %s are billed, and the limit is %s", what, sum, l.Amount)
		}
		return nil
	}
	for i := range b.data.Lines {
		l := &b.data.Lines[i]
		if err := test("line "+l.ID, l.Limit, func(e *invoice.LedgerEntry) bool { return of[e.Transaction] == l }); err != nil {
			return err
		}
		for _, c := range l.CustomerLimits {
			if err := test("line "+l.ID+", "+c.Customer, &c.Limit, func(e *invoice.LedgerEntry) bool { return of[e.Transaction] == l && e.Customer == c.Customer }); err != nil {
				return err
			}
		}
	}
	for i := range b.data.Contracts {
		c := &b.data.Contracts[i]
		if err := test("contract "+c.ID, c.Limit, func(e *invoice.LedgerEntry) bool { return of[e.Transaction].Contract == c.ID }); err != nil {
			return err
		}
	}
	return nil
}

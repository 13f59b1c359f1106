package invoicetest

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"

	"github.com/shopspring/decimal"

	"github.com/proforma-go/proforma/invoice"
	"github.com/proforma-go/proforma/invoice/memory"
)

// The attacks of what is taken back.

// draftOf finds the draft on which a customer was billed for a transaction.
func draftOf(outcomes []invoice.Outcome, transaction, customer string) (*invoice.Draft, error) {
	for i := range outcomes {
		for j := range outcomes[i].Drafts {
			d := &outcomes[i].Drafts[j]
			for _, e := range d.Billings() {
				if e.Transaction == transaction && e.Customer == customer {
					return d, nil
				}
			}
		}
	}
	return nil, fmt.Errorf("the host's source has no transaction %s to bill to %s", transaction, customer)
}

// credit has the host credit a draft, and holds what it entered against what Correct makes of the ledger.
func (b *booking) credit(d *invoice.Draft, release ...invoice.Release) error {
	ledger, err := b.look()
	if err != nil {
		return err
	}
	want, err := invoice.Correct(*d, ledger, release)
	if err != nil {
		return err
	}
	if err := b.host.Credit(b.ctx, d.Key, release...); err != nil {
		return fmt.Errorf("host function Credit: %w", err)
	}
	if err := b.check(); err != nil {
		return err
	}
	for _, e := range want.Billings() {
		if err := hasEntry(b.ledger, e); err != nil {
			return err
		}
	}
	if n := len(ledger) + len(want.Billings()); len(b.ledger) != n {
		return fmt.Errorf("the ledger has %d entries after the credit, expected %d", len(b.ledger), n)
	}
	return nil
}

func attackCancel(b *booking) error {
	booked, err := b.readAndSettle(nightly())
	if err != nil {
		return err
	}
	d, err := draftOf(booked, "T3", "A")
	if err != nil {
		return err
	}
	if err := b.credit(d); err != nil {
		return err
	}
	if b.host.Credit(b.ctx, d.Key) == nil {
		return fmt.Errorf("draft %s was cancelled twice", d.Key)
	}
	return b.calm(nightly())
}

// attackStale books, cancels, and books again; outcomes from before, from between, and from the beginning then come too late.
func attackStale(b *booking) error {
	booked, err := b.readAndSettle(nightly())
	if err != nil {
		return err
	}
	d, err := draftOf(booked, "T3", "A")
	if err != nil {
		return err
	}
	if err := b.credit(d); err != nil {
		return err
	}
	for _, o := range booked {
		if err := b.refused(o); err != nil {
			return fmt.Errorf("an outcome from the beginning, after the cancellation: %w", err)
		}
	}
	stale, _, err := b.read(nightly())
	if err != nil {
		return err
	}
	if err := b.settle(nightly()); err != nil {
		return err
	}
	for _, o := range stale {
		if err := b.refused(o); err != nil {
			return err
		}
	}
	return b.complete(nightly())
}

// clerks is how many credit at once.
const clerks = 4

func attackClerks(b *booking) error {
	booked, err := b.readAndSettle(nightly())
	if err != nil {
		return err
	}
	d, err := draftOf(booked, "T5", "Blue")
	if err != nil {
		return err
	}
	fifty := invoice.Release{Transaction: "T5", Part: 1, Amount: invoice.NewAmount(decimal.NewFromInt(50), "EUR")}
	var done atomic.Int32
	b.atOnce(clerks, func(context.Context, int) error {
		err := b.host.Credit(b.ctx, d.Key, fifty)
		if err == nil {
			done.Add(1)
		}
		return nil // those that come too late are told so
	})
	if err := b.check(); err != nil {
		return err
	}
	if n := done.Load(); n != 1 {
		return fmt.Errorf("%d of %d clerks credited 50 of 80 EUR, expected one", n, clerks)
	}
	if net := b.net("T5"); !net.Equal(decimal.NewFromInt(30)) {
		return fmt.Errorf("80 EUR were billed and 50 credited, and the ledger says %s", net)
	}
	// Two that have read the same ledger, with the first credit in it, make the same claim.
	d2, err := invoice.Correct(*d, b.ledger, nil)
	if err != nil {
		return err
	}
	o := invoice.Outcome{Drafts: []invoice.Draft{d2}}
	if err := b.host.Book(b.ctx, o); err != nil {
		return fmt.Errorf("host function Book, of a credit: %w", err)
	}
	if err := b.refused(o); err != nil {
		return err
	}
	return b.calm(nightly())
}

// atOnce calls a function from several goroutines, and returns the errors of all.
func (b *booking) atOnce(n int, f func(ctx context.Context, i int) error) error {
	errs := make([]error, n)
	start := make(chan struct{})
	var wg sync.WaitGroup
	for i := range n {
		wg.Go(func() {
			defer func() {
				if r := recover(); r != nil {
					errs[i] = fmt.Errorf("panic: %v", r)
				}
			}()
			<-start
			errs[i] = f(b.ctx, i)
		})
	}
	close(start)
	wg.Wait()
	return errors.Join(errs...)
}

func attackWriteOff(b *booking) error {
	booked, err := b.readAndSettle(nightly())
	if err != nil {
		return err
	}
	d, err := draftOf(booked, "T5", "Blue")
	if err != nil {
		return err
	}
	if err := b.credit(d, invoice.Release{Transaction: "T5", Part: 1, Amount: invoice.NewAmount(decimal.NewFromInt(50), "EUR"), WriteOff: true}); err != nil {
		return err
	}
	if err := b.calm(nightly()); err != nil {
		return err
	}
	if net := b.net("T5"); !net.Equal(decimal.NewFromInt(30)) {
		return fmt.Errorf("50 of 80 EUR were written off, and %s are billed", net)
	}
	return nil
}

// attackResplit credits one customer and gives its share to another one, while a run that still means the first is on its way.
func attackResplit(b *booking) error {
	booked, err := b.readAndSettle(nightly())
	if err != nil {
		return err
	}
	d, err := draftOf(booked, "T3", "A")
	if err != nil {
		return err
	}
	if err := b.credit(d); err != nil {
		return err
	}
	stale, _, err := b.read(nightly())
	if err != nil {
		return err
	}
	if err := b.change(func(d *memory.Data) { d.Lines[1].Customers = shares("C", 50, "B", 50) }); err != nil {
		return err
	}
	if err := b.settle(nightly()); err != nil {
		return err
	}
	for _, o := range stale {
		if err := b.refused(o); err != nil {
			return err
		}
	}
	return b.calm(nightly())
}

package invoicetest

import (
	"errors"
	"fmt"
	"slices"

	"github.com/shopspring/decimal"

	"github.com/proforma-go/proforma/invoice"
	"github.com/proforma-go/proforma/invoice/memory"
)

// The attacks of two runs that have read before either of them books.

func attackTwice(b *booking) error {
	first, _, err := b.read(nightly())
	if err != nil {
		return err
	}
	second, _, err := b.read(nightly())
	if err != nil {
		return err
	}
	if err := b.book(first, nightly()); err != nil {
		return err
	}
	for _, o := range second {
		if err := b.refused(o); err != nil {
			return err
		}
	}
	return b.complete(nightly())
}

// attackCut lets one rule bill the payer of a project and another one, which merges, its customer.
func attackCut(b *booking) error {
	for _, rules := range [][2]invoice.Rule{{nightly(), merging()}, {merging(), nightly()}} {
		if err := b.fresh(bookingWorld()); err != nil {
			return err
		}
		first, _, err := b.read(rules[0])
		if err != nil {
			return err
		}
		second, _, err := b.read(rules[1])
		if err != nil {
			return err
		}
		if err := b.book(first, rules[0]); err != nil {
			return err
		}
		for _, o := range second {
			if err := b.refused(o); err != nil {
				return err
			}
		}
		if err := b.complete(rules[1]); err != nil {
			return err
		}
	}
	return nil
}

// attackLimit lets two rules draft under one limit, each of which fits alone and makes claims of its own.
func attackLimit(b *booking) error {
	if err := b.fresh(limited()); err != nil {
		return err
	}
	hours, costs := ofKind(invoice.Time), ofKind(invoice.Expense)
	first, _, err := b.read(hours)
	if err != nil {
		return err
	}
	second, _, err := b.read(costs)
	if err != nil {
		return err
	}
	if err := b.book(first, hours); err != nil {
		return err
	}
	refused := false
	for _, o := range second {
		err := b.host.Book(b.ctx, o)
		if err != nil && !errors.Is(err, invoice.ErrConflict) {
			return fmt.Errorf("host function Book: %w", err)
		}
		refused = refused || err != nil
		if err := b.check(); err != nil {
			return err
		}
	}
	if !refused {
		return errors.New("nothing was refused, though the two jobs together pass the limit")
	}
	return b.calm(hours, costs)
}

func attackLowered(b *booking) error {
	if err := b.fresh(limited()); err != nil {
		return err
	}
	hours := ofKind(invoice.Time)
	outcomes, _, err := b.read(hours)
	if err != nil {
		return err
	}
	err = b.change(func(d *memory.Data) {
		d.Contracts[1].Limit = &invoice.Limit{Amount: decimal.NewFromInt(60), Currency: "EUR"}
	})
	if err != nil {
		return err
	}
	if err := b.book(outcomes, hours); err != nil {
		return err
	}
	return b.calm(hours, ofKind(invoice.Expense))
}

// overtaken reads, changes the data, reads again, and books both, in both orders.
func (b *booking) overtaken(edit func(*memory.Data)) error {
	for _, newFirst := range []bool{false, true} {
		if err := b.fresh(bookingWorld()); err != nil {
			return err
		}
		first, _, err := b.read(nightly())
		if err != nil {
			return err
		}
		if err := b.change(edit); err != nil {
			return err
		}
		second, _, err := b.read(nightly())
		if err != nil {
			return err
		}
		if newFirst {
			first, second = second, first
		}
		if err := b.book(first, nightly()); err != nil {
			return err
		}
		for _, o := range second {
			if err := b.refused(o); err != nil {
				return err
			}
		}
		if err := b.calm(nightly()); err != nil {
			return err
		}
	}
	return nil
}

func attackPayer(b *booking) error {
	return b.overtaken(func(d *memory.Data) { d.Projects[0].BillingCustomer = "Other Bank"; d.Projects[1].Customer = "Green" })
}

func attackShares(b *booking) error {
	for _, now := range [][]invoice.Share{shares("C", 100), shares("B", 60, "C", 40), shares("C", 20, "D", 30, "E", 50)} {
		if err := b.overtaken(func(d *memory.Data) { d.Lines[1].Customers = now }); err != nil {
			return err
		}
	}
	return nil
}

func attackOwnShares(b *booking) error {
	return b.overtaken(func(d *memory.Data) { d.Transactions[2].Customers = shares("C", 70, "A", 30) })
}

func attackOrder(b *booking) error {
	err := b.overtaken(func(d *memory.Data) { d.Lines[1].Customers = shares("B", 50, "A", 50) })
	if err != nil {
		return err
	}
	return b.overtaken(func(d *memory.Data) { d.Lines[1].RoundingCustomer = "B" })
}

// attackLine moves a transaction to the line of another customer and contract. What it leaves behind is read again as well, since its units
// changed.
func attackLine(b *booking) error {
	for _, newFirst := range []bool{false, true} {
		if err := b.fresh(bookingWorld()); err != nil {
			return err
		}
		first, _, err := b.read(nightly())
		if err != nil {
			return err
		}
		if err := b.change(func(d *memory.Data) { d.Transactions[0].Line = "L3" }); err != nil {
			return err
		}
		second, _, err := b.read(nightly())
		if err != nil {
			return err
		}
		if newFirst {
			first, second = second, first
		}
		if err := b.book(append(first, second...), nightly()); err != nil {
			return err
		}
		if err := b.calm(nightly()); err != nil {
			return err
		}
	}
	return nil
}

// attackSupplement enters work for a contract of which the day has a draft already.
func attackSupplement(b *booking) error {
	if _, err := b.readAndSettle(nightly()); err != nil {
		return err
	}
	err := b.change(func(d *memory.Data) {
		late := d.Transactions[0]
		late.ID = "T9"
		d.Transactions = append(d.Transactions, late)
	})
	if err != nil {
		return err
	}
	return b.calm(nightly())
}

// attackSnapshot reads one snapshot twice, and books in between.
func attackSnapshot(b *booking) error {
	s, release, err := b.host.Snapshot(b.ctx)
	if err != nil {
		return fmt.Errorf("host function Snapshot: %w", err)
	}
	defer release()
	keys := func() (keys []string, err error) {
		res, err := invoice.Collect(invoice.Run(b.ctx, invoice.Input{Rules: []invoice.Rule{nightly()}, Source: s, Through: bookingDay, RunNow: true}))
		if err != nil {
			return nil, err
		}
		for i := range res.Drafts {
			keys = append(keys, res.Drafts[i].Key)
		}
		return keys, nil
	}
	before, err := keys()
	if err != nil {
		return err
	}
	if err := b.settle(nightly()); err != nil {
		return err
	}
	after, err := keys()
	if err != nil {
		return err
	}
	if !slices.Equal(before, after) {
		return fmt.Errorf("the snapshot has moved: it drafted %q, and %q after a booking", before, after)
	}
	return nil
}

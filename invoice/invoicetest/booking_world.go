package invoicetest

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/shopspring/decimal"

	"github.com/proforma-go/proforma/invoice"
	"github.com/proforma-go/proforma/invoice/memory"
	"github.com/proforma-go/proforma/schedule"
)

// attackTime is how long one attack may take.
const attackTime = time.Minute

var (
	bookingDay = schedule.MustParseDate("2026-10-05")
	worked     = schedule.MustParseDate("2026-10-01")
	told       = []invoice.Notify{{Recipients: []invoice.Recipient{{Name: "billing@example.com"}}}}
)

// bookingWorld is two projects. The first one has a payer that is not its customer; the second one a contract with a divided line.
func bookingWorld() memory.Data {
	row := func(id, line string, kind invoice.Kind, cents int64) memory.Transaction {
		return memory.Transaction{ID: id, Line: line, Kind: kind, Date: worked, Amount: decimal.New(cents, -2), Currency: "EUR"}
	}
	return memory.Data{
		Projects:  []memory.Project{{ID: "P1", Customer: "Acme", BillingCustomer: "Acme Bank"}, {ID: "P2", Customer: "Blue"}},
		Contracts: []memory.Contract{{ID: "K"}, {ID: "M"}},
		Lines: []memory.Line{
			{ID: "L1", Project: "P1"},
			{ID: "L2", Project: "P2", Contract: "K", Customers: shares("A", 50, "B", 50)},
			{ID: "L3", Project: "P2", Contract: "M"},
		},
		Transactions: []memory.Transaction{
			row("T1", "L1", invoice.Time, 10000), row("T2", "L1", invoice.Expense, 3050),
			row("T3", "L2", invoice.Time, 10001), row("T4", "L2", invoice.Expense, 2003),
			row("T5", "L3", invoice.Time, 8000), row("T6", "L3", invoice.Expense, 7000),
		},
	}
}

// limited is the world with a limit of 100 EUR on contract M, on whose line 80 EUR of time and 70 EUR of expenses stand.
func limited() memory.Data {
	d := bookingWorld()
	d.Contracts[1].Limit = &invoice.Limit{Amount: decimal.NewFromInt(100), Currency: "EUR"}
	return d
}

// shares makes shares of customers and whole percents.
func shares(pairs ...any) []invoice.Share {
	var all []invoice.Share
	for i := 0; i < len(pairs); i += 2 {
		all = append(all, invoice.Share{Customer: pairs[i].(string), Percent: invoice.NewPercent(decimal.NewFromInt(int64(pairs[i+1].(int))))})
	}
	return all
}

// nightly is the rule of most attacks.
func nightly() invoice.Rule {
	return invoice.Rule{Name: "Night", Schedule: schedule.Schedule{Frequency: schedule.Daily}, Notify: told}
}

func merging() invoice.Rule {
	r := nightly()
	r.Name, r.Grouping.Cut = "Merged", invoice.Merged
	return r
}

// ofKind is the nightly rule for one kind of work alone.
func ofKind(k invoice.Kind) invoice.Rule {
	r := nightly()
	r.Name, r.Include = "Only "+k.String(), []invoice.Include{{Kinds: []invoice.Kind{k}, Through: schedule.Anchor{Base: schedule.RunDate}}}
	return r
}

// booking is one attack on a host.
type booking struct {
	ctx    context.Context
	host   *BookingHost
	data   memory.Data
	ledger []invoice.LedgerEntry // as it was when last looked at, by transaction and part
}

func (b *booking) fresh(d memory.Data) error {
	b.data, b.ledger = d, nil
	if err := b.host.Fresh(b.ctx, d); err != nil {
		return fmt.Errorf("host function Fresh: %w", err)
	}
	return nil
}

// change edits the host's data.
func (b *booking) change(edit func(*memory.Data)) error {
	d := b.data
	d.Projects, d.Contracts, d.Lines, d.Transactions = slices.Clone(d.Projects), slices.Clone(d.Contracts), slices.Clone(d.Lines), slices.Clone(d.Transactions)
	edit(&d)
	b.data = d
	if err := b.host.Change(b.ctx, d); err != nil {
		return fmt.Errorf("host function Change: %w", err)
	}
	return nil
}

// read runs rules over a new snapshot, on the day, and returns the outcomes that draft something, and the whole backlog.
func (b *booking) read(rules ...invoice.Rule) (drafting []invoice.Outcome, backlog []invoice.BacklogItem, err error) {
	s, release, err := b.host.Snapshot(b.ctx)
	if err != nil {
		return nil, nil, fmt.Errorf("host function Snapshot: %w", err)
	}
	defer release()
	for o, err := range invoice.Run(b.ctx, invoice.Input{Rules: rules, Source: s, Through: bookingDay, RunNow: true}) {
		if err != nil {
			return nil, nil, err
		}
		for _, e := range o.Log {
			if e.Level == invoice.Error {
				return nil, nil, fmt.Errorf("the host's data fail: %s", e)
			}
		}
		if len(o.Drafts) > 0 {
			drafting = append(drafting, o)
		}
		backlog = append(backlog, o.Backlog...)
	}
	return drafting, backlog, nil
}

// book books outcomes, each from a new snapshot where there is a conflict, and checks.
func (b *booking) book(outcomes []invoice.Outcome, rules ...invoice.Rule) error {
	for _, o := range outcomes {
		switch err := b.host.Book(b.ctx, o); {
		case errors.Is(err, invoice.ErrConflict):
			if err := b.settle(rules...); err != nil {
				return err
			}
		case err != nil:
			return fmt.Errorf("host function Book: %w", err)
		default:
			if err := b.stored(o); err != nil {
				return err
			}
		}
		if err := b.check(); err != nil {
			return err
		}
	}
	return nil
}

// settle reads and books what there is.
func (b *booking) settle(rules ...invoice.Rule) error {
	outcomes, _, err := b.read(rules...)
	if err != nil {
		return err
	}
	for _, o := range outcomes {
		if err := b.host.Book(b.ctx, o); err != nil {
			return fmt.Errorf("unit %s is refused, though it was read and booked with nothing in between: %w", o.Unit, err)
		}
		if err := b.stored(o); err != nil {
			return err
		}
	}
	return b.check()
}

// readAndSettle books what there is to book and returns its outcomes.
func (b *booking) readAndSettle(rules ...invoice.Rule) ([]invoice.Outcome, error) {
	outcomes, _, err := b.read(rules...)
	if err == nil {
		err = b.book(outcomes, rules...)
	}
	return outcomes, err
}

// refused books a stale outcome, which the host must refuse as a conflict.
func (b *booking) refused(o invoice.Outcome) error {
	switch err := b.host.Book(b.ctx, o); {
	case err == nil:
		if err := b.check(); err != nil {
			return err
		}
		return fmt.Errorf("unit %s was booked, though what it was read from has changed", o.Unit)
	case !errors.Is(err, invoice.ErrConflict):
		return fmt.Errorf("unit %s was refused, and the error does not wrap ErrConflict: %w", o.Unit, err)
	}
	return b.check()
}

// calm is a later run that nothing disturbs: after it everything is billed, or in the backlog with a reason.
func (b *booking) calm(rules ...invoice.Rule) error {
	if err := b.settle(rules...); err != nil {
		return fmt.Errorf("a calm run: %w", err)
	}
	return b.complete(rules...)
}

// complete checks that nothing is left for the rules to bill, and that what is not billed is in the backlog.
func (b *booking) complete(rules ...invoice.Rule) error {
	if err := b.check(); err != nil {
		return err
	}
	left, backlog, err := b.read(rules...)
	if err != nil {
		return err
	}
	for _, o := range left {
		return fmt.Errorf("left behind: draft %s of %s to %s", o.Drafts[0].Key, o.Drafts[0].Total, o.Drafts[0].Customer)
	}
	for i := range b.data.Transactions {
		t := &b.data.Transactions[i]
		if billed := b.billed(t.ID); !billed.Equal(t.Amount) && !slices.ContainsFunc(backlog, func(x invoice.BacklogItem) bool { return x.Transaction == t.ID }) {
			return fmt.Errorf("transaction %s: %s of %s are billed, and the rest is in no backlog", t.ID, billed, t.Amount)
		}
	}
	return nil
}

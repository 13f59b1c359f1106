package sim

import (
	"fmt"
	"slices"

	"github.com/shopspring/decimal"

	"github.com/proforma-go/proforma/invoice"
)

// book books an outcome: all entries of all its drafts and the fences of its limits, or nothing. The error is a conflict.
func (w *World) book(o invoice.Outcome) error {
	var all []invoice.LedgerEntry
	taken := make(map[string]bool)
	for i := range o.Drafts {
		for _, e := range o.Drafts[i].Billings() {
			key := w.claimKey(e)
			if w.claims[key] {
				return fmt.Errorf("claim %s is taken: %w", e.Claim(), invoice.ErrConflict)
			}
			if taken[key] {
				w.failf("no claim stands twice in an outcome", "%s", e.Claim())
			}
			taken[key] = true
			all = append(all, e)
		}
	}
	for _, use := range o.Limits {
		if err := w.fence(use); err != nil {
			return err
		}
	}
	before := w.limitsNow()
	w.commit(o, all)
	w.checkLimits(before, o)
	w.checkLedgers(all)
	return nil
}

// claimKey is what the host's index is unique over.
func (w *World) claimKey(e invoice.LedgerEntry) string {
	if w.opts.DoubleKeyed {
		return fmt.Sprintf("%s\x00%s\x00%d", e.Transaction, e.Customer, e.Part)
	}
	return fmt.Sprintf("%s\x00%d", e.Transaction, e.Part)
}

// limitOf finds the limit that a fence is about, as it is by now; nil where there is none.
func (w *World) limitOf(use invoice.LimitUse) (l *limit, contract string) {
	of := &caps{}
	switch {
	case use.Line != "":
		of = &w.line(use.Line).caps
	case w.contract(use.Contract) != nil:
		of, contract = &w.contract(use.Contract).caps, use.Contract
	}
	l = of.limit
	if use.Customer != "" {
		l = of.of(use.Customer)
	}
	if l == nil || l.currency != use.Drafted.Currency() {
		return nil, ""
	}
	return l, contract
}

// fence refuses what would pass a limit as it is by now. What makes room passes.
func (w *World) fence(use invoice.LimitUse) error {
	l, contract := w.limitOf(use)
	if l == nil || use.Drafted.Sign() <= 0 {
		return nil
	}
	if after := w.billed(use.Line, contract, l).Add(use.Drafted.Decimal()); after.GreaterThan(l.amount) {
		return fmt.Errorf("the %s limit of %s %s would be passed with %s: %w", use.Level, l.amount, l.currency, after, invoice.ErrConflict)
	}
	return nil
}

func (w *World) commit(o invoice.Outcome, all []invoice.LedgerEntry) {
	for i := range o.Drafts {
		d := &o.Drafts[i]
		if w.keys[d.Key] {
			w.failf("draft keys are unique for ever", "%s was booked before", d.Key)
		}
		w.keys[d.Key] = true
		w.drafts = append(w.drafts, *d)
		w.note("book %s", draftText(d))
		for j := range d.Lines {
			for k := range d.Lines[j].Details {
				x := &d.Lines[j].Details[k]
				at := slices.IndexFunc(all, func(e invoice.LedgerEntry) bool { return e.Claim() == x.Claim() && e.Customer == d.Customer })
				contract := d.Lines[j].Contract
				if w.contract(contract) == nil {
					contract = "" // a project's own
				}
				w.rows.book = append(slices.Clip(w.rows.book), entry{all[at], d.Lines[j].Line, contract, x.Kind == invoice.Milestone})
			}
		}
	}
	slices.SortStableFunc(all, func(a, b invoice.LedgerEntry) int { return a.Part - b.Part })
	for _, e := range all {
		w.claims[w.claimKey(e)] = true
		t := w.transaction(e.Transaction)
		if !w.opts.DoubleKeyed && e.Part != len(t.ledger)+1 {
			w.failf("parts have no gaps", "%s has %d entries, and the next is %s", e.Transaction, len(t.ledger), e.Claim())
		}
		t.ledger = append(slices.Clip(t.ledger), e.Billing)
		if !e.Waived.IsZero() {
			h := *t.history
			h.writtenOff = h.writtenOff.Add(e.Waived.Decimal())
			t.history = &h
		}
		w.Stats.Entries++
	}
	w.Stats.Drafts += len(o.Drafts)
}

// limitNow is what is billed under one of the world's limits.
type limitNow struct {
	of     *limit
	name   string
	max    decimal.Decimal
	billed decimal.Decimal
}

// limitsNow adds up what is billed under every limit of the world.
func (w *World) limitsNow() []limitNow {
	var all []limitNow
	add := func(id, line, contract string, c *caps) {
		if c.limit != nil {
			all = append(all, limitNow{c.limit, id + " " + c.limit.currency, c.limit.amount, w.billed(line, contract, c.limit)})
		}
		for i := range c.customers {
			l := &c.customers[i]
			all = append(all, limitNow{l, id + " " + l.customer + " " + l.currency, l.amount, w.billed(line, contract, l)})
		}
	}
	for i := range w.lines {
		add(w.lines[i].id, w.lines[i].id, "", &w.lines[i].caps)
	}
	for i := range w.contracts {
		add(w.contracts[i].id, "", w.contracts[i].id, &w.contracts[i].caps)
	}
	return all
}

// checkLimits holds what is billed under every limit against it. One that was lowered under what was billed may be passed already; nothing more
// goes over it then. A correction is of an earlier day, and asks about the limits that its draft was under.
func (w *World) checkLimits(before []limitNow, o invoice.Outcome) {
	asked := func(l *limit) bool {
		return slices.ContainsFunc(o.Limits, func(u invoice.LimitUse) bool { of, _ := w.limitOf(u); return of == l })
	}
	for i, l := range w.limitsNow() {
		if l.billed.GreaterThan(l.max) && l.billed.GreaterThan(before[i].billed) && (o.Unit != "" || asked(l.of)) {
			w.failf("no limit is passed", "%s of %s: %s were billed, and %s are by now", l.name, l.max, before[i].billed, l.billed)
		}
	}
}

package sim

import (
	"math/big"
	"slices"

	"github.com/proforma-go/proforma/invoice"
)

// placed is where a run put a transaction.
type placed struct {
	drafted []invoice.LedgerEntry
	held    []*invoice.BacklogItem
}

// checkResult holds a result against the snapshot that it was made of.
func (w *World) checkResult(j *job, res *invoice.Result, asked map[string]bool) {
	snap := j.snap
	places := make(map[string]*placed)
	of := func(id string) *placed {
		if places[id] == nil {
			places[id] = &placed{}
		}
		return places[id]
	}
	for i := range res.Drafts {
		d := &res.Drafts[i]
		w.checkDraft(d)
		for _, e := range d.Billings() {
			p := of(e.Transaction)
			p.drafted = append(p.drafted, e)
		}
	}
	for i := range res.Backlog {
		p := of(res.Backlog[i].Transaction)
		p.held = append(p.held, &res.Backlog[i])
	}
	for i := range snap.transactions {
		t := &snap.transactions[i]
		p := of(t.id)
		if !asked[snap.line(t.line).id] {
			if len(p.drafted)+len(p.held) > 0 {
				w.failf("what was not read is nowhere", "%s", t.id)
			}
			continue
		}
		w.checkPlaces(snap, t, p)
	}
	for _, e := range res.Log {
		if e.Level == invoice.Error && (e.About != invoice.AboutTransaction || e.Code != invoice.CodeFailed && e.Code != invoice.Code(invoice.CurrencyMismatch)) {
			w.failf("nothing fails", "%s", e)
		}
	}
	w.checkRounding(snap, res)
	w.checkReasons(j, res)
}

// checkPlaces says that everything that is open of a transaction is in exactly one place, and that nothing is lost or made on the way.
func (w *World) checkPlaces(snap *rows, t *transaction, p *placed) {
	before := snap.rest(t, t.ledger)
	slices.SortFunc(p.drafted, func(a, b invoice.LedgerEntry) int { return a.Part - b.Part })
	ledger := slices.Clone(t.ledger)
	billed := new(big.Rat)
	for i, e := range p.drafted {
		if e.Part != len(t.ledger)+1+i {
			w.failf("parts have no gaps", "%s: part %d is drafted: %s", t.id, e.Part, w.describe(snap, t))
		}
		if !before.has(snap.alias(t, e.Customer)) {
			w.failf("only open customers are billed", "%s: %s is drafted: %s", t.id, ledgerText([]invoice.Billing{e.Billing}), w.describe(snap, t))
		}
		w.checkDetail(snap, t, e)
		ledger = append(ledger, e.Billing)
		billed.Add(billed, scaled(e.Amount.Decimal(), t.currency))
	}
	after := before
	if len(p.drafted) > 0 {
		after = snap.rest(t, ledger)
	}
	w.checkHeld(snap, t, p, &before, &after)
	if before.held != "" {
		return
	}
	lost := new(big.Rat).Add(billed, after.total())
	lost.Sub(lost, before.total())
	if absRat(lost).Cmp(big.NewRat(int64(before.parties), 1)) > 0 {
		w.failf("drafts and backlog come to what was open", "%s minor units too many: drafted %s: %s", lost.FloatString(4), entriesText(p.drafted), w.describe(snap, t))
	}
}

func entriesText(entries []invoice.LedgerEntry) string {
	s := ""
	for _, e := range entries {
		s += ledgerText([]invoice.Billing{e.Billing})
	}
	return s
}

// checkDetail holds what a detail says of its transaction against it.
func (w *World) checkDetail(snap *rows, t *transaction, e invoice.LedgerEntry) {
	whole := t.chargeable()
	names, parts, _ := snap.division(t)
	at := slices.Index(names, snap.alias(t, e.Customer))
	if e.Reverses == 0 && (!e.Whole.Decimal().Equal(whole) || at < 0 || part(e.Percent).Cmp(parts[at]) != 0) {
		w.failf("details say what they are of", "%s: %s: %s", t.id, ledgerText([]invoice.Billing{e.Billing}), w.describe(snap, t))
	}
}

func writtenOff(ledger []invoice.Billing) bool {
	return slices.ContainsFunc(ledger, func(e invoice.Billing) bool { return !e.Waived.IsZero() })
}

// checkHeld holds the backlog of a transaction against what is open of it, customers and amounts.
func (w *World) checkHeld(snap *rows, t *transaction, p *placed, before, after *rest) {
	var want []string
	left := new(big.Rat).Set(after.left)
	if after.held == "" {
		left = after.total()
	}
	switch {
	case after.held == invoice.AmountChanged && before.held == "" && writtenOff(t.ledger):
		return // what was written off is more than the amount is by now, and the next run says so
	case after.held != "":
		want = []string{""}
	default:
		for _, d := range after.open {
			if before.has(d.customer) || absRat(d.owed).Cmp(one) >= 0 {
				want = append(want, d.customer)
			} else {
				left.Sub(left, d.owed) // a fraction of a unit that this run has moved to somebody who was due nothing
			}
		}
	}
	var got []string
	sum := int64(0)
	for _, b := range p.held {
		name := b.Customer
		if after.held == "" {
			name = snap.alias(t, name)
		}
		got = append(got, name)
		if t.chargeableKind() || after.owes(name) {
			sum += units(b.Amount) // else it is listed with what it would be worth
		}
	}
	slices.Sort(want)
	slices.Sort(got)
	if !slices.Equal(want, got) {
		w.failf("what is open is in the backlog, once", "%s: open are %q (%s), the backlog has %q, drafted %s: %s", t.id, want, after.held, got, entriesText(p.drafted), w.describe(snap, t))
	}
	w.Stats.Holds += len(got)
	if after.held == invoice.Failed || len(got) == 0 {
		return
	}
	if n := round(left, invoice.HalfUp); n != sum {
		w.failf("the backlog has the amount that is open", "%s: %d minor units, the backlog has %d: %s", t.id, n, sum, w.describe(snap, t))
	}
}

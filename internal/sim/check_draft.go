package sim

import (
	"math/big"

	"github.com/shopspring/decimal"

	"github.com/proforma-go/proforma/invoice"
)

// checkDraft adds a draft up, with the host's own arithmetic.
func (w *World) checkDraft(d *invoice.Draft) {
	total, details, money, credit := decimal.Decimal{}, 0, false, false
	for i := range d.Lines {
		sum := decimal.Decimal{}
		for _, x := range d.Lines[i].Details {
			details++
			money = money || x.Amount.Sign() != 0
			credit = credit || x.Reverses > 0 // of what was listed at zero, perhaps
			sum = sum.Add(x.Amount.Decimal())
			if x.Amount.Currency() != d.Currency || x.Amount.Decimals() != digitsOf(d.Currency) {
				w.failf("details are in the minor units of their draft", "%s", draftText(d))
			}
		}
		if !sum.Equal(d.Lines[i].Total.Decimal()) {
			w.failf("details add up to lines", "%s: %s", draftText(d), d.Lines[i].Total)
		}
		total = total.Add(sum)
	}
	kind := invoice.InvoiceDraft
	if total.Sign() < 0 {
		kind = invoice.CreditDraft
	}
	switch {
	case !total.Equal(d.Total.Decimal()):
		w.failf("lines add up to drafts", "%s", draftText(d))
	case kind != d.Kind:
		w.failf("the kind of a draft is the sign of its total", "%s", draftText(d))
	case details == 0 || !money && !credit:
		w.failf("no draft is made of nothing", "%s", draftText(d))
	case d.Customer == "" || d.Key == "":
		w.failf("every draft has a customer and a key", "%s", draftText(d))
	}
}

// checkLedgers holds what is booked of transactions against what they are worth.
func (w *World) checkLedgers(entries []invoice.LedgerEntry) {
	for _, e := range entries {
		w.checkLedger(w.transaction(e.Transaction))
	}
}

// checkAll holds everything that is booked against what it is worth.
func (w *World) checkAll() {
	for i := range w.transactions {
		w.checkLedger(&w.transactions[i])
	}
}

// checkLedger says what holds of a ledger whatever happened, and what holds while nothing was changed that was billed.
func (w *World) checkLedger(t *transaction) {
	net := new(big.Rat)
	for i, e := range t.ledger {
		if e.Part != i+1 && !w.opts.DoubleKeyed {
			w.failf("parts have no gaps", "%s: %s", t.id, ledgerText(t.ledger))
		}
		if e.Amount.Currency() != t.currency {
			return
		}
		net.Add(net, scaled(e.Amount.Decimal(), t.currency))
	}
	slack := big.NewRat(int64(len(customers)), 1)
	most := new(big.Rat).Add(scaled(t.history.most, t.currency), slack)
	least := new(big.Rat).Sub(scaled(t.history.least, t.currency), slack)
	billed := net
	if n := len(t.ledger) - 1; n >= 0 && t.ledger[n].Reverses > 0 && t.ledger[n].Open {
		x := w.rest(t, t.ledger) // what a clerk has taken back and opened is billed again: a later detail may have given some of it back already
		billed = new(big.Rat).Add(net, x.total())
	}
	if billed.Cmp(most) > 0 && net.Cmp(most) > 0 || billed.Cmp(least) < 0 && net.Cmp(least) < 0 {
		w.failf("no transaction is billed more than it was ever worth", "%s is billed %s minor units: %s", t.id, net.FloatString(2), w.describe(&w.rows, t))
	}
	if t.history.changed || len(t.ledger) == 0 {
		return
	}
	x := w.rest(t, t.ledger)
	if x.held != "" {
		w.failf("what was not changed is not held", "%s: %s", x.held, w.describe(&w.rows, t))
	}
	sum := new(big.Rat).Add(net, x.total())
	sum.Add(sum, scaled(t.history.writtenOff, t.currency))
	if sum.Sub(sum, x.amount); absRat(sum).Cmp(big.NewRat(int64(x.parties), 1)) > 0 {
		w.failf("billed, open and written off come to the amount", "%s: %s minor units too many", w.describe(&w.rows, t), sum.FloatString(4))
	}
}

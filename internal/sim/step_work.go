package sim

import (
	"slices"

	"github.com/shopspring/decimal"

	"github.com/proforma-go/proforma/invoice"
)

// Work: entered late, approved late, corrected, moved, given shares of its own.

func (w *World) enter() {
	for range 1 + w.rng.IntN(2) {
		t := w.makeTransaction()
		w.transactions = append(w.transactions, t)
		w.note("enter %s on %s: %s %s %s, quantity %v price %v, %s, %s, shares %v", t.id, t.line, t.kind, t.date, t.value(), t.quantity, t.price, t.status, t.billing, t.shares)
	}
}

// some returns one of the later transactions, nil where there is none.
func (w *World) some() *transaction {
	n := len(w.transactions)
	if n == 0 {
		return nil
	}
	return &w.transactions[n-1-w.rng.IntN(min(n, 25))]
}

func (w *World) approve() {
	for range 4 {
		if t := w.some(); t != nil && t.status == invoice.Pending {
			t.status = 0
			w.note("approve %s", t.id)
		}
	}
}

func (w *World) approveShare() {
	if t := w.some(); t != nil {
		s := customerStatus{pick(w, customers), pick(w, []invoice.Status{invoice.Ready, invoice.Ready, invoice.Pending})}
		rest := slices.DeleteFunc(slices.Clone(t.shareStatus), func(x customerStatus) bool { return x.customer == s.customer })
		t.shareStatus = append(rest, s)
		w.note("%s of %s is %s", t.id, s.customer, s.status)
	}
}

func (w *World) withdrawApproval() {
	if t := w.some(); t != nil {
		t.status = invoice.Pending
		w.note("%s is pending", t.id)
	}
}

func (w *World) correctAmount() {
	if t := w.some(); t != nil {
		t.amount, t.price = w.makeAmount(), decimal.NullDecimal{}
		w.change(t)
		w.note("amount of %s is %s", t.id, t.value())
	}
}

func (w *World) correctPrice() {
	if t := w.some(); t != nil && t.quantity.Valid {
		t.price = decimal.NewNullDecimal(decimal.New(int64(w.rng.IntN(3000)), -2))
		t.amount = t.quantity.Decimal.Mul(t.price.Decimal)
		w.change(t)
		w.note("price of %s is %s, amount %s", t.id, t.price.Decimal, t.value())
	}
}

func (w *World) correctQuantity() {
	if t := w.some(); t != nil && t.quantity.Valid {
		t.quantity = decimal.NewNullDecimal(decimal.New(int64(25*w.rng.IntN(40)), -2))
		if t.price.Valid {
			t.amount = t.quantity.Decimal.Mul(t.price.Decimal)
		}
		w.change(t)
		w.note("quantity of %s is %s, amount %s", t.id, t.quantity.Decimal, t.value())
	}
}

func (w *World) changeBilling() {
	if t := w.some(); t != nil {
		t.billing = pick(w, []invoice.BillingType{0, invoice.Complimentary, invoice.NonChargeable})
		w.change(t)
		w.note("%s is %s", t.id, t.billing)
	}
}

func (w *World) changeCurrency() {
	if t := w.some(); t != nil {
		t.currency = pick(w, currencies)
		w.change(t)
		w.note("%s is in %s", t.id, t.currency)
	}
}

// move puts work on another line of the same billing method: a milestone means nothing on a line by time and material.
func (w *World) move() {
	if t := w.some(); t != nil {
		l := pick(w, w.lines)
		if l.method != w.line(t.line).method {
			return
		}
		t.line = l.id
		w.change(t)
		w.note("move %s to %s", t.id, t.line)
	}
}

// resplit gives shares of its own, or takes them away: often those that leave who was billed at its percentage.
func (w *World) resplit() {
	t := w.some()
	if t == nil {
		return
	}
	switch {
	case len(t.ledger) > 0 && w.chance(50):
		e := t.ledger[len(t.ledger)-1]
		p := e.Percent.Decimal()
		if p.Sign() <= 0 || !p.LessThan(decimal.New(100, 0)) || p.Exponent() < -2 {
			return
		}
		other := pick(w, customers)
		if other == e.Customer {
			return
		}
		t.shares = []invoice.Share{{Customer: e.Customer, Percent: e.Percent}, {Customer: other, Percent: invoice.NewPercent(decimal.New(100, 0).Sub(p))}}
		t.rounding = ""
	default:
		t.shares, t.rounding = w.makeShares()
	}
	w.change(t)
	w.note("shares of %s are %v, rounding %q", t.id, t.shares, t.rounding)
}

package sim

import (
	"encoding/json"
	"fmt"
	"strings"

	"github.com/proforma-go/proforma/invoice"
)

// draftText is a draft on one line.
func draftText(d *invoice.Draft) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s %s %s:", d.Key, d.Kind, d.Total)
	for i := range d.Lines {
		fmt.Fprintf(&b, " %s{", d.Lines[i].Line)
		for _, x := range d.Lines[i].Details {
			fmt.Fprintf(&b, " %s %s", x.Claim(), x.Amount)
			if x.Reverses > 0 {
				fmt.Fprintf(&b, " reverses %d", x.Reverses)
			}
			if x.Open {
				b.WriteString(" open")
			}
		}
		b.WriteString(" }")
	}
	return b.String()
}

// text is a result as JSON.
func (w *World) text(r *invoice.Result) string {
	b, err := json.Marshal(r)
	if err != nil {
		w.failf("results can be written as JSON", "%v", err)
	}
	return string(b)
}

// difference is the first value in which two texts differ, with those before it.
func difference(a, b string) string {
	x, y := strings.SplitAfter(a, ","), strings.SplitAfter(b, ",")
	for i := range min(len(x), len(y)) {
		if x[i] != y[i] {
			from := max(0, i-8)
			return strings.Join(x[from:i+1], "") + "\n--- and ---\n" + y[i]
		}
	}
	return fmt.Sprintf("%d and %d values", len(x), len(y))
}

// ledgerText is a ledger on one line.
func ledgerText(ledger []invoice.Billing) string {
	var b strings.Builder
	for _, e := range ledger {
		fmt.Fprintf(&b, "[%d %s %s of %s at %s", e.Part, e.Customer, e.Amount, e.Whole, e.Percent)
		if e.Reverses > 0 {
			fmt.Fprintf(&b, " reverses %d", e.Reverses)
		}
		if e.Open {
			b.WriteString(" open")
		}
		b.WriteString("]")
	}
	return b.String()
}

func (w *World) describe(r *rows, t *transaction) string {
	l := r.line(t.line)
	p := r.project(l.project)
	return fmt.Sprintf("%s on %s (%s, contract %q), %s %s of %s, quantity %v price %v, %s %s, own shares %v %q, line's %v %q, customer %s payer %q, statuses %v, ledger %s",
		t.id, l.id, l.method, l.contract, t.kind, t.value(), t.date, t.quantity, t.price, t.status, t.billing, t.shares, t.rounding, l.shares, l.rounding, p.customer, p.payer,
		t.shareStatus, ledgerText(t.ledger))
}

package main

import (
	"bytes"
	"fmt"

	"github.com/proforma-go/proforma/internal/replay"
	"github.com/proforma-go/proforma/internal/table"
	"github.com/proforma-go/proforma/invoice"
	"github.com/proforma-go/proforma/schedule"
)

// writeExplanation prints every transaction, in the order of the data, and what became of each customer's share of it.
func writeExplanation(out *bytes.Buffer, f *table.Folder, r *replay.Report, through schedule.Date) {
	type fate struct{ customer, amount, what, detail string }
	fates := make(map[string][]fate)
	for i := range r.Drafts {
		d := &r.Drafts[i]
		for _, l := range d.Lines {
			for _, t := range l.Details {
				became := fmt.Sprintf("to %s by rule %s, draft %s", d.Customer, d.Rule, d.Key)
				fates[t.Transaction] = append(fates[t.Transaction], fate{t.Claim.Customer, money(t.Amount, d.Decimals()), "drafted " + d.RunDate.String(), became})
			}
		}
	}
	for i := range r.Backlog {
		b := &r.Backlog[i]
		fates[b.Transaction] = append(fates[b.Transaction], fate{b.Customer, money(b.Amount, decimals(b.Currency)), string(b.Reason), detail(b, through)})
	}
	out.WriteString("What became of every transaction\n\n")
	g := newGrid(5)
	for _, t := range f.Data.Transactions {
		all := fates[t.ID]
		if len(all) == 0 {
			what := "nothing open"
			if t.Status == invoice.Billed {
				what = "billed before"
			}
			all = []fate{{amount: money(t.Amount, decimals(t.Currency)), what: what}}
		}
		for _, x := range all {
			g.row(t.ID, t.Line, t.Kind.String(), t.Date.String(), x.customer, x.amount, t.Currency, x.what, x.detail)
		}
	}
	g.writeTo(out, "    ")
	out.WriteString("\n")
}

package main

import (
	"bytes"
	"fmt"

	"github.com/proforma-go/proforma/internal/replay"
	"github.com/proforma-go/proforma/internal/table"
	"github.com/proforma-go/proforma/invoice"
	"github.com/proforma-go/proforma/schedule"
)

// fate is what became of a customer's share of a transaction.
type fate struct {
	customer, amount, what, detail string
	rules                          []fate // of what is held back: the reasons of all rules, where there are several
}

// writeExplanation prints every transaction, in the order of the data, and what became of each customer's share of it.
func writeExplanation(out *bytes.Buffer, f *table.Folder, r *replay.Report, through schedule.Date) {
	fates := make(map[string][]fate)
	for i := range r.Drafts {
		addDrafted(fates, &r.Drafts[i])
	}
	for i := range r.Backlog {
		b := &r.Backlog[i]
		fates[b.Transaction] = append(fates[b.Transaction], fate{b.Customer, money(b.Amount), string(b.Reason), detail(b, through), reasonsOf(b)})
	}
	out.WriteString("What became of every transaction\n\n")
	g := newGrid(5)
	for _, t := range f.Data.Transactions {
		all := fates[t.ID]
		if len(all) == 0 {
			what := "nothing open"
			if t.Status == invoice.Billed || len(t.Billings) > 0 {
				what = "billed before"
			}
			all = []fate{{amount: money(invoice.NewAmount(t.Amount, t.Currency)), what: what}}
		}
		for _, x := range all {
			g.row(t.ID, t.Line, t.Kind.String(), t.Date.String(), x.customer, x.amount, t.Currency, x.what, x.detail)
			for _, of := range x.rules {
				g.row("", "", "", "", "", "", "", "  "+of.what, of.detail)
			}
		}
	}
	g.writeTo(out, "    ")
	out.WriteString("\n")
}

func addDrafted(fates map[string][]fate, d *invoice.Draft) {
	for i := range d.Lines {
		for j := range d.Lines[i].Details {
			t := &d.Lines[i].Details[j]
			what := "drafted "
			if t.Reverses != 0 {
				what = "taken back "
			}
			became := fmt.Sprintf("to %s by rule %s, draft %s", d.Customer, d.Rule, d.Key)
			fates[t.Transaction] = append(fates[t.Transaction], fate{customer: d.Customer, amount: money(t.Amount), what: what + d.RunDate.String(), detail: became})
		}
	}
}

// reasonsOf are the reasons of all rules, in order; none where there is only the one that is given already.
func reasonsOf(b *invoice.BacklogItem) []fate {
	if len(b.Rules) < 2 {
		return nil
	}
	all := make([]fate, len(b.Rules))
	for i, g := range b.Rules {
		one := *b
		one.Grounds = g
		all[i] = fate{what: string(g.Reason), detail: "rule " + g.Rule + ": " + one.Detail()}
	}
	return all
}

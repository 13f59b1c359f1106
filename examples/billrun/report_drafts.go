package main

import (
	"bytes"
	"strings"

	"github.com/proforma-go/proforma/invoice"
	"github.com/proforma-go/proforma/schedule"
)

// The columns of the drafts' table.
const (
	draftQuantity = 3
	draftAmount   = 5
)

func writeDrafts(out *bytes.Buffer, drafts []invoice.Draft) {
	if len(drafts) == 0 {
		out.WriteString("No drafts.\n\n")
		return
	}
	g := newGrid(draftQuantity, draftAmount)
	var date schedule.Date
	for i := range drafts {
		d := &drafts[i]
		if d.RunDate != date {
			date = d.RunDate
			g.line(longDate(date))
			g.line("")
		}
		writeDraft(g, d)
	}
	g.writeTo(out, "    ")
}

func writeDraft(g *grid, d *invoice.Draft) {
	g.line("  " + draftTitle(d))
	if notes := draftNotes(d); notes != "" {
		g.line("  " + notes)
	}
	merged := len(d.Projects) > 1
	for _, l := range d.Lines {
		name := l.Line
		if merged {
			name += " (" + l.Project + ")"
		}
		for _, v := range l.Group {
			name += ", " + v.Field + " " + v.Value
		}
		g.row(name, "", "", "", "", money(l.Total, d.Decimals()))
		for _, t := range l.Details {
			text := t.Description
			if t.BillingType != invoice.Chargeable {
				text = strings.TrimSpace(text + " (" + t.BillingType.String() + ")")
			}
			g.row("  "+t.Transaction, t.Date.String(), t.Kind.String(), number(t.Quantity), t.Person, money(t.Amount, d.Decimals()), text)
		}
	}
	g.row("Total "+d.Currency, "", "", "", "", money(d.Total, d.Decimals()))
	g.line("")
}

func draftTitle(d *invoice.Draft) string {
	title := "Invoice to " + d.Customer
	if d.Kind == invoice.CreditDraft {
		title = "Credit to " + d.Customer
	}
	switch {
	case len(d.Projects) == 1 && (d.Contract == "" || d.Contract == d.Projects[0]): // the project's own contract has its id
		title += ", project " + d.Projects[0]
	case d.Contract != "":
		title += ", contract " + d.Contract
	default:
		title += ", projects " + strings.Join(d.Projects, " ")
	}
	for _, v := range d.Group {
		if part := ", " + v.Field + " " + v.Value; !strings.HasSuffix(title, part) {
			title += part
		}
	}
	return title + ", by rule " + d.Rule
}

// draftNotes says what is not as a reader would expect it.
func draftNotes(d *invoice.Draft) string {
	var notes []string
	if d.PlannedDate != d.RunDate {
		notes = append(notes, "planned for "+d.PlannedDate.String())
	}
	if d.InvoiceDate != d.RunDate {
		notes = append(notes, "invoice date "+d.InvoiceDate.String())
	}
	if d.EntryDate != d.InvoiceDate {
		notes = append(notes, "entry date "+d.EntryDate.String())
	}
	if d.Status != "draft" && d.Status != "" {
		notes = append(notes, "status "+d.Status)
	}
	if d.Generator != "" {
		notes = append(notes, "generated for "+d.Generator)
	}
	return strings.Join(notes, ", ")
}

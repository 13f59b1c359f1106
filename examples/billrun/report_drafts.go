package main

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/proforma-go/proforma/invoice"
	"github.com/proforma-go/proforma/schedule"
)

// The columns of the drafts' table that are aligned right.
const (
	draftQuantity = 3
	draftAmount   = 6
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
		g.row(name, "", "", "", "", "", money(l.Total))
		for i := range l.Details {
			writeDetail(g, &l.Details[i])
		}
	}
	g.row("Total "+d.Currency, "", "", "", "", "", money(d.Total))
	g.line("")
}

// writeDetail writes one row: what is billed of a transaction, or what is taken back.
func writeDetail(g *grid, t *invoice.LineDetail) {
	price := ""
	if t.Price != (invoice.Amount{}) {
		price = "x " + t.Price.Decimal().String()
	}
	g.row("  "+t.Transaction, t.Date.String(), t.Kind.String(), t.Quantity.String(), price, t.Person, money(t.Amount), strings.TrimSpace(t.Description+detailNote(t)))
}

// detailNote says what is not as a reader would expect it.
func detailNote(t *invoice.LineDetail) string {
	note := ""
	if t.BillingType != invoice.Chargeable {
		note = " (" + t.BillingType.String() + ")"
	}
	if t.Reverses != 0 {
		note += fmt.Sprintf(" (takes back part %d)", t.Reverses)
	}
	if t.Waived.Sign() != 0 {
		note += " (" + t.Waived.String() + " written off)"
	}
	return note
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

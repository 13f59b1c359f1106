package main

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/proforma-go/proforma/internal/replay"
	"github.com/proforma-go/proforma/internal/table"
	"github.com/proforma-go/proforma/invoice"
	"github.com/proforma-go/proforma/schedule"
)

// writeReport prints what came of a run, for people: per run date the drafts, then what is held back and why, what somebody should look
// at, and the totals.
func writeReport(out *bytes.Buffer, f *table.Folder, r *replay.Report, through schedule.Date) {
	writeDrafts(out, r.Drafts)
	writeBacklog(out, r.Backlog, through)
	writeTroubles(out, r.Log)
	writeTotals(out, f, r)
}

func writeBacklog(out *bytes.Buffer, items []invoice.BacklogItem, through schedule.Date) {
	if len(items) == 0 {
		fmt.Fprintf(out, "Nothing is held back at the end of %s.\n\n", through)
		return
	}
	fmt.Fprintf(out, "Held back at the end of %s\n\n", through)
	g := newGrid(4)
	for i := range items {
		b := &items[i]
		g.row(b.Transaction, b.Line, b.Customer, b.Date.String(), money(b.Amount), b.Amount.Currency(), string(b.Reason), detail(b, through))
	}
	g.writeTo(out, "    ")
	out.WriteString("\n")
}

// detail is the backlog item's own detail, and when it has its next chance.
func detail(b *invoice.BacklogItem, through schedule.Date) string {
	text := b.Detail()
	if b.NextRun.After(through) && !strings.Contains(text, b.NextRun.String()) {
		text += "; next run " + b.NextRun.String()
	}
	return text
}

// writeTroubles prints the warnings and errors of the log.
func writeTroubles(out *bytes.Buffer, log invoice.RunLog) {
	g := newGrid()
	said := make(map[string]bool) // what is said of one run is not said again of the next
	for _, e := range log {
		row := []string{e.Level.String(), e.Rule, e.Subject, e.Message}
		if key := strings.Join(row, "\x00"); e.Level >= invoice.Warning && !said[key] {
			said[key] = true
			g.row(row...)
		}
	}
	if len(g.rows) == 0 {
		return
	}
	out.WriteString("To be looked at\n\n")
	g.writeTo(out, "    ")
	out.WriteString("\n")
}

// writeTotals prints what was drafted and what is held back, per currency. What is not chargeable is worth nothing in either.
func writeTotals(out *bytes.Buffer, f *table.Folder, r *replay.Report) {
	free := make(map[string]bool)
	for _, t := range f.Data.Transactions {
		free[t.ID] = t.BillingType != invoice.Chargeable
	}
	type sums struct {
		drafts        int
		drafted, held decimal.Decimal
	}
	totals := make(map[string]*sums)
	var currencies []string
	of := func(currency string) *sums {
		if totals[currency] == nil {
			totals[currency] = &sums{}
			currencies = append(currencies, currency)
		}
		return totals[currency]
	}
	for i := range r.Drafts {
		s := of(r.Drafts[i].Currency)
		s.drafts++
		s.drafted = s.drafted.Add(r.Drafts[i].Total.Decimal())
	}
	for i := range r.Backlog {
		if s := of(r.Backlog[i].Amount.Currency()); !free[r.Backlog[i].Transaction] {
			s.held = s.held.Add(r.Backlog[i].Amount.Decimal())
		}
	}
	if len(currencies) == 0 {
		return
	}
	slices.Sort(currencies)
	g := newGrid(1, 2, 3)
	g.row("Totals", "drafts", "drafted", "held back")
	for _, c := range currencies {
		s := totals[c]
		g.row(c, fmt.Sprint(s.drafts), money(invoice.NewAmount(s.drafted, c)), money(invoice.NewAmount(s.held, c)))
	}
	g.writeTo(out, "")
}

// longDate writes a date with its day of the week.
func longDate(d schedule.Date) string { return d.Weekday().String() + " " + d.String() }

// money writes an amount with the decimals of its currency, or with its own where it has more.
func money(a invoice.Amount) string { return a.StringFixed(max(a.Decimals(), decimals(a.Currency()))) }

// decimals returns the number of decimals of a currency; 2 for a code that is not one.
func decimals(currency string) int32 {
	if digits, ok := invoice.MinorUnits(currency); ok {
		return int32(digits)
	}
	return 2
}

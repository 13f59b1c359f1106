package scenario

import (
	"cmp"
	"slices"
	"strings"

	"github.com/proforma-go/proforma/invoice"
)

// renderBacklog shows what was considered and is on no draft, with the reason in a word and in words.
func renderBacklog(items []invoice.BacklogItem, severalRules bool) string {
	t := grid{right: map[int]bool{3: true}}
	for i := range items {
		b := &items[i]
		next, detail := "", b.Detail()
		if !b.NextRun.IsZero() {
			next = "next run " + b.NextRun.String()
			detail = strings.TrimSuffix(detail, "; the next is on "+b.NextRun.String())
		}
		if b.Reason == invoice.NotReady {
			detail = "" // the reason has said it
		}
		rule := ""
		if severalRules {
			rule = b.Rule
		}
		t.add(b.Transaction, b.Line, b.Customer, amountText(b), string(b.Reason), rule, detail, next)
	}
	return t.section("not invoiced")
}

func amountText(b *invoice.BacklogItem) string {
	return b.Amount.String()
}

// told are the codes that a clerk wants to read about even where nothing is wrong.
var told = []invoice.Code{
	invoice.CodeNothingToInvoice, invoice.CodeMissed, invoice.CodeAlreadyDrafted, invoice.CodeInactive, invoice.CodeBoundSkipped, invoice.CodeMinimumWaived,
	invoice.CodeNotify,
}

// renderLog shows warnings, errors and what is told; with preview also the projects that match. Entries without a run date come last.
func renderLog(log invoice.RunLog, severalRules, preview bool) string {
	var t grid
	kept := slices.DeleteFunc(slices.Clone(log), func(e invoice.Entry) bool {
		return e.Level < invoice.Warning && !slices.Contains(told, e.Code) && !(preview && e.Code == invoice.CodeMatched)
	})
	slices.SortStableFunc(kept, func(a, b invoice.Entry) int {
		if a.RunDate.IsZero() != b.RunDate.IsZero() {
			return cmp.Compare(b.RunDate.String(), a.RunDate.String())
		}
		return a.RunDate.Compare(b.RunDate)
	})
	for _, e := range kept {
		date, level, rule, message := "", "", "", e.Message
		if !e.RunDate.IsZero() {
			date = e.RunDate.String()
		}
		if e.Level >= invoice.Warning {
			level = e.Level.String()
		}
		if severalRules {
			rule = e.Rule
		}
		switch e.Code {
		case invoice.CodeNothingToInvoice, invoice.CodeNotify, invoice.CodeInactive, invoice.CodeMatched:
			message = "" // the code has said it
		}
		t.add(date, level, string(e.Code), rule, e.Subject, message)
	}
	return t.section("log")
}

package main

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/proforma-go/proforma/invoice"
	"github.com/proforma-go/proforma/schedule"
)

// What a Go programmer would write instead of the engine, without any of its checks.

// totalsLoop adds up what is ready, contract by contract.
func totalsLoop(s *source, cutoff schedule.Date) map[string]decimal.Decimal {
	totals := make(map[string]decimal.Decimal)
	for _, l := range s.lines {
		sum := decimal.Zero
		for _, t := range l.has {
			if t.ready && !t.date.After(cutoff) {
				sum = sum.Add(t.amount)
			}
		}
		totals[l.contract.id] = totals[l.contract.id].Add(sum)
	}
	return totals
}

// draftsLoop makes a draft for each contract, with lines, totals, and details from which transactions can be marked as billed.
func draftsLoop(s *source, cutoff schedule.Date) []invoice.Draft {
	var drafts []invoice.Draft
	place := make(map[string]int) // of a contract's draft
	var ready []*transaction
	for _, l := range s.lines {
		ready = ready[:0]
		for _, t := range l.has {
			if t.ready && !t.date.After(cutoff) {
				ready = append(ready, t)
			}
		}
		if len(ready) == 0 {
			continue
		}
		slices.SortFunc(ready, func(a, b *transaction) int {
			if c := a.date.Compare(b.date); c != 0 {
				return c
			}
			return cmp.Compare(a.id, b.id)
		})
		customer := l.of.customer
		line := invoice.DraftLine{Line: l.id, Project: l.of.id, Contract: l.contract.id, Details: make([]invoice.LineDetail, 0, len(ready))}
		for _, t := range ready {
			line.Total = line.Total.Add(t.amount)
			line.Details = append(line.Details, invoice.LineDetail{
				Transaction: t.id, Claim: invoice.Claim{Transaction: t.id, Customer: customer, Part: 1},
				Date: t.date, Kind: invoice.Time, BillingType: invoice.Chargeable, Amount: t.amount,
			})
		}
		i, ok := place[l.contract.id]
		if !ok {
			i = len(drafts)
			place[l.contract.id] = i
			drafts = append(drafts, invoice.Draft{Kind: invoice.InvoiceDraft, RunDate: cutoff, Customer: customer, Contract: l.contract.id, Currency: "EUR"})
		}
		drafts[i].Total = drafts[i].Total.Add(line.Total)
		drafts[i].Lines = append(drafts[i].Lines, line)
	}
	return drafts
}

// checkDrafts reports where the loop's drafts are not those of the engine.
func checkDrafts(s *source) error {
	result, err := invoice.Collect(invoice.Run(context.Background(), engineInput(s, 0)))
	if err != nil {
		return err
	}
	looped := make(map[string]*invoice.Draft)
	for _, d := range draftsLoop(s, runDate) {
		looped[d.Contract] = &d
	}
	if len(looped) != len(result.Drafts) {
		return fmt.Errorf("the loop makes %d drafts, the engine %d", len(looped), len(result.Drafts))
	}
	for i := range result.Drafts {
		d := &result.Drafts[i]
		if l := looped[d.Contract]; l == nil || !sameDraft(l, d) {
			return fmt.Errorf("the loop makes another draft than the engine's %s", d.Key)
		}
	}
	return nil
}

// sameDraft compares all that both loop and engine fill in.
func sameDraft(a, b *invoice.Draft) bool {
	return a.Kind == b.Kind && a.RunDate == b.RunDate && a.Customer == b.Customer && a.Currency == b.Currency && a.Total.Equal(b.Total) &&
		slices.EqualFunc(a.Lines, b.Lines, func(x, y invoice.DraftLine) bool {
			return x.Line == y.Line && x.Project == y.Project && x.Contract == y.Contract && x.Total.Equal(y.Total) && slices.EqualFunc(x.Details, y.Details, sameDetail)
		})
}

func sameDetail(a, b invoice.LineDetail) bool {
	return a.Transaction == b.Transaction && a.Claim == b.Claim && a.Date == b.Date && a.Kind == b.Kind && a.BillingType == b.BillingType && a.Amount.Equal(b.Amount)
}

func totalsText(totals map[string]decimal.Decimal) string {
	var all []string
	for contract, total := range totals {
		all = append(all, contract+" "+total.StringFixed(2))
	}
	slices.Sort(all)
	return strings.Join(all, "\n")
}

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

// loopDraft, loopLine and loopDetail are what the loop's author would write down of a draft.
type loopDraft struct {
	kind               invoice.DraftKind
	run                schedule.Date
	customer, contract string
	currency           string
	total              decimal.Decimal
	lines              []loopLine
}

type loopLine struct {
	line, project, contract string
	total                   decimal.Decimal
	details                 []loopDetail
}

type loopDetail struct {
	transaction string
	part        int
	date        schedule.Date
	kind        invoice.Kind
	billing     invoice.BillingType
	amount      decimal.Decimal
}

// draftsLoop makes a draft for each contract, with lines, totals, and details from which transactions can be marked as billed.
func draftsLoop(s *source, cutoff schedule.Date) []loopDraft {
	var drafts []loopDraft
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
		line := loopLine{line: l.id, project: l.of.id, contract: l.contract.id, details: make([]loopDetail, 0, len(ready))}
		for _, t := range ready {
			line.total = line.total.Add(t.amount)
			line.details = append(line.details, loopDetail{
				transaction: t.id, part: 1, date: t.date, kind: invoice.Time, billing: invoice.Chargeable, amount: t.amount,
			})
		}
		i, ok := place[l.contract.id]
		if !ok {
			i = len(drafts)
			place[l.contract.id] = i
			drafts = append(drafts, loopDraft{kind: invoice.InvoiceDraft, run: cutoff, customer: customer, contract: l.contract.id, currency: "EUR"})
		}
		drafts[i].total = drafts[i].total.Add(line.total)
		drafts[i].lines = append(drafts[i].lines, line)
	}
	return drafts
}

// checkDrafts reports where the loop's drafts are not those of the engine.
func checkDrafts(s *source) error {
	result, err := invoice.Collect(invoice.Run(context.Background(), engineInput(s, 0)))
	if err != nil {
		return err
	}
	looped := make(map[string]*loopDraft)
	for _, d := range draftsLoop(s, runDate) {
		looped[d.contract] = &d
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

// sameDraft compares all that the loop writes down with what the engine does.
func sameDraft(a *loopDraft, b *invoice.Draft) bool {
	return a.kind == b.Kind && a.run == b.RunDate && a.customer == b.Customer && a.currency == b.Currency && a.total.Equal(b.Total.Decimal()) &&
		slices.EqualFunc(a.lines, b.Lines, func(x loopLine, y invoice.DraftLine) bool {
			return x.line == y.Line && x.project == y.Project && x.contract == y.Contract && x.total.Equal(y.Total.Decimal()) && slices.EqualFunc(x.details, y.Details, sameDetail)
		})
}

func sameDetail(a loopDetail, b invoice.LineDetail) bool {
	return a.transaction == b.Transaction && a.part == b.Part && a.date == b.Date && a.kind == b.Kind && a.billing == b.BillingType && a.amount.Equal(b.Amount.Decimal())
}

func totalsText(totals map[string]decimal.Decimal) string {
	var all []string
	for contract, total := range totals {
		all = append(all, contract+" "+total.StringFixed(2))
	}
	slices.Sort(all)
	return strings.Join(all, "\n")
}

package main

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/proforma-go/proforma/invoice"
	"github.com/proforma-go/proforma/schedule"
)

// monthEnd bills everything through the last day of the month.
var monthEnd = invoice.Rule{
	Name:     "month end",
	Schedule: schedule.Schedule{Frequency: schedule.Monthly, On: []schedule.Day{{Kind: schedule.AnyDay, N: -1}}},
}

// runDate is the day of the run.
var runDate = schedule.MustParseDate("2026-01-31")

// scale is the size of the engine's runs.
type scale struct{ contracts, transactions int }

// The scales of the table, and those that the budgets speak of.
var (
	small = scale{1_000, 33}
	full  = scale{10_000, 33}
)

// engineTheme makes draft invoices.
func engineTheme(n scale) (theme, error) {
	t := theme{
		name: "engine", title: "Draft invoices", libraries: []string{own + " 1 worker", "plain loop", "loop with details"},
		notes: []string{
			"plain loop: what one would write without a library, with shopspring/decimal, on one goroutine and with none of the checks; it keeps totals only.",
			"loop with details: the same, keeping what is on each draft line by date, as the engine's drafts do.",
			"proforma works on as many goroutines as there are processors, proforma 1 worker is the same on one.",
		},
	}
	for _, shape := range []struct {
		name string
		scale
	}{
		{fmt.Sprintf("%d contracts x 3 x %d", n.contracts, n.transactions), n},
		{fmt.Sprintf("1 contract x 3 x %d", n.contracts*n.transactions), scale{1, n.contracts * n.transactions}},
	} {
		s := newSource(shape.contracts, shape.transactions)
		t.rows = append(t.rows, row{name: shape.name, entries: map[string]entry{
			own:                 engineEntry(s, 0),
			own + " 1 worker":   engineEntry(s, 1),
			"plain loop":        loopEntry(s, plainLoop),
			"loop with details": loopEntry(s, loopWithDetails),
		}, budget: budget{times: map[string]float64{"plain loop": 1}}})
	}
	return t, nil
}

func engineEntry(s *source, workers int) entry {
	in := invoice.Input{Rules: []invoice.Rule{monthEnd}, Source: s, Through: runDate, Workers: workers}
	return entry{
		answer: func() (string, error) {
			totals := make(map[string]decimal.Decimal)
			for o, err := range invoice.Run(context.Background(), in) {
				if err != nil {
					return "", err
				}
				for _, d := range o.Drafts {
					totals[d.Contract] = totals[d.Contract].Add(d.Total)
				}
			}
			return totalsText(totals), nil
		},
		run: func(n int) (drafts int) {
			for range n {
				for o := range invoice.Run(context.Background(), in) {
					drafts += len(o.Drafts)
				}
			}
			return drafts
		},
	}
}

func loopEntry(s *source, loop func(*source, schedule.Date) map[string]decimal.Decimal) entry {
	return entry{
		answer: func() (string, error) { return totalsText(loop(s, runDate)), nil },
		run: func(n int) (sum int) {
			for range n {
				sum += len(loop(s, runDate))
			}
			return sum
		},
	}
}

// plainLoop adds up what is ready, contract by contract.
func plainLoop(s *source, cutoff schedule.Date) map[string]decimal.Decimal {
	totals := make(map[string]decimal.Decimal)
	for _, l := range s.lines {
		sum := decimal.Zero
		for _, t := range l.has {
			if t.ready && !t.date.After(cutoff) {
				sum = sum.Add(t.amount)
			}
		}
		totals[l.contract.ID()] = totals[l.contract.ID()].Add(sum)
	}
	return totals
}

// loopWithDetails is plainLoop with what is on each line: a slice of the same details as the engine's, in order of date.
func loopWithDetails(s *source, cutoff schedule.Date) map[string]decimal.Decimal {
	totals := make(map[string]decimal.Decimal)
	lines := make(map[string][]invoice.LineDetail)
	for _, l := range s.lines {
		sum := decimal.Zero
		for _, t := range l.has {
			if t.ready && !t.date.After(cutoff) {
				sum = sum.Add(t.amount)
				lines[l.id] = append(lines[l.id], invoice.LineDetail{Transaction: t.id, Date: t.date, Kind: invoice.Time, Amount: t.amount})
			}
		}
		slices.SortStableFunc(lines[l.id], func(a, b invoice.LineDetail) int { return a.Date.Compare(b.Date) })
		totals[l.contract.ID()] = totals[l.contract.ID()].Add(sum)
	}
	return totals
}

func totalsText(totals map[string]decimal.Decimal) string {
	var all []string
	for contract, total := range totals {
		all = append(all, contract+" "+total.StringFixed(2))
	}
	slices.Sort(all)
	return strings.Join(all, "\n")
}

// growth is what more work costs: one table of figures, each with its budget.
type growth struct {
	tenfold float64 // ten times the contracts, as a multiple of the time
	single  float64 // all of it in one contract instead of many, as a multiple of the time
	allocs  float64 // per transaction
}

// The budgets of growth.
const (
	tenfoldBudget = 11
	allocsBudget  = 0.5
)

// measureGrowth compares runs of a tenth of the scale, of the scale, and of the scale in one contract, each on one worker.
func measureGrowth(n scale, rounds int) growth {
	sources := []*source{newSource(n.contracts/10, n.transactions), newSource(n.contracts, n.transactions), newSource(1, n.contracts*n.transactions)}
	var costs [3]cost
	for range rounds {
		for i, s := range sources {
			costs[i] = best(costs[i], measure(engineEntry(s, 1)))
		}
	}
	return growth{
		tenfold: costs[1].nanoseconds / costs[0].nanoseconds,
		single:  costs[2].nanoseconds / costs[1].nanoseconds,
		allocs:  float64(costs[1].allocs) / float64(sources[1].total),
	}
}

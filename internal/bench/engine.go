package main

import (
	"context"
	"fmt"

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
		name: "engine", title: "Draft invoices", libraries: []string{own + " 1 worker", "loop for drafts", "loop for totals"},
		notes: []string{
			"loop for drafts: what one would write without a library, with shopspring/decimal, on one goroutine and with none of the checks. It makes the same drafts: " +
				"lines, totals, and details by date and id with what marks their transactions as billed. That they are the same is checked first.",
			"loop for totals: the same loop where it only adds up; nobody can tell from it what was billed.",
			"Beside the drafts proforma gives everything else a place and a reason, and holds what came out against what went in; neither loop does.",
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
		if err := checkDrafts(s); err != nil {
			return t, err
		}
		t.rows = append(t.rows, row{name: shape.name, entries: map[string]entry{
			own:               engineEntry(s, 0),
			own + " 1 worker": engineEntry(s, 1),
			"loop for drafts": draftsEntry(s),
			"loop for totals": loopEntry(func() map[string]decimal.Decimal { return totalsLoop(s, runDate) }),
		}, budget: budget{times: map[string]float64{"loop for drafts": 1}}})
	}
	return t, nil
}

func engineInput(s *source, workers int) invoice.Input {
	return invoice.Input{Rules: []invoice.Rule{monthEnd}, Source: s, Through: runDate, Workers: workers}
}

func engineEntry(s *source, workers int) entry {
	in := engineInput(s, workers)
	return entry{
		answer: func() (string, error) {
			result, err := invoice.Collect(invoice.Run(context.Background(), in))
			if err != nil {
				return "", err
			}
			return totalsText(totalsOf(result.Drafts)), nil
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

func loopEntry(loop func() map[string]decimal.Decimal) entry {
	return entry{
		answer: func() (string, error) { return totalsText(loop()), nil },
		run: func(n int) (sum int) {
			for range n {
				sum += len(loop())
			}
			return sum
		},
	}
}

func draftsEntry(s *source) entry {
	return loopEntry(func() map[string]decimal.Decimal { return loopTotals(draftsLoop(s, runDate)) })
}

func loopTotals(drafts []loopDraft) map[string]decimal.Decimal {
	totals := make(map[string]decimal.Decimal)
	for i := range drafts {
		totals[drafts[i].contract] = totals[drafts[i].contract].Add(drafts[i].total)
	}
	return totals
}

// totalsOf returns what is on drafts by contract.
func totalsOf(drafts []invoice.Draft) map[string]decimal.Decimal {
	totals := make(map[string]decimal.Decimal)
	for i := range drafts {
		totals[drafts[i].Contract] = totals[drafts[i].Contract].Add(drafts[i].Total.Decimal())
	}
	return totals
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

// measureGrowth compares runs of a tenth of the scale, of the scale, and of the scale in one contract, each on one worker, and what the loop
// for drafts does there.
func measureGrowth(n scale, rounds int) (engine, loop growth) {
	sources := [...]*source{newSource(n.contracts/10, n.transactions), newSource(n.contracts, n.transactions), newSource(1, n.contracts*n.transactions)}
	var engines, loops [len(sources)]cost
	for range rounds {
		for i, s := range sources {
			engines[i] = best(engines[i], measure(engineEntry(s, 1)))
			loops[i] = best(loops[i], measure(draftsEntry(s)))
		}
	}
	return newGrowth(engines, sources[1].total), newGrowth(loops, sources[1].total)
}

func newGrowth(costs [3]cost, transactions int) growth {
	return growth{
		tenfold: costs[1].nanoseconds / costs[0].nanoseconds,
		single:  costs[2].nanoseconds / costs[1].nanoseconds,
		allocs:  float64(costs[1].allocs) / float64(transactions),
	}
}

package main

import (
	"context"
	"runtime"
	"time"

	"github.com/proforma-go/proforma/invoice"
)

// The own filter has no evaluation that a host could call, only the engine's. What one evaluation takes is the difference between a run
// whose rule has the filter so many times over and a run whose rule has it a few times, divided by what it has more; everything else in
// the two is the same.
const (
	filterFew  = 3
	filterMany = filterFew + 64
)

// filterInput is a run over transactions for which the filter holds, with the filter so many times over.
func filterInput(f invoice.Filter, times int) (invoice.Input, *source, error) {
	v, err := vocabulary()
	if err != nil {
		return invoice.Input{}, nil, err
	}
	satisfying := rows[len(rows)-1]
	s := newSource(30, 33)
	for _, p := range s.projects {
		p.customer, p.manager = satisfying.of.of.customer, satisfying.of.of.manager
	}
	for _, l := range s.lines {
		for _, t := range l.has {
			t.date, t.ready, t.amount = satisfying.date, true, satisfying.amount
		}
	}
	terms := make([]invoice.Filter, times-1)
	for i := range terms {
		terms[i] = f
	}
	rule := monthEnd
	rule.Where = invoice.And{Terms: []invoice.Filter{invoice.And{Terms: terms}, f}} // nested, so that no term is decided by project
	return invoice.Input{Rules: []invoice.Rule{rule}, Source: s, Through: runDate, Vocabulary: v, Workers: 1}, s, nil
}

// filterCost returns what one evaluation of the filter by the engine takes.
func filterCost(f invoice.Filter) (cost, error) {
	const rounds = 15
	few, s, err := filterInput(f, filterFew)
	if err != nil {
		return cost{}, err
	}
	many, _, err := filterInput(f, filterMany)
	if err != nil {
		return cost{}, err
	}
	var least [2]cost
	for range rounds {
		for i, in := range []invoice.Input{few, many} {
			c, err := runOnce(in)
			if err != nil {
				return cost{}, err
			}
			least[i] = best(least[i], c)
		}
	}
	evaluations := s.total * (filterMany - filterFew)
	return cost{
		nanoseconds: (least[1].nanoseconds - least[0].nanoseconds) / float64(evaluations),
		allocs:      (least[1].allocs - least[0].allocs) / int64(evaluations),
		bytes:       (least[1].bytes - least[0].bytes) / int64(evaluations),
	}, nil
}

// runOnce times one run of the engine.
func runOnce(in invoice.Input) (cost, error) {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	begin := time.Now()
	for _, err := range invoice.Run(context.Background(), in) {
		if err != nil {
			return cost{}, err
		}
	}
	took := time.Since(begin)
	runtime.ReadMemStats(&after)
	return cost{float64(took.Nanoseconds()), int64(after.Mallocs - before.Mallocs), int64(after.TotalAlloc - before.TotalAlloc)}, nil
}

package main

import (
	"cmp"
	"slices"
	"time"
)

// verdict is what became of a mutant.
type verdict uint8

const (
	equivalent verdict = iota // listed, not run
	killed
	timedOut // killed: it never ended
	survived
	unreached // survived: no test comes by
)

// tiers bound how long a test takes by itself to be run with the others of its tier. Most mutants fall to the first.
var tiers = []time.Duration{20 * time.Millisecond, 100 * time.Millisecond, 500 * time.Millisecond, time.Hour}

// hunt runs the tests that reach a mutant, quick ones first, until one fails.
func hunt(m *mutant, all []*probe) verdict {
	calls := plan(m, all)
	if len(calls) == 0 {
		return unreached
	}
	for _, c := range calls {
		switch c.run() {
		case failed:
			return killed
		case late:
			return timedOut
		}
	}
	return survived
}

// plan gathers the tests that reach a mutant into as few processes as there are tiers, binaries and numbers of examples.
func plan(m *mutant, all []*probe) []call {
	type kind struct {
		tier   int
		binary *binary
		checks int
	}
	own := testsOf(m.pkg)
	var kinds []kind
	byKind := map[kind]*call{}
	for _, p := range all {
		if !p.reach[m.id] || !slices.Contains(own, p.binary.folder) {
			continue
		}
		k := kind{slices.IndexFunc(tiers, func(t time.Duration) bool { return p.time <= t }), p.binary, p.checks}
		c := byKind[k]
		if c == nil {
			c = &call{binary: p.binary, checks: p.checks, mutant: m.id, limit: 5 * time.Second}
			byKind[k] = c
			kinds = append(kinds, k)
		}
		c.tests = append(c.tests, p.name)
		c.limit += 10 * p.time
	}
	slices.SortStableFunc(kinds, func(a, b kind) int {
		return cmp.Or(a.tier-b.tier, slices.Index(own, a.binary.folder)-slices.Index(own, b.binary.folder))
	})
	var calls []call
	for _, k := range kinds {
		calls = append(calls, *byKind[k])
	}
	return calls
}

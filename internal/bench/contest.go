package main

import (
	"fmt"
	"runtime"
	"slices"
	"testing"
	"time"
)

// own is the column of this library. Every theme has it.
const own = "proforma"

// theme is one table: variants of one question, put to several libraries.
type theme struct {
	name      string
	title     string
	notes     []string
	libraries []string // the columns after the own one, in order
	rows      []row
}

// row is one question.
type row struct {
	name    string
	entries map[string]entry // by library; one that cannot express the question is not in it
	budget  budget           // of the own entry
}

// entry is how one library answers a question.
type entry struct {
	// answer returns what the library says, in a form that can be compared. It is not timed.
	answer func() (string, error)

	// run does the work n times and returns something that depends on all of it, so that none can be left out by the compiler.
	run func(n int) int
}

// budget is what the own entry is held to. A zero field is no budget.
type budget struct {
	time    time.Duration
	bytes   int64
	noAlloc bool
	times   map[string]float64 // a library must take at least that many times as long
}

// check reports whether every library gives the same answer as this one, which must give one.
func (r row) check() error {
	want, err := r.entries[own].answer()
	if err != nil {
		return fmt.Errorf("%s: %w", own, err)
	}
	if want == "" {
		return fmt.Errorf("%s: no answer", own)
	}
	for _, library := range r.libraries() {
		got, err := r.entries[library].answer()
		if err != nil {
			return fmt.Errorf("%s: %w", library, err)
		}
		if got != want {
			return fmt.Errorf("%s says %s and %s says %s", library, abridged(got), own, abridged(want))
		}
	}
	return nil
}

func abridged(s string) string {
	if len(s) > 200 {
		return s[:200] + " and more"
	}
	return s
}

// libraries returns who has an entry, in order of name.
func (r row) libraries() []string {
	var all []string
	for library := range r.entries {
		all = append(all, library)
	}
	slices.Sort(all)
	return all
}

// cost is what one piece of work takes.
type cost struct {
	nanoseconds float64
	allocs      int64
	bytes       int64
}

// measure times an entry once.
func measure(e entry) cost {
	r := testing.Benchmark(func(b *testing.B) { bench(b, e) })
	return cost{float64(r.T.Nanoseconds()) / float64(r.N), r.AllocsPerOp(), r.AllocedBytesPerOp()}
}

// bench times an entry as a benchmark.
func bench(b *testing.B, e entry) {
	b.ReportAllocs()
	b.ResetTimer()
	runtime.KeepAlive(e.run(b.N))
}

// best returns the lesser of two measurements of one thing: what disturbs a measurement only ever makes it longer.
func best(a, b cost) cost {
	if a.nanoseconds == 0 || b.nanoseconds < a.nanoseconds {
		return b
	}
	return a
}

// costs measures the row round by round, every library in each, so that all of them meet the same disturbances.
func (r row) costs(rounds int) map[string]cost {
	all := make(map[string]cost)
	for range rounds {
		for _, library := range r.libraries() {
			all[library] = best(all[library], measure(r.entries[library]))
		}
	}
	return all
}

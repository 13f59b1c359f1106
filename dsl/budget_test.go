package dsl_test

import (
	"runtime"
	"strings"
	"testing"

	"github.com/proforma-go/proforma/dsl"
)

// allocated returns the bytes that f allocates, at the least of several calls: a collection of garbage in between takes away what is kept
// from one call to the next.
func allocated(calls int, f func()) uint64 {
	var before, after runtime.MemStats
	least := ^uint64(0)
	for range calls {
		runtime.ReadMemStats(&before)
		f()
		runtime.ReadMemStats(&after)
		least = min(least, after.TotalAlloc-before.TotalAlloc)
	}
	return least
}

// TestOneRuleTakesLessThan20KiB holds every sample, every accepted rule and every rule of the benchmarks to the budget of one line.
func TestOneRuleTakesLessThan20KiB(t *testing.T) {
	const budget = 20 << 10
	var texts []string
	for _, s := range samples(t) {
		texts = append(texts, s[0], s[1])
	}
	for line := range strings.Lines(read(t, "testdata/accepted.txt")) {
		if !strings.HasPrefix(line, "#") && !strings.HasPrefix(line, "→") && !strings.HasPrefix(line, "=") && line != "\n" {
			texts = append(texts, strings.TrimSuffix(line, "\n"))
		}
	}
	for _, r := range benchmarkRules {
		texts = append(texts, r.text)
	}
	var most, sum uint64
	for _, text := range texts {
		parse(t, text)
		n := allocated(50, func() { _, _ = dsl.ParseRule(text, dsl.WithEnv(testEnv)) })
		if n > budget {
			t.Errorf("%d bytes: %s", n, text)
		}
		most, sum = max(most, n), sum+n
	}
	t.Logf("%d rules: %d bytes on average, %d at most", len(texts), sum/uint64(len(texts)), most)
}

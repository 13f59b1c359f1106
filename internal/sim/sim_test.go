package sim

import (
	"flag"
	"fmt"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

var (
	worldsFlag = flag.Int("sim.worlds", 12, "how many worlds are run")
	nightsFlag = flag.Int("sim.nights", 60, "how many nights each world has")
	seedFlag   = flag.Uint64("sim.seed", 1, "the seed of the first world; the others follow it")
	shrinkFlag = flag.Int("sim.shrink", 200, "how many worlds may be run to shorten the history of a failure")
	keepFlag   = flag.Bool("sim.all", false, "run all worlds and count which invariants fail")
)

// failure is a world in which an invariant did not hold.
type failure struct {
	seed uint64
	v    *Violation
}

// runWorlds runs worlds on all processors, until one of them fails or, where all is asked for, to the end.
func runWorlds(worlds int, all bool, o Options) (stats Stats, failures []failure) {
	var mu sync.Mutex
	var next atomic.Int64
	var failed atomic.Bool
	var wg sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		wg.Go(func() {
			for i := next.Add(1) - 1; i < int64(worlds) && (all || !failed.Load()); i = next.Add(1) - 1 {
				seed := *seedFlag + uint64(i)
				s, v := Run(seed, o)
				mu.Lock()
				stats.Add(s)
				if v != nil {
					failed.Store(true)
					failures = append(failures, failure{seed, v})
				}
				mu.Unlock()
			}
		})
	}
	wg.Wait()
	return stats, failures
}

func TestWorlds(t *testing.T) {
	start := time.Now()
	stats, failures := runWorlds(*worldsFlag, *keepFlag, Options{Nights: *nightsFlag})
	t.Logf("%d worlds in %v: %+v", *worldsFlag, time.Since(start).Round(time.Millisecond), stats)
	if len(failures) == 0 {
		return
	}
	first := make(map[string]failure)
	count := make(map[string]int)
	for _, f := range failures {
		if known, ok := first[f.v.Check]; !ok || f.v.Night < known.v.Night {
			first[f.v.Check] = f
		}
		count[f.v.Check]++
	}
	for _, check := range sortedKeys(first) {
		f := first[check]
		v := Shrink(f.seed, Options{Nights: *nightsFlag}, f.v, *shrinkFlag)
		t.Errorf("%s (%d worlds)\nreplay: go test ./internal/sim -run TestWorlds -sim.seed=%d -sim.worlds=1 -sim.nights=%d\nas found: %s\nshortened: %s\n%s", check, count[check], f.seed, f.v.Night, f.v,
			v.Message, strings.Join(v.Trace, "\n"))
	}
}

func TestAHostThatKeysClaimsByCustomerBillsTwice(t *testing.T) {
	for seed := uint64(1); seed <= 200; seed++ {
		if _, v := Run(seed, Options{Nights: 60, DoubleKeyed: true}); v != nil && (v.Check == "no transaction is billed more than it was ever worth" ||
			v.Check == "billed, open and written off come to the amount") {
			t.Logf("found in world %d: %v", seed, v)
			return
		}
	}
	t.Fatal("200 worlds, and nothing was billed twice")
}

func TestAWorldIsItsSeed(t *testing.T) {
	trace := func() string {
		w, v := Run(7, Options{Nights: 25, Trace: true})
		return fmt.Sprint(w, v)
	}
	if a, b := trace(), trace(); a != b {
		t.Fatalf("%s and %s", a, b)
	}
}

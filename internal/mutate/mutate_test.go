package main

import (
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
)

func itoa(n int) string { return strconv.Itoa(n) }

// TestTheFixtureIsJudged compiles a package whose survivors are known and runs its tests, of which one fails by itself.
func TestTheFixtureIsJudged(t *testing.T) {
	const file = "testdata/fixture/fixture.go | "
	want := map[string]verdict{
		file + "Larger | negate | 1 | if a < b {":                       killed,
		file + "Larger | boundary | 1 | if a < b {":                     survived, // of two equal numbers either is the larger
		file + "Down | remove | 1 | out = append(out, n)":               killed,
		file + "Down | boundary | 1 | for n > 0 {":                      killed,
		file + "Down | constant+1 | 1 | for n > 0 {":                    killed,
		file + "Down | remove | 1 | n--":                                timedOut, // or out of memory
		file + "Never | return | 1 | func Never() bool { return true }": unreached,
	}
	packs, err := load(".", []string{"testdata/fixture"})
	if err != nil {
		t.Fatal(err)
	}
	chosen := slices.DeleteFunc(collect(packs), func(m *mutant) bool { _, ok := want[m.key()]; return !ok })
	if len(chosen) != len(want) {
		t.Fatalf("%d mutants, want %d", len(chosen), len(want))
	}
	sample(chosen, 1, 0)
	skip := file + "Down | boundary | 1 | for n > 0 {"
	want[skip] = equivalent
	verdicts, err := judge(".", packs, chosen, []string{skip}, fewChecks)
	if err != nil {
		t.Fatal(err)
	}
	for i, m := range chosen {
		if w := want[m.key()]; verdicts[i] != w && !(w == timedOut && verdicts[i] == killed) {
			t.Errorf("%s: verdict %d, want %d", m.key(), verdicts[i], w)
		}
	}
}

func TestTheSampleHangsOnTheSeedAndSpreadsOverFiles(t *testing.T) {
	var all []*mutant
	for _, file := range []struct {
		name string
		n    int
	}{{"a.go", 10}, {"b.go", 30}, {"c.go", 60}} {
		for i := range file.n {
			all = append(all, &mutant{file: file.name, fn: "f", op: "x", text: itoa(i)})
		}
	}
	number(all)
	keys := func(seed uint64, n int) string {
		var out []string
		for _, m := range sample(slices.Clone(all), seed, n) {
			out = append(out, m.key())
		}
		return strings.Join(out, "\n")
	}
	if first := keys(1, 20); first != keys(1, 20) {
		t.Error("the same seed gives another sample")
	}
	if keys(1, 20) == keys(2, 20) {
		t.Error("another seed gives the same sample")
	}
	for file, want := range map[string]int{"a.go": 2, "b.go": 6, "c.go": 12} {
		if got := strings.Count(keys(1, 20), file); got != want {
			t.Errorf("%d mutants of %s, want %d", got, file, want)
		}
	}
	if n := len(sample(all, 1, 0)); n != len(all) {
		t.Errorf("%d of all %d", n, len(all))
	}
}

func TestLinesAlikeAreCounted(t *testing.T) {
	a, b := &mutant{file: "f.go", fn: "f", op: "x", text: "n++", start: 9}, &mutant{file: "f.go", fn: "f", op: "x", text: "n++", start: 4}
	number([]*mutant{a, b})
	if got, want := a.key(), "f.go | f | x | 2 | n++"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if got, want := b.key(), "f.go | f | x | 1 | n++"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestKeysThatNameNothingAreStale(t *testing.T) {
	m := &mutant{file: "a/f.go", fn: "f", op: "x", nth: 1, text: "n++"}
	keys := equivalents("# a reason\n\na/f.go | f | x | 1 | n++\n# gone\na/f.go | f | x | 2 | n++\na/b/g.go | f | x | 1 | n++\n")
	if len(keys) != 3 {
		t.Fatalf("keys %q", keys)
	}
	got := stale(keys, []*mutant{m}, []string{"a"})
	if want := []string{"a/f.go | f | x | 2 | n++"}; !slices.Equal(got, want) {
		t.Errorf("stale %q, want %q: packages not looked at have no say", got, want)
	}
}

func TestQuickTestsRunBeforeSlowOnes(t *testing.T) {
	own, other, foreign := &binary{folder: "schedule"}, &binary{folder: "internal/scenario"}, &binary{folder: "invoice"}
	probes := []*probe{
		{binary: own, name: "Slow", time: time.Second, reach: map[int]bool{1: true}},
		{binary: other, name: "Other", time: time.Millisecond, reach: map[int]bool{1: true}},
		{binary: own, name: "Quick", time: time.Millisecond, reach: map[int]bool{1: true}},
		{binary: own, name: "Quick2", time: time.Millisecond, reach: map[int]bool{1: true}},
		{binary: own, name: "Elsewhere", time: time.Millisecond, reach: map[int]bool{2: true}},
		{binary: foreign, name: "Foreign", time: time.Millisecond, reach: map[int]bool{1: true}},
	}
	var got []string
	for _, c := range plan(&mutant{id: 1, pkg: "schedule"}, probes) {
		got = append(got, strings.Join(c.tests, "+"))
	}
	if want := []string{"Quick+Quick2", "Other", "Slow"}; !slices.Equal(got, want) {
		t.Errorf("calls %q, want %q", got, want)
	}
}

func TestTheScoreLeavesOutWhatIsEquivalent(t *testing.T) {
	var c tally
	for _, v := range []verdict{killed, timedOut, killed, survived, unreached, equivalent} {
		c.add(v)
	}
	if got, want := c.String(), "6 sampled, 3 killed, 2 survived, 1 equivalent, score 60.0 %"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

package main

import (
	"bytes"
	"flag"
	"strings"
	"testing"
	"time"
)

// tiny is a scale at which the engine's rows take no time worth mentioning.
var tiny = scale{20, 33}

func themesAt(t testing.TB, n scale) []theme {
	t.Helper()
	themes, err := allThemes(n)
	if err != nil {
		t.Fatal(err)
	}
	return themes
}

func TestAllSidesGiveTheSameAnswer(t *testing.T) {
	for _, theme := range themesAt(t, tiny) {
		for _, r := range theme.rows {
			t.Run(theme.name+"/"+r.name, func(t *testing.T) {
				if err := r.check(); err != nil {
					t.Error(err)
				}
			})
		}
	}
}

func TestEveryEntryHasAColumn(t *testing.T) {
	for _, theme := range themesAt(t, tiny) {
		columns := strings.Join(append(theme.libraries, own), "\n") + "\n"
		for _, r := range theme.rows {
			for _, library := range r.libraries() {
				if !strings.Contains(columns, library+"\n") {
					t.Errorf("%s: %s: %s has no column", theme.name, r.name, library)
				}
			}
		}
	}
}

func TestADifferentAnswerIsFound(t *testing.T) {
	says := func(s string) entry { return entry{answer: func() (string, error) { return s, nil }} }
	for _, c := range []struct {
		entries map[string]entry
		want    string
	}{
		{map[string]entry{own: says("a"), "peer": says("a")}, ""},
		{map[string]entry{own: says("a"), "peer": says("b")}, "peer says b and proforma says a"},
		{map[string]entry{own: says("")}, "proforma: no answer"},
	} {
		got := ""
		if err := (row{entries: c.entries}).check(); err != nil {
			got = err.Error()
		}
		if got != c.want {
			t.Errorf("got %q, want %q", got, c.want)
		}
	}
}

// TestNothingIsAllocated holds what the budgets say about allocations.
func TestNothingIsAllocated(t *testing.T) {
	const n = 64
	for _, theme := range themesAt(t, tiny) {
		for _, r := range theme.rows {
			if !r.budget.noAlloc {
				continue
			}
			e := r.entries[own]
			if allocs := testing.AllocsPerRun(5, func() { e.run(n) }); allocs != 0 {
				t.Errorf("%s: %s: %v allocations, want none", theme.name, r.name, allocs)
			}
		}
	}
}

// TestBudgets prints how much of each budget is used up and fails for none: a machine that is busy with something else is no fault.
func TestBudgets(t *testing.T) {
	briefly(t)
	for _, theme := range themesAt(t, scale{100, 33}) {
		for _, r := range theme.rows {
			if text := r.budget.use(r.costs(1)).text(); text != "" {
				t.Logf("%s: %s: of the budget: %s", theme.name, r.name, text)
			}
		}
	}
	g, _ := measureGrowth(scale{100, 33}, 1)
	t.Logf("growth: ten times the contracts %s (%v), allocations a transaction %s (%v)", figure(g.tenfold), tenfoldBudget, figure(g.allocs), allocsBudget)
}

// briefly makes measurements short for the length of a test.
func briefly(t *testing.T) {
	t.Helper()
	before := flag.Lookup("test.benchtime").Value.String()
	if err := flag.Set("test.benchtime", (2 * time.Millisecond).String()); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := flag.Set("test.benchtime", before); err != nil {
			t.Error(err)
		}
	})
}

func TestTheProgramPrintsATable(t *testing.T) {
	briefly(t)
	var b bytes.Buffer
	if err := run(&b, tiny, "business,growth", 1); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"## Business days of the United States\n", "| 10th of the month |", "rickar/cal, cached", "## Growth\n"} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("%q is missing in\n%s", want, b.String())
		}
	}
	if strings.Contains(b.String(), "## Draft invoices") {
		t.Errorf("a theme that was not asked for is in\n%s", b.String())
	}
}

func TestFigure(t *testing.T) {
	for _, c := range []struct {
		x    float64
		want string
	}{
		{0.034, "0.03"}, {0.98, "0.98"}, {0.997, "1.0"}, {1.04, "1.0"}, {9.94, "9.9"}, {9.96, "10"}, {14.4, "14"}, {99.6, "100"}, {146, "150"},
		{997, "1,000"}, {1549, "1,500"}, {28_432, "28,000"}, {1_234_567, "1,200,000"},
	} {
		if got := figure(c.x); got != c.want {
			t.Errorf("figure(%v) is %q, want %q", c.x, got, c.want)
		}
	}
}

func TestUseOfABudget(t *testing.T) {
	b := budget{time: 50 * time.Nanosecond, bytes: 100, noAlloc: true, times: map[string]float64{"peer": 5, "absent": 2}}
	u := b.use(map[string]cost{own: {nanoseconds: 25, allocs: 1, bytes: 150}, "peer": {nanoseconds: 100}})
	if got, want := u.text(), "allocations 2.0, bytes 1.5, lead on peer 1.2, time 0.50"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if got, want := strings.Join(u.broken("row"), "; "), "allocations of row; bytes of row; lead on peer of row"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

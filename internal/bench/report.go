package main

import (
	"fmt"
	"io"
	"maps"
	"math"
	"slices"
	"strings"
	"unicode/utf8"
)

// writeTheme measures a theme and prints its table. A cell is the time of a library as a multiple of the own time: above 1 the own
// library is the quicker one, below 1 the other.
func writeTheme(w io.Writer, t theme, rounds int) error {
	table := [][]string{append([]string{t.name, own}, append(slices.Clone(t.libraries), "allocs", "of the budget")...)}
	var losses, broken []string
	for _, r := range t.rows {
		if err := r.check(); err != nil {
			return fmt.Errorf("%s: %s: %w", t.name, r.name, err)
		}
		costs := r.costs(rounds)
		cells := []string{r.name, "1"}
		for _, library := range t.libraries {
			c, ok := costs[library]
			if !ok {
				cells = append(cells, "—")
				continue
			}
			ratio := c.nanoseconds / costs[own].nanoseconds
			cells = append(cells, figure(ratio))
			if ratio < 1 && !strings.HasPrefix(library, own) {
				losses = append(losses, fmt.Sprintf("%s on %s", library, r.name))
			}
		}
		use := r.budget.use(costs)
		table = append(table, append(cells, fmt.Sprint(costs[own].allocs), use.text()))
		broken = append(broken, use.broken(r.name)...)
	}
	fmt.Fprintf(w, "## %s\n\n", t.title)
	writeTable(w, table)
	fmt.Fprintln(w)
	for _, n := range t.notes {
		fmt.Fprintln(w, "-", n)
	}
	writeList(w, "Quicker than proforma", losses)
	writeList(w, "Over budget", broken)
	fmt.Fprintln(w)
	return nil
}

func writeList(w io.Writer, head string, list []string) {
	if len(list) > 0 {
		fmt.Fprintf(w, "- %s: %s.\n", head, strings.Join(list, ", "))
	}
}

// writeGrowth measures and prints what more work costs.
func writeGrowth(w io.Writer, n scale, rounds int) {
	g, loop := measureGrowth(n, rounds)
	fmt.Fprint(w, "## Growth\n\n")
	writeTable(w, [][]string{
		{"growth", own, "loop for drafts", "budget"},
		{fmt.Sprintf("time of %d contracts, of %d", n.contracts, n.contracts/10), figure(g.tenfold), figure(loop.tenfold), fmt.Sprint(tenfoldBudget)},
		{fmt.Sprintf("time of 1 contract with as many transactions, of %d", n.contracts), figure(g.single), figure(loop.single), "no special case"},
		{"allocations a transaction", figure(g.allocs), figure(loop.allocs), fmt.Sprint(allocsBudget)},
	})
	fmt.Fprintln(w)
}

// use is how much of a budget is used up, by what is budgeted: above 1 it does not hold.
type use map[string]float64

// use compares the costs of a row with the budget.
func (b budget) use(costs map[string]cost) use {
	u := use{}
	mine := costs[own]
	if b.time > 0 {
		u["time"] = mine.nanoseconds / float64(b.time.Nanoseconds())
	}
	if b.bytes > 0 {
		u["bytes"] = float64(mine.bytes) / float64(b.bytes)
	}
	for library, times := range b.times {
		if c, ok := costs[library]; ok {
			u["lead on "+library] = times * mine.nanoseconds / c.nanoseconds
		}
	}
	if b.noAlloc && mine.allocs > 0 {
		u["allocations"] = float64(mine.allocs) + 1
	}
	return u
}

func (u use) text() string {
	var all []string
	for _, what := range slices.Sorted(maps.Keys(u)) {
		all = append(all, fmt.Sprintf("%s %s", what, figure(u[what])))
	}
	return strings.Join(all, ", ")
}

// broken lists the budgets that do not hold.
func (u use) broken(name string) []string {
	var all []string
	for _, what := range slices.Sorted(maps.Keys(u)) {
		if u[what] > 1 {
			all = append(all, fmt.Sprintf("%s of %s", what, name))
		}
	}
	return all
}

// figure prints a ratio with two digits that count.
func figure(x float64) string {
	if x < 0.995 {
		return fmt.Sprintf("%.2f", x)
	}
	if x < 9.95 {
		return fmt.Sprintf("%.1f", x)
	}
	unit := math.Pow(10, math.Floor(math.Log10(x))-1)
	text := fmt.Sprintf("%.0f", math.Round(x/unit)*unit)
	for i := len(text) - 3; i > 0; i -= 3 {
		text = text[:i] + "," + text[i:]
	}
	return text
}

// writeTable prints a Markdown table whose columns stand below one another in plain text too.
func writeTable(w io.Writer, rows [][]string) {
	widths := make([]int, len(rows[0]))
	for _, r := range rows {
		for i, cell := range r {
			widths[i] = max(widths[i], utf8.RuneCountInString(cell))
		}
	}
	for n, r := range rows {
		for i, cell := range r {
			pad := strings.Repeat(" ", widths[i]-utf8.RuneCountInString(cell))
			if i == 0 {
				fmt.Fprint(w, "| ", cell, pad)
			} else {
				fmt.Fprint(w, " | ", pad, cell)
			}
		}
		fmt.Fprintln(w, " |")
		if n > 0 {
			continue
		}
		for i, width := range widths {
			if i == 0 {
				fmt.Fprint(w, "|", strings.Repeat("-", width+2))
			} else {
				fmt.Fprint(w, "|", strings.Repeat("-", width+1), ":")
			}
		}
		fmt.Fprintln(w, "|")
	}
}

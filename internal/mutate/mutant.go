package main

import (
	"fmt"
	"go/ast"
	"hash/fnv"
	"slices"
	"strings"
)

// mutant is one small change of the source.
type mutant struct {
	id      int    // number in the switch, from 1; 0 while it is not chosen
	pkg     string // folder of the package, from the root of the module
	file    string // from the root of the module, with slashes
	fn      string // function, method with its type, or variable
	op      string // operator
	text    string // source line it begins on, trimmed
	nth     int    // from 1, among those of the same operator on the same text of the same function
	line    int    // only to be printed
	start   int    // first byte that is replaced
	end     int    // byte behind the last
	changed string // what stands there instead
	form    form
	wrap    wrapper
}

// form orders the mutants of the same bytes: what is rebuilt from its operands lies innermost, statements outermost.
type form uint8

const (
	ofOperands form = iota
	ofExpression
	ofStatement
)

// wrapper returns the source of a switch between what stands in the file and the change. Inner is the former with the switches inside it, and
// part renders a node with those inside it.
type wrapper func(id int, part func(ast.Node) string, inner string) string

// key names a mutant in a way that outlives changes elsewhere in the file.
func (m *mutant) key() string {
	return fmt.Sprintf("%s | %s | %s | %d | %s", m.file, m.fn, m.op, m.nth, m.text)
}

// number sorts mutants by place and counts those that would have the same key.
func number(all []*mutant) {
	slices.SortStableFunc(all, func(a, b *mutant) int {
		if c := strings.Compare(a.file, b.file); c != 0 {
			return c
		}
		return a.start - b.start
	})
	seen := map[string]int{}
	for _, m := range all {
		k := m.key()
		seen[k]++
		m.nth = seen[k]
	}
}

// sample chooses n of the mutants, all of them if n is 0 or more than there are, and numbers the chosen from 1. Every file is sampled in
// proportion to its size, and in an order that hangs on nothing but seed and key, so that a change of one function leaves the sample
// elsewhere nearly the same.
func sample(all []*mutant, seed uint64, n int) []*mutant {
	byFile := map[string][]*mutant{}
	for _, m := range all {
		byFile[m.file] = append(byFile[m.file], m)
	}
	depth := map[*mutant]float64{} // of a mutant in its file, from 0 to 1
	for _, ms := range byFile {
		slices.SortFunc(ms, func(a, b *mutant) int {
			if x, y := chance(seed, a.key()), chance(seed, b.key()); x != y {
				if x < y {
					return -1
				}
				return 1
			}
			return strings.Compare(a.key(), b.key())
		})
		for i, m := range ms {
			depth[m] = (float64(i) + 0.5) / float64(len(ms))
		}
	}
	chosen := slices.Clone(all)
	slices.SortStableFunc(chosen, func(a, b *mutant) int {
		switch {
		case depth[a] < depth[b]:
			return -1
		case depth[a] > depth[b]:
			return 1
		}
		return strings.Compare(a.key(), b.key())
	})
	if n > 0 && n < len(chosen) {
		chosen = chosen[:n]
	}
	slices.SortFunc(chosen, func(a, b *mutant) int { return strings.Compare(a.key(), b.key()) })
	for i, m := range chosen {
		m.id = i + 1
	}
	return chosen
}

// chance returns a number that looks random for a key.
func chance(seed uint64, key string) uint64 {
	h := fnv.New64a()
	fmt.Fprintf(h, "%d %s", seed, key)
	x := h.Sum64() // mixed once more, because the last bytes of the key barely reach the upper bits
	x ^= x >> 33
	x *= 0xff51afd7ed558ccd
	return x ^ x>>33
}

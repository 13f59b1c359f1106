// Package spell finds the word that somebody probably meant.
package spell

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// Distance returns the optimal string alignment distance of a and b: the number of single-character insertions, deletions,
// replacements and swaps of neighbours that turn one into the other, no part being edited twice.
func Distance(a, b string) int {
	x, y := []rune(a), []rune(b)
	rows := make([]int, 3*(len(y)+1)) // the last three of the table
	before, prev, row := rows[:len(y)+1], rows[len(y)+1:2*(len(y)+1)], rows[2*(len(y)+1):]
	for j := range prev {
		prev[j] = j
	}
	for i := 1; i <= len(x); i++ {
		row[0] = i
		for j := 1; j <= len(y); j++ {
			cost := 1
			if x[i-1] == y[j-1] {
				cost = 0
			}
			row[j] = min(prev[j]+1, row[j-1]+1, prev[j-1]+cost)
			if i > 1 && j > 1 && x[i-1] == y[j-2] && x[i-2] == y[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
		before, prev, row = prev, row, before
	}
	return prev[len(y)]
}

// longest is the length beyond which a word is not compared at all: no name that is looked for is that long, and the cost of a
// comparison grows with the product of both lengths.
const longest = 64

// Nearest returns at most three of the candidates, nearest first, that differ from word by no more than a third of its length, and by
// one where it is short. Case does not count as a difference, and a candidate that differs in case alone comes before all others.
// Candidates of equal distance keep their order. An empty word, or one of more than 64 bytes, has none.
func Nearest(word string, candidates []string) []string {
	names := Near(word, candidates)
	return names[:min(len(names), 3)]
}

// Near is [Nearest] without the limit of three.
func Near(word string, candidates []string) []string {
	if word == "" || len(word) > longest {
		return nil
	}
	type match struct {
		name     string
		distance int
	}
	folded := strings.ToLower(word)
	length := utf8.RuneCountInString(word)
	limit := max(1, length/3)
	var found []match
	for _, c := range candidates {
		if d := utf8.RuneCountInString(c) - length; c == word || len(c) > longest || d > limit || -d > limit {
			continue
		}
		if d := Distance(folded, strings.ToLower(c)); d <= limit && d < length {
			found = append(found, match{c, d})
		}
	}
	slices.SortStableFunc(found, func(a, b match) int { return a.distance - b.distance })
	var names []string
	for _, m := range found {
		if !slices.Contains(names, m.name) {
			names = append(names, m.name)
		}
	}
	return names
}

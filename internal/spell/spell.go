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
// Of candidates of equal distance those come first that begin as the word does, since few slips are at the beginning; otherwise they keep
// their order. An empty word, or one of more than 64 bytes, has none.
func Nearest(word string, candidates []string) []string {
	names := Near(word, candidates)
	return names[:min(len(names), 3)]
}

// Near is [Nearest] without the limit of three. What a word denies is not near it: "billable" is none of the words that "non-billable" may
// be meant for. A name of several words is near one of as many where each word is near the other's, and one of more or fewer where only
// the spaces differ, or a letter beside them: no word is left out. Nor is a digit at either end, which is a number run into the word.
func Near(word string, candidates []string) []string {
	if word == "" || len(word) > longest {
		return nil
	}
	type match struct {
		name     string
		distance rank
	}
	folded := strings.ToLower(word)
	length := utf8.RuneCountInString(word)
	limit := max(1, length/3)
	var found []match
	for _, c := range candidates {
		if d := utf8.RuneCountInString(c) - length; c == word || len(c) > longest || d > limit || -d > limit {
			continue
		}
		candidate := strings.ToLower(c)
		if d := Distance(folded, candidate); d <= limit && d < length && !denies(folded, candidate, d) && nearEach(folded, candidate) && sameEdges(folded, candidate) {
			found = append(found, match{c, rankOf(d, folded, candidate)})
		}
	}
	slices.SortStableFunc(found, func(a, b match) int { return int(a.distance - b.distance) })
	var names []string
	for _, m := range found {
		if !slices.Contains(names, m.name) {
			names = append(names, m.name)
		}
	}
	return names
}

// denials are what turns a word into its opposite.
var denials = []string{"non", "not", "no", "un", "de", "dis", "in"}

// denies reports whether a word is rather a candidate with a denial before or after it than the candidate misspelt, which takes so many edits.
func denies(word, candidate string, edits int) bool {
	for _, denial := range []string{"not", "no"} {
		if rest, ok := strings.CutSuffix(word, denial); ok && !strings.HasSuffix(candidate, denial) && Distance(rest, candidate) < edits {
			return true
		}
	}
	for _, denial := range denials {
		rest, ok := strings.CutPrefix(word, denial)
		if !ok || strings.HasPrefix(candidate, denial) {
			continue
		}
		if rest == "" || Distance(strings.TrimLeft(rest, " -_"), candidate) < edits {
			return true
		}
	}
	return false
}

// nearEach reports whether the words of two names are near each other one by one; of names with different numbers of words, whether they
// are nearly the same without spaces.
func nearEach(name, candidate string) bool {
	a, b := strings.Fields(name), strings.Fields(candidate)
	if len(a) != len(b) {
		return Distance(strings.Join(a, ""), strings.Join(b, "")) <= 1
	}
	for i := range a {
		if len(a) > 1 && Distance(a[i], b[i]) > max(1, utf8.RuneCountInString(a[i])/3) {
			return false
		}
	}
	return true
}

// sameEdges reports whether a candidate has the digits with which a word begins or ends.
func sameEdges(word, candidate string) bool {
	digit := func(c byte) bool { return '0' <= c && c <= '9' }
	first, last := word[0], word[len(word)-1]
	return (!digit(first) || candidate[0] == first) && (!digit(last) || candidate[len(candidate)-1] == last)
}

// rank is the distance of a candidate, in halves: half an edit more where it begins with another letter.
type rank int

func rankOf(distance int, word, candidate string) rank {
	r := rank(2 * distance)
	if a, _ := utf8.DecodeRuneInString(word); !strings.HasPrefix(candidate, string(a)) {
		r++
	}
	return r
}

// Tied reports whether a word is as near to one candidate as to the other. Case counts as a difference.
func Tied(word, one, other string) bool {
	return rankOf(Distance(word, one), word, one) == rankOf(Distance(word, other), word, other)
}

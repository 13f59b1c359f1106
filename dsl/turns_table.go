package dsl

import (
	_ "embed"
	"slices"
	"strings"
	"sync"
)

//go:embed turns.txt
var turnsText string

// turnsOf returns what people write within clauses of a kind, and what the language has for it.
func turnsOf(k *clauseKind) []turn { return turnTable()[k.name] }

// turnTable reads turns.txt when it is first needed: something must be wrong with a rule for that.
var turnTable = sync.OnceValue(func() map[string][]turn {
	table := make(map[string][]turn)
	var kinds []string
	for line := range strings.Lines(turnsText) {
		left, right, found := strings.Cut(strings.TrimSpace(line), ":")
		switch {
		case !found || strings.HasPrefix(line, "#"):
		case strings.HasPrefix(line, " "):
			for said := range strings.SplitSeq(right, ",") {
				for _, k := range kinds {
					table[k] = append(table[k], turn{strings.Fields(said), left})
				}
			}
		default:
			kinds = kindsCalled(left)
		}
	}
	return table
})

// kindsCalled returns the names of the kinds of clauses that a heading of turns.txt is about.
func kindsCalled(heading string) []string {
	if heading == "head" || heading == "abroad" || heading == "field" || heading == "option" || heading == "choice" {
		return []string{heading}
	}
	if first, rest, several := strings.Cut(heading, "+"); several {
		return append(kindsCalled(first), kindsCalled(rest)...)
	}
	var names []string
	for _, k := range append(slices.Clone(clauseKinds), anchorClause) {
		relative := k == includeClause || k == invoiceDateClause || k == entryDateClause || k == anchorClause
		fields := k == mergeClause || k == splitClause || k == groupClause
		if k.name == heading || heading == "timing" && (k == scheduleClause || k.timing) || heading == "date" && relative || heading == "by" && fields {
			names = append(names, k.name)
		}
	}
	return names
}

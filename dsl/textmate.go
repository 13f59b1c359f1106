package dsl

import (
	"encoding/json"
	"regexp"
	"slices"
	"strings"
)

// textmatePattern is a rule of a TextMate grammar.
type textmatePattern struct {
	Name     string                     `json:"name,omitempty"`
	Match    string                     `json:"match,omitempty"`
	Begin    string                     `json:"begin,omitempty"`
	End      string                     `json:"end,omitempty"`
	Captures map[string]textmatePattern `json:"captures,omitempty"`
	Patterns []textmatePattern          `json:"patterns,omitempty"`
}

// TextMate returns a TextMate grammar for editors, which colours rules. It is made from the words that the parser knows.
func TextMate() []byte {
	escape := []textmatePattern{{Name: "constant.character.escape.proforma", Match: `\\.`}}
	grammar := struct {
		Name      string            `json:"name"`
		ScopeName string            `json:"scopeName"`
		FileTypes []string          `json:"fileTypes"`
		Patterns  []textmatePattern `json:"patterns"`
	}{"proforma rules", "source.proforma", []string{"rules", "rule"}, []textmatePattern{
		{Name: "comment.line.number-sign.proforma", Match: "#.*$"},
		{Name: "string.quoted.double.proforma", Begin: `"`, End: `"|$`, Patterns: escape},
		{Name: "string.quoted.single.proforma", Begin: "'", End: "'|$", Patterns: escape},
		{Name: "variable.other.proforma", Match: "`[^`]*`"},
		{Name: "constant.numeric.date.proforma", Match: `\b\d{4}-\d{2}-\d{2}\b`},
		{Name: "constant.numeric.time.proforma", Match: `\b\d{1,2}:\d{2}(:\d{2})?\b`},
		{Name: "constant.other.zone.proforma", Match: `\b[A-Za-z_]+/[A-Za-z_/+-]+`},
		{Match: `(?i)(?:^|[,;{])\s*(` + alternatives(append((*scope)(nil).heads(), "rule", "defaults", "language")) + `)\b`,
			Captures: map[string]textmatePattern{"1": {Name: "keyword.control.proforma"}}},
		{Name: "keyword.operator.proforma", Match: `!=|<=|>=|=|<|>`},
		{Name: "keyword.operator.word.proforma", Match: `(?i)\b(` + alternatives(filterKeys) + `)\b`},
		{Name: "constant.numeric.proforma", Match: `(?i)\b\d[\d_]*(\.\d+)?(st|nd|rd|th)?\b`},
		{Name: "support.type.currency.proforma", Match: `\b[A-Z]{3}\b`},
		{Name: "constant.language.proforma", Match: `(?i)\b(` + alternatives(datesAndDays()) + `)\b`},
		{Name: "keyword.other.proforma", Match: `(?i)\b(` + alternatives(otherWords()) + `)\b`},
	}}
	text, err := json.MarshalIndent(grammar, "", "  ")
	if err != nil {
		panic(err) // strings alone
	}
	return append(text, '\n')
}

// alternatives joins words for a regular expression, in the order of the alphabet, longer ones first where one begins another.
func alternatives(words []string) string {
	words = slices.Clone(words)
	for i, w := range words {
		words[i] = regexp.QuoteMeta(lower(w))
	}
	slices.SortFunc(words, func(a, b string) int {
		switch {
		case strings.HasPrefix(a, b):
			return len(b) - len(a)
		case strings.HasPrefix(b, a):
			return len(b) - len(a)
		}
		return strings.Compare(a, b)
	})
	return strings.Join(slices.Compact(words), "|")
}

func datesAndDays() []string {
	var words []string
	for _, w := range phraseWords {
		words = append(words, w.spelling)
	}
	return words
}

// otherWords are the words that clauses name in their grammars, without those that begin clauses.
func otherWords() []string {
	var words []string
	for _, k := range clauseKinds {
		literals, _ := k.grammar.literals()
		for _, w := range literals {
			if isWordStart(rune(w[0])) && phraseIndex[w].class == 0 && !slices.Contains(words, w) {
				words = append(words, w)
			}
		}
	}
	return words
}

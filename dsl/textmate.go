package dsl

import (
	"encoding/json"
	"regexp"
	"slices"
	"strings"
)

// textmatePattern is a rule of a TextMate grammar.
type textmatePattern struct {
	Name          string                     `json:"name,omitempty"`
	Include       string                     `json:"include,omitempty"`
	Match         string                     `json:"match,omitempty"`
	Begin         string                     `json:"begin,omitempty"`
	End           string                     `json:"end,omitempty"`
	BeginCaptures map[string]textmatePattern `json:"beginCaptures,omitempty"`
	Captures      map[string]textmatePattern `json:"captures,omitempty"`
	Patterns      []textmatePattern          `json:"patterns,omitempty"`
}

// The scopes of what is not a string or a number.
var (
	controlWord  = textmatePattern{Name: "keyword.control.proforma"}
	otherWord    = textmatePattern{Name: "keyword.other.proforma"}
	operatorSign = textmatePattern{Name: "keyword.operator.proforma"}
	operatorWord = textmatePattern{Name: "keyword.operator.word.proforma"}
	fieldName    = textmatePattern{Name: "variable.other.field.proforma"}
	choiceName   = textmatePattern{Name: "constant.other.choice.proforma"}
	numberSign   = textmatePattern{Name: "constant.numeric.proforma"}
	currencyCode = textmatePattern{Name: "support.type.currency.proforma"}
)

// Expressions that others are made of: a word as the scanner cuts it, and its ends.
const (
	textmateWord = `[\p{L}_][\p{L}\p{N}_-]*`
	wordBegins   = `(?<![\p{L}\p{N}_-])`
	wordEnds     = `(?![\p{L}\p{N}_-])`
)

// TextMate returns a TextMate grammar for editors, which colours rules. It is made from the words that the parser knows.
func TextMate() []byte {
	heads := alternatives(append((*scope)(nil).heads(), "rule", "defaults", "language"))
	grammar := struct {
		Name       string                     `json:"name"`
		ScopeName  string                     `json:"scopeName"`
		FileTypes  []string                   `json:"fileTypes"`
		Patterns   []textmatePattern          `json:"patterns"`
		Repository map[string]textmatePattern `json:"repository"`
	}{"proforma rules", "source.proforma", []string{"rules", "rule"}, []textmatePattern{
		{Include: "#literal"},
		{Name: "constant.other.zone.proforma", Match: `\b(?:(?i:UTC|GMT)|WET|CET|MET|EET|EST|MST|HST)\b|\b[A-Za-z_]+(?:/[A-Za-z0-9_+-]+)+`},
		{Begin: `(?i)(?:^|[,;{])\s*(where)` + wordEnds, End: `(?=[,;}])|^(?!\s*(?:$|#|(?:and|or)\b))`,
			BeginCaptures: map[string]textmatePattern{"1": controlWord}, Patterns: []textmatePattern{{Include: "#condition"}}},
		{Begin: `(?i)(?:(?:^|[,;{])\s*|` + wordBegins + `)(by)` + wordEnds, End: `(?i)(?=[;}#]|,\s*(?:` + heads + `)` + wordEnds + `|$)`,
			BeginCaptures: map[string]textmatePattern{"1": otherWord}, Patterns: []textmatePattern{
				{Include: "#literal"}, word(operatorWord, "and"), {Name: fieldName.Name, Match: textmateWord}}},
		{Match: `(?i)(?:^|[,;{])\s*(` + heads + `)\b`, Captures: map[string]textmatePattern{"1": controlWord}},
		{Name: operatorSign.Name, Match: `!=|<=|>=|=|<|>`},
		word(operatorWord, alternatives(filterKeys)),
		{Include: "#number"},
		word(textmatePattern{Name: "constant.language.proforma"}, alternatives(datesAndDays())),
		word(otherWord, alternatives(otherWords())),
	}, textmateRepository()}
	text, err := json.MarshalIndent(grammar, "", "  ")
	if err != nil {
		panic(err) // strings alone
	}
	return append(text, '\n')
}

// word returns the rule for words in any case.
func word(scope textmatePattern, words string) textmatePattern {
	scope.Match = `(?i)` + wordBegins + `(?:` + words + `)` + wordEnds
	return scope
}

// textmateRepository returns the rules that are used in several places.
func textmateRepository() map[string]textmatePattern {
	escape := []textmatePattern{{Name: "constant.character.escape.proforma", Match: `\\.`}}
	several := func(list ...textmatePattern) textmatePattern { return textmatePattern{Patterns: list} }
	items := []textmatePattern{{Include: "#literal"}, {Include: "#number"}, {Name: choiceName.Name, Match: textmateWord}}
	keys := alternatives(filterKeys)
	return map[string]textmatePattern{
		"literal": several(
			textmatePattern{Name: "comment.line.number-sign.proforma", Match: "#.*$"},
			textmatePattern{Name: "string.quoted.double.proforma", Begin: `"`, End: `"|$`, Patterns: escape},
			textmatePattern{Name: "string.quoted.single.proforma", Begin: "'", End: "'|$", Patterns: escape},
			textmatePattern{Name: fieldName.Name, Match: "`[^`]*`"},
			textmatePattern{Name: "constant.numeric.date.proforma", Match: `\b\d{4}-\d{2}-\d{2}\b`},
			textmatePattern{Name: "constant.numeric.time.proforma", Match: `\b\d{1,2}:\d{2}(:\d{2})?\b`},
		),
		"number": several(textmatePattern{Match: `(?i)\b(\d[\d_]*(?:\.\d+)?(?:st|nd|rd|th)?)\b(?:\s+((?-i:[A-Z]{3}))\b)?`,
			Captures: map[string]textmatePattern{"1": numberSign, "2": currencyCode}}),
		// A line goes on where the one before ends with a word or sign that wants more.
		"condition": several(
			textmatePattern{Include: "#literal"},
			textmatePattern{Begin: `(?i)(?:` + wordBegins + `(and|or|not|in)|(!=|<=|>=|=|<|>))(?=\s*(?:#.*)?$)`, End: `(?=[^\s#])`,
				BeginCaptures: map[string]textmatePattern{"1": operatorWord, "2": operatorSign}, Patterns: []textmatePattern{{Include: "#literal"}}},
			textmatePattern{Begin: `(?i)(?:` + wordBegins + `(in)\s*\(|\[)`, End: `[\])]|(?=[;{}])`,
				BeginCaptures: map[string]textmatePattern{"1": operatorWord}, Patterns: items},
			textmatePattern{Begin: `\(`, End: `\)|(?=[;{}])`, Patterns: []textmatePattern{{Include: "#condition"}}},
			word(operatorWord, `does\s+not\s+contain|(?:starts|ends)\s+with|is\s+(?:not\s+)?(?:empty|set|in)`),
			textmatePattern{Match: `(?i)(?:(!=|<=|>=|=|<|>)|` + wordBegins + `(is(?:\s+not)?)` + wordEnds + `)\s*((?!(?:` + keys + `)` + wordEnds + `)` + textmateWord +
				`(?:\s+(?!(?:` + keys + `)` + wordEnds + `)` + textmateWord + `)*)?`,
				Captures: map[string]textmatePattern{"1": operatorSign, "2": operatorWord, "3": choiceName}},
			word(operatorWord, keys),
			textmatePattern{Include: "#number"},
			textmatePattern{Name: fieldName.Name, Match: textmateWord},
		),
	}
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

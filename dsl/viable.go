package dsl

import (
	"slices"
	"strings"

	"github.com/alecthomas/participle/v2/lexer"
)

// candidate is a word, or a stand-in for a class of tokens, that might stand at a place.
type candidate struct {
	text  string // as messages show it
	class lexer.TokenType
	value string   // what the grammar is asked about
	words []string // the words to be written, first the one that suggestions prefer; none for numbers, dates and the like
}

// standIns are the candidates for classes, in the order in which messages name them.
var standIns = []struct {
	symbol string
	candidate
}{
	{"Rel", candidate{"previous, current or next", classRel, "previous", nil}},
	{"DayUnit", candidate{"day, weekday", classDay, "day", nil}},
	{"Period", candidate{"week, month, quarter, year", classPeriod, "month", nil}},
	{"Ordinal", candidate{"first, second, …", classOrdinal, "1", nil}},
	{"Weekday", candidate{"a day of the week", classWeekday, "monday", nil}},
	{"Month", candidate{"a month", classMonth, "march", nil}},
	{"Cadence", candidate{"daily, weekly, monthly, …", classCadence, "daily", nil}},
	{"Kind", candidate{"time, expenses, material or fees", classKind, "time", nil}},
	{"Number", candidate{"a number", classNumber, "1", nil}},
	{"Date", candidate{"a date", classDate, "2026-01-31", nil}},
	{"Time", candidate{"a time", classTime, "22:00", nil}},
	{"Zone", candidate{"a time zone", classZone, "Europe/Stockholm", nil}},
	{"Text", candidate{"a text in quotes", classText, `"x"`, nil}},
	{"Op", candidate{"an operator", classOp, "=", nil}},
	{"Currency", candidate{"a currency", classCurrency, "eur", nil}},
	{"Word", candidate{"a name", classWord, "\x00", nil}},
}

// candidates lists what a grammar has literals and classes for: nothing else can stand anywhere in its clauses.
func (g *grammar) candidates() []candidate {
	var list, literal []candidate
	literals, classes := g.literals()
	for _, w := range literals {
		if w == "," {
			continue
		}
		t, value := wordClass(w, g.mode, false)
		c := candidate{text: w, class: t, value: value}
		if isWordStart(rune(w[0])) {
			c.words = []string{w}
		} else {
			c.class = classPunct
		}
		literal = append(literal, c)
	}
	for _, s := range standIns {
		if slices.Contains(classes, strings.ToLower(s.symbol)) {
			c := s.candidate
			for _, w := range phraseWords {
				if g.mode == phrases && w.class == c.class {
					c.words = append(c.words, w.spelling)
				}
			}
			list = append(list, c)
		}
	}
	classed := slices.Clone(list)
	for _, c := range literal {
		named := slices.ContainsFunc(classed, func(k candidate) bool { return k.class == c.class && c.class != classWord })
		if !named || c.class == classKey {
			list = append(list, c)
		}
	}
	return list
}

// literals returns the words and signs, and in lower case the classes, that the EBNF of the grammar names.
func (g *grammar) literals() (literals, classes []string) {
	rest := g.ebnf()
	for {
		i := strings.IndexAny(rest, `"<`)
		if i < 0 {
			return literals, classes
		}
		closing := `"`
		if rest[i] == '<' {
			closing = ">"
		}
		n := strings.Index(rest[i+1:], closing)
		if n < 0 {
			return literals, classes
		}
		s := rest[i+1 : i+1+n]
		switch {
		case closing == ">" && !slices.Contains(classes, s):
			classes = append(classes, s)
		case closing == `"` && !slices.Contains(literals, s):
			literals = append(literals, s)
		}
		rest = rest[i+n+2:]
	}
}

// maxProbed is how many tokens are parsed again in the search for suggestions about one text. Beyond it, what cannot stand at a place is
// offered too.
const maxProbed = 5000

// affords reports whether so many more tokens may be parsed again, and counts them.
func (p *parser) affords(tokens int) bool {
	if p.probed+tokens > maxProbed {
		return false
	}
	p.probed += tokens
	return true
}

// viable returns what can stand after the tokens from first to last in a clause of a kind. It asks the grammar itself: a candidate is
// viable where the parser gets past it.
func (p *parser) viable(kind *clauseKind, first, last int) []candidate {
	if !p.affords(len(kind.grammar.all()) * (last - first + 1)) {
		return kind.grammar.all()
	}
	var out []candidate
	for _, c := range kind.grammar.all() {
		extra := tok{Type: c.class, Value: c.value}
		f := p.feed(kind, first, last)
		f.extra = &extra
		_, failedAt, ok := kind.grammar.parseTokens(f)
		if (ok || failedAt > last) && !p.refusedLater(kind, c, last) {
			out = append(out, c)
		}
	}
	if slices.ContainsFunc(out, func(c candidate) bool { return c.class == classWord && len(c.words) == 0 }) {
		// Any name can stand here, and so these words would be names too.
		out = slices.DeleteFunc(out, func(c candidate) bool { return c.class == classWord && len(c.words) > 0 })
	}
	return out
}

// refusedLater reports a candidate that a grammar reads after token last only for its refusal to be a better message: an hour alone, a list
// after a comparison, and patterns.
func (p *parser) refusedLater(kind *clauseKind, c candidate, last int) bool {
	switch kind {
	case atClause:
		return c.class == classNumber
	case whereClause:
		return c.text == "matches" || p.kind(last-1) == tokOp && (c.text == "(" || c.text == "[")
	}
	return false
}

// complete reports whether the tokens from first to last are a whole clause.
func (p *parser) complete(kind *clauseKind, first, last int) bool {
	_, _, ok := kind.grammar.parseTokens(p.feed(kind, first, last))
	return ok
}

// display returns what candidates stand for.
func display(list []candidate) []string {
	var out []string
	for _, c := range list {
		if !slices.Contains(out, c.text) {
			out = append(out, c.text)
		}
	}
	return out
}

// wordsOf returns the words among the candidates.
func wordsOf(list []candidate) []string {
	var out []string
	for _, c := range list {
		for _, w := range c.words {
			if !slices.Contains(out, w) {
				out = append(out, w)
			}
		}
	}
	return out
}

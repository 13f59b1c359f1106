package dsl

import (
	"strings"

	"github.com/proforma-go/proforma/internal/spell"
	"github.com/proforma-go/proforma/invoice"
)

// withoutWords begin what somebody wants to leave out of the bill.
var withoutWords = []string{"not", "no", "without", "exclude", "excludes", "excluding", "except", "omit", "ignore", "skip", "unless"}

// kindsAt returns the kinds of transactions from token i on, as conditions call them, and the index after them.
func (p *parser) kindsAt(i int) (kinds []string, end int) {
	kinds, end = p.listAt(i, func(i int) bool { return p.class(i) == classKind })
	for i, k := range kinds {
		kinds[i] = strings.TrimSuffix(phraseIndex[lower(k)].value, "s")
	}
	return kinds, end
}

// noKinds returns the condition that leaves some kinds out.
func noKinds(kinds []string) string {
	if len(kinds) == 1 {
		return "kind != " + kinds[0]
	}
	return "kind not in [" + strings.Join(kinds, ", ") + "]"
}

// leftOut reports a clause that leaves something out of the bill, which is a condition: `not expenses`, `excluding customer "Acme"`. The
// vocabulary is nil where the host is not known.
func (s *stranger) leftOut(v *invoice.Vocabulary) *Diagnostic {
	first := s.first + 1
	switch {
	case s.word(s.first) == "do" && s.word(first) == "not", s.word(s.first) == "all" && (s.word(first) == "but" || s.word(first) == "except"):
		first++
	case !contains(withoutWords, s.word(s.first)):
		return nil
	}
	for contains([]string{"where", "if", "when", "include", "bill", "invoice", "for", "any", "all", "the", "in", "on"}, s.word(first)) {
		first++
	}
	condition := ""
	if kinds, end := s.kindsAt(first); len(kinds) > 0 && end == s.last {
		condition = noKinds(kinds)
	} else if v != nil {
		of := *s
		of.first = first
		if end := of.fieldEnd(v); end > first {
			condition = s.withoutField(v, first, end)
		}
	}
	if condition == "" {
		return nil
	}
	d := s.src.diagnostic(codeUnknownClause, s.src.spanOf(s.first, s.last), "what is left out of the bill is a condition", "")
	if s.where {
		d.Label = "add this to the where clause"
		return d.note("write: and %s", condition)
	}
	return d.write("where " + condition)
}

// withoutField returns the condition that leaves out what the clause names with a field between the tokens first and end.
func (s *stranger) withoutField(v *invoice.Vocabulary, first, end int) string {
	if s.saysBetween(first, s.last, "and") || s.saysBetween(first, s.last, "or") {
		return ""
	}
	f := v.Field(s.src.nameOf(first, end))
	switch text := f.Type() == invoice.TextType || f.Type() == invoice.IDType || f.Type() == invoice.ListType; {
	case end == s.last && f.Type() != invoice.BoolType:
		return ""
	case text && s.kind(end) == tokWord && !contains(operatorWords, s.word(end)):
		return s.src.slice(first, end) + " != " + quoteText(s.src.slice(end, s.last))
	}
	return s.negated(first, s.last)
}

// exceptCondition reports `except customer = "Acme"` and `except expenses`: exceptions are dates.
func (p *parser) exceptCondition(b *body, q *part, i int) bool {
	if p.trying || q.kind != exceptClause || i > q.first+2 || p.kind(i) != tokWord || phraseIndex[p.word(i)].spelling != "" && p.class(i) != classKind {
		return false
	}
	fits := p.viable(q.kind, q.first, i)
	if len(spell.Nearest(p.raw(i), wordsOf(fits))) > 0 {
		return false
	}
	d := p.add(codeUnexpected, p.src.spanOf(i, i+1), `"{word}" is not expected in the "{clause}" clause`, "", p.said(i), p.titleOf(b, q))
	p.listViable(d, q, fits)
	s := p.stranger(b, q.first, p.clauseLast(b, i), i)
	d.ask(func(c *checker) *Diagnostic {
		d := s.leftOut(c.vocabulary)
		if d != nil && d.Fix != nil && q.inClause {
			d.fixAt(Span{Start: int(c.src.tokens[q.first-1].end), End: d.Span.End}, ", "+d.Fix.Text)
		}
		return d
	})
	return true
}

// includeExcept reports kinds that an include clause leaves out: `include all except expenses through …`, `include through … except expenses`.
func (p *parser) includeExcept(b *body, q *part, i int) bool {
	first := i
	for first > q.first+1 && contains([]string{"everything", "all", "any", "except", "not", "but"}, p.word(first-1)) {
		first--
	}
	without := first
	for contains([]string{"everything", "all", "any"}, p.word(without)) {
		without++
	}
	word := without
	if p.word(without) == "but" {
		without++
	}
	if !contains(withoutWords, p.word(without)) && p.word(word) != "but" {
		return false
	}
	if contains(withoutWords, p.word(without)) {
		without++
	}
	last := p.clauseLast(b, i)
	kinds, end := p.kindsAt(without)
	switch {
	case q.kind != includeClause || len(kinds) == 0:
		return false
	case end == last && p.complete(q.kind, q.first, first):
		span := Span{Start: int(p.src.tokens[first-1].end), End: int(p.src.tokens[end-1].end)}
		p.add(codeUnexpected, p.src.spanOf(first, end), "what is left out of the bill is a condition", "write where {condition}", noKinds(kinds)).
			fixAt(span, ", where "+noKinds(kinds))
		return true
	case first != q.first+1 || end == last:
		return false
	}
	var rest []string
	for _, k := range []string{"time", "expenses", "material", "fees"} {
		if !contains(kinds, strings.TrimSuffix(k, "s")) {
			rest = append(rest, k)
		}
	}
	span := p.src.spanOf(first, end)
	if len(rest) == 0 || !p.helps(b, span, listOf(rest)) {
		return false
	}
	p.add(codeUnexpected, span, "the kinds that are billed are named", "").write(listOf(rest))
	return true
}

// notDone reports `do not merge projects` and `no split`: what a rule does not say is not done.
func (s *stranger) notDone(*invoice.Vocabulary) *Diagnostic {
	first := s.first + 1
	if s.word(s.first) == "do" && s.word(first) == "not" {
		first++
	} else if !contains(withoutWords, s.word(s.first)) {
		return nil
	}
	if w := s.word(first); w == "round" || w == "rounding" {
		d := s.src.diagnostic(codeUnknownClause, s.src.spanOf(s.first, s.last), "amounts are always rounded", "leave this out")
		return d.note(whatRounds)
	}
	switch clauseHeads[s.word(first)] {
	case mergeClause, splitClause, groupClause, notifyClause:
	default:
		return nil
	}
	d := s.src.diagnostic(codeUnknownClause, s.src.spanOf(s.first, s.last), "what a rule does not say is not done", "leave this out")
	return &d
}

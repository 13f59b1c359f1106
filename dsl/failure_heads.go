package dsl

import (
	"slices"
	"strings"

	"github.com/proforma-go/proforma/invoice"
)

// unknownHead is what is said of a clause of which nothing better is known.
const unknownHead = `unknown clause "{word}"`

// stranger is a clause that begins with no word of the language. What it was meant to be may depend on the host's names.
type stranger struct {
	*parser
	body        *body // that it stands in
	first, last int   // its tokens
	failedAt    int   // the token from which on it is no clause of a host either; last where it could be one
	after       *part // the clause before it, nil where there is none
	where       bool  // there is a condition before it
}

func (p *parser) stranger(b *body, first, last, failedAt int) *stranger {
	s := &stranger{parser: p, body: b, first: first, last: last, failedAt: failedAt}
	for _, q := range b.parts {
		if q.first < first {
			s.after, s.where = q, s.where || q.kind == whereClause
		}
	}
	return s
}

// unknown reports a clause that begins with no word of the language, and has it looked at again when the host's names are known.
func (p *parser) unknown(b *body, first, last, failedAt int) {
	if p.trying || len(p.list) > maxFindings {
		p.add(codeUnknownClause, p.src.spanOf(first, first+1), unknownHead, "", p.said(first))
		return
	}
	s := p.stranger(b, first, last, failedAt)
	p.put(*s.finding(nil)).ask(func(c *checker) *Diagnostic { return s.finding(c.vocabulary) })
}

// unknownClause reports a clause that neither the language nor the host knows.
func (c *checker) unknownClause(p *part) {
	if p.first < c.listedThrough {
		return
	}
	b := &body{first: p.first, last: p.last}
	s := &stranger{parser: &parser{findings: c.findings, doc: &Document{src: c.src}}, body: b, first: p.first, last: p.last, failedAt: p.last,
		after: c.previous, where: c.first("where") != nil}
	d := s.finding(c.vocabulary)
	if c.listItem = d.Template == unknownHead && d.Label == "" && s.goesOnList(c.vocabulary); !c.listItem {
		c.put(*d)
	}
}

// goesOnList reports whether the clause is words that seem to go on a list of values without quotes, in a condition about which something was
// said already.
func (s *stranger) goesOnList(v *invoice.Vocabulary) bool {
	if s.after == nil {
		return false
	}
	for i := s.after.last; i < s.last; i++ {
		if s.kind(i) != tokComma && s.kind(i) != tokWord {
			return false
		}
	}
	condition := &stranger{parser: s.parser, first: s.after.first, last: s.after.last}
	span := s.src.spanOf(s.after.first, s.after.last)
	return s.after.kind == whereClause && slices.ContainsFunc(s.list, func(d Diagnostic) bool {
		return d.Span.Start >= span.Start && d.Span.Start < span.End
	}) || s.after.kind == optionClause && condition.fieldEnd(v) > condition.first
}

// finding says what is wrong with the clause. The vocabulary is nil where the host is not known.
func (s *stranger) finding(v *invoice.Vocabulary) *Diagnostic {
	if s.kind(s.first) != tokWord && s.kind(s.first) != tokQuoted {
		return s.noWord()
	}
	if d := s.option(v); d != nil {
		return d
	}
	if d := s.declaration(); d != nil {
		return d
	}
	for _, meant := range []func(*invoice.Vocabulary) *Diagnostic{s.roundApart, s.turn, s.leftOut, s.notDone, s.field, s.leads, s.amountAlone, s.abroad, s.schedule, s.apart} {
		if d := meant(v); d != nil {
			return d
		}
	}
	return s.head(v)
}

// declaration reports the words that a document has beside its rules, where they are alone.
func (s *stranger) declaration() *Diagnostic {
	var d Diagnostic
	switch word := s.word(s.first); {
	case word == "rule" && s.first+1 == s.last:
		d = s.src.diagnostic(codeRuleName, s.src.spanOf(s.first, s.last), "the rule has no name", "write a name in quotes")
	case word == "rule" && s.kind(s.first+1) == tokText:
		d = s.src.diagnostic(codeUnclosedBrace, s.src.spanOf(s.first, s.last), "the rule has no clauses", "add { and } with the clauses between them")
	case word == "rule" && s.after == nil && s.kind(s.first+1) == tokWord && s.first+1 < s.last && clauseHeads[s.word(s.first+1)] == nil:
		d = s.src.diagnostic(codeRuleName, s.src.spanOf(s.first, s.last), "a rule's name needs quotes", "write the name in quotes, and its clauses between { and }")
	case word == "defaults" && s.first+1 == s.last:
		d = s.src.diagnostic(codeUnclosedBrace, s.src.spanOf(s.first, s.last), "the defaults have no clauses", "add { and } with the clauses between them")
	case word == "language" && s.first+1 == s.last && s.after == nil:
		d = s.src.diagnostic(codeLanguage, s.src.spanOf(s.first, s.last), "a language has a number from 1", "")
		return d.write("language 1")
	default:
		return nil
	}
	return &d
}

// about returns a finding about the first word.
func (s *stranger) about(label string) *Diagnostic {
	d := s.src.diagnostic(codeUnknownClause, s.src.spanOf(s.first, s.first+1), unknownHead, label, s.raw(s.first))
	return &d
}

// noWord reports a clause that begins with something else than a word.
func (s *stranger) noWord() *Diagnostic {
	raw := s.raw(s.first)
	if bound := s.amountAlone(nil); bound != nil {
		return bound
	}
	d := s.src.diagnostic(codeUnknownClause, s.src.spanOf(s.first, s.first+1), "a clause cannot begin with {word}", "", raw)
	switch s.kind(s.first) {
	case tokTime:
		if s.after != nil && s.after.kind == atClause {
			return s.oneTime(s.first)
		}
		return d.write("at " + raw)
	case tokZone:
		return d.write("in " + raw)
	case tokLParen, tokLBrack:
		inner := s.src.slice(s.first+1, s.last-1)
		if _, found, one := s.tryText(s.body, inner); one && len(found) == 0 && (s.kind(s.last-1) == tokRParen || s.kind(s.last-1) == tokRBrack) {
			d.Label = "leave the brackets out"
			return d.fixAt(s.src.spanOf(s.first, s.last), inner)
		}
	case tokOrdinal, tokNumber:
		if days := s.schedule(nil); days != nil {
			return days
		}
	case tokText:
		inner := unquote(raw)
		if first, _, _ := strings.Cut(inner, " "); clauseHeads[lower(strings.Trim(first, ","))] != nil {
			d.Label = "write it without quotes"
			return d.fix(inner)
		}
	}
	d.note("begin with a word, for example: monthly on last weekday")
	if s.after != nil {
		d.note("or join this to the clause before it")
	}
	return d.cutAtComma(s.src)
}

// option reports a clause that begins with the name of an option of the host.
func (s *stranger) option(v *invoice.Vocabulary) *Diagnostic {
	if v == nil {
		return nil
	}
	var options []string
	for _, o := range v.Options() {
		options = append(options, o.Name)
	}
	end := s.words()
	for k := end; k > s.first; k-- {
		o := v.Option(s.src.nameOf(s.first, k))
		if o == nil {
			continue
		}
		i := max(k, s.failedAt)
		if i >= s.last {
			d := s.src.diagnostic(codeOption, s.src.spanOf(s.first, s.last), `"{option}" needs a value`, optionHint(o), o.Name)
			return &d
		}
		if s.raw(i) == "=" {
			d := s.src.diagnostic(codeCharacter, s.src.spanOf(i, i+1), "no {character} stands between a clause and what it says", "leave it out", `"="`)
			return d.fixAt(turned{first: i, last: i + 1}.span(s.src), "")
		}
		d := s.src.diagnostic(codeOption, s.src.spanOf(i, s.last), `"{option}" has one value`, "leave this out", o.Name)
		return d.note("expected: %s", strings.TrimPrefix(optionHint(o), "expected "))
	}
	for k := max(end, s.first+1); k > max(s.first, end-2); k-- { // the last word may be its value
		name := s.src.nameOf(s.first, k)
		if near := nearest(name, options); len(near) > 0 {
			d := s.src.diagnostic(codeUnknownClause, s.src.spanOf(s.first, k), unknownHead, "", name)
			return d.suggest(near, nil).allow(options)
		}
	}
	return s.optionTurn(v)
}

// maxWords is how many words the name of a field or option is looked for in.
const maxWords = 12

// words returns the index after the words that the clause begins with.
func (s *stranger) words() int {
	end := s.first
	for end < min(s.last, s.first+maxWords) && (s.kind(end) == tokWord || s.kind(end) == tokQuoted) {
		end++
	}
	return end
}

// field reports a clause that begins with the name of a field: a condition without its word, or one more field or condition after a comma.
func (s *stranger) field(v *invoice.Vocabulary) *Diagnostic {
	if v == nil {
		return nil
	}
	end := s.fieldEnd(v)
	if end == s.first {
		return nil
	}
	follows := s.after != nil && s.after.last == s.first-1 && (s.kind(s.first-1) == tokComma || s.kind(s.first-1) == tokSemicolon)
	tested := end < s.last || v.Field(s.src.nameOf(s.first, end)).Type() == invoice.BoolType
	switch {
	case follows && end == s.last && (s.after.kind == mergeClause || s.after.kind == splitClause || s.after.kind == groupClause):
		d := s.src.diagnostic(codeUnknownClause, s.src.spanOf(s.first, s.last), "fields are listed with and, not with commas", "write and {field}", s.src.slice(s.first, s.last))
		return d.fixAt(s.src.spanOf(s.first-1, s.first), " and")
	case follows && s.after.kind == whereClause && tested:
		d := s.src.diagnostic(codeUnknownClause, s.src.spanOf(s.first, s.last), "conditions are joined with and, not with commas", "write and before this")
		return d.fixAt(s.src.spanOf(s.first-1, s.first), " and")
	case tested && s.where:
		d := s.src.diagnostic(codeUnknownClause, s.src.spanOf(s.first, s.last), "a rule has one condition", "join this to the where clause with and")
		return &d
	case tested:
		d := s.src.diagnostic(codeUnknownClause, s.src.spanOf(s.first, end), "a condition begins with where", "write where {field}", s.src.slice(s.first, end))
		return d.fixAt(s.src.span(int(s.src.tokens[s.first].start), int(s.src.tokens[s.first].start)), "where ")
	}
	return nil
}

// fieldEnd returns the index after the name of a field that the clause begins with, which is its first token where there is none.
func (s *stranger) fieldEnd(v *invoice.Vocabulary) int {
	end := s.words()
	for end > s.first && v.Field(s.src.nameOf(s.first, end)) == nil {
		end--
	}
	return end
}

// turn reports what other people write for the beginning of a clause.
func (s *stranger) turn(*invoice.Vocabulary) *Diagnostic {
	first := s.first
	if s.word(first) == "the" {
		first++
	}
	for _, t := range s.turnsAt(turnTable()["head"], first, first, s.last) {
		t.first = s.first
		if !s.leadsIn(t) || !s.helps(s.body, t.span(s.src), t.write) {
			continue
		}
		d := s.src.diagnostic(codeUnknownClause, s.src.spanOf(t.first, t.last), unknownHead, "", s.src.slice(t.first, t.last))
		return d.sayTurn(s.src, t)
	}
	return nil
}

// abroad reports a clause in another language.
func (s *stranger) abroad(*invoice.Vocabulary) *Diagnostic {
	for _, t := range s.turnsAt(turnTable()["abroad"], s.first, s.first, s.last) {
		d := s.src.diagnostic(codeUnknownClause, s.src.spanOf(t.first, t.last), `"{word}" is not English`, "write {instead}", s.src.slice(t.first, t.last), t.write)
		return d.note("rules are written in English; explanations of them can be read in Swedish and Norwegian too")
	}
	return nil
}

// head reports the first word of a clause that begins with no known word, and what it may have been.
func (s *stranger) head(v *invoice.Vocabulary) *Diagnostic {
	word := s.raw(s.first)
	folded := lower(word)
	if folded == "and" || folded == "or" {
		return s.about("this goes on with something that is not there").note("a rule that stands in YAML is cut at its commas; put quotes around it")
	}
	replacement, known := synonyms[folded]
	if first, _, _ := strings.Cut(replacement, " "); known && clauseHeads[first] != nil {
		d := s.about("").write(replacement).doubt(folded).allow([]string{replacement})
		helps := s.helps(s.body, d.Span, replacement)
		if !helps {
			d.Fix = nil
		}
		if helps || replacement != "except" {
			return d
		}
	}
	if folded == "exclude" || folded == "excluding" || folded == "without" || replacement == "except" {
		return s.about("").note("to leave dates out write: except July").
			note("to leave something out of the bill write a condition, such as: where project != \"P-1\"")
	}
	heads := s.scope.heads()
	if v != nil && s.scope == nil {
		for _, o := range v.Options() {
			heads = append(heads, o.Name)
		}
	}
	if near := nearest(word, heads); len(near) > 0 && (len(word) > 3 || len(word) > 2 && s.helps(s.body, s.src.spanOf(s.first, s.first+1), near[0])) {
		return s.about("").suggest(near, nil).allow(heads)
	}
	d := s.about("").note("schedule: daily, every, weekly, monthly, quarterly, yearly, manual, once; at, from, until, except, only in, adjusted to").allow(heads)
	if s.scope != nil {
		return d
	}
	list := "clauses:  include through, where, merge, split, group lines by, invoice date, entry date, status, generator, notify, min amount, max amount, name, description, active, inactive"
	if options := heads[len(s.scope.heads()):]; len(options) > 0 {
		list += ", " + listed(options)
	}
	return d.note("%s", list)
}

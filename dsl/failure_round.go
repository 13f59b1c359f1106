package dsl

import (
	"strings"

	"github.com/proforma-go/proforma/invoice"
)

// whatRounds is what a round clause can say.
const whatRounds = "write: round half up or round half even, and per line or per detail"

// roundOf reports what a round clause cannot say at token i, and what it says in another order.
func (p *parser) roundOf(b *body, q *part, i int) bool {
	return p.roundLevelFirst(b, q, i) || p.roundPer(q, i) || p.roundTo(q, i) || p.roundAway(q, i)
}

// roundLevelFirst reports `round per detail half even`.
func (p *parser) roundLevelFirst(b *body, q *part, i int) bool {
	if i != q.first+3 || p.word(i-2) != "per" || p.word(i) != "half" || i+2 != q.last {
		return false
	}
	write := p.src.slice(i, q.last) + " " + p.src.slice(i-2, i)
	span := p.src.spanOf(i-2, q.last)
	if !p.completes(b, span, write) {
		return false
	}
	p.add(codeUnexpected, span, "what is rounded stands behind how it is rounded", "").write(write)
	return true
}

// roundPer reports a level that there is not: `round per invoice`. A row may be either that there is.
func (p *parser) roundPer(q *part, i int) bool {
	if p.word(i-1) != "per" {
		return false
	}
	span := p.src.spanOf(i-1, i+1)
	switch word := p.word(i); word {
	case "row", "rows":
		p.add(codeUnexpected, span, `"{word}" can be read in two ways`, "", "per "+word).
			note("write: %s line, for the lines of a draft", shorten(p.src.slice(q.first, i))).
			note("or:    %s detail, for what a line is made of", shorten(p.src.slice(q.first, i)))
	case "invoice", "document", "draft", "bill", "total", "customer", "contract", "project", "currency", "rule", "run":
		p.add(codeUnexpected, span, "amounts are rounded per line or per detail", `not per {level}`, word).
			note("the total of a draft is the sum of its lines")
	default:
		return false
	}
	return true
}

// roundTo reports a step to round to: `round to 0.05`, `round half up to 2 decimals`.
func (p *parser) roundTo(q *part, i int) bool {
	n := i
	for n < q.last && p.kind(n) == tokWord && clauseHeads[p.word(n)] == nil {
		n++
	}
	if p.kind(n) != tokNumber || n >= q.last {
		return false
	}
	d := p.add(codeUnexpected, p.src.spanOf(i, q.last), "amounts are rounded to the smallest unit of their currency", "leave this out").
		note("rounding for cash, to 0.05 or to whole units, is made when a total is paid, not when it is drafted")
	if i == q.first+1 { // nothing else is said
		d.Label = ""
		d.note(whatRounds)
	}
	return true
}

// roundAway reports a mode that there is not: `round up`, `round half down`.
func (p *parser) roundAway(q *part, i int) bool {
	word := p.word(i)
	if i > q.first+2 || !contains([]string{"up", "down", "off", "odd", "floor", "ceil", "ceiling", "truncate", "never", "none", "no", "to", "towards", "toward",
		"nearest", "always", "normally"}, word) {
		return false
	}
	p.add(codeUnexpected, p.src.spanOf(q.first+1, i+1), "amounts are rounded half up or half even", "").
		note("amounts go to the nearer unit, and only those in the very middle up or to the even one").note(whatRounds)
	return true
}

// bankersApostrophe reports `banker's rounding`, whose apostrophe begins the text of token i.
func (p *parser) bankersApostrophe(i int) bool {
	word := p.word(i - 1)
	said := "'s rounding"
	if word == "bankers" {
		said = "' rounding"
	}
	first, start := i-1, int(p.src.tokens[i].start)
	if p.word(first-1) == "use" {
		first--
	}
	if word != "banker" && word != "bankers" || !p.beginsClause(first) || !strings.HasPrefix(lower(p.raw(i)), said) {
		return false
	}
	span := p.src.span(int(p.src.tokens[first].start), start+len(said))
	p.add(codeUnclosedText, span, "an apostrophe begins a text", "").write("round half even")
	return true
}

// roundApart reports the other half of a round clause, set off by a comma: `round half even, per detail`.
func (s *stranger) roundApart(*invoice.Vocabulary) *Diagnostic {
	if s.after == nil || s.after.kind != roundClause || s.word(s.first) != "per" && s.word(s.first) != "half" {
		return nil
	}
	before, rest := s.src.slice(s.after.first+1, s.after.last), s.src.slice(s.first, s.last)
	d := s.src.diagnostic(codeUnknownClause, s.src.spanOf(s.first, s.last), `"{word}" belongs to the clause before it`, "", rest)
	for _, both := range []string{before + " " + rest, rest + " " + before} {
		if _, found, one := s.tryText(s.body, "round "+both); one && len(found) == 0 && s.after.last == s.first-1 {
			d.Label = "write round " + shorten(both)
			return d.fixAt(s.src.spanOf(s.after.first+1, s.last), both)
		}
	}
	return d.note("a rule rounds in one way; %s", whatRounds)
}

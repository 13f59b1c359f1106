package dsl

import (
	"cmp"
	"slices"
	"strings"
)

// turn is a turn of phrase that people use, and the words that the language has for it.
type turn struct {
	said  []string // in lower case
	write string   // "": nothing stands for it
}

// turned is a turn of phrase in a text: the tokens from first to last, and what to write for them.
type turned struct {
	first, last int
	write       string
	head        bool // it begins a clause
}

// turnsAt returns the turns of phrase of a list whose words stand between the tokens first and last and end before token i or go beyond
// it, the longest first.
func (p *parser) turnsAt(list []turn, first, i, last int) []turned {
	var found []turned
	for _, t := range list {
		n := len(t.said)
		for j := max(first, i-n); j <= i && j+n <= last; j++ {
			if p.saysAt(j, t.said) {
				found = append(found, turned{first: j, last: j + n, write: t.write})
				break
			}
		}
	}
	slices.SortStableFunc(found, func(a, b turned) int { return cmp.Compare(b.last-b.first, a.last-a.first) })
	return found
}

// saysAt reports whether the tokens from i on are some words.
func (p *parser) saysAt(i int, words []string) bool {
	for k, w := range words {
		switch p.kind(i + k) {
		case tokWord, tokOp, tokOrdinal, tokNumber:
			if lower(p.raw(i+k)) == w {
				continue
			}
		}
		return false
	}
	return true
}

// span returns where a turn of phrase stands; one that is to be left out takes the space on one side of it along, and a whole clause the
// comma before it.
func (t turned) span(src *source) Span {
	span := src.spanOf(t.first, t.last)
	if t.write != "" {
		return span
	}
	switch src.tokens[t.last].kind {
	case tokNewline, tokComma, tokSemicolon, tokRBrace, tokComment, tokEOF:
		before := t.first - 1
		if before > 0 && (src.tokens[before].kind == tokComma || src.tokens[before].kind == tokSemicolon) {
			before--
		}
		if before >= 0 && src.tokens[before].kind != tokNewline {
			span.Start = int(src.tokens[before].end)
		}
	default:
		span.End = int(src.tokens[t.last].start)
	}
	return span
}

// turnOf returns the turn of phrase around token i of a clause with which the clause can be read further. It may go beyond the part of a
// schedule that cannot be read.
func (p *parser) turnOf(b *body, q *part, i int) (t turned, ok bool) {
	first, last := p.clauseAround(b, int(p.src.tokens[q.first].start))
	list := turnsOf(q.kind)
	for _, other := range b.parts {
		if other.first >= first && other.kind != q.kind {
			list = slices.Concat(list, turnsOf(other.kind))
		}
	}
	if !q.inClause {
		for _, t := range p.turnsAt(turnTable()["head"], first, i, last) {
			if t.first == first && p.leadsIn(t) && p.helps(b, t.span(p.src), t.write) {
				t.head = true
				return t, true
			}
		}
	}
	for _, t := range p.turnsAt(list, first, i, last) {
		if t.write == "by" && p.word(t.last) == "projects" { // merge on projects
			continue
		}
		fits := p.helps
		if t.last <= i && i == q.last || t.last == last { // nothing follows that would finish the part
			fits = p.completes
		}
		if fits(b, t.span(p.src), t.write) {
			return t, true
		}
	}
	return t, false
}

// leadsIn reports whether what follows a turn of phrase that stands for nothing is a clause, or nothing.
func (p *parser) leadsIn(t turned) bool {
	return t.write != "" || p.endsClause(t.last) || clauseHeads[p.word(t.last)] != nil
}

// sayTurn offers what to write for a turn of phrase.
func (d *Diagnostic) sayTurn(src *source, t turned) *Diagnostic {
	d.Label = "write " + shorten(t.write)
	if t.write == "" {
		d.Label = "leave this out"
	}
	return d.fixAt(t.span(src), t.write)
}

// helps reports whether the clause around a span can be read up to some text in place of the span and beyond the token after it.
func (p *parser) helps(b *body, span Span, write string) bool {
	found, reached, ok := p.try(b, span, write)
	return ok && !slices.ContainsFunc(found, func(d Diagnostic) bool { return d.Span.Start < reached })
}

// completes reports whether nothing at all is wrong with the clause around a span, with some text in place of the span.
func (p *parser) completes(b *body, span Span, write string) bool {
	found, _, ok := p.try(b, span, write)
	return ok && len(found) == 0
}

// try reads the clause around a span with some text in place of the span. Reached is where the token after that text ends, and ok false
// where it would be more than one clause, or reading it would cost too much.
func (p *parser) try(b *body, span Span, write string) (found Diagnostics, reached int, ok bool) {
	first, last := p.clauseAround(b, span.Start)
	if p.trying || first >= last || !p.affords(2*(last-first)) {
		return nil, 0, false
	}
	start, end := min(span.Start, int(p.src.tokens[first].start)), max(span.End, int(p.src.tokens[last-1].end))
	text := p.src.text[start:span.Start] + write + p.src.text[span.End:end]
	if strings.TrimSpace(text) == "" { // the whole clause goes, with what set it off
		return nil, 0, true
	}
	src, found, ok := p.tryText(b, text)
	if !ok {
		return nil, 0, false
	}
	written := span.Start - start + len(write)
	for i := len(src.tokens) - 2; i >= 0 && int(src.tokens[i].start) >= written; i-- {
		reached = int(src.tokens[i].end)
	}
	return found, max(reached, written), true
}

// tryText reads another text for a clause of the body; ok is false where it would be more than one clause.
func (p *parser) tryText(b *body, text string) (src *source, found Diagnostics, ok bool) {
	src = &source{text: text, tokens: scan(text)}
	n := len(src.tokens) - 1
	trial := parser{findings: &findings{src: src, scope: p.scope}, doc: p.doc, probed: p.probed, trying: true}
	whole := &body{first: 0, last: n}
	if len(b.parts) > 0 && b.parts[0].kind == anchorClause {
		_ = trial.sound(0, n) && trial.parse(whole, anchorClause, 0, n, false)
	} else if trial.clauseEnd(0, whole) < n {
		return nil, nil, false
	} else {
		trial.clause(whole, 0, n)
	}
	return src, trial.list, true
}

// nextLine returns the token with which the next line begins, where a clause that ends with part q goes on there: where both lines together
// are one clause, and the second alone is none. That line is not read on its own then.
func (p *parser) nextLine(b *body, q *part) (next int, ok bool) {
	next = p.after(q.last)
	if p.trying || q.kind == statusClause || p.kind(q.last) != tokNewline || next >= b.last || clauseHeads[p.word(next)] != nil && p.word(next) != "on" {
		return 0, false
	}
	first, _ := p.clauseAround(b, int(p.src.tokens[q.first].start))
	end := p.clauseEnd(next, b)
	from, last := p.trim(next, end)
	if from >= last || !p.affords(2*(last-first)) {
		return 0, false
	}
	if _, found, one := p.tryText(b, p.src.slice(first, q.last)+" "+p.src.slice(from, last)); !one || len(found) > 0 {
		return 0, false
	}
	p.readTo = end
	return next, true
}

// clauseAround returns the tokens of the clause in which an offset lies.
func (p *parser) clauseAround(b *body, offset int) (first, last int) {
	for start := b.first; start < b.last; {
		end := p.clauseEnd(start, b)
		if end >= b.last || int(p.src.tokens[end].start) >= offset {
			return p.trim(start, end)
		}
		start = end + 1
	}
	return p.trim(b.first, b.last)
}

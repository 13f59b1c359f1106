package dsl

import "strings"

// clauses splits a body into clauses and parses each.
func (p *parser) clauses(b *body, head int) {
	if b.first >= b.last {
		return
	}
	if size := p.src.weight(b.first, b.last); size > MaxRule {
		p.tooLong(p.scope.called(), p.src.spanOf(head, head+1), size)
		b.failed = true
		return
	}
	start := b.first
	if next := p.foreign(b); next > start {
		start, b.failed = next, true
	}
	count := 0
	for start < b.last {
		end := p.clauseEnd(start, b)
		first, last := p.trim(start, end)
		if first < last {
			if count++; count > MaxClauses {
				p.add(codeManyClauses, p.src.spanOf(first, last), "this rule has too many clauses", "at most {most} are read", MaxClauses)
				b.failed = true
				return
			}
			p.clause(b, first, last)
		}
		end = max(end, p.readTo)
		b.ends = append(b.ends, end)
		start = end + 1
	}
}

// trim takes comments and line breaks off both ends.
func (p *parser) trim(first, last int) (int, int) {
	for first < last && (p.kind(first) == tokNewline || p.kind(first) == tokComment) {
		first++
	}
	for first < last && (p.kind(last-1) == tokNewline || p.kind(last-1) == tokComment) {
		last--
	}
	return first, last
}

// clauseEnd returns the index of the separator that ends the clause which begins at start, or the end of the body.
func (p *parser) clauseEnd(start int, b *body) int {
	depth, seen := 0, -1
	for i := start; i < b.last; i++ {
		switch p.kind(i) {
		case tokComment:
		case tokLParen, tokLBrack:
			depth++
			seen = i
		case tokRParen, tokRBrack:
			depth = max(0, depth-1)
			seen = i
		case tokSemicolon:
			if depth == 0 {
				return i
			}
		case tokComma:
			if depth == 0 && !p.continues(start, i, b) {
				return i
			}
			seen = i
		case tokNewline:
			if seen < 0 || depth > 0 {
				break
			}
			if !p.goesOn(start, seen, i, b) {
				return i
			}
			i = min(p.after(i), b.last) - 1
		default:
			seen = i
		}
	}
	return b.last
}

// continues reports whether a list goes on after the comma at token i: whether what follows cannot begin a clause.
func (p *parser) continues(start, i int, b *body) bool {
	next := p.after(i + 1)
	if next >= b.last {
		return false
	}
	switch p.kind(next) {
	case tokNumber, tokDate, tokOrdinal, tokText:
		return true
	case tokBad:
		switch p.src.tokens[next].flaw {
		case flawAddress, flawTypographic, flawUnclosed, flawDate:
			return true
		}
		return false
	case tokWord:
	default:
		return false
	}
	w := p.word(next)
	switch w {
	case "holidays":
		return p.kind(next+1) != tokText && (p.kind(next+1) != tokWord || p.word(next+1) == "and" || clauseHeads[p.word(next+1)] != nil)
	case "group":
		return p.kind(next+1) == tokText
	case "day", "days":
		return p.kind(next+1) == tokNumber
	}
	if phraseIndex[w].class == classKind {
		return p.word(start) == "include" && phraseIndex[p.word(i-1)].class == classKind
	}
	return continuesList(w)
}

// continuesList reports whether a list goes on where a word stands after a comma, whatever follows it.
func continuesList(w string) bool {
	switch w {
	case "and", "the", "business", "user", "last":
		return true
	}
	switch phraseIndex[w].class {
	case classOrdinal, classWeekday, classMonth:
		return true
	}
	return false
}

// goesOn reports whether a clause goes on after the line break at token i; seen is the last token before it.
func (p *parser) goesOn(start, seen, i int, b *body) bool {
	switch p.kind(seen) {
	case tokOp, tokComma:
		return true
	case tokWord:
		switch p.word(seen) {
		case "and", "or", "not", "in":
			return true
		}
	}
	next := p.after(i)
	if next >= b.last {
		return false
	}
	switch p.word(next) {
	case "and", "or":
		return true
	}
	return false
}

// clause parses the tokens of one clause. A schedule is parsed piece by piece: what it says of days, time, bounds and exceptions.
func (p *parser) clause(b *body, first, last int) {
	if !p.sound(first, last) {
		b.failed = true
		b.parts = append(b.parts, &part{kind: p.kindOf(first), head: p.word(first), first: first, last: last})
		return
	}
	kind := p.kindOf(first)
	if p.outside(kind, first, last) {
		b.failed = true
		return
	}
	if kind == nil {
		p.unknown(b, first, last, first)
		b.failed = true
		return
	}
	if kind != scheduleClause && !kind.timing {
		p.parse(b, kind, first, last, false)
		return
	}
	for start := first; start < last; {
		end := start + 1
		for end < last && !p.startsTiming(end, start) {
			end++
		}
		if !p.parse(b, p.kindOf(start), start, end, start > first) && !p.mended(start, end) {
			return
		}
		start = end
	}
}

// mended reports whether the last finding is about the tokens from first to last alone, and has a fix: then what follows them can be read too.
func (p *parser) mended(first, last int) bool {
	if p.trying || len(p.list) == 0 {
		return false
	}
	span, d := p.src.spanOf(first, last), p.list[len(p.list)-1]
	if d.Fix == nil || clauseHeads[lower(d.Fix.Text)] != nil { // "ony in January": what follows belongs to the word that is meant
		return false
	}
	return d.Fix.Span.Start > span.Start && d.Fix.Span.End <= span.End
}

// startsTiming reports whether a new piece of a schedule begins at token i.
func (p *parser) startsTiming(i, start int) bool {
	w := p.word(i)
	k := clauseHeads[w]
	if k == nil || !k.timing {
		return false
	}
	if w == "in" {
		head := p.word(start)
		return head != "at" && head != "except" && head != "only" && head != "in"
	}
	return true
}

// kindOf returns the kind of the clause that begins at a token; nil where it begins with no word at all.
func (p *parser) kindOf(first int) *clauseKind {
	switch p.kind(first) {
	case tokWord:
		w := p.word(first)
		if w == "the" && p.kind(first+1) == tokWord {
			w = p.word(first + 1)
		}
		if k := clauseHeads[w]; k != nil {
			return k
		}
		return optionClause
	case tokQuoted:
		return optionClause
	}
	return nil
}

// parse has participle parse the tokens of one part.
func (p *parser) parse(b *body, kind *clauseKind, first, last int, inClause bool) bool {
	q := &part{kind: kind, head: strings.ToLower(p.src.textOf(first)), first: first, last: last, inClause: inClause}
	n, failedAt, ok := kind.grammar.parseTokens(p.feed(kind, first, last))
	b.parts = append(b.parts, q)
	if ok && (q.kind != optionClause || last > first+1 || b.listsFields()) {
		q.node = n
		return true
	}
	b.failed = true
	if q.kind == optionClause {
		if ok {
			failedAt = last
		}
		if ok || !p.specialNumber(q, failedAt) {
			p.unknown(b, first, last, failedAt)
		}
		return false
	}
	p.corrected = nil
	for !ok && len(p.corrected) < maxCorrections {
		word := p.explainFailure(b, q, failedAt)
		if word == "" {
			break
		}
		p.corrected = append(p.corrected, correction{failedAt, word})
		_, failedAt, ok = kind.grammar.parseTokens(p.feed(kind, first, last))
	}
	p.corrected = nil
	return false
}

// listsFields reports whether the last part but one lists fields or has a condition, so that a single word after a comma may be one more
// field or value.
func (b *body) listsFields() bool {
	if len(b.parts) < 2 {
		return false
	}
	switch b.parts[len(b.parts)-2].kind {
	case mergeClause, splitClause, groupClause, whereClause, optionClause:
		return true
	}
	return false
}

// maxCorrections is how many misspelt words of one clause are reported.
const maxCorrections = 4

// sound reports what can be told of a clause without its grammar: bad tokens, depth, size.
func (p *parser) sound(first, last int) bool {
	ok := true
	depth, items, comma := 0, 1, -1
	var open []int
	for i := first; i < last; i++ {
		switch p.kind(i) {
		case tokBad:
			if ok = false; i >= p.reported {
				p.badToken(p.kindOf(first), i)
			}
		case tokNewline, tokComment:
			continue
		case tokLParen, tokLBrack:
			open = append(open, i)
			if depth++; depth == MaxDepth+1 {
				p.add(codeDepth, p.src.spanOf(i, i+1), "this condition is too deep", "at most {most} parentheses within each other are read", MaxDepth)
				return false
			}
		case tokRParen, tokRBrack:
			depth--
			if len(open) == 0 {
				p.closesNothing(i, last)
				return false
			}
			if pair := p.src.textOf(open[len(open)-1]) + p.src.textOf(i); pair != "()" && pair != "[]" {
				p.add(codeBracket, p.src.spanOf(i, i+1), "{bracket} does not close {open}", "", p.src.textOf(i), p.src.textOf(open[len(open)-1])).
					also(p.src.spanOf(open[len(open)-1], open[len(open)-1]+1), "opened here")
				return false
			}
			open = open[:len(open)-1]
		case tokLBrace:
			p.looseBrace(i)
			return false
		}
		if closes := p.kind(i) == tokRParen || p.kind(i) == tokRBrack; comma >= 0 && !closes {
			items++ // a comma after the last one begins none
		}
		if items > MaxItems {
			p.add(codeManyItems, p.src.spanOf(comma, comma+1), "this list is too long", "at most {most} items are read", MaxItems)
			return false
		}
		if comma = -1; p.kind(i) == tokComma {
			comma = i
		}
	}
	if len(open) > 0 && ok {
		i := open[len(open)-1]
		closer := ")"
		if p.kind(i) == tokLBrack {
			closer = "]"
		}
		p.add(codeBracket, p.src.spanOf(i, i+1), "this {bracket} is never closed", "", p.src.textOf(i)).note("add %s after the last value", closer).cutAtComma(p.src)
		return false
	}
	return ok
}

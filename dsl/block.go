package dsl

import (
	"slices"
	"strings"
)

// startsRule reports whether the position is at `rule "name" {`, or at something that can be nothing else.
func (p *parser) startsRule() bool {
	if p.word(p.pos) != "rule" {
		return false
	}
	if _, _, ok := p.swallowed(); ok {
		return true
	}
	next := p.after(p.pos + 1)
	switch p.kind(next) {
	case tokText, tokLBrace:
		return true
	case tokBad, tokWord, tokQuoted:
		for p.kind(next) == tokWord || p.kind(next) == tokQuoted || p.kind(next) == tokBad {
			next++
		}
		return p.kind(p.after(next)) == tokLBrace
	}
	return false
}

// swallowed returns the token in which the { of a rule, whose first word is at the position, is swallowed by a quote without its partner, or by a comment, and the name before it.
func (p *parser) swallowed() (i int, name string, ok bool) {
	for i = p.pos + 1; p.kind(i) == tokWord || p.kind(i) == tokNumber || p.kind(i) == tokText; i++ {
	}
	if p.kind(i) != tokComment && (p.kind(i) != tokBad || p.src.tokens[i].flaw != flawUnclosed) {
		return 0, "", false
	}
	text, ok := strings.CutSuffix(strings.TrimRight(p.src.slice(p.pos+1, i+1), " \t\r"), "{")
	name = strings.Trim(text, " \"'`´“”„‘’")
	return i, name, ok && name != ""
}

// rule reads `rule "name" { … }`.
func (p *parser) rule() {
	r := &ruleText{head: p.pos, named: -1}
	if i, name, ok := p.swallowed(); ok {
		r.name = name
		if p.kind(p.pos+1) == tokText { // rule "A" # of Acme {
			r.name = unquote(p.raw(p.pos + 1))
			p.add(codeRuleName, p.src.spanOf(i, i+1), "a comment hides the { of the rule", "write { before it").fix("{ " + strings.TrimRight(p.raw(i), "{ "))
		} else {
			p.add(codeRuleName, p.src.spanOf(p.pos+1, i+1), "a rule's name needs quotes", "").write(quoteText(name) + " {")
		}
		r.body = p.block(p.pos, i+1, i, r.called())
		p.doc.rules = append(p.doc.rules, r)
		return
	}
	next := p.after(p.pos + 1)
	switch p.kind(next) {
	case tokText:
		r.name, r.named = unquote(p.src.textOf(next)), next
		if strings.TrimSpace(r.name) == "" {
			p.add(codeRuleName, p.src.spanOf(next, next+1), "a rule's name cannot be empty", "write a name")
		}
		next++
	case tokLBrace:
		p.add(codeRuleName, p.src.span(int(p.src.tokens[p.pos].end), int(p.src.tokens[p.pos].end)), "the rule has no name", `write a name in quotes`)
	default:
		first := next
		for p.kind(next) != tokLBrace && p.kind(next) != tokNewline && p.kind(next) != tokEOF {
			next++
		}
		if p.kind(first) == tokBad && p.src.tokens[first].flaw != flawCharacter {
			p.badToken(nil, first)
		} else if (p.kind(first) == tokBad || p.word(first) == "defaults") && p.startsHeading() {
			p.heading()
			return
		} else {
			text := strings.Trim(p.src.slice(first, next), "`")
			p.add(codeRuleName, p.src.spanOf(first, next), "a rule's name needs quotes", "").write(quoteText(text))
		}
	}
	switch {
	case p.kind(p.after(next)) == tokLBrace:
		open := p.after(next)
		r.body = p.block(p.pos, open+1, open, r.called())
	case p.startsHeading():
		p.heading()
		return
	default:
		r.body = p.braceless(p.pos, next, r.called())
	}
	p.doc.rules = append(p.doc.rules, r)
}

// called returns what messages call the rule.
func (r *ruleText) called() string {
	if r.name == "" {
		return "the rule"
	}
	return "rule " + quoteText(r.name)
}

// block reads the clauses from a token on to the }. Open is the token of the {. Where the } is missing, the block ends before the next rule.
func (p *parser) block(head, first, open int, what string) *body {
	b := p.blockFrom(first)
	switch p.pos = b.last; {
	case p.kind(b.last) == tokRBrace:
		p.pos++
	case p.kind(b.last) == tokRBrack || p.kind(b.last) == tokRParen:
		b.failed = true
		p.add(codeBracket, p.src.spanOf(b.last, b.last+1), "{bracket} does not close {", "", p.raw(b.last)).write("}").
			also(p.src.spanOf(open, open+1), "opened here")
		p.pos++
	case p.hidesBrace(b.last - 1):
		b.failed = true
	case p.closesLater(first):
		b.failed, p.opened = true, true
		p.add(codeUnclosedBrace, p.src.spanOf(b.last, b.last+1), "a rule cannot stand in another block", "close {block} before it", what).
			also(p.src.spanOf(open, open+1), "opened here")
	default:
		b.failed = true
		_, last := p.trim(open, b.last)
		d := p.add(codeUnclosedBrace, p.src.spanOf(open, open+1), "this { is never closed", "").note("add } after the last clause of %s", what)
		d.insert(p.src.spanOf(last-1, last), p.closing(open, b.last))
	}
	p.clauses(b, head)
	return b
}

// hidesBrace reports whether token i is a text without its closing quote that has a } at its end. Nothing is said of that brace then.
func (p *parser) hidesBrace(i int) bool {
	for p.kind(i) == tokNewline {
		i--
	}
	return p.kind(i) == tokBad && p.src.tokens[i].flaw == flawUnclosed && strings.HasSuffix(strings.TrimSpace(p.raw(i)), "}")
}

// closesLater reports whether the braces from a token on close one more than they open.
func (p *parser) closesLater(first int) bool {
	if p.lowest == nil {
		p.lowest = make([]int32, len(p.src.tokens)+1)
		for i := len(p.src.tokens) - 1; i >= 0; i-- {
			p.lowest[i] = min(0, p.lowest[i+1])
			switch p.kind(i) {
			case tokLBrace:
				p.lowest[i]++
			case tokRBrace:
				p.lowest[i]--
			}
		}
	}
	return p.lowest[min(first, len(p.src.tokens))] < 0
}

// closing returns what is to be written after the last of some tokens to close a block: a brace, on a line of its own where the block has
// several lines.
func (p *parser) closing(first, last int) string {
	_, end := p.trim(first, last)
	for i := first; i < min(end+1, last); i++ {
		if k := p.kind(i); k == tokNewline && i < end || k == tokComment {
			return "\n}"
		}
	}
	return " }"
}

// braceless reads the clauses after the name of a rule that lacks its braces.
func (p *parser) braceless(head, next int, what string) *body {
	sign := next // `rule "A": daily`
	for k := p.kind(sign); k == tokBad && p.src.tokens[sign].flaw == flawCharacter || k == tokComma || k == tokOp; k = p.kind(sign) {
		sign++
	}
	b := p.blockFrom(sign)
	p.pos = b.last
	b.failed = true
	if raw := p.raw(next - 1); p.kind(next-1) == tokText && strings.Contains(raw, "{") { // rule "A { where customer = "x" }
		quote := int(p.src.tokens[next-1].start)
		end := quote + len(strings.TrimRight(raw[:strings.IndexByte(raw, '{')], " "))
		p.add(codeUnclosedText, p.src.span(quote, quote+1), "this text is never closed", "opened here").fixAt(p.src.span(end, end), raw[:1])
		if b.first = b.last; p.kind(b.last) == tokRBrace {
			p.pos++
		}
		return b
	}
	first, last := p.trim(sign, b.last)
	if first == last {
		p.add(codeUnclosedBrace, p.src.spanOf(head, next), "{rule} has no clauses", "add { and } with the clauses between them", what)
		return b
	}
	d := p.add(codeUnclosedBrace, p.src.spanOf(head, next), "the clauses of {rule} lack their braces", "write { after this, and } after the clauses", what)
	if bracket := p.kind(first) == tokLParen || p.kind(first) == tokLBrack; bracket {
		b.first = b.last // which is what the clauses are in
		return b
	}
	end := p.src.spanOf(last-1, last)
	if p.word(first) == "begin" || p.word(first) == "do" { // as other languages have it
		sign, b.first = first+1, first+1
	}
	if p.word(last-1) == "end" && p.beginsClause(last-1) {
		b.last = last - 1
	}
	if p.kind(b.last) == tokRBrace { // it is there, and the { is not
		p.pos, d.Label = b.last+1, "write { after this"
		d.fixAt(Span{Start: int(p.src.tokens[next-1].end), End: int(p.src.tokens[sign-1].end)}, " {")
	} else {
		_, last := p.trim(sign, b.last)
		rest := p.src.text[p.src.tokens[sign-1].end:p.src.tokens[last-1].end]
		d.fixAt(Span{Start: int(p.src.tokens[next-1].end), End: end.End}, " {"+rest+p.closing(sign, b.last))
	}
	p.clauses(b, head)
	return b
}

// blockFrom finds the end of a block whose first token is given: a }, the next rule, the end of the text, or another closing bracket on a
// line of its own.
func (p *parser) blockFrom(first int) *body {
	end, open := first, 0
	for ; p.kind(end) != tokRBrace && p.kind(end) != tokEOF && !p.nextRule(end); end++ {
		switch p.kind(end) {
		case tokLBrack, tokLParen:
			open++
		case tokRBrack, tokRParen:
			if open == 0 && p.kind(end-1) == tokNewline && p.endsClause(end+1) {
				return &body{first: first, last: end}
			}
			open--
		}
	}
	return &body{first: first, last: end}
}

// nextRule reports whether a new rule begins at token i, at the beginning of a line.
func (p *parser) nextRule(i int) bool {
	return i > 0 && p.kind(i-1) == tokNewline && p.word(i) == "rule" && p.kind(p.after(i+1)) == tokText
}

// startsHeading reports whether words, signs and at most one name stand before a { at the position: what must be meant for `rule "name"` or
// `defaults`.
func (p *parser) startsHeading() bool {
	i, texts, words := p.pos, 0, 0
	if p.word(i) == "rule" && p.kind(i+1) == tokText { // nothing else can be meant, whatever stands before the {
		for i++; p.kind(i) != tokLBrace && p.kind(i) != tokNewline && p.kind(i) != tokEOF && p.kind(i) != tokRBrace; i++ {
		}
		return p.kind(i) == tokLBrace
	}
	for ; ; i++ {
		switch p.kind(i) {
		case tokText:
			texts++
			continue
		case tokWord, tokQuoted, tokNumber, tokOrdinal:
			words++
			continue
		case tokBad:
			if p.src.tokens[i].flaw != flawCharacter {
				return false
			}
			continue
		case tokOp:
			continue
		case tokComma:
			if p.kind(i+1) == tokLBrace {
				continue
			}
			return false
		}
		break
	}
	if p.kind(i) != tokLBrace || texts+words == 0 {
		return false
	}
	return texts > 0 || clauseHeads[p.word(p.pos)] == nil
}

// heading reads a block whose heading is not as it must be.
func (p *parser) heading() {
	head := p.pos
	var said []int // without signs
	brace := head
	for ; p.kind(brace) != tokLBrace; brace++ {
		switch p.kind(brace) {
		case tokWord, tokQuoted, tokText, tokNumber, tokOrdinal:
			said = append(said, brace)
		}
	}
	if w := p.word(head); (w == "rule" || w == "rules") && len(said) == 1 && p.word(p.after(brace+1)) == "rule" {
		p.add(codeBracket, p.src.spanOf(head, brace+1), "{ stands only after rule and defaults", "leave this out, and the } that closes it")
		p.pos, p.opened = brace+1, true
		return
	}
	r, write := p.headed(said)
	span, message := p.src.spanOf(head, brace), "{ stands only after rule and defaults"
	texts, other := 0, -1 // a word that belongs to no heading
	for _, i := range said {
		if p.kind(i) == tokText {
			texts++
		} else if w := p.word(i); w != "" && write != "defaults" && w != "new" && len(nearest(w, []string{"rule"})) == 0 && w != "rule" {
			other = i
		}
	}
	switch {
	case texts > 1:
		p.add(codeBracket, span, "a rule has one name", "leave the others out")
	case texts == 1 && other >= 0:
		p.add(codeBracket, p.src.spanOf(other, other+1), message, "write {instead}, and this between the braces", write)
	case p.word(said[0]) == "defaults" && write != "defaults":
		p.add(codeBracket, span, message, "write defaults, and the rest between the braces")
	default:
		p.add(codeBracket, span, message, "").write(write)
	}
	b := p.block(head, brace+1, brace, r.called())
	b.failed = true
	if write == "defaults" {
		p.doc.defaults = append(p.doc.defaults, b)
		return
	}
	r.body, r.head = b, head
	p.doc.rules = append(p.doc.rules, r)
}

// headed returns the rule that a heading must be meant for, and how that is written: `defaults`, for a heading that means that.
func (p *parser) headed(said []int) (r *ruleText, write string) {
	r = &ruleText{named: said[0]}
	first, last := p.word(said[0]), p.word(said[len(said)-1])
	alone := len(said) == 1 || len(said) == 2 && (first == "rule" || p.kind(said[1]) == tokText)
	if alone && (first == "defaults" || last == "defaults") || len(said) == 1 && (contains([]string{"default", "common", "global", "settings"}, last) || len(nearest(last, []string{"defaults"})) > 0) {
		return r, "defaults"
	}
	if i := slices.IndexFunc(said, func(i int) bool { return p.kind(i) == tokText }); i >= 0 {
		r.named = said[i]
		r.name = unquote(p.raw(r.named))
		return r, "rule " + p.raw(r.named)
	}
	if len(said) > 1 && (first == "rule" || first == "rules") {
		said = said[1:]
	}
	r.name = p.src.slice(said[0], said[len(said)-1]+1)
	return r, "rule " + quoteText(r.name)
}

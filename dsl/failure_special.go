package dsl

import "strings"

// special recognises mistakes that deserve a better message than a list of words. It reports whether it made a finding.
func (p *parser) special(b *body, q *part, i int) bool {
	switch {
	case p.specialNumber(q, i), p.doubled(b, q, i), p.needlessComma(b, i), q.kind != whereClause && p.signAfterHead(i):
		return true
	case (q.kind.grammar.mode == phrases || q.kind == whereClause) && p.specialDay(b, q, i):
		return true
	case q.kind == whereClause:
		return p.specialCondition(b, q, i)
	case p.needless(b, q, i), p.includeExcept(b, q, i), p.andInclude(b, q, i), p.outcomeFirst(b, q, i):
		return true
	case q.kind == atClause && i == q.first+1 && p.boundAlone(b, q):
		return true
	case q.kind == flagClause && p.bothFlags(q, i), p.turnOfPhrase(b, q, i):
		return true
	}
	if q.kind == scheduleClause || q.kind.timing {
		return p.exceptBetween(q, i) || p.monthRange(b, q, i) || p.lostInclude(b, q, i) || p.conditionAfter(b, q, i) || p.secondSchedule(q, i) || p.specialSchedule(b, q, i) || p.exceptCondition(b, q, i) || q.kind == scheduleClause && p.orDay(b, i)
	}
	switch q.kind {
	case includeClause, invoiceDateClause, entryDateClause, anchorClause:
		return p.specialAnchor(b, q, i)
	case mergeClause, splitClause:
		return p.missingBy(b, q, i)
	case groupClause:
		return p.groupWhat(q, i)
	case limitClause:
		return p.limitOf(q, i)
	case roundClause:
		return p.roundOf(b, q, i)
	case generatorClause, nameClause, descriptionClause, notifyClause, holidaysClause:
		return p.kind(i) == tokWord && p.unquoted(b, q, i)
	}
	return false
}

// needlessComma reports a comma without which the clause can be read, as in `weekly, Monday`.
func (p *parser) needlessComma(b *body, i int) bool {
	span := p.src.spanOf(i, i+1)
	if p.kind(i) != tokComma || p.word(i+1) == "and" || p.word(i+1) == "or" || !p.helps(b, span, "") {
		return false
	}
	if p.inWhere(i) && p.kind(i+1) == tokWord && !p.inList(&part{}, i) {
		p.add(codeUnexpected, span, "conditions are joined with and, not with commas", "write and").fixAt(Span{Start: int(p.src.tokens[i-1].end), End: span.End}, " and")
		return true
	}
	p.add(codeUnexpected, span, "no comma stands here", "leave it out").fix("")
	return true
}

// secondSchedule reports `monthly every 2 months`.
func (p *parser) secondSchedule(q *part, i int) bool {
	if q.kind != scheduleClause && !q.kind.timing || clauseHeads[p.word(i)] != scheduleClause || p.word(i) == "on" {
		return false
	}
	p.add(codeTwoSchedules, p.src.spanOf(i, i+1), "a rule has one schedule", "keep one of them").also(p.src.spanOf(q.first, q.first+1), "the other is here")
	return true
}

// doubled reports a word that is there twice.
func (p *parser) doubled(b *body, q *part, i int) bool {
	t := turned{first: i, last: i + 1}
	if i <= q.first || p.word(i) == "" || p.word(i) != p.word(i-1) || !p.helps(b, t.span(p.src), "") {
		return false
	}
	p.add(codeUnexpected, p.src.spanOf(i, i+1), `"{word}" is there twice`, "", p.raw(i)).sayTurn(p.src, t)
	return true
}

// orDay reports `monthly on day 1 or day 15`.
func (p *parser) orDay(b *body, i int) bool {
	span := p.src.spanOf(i, i+1)
	if p.word(i) != "or" {
		return false
	}
	p.add(codeUnexpected, span, `"or" is not part of a schedule`, `write "and", if both are meant`)
	return true
}

// turnOfPhrase reports words of which is known what they stand for.
func (p *parser) turnOfPhrase(b *body, q *part, i int) bool {
	t, ok := p.turnOf(b, q, i)
	if !ok {
		return false
	}
	said := p.src.slice(t.first, t.last)
	switch {
	case t.last <= i && i == q.last:
		end := int(p.src.tokens[q.last-1].end)
		p.add(codeUnfinished, p.src.span(end, end), `the "{clause}" clause is not finished`, "", p.titleOf(b, q)).sayTurn(p.src, t)
	case t.head:
		p.add(codeUnknownClause, p.src.spanOf(t.first, t.last), `unknown clause "{word}"`, "", said).sayTurn(p.src, t)
	case p.beginsClause(t.first) && q.kind != scheduleClause:
		p.add(codeUnexpected, p.src.spanOf(t.first, t.last), `"{word}" is no clause`, "", said).sayTurn(p.src, t)
	default:
		p.add(codeUnexpected, p.src.spanOf(t.first, t.last), `"{word}" is not expected in the "{clause}" clause`, "", said, p.titleOf(b, q)).sayTurn(p.src, t)
	}
	return true
}

// bothFlags reports `inactive active`.
func (p *parser) bothFlags(q *part, i int) bool {
	if clauseHeads[p.word(i)] != flagClause || p.word(i) == q.head {
		return false
	}
	p.add(codeConflict, p.src.spanOf(i, i+1), excludingFlags, "keep one of them").also(p.src.spanOf(q.first, i), "the other is here")
	return true
}

// badTime reports what is no time after "at".
func (p *parser) badTime(q *part, i int) bool {
	switch word := p.word(i); word {
	case "noon", "midday", "midnight":
		text := "12:00"
		if word == "midnight" {
			text = "00:00"
		}
		p.add(codeTime, p.src.spanOf(i, i+1), "a time is written hours:minutes", "").write(text)
		return true
	case "sunrise", "sunset", "dawn", "dusk":
		p.add(codeTime, p.src.spanOf(i, i+1), `"{word}" is another time every day`, "write 22:00, for one", word)
		return true
	}
	return false
}

// unquoted reports words where a text must stand, up to the next word that the clause knows.
func (p *parser) unquoted(b *body, q *part, i int) bool {
	if near := wordsOf(p.viable(q.kind, q.first, i)); contains(near, p.word(i)) || q.kind == notifyClause && p.word(i-1) == "on" {
		return false
	}
	end := i
	for end < q.last && (p.kind(end) == tokWord || p.kind(end) == tokNumber) && p.word(end) != "and" && p.word(end) != "on" {
		end++
	}
	if end < q.last && !(q.kind == notifyClause && (p.word(end) == "and" || p.word(end) == "on")) {
		return false
	}
	if end == i || contains([]string{"not", "or", "unless", "nobody", "none"}, p.word(i)) {
		return false
	}
	if n := len(b.parts); q.head == "by" && n > 1 && (b.parts[n-2].kind == mergeClause || b.parts[n-2].kind == splitClause) && b.parts[n-2].node != nil {
		before := Span{Start: int(p.src.tokens[b.parts[n-2].last-1].end), End: int(p.src.tokens[q.first].start)}
		p.add(codeUnexpected, p.src.spanOf(q.first, end), `"by" belongs to the clause before it`, "join them").fixAt(before, " ")
		return true
	}
	text := p.src.slice(i, end)
	p.add(codeQuotes, p.src.spanOf(i, end), "text needs quotes", "").write(quoteText(text))
	return true
}

// looseDay reports `on Monday` as a clause of its own.
func (p *parser) looseDay(b *body, q *part) {
	text := strings.TrimSpace(p.src.slice(q.first, q.last))
	if len(b.parts) == 1 {
		if d := p.turnedRound(b, q.first, q.last); d != nil {
			p.put(*d)
			return
		}
		often := "monthly "
		switch {
		case phraseIndex[p.word(q.first+1)].class == classWeekday:
			often = "weekly "
		case p.kind(q.first+1) == tokDate:
			often = "once "
		}
		p.add(codeUnexpected, p.src.spanOf(q.first, q.last), `"{day}" does not say how often`, "", text).note("write: %s%s", often, shorten(text)).
			fixAt(Span{Start: int(p.src.tokens[q.first].start), End: int(p.src.tokens[q.first].start)}, often)
		return
	}
	d := p.add(codeUnexpected, p.src.spanOf(q.first, q.last), `"{day}" belongs to the schedule before it`, "remove the comma before it", text)
	if before := b.parts[len(b.parts)-2]; before.kind != nil && p.kind(q.first-1) == tokComma && before.last == q.first-1 && (before.kind == scheduleClause || before.kind.timing) {
		d.fixAt(p.src.spanOf(q.first-1, q.first), "")
	}
	d.note("or write: on line schedules")
}

// looseBrace reports a { within a clause. The } that closes it is not reported again.
func (p *parser) looseBrace(i int) {
	d := p.add(codeBracket, p.src.spanOf(i, i+1), "{ stands only after rule and defaults", "leave it out, and the } that closes it")
	if p.word(i-1) == "in" {
		d.Label = "write [ and ]"
	}
	p.opened = true
}

// groupWhat reports `group by customer`.
func (p *parser) groupWhat(q *part, i int) bool {
	if i != q.first+1 || p.word(i) != "by" {
		return false
	}
	text := shorten(p.src.slice(i, q.last))
	p.add(codeUnexpected, p.src.spanOf(q.first, i+1), `"group by" can be read in two ways`, "").
		note("write: group lines %s, for the lines of a draft", text).note("or:    merge projects %s, for the drafts", text)
	return true
}

// limitOf reports `limit 1000 EUR`.
func (p *parser) limitOf(q *part, i int) bool {
	if i != q.first+1 || p.kind(i) != tokNumber {
		return false
	}
	p.add(codeUnexpected, p.src.spanOf(q.first, q.last), "the limits of what may be billed belong to lines and contracts", "").
		note("to hold drafts over an amount back write: max amount %s", shorten(p.src.slice(i, q.last)))
	return true
}

// address reports an address without quotes at token i, with the brackets and the name that mail programs put around it.
func (p *parser) address(i int) {
	raw, first, last := p.raw(i), i, i+1
	if p.raw(i-1) == "<" && p.raw(i+1) == ">" {
		first, last = i-1, i+2
		for p.kind(first-1) == tokWord && clauseHeads[p.word(first-1)] == nil && p.word(first-1) != "user" {
			first--
		}
		if first < i-1 {
			raw = p.src.slice(first, last)
		}
	}
	p.add(codeAddress, p.src.spanOf(first, last), "an address needs quotes", "").write(quoteText(raw))
}

// closesNothing reports a closing bracket without its partner at token i, with those directly after it.
func (p *parser) closesNothing(i, last int) {
	if p.numbered(i) {
		return
	}
	end := i + 1
	for end < last && (p.kind(end) == tokRParen || p.kind(end) == tokRBrack) {
		end++
	}
	d := p.add(codeBracket, p.src.spanOf(i, end), "this {bracket} closes nothing", "leave it out", p.src.slice(i, end))
	for k := i - 1; k >= 0 && !p.beginsClause(k); k-- {
		if p.word(k) == "not" { // which may have been meant for more than what follows it
			d.Label = "leave it out, or write ( where it opens"
			return
		}
	}
	d.fix("")
}

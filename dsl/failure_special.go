package dsl

import "strings"

// special recognises mistakes that deserve a better message than a list of words. It reports whether it made a finding.
func (p *parser) special(b *body, q *part, i int) bool {
	if p.specialNumber(q, i) {
		return true
	}
	switch q.kind {
	case flagClause:
		return p.bothFlags(q, i)
	case whereClause:
		return p.specialCondition(q, i)
	case generatorClause, nameClause, descriptionClause, notifyClause, holidaysClause:
		return p.kind(i) == tokWord && p.unquoted(b, q, i)
	}
	return q.kind.grammar.mode == phrases && p.specialDate(b, q, i)
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
	text := p.src.slice(i, end)
	p.add(codeQuotes, p.src.spanOf(i, end), "text needs quotes", "").write(quoteText(text))
	return true
}

// looseDay reports `on Monday` as a clause of its own.
func (p *parser) looseDay(b *body, q *part) {
	text := strings.TrimSpace(p.src.slice(q.first, q.last))
	if len(b.parts) == 1 {
		often := "monthly "
		if phraseIndex[p.word(q.first+1)].class == classWeekday {
			often = "weekly "
		}
		p.add(codeUnexpected, p.src.spanOf(q.first, q.last), `"{day}" does not say how often`, "", text).note("write: %s%s", often, shorten(text)).
			fixAt(Span{Start: int(p.src.tokens[q.first].start), End: int(p.src.tokens[q.first].start)}, often)
		return
	}
	d := p.add(codeUnexpected, p.src.spanOf(q.first, q.last), `"{day}" belongs to the schedule before it`, "remove the comma before it", text)
	d.note("or write: on line schedules")
}

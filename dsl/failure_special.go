package dsl

import (
	"fmt"
	"strings"
)

// special recognises mistakes that deserve a better message than a list of words. It reports whether it made a finding.
func (p *parser) special(b *body, q *part, i int) bool {
	word, raw := p.word(i), p.src.textOf(i)
	span := p.src.spanOf(i, i+1)
	switch {
	case q.kind == scheduleClause && contains([]string{"hour", "hours", "hourly", "minute", "minutes", "second", "seconds"}, word) && p.word(q.first) == "every":
		p.add(codeDayUnit, span, "rules run once a day at most", "write day").note("for example: every day at 22:00")
	case q.kind == atClause && i == q.first+1:
		return p.badTime(q, i)
	case q.kind == scheduleClause && i == q.first+1 && word == "monday":
		return false
	case q.kind == whereClause && p.kind(i) == tokWord && (word == "then" || word == "else"):
		p.add(codeUnexpected, span, fmt.Sprintf("%q is not part of a condition", raw), "use and, or")
	case q.kind == whereClause && p.kind(i-1) == tokOp && p.kind(i) == tokOp:
		joined := p.src.textOf(i-1) + raw
		d := p.add(codeOperator, p.src.spanOf(i-1, i+1), "these are two operators", "write one")
		if comparisons[joined] != 0 {
			d.Label = fmt.Sprintf("write %q", joined)
			d.fix(joined)
		}
	case (q.kind == generatorClause || q.kind == nameClause || q.kind == descriptionClause || q.kind == notifyClause || q.kind == holidaysClause) && p.kind(i) == tokWord:
		return p.unquoted(b, q, i)
	case q.kind == scheduleClause && i == q.first+1 && p.word(q.first) == "on":
		p.looseDay(q)
	default:
		return false
	}
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
		p.add(codeTime, p.src.spanOf(i, i+1), "a time is written hours:minutes", "write "+text).fix(text)
		return true
	case "sunrise", "sunset", "dawn", "dusk":
		p.add(codeTime, p.src.spanOf(i, i+1), fmt.Sprintf("%q is another time every day", word), "write 22:00, for one")
		return true
	}
	return false
}

// unquoted reports words where a text must stand, up to the next word that the clause knows.
func (p *parser) unquoted(b *body, q *part, i int) bool {
	if near := wordsOf(p.viable(q.kind, q.first, i)); contains(near, p.word(i)) {
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
	p.add(codeQuotes, p.src.spanOf(i, end), "text needs quotes", "write "+quoteText(text)).fix(quoteText(text))
	return true
}

// looseDay reports `on Monday` as a clause of its own.
func (p *parser) looseDay(q *part) {
	text := strings.TrimSpace(p.src.slice(q.first, q.last))
	d := p.add(codeUnexpected, p.src.spanOf(q.first, q.last), fmt.Sprintf("%q belongs to the schedule before it", shorten(text)), "remove the comma before it")
	d.note("or write: on line schedules")
}

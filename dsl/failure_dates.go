package dsl

import (
	"strings"

	"github.com/alecthomas/participle/v2/lexer"
)

// specialDate recognises mistakes in schedules and dates.
func (p *parser) specialDate(b *body, q *part, i int) bool {
	word, raw := p.word(i), p.src.textOf(i)
	span := p.src.spanOf(i, i+1)
	anchored := q.kind == includeClause || q.kind == invoiceDateClause || q.kind == entryDateClause || q.kind == anchorClause
	switch {
	case q.kind == scheduleClause && contains([]string{"hour", "hours", "hourly", "minute", "minutes", "second", "seconds"}, word) && p.word(q.first) == "every":
		p.add(codeDayUnit, span, "rules run once a day at most", "write day").note("for example: every day at 22:00")
	case q.kind == atClause && (word == "am" || word == "pm") && (p.kind(i-1) == tokNumber || p.kind(i-1) == tokTime):
		p.twelveHours(p.src.spanOf(i-1, i+1), p.src.textOf(i-1)+raw)
	case q.kind == atClause && i == q.first+2 && p.kind(i) == tokZone:
		p.add(codeUnexpected, span, `"{zone}" needs "in" before it`, "write in {zone}", raw).fix("in " + raw)
	case q.kind == atClause && i == q.first+2 && len(raw) >= 3 && len(raw) <= 5 && strings.ToUpper(raw) == raw && p.kind(i) == tokWord:
		p.add(codeZone, span, `"{zone}" is not a time zone name`, "write in and a name, such as in Europe/Stockholm", raw)
	case q.kind == atClause && i == q.first+1:
		return p.badTime(q, i)
	case q.kind == scheduleClause && i == q.first+1 && p.word(q.first) == "on":
		p.looseDay(b, q)
	case q.kind == scheduleClause && p.class(i) == classWeekday && (p.class(i-1) == classOrdinal || p.kind(i-1) == tokOrdinal) && p.word(q.first) == "every":
		text := shorten(p.src.slice(i-1, i+1))
		p.add(codeUnexpected, p.src.spanOf(i-1, i+1), `"every {day}" can be read in two ways`, "", text).
			note("write: every %s weeks on %s", p.ordinal(i-1), raw).note("or:    monthly on %s", text)
	case q.kind == exceptClause && (word == "weekends" || word == "weekend"):
		p.add(codeUnexpected, span, "weekends are no exception", "write every weekday in place of daily")
	case word == "or" && (q.kind == scheduleClause || q.kind.timing):
		p.add(codeUnexpected, span, `"or" is not part of a schedule`, `write "and"`).fix("and")
	case anchored && p.class(i) == classPeriod || anchored && (p.class(i) == classRel || word == "last") && p.class(i+1) == classPeriod:
		text := shorten(p.src.slice(i, min(i+2, q.last)))
		if p.class(i) == classPeriod {
			text = word
		}
		p.add(codeAnchor, p.src.spanOf(i, min(i+2, q.last)), `"{period}" does not say which day`, "write end of {period}", text).fix("end of " + text)
	case anchored && (word == "yesterday" || word == "tomorrow" || word == "now"):
		p.add(codeUnexpected, span, `"{word}" is counted from the run`, "", word).write(synonyms[word])
	case q.kind == includeClause && i == q.first+1 && (word == "everything" || word == "all" || word == "transactions" || word == "entries" || word == "work"):
		d := p.add(codeUnexpected, span, "what is included needs no name", "leave this out")
		if i+1 < q.last {
			d.fixAt(Span{Start: int(p.src.tokens[i].start), End: int(p.src.tokens[i+1].start)}, "")
		} else {
			d.Label = "write through and a date"
			d.note("for example: %s", q.kind.example)
		}
	case q.kind == includeClause && i == q.first+1 && word == "last" && p.kind(i+1) == tokNumber:
		n := p.src.textOf(i + 1)
		p.add(codeUnexpected, p.src.spanOf(i, q.last), `"{period}" is counted from the run`, "", p.src.slice(i, q.last)).
			note("write: include from %s days before run date through run date", n)
	case p.word(i-1) == "and" && clauseHeads[word] != nil && !clauseHeads[word].timing && p.complete(q.kind, q.first, i-1):
		p.add(codeUnexpected, p.src.spanOf(i-1, i), `a new clause is not joined with "and"`, "write a comma").
			fixAt(Span{Start: int(p.src.tokens[i-2].end), End: int(p.src.tokens[i-1].end)}, ",")
	default:
		return false
	}
	return true
}

// class returns the class that token i has in a date.
func (p *parser) class(i int) lexer.TokenType { return phraseIndex[p.word(i)].class }

// ordinal returns the number that an ordinal stands for.
func (p *parser) ordinal(i int) string {
	if p.kind(i) == tokOrdinal {
		return strings.TrimRight(lower(p.src.textOf(i)), "stndrh")
	}
	return phraseIndex[p.word(i)].value
}

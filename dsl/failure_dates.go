package dsl

import (
	"strings"

	"github.com/alecthomas/participle/v2/lexer"
)

// specialSchedule recognises mistakes in schedules.
func (p *parser) specialSchedule(b *body, q *part, i int) bool {
	word, raw := p.word(i), p.raw(i)
	span := p.src.spanOf(i, i+1)
	switch {
	case p.onDay(b, q):
	case q.kind == atClause && i == q.first+1:
		return p.badTime(q, i)
	case q.kind == atClause:
		return p.timeFirst(b, q, i) || p.afterTime(q, i)
	case q.kind == scheduleClause && contains([]string{"hour", "hours", "hourly", "minute", "minutes", "second", "seconds"}, word) && p.word(q.first) == "every":
		p.add(codeDayUnit, span, "rules run once a day at most", "write day").note("for example: every day at 22:00")
	case q.kind == scheduleClause && p.word(q.first) == "on" && (i == q.first+1 || i == q.first+2 && p.word(i-1) == "the"):
		p.looseDay(b, q)
	case q.kind == scheduleClause && p.word(q.first) == "every" && p.everyNth(b, q, i), p.everyDate(b, q):
	case q.kind == exceptClause && p.exceptDays(b, q, i), p.skipDays(b, q, i), p.dayOrdinal(b, i):
	case q.kind != exceptClause && word == "between" && p.kind(i+1) == tokDate && p.word(i+2) == "and" && p.kind(i+3) == tokDate:
		p.add(codeUnexpected, p.src.spanOf(i, i+4), `"{word}" is not part of a schedule`, "", word).write("from " + p.raw(i+1) + " until " + p.raw(i+3))
	case p.kind(i) == tokTime:
		p.add(codeUnexpected, span, `{time} needs "at" before it`, "", raw).write("at " + raw)
	case p.kind(i) == tokNumber && p.word(i+1) == "times":
		p.add(codeUnexpected, p.src.spanOf(i, i+2), `"{count} times" needs "for" before it`, "", raw).write("for " + p.src.slice(i, i+2))
	case q.kind == timesClause && p.kind(i-1) == tokNumber && (p.class(i) == classPeriod || p.class(i) == classDay):
		p.add(codeUnexpected, span, "a rule goes on for a number of times", "write times, or until and a date")
	case q.kind == exceptClause && p.month(i-1) != 0 && p.dayOfMonth(i) != 0:
		p.add(codeDate, p.src.spanOf(i-1, i+1), "a date has a year", "write it out, such as 2026-12-24")
	default:
		return p.andClause(q, i)
	}
	return true
}

// andClause reports a clause that is joined to another with "and".
func (p *parser) andClause(q *part, i int) bool {
	next := clauseHeads[p.word(i)]
	if p.word(i-1) != "and" || next == nil || next.timing {
		return false
	}
	if p.kind(i-2) == tokComma && p.complete(q.kind, q.first, i-2) {
		p.add(codeUnexpected, p.src.spanOf(i-1, i), `a new clause is not joined with "and"`, "leave it out").fixAt(turned{first: i - 1, last: i}.span(p.src), "")
		return true
	}
	if !p.complete(q.kind, q.first, i-1) {
		return false
	}
	p.add(codeUnexpected, p.src.spanOf(i-1, i), `a new clause is not joined with "and"`, "write a comma").
		fixAt(Span{Start: int(p.src.tokens[i-2].end), End: int(p.src.tokens[i-1].end)}, ",")
	return true
}

// afterTime reports what follows a time of day: letters for its half, or a zone that lacks its word.
func (p *parser) afterTime(q *part, i int) bool {
	word, raw := p.word(i), p.raw(i)
	span := p.src.spanOf(i, i+1)
	zone := zoneOfCity(raw)
	switch {
	case (word == "am" || word == "pm") && (p.kind(i-1) == tokNumber || p.kind(i-1) == tokTime):
		p.twelveHours(p.src.spanOf(i-1, i+1), p.raw(i-1)+raw)
	case i != q.first+2:
		return false
	case (word == "and" || word == "or") && p.kind(i+1) == tokTime:
		p.put(*p.oneTime(i + 1))
	case word == "utc":
		p.add(codeUnexpected, span, `"{zone}" needs "in" before it`, "", raw).write("in UTC")
	case p.kind(i) == tokZone:
		p.add(codeUnexpected, span, `"{zone}" needs "in" before it`, "", raw).write("in " + raw)
	case zone != "":
		if p.word(i+1) == "time" {
			span = p.src.spanOf(i, i+2)
		}
		p.add(codeZone, span, `"{zone}" is not a time zone name`, "", raw).write("in " + zone)
	case len(raw) >= 3 && len(raw) <= 5 && strings.ToUpper(raw) == raw && p.kind(i) == tokWord:
		p.add(codeZone, span, `"{zone}" is not a time zone name`, "write in and a name, such as in Europe/Stockholm", raw)
	default:
		return false
	}
	return true
}

// zoneOfCity returns the common zone that is named after a city; "" where there is none.
func zoneOfCity(city string) string {
	for _, z := range commonZones {
		if _, name, _ := strings.Cut(z, "/"); strings.EqualFold(name, city) {
			return z
		}
	}
	return ""
}

// specialAnchor recognises mistakes in relative dates.
func (p *parser) specialAnchor(b *body, q *part, i int) bool {
	word := p.word(i)
	span := p.src.spanOf(i, i+1)
	included := q.kind == includeClause && i > q.first && (i == q.first+1 || i == q.first+2 && p.word(i-1) == "the")
	period := (p.class(i) == classRel || word == "last") && p.class(i+1) == classPeriod && i+1 < q.last
	switch {
	case p.monthAlone(i), p.minusDays(b, i):
	case p.word(i-1) == "of":
		return false
	case (period || p.class(i) == classPeriod) && p.ofPeriod(b, i):
	case p.class(i) == classPeriod || period:
		text, end := word, i+1
		if period {
			text, end = shorten(p.src.slice(i, i+2)), i+2
		}
		write := "end of " + text
		if included {
			write = "through " + write
		}
		p.add(codeAnchor, p.src.spanOf(i, end), `"{period}" does not say which day`, "", text).write(write)
	case word == "yesterday" || word == "tomorrow" || word == "now":
		p.add(codeUnexpected, span, `"{word}" is counted from the run`, "", word).write(synonyms[word])
	case included && (word == "everything" || word == "all" || word == "transactions" || word == "entries" || word == "work"):
		d := p.add(codeUnexpected, span, "what is included needs no name", "leave this out")
		if i+1 < q.last {
			d.fixAt(turned{first: i, last: i + 1}.span(p.src), "")
		} else {
			d.Label = "write through and a date"
			d.note("for example: %s", q.kind.example)
		}
	case included && word == "last" && p.kind(i+1) == tokNumber:
		p.add(codeUnexpected, p.src.spanOf(i, q.last), `"{period}" is counted from the run`, "", p.src.slice(i, q.last)).
			note("write: include from %s days before run date through run date", p.raw(i+1))
	case included && word == "between":
		return p.includeBetween(q, i)
	default:
		return p.andClause(q, i)
	}
	return true
}

// includeBetween reports `include between … and …`.
func (p *parser) includeBetween(q *part, i int) bool {
	for and := i + 1; and < q.last; and++ {
		if p.word(and) == "and" {
			write := "from " + p.src.slice(i+1, and) + " through"
			p.add(codeUnexpected, p.src.spanOf(i, and+1), `"between" is not part of an include clause`, "").write(write)
			return true
		}
	}
	return false
}

// class returns the class that token i has in a date.
func (p *parser) class(i int) lexer.TokenType { return phraseIndex[p.word(i)].class }

// ordinal returns the number that an ordinal stands for.
func (p *parser) ordinal(i int) string {
	if p.kind(i) == tokOrdinal {
		return cardinal(p.raw(i))
	}
	return phraseIndex[p.word(i)].value
}

// cardinal returns the number of one with letters: 15 of 15th.
func cardinal(ordinal string) string { return strings.TrimRight(lower(ordinal), "stndrh") }

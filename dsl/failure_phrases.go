package dsl

import (
	"strings"
	"time"

	"github.com/proforma-go/proforma/invoice"
)

// needless reports quotes and parentheses around words that have none: `in "Europe/Stockholm"`, `monthly (last day)`.
func (p *parser) needless(b *body, q *part, i int) bool {
	text, end, said := "", i+1, "quotes"
	switch {
	case q.kind == whereClause:
		return false
	case p.kind(i) == tokText:
		text = unquote(p.raw(i))
	case p.kind(i) == tokLParen:
		for end < q.last && p.kind(end) != tokRParen && p.kind(end) != tokLParen {
			end++
		}
		text, end, said = p.src.slice(i+1, end), end+1, "parentheses"
	}
	if text == "" || end > q.last {
		return false
	}
	span := p.src.spanOf(i, end)
	if !p.helps(b, span, text) {
		if text = "in " + text; q.kind != atClause || !p.helps(b, span, text) {
			return false
		}
		p.add(codeUnexpected, span, "no "+said+" stand here", "").write(text)
		return true
	}
	p.add(codeUnexpected, span, "no "+said+" stand here", "leave them out").fix(text)
	return true
}

// monthsOf returns the months from one to another; nil where they are none.
func (p *parser) monthsOf(from, to string) []string {
	first, last := phraseIndex[lower(from)], phraseIndex[lower(to)]
	if first.class != classMonth || last.class != classMonth || first.value == last.value {
		return nil
	}
	var list []string
	for m := monthNumbers[first.value]; ; m = m%12 + 1 {
		if list = append(list, time.Month(m).String()); m == monthNumbers[last.value] {
			return list
		}
	}
}

// quarterMonths are what people call the quarters.
var quarterMonths = map[string]string{
	"q1": "January, February and March", "q2": "April, May and June", "q3": "July, August and September", "q4": "October, November and December",
}

// monthRange reports `except July to August`, `only in March-June` and `except Q3`. Days of the week are listed in the same way: `Mon/Wed/Fri`.
func (p *parser) monthRange(b *body, q *part, i int) bool {
	first, end := i, i+1
	write := quarterMonths[lower(p.raw(i))]
	from, to, joined := strings.Cut(p.raw(i), "-")
	if contains([]string{"to", "through", "thru", "till", "until", "-", "–"}, lower(p.raw(i))) {
		first, end, from, to, joined = i-1, i+2, p.raw(i-1), p.raw(i+1), true
	}
	if parts := strings.Split(p.raw(i), "/"); len(parts) > 1 {
		write = p.daysOrMonths(parts)
	} else if months := p.monthsOf(from, to); joined && months != nil {
		write = listOf(months)
	}
	if write == "" || b == nil && p.word(first-1) != "in" && p.word(first-1) != "except" {
		return false
	}
	span := p.src.spanOf(first, end)
	d := p.add(codeUnexpected, span, "days and months are listed one by one", "write {list}", write)
	if b == nil || p.helps(b, span, write) {
		d.fixAt(span, write)
	}
	return true
}

// daysOrMonths lists days of the week, or months that follow one another; "" for anything else. July/August are both, and what March/June are
// nobody knows.
func (p *parser) daysOrMonths(names []string) string {
	for i, name := range names {
		w := phraseIndex[lower(name)]
		if w.class != classWeekday && (w.class != classMonth || i > 0 && len(p.monthsOf(names[i-1], name)) != 2) {
			return ""
		}
	}
	return listOf(names)
}

// exceptBetween reports `except from A to B` and `except between A and B`, with the first of these words at token i.
func (p *parser) exceptBetween(q *part, i int) bool {
	if q.kind != exceptClause || i != q.first+1 && p.word(i-1) != "and" || p.word(i) != "from" && p.word(i) != "between" || p.kind(i+1) != tokDate || p.kind(i+3) != tokDate ||
		!contains([]string{"and", "to", "until", "till", "through"}, p.word(i+2)) {
		return false
	}
	p.add(codeUnexpected, p.src.spanOf(i, i+4), "the days of an exception are written date through date", "").write(p.raw(i+1) + " through " + p.raw(i+3))
	return true
}

// cutShort reports part of a schedule that a word seems to end which begins another part, or nothing follows.
func (p *parser) cutShort(b *body, q *part) bool {
	return p.everyDate(b, q) || p.exceptBetween(q, q.last)
}

// minusDays reports `run date minus 5 days`.
func (p *parser) minusDays(b *body, i int) bool {
	side := map[string]string{"minus": "before", "less": "before", "plus": "after"}[p.word(i)]
	first := i - 2
	if side == "" || p.kind(i+1) != tokNumber {
		return false
	}
	end := i + 3
	if p.word(i+2) == "business" {
		end++
	}
	span, write := p.src.spanOf(first, end), p.src.slice(i+1, end)+" "+side+" "+p.src.slice(first, i)
	if !p.helps(b, span, write) {
		return false
	}
	p.add(codeUnexpected, span, "days are counted in words", "").write(write)
	return true
}

// monthAlone reports a month without its year in a date: `through end of November`.
func (p *parser) monthAlone(i int) bool {
	first, end := i, i+1
	if phraseIndex[p.word(i)].class != classMonth {
		return false
	}
	if p.dayOfMonth(i+1) != 0 {
		end++
	} else if p.dayOfMonth(i-1) != 0 {
		first--
	}
	for w := p.word(first - 1); w == "of" || w == "end" || w == "the" || phraseIndex[w].class == classDay || phraseIndex[w].class == classOrdinal || w == "last"; w = p.word(first - 1) {
		first--
	}
	p.add(codeDate, p.src.spanOf(first, end), "a date has a year", "write it out, such as 2026-12-24")
	return true
}

// ofPeriod reports `last day previous month`, which lacks a word.
func (p *parser) ofPeriod(b *body, i int) bool {
	at := int(p.src.tokens[i].start)
	span := Span{Start: at, End: at}
	switch p.class(i - 1) {
	case classDay, classWeekday:
	default:
		if p.class(i-2) != classDay || p.kind(i-1) != tokNumber {
			return false
		}
	}
	if !p.helps(b, span, "of ") {
		return false
	}
	p.add(codeUnexpected, p.src.spanOf(i, i+1), `"{word}" is not expected here`, "write of before it", p.raw(i)).fixAt(span, "of ")
	return true
}

// andInclude reports kinds of their own date that follow others: `include time through … and expenses through …`.
func (p *parser) andInclude(b *body, q *part, i int) bool {
	and := i
	if p.word(and) != "and" {
		and--
	}
	if q.kind != includeClause || p.word(and) != "and" || p.class(and+1) != classKind || !p.complete(q.kind, q.first, and) {
		return false
	}
	if _, found, one := p.tryText(b, "include "+p.src.slice(and+1, q.last)); !one || len(found) > 0 {
		return false
	}
	p.add(codeUnexpected, p.src.spanOf(and, and+1), "an include clause has one date", "write a comma and include").
		fixAt(Span{Start: int(p.src.tokens[and-1].end), End: int(p.src.tokens[and].end)}, ", include")
	return true
}

// lostInclude reports a relative date after the comma of a schedule: `monthly on last day, end of previous month`.
func (p *parser) lostInclude(b *body, q *part, i int) bool {
	comma := i
	for comma > q.first && p.kind(comma) != tokComma {
		comma--
	}
	if q.kind != scheduleClause || comma == q.first || p.class(i) != classRel || p.word(i-1) != "of" || !p.complete(q.kind, q.first, comma) {
		return false
	}
	rest := p.src.slice(comma+1, q.last)
	if _, found, one := p.tryText(b, "include through "+rest); !one || len(found) > 0 {
		return false
	}
	p.add(codeUnexpected, p.src.spanOf(comma+1, q.last), "this does not say what it is the date of", "").
		note("write: include through %s", shorten(rest)).note("or:    invoice date %s", shorten(rest))
	return true
}

// outcomeFirst reports `notify on failure "ops@acme.se"`.
func (p *parser) outcomeFirst(b *body, q *part, i int) bool {
	span := p.src.spanOf(i, q.last)
	write := p.src.slice(i+2, q.last) + " " + p.src.slice(i, i+2)
	if q.kind != notifyClause || i != q.first+1 || p.word(i) != "on" || i+2 >= q.last || !p.completes(b, span, write) {
		return false
	}
	p.add(codeUnexpected, span, "who is told stands before when", "").write(write)
	return true
}

// amountAlone reports a bound without what it is the bound of: `at least 100 EUR`, `over 100 EUR`, `> 100 EUR`.
func (s *stranger) amountAlone(*invoice.Vocabulary) *Diagnostic {
	first := s.first
	for contains([]string{"at", "least", "most", "more", "less", "over", "above", "under", "below", "than"}, s.word(first)) || s.kind(first) == tokOp {
		first++
	}
	if first == s.first || s.kind(first) != tokNumber || s.valueEnd(first) != s.last {
		return nil
	}
	said, amount := lower(s.src.slice(s.first, first)), s.src.slice(first, s.last)
	op := map[string]string{"at least": ">=", "at most": "<=", "more than": ">", "over": ">", "above": ">", "less than": "<", "under": "<", "below": "<"}[said]
	if op == "" && comparisons[said] != 0 {
		op = said
	}
	if op == "" || op == "=" || op == "!=" {
		return nil
	}
	limit := "max amount "
	if op[0] == '>' {
		limit = "min amount "
	}
	d := s.src.diagnostic(codeUnknownClause, s.src.spanOf(s.first, s.last), "this does not say of what it is a bound", "")
	return d.note("for what is billed write: where amount %s %s", op, amount).note("for whole drafts write: %s%s", limit, amount)
}

// boundAlone reports `at least 100 EUR`, which begins as a time does.
func (p *parser) boundAlone(b *body, q *part) bool {
	d := p.stranger(b, q.first, p.clauseLast(b, q.first), q.last).amountAlone(nil)
	if d != nil {
		p.put(*d)
	}
	return d != nil
}

// choiceTurn returns the choice of a field that people call by another word, such as hours for time; "" where there is none.
func (c *checker) choiceTurn(f *namedField, word string) string {
	for _, t := range append(turnTable()["choice"], turnsOf(includeClause)...) {
		if strings.Join(t.said, " ") == foldName(word) && isChoice(f, t.write) {
			return t.write
		}
	}
	return ""
}

// orFields reports `split by project or person`.
func (c *checker) orFields(first, last int) bool {
	for i := first + 1; i+1 < last; i++ {
		if c.src.wordAt(i) != "or" || c.vocabulary.Field(c.src.nameOf(first, i)) == nil || c.vocabulary.Field(c.src.nameOf(i+1, last)) == nil {
			continue
		}
		c.err(codeUnexpected, c.src.spanOf(i, i+1), "fields are listed with and", "").write("and")
		return true
	}
	return false
}

// missingBy reports `merge projects customer`.
func (p *parser) missingBy(b *body, q *part, i int) bool {
	at := int(p.src.tokens[i].start)
	span := Span{Start: at, End: at}
	if q.kind != mergeClause && q.kind != splitClause || p.word(i-1) != "projects" || p.kind(i) != tokWord || p.clauseHead(i) ||
		!p.completes(b, span, "by ") {
		return false
	}
	d := p.add(codeUnexpected, p.src.spanOf(i, i+1), `"{word}" is not expected in the "{clause}" clause`, "", p.said(i), p.titleOf(b, q))
	p.listViable(d, q, p.viable(q.kind, q.first, i))
	d.ask(func(c *checker) *Diagnostic {
		if c.vocabulary.Field(c.src.nameOf(i, q.last)) == nil {
			return nil
		}
		d := c.src.diagnostic(codeUnexpected, c.src.spanOf(i, i+1), "a field needs by before it", "write by before this")
		return d.fixAt(span, "by ")
	})
	return true
}

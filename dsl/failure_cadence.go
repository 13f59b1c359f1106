package dsl

import (
	"slices"
	"strings"

	"github.com/alecthomas/participle/v2/lexer"

	"github.com/proforma-go/proforma/invoice"
)

// schedule reports a schedule that lacks its first word, as in "last weekday", has it after its days, or has one too many, as in "bill monthly".
func (s *stranger) schedule(*invoice.Vocabulary) *Diagnostic {
	first, word := s.first, s.word(s.first)
	if first+1 < s.last && contains([]string{"bill", "run", "runs", "invoice", "do", "schedule", "scheduled", "executed", "rule", "when", "if"}, word) {
		next := first + 1
		if s.raw(next) == "=" {
			next++
		}
		if next < s.last && clauseHeads[s.word(next)] == scheduleClause {
			return s.about("leave this out").fixAt(turned{first: first, last: next}.span(s.src), "")
		}
	}
	if contains([]string{"occurs", "occur", "runs", "run", "repeat", "repeats", "recurs", "recur", "bill"}, word) && first+1 < s.last && (s.often(first+1) != "" || s.word(first+1) == "the") {
		return s.about("leave this out").fixAt(turned{first: first, last: first + 1}.span(s.src), "")
	}
	if d := s.severalTimes(); d != nil {
		return d
	}
	if d := s.turnedRound(s.body, s.first, s.last); d != nil {
		return d
	}
	if word == "the" && first+1 < s.last {
		first++
	}
	text := s.src.slice(first, s.last)
	if s.class(first) == classWeekday && first+1 < s.last && s.kind(first+1) == tokDate {
		d := s.src.diagnostic(codeUnknownClause, s.src.spanOf(first, s.last), `"{day}" does not say how often`, "", text)
		return d.note("write: once on %s", s.src.slice(first+1, s.last))
	}
	often := s.often(first)
	if often == "" {
		return nil
	}
	d := s.src.diagnostic(codeUnknownClause, s.src.spanOf(first, s.last), `"{day}" does not say how often`, "", text)
	if s.class(first) == classOrdinal && s.word(first+1) == "of" && first+1 < s.last {
		return d.note("write: monthly on %s day", s.word(first))
	}
	return d.note("write: %s%s", often, shorten(text)).fixAt(s.src.span(int(s.src.tokens[s.first].start), int(s.src.tokens[first].start)), often)
}

// often returns what a schedule with the days from token i on begins with; "" where no days stand there.
func (s *stranger) often(i int) string {
	switch class, next := s.class(i), s.kind(i+1); {
	case class == classWeekday:
		return "weekly on "
	case class == classOrdinal, s.kind(i) == tokOrdinal, s.word(i) == "last", s.word(i) == "business", class == classDay && next == tokNumber:
		return "monthly on "
	case s.kind(i) == tokNumber && s.after == nil && (s.class(i+1) == classDay || s.word(i+1) == "business") && s.saysBetween(i, s.last, "before"):
		return "monthly on "
	case class == classDay:
		return "daily on "
	case class == classMonth:
		return "yearly on "
	}
	return ""
}

// severalTimes reports `twice a month`: on which days, nobody knows, unless it goes on with them.
func (s *stranger) severalTimes() *Diagnostic {
	first, word := s.first, s.word(s.first)
	if word != "twice" && word != "semi-monthly" && word != "semimonthly" && (s.word(first+1) != "times" || first+1 >= s.last) {
		return nil
	}
	on := first
	for on < s.last && s.word(on) != "on" {
		on++
	}
	said := lower(s.src.slice(first, on))
	inMonth := strings.Contains(said, "month")
	if inMonth && s.kind(first) == tokWord && on < s.last {
		if _, found, one := s.tryText(s.body, "monthly "+s.src.slice(on, s.last)); one && len(found) == 0 {
			d := s.src.diagnostic(codeUnknownClause, s.src.spanOf(first, on), unknownHead, "", s.src.slice(first, on))
			return d.write("monthly")
		}
	}
	d := s.src.diagnostic(codeUnknownClause, s.src.spanOf(first, s.last), `"{day}" does not say on which days`, "", s.src.slice(first, s.last))
	d.note("write: monthly on days 1 and 15")
	if !inMonth {
		d.note("or:    quarterly on last day")
	}
	return &d
}

// turnedRound reports a schedule that says after its days how often: `last weekday monthly`, and `Day 15 of every 2 month(s)`, as calendars
// have it.
func (p *parser) turnedRound(b *body, first, last int) *Diagnostic {
	days := first
	for p.word(days) == "on" || p.word(days) == "the" {
		days++
	}
	for i := days + 1; i < last; i++ {
		often, end := p.oftenAt(i, last)
		if often == "" {
			continue
		}
		until := i
		if w := p.word(i - 1); w == "of" || w == "in" {
			until--
		}
		if until == days || p.word(end) == "on" || p.word(end) == "of" {
			return nil
		}
		text := often + " on " + p.src.slice(days, until)
		if p.class(days) == classDay {
			text = often + " on " + lower(p.raw(days)) + " " + p.src.slice(days+1, until)
		}
		if _, found, one := p.tryText(b, text); !one || len(found) > 0 {
			return nil
		}
		d := p.src.diagnostic(codeUnexpected, p.src.spanOf(first, end), `"{often}" stands before the days`, "", p.src.slice(i, end))
		return d.write(text)
	}
	return nil
}

// cadencesOf are the schedules of each period.
var cadencesOf = map[string]string{"day": "daily", "week": "weekly", "month": "monthly", "quarter": "quarterly", "year": "yearly"}

// oftenAt returns what token i and those after it say of how often a rule runs, as schedules begin with it, and the index after them.
func (p *parser) oftenAt(i, last int) (often string, end int) {
	if w := phraseIndex[p.word(i)]; w.class == classCadence && w.value != "once" && w.value != "manual" {
		return w.value, i + 1
	}
	if w := p.word(i); w != "every" && w != "each" {
		return "", i
	}
	number := ""
	if end = i + 1; p.kind(end) == tokNumber {
		number = p.raw(end)
		end++
	} else if p.word(end) == "other" {
		number = "2"
		end++
	}
	unit := phraseIndex[p.word(end)].value
	if cadencesOf[unit] == "" || end >= last {
		return "", i
	}
	if end++; p.kind(end) == tokLParen && p.word(end+1) == "s" && p.kind(end+2) == tokRParen { // month(s)
		end += 3
	}
	if number == "" || number == "1" {
		return cadencesOf[unit], end
	}
	return "every " + number + " " + unit + "s", end
}

// everyNth reports `every second Monday`, which can be read in two ways where nothing says of what it is the second.
func (p *parser) everyNth(b *body, q *part, i int) bool {
	if p.class(i) != classWeekday || p.word(i-1) == "" && p.kind(i-1) != tokOrdinal || p.class(i-1) != classOrdinal && p.kind(i-1) != tokOrdinal {
		return false
	}
	text, often, end := shorten(p.src.slice(i-1, i+1)), "", i+1
	if p.ordinal(i-1) == "1" {
		often = "monthly"
	}
	if w := p.word(end); w == "of" || w == "in" {
		k := end + 1
		for contains([]string{"the", "every", "each", "a"}, p.word(k)) {
			k++
		}
		often, end = cadencesOf[phraseIndex[p.word(k)].value], k+1
	}
	if span := p.src.spanOf(q.first, end); often != "" && p.helps(b, span, often+" on "+text) {
		p.add(codeUnexpected, span, `"every {day}" is no schedule`, "", text).write(often + " on " + text)
		return true
	}
	p.add(codeUnexpected, p.src.spanOf(i-1, i+1), `"every {day}" can be read in two ways`, "", text).
		note("write: every %s weeks on %s", p.ordinal(i-1), p.raw(i)).note("or:    monthly on %s", text)
	return true
}

// everyDate reports `every 15th`, `every 1st and 15th of the month`, `every January 2`, `every March on day 1`.
func (p *parser) everyDate(b *body, q *part) bool {
	if q.kind != scheduleClause || p.word(q.first) != "every" && p.word(q.first) != "each" {
		return false
	}
	numbers, end := p.listAt(q.first+1, func(i int) bool { return p.kind(i) == tokOrdinal })
	for i := range numbers {
		numbers[i] = cardinal(numbers[i])
	}
	write := "monthly on days " + listOf(numbers)
	switch len(numbers) {
	case 0:
		var months []string
		if months, end = p.listAt(q.first+1, func(i int) bool { return p.class(i) == classMonth }); len(months) == 0 || end >= q.last {
			return false
		}
		write = "monthly " + p.src.slice(end, q.last) + " only in " + listOf(months)
		if end = q.last; p.kind(q.first+2) == tokNumber || p.kind(q.first+2) == tokOrdinal {
			write = "yearly on " + p.src.slice(q.first+1, q.last)
		}
	case 1:
		write = "monthly on day " + numbers[0]
	}
	if len(numbers) > 0 && p.word(end) == "of" {
		for end++; contains([]string{"the", "every", "each", "a"}, p.word(end)); {
			end++
		}
		if end++; p.word(end-1) != "month" {
			return false
		}
	}
	span := p.src.spanOf(q.first, end)
	if !p.completes(b, span, write) {
		return false
	}
	p.add(codeUnexpected, span, `"{words}" is no schedule`, "", p.src.slice(q.first, end)).write(write)
	return true
}

// listAt returns the tokens from i on for which a condition holds, with commas and "and" between them, and the index after them.
func (p *parser) listAt(i int, is func(int) bool) (items []string, end int) {
	for end = i; is(i); {
		items, end = append(items, p.raw(i)), i+1
		if i = end; p.kind(i) == tokComma {
			i++
		}
		if p.word(i) == "and" {
			i++
		}
		if i == end {
			break
		}
	}
	return items, end
}

// onDay reports `monthly at last weekday`: what stands before a day is "on".
func (p *parser) onDay(b *body, q *part) bool {
	i := q.first + 1
	starts := []lexer.TokenType{classOrdinal, classDay, classWeekday}
	if w := p.word(q.first); w != "at" && w != "in" || !slices.Contains(starts, p.class(i)) && p.word(i) != "last" && p.word(i) != "the" && p.kind(i) != tokOrdinal && p.kind(i) != tokDate {
		return false
	}
	span := p.src.spanOf(q.first, q.first+1)
	if !p.helps(b, span, "on") {
		return false
	}
	p.add(codeUnexpected, span, `"{word}" does not stand before a day`, "", p.raw(q.first)).write("on")
	return true
}

// timeFirst reports `monthly at 22:00 on last day`.
func (p *parser) timeFirst(b *body, q *part, i int) bool {
	span := p.src.spanOf(q.first, q.last)
	text := p.src.slice(i, q.last) + " " + p.src.slice(q.first, i)
	if p.word(i) != "on" || !p.completes(b, span, text) {
		return false
	}
	p.add(codeUnexpected, span, "the days stand before the time", "").write(text)
	return true
}

// oneTime reports a second time of day at token i.
func (p *parser) oneTime(i int) *Diagnostic {
	d := p.src.diagnostic(codeTime, p.src.spanOf(i, i+1), "a rule runs once a day", "keep one time")
	return &d
}

// weekdayNames are the days of the week in their order.
var weekdayNames = []string{"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"}

// exceptDays reports days of the week that are left out, `daily except Sunday` and `except weekends`: a schedule names those on which it runs.
func (p *parser) exceptDays(b *body, q *part, i int) bool {
	left := map[string]bool{}
	end := i
	for k := i; k < q.last; k++ {
		switch w := phraseIndex[p.word(k)]; {
		case w.class == classWeekday:
			left[w.value], end = true, k+1
		case strings.TrimSuffix(p.word(k), "s") == "weekend":
			left["saturday"], left["sunday"], end = true, true, k+1
		case p.word(k) != "and" && p.word(k) != "or" && p.word(k) != "on" && p.word(k) != "the" && p.kind(k) != tokComma:
			k = q.last
		}
	}
	if len(left) == 0 || len(left) == len(weekdayNames) {
		return false
	}
	var days []string
	for _, d := range weekdayNames {
		if !left[lower(d)] {
			days = append(days, d)
		}
	}
	daily, write := "weekly on "+listOf(days), ""
	if len(days) == 5 && left["saturday"] && left["sunday"] {
		daily = "every weekday"
	}
	if rest := p.src.slice(end, q.last); rest != "" {
		write = " except " + strings.TrimPrefix(rest, "and ")
	}
	d := p.add(codeUnexpected, p.src.spanOf(i, end), "days of the week are no exception", "")
	first, _ := p.clauseAround(b, int(p.src.tokens[q.first].start))
	switch often := lower(p.src.slice(first, i)); strings.TrimSuffix(strings.TrimSuffix(often, " except"), " but") {
	case "daily", "every day", "each day":
		d.Span = p.src.spanOf(first, q.last)
		d.write(daily + write)
	default:
		switch {
		case p.word(first) == "daily":
			d.Label = "write " + daily + " in place of daily"
		case p.word(first) == "every" && p.word(first+1) == "day":
			d.Label = "write " + daily + " in place of every day"
		case left["saturday"] && p.word(first) != "weekly" && p.class(first+1) != classWeekday:
			d.note("to move a run off a weekend write: adjusted to previous weekday").note("or:    adjusted to next weekday")
		default:
			d.Label = "name the days on which it runs"
		}
	}
	return true
}

// skipDays reports `not on weekends`, `skipping weekends` and `unless weekend`, at whose first or second word the schedule cannot be read.
func (p *parser) skipDays(b *body, q *part, i int) bool {
	if q.kind != skippingClause && !contains([]string{"but", "not", "skip", "unless", "if", "no"}, p.word(i)) {
		return false
	}
	if q.kind != skippingClause {
		i++
	}
	for p.word(i) == "on" || p.word(i) == "the" || p.word(i) == "not" || p.word(i) == "in" {
		i++
	}
	return p.exceptDays(b, q, i)
}

// dayOrdinal reports `day 15th`.
func (p *parser) dayOrdinal(b *body, i int) bool {
	n := cardinal(p.raw(i))
	span := p.src.spanOf(i, i+1)
	if p.kind(i) != tokOrdinal || p.class(i-1) != classDay || !p.helps(b, span, n) {
		return false
	}
	p.add(codeUnexpected, span, "the number of a day has no letters", "").write(n)
	return true
}

package dsl

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/proforma-go/proforma/schedule"
)

// specialDay recognises dates and days of the week in the words of letters and calendars. It looks around token i, at which a clause cannot
// be read.
func (p *parser) specialDay(b *body, q *part, i int) bool {
	for first := max(q.first+1, i-3); first <= i; first++ {
		if date, end := p.dateInWords(first); end > i {
			d := p.add(codeDate, p.src.spanOf(first, end), "a date is written year-month-day", "write 2026-12-31, for one")
			if date == "" && (q.kind == fromClause || q.kind == untilClause) {
				date = p.edgeOfMonth(first, q.kind == untilClause)
			}
			if date != "" {
				d.write(date)
			}
			return true
		}
	}
	return p.dayAbroad(b, i) || p.nthBefore(b, q, i) || p.yearAlone(q, i) || p.endOfYear(i) || p.today(q, i) || p.weekdayRange(b, i) || p.numberRange(q, i) || q.kind == exceptClause && p.exceptRange(i)
}

// monthWords are the names of months in English, Swedish, Norwegian and German.
var monthWords = map[string]int{
	"januari": 1, "januar": 1, "jänner": 1, "februari": 2, "februar": 2, "mars": 3, "märz": 3, "maj": 5, "mai": 5, "juni": 6, "juli": 7,
	"marts": 3, "mrz": 3, "augusti": 8, "oktober": 10, "okt": 10, "dezember": 12, "desember": 12, "des": 12, "dez": 12,
}

// weekdayWords are the days of the week in Swedish, Norwegian, Danish and German, and their abbreviations, Sunday first.
var weekdayWords = [7][]string{
	{"söndag", "sön", "søndag", "søn", "sonntag"}, {"måndag", "mån", "mandag", "montag"}, {"tisdag", "tis", "tirsdag", "tir", "dienstag"},
	{"onsdag", "ons", "mittwoch"}, {"torsdag", "tors", "tor", "donnerstag"}, {"fredag", "fre", "freitag"}, {"lördag", "lör", "lørdag", "lør", "samstag"},
}

// dayAbroad reports a day of the week or a month in another language.
func (p *parser) dayAbroad(b *body, i int) bool {
	word, write := p.word(i), ""
	for day, words := range weekdayWords {
		if slices.Contains(words, strings.TrimSuffix(word, "ar")) {
			write = time.Weekday(day).String()
		}
	}
	if m := monthWords[word]; m != 0 {
		write = time.Month(m).String()
	}
	if write == "" || !p.helps(b, p.src.spanOf(i, i+1), write) {
		return false
	}
	p.add(codeUnexpected, p.src.spanOf(i, i+1), `"{word}" is not English`, "", p.raw(i)).write(write)
	return true
}

// month returns the number of the month that token i names; 0 for none.
func (p *parser) month(i int) int {
	w := phraseIndex[p.word(i)]
	if w.class == classMonth {
		return monthNumbers[w.value]
	}
	return monthWords[p.word(i)]
}

// year returns the four digits of token i; "" where it is no year.
func (p *parser) year(i int) string {
	if raw := p.raw(i); p.kind(i) == tokNumber && len(raw) == 4 && isDigits(raw) {
		return raw
	}
	return ""
}

// dayNumber returns the number of a day that token i is; 0 where it is none.
func (p *parser) dayOfMonth(i int) int {
	n := 0
	switch p.kind(i) {
	case tokNumber:
		n, _ = parseInt(p.raw(i))
	case tokOrdinal:
		n, _ = parseInt(p.ordinal(i))
	}
	if n < 1 || n > 31 {
		return 0
	}
	return n
}

// compactDate returns the date that is written 20260101; "" where there is none.
func compactDate(s string) string {
	if len(s) != 8 || !isDigits(s) {
		return ""
	}
	date := s[:4] + "-" + s[4:6] + "-" + s[6:]
	if _, err := schedule.ParseDate(date); err != nil {
		return ""
	}
	return date
}

// dateInWords reads a date such as "1 January 2026", "January 1, 2026" or "20260101" from token i on; the index after it is 0 where there is
// none. A month without a day is a date that is not known.
func (p *parser) dateInWords(i int) (date string, end int) {
	if date = compactDate(p.raw(i)); date != "" && p.kind(i) == tokNumber {
		return date, i + 1
	}
	day, at := p.dayOfMonth(i), i
	if day != 0 {
		at++
		if p.word(at) == "of" {
			at++
		}
	}
	month := p.month(at)
	if month == 0 {
		return "", 0
	}
	if at++; day == 0 {
		if day = p.dayOfMonth(at); day != 0 {
			at++
			if p.kind(at) == tokComma {
				at++
			}
		}
	}
	year := p.year(at)
	if year == "" {
		return "", 0
	}
	date = fmt.Sprintf("%s-%02d-%02d", year, month, day)
	if _, err := schedule.ParseDate(date); err != nil {
		date = ""
	}
	return date, at + 1
}

// nthBefore reports `2nd business day before last day`, where days are counted and not numbered.
func (p *parser) nthBefore(b *body, q *part, i int) bool {
	unit := i - 1
	if side := p.word(i); side != "before" && side != "after" || p.class(unit) != classDay || p.kind(i+1) == tokDate {
		return false
	}
	first := unit - 1
	if p.word(first) == "business" {
		first--
	}
	n := p.ordinal(first)
	switch last := p.word(first) == "last" && p.word(i) == "before"; {
	case first <= q.first:
		return false
	case last:
		n = "1"
	case p.class(first) != classOrdinal && p.kind(first) != tokOrdinal || !isDigits(n):
		return false
	}
	text := n + " " + p.src.slice(first+1, i)
	if n != "1" {
		text = strings.TrimSuffix(text, "s") + "s"
	}
	span := p.src.spanOf(first, i)
	if !p.helps(b, span, text) {
		return false
	}
	p.add(codeUnexpected, span, `days {side} another one are counted, not numbered`, "", p.raw(i)).write(text)
	return true
}

// edgeOfMonth returns the first or last date of "January 2026" from token i on; "" where that is something else.
func (p *parser) edgeOfMonth(i int, last bool) string {
	month, year := p.month(i), p.year(i+1)
	if month == 0 || year == "" {
		return ""
	}
	date, err := schedule.ParseDate(fmt.Sprintf("%s-%02d-01", year, month))
	if err != nil {
		return ""
	}
	if last {
		date = date.AddMonths(1).AddDays(-1)
	}
	return date.String()
}

// dayOfYear reports 12-31 or 31.12. at token i where a date without its year must be meant: in a yearly schedule, and in exceptions and bounds.
func (p *parser) dayOfYear(i int, span Span, month, day string) bool {
	if !isDigits(month+day) || month == "" || len(month) > 2 || len(day) < 1 || len(day) > 2 {
		return false
	}
	date, err := schedule.ParseDate(fmt.Sprintf("2024-%02s-%02s", month, day))
	if err != nil {
		return false
	}
	for first := i; ; first-- {
		switch word := p.word(first); {
		case word == "except" || word == "from" || word == "until" || word == "through":
			p.add(codeDate, span, "a date has a year", "write it out, such as 2026-12-31")
			return true
		case phraseIndex[word].value == "yearly":
			_, m, d := date.Civil()
			p.add(codeDate, span, "a day of the year has the name of its month", "").write(fmt.Sprintf("%s %d", m, d))
			return true
		case p.beginsClause(first):
			return false
		}
	}
}

// yearAlone reports a year where a date must stand.
func (p *parser) yearAlone(q *part, i int) bool {
	year := p.year(i)
	if year == "" || q.kind != fromClause && q.kind != untilClause {
		return false
	}
	write := year + "-01-01"
	if q.kind == untilClause {
		write = year + "-12-31"
	}
	p.add(codeDate, p.src.spanOf(i, i+1), "a date has a month and a day", "").write(write)
	return true
}

// endOfYear reports `until end of 2026`.
func (p *parser) endOfYear(i int) bool {
	edge := map[string]string{"end": "-12-31", "start": "-01-01", "beginning": "-01-01"}[p.word(i)]
	year := p.year(i + 2)
	if edge == "" || p.word(i+1) != "of" || year == "" {
		return false
	}
	p.add(codeDate, p.src.spanOf(i, i+3), "a date is written year-month-day", "").write(year + edge)
	return true
}

// today reports `from today`. What day that is, the host may know.
func (p *parser) today(q *part, i int) bool {
	word := p.word(i)
	if q.kind != fromClause && q.kind != untilClause || !contains([]string{"today", "now", "tomorrow", "yesterday"}, word) {
		return false
	}
	span := p.src.spanOf(i, i+1)
	p.add(codeDate, span, `"{word}" is a different date every day`, "write a date", word).ask(func(c *checker) *Diagnostic {
		if c.env.AsOf.IsZero() || c.src.wordAt(i+1) == "on" { // from now on
			return nil
		}
		d := c.src.diagnostic(codeDate, span, `"{word}" is a different date every day`, "", word)
		return d.write(c.env.AsOf.AddDays(map[string]int{"tomorrow": 1, "yesterday": -1}[word]).String())
	})
	return true
}

// numberRange reports `days 1 to 5`.
func (p *parser) numberRange(q *part, i int) bool {
	list := numbersFrom(p.raw(i-1), p.raw(i+1))
	if q.kind != scheduleClause || list == "" || !contains([]string{"to", "through", "thru", "till", "until"}, p.word(i)) {
		return false
	}
	p.add(codeUnexpected, p.src.spanOf(i-1, i+2), "days are listed one by one", "").write(list)
	return true
}

// exceptRange reports `except 2026-12-24 to 2026-12-31`, where until would end the rule.
func (p *parser) exceptRange(i int) bool {
	if p.kind(i-1) != tokDate || p.kind(i+1) != tokDate || !contains([]string{"to", "till", "thru", "until"}, p.word(i)) {
		return false
	}
	p.add(codeUnexpected, p.src.spanOf(i, i+1), `"{word}" is not expected between the dates of an exception`, "", p.said(i)).write("through")
	return true
}

// dashedDates reports a dash between two dates, at token i.
func (p *parser) dashedDates(i int) bool {
	if p.kind(i-1) != tokDate || p.kind(i+1) != tokDate || !contains([]string{"-", "–", "—", "..", "…", "/", "→", "->"}, p.raw(i)) {
		return false
	}
	d := p.add(codeCharacter, p.src.spanOf(i, i+1), "{character} cannot stand between two dates", "", quoteChar(p.raw(i)))
	for first := i - 2; ; first-- {
		switch p.word(first) {
		case "except", "include", "from":
			word := "through"
			if p.word(first) == "from" && p.word(first-1) != "include" {
				word = "until"
			}
			d.write(word)
			d.Fix.Span = Span{Start: int(p.src.tokens[i-1].end), End: int(p.src.tokens[i+1].start)}
			d.Fix.Text = " " + word + " "
			return true
		}
		switch p.kind(first) {
		case tokDate, tokComma, tokWord:
		default:
			d.Label = "a list of dates has commas"
			return true
		}
	}
}

// weekdayRange reports `Monday to Friday` and `Monday-Friday`.
func (p *parser) weekdayRange(b *body, i int) bool {
	first, last := i-1, i+2
	from, to := p.word(i-1), p.word(i+1)
	if a, z, ok := strings.Cut(p.word(i), "-"); ok {
		first, last, from, to = i, i+1, a, z
	} else if !contains([]string{"to", "through", "thru", "till", "until", "-", "–", "—"}, p.raw(i)) {
		return false
	}
	start, end := phraseIndex[from], phraseIndex[to]
	if start.class != classWeekday || end.class != classWeekday {
		return false
	}
	var days []string
	for k := weekdayKinds[start.value]; len(days) < 7; k++ {
		if k > schedule.Sunday {
			k = schedule.Monday
		}
		days = append(days, time.Weekday((int(k-schedule.Monday)+1)%7).String())
		if k == weekdayKinds[end.value] {
			break
		}
	}
	span, write := p.src.spanOf(first, last), listOf(days)
	d := p.add(codeUnexpected, span, "days of the week are listed one by one", "write "+write)
	if b == nil || p.helps(b, span, write) {
		d.fix(write)
	}
	if len(days) == 5 && start.value == "monday" {
		d.note("for Monday to Friday write: every weekday")
	}
	return true
}

package dsl

import (
	"regexp"
	"strings"
)

// foreign recognises the schedules of other programs at the beginning of a body and returns the index of the first token after one and its
// separator; where there is none, the index of the body's first token.
func (p *parser) foreign(b *body) int {
	first, _ := p.trim(b.first, b.last)
	if first >= b.last {
		return b.first
	}
	start := int(p.src.tokens[first].start)
	text := p.src.text[start:p.src.tokens[b.last].start]
	line, _ := lineAt(text, 0)
	if !mayBeForeign(line) {
		return b.first
	}
	for _, recognise := range []func(string) (foreignSchedule, bool){calendarRule, cronLine, otherSchedule} {
		f, ok := recognise(line)
		if !ok {
			continue
		}
		f.startsOn(text)
		d := p.add(f.code, p.src.span(start+f.from, start+f.end), f.message, "")
		if f.write != "" {
			d.note("write: %s", f.write)
		}
		if f.certain {
			d.fix(f.write)
		}
		if f.example != "" {
			d.note("for example: %s", f.example)
		}
		i := first
		for i < b.last && int(p.src.tokens[i].start) < start+f.end {
			i++
		}
		for i < b.last && p.kind(i) != tokComma && p.kind(i) != tokSemicolon && p.kind(i) != tokNewline {
			i++
		}
		return min(i+1, b.last)
	}
	return b.first
}

// foreignSchedule is what another program has for a schedule: where it stands in its line, and what to write for it.
type foreignSchedule struct {
	code      Code
	from, end int
	message   string
	write     string
	certain   bool   // write says the same
	example   string // where what it says is not known
}

// mayBeForeign reports whether a line is worth a look: those of the language begin with a word in small letters, nearly always.
func mayBeForeign(line string) bool {
	c := line[0]
	return c < 'a' || c > 'z' || strings.HasPrefix(line, "cron") || strings.HasPrefix(line, "rate(") || strings.HasPrefix(line, "rrule") || strings.HasPrefix(line, "freq=") ||
		strings.HasPrefix(line, "oncalendar=")
}

var (
	rrulePattern   = regexp.MustCompile(`(?i)^(?:RRULE:|rrule[ :]+)?(FREQ=[A-Z]+(?:; ?[A-Z]+=[-+A-Z0-9,]*[-+A-Z0-9])*);?`)
	dtstartPattern = regexp.MustCompile(`(?i)^DTSTART(?:;[A-Z]+=[^:]*)?:(\d{4})(\d{2})(\d{2})(?:T\d{6}Z?)?\s*`)
)

// calendarRule recognises the recurrence rules of RFC 5545, with or without quotes that are missing.
func calendarRule(line string) (foreignSchedule, bool) {
	f := foreignSchedule{code: codeRRule, message: "this is an RFC 5545 recurrence rule"}
	if m := dtstartPattern.FindString(line); m != "" {
		f.end, f.example = len(strings.TrimSpace(m)), `rrule "FREQ=MONTHLY;BYMONTHDAY=-1" from 2026-01-01`
		return f, true
	}
	m := rrulePattern.FindStringSubmatchIndex(line)
	if m == nil {
		return f, false
	}
	text := strings.ReplaceAll(line[m[2]:m[3]], " ", "")
	f.end, f.write = m[1], "rrule "+quoteText(strings.ToUpper(text))
	rest := strings.TrimSpace(line[m[1]:])
	if strings.HasPrefix(lower(line), "rrule ") && strings.HasPrefix(rest, "from ") {
		f.message, f.certain = "a recurrence rule needs quotes", true
	} else {
		f.write += " from 2026-01-01"
	}
	return f, true
}

// startsOn takes the rule after its first date along, which stands on a line of its own.
func (f *foreignSchedule) startsOn(text string) {
	m := dtstartPattern.FindStringSubmatch(text)
	if m == nil {
		return
	}
	rule, ok := calendarRule(text[len(m[0]):])
	if !ok || rule.certain {
		return
	}
	f.end, f.example, f.certain = len(m[0])+rule.end, "", true
	f.write, _, _ = strings.Cut(rule.write, " from ")
	f.write += " from " + m[1] + "-" + m[2] + "-" + m[3]
}

// otherSchedule recognises calendar expressions of systemd, rates, and intervals of ISO 8601.
func otherSchedule(line string) (foreignSchedule, bool) {
	f := foreignSchedule{code: codeCron, end: len(line), example: "weekly on Monday at 22:00"}
	if i := strings.IndexByte(line, ','); i >= 0 {
		f.end = i
	}
	word := cronWord(line)
	switch {
	case strings.HasPrefix(strings.ToUpper(line), "ONCALENDAR="):
		f.message = "this is a calendar expression of systemd"
	case strings.HasPrefix(line, "rate("):
		f.message, f.example = "this is a rate, as cloud schedulers have it", "every 2 weeks on Monday from 2026-01-05"
	case isoInterval.MatchString(word):
		f.end, f.message, f.example = len(word), "this is an interval of ISO 8601", "monthly on last day"
	default:
		return f, false
	}
	return f, true
}

var isoInterval = regexp.MustCompile(`^(?:R\d*/(?:\d{4}-\d{2}-\d{2}[^/]*/)?)?P(?:(?:\d+[YMWD])+(?:T[0-9HMS]+)?|T[0-9HMS]+)(?:/\d{4}-.*)?$`)

package dsl

import (
	"fmt"
	"strings"
)

// foreign recognises a cron line or RRULE at the beginning of a body and returns the index of the first token after it and its
// separator; where there is none, the index of the body's first token.
func (p *parser) foreign(b *body) int {
	first, _ := p.trim(b.first, b.last)
	if first >= b.last {
		return b.first
	}
	start := int(p.src.tokens[first].start)
	line := p.src.text[start:p.src.tokens[b.last].start]
	line, _, _ = strings.Cut(line, "\n")
	end, message, advice := 0, "", ""
	code := codeCron
	switch upper := strings.ToUpper(line); {
	case strings.HasPrefix(upper, "FREQ=") || strings.HasPrefix(upper, "RRULE:"):
		end = len(strings.TrimRight(line, " \r"))
		if i := strings.IndexByte(line, ' '); i >= 0 {
			end = i
		}
		code = codeRRule
		text := line[:end]
		if i := strings.IndexByte(text, ':'); i >= 0 {
			text = text[i+1:]
		}
		message = "this is an RFC 5545 recurrence rule"
		advice = fmt.Sprintf("rrule %s from 2026-01-01", quoteText(text))
	default:
		if end = cronEnd(line); end == 0 {
			return b.first
		}
		message = "this looks like a cron expression"
		advice = fromCron(strings.Fields(line[:end]))
	}
	d := p.add(code, p.src.span(start, start+end), message, "")
	if advice != "" {
		d.note("write: %s", advice)
		if code == codeCron {
			d.fix(advice)
		}
	}
	i := first
	for i < b.last && int(p.src.tokens[i].start) < start+end {
		i++
	}
	for i < b.last && p.kind(i) != tokComma && p.kind(i) != tokSemicolon && p.kind(i) != tokNewline {
		i++
	}
	return min(i+1, b.last)
}

// cronEnd returns where the five or six fields of a cron line at the beginning of line end, 0 where there is none.
func cronEnd(line string) int {
	fields, end, pos, digits := 0, 0, 0, false
	for fields < 6 {
		for pos < len(line) && line[pos] == ' ' {
			pos++
		}
		start := pos
		for pos < len(line) && line[pos] != ' ' {
			pos++
		}
		field := strings.TrimRight(line[start:pos], "\r")
		final := strings.HasSuffix(field, ",")
		field = strings.TrimSuffix(field, ",")
		if !isCronField(field, fields) {
			break
		}
		digits = digits || strings.ContainsAny(field, "0123456789*")
		fields++
		end = start + len(field)
		if final {
			break
		}
	}
	if fields < 5 || !digits {
		return 0
	}
	return end
}

func isCronField(s string, index int) bool {
	if s == "" || s[len(s)-1] == ',' {
		return false
	}
	for i := range len(s) {
		switch c := s[i]; {
		case c >= '0' && c <= '9', c == '*', c == ',', c == '-', c == '/', c == '?', c == '#':
		case index >= 2 && (c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z') && len(s) <= 7:
		default:
			return false
		}
	}
	return true
}

var cronDays = map[string]string{
	"0": "Sunday", "1": "Monday", "2": "Tuesday", "3": "Wednesday", "4": "Thursday", "5": "Friday", "6": "Saturday", "7": "Sunday",
	"SUN": "Sunday", "MON": "Monday", "TUE": "Tuesday", "WED": "Wednesday", "THU": "Thursday", "FRI": "Friday", "SAT": "Saturday",
}

// fromCron says in the rule language what a simple cron line of five fields says; "" for one that is not simple.
func fromCron(f []string) string {
	if len(f) != 5 {
		return ""
	}
	minute, ok := parseInt(f[0])
	hour, fine := parseInt(f[1])
	if !ok || !fine || minute > 59 || hour > 23 || f[3] != "*" {
		return ""
	}
	at := fmt.Sprintf(" at %02d:%02d", hour, minute)
	day, weekday := f[2], strings.ToUpper(f[4])
	switch {
	case (day == "*" || day == "?") && (weekday == "*" || weekday == "?"):
		return "daily" + at
	case (day == "*" || day == "?") && (weekday == "1-5" || weekday == "MON-FRI"):
		return "every weekday" + at
	case (day == "*" || day == "?") && cronDays[weekday] != "":
		return "weekly on " + cronDays[weekday] + at
	case (weekday == "*" || weekday == "?") && strings.EqualFold(day, "L"):
		return "monthly on last day" + at
	case weekday == "*" || weekday == "?":
		if n, ok := parseInt(day); ok && n >= 1 && n <= 31 {
			return fmt.Sprintf("monthly on day %d%s", n, at)
		}
	}
	return ""
}

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
	line, _ = lineAt(line, 0)
	end, message, advice, example := 0, "", "", ""
	code := codeCron
	switch upper := strings.ToUpper(line); {
	case strings.HasPrefix(upper, "FREQ=") || strings.HasPrefix(upper, "RRULE:"):
		end = len(strings.TrimRight(line, " "))
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
	case strings.HasPrefix(upper, "ONCALENDAR="):
		end = len(line)
		if i := strings.IndexByte(line, ','); i >= 0 {
			end = i
		}
		message, example = "this is a calendar expression of systemd", "weekly on Monday at 22:00"
	case strings.HasPrefix(line, "@") && cronWords[cronWord(line)] != "":
		end = len(cronWord(line))
		message, advice = "this looks like a cron expression", cronWords[line[:end]]
	case strings.HasPrefix(line, "@every ") || strings.HasPrefix(line, "@hourly"):
		end = len(cronWord(line))
		if fields := strings.Fields(line); len(fields) > 1 && fields[0] == "@every" {
			end = strings.Index(line, fields[1]) + len(strings.TrimRight(fields[1], ",;"))
		}
		message, example = "rules run once a day at most", "daily at 22:00"
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
	if example != "" {
		d.note("for example: %s", example)
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

// cronWords are cron's words for whole lines, and what to write for them.
var cronWords = map[string]string{
	"@daily": "daily at 00:00", "@midnight": "daily at 00:00", "@weekly": "weekly on Sunday at 00:00", "@monthly": "monthly on first day at 00:00",
	"@yearly": "yearly on January 1 at 00:00", "@annually": "yearly on January 1 at 00:00",
}

// cronWord returns the word at the beginning of a line.
func cronWord(line string) string {
	if i := strings.IndexAny(line, " ,;\t"); i >= 0 {
		return line[:i]
	}
	return line
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
		field := line[start:pos]
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

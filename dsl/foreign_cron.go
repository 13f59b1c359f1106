package dsl

import (
	"fmt"
	"strings"
	"time"
)

// cronLine recognises a line of a crontab: five to seven fields, with a zone or a word before them, in parentheses or quotes, or one of
// cron's words.
func cronLine(line string) (foreignSchedule, bool) {
	f := foreignSchedule{code: codeCron, message: "this looks like a cron expression"}
	word := cronWord(line)
	switch {
	case cronWords[word] != "":
		f.end, f.write, f.certain = len(word), cronWords[word], true
		return f, true
	case word == "@every" || word == "@hourly" || word == "@reboot":
		f.message, f.example, f.end = "rules run once a day at most", "daily at 22:00", len(word)
		if fields := strings.Fields(line); word == "@every" && len(fields) > 1 {
			f.end = strings.Index(line, fields[1]) + len(strings.TrimRight(fields[1], ",;"))
		}
		return f, true
	}
	rest, zone := line, ""
	for _, before := range []string{"CRON_TZ=", "TZ="} {
		if after, ok := strings.CutPrefix(rest, before); ok {
			zone, rest, _ = strings.Cut(after, " ")
		}
	}
	rest = strings.TrimLeft(rest, `"'`)
	for _, before := range []string{"cron:", "cron(", "cron ", "cron=", "crontab", "schedule:"} {
		rest = strings.TrimLeft(strings.TrimPrefix(rest, before), ` "'`)
	}
	start := len(line) - len(rest)
	end := cronEnd(rest)
	if end == 0 {
		return f, false
	}
	f.end = start + end
	fields := strings.Fields(rest[:end])
	f.write = fromCron(fields)
	f.certain = f.write != ""
	switch {
	case f.certain && zone != "":
		f.write += " in " + zone
	case f.certain:
	case strings.Contains(rest[:end], "28-31"):
		f.example = "monthly on last day at 22:00"
	case strings.ContainsAny(fields[0]+fields[1], "*/,-"):
		f.message, f.example = "this looks like a cron expression, and rules run once a day at most", "daily at 22:00"
	}
	for f.end < len(line) && strings.IndexByte(`)"'`, line[f.end]) >= 0 && start > 0 {
		f.end++
	}
	return f, true
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

// cronEnd returns where the five to seven fields of a cron line at the beginning of line end, 0 where there is none.
func cronEnd(line string) int {
	fields, end, pos, digits := 0, 0, 0, false
	for fields < 7 {
		for pos < len(line) && line[pos] == ' ' {
			pos++
		}
		start := pos
		for pos < len(line) && strings.IndexByte(` )"'`, line[pos]) < 0 {
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
		case index >= 2 && (c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z') && len(s) <= 27:
		default:
			return false
		}
	}
	return true
}

// fromCron says in the rule language what a cron line says; "" for one that rules cannot say, or not in a line.
func fromCron(f []string) string {
	if len(f) > 5 && strings.Contains(f[len(f)-1]+f[len(f)-2]+f[len(f)-3], "?") && strings.ContainsAny(f[4]+f[5], "123456") {
		return "" // days of the week by number, which count from Sunday or Monday there
	}
	if len(f) == 7 && f[6] == "*" || len(f) == 6 && f[5] == "*" && strings.Contains(f[2]+f[4], "?") {
		f = f[:len(f)-1] // years
	}
	if len(f) == 6 && f[0] == "0" {
		f = f[1:] // seconds
	}
	if len(f) != 5 {
		return ""
	}
	minute, ok := parseInt(f[0])
	hour, fine := parseInt(f[1])
	if !ok || !fine || minute < 0 || minute > 59 || hour < 0 || hour > 23 {
		return ""
	}
	months, ok := cronList(f[3], monthName)
	days := cronDays(f[2], f[4])
	if !ok || days == "" {
		return ""
	}
	at := fmt.Sprintf(" at %02d:%02d", hour, minute)
	n, _ := parseInt(strings.TrimSpace(days[max(0, len(days)-2):]))
	if strings.HasPrefix(days, "monthly on day ") && len(months) == 1 {
		if n > 28 {
			return fmt.Sprintf("%s skipping short months%s only in %s", days, at, months[0])
		}
		return fmt.Sprintf("yearly on %s %d%s", months[0], n, at)
	}
	if strings.HasPrefix(days, "monthly on day") && n > 28 {
		at = " skipping short months" + at
	}
	if len(months) > 0 {
		at += " only in " + listOf(months)
	}
	return days + at
}

// cronDays says what the fields for days of the month and of the week say; "" where that is both at once.
func cronDays(day, weekday string) string {
	anyDay, anyWeekday := day == "*" || day == "?", weekday == "*" || weekday == "?"
	switch {
	case anyDay && anyWeekday:
		return "daily"
	case anyDay && (weekday == "1-5" || strings.EqualFold(weekday, "MON-FRI")):
		return "every weekday"
	case anyDay && len(weekday) > 1 && strings.EqualFold(weekday[len(weekday)-1:], "L"):
		if name := weekdayName(weekday[:len(weekday)-1]); name != "" {
			return "monthly on last " + name
		}
	case anyDay && strings.Contains(weekday, "#"):
		name, n, _ := strings.Cut(weekday, "#")
		if nth := map[string]string{"1": "first", "2": "second", "3": "third", "4": "fourth", "5": "fifth"}[n]; nth != "" && weekdayName(name) != "" {
			return "monthly on " + nth + " " + weekdayName(name)
		}
	case anyDay:
		if names, ok := cronList(weekday, weekdayName); ok && len(names) > 0 {
			return "weekly on " + listOf(names)
		}
	case anyWeekday && strings.EqualFold(day, "L"):
		return "monthly on last day"
	case anyWeekday && strings.EqualFold(day, "LW"):
		return "monthly on last weekday"
	case anyWeekday:
		numbers, ok := cronList(day, func(s string) string {
			if n, ok := parseInt(s); ok && n >= 1 && n <= 31 {
				return fmt.Sprint(n)
			}
			return ""
		})
		if ok && len(numbers) == 1 {
			return "monthly on day " + numbers[0]
		} else if ok && len(numbers) > 1 {
			return "monthly on days " + listOf(numbers)
		}
	}
	return ""
}

// cronList reads the items of a field that are set off by commas, none for any.
func cronList(field string, name func(string) string) (list []string, ok bool) {
	if field == "*" || field == "?" {
		return nil, true
	}
	for item := range strings.SplitSeq(field, ",") {
		s := name(item)
		if s == "" {
			return nil, false
		}
		list = append(list, s)
	}
	return list, true
}

// weekdayName returns the name of a day of the week in cron; "" where there is none.
func weekdayName(s string) string {
	n, ok := parseInt(s)
	for d := time.Sunday; d <= time.Saturday; d++ {
		if ok && n >= 0 && n <= 7 && int(d) == n%7 || strings.EqualFold(s, d.String()[:3]) {
			return d.String()
		}
	}
	return ""
}

// monthName returns the name of a month in cron; "" where there is none.
func monthName(s string) string {
	n, ok := parseInt(s)
	for m := time.January; m <= time.December; m++ {
		if ok && n == int(m) || strings.EqualFold(s, m.String()[:3]) {
			return m.String()
		}
	}
	return ""
}

// listOf joins items with commas and "and".
func listOf(items []string) string {
	last := len(items) - 1
	if last < 1 {
		return strings.Join(items, "")
	}
	return strings.Join(items[:last], ", ") + " and " + items[last]
}

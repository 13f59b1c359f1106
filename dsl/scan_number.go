package dsl

import "strings"

// number scans what begins with a digit at first: a number, ordinal, date or time, or one of the many things that people write
// instead. The position is at the sign, where there is one.
func (s *scanner) number(first int) {
	end := s.run(first, func(r rune) bool { return r == ':' || r == '.' || r == '/' || isWordPart(r) })
	for end > first+1 && strings.IndexByte(".:-/_", s.text[end-1]) >= 0 {
		end--
	}
	signed := first > s.pos
	if n := len(s.listAt); first+4 <= len(s.text) && first >= s.plainNumbers {
		grouped, _, vain := groupedNumber(s.text[first:], n > 0 && s.listAt[n-1])
		if grouped > 0 {
			s.bad(flawGrouping, first+grouped)
			return
		}
		s.plainNumbers = first + vain
	}
	switch raw := s.text[first:end]; {
	case isNumber(raw):
		s.emit(tokNumber, end)
	case signed:
		s.bad(flawGlued, end)
	case shape(raw) == "0000-00-00":
		s.emit(tokDate, end)
	case isTime(raw):
		s.emit(tokTime, end)
	case isOrdinal(raw):
		s.emit(tokOrdinal, end)
	case isTwelveHour(raw):
		s.bad(flawClock, end)
	case strings.HasPrefix(shape(raw), "0000-00-00"):
		s.bad(flawInstant, end)
	case strings.Count(shape(raw), "0")+2 == len(raw) && (strings.Count(raw, "/") == 2 || strings.Count(raw, ".") == 2 || strings.Count(raw, "-") == 2):
		s.bad(flawDate, end)
	default:
		s.bad(flawGlued, end)
	}
}

// shape replaces every digit by 0.
func shape(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return '0'
		}
		return r
	}, s)
}

func isDigits(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}

// isNumber reports whether s is digits, which may be grouped by underscores, with or without a fraction.
func isNumber(s string) bool {
	whole, fraction, dot := strings.Cut(s, ".")
	for i := range len(whole) {
		if c := whole[i]; c != '_' && (c < '0' || c > '9') {
			return false
		}
	}
	return whole != "" && (!dot || isDigits(fraction))
}

// isTime reports whether s looks like 22:00 or 22:00:00, whatever the numbers are.
func isTime(s string) bool {
	switch shape(s) {
	case "0:00", "00:00", "0:00:00", "00:00:00":
		return true
	}
	return false
}

func isOrdinal(s string) bool {
	if len(s) < 3 || !isDigits(s[:len(s)-2]) {
		return false
	}
	switch strings.ToLower(s[len(s)-2:]) {
	case "st", "nd", "rd", "th":
		return true
	}
	return false
}

func isTwelveHour(s string) bool {
	if len(s) < 3 {
		return false
	}
	clock := strings.ToLower(s[len(s)-2:])
	return (clock == "am" || clock == "pm") && (isDigits(s[:len(s)-2]) || isTime(s[:len(s)-2]))
}

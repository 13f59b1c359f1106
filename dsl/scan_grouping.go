package dsl

import (
	"strings"
	"unicode/utf8"
)

// groupedNumber returns the length of the number at the beginning of a text whose thousands are set off by commas, points, spaces or
// apostrophes, as in 1,000.50, 1.000,50, 1 000 and 1'000, and the number of digits after its decimal sign; 0 where there is none. In a
// list, commas set off the items. Vain is how far it looked for groups that make no number, so that none of them begins one either.
func groupedNumber(text string, inList bool) (length, decimals, vain int) {
	end := digitsAt(text, 0)
	if end == 0 || end > 3 {
		return 0, 0, 0
	}
	sep, size := utf8.DecodeRuneInString(text[end:])
	if !strings.ContainsRune(groupSeparators, sep) || sep == ',' && inList {
		return 0, 0, 0
	}
	groups := 0
	for strings.HasPrefix(text[end:], string(sep)) && digitsAt(text, end+size) == 3 {
		end += size + 3
		groups++
	}
	sign := byte('.')
	if end < len(text) && (text[end] == '.' || text[end] == ',') && rune(text[end]) != sep && !(inList && text[end] == ',') {
		sign = text[end]
		decimals = digitsAt(text, end+1)
	}
	switch {
	case groups == 0, sep == '.' && groups == 1 && (decimals == 0 || sign != ','): // no groups, or a decimal point
		return 0, 0, 0
	case endsWithin(text, end):
		return 0, 0, end
	case decimals > 0 && !endsWithin(text, end+1+decimals):
		return end + 1 + decimals, decimals, 0
	}
	return end, 0, 0
}

// groupSeparators set off thousands: beside the comma and the point, spaces of several widths and apostrophes.
const groupSeparators = ",. '\u00a0\u2007\u2009\u202f’"

// digitsAt returns how many digits stand at an offset.
func digitsAt(text string, at int) int {
	n := 0
	for at+n < len(text) && text[at+n] >= '0' && text[at+n] <= '9' {
		n++
	}
	return n
}

// endsWithin reports whether what stands at an offset belongs to the digits before it.
func endsWithin(text string, at int) bool {
	return at < len(text) && (text[at] >= '0' && text[at] <= '9' || strings.IndexByte("-:/_", text[at]) >= 0)
}

// plainNumber returns a number of [groupedNumber] as the language has it, and with its thousands set off by underscores.
func plainNumber(raw string, decimals int) (plain, grouped string) {
	whole, fraction := raw, ""
	if decimals > 0 {
		whole, fraction = raw[:len(raw)-decimals-1], "."+raw[len(raw)-decimals:]
	}
	var b, g strings.Builder
	for i := 0; i < len(whole); {
		r, n := utf8.DecodeRuneInString(whole[i:])
		switch {
		case r >= '0' && r <= '9' || r == '-':
			b.WriteRune(r)
			g.WriteRune(r)
		default:
			g.WriteByte('_')
		}
		i += n
	}
	return b.String() + fraction, g.String() + fraction
}

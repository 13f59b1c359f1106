package dsl

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/proforma-go/proforma/schedule"
)

// badToken reports token i, which the scanner could make nothing of, in a clause of a kind; nil: in none.
func (p *parser) badToken(kind *clauseKind, i int) {
	t := p.src.tokens[i]
	raw := p.raw(i)
	span := p.src.spanOf(i, i+1)
	if len(p.list) > maxFindings { // nobody will read more than that there is one
		p.add(codeCharacter, span, "this cannot be read", "")
		return
	}
	switch t.flaw {
	case flawUnclosed:
		p.unclosed(i)
	case flawTypographic:
		p.typographicQuotes(span, raw, kind != nil && kind != optionClause && kind.grammar.mode == names)
	case flawOperator:
		if strings.Trim(raw, "!") == "" && p.endsClause(i+1) || raw == "|" && p.beginsClause(i) || raw == "=>" && p.beginsClause(i-1) {
			p.badCharacter(i)
			return
		}
		if (raw == "&" || raw == "&&") && kind != nil && kind.grammar.mode != filters && clauseHeads[p.word(i+1)] != nil {
			p.add(codeOperator, span, `"{operator}" is not an operator`, "write a comma", raw).fix(",")
			return
		}
		if !p.ampersand(kind, i) {
			p.foreignOperator(span, raw)
		}
	case flawGrouping:
		p.grouping(span, raw)
	case flawAddress:
		p.address(i)
	case flawEncoding:
		p.add(codeEncoding, span, "this is not text in UTF-8", "save the text as UTF-8")
	case flawClock:
		p.twelveHours(span, raw)
	case flawDate:
		p.foreignDate(span, raw)
	case flawInstant:
		p.instant(i, span, raw)
	case flawGlued:
		month, day, _ := strings.Cut(raw, "-")
		if !p.dayOfYear(i, span, month, day) && (kind != whereClause || !p.hoursOf(i)) {
			p.glued(span, raw)
		}
	case flawBackquote:
		if len(raw) > 1 {
			p.add(codeBackquote, span, "there is no name between these backquotes", "write a name")
			return
		}
		p.add(codeBackquote, span, "this backquote has no partner", "write the name between two backquotes")
	case flawCurrency:
		p.currencySign(i)
	case flawComment:
		d := p.add(codeCharacter, span, "a comment begins with #", "write it at the end of the line")
		if text := strings.TrimSpace(strings.TrimSuffix(raw[2:], "*/")); !strings.HasPrefix(raw, "/*") || p.kind(i+1) == tokNewline || p.kind(i+1) == tokEOF {
			d.Label = "write #"
			d.fix(strings.TrimSpace("# " + text))
		}
	default:
		p.badCharacter(i)
	}
}

// grouping reports a number whose thousands are set off.
func (p *parser) grouping(span Span, raw string) {
	digits := strings.TrimPrefix(raw, "-")
	_, decimals, _ := groupedNumber(digits, false)
	plain, grouped := plainNumber(raw, decimals)
	sep, _ := utf8.DecodeRuneInString(digits[digitsAt(digits, 0):])
	name, label := "a space", ""
	switch sep {
	case ',':
		name, label = "a comma", "a comma separates clauses and list items"
	case '.':
		name, label = "a point", "a point is followed by decimals"
	case '\'', '’':
		name, label = "an apostrophe", ""
	}
	p.add(codeGrouping, span, "{sign} cannot group digits", label, name).fix(plain).note("write: %s or %s", plain, grouped)
}

// endsClause reports whether a separator stands at token i, or nothing.
func (p *parser) endsClause(i int) bool {
	switch p.kind(i) {
	case tokComma, tokSemicolon, tokNewline, tokRBrace, tokEOF, tokComment:
		return true
	}
	return false
}

func quoteChar(raw string) string {
	if raw == `"` {
		return raw
	}
	return `"` + raw + `"`
}

// typographicQuotes reports such quotes: around a text, or around a name, which has none.
func (p *parser) typographicQuotes(span Span, raw string, named bool) {
	d := p.add(codeTypographic, span, "typographic quotes cannot be used here", "use straight quotes")
	_, n := utf8.DecodeRuneInString(raw)
	_, m := utf8.DecodeLastRuneInString(raw)
	if n+m <= len(raw) {
		text := quoteText(raw[n : len(raw)-m])
		if named {
			text, d.Label = quoteName(raw[n:len(raw)-m]), "leave them out"
		}
		d.fix(text).note("write: %s", text)
	}
}

// foreignOperators are operators of other languages and what to write for them.
var foreignOperators = map[string]string{
	"==": "=", "===": "=", "<>": "!=", "!==": "!=", "=!": "!=", "~=": "!=", "=<": "<=", "=>": ">=", "≠": "!=", "≤": "<=", "≥": ">=", "&&": "and",
	"&": "and", "||": "or", "|": "or", "!": "not", "~": "contains", "=~": "contains",
}

func (p *parser) foreignOperator(span Span, raw string) {
	d := p.add(codeOperator, span, `"{operator}" is not an operator`, "", raw)
	if op := foreignOperators[raw]; op != "" {
		d.Label = fmt.Sprintf("write %q", op)
		if raw != "!" && raw != "~" && raw != "=~" {
			d.fix(op)
			p.src.keepApart(d.Fix)
		}
		return
	}
	d.note("operators: =, !=, <, <=, >, >=, in, contains, starts with, ends with, is empty")
}

func (p *parser) twelveHours(span Span, raw string) {
	d := p.add(codeTime, span, "times use the 24-hour clock", "write 22:00, for one")
	hours, minutes, _ := strings.Cut(raw[:len(raw)-2], ":")
	if minutes == "" {
		minutes = "00"
	}
	h, ok := parseInt(hours)
	if m, fine := parseInt(minutes); !ok || !fine || h < 1 || h > 12 || m > 59 {
		return
	}
	h %= 12
	if strings.EqualFold(raw[len(raw)-2:], "pm") {
		h += 12
	}
	text := fmt.Sprintf("%02d:%s", h, minutes)
	d.Label = "write " + text
	d.fix(text)
}

// foreignDate reports 31/12/2026, 31.12.2026, 2026/12/31 and 2026-1-5. Where day and month can be told apart it writes the date out.
func (p *parser) foreignDate(span Span, raw string) {
	parts := strings.FieldsFunc(raw, func(r rune) bool { return r < '0' || r > '9' })
	if len(parts) < 3 || len(parts[0]) == 3 {
		p.add(codeGlued, span, `"{word}" is neither a number nor a date`, "", raw)
		return
	}
	d := p.add(codeDate, span, "a date is written year-month-day", "")
	if len(parts) != 3 {
		d.Label = "write 2026-12-31, for one"
		return
	}
	iso := func(y, m, d string) string {
		if len(y) != 4 || len(m) > 2 || len(d) > 2 {
			return ""
		}
		return fmt.Sprintf("%s-%02s-%02s", y, m, d)
	}
	if text := iso(parts[0], parts[1], parts[2]); text != "" {
		d.Label = "write " + text
		d.fix(text)
		return
	}
	if len(parts[2]) == 2 && len(parts[0]) <= 2 {
		p.shortYear(d, raw, parts)
		return
	}
	first, second := iso(parts[2], parts[1], parts[0]), iso(parts[2], parts[0], parts[1])
	switch a, _ := parseInt(parts[0]); {
	case first == "":
		d.Label = "write 2026-12-31, for one"
	case a > 12 || strings.Contains(raw, "."):
		d.Label = "write " + first
		d.fix(first)
	default:
		if b, _ := parseInt(parts[1]); b > 12 {
			d.Label = "write " + second
			d.fix(second)
			return
		}
		d.Label = "write " + first + " or " + second
	}
}

// shortYear says what a date with a year of two digits may be: 31.12.26 ends with it, 26-12-31 begins with it.
func (p *parser) shortYear(d *Diagnostic, raw string, parts []string) {
	day, month, year := parts[0], parts[1], parts[2]
	if strings.Contains(raw, "-") {
		day, year = year, day
	}
	text := fmt.Sprintf("20%02s-%02s-%02s", year, month, day)
	if _, err := schedule.ParseDate(text); err != nil || strings.Contains(raw, "/") {
		d.Label = "write 2026-12-31, for one"
		return
	}
	if d.Label = "write " + text + ", if that is meant"; strings.Contains(raw, ".") {
		d.write(text)
	}
}

// glued reports a number that runs into a word: 30days, 10kr, 22h.
func (p *parser) glued(span Span, raw string) {
	switch {
	case len(raw) == 7 && shape(raw) == "0000-00":
		p.add(codeDate, span, "a date has a day", "").Label = "write " + raw + "-01, for one"
		return
	case strings.HasSuffix(raw, "Z") && isTime(raw[:len(raw)-1]):
		p.add(codeZone, span, "a time zone has a name", "").write(raw[:len(raw)-1] + " in UTC")
		return
	}
	if text := separated(raw); text != "" {
		p.add(codeGlued, span, `"{word}" is neither a number nor a word`, "", raw).write(text)
		return
	}
	i := strings.IndexFunc(raw, func(r rune) bool { return (r < '0' || r > '9') && r != '-' && r != '_' && r != '.' && r != ':' })
	if i > 0 && isNumber(strings.TrimPrefix(raw[:i], "-")) && isWordStart([]rune(raw[i:])[0]) {
		d := p.add(codeGlued, span, `"{word}" is neither a number nor a word`, "", raw)
		if text := apart(raw[:i], lower(raw[i:])); text != "" {
			d.Label = "write " + text
			d.fix(text)
		} else if text := raw[:i] + " " + singular(raw[:i], raw[i:]); len(raw)-i > 2 && (len(raw)-i > 3 || isLanguageWord(lower(raw[i:])) || isCurrency(raw[i:])) && strings.IndexFunc(raw[i:], func(r rune) bool { return !unicode.IsLetter(r) }) < 0 {
			d.Label = "write " + text
			d.fix(text)
		} else {
			d.Label = "write the whole number"
			if f, err := strconv.ParseFloat(raw, 64); err == nil && f == float64(int64(f)) && f < 1e15 {
				d.write(strconv.FormatInt(int64(f), 10))
			}
		}
		return
	}
	p.add(codeGlued, span, `"{word}" is not a number`, "", raw)
}

// singular returns a word that a number counts: that of one is no plural.
func singular(number, word string) string {
	if one := strings.TrimSuffix(word, "s"); number == "1" && phraseIndex[lower(one)].spelling != "" {
		return one
	}
	return word
}

// separated returns what stands for a time such as 22h30 or 22:0, and for days such as 1-5 and 1st/15th; "" for anything else.
func separated(raw string) string {
	if hours, minutes, ok := strings.Cut(lower(raw), "h"); ok || strings.Contains(raw, ":") {
		if !ok {
			hours, minutes, _ = strings.Cut(raw, ":")
		}
		h, isHour := parseInt(hours)
		if m, isMinute := parseInt(minutes); isHour && isMinute && isDigits(hours+minutes) && h < 24 && m < 60 && len(minutes) <= 2 {
			return fmt.Sprintf("%02d:%02d", h, m)
		}
	}
	if a, b, ok := strings.Cut(raw, "/"); ok && isOrdinal(a) && isOrdinal(b) {
		return a + " and " + b
	}
	if a, b, ok := strings.Cut(raw, "-"); ok {
		return numbersFrom(a, b)
	}
	return ""
}

// numbersFrom lists the days of the month from one to another; "" where they are none.
func numbersFrom(first, last string) string {
	a, ok := parseInt(first)
	b, fine := parseInt(last)
	if !ok || !fine || a < 1 || b > 31 || a >= b {
		return ""
	}
	var list []string
	for n := a; n <= b; n++ {
		list = append(list, strconv.Itoa(n))
	}
	return listOf(list)
}

// apart returns what a number and the letters behind it stand for: 22h, 100k; "" where that is not known.
func apart(number, letters string) string {
	n, ok := parseInt(number)
	switch {
	case ok && letters == "h" && n >= 0 && n < 24:
		return fmt.Sprintf("%02d:00", n)
	case ok && letters == "k" && n > 0 && n < 1_000_000:
		return fmt.Sprint(n * 1000)
	}
	return ""
}

// instant reports a date with something joined to it: a time of day, or another date.
func (p *parser) instant(i int, span Span, raw string) {
	first, rest := raw[:10], raw[10:]
	if len(rest) < 10 || shape(rest[len(rest)-10:]) != "0000-00-00" {
		letter, _ := utf8.DecodeRuneInString(rest)
		switch {
		case (rest[0] == 'T' || rest[0] == 't') && len(rest) > 2 && isDigits(rest[1:3]):
			p.add(codeDate, span, "a date has no time in it", "").write(first)
		case unicode.IsLetter(letter): // 2026-12-31split
			p.add(codeGlued, span, `"{word}" is neither a date nor a word`, "", raw).write(first + " " + rest)
		default:
			p.add(codeDate, span, "{date} is not a date", "a date is written year-month-day", raw)
		}
		return
	}
	both := first + " through " + rest[len(rest)-10:]
	d := p.add(codeDate, span, "these are two dates", "set them apart")
	if p.word(i-1) == "except" && len(rest) > 10 {
		d.write(both)
		return
	}
	d.note("a range of exceptions is written: except %s", both)
}

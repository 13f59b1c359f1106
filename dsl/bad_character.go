package dsl

import (
	"strings"
	"unicode/utf8"

	"github.com/proforma-go/proforma/schedule"
)

// lookalikes are characters that word processors and other keyboards make of those of the language.
var lookalikes = map[string]string{
	"−": "-", "‐": "-", "‑": "-", "，": ",", "、": ",", "；": ";", "（": "(", "）": ")", "［": "[", "］": "]", "｛": "{", "｝": "}", "＝": "=",
	"＜": "<", "＞": ">", "：": ":", "＃": "#", "′": "'", "″": `"`,
}

// badCharacter reports a character, or several, that means nothing where token i stands.
func (p *parser) badCharacter(i int) {
	raw := p.raw(i)
	span := p.src.spanOf(i, i+1)
	for _, special := range []func(int) bool{p.colonTest, p.dottedField, p.otherQuotes, p.dashedNumbers, p.numbered, p.signAfterHead, p.plusDays, p.dashedDates, p.bullet, p.dashForComma, p.fullStop, p.atSign, func(i int) bool { return p.weekdayRange(nil, i) || p.monthRange(nil, nil, i) }, p.offsetZone} {
		if special(i) {
			return
		}
	}
	d := p.add(codeCharacter, span, "{character} cannot be used here", "", quoteChar(raw))
	switch same := lookalikes[raw]; {
	case same != "":
		d.write(same)
	case raw == "." && p.kind(i+1) == tokNumber && p.touches(i) && !p.touches(i-1):
		d.Label = "leave it out"
		d.fix("")
	case raw == "%" && p.kind(i-1) == tokNumber:
		d.Label = "write a number or an amount"
	case strings.HasPrefix(raw, ":") && p.kind(i-1) == tokNumber:
		d.Label = "write a currency, such as SEK"
	default:
		d.Label = "leave it out"
	}
}

// signAfterHead reports the colon of `status: draft`. A word before it that begins no clause is left out with it, as in `rule: daily`.
func (p *parser) signAfterHead(i int) bool {
	if sign := p.raw(i); sign != ":" && sign != "=" && sign != "=>" && sign != ":=" {
		return false
	}
	first := i
	for p.kind(first-1) == tokWord {
		first--
	}
	if first == i || !p.beginsClause(first) {
		return false
	}
	span := Span{Start: int(p.src.tokens[i].start), End: int(p.src.tokens[i].end)}
	d := p.add(codeCharacter, span, "no {character} stands between a clause and what it says", "leave it out", quoteChar(p.raw(i)))
	cut := span
	if next := p.afterScalar(i + 1); clauseHeads[p.word(next)] != nil && clauseHeads[p.word(first)] == nil {
		p.reported = next
		lead := lower(p.raw(i - 1))
		if !contains([]string{"rule", "schedule", "when", "recurrence", "frequency", "billing", "invoicing", "repeat", "cron", "every"}, lead) {
			return d.nameBefore(p, first, i)
		}
		d.Label = "leave it out, and what stands before it"
		cut.Start, cut.End = int(p.src.tokens[first].start), int(p.src.tokens[next].start)
	} else if text := strings.TrimRight(p.raw(i-1), "0123456789"); text != p.raw(i-1) && p.touches(i-1) { // at6:00
		d.Label = ""
		if p.touches(i) && p.kind(i+1) == tokNumber && clauseHeads[lower(text)] != nil {
			p.reported = i + 2
			d.Span = p.src.spanOf(i-1, i+2)
			d.write(text + " " + p.src.text[int(p.src.tokens[i-1].start)+len(text):p.src.tokens[i+1].end])
		}
		return true
	} else if p.touches(i) { // a:b
		d.fixAt(cut, " ")
		return true
	} else if !p.touches(i - 1) { // a : b
		cut.End = int(p.src.tokens[i+1].start)
	}
	d.fixAt(cut, "")
	return true
}

// afterScalar returns the index after the sign of a block scalar of YAML at token i, and the line break behind it; i where there is none.
func (p *parser) afterScalar(i int) int {
	last := i
	for raw := p.raw(last); raw != "" && strings.Trim(raw, "|>-+") == ""; raw = p.raw(last) {
		last++
	}
	if last == i || p.kind(last) != tokNewline {
		return i
	}
	return last + 1
}

// nameBefore offers to make a clause of a name with a colon, from token first to the one at i, before a rule.
func (d *Diagnostic) nameBefore(p *parser, first, i int) bool {
	if p.word(first) == "rule" && first+1 < i {
		first++
	}
	name := "name " + quoteText(p.src.slice(first, i))
	d.Label = "write " + shorten(name) + ", and a comma"
	if !p.otherColon(i+1) && (first == 0 || first == 1 && p.word(0) == "rule") {
		d.fixAt(p.src.spanOf(0, i+1), name+",")
	}
	return true
}

// otherColon reports whether there is one more colon from token i on, as where several rules have a name.
func (p *parser) otherColon(i int) bool {
	for ; p.kind(i) != tokEOF; i++ {
		if p.raw(i) == ":" {
			return true
		}
	}
	return false
}

// beginsClause reports whether token i is the first of a line, or follows a separator or a brace.
func (p *parser) beginsClause(i int) bool {
	switch p.kind(i - 1) {
	case tokComma, tokSemicolon, tokNewline, tokLBrace, tokComment:
		return true
	}
	return i == 0
}

// plusDays reports `run date + 3 days`, and the same with a minus.
func (p *parser) plusDays(i int) bool {
	sign := p.raw(i)
	side := map[string]string{"+": " after ", "-": " before ", "−": " before ", "–": " before "}[sign]
	if side == "" || p.kind(i+1) != tokNumber || p.word(i+2) == "" || p.word(i-2) == "" || p.word(i-1) != "date" && p.word(i-1) != "day" {
		return false
	}
	count := p.src.slice(i+1, i+3)
	span, write := p.src.spanOf(i-2, i+3), count+side+p.src.slice(i-2, i)
	if w := p.word(i - 2); w == "invoice" || w == "entry" {
		span, write = p.src.spanOf(i, i+3), count+side+"run date"
	}
	p.add(codeCharacter, span, "days are counted in words", "").write(write)
	return true
}

// bullet reports what a list in a text begins its lines with.
func (p *parser) bullet(i int) bool {
	raw := p.raw(i)
	if !p.beginsClause(i) || p.kind(i+1) != tokWord && p.kind(i+1) != tokText || !contains([]string{"-", "*", "•", "–", "·", "—", ">", "|", "●", "▪"}, raw) {
		return false
	}
	p.add(codeCharacter, p.src.spanOf(i, i+1), "{character} cannot begin a clause", "leave it out", quoteChar(raw)).
		fixAt(turned{first: i, last: i + 1}.span(p.src), "")
	return true
}

// numbered reports the 1. or a) before a clause in a list, whose sign is token i.
func (p *parser) numbered(i int) bool {
	if raw := p.raw(i); raw != "." && raw != ")" || i == 0 || !p.beginsClause(i-1) || clauseHeads[p.word(i+1)] == nil ||
		p.kind(i-1) != tokNumber && len(p.word(i-1)) != 1 {
		return false
	}
	p.add(codeCharacter, p.src.spanOf(i-1, i+1), "rules have no numbers", "leave it out").
		fixAt(turned{first: i - 1, last: i + 1}.span(p.src), "")
	return true
}

// otherQuotes reports ´Anna´ and %Anna%, with the first sign at token i.
func (p *parser) otherQuotes(i int) bool {
	if raw := p.raw(i); !contains([]string{"´", "%", "*", "|", "^"}, raw) || !p.touches(i) || p.touches(i-1) || p.beginsClause(i) {
		return false
	}
	last := i + 1
	for p.kind(last) == tokWord || p.kind(last) == tokNumber {
		last++
	}
	if last == i+1 || p.raw(last) != p.raw(i) || !p.touches(last-1) {
		return false
	}
	p.reported = last + 1
	text := quoteText(p.src.slice(i+1, last))
	switch pattern := p.raw(i) == "%" || p.raw(i) == "*"; {
	case !pattern:
		p.add(codeQuotes, p.src.spanOf(i, last+1), "text needs quotes", "").write(text)
	case p.raw(i-1) == "=":
		p.add(codeOperator, p.src.spanOf(i-1, last+1), "there are no patterns", "").write("contains " + text)
	default:
		p.add(codeOperator, p.src.spanOf(i, last+1), "there are no patterns", "write contains "+text)
	}
	return true
}

// dashedNumbers reports a date whose dashes are none of the keyboard, the first of which is token i.
func (p *parser) dashedNumbers(i int) bool {
	for k := i - 1; k < i+3; k++ {
		if !p.touches(k) && k < i+2 || p.kind(k) == tokNumber != ((k-i)&1 != 0) {
			return false
		}
	}
	date := p.raw(i-1) + "-" + p.raw(i+1) + "-" + p.raw(i+3)
	if _, err := schedule.ParseDate(date); err != nil || p.raw(i) != p.raw(i+2) {
		return false
	}
	p.reported = i + 3
	p.add(codeDate, p.src.spanOf(i-1, i+4), "a date is written year-month-day", "").write(date)
	return true
}

// dashForComma reports a dash or a slash between two clauses.
func (p *parser) dashForComma(i int) bool {
	raw := p.raw(i)
	if !contains([]string{"-", "–", "—", "/", "+", "·", "•", "…", "->", "→", ".", ":"}, raw) || clauseHeads[p.word(i+1)] == nil || p.beginsClause(i) {
		return false
	}
	span := Span{Start: int(p.src.tokens[i-1].end), End: int(p.src.tokens[i].end)}
	p.add(codeCharacter, p.src.spanOf(i, i+1), "{character} does not set off a clause", "write a comma", quoteChar(raw)).fixAt(span, ",")
	return true
}

// fullStop reports a point after a sentence or an abbreviation, and one that lacks the digit before it.
func (p *parser) fullStop(i int) bool {
	raw := p.raw(i)
	if day, month, ok := strings.Cut(p.raw(i-1), "."); ok && raw == "." && p.touches(i-1) && p.dayOfYear(i-1, p.src.spanOf(i-1, i+1), month, day) {
		return true
	}
	switch {
	case raw == "." && p.kind(i+1) == tokNumber && p.touches(i) && (!p.touches(i-1) || p.kind(i-1) == tokOp):
		p.add(codeGlued, p.src.spanOf(i, i+2), "a number has a digit before its point", "").write("0." + p.raw(i+1))
	case raw == "." && p.touches(i-1) && (p.word(i-1) == "kl" || p.word(i-1) == "klockan"):
		p.add(codeCharacter, p.src.spanOf(i-1, i+1), "abbreviations have no point", "").write("at")
	case raw == "." && p.kind(i+1) == tokNumber && p.touches(i) && p.kind(i-1) == tokWord:
		p.add(codeCharacter, p.src.spanOf(i, i+1), "{character} cannot be used here", "put a space before the number", quoteChar(raw))
	case raw == "." && p.kind(i-1) == tokNumber && p.kind(i+1) == tokNumber:
		p.add(codeCharacter, p.src.spanOf(i, i+1), "{character} cannot be used here", "write the number without spaces", quoteChar(raw))
	case strings.Trim(raw, ".!…") == "" && i > 0 && !p.beginsClause(i):
		p.add(codeCharacter, p.src.spanOf(i, i+1), "{character} cannot be used here", "leave it out", quoteChar(raw)).fix("")
	default:
		return false
	}
	return true
}

// atSign reports `@ 22:00`.
func (p *parser) atSign(i int) bool {
	if p.raw(i) != "@" || p.kind(i+1) != tokTime {
		return false
	}
	write := "at"
	if p.touches(i) {
		write = "at "
	}
	p.add(codeCharacter, p.src.spanOf(i, i+1), "{character} cannot be used here", "write at", `"@"`).fix(write)
	return true
}

// unclosed reports a text that is never closed, at token i.
func (p *parser) unclosed(i int) {
	t, raw := p.src.tokens[i], p.raw(i)
	quote := raw[:1]
	open := p.src.span(int(t.start), int(t.start)+1)
	if quote == "'" && i > 0 && p.kind(i-1) == tokWord && p.touches(i-1) {
		if !p.cutByApostrophe(i) && !p.bankersApostrophe(i) {
			p.apostrophe(i)
		}
		return
	}
	if at := strings.IndexAny(raw, typographic); at > 0 {
		_, n := utf8.DecodeRuneInString(raw[at:])
		close := p.src.span(int(t.start)+at, int(t.start)+at+n)
		p.add(codeTypographic, close, "a typographic quote does not close this text", "").also(open, "opened here").write(quote)
		return
	}
	d := p.add(codeUnclosedText, open, "this text is never closed", "opened here").note("add %s at its end", quote)
	if text, brace := strings.CutSuffix(strings.TrimSpace(raw), "}"); brace && len(strings.TrimSpace(text)) > 1 && !strings.HasSuffix(strings.TrimSpace(text), `"`) && !strings.HasSuffix(strings.TrimSpace(text), "'") {
		end := int(t.start) + len(strings.TrimRight(text, " \t"))
		d.fixAt(p.src.span(end, end), quote)
	}
}

// cutByApostrophe reports a text between apostrophes that has another one in it, such as 'O'Brien', whose last apostrophe is token i.
func (p *parser) cutByApostrophe(i int) bool {
	first := i - 1
	for p.kind(first) == tokWord || p.kind(first) == tokNumber {
		first--
	}
	if p.kind(first) != tokText || p.raw(first)[0] != '\'' || !p.touches(first) {
		return false
	}
	span := Span{Start: int(p.src.tokens[first].start), End: int(p.src.tokens[i].start) + 1}
	text := p.src.text[span.Start+1 : span.End-1]
	p.add(codeUnclosedText, span, "an apostrophe ends this text", "").write(quoteText(text))
	return true
}

// apostrophe reports one within a word, as in "doesn't" and "month's".
func (p *parser) apostrophe(i int) {
	t := p.src.tokens[i]
	end := int(t.start) + 1
	for end < int(t.end) && isWordPart(rune(p.src.text[end])) {
		end++
	}
	span := p.src.span(int(p.src.tokens[i-1].start), end)
	word := p.src.text[span.Start:span.End]
	if lower(word) == "o'clock" {
		p.add(codeUnclosedText, span, `"{word}" is not said`, "leave it out", word).fixAt(Span{Start: int(p.src.tokens[max(i-2, 0)].end), End: span.End}, "")
		return
	}
	d := p.add(codeUnclosedText, span, "an apostrophe begins a text", "write {word} without it", word)
	if full := map[string]string{"doesn't": "does not", "isn't": "is not", "don't": "do not", "aren't": "is not", "hasn't": "has not", "isnt'": "is not"}[lower(word)]; full != "" {
		d.write(full)
	} else if owner, ok := strings.CutSuffix(lower(word), "'s"); ok && phraseIndex[owner].spelling != "" {
		d.write(p.raw(i - 1))
	}
}

// offsetZone reports UTC+1 and +01:00.
func (p *parser) offsetZone(i int) bool {
	raw := p.raw(i)
	name := p.word(i-1) == "utc" || p.word(i-1) == "gmt"
	if raw != "+" && raw != "-" || p.kind(i+1) != tokNumber && p.kind(i+1) != tokTime || !name && p.kind(i-1) != tokTime {
		return false
	}
	first := i
	if name {
		first--
	}
	text := p.src.slice(first, i+2)
	p.add(codeZone, p.src.spanOf(first, i+2), `"{zone}" is not a time zone name`, "", text).
		note("use a name from the time zone database, for example Europe/Stockholm, or UTC").note("a difference from UTC does not say when summer time begins")
	return true
}

package dsl

import (
	"strings"
	"unicode"

	"github.com/proforma-go/proforma/internal/spell"
)

// usedText is a text that a field is compared with.
type usedText struct {
	field, text string
	span        Span
}

// lintSpelling warns of second spellings of words, in dates and schedules.
func (c *checker) lintSpelling() {
	for _, p := range c.parts {
		if p.kind.grammar == nil || p.kind.grammar.mode != phrases {
			continue
		}
		for i := p.first; i < p.last; i++ {
			w, n := c.secondAt(p, i)
			if n == 0 {
				continue
			}
			span := c.src.spanOf(i, i+n)
			message := `"{word}" is an old spelling`
			if w.misread {
				message = `"{word}" can be misread`
			}
			c.warn(codeSpelling, span, message, "write {better}", w.spelling, w.better).fix(w.better)
			i += n - 1
		}
	}
}

// secondAt returns the second spelling that begins at a token of a clause, and the number of its tokens: 0 where there is none.
func (c *checker) secondAt(p *part, i int) (secondWord, int) {
	for _, w := range secondWords {
		n := 0
		for word := range strings.FieldsSeq(w.spelling) {
			if i+n >= p.last || c.src.tokens[i+n].kind != tokWord || lower(c.src.textOf(i+n)) != word {
				n = -1
				break
			}
			n++
		}
		if n > 0 && c.seconds(p, i, w.in) {
			return w, n
		}
	}
	return secondWord{}, 0
}

// seconds reports whether a token of a clause stands where a spelling is a second one.
func (c *checker) seconds(p *part, i int, in seconds) bool {
	switch in {
	case inIncludes:
		return p.kind == includeClause
	case asPeriod:
		before := i - 1
		for before > p.first && (c.src.tokens[before].kind != tokWord || lower(c.src.textOf(before)) == "the") {
			before--
		}
		return p.kind != scheduleClause && lower(c.src.textOf(before)) == "of"
	}
	return true
}

// lintDocument makes the checks that concern several rules, or the text as such.
func lintDocument(f *findings, rules []*checker) {
	lintSameLines(f, rules)
	lintNearMisses(f, rules)
	lintScripts(f)
}

// maxTexts bounds the search for near misses, which is quadratic.
const maxTexts = 200

// lintNearMisses warns of a text that is nearly one that the same field is compared with elsewhere.
func lintNearMisses(f *findings, rules []*checker) {
	var texts []usedText
	for _, c := range rules {
		texts = append(texts, c.texts...)
	}
	texts = texts[:min(len(texts), maxTexts)]
	for i, b := range texts {
		for _, a := range texts[:i] {
			if a.field != b.field || a.text == b.text || fold(a.text) == fold(b.text) || len(b.text) < 5 || hasDigit(a.text) {
				continue
			}
			if near := spell.Nearest(b.text, []string{a.text}); len(near) > 0 && spell.Distance(lower(a.text), lower(b.text)) == 1 {
				f.add(codeNearMiss, b.span, "%s is nearly %s", "", quoteText(b.text), quoteText(a.text)).
					also(a.span, "written so here").suggest([]string{a.text}, quoteText)
				break
			}
		}
	}
}

// hasDigit reports whether a text is numbered, so that a small difference means something.
func hasDigit(s string) bool { return strings.ContainsAny(s, "0123456789") }

// lintScripts warns of words that mix letters which look alike, such as a Cyrillic one in a Latin name.
func lintScripts(f *findings) {
	for i, t := range f.src.tokens {
		if t.kind != tokText && t.kind != tokWord && t.kind != tokQuoted {
			continue
		}
		raw := f.src.textOf(i)
		words := strings.FieldsFunc(raw, func(r rune) bool { return !unicode.IsLetter(r) })
		for _, w := range words {
			latin, other := false, false
			for _, r := range w {
				latin = latin || unicode.Is(unicode.Latin, r)
				other = other || unicode.In(r, unicode.Cyrillic, unicode.Greek)
			}
			if latin && other {
				f.add(codeMixedScript, f.src.spanOf(i, i+1), "%q mixes letters of two scripts", "type it anew", w)
				break
			}
		}
	}
}

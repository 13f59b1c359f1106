package dsl

import (
	"slices"
	"strings"
	"unicode"

	"github.com/proforma-go/proforma/internal/spell"
	"github.com/proforma-go/proforma/invoice"
)

// usedText is a text that a field is compared with.
type usedText struct {
	field, text string
	part        bool // with a part of it
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
			c.add(codeSpelling, span, message, "write {better}", w.spelling, w.better).fix(w.better)
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

// maxTexts bounds the search for near misses, which is quadratic, and maxKnown that among the values which a host knows.
const (
	maxTexts = 200
	maxKnown = 5000
)

// lintNearMisses warns of a text that is nearly one that the same field is compared with elsewhere, or nearly one that the host knows.
func lintNearMisses(f *findings, rules []*checker) {
	var texts []usedText
	for _, c := range rules {
		texts = append(texts, c.texts...)
	}
	texts = texts[:min(len(texts), maxTexts)]
	known := map[string][]string{}
	for i, b := range texts {
		exact := !b.part && rules[0].vocabulary.Field(b.field).Type() == invoice.IDType
		a := slices.IndexFunc(texts[:i], func(a usedText) bool { return a.field == b.field && nearMiss(b.text, a.text, exact && !a.part) })
		if a >= 0 {
			f.add(codeNearMiss, b.span, `"{text}" is nearly "{other}"`, "", b.text, texts[a].text).
				also(texts[a].span, "written so here").suggest([]string{texts[a].text}, quoteText)
			continue
		}
		values := rules[0].env.Values
		if values == nil {
			continue
		}
		if _, asked := known[b.field]; !asked {
			all := values(b.field)
			known[b.field] = all[:min(len(all), maxKnown)]
		}
		same := func(v string) bool { return v == b.text || !exact && invoice.SameText(v, b.text) }
		if near := slices.IndexFunc(known[b.field], func(v string) bool { return nearMiss(b.text, v, exact) }); near >= 0 && !slices.ContainsFunc(known[b.field], same) {
			other := known[b.field][near]
			f.add(codeNearMiss, b.span, `"{text}" is nearly "{other}"`, "", b.text, other).note("%s is known, and this is not", quoteText(other)).
				suggest([]string{other}, quoteText)
		}
	}
}

// nearMiss reports whether a text differs from another by a slip of the pen: in one letter, or in upper and lower case where that counts.
func nearMiss(text, other string, exact bool) bool {
	if invoice.SameText(text, other) {
		return exact && text != other
	}
	return len(text) >= 5 && abs(len(text)-len(other)) <= 4 && !hasDigit(other) && spell.Distance(lower(text), lower(other)) == 1
}

func abs(n int) int { return max(n, -n) }

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
				f.add(codeMixedScript, f.src.spanOf(i, i+1), `"{word}" mixes letters of two scripts`, "type it anew", w)
				break
			}
		}
	}
}

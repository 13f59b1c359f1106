package dsl

import (
	"strings"
	"unicode"

	"github.com/proforma-go/proforma/internal/spell"
	"github.com/proforma-go/proforma/invoice"
)

// usedText is a text that a field is compared with.
type usedText struct {
	field, text string
	span        Span
}

// discouraged are words that are understood and can be misread, and what to write for them.
var discouraged = map[string]string{"biweekly": "every 2 weeks", "today": "run date"}

// lintSpelling warns of such words.
func (c *checker) lintSpelling() {
	for _, p := range c.parts {
		if p.kind.grammar == nil || p.kind.grammar.mode != phrases {
			continue
		}
		for i := p.first; i < p.last; i++ {
			word := ""
			if c.src.tokens[i].kind == tokWord {
				word = lower(c.src.textOf(i))
			}
			if better := discouraged[word]; better != "" {
				c.err(codeSpelling, c.src.spanOf(i, i+1), `"{word}" can be misread`, "", word).write(better)
			}
		}
	}
}

// lintDocument makes the checks that concern several rules, or the text as such.
func lintDocument(f *findings, rules []*checker) {
	lintSameLines(f, rules)
	lintNearMisses(f, rules)
	lintScripts(f)
}

// lintSameLines warns of two rules that bill the same: all that one of them finds, the other has billed.
func lintSameLines(f *findings, rules []*checker) {
	byFilter := map[string][]*checker{}
	for _, b := range rules {
		if b.rule.Inactive || b.named == nil {
			continue
		}
		key := b.filterText()
		for _, a := range byFilter[key] {
			if a.sharesKind(b) {
				f.add(codeSameLines, *b.named, `rules "{first}" and "{rule}" bill the same`,
					"add a where clause, or make one inactive", a.rule.Name, b.rule.Name).also(*a.named, "the other rule").
					note("what both find on one day is billed by the first; nothing is billed twice")
				break
			}
		}
		if len(byFilter[key]) < maxSame {
			byFilter[key] = append(byFilter[key], b)
		}
	}
}

// maxSame is how many rules of one filter a further one is compared with. Four are enough for all kinds to be billed.
const maxSame = 8

func (c *checker) filterText() string {
	if c.rule.Where == nil {
		return ""
	}
	return c.rule.Where.String()
}

// sharesKind reports whether two rules bill one kind of transaction.
func (c *checker) sharesKind(o *checker) bool {
	for k := invoice.Time; k <= invoice.Expense; k++ {
		if c.bills(k) && o.bills(k) {
			return true
		}
	}
	return false
}

func (c *checker) bills(k invoice.Kind) bool {
	for _, i := range c.rule.Include {
		if len(i.Kinds) == 0 || containsKind(i.Kinds, k) {
			return true
		}
	}
	return len(c.rule.Include) == 0
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
				f.add(codeNearMiss, b.span, `"{text}" is nearly "{other}"`, "", b.text, a.text).
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
				f.add(codeMixedScript, f.src.spanOf(i, i+1), `"{word}" mixes letters of two scripts`, "type it anew", w)
				break
			}
		}
	}
}

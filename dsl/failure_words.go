package dsl

import (
	"iter"
	"slices"
	"strings"

	"github.com/proforma-go/proforma/internal/spell"
	"github.com/proforma-go/proforma/invoice"
)

// togetherOrApart reports words of the language that are run together at token i, or torn apart there, where the clause can be read further
// without that: `businessday`, `business-day`, `week day`, `last dayinclude`.
func (p *parser) togetherOrApart(b *body, q *part, i int) bool {
	word := p.word(i)
	if word == "" || slices.Contains(strangers, word) || isLanguageWord(word) && !isLanguageWord(p.word(i-1)+word) && !isLanguageWord(word+p.word(i+1)) {
		return false
	}
	for _, first := range []int{i - 1, i} {
		joined := p.word(first) + p.word(first+1)
		if first <= q.first || first+1 >= q.last || p.word(first) == "" || p.word(first+1) == "" || !isLanguageWord(joined) {
			continue
		}
		if span := p.src.spanOf(first, first+2); p.helps(b, span, joined) {
			p.add(codeUnexpected, span, "this is one word", "").write(joined)
			return true
		}
	}
	span := p.src.spanOf(i, i+1)
	for head, tail := range halves(word) {
		text := head + " " + tail
		if !p.helps(b, span, text) {
			if clauseHeads[tail] == nil || !p.endsWith(b, q, i, head) {
				continue
			}
			text = head + ", " + tail
		}
		p.add(codeUnexpected, span, `"{word}" is two words`, "", p.raw(i)).write(text)
		return true
	}
	return false
}

// endsWith reports whether the clause is complete with a word in place of token i and nothing behind it.
func (p *parser) endsWith(b *body, q *part, i int, word string) bool {
	first, _ := p.clauseAround(b, int(p.src.tokens[q.first].start))
	_, found, one := p.tryText(b, p.src.slice(first, i)+" "+word)
	return one && len(found) == 0
}

// isLanguageWord reports whether a word, in lower case, is one of dates or begins a clause.
func isLanguageWord(word string) bool {
	return word != "" && (phraseIndex[word].class != 0 || clauseHeads[word] != nil || slices.Contains(smallWords, word))
}

// smallWords join the others.
var smallWords = []string{"business", "last", "of", "before", "after", "through", "projects", "lines", "by", "date", "amount", "partial", "to", "up"}

// apart reports the first words of a clause run together: `includethrough`.
func (s *stranger) apart(*invoice.Vocabulary) *Diagnostic {
	word := s.word(s.first)
	if one := strings.ReplaceAll(word, "-", ""); one != word && clauseHeads[one] != nil {
		return s.about("").write(one)
	}
	for head, tail := range halves(word) {
		d := s.about("")
		if text := head + " " + tail; clauseHeads[head] != nil && s.helps(s.body, d.Span, text) {
			return d.write(text)
		}
	}
	return nil
}

// halves yields the words of the language, the second of which may be a number, that a word is made of when it is cut in two.
func halves(word string) iter.Seq2[string, string] {
	return func(yield func(string, string) bool) {
		for k := 2; k < len(word); k++ {
			head, tail := strings.TrimRight(word[:k], "-_"), strings.TrimLeft(word[k:], "-_")
			if isLanguageWord(head) && (isLanguageWord(tail) || isDigits(tail)) && !yield(head, tail) {
				return
			}
		}
	}
}

// strangers are words that mean something else than the words of the language that look like them, here or in other languages.
var strangers = []string{"contact", "contacts", "product", "products", "min", "max", "den", "xor", "rate", "account", "and", "or", "not", "nin", "notin", "kund", "weekend", "weekends"}

// misspelt returns the candidates that a word may be a slip for. A word that is right elsewhere is none.
func misspelt(word string, candidates []string) []string {
	if slices.Contains(strangers, lower(word)) {
		return nil
	}
	return spell.Near(word, candidates)
}

// nearest returns at most three of them.
func nearest(word string, candidates []string) []string {
	near := misspelt(word, candidates)
	return near[:min(len(near), 3)]
}

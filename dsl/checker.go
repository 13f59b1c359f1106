package dsl

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"

	"github.com/proforma-go/proforma/internal/spell"
	"github.com/proforma-go/proforma/invoice"
	"github.com/proforma-go/proforma/schedule"
)

// checker gives the clauses of one rule their meaning.
type checker struct {
	*findings
	env        *Env
	vocabulary *invoice.Vocabulary
	zones      schedule.Zones // the vocabulary's, each read once
	rule       invoice.Rule

	parts        []*part // the clauses that are in the rule, one for each that it may have once
	includeParts []*part // for each of rule.Include
	notifyParts  []*part // for each of rule.Notify
	optionParts  []*part
	previous     *part    // the clause before the one at hand, without items of its list
	listItem     bool     // the clause at hand is one
	named        *Span    // where the rule has its name, for one in a document
	calendar     captured // the name after "holidays"
	anchorFailed bool
	dateFailed   bool
	noHost       bool       // calendars are not known here, and are not missed
	texts        []usedText // what text fields are compared with
	repeated     []string   // what was reported to be given twice
	clocks       clockChanges
	known        map[string]map[string]bool   // the values of fields that the host knows
	linting      bool                         // warnings are wanted
	meant        map[*termNode]invoice.Filter // what the tests of the filter mean, where they are
	sound        int                          // how many findings there were before the last checks
	finished     bool                         // every check was made, and none found anything
	line         bool                         // a line's schedule, not a rule

	listedThrough int // the tokens before it belong to a list that was reported
}

func (c *checker) err(code Code, span Span, message, label string, facts ...any) *Diagnostic {
	return c.add(code, span, message, label, facts...)
}

func (c *checker) spanOf(p *part) Span { return c.src.spanOf(p.first, p.last) }

// first returns the part of that kind which is in the rule already, nil where there is none.
func (c *checker) first(kind string) *part {
	for _, p := range c.parts {
		if p.kind.name == kind {
			return p
		}
	}
	return nil
}

func (c *checker) claim(p *part) { c.parts = append(c.parts, p) }

// once claims a part, and reports it where the rule has one of its kind.
func (c *checker) once(p *part) bool {
	if first := c.first(p.kind.name); first != nil {
		c.twice(p, first, p.title())
		return false
	}
	c.claim(p)
	return true
}

func (c *checker) twice(p, first *part, what string) {
	if contains(c.repeated, what) {
		return
	}
	c.repeated = append(c.repeated, what)
	d := c.err(codeTwice, c.spanOf(p), `"{clause}" is given twice`, "", what).also(c.spanOf(first), "first given here")
	switch {
	case c.sameText(p, first):
		d.Label = "leave this out"
		d.cut(c.src, p.first, p.last)
	case p.kind == whereClause && first.last == p.first-1 && !c.says(first, "or") && !c.says(p, "or"):
		d.Label = "join them with and"
		d.fixAt(c.src.span(int(c.src.tokens[first.last-1].end), int(c.src.tokens[p.first].end)), " and")
	default:
		d.note("keep one of them")
	}
}

// says reports whether a part has a word.
func (c *checker) says(p *part, word string) bool {
	for i := p.first; i < p.last; i++ {
		if c.src.wordAt(i) == word {
			return true
		}
	}
	return false
}

// sameText reports whether two parts have the same words.
func (c *checker) sameText(a, b *part) bool {
	text := func(p *part) string { return strings.Join(strings.Fields(lower(c.src.slice(p.first, p.last))), " ") }
	return text(a) == text(b)
}

func (c *checker) conflict(p, first *part, message string) {
	c.err(codeConflict, c.spanOf(p), message, "keep one of them").also(c.spanOf(first), "the other is here")
}

// wordSpan returns the span of the words of a name.
func (c *checker) wordSpan(words []tok) Span {
	return c.src.spanOf(bounds(words))
}

// phrase joins the words of a name.
func phrase(words []tok) string {
	if len(words) == 1 {
		return name(words[0])
	}
	parts := make([]string, len(words))
	for i, w := range words {
		parts[i] = name(w)
	}
	return strings.Join(parts, " ")
}

// fold makes names comparable: Unicode case folding and composition.
func fold(s string) string {
	for i := range len(s) {
		if s[i] >= 0x80 {
			return cases.Fold().String(norm.NFC.String(s))
		}
	}
	return lower(s)
}

// foldName is [fold] with spaces, underscores and hyphens made equal.
func foldName(s string) string {
	return strings.Join(strings.FieldsFunc(fold(s), func(r rune) bool { return r == ' ' || r == '_' || r == '-' }), " ")
}

// digits takes the underscores and a fraction of zeros away.
func digits(s string) string {
	s = strings.ReplaceAll(s, "_", "")
	if whole, fraction, ok := strings.Cut(s, "."); ok && strings.Trim(fraction, "0") == "" {
		return whole
	}
	return s
}

func parseInt(s string) (int, bool) {
	n, err := strconv.Atoi(digits(s))
	return n, err == nil
}

// quoteText puts quotes around a text, as canonical text has them.
func quoteText(s string) string {
	return `"` + escapes.Replace(s) + `"`
}

var escapes = strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`, "\r", `\r`, "\t", `\t`)

// quoteIfNeeded puts quotes around what is not words.
func quoteIfNeeded(s string) string {
	for _, r := range s {
		if r != ' ' && !isWordPart(r) {
			return quoteText(s)
		}
	}
	if s == "" || !isWordStart([]rune(s)[0]) {
		return quoteText(s)
	}
	return s
}

// quoteName puts backquotes around a field's name where it holds something that is not words, or an operator.
func quoteName(s string) string {
	for _, w := range strings.Fields(s) {
		if contains(filterKeys, w) || contains([]string{"by", "projects"}, w) || strings.IndexFunc(w, func(r rune) bool { return !isWordPart(r) }) >= 0 ||
			!isWordStart([]rune(w)[0]) {
			return "`" + s + "`"
		}
	}
	return s
}

// shorten cuts a text to what fits on a line of a message.
func shorten(s string) string {
	s = printable(strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return ' '
		}
		return r
	}, s))
	if r := []rune(s); len(r) > 120 {
		return string(r[:119]) + "…"
	}
	return s
}

// listed joins at most twelve words.
func listed(words []string) string {
	if len(words) > 12 {
		return strings.Join(words[:12], ", ") + ", …"
	}
	return strings.Join(words, ", ")
}

func contains(list []string, s string) bool {
	for _, t := range list {
		if t == s {
			return true
		}
	}
	return false
}

// suggest offers the nearest words: the first in the label, all as allowed, before others. Where two are as near, nobody knows which was
// meant, and both are named.
func (d *Diagnostic) suggest(near []string, quote func(string) string) *Diagnostic {
	if len(near) == 0 {
		return d
	}
	d.Allowed = near
	if said := strings.Trim(d.src.text[d.Span.Start:d.Span.End], "\"'`"); len(near) > 1 && tied(said, near[0], near[1]) {
		d.Label = fmt.Sprintf("did you mean %q or %q?", near[0], near[1])
		return d
	}
	text := near[0]
	if quote != nil {
		text = quote(text)
	}
	d.Label = fmt.Sprintf("did you mean %q?", near[0])
	return d.fix(text)
}

// tied reports whether a word may as well be meant for one candidate as for the other, and these mean different things.
func tied(word, one, other string) bool {
	word, one, other = lower(word), lower(one), lower(other)
	if a, b := phraseIndex[one], phraseIndex[other]; a.value != "" && a.class == b.class && a.value == b.value {
		return false
	}
	return one != word && one != other && spell.Tied(word, one, other)
}

// allow lists what could stand there, after what was suggested.
func (d *Diagnostic) allow(words []string) *Diagnostic {
	list := slices.Clone(d.Allowed)
	for _, w := range words {
		if !contains(list, w) {
			list = append(list, w)
		}
	}
	d.Allowed = list
	return d
}

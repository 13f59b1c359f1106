package dsl

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/proforma-go/proforma/invoice"
)

// Completion is something that can be written at a place.
type Completion struct {
	Text   string // what to write
	Kind   CompletionKind
	Detail string // a few words about it
}

// CompletionKind says what a [Completion] is.
type CompletionKind string

// The kinds of completions.
const (
	CompleteClause CompletionKind = "clause" // the first word of a clause
	CompleteWord   CompletionKind = "word"   // a word of the clause at hand
	CompleteField  CompletionKind = "field"  // a field of the host
	CompleteValue  CompletionKind = "value"  // a choice, status, user or calendar
	CompletePlace  CompletionKind = "place"  // something that has no one text, such as a date: Text describes it
)

// Complete returns what can be written at a byte offset of a text: the words that are valid there and begin with what stands directly
// before the offset, and the span that they replace. Clauses after the offset do not count. An offset outside the text is moved to its end.
func Complete(text string, offset int, opts ...Option) (list []Completion, replace Span) {
	defer func() {
		if recover() != nil {
			list, replace = nil, Span{} // an editor is better off without completions
		}
	}()
	if offset < 0 || offset > len(text) {
		offset = len(text)
	}
	if offset > MaxDocument {
		return nil, Span{}
	}
	start := offset
	for start > 0 {
		r, n := utf8.DecodeLastRuneInString(text[:start])
		if !isWordPart(r) {
			break
		}
		start -= n
	}
	src := &source{name: "rule", text: text[:start]}
	src.tokens = scan(src.text)
	c := completer{parser: parser{findings: &findings{src: src}, doc: &Document{src: src}}, env: envOf(opts)}
	c.find()
	prefix := fold(text[start:offset])
	list = slices.DeleteFunc(c.list, func(k Completion) bool {
		return !strings.HasPrefix(fold(k.Text), prefix) || k.Kind == CompletePlace && prefix != ""
	})
	replace = Span{Start: start, End: offset}
	(&source{text: text}).locate(&replace)
	return list, replace
}

type completer struct {
	parser
	env  *Env
	list []Completion
}

func (c *completer) add(kind CompletionKind, detail string, texts ...string) {
	for _, t := range texts {
		if !slices.ContainsFunc(c.list, func(k Completion) bool { return k.Text == t }) {
			c.list = append(c.list, Completion{t, kind, detail})
		}
	}
}

// find completes the last clause of the text.
func (c *completer) find() {
	first, end := 0, len(c.src.tokens)-1
	for i := range end {
		switch c.kind(i) {
		case tokLBrace:
			first = i + 1
		case tokRBrace:
			first = i + 1
			c.add(CompleteClause, "a rule of its own", "rule", "defaults")
		}
	}
	b := &body{first: first, last: end}
	start := first
	for {
		e := c.clauseEnd(start, b)
		if e >= end {
			break
		}
		start = e + 1
	}
	from, last := c.trim(start, end)
	if from >= last {
		c.heads()
		return
	}
	kind := c.parser.kindOf(from)
	switch {
	case kind == nil:
	case kind == optionClause:
		c.option(from, last)
	default:
		if kind == scheduleClause || kind.timing {
			for i := from + 1; i < last; i++ {
				if c.startsTiming(i, from) {
					from = i
				}
			}
			kind = c.parser.kindOf(from)
		}
		c.inClause(kind, from, last)
	}
}

// heads completes the beginning of a clause.
func (c *completer) heads() {
	for _, k := range clauseKinds {
		word, _, _ := strings.Cut(k.example, " ")
		for _, h := range k.heads {
			if h == word || k == scheduleClause && len(k.heads) > 0 && slices.Index(k.heads, h) < 10 || k == flagClause {
				c.add(CompleteClause, k.example, h)
			}
		}
	}
	for _, o := range c.env.vocabulary().Options() {
		c.add(CompleteClause, "clause of this program", o.Name)
	}
}

// inClause completes within a clause.
func (c *completer) inClause(kind *clauseKind, from, last int) {
	fits := c.viable(kind, from, last)
	name := false
	for _, k := range fits {
		switch {
		case k.class == classWord && len(k.words) == 0 && kind.grammar.mode != phrases:
			name = true
		case len(k.words) == 0:
			if k.class == classPunct || k.class == classOp {
				continue
			}
			c.add(CompletePlace, "", k.text)
		default:
			c.add(CompleteWord, "", k.words[:min(len(k.words), 12)]...)
		}
	}
	if name {
		c.names(kind, from, last)
	}
	switch kind {
	case holidaysClause:
		for _, n := range (&checker{env: c.env}).calendarNames() {
			c.add(CompleteValue, "calendar", quoteText(n))
		}
	case generatorClause:
		for _, u := range c.env.Generators {
			c.add(CompleteValue, "generator", quoteText(u))
		}
	case notifyClause:
		if c.word(last-1) == "user" {
			for _, u := range c.env.Users {
				c.add(CompleteValue, "user", quoteText(u))
			}
		}
	}
	if (kind == scheduleClause || kind.timing) && c.complete(kind, from, last) {
		for _, k := range clauseKinds {
			if k.timing {
				c.add(CompleteWord, k.example, k.heads[0])
			}
		}
	}
}

// names completes the names of fields, or, after an operator, the values of the field before it.
func (c *completer) names(kind *clauseKind, from, last int) {
	v := c.env.vocabulary()
	if kind == statusClause {
		c.add(CompleteValue, "status", v.Statuses()...)
		return
	}
	if kind == whereClause {
		if f := c.testedField(v, from, last); f != nil {
			for _, choice := range f.Choices() {
				c.add(CompleteValue, f.Name(), quoteIfNeeded(choice.Name))
			}
			if f.Type() == invoice.BoolType {
				c.add(CompleteValue, f.Name(), "yes", "no")
			}
			return
		}
	}
	for _, f := range v.Fields() {
		if kind == whereClause || f.Groupable() {
			c.add(CompleteField, typeNoun(f.Type()), quoteName(f.Name()))
		}
	}
}

// testedField returns the field whose value is to be completed; nil where the name of a field is.
func (c *completer) testedField(v *invoice.Vocabulary, from, last int) *invoice.Field {
	i := last - 1
	for i > from && (c.kind(i) == tokLBrack || c.kind(i) == tokComma || c.kind(i) == tokText || c.kind(i) == tokWord && !slices.Contains(filterKeys, c.word(i))) {
		i--
	}
	if c.kind(i) != tokOp && c.word(i) != "in" && c.word(i) != "is" && c.word(i) != "not" {
		return nil
	}
	for i > from && (c.kind(i) == tokOp || c.word(i) == "in" || c.word(i) == "not" || c.word(i) == "is") {
		i--
	}
	first := i
	for first > from && (c.kind(first-1) == tokWord || c.kind(first-1) == tokQuoted) && !slices.Contains(filterKeys, c.word(first-1)) && c.word(first-1) != "where" {
		first--
	}
	var words []string
	for ; first <= i; first++ {
		words = append(words, strings.Trim(c.src.textOf(first), "`"))
	}
	return v.Field(strings.Join(words, " "))
}

// option completes a clause of the host: the rest of its name, or its value.
func (c *completer) option(from, last int) {
	written := foldName(c.src.slice(from, last))
	for _, o := range c.env.vocabulary().Options() {
		switch rest, ok := strings.CutPrefix(o.Name, written); {
		case ok && rest == "":
			c.add(CompleteValue, o.Name, o.Choices...)
			if o.Type == invoice.BoolType {
				c.add(CompleteValue, o.Name, "yes", "no")
			}
			if o.Type == invoice.NumberType || o.Type == invoice.TextType {
				c.add(CompletePlace, "", optionHint(&o))
			}
		case ok && strings.HasPrefix(rest, " "):
			c.add(CompleteClause, "clause of this program", strings.TrimSpace(rest))
		}
	}
}

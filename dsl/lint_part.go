package dsl

import (
	"slices"

	"github.com/proforma-go/proforma/internal/logic"
	"github.com/proforma-go/proforma/invoice"
)

// wherePart is a part of a filter and where it stands: a test, a negation, a conjunction or alternatives.
type wherePart struct {
	parent      *wherePart
	terms       []*wherePart // one of a negation
	kind        wherePartKind
	test        *termNode      // of a test
	filter      invoice.Filter // what it means
	logic       logic.Condition
	first, last int // tokens
}

type wherePartKind uint8

const (
	testPart wherePartKind = iota
	notPart
	allPart
	somePart
)

// remember keeps what a test of the filter means.
func (c *checker) remember(n *termNode, f invoice.Filter) {
	if !c.linting {
		return
	}
	if c.meant == nil {
		c.meant = map[*termNode]invoice.Filter{}
	}
	c.meant[n] = f
}

// condition returns a filter as a tree of conditions.
func (l *whereLint) condition(n *orNode) *wherePart {
	var terms []*wherePart
	for _, t := range n.Terms {
		terms = append(terms, l.conjunction(t))
	}
	return l.join(terms, somePart)
}

func (l *whereLint) conjunction(n *andNode) *wherePart {
	var terms []*wherePart
	for _, t := range n.Terms {
		terms = append(terms, l.term(t))
	}
	return l.join(terms, allPart)
}

func (l *whereLint) join(terms []*wherePart, kind wherePartKind) *wherePart {
	if len(terms) == 1 {
		return terms[0]
	}
	c := &wherePart{kind: kind, terms: terms, first: terms[0].first, last: terms[len(terms)-1].last}
	filters := make([]invoice.Filter, len(terms))
	for i, t := range terms {
		t.parent, filters[i] = c, t.filter
	}
	if c.filter = (invoice.And{Terms: filters}); kind == somePart {
		c.filter = invoice.Or{Terms: filters}
	}
	c.logic = l.space.Compile(c.filter)
	return c
}

// term returns a test, or what stands in parentheses.
func (l *whereLint) term(n *termNode) *wherePart {
	first, last := at(n.first()), l.endOf(&andNode{Terms: []*termNode{n}})
	if n.Expr == nil {
		f := l.meant[n]
		return &wherePart{test: n, filter: f, logic: l.space.Compile(f), first: first, last: last}
	}
	inner := l.condition(n.Expr)
	if !has(n.Not) {
		inner.first, inner.last = first, last
		return inner
	}
	c := &wherePart{kind: notPart, terms: []*wherePart{inner}, filter: negate(inner.filter), logic: inner.logic.Not(), first: first, last: last}
	inner.parent = c
	return c
}

// in returns the list test that the condition is, if it is one and not negated by a word before it.
func (c *wherePart) in() (invoice.In, *valueNode, bool) {
	in, ok := c.filter.(invoice.In)
	if !ok || c.kind != testPart {
		return in, nil, false
	}
	if value := c.test.Test.Value; value != nil {
		return in, value, true
	}
	return in, c.test.Test.What, true
}

// field returns the field that the condition is about, "" where it is about several.
func (c *wherePart) field() string {
	if c.kind == testPart {
		return testedField(c.filter)
	}
	name := ""
	for i, t := range c.terms {
		if f := t.field(); f == "" || i > 0 && f != name {
			return ""
		} else {
			name = f
		}
	}
	return name
}

// testedField returns the field of a single test; "" for what is none.
func testedField(f invoice.Filter) string {
	switch f := f.(type) {
	case invoice.Not:
		return testedField(f.Term)
	case invoice.Compare:
		return f.Field
	case invoice.In:
		return f.Field
	case invoice.Match:
		return f.Field
	case invoice.Empty:
		return f.Field
	}
	return ""
}

// removal returns the text to take away for the condition to be gone: with the word that joins it to the others, or with the clause where
// nothing else is in it. There is none where a comment would go with it, or where the condition is all that is negated.
func (l *whereLint) removal(c *wherePart) (Span, bool) {
	p := c.parent
	switch {
	case p == nil:
		return l.clause()
	case p.kind == notPart:
		return Span{}, false
	case p.terms[0] == c:
		next := p.terms[1].first
		span := l.src.span(int(l.src.tokens[c.first].start), int(l.src.tokens[next].start))
		return span, !l.comments(c.first, next)
	}
	word := p.terms[slices.Index(p.terms, c)-1].last
	for l.src.tokens[word].kind != tokWord {
		word++
	}
	span := l.src.spanOf(word, c.last)
	for span.Start > 0 && l.src.text[span.Start-1] == ' ' {
		span.Start--
	}
	return span, !l.comments(word, c.last)
}

// clause returns the text of the whole clause, with the separator before or after it.
func (l *whereLint) clause() (Span, bool) {
	separates := func(i int) bool {
		return i >= 0 && (l.src.tokens[i].kind == tokComma || l.src.tokens[i].kind == tokSemicolon)
	}
	p := l.first("where")
	first, last := p.first, p.last
	if separates(first - 1) {
		first--
	} else if separates(last) {
		last++
	}
	return l.src.spanOf(first, last), !l.comments(first, last)
}

// comments reports whether there is a comment among tokens.
func (l *whereLint) comments(first, last int) bool {
	return slices.ContainsFunc(l.src.tokens[first:last], func(t token) bool { return t.kind == tokComment })
}

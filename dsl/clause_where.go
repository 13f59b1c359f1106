package dsl

import (
	"fmt"

	"github.com/alecthomas/participle/v2/lexer"

	"github.com/proforma-go/proforma/invoice"
)

var whereClause = &clauseKind{
	name: "where", heads: []string{"where"}, example: `where customer group in ["Nordic", "Retail"]`, grammar: newGrammar[whereNode](filters),
}

// whereNode is a condition.
type whereNode struct {
	Expr *orNode `parser:"'where' @@"`
}

// orNode is one or more alternatives.
type orNode struct {
	Terms []*andNode `parser:"@@ ( 'or' @@ )*"`
}

// andNode is one or more conditions that must all hold.
type andNode struct {
	Terms []*termNode `parser:"@@ ( 'and' @@ )*"`
}

// termNode is a condition in parentheses or a field with a test. A yes/no field needs none.
type termNode struct {
	Not   captured   `parser:"@'not'?"`
	Open  captured   `parser:"(  @'('"`
	Expr  *orNode    `parser:"   @@"`
	Close captured   `parser:"   @')'"`
	Field *fieldNode `parser:"|  @@"`
	Test  *testNode  `parser:"   @@? )"`
}

// testNode is an operator and what it compares with.
type testNode struct {
	Verb  []tok      `parser:"(  @( Op | 'in' | 'contains' | 'matches' | 'does' 'not' 'contain' | ( 'starts' | 'ends' ) 'with' | 'not' ( 'in' | 'contains' ) )"`
	Value *valueNode `parser:"   @@"`
	Is    []tok      `parser:"|  @( 'is' 'not'? )"`
	State captured   `parser:"   (  @( 'empty' | 'set' )"`
	In    captured   `parser:"   |  @'in'?"`
	What  *valueNode `parser:"      @@ ) )"`
}

// valueNode is a literal: text, a date, a number with or without a currency, words, or a list of those.
type valueNode struct {
	Literal  captured     `parser:"(  @Text | @Date | @Number"`
	Currency captured     `parser:"   @Currency?"`
	Words    []tok        `parser:"|  @( Word+ )"`
	Open     captured     `parser:"|  @( '[' | '(' )"`
	Items    []*valueNode `parser:"   ( @@ ( ',' @@? )* )?"`
	Close    captured     `parser:"   @( ']' | ')' ) )"`
}

func (n *whereNode) apply(c *checker, p *part) {
	if c.once(p) {
		c.rule.Where = c.or(n.Expr)
	}
}

func (c *checker) or(n *orNode) invoice.Filter {
	if len(n.Terms) == 1 {
		return c.and(n.Terms[0])
	}
	var terms []invoice.Filter
	for i, t := range n.Terms {
		if len(t.Terms) > 1 && at(t.first()) >= c.listedThrough {
			c.mixed(n, i)
		}
		f := c.and(t)
		if alternatives, ok := f.(invoice.Or); ok {
			terms = append(terms, alternatives.Terms...)
		} else if f != nil {
			terms = append(terms, f)
		}
	}
	if len(terms) < 2 {
		return nil
	}
	return invoice.Or{Terms: terms}
}

// mixed reports the first "and" among the alternatives of an "or".
func (c *checker) mixed(n *orNode, i int) {
	for _, t := range n.Terms[:i] {
		if len(t.Terms) > 1 {
			return
		}
	}
	whole := c.src.slice(at(n.Terms[0].first()), c.endOf(n.Terms[len(n.Terms)-1]))
	first, last := at(n.Terms[i].first()), c.endOf(n.Terms[i])
	text := c.src.slice(first, last)
	start := int(c.src.tokens[first].start - c.src.tokens[at(n.Terms[0].first())].start)
	c.err(codeMixed, c.src.spanOf(first, last), `"and" and "or" are mixed without parentheses`, "put parentheses around this, or around the or").
		note("write: %s", shorten(whole[:start]+"("+text+")"+whole[start+len(text):]))
}

func (c *checker) and(n *andNode) invoice.Filter {
	if len(n.Terms) == 1 {
		return c.term(n.Terms[0])
	}
	var terms []invoice.Filter
	for _, t := range n.Terms {
		f := c.term(t)
		if conditions, ok := f.(invoice.And); ok {
			terms = append(terms, conditions.Terms...)
		} else if f != nil {
			terms = append(terms, f)
		}
	}
	if len(terms) < 2 {
		return nil
	}
	return invoice.And{Terms: terms}
}

// first returns the first token of a conjunction.
func (n *andNode) first() captured { return n.Terms[0].first() }

func (n *termNode) first() captured {
	switch {
	case has(n.Not):
		return n.Not
	case has(n.Open):
		return n.Open
	}
	return &n.Field.Words[0]
}

// endOf returns the index after the last token of a conjunction.
func (c *checker) endOf(n *andNode) int {
	t := n.Terms[len(n.Terms)-1]
	switch {
	case has(t.Close):
		return at(t.Close) + 1
	case t.Test != nil:
		return t.Test.end()
	}
	_, end := bounds(t.Field.Words)
	return end
}

func (n *testNode) end() int {
	switch {
	case n.Value != nil:
		return n.Value.end()
	case n.What != nil:
		return n.What.end()
	}
	return at(n.State) + 1
}

// first and end return the indices of the first token and after the last token of a value.
func (n *valueNode) first() int {
	switch {
	case has(n.Literal):
		return at(n.Literal)
	case has(n.Open):
		return at(n.Open)
	}
	return at(&n.Words[0])
}

// is reports whether the value is a literal of a class.
func (n *valueNode) is(class lexer.TokenType) bool { return classOf(n.Literal) == class }

func (n *valueNode) end() int {
	switch {
	case has(n.Currency):
		return at(n.Currency) + 1
	case has(n.Close):
		return at(n.Close) + 1
	case len(n.Words) > 0:
		_, end := bounds(n.Words)
		return end
	}
	return n.first() + 1
}

// term returns one condition; nil where there is a finding.
func (c *checker) term(n *termNode) invoice.Filter {
	if n.Expr != nil {
		f := c.or(n.Expr)
		if has(n.Not) && f != nil {
			return negate(f)
		}
		return f
	}
	field := c.field(n.Field.Words)
	if field == nil {
		return nil
	}
	if n.Test != nil && has(n.Not) {
		c.refuseNot(n)
		return nil
	}
	f := c.test(field, n)
	if has(n.Not) && f != nil {
		f = negate(f)
	}
	c.remember(n, f)
	return f
}

// negate takes a double negation away.
func negate(f invoice.Filter) invoice.Filter {
	if n, ok := f.(invoice.Not); ok {
		return n.Term
	}
	return invoice.Not{Term: f}
}

// refuseNot reports `not a = b`, which people read in two ways.
func (c *checker) refuseNot(n *termNode) {
	last := n.Test.end()
	field := c.src.slice(bounds(n.Field.Words))
	d := c.err(codeNot, c.src.spanOf(at(n.Not), last), `"not" before a comparison can be read in two ways`, "")
	if len(n.Test.Verb) == 1 && n.Test.Verb[0].Value == "=" {
		text := field + " != " + c.src.slice(n.Test.Value.first(), last)
		d.Label = "write " + shorten(text)
		d.fix(text)
		return
	}
	text := fmt.Sprintf("not (%s)", c.src.slice(at(&n.Field.Words[0]), last))
	d.Label = "write " + shorten(text)
	d.fix(text)
}

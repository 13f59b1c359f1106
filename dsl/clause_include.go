package dsl

import (
	"slices"

	"github.com/proforma-go/proforma/invoice"
)

var includeClause = &clauseKind{
	name: "include", heads: []string{"include"}, example: "include through end of previous month",
	grammar: newGrammar[includeNode](phrases),
}

// includeNode says what is billed, and up to which day.
type includeNode struct {
	Kinds   []*kindNode `parser:"'include' ( @@ ( ( ',' 'and'? | 'and' ) @@ )* )?"`
	From    *anchorNode `parser:"( 'from' @@ )?"`
	Verb    captured    `parser:"( @'through' | @'until' | @'up' 'to' )"`
	Through *anchorNode `parser:"@@"`
}

// kindNode is a kind of transaction.
type kindNode struct {
	Kind captured `parser:"@Kind"`
}

var includeKinds = map[string]invoice.Kind{
	"time": invoice.Time, "expenses": invoice.Expense, "material": invoice.Material, "fees": invoice.Fee,
}

func (n *includeNode) apply(c *checker, p *part) {
	inc := invoice.Include{}
	for _, k := range n.Kinds {
		kind := includeKinds[valueOf(k.Kind)]
		if c.includes(kind, &inc, p, k) {
			return
		}
		inc.Kinds = append(inc.Kinds, kind)
	}
	if len(n.Kinds) == 0 {
		for i, other := range c.rule.Include {
			if len(other.Kinds) == 0 {
				c.twice(p, c.includeParts[i], "include")
				return
			}
		}
	}
	slices.Sort(inc.Kinds)
	ok := true
	if n.From != nil {
		inc.From, ok = c.anchor(n.From)
	}
	through, fine := c.anchor(n.Through)
	if !ok || !fine {
		c.anchorFailed = true
	}
	inc.Through = through
	c.claim(p)
	c.rule.Include = append(c.rule.Include, inc)
	c.includeParts = append(c.includeParts, p)
}

// includes reports, with a finding, whether a kind was included before, in this clause or another.
func (c *checker) includes(kind invoice.Kind, inc *invoice.Include, p *part, k *kindNode) bool {
	span := c.src.spanOf(at(k.Kind), at(k.Kind)+1)
	if slices.Contains(inc.Kinds, kind) {
		c.err(codeTwice, span, `"{kind}" is given twice`, "keep one of them", valueOf(k.Kind))
		return true
	}
	for i, other := range c.rule.Include {
		if slices.Contains(other.Kinds, kind) {
			c.err(codeTwice, span, `"{kind}" is included twice`, "", valueOf(k.Kind)).
				also(c.spanOf(c.includeParts[i]), "first included here").note("keep one of them")
			return true
		}
	}
	return false
}

// sortIncludes puts the plain clause first and the others in the order of their kinds.
func sortIncludes(list []invoice.Include) {
	slices.SortStableFunc(list, func(a, b invoice.Include) int { return slices.Compare(a.Kinds, b.Kinds) })
}

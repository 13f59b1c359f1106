package dsl

import "github.com/proforma-go/proforma/invoice"

var roundClause = &clauseKind{
	name: "round", heads: []string{"round"}, example: "round half even per detail", grammar: newGrammar[roundNode](words),
}

// roundNode says how amounts become whole minor units, by a mode, a level, or both in that order.
type roundNode struct {
	Mode  captured        `parser:"'round' ( ( 'half' @( 'up' | 'even' )"`
	Per   *roundLevelNode `parser:"            @@? )"`
	Alone *roundLevelNode `parser:"          | @@ )"`
}

// roundLevelNode is what amounts are rounded on.
type roundLevelNode struct {
	Level captured `parser:"'per' @( 'line' | 'detail' )"`
}

func (n *roundNode) apply(c *checker, p *part) {
	if !c.once(p) {
		return
	}
	if valueOf(n.Mode) == "even" {
		c.rule.Rounding.Mode = invoice.HalfEven
	}
	for _, per := range []*roundLevelNode{n.Per, n.Alone} {
		if per != nil && valueOf(per.Level) == "detail" {
			c.rule.Rounding.Per = invoice.PerDetail
		}
	}
}

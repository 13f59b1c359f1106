package dsl

import "github.com/proforma-go/proforma/invoice"

var splitClause = &clauseKind{
	name: "split", heads: []string{"split"}, example: "split by project", grammar: newGrammar[splitNode](names),
}

// splitNode cuts the draft of a contract into several.
type splitNode struct {
	By *fieldsNode `parser:"'split' 'projects'? 'by' @@"`
}

func (n *splitNode) apply(c *checker, p *part) {
	if first := c.first("merge"); first != nil {
		c.conflict(p, first, `"merge" and "split" exclude each other`)
		return
	}
	if c.once(p) {
		c.rule.Grouping = invoice.Grouping{Cut: invoice.Split, By: c.grouped(n.By)}
	}
}

package dsl

var groupClause = &clauseKind{
	name: "group lines", heads: []string{"group"}, example: "group lines by person", grammar: newGrammar[groupNode](names),
}

// groupNode divides a contract line into several draft lines.
type groupNode struct {
	By *fieldsNode `parser:"'group' 'lines' 'by' @@"`
}

func (n *groupNode) apply(c *checker, p *part) {
	if c.once(p) {
		c.rule.GroupLinesBy = c.grouped(n.By)
	}
}

package dsl

var timesClause = &clauseKind{
	name: "for", heads: []string{"for"}, example: "for 12 times", timing: true, grammar: newGrammar[timesNode](phrases),
}

// timesNode limits how often a schedule runs.
type timesNode struct {
	N captured `parser:"'for' @Number ( 'times' | 'time' )"`
}

func (n *timesNode) apply(c *checker, p *part) {
	if !c.once(p) {
		return
	}
	if k, ok := c.integer(n.N, 1, 100_000, "write 1 or more"); ok {
		c.rule.Schedule.Count = k
	}
}

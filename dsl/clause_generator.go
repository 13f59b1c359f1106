package dsl

var generatorClause = &clauseKind{
	name: "generator", heads: []string{"generator", "by"}, example: `generator "svc-invoicing"`, grammar: newGrammar[generatorNode](words),
}

// generatorNode is the user whose permissions apply.
type generatorNode struct {
	User captured `parser:"( 'generator' | 'by' ) 'user'? @Text"`
}

func (n *generatorNode) apply(c *checker, p *part) {
	if !c.once(p) {
		return
	}
	c.rule.Generator = unquote(valueOf(n.User))
	if c.env.Generators == nil || contains(c.env.Generators, c.rule.Generator) {
		return
	}
	d := c.err(codeUnknownUser, c.src.spanOf(at(n.User), at(n.User)+1), `"{user}" cannot make invoices`, "", c.rule.Generator)
	d.suggest(nearest(c.rule.Generator, c.env.Generators), quoteText)
	d.allow(c.env.Generators)
}

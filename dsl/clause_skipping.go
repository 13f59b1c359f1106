package dsl

var skippingClause = &clauseKind{
	name: "skipping", heads: []string{"skipping"}, example: "skipping short months", timing: true,
	grammar: newGrammar[skippingNode](phrases),
}

// skippingNode leaves months out that lack the day, instead of taking their last day.
type skippingNode struct {
	Short captured `parser:"'skipping' @'short' 'month'"`
}

func (n *skippingNode) apply(c *checker, p *part) {
	if c.once(p) {
		c.rule.Schedule.SkipShortMonths = true
	}
}

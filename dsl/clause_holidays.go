package dsl

var holidaysClause = &clauseKind{
	name: "holidays", heads: []string{"holidays"}, example: `holidays "se"`, grammar: newGrammar[holidaysNode](phrases),
}

// holidaysNode names the calendar that decides on business days.
type holidaysNode struct {
	Calendar captured `parser:"'holidays' @Text"`
}

func (n *holidaysNode) apply(c *checker, p *part) {
	if c.once(p) {
		c.rule.Schedule.Calendar = unquote(valueOf(n.Calendar))
		c.calendar = n.Calendar
	}
}

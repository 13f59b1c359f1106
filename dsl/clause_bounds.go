package dsl

import "github.com/proforma-go/proforma/schedule"

var fromClause = &clauseKind{
	name: "from", heads: []string{"from"}, example: "from 2026-01-01", timing: true, grammar: newGrammar[fromNode](phrases),
}

// fromNode is the first date of a schedule.
type fromNode struct {
	Date captured `parser:"'from' @Date"`
}

func (n *fromNode) apply(c *checker, p *part) {
	if c.once(p) {
		c.bound(n.Date, &c.rule.Schedule.From)
	}
}

var untilClause = &clauseKind{
	name: "until", heads: []string{"until"}, example: "until 2026-12-31", timing: true, grammar: newGrammar[untilNode](phrases),
}

// untilNode is the last date of a schedule.
type untilNode struct {
	Date captured `parser:"'until' @Date"`
}

func (n *untilNode) apply(c *checker, p *part) {
	if c.once(p) {
		c.bound(n.Date, &c.rule.Schedule.Until)
	}
}

func (c *checker) bound(t captured, d *schedule.Date) {
	if date, ok := c.date(t); ok {
		*d = date
	} else {
		c.dateFailed = true
	}
}

package dsl

import "github.com/proforma-go/proforma/schedule"

var adjustClause = &clauseKind{
	name: "adjusted", heads: []string{"adjusted", "moved"}, example: "adjusted to previous business day", timing: true,
	grammar: newGrammar[adjustNode](phrases),
}

// adjustNode moves runs to a business day.
type adjustNode struct {
	Direction captured  `parser:"( 'adjusted' | 'moved' ) 'to' @( 'previous' | 'next' | 'nearest' )"`
	Unit      *unitNode `parser:"@@"`
	Within    captured  `parser:"( @'within' ( 'same' )? 'month' )?"`
}

func (n *adjustNode) apply(c *checker, p *part) {
	if !c.once(p) {
		return
	}
	kind := n.Unit.kind()
	if kind != schedule.Weekday && kind != schedule.BusinessDay {
		c.err(codeDayUnit, c.src.spanOf(n.Unit.first(), at(n.Unit.word())+1), `"{day}" is no kind of day to move to`, "write business day, or weekday", valueOf(n.Unit.word()))
		return
	}
	s := &c.rule.Schedule
	s.AdjustTo = kind
	switch {
	case valueOf(n.Direction) == "nearest" && has(n.Within):
		c.err(codeConflict, c.src.spanOf(at(n.Within), p.last), "the nearest day is not kept within the month", "leave it out")
	case valueOf(n.Direction) == "nearest":
		s.Adjust = schedule.Nearest
	case valueOf(n.Direction) == "next" && has(n.Within):
		s.Adjust = schedule.ModifiedFollowing
	case valueOf(n.Direction) == "next":
		s.Adjust = schedule.Following
	case has(n.Within):
		s.Adjust = schedule.ModifiedPreceding
	default:
		s.Adjust = schedule.Preceding
	}
}

package dsl

import "github.com/proforma-go/proforma/invoice"

var flagClause = &clauseKind{
	name: "active", heads: []string{"inactive", "active"}, example: "inactive", grammar: newGrammar[flagNode](words),
}

// flagNode switches a rule on or off.
type flagNode struct {
	Word captured `parser:"@( 'active' | 'inactive' )"`
}

const excludingFlags = `"active" and "inactive" exclude each other`

func (n *flagNode) apply(c *checker, p *part) {
	if first := c.first("active"); first != nil && !c.sameText(p, first) {
		c.conflict(p, first, excludingFlags)
		return
	}
	if c.once(p) {
		c.rule.Inactive = valueOf(n.Word) == "inactive"
	}
}

var limitClause = &clauseKind{
	name: "limit partial", heads: []string{"limit"}, example: "limit partial", grammar: newGrammar[limitNode](words),
}

// limitNode bills what fits under a limit.
type limitNode struct {
	Word captured `parser:"'limit' @'partial'"`
}

func (n *limitNode) apply(c *checker, p *part) {
	if c.once(p) {
		c.rule.PartialLimits = true
	}
}

var milestonesClause = &clauseKind{
	name: "milestones strict", heads: []string{"milestones", "milestone"}, example: "milestones strict", grammar: newGrammar[milestonesNode](words),
}

// milestonesNode bills milestones on their very date or not at all.
type milestonesNode struct {
	Word captured `parser:"( 'milestones' | 'milestone' ) @'strict'"`
}

func (n *milestonesNode) apply(c *checker, p *part) {
	if c.once(p) {
		c.rule.StrictMilestones = true
	}
}

var finalClause = &clauseKind{
	name: "final sweep", heads: []string{"final"}, example: "final sweep", grammar: newGrammar[finalNode](words),
}

// finalNode adds a last run on the date until which a line schedule goes.
type finalNode struct {
	Word captured `parser:"'final' @'sweep'"`
}

func (n *finalNode) apply(c *checker, p *part) {
	if c.once(p) {
		c.rule.FinalSweep = true
	}
}

var catchClause = &clauseKind{
	name: "catch up", heads: []string{"catch"}, example: "catch up latest", grammar: newGrammar[catchNode](words),
}

// catchNode says what happens to runs that were missed.
type catchNode struct {
	Word captured `parser:"'catch' 'up' @( 'each' | 'latest' | 'none' )"`
}

func (n *catchNode) apply(c *checker, p *part) {
	if c.once(p) {
		c.rule.CatchUp = map[string]invoice.CatchUp{"each": invoice.CatchUpEach, "latest": invoice.CatchUpLatest, "none": invoice.CatchUpNone}[valueOf(n.Word)]
	}
}

package dsl

import "strings"

var nameClause = &clauseKind{
	name: "name", heads: []string{"name"}, example: `name "Monthly projects"`, grammar: newGrammar[nameNode](words),
}

// nameNode names a rule.
type nameNode struct {
	Text captured `parser:"'name' @Text"`
}

func (n *nameNode) apply(c *checker, p *part) {
	if c.named != nil {
		c.err(codeTwice, c.spanOf(p), "the rule has a name already", "leave this out").also(*c.named, "named here")
		return
	}
	if !c.once(p) {
		return
	}
	c.rule.Name = unquote(valueOf(n.Text))
	if strings.TrimSpace(c.rule.Name) == "" {
		c.err(codeRuleName, c.src.spanOf(at(n.Text), at(n.Text)+1), "a rule's name cannot be empty", "write a name")
	}
}

var descriptionClause = &clauseKind{
	name: "description", heads: []string{"description"}, example: `description "All hourly projects"`, grammar: newGrammar[descriptionNode](words),
}

// descriptionNode describes a rule.
type descriptionNode struct {
	Text captured `parser:"'description' @Text"`
}

func (n *descriptionNode) apply(c *checker, p *part) {
	if c.once(p) {
		c.rule.Description = unquote(valueOf(n.Text))
	}
}

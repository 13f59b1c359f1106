package dsl

import "github.com/proforma-go/proforma/invoice"

var mergeClause = &clauseKind{
	name: "merge", heads: []string{"merge"}, example: "merge projects by customer", grammar: newGrammar[mergeNode](names),
}

// mergeNode makes one draft of several contracts and projects.
type mergeNode struct {
	By *fieldsNode `parser:"'merge' 'projects'? ( 'by' @@ )?"`
}

// fieldsNode is the fields that drafts are cut by.
type fieldsNode struct {
	Fields []*fieldNode `parser:"@@ ( 'and' @@ )*"`
}

// fieldNode is the name of a field: every word up to an operator.
type fieldNode struct {
	Words []tok `parser:"@( Word+ )"`
}

func (n *mergeNode) apply(c *checker, p *part) {
	if first := c.first("split"); first != nil {
		c.conflict(p, first, `"merge" and "split" exclude each other`)
		return
	}
	if c.once(p) {
		c.rule.Grouping = invoice.Grouping{Cut: invoice.Merged, By: c.grouped(n.By)}
	}
}

// grouped resolves the fields of merge, split and group clauses.
func (c *checker) grouped(list *fieldsNode) []string {
	if list == nil {
		return nil
	}
	var by []string
	for _, n := range list.Fields {
		f := c.field(n.Words)
		if f == nil {
			continue
		}
		span := c.wordSpan(n.Words)
		switch {
		case !f.Groupable():
			c.err(codeGrouped, span, `drafts cannot be cut by "{field}"`, "", f.Name()).
				note("it is %s; text, ids, choices, dates and yes/no can be used", typeNoun(f.Type())).allow(c.groupable())
		case contains(by, f.Name()):
			c.err(codeTwice, span, `"{field}" is named twice`, "keep one of them", f.Name())
		default:
			by = append(by, f.Name())
		}
	}
	return by
}

// groupable lists the fields that drafts can be cut by.
func (c *checker) groupable() []string {
	var names []string
	for _, f := range c.vocabulary.Fields() {
		if f.Groupable() {
			names = append(names, f.Name())
		}
	}
	return names
}

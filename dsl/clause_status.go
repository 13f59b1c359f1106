package dsl

import (
	"strings"

	"github.com/proforma-go/proforma/internal/spell"
)

var statusClause = &clauseKind{
	name: "status", heads: []string{"status"}, example: "status draft", grammar: newGrammar[statusNode](words),
}

// statusNode is the status in which drafts are made.
type statusNode struct {
	Words []tok `parser:"'status' ( @( Word+ )"`
	Text  tok   `parser:"         | @Text )"`
}

func (n *statusNode) apply(c *checker, p *part) {
	if !c.once(p) {
		return
	}
	status, span := "", Span{}
	if has(n.Text) {
		status, span = unquote(n.Text.Value), c.src.spanOf(at(n.Text), at(n.Text)+1)
	} else {
		status, span = phrase(n.Words), c.wordSpan(n.Words)
	}
	all := c.vocabulary.Statuses()
	for _, s := range all {
		if foldName(s) == foldName(status) {
			c.rule.Status = s
			return
		}
	}
	d := c.err(codeStatus, span, `there is no status "{status}"`, "", status)
	near := spell.Nearest(status, all)
	for _, s := range all {
		if strings.HasSuffix(foldName(status), " "+foldName(s)) { // status is draft
			near = []string{s}
		}
	}
	d.suggest(near, quoteIfNeeded)
	d.note("statuses: %s", strings.Join(all, ", ")).allow(all)
}

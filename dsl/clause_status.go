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
	Name *wordsNode `parser:"'status' ( @@"`
	Text captured   `parser:"         | @Text )"`
}

// wordsNode is the name of something of the host's: every word of it.
type wordsNode struct {
	Words []tok `parser:"@( Word+ )"`
}

func (n *statusNode) apply(c *checker, p *part) {
	if !c.once(p) {
		return
	}
	status, span := "", Span{}
	if has(n.Text) {
		status, span = unquote(valueOf(n.Text)), c.src.spanOf(at(n.Text), at(n.Text)+1)
	} else {
		status, span = phrase(n.Name.Words), c.wordSpan(n.Name.Words)
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

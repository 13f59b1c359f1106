package dsl

import (
	"slices"
	"strings"
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
	near := nearest(status, all)
	if last, is := strings.CutPrefix(foldName(status), "is "); is { // status is draft
		near = slices.DeleteFunc(slices.Clone(all), func(s string) bool { return foldName(s) != last })
	}
	d.suggest(near, quoteIfNeeded)
	d.note("statuses: %s", strings.Join(all, ", ")).allow(all)
}

package dsl

import (
	"github.com/proforma-go/proforma/invoice"
)

var notifyClause = &clauseKind{
	name: "notify", heads: []string{"notify"}, example: `notify "ops@acme.se" on failure`, grammar: newGrammar[notifyNode](phrases),
}

// notifyNode says who is told that a rule has run.
type notifyNode struct {
	Recipients *recipientsNode `parser:"'notify' @@"`
	On         captured        `parser:"( 'on' @( 'success' | 'failure' | 'empty' ) )?"`
}

// recipientsNode is those who are told.
type recipientsNode struct {
	Who []*whoNode `parser:"@@ ( ( ',' 'and'? | 'and' ) @@ )*"`
}

// whoNode is one of them.
type whoNode struct {
	Kind captured `parser:"@( 'user' | 'group' )?"`
	Text captured `parser:"@Text"`
}

func (n *notifyNode) apply(c *checker, p *part) {
	notify := invoice.Notify{On: map[string]invoice.Occasion{
		"": invoice.Always, "success": invoice.OnSuccess, "failure": invoice.OnFailure, "empty": invoice.OnEmpty,
	}[valueOf(n.On)]}
	for i, other := range c.rule.Notify {
		if other.On == notify.On {
			c.twice(p, c.notifyParts[i], "notify")
			return
		}
	}
	for _, w := range n.Recipients.Who {
		r := invoice.Recipient{Name: unquote(valueOf(w.Text))}
		several := c.lintRecipient(w, r.Name)
		switch valueOf(w.Kind) {
		case "user":
			if r.Kind = invoice.User; !several {
				c.user(r.Name, w.Text)
			}
		case "group":
			r.Kind = invoice.Group
		}
		notify.Recipients = append(notify.Recipients, r)
	}
	c.claim(p)
	c.notifyParts = append(c.notifyParts, p)
	c.rule.Notify = append(c.rule.Notify, notify)
}

// user reports a user whom the host does not know.
func (c *checker) user(name string, t captured) {
	if c.env.Users == nil || contains(c.env.Users, name) {
		return
	}
	d := c.err(codeUnknownUser, c.src.spanOf(at(t), at(t)+1), `there is no user "{user}"`, "", name)
	d.suggest(nearest(name, c.env.Users), quoteText)
	d.allow(c.env.Users)
}

package dsl

var invoiceDateClause = &clauseKind{
	name: "invoice date", heads: []string{"invoice"}, example: "invoice date last day of previous month",
	grammar: newGrammar[invoiceDateNode](phrases),
}

// invoiceDateNode is the date that drafts carry.
type invoiceDateNode struct {
	Anchor *anchorNode `parser:"'invoice' 'date' @@"`
}

func (n *invoiceDateNode) apply(c *checker, p *part) {
	if !c.once(p) {
		return
	}
	if a, ok := c.anchor(n.Anchor); ok {
		c.rule.InvoiceDate = a
	}
}

var entryDateClause = &clauseKind{
	name: "entry date", heads: []string{"entry"}, example: "entry date first day of current month",
	grammar: newGrammar[entryDateNode](phrases),
}

// entryDateNode is the date on which drafts are entered in the books.
type entryDateNode struct {
	Anchor *anchorNode `parser:"'entry' 'date' @@"`
}

func (n *entryDateNode) apply(c *checker, p *part) {
	if !c.once(p) {
		return
	}
	if a, ok := c.anchor(n.Anchor); ok {
		c.rule.EntryDate = a
	}
}

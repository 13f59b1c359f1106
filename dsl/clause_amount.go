package dsl

import "github.com/proforma-go/proforma/invoice"

var minClause = &clauseKind{
	name: "min amount", heads: []string{"min", "minimum"}, example: "min amount 100 EUR", grammar: newGrammar[minNode](names),
}

// minNode holds small drafts back.
type minNode struct {
	Amount *amountNode `parser:"( 'min' | 'minimum' ) 'amount' @@"`
}

// amountNode is a number with or without a currency.
type amountNode struct {
	Number   captured `parser:"@Number"`
	Currency captured `parser:"@Currency?"`
}

func (n *minNode) apply(c *checker, p *part) {
	if c.once(p) {
		c.rule.MinAmount = c.amount(n.Amount)
	}
}

var maxClause = &clauseKind{
	name: "max amount", heads: []string{"max", "maximum"}, example: "max amount 50000 EUR", grammar: newGrammar[maxNode](names),
}

// maxNode holds large drafts back.
type maxNode struct {
	Amount *amountNode `parser:"( 'max' | 'maximum' ) 'amount' @@"`
}

func (n *maxNode) apply(c *checker, p *part) {
	if !c.once(p) {
		return
	}
	c.rule.MaxAmount = c.amount(n.Amount)
	least, most := c.rule.MinAmount, c.rule.MaxAmount
	if first := c.first("min amount"); first != nil {
		c.checkAmounts(least, most, p, first)
	}
}

// checkAmounts reports a maximum under the minimum.
func (c *checker) checkAmounts(least, most *invoice.Amount, p, first *part) {
	if least == nil || most == nil || least.Currency() != most.Currency() || most.Compare(*least) >= 0 {
		return
	}
	c.err(codeAmounts, c.spanOf(p), "the maximum is under the minimum", "less than {least}", least).also(c.spanOf(first), "the minimum is here")
}

func (c *checker) amount(n *amountNode) *invoice.Amount {
	number, ok := c.number(n.Number)
	if !ok {
		return nil
	}
	if number.IsNegative() {
		c.err(codeAmounts, c.src.spanOf(at(n.Number), at(n.Number)+1), "a limit cannot be negative", "write 0 or more")
		return nil
	}
	currency, ok := c.currency(n.Currency)
	if !ok {
		return nil
	}
	c.lintThousands(at(n.Number), true, currency)
	c.lintCode(n.Currency, currency)
	bound := invoice.NewAmount(number, currency)
	return &bound
}

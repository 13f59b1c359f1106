package invoicetest

import (
	"iter"
	"slices"

	"github.com/shopspring/decimal"

	"github.com/proforma-go/proforma/invoice"
)

func (c *checker) projects() []invoice.Project {
	all := readTwice(c, "Projects", func() iter.Seq2[invoice.Project, error] { return c.source.Projects(c.ctx, invoice.Query{}) })
	unique(c, "project", all)
	for _, p := range all {
		if payer, ok := p.(invoice.Payer); p.Customer() == "" && (!ok || payer.BillingCustomer() == "") {
			c.addf("project %q has no customer", p.ID())
		}
	}
	return all
}

func (c *checker) lines(projects []invoice.Project) []invoice.ContractLine {
	open := func(asked ...invoice.Project) func() iter.Seq2[invoice.ContractLine, error] {
		return func() iter.Seq2[invoice.ContractLine, error] { return c.source.Lines(c.ctx, asked) }
	}
	if none := read(c, "Lines of no project", open()); len(none) > 0 {
		c.addf("Lines of no project: yields line %q, which was not asked for", none[0].ID())
	}
	all := readTwice(c, "Lines", open(projects...))
	unique(c, "line", all)
	var single []invoice.ContractLine
	for _, p := range projects {
		for _, l := range read(c, "Lines of one project", open(p)) {
			single = append(single, l)
			if l.Project() != p.ID() {
				c.addf("Lines of project %q: yields line %q of project %q, which was not asked for", p.ID(), l.ID(), l.Project())
			}
		}
	}
	if len(c.found) == 0 && !slices.Equal(sortedIDs(all), sortedIDs(single)) {
		c.addf("Lines: the lines of all projects are other ones than those of each, %d and %d", len(all), len(single))
	}
	currencies := make(map[string]string)
	for _, l := range all {
		if !slices.ContainsFunc(projects, func(p invoice.Project) bool { return p.ID() == l.Project() }) {
			c.addf("line %q: project %q is not one of the source's", l.ID(), l.Project())
		}
		if m := l.Method(); m > invoice.FixedPrice {
			c.addf("line %q: billing method %d does not exist", l.ID(), m)
		}
		c.shares(l)
		c.contract(l, currencies)
	}
	return all
}

// shares checks what a line is divided into.
func (c *checker) shares(l invoice.ContractLine) {
	split, ok := l.(invoice.SplitBilled)
	if !ok {
		return
	}
	shares := split.Customers()
	if len(shares) == 0 {
		return
	}
	if _, err := invoice.Allocate(decimal.NewFromInt(1), shares, split.RoundingCustomer(), 2); err != nil {
		c.addf("line %q: %w", l.ID(), err)
	}
}

// contract checks the contract of a line, and that its lines agree on its currency.
func (c *checker) contract(l invoice.ContractLine, currencies map[string]string) {
	contracted, ok := l.(invoice.Contracted)
	if !ok || contracted.Contract() == nil {
		return
	}
	contract := contracted.Contract()
	if contract.ID() == "" {
		c.addf("line %q: its contract has no id", l.ID())
	}
	var currency string
	if d, ok := contract.(invoice.Denominated); ok {
		currency = d.Currency()
	}
	if before, ok := currencies[contract.ID()]; ok && before != currency {
		c.addf("contract %q is in %q on one line and in %q on line %q", contract.ID(), before, currency, l.ID())
	}
	currencies[contract.ID()] = currency
	if currency != "" && !looksLikeCurrency(currency) {
		c.addf("contract %q: %q is not a currency code", contract.ID(), currency)
	}
}

func (c *checker) transactions(lines []invoice.ContractLine) []invoice.Transaction {
	open := func(asked ...invoice.ContractLine) func() iter.Seq2[invoice.Transaction, error] {
		return func() iter.Seq2[invoice.Transaction, error] { return c.source.Transactions(c.ctx, asked) }
	}
	if none := read(c, "Transactions of no line", open()); len(none) > 0 {
		c.addf("Transactions of no line: yields transaction %q, which was not asked for", none[0].ID())
	}
	all := readTwice(c, "Transactions", open(lines...))
	unique(c, "transaction", all)
	var single []invoice.Transaction
	for _, l := range lines {
		for _, t := range read(c, "Transactions of one line", open(l)) {
			single = append(single, t)
			if t.Line() != l.ID() {
				c.addf("Transactions of line %q: yields transaction %q of line %q, which was not asked for", l.ID(), t.ID(), t.Line())
			}
		}
	}
	if len(c.found) == 0 && !slices.Equal(sortedIDs(all), sortedIDs(single)) {
		c.addf("Transactions: those of all lines are other ones than those of each, %d and %d", len(all), len(single))
	}
	for _, t := range all {
		c.transaction(t)
	}
	return all
}

func (c *checker) transaction(t invoice.Transaction) {
	if k := t.Kind(); k < invoice.Time || k > invoice.Milestone {
		c.addf("transaction %q: kind %d does not exist", t.ID(), k)
	}
	if t.Date().IsZero() {
		c.addf("transaction %q has no date", t.ID())
	}
	a := t.Amount()
	if !looksLikeCurrency(a.Currency()) {
		c.addf("transaction %q: %q is not a currency code", t.ID(), a.Currency())
	}
	if err := a.Err(); err != nil {
		c.addf("transaction %q: %w", t.ID(), err)
	}
	if s, ok := t.(invoice.Statused); ok && s.Status() > invoice.Billed {
		c.addf("transaction %q: status %d does not exist", t.ID(), s.Status())
	}
	if b, ok := t.(invoice.Typed); ok && b.BillingType() > invoice.NonChargeable {
		c.addf("transaction %q: billing type %d does not exist", t.ID(), b.BillingType())
	}
	p, ok := t.(invoice.PartlyBilled)
	if !ok {
		return
	}
	parts := make(map[int]bool)
	for _, b := range p.Billings() {
		if b.Customer == "" || b.Part < 1 || parts[b.Part] {
			c.addf("transaction %q: a billing of %q as part %d, expected a customer and a part of its own, from 1", t.ID(), b.Customer, b.Part)
		}
		parts[b.Part] = true
	}
}

// looksLikeCurrency reports whether the code is three capital letters. Which of them exist is for the engine to know.
func looksLikeCurrency(code string) bool {
	return len(code) == 3 && !slices.ContainsFunc([]byte(code), func(b byte) bool { return b < 'A' || b > 'Z' })
}

package table

import (
	"strconv"

	"github.com/proforma-go/proforma/invoice"
)

// BilledFile is the name of the ledger's file.
const BilledFile = "billed.csv"

// billedFile is the layout of the ledger: one row an entry.
var billedFile = layout{
	file:     BilledFile,
	required: []string{"transaction", "part", "customer", "percent", "amount", "currency"},
	known:    []string{"quantity", "price", "whole", "waived", "reverses", "open"},
	optional: true,
}

// entry is a row of the ledger.
type entry struct {
	invoice.Billing
	row      int
	reverses cell
}

// readBilled reads what was billed before into the ledgers of the transactions.
func (r *reader) readBilled() {
	s := r.open(billedFile)
	if s == nil {
		return
	}
	entries := make(map[invoice.Claim]entry)
	var order []invoice.Claim
	whole := s.each(func(row record) {
		id := s.required(row, "transaction")
		if id.text != "" && !r.transactions.has(id.text) {
			id.reject("is not a transaction of transactions.csv")
		}
		e := entry{s.billing(row), row.number, s.cell(row, "reverses")}
		claim := invoice.Claim{Transaction: id.text, Part: e.Part}
		if id.text == "" || e.Part == 0 {
			return
		}
		if first, twice := entries[claim]; twice {
			s.cell(row, "part").reject("is there twice for %s, first in row %d", quote(id.text), first.row)
			return
		}
		entries[claim] = e
		order = append(order, claim)
	})
	at := make(map[string]int, len(r.data.Transactions))
	for i := range r.data.Transactions {
		at[r.data.Transactions[i].ID] = i
	}
	for _, claim := range order {
		e := entries[claim]
		if e.Reverses != 0 && whole {
			before, there := entries[invoice.Claim{Transaction: claim.Transaction, Part: e.Reverses}]
			if !there || before.Customer != e.Customer || e.Reverses >= e.Part {
				e.reverses.reject("is not an earlier part of %s of %s", quote(claim.Transaction), quote(e.Customer))
			}
		}
		if i, ok := at[claim.Transaction]; ok {
			t := &r.data.Transactions[i]
			t.Billings = append(t.Billings, e.Billing)
		}
	}
}

// billing reads one entry. A part that cannot be read is 0.
func (s *sheet) billing(row record) invoice.Billing {
	currency := s.required(row, "currency").currency()
	b := invoice.Billing{Customer: s.required(row, "customer").text, Reverses: s.cell(row, "reverses").part()}
	b.Part = s.required(row, "part").part()
	if c := s.required(row, "percent"); c.text != "" {
		p, err := parsePercent(c.text)
		if err != nil {
			c.reject("%v", err)
		}
		b.Percent = p
	}
	s.required(row, "amount")
	b.Amount, b.Price = s.cell(row, "amount").money(currency), s.cell(row, "price").money(currency)
	b.Whole, b.Waived = s.cell(row, "whole").money(currency), s.cell(row, "waived").money(currency)
	if c := s.cell(row, "quantity"); c.text != "" {
		d, _ := c.number()
		if b.Quantity = invoice.NewQuantity(d); b.Quantity.Err() != nil {
			c.reject("has too many digits")
		}
	}
	switch c := s.cell(row, "open"); c.text {
	case "yes":
		b.Open = true
	case "", "no":
	default:
		c.reject("is neither yes nor no")
	}
	return b
}

// part reads a part, which count from 1; empty, and one that is none, is 0.
func (c cell) part() int {
	n, err := strconv.Atoi(c.text)
	if c.text != "" && (err != nil || n < 1) {
		c.reject("is not a part, expected a whole number from 1")
		return 0
	}
	return n
}

// money reads a number as an amount of a currency; empty is none.
func (c cell) money(currency string) invoice.Amount {
	d, there := c.number()
	if !there {
		return invoice.Amount{}
	}
	a := invoice.NewAmount(d, currency)
	if a.Err() != nil {
		c.reject("has too many digits")
	}
	return a
}

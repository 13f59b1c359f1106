package table

import (
	"github.com/proforma-go/proforma/invoice"
)

// billedFile is the layout of the ledger: one row an entry.
var billedFile = layout{
	file:     BilledFile,
	required: []string{"transaction", "part", "customer", "percent", "amount", "currency"},
	known:    []string{"quantity", "price", "whole", "waived", "reverses", "open"},
	optional: true,
}

// BilledFile is the name of the ledger's file.
const BilledFile = "billed.csv"

// readBilled reads what was billed before into the ledgers of the transactions.
func (r *reader) readBilled() {
	s := r.open(billedFile)
	if s == nil {
		return
	}
	at := make(map[string]int, len(r.data.Transactions))
	for i := range r.data.Transactions {
		at[r.data.Transactions[i].ID] = i
	}
	parts := make(map[invoice.Claim]int)
	s.each(func(row record) {
		id := s.required(row, "transaction")
		if id.text != "" && !r.transactions.has(id.text) {
			id.reject("is not a transaction of transactions.csv")
		}
		b := r.billing(s, row)
		claim := invoice.Claim{Transaction: id.text, Part: b.Part}
		if first, twice := parts[claim]; twice {
			s.cell(row, "part").reject("is there twice for %s, first in row %d", quote(id.text), first)
		}
		parts[claim] = id.row
		if i, ok := at[id.text]; ok {
			r.data.Transactions[i].Billings = append(r.data.Transactions[i].Billings, b)
		}
	})
}

// billing reads one entry.
func (r *reader) billing(s *sheet, row record) invoice.Billing {
	currency := s.required(row, "currency").currency()
	b := invoice.Billing{Part: s.required(row, "part").whole(), Customer: s.required(row, "customer").text, Reverses: s.cell(row, "reverses").whole()}
	if b.Part < 1 {
		s.cell(row, "part").reject("is not a part, which count from 1")
	}
	if c := s.required(row, "percent"); c.text != "" {
		p, err := parsePercent(c.text)
		if err != nil {
			c.reject("%v", err)
		}
		b.Percent = p
	}
	money := func(column string) invoice.Amount {
		d, there := s.cell(row, column).number()
		if !there {
			return invoice.Amount{}
		}
		return invoice.NewAmount(d, currency)
	}
	s.required(row, "amount")
	b.Amount, b.Price, b.Whole, b.Waived = money("amount"), money("price"), money("whole"), money("waived")
	if q := s.cell(row, "quantity").optionalNumber(); q.Valid {
		b.Quantity = invoice.NewQuantity(q.Decimal)
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

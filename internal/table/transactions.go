package table

import (
	"fmt"
	"slices"

	"github.com/shopspring/decimal"

	"github.com/proforma-go/proforma/invoice"
	"github.com/proforma-go/proforma/invoice/memory"
)

// mostUnits bounds an amount, in its currency's smallest units.
var mostUnits = decimal.New(1, 17)

func (r *reader) readTransactions() {
	s := r.open(layout{
		file:     "transactions.csv",
		required: []string{"id", "line", "kind", "date", "amount", "currency"},
		known:    []string{"quantity", "price", "status", "ready from", "billing type", "description", "person", "customers", "rounding customer"},
	})
	if s == nil {
		return
	}
	r.transactions = make(ids)
	extra := r.columns(s, invoice.TransactionLevel)
	payers := r.payers()
	whole := s.each(func(row record) {
		t := memory.Transaction{Attributes: extra.values(row)}
		id := s.required(row, "id")
		if t.ID = id.text; id.text != "" {
			r.transactions.add(id)
		}
		line := s.required(row, "line")
		if t.Line = line.text; line.text != "" && !r.lines.has(line.text) {
			line.reject("is not a line of lines.csv")
		}
		if kind := s.required(row, "kind"); kind.text != "" {
			t.Kind = oneOf(kind, "kind", invoice.Time, invoice.Expense, invoice.Material, invoice.Fee, invoice.Milestone)
		}
		t.Date = s.required(row, "date").date()
		t.Currency = s.required(row, "currency").currency()
		t.Quantity = s.cell(row, "quantity").optionalNumber()
		t.Price = s.cell(row, "price").optionalNumber()
		t.Amount = s.amount(row, &t)
		if digits, known := invoice.MinorUnits(t.Currency); known && memory.CheckNumber(t.Amount) == nil && t.Amount.Shift(int32(digits)).Abs().GreaterThan(mostUnits) {
			s.cell(row, "amount").reject("is too large")
		}
		t.Customers, t.RoundingCustomer = s.cell(row, "customers").shares(), s.cell(row, "rounding customer").text
		own := slices.Clip(payers[t.Line])
		for _, share := range t.Customers {
			own = append(own, share.Customer)
		}
		t.Status, t.Shares = s.cell(row, "status").status(own)
		t.ReadyFrom = s.cell(row, "ready from").date()
		t.BillingType = oneOf(s.cell(row, "billing type"), "billing type", invoice.Chargeable, invoice.Complimentary, invoice.NonChargeable)
		t.Description = s.cell(row, "description").text
		t.Person = s.cell(row, "person").text
		r.doubt(&t, row.number)
		r.data.Transactions = append(r.data.Transactions, t)
	})
	if !whole {
		r.transactions = nil
	}
}

// amount reads the amount of a transaction, which is its quantity times its price where the cell is empty.
func (s *sheet) amount(row record, t *memory.Transaction) decimal.Decimal {
	c := s.cell(row, "amount")
	d, there := c.number()
	switch {
	case there:
		return d
	case !t.Quantity.Valid || !t.Price.Valid:
		s.found.add(Finding{s.file, c.row, c.name, "is empty, and there is no quantity and price to work it out"})
		return d
	}
	d = t.Quantity.Decimal.Mul(t.Price.Decimal)
	if err := memory.CheckNumber(d); err != nil {
		s.found.add(Finding{s.file, c.row, c.name, fmt.Sprintf("is empty, and quantity times price is %v", err)})
		return decimal.Zero
	}
	return d
}

// Doubt is something about a transaction that somebody should look at, although it can be billed as it is.
type Doubt struct {
	Transaction string
	Row         int // in transactions.csv
	Message     string
}

// doubt notes an amount that is not what quantity and price make, give or take what rounding does.
func (r *reader) doubt(t *memory.Transaction, row int) {
	digits, known := invoice.MinorUnits(t.Currency)
	if !known || !t.Quantity.Valid || !t.Price.Valid || t.Status == invoice.Billed || t.BillingType != invoice.Chargeable {
		return
	}
	product := t.Quantity.Decimal.Mul(t.Price.Decimal)
	if t.Amount.Sub(product).Abs().LessThan(decimal.New(1, -int32(digits))) {
		return
	}
	fixed := func(d decimal.Decimal) string { return d.StringFixed(max(int32(digits), -d.Exponent())) }
	r.doubts = append(r.doubts, Doubt{t.ID, row, fmt.Sprintf("%s x %s is %s and not %s; the amount is billed as it is",
		t.Quantity.Decimal, t.Price.Decimal, fixed(product), fixed(t.Amount))})
}

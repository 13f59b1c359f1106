package memory

import (
	"github.com/shopspring/decimal"

	"github.com/proforma-go/proforma/invoice"
	"github.com/proforma-go/proforma/schedule"
)

// Open is a customer's share of a transaction, as far as it is not billed.
type Open struct {
	Transaction string
	Line        string
	Project     string
	Contract    string // "": the project's own
	Customer    string
	Date        schedule.Date
	Kind        invoice.Kind
	Amount      decimal.Decimal // what is left of the share, rounded to the currency's decimals
	Currency    string
	Ready       bool // on the view's day
}

// Unbilled returns every share that is not billed, in the order of the data and of the line's customers. The amounts are those that a
// rule without merging would bill. Where a line's shares make no sense, such as 60 and 30 percent, it returns the whole transaction,
// with no customer.
func (v *View) Unbilled() []Open {
	var open []Open
	for _, t := range v.state.rows {
		if t.Status == invoice.Billed {
			continue
		}
		l := &v.fixed.lines[v.fixed.line[t.Line]]
		for _, p := range v.fixed.parts(t, l, decimals(t.Currency)) {
			whole := len(l.Customers) == 0 // one share, of the project's payer or, under a merge, its customer
			if t.billed(p.customer) || whole && t.billed(v.fixed.projects[v.fixed.project[l.Project]].Customer) {
				continue
			}
			if b, ok := t.billing(p.customer); ok {
				p.amount = p.amount.Sub(b.Amount)
			}
			seen := transaction{t, v.day}
			status, own := seen.ShareStatus(p.customer)
			if !own {
				status = seen.Status()
			}
			open = append(open, Open{
				Transaction: t.ID, Line: l.ID, Project: l.Project, Contract: l.Contract, Customer: p.customer,
				Date: t.Date, Kind: t.Kind, Amount: p.amount, Currency: t.Currency, Ready: status == invoice.Ready,
			})
		}
	}
	return open
}

// part is one customer's share of a row.
type part struct {
	customer string
	percent  decimal.Decimal
	amount   decimal.Decimal
}

var hundred = decimal.NewFromInt(100)

// parts returns the shares of a row that are not zero percent: those of the line's customers, or the payer's whole. Shares that make no
// sense are one part, of nobody.
func (f *fixed) parts(t *Transaction, l *Line, digits int32) []part {
	if len(l.Customers) == 0 {
		p := &f.projects[f.project[l.Project]]
		payer := p.BillingCustomer
		if payer == "" {
			payer = p.Customer
		}
		return []part{{payer, hundred, t.Amount.RoundBank(digits)}}
	}
	amounts, err := invoice.Allocate(t.Amount, l.Customers, l.RoundingCustomer, digits)
	if err != nil {
		return []part{{"", hundred, t.Amount.RoundBank(digits)}}
	}
	var parts []part
	for i, s := range l.Customers {
		if !s.Percent.IsZero() {
			parts = append(parts, part{s.Customer, s.Percent, amounts[i]})
		}
	}
	return parts
}

// decimals returns the number of decimals of a currency; 2 for a code that is not one.
func decimals(currency string) int32 {
	if digits, ok := invoice.MinorUnits(currency); ok {
		return int32(digits)
	}
	return 2
}

// billedParts returns what the data say was billed of a row. Complimentary and non-chargeable rows count nothing.
func (f *fixed) billedParts(t *Transaction, l *Line) []part {
	if !t.chargeable() {
		return nil
	}
	var billed []part
	for _, b := range t.Billings {
		billed = append(billed, part{b.Customer, b.Percent, b.Amount})
	}
	for _, p := range f.parts(t, l, decimals(t.Currency)) {
		if _, told := t.billing(p.customer); !told && t.billed(p.customer) {
			billed = append(billed, p)
		}
	}
	return billed
}

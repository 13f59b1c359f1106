package memory

import (
	"slices"

	"github.com/proforma-go/proforma/invoice"
	"github.com/proforma-go/proforma/schedule"
)

// Open is a customer's share of a transaction, as far as it is not billed.
type Open struct {
	Transaction string
	Line        string
	Project     string
	Contract    string // "": the project's own
	Customer    string // "": the transaction as a whole, which cannot be divided as things stand
	Date        schedule.Date
	Kind        invoice.Kind
	Amount      invoice.Amount // what is left of the share, rounded to the currency's decimals
	Ready       bool           // on the view's day
}

// Unbilled returns every share that is not billed, in the order of the data and of the line's customers. The amounts are those that
// [invoice.Rest] gives. Where a transaction cannot be divided, such as one whose shares are 60 and 30 percent, it returns the whole of it, with
// no customer.
func (v *View) Unbilled() []Open {
	var open []Open
	for _, t := range v.state.rows {
		if t.Status == invoice.Billed {
			continue
		}
		l := &v.fixed.lines[v.fixed.line[t.Line]]
		item := v.fixed.item(t, l)
		seen := transaction{t, v.day}
		o := Open{Transaction: t.ID, Line: l.ID, Project: l.Project, Contract: l.Contract, Date: t.Date, Kind: t.Kind, Amount: t.amount(), Ready: seen.Status() == invoice.Ready}
		rest, err := invoice.Rest(item, t.Billings)
		if err != nil || rest.Reason != "" {
			if err == nil {
				o.Amount = rest.Left
			}
			open = append(open, o)
			continue
		}
		if item.Amount.IsZero() {
			rest.Due = nothingDue(item, t.Billings)
		}
		for _, d := range rest.Due {
			status, own := seen.ShareStatus(d.Customer)
			if !own {
				status = seen.Status()
			}
			o.Customer, o.Amount, o.Ready = d.Customer, d.Amount, status == invoice.Ready
			open = append(open, o)
		}
	}
	return open
}

// nothingDue returns the customers of a row of amount zero that no entry names: it is billed to them when it is listed on their draft.
func nothingDue(item invoice.Item, billings []invoice.Billing) []invoice.Due {
	customers := []string{item.Payer}
	if len(item.Shares) > 0 {
		customers = nil
		for _, s := range item.Shares {
			customers = append(customers, s.Customer)
		}
	}
	var due []invoice.Due
	for _, c := range customers {
		if !slices.ContainsFunc(billings, func(b invoice.Billing) bool { return b.Customer == c }) {
			due = append(due, invoice.Due{Customer: c, Amount: item.Amount})
		}
	}
	return due
}

func (t *Transaction) amount() invoice.Amount { return invoice.NewAmount(t.Amount, t.Currency) }

// item is a row as something to divide. What is not chargeable is divided by its amount all the same, so that what is open of it is told, as
// long as nothing of it was billed.
func (f *fixed) item(t *Transaction, l *Line) invoice.Item {
	p := &f.projects[f.project[l.Project]]
	item := invoice.Item{Amount: t.amount(), Shares: l.Customers, RoundingCustomer: l.RoundingCustomer, Payer: p.BillingCustomer, Customer: p.Customer}
	if len(t.Customers) > 0 {
		item.Shares, item.RoundingCustomer = t.Customers, t.RoundingCustomer
	}
	if item.Payer == "" {
		item.Payer = p.Customer
	}
	if t.Quantity.Valid {
		item.Quantity = invoice.NewQuantity(t.Quantity.Decimal)
	}
	if !t.chargeable() && slices.ContainsFunc(t.Billings, func(b invoice.Billing) bool { return !b.Amount.IsZero() }) {
		item.Amount = invoice.NewAmount(t.Amount.Sub(t.Amount), t.Currency)
	}
	return item
}

// billedWhole returns what the data say was billed of a row whose whole is billed without a ledger.
func (f *fixed) billedWhole(t *Transaction, l *Line) []invoice.Due {
	if !t.chargeable() || t.Status != invoice.Billed || len(t.Billings) > 0 {
		return nil
	}
	rest, err := invoice.Rest(f.item(t, l), nil)
	if err != nil {
		return nil
	}
	return rest.Due
}

package invoice

import (
	"github.com/proforma-go/proforma/schedule"
)

// DraftKind says whether a draft asks for money or gives it back.
type DraftKind uint8

// The kinds of draft. A total below zero makes a credit.
const (
	InvoiceDraft DraftKind = iota + 1
	CreditDraft
)

// String returns invoice or credit.
func (k DraftKind) String() string {
	if k == CreditDraft {
		return "credit"
	}
	return "invoice"
}

// Draft is a pro forma invoice: no number, no tax, no legal force. Amounts are rounded to the currency's minor unit.
type Draft struct {
	Key         string // derived from rule, planned date, group and smallest claim, so that no other draft ever has it
	Rule        string // the rule's identity: its ID, else its name
	Kind        DraftKind
	RunDate     schedule.Date // after any move to a business day
	PlannedDate schedule.Date // before it
	Customer    string
	Contract    string   // the project's id for a project's own contract; empty on a merged draft
	Projects    []string // ids, in order
	Currency    string
	Group       []GroupValue // the values of the fields by which drafts are merged or split
	InvoiceDate schedule.Date
	EntryDate   schedule.Date
	Status      string
	Generator   string
	Notify      []Notify
	Options     []Option
	Rounding    Rounding    // how the amounts were rounded
	Limits      []LimitUse  // the limits that its details are under, as they stood with the draft
	Total       Amount      // the sum of the lines
	Lines       []DraftLine // by project, the host's sequence, id

	rule int // place of the rule in the input
}

// GroupValue is one field that took part in cutting drafts or draft lines, and its value there; empty where it was missing.
type GroupValue struct{ Field, Value string }

// DraftLine is one contract line on a draft, or the part of it that has the same values in the fields of `group lines by`.
type DraftLine struct {
	Line     string
	Project  string
	Contract string       // the project's id for a project's own contract
	Group    []GroupValue // the fields of `group lines by`; else none
	Total    Amount       // the sum of the chargeable details
	Details  []LineDetail // by kind, person, date, id
}

// LineDetail is one transaction, or one customer's share of it, on a draft line; or a reversal of what was billed of it before.
type LineDetail struct {
	Transaction string
	Person      string
	Description string
	Part        int // with the transaction, its claim
	Date        schedule.Date
	Kind        Kind
	BillingType BillingType
	Open        bool     // whether something of the customer's share is still to be billed after this
	Amount      Amount   // zero unless chargeable
	Quantity    Quantity // the customer's share of it; for information: the amount is authoritative
	Price       Amount   // absent where there is none
	Percent     Percent  // the customer's share of the transaction
	Whole       Amount   // the transaction's exact amount; zero unless chargeable
	Waived      Amount   // what is written off with this detail; absent where nothing is
	Reverses    int      // the part that this detail takes back; 0: none
}

// Claim returns what the detail takes.
func (d *LineDetail) Claim() Claim { return Claim{d.Transaction, d.Part} }

// Decimals returns the number of decimals of the draft's currency.
func (d *Draft) Decimals() int32 { return d.Total.Decimals() }

// Slot returns the draft's key without its smallest claim: what a supplementary draft for the same rule, date, customer and group
// shares with it.
func (d *Draft) Slot() string { return slotOf(d.Key) }

// Billings returns the entries that booking the draft adds to the ledgers of its transactions, in the order of the details.
func (d *Draft) Billings() []LedgerEntry {
	n := 0
	for i := range d.Lines {
		n += len(d.Lines[i].Details)
	}
	all := make([]LedgerEntry, 0, n)
	for i := range d.Lines {
		for j := range d.Lines[i].Details {
			x := &d.Lines[i].Details[j]
			all = append(all, LedgerEntry{x.Transaction, Billing{
				Part: x.Part, Customer: d.Customer, Percent: x.Percent, Amount: x.Amount, Quantity: x.Quantity, Price: x.Price, Whole: x.Whole,
				Waived: x.Waived, Reverses: x.Reverses, Open: x.Open,
			}})
		}
	}
	return all
}

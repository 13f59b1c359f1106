package invoice

import (
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

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
	Key         string // derived from rule, planned date, group and smallest claim: the same draft has the same key in every run
	Rule        string
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
	Total       decimal.Decimal // the sum of the lines
	Lines       []DraftLine     // by project, the host's sequence, id

	decimals int32 // of the currency
	rule     int   // place of the rule in the input
}

// GroupValue is one field that took part in cutting drafts or draft lines, and its value there; empty where it was missing.
type GroupValue struct{ Field, Value string }

// DraftLine is one contract line on a draft, or the part of it that has the same values in the fields of `group lines by`.
type DraftLine struct {
	Line     string
	Project  string
	Contract string          // the project's id for a project's own contract
	Group    []GroupValue    // the fields of `group lines by`; else none
	Total    decimal.Decimal // the sum of the chargeable details
	Details  []LineDetail    // by kind, person, date, id
}

// LineDetail is one transaction, or one customer's share of it, on a draft line.
type LineDetail struct {
	Transaction string
	Claim       Claim
	Date        schedule.Date
	Kind        Kind
	BillingType BillingType
	Amount      decimal.Decimal     // zero unless chargeable
	Quantity    decimal.NullDecimal // the customer's share of it; for information: the amount is authoritative
	Price       decimal.NullDecimal
	Person      string
	Description string
}

// Claim identifies what a detail takes: a customer's share of a transaction, and which part of it. A host that keeps claims in a
// column with a unique index cannot bill anything twice, whatever runs at once, restarts or is retried.
type Claim struct {
	Transaction string
	Customer    string
	Part        int // 1, or one more than what was billed or credited before
}

// String returns the claim as text that is different for different claims: the parts, escaped, with a slash between them.
func (c Claim) String() string {
	return escape(c.Transaction) + "/" + escape(c.Customer) + "/" + strconv.Itoa(c.Part)
}

// MarshalText is [Claim.String].
func (c Claim) MarshalText() ([]byte, error) { return []byte(c.String()), nil }

// keyEscaper leaves no slash and no comma in a part of a key.
var keyEscaper = strings.NewReplacer("%", "%25", "/", "%2F", ",", "%2C")

func escape(s string) string { return keyEscaper.Replace(s) }

// Decimals returns the number of decimals of the draft's currency.
func (d *Draft) Decimals() int32 { return d.decimals }

package memory

import (
	"github.com/shopspring/decimal"

	"github.com/proforma-go/proforma/invoice"
	"github.com/proforma-go/proforma/schedule"
)

// Data is everything that a [Source] holds. The zero value is a source without projects.
type Data struct {
	Projects     []Project
	Contracts    []Contract // may be empty: a line that names a contract makes it
	Lines        []Line
	Transactions []Transaction
}

// Project is a project of the host.
type Project struct {
	ID              string // unique among projects
	Name            string // "": none
	Customer        string // whom the project is done for
	BillingCustomer string // who pays for lines without customers of their own; "": Customer

	// What the standard vocabulary calls manager, department, customer group and keyword. Empty: missing.
	Manager        string
	Department     string
	CustomerGroups []string
	Keywords       []string

	Attributes map[string][]string // more of the kind, by name; fields made with invoice.AttributeField read them
}

// Contract is what lines belong to. A line may name a contract that is not among [Data.Contracts]: it then has none of what follows.
type Contract struct {
	ID             string         // unique among contracts
	Currency       string         // "": states none
	Hold           string         // the reason for which nothing of it is billed; "": not on hold
	Limit          *invoice.Limit // nil: none; see [Line.Limit]
	CustomerLimits []CustomerLimit
	Attributes     map[string][]string // read through the contract's lines, where the line has none of that name
}

// CustomerLimit is a not-to-exceed limit of a single customer.
type CustomerLimit struct {
	Customer string
	Limit    invoice.Limit
}

// Line is a contract line.
type Line struct {
	ID       string // unique among lines
	Project  string
	Contract string                // "": the project's own
	Method   invoice.BillingMethod // zero: time and material
	Schedule *invoice.LineSchedule // nil: none

	Customers        []invoice.Share // none: the project's payer
	RoundingCustomer string          // "": the largest remainders

	// Limit caps what is billed on the line. Its Billed is what was invoiced before these data begin; what the line's transactions
	// were billed according to the data, and what is booked later, is added to it. Nil: no limit.
	Limit          *invoice.Limit
	CustomerLimits []CustomerLimit

	Sequence   int
	Attributes map[string][]string
}

// Transaction is one thing to bill.
type Transaction struct {
	ID       string // unique among transactions
	Line     string
	Kind     invoice.Kind
	Date     schedule.Date // when it happened
	Amount   decimal.Decimal
	Currency string

	Quantity decimal.NullDecimal
	Price    decimal.NullDecimal

	Status    invoice.Status    // zero: ready
	Shares    []ShareStatus     // customers whose share is ready, or pending, other than Status says
	Billings  []invoice.Billing // the ledger: what was billed before, in any order
	ReadyFrom schedule.Date     // whatever is ready is so from this day on; zero: always

	Customers        []invoice.Share // shares of its own, which take the place of its line's; none: those of the line
	RoundingCustomer string          // of Customers

	BillingType invoice.BillingType // zero: chargeable
	Description string
	Person      string
	Attributes  map[string][]string
}

// ShareStatus is how far one customer's share of a transaction has come: ready or pending.
type ShareStatus struct {
	Customer string
	Status   invoice.Status
}

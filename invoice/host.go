package invoice

import (
	"github.com/shopspring/decimal"

	"github.com/proforma-go/proforma/schedule"
)

// Project is the host's project. The small interface is all that the engine needs; what else a project knows it offers through
// [Named], [Payer] and [Attributed].
type Project interface {
	ID() string       // unique among projects
	Customer() string // whom the project is done for
}

// Named is a project with a name beside its id.
type Named interface{ Name() string }

// Payer is a project whose lines without customers of their own are billed to somebody else than its customer. An empty string
// means its customer.
type Payer interface{ BillingCustomer() string }

// Attributed is a project, contract line or transaction with attributes that filters and groupings can name. Attribute returns the
// values of one attribute by its normalised name (lower case, single spaces); nil means that it is missing.
type Attributed interface{ Attribute(name string) []string }

// BillingMethod says how a contract line earns money.
type BillingMethod uint8

// The billing methods. The zero value counts as [TimeAndMaterial].
const (
	TimeAndMaterial BillingMethod = iota + 1
	FixedPrice
)

// String returns the name that rule text uses: time-and-material, fixed-price.
func (m BillingMethod) String() string {
	if m == FixedPrice {
		return "fixed-price"
	}
	return "time-and-material"
}

// ContractLine is what is billed: transactions belong to lines, lines to projects and contracts. What else a line knows it offers
// through [Contracted], [Scheduled], [SplitBilled], [Limited], [CustomerLimited], [Sequenced] and [Attributed].
type ContractLine interface {
	ID() string      // unique among lines
	Project() string // id of its project
	Method() BillingMethod
}

// Contract is what lines belong to. What else a contract knows it offers through [Denominated], [Held], [Limited] and [CustomerLimited].
type Contract interface{ ID() string }

// Contracted is a line that belongs to a contract. A nil Contract means the project's own contract, which is none of the named ones.
type Contracted interface{ Contract() Contract }

// Denominated is a contract that states its currency: transactions in any other are not billed. An empty string states none.
type Denominated interface{ Currency() string }

// Held is a contract that may be on hold. A reason that is not empty holds back everything that belongs to it.
type Held interface{ Hold() (reason string) }

// Scheduled is a line with a schedule of its own, for rules that bill on line schedules. Nil means none. Lines may share one
// *LineSchedule, which is then compiled once.
type Scheduled interface{ Schedule() *LineSchedule }

// Share is one customer's part of a line or of a single transaction: a percentage or a ratio such as 1/3. The shares of a line total the
// whole, exactly.
type Share struct {
	Customer string
	Percent  Percent
}

// SplitBilled is a line with customers of its own, or a transaction with shares of its own, which take the place of its line's. No
// customers means those of the line, and for a line the project's payer. Odd cents go to the rounding customer; where it is empty, to
// whoever is furthest behind, ties in listed order. The shares of a transaction state its whole division: whoever was billed for it
// stands there at the percentage at which it was billed.
type SplitBilled interface {
	Customers() []Share
	RoundingCustomer() string
}

// Limit caps what may be invoiced: Billed, what was invoiced to date less credits, plus what is drafted may reach Amount and not pass it. A
// limit counts amounts in its own currency only, and no milestones: fixed prices are agreed already.
type Limit struct {
	Amount   decimal.Decimal
	Currency string
	Billed   decimal.Decimal
}

// Limited is a contract or contract line with a not-to-exceed limit over all of its customers.
type Limited interface{ Limit() (Limit, bool) }

// CustomerLimited is a contract or contract line with not-to-exceed limits of single customers.
type CustomerLimited interface {
	CustomerLimit(customer string) (Limit, bool)
}

// Sequenced gives a line its place within its project on a draft, before its id. Lines without one come as 0.
type Sequenced interface{ Sequence() int }

// Kind is the kind of a transaction.
type Kind uint8

// The kinds, in the order in which they stand on a draft line. Zero is no kind: such a transaction fails.
const (
	Time Kind = iota + 1
	Material
	Fee
	Expense
	Milestone
)

var kindNames = [...]string{"", "time", "material", "fee", "expense", "milestone"}

// String returns the name that rule text and files use.
func (k Kind) String() string {
	if int(k) < len(kindNames) {
		return kindNames[k]
	}
	return "unknown"
}

// BillingType says whether a transaction makes money.
type BillingType uint8

// The billing types. Only chargeable transactions have an amount on a draft; the others are listed at zero, on a draft that exists
// anyway. The zero value counts as [Chargeable].
const (
	Chargeable BillingType = iota + 1
	Complimentary
	NonChargeable
)

// String returns the name that files use.
func (b BillingType) String() string {
	switch b {
	case Complimentary:
		return "complimentary"
	case NonChargeable:
		return "non-chargeable"
	}
	return "chargeable"
}

// Status is how far a transaction, or one customer's share of it, has come.
type Status uint8

// The statuses. The zero value counts as [Ready].
const (
	Ready   Status = iota + 1
	Pending        // not yet approved for invoicing
	Billed         // on an invoice already; never considered again
)

// String returns the name that files use.
func (s Status) String() string {
	switch s {
	case Pending:
		return "pending"
	case Billed:
		return "billed"
	}
	return "ready"
}

// Transaction is one thing to bill: an hour, an expense, a fee, material, a milestone. What else a transaction knows it offers
// through [Statused], [ShareStatused], [Typed], [Quantified], [PartlyBilled], [SplitBilled], [Described], [Personal], [Faulty] and
// [Attributed].
type Transaction interface {
	ID() string   // unique among transactions
	Line() string // id of its contract line
	Kind() Kind
	Date() schedule.Date // when it happened, as a civil date
	Amount() Amount
}

// Statused is a transaction that may be pending or billed; one without it is ready. [Billed] wins over whatever [PartlyBilled] says, and is
// all that a host needs which bills whole transactions only.
type Statused interface{ Status() Status }

// ShareStatused is a transaction whose customers' shares become ready separately. Where ok is false the transaction's own status holds. What
// single customers were billed is told by [PartlyBilled]: [Billed] here is a fault of the transaction.
type ShareStatused interface {
	ShareStatus(customer string) (s Status, ok bool)
}

// Typed is a transaction with a billing type; one without it is chargeable.
type Typed interface{ BillingType() BillingType }

// Quantified is a transaction with a quantity and a price; ok is false where it has none.
type Quantified interface {
	Quantity() (q decimal.Decimal, ok bool)
	Price() (p decimal.Decimal, ok bool)
}

// Described is a transaction with a text for the invoice.
type Described interface{ Description() string }

// Personal is a transaction that somebody did.
type Personal interface{ Person() string }

// Faulty is a transaction that the host knows to be incomplete, such as work without a price. An error fails its whole unit while the transaction is ready, so that
// nothing is invoiced around the gap.
type Faulty interface{ Fault() error }

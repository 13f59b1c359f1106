package invoice

import (
	"fmt"

	"github.com/shopspring/decimal"

	"github.com/proforma-go/proforma/schedule"
)

// Reason says why something that was considered is on no draft. Reasons are permanent: tests and hosts may key on them.
type Reason string

// The reasons, in the order in which they win where several apply.
const (
	Filtered         Reason = "filtered"          // a where clause or an include clause without its kind leaves it out
	NotPermitted     Reason = "not-permitted"     // the rule's generator may not invoice the project
	OnHold           Reason = "on-hold"           // its contract is on hold
	NoSchedule       Reason = "no-schedule"       // its line has no schedule, or a fixed-price line no milestone
	OnFixedPrice     Reason = "fixed-price"       // time, expenses, material and fees on a fixed-price line are never invoiced
	CurrencyMismatch Reason = "currency-mismatch" // in another currency than its contract
	NotChargeable    Reason = "not-chargeable"    // complimentary or non-chargeable, and no draft to list it on
	NotReady         Reason = "not-ready"         // not yet approved for invoicing
	MilestoneNotDue  Reason = "milestone-not-due" // a milestone dated after the run date
	NotDue           Reason = "not-due"           // no run in the window
	BeforeStart      Reason = "before-start"      // dated before the first day included
	AfterCutoff      Reason = "after-cutoff"      // dated after the last day included
	SharesChanged    Reason = "shares-changed"    // a part was billed under other shares than the line has now
	OverLimit        Reason = "over-limit"        // would pass a not-to-exceed limit
	BelowMinimum     Reason = "below-minimum"     // its draft is under the rule's minimum
	AboveMaximum     Reason = "above-maximum"     // its draft is over the rule's maximum
	Stranded         Reason = "stranded"          // as for the date reasons, and no later run exists
	Failed           Reason = "failed"            // something about it, its line or its unit is broken; the log says what
)

// reasonRank orders the reasons; a smaller rank wins.
var reasonRank = map[Reason]int{
	Filtered: 1, NotPermitted: 2, OnHold: 3, NoSchedule: 4, OnFixedPrice: 5, CurrencyMismatch: 6, NotChargeable: 7, NotReady: 8,
	MilestoneNotDue: 9, NotDue: 10, BeforeStart: 11, AfterCutoff: 12, SharesChanged: 13, OverLimit: 14, BelowMinimum: 15,
	AboveMaximum: 16, Stranded: 17, Failed: 18,
}

// Rank returns the reason's place in the order in which reasons win, from 1; 0 for a reason that the engine does not know.
func (r Reason) Rank() int { return reasonRank[r] }

// LimitLevel says which not-to-exceed limit was in the way.
type LimitLevel uint8

// The levels, in the order in which they are tested.
const (
	LineCustomerLimit LimitLevel = iota + 1
	LineLimit
	ContractCustomerLimit
	ContractLimit
)

var limitLevelNames = [...]string{"", "line customer", "line", "contract customer", "contract"}

// String returns the level as messages name it.
func (l LimitLevel) String() string {
	if int(l) < len(limitLevelNames) {
		return limitLevelNames[l]
	}
	return ""
}

// BacklogItem is a customer's share of a transaction that was considered and is on no draft, with the reason that the last rule
// and occurrence gave.
type BacklogItem struct {
	Transaction string
	Line        string
	Project     string
	Customer    string
	Date        schedule.Date
	Kind        Kind
	Amount      decimal.Decimal // rounded to the currency's minor unit
	Currency    string
	Rule        string // the rule that considered it last
	Reason      Reason
	Cutoff      schedule.Date // the last day that was included, with the date reasons; the first with before-start
	Level       LimitLevel    // with over-limit
	Other       Amount        // with below-minimum and above-maximum: the draft's total; with over-limit: the limit
	Note        string        // what else there is to say
	NextRun     schedule.Date // the rule's next run for this line after the window; zero: none, or not known

	decimals int32
}

// Detail puts the facts behind the reason into words, in English. The text is for people and may change between versions.
func (b *BacklogItem) Detail() string {
	if b.Note != "" {
		return b.Note
	}
	switch b.Reason {
	case Filtered:
		return "left out by the rule's conditions"
	case NotPermitted:
		return "the rule's generator may not invoice project " + b.Project
	case NoSchedule:
		return "line " + b.Line + " is not configured for scheduled invoicing"
	case OnFixedPrice:
		return fmt.Sprintf("line %s is fixed-price: only milestones are invoiced, not %s", b.Line, b.Kind)
	case CurrencyMismatch:
		return fmt.Sprintf("the contract is in %s", b.Other.Currency)
	case NotChargeable:
		return "not chargeable, and there was no draft to list it on"
	case NotReady:
		return "not ready to invoice"
	case MilestoneNotDue:
		return "milestone dated " + b.Date.String()
	case NotDue:
		return "no run in the window"
	case BeforeStart:
		return fmt.Sprintf("dated %s, included from %s", b.Date, b.Cutoff)
	case AfterCutoff:
		return fmt.Sprintf("dated %s, included through %s", b.Date, b.Cutoff)
	case SharesChanged:
		return "a part was billed before under other shares"
	case OverLimit:
		return fmt.Sprintf("over the %s limit of %s", b.Level, b.other())
	case BelowMinimum:
		return fmt.Sprintf("the draft would total %s", b.other())
	case AboveMaximum:
		return fmt.Sprintf("the draft would total %s", b.other())
	case Stranded:
		return "line " + b.Line + " has no later run"
	}
	return ""
}

// other returns the amount beside the item's own, with the currency's decimals.
func (b *BacklogItem) other() string {
	return b.Other.Number.StringFixed(b.decimals) + " " + b.Other.Currency
}

package invoice

import (
	"fmt"
	"strings"

	"github.com/proforma-go/proforma/schedule"
)

// Reason says why something that was considered is on no draft. Reasons are permanent: tests and hosts may key on them.
type Reason string

// The reasons, in the order of how near a rule came to billing what it did not bill, the farthest first.
const (
	NotPermitted     Reason = "not-permitted"     // the rule's generator may not invoice the project
	Filtered         Reason = "filtered"          // a where clause or an include clause without its kind leaves it out
	NoSchedule       Reason = "no-schedule"       // its line has no schedule, or a fixed-price line no milestone
	NotDue           Reason = "not-due"           // no run in the window
	Stranded         Reason = "stranded"          // as for not-due, after-cutoff and milestone-not-due, and no later run takes it
	BeforeStart      Reason = "before-start"      // dated before the first day included
	AfterCutoff      Reason = "after-cutoff"      // dated after the last day included
	MilestoneNotDue  Reason = "milestone-not-due" // a milestone dated after the run date
	NotReady         Reason = "not-ready"         // not yet approved for invoicing
	OnHold           Reason = "on-hold"           // its contract is on hold
	NotChargeable    Reason = "not-chargeable"    // complimentary or non-chargeable, and no draft to list it on
	OnFixedPrice     Reason = "fixed-price"       // time, expenses, material and fees on a fixed-price line are never invoiced
	CurrencyMismatch Reason = "currency-mismatch" // in another currency than its contract
	SharesChanged    Reason = "shares-changed"    // somebody who was billed a part has another share by now
	AmountChanged    Reason = "amount-changed"    // a closed customer was billed more than its share has become
	Failed           Reason = "failed"            // something about it, its line or its unit is broken; the log says what
	OverLimit        Reason = "over-limit"        // would pass a not-to-exceed limit
	AboveMaximum     Reason = "above-maximum"     // its draft is over the rule's maximum
	BelowMinimum     Reason = "below-minimum"     // its draft is under the rule's minimum, or rounds to zero
)

// nearness orders the reasons by how near the rule came.
var nearness = map[Reason]int{
	NotPermitted: 1, Filtered: 2, NoSchedule: 3, NotDue: 4, Stranded: 5, BeforeStart: 6, AfterCutoff: 7, MilestoneNotDue: 8, NotReady: 9,
	OnHold: 11, NotChargeable: 12, OnFixedPrice: 13, CurrencyMismatch: 14, SharesChanged: 15, AmountChanged: 16, Failed: 17, OverLimit: 18,
	AboveMaximum: 19, BelowMinimum: 20,
}

// Rank says how near a rule came that gave the reason: of two rules the one with the higher rank came nearer to billing. 0 is that of a
// reason which the engine does not know.
func (r Reason) Rank() int { return nearness[r] }

// final reports whether no run can take an item for which the reason was given, as long as the data stay as they are.
func (r Reason) final() bool {
	switch r {
	case Filtered, NotPermitted, NoSchedule, OnFixedPrice, CurrencyMismatch, NotChargeable, SharesChanged, AmountChanged, Failed:
		return true
	}
	return false
}

// LimitLevel says which not-to-exceed limit was in the way.
type LimitLevel uint8

// The levels, innermost first, in the order in which they are tested.
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

// PassedLimit is a not-to-exceed limit that a part passed when it was tested.
type PassedLimit struct {
	Level LimitLevel
	Limit Amount
}

// Grounds are a reason and the facts behind it.
type Grounds struct {
	Rule      string // the rule that gave the reason: its ID, else its name
	Reason    Reason
	RunDate   schedule.Date // of the occurrence that gave it; zero: of none
	Cutoff    schedule.Date // the last day that was included, with the date reasons; the first with before-start
	Limits    []PassedLimit // with over-limit: all that were passed, innermost first
	Total     Amount        // with below-minimum and above-maximum: the draft's total
	Condition string        // with filtered: the first condition that fails, in the order written
	Value     string        // and the value that it fails for
	Was, Is   string        // with shares-changed: the shares that were billed, and those of now
	Note      string        // what else there is to say
}

// BacklogItem is a customer's share of a transaction that was considered and is on no draft, with the reason of the rule that came nearest
// to billing it.
type BacklogItem struct {
	Transaction string
	Line        string
	Project     string
	Customer    string // "": the transaction as a whole, which cannot be divided as things stand
	Date        schedule.Date
	Kind        Kind
	Amount      Amount // what is left, rounded to the currency's minor unit
	Grounds
	NextRun   schedule.Date // the first run after the window, of any rule, that takes the item as it stands; zero: none
	NotBefore schedule.Date // where the search for that run ended too early: there is none before this day
	Rules     []Grounds     // with Input.Detail: what every rule that may bill the line says, in the order of the rules
}

// Detail puts the facts behind the reason into words, in English. The text is for people and may change between versions.
func (b *BacklogItem) Detail() string { return b.Grounds.detail(b) }

func (g *Grounds) detail(b *BacklogItem) string {
	if g.Note != "" {
		return g.Note
	}
	switch g.Reason {
	case Filtered:
		if g.Condition == "" {
			return "left out by the rule's conditions"
		}
		if g.Value == "" {
			return "left out by " + g.Condition
		}
		return g.Condition + " (is " + g.Value + ")"
	case NotPermitted:
		return "the rule's generator may not invoice project " + b.Project
	case NoSchedule:
		return "line " + b.Line + " is not configured for scheduled invoicing"
	case OnFixedPrice:
		return fmt.Sprintf("line %s is fixed-price: only milestones are invoiced, not %s", b.Line, b.Kind)
	case NotChargeable:
		return "not chargeable, and there was no draft to list it on"
	case NotReady:
		return "not ready to invoice"
	case MilestoneNotDue:
		return "milestone dated " + b.Date.String()
	case NotDue:
		return "no run in the window"
	case BeforeStart:
		return fmt.Sprintf("dated %s, included from %s", b.Date, g.Cutoff)
	case AfterCutoff:
		return fmt.Sprintf("dated %s, included through %s", b.Date, g.Cutoff)
	case OverLimit:
		parts := make([]string, len(g.Limits))
		for i, l := range g.Limits {
			parts[i] = "the " + l.Level.String() + " limit of " + l.Limit.String()
		}
		return "over " + strings.Join(parts, " and ")
	case BelowMinimum, AboveMaximum:
		return "the draft would total " + g.Total.String()
	case Stranded:
		return "no later run of the rule takes it"
	}
	return ""
}

package invoice

import (
	"github.com/proforma-go/proforma/schedule"
)

// Rule says when to bill, what, and how it is cut into drafts. It is plain data that can be written by hand without any text;
// [Rule.Validate] says what is wrong with one, and [Rule.String] is its canonical text.
type Rule struct {
	Name        string // identifies the rule in keys, windows and the run log; unique within an Input
	Description string

	// Schedule is when the rule runs. With schedule.OnLineSchedule every contract line is billed on its own schedule.
	Schedule schedule.Schedule

	// Include is what is billed: at most one clause per kind, and one plain clause for the kinds that no other names. None at all bills
	// everything through the planned date.
	Include []Include

	Where    Filter   // nil: everything
	Grouping Grouping // how drafts are cut; zero: one per contract, customer and currency

	GroupLinesBy []string // fields that divide a contract line into several draft lines

	InvoiceDate schedule.Anchor // zero: the run date
	EntryDate   schedule.Anchor // zero: the invoice date
	Status      string          // "": draft
	Generator   string          // whose permissions apply; "": nobody's
	Notify      []Notify
	Options     []Option // the host's own clauses, in order of name

	MinAmount *Amount // hold a draft under it back; nil: none. No currency: each draft's own
	MaxAmount *Amount // hold a draft over it back; nil: none

	CatchUp          CatchUp
	StrictMilestones bool     // milestones on their very date or not at all
	PartialLimits    bool     // bill what fits under a limit and hold the rest
	Rounding         Rounding // how amounts become minor units; zero: half up per line
	FinalSweep       bool     // one more run on a line schedule's until date, with that day as cut-off

	Inactive bool
}

// Include is one include clause.
type Include struct {
	Kinds   []Kind          // in order of kind; none: the kinds that no other clause names
	From    schedule.Anchor // first day included; zero: no lower bound
	Through schedule.Anchor // last day included, where a row of the schedule states none; never zero
}

// Cutoff returns the last day that the clause includes in one run. A row's own cut-off takes the place of Through where the clause names
// no kinds. The error is that of [schedule.Anchor.Resolve].
func (i Include) Cutoff(o schedule.Occurrence, d schedule.Dates) (schedule.Date, error) {
	if len(i.Kinds) == 0 && !o.Through.IsZero() {
		return o.Through, nil
	}
	return i.Through.Resolve(o, d)
}

// Cut says how a rule's drafts are cut.
type Cut uint8

// The cuts.
const (
	PerContract Cut = iota // one draft per contract, customer and currency
	Merged                 // one draft per customer and currency, over contracts and projects, and per value of the By fields
	Split                  // a contract's draft is cut per value of the By fields
)

// Grouping is a [Cut] and the fields that take part in it.
type Grouping struct {
	Cut Cut
	By  []string // canonical field names; "customer" and "currency" add nothing when merging
}

// CatchUp says what happens to occurrences whose run date is before the end of the window.
type CatchUp uint8

// The catch-up policies.
const (
	CatchUpEach   CatchUp = iota // every missed occurrence, each with its own cut-off and dates
	CatchUpLatest                // per contract one draft, on its last called-out date
	CatchUpNone                  // missed occurrences are logged and not run
)

// RecipientKind says how a recipient is named.
type RecipientKind uint8

// The kinds of recipients.
const (
	Address RecipientKind = iota // an address, as typed
	User                         // a user of the host
	Group                        // a group of the host
)

// Recipient is somebody to be told that a rule has run. The library sends nothing.
type Recipient struct {
	Kind RecipientKind
	Name string
}

// Occasion says when recipients are told.
type Occasion uint8

// The occasions.
const (
	Always    Occasion = iota
	OnSuccess          // something was drafted and nothing failed
	OnFailure          // something failed
	OnEmpty            // nothing was drafted
)

// Notify is one notify clause.
type Notify struct {
	Recipients []Recipient
	On         Occasion
}

// Option is a value of the host's own for every draft of a rule, such as a payment term.
type Option struct {
	Name  string
	Value Value
}

// LineSchedule is when a contract line is due, and up to which date its transactions count.
type LineSchedule struct {
	Schedule   schedule.Schedule
	Through    schedule.Anchor // zero: the day before the planned date
	FinalSweep bool            // one more run on Schedule.Until, with that day as cut-off
}

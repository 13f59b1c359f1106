package invoicetest

import (
	"context"
	"errors"
	"fmt"

	"github.com/proforma-go/proforma/invoice"
	"github.com/proforma-go/proforma/invoice/memory"
	"github.com/proforma-go/proforma/schedule"
)

// BookingHost is a host that books, as functions that [TestBooking] calls. It calls Book, Credit, Night and Process from several goroutines at
// once, as a program with several workers would. Fresh, Snapshot, Book and Ledger are needed; what needs a nil one of the others is not tested.
type BookingHost struct {
	// Fresh empties the host, its ledgers, drafts, watermarks and outbox included, and fills it with the data. They use: of projects ID, Customer and
	// BillingCustomer; of contracts ID, Limit and CustomerLimits; of lines ID, Project, Contract, Customers in their order, RoundingCustomer, Limit and
	// CustomerLimits; of transactions ID, Line, Kind, Date, Amount, Currency, Customers and RoundingCustomer. Limits begin with nothing billed.
	Fresh func(ctx context.Context, d memory.Data) error

	// Snapshot returns the data of one moment, ledgers and what is billed under limits included, and lets go of it with release. What is changed or
	// booked later does not show in it. Snapshots are taken beside each other.
	Snapshot func(ctx context.Context) (s invoice.Source, release func(), err error)

	// Book books one outcome: all of its drafts, their entries and the checks of its limits in one transaction, or nothing. It tries once. An error that
	// wraps [invoice.ErrConflict] says that what was read has changed since.
	Book func(ctx context.Context, o invoice.Outcome) error

	// Ledger returns every entry of every transaction, in any order.
	Ledger func(ctx context.Context) ([]invoice.LedgerEntry, error)

	// Change replaces the data, as the company's people do that edit them. Ledgers, drafts, watermarks and outbox stay.
	Change func(ctx context.Context, d memory.Data) error

	// Credit takes back of a booked draft, by its key, what the releases name; all that is left of it where there are none. See [invoice.Correct].
	Credit func(ctx context.Context, draft string, release ...invoice.Release) error

	// Night does what the host's billing job does, from snapshot to outbox, and calls the job's Step between its steps. It deals with conflicts
	// itself.
	Night func(ctx context.Context, j Job) error

	// Watermark returns the day through which the nights of a rule are done; the zero date where there was none.
	Watermark func(ctx context.Context, rule string) (schedule.Date, error)

	// Outbox returns every row of the outbox, sent or not.
	Outbox func(ctx context.Context) ([]invoice.Notice, error)

	// Process is Night in a process of its own, over the same data, without steps.
	Process func(ctx context.Context, j Job) error

	// NotTested is told what was left out, as "not tested: … needs …". Nil: nobody is.
	NotTested func(finding string)
}

// Job is what a night is about.
type Job struct {
	Rules   []invoice.Rule
	Through schedule.Date // the window's end. It begins after each rule's watermark; without one it is this day alone
	Now     bool          // run now: every rule runs on Through, whatever its schedule and watermark say, and the watermark stays

	// Step is called at each [Step] of the night, in its goroutine; nil: there is nobody to tell. It may take its time, and book and change data
	// meanwhile. Where it returns an error the night's process is dead: open transactions are rolled back, nothing else is done, and
	// Night returns that error.
	Step func(s Step) error
}

// At calls Step where there is one.
func (j *Job) At(s Step) error {
	if j.Step == nil {
		return nil
	}
	return j.Step(s)
}

// Step is a moment between two steps of a night.
type Step uint8

// The steps. StepBook is not called where the host holds a lock that others would wait for.
const (
	StepSnapshot Step = iota + 1 // the snapshot is taken, and nothing of it booked
	StepBook                     // before the transaction of an outcome, each time it is tried without a lock
	StepCommit                   // in any of the transactions, with everything written: only its commit is missing
	StepBooked                   // an outcome is booked
	StepFinish                   // all outcomes are booked: before the last transaction
	StepFinished                 // watermarks and outbox are written
)

var stepNames = [...]string{"", "snapshot", "book", "commit", "booked", "finish", "finished"}

// String returns the constant's name without Step, in lower case.
func (s Step) String() string {
	if int(s) < len(stepNames) {
		return stepNames[s]
	}
	return "unknown"
}

// BookingError is a finding of [TestBooking].
type BookingError struct {
	Attack string // what was done to the host
	Err    error  // what came of it
}

// Error returns attack and finding.
func (e *BookingError) Error() string { return e.Attack + ": " + e.Err.Error() }

// Unwrap returns the finding.
func (e *BookingError) Unwrap() error { return e.Err }

// TestBooking attacks a host's booking in every way in which money has been known to be billed twice or lost, and returns an error that joins
// what is wrong, a [BookingError] each: the same night several times at once; payer, shares, their order, the line or the rule's cut changed
// between read and book; jobs that share a limit; run-now beside a night; a crash between any two steps; drafts cancelled, booked again, credited
// by two clerks, divided anew. After each attack every transaction is billed at most its amount, parts are unique and without gaps, entries
// that were there still are, limits are kept, nothing is lost that a later calm run does not bill, the watermark is true, and there is one row in the
// outbox for each notice. What the host has to do is said in README.md of package invoice.
//
// It empties the host many times over. An attack ends with its first finding, or after a minute.
func TestBooking(ctx context.Context, h BookingHost) error {
	if h.Fresh == nil || h.Snapshot == nil || h.Book == nil || h.Ledger == nil {
		return errors.New("a host needs Fresh, Snapshot, Book and Ledger to be tested")
	}
	var found []error
	for _, a := range bookingAttacks {
		if missing := h.missing(a.needs); missing != "" {
			if h.NotTested != nil {
				h.NotTested(fmt.Sprintf("not tested: %s: needs %s", a.name, missing))
			}
			continue
		}
		if err := a.run(ctx, &h); err != nil {
			found = append(found, &BookingError{a.name, err})
		}
	}
	return errors.Join(found...)
}

// need is what of a host an attack cannot do without.
type need uint8

const (
	needChange need = 1 << iota
	needCredit
	needNight // with watermark and outbox
	needProcess
)

func (h *BookingHost) missing(n need) string {
	switch {
	case n&needChange != 0 && h.Change == nil:
		return "Change"
	case n&needCredit != 0 && h.Credit == nil:
		return "Credit"
	case n&needNight != 0 && (h.Night == nil || h.Watermark == nil || h.Outbox == nil):
		return "Night, Watermark and Outbox"
	case n&needProcess != 0 && h.Process == nil:
		return "Process"
	}
	return ""
}

type bookingAttack struct {
	name  string
	needs need
	do    func(*booking) error
}

var bookingAttacks = []bookingAttack{
	{"one outcome booked twice", 0, attackTwice},
	{"a snapshot read after others booked", 0, attackSnapshot},
	{"two jobs, one of which merges", 0, attackCut},
	{"a limit between two jobs", 0, attackLimit},
	{"a limit lowered between read and book", needChange, attackLowered},
	{"the payer changed between read and book", needChange, attackPayer},
	{"the shares changed between read and book", needChange, attackShares},
	{"shares of its own given between read and book", needChange, attackOwnShares},
	{"the order of customers changed between read and book", needChange, attackOrder},
	{"the line changed between read and book", needChange, attackLine},
	{"work entered after the draft of its day", needChange, attackSupplement},
	{"one of two drafts cancelled", needCredit, attackCancel},
	{"cancelled, booked again, and a stale third run", needCredit, attackStale},
	{"credit by two clerks", needCredit, attackClerks},
	{"a credit that is written off", needCredit, attackWriteOff},
	{"divided anew after a credit", needChange | needCredit, attackResplit},
	{"the same night at once", needNight, attackNights},
	{"the same night in processes", needNight | needProcess, attackProcesses},
	{"a night overtaken", needNight, attackOvertaken},
	{"a night overtaken three times", needNight, attackOvertakenAgain},
	{"two nights at a limit", needNight, attackNightsAtLimit},
	{"run now beside a night", needNight, attackRunNow},
	{"an older night that ends later", needNight, attackOlder},
	{"a crash between two steps", needNight, attackCrash},
}

// run does one attack on a fresh host. A panic of the host is a finding.
func (a *bookingAttack) run(ctx context.Context, h *BookingHost) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("panic: %v", r)
		}
	}()
	ctx, cancel := context.WithTimeout(ctx, attackTime)
	defer cancel()
	b := &booking{ctx: ctx, host: h}
	if err := b.fresh(bookingWorld()); err != nil {
		return err
	}
	return a.do(b)
}

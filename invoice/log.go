package invoice

import (
	"strings"

	"github.com/proforma-go/proforma/schedule"
)

// LogLevel says how much a log entry matters.
type LogLevel uint8

// The levels.
const (
	Debug   LogLevel = iota + 1 // what was not looked at, and why
	Info                        // what ran and what was made
	Warning                     // somebody should look at it; everything was billed that could be
	Error                       // something was lost from this run
)

var logLevelNames = [...]string{"", "debug", "info", "warning", "error"}

// String returns debug, info, warning or error.
func (l LogLevel) String() string {
	if int(l) < len(logLevelNames) {
		return logLevelNames[l]
	}
	return ""
}

// Code says what a log entry is about. Beside the codes here, every [Reason] is one: for what was excluded before its transactions
// were read.
type Code string

// The codes.
const (
	CodeMatched          Code = "matched"            // counted: projects that the rule may bill
	CodeNothingToInvoice Code = "nothing-to-invoice" // an occurrence was due and had nothing ready; counted: contracts
	CodeDrafted          Code = "drafted"            // subject: the draft's key
	CodeAlreadyDrafted   Code = "already-drafted"    // an earlier rule of this run took it; counted: shares
	CodeMissed           Code = "missed"             // an occurrence that `catch up none` does not run
	CodeInactive         Code = "inactive"           // a rule that does not run; subject: rule
	CodeNotDue           Code = Code(NotDue)         // a rule without an occurrence in the window; subject: rule
	CodeBoundSkipped     Code = "bound-skipped"      // a minimum or maximum that says nothing about a draft; subject: customer
	CodeMinimumWaived    Code = "minimum-waived"     // a draft under the minimum, which no later run would take; subject: the draft's key
	CodeLimitNotApplied  Code = "limit-not-applied"  // a limit in another currency than the work under it; subject: contract
	CodeBeyondCalendar   Code = "beyond-calendar"    // a date was asked for that the calendar does not know; subject: calendar
	CodeSummary          Code = "summary"            // what a rule made in the whole run; subject: rule
	CodeNotify           Code = "notify"             // who is to be told; subject: the recipient
	CodeFailed           Code = Code(Failed)         // what was lost, and why
)

// SubjectKind says what a log entry's subject is.
type SubjectKind uint8

// The kinds of subject.
const (
	AboutRule SubjectKind = iota + 1
	AboutContract
	AboutProject
	AboutLine
	AboutTransaction
	AboutDraft
	AboutCustomer
	AboutRecipient
	AboutCalendar
)

// Entry is one line of the run log.
type Entry struct {
	RunDate schedule.Date // zero: not about one run date
	Rule    string        // "": not about one rule
	Level   LogLevel
	Code    Code
	About   SubjectKind
	Subject string        // id, or key, of what it is about
	NextRun schedule.Date // with not-due: the next run after the window; zero: none
	Count   int           // of a condition that stands from night to night: how many there are; else 0
	Message string        // in English, for people; may change between versions
}

// String returns the entry as one line of text. The text is for people and may change between versions.
func (e Entry) String() string {
	var b strings.Builder
	if !e.RunDate.IsZero() {
		b.WriteString(e.RunDate.String() + " ")
	}
	b.WriteString(e.Level.String() + " " + string(e.Code))
	if e.Rule != "" {
		b.WriteString(" [" + e.Rule + "]")
	}
	if e.Subject != "" {
		b.WriteString(" " + e.Subject)
	}
	if e.Message != "" {
		b.WriteString(": " + e.Message)
	}
	return b.String()
}

// RunLog is what a run did, in order: what ran, what was made, what failed.
type RunLog []Entry

// String returns one line per entry.
func (l RunLog) String() string {
	var b strings.Builder
	for _, e := range l {
		b.WriteString(e.String())
		b.WriteByte('\n')
	}
	return b.String()
}

// Failed reports whether an entry is an [Error].
func (l RunLog) Failed() bool {
	for _, e := range l {
		if e.Level == Error {
			return true
		}
	}
	return false
}

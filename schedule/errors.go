package schedule

import "strings"

// Error is one fault of a [Schedule] or an [Anchor].
type Error struct {
	Code    string // kebab-case and permanent: one of the Code constants
	Part    string // the name of the field at fault, "Interval" for one
	Message string // what was found and what was expected
	Remedy  string // what to do about it
}

// The codes of [Error].
const (
	CodeNoFrequency       = "no-frequency"          // the zero Schedule, or an unknown frequency
	CodeNotWithFrequency  = "not-with-frequency"    // the part means nothing under this frequency
	CodeIntervalRange     = "interval-out-of-range" // Interval is negative or beyond any use
	CodePhaseMissing      = "phase-missing"         // every N periods, and nothing says which
	CodeIntervalWithDays  = "interval-with-days"    // every N days, and yet only some kinds of day
	CodeDayMissing        = "day-missing"           // periods without a day in them
	CodeDayKind           = "unknown-day-kind"      // a DayKind that does not exist or does not fit
	CodeDayRange          = "day-out-of-range"      // no period has that many such days
	CodeMonthRange        = "month-out-of-range"    // no such month in the period
	CodeOffsetUnit        = "offset-unit"           // an offset in a unit that does not fit
	CodeOffsetRange       = "offset-out-of-range"   // an offset beyond any use
	CodeRowsMissing       = "rows-missing"          // once, and no date
	CodeRowDate           = "row-without-date"      // a row that has no date
	CodeRule              = "bad-recurrence-rule"   // RRule cannot be read
	CodeRuleStart         = "rule-without-start"    // a recurrence rule without From
	CodeReversedBounds    = "reversed-bounds"       // Until before From
	CodeCountRange        = "count-out-of-range"    // Count is negative or beyond any use
	CodeCountWithoutFrom  = "count-without-from"    // nothing says where to count from
	CodeCountWithUntil    = "count-with-until"      // two ends
	CodeNoMonthLeft       = "no-month-left"         // OnlyIn and ExceptIn together leave no month
	CodeOpenException     = "open-exception"        // an excepted period without both ends
	CodeReversedException = "reversed-exception"    // an excepted period that ends before it begins
	CodeAdjustment        = "unknown-adjustment"    // Adjust and AdjustTo do not go together
	CodeZoneWithoutTime   = "zone-without-time"     // a zone, and no time of day in it
	CodeZoneName          = "bad-zone-name"         // a zone that cannot be the name of one
	CodeUnknownZone       = "unknown-zone"          // a zone that the time zone database does not have
	CodeNeverFires        = "never-fires"           // no date satisfies the schedule
	CodeCalendarMissing   = "calendar-missing"      // business days, and no default calendar
	CodeUnknownCalendar   = "unknown-calendar"      // a calendar that is not registered
	CodeNeverOpen         = "calendar-never-open"   // a calendar without business days
	CodeBase              = "unknown-base"          // an anchor that starts from nothing
	CodeAnchorDate        = "anchor-without-date"   // a fixed anchor without its date
	CodePeriod            = "unknown-period"        // an anchor in a period that does not exist
	CodeRelative          = "relative-out-of-range" // an anchor that is neither previous, current nor next
	CodeNoSuchDay         = "no-such-day"           // the period at hand lacks the day asked for
	CodeOutOfRange        = "date-out-of-range"     // the result lies outside the years 1 to 9999
)

// Error returns the part, the message and the remedy in one line.
func (e *Error) Error() string {
	s := e.Part + ": " + e.Message
	if e.Remedy != "" {
		s += "; " + e.Remedy
	}
	return s
}

// Errors holds every fault that [Schedule.Validate], [Schedule.Compile] or [Anchor.Validate] found, in the order of the fields. It is
// never empty where it is returned as an error.
type Errors []*Error

// Error returns the faults in one line.
func (e Errors) Error() string {
	parts := make([]string, len(e))
	for i, f := range e {
		parts[i] = f.Error()
	}
	return strings.Join(parts, "\n")
}

// Unwrap gives errors.As its way to the single faults.
func (e Errors) Unwrap() []error {
	out := make([]error, len(e))
	for i, f := range e {
		out[i] = f
	}
	return out
}

// err returns e as an error, nil if there are none.
func (e Errors) err() error {
	if len(e) == 0 {
		return nil
	}
	return e
}

func (e *Errors) add(code, part, message, remedy string) {
	*e = append(*e, &Error{code, part, message, remedy})
}

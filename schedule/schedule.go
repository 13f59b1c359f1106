package schedule

import "time"

// Frequency says where the dates of a [Schedule] come from.
type Frequency uint8

// The frequencies. The zero value is no frequency: a schedule that was never filled in, which [Schedule.Compile] refuses.
const (
	Manual         Frequency = iota + 1 // never by itself; only when a run is asked for
	OnLineSchedule                      // on the dates of each contract line's own schedule; such a schedule only bounds them
	Once                                // on the explicit Rows
	Daily                               // every Interval days, or, with On, the weekdays or business days among all days
	Weekly                              // every Interval weeks
	Monthly                             // every Interval months
	Quarterly                           // every Interval calendar quarters
	Yearly                              // every Interval years
	Recurrence                          // as an RFC 5545 recurrence rule says: RRule
)

// DayKind says which days are counted: all of them, Monday to Friday, a calendar's business days, or one day of the week.
type DayKind uint8

// The kinds of day. The zero value is none; as a week start it stands for Monday.
const (
	AnyDay      DayKind = iota + 1
	Weekday             // Monday to Friday, whatever any calendar says
	BusinessDay         // what the named [Calendar] calls a business day
	Monday
	Tuesday
	Wednesday
	Thursday
	Friday
	Saturday
	Sunday
)

// Unit is a length of calendar time.
type Unit uint8

// The units. The zero value is none.
const (
	Days Unit = iota + 1
	Weekdays
	BusinessDays
	Weeks
	Months
	Quarters
	Years
)

// Offset is a signed distance: negative is before, positive is after, zero is no offset.
type Offset struct {
	N    int
	Unit Unit
}

// Day picks one or more days out of each period of a schedule: "first day", "day 15", "last Friday", "second last business day",
// "3 business days before last day", "Monday".
type Day struct {
	Kind   DayKind // what is counted
	N      int     // 1 is the first, -1 the last, -2 the one before it; 0 is every such day
	Month  int     // the month within the quarter (1 to 3) or year (1 to 12) in which to count; 0 is the whole period
	Offset Offset  // applied to the day found: Days, Weekdays or BusinessDays only
}

// Row is one explicit run date, with its own cut-off where Through is not zero.
type Row struct {
	Date, Through Date
}

// MonthSet is a set of months; bit m is month m.
type MonthSet uint16

// MonthsOf returns the set of the given months. Values outside January to December are ignored.
func MonthsOf(months ...time.Month) MonthSet {
	var s MonthSet
	for _, m := range months {
		if m >= time.January && m <= time.December {
			s |= 1 << m
		}
	}
	return s
}

// Has reports whether m is in the set.
func (s MonthSet) Has(m time.Month) bool {
	return m >= time.January && m <= time.December && s&(1<<m) != 0
}

// Schedule is a definition of run dates: plain data that can be written by hand, compared with [Schedule.Equal], printed as rule
// text and stored. It becomes usable through [Schedule.Compile], the only step that can fail.
type Schedule struct {
	Frequency Frequency
	Interval  int    // every Interval days, weeks, months, quarters or years, at most 10,000; 0 and 1 both mean every one
	On        []Day  // the days of each period; their union, whatever their order
	Rows      []Row  // with Once
	RRule     string // with Recurrence: RRULE and RDATE properties of RFC 5545 separated by spaces, "RRULE:" left out of the first

	From  Date // first nominal date allowed, included; also the phase where Interval > 1. Zero: no bound
	Until Date // last nominal date allowed, included. Zero: no bound
	Count int  // number of nominal dates, at most 100,000, counted from From and before any exception. 0: no limit

	OnlyIn          MonthSet // months that may have run dates; 0: all
	ExceptIn        MonthSet // months that have none
	Except          []Period // days and ranges that have none; each with both ends, which for a single day are the same
	ExceptHolidays  bool     // drop nominal dates that are not business days
	SkipShortMonths bool     // "day 31" has no date in a month of 30 days, instead of its last day

	Adjust   Adjustment // what to do when a date is not an AdjustTo day
	AdjustTo DayKind    // Weekday or BusinessDay
	Calendar string     // name of the calendar that decides on business days; "" is the default calendar

	At   Clock  // time of day; zero: not stated
	Zone string // name from the time zone database, looked up by Compile; "": not stated
}

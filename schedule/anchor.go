package schedule

import "time"

// Base is what an [Anchor] starts from.
type Base uint8

// The bases. The zero value marks an anchor that is absent.
const (
	RunDate     Base = iota + 1 // the date of the run, after any move to a business day
	PlannedDate                 // the nominal date, before any move
	FixedDate                   // Anchor.Date
	InPeriod                    // a day of a week, month, quarter or year, relative to the planned date
)

// Anchor is a relative date: "last day of previous month", "1 day before run date". It is plain data, comparable with [Anchor.Equal];
// the zero value is no anchor at all.
type Anchor struct {
	Base   Base
	Date   Date    // with FixedDate
	Kind   DayKind // with InPeriod: what is counted
	N      int     // with InPeriod: 1 is the first, -1 the last, 15 "day 15"
	Period Unit    // with InPeriod: Weeks, Months, Quarters or Years
	Rel    int     // with InPeriod: -1 previous, 0 current, 1 next
	Offset Offset  // applied last
}

// Dates is what resolving an [Anchor] may need to know. The zero value: no calendar, weeks start on Monday, years in January.
type Dates struct {
	Calendar        Calendar
	WeekStart       DayKind    // Monday to Sunday; zero: Monday
	FiscalYearStart time.Month // 1 to 12; zero: January
}

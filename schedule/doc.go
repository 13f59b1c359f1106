// Package schedule says when: civil dates, calendars of business days, recurring schedules, relative dates, and the instants at which runs
// take place. It imports the standard library only, reads no clock and no file, and starts nothing.
//
// A [Schedule] is a definition, plain data that can be written by hand, compared, stored and printed as rule text. Compiling it gives a
// [Timetable], which answers which run dates come next, came before or lie in a window:
//
//	Schedule --Compile(Calendars)--> Timetable --Next, Prev, Between--> Occurrence{Date, Nominal, Through}
//	                                     |                                   |
//	                                     +--Times--> instants                +--Anchor.Resolve--> any date relative to the run
//
// # What a schedule means
//
// The run dates of a schedule come about in this order.
//
//  1. Nominal dates. Each period (a day, a Monday-based week, a month, a calendar quarter, a year) gives the days that On picks out of it,
//     and each of them is moved by its own offset. [Once] takes the dates of its rows instead, [Recurrence] those of its rule.
//     A day number past the end of a month is the month's last day, computed afresh from the number as written, and one counted from the end
//     past the beginning is the first; with SkipShortMonths there is
//     none. Other days that a period lacks, such as a fifth Monday, are left out.
//  2. With an Interval of N > 1 only every N-th period counts. The first is the one whose day gives the first date on or after From. Where
//     N months divide a year, or N quarters do, and there is no From, it is the one that begins the year.
//  3. A Count keeps that many dates from From on.
//  4. Exceptions: months that OnlyIn does not name or ExceptIn does, days within Except, and with ExceptHolidays what is no business day.
//  5. Bounds: From and Until, both included.
//  6. Adjust moves what is not a weekday or business day. The order of dates is kept. Dates that meet become one run, with the latest of
//     the nominal dates and of the cut-offs.
//
// [Timetable.Next], [Timetable.Prev] and [Timetable.Between] speak of dates after the move.
//
// # Time of day
//
// Dates never pass through a time zone. [Date.At] and [Times] attach a time of day at the very end, by a stated policy for times that clocks
// skip or show twice.
//
// # Concurrency
//
// Every value of this package is immutable once made, except where a method has a pointer receiver in order to decode into it, and is safe
// for concurrent use, given calendars that are.
package schedule

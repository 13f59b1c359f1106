package schedule

import "time"

// Calendar says which days are business days. It must give the same answer for the same date every time, and must be safe for concurrent
// use. It is asked about no date that is zero or that [Date] cannot hold.
//
// A calendar may be closed before its first and after its last business day, as long as one lies in the years 1900 to 2200, in the span that
// a [Knower] states, or in the year after the schedule's From. A stretch of more than a year between them in which it is closed ends a search.
//
// A calendar may also implement [Masker], which makes business days much quicker, and [Knower], if its data end somewhere.
type Calendar interface{ IsBusinessDay(Date) bool }

// Masker is the quick path of a [Calendar]: all business days of a month in one word. Bit d − 1 is day d, so that the 1st is bit 0;
// bits past the end of the month are 0. It must agree with IsBusinessDay.
type Masker interface {
	Mask(year int, month time.Month) uint32
}

// Knower is a [Calendar] with data for a limited span. Outside it the calendar still answers, with weekends at best;
// [Timetable.KnownThrough] passes the limit on. The zero Period means no limit.
type Knower interface{ Known() Period }

// Calendars holds the calendars that schedules may name. The calendar called "" is the one that a schedule uses which names none. A nil
// map is empty.
type Calendars map[string]Calendar

// CalendarFunc makes a function a [Calendar].
type CalendarFunc func(Date) bool

// IsBusinessDay calls f.
func (f CalendarFunc) IsBusinessDay(d Date) bool { return f(d) }

package schedule

import "time"

// Calendar says which days are business days. It must give the same answer for the same date every time, and must be safe for concurrent
// use. It is asked about no date that is zero or that [Date] cannot hold.
//
// Its business days may lie as far apart as they do: a search goes on until it finds one, up to 400 years, after which the calendar repeats. It
// takes as long as the distance is great, which a [Masker] shortens by far. A calendar that is closed at one end of the range of dates, for want
// of data perhaps, is looked through from 1900 through 2200, and further where its known span or the 300 years from the schedule's From reach
// further; if it has no business day there, [Schedule.Compile] refuses it.
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

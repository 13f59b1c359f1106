package schedule

import (
	"errors"
	"fmt"
	"slices"
	"time"
)

// CalendarData is what [NewCalendar] makes a calendar from.
type CalendarData struct {
	Weekend  []time.Weekday // days of the week that are closed; nil: Saturday and Sunday; empty but not nil: none
	Holidays []Date         // closed besides
	Working  []Date         // open although they fall on a weekend or are listed as holidays
	Known    Period         // for which the lists are complete; zero: the whole years from the first to the last date listed
}

// DayCalendar is a calendar of weekends and listed days that holds each month as one word. It never changes and is safe for concurrent
// use. Outside [DayCalendar.Known] it closes on weekends only. A nil DayCalendar is open on every day.
type DayCalendar struct {
	week   uint8 // days of the week that are open, bit 0 is Monday
	start  int   // number of the first month in months
	months []uint32
	known  Period
}

// NewCalendar makes a calendar. It is an error if the weekend is the whole week, if a listed date is zero, or if one lies outside Known.
func NewCalendar(data CalendarData) (*DayCalendar, error) {
	week, err := openWeek(data.Weekend)
	if err != nil {
		return nil, err
	}
	c := &DayCalendar{week: week, known: data.Known}
	listed := slices.Concat(data.Holidays, data.Working)
	if len(listed) == 0 {
		return c, nil
	}
	for _, d := range listed {
		if d.IsZero() {
			return nil, errors.New("calendar: a listed day has no date")
		}
		if !data.Known.Contains(d) {
			return nil, fmt.Errorf("calendar: %s lies outside %s, for which the calendar is known", d, data.Known)
		}
	}
	first, last := slices.MinFunc(listed, Date.Compare), slices.MaxFunc(listed, Date.Compare)
	if data.Known.IsZero() {
		y1, _, _ := first.Civil()
		y2, _, _ := last.Civil()
		c.known = Period{dateOf(dayNumber(y1, 1, 1)), dateOf(dayNumber(y2, 12, 31))}
	}
	c.start = monthOf(int(first.n))
	for m := c.start; m <= monthOf(int(last.n)); m++ {
		at := monthAt(m)
		c.months = append(c.months, weekMask(week, at.first, monthLength(at.y, at.m)))
	}
	for _, d := range data.Holidays {
		word, bit := c.at(d)
		*word &^= bit
	}
	for _, d := range data.Working {
		word, bit := c.at(d)
		*word |= bit
	}
	return c, nil
}

// Weekend returns the calendar that is closed on the given days of the week and on no other day. A calendar that is closed on all seven
// is refused by [Schedule.Compile].
func Weekend(days ...time.Weekday) *DayCalendar {
	week, _ := openWeek(slices.Concat([]time.Weekday{}, days))
	return &DayCalendar{week: week}
}

// openWeek returns the days that are not in weekend, bit 0 for Monday.
func openWeek(weekend []time.Weekday) (uint8, error) {
	if weekend == nil {
		weekend = []time.Weekday{time.Saturday, time.Sunday}
	}
	week := uint8(1<<7 - 1)
	for _, d := range weekend {
		if d < time.Sunday || d > time.Saturday {
			return week, fmt.Errorf("calendar: there is no day of the week %d", int(d))
		}
		week &^= 1 << ((d + 6) % 7)
	}
	if week == 0 {
		return 0, errors.New("calendar: the weekend is the whole week")
	}
	return week, nil
}

// at returns the word of d's month and d's bit in it.
func (c *DayCalendar) at(d Date) (*uint32, uint32) {
	y, m, day := civil(int(d.n))
	return &c.months[12*y+m-1-c.start], 1 << (day - 1)
}

// IsBusinessDay reports whether d is open. The zero date is not.
func (c *DayCalendar) IsBusinessDay(d Date) bool {
	if d.IsZero() {
		return false
	}
	y, m, day := civil(int(d.n))
	return c.Mask(y, time.Month(m))>>(day-1)&1 != 0
}

// Mask returns the open days of a month, bit 0 for the 1st. Of a month that does not exist it returns 0.
func (c *DayCalendar) Mask(year int, month time.Month) uint32 {
	if uint(year-1) > 9998 || uint(month-1) > 11 {
		return 0
	}
	week := uint8(1<<7 - 1)
	if c != nil {
		if i := 12*year + int(month) - 1 - c.start; uint(i) < uint(len(c.months)) {
			return c.months[i]
		}
		week = c.week
	}
	return weekMask(week, dayNumber(year, int(month), 1), monthLength(year, int(month)))
}

// Known returns the span for which the calendar has data. The zero Period, for a calendar without holidays, is no limit.
func (c *DayCalendar) Known() Period {
	if c == nil {
		return Period{}
	}
	return c.known
}

// weekMask returns the days that fall on the days of week in a month that begins on the given day and has the given length.
func weekMask(week uint8, first, length int) uint32 {
	day := weekdayIndex(first)
	turned := uint64(week>>day|week<<(7-day)) & (1<<7 - 1)
	const weeks = 1 | 1<<7 | 1<<14 | 1<<21 | 1<<28
	return uint32(turned*weeks) & (1<<length - 1)
}

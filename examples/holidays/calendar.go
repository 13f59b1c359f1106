package main

import (
	"github.com/rickar/cal/v2"

	"github.com/proforma-go/proforma/schedule"
)

// known is the span of years for which the calendars are made.
var known = schedule.Period{First: schedule.MustParseDate("2020-01-01"), Last: schedule.MustParseDate("2040-12-31")}

// newCalendar makes a calendar of business days, Monday to Friday, from holidays as rickar/cal describes them. What is closed is the
// day on which a holiday is observed: with the rules of the United States, Friday 3 July 2026 and not Saturday 4 July. All of it is
// computed here and now; the calendar that comes out is a word a month, can be shared between goroutines, and says how far it is known.
func newCalendar(holidays []*cal.Holiday, known schedule.Period) (*schedule.DayCalendar, error) {
	data := schedule.CalendarData{Known: known}
	first, _, _ := known.First.Civil()
	last, _, _ := known.Last.Civil()
	for year := first - 1; year <= last+1; year++ { // 1 January can be observed on 31 December of the year before
		for _, h := range holidays {
			_, observed := h.Calc(year)
			if d := schedule.DateOf(observed); !observed.IsZero() && known.Contains(d) {
				data.Holidays = append(data.Holidays, d)
			}
		}
	}
	return schedule.NewCalendar(data)
}

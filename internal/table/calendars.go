package table

import (
	"maps"
	"slices"

	"github.com/proforma-go/proforma/schedule"
)

// readCalendars reads the holidays of each calendar; nil: there is no such file. The calendar without a name is the default one. Columns
// beside the two, such as the name of the holiday, are for people.
func (r *reader) readCalendars() schedule.Calendars {
	s := r.open(layout{file: "calendars.csv", required: []string{"calendar", "date"}, optional: true})
	if s == nil {
		return nil
	}
	type day struct {
		calendar string
		date     schedule.Date
	}
	first := make(map[day]int) // the row
	holidays := make(map[string][]schedule.Date)
	s.each(func(row record) {
		calendar, c := s.cell(row, "calendar").text, s.required(row, "date")
		d := day{calendar, c.date()}
		switch at, twice := first[d]; {
		case d.date.IsZero(): // reported
		case twice && calendar == "":
			c.reject("is there twice, first in row %d", at)
		case twice:
			c.reject("is there twice for %s, first in row %d", quote(calendar), at)
		default:
			first[d] = row.number
			holidays[calendar] = append(holidays[calendar], d.date)
		}
	})
	calendars := make(schedule.Calendars, len(holidays))
	for _, name := range slices.Sorted(maps.Keys(holidays)) {
		c, err := schedule.NewCalendar(schedule.CalendarData{Holidays: holidays[name]})
		if err != nil {
			r.found.add(Finding{File: s.file, Message: err.Error()})
			continue
		}
		calendars[name] = c
	}
	return calendars
}

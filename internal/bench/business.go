package main

import (
	"fmt"
	"strings"
	"time"

	"github.com/rickar/cal/v2"
	"github.com/rickar/cal/v2/us"

	"github.com/proforma-go/proforma/schedule"
)

// businessTheme asks about the business days of 2026 in the United States.
func businessTheme() (theme, error) {
	t := theme{
		name: "business", title: "Business days of the United States", libraries: []string{"rickar/cal", "rickar/cal, cached"},
		notes: []string{
			"proforma is a `DayCalendar` made from the holidays of rickar/cal, which computes them at each question.",
			"The cache of rickar/cal is a plain map: it is not for several goroutines.",
		},
	}
	days, err := newBusinessDays()
	if err != nil {
		return t, err
	}
	t.rows = []row{days.isRow(), days.nthRow("10th of the month", 10), days.nthRow("last of the month", -1)}
	return t, nil
}

// businessDays is one calendar three times over, and the days of a year as either side wants them.
type businessDays struct {
	own    *schedule.DayCalendar
	others map[string]*cal.BusinessCalendar
	dates  []schedule.Date
	noons  []time.Time
}

func newBusinessDays() (*businessDays, error) {
	data := schedule.CalendarData{Known: schedule.Period{First: schedule.MustParseDate("2026-01-01"), Last: schedule.MustParseDate("2026-12-31")}}
	for year := 2025; year <= 2027; year++ {
		for _, h := range us.Holidays {
			if _, observed := h.Calc(year); data.Known.Contains(schedule.DateOf(observed)) {
				data.Holidays = append(data.Holidays, schedule.DateOf(observed))
			}
		}
	}
	calendar, err := schedule.NewCalendar(data)
	if err != nil {
		return nil, err
	}
	plain, cached := cal.NewBusinessCalendar(), cal.NewBusinessCalendar()
	plain.AddHoliday(us.Holidays...)
	cached.AddHoliday(us.Holidays...)
	cached.Cacheable = true
	d := &businessDays{own: calendar, others: map[string]*cal.BusinessCalendar{"rickar/cal": plain, "rickar/cal, cached": cached}}
	for date := data.Known.First; !date.After(data.Known.Last); date = date.AddDays(1) {
		d.dates = append(d.dates, date)
		d.noons = append(d.noons, date.At(schedule.MustParseClock("12:00"), time.UTC))
	}
	return d, nil
}

func (d *businessDays) isRow() row {
	r := row{name: "is it one", entries: map[string]entry{}, budget: budget{noAlloc: true}}
	r.entries[own] = entry{
		answer: func() (string, error) {
			var b strings.Builder
			for _, date := range d.dates {
				fmt.Fprintln(&b, date, d.own.IsBusinessDay(date))
			}
			return b.String(), nil
		},
		run: func(n int) (sum int) {
			for i := range n {
				if d.own.IsBusinessDay(d.dates[i&(questions-1)]) {
					sum++
				}
			}
			return sum
		},
	}
	for library, c := range d.others {
		r.entries[library] = entry{
			answer: func() (string, error) {
				var b strings.Builder
				for i, noon := range d.noons {
					fmt.Fprintln(&b, d.dates[i], c.IsWorkday(noon))
				}
				return b.String(), nil
			},
			run: func(n int) (sum int) {
				for i := range n {
					if c.IsWorkday(d.noons[i&(questions-1)]) {
						sum++
					}
				}
				return sum
			},
		}
	}
	return r
}

func (d *businessDays) nthRow(name string, nth int) row {
	r := row{name: name, entries: map[string]entry{}, budget: budget{time: 15 * time.Nanosecond, noAlloc: true}}
	if nth < 0 {
		r.budget.time = 0
	}
	r.entries[own] = nthEntry(func(m time.Month) int {
		date, _ := schedule.NthBusinessDay(2026, m, nth, d.own)
		return date.Sub(d.dates[0])
	})
	for library, c := range d.others {
		r.entries[library] = nthEntry(func(m time.Month) int {
			return time.Date(2026, m, 1, 0, 0, 0, 0, time.UTC).YearDay() + c.WorkdayN(2026, m, nth) - 2
		})
	}
	return r
}

// nthEntry asks month by month for a day of the year, counted from 0.
func nthEntry(nth func(time.Month) int) entry {
	return entry{
		answer: func() (string, error) {
			var b strings.Builder
			for m := time.January; m <= time.December; m++ {
				fmt.Fprintln(&b, m, nth(m))
			}
			return b.String(), nil
		},
		run: func(n int) (sum int) {
			for i := range n {
				sum += nth(time.Month(i%12 + 1))
			}
			return sum
		},
	}
}

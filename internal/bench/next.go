package main

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/proforma-go/proforma/schedule"
)

// questions is a power of two, so that a question is picked at no cost worth mentioning.
const questions = 256

// tenYearsOn is the day from which the questions are asked.
var tenYearsOn = start.AddMonths(120)

// nextTheme asks for the next run ten years after the start, on one day after the other.
func nextTheme() (theme, error) {
	t := theme{
		name: "next", title: "`Next` ten years after the start", libraries: []string{own + " Times", "rrule-go", "robfig/cron", "gocron", "gronx"},
		notes: []string{
			"proforma is `Timetable.Next`, on civil dates; proforma Times is `Times.Next`, on instants at midnight UTC, as the others are asked.",
			"gocron's cron is robfig/cron behind an interface. gronx reads its text at each question.",
		},
	}
	for _, r := range recurrences {
		table, err := timetable(r)
		if err != nil {
			return t, fmt.Errorf("%s: %w", r.name, err)
		}
		entries, err := nextEntries(t.libraries, r, 0, time.UTC)
		if err != nil {
			return t, fmt.Errorf("%s: %w", r.name, err)
		}
		entries[own] = ownNext(table)
		t.rows = append(t.rows, row{
			name: r.name, entries: entries, budget: budget{time: 50 * time.Nanosecond, noAlloc: true, times: map[string]float64{"rrule-go": 1000}},
		})
	}
	return t, nil
}

func ownNext(table *schedule.Timetable) entry {
	return entry{
		answer: func() (string, error) {
			var b strings.Builder
			for i := range questions {
				o, _ := table.Next(tenYearsOn.AddDays(i))
				fmt.Fprintln(&b, o.Date)
			}
			return b.String(), nil
		},
		run: func(n int) (sum int) {
			for i := range n {
				o, _ := table.Next(tenYearsOn.AddDays(i & (questions - 1)))
				sum += o.Date.Sub(start)
			}
			return sum
		},
	}
}

// zoneTheme asks for the next run at ten in the evening in New York.
func zoneTheme() (theme, error) {
	t := theme{
		name: "zone", title: "`Times.Next` at 22:00 in America/New_York, ten years after the start", libraries: []string{"rrule-go", "robfig/cron", "gocron", "gronx"},
		notes: []string{"proforma is `Times.Next`."},
	}
	zone, err := time.LoadLocation("America/New_York")
	if err != nil {
		return t, err
	}
	for _, r := range recurrences {
		entries, err := nextEntries(append([]string{own + " Times"}, t.libraries...), r, 22, zone)
		if err != nil {
			return t, fmt.Errorf("%s: %w", r.name, err)
		}
		entries[own] = entries[own+" Times"]
		delete(entries, own+" Times")
		b := budget{noAlloc: true}
		if r.name == "daily" || r.name == "weekly Monday" {
			b.times = map[string]float64{"robfig/cron": 5}
		}
		t.rows = append(t.rows, row{name: r.name, entries: entries, budget: b})
	}
	return t, nil
}

// nextEntries asks those libraries that can express the rule.
func nextEntries(libraries []string, r recurrence, hour int, zone *time.Location) (map[string]entry, error) {
	entries := make(map[string]entry)
	var asked [questions]time.Time
	for i := range asked {
		asked[i] = tenYearsOn.AddDays(i).At(schedule.MustParseClock("12:00"), zone)
		if hour == 0 {
			asked[i] = tenYearsOn.AddDays(i).At(schedule.Clock{}, zone)
		}
	}
	for _, library := range libraries {
		tick, err := tickers[library](r, hour, zone)
		if errors.Is(err, errCannot) {
			continue
		}
		if err != nil {
			return nil, fmt.Errorf("%s: %w", library, err)
		}
		entries[library] = entry{
			answer: func() (string, error) {
				var b strings.Builder
				for _, after := range asked {
					fmt.Fprintln(&b, told(tick.next(after).In(zone), hour))
				}
				return b.String(), nil
			},
			run: func(n int) (sum int) {
				for i := range n {
					sum += tick.next(asked[i&(questions-1)]).Second()
				}
				return sum
			},
		}
	}
	return entries, nil
}

// told is an instant as an answer: the date alone where that is what was asked for.
func told(t time.Time, hour int) string {
	if hour == 0 && t.Hour() == 0 {
		return t.Format(time.DateOnly)
	}
	return t.Format(time.RFC3339)
}

// expandTheme walks all runs of ten years.
func expandTheme() (theme, error) {
	t := theme{
		name: "expand", title: "Expansion of ten years", libraries: []string{own + " Times", "rrule-go", "robfig/cron", "gocron", "gronx"},
		notes: []string{"proforma is `Timetable.Between`, on civil dates; the others walk instants at midnight UTC: rrule-go with `Between`, the rest by `Next` after `Next`."},
	}
	first, last := start, tenYearsOn
	from, to := first.At(schedule.Clock{}, time.UTC), last.At(schedule.Clock{}, time.UTC)
	for _, r := range recurrences {
		table, err := timetable(r)
		if err != nil {
			return t, fmt.Errorf("%s: %w", r.name, err)
		}
		entries := map[string]entry{own: ownExpand(table, first, last)}
		for _, library := range t.libraries {
			tick, err := tickers[library](r, 0, time.UTC)
			if errors.Is(err, errCannot) {
				continue
			}
			if err != nil {
				return t, fmt.Errorf("%s: %s: %w", r.name, library, err)
			}
			entries[library] = expandBy(tick, from, to)
		}
		t.rows = append(t.rows, row{name: r.name, entries: entries, budget: budget{noAlloc: true}})
	}
	return t, nil
}

func ownExpand(table *schedule.Timetable, first, last schedule.Date) entry {
	return entry{
		answer: func() (string, error) {
			var b strings.Builder
			for o := range table.Between(first, last) {
				fmt.Fprintln(&b, o.Date)
			}
			return b.String(), nil
		},
		run: func(n int) (sum int) {
			for range n {
				sum += countRuns(table, first, last)
			}
			return sum
		},
	}
}

func countRuns(table *schedule.Timetable, first, last schedule.Date) (sum int) {
	for range table.Between(first, last) {
		sum++
	}
	return sum
}

func expandBy(tick ticker, from, to time.Time) entry {
	return entry{
		answer: func() (string, error) {
			var b strings.Builder
			tick.walk(from, to, func(t time.Time) { fmt.Fprintln(&b, told(t, 0)) })
			return b.String(), nil
		},
		run: func(n int) (sum int) {
			for range n {
				tick.walk(from, to, func(time.Time) { sum++ })
			}
			return sum
		},
	}
}

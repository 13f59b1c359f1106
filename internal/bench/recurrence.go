package main

import (
	"errors"
	"fmt"
	"time"

	"github.com/adhocore/gronx"
	"github.com/go-co-op/gocron/v2"
	"github.com/robfig/cron/v3"
	"github.com/teambition/rrule-go"

	"github.com/proforma-go/proforma/dsl"
	"github.com/proforma-go/proforma/schedule"
)

// recurrence is one rule in the languages of the libraries. An empty text means that the library cannot express it.
type recurrence struct {
	name  string
	text  string // the rule language
	rrule string // RFC 5545, for rrule-go
	cron  string // day of month, month, day of week; for robfig/cron and for gocron, which uses it
	gronx string // the same for gronx, which knows more
}

// Every rule starts on Monday 2014-01-06.
var start = schedule.MustParseDate("2014-01-06")

var recurrences = []recurrence{
	{"daily", "daily", "FREQ=DAILY", "* * *", "* * *"},
	{"weekdays", "every weekday", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "* * 1-5", "* * 1-5"},
	{"weekly Monday", "weekly on Monday", "FREQ=WEEKLY;BYDAY=MO", "* * 1", "* * 1"},
	{"every 2 weeks Monday", "every 2 weeks on Monday", "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO", "", ""},
	{"first Monday", "monthly on first Monday", "FREQ=MONTHLY;BYDAY=1MO", "", "* * 1#1"},
	{"last day", "monthly on last day", "FREQ=MONTHLY;BYMONTHDAY=-1", "", "L * *"},
	{"last weekday", "monthly on last weekday", "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", "", ""},
	{"yearly 1 March", "yearly on 1 March", "FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=1", "1 3 *", "1 3 *"},
}

// errCannot says that a library cannot express a rule.
var errCannot = errors.New("cannot be expressed")

// ticker is a recurrence as a library sees it: a question for one instant, and a walk over a window, both ends included.
type ticker struct {
	next func(after time.Time) time.Time
	walk func(first, last time.Time, visit func(time.Time))
}

// walkBy walks by asking for one instant after the other.
func walkBy(next func(time.Time) time.Time) func(first, last time.Time, visit func(time.Time)) {
	return func(first, last time.Time, visit func(time.Time)) {
		for t := next(first.Add(-time.Second)); !t.IsZero() && !t.After(last); t = next(t) {
			visit(t)
		}
	}
}

// tickers makes a ticker of a rule at an hour of the day in a zone, one for each library.
var tickers = map[string]func(r recurrence, hour int, zone *time.Location) (ticker, error){
	"rrule-go": func(r recurrence, hour int, zone *time.Location) (ticker, error) {
		text := fmt.Sprintf("DTSTART;TZID=%s:20140106T%02d0000\nRRULE:%s", zone, hour, r.rrule)
		rule, err := rrule.StrToRRule(text)
		if err != nil {
			return ticker{}, err
		}
		return ticker{
			func(after time.Time) time.Time { return rule.After(after, false) },
			func(first, last time.Time, visit func(time.Time)) {
				for _, t := range rule.Between(first, last, true) {
					visit(t)
				}
			},
		}, nil
	},
	"robfig/cron": func(r recurrence, hour int, zone *time.Location) (ticker, error) {
		if r.cron == "" {
			return ticker{}, errCannot
		}
		s, err := cron.ParseStandard(fmt.Sprintf("CRON_TZ=%s 0 %d %s", zone, hour, r.cron))
		if err != nil {
			return ticker{}, err
		}
		return ticker{s.Next, walkBy(s.Next)}, nil
	},
	"gocron": func(r recurrence, hour int, zone *time.Location) (ticker, error) {
		if r.cron == "" {
			return ticker{}, errCannot
		}
		s := gocron.NewDefaultCron(false)
		if err := s.IsValid(fmt.Sprintf("0 %d %s", hour, r.cron), zone, start.At(schedule.Clock{}, zone)); err != nil {
			return ticker{}, err
		}
		return ticker{s.Next, walkBy(s.Next)}, nil
	},
	"gronx": func(r recurrence, hour int, _ *time.Location) (ticker, error) {
		if r.gronx == "" {
			return ticker{}, errCannot
		}
		text := fmt.Sprintf("0 %d %s", hour, r.gronx)
		if !gronx.IsValid(text) {
			return ticker{}, fmt.Errorf("gronx does not take %q", text)
		}
		next := func(after time.Time) time.Time {
			t, err := gronx.NextTickAfter(text, after, false)
			if err != nil {
				return time.Time{}
			}
			return t
		}
		return ticker{next, walkBy(next)}, nil
	},
	own + " Times": func(r recurrence, hour int, zone *time.Location) (ticker, error) {
		table, err := timetable(r)
		if err != nil {
			return ticker{}, err
		}
		clock, err := schedule.NewClock(hour, 0, 0)
		if err != nil {
			return ticker{}, err
		}
		times := table.Times(clock, zone)
		return ticker{times.Next, walkBy(times.Next)}, nil
	},
}

// timetable compiles the rule of the own library.
func timetable(r recurrence) (*schedule.Timetable, error) {
	s, err := dsl.ParseSchedule(r.text + " from " + start.String())
	if err != nil {
		return nil, err
	}
	return s.Compile(nil)
}

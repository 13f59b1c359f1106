package main

import (
	"flag"
	"fmt"
	"time"

	"github.com/proforma-go/proforma/invoice"
	"github.com/proforma-go/proforma/schedule"
)

var datesCommand = &command{
	name:     "dates",
	synopsis: `-from DATE -through DATE [-json] [-data DIR] "RULE OR SCHEDULE TEXT"`,
	about:    "Prints the run dates of a rule, or of a contract line's schedule with its final sweep. The text - stands for standard input.",
	flags: func(f *flag.FlagSet) func(*call) int {
		var d datesFlags
		f.Var(&d.from, "from", "first `date`, included")
		f.Var(&d.through, "through", "last `date`, included")
		f.BoolVar(&d.json, "json", false, "print JSON")
		f.StringVar(&d.data, "data", "", "`folder` with CSV files whose columns and calendars the rule can name")
		return d.run
	},
}

type datesFlags struct {
	from, through dateFlag
	json          bool
	data          string
}

// runDate is one line of the answer.
type runDate struct {
	Date           schedule.Date `json:"date"`
	Planned        schedule.Date `json:"planned"`
	IncludeThrough schedule.Date `json:"include_through"`
	At             string        `json:"at"`
}

func (d *datesFlags) run(c *call) int {
	switch {
	case len(c.args) != 1:
		return c.misused("expected one text in quotes, found %d", len(c.args))
	case d.from.IsZero():
		return c.misused("-from is missing")
	case d.through.IsZero():
		return c.misused("-through is missing")
	case d.from.After(d.through.Date):
		return c.misused("-from %s is after -through %s", d.from.Date, d.through.Date)
	}
	env, err := readEnvironment(d.data)
	if err != nil {
		return c.unreadable(err)
	}
	s, status := c.subject(env)
	if status != exitOK {
		return status
	}
	rule := s.rule
	if rule.Schedule.Frequency == schedule.OnLineSchedule {
		_, _ = fmt.Fprintln(c.stderr, "billrun dates: the rule has no dates of its own: it runs on those of each contract line's schedule")
	}
	dates, err := datesOf(rule, env.Calendars, d.from.Date, d.through.Date)
	if err != nil {
		_, _ = fmt.Fprintf(c.stderr, "billrun dates: %v\n", err)
		return exitFound
	}
	if d.json {
		return c.printJSON(dates)
	}
	if len(dates) == 0 {
		fmt.Fprintf(c.stdout, "No runs from %s through %s.\n", d.from.Date, d.through.Date)
		return exitOK
	}
	g := newGrid()
	g.row("Runs on", "planned for", "includes through", "at")
	for _, x := range dates {
		g.row(shortDate(x.Date), shortDate(x.Planned), shortDate(x.IncludeThrough), x.At)
	}
	g.writeTo(c.stdout, "")
	return exitOK
}

// maxDates bounds the answer; a schedule that runs daily has as many dates in 270 years.
const maxDates = 100_000

// datesOf returns the rule's runs in a window. It never returns nil without an error.
func datesOf(rule invoice.Rule, calendars schedule.Calendars, from, through schedule.Date) ([]runDate, error) {
	timetable, err := rule.Schedule.Compile(calendars)
	if err != nil {
		return nil, err
	}
	zone := time.UTC
	if rule.Schedule.Zone != "" {
		if zone, err = time.LoadLocation(rule.Schedule.Zone); err != nil {
			return nil, err
		}
	}
	at := rule.Schedule.At
	if at.IsZero() {
		at = schedule.MustParseClock("22:00")
	}
	names := schedule.Dates{Calendar: calendars[rule.Schedule.Calendar]}
	dates := []runDate{}
	for o := range timetable.Between(from, through) {
		if len(dates) == maxDates {
			return nil, fmt.Errorf("more than %d dates; ask for a shorter window", maxDates)
		}
		last, err := includeThrough(rule, o, names)
		if err != nil {
			return nil, fmt.Errorf("run of %s: %w", o.Date, err)
		}
		dates = append(dates, runDate{o.Date, o.Nominal, last, o.Date.At(at, zone).Format(time.RFC3339)})
	}
	if u := rule.Schedule.Until; sweeps(rule) && !u.Before(from) && !u.After(through) {
		dates = addSweep(dates, runDate{u, u, u, u.At(at, zone).Format(time.RFC3339)})
	}
	return dates, nil
}

// includeThrough is the last day that a run includes: the row's own cut-off, else that of the rule's plain include clause, else the
// planned date. Where every clause names kinds it is the first one's.
func includeThrough(rule invoice.Rule, o schedule.Occurrence, names schedule.Dates) (schedule.Date, error) {
	clause := invoice.Include{Through: schedule.Anchor{Base: schedule.PlannedDate}}
	if len(rule.Include) > 0 {
		clause = rule.Include[0]
	}
	for _, i := range rule.Include {
		if len(i.Kinds) == 0 {
			clause = i
		}
	}
	return clause.Cutoff(o, names)
}

func shortDate(d schedule.Date) string { return d.Weekday().String()[:3] + " " + d.String() }

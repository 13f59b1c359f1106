package main

import (
	"errors"
	"flag"
	"fmt"

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
		f.BoolVar(&d.json, "json", false, "print JSON: the runs, or an object with the findings about a text that has errors")
		f.StringVar(&d.data, "data", "", "`folder` with CSV files whose columns and calendars the rule can name")
		return d.run
	},
}

type datesFlags struct {
	from, through dateFlag
	json          bool
	data          string
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
	s, status := c.subject(env, d.json)
	if status != exitOK {
		return status
	}
	c.complain(s.warnings)
	rule := s.rule
	if rule.Schedule.Frequency == schedule.OnLineSchedule {
		_, _ = fmt.Fprintln(c.stderr, "billrun dates: the rule has no dates of its own: it runs on those of each contract line's schedule")
	}
	runs, err := newRuns(rule, env.Calendars)
	if err != nil {
		return c.failed(err)
	}
	dates, err := runs.between(d.from.Date, d.through.Date)
	if errors.Is(err, errTooMany) {
		return c.misused("%v from %s through %s; choose a shorter window", err, d.from.Date, d.through.Date)
	} else if err != nil {
		return c.failed(err)
	}
	if known := runs.timetable.KnownThrough(); !known.IsZero() && d.through.After(known) {
		_, _ = fmt.Fprintf(c.stderr, "billrun dates: the holidays are known through %s; dates after that follow weekdays alone\n", known)
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

func shortDate(d schedule.Date) string { return d.Weekday().String()[:3] + " " + d.String() }

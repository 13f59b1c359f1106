package main

import (
	"fmt"
	"time"

	"github.com/proforma-go/proforma/invoice"
	"github.com/proforma-go/proforma/schedule"
)

// runDate is one line of the answer.
type runDate struct {
	Date           schedule.Date `json:"date"`
	Planned        schedule.Date `json:"planned"`
	IncludeThrough schedule.Date `json:"include_through"`
	At             string        `json:"at"`
}

// explainedRun is a run with the dates that its drafts get. Where it is that of a line's schedule, the rule that bills the line says those.
type explainedRun struct {
	runDate
	InvoiceDate schedule.Date `json:"invoice_date,omitzero"`
	EntryDate   schedule.Date `json:"entry_date,omitzero"`
}

// runsOf tells the runs of a rule.
type runsOf struct {
	rule      invoice.Rule
	timetable *schedule.Timetable
	at        schedule.Clock
	zone      *time.Location
	names     schedule.Dates
}

func newRuns(rule invoice.Rule, calendars schedule.Calendars) (*runsOf, error) {
	timetable, err := rule.Schedule.Compile(calendars)
	if err != nil {
		return nil, err
	}
	r := &runsOf{rule, timetable, rule.Schedule.At, time.UTC, schedule.Dates{Calendar: calendars[rule.Schedule.Calendar]}}
	if rule.Schedule.Zone != "" {
		if r.zone, err = time.LoadLocation(rule.Schedule.Zone); err != nil {
			return nil, err
		}
	}
	if r.at.IsZero() {
		r.at = schedule.MustParseClock("22:00")
	}
	return r, nil
}

// run describes one run.
func (r *runsOf) run(o schedule.Occurrence) (runDate, error) {
	last, err := includeThrough(r.rule, o, r.names)
	if err != nil {
		return runDate{}, fmt.Errorf("run of %s: %w", o.Date, err)
	}
	return runDate{o.Date, o.Nominal, last, r.instant(o.Date)}, nil
}

func (r *runsOf) instant(d schedule.Date) string { return d.At(r.at, r.zone).Format(time.RFC3339) }

// maxDates bounds the answer; a schedule that runs daily has as many dates in 270 years.
const maxDates = 100_000

var errTooMany = fmt.Errorf("more than %d runs", maxDates)

// between returns the runs in a window, that of a line's final sweep among them. It never returns nil without an error.
func (r *runsOf) between(from, through schedule.Date) ([]runDate, error) {
	dates := []runDate{}
	for o := range r.timetable.Between(from, through) {
		if len(dates) == maxDates {
			return nil, errTooMany
		}
		d, err := r.run(o)
		if err != nil {
			return nil, err
		}
		dates = append(dates, d)
	}
	if u := r.rule.Schedule.Until; sweeps(r.rule) && !u.Before(from) && !u.After(through) {
		dates = addSweep(dates, runDate{u, u, u, r.instant(u)})
	}
	return dates, nil
}

// next returns the next n runs on or after a date, that of a line's final sweep among them; none where the date is zero.
func (r *runsOf) next(from schedule.Date, n int, line bool) ([]explainedRun, error) {
	runs := []explainedRun{}
	if from.IsZero() {
		return runs, nil
	}
	var dates []runDate
	for after := from.AddDays(-1); len(dates) < n; {
		o, ok := r.timetable.Next(after)
		if !ok {
			break
		}
		d, err := r.run(o)
		if err != nil {
			return nil, err
		}
		run := explainedRun{runDate: d}
		if !line {
			if run.InvoiceDate, run.EntryDate, err = r.draftDates(o); err != nil {
				return nil, err
			}
		}
		dates, runs, after = append(dates, d), append(runs, run), o.Date
	}
	if u := r.rule.Schedule.Until; line && sweeps(r.rule) && !u.Before(from) {
		runs = runs[:0]
		for _, d := range addSweep(dates, runDate{u, u, u, r.instant(u)}) {
			runs = append(runs, explainedRun{runDate: d})
		}
	}
	return runs[:min(len(runs), n)], nil
}

// draftDates returns the dates that the drafts of a run get: the invoice date is the run date unless the rule says otherwise, the entry date
// the invoice date.
func (r *runsOf) draftDates(o schedule.Occurrence) (invoiceDate, entryDate schedule.Date, err error) {
	invoiceDate = o.Date
	if !r.rule.InvoiceDate.IsZero() {
		if invoiceDate, err = r.rule.InvoiceDate.Resolve(o, r.names); err != nil {
			return
		}
	}
	entryDate = invoiceDate
	if !r.rule.EntryDate.IsZero() {
		entryDate, err = r.rule.EntryDate.Resolve(o, r.names)
	}
	return invoiceDate, entryDate, err
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

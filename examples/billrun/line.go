package main

import (
	"slices"

	"github.com/proforma-go/proforma/invoice"
	"github.com/proforma-go/proforma/schedule"
)

// ruleOf returns a rule that runs and includes as a contract line's schedule does.
func ruleOf(l invoice.LineSchedule) invoice.Rule {
	through := l.Through
	if through.IsZero() {
		through = schedule.Anchor{Base: schedule.PlannedDate, Offset: schedule.Offset{N: -1, Unit: schedule.Days}}
	}
	return invoice.Rule{Schedule: l.Schedule, FinalSweep: l.FinalSweep, Include: []invoice.Include{{Through: through}}}
}

// sweeps reports whether a rule of [ruleOf] runs once more on its until date.
func sweeps(r invoice.Rule) bool {
	return r.FinalSweep && r.Schedule.Frequency != schedule.OnLineSchedule && !r.Schedule.Until.IsZero()
}

// addSweep adds the last run of a line, on its until date. A run that is there on that date includes that day instead.
func addSweep(dates []runDate, sweep runDate) []runDate {
	i := 0
	for i < len(dates) && dates[i].Date.Before(sweep.Date) {
		i++
	}
	if i == len(dates) || dates[i].Date != sweep.Date {
		return slices.Insert(dates, i, sweep)
	}
	if dates[i].IncludeThrough.Before(sweep.IncludeThrough) {
		dates[i].IncludeThrough = sweep.IncludeThrough
	}
	return dates
}

package dsl

import (
	"fmt"
	"slices"
	"strings"

	"github.com/proforma-go/proforma/invoice"
	"github.com/proforma-go/proforma/schedule"
)

// table lists the next runs.
func (e *explainer) table(t *schedule.Timetable, from schedule.Date, n int, dates schedule.Dates) (string, error) {
	rows := [][]string{{e.say("col-planned"), e.say("col-runs")}}
	known, beyond := t.KnownThrough(), false
	for _, c := range e.columns() {
		rows[0] = append(rows[0], c.title)
	}
	for _, o := range e.runs(t, from, min(n, 1000)) {
		row := []string{e.tableDay(o.Nominal), e.tableDay(o.Date)}
		beyond = beyond || !known.IsZero() && (o.Date.After(known) || o.Nominal.After(known))
		late := false
		for _, c := range e.columns() {
			d, err := c.date(o, dates)
			if err != nil {
				return "", fmt.Errorf("%s: %w", c.title, err)
			}
			late = late || c.cutOff && d.After(o.Date)
			row = append(row, e.day(d))
		}
		if late {
			row = append(row, e.say("late"))
		}
		rows = append(rows, row)
	}
	if len(rows) == 1 {
		return e.say("no-runs") + "\n", nil
	}
	text := align(rows)
	if beyond {
		text += e.say("calendar-ends", "day", e.day(known)) + "\n"
	}
	return text, nil
}

// runs returns the next n runs, that of the final sweep of a line among them.
func (e *explainer) runs(t *schedule.Timetable, from schedule.Date, n int) []schedule.Occurrence {
	var list []schedule.Occurrence
	for after := from.AddDays(-1); len(list) < n; after = list[len(list)-1].Date {
		o, ok := t.Next(after)
		if !ok {
			break
		}
		list = append(list, o)
	}
	u := e.sweep()
	if u.IsZero() || u.Before(from) {
		return list
	}
	i := 0
	for i < len(list) && list[i].Date.Before(u) {
		i++
	}
	if i == len(list) || list[i].Date != u {
		list = slices.Insert(list, i, schedule.Occurrence{Nominal: u, Date: u, Through: u})
	}
	return list[:min(len(list), n)]
}

// sweep returns the day of the final sweep of a line, zero where there is none.
func (e *explainer) sweep() schedule.Date {
	if e.line && e.rule.FinalSweep {
		return e.rule.Schedule.Until
	}
	return schedule.Date{}
}

// column is a date of the table.
type column struct {
	title  string
	cutOff bool // what lies after the run is worth a remark
	date   func(schedule.Occurrence, schedule.Dates) (schedule.Date, error)
}

func (e *explainer) columns() []column {
	r := e.rule
	var list []column
	through := func(a schedule.Anchor, plain bool) func(schedule.Occurrence, schedule.Dates) (schedule.Date, error) {
		return func(o schedule.Occurrence, d schedule.Dates) (schedule.Date, error) {
			if plain && !o.Through.IsZero() {
				return o.Through, nil
			}
			day, err := a.Resolve(o, d)
			if u := e.sweep(); plain && err == nil && o.Date == u && day.Before(u) {
				return u, nil
			}
			return day, err
		}
	}
	for _, i := range r.Include {
		title := e.say("col-through")
		if len(i.Kinds) > 0 {
			title = e.say("col-kinds", "kinds", e.kindNames(i.Kinds))
		}
		list = append(list, column{title, len(i.Kinds) != 1 || i.Kinds[0] != invoice.Fee, through(i.Through, len(i.Kinds) == 0)})
	}
	if len(list) == 0 {
		list = append(list, column{e.say("col-through"), true, through(schedule.Anchor{Base: schedule.PlannedDate}, true)})
	}
	if e.line {
		return list // whose drafts are dated by the rules that run it
	}
	invoiceDate := r.InvoiceDate
	if invoiceDate.IsZero() {
		invoiceDate = schedule.Anchor{Base: schedule.RunDate}
	}
	entryDate := r.EntryDate
	if entryDate.IsZero() {
		entryDate = invoiceDate
	}
	return append(list, column{e.say("col-invoice"), false, through(invoiceDate, false)}, column{e.say("col-entry"), false, through(entryDate, false)})
}

// align pads columns to one width, and indents by two spaces.
func align(rows [][]string) string {
	var widths []int
	for _, row := range rows {
		for i, cell := range row {
			if i == len(widths) {
				widths = append(widths, 0)
			}
			widths[i] = max(widths[i], columns(cell))
		}
	}
	var b strings.Builder
	for _, row := range rows {
		line := " "
		for i, cell := range row {
			line += " " + cell + strings.Repeat(" ", widths[i]-columns(cell)+1)
		}
		b.WriteString(strings.TrimRight(line, " ") + "\n")
	}
	return b.String()
}

package main

import (
	"bytes"
	"regexp"
	"slices"
	"strings"

	"github.com/proforma-go/proforma/dsl"
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

// explainLine explains the schedule of a contract line as [dsl.Explain] does a rule, without what only rules have: how drafts are cut,
// and their dates. The table has the final sweep too.
func explainLine(r invoice.Rule, from schedule.Date, n int, opts ...dsl.Option) (string, error) {
	prose, rows, err := explained(r, from, n, opts)
	if err != nil {
		return "", err
	}
	var out bytes.Buffer
	out.WriteString(wrap(withoutLastSentence(prose)))
	if u := r.Schedule.Until; sweeps(r) && !from.IsZero() && !u.Before(from) && n > 0 {
		last := r
		last.Schedule = schedule.Schedule{Frequency: schedule.Once, Rows: []schedule.Row{{Date: u, Through: u}}}
		_, sweep, err := explained(last, u, 1, opts)
		if err != nil {
			return "", err
		}
		if rows = sweptRows(rows, sweep); len(rows) > n+1 {
			rows = rows[:n+1]
		}
	}
	if len(rows) == 0 {
		return out.String(), nil
	}
	out.WriteString("\n")
	if len(rows) == 1 { // no table: there are no runs
		out.WriteString(rows[0][0] + "\n")
		return out.String(), nil
	}
	g := newGrid()
	for _, row := range rows {
		g.row(row...)
	}
	g.writeTo(&out, "  ")
	return out.String(), nil
}

// sweptRows adds the row of a final sweep to a table. A run that is there on its date includes that day instead.
func sweptRows(rows, sweep [][]string) [][]string {
	if len(rows) < 2 {
		return sweep
	}
	date := func(cell string) string { return cell[max(0, len(cell)-len("2026-01-31")):] }
	last, i := sweep[1], 1
	for i < len(rows) && date(rows[i][runsOn]) < date(last[runsOn]) {
		i++
	}
	if i == len(rows) || rows[i][runsOn] != last[runsOn] {
		return slices.Insert(rows, i, last)
	}
	rows[i][includes] = max(rows[i][includes], last[includes])
	return rows
}

// The columns of the table that [dsl.Explain] makes.
const (
	runsOn   = 1 // after the planned date
	includes = 2
	drafts   = 3 // invoice date and entry date
	remark   = 5
)

// explained returns what [dsl.Explain] says, the table row by row and without the dates of drafts.
func explained(r invoice.Rule, from schedule.Date, n int, opts []dsl.Option) (prose string, rows [][]string, err error) {
	text, err := dsl.Explain(r, from, n, opts...)
	if err != nil {
		return "", nil, err
	}
	prose, table, _ := strings.Cut(text, "\n\n")
	for line := range strings.Lines(table) {
		cells := columnGap.Split(strings.TrimSpace(line), -1)
		if len(cells) >= remark {
			cells = slices.Delete(cells, drafts, remark)
		}
		rows = append(rows, cells)
	}
	return prose, rows, nil
}

var columnGap = regexp.MustCompile(` {2,}`)

// withoutLastSentence leaves out how drafts are cut, which is the last thing that is said of a rule as plain as that of [ruleOf].
func withoutLastSentence(prose string) string {
	prose = strings.Join(strings.Fields(prose), " ")
	if at := strings.LastIndex(prose, ". "); at >= 0 {
		return prose[:at+1]
	}
	return prose
}

// wrap breaks a text into lines of at most 100 characters.
func wrap(text string) string {
	var b strings.Builder
	width := 0
	for _, w := range strings.Fields(text) {
		if n := len([]rune(w)); width > 0 && width+1+n > 100 {
			b.WriteByte('\n')
			width = n
		} else {
			if width > 0 {
				b.WriteByte(' ')
				width++
			}
			width += n
		}
		b.WriteString(w)
	}
	return b.String() + "\n"
}

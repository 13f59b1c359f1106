package dsl

import (
	"fmt"
	"strings"

	"github.com/proforma-go/proforma/invoice"
	"github.com/proforma-go/proforma/schedule"
)

// Explain puts a rule into sentences, and adds a table of its next n runs on or after the date from: when each was planned for, when it
// runs, through which day it bills, and the dates that its drafts carry. The dates are those of [schedule.Timetable]. A zero from means
// the AsOf of the Env; where that is zero too, or n is less than 1, there is no table. Rules that have no runs of their own have none
// either. The error is that of [schedule.Schedule.Compile].
//
// The wording may change between versions.
func Explain(r invoice.Rule, from schedule.Date, n int, opts ...Option) (string, error) {
	env, l := envOf(opts), localeOf(tagOf(opts))
	if from.IsZero() {
		from = env.AsOf
	}
	e := explainer{locale: l, rule: r}
	text := wrap(strings.Join(e.sentencesOf(), " "))
	if from.IsZero() || n < 1 || r.Schedule.Frequency == schedule.Manual || r.Schedule.Frequency == schedule.OnLineSchedule {
		return text, nil
	}
	t, err := r.Schedule.Compile(env.Calendars)
	if err != nil {
		return "", err
	}
	dates := schedule.Dates{Calendar: env.Calendars[r.Schedule.Calendar], WeekStart: env.WeekStart, FiscalYearStart: env.FiscalYearStart}
	table, err := e.table(t, from, n, dates)
	return text + "\n" + table, err
}

func tagOf(opts []Option) string {
	var o options
	for _, opt := range opts {
		opt.apply(&o)
	}
	return o.locale
}

// wrap breaks a text into lines of at most 100 characters.
func wrap(text string) string {
	var b strings.Builder
	width := 0
	for _, w := range strings.Fields(text) {
		n := columns(w)
		if width > 0 && width+1+n > 100 {
			b.WriteByte('\n')
			width = 0
		} else if width > 0 {
			b.WriteByte(' ')
			width++
		}
		b.WriteString(w)
		width += n
	}
	b.WriteByte('\n')
	return b.String()
}

// explainer says a rule in one language. Each of its methods states one fact.
type explainer struct {
	*locale
	rule invoice.Rule
	out  []string
}

func (e *explainer) add(sentence string, args ...any) {
	e.out = append(e.out, e.say(sentence, args...))
}

// sentencesOf returns the whole explanation, sentence by sentence.
func (e *explainer) sentencesOf() []string {
	r := e.rule
	e.schedule(r.Schedule)
	if r.FinalSweep {
		e.add("sweep")
	}
	e.include(r)
	if r.Where != nil {
		e.add("where", "filter", r.Where)
	}
	e.grouping(r)
	if r.MinAmount != nil {
		e.add("min", "amount", r.MinAmount)
	}
	if r.MaxAmount != nil {
		e.add("max", "amount", r.MaxAmount)
	}
	for sentence, ok := range e.flags(r) {
		if ok {
			e.add(sentence)
		}
	}
	if !r.InvoiceDate.IsZero() {
		e.add("invoice-date", "day", e.anchor(r.InvoiceDate))
	}
	if !r.EntryDate.IsZero() {
		e.add("entry-date", "day", e.anchor(r.EntryDate))
	}
	if r.Status != "" {
		e.add("status", "status", r.Status)
	}
	if r.Generator != "" {
		e.add("generator", "user", r.Generator)
	}
	for _, n := range r.Notify {
		e.notify(n)
	}
	for _, o := range r.Options {
		e.add("option", "name", o.Name, "value", o.Value)
	}
	if r.Inactive {
		e.add("inactive")
	}
	return e.out
}

// flags yields the sentences without slots and whether they hold.
func (e *explainer) flags(r invoice.Rule) func(func(string, bool) bool) {
	return func(yield func(string, bool) bool) {
		_ = yield("partial", r.PartialLimits) && yield("strict", r.StrictMilestones) &&
			yield("catch-latest", r.CatchUp == invoice.CatchUpLatest) && yield("catch-none", r.CatchUp == invoice.CatchUpNone)
	}
}

func (e *explainer) include(r invoice.Rule) {
	if len(r.Include) == 0 {
		if r.Schedule.Frequency != schedule.OnLineSchedule {
			e.add("include-all")
		}
		return
	}
	plain := false
	for _, i := range r.Include {
		if len(i.Kinds) == 0 {
			plain = true
			e.add("include", "day", e.anchor(i.Through))
		} else {
			e.add("include-kinds", "kinds", e.kindNames(i.Kinds), "day", e.anchor(i.Through))
		}
		if !i.From.IsZero() {
			e.add("include-from", "day", e.anchor(i.From))
		}
	}
	if !plain {
		e.add("rest")
	}
}

func (e *explainer) kindNames(kinds []invoice.Kind) string {
	names := make([]string, len(kinds))
	for i, k := range kinds {
		names[i] = e.say("kind-" + k.String())
	}
	return e.list(names)
}

func (e *explainer) grouping(r invoice.Rule) {
	by := e.list(r.Grouping.By)
	var fields []string
	for _, f := range r.Grouping.By {
		if f != "customer" && f != "currency" {
			fields = append(fields, f)
		}
	}
	switch {
	case r.Grouping.Cut == invoice.Split:
		e.add("split", "fields", by)
	case r.Grouping.Cut == invoice.PerContract:
		e.add("per-contract")
	case len(fields) > 0:
		e.add("merged-by", "fields", strings.Join(fields, ", "))
	default:
		e.add("merged")
	}
	if len(r.GroupLinesBy) > 0 {
		e.add("group", "fields", e.list(r.GroupLinesBy))
	}
}

func (e *explainer) notify(n invoice.Notify) {
	who := make([]string, len(n.Recipients))
	for i, r := range n.Recipients {
		switch r.Kind {
		case invoice.User:
			who[i] = e.say("user", "name", r.Name)
		case invoice.Group:
			who[i] = e.say("group-of", "name", r.Name)
		default:
			who[i] = r.Name
		}
	}
	sentence := "notify"
	if len(who) == 1 {
		sentence = "notify-one"
	}
	told := e.say(sentence, "who", e.list(who))
	switch n.On {
	case invoice.Always:
		e.out = append(e.out, told)
	default:
		e.add("on-"+n.On.String(), "told", told)
	}
}

// anchor describes a relative date.
func (e *explainer) anchor(a schedule.Anchor) string {
	text := ""
	switch a.Base {
	case schedule.RunDate:
		text = e.say("run-date")
	case schedule.PlannedDate:
		text = e.say("planned-date")
	case schedule.FixedDate:
		text = a.Date.String()
	default:
		day := e.day1(a.Kind, a.N, a.Period == schedule.Months)
		text = e.say("in-period", "day", day, "period", e.relatives[a.Rel+1][a.Period])
	}
	return e.shift(text, a.Offset)
}

// shift says "3 business days before" in front of a day.
func (e *explainer) shift(day string, o schedule.Offset) string {
	switch {
	case o.N < 0:
		return e.say("before", "count", e.count(-o.N, o.Unit), "day", day)
	case o.N > 0:
		return e.say("after", "count", e.count(o.N, o.Unit), "day", day)
	}
	return day
}

// day1 names the nth day of a kind; numbered days keep their number.
func (e *explainer) day1(k schedule.DayKind, n int, numbered bool) string {
	switch {
	case n == 0:
		return e.say("every-such", "kind", e.kind(k, false))
	case k == schedule.AnyDay && n > 1 && numbered:
		return e.say("day-n", "n", e.numeral(n))
	}
	return e.say("nth", "nth", e.ordinals(n), "kind", e.kind(k, true))
}

// table lists the next runs.
func (e *explainer) table(t *schedule.Timetable, from schedule.Date, n int, dates schedule.Dates) (string, error) {
	rows := [][]string{{e.say("col-planned"), e.say("col-runs")}}
	for _, c := range e.columns() {
		rows[0] = append(rows[0], c.title)
	}
	after := from.AddDays(-1)
	for len(rows) <= min(n, 1000) {
		o, ok := t.Next(after)
		if !ok {
			break
		}
		row := []string{e.locale.day(o.Nominal), e.locale.day(o.Date)}
		late := false
		for _, c := range e.columns() {
			d, err := c.date(o, dates)
			if err != nil {
				return "", fmt.Errorf("%s: %w", c.title, err)
			}
			late = late || c.cutOff && d.After(o.Date)
			row = append(row, d.String())
		}
		if late {
			row = append(row, e.say("late"))
		}
		rows = append(rows, row)
		after = o.Date
	}
	if len(rows) == 1 {
		return e.say("no-runs") + "\n", nil
	}
	return align(rows), nil
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
			return a.Resolve(o, d)
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

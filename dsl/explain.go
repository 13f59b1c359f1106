package dsl

import (
	"slices"
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
	e := explainer{locale: l, rule: r, vocabulary: env.vocabulary()}
	e.sentencesOf()
	return e.text(env, from, n)
}

// ExplainLine puts the schedule of a contract line into sentences, with a table of its next n runs, as [Explain] does for rules: when each
// was planned for, when it runs, and through which day it bills. The run of a final sweep is among them; where the line runs on that
// day anyway, that run bills through it.
func ExplainLine(l invoice.LineSchedule, from schedule.Date, n int, opts ...Option) (string, error) {
	env := envOf(opts)
	if from.IsZero() {
		from = env.AsOf
	}
	through := l.Through
	if through.IsZero() {
		through = schedule.Anchor{Base: schedule.PlannedDate, Offset: schedule.Offset{N: -1, Unit: schedule.Days}}
	}
	e := explainer{
		locale: localeOf(tagOf(opts)), line: true, vocabulary: env.vocabulary(),
		rule: invoice.Rule{Schedule: l.Schedule, FinalSweep: l.FinalSweep, Include: []invoice.Include{{Through: through}}},
	}
	e.schedule(l.Schedule)
	if l.FinalSweep {
		e.add("sweep")
	}
	e.include(e.rule)
	return e.text(env, from, n)
}

// text returns the sentences and, where there are runs to show, the table.
func (e *explainer) text(env *Env, from schedule.Date, n int) (string, error) {
	s, text := e.rule.Schedule, wrap(strings.Join(e.out, " "))
	if from.IsZero() || n < 1 || s.Frequency == schedule.Manual || s.Frequency == schedule.OnLineSchedule {
		return text, nil
	}
	t, err := s.CompileIn(env.Calendars, env.vocabulary().Zone)
	if err != nil {
		return "", err
	}
	dates := schedule.Dates{Calendar: env.Calendars[s.Calendar], WeekStart: env.WeekStart, FiscalYearStart: env.FiscalYearStart}
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
	return strings.ReplaceAll(b.String(), keptSpace, " ")
}

// explainer says a rule in one language. Each of its methods states one fact.
type explainer struct {
	*locale
	rule       invoice.Rule
	line       bool // it is no rule but the schedule of a contract line
	vocabulary *invoice.Vocabulary
	out        []string
}

func (e *explainer) add(sentence string, args ...any) {
	e.out = append(e.out, e.say(sentence, args...))
}

// sentencesOf says the whole rule.
func (e *explainer) sentencesOf() {
	r := e.rule
	e.schedule(r.Schedule)
	if r.FinalSweep {
		e.add("sweep")
	}
	e.include(r)
	if r.Where != nil {
		e.where(r.Where)
	}
	e.grouping(r)
	if a := r.MinAmount; a != nil {
		e.add("min", "amount", e.amount(a.Decimal(), a.Currency()))
	}
	if a := r.MaxAmount; a != nil {
		e.add("max", "amount", e.amount(a.Decimal(), a.Currency()))
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
		e.add("status", "status", e.name(r.Status))
	}
	if r.Generator != "" {
		e.add("generator", "user", e.name(r.Generator))
	}
	for _, n := range r.Notify {
		e.notify(n)
	}
	for _, o := range r.Options {
		e.add("option", "name", e.field(o.Name).name, "value", e.value("", o.Value))
	}
	if r.Inactive {
		e.add("inactive")
	}
}

// flags yields the sentences without slots and whether they hold.
func (e *explainer) flags(r invoice.Rule) func(func(string, bool) bool) {
	return func(yield func(string, bool) bool) {
		_ = yield("partial", r.PartialLimits) && yield("half-even", r.Rounding.Mode == invoice.HalfEven) &&
			yield("per-detail", r.Rounding.Per == invoice.PerDetail) && yield("strict", r.StrictMilestones) &&
			yield("catch-latest", r.CatchUp == invoice.CatchUpLatest) && yield("catch-none", r.CatchUp == invoice.CatchUpNone)
	}
}

// include states what is billed. The cut-offs of rows, where there are some, take the place of a clause without kinds.
func (e *explainer) include(r invoice.Rule) {
	var all, some bool
	if r.Schedule.Frequency == schedule.Once {
		lacks := func(o schedule.Occurrence) bool { return o.Through.IsZero() }
		rows := plannedRows(r.Schedule.Rows)
		all = !slices.ContainsFunc(rows, lacks)
		some = slices.ContainsFunc(rows, func(o schedule.Occurrence) bool { return !lacks(o) })
	}
	if len(r.Include) == 0 {
		switch {
		case r.Schedule.Frequency == schedule.OnLineSchedule || all:
		case some:
			e.add("include-other", "day", e.say("planned-date"))
		default:
			e.add("include-all")
		}
		return
	}
	plain := false
	for _, i := range r.Include {
		if len(i.Kinds) == 0 {
			plain = true
			switch {
			case all:
			case some:
				e.add("include-other", "day", e.anchor(i.Through))
			default:
				e.add("include", "day", e.anchor(i.Through))
			}
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
	key := []string{"customer", "currency"}
	if r.Grouping.Cut != invoice.Merged {
		key = append([]string{"contract"}, key...)
	}
	for _, f := range r.Grouping.By {
		if !slices.Contains(key, f) {
			key = append(key, f)
		}
	}
	sentence := "drafts"
	if r.Grouping.Cut == invoice.Merged {
		sentence = "merged"
	}
	e.add(sentence, "fields", e.list(e.fieldNames(key)))
	if len(r.GroupLinesBy) > 0 {
		e.add("group", "fields", e.list(e.fieldNames(r.GroupLinesBy)))
	}
}

func (e *explainer) notify(n invoice.Notify) {
	who := make([]string, len(n.Recipients))
	for i, r := range n.Recipients {
		switch r.Kind {
		case invoice.User:
			who[i] = e.say("user", "name", e.name(r.Name))
		case invoice.Group:
			who[i] = e.say("group-of", "name", e.name(r.Name))
		default:
			who[i] = e.name(r.Name)
		}
	}
	are := e.sentences["are"]
	if len(who) == 1 {
		are = e.sentences["is-told"]
	}
	sentence := "notify"
	if n.On != invoice.Always {
		sentence = "on-" + n.On.String()
	}
	e.add(sentence, "who", e.list(who), "are", are)
}

// anchor describes a relative date.
func (e *explainer) anchor(a schedule.Anchor) string {
	text := ""
	switch a.Base {
	case schedule.RunDate:
		if text = e.say("run-date"); a.Offset.N != 0 {
			text = e.say("run")
		}
	case schedule.PlannedDate:
		text = e.say("planned-date")
	case schedule.FixedDate:
		text = e.day(a.Date)
	default:
		day := e.dayOf(a.Kind, a.N, a.Period == schedule.Months)
		if a.Period == schedule.Weeks && a.Kind >= schedule.Monday && (a.N == 1 || a.N == -1) {
			day = e.kind(a.Kind, true)
		}
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

// dayOf names the nth day of a kind; numbered days keep their number.
func (e *explainer) dayOf(k schedule.DayKind, n int, numbered bool) string {
	switch {
	case n == 0:
		return e.say("every-such", "kind", e.kind(k, false))
	case k == schedule.AnyDay && n > 1 && numbered:
		return e.say("day-n", "n", e.numeral(n))
	}
	return e.say("nth", "nth", e.ordinals(n), "kind", e.kind(k, true))
}

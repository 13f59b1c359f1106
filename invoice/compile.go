package invoice

import (
	"context"
	"fmt"
	"slices"

	"github.com/proforma-go/proforma/schedule"
)

// ruleRun is a rule made ready for one run: its names resolved, its dates worked out.
type ruleRun struct {
	*Rule
	index     int // place in the input
	after     schedule.Date
	through   schedule.Date
	timetable *schedule.Timetable
	dates     schedule.Dates
	where     conditions
	terms     []namedTerm // of the condition, in the order written
	asksEach  bool        // the conditions are about transactions, too
	by        []*Field    // of merge or split
	groupBy   []*Field    // of group lines by
	runs      []ownRun    // the rule's own occurrences to run, in order; none when it bills on line schedules
	next      schedule.Date

	byTransaction bool // merge or split name a field of transactions
}

// maxOccurrences bounds the runs of a rule, or of a line, in one window.
const maxOccurrences = 10_000

// ownRun is one occurrence of a rule's own schedule and what it includes.
type ownRun struct {
	schedule.Occurrence
	bounds [Milestone + 1]bound // per kind
}

// bound is what of one kind is included: dates from the first through the last day; a zero from is no lower bound.
type bound struct {
	included      bool
	from, through schedule.Date
}

func (r *ruleRun) onLines() bool { return r.Schedule.Frequency == schedule.OnLineSchedule }

// fires reports whether the rule may have a run in the window. For line schedules only the lines can tell.
func (r *ruleRun) fires() bool { return r.onLines() || len(r.runs) > 0 }

// compileRules makes the active rules ready. What is wrong with a rule is an error of the caller and ends the run before it starts.
func compileRules(ctx context.Context, in *Input, log *RunLog) ([]*ruleRun, error) {
	names := make(map[string]bool, len(in.Rules))
	var rules []*ruleRun
	for i := range in.Rules {
		r := &in.Rules[i]
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if names[r.identity()] {
			return nil, fmt.Errorf("two rules are named %q: names identify rules in keys and windows", r.identity())
		}
		names[r.identity()] = true
		if r.Inactive {
			*log = append(*log, Entry{Rule: r.identity(), Level: Info, Code: CodeInactive, About: AboutRule, Subject: r.identity(), Message: "inactive, does not run"})
			continue
		}
		c, err := compileRule(in, r, i, log)
		if err != nil {
			return nil, fmt.Errorf("rule %q: %w", r.identity(), err)
		}
		rules = append(rules, c)
	}
	return rules, nil
}

func compileRule(in *Input, r *Rule, index int, log *RunLog) (*ruleRun, error) {
	if err := r.Validate(); err != nil {
		return nil, err
	}
	c := &ruleRun{Rule: r, index: index, through: in.Through, after: in.After}
	if a, ok := in.AfterRule[r.identity()]; ok {
		c.after = a
	}
	if c.after.IsZero() || in.RunNow {
		c.after = in.Through.AddDays(-1)
	}
	c.dates = schedule.Dates{Calendar: in.Calendars[r.Schedule.Calendar], WeekStart: in.WeekStart, FiscalYearStart: in.FiscalYearStart}
	err := in.Vocabulary.checkWords(r)
	if err != nil {
		return nil, err
	}
	if c.where, err = compileFilter(r.Where, in.Vocabulary); err != nil {
		return nil, err
	}
	if c.terms, err = nameTerms(r.Where, in.Vocabulary); err != nil {
		return nil, err
	}
	c.asksEach = c.where.level() == TransactionLevel
	if c.by, err = groupFields(r.Grouping.By, in.Vocabulary); err != nil {
		return nil, err
	}
	c.byTransaction = slices.ContainsFunc(c.by, func(f *Field) bool { return f.level == TransactionLevel })
	if c.groupBy, err = groupFields(r.GroupLinesBy, in.Vocabulary); err != nil {
		return nil, err
	}
	if c.timetable, err = r.Schedule.CompileIn(in.Calendars, in.zones); err != nil {
		return nil, err
	}
	if c.onLines() {
		return c, nil
	}
	if err := c.planRuns(in.RunNow, log); err != nil {
		return nil, err
	}
	if known := c.timetable.KnownThrough(); c.asksBeyond(known) {
		*log = append(*log, c.beyondCalendar(r.Schedule.Calendar, known))
	}
	return c, nil
}

// asksBeyond reports whether the window, or the next run, lies beyond the last day that the calendar knows. Zero: it knows all.
func (r *ruleRun) asksBeyond(known schedule.Date) bool {
	return !known.IsZero() && (r.through.After(known) || r.next.After(known))
}

func (r *ruleRun) beyondCalendar(calendar string, known schedule.Date) Entry {
	name := "the default calendar"
	if calendar != "" {
		name = "calendar " + calendar
	}
	return Entry{Rule: r.identity(), Level: Warning, Code: CodeBeyondCalendar, About: AboutCalendar, Subject: calendar,
		Message: name + " is known through " + known.String() + "; dates after that follow weekdays alone"}
}

// groupFields resolves the fields that cut drafts or lines. Customer and currency are part of every draft already.
func groupFields(names []string, v *Vocabulary) ([]*Field, error) {
	var fields []*Field
	for _, n := range names {
		f, err := lookup(n, v)
		switch {
		case err != nil:
			return nil, err
		case !f.Groupable():
			return nil, fmt.Errorf("field %q is %s and cannot divide drafts or lines", f.name, f.typ)
		case f.name != "customer" && f.name != "currency":
			fields = append(fields, f)
		}
	}
	return fields, nil
}

// planRuns works out the occurrences of the rule's own schedule in the window, after its catch-up policy.
func (r *ruleRun) planRuns(now bool, log *RunLog) error {
	var found []schedule.Occurrence
	if now {
		found = []schedule.Occurrence{{Date: r.through, Nominal: r.through}}
	} else {
		for o := range r.timetable.Between(r.after.AddDays(1), r.through) {
			if len(found) == maxOccurrences {
				return fmt.Errorf("more than %d runs in the window from %s through %s", maxOccurrences, r.after.AddDays(1), r.through)
			}
			found = append(found, o)
		}
	}
	if next, ok := r.timetable.Next(r.through); ok {
		r.next = next.Date
	}
	for i, o := range found {
		missed := o.Date.Before(r.through)
		if r.CatchUp == CatchUpNone && missed || r.CatchUp == CatchUpLatest && i < len(found)-1 {
			*log = append(*log, r.missed(o.Date))
			continue
		}
		run, err := r.plan(o)
		if err != nil {
			return err
		}
		r.runs = append(r.runs, run)
	}
	if len(found) == 0 {
		*log = append(*log, r.notDue())
	}
	return nil
}

func (r *ruleRun) missed(run schedule.Date) Entry {
	message := "missed, and the rule does not catch up"
	if r.CatchUp == CatchUpLatest {
		message = "missed; its work goes with the latest run of the window"
	}
	return Entry{RunDate: run, Rule: r.identity(), Level: Info, Code: CodeMissed, About: AboutRule, Subject: r.identity(), Message: message}
}

func (r *ruleRun) notDue() Entry {
	e := Entry{Rule: r.identity(), Level: Info, Code: CodeNotDue, About: AboutRule, Subject: r.identity(), NextRun: r.next, Message: "no run in the window"}
	if !r.next.IsZero() {
		e.Message += "; the next is on " + r.next.String()
	}
	return e
}

// plan resolves the include clauses for one occurrence.
func (r *ruleRun) plan(o schedule.Occurrence) (ownRun, error) {
	run := ownRun{Occurrence: o}
	for k := Kind(0); k <= Milestone; k++ { // 0 is what no kind is: it goes with the plain clause and fails when it is due
		b := bound{included: true, through: o.Nominal}
		if len(r.Include) > 0 {
			var err error
			if b, err = r.includeFor(k, o); err != nil {
				return run, fmt.Errorf("run of %s: %w", o.Date, err)
			}
		}
		if k == Milestone {
			b.from, b.through = schedule.Date{}, o.Date // milestones ignore the cut-off
		} else if !o.Through.IsZero() && len(r.Include) == 0 {
			b.through = o.Through
		}
		run.bounds[k] = b
	}
	return run, nil
}

// includeFor resolves the clause that is about kind k: the one that names it, else the plain one.
func (r *ruleRun) includeFor(k Kind, o schedule.Occurrence) (bound, error) {
	var clause *Include
	for i := range r.Include {
		if slices.Contains(r.Include[i].Kinds, k) {
			clause = &r.Include[i]
			break
		}
		if len(r.Include[i].Kinds) == 0 {
			clause = &r.Include[i]
		}
	}
	if clause == nil {
		return bound{}, nil
	}
	b := bound{included: true}
	var err error
	if b.through, err = clause.Cutoff(o, r.dates); err != nil {
		return b, err
	}
	if !clause.From.IsZero() {
		b.from, err = clause.From.Resolve(o, r.dates)
	}
	return b, err
}

// headerDates resolves the dates that stand on the drafts of one run.
func (r *ruleRun) headerDates(o schedule.Occurrence) (invoice, entry schedule.Date, err error) {
	invoice = o.Date
	if !r.InvoiceDate.IsZero() {
		if invoice, err = r.InvoiceDate.Resolve(o, r.dates); err != nil {
			return invoice, entry, err
		}
	}
	entry = invoice
	if !r.EntryDate.IsZero() {
		entry, err = r.EntryDate.Resolve(o, r.dates)
	}
	return invoice, entry, err
}

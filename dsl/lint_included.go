package dsl

import (
	"slices"

	"github.com/proforma-go/proforma/internal/logic"
	"github.com/proforma-go/proforma/invoice"
	"github.com/proforma-go/proforma/schedule"
)

// lintIncluded warns of a filter that matches nothing of what the rule includes: of other kinds, or after the last day of its last run.
func (c *checker) lintIncluded(t *schedule.Timetable) {
	p := c.first("where")
	if p == nil || c.rule.Where == nil {
		return
	}
	space := logic.NewSpace(c.vocabulary, whereEffort)
	if space.Never(space.Compile(c.rule.Where)) {
		return // whatever is included
	}
	const message = "nothing can match of what the rule includes"
	kinds := bill{checker: c, kinds: c.kinds()}.filter()
	if space.Never(space.Compile(kinds)) {
		d := c.err(codeContradiction, c.spanOf(p), message, "")
		for i := range c.rule.Include {
			if inc := c.includePart(i); inc != nil {
				d.also(c.spanOf(inc), "because of this")
			}
		}
		return
	}
	last, through, ok := c.finalDay(t)
	if f := c.vocabulary.Field("date"); !ok || f == nil || f.Type() != invoice.DateType {
		return
	}
	until := invoice.Compare{Field: "date", Op: invoice.LessOrEqual, Value: invoice.DateValue(through)}
	if !space.Never(space.Compile(kinds), space.Compile(until)) {
		return
	}
	d := c.err(codeContradiction, c.spanOf(p), message, "").note("its last run is on %s, and it includes nothing after %s", last, through)
	if until := c.first("until"); until != nil {
		d.also(c.spanOf(until), "because of this")
	}
}

// finalDay returns the date of a rule's last run, and the last day that any of its last runs includes. It reports false for a rule that
// has no last run.
func (c *checker) finalDay(t *schedule.Timetable) (last, through schedule.Date, ok bool) {
	s := c.rule.Schedule
	if s.Until.IsZero() && s.Count == 0 && s.Frequency != schedule.Once {
		return last, through, false
	}
	before := schedule.MustParseDate("9999-12-31")
	for range lintRuns {
		o, more := t.Prev(before)
		if !more {
			break
		}
		if last.IsZero() {
			last = o.Date
		}
		days := []schedule.Date{o.Through}
		if len(c.rule.Include) == 0 {
			days = append(days, o.Date)
		}
		for _, inc := range c.rule.Include {
			day, err := inc.Cutoff(o, c.dates())
			if err != nil {
				return last, through, false
			}
			days = append(days, day)
		}
		through = slices.MaxFunc(append(days, through), schedule.Date.Compare)
		before = o.Date.AddDays(-1)
	}
	return last, through, !last.IsZero()
}

package dsl

import (
	"slices"

	"github.com/proforma-go/proforma/schedule"
)

// Lint returns the warnings about a document: what has a meaning, but hardly the one that was meant. Only rules without errors are looked
// at. Warnings whose codes are in Disable are left out.
func (e *Env) Lint(d *Document) Diagnostics { return e.lint(d).sorted() }

// lint returns all warnings about a document.
func (e *Env) lint(d *Document) (f *findings) {
	if e == nil {
		e = noEnv
	}
	rules, all := e.checkAll(d, true)
	f = all.of(SeverityWarning)
	defer func() {
		if r := recover(); r != nil {
			f.internal(r)
		}
	}()
	finished := slices.DeleteFunc(rules, func(c *checker) bool { return !c.finished })
	clocks := clockChanges{}
	for _, c := range finished {
		c.findings, c.clocks = f, clocks
		c.lint()
	}
	lintDocument(f, finished)
	f.list = slices.DeleteFunc(f.list, func(d Diagnostic) bool { return slices.Contains(e.Disable, d.Code) })
	return f
}

// lint makes the checks that need the finished rule.
func (c *checker) lint() {
	c.lintShortMonths()
	c.lintDays()
	c.lintLateWork()
	c.lintSpelling()
	c.lintCurrencies()
	c.lintWhere()
	if t, err := c.rule.Schedule.CompileIn(c.env.Calendars, c.zones); err == nil {
		c.lintOver(t)
		c.lintIncluded(t)
		c.lintAfterRun(t)
		c.lintHolidays(t)
		c.lintGaps(t)
		c.lintClock(t)
	}
}

// lintStart returns the date from which lints look at runs: that of the rule, or today, or where neither is known the beginning of a leap
// year.
func (c *checker) lintStart() schedule.Date {
	if from := c.rule.Schedule.From; !from.IsZero() && from.After(c.env.AsOf) {
		return from
	}
	if !c.env.AsOf.IsZero() {
		return c.env.AsOf
	}
	return schedule.MustParseDate("2024-01-01")
}

// lintRuns is how many runs lints look at.
const lintRuns = 24

// runs returns the next runs from the start of lints.
func (c *checker) runs(t *schedule.Timetable, n int) []schedule.Occurrence {
	var list []schedule.Occurrence
	for after := c.lintStart().AddDays(-1); len(list) < n; {
		o, ok := t.Next(after)
		if !ok {
			break
		}
		list = append(list, o)
		after = o.Date
	}
	return list
}

// dates returns what relative dates need in the rule's calendar.
func (c *checker) dates() schedule.Dates {
	return schedule.Dates{
		Calendar: c.env.Calendars[c.rule.Schedule.Calendar], WeekStart: c.env.WeekStart, FiscalYearStart: c.env.FiscalYearStart,
	}
}

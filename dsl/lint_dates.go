package dsl

import (
	"slices"
	"strings"

	"github.com/proforma-go/proforma/invoice"
	"github.com/proforma-go/proforma/schedule"
)

// lintAfterRun warns where a rule includes days that are still to come when it runs. Fees are billed in advance, and are left alone where
// they have a clause of their own.
func (c *checker) lintAfterRun(t *schedule.Timetable) {
	runs := c.runs(t, lintRuns)
	for i, inc := range c.rule.Include {
		p := c.includePart(i)
		if p == nil || len(inc.Kinds) == 1 && inc.Kinds[0] == invoice.Fee {
			continue
		}
		for _, o := range runs {
			through, err := inc.Cutoff(o, c.dates())
			if err != nil || !through.After(o.Date) {
				continue
			}
			d := c.err(codeAfterRun, c.spanOf(p), "this includes days after the rule runs", "the rule runs before that day")
			if text := c.previousPeriod(p); text != "" && c.settled(inc, runs) {
				d.note("did you mean: %s", shorten(text)).fix(text)
			}
			d.note("for example, the run on %s includes through %s", o.Date, through)
			break
		}
	}
}

// settled reports whether nothing is included after a run once the clause names the previous period.
func (c *checker) settled(inc invoice.Include, runs []schedule.Occurrence) bool {
	if inc.Through.Base != schedule.InPeriod || inc.Through.Rel < 0 {
		return false
	}
	inc.Through.Rel = -1
	return !slices.ContainsFunc(runs, func(o schedule.Occurrence) bool {
		through, err := inc.Cutoff(o, c.dates())
		return err == nil && through.After(o.Date)
	})
}

// includePart returns the part that made rule.Include[i], which may have been put into another order.
func (c *checker) includePart(i int) *part {
	for _, p := range c.includeParts {
		n := p.node.(*includeNode)
		if len(n.Kinds) != len(c.rule.Include[i].Kinds) {
			continue
		}
		same := true
		for _, k := range n.Kinds {
			same = same && containsKind(c.rule.Include[i].Kinds, includeKinds[valueOf(k.Kind)])
		}
		if same {
			return p
		}
	}
	return nil
}

func containsKind(list []invoice.Kind, k invoice.Kind) bool {
	for _, l := range list {
		if l == k {
			return true
		}
	}
	return false
}

// previousPeriod returns the clause with "previous" in place of the last "current" or "next", or before the period that has neither.
func (c *checker) previousPeriod(p *part) string {
	for i := p.last - 1; i > p.first; i-- {
		if c.src.tokens[i].kind != tokWord {
			continue
		}
		before, after := c.src.slice(p.first, i), c.src.slice(i+1, p.last)
		switch w := lower(c.src.textOf(i)); {
		case w == "current" || w == "this" || w == "next":
			return strings.TrimSpace(before + " previous " + after)
		case w == "of":
			return strings.TrimSpace(before + " of previous " + after)
		}
	}
	return ""
}

// lintShortMonths warns that day 29 to 31 is the last day in some months.
func (c *checker) lintShortMonths() {
	s := c.rule.Schedule
	if s.SkipShortMonths {
		return
	}
	for _, d := range s.On {
		if d.Kind != schedule.AnyDay || d.N < 29 || s.Frequency == schedule.Yearly && (d.Month != 2 || d.N > 29) || s.Frequency != schedule.Monthly && d.Month == 0 || !meetsShorter(s, d) {
			continue
		}
		p := c.first("schedule")
		span, ok := c.numberSpan(p, d.N)
		if !ok {
			span = c.spanOf(p)
		}
		f := c.err(codeShortMonths, span, "not every month has a day {number}; shorter ones use their last day", "", d.N)
		if d.N == 31 {
			f.note("for the last day of every month write: last day")
			if len(s.On) == 1 {
				c.lastDay(f, span)
			}
		}
		f.note("to leave shorter months out, add: skipping short months")
		return
	}
}

// lastDay offers to write "last day" for the day whose number has the span.
func (c *checker) lastDay(d *Diagnostic, number Span) {
	i := slices.IndexFunc(c.src.tokens, func(t token) bool { return int(t.start) == number.Start })
	if i > 0 && lower(c.src.textOf(i-1)) == "day" && lower(c.src.textOf(i+1)) != "of" {
		d.fixAt(c.src.spanOf(i-1, i+1), "last day")
	}
}

// numberSpan returns the place of a number in a part.
func (c *checker) numberSpan(p *part, n int) (Span, bool) {
	for i := p.first; i < p.last; i++ {
		if k := c.src.tokens[i].kind; k != tokNumber && k != tokOrdinal {
			continue
		}
		text := c.src.textOf(i)
		if c.src.tokens[i].kind == tokOrdinal {
			text = text[:len(text)-2]
		}
		if v, ok := parseInt(text); ok && v == n {
			return c.src.spanOf(i, i+1), true
		}
	}
	return Span{}, false
}

// lintLateWork warns of a lower bound: what is entered or approved late lies before it and is never billed by this rule.
func (c *checker) lintLateWork() {
	for i, inc := range c.rule.Include {
		p := c.includePart(i)
		if inc.From.IsZero() || p == nil {
			continue
		}
		n := p.node.(*includeNode)
		first := p.first
		for j := p.first; j < p.last; j++ {
			if c.src.tokens[j].kind == tokWord && lower(c.src.textOf(j)) == "from" {
				first = j
				break
			}
		}
		d := c.err(codeLateWork, c.src.spanOf(first, at(n.Verb)), "work that is entered or approved late is never billed by this rule", "leave this out").
			note("without a first day, what becomes ready late goes with the next run")
		d.fixAt(c.src.span(d.Span.Start, int(c.src.tokens[at(n.Verb)].start)), "")
	}
}

package dsl

import (
	"github.com/proforma-go/proforma/invoice"
	"github.com/proforma-go/proforma/schedule"
)

// ParseSchedule reads a schedule with its timings, such as "every 2 weeks on Monday from 2026-10-05". That business days need a calendar is
// left to [schedule.Schedule.Compile]. The error is [Diagnostics].
func ParseSchedule(text string) (schedule.Schedule, error) {
	c, err := parseParts(text, aSchedule)
	return c.rule.Schedule, err
}

// ParseLineSchedule reads the schedule of a contract line: a schedule, at most one include clause without kinds, and `final sweep` where
// the schedule has an until date. The error is [Diagnostics].
func ParseLineSchedule(text string) (invoice.LineSchedule, error) {
	c, err := parseParts(text, aLineSchedule)
	if err != nil {
		return invoice.LineSchedule{}, err
	}
	l := invoice.LineSchedule{Schedule: c.rule.Schedule, FinalSweep: c.rule.FinalSweep}
	if len(c.rule.Include) > 0 {
		l.Through = c.rule.Include[0].Through
	}
	return l, nil
}

// scope is what a text is, where it is no rule: the clauses that it may have, and what messages call it.
type scope struct {
	noun   string
	allows func(*clauseKind) bool
}

var (
	aSchedule = &scope{"schedule", func(k *clauseKind) bool { return k == scheduleClause || k.timing || k == holidaysClause }}

	aLineSchedule = &scope{"schedule", func(k *clauseKind) bool {
		return aSchedule.allows(k) || k == includeClause || k == finalClause
	}}
)

// called is what messages call the text.
func (s *scope) called() string {
	if s == nil {
		return "rule"
	}
	return s.noun
}

// heads returns the first words of the clauses that the text may have.
func (s *scope) heads() []string {
	var words []string
	for _, k := range clauseKinds {
		if s == nil || s.allows(k) {
			words = append(words, k.heads...)
		}
	}
	return words
}

// outside reports a clause of a kind that the text cannot have.
func (p *parser) outside(kind *clauseKind, first, last int) bool {
	if p.scope == nil || kind == nil || kind == optionClause || p.scope.allows(kind) {
		return false
	}
	p.add(codeNotHere, p.src.spanOf(first, last), "this clause belongs to a rule, not to a {text}", "leave it out", p.scope.noun).cut(p.src, first, last)
	return true
}

// parseParts reads a text that may hold only some kinds of clauses.
func parseParts(text string, s *scope) (c *checker, err error) {
	doc, _ := parse(s.noun, text, s)
	f := doc.found()
	f.scope = s
	defer f.guard(&err)
	c = noEnv.newChecker(f)
	c.noHost = true
	if len(doc.rules) != 1 || !doc.oneRule || len(doc.defaults) > 0 {
		if len(f.list) == 0 {
			f.add(codeOneRule, doc.src.span(0, 0), "a {text} is expected here", "write one, such as: every 2 weeks on Monday from 2026-10-05", s.noun)
		}
		return c, f.sorted()
	}
	c.line = true
	r := doc.rules[0]
	for _, p := range r.body.parts {
		c.apply(p)
	}
	if !r.body.failed && !f.list.HasErrors() {
		c.finishLine(r)
		if !f.list.HasErrors() {
			c.checkCanonical(doc, r)
		}
	}
	if ds := f.sorted(); ds.HasErrors() {
		return &checker{}, ds
	}
	return c, nil
}

// finishLine makes the checks of a line's schedule that concern several clauses.
func (c *checker) finishLine(r *ruleText) {
	s := &c.rule.Schedule
	if s.Frequency == 0 {
		c.noSchedule(r)
		return
	}
	c.fillTime()
	c.checkSchedule()
	if s.Frequency == schedule.OnLineSchedule {
		c.err(codeConflict, c.spanOf(c.first("schedule")), "a line's schedule cannot be that of its line", "write the schedule itself")
	}
	for _, p := range c.includeParts {
		n := p.node.(*includeNode)
		if len(n.Kinds) > 0 || n.From != nil {
			c.err(codeNotHere, c.spanOf(p), "a line's schedule has one cut-off", "write only: include through and a date")
		}
	}
	if sweep := c.first("final sweep"); sweep != nil && s.Until.IsZero() {
		c.err(codeConflict, c.spanOf(sweep), `"final sweep" needs the date on which the schedule ends`, "add: until and a date")
	}
}

// ParseAnchor reads a relative date, such as "last day of previous month". The error is [Diagnostics].
func ParseAnchor(text string) (_ schedule.Anchor, err error) {
	src := &source{name: "date", text: text}
	f := &findings{src: src}
	defer f.guard(&err)
	if len(text) > MaxDocument {
		return schedule.Anchor{}, oversized(f).sorted()
	}
	src.tokens = scan(text)
	p := parser{findings: f, doc: &Document{src: src, oneRule: true}}
	first, last := p.trim(0, len(src.tokens)-1)
	b := &body{first: first, last: last}
	if first == last {
		p.add(codeUnfinished, src.span(0, 0), "a date is expected here", "").note("write one, such as: last day of previous month")
		return schedule.Anchor{}, p.sorted()
	}
	if size := src.weight(first, last); size > MaxRule {
		p.tooLong("date", src.spanOf(first, first+1), size)
		return schedule.Anchor{}, p.sorted()
	}
	if !p.sound(first, last) || !p.parse(b, anchorClause, first, last, false) {
		return schedule.Anchor{}, p.sorted()
	}
	c := noEnv.newChecker(p.findings)
	a, ok := c.anchor(&b.parts[0].node.(*anchorTextNode).Anchor)
	if !ok {
		return schedule.Anchor{}, p.sorted()
	}
	return a, nil
}

// anchorClause is a relative date by itself. It is no clause of a rule.
var anchorClause = &clauseKind{name: "date", example: "last day of previous month", grammar: newGrammar[anchorTextNode](phrases)}

type anchorTextNode struct {
	Anchor anchorNode `parser:"@@"`
}

func (n *anchorTextNode) apply(*checker, *part) {}

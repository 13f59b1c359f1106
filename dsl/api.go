package dsl

import (
	"path"
	"slices"
	"strings"

	"github.com/proforma-go/proforma/invoice"
	"github.com/proforma-go/proforma/schedule"
)

// ParseRule reads one rule, in one-line form or as a document with one rule, in the default Env or the one given. Its name is "" where
// the text gives none. The error is [Diagnostics].
func ParseRule(text string, opts ...Option) (invoice.Rule, error) {
	doc, _ := Parse("rule", text)
	rules, err := envOf(opts).checked(doc)
	if err != nil {
		return invoice.Rule{}, err
	}
	if len(rules) > 1 {
		f := findings{src: doc.src}
		r := doc.rules[1]
		f.add(codeOneRule, doc.src.spanOf(r.named, r.named+1), "one rule is expected here", "leave this rule out")
		return invoice.Rule{}, f.sorted()
	}
	return rules[0].rule, nil
}

// ParseFile reads the rules of a document, in the default Env or the one given. A text without the word `rule` is one rule, which is named
// after the file unless it has a name clause: its base name without extension. The error is [Diagnostics].
func ParseFile(name, text string, opts ...Option) ([]invoice.Rule, error) {
	doc, _ := Parse(name, text)
	rules, err := envOf(opts).Check(doc)
	if err != nil {
		return nil, err
	}
	if doc.oneRule && rules[0].Name == "" {
		base := path.Base(strings.ReplaceAll(name, `\`, "/"))
		rules[0].Name = strings.TrimSuffix(base, path.Ext(base))
	}
	return rules, nil
}

// ParseSchedule reads a schedule with its timings, such as "every 2 weeks on Monday from 2026-10-05". That business days need a calendar is
// left to [schedule.Schedule.Compile]. The error is [Diagnostics].
func ParseSchedule(text string) (schedule.Schedule, error) {
	c, err := parseParts("schedule", text, func(k *clauseKind) bool { return k == scheduleClause || k.timing || k == holidaysClause })
	return c.rule.Schedule, err
}

// ParseLineSchedule reads the schedule of a contract line: a schedule, at most one include clause without kinds, and `final sweep` where
// the schedule has an until date. The error is [Diagnostics].
func ParseLineSchedule(text string) (invoice.LineSchedule, error) {
	c, err := parseParts("schedule", text, func(k *clauseKind) bool {
		return k == scheduleClause || k.timing || k == holidaysClause || k == includeClause || k == finalClause
	})
	if err != nil {
		return invoice.LineSchedule{}, err
	}
	l := invoice.LineSchedule{Schedule: c.rule.Schedule, FinalSweep: c.rule.FinalSweep}
	if len(c.rule.Include) > 0 {
		l.Through = c.rule.Include[0].Through
	}
	return l, nil
}

// parseParts reads a text that may hold only some kinds of clauses.
func parseParts(name, text string, allowed func(*clauseKind) bool) (c *checker, err error) {
	doc, _ := Parse(name, text)
	f := &findings{src: doc.src, list: slices.Clone(doc.findings)}
	defer f.guard(&err)
	c = noEnv.newChecker(f)
	c.noHost = true
	if len(doc.rules) != 1 || !doc.oneRule || len(doc.defaults) > 0 {
		if len(f.list) == 0 {
			f.add(codeOneRule, doc.src.span(0, 0), "a schedule is expected here", "write one, such as: every 2 weeks on Monday from 2026-10-05")
		}
		return c, f.sorted()
	}
	c.line = true
	r := doc.rules[0]
	for _, p := range r.body.parts {
		if p.kind != nil && !allowed(p.kind) {
			f.add(codeNotHere, c.spanOf(p), "this clause belongs to a rule, not to a schedule", "leave it out")
			continue
		}
		c.apply(p)
	}
	if !r.body.failed && !f.list.HasErrors() {
		c.finishLine(r)
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
	if len(text) > MaxRule {
		return schedule.Anchor{}, oversized(f)
	}
	src.tokens = scan(text)
	p := parser{findings: f, doc: &Document{src: src, oneRule: true}}
	first, last := p.trim(0, len(src.tokens)-1)
	b := &body{first: first, last: last}
	if first == last {
		p.add(codeUnfinished, src.span(0, 0), "a date is expected here", "").note("write one, such as: last day of previous month")
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

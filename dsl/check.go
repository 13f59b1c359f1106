package dsl

import (
	"slices"
	"strings"

	"github.com/proforma-go/proforma/invoice"
	"github.com/proforma-go/proforma/schedule"
)

// Check gives a document its meaning: the rules in the order in which they are written. What is wrong with syntax and meaning is reported
// together, as [Diagnostics]; there are no rules then. Warnings are no errors: see [Env.Lint]. The names of rules are those in the text;
// one rule without the word `rule` may have none.
func (e *Env) Check(d *Document) ([]invoice.Rule, error) {
	rules, err := e.checked(d)
	if err != nil {
		return nil, err
	}
	out := make([]invoice.Rule, len(rules))
	for i, r := range rules {
		out[i] = r.rule
	}
	return out, nil
}

// checked is [Env.Check] with what is known about the clauses of the rules.
func (e *Env) checked(d *Document) ([]*checker, error) {
	rules, all := e.checkAll(d, false)
	return rules, all.of(SeverityError).sorted().err()
}

// RuleAt returns rule i of a document, in the order of [Document.Symbols], where nothing is wrong with it, whatever is wrong elsewhere. It
// is for editors, which explain one rule while another is being written.
func (e *Env) RuleAt(d *Document, i int) (r invoice.Rule, ok bool) {
	rules, _ := e.checkAll(d, false)
	if i < 0 || i >= len(rules) || !rules[i].finished {
		return r, false
	}
	return rules[i].rule, true
}

// checkAll returns the rules with what is known about their clauses, and every finding, those of the syntax and warnings included.
func (e *Env) checkAll(d *Document, linting bool) (rules []*checker, f *findings) {
	if e == nil {
		e = noEnv
	}
	f = d.found()
	defer func() {
		if r := recover(); r != nil {
			f.internal(r)
		}
	}()
	for i := range f.list {
		if f.list[i].asks == nil {
			continue
		}
		if better := f.list[i].asks(e.newChecker(f)); better != nil {
			f.list[i] = *better
		}
	}
	if len(d.rules) == 0 && len(d.findings) == 0 {
		d.noRule(f)
	}
	defaults := e.checkDefaults(d, f, linting)
	for _, r := range d.rules {
		rules = append(rules, e.checkRule(d, r, defaults, f, linting))
	}
	d.checkRuleNames(f)
	return rules, f
}

func (d *Document) noRule(f *findings) {
	end := len(d.src.text)
	f.add(codeNoSchedule, d.src.span(end, end), "there is no rule here", "").
		note("write one, for example: monthly on last weekday, include through end of previous month, merge projects")
}

// tooMany reports the second rule of a document that must have one.
func (d *Document) tooMany(f *findings) {
	i := d.rules[1].named
	f.add(codeOneRule, d.src.spanOf(i, i+1), "one rule is expected here", "leave this rule out")
}

// checkRuleNames reports rules of one name.
func (d *Document) checkRuleNames(f *findings) {
	first := map[string]int{}
	for i, r := range d.rules {
		if r.named < 0 {
			continue
		}
		key := strings.TrimSpace(r.name)
		j, twice := first[key]
		if !twice {
			first[key] = i
			continue
		}
		f.add(codeRuleTwice, d.src.spanOf(r.named, r.named+1), `rule "{rule}" is defined twice`, "", r.name).
			also(d.src.spanOf(d.rules[j].named, d.rules[j].named+1), "first defined here")
	}
}

// checkDefaults checks the clauses of the defaults blocks once, so that what is wrong with them is reported once, and returns them.
func (e *Env) checkDefaults(d *Document, f *findings, linting bool) []*part {
	if len(d.defaults) == 0 {
		return nil
	}
	c := e.newChecker(f)
	c.linting = linting
	var parts []*part
	for _, b := range d.defaults {
		for _, p := range b.parts {
			if p.kind == nameClause {
				c.err(codeNotHere, c.spanOf(p), "rules cannot share a name", "leave this out")
				continue
			}
			c.apply(p)
			parts = append(parts, p)
		}
	}
	return parts
}

func (e *Env) newChecker(f *findings) *checker {
	v := e.vocabulary()
	return &checker{findings: f, env: e, vocabulary: v, noHost: e.anyCalendar, zones: schedule.Zones(v.Zone).Cached()}
}

// apply gives one part its meaning.
func (c *checker) apply(p *part) {
	c.listItem = false
	if p.node != nil {
		p.node.apply(c, p)
	} else if p.kind != nil {
		c.claim(p)
	}
	if !c.listItem {
		c.previous = p
	}
}

func (e *Env) checkRule(d *Document, r *ruleText, defaults []*part, f *findings, linting bool) *checker {
	c := e.newChecker(f)
	c.linting = linting
	if r.named >= 0 {
		c.rule.Name = r.name
		span := d.src.spanOf(r.named, r.named+1)
		c.named = &span
	}
	before := len(f.list)
	for _, p := range r.body.parts {
		c.apply(p)
	}
	if len(defaults) > 0 {
		c.fill(defaults)
	}
	if !r.body.failed && !f.list[before:].HasErrors() && !d.defaultsFailed() {
		c.finish(d, r)
	}
	return c
}

func (d *Document) defaultsFailed() bool {
	return slices.ContainsFunc(d.defaults, func(b *body) bool { return b.failed })
}

// fill adds the default clauses that the rule has none of. What is wrong with them was reported before.
func (c *checker) fill(defaults []*part) {
	own := slices.Clone(c.parts)
	muted := &findings{src: c.src}
	shown := c.findings
	c.findings = muted
	for _, p := range defaults {
		if p.kind == scheduleClause && !c.has(own, p) {
			c.apply(p)
		}
	}
	for _, p := range defaults {
		if p.kind != scheduleClause && !c.has(own, p) {
			c.apply(p)
		}
	}
	c.findings = shown
}

// has reports whether the rule has a clause of its own in place of a default.
func (c *checker) has(own []*part, p *part) bool {
	switch n := p.node.(type) {
	case *includeNode:
		return c.rule.Schedule.Frequency == schedule.OnLineSchedule // otherwise once per kind: applying it sees to that
	case *notifyNode:
		return false // once per occasion
	case *optionNode:
		return slices.ContainsFunc(c.optionParts, func(q *part) bool { return strings.HasPrefix(foldName(phrase(n.Name.Words)), q.kind.name) })
	case *zoneNode:
		return slices.ContainsFunc(own, func(q *part) bool { at, ok := q.node.(*atNode); return ok && has(at.Zone) })
	case *mergeNode, *splitNode:
		return slices.ContainsFunc(own, func(q *part) bool { return q.kind == mergeClause || q.kind == splitClause })
	}
	return slices.ContainsFunc(own, func(q *part) bool { return q.kind == p.kind })
}

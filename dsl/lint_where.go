package dsl

import (
	"slices"

	"github.com/proforma-go/proforma/internal/logic"
	"github.com/proforma-go/proforma/invoice"
)

// whereLint finds what is constant in a filter: conditions that nothing matches, or everything, where they stand. What stands beside a
// condition in a conjunction is known to hold where it matters; what stands beside it among alternatives is known not to.
type whereLint struct {
	*checker
	space *logic.Space
}

// whereEffort bounds the search for constants in one filter: see [logic.NewSpace].
const whereEffort = 50_000

// fact is a condition that is known to hold, or not to.
type fact struct {
	*wherePart
	not bool
}

func (f fact) logic() logic.Condition {
	if f.not {
		return f.wherePart.logic.Not()
	}
	return f.wherePart.logic
}

// lintWhere warns of what is constant in the rule's filter.
func (c *checker) lintWhere() {
	p := c.first("where")
	if p == nil {
		return
	}
	n, ok := p.node.(*whereNode)
	if !ok {
		return
	}
	l := &whereLint{c, logic.NewSpace(c.vocabulary, whereEffort)}
	whole := l.condition(n.Expr)
	l.sole(whole, nil)
	l.lintTexts(whole)
}

// never reports whether a condition and all facts exclude each other.
func (l *whereLint) never(c logic.Condition, facts []fact) bool {
	all := []logic.Condition{c}
	for _, f := range facts {
		all = append(all, f.logic())
	}
	return l.space.Never(all...)
}

// causes returns the facts that exclude the condition: a single one where there is one, and none that is not needed.
func (l *whereLint) causes(c logic.Condition, facts []fact) []fact {
	for _, f := range facts {
		if l.never(c, []fact{f}) {
			return []fact{f}
		}
	}
	for i := len(facts) - 1; i >= 0; i-- {
		if without := slices.Delete(slices.Clone(facts), i, i+1); l.never(c, without) {
			facts = without
		}
	}
	return facts
}

// look finds what is constant within a condition that is not.
func (l *whereLint) look(c *wherePart, facts []fact) {
	switch c.kind {
	case testPart:
		l.values(c, facts)
	case notPart:
		l.look(c.terms[0], facts)
	case allPart:
		l.all(c, facts)
	case somePart:
		l.some(c, facts)
	}
}

// sole looks at a whole filter, which may be constant itself.
func (l *whereLint) sole(c *wherePart, facts []fact) {
	switch {
	case l.never(c.logic, facts):
		l.nothing(c, facts)
	case l.never(c.logic.Not(), facts):
		l.everything(c, facts)
	case !l.vacuous(c):
		l.look(c, facts)
	}
}

// all looks at a conjunction.
func (l *whereLint) all(c *wherePart, facts []fact) {
	kept := slices.Clone(c.terms)
	for i := len(kept) - 1; i >= 0; i-- {
		others := l.beside(kept, i, facts, false)
		if t := kept[i]; l.never(t.logic.Not(), others) {
			l.everything(t, others)
			kept = slices.Delete(kept, i, i+1)
		}
	}
	for i := 0; i < len(kept); {
		before := len(l.list)
		if !l.vacuous(kept[i]) {
			l.look(kept[i], l.beside(kept, i, facts, false))
		}
		if len(l.list) == before {
			i++
		} else {
			kept = slices.Delete(kept, i, i+1) // a fix may change it where another would rely on it
		}
	}
}

// some looks at alternatives.
func (l *whereLint) some(c *wherePart, facts []fact) {
	kept := slices.Clone(c.terms)
	for i := len(kept) - 1; i >= 0; i-- {
		t := kept[i]
		switch others := l.beside(kept, i, facts, true); {
		case l.never(t.logic, facts):
			l.nothing(t, facts)
		case l.never(t.logic, others):
			l.adds(t, l.causes(t.logic, others))
		default:
			continue
		}
		kept = slices.Delete(kept, i, i+1)
	}
	for _, t := range kept {
		if !l.vacuous(t) {
			l.look(t, facts)
		}
	}
}

// beside returns what is known about what stands beside term i: that it holds, or among alternatives that it does not.
func (l *whereLint) beside(terms []*wherePart, i int, facts []fact, not bool) []fact {
	out := slices.Clone(facts)
	for j, t := range terms {
		if j != i {
			out = append(out, fact{t, not})
		}
	}
	return out
}

// nothing reports a condition that nothing matches.
func (l *whereLint) nothing(c *wherePart, facts []fact) {
	if c.kind == allPart {
		known := slices.Clone(facts)
		for _, t := range c.terms {
			if l.never(t.logic, known) {
				l.contradicts(t, c, l.causes(t.logic, known))
				return
			}
			known = append(known, fact{t, false})
		}
	}
	l.contradicts(c, c, l.causes(c.logic, facts))
}

// contradicts reports that a term contradicts what is known, and so nothing matches the condition that it is a term of.
func (l *whereLint) contradicts(term, whole *wherePart, causes []fact) {
	if one := whole.parent; one != nil && one.kind == somePart {
		d := l.add(codeContradiction, l.spanOfPart(term), "nothing can match this alternative: {reason}", "leave it out", reason(term, causes))
		l.because(d, causes)
		if span, ok := l.removal(whole); ok {
			d.fixAt(span, "")
		}
		return
	}
	d := l.add(codeContradiction, l.spanOfPart(term), "nothing can match: {reason}", "", reason(term, causes))
	l.because(d, causes)
	if text := l.either(term, causes); text != "" {
		d.note("for one or the other write: %s", shorten(text))
	} else {
		d.note("leave one of them out")
	}
}

// everything reports a condition that everything matches, given the facts.
func (l *whereLint) everything(c *wherePart, facts []fact) {
	if !l.never(c.logic.Not(), nil) {
		l.adds(c, l.causes(c.logic.Not(), facts))
		return
	}
	l.total(c, nil, "everything", "")
}

// adds reports a condition that makes no difference beside others.
func (l *whereLint) adds(c *wherePart, causes []fact) {
	message := "this condition adds nothing"
	if len(causes) == 1 && causes[0].filter.String() == c.filter.String() {
		message = "this condition is there twice"
	}
	d := l.add(codeAlways, l.spanOfPart(c), message, "leave it out")
	l.because(d, causes)
	if span, ok := l.removal(c); ok {
		d.fixAt(span, "")
	}
}

// total reports a condition that everything matches, or all that satisfy some facts; better, where there is any, is to be written for it.
func (l *whereLint) total(c *wherePart, facts []fact, what, better string) {
	at, causes := l.filling(c, facts)
	inner := c
	for len(causes) == 0 && at != inner {
		inner = at
		at, causes = l.filling(inner, facts)
	}
	if l.bothMeant(inner, at, causes, what, better) {
		return
	}
	if inner != c {
		at, causes = inner, nil
	}
	message, label, whose := "{what} matches this condition", "leave it out", "it"
	if len(causes) > 0 {
		message, label, whose = "{what} matches this condition or the other", "leave both out", "both"
	}
	if better != "" {
		label = "write " + better
		if len(causes) > 0 {
			label += " in place of " + whose
		}
	}
	d := l.add(codeAlways, l.spanOfPart(at), message, label, what)
	for _, f := range causes {
		d.also(l.spanOfPart(f.wherePart), "the other")
	}
	if better != "" {
		d.fixAt(l.spanOfPart(c), better)
	} else if span, ok := l.removal(c); ok {
		d.fixAt(span, "")
	}
}

// filling returns the alternative that, with those before it, leaves nothing out, and which of them it needs for that; the condition itself
// where it has no alternatives.
func (l *whereLint) filling(c *wherePart, facts []fact) (*wherePart, []fact) {
	if c.kind != somePart {
		return c, nil
	}
	known := slices.Clone(facts)
	for _, t := range c.terms {
		switch {
		case l.never(t.logic.Not(), facts):
			return t, nil
		case l.never(t.logic.Not(), known):
			return t, slices.DeleteFunc(l.causes(t.logic.Not(), known), func(f fact) bool { return slices.Contains(facts, f) })
		}
		known = append(known, fact{t, true})
	}
	return c, nil
}

// vacuous reports a condition on one field that only asks whether there is a value, in more words than that takes.
func (l *whereLint) vacuous(c *wherePart) bool {
	name := c.field()
	if name == "" || c.kind == notPart && c.terms[0].kind == testPart {
		return false
	}
	if _, asks := c.filter.(invoice.Empty); asks {
		return false
	}
	set := &wherePart{filter: invoice.Empty{Field: name, Negated: true}}
	set.logic = l.space.Compile(set.filter)
	switch there := []fact{{set, false}}; {
	case l.never(c.logic.Not(), there):
		l.total(c, there, "every "+name, set.filter.String())
	case l.never(c.logic, there):
		code, message := codeContradiction, "nothing that has a {field} matches this condition"
		if compare, ok := c.filter.(invoice.Compare); ok && compare.Value.Text == "" {
			code, message = codeAlways, "only what has no {field} matches this condition" // said in so many words
		}
		l.add(code, l.spanOfPart(c), message, "", name).write(invoice.Empty{Field: name}.String())
	default:
		return false
	}
	return true
}

func (l *whereLint) spanOfPart(c *wherePart) Span { return l.src.spanOf(c.first, c.last) }

// because shows where the facts stand.
func (l *whereLint) because(d *Diagnostic, causes []fact) {
	for i, f := range causes {
		if i < 3 {
			d.also(l.spanOfPart(f.wherePart), "because of this")
		}
	}
}

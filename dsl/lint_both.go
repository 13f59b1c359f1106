package dsl

import (
	"github.com/proforma-go/proforma/invoice"
)

// bothMeant reports a condition that leaves nothing out because each of its alternatives takes what another one leaves, such as
// `customer != "A" or customer != "B"`, where somebody can have meant all of them at once. Alternative at is one of them, and causes are the
// others; the rest is as for [whereLint.total]. It reports false where they exclude each other, as those of `billable or not billable` do.
func (l *whereLint) bothMeant(c, at *wherePart, causes []fact, what, better string) bool {
	var all []invoice.Filter
	for _, f := range causes {
		all = append(all, f.filter)
	}
	all = append(all, joined(at)...)
	if len(all) < 2 || !l.possible(all) {
		return false
	}
	filter, message := allOf(all), "{what} matches this condition or the other"
	if len(causes) == 0 {
		message = "{what} matches this condition"
	}
	text := filter.String()
	d := l.add(codeBothMeant, l.spanOfPart(at), message, "", what)
	for _, f := range causes {
		d.also(l.spanOfPart(f.wherePart), "the other")
	}
	if len(causes) > 0 {
		d.Label = `was "and" meant?`
	}
	d.note("to ask for both at once write: %s", shorten(text))
	if better != "" {
		d.note("to keep what it does now write: %s", better)
	}
	if len(causes) > 0 && len(c.terms) != len(all) {
		return true
	}
	if _, and := filter.(invoice.And); and && c.parent != nil && c.parent.kind == somePart {
		text = "(" + text + ")"
	}
	d.fixAt(l.spanOfPart(c), text)
	return true
}

// joined returns the tests that a condition consists of, joined by "or": the condition itself, or what a negated conjunction comes to.
func joined(c *wherePart) []invoice.Filter {
	if c.kind != notPart || c.terms[0].kind != allPart {
		return []invoice.Filter{c.filter}
	}
	var all []invoice.Filter
	for _, t := range c.terms[0].terms {
		f := negate(t.filter)
		if test, ok := t.filter.(invoice.Compare); ok && test.Op == invoice.Equal {
			test.Op = invoice.NotEqual
			f = test
		}
		all = append(all, f)
	}
	return all
}

// possible reports whether some transaction that has values in the fields satisfies all tests.
func (l *whereLint) possible(tests []invoice.Filter) bool {
	all := make([]invoice.Filter, 0, 2*len(tests))
	for _, f := range tests {
		if all = append(all, f); testedField(f) != "" {
			all = append(all, invoice.Empty{Field: testedField(f), Negated: true})
		}
	}
	return !l.space.Never(l.space.Compile(invoice.And{Terms: all}))
}

// allOf returns a filter that asks for all of some tests: one list of what is left out, where that is what they do.
func allOf(tests []invoice.Filter) invoice.Filter {
	out := invoice.In{Field: testedField(tests[0]), Negated: true}
	for _, f := range tests {
		switch f := f.(type) {
		case invoice.Compare:
			if f.Op == invoice.NotEqual && f.Field == out.Field {
				out.Values = append(out.Values, f.Value)
				continue
			}
		case invoice.In:
			if f.Negated && f.Field == out.Field {
				out.Values = append(out.Values, f.Values...)
				continue
			}
		}
		return invoice.And{Terms: tests}
	}
	return out
}

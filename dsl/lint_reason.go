package dsl

import (
	"fmt"
	"strings"

	"github.com/proforma-go/proforma/invoice"
)

// reason says why a condition and the facts exclude each other.
func reason(c *wherePart, causes []fact) string {
	if len(causes) == 1 {
		a, b := causes[0].filter, c.filter
		if opposite(a, b) || opposite(b, a) {
			return "one condition is the opposite of the other"
		}
		if why := pairReason(a, b); why != "" {
			return why
		}
	}
	name := c.field()
	var done []string
	for _, f := range causes {
		does := predicate(f.filter)
		if f.field() != name || does == "" {
			name = ""
			break
		}
		done = append(done, does)
	}
	last := predicate(c.filter)
	switch {
	case len(causes) == 0:
		return "this excludes itself"
	case name == "" || last == "":
		return "these conditions exclude each other"
	}
	return fmt.Sprintf("no %s %s and %s", name, strings.Join(done, ", "), last)
}

// pairReason says why two tests of one field exclude each other; "" where there is no better way than to repeat both.
func pairReason(a, b invoice.Filter) string {
	if testedField(a) != testedField(b) || testedField(a) == "" {
		return ""
	}
	x, emptyA := a.(invoice.Empty)
	y, emptyB := b.(invoice.Empty)
	switch {
	case emptyA && emptyB:
		return fmt.Sprintf("%s is either empty or not", x.Field)
	case emptyA && !x.Negated || emptyB && !y.Negated:
		return fmt.Sprintf("a %s that is empty has no value", testedField(a))
	}
	p, compareA := a.(invoice.Compare)
	q, compareB := b.(invoice.Compare)
	switch {
	case compareA && compareB && p.Op == invoice.Equal && q.Op == invoice.Equal:
		return fmt.Sprintf("no %s is both %s and %s", p.Field, p.Value, q.Value)
	case compareA && compareB:
		return fmt.Sprintf("no %s is %s %s and %s %s", p.Field, p.Op, p.Value, q.Op, q.Value)
	}
	in, inB := b.(invoice.In)
	if other, both := a.(invoice.In); inB && both {
		if in.Negated || other.Negated {
			return "one list leaves out all that is in the other"
		}
		return "the lists have no value in common"
	}
	if !inB {
		in, inB = a.(invoice.In)
		p, compareA = q, compareB
	}
	if inB && !in.Negated && compareA && p.Op == invoice.Equal {
		return fmt.Sprintf("%s is not in the list", p.Value)
	}
	return ""
}

// opposite reports whether b is a with not before it.
func opposite(a, b invoice.Filter) bool {
	n, ok := b.(invoice.Not)
	return ok && n.Term.String() == a.String()
}

// predicate says what a test asks of its field: "is > 1000 EUR"; "" for what is no test.
func predicate(f invoice.Filter) string {
	switch f := f.(type) {
	case invoice.Not:
		if m, ok := f.Term.(invoice.Match); ok {
			m.Negated = !m.Negated
			return predicate(m)
		}
	case invoice.Compare:
		switch f.Op {
		case invoice.Equal:
			return "is " + f.Value.String()
		case invoice.NotEqual:
			return "is not " + f.Value.String()
		}
		return "is " + f.Op.String() + " " + f.Value.String()
	case invoice.In:
		list := "the list"
		if len(f.Values) < 4 {
			_, list, _ = strings.Cut(invoice.In{Values: f.Values}.String(), " in ")
		}
		if f.Negated {
			return "is not in " + list
		}
		return "is in " + list
	case invoice.Match:
		if f.Negated {
			return "does not " + bareVerbs[f.Op] + " " + quoteText(f.Text)
		}
		return f.Op.String() + " " + quoteText(f.Text)
	case invoice.Empty:
		if f.Negated {
			return "is not empty"
		}
		return "is empty"
	}
	return ""
}

var bareVerbs = map[invoice.MatchOp]string{invoice.Contains: "contain", invoice.StartsWith: "start with", invoice.EndsWith: "end with"}

// either returns the test that somebody meant who asked for two things of one field that exclude each other: a list of both values, or
// one test or the other; "" where that cannot be it.
func (l *whereLint) either(c *wherePart, causes []fact) string {
	if len(causes) != 1 || testedField(c.filter) == "" || testedField(c.filter) != testedField(causes[0].filter) {
		return ""
	}
	a, okA := causes[0].filter.(invoice.Compare)
	b, okB := c.filter.(invoice.Compare)
	if okA && a.Value.Type == invoice.BoolType || l.space.Never(causes[0].logic().Not(), c.logic.Not()) {
		return "" // all that there is
	}
	if okA && okB && a.Op == invoice.Equal && b.Op == invoice.Equal {
		return invoice.In{Field: a.Field, Values: []invoice.Value{a.Value, b.Value}}.String()
	}
	text := invoice.Or{Terms: []invoice.Filter{causes[0].filter, c.filter}}.String()
	if len(c.parent.terms) > 2 {
		return "(" + text + ")"
	}
	return text
}

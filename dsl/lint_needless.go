package dsl

import (
	"strings"

	"github.com/proforma-go/proforma/invoice"
)

// maxTerms bounds the comparison of terms with each other, which is quadratic.
const maxTerms = 50

// lintNeedless warns of a term of a conjunction that another one makes needless.
func (c *checker) lintNeedless(a, b spannedTerm) {
	switch {
	case a.filter.String() == b.filter.String():
		c.needless(b, a, "this condition is there twice")
	case implies(a.filter, b.filter):
		c.needless(b, a, "this condition adds nothing")
	case implies(b.filter, a.filter):
		c.needless(a, b, "this condition adds nothing")
	}
}

func (c *checker) needless(term, because spannedTerm, message string) {
	c.err(codeAlways, c.src.spanOf(term.first, term.last), message, "leave it out").also(c.src.spanOf(because.first, because.last), "because of this")
}

// implies reports whether every value that satisfies comparison a satisfies b, which is another one of the same field.
func implies(a, b invoice.Filter) bool {
	x, ok := a.(invoice.Compare)
	y, fine := b.(invoice.Compare)
	if !ok || !fine || x.Field != y.Field {
		return false
	}
	order, comparable := compareValues(x.Value, y.Value)
	if !comparable {
		return false
	}
	satisfied := false
	for _, r := range relations(order) {
		if holds(x.Op, r[0]) {
			satisfied = true
			if !holds(y.Op, r[1]) {
				return false
			}
		}
	}
	return satisfied
}

// lintAlternatives warns of alternatives that everything satisfies, and of one that is there twice.
func (c *checker) lintAlternatives(terms []spannedTerm) {
	if !c.linting || len(terms) > maxTerms {
		return
	}
	for i, b := range terms {
		for _, a := range terms[:i] {
			if a.filter.String() == b.filter.String() {
				c.needless(b, a, "this condition is there twice")
				return
			}
			if what := everything(a.filter, b.filter); what != "" {
				label := "leave both out"
				if field, ok := strings.CutPrefix(what, "every "); ok {
					label = "write " + quoteName(field) + " is not empty in place of both"
				}
				c.err(codeAlways, c.src.spanOf(b.first, b.last), "{what} matches this condition or the other", label, what).
					also(c.src.spanOf(a.first, a.last), "the other")
				return
			}
		}
	}
}

// everything says what satisfies one of two conditions whatever its value is, "" where nothing does.
func everything(a, b invoice.Filter) string {
	const all = "everything"
	if opposite(a, b) || opposite(b, a) {
		return all
	}
	if x, ok := a.(invoice.Empty); ok {
		if y, fine := b.(invoice.Empty); fine && x.Field == y.Field && x.Negated != y.Negated {
			return all
		}
		return ""
	}
	x, ok := a.(invoice.Compare)
	y, fine := b.(invoice.Compare)
	if !ok || !fine || x.Field != y.Field {
		return ""
	}
	order, comparable := compareValues(x.Value, y.Value)
	if !comparable {
		if x.Value.Equal(y.Value) && (x.Op == invoice.Equal && y.Op == invoice.NotEqual || x.Op == invoice.NotEqual && y.Op == invoice.Equal) {
			return all
		}
		return ""
	}
	for _, r := range relations(order) {
		if !holds(x.Op, r[0]) && !holds(y.Op, r[1]) {
			return ""
		}
	}
	if x.Op == invoice.NotEqual || y.Op == invoice.NotEqual {
		return all
	}
	if x.Value.Currency != "" {
		return "" // amounts of other currencies satisfy neither
	}
	return "every " + x.Field // what has none satisfies neither
}

// lintList warns of a value that a list has twice, and of a list of one.
func (c *checker) lintList(f *namedField, v verb, in invoice.In, value *valueNode) {
	if !c.linting {
		return
	}
	for i, w := range in.Values {
		for j, earlier := range in.Values[:i] {
			if earlier.Equal(w) {
				a, b := value.Items[j], value.Items[i]
				c.err(codeAlways, c.src.spanOf(b.first(), b.end()), "this value is in the list twice", "leave it out").
					also(c.src.spanOf(a.first(), a.end()), "first given here")
				return
			}
		}
		if i > 100 {
			return // the search is quadratic, and such a list was not written by hand
		}
	}
	if len(in.Values) == 1 {
		op := "="
		if in.Negated {
			op = "!="
		}
		item := value.Items[0]
		text := op + " " + c.src.slice(item.first(), item.end())
		span := c.src.spanOf(v.first, value.end())
		c.err(codeAlways, span, "this list has one value", "write {instead}", text).fix(text)
	}
}

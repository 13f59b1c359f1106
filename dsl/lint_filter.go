package dsl

import (
	"fmt"

	"github.com/proforma-go/proforma/invoice"
)

// spannedTerm is a term of a conjunction and where it stands.
type spannedTerm struct {
	filter      invoice.Filter
	first, last int
}

// lintConjunction warns of two terms of one conjunction that exclude each other.
func (c *checker) lintConjunction(terms []spannedTerm) {
	if !c.linting || len(terms) > maxTerms {
		return
	}
	for i, b := range terms {
		for _, a := range terms[:i] {
			if why := contradiction(a.filter, b.filter); why != "" {
				c.err(codeContradiction, c.src.spanOf(b.first, b.last), "nothing can match: {reason}", "", why).
					also(c.src.spanOf(a.first, a.last), "because of this")
				return
			}
			c.lintNeedless(a, b)
		}
	}
}

// contradiction says why two conditions exclude each other, "" where they may not.
func contradiction(a, b invoice.Filter) string {
	if opposite(a, b) || opposite(b, a) {
		return "one condition is the opposite of the other"
	}
	switch a := a.(type) {
	case invoice.Compare:
		switch b := b.(type) {
		case invoice.Compare:
			if a.Field == b.Field {
				return compareContradiction(a, b)
			}
		case invoice.Empty:
			if a.Field == b.Field && !b.Negated && a.Op != invoice.NotEqual {
				return fmt.Sprintf("a %s that is empty has no value", a.Field)
			}
		case invoice.In:
			if a.Field == b.Field && a.Op == invoice.Equal && !b.Negated && single(a.Value) && !containsValue(b.Values, a.Value) {
				return fmt.Sprintf("%s is not in the list", a.Value)
			}
		}
	case invoice.In:
		if b, ok := b.(invoice.Compare); ok {
			return contradiction(b, a)
		}
	case invoice.Empty:
		switch b := b.(type) {
		case invoice.Compare:
			return contradiction(b, a)
		case invoice.Empty:
			if a.Field == b.Field && a.Negated != b.Negated {
				return fmt.Sprintf("%s is either empty or not", a.Field)
			}
		}
	}
	return ""
}

// opposite reports whether b is a with not before it.
func opposite(a, b invoice.Filter) bool {
	n, ok := b.(invoice.Not)
	return ok && n.Term.String() == a.String()
}

// single reports whether a field holds one value of the type, so that two values exclude each other. Values of list fields are texts, as
// those of text fields are, and so texts are left out.
func single(v invoice.Value) bool { return v.Type != invoice.TextType }

func containsValue(list []invoice.Value, v invoice.Value) bool {
	for _, w := range list {
		if w.Equal(v) {
			return true
		}
	}
	return false
}

// compareContradiction compares two comparisons of one field.
func compareContradiction(a, b invoice.Compare) string {
	order, comparable := compareValues(a.Value, b.Value)
	if !comparable {
		if a.Op == invoice.Equal && b.Op == invoice.Equal && single(a.Value) && !a.Value.Equal(b.Value) {
			return fmt.Sprintf("no %s is both %s and %s", a.Field, a.Value, b.Value)
		}
		if a.Value.Equal(b.Value) && (a.Op == invoice.Equal && b.Op == invoice.NotEqual || a.Op == invoice.NotEqual && b.Op == invoice.Equal) {
			return fmt.Sprintf("no %s is %s and is not", a.Field, a.Value)
		}
		return ""
	}
	for _, x := range relations(order) {
		if holds(a.Op, x[0]) && holds(b.Op, x[1]) {
			return ""
		}
	}
	return fmt.Sprintf("no %s is %s %s and %s %s", a.Field, a.Op, a.Value, b.Op, b.Value)
}

// relations returns how a value can stand to two bounds, given the order of the bounds: -1 is under, 0 equal, 1 over.
func relations(order int) [][2]int {
	switch {
	case order < 0:
		return [][2]int{{-1, -1}, {0, -1}, {1, -1}, {1, 0}, {1, 1}}
	case order > 0:
		return [][2]int{{-1, -1}, {-1, 0}, {-1, 1}, {0, 1}, {1, 1}}
	}
	return [][2]int{{-1, -1}, {0, 0}, {1, 1}}
}

// holds reports whether a value in that relation to a bound satisfies the comparison with it.
func holds(op invoice.Op, relation int) bool {
	switch op {
	case invoice.Equal:
		return relation == 0
	case invoice.NotEqual:
		return relation != 0
	case invoice.Less:
		return relation < 0
	case invoice.LessOrEqual:
		return relation <= 0
	case invoice.Greater:
		return relation > 0
	}
	return relation >= 0
}

// compareValues returns the order of two values that have one: numbers, dates, amounts of one currency.
func compareValues(a, b invoice.Value) (int, bool) {
	if a.Type != b.Type {
		return 0, false
	}
	switch a.Type {
	case invoice.NumberType:
		return a.Number.Cmp(b.Number), true
	case invoice.MoneyType:
		return a.Number.Cmp(b.Number), a.Currency == b.Currency
	case invoice.DateType:
		return a.Date.Compare(b.Date), true
	}
	return 0, false
}

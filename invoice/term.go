package invoice

import (
	"github.com/shopspring/decimal"

	"github.com/proforma-go/proforma/schedule"
)

// term is a predicate on one value of an S, which is a [Project], a [ContractLine] or a [Transaction].
type term[S any] struct {
	predicate
	reader[S]
}

// reader reads the value of a field. It has the one function that goes with the type of the field.
type reader[S any] struct {
	text    func(S) (string, bool)
	money   func(S) (Amount, bool)
	number  func(S) (decimal.Decimal, bool)
	date    func(S) (schedule.Date, bool)
	boolean func(S) (bool, bool)
	list    func(S) ([]string, bool)
}

func newTerm[S any](f *Field, p predicate) *term[S] {
	return &term[S]{p, reader[S]{
		text: getterOf[S](f.text), money: getterOf[S](f.money), number: getterOf[S](f.number),
		date: getterOf[S](f.date), boolean: getterOf[S](f.boolean), list: getterOf[S](f.list),
	}}
}

// getterOf returns the function of a getter whose level is that of S, and nil for a getter that the field does not have.
func getterOf[S, V any](g Getter[V]) func(S) (V, bool) {
	get, _ := g.get.(func(S) (V, bool))
	return get
}

// terms must all hold. They are data and not functions that call one another, and each reads from its own S and not from a subject, so that
// testing a term costs little more than the call of the host's function.
type terms[S any] []*term[S]

func (ts terms[S]) hold(s S) bool { return len(ts) == 0 || ts.allHold(s) }

func (ts terms[S]) allHold(s S) bool {
	if any(s) == nil {
		return ts.allNegated()
	}
	for _, t := range ts {
		var holds bool
		switch t.kind { // only what most terms ask, since fewer cases are quicker
		case isOneOf:
			x, ok := t.text(s)
			holds = ok && oneOf(t.words, x)
		case isLike:
			x, ok := t.text(s)
			holds = ok && (same(x, t.literal) || t.texts.match(x))
		case isAmount:
			a, ok := t.money(s)
			holds = ok && (t.literal == "" || same(a.Currency, t.literal)) && t.compared.holds(a.Number)
		case isDate:
			d, ok := t.date(s)
			holds = ok && !d.IsZero() && t.order.has(d.Compare(t.day))
		default:
			holds = t.holds(s)
		}
		if holds == t.negated {
			return false
		}
	}
	return true
}

// allNegated tests the terms where there is no S: every value is missing then.
func (ts terms[S]) allNegated() bool {
	for _, t := range ts {
		if !t.negated {
			return false
		}
	}
	return true
}

// holds tests a predicate of one of the other kinds.
func (t *term[S]) holds(s S) bool {
	switch t.kind {
	case isNumber:
		x, ok := t.number(s)
		return ok && t.compared.holds(x)
	case isBool:
		b, ok := t.boolean(s)
		return ok && b == t.yes
	case hasElement:
		xs, ok := t.list(s)
		return ok && t.texts.matchAny(xs)
	}
	return t.isPresent(s)
}

// isPresent reports whether there is a value, and not an empty one.
func (t *term[S]) isPresent(s S) (ok bool) {
	switch {
	case t.text != nil:
		var x string
		x, ok = t.text(s)
		ok = ok && x != ""
	case t.money != nil:
		_, ok = t.money(s)
	case t.number != nil:
		_, ok = t.number(s)
	case t.date != nil:
		var d schedule.Date
		d, ok = t.date(s)
		ok = ok && !d.IsZero()
	case t.boolean != nil:
		_, ok = t.boolean(s)
	case t.list != nil:
		var xs []string
		xs, ok = t.list(s)
		ok = ok && len(xs) > 0
	}
	return ok
}

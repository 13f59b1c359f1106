package invoice

import "github.com/proforma-go/proforma/schedule"

// term is a predicate on the value of a field, or on other terms.
type term struct {
	predicate
	field  *Field
	method method
	all    terms // isAll
}

// method is a method of the engine's interfaces of which a standard field is the value and no more. A term calls it straight away, since
// the function of the field would take as long as the predicate. Only fields that many filters name have one: a host's fields never do,
// whatever their names.
type method uint8

const (
	projectID method = iota + 1
	projectCustomer
	transactionDate
	transactionAmount
)

// terms must all hold. They are data and not functions that call one another, so that testing a term costs little more than reading its
// value from the host.
type terms []*term

// hold tests the terms. What most of them ask is tested in the loop itself, where a call would cost more than it does.

func (ts terms) hold(s *subject) bool {
	for _, t := range ts {
		var holds bool
		switch t.kind {
		case isText:
			x, ok := "", true
			switch {
			case t.method == projectCustomer && s.project != nil:
				x = s.project.Customer()
			case t.method == projectID && s.project != nil:
				x = s.project.ID()
			default:
				x, ok = t.field.text.of(s)
			}
			if ok {
				key := keyOf(x)
				for i := range t.words {
					if t.words[i].is(x, key) {
						holds = true
						break
					}
				}
				holds = holds || t.texts != nil && t.texts.match(x)
			}
		case isAmount:
			a, ok := Amount{}, true
			if t.method == transactionAmount && s.transaction != nil {
				a = s.transaction.Amount()
			} else {
				a, ok = t.field.money.of(s)
			}
			holds = ok && (t.currency.text == "" || a.currencyIs(t.currency.text)) && t.compared.holdsAmount(&a)
		case isDate:
			d, ok := schedule.Date{}, true
			if t.method == transactionDate && s.transaction != nil {
				d = s.transaction.Date()
			} else {
				d, ok = t.field.date.of(s)
			}
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

// holds tests a predicate of one of the other kinds.
func (t *term) holds(s *subject) bool {
	switch t.kind {
	case isAll:
		return t.all.hold(s)
	case isNumber:
		x, ok := t.field.number.of(s)
		return ok && t.compared.holds(x)
	case isBool:
		b, ok := t.field.boolean.of(s)
		return ok && b == t.yes
	case hasElement:
		xs, ok := t.field.list.of(s)
		return ok && t.texts.matchAny(xs)
	}
	return t.field.isPresent(s)
}

// isPresent reports whether there is a value, and not an empty one.
func (f *Field) isPresent(s *subject) (ok bool) {
	switch f.typ {
	case MoneyType:
		_, ok = f.money.of(s)
	case NumberType:
		_, ok = f.number.of(s)
	case BoolType:
		_, ok = f.boolean.of(s)
	case DateType:
		var d schedule.Date
		d, ok = f.date.of(s)
		ok = ok && !d.IsZero()
	case ListType:
		var xs []string
		xs, ok = f.list.of(s)
		ok = ok && len(xs) > 0
	default:
		var x string
		x, ok = f.text.of(s)
		ok = ok && x != ""
	}
	return ok
}

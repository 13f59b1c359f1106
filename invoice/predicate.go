package invoice

import (
	"fmt"
	"slices"

	"github.com/proforma-go/proforma/schedule"
)

// predicate is a condition with its field names resolved. Nil holds always.
type predicate func(subject) bool

// conditions is a filter split by the level at which each of its conjuncts can be decided, so that a project that fails is never
// asked for its lines, nor a line for its transactions.
type conditions struct{ project, line, transaction predicate }

// compileFilter resolves the names of a filter and splits it.
func compileFilter(f Filter, v *Vocabulary) (conditions, error) {
	var c conditions
	if f == nil {
		return c, nil
	}
	terms := []Filter{f}
	if and, ok := f.(And); ok {
		terms = and.Terms
	}
	for _, t := range terms {
		p, level, err := compileNode(t, v)
		if err != nil {
			return c, err
		}
		switch level {
		case ProjectLevel:
			c.project = both(c.project, p)
		case LineLevel:
			c.line = both(c.line, p)
		default:
			c.transaction = both(c.transaction, p)
		}
	}
	return c, nil
}

func both(p, q predicate) predicate {
	if p == nil {
		return q
	}
	return func(s subject) bool { return p(s) && q(s) }
}

func (p predicate) holds(s subject) bool { return p == nil || p(s) }

// Condition is a [Filter] with its names resolved, ready to be tested. It is safe for concurrent use.
type Condition struct{ conditions }

// Compile resolves the names of a filter, so that a host can test it on its own objects. Nil compiles to a condition that always holds. An
// unknown field, and a value or operator that does not fit a field, are errors.
func (v *Vocabulary) Compile(f Filter) (Condition, error) {
	c, err := compileFilter(f, v)
	return Condition{c}, err
}

// Holds tests the condition. What is nil has no values, so conditions on it fail as they do for a missing value.
func (c Condition) Holds(p Project, l ContractLine, t Transaction) bool {
	s := subject{p, l, t}
	return c.project.holds(s) && c.line.holds(s) && c.transaction.holds(s)
}

// compileNode returns the condition and the latest level that it needs.
func compileNode(f Filter, v *Vocabulary) (predicate, Level, error) {
	switch n := f.(type) {
	case And:
		ps, l, err := compileTerms(n.Terms, v)
		return func(s subject) bool {
			for _, p := range ps {
				if !p(s) {
					return false
				}
			}
			return true
		}, l, err
	case Or:
		ps, l, err := compileTerms(n.Terms, v)
		return func(s subject) bool {
			for _, p := range ps {
				if p(s) {
					return true
				}
			}
			return false
		}, l, err
	case Not:
		p, l, err := compileNode(n.Term, v)
		return func(s subject) bool { return !p(s) }, l, err
	case Compare:
		return compileCompare(n, v)
	case In:
		return compileIn(n, v)
	case Match:
		return compileMatch(n, v)
	case Empty:
		return compileEmpty(n, v)
	}
	return nil, 0, fmt.Errorf("unknown filter node %T", f)
}

func compileTerms(terms []Filter, v *Vocabulary) ([]predicate, Level, error) {
	ps := make([]predicate, 0, len(terms))
	level := ProjectLevel
	for _, t := range terms {
		p, l, err := compileNode(t, v)
		if err != nil {
			return nil, 0, err
		}
		ps, level = append(ps, p), max(level, l)
	}
	return ps, level, nil
}

func lookup(name string, v *Vocabulary) (*Field, error) {
	if f := v.Field(name); f != nil {
		return f, nil
	}
	return nil, fmt.Errorf("unknown field %q", name)
}

func compileCompare(n Compare, v *Vocabulary) (predicate, Level, error) {
	f, err := lookup(n.Field, v)
	if err != nil {
		return nil, 0, err
	}
	var p predicate
	if n.Op == Equal || n.Op == NotEqual {
		p, err = equalTo(f, n.Value)
		if p != nil && n.Op == NotEqual {
			eq := p
			p = func(s subject) bool { return !eq(s) }
		}
	} else {
		p, err = ordered(f, n.Op, n.Value)
	}
	return p, f.level, err
}

// equalTo is the test for equality; a missing value equals nothing.
func equalTo(f *Field, v Value) (predicate, error) {
	switch f.typ {
	case TextType, IDType, ChoiceType:
		if !v.isText() {
			return nil, typeMismatch(f, v)
		}
		return textEqual(f, v.Text), nil
	case ListType:
		if !v.isText() {
			return nil, typeMismatch(f, v)
		}
		want := foldText(v.Text)
		return func(s subject) bool {
			vs, ok := f.list(s)
			return ok && slices.ContainsFunc(vs, func(x string) bool { return equalFolded(x, want) })
		}, nil
	case BoolType:
		if v.Type != BoolType {
			return nil, typeMismatch(f, v)
		}
		return func(s subject) bool { b, ok := f.boolean(s); return ok && b == v.Bool }, nil
	}
	return ordered(f, Equal, v)
}

func (v Value) isText() bool { return v.Type == TextType || v.Type == IDType || v.Type == ChoiceType }

func textEqual(f *Field, want string) predicate {
	if f.typ == TextType {
		folded := foldText(want)
		return func(s subject) bool {
			x, ok := f.text(s)
			return ok && (equalFolded(x, folded) || f.within != nil && f.within(x, want))
		}
	}
	return func(s subject) bool {
		x, ok := f.text(s)
		return ok && (x == want || f.within != nil && f.within(x, want))
	}
}

// ordered is a test on the order of money, numbers and dates.
func ordered(f *Field, op Op, v Value) (predicate, error) {
	number := newConstant(v.Number)
	switch {
	case f.typ == MoneyType && (v.Type == MoneyType || v.Type == NumberType):
		return func(s subject) bool {
			a, ok := f.money(s)
			return ok && (v.Currency == "" || a.Currency == v.Currency) && op.holds(compareWith(a.Number, &number))
		}, nil
	case f.typ == NumberType && (v.Type == NumberType || v.Type == MoneyType && v.Currency == ""):
		return func(s subject) bool {
			x, ok := f.number(s)
			return ok && op.holds(compareWith(x, &number))
		}, nil
	case f.typ == DateType && v.Type == DateType:
		return func(s subject) bool {
			d, ok := f.date(s)
			return ok && !d.IsZero() && op.holds(d.Compare(v.Date))
		}, nil
	}
	return nil, typeMismatch(f, v)
}

func (o Op) holds(c int) bool {
	switch o {
	case Equal:
		return c == 0
	case NotEqual:
		return c != 0
	case Less:
		return c < 0
	case LessOrEqual:
		return c <= 0
	case Greater:
		return c > 0
	case GreaterOrEqual:
		return c >= 0
	}
	return false
}

func typeMismatch(f *Field, v Value) error {
	return fmt.Errorf("field %q is %s and cannot be compared so with %s", f.name, f.typ, v.Type)
}

func compileIn(n In, v *Vocabulary) (predicate, Level, error) {
	f, err := lookup(n.Field, v)
	if err != nil {
		return nil, 0, err
	}
	if p := inSet(f, n); p != nil {
		return p, f.level, nil
	}
	ps := make([]predicate, 0, len(n.Values))
	for _, x := range n.Values {
		p, err := equalTo(f, x)
		if err != nil {
			return nil, 0, err
		}
		ps = append(ps, p)
	}
	return func(s subject) bool {
		return slices.ContainsFunc(ps, func(p predicate) bool { return p(s) }) != n.Negated
	}, f.level, nil
}

// inSet looks exact texts up in a set, so that a list of a thousand ids costs no more than one of ten.
func inSet(f *Field, n In) predicate {
	if (f.typ != IDType && f.typ != ChoiceType) || f.within != nil {
		return nil
	}
	set := make(map[string]bool, len(n.Values))
	for _, x := range n.Values {
		if !x.isText() {
			return nil
		}
		set[x.Text] = true
	}
	return func(s subject) bool {
		x, ok := f.text(s)
		return (ok && set[x]) != n.Negated
	}
}

func compileMatch(n Match, v *Vocabulary) (predicate, Level, error) {
	f, err := lookup(n.Field, v)
	if err != nil {
		return nil, 0, err
	}
	want := foldText(n.Text)
	var p predicate
	switch {
	case f.typ == ListType && n.Op == Contains:
		p, err = equalTo(f, TextValue(n.Text))
	case f.typ == ListType:
		p = func(s subject) bool {
			vs, ok := f.list(s)
			return ok && slices.ContainsFunc(vs, func(x string) bool { return matchFolded(n.Op, x, want) })
		}
	case f.text != nil:
		p = func(s subject) bool { x, ok := f.text(s); return ok && matchFolded(n.Op, x, want) }
	default:
		err = fmt.Errorf("field %q is %s: %q needs text or a list", f.name, f.typ, n.Op)
	}
	if err != nil {
		return nil, 0, err
	}
	return func(s subject) bool { return p(s) != n.Negated }, f.level, nil
}

func compileEmpty(n Empty, v *Vocabulary) (predicate, Level, error) {
	f, err := lookup(n.Field, v)
	if err != nil {
		return nil, 0, err
	}
	return func(s subject) bool { return f.missing(s) != n.Negated }, f.level, nil
}

// missing reports whether the field has no value, or an empty text or list.
func (f *Field) missing(s subject) bool {
	switch f.typ {
	case MoneyType:
		_, ok := f.money(s)
		return !ok
	case NumberType:
		_, ok := f.number(s)
		return !ok
	case DateType:
		d, ok := f.date(s)
		return !ok || d == schedule.Date{}
	case BoolType:
		_, ok := f.boolean(s)
		return !ok
	case ListType:
		vs, ok := f.list(s)
		return !ok || len(vs) == 0
	}
	x, ok := f.text(s)
	return !ok || x == ""
}

// group returns the field's value as it stands in a group key; missing is "".
func (f *Field) group(s subject) string {
	switch f.typ {
	case DateType:
		if d, ok := f.date(s); ok && !d.IsZero() {
			return d.String()
		}
	case BoolType:
		if b, ok := f.boolean(s); ok {
			return map[bool]string{true: "yes", false: "no"}[b]
		}
	default:
		if x, ok := f.text(s); ok {
			return x
		}
	}
	return ""
}

package invoice

import (
	"fmt"

	"github.com/proforma-go/proforma/schedule"
)

// predicate says which values satisfy a term. A missing value satisfies none, so it does satisfy the negation of any.
type predicate struct {
	kind     kind
	negated  bool
	yes      bool          // isBool
	order    order         // isDate: how the value must compare with the day
	day      schedule.Date // isDate
	words    []word        // isText: some that will do as they are written
	currency word          // isAmount: "" for any
	texts    *texts        // isText: all that will do, nil where the words are all; hasElement: what an element must be
	compared *comparison   // isAmount, isNumber
}

// kind is what a predicate asks.
type kind uint8

const (
	isText kind = iota + 1
	isAmount
	isNumber
	isDate
	isBool
	hasElement // of a list
	isPresent  // and not empty
	isAll      // all of other terms
)

// newPredicate returns what a node asks that is not made of others, and of which field.
func newPredicate(node Filter, v *Vocabulary) (f *Field, p predicate, err error) {
	switch n := node.(type) {
	case Compare:
		if f, err = lookup(n.Field, v); err == nil {
			p, err = f.compare(n.Op, n.Value)
		}
	case In:
		if f, err = lookup(n.Field, v); err == nil {
			p, err = f.in(n.Values)
			p.negated = n.Negated
		}
	case Match:
		if f, err = lookup(n.Field, v); err == nil {
			p, err = f.match(n.Op, n.Text)
			p.negated = n.Negated
		}
	case Empty:
		f, err = lookup(n.Field, v)
		p = predicate{kind: isPresent, negated: !n.Negated}
	default:
		err = fmt.Errorf("unknown filter node %T", node)
	}
	return f, p, err
}

func lookup(name string, v *Vocabulary) (*Field, error) {
	if f := v.Field(name); f != nil {
		return f, nil
	}
	return nil, fmt.Errorf("unknown field %q", name)
}

// compare asks for what compares so with v. A list is equal to each of its elements.
func (f *Field) compare(op Op, v Value) (predicate, error) {
	switch {
	case op == NotEqual:
		p, err := f.compare(Equal, v)
		p.negated = true
		return p, err
	case f.typ == MoneyType && (v.Type == MoneyType || v.Type == NumberType):
		return predicate{kind: isAmount, currency: newWord(v.Currency), compared: newComparison(op, v.Number)}, nil
	case f.typ == NumberType && (v.Type == NumberType || v.Type == MoneyType && v.Currency == ""):
		return predicate{kind: isNumber, compared: newComparison(op, v.Number)}, nil
	case f.typ == DateType && v.Type == DateType:
		return predicate{kind: isDate, order: op.order(), day: v.Date}, nil
	case f.typ == BoolType && v.Type == BoolType && op == Equal:
		return predicate{kind: isBool, yes: v.Bool}, nil
	case f.isTextual() && v.isText() && op == Equal:
		return f.oneOf([]string{v.Text}), nil
	}
	return predicate{}, f.mismatch(v)
}

func (f *Field) mismatch(v Value) error {
	return fmt.Errorf("field %q is %s and cannot be compared so with %s", f.name, f.typ, v.Type)
}

// in asks for what equals one of some texts, if any.
func (f *Field) in(vs []Value) (predicate, error) {
	words := make([]string, len(vs))
	for i, v := range vs {
		if !v.isText() {
			return predicate{}, f.mismatch(v)
		}
		words[i] = v.Text
	}
	return f.oneOf(words), nil
}

func (f *Field) oneOf(words []string) predicate {
	fold := f.typ == TextType || f.typ == ListType
	switch {
	case f.typ == ListType:
		return predicate{kind: hasElement, texts: newTexts(words, fold, nil)}
	case len(words) == 0, len(words) <= manyWords && !fold && f.within == nil:
		return predicate{kind: isText, words: newWords(words)}
	}
	return predicate{kind: isText, words: newWords(words[:1]), texts: newTexts(words, fold, f.within)}
}

// match asks for what contains a text, or starts or ends with it.
func (f *Field) match(op MatchOp, text string) (predicate, error) {
	switch {
	case f.typ == ListType && op == Contains:
		return f.oneOf([]string{text}), nil
	case f.typ == ListType:
		return predicate{kind: hasElement, texts: newParts(op, text)}, nil
	case f.isTextual():
		return predicate{kind: isText, words: newWords([]string{text}), texts: newParts(op, text)}, nil
	}
	return predicate{}, fmt.Errorf("field %q is %s: %q needs text or a list", f.name, f.typ, op)
}

func (f *Field) isTextual() bool {
	return f.typ == TextType || f.typ == IDType || f.typ == ChoiceType || f.typ == ListType
}

func (v Value) isText() bool { return v.Type == TextType || v.Type == IDType || v.Type == ChoiceType }

package logic

import (
	"iter"
	"slices"

	"github.com/shopspring/decimal"

	"github.com/proforma-go/proforma/invoice"
	"github.com/proforma-go/proforma/schedule"
)

// value is what a field can have. The zero value is missing.
type value struct {
	there  bool
	text   string
	list   []string
	number decimal.Decimal
	money  string // its currency
	date   schedule.Date
	yes    bool
	below  []string // what a hierarchy has above it, as the literals are written
}

// row is a transaction with one field, for the engine's conditions.
type row struct {
	invoice.Transaction
	value
}

// field is a field of the host's whose values are chosen here.
type field struct {
	typ          invoice.Type
	choices      []string
	hierarchical bool
	vocabulary   *invoice.Vocabulary // with this field alone
}

// field returns the field of a name; nil where there is none.
func (s *Space) field(name string) *field {
	real := s.vocabulary.Field(name)
	if real == nil {
		return nil
	}
	if f := s.fields[real.Name()]; f != nil {
		return f
	}
	f := &field{typ: real.Type(), hierarchical: real.Hierarchical()}
	for _, c := range real.Choices() {
		f.choices = append(f.choices, c.Name)
	}
	var err error
	if f.vocabulary, err = invoice.NewVocabulary(invoice.Fields(twin(real))); err != nil {
		f = nil
	}
	s.fields[real.Name()] = f
	return f
}

// twin returns a field of the same names and type that reads rows.
func twin(f *invoice.Field) invoice.Field {
	also := invoice.Alias(f.Aliases()...)
	text := invoice.OfTransaction(func(r *row) (string, bool) { return r.text, r.there })
	switch f.Type() {
	case invoice.IDType:
		return invoice.IDField(f.Name(), text, also)
	case invoice.ChoiceType:
		return invoice.ChoiceField(f.Name(), f.Choices(), text, also)
	case invoice.MoneyType:
		return invoice.MoneyField(f.Name(), invoice.OfTransaction(func(r *row) (invoice.Amount, bool) {
			return invoice.NewAmount(r.number, r.money), r.there
		}), also)
	case invoice.NumberType:
		return invoice.NumberField(f.Name(), invoice.OfTransaction(func(r *row) (decimal.Decimal, bool) { return r.number, r.there }), also)
	case invoice.DateType:
		return invoice.DateField(f.Name(), invoice.OfTransaction(func(r *row) (schedule.Date, bool) { return r.date, r.there }), also)
	case invoice.BoolType:
		return invoice.BoolField(f.Name(), invoice.OfTransaction(func(r *row) (bool, bool) { return r.yes, r.there }), also)
	case invoice.ListType:
		return invoice.ListField(f.Name(), invoice.OfTransaction(func(r *row) ([]string, bool) { return r.list, r.there }), also)
	}
	return invoice.TextField(f.Name(), text, also)
}

// satisfies reports whether a value makes every literal come out as wanted.
func (f *field) satisfies(v value, all []literal) bool {
	r := &row{value: v}
	for _, l := range all {
		holds := l.holds.Holds(nil, nil, r)
		if f.hierarchical && v.there && !holds {
			holds = slices.ContainsFunc(l.texts(), func(s string) bool { return slices.Contains(v.below, s) })
		}
		if holds != l.want {
			return false
		}
	}
	return true
}

// texts returns the texts that the test asks to be equal to, as they are written.
func (t *test) texts() []string {
	switch f := t.filter.(type) {
	case invoice.Compare:
		if f.Op == invoice.Equal {
			return []string{f.Value.Text}
		}
	case invoice.In:
		list := make([]string, len(f.Values))
		for i, v := range f.Values {
			list[i] = v.Text
		}
		return list
	}
	return nil
}

// values returns the literals that the test compares with.
func (t *test) values() []invoice.Value {
	switch f := t.filter.(type) {
	case invoice.Compare:
		return []invoice.Value{f.Value}
	case invoice.In:
		return f.Values
	}
	return nil
}

// part returns the text that the test looks for in a part of the value.
func (t *test) part(op invoice.MatchOp) (string, bool) {
	m, ok := t.filter.(invoice.Match)
	return m.Text, ok && m.Op == op
}

// witnesses yields values one of which satisfies the literals, all of this field, if any value does. Missing is always among them.
func (f *field) witnesses(all []literal) iter.Seq[value] {
	return func(yield func(value) bool) {
		if !yield(value{}) {
			return
		}
		of := f.texts
		switch {
		case f.hierarchical:
			of = f.placed
		case f.typ == invoice.ListType:
			of = f.lists
		case f.typ == invoice.MoneyType || f.typ == invoice.NumberType:
			of = f.numbers
		case f.typ == invoice.DateType:
			of = f.dates
		case f.typ == invoice.BoolType:
			of = yesAndNo
		}
		for v := range of(all) {
			if v.there = true; !yield(v) {
				return
			}
		}
	}
}

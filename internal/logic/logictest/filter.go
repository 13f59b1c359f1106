package logictest

import (
	"github.com/shopspring/decimal"

	"github.com/proforma-go/proforma/invoice"
	"github.com/proforma-go/proforma/schedule"
)

// Filter returns a random filter of at most 2^depth tests of the fields. Each choice is made by pick, which returns a number from 0 to
// below n.
func Filter(pick func(n int) int, depth int, fields ...string) invoice.Filter {
	if depth > 0 {
		switch pick(5) {
		case 0, 1:
			return invoice.And{Terms: []invoice.Filter{Filter(pick, depth-1, fields...), Filter(pick, depth-1, fields...)}}
		case 2:
			return invoice.Or{Terms: []invoice.Filter{Filter(pick, depth-1, fields...), Filter(pick, depth-1, fields...)}}
		case 3:
			return invoice.Not{Term: Filter(pick, depth-1, fields...)}
		}
	}
	return test(pick, Vocabulary.Field(fields[pick(len(fields))]))
}

// test returns a random test of a field.
func test(pick func(n int) int, f *invoice.Field) invoice.Filter {
	negated := pick(2) == 0
	switch kind := pick(10); {
	case kind == 0:
		return invoice.Empty{Field: f.Name(), Negated: negated}
	case kind <= 2:
		in := invoice.In{Field: f.Name(), Negated: negated}
		for range 1 + pick(3) {
			in.Values = append(in.Values, literal(pick, f))
		}
		return in
	case kind <= 6 && (f.Type() == invoice.TextType || f.Type() == invoice.IDType || f.Type() == invoice.ListType):
		return invoice.Match{Field: f.Name(), Op: invoice.Contains + invoice.MatchOp(pick(3)), Negated: negated, Text: text(pick)}
	}
	ops := 2
	switch f.Type() {
	case invoice.NumberType, invoice.MoneyType, invoice.DateType:
		ops = 6
	}
	return invoice.Compare{Field: f.Name(), Op: invoice.Equal + invoice.Op(pick(ops)), Value: literal(pick, f)}
}

func text(pick func(n int) int) string {
	return []string{"a", "b", "A", "ab", "aB", "ba", "aa", ""}[pick(8)]
}

// literal returns a random value for a field.
func literal(pick func(n int) int, f *invoice.Field) invoice.Value {
	switch f.Type() {
	case invoice.IDType:
		return invoice.IDValue(text(pick))
	case invoice.ChoiceType:
		return invoice.ChoiceValue(f.Choices()[pick(3)].Name)
	case invoice.NumberType:
		return invoice.NumberValue(decimal.NewFromInt(int64(pick(4))))
	case invoice.MoneyType:
		return invoice.MoneyValue(decimal.NewFromInt(int64(pick(4))), []string{"", "EUR", "SEK"}[pick(3)])
	case invoice.DateType:
		return invoice.DateValue(schedule.MustParseDate("2026-01-01").AddDays(pick(3)))
	case invoice.BoolType:
		return invoice.BoolValue(pick(2) == 0)
	}
	return invoice.TextValue(text(pick))
}

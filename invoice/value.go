package invoice

import (
	"github.com/shopspring/decimal"

	"github.com/proforma-go/proforma/schedule"
)

// Type is the type of a field or of a value in a filter or option.
type Type uint8

// The types. The zero value is none.
const (
	TextType   Type = iota + 1 // compared case-folded and NFC-normalised
	IDType                     // text that is compared exactly
	ChoiceType                 // one of a closed list of words
	MoneyType                  // a number with or without a currency
	NumberType
	DateType
	BoolType // yes or no
	ListType // several texts
)

var typeNames = [...]string{"", "text", "id", "choice", "money", "number", "date", "yes/no", "list"}

// String returns the name that messages use.
func (t Type) String() string {
	if int(t) < len(typeNames) {
		return typeNames[t]
	}
	return ""
}

// Value is a literal in a filter or option: Type says which of the other fields holds it.
type Value struct {
	Type     Type            // TextType, IDType and ChoiceType use Text
	Text     string          //
	Number   decimal.Decimal // NumberType and MoneyType
	Currency string          // MoneyType; "": whatever the compared amount has
	Date     schedule.Date   // DateType
	Bool     bool            // BoolType
}

// TextValue returns a text.
func TextValue(s string) Value { return Value{Type: TextType, Text: s} }

// IDValue returns an identifier.
func IDValue(s string) Value { return Value{Type: IDType, Text: s} }

// ChoiceValue returns a choice by its canonical word.
func ChoiceValue(s string) Value { return Value{Type: ChoiceType, Text: s} }

// NumberValue returns a number.
func NumberValue(d decimal.Decimal) Value { return Value{Type: NumberType, Number: d} }

// MoneyValue returns an amount; an empty currency compares with any.
func MoneyValue(d decimal.Decimal, currency string) Value {
	return Value{Type: MoneyType, Number: d, Currency: currency}
}

// DateValue returns a date.
func DateValue(d schedule.Date) Value { return Value{Type: DateType, Date: d} }

// BoolValue returns yes or no.
func BoolValue(b bool) Value { return Value{Type: BoolType, Bool: b} }

// Equal reports whether both values are written alike in rule text: 1.50 equals 1.5, and the text "A" the id "A".
func (v Value) Equal(w Value) bool { return v.String() == w.String() }

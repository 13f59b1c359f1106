package dsl

import (
	"slices"
	"strings"

	"github.com/proforma-go/proforma/invoice"
)

// condition is how far a condition has come.
type condition uint8

const (
	wantsTerm  condition = iota // a field, not, or a parenthesis
	inField                     // words of a field's name
	inOperator                  // words of an operator
	wantsValue
	wantsList
	inList     // before an item
	afterValue // in a list, or at the end of a test
)

// conditionReader follows the tokens of a condition up to the place that is completed.
type conditionReader struct {
	c        *completer
	state    condition
	field    []string // words of the field at hand
	from     int      // its first token
	operator []string
	listed   []string // the items of the list at hand
	open     bool     // within a list
	value    tokenKind
}

// where completes a condition.
func (c *completer) where(first, last int) {
	r := conditionReader{c: c}
	for i := first + 1; i < last; i++ {
		r.read(i)
	}
	field := c.env.vocabulary().Field(strings.Join(r.field, " "))
	switch r.state {
	case wantsTerm:
		if c.quote == 0 {
			c.fields(last, c.env.vocabulary().Fields())
			if c.word(last-1) != "not" {
				c.add(CompleteWord, "", "not")
			}
		}
	case inField:
		r.operators(field)
		if field != nil && field.Type() == invoice.BoolType {
			c.add(CompleteWord, "", "and", "or")
		}
		if c.quote == 0 {
			c.fields(r.from, c.env.vocabulary().Fields())
		}
	case inOperator:
		r.operators(field)
		if said := strings.Join(r.operator, " "); said == "is" || said == "is not" {
			r.values(field)
			c.add(CompleteWord, "", "set")
		}
	case wantsList:
		c.add(CompletePlace, "", "a list of values in [ ]")
	case wantsValue, inList:
		r.values(field)
	case afterValue:
		switch {
		case r.open:
		case r.value == tokNumber && field != nil && field.Type() == invoice.MoneyType:
			c.add(CompletePlace, "", "a currency")
			c.add(CompleteWord, "", "and", "or")
		default:
			c.add(CompleteWord, "", "and", "or")
		}
	}
}

// read takes one token.
func (r *conditionReader) read(i int) {
	kind, word := r.c.kind(i), r.c.word(i)
	switch kind {
	case tokNewline, tokComment:
		return
	case tokLParen, tokLBrack:
		if r.state == wantsList || r.state == wantsValue || r.state == inOperator {
			r.state, r.open, r.listed = inList, true, nil
		} else {
			r.state = wantsTerm
		}
		return
	case tokRParen, tokRBrack:
		r.state, r.open, r.value = afterValue, false, kind
		return
	case tokComma:
		if r.open {
			r.state = inList
		}
		return
	case tokOp:
		r.operator, r.state = []string{r.c.src.textOf(i)}, wantsValue
		return
	}
	switch r.state {
	case wantsTerm, inField:
		r.readName(i, kind, word)
	case inOperator:
		r.readOperator(i, kind, word)
	case afterValue:
		if !r.open && (word == "and" || word == "or") {
			r.state = wantsTerm
		} else if word != "" {
			r.value = kind // a currency, or one more word of a choice
		}
	default:
		r.readValue(i, kind)
	}
}

func (r *conditionReader) readName(i int, kind tokenKind, word string) {
	switch {
	case word == "and" || word == "or" || r.state == wantsTerm && word == "not":
		r.state = wantsTerm
	case r.state == inField && slices.Contains(filterKeys, word):
		r.operator, r.state = nil, inOperator
		r.readOperator(i, kind, word)
	default:
		if r.state == wantsTerm {
			r.field, r.operator, r.from, r.state = nil, nil, i, inField
		}
		r.field = append(r.field, strings.Trim(r.c.src.textOf(i), "`"))
	}
}

func (r *conditionReader) readOperator(i int, kind tokenKind, word string) {
	said := strings.Join(r.operator, " ")
	if (said == "is" || said == "is not") && !slices.Contains([]string{"not", "in", "empty", "set"}, word) {
		r.readValue(i, kind)
		return
	}
	r.operator = append(r.operator, word)
	switch word {
	case "in":
		r.state = wantsList
	case "contains", "contain", "with", "matches":
		r.state = wantsValue
	case "empty", "set":
		r.state, r.value = afterValue, kind
	}
}

func (r *conditionReader) readValue(i int, kind tokenKind) {
	r.state, r.value = afterValue, kind
	text := r.c.src.textOf(i)
	if kind == tokText {
		text = unquote(text)
	}
	r.listed = append(r.listed, foldName(text))
}

// operators completes the operator after a field: those that fit its type, or any where there is no such field.
func (r *conditionReader) operators(f *invoice.Field) {
	typ := invoice.ListType
	if f != nil {
		typ = f.Type()
	}
	all := append(slices.Clone(typeOperators[typ]), "is not empty")
	if f == nil {
		all = append(all, "<", "<=", ">", ">=")
	}
	said := strings.Join(r.operator, " ")
	for _, o := range all {
		switch rest, ok := strings.CutPrefix(o, said+" "); {
		case said == "":
			r.c.add(CompleteWord, "", o)
		case ok:
			r.c.add(CompleteWord, "", rest)
		}
	}
	if said == "" && f != nil && (f.Type() == invoice.ChoiceType || f.Type() == invoice.BoolType) {
		r.c.add(CompleteWord, "", "is")
	}
}

// values completes the value that a field is compared with. What a list has already is left out.
func (r *conditionReader) values(f *invoice.Field) {
	if f == nil {
		return
	}
	fresh := func(list []string) []string {
		return slices.DeleteFunc(list, func(s string) bool { return r.open && slices.Contains(r.listed, foldName(s)) })
	}
	switch c := r.c; f.Type() {
	case invoice.ChoiceType:
		var names []string
		for _, choice := range f.Choices() {
			names = append(names, choice.Name)
		}
		c.values(f.Name(), true, fresh(names)...)
	case invoice.BoolType:
		c.add(CompleteValue, f.Name(), "yes", "no")
	case invoice.MoneyType:
		c.add(CompletePlace, "", "an amount, such as 1000 EUR")
	case invoice.NumberType:
		c.add(CompletePlace, "", "a number")
	case invoice.DateType:
		c.add(CompletePlace, "", "a date")
	default:
		if c.env.Values != nil {
			c.values(f.Name(), false, fresh(slices.Clone(c.env.Values(f.Name())))...)
		}
		c.add(CompletePlace, "", "a text in quotes")
	}
}

package dsl

import (
	"github.com/proforma-go/proforma/invoice"
)

// where states which items are billed.
func (e *explainer) where(f invoice.Filter) {
	e.add("where", "condition", e.condition(f, true, false))
}

// condition says what a filter asks for, or, where holds is false, its opposite: a list of clauses each of which says by itself what it is
// about. A list within a list stands in parentheses.
func (e *explainer) condition(f invoice.Filter, holds, within bool) string {
	switch f := f.(type) {
	case invoice.Not:
		return e.condition(f.Term, !holds, within)
	case invoice.And:
		return e.clauses(f.Terms, holds, holds, within)
	case invoice.Or:
		return e.clauses(f.Terms, holds, !holds, within)
	case invoice.Compare:
		if f.Op == invoice.NotEqual {
			f.Op = invoice.Equal
			return e.compare(f, !holds)
		}
		return e.compare(f, holds)
	case invoice.In:
		return e.in(f.Field, f.Values, holds != f.Negated)
	case invoice.Match:
		return e.match(f, holds != f.Negated)
	case invoice.Empty:
		return e.test("empty", f.Field, holds != f.Negated)
	}
	return ""
}

// clauses joins terms of which all must come out as holds says, or some.
func (e *explainer) clauses(terms []invoice.Filter, holds, all, within bool) string {
	if field, values := equalOneOf(terms); !all && holds && values != nil {
		return e.in(field, values, true)
	}
	items := e.items(nil, terms, holds, all)
	word := e.and
	if !all {
		word = e.or
	}
	text := join(items, word)
	if within {
		return "(" + text + ")"
	}
	return text
}

// items says each of the terms. What is joined in the same way within one of them is no list of its own.
func (e *explainer) items(list []string, terms []invoice.Filter, holds, all bool) []string {
	for _, t := range terms {
		inner, same := t, holds
		for n, ok := inner.(invoice.Not); ok; n, ok = inner.(invoice.Not) {
			inner, same = n.Term, !same
		}
		switch f := inner.(type) {
		case invoice.And:
			if same == all {
				list = e.items(list, f.Terms, same, all)
				continue
			}
		case invoice.Or:
			if _, values := equalOneOf(f.Terms); same != all && (all || values == nil) {
				list = e.items(list, f.Terms, same, all)
				continue
			}
		}
		list = append(list, e.condition(t, holds, true))
	}
	return list
}

// equalOneOf returns the field that all terms compare with a value each, and the values; none where they do something else.
func equalOneOf(terms []invoice.Filter) (field string, values []invoice.Value) {
	for i, t := range terms {
		c, ok := t.(invoice.Compare)
		if !ok || c.Op != invoice.Equal || c.Value.Type == invoice.BoolType || i > 0 && c.Field != field {
			return "", nil
		}
		field, values = c.Field, append(values, c.Value)
	}
	return field, values
}

// test says one of the sentences about a field, in the form for lists where it is one, or its opposite.
func (e *explainer) test(sentence, field string, holds bool, args ...any) string {
	f := e.field(field)
	word := f.the
	if e.isList(field) {
		if sentence, word = "list-"+sentence, f.one; !holds {
			word = f.none
		}
	}
	if !holds {
		sentence = "not-" + sentence
	}
	return e.say(sentence, append(args, "field", word, "a", f.a, "name", f.name, "some", f.some)...)
}

func (e *explainer) isList(field string) bool {
	f := e.vocabulary.Field(field)
	return f != nil && f.Type() == invoice.ListType
}

func (e *explainer) compare(c invoice.Compare, holds bool) string {
	if c.Value.Type == invoice.BoolType {
		return e.yesNo(c.Field, c.Value.Bool, holds)
	}
	sentence := compareSentences[c.Op]
	if c.Value.Type == invoice.DateType {
		sentence = "date-" + sentence
	}
	if c.Op == invoice.Equal {
		sentence = "is"
	}
	return e.test(sentence, c.Field, holds, "value", e.value(c.Field, c.Value))
}

var compareSentences = map[invoice.Op]string{
	invoice.Less: "under", invoice.LessOrEqual: "most", invoice.Greater: "over", invoice.GreaterOrEqual: "least",
}

// yesNo says that a field is yes or no, or that it is not.
func (e *explainer) yesNo(field string, yes, holds bool) string {
	sentence := "yes"
	if !yes {
		sentence = "no"
	}
	if special := sentence + "-" + field; e.sentences[special] != "" {
		sentence = special
	}
	return e.test(sentence, field, holds)
}

func (e *explainer) in(field string, values []invoice.Value, holds bool) string {
	items := make([]string, len(values))
	for i, v := range values {
		items[i] = e.value(field, v)
	}
	if len(items) == 1 {
		return e.test("is", field, holds, "value", items[0])
	}
	if !holds && !e.isList(field) {
		return e.test("in", field, holds, "values", join(items, e.sentences["none-of"]))
	}
	return e.test("in", field, holds, "values", join(items, e.or))
}

func (e *explainer) match(m invoice.Match, holds bool) string {
	sentence := map[invoice.MatchOp]string{invoice.Contains: "contains", invoice.StartsWith: "starts", invoice.EndsWith: "ends"}[m.Op]
	if m.Op == invoice.Contains && e.isList(m.Field) {
		sentence = "is"
	}
	return e.test(sentence, m.Field, holds, "value", e.name(m.Text))
}

// value says what a field is compared with.
func (e *explainer) value(field string, v invoice.Value) string {
	switch v.Type {
	case invoice.MoneyType:
		return e.amount(v.Number, v.Currency)
	case invoice.NumberType:
		return e.number(v.Number)
	case invoice.DateType:
		return e.day(v.Date)
	case invoice.BoolType:
		if v.Bool {
			return e.sentences["word-yes"]
		}
		return e.sentences["word-no"]
	case invoice.ChoiceType:
		if word, ok := e.words[field+" "+v.Text]; ok {
			return word
		}
	}
	return e.name(v.Text)
}

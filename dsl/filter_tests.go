package dsl

import (
	"strings"

	"github.com/proforma-go/proforma/internal/spell"
	"github.com/proforma-go/proforma/invoice"
)

// verb is what a test does, whatever words it was written with.
type verb struct {
	op      invoice.Op      // comparison
	match   invoice.MatchOp // part of a text
	in      bool
	empty   bool
	negated bool
	first   int // tokens of the operator
	last    int
}

var comparisons = map[string]invoice.Op{
	"=": invoice.Equal, "!=": invoice.NotEqual, "<": invoice.Less, "<=": invoice.LessOrEqual, ">": invoice.Greater, ">=": invoice.GreaterOrEqual,
}

// verb reads the operator of a test.
func (n *testNode) verb() verb {
	if len(n.Is) > 0 {
		v := verb{negated: len(n.Is) == 2, first: at(&n.Is[0]), last: at(&n.Is[len(n.Is)-1]) + 1}
		switch {
		case has(n.State):
			v.empty = true
			v.negated = v.negated != (valueOf(n.State) == "set")
		case has(n.In):
			v.in = true
		case v.negated:
			v.op = invoice.NotEqual
		default:
			v.op = invoice.Equal
		}
		return v
	}
	v := verb{first: at(&n.Verb[0]), last: at(&n.Verb[len(n.Verb)-1]) + 1}
	for _, t := range n.Verb {
		switch t.Value {
		case "not":
			v.negated = true
		case "in":
			v.in = true
		case "contains", "contain":
			v.match = invoice.Contains
		case "starts":
			v.match = invoice.StartsWith
		case "ends":
			v.match = invoice.EndsWith
		default:
			if op := comparisons[t.Value]; op != 0 {
				v.op = op
			}
		}
	}
	return v
}

// test returns what a field and its test mean; nil where there is a finding.
func (c *checker) test(f *namedField, n *termNode) invoice.Filter {
	if n.Test == nil {
		if f.Type() != invoice.BoolType {
			span := c.wordSpan(n.Field.Words)
			c.err(codeTest, span, `"{field}" is {type} and needs a test`, "", f.said, typeNoun(f.Type())).
				note("for example: %s", exampleTest(f)).note("or: %s is not empty", f.said)
			return nil
		}
		return invoice.Compare{Field: f.Name(), Op: invoice.Equal, Value: invoice.BoolValue(true)}
	}
	if len(n.Test.Verb) == 1 && n.Test.Verb[0].Value == "matches" {
		i := at(&n.Test.Verb[0])
		c.err(codeNoPatterns, c.src.spanOf(i, i+1), "there are no patterns", "write contains, starts with or ends with")
		return nil
	}
	v := n.Test.verb()
	value := n.Test.Value
	if value == nil {
		value = n.Test.What
	}
	if !v.empty && !v.in && has(value.Open) {
		return c.listWithout(f, v, value)
	}
	if !v.empty && (c.wordsAfterIs(f, n.Test, value) || c.looseItems(f, v, value)) || !c.allowed(f, v) {
		return nil
	}
	switch {
	case v.empty:
		return invoice.Empty{Field: f.Name(), Negated: v.negated}
	case v.in:
		return c.in(f, v, value)
	case v.match != 0:
		text, ok := c.value(f, value)
		if !ok {
			return nil
		}
		c.texts[len(c.texts)-1].part = true
		return invoice.Match{Field: f.Name(), Op: v.match, Negated: v.negated, Text: text.Text}
	}
	if c.nothing(f, v, value) {
		return nil
	}
	w, ok := c.value(f, value)
	if !ok {
		return nil
	}
	return invoice.Compare{Field: f.Name(), Op: v.op, Value: w}
}

// nearlyEmpty returns the test for which words are a slip: `is not empty` for `is nto empty` and `isnot empty`; "" for other words.
func nearlyEmpty(words string) string {
	joined := strings.ReplaceAll(words, " ", "")
	switch {
	case joined == "set" || joined == "isset":
		return "is not empty"
	case joined == "notset" || joined == "notisempty":
		return "is empty"
	case spell.Distance(joined, "isnotempty") <= 1:
		return "is not empty"
	case spell.Distance(joined, "isempty") <= 1:
		return "is empty"
	}
	return ""
}

// nothing reports `= null` and the like.
func (c *checker) nothing(f *namedField, v verb, value *valueNode) bool {
	word := lower(phrase(value.Words))
	if c.src.wordAt(v.first) == "is" && len(value.Words) > 0 && !isChoice(f, word) {
		if meant := nearlyEmpty(lower(c.src.slice(v.first, value.end()))); meant != "" {
			c.err(codeTest, c.src.spanOf(v.first, value.end()), `"{word}" is no value`, "", word).write(meant)
			return true
		}
	}
	if len(value.Words) != 1 || v.op != invoice.Equal && v.op != invoice.NotEqual ||
		!contains([]string{"null", "nil", "none", "nothing", "blank", "missing", "undefined", "empty", "unset", "any", "anything"}, word) || isChoice(f, word) {
		return c.sign(f, v, value, word)
	}
	test := "is empty"
	if (v.op == invoice.NotEqual) != (word == "any" || word == "anything") {
		test = "is not empty"
	}
	c.err(codeTest, c.src.spanOf(v.first, value.end()), `"{word}" is no value`, "", word).write(test)
	return true
}

// sign reports `is negative` and the like.
func (c *checker) sign(f *namedField, v verb, value *valueNode, word string) bool {
	test := map[string]string{"zero": "= 0", "positive": "> 0", "negative": "< 0"}[word]
	if test == "" || v.op != invoice.Equal || f.Type() != invoice.MoneyType && f.Type() != invoice.NumberType {
		return false
	}
	c.err(codeTest, c.src.spanOf(v.first, value.end()), `"{word}" is no value`, "", word).write(test)
	return true
}

// listWithout reports `customer = ["A", "B"]`.
func (c *checker) listWithout(f *namedField, v verb, value *valueNode) invoice.Filter {
	d := c.err(codeList, c.src.spanOf(v.first, v.last), "a list of values goes with in", "write in")
	switch {
	case v.op == invoice.Equal:
		d.fix("in")
	case v.op == invoice.NotEqual:
		d.Label = "write not in"
		d.fix("not in")
	default:
		d.Label = ""
		d.note("write one value, or: %s in %s", f.said, shorten(c.src.slice(value.first(), value.end())))
	}
	return nil
}

// in returns a test against a list. Values that are named twice count once.
func (c *checker) in(f *namedField, v verb, value *valueNode) invoice.Filter {
	if !has(value.Open) {
		text := c.src.slice(value.first(), value.end())
		if len(value.Words) > 0 && (f.Type() == invoice.TextType || f.Type() == invoice.IDType || f.Type() == invoice.ListType) {
			d := c.err(codeList, c.src.spanOf(value.first(), value.end()), `"in" needs a list`, "").write("[" + quoteText(text) + "]")
			if lower(text) == "empty" { // is empty
				d.Fix = nil
			}
			return nil
		}
		d := c.err(codeList, c.src.spanOf(value.first(), value.end()), `"in" needs a list`, "write values between [ and ]")
		if c.fits(f, value) {
			d.write("[" + text + "]")
		}
		return nil
	}
	if len(value.Items) == 0 {
		c.err(codeEmptyList, c.src.spanOf(value.first(), value.end()), "nothing is in an empty list", "write a value").
			note("for a field without a value write: %s is empty", f.said)
		return nil
	}
	in := invoice.In{Field: f.Name(), Negated: v.negated}
	failed := false
	for _, item := range value.Items {
		if has(item.Open) {
			c.err(codeList, c.src.spanOf(item.first(), item.end()), "a list cannot stand in a list", "write single values")
			return nil
		}
		w, ok := c.value(f, item)
		failed = failed || !ok
		in.Values = append(in.Values, w)
	}
	if failed {
		return nil
	}
	return in
}

// fits reports whether a literal is a value of the field's type.
func (c *checker) fits(f *namedField, n *valueNode) bool {
	shown := c.findings
	defer func() { c.findings = shown }()
	c.findings = &findings{src: c.src}
	_, ok := c.value(f, n)
	return ok
}

// typeOperators lists what fields of each type can be tested with.
var typeOperators = [...][]string{
	invoice.TextType:   {"=", "!=", "in", "not in", "contains", "not contains", "starts with", "ends with", "is empty"},
	invoice.IDType:     {"=", "!=", "in", "not in", "contains", "not contains", "starts with", "ends with", "is empty"},
	invoice.ChoiceType: {"=", "!=", "in", "not in", "is empty"},
	invoice.MoneyType:  {"=", "!=", "<", "<=", ">", ">=", "in", "not in", "is empty"},
	invoice.NumberType: {"=", "!=", "<", "<=", ">", ">=", "in", "not in", "is empty"},
	invoice.DateType:   {"=", "!=", "<", "<=", ">", ">=", "in", "not in", "is empty"},
	invoice.BoolType:   {"=", "!=", "in", "not in", "is empty"},
	invoice.ListType:   {"=", "!=", "in", "not in", "contains", "not contains", "starts with", "ends with", "is empty"},
}

// allowed reports an operator that does not fit the field's type.
func (c *checker) allowed(f *namedField, v verb) bool {
	all := typeOperators[f.Type()]
	wanted := v.op.String()
	switch {
	case v.empty:
		return true
	case v.in:
		wanted = "in"
	case v.match != 0:
		wanted = v.match.String()
	}
	if contains(all, wanted) {
		return true
	}
	message := `"{field}" is {type} and cannot be compared with "{operator}"`
	if v.match != 0 {
		message = `"{field}" is {type}, not text`
	}
	c.err(codeOperand, c.src.spanOf(v.first, v.last), message, "", f.said, typeNoun(f.Type()), wanted).fact("operator", wanted).
		note("operators for %s: %s", typePlural(f.Type()), strings.Join(all, ", ")).allow(all)
	return false
}

// typeNoun names a type within a sentence: "an amount".
func typeNoun(t invoice.Type) string {
	return [...]string{"", "text", "text", "a choice", "an amount", "a number", "a date", "yes or no", "a list of texts"}[t]
}

// typePlural names a type in general: "amounts".
func typePlural(t invoice.Type) string {
	return [...]string{"", "text", "text", "choices", "amounts", "numbers", "dates", "yes or no", "lists"}[t]
}

// exampleTest returns a test that would do for a field.
func exampleTest(f *namedField) string {
	switch f.Type() {
	case invoice.ChoiceType:
		return quoteName(f.said) + " = " + f.Choices()[0].Name
	case invoice.MoneyType:
		return quoteName(f.said) + " >= 1000 EUR"
	case invoice.NumberType:
		return quoteName(f.said) + " > 0"
	case invoice.DateType:
		return quoteName(f.said) + " >= 2026-01-01"
	}
	return quoteName(f.said) + ` = "…"`
}

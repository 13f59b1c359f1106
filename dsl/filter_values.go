package dsl

import (
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/proforma-go/proforma/invoice"
)

// value reads a literal as the type of a field. Where it does not fit there is a finding, and ok is false.
func (c *checker) value(f *namedField, n *valueNode) (v invoice.Value, ok bool) {
	switch t := f.Type(); t {
	case invoice.TextType, invoice.IDType, invoice.ListType:
		if !n.is(classText) {
			return v, c.notText(f, n)
		}
		c.texts = append(c.texts, usedText{f.Name(), unquote(valueOf(n.Literal)), false, c.src.spanOf(at(n.Literal), at(n.Literal)+1)})
		if t == invoice.IDType {
			return invoice.IDValue(unquote(valueOf(n.Literal))), true
		}
		return invoice.TextValue(unquote(valueOf(n.Literal))), true
	case invoice.ChoiceType:
		return c.choice(f, n)
	case invoice.BoolType:
		return c.yesNo(f, n)
	case invoice.DateType:
		if n.is(classDate) {
			d, ok := c.date(n.Literal)
			return invoice.DateValue(d), ok
		}
	case invoice.NumberType:
		if n.is(classNumber) && c.groupedItem(at(n.Literal)) {
			return v, false
		}
		if n.is(classNumber) && !has(n.Currency) {
			d, ok := c.number(n.Literal)
			c.lintThousands(at(n.Literal), false, "")
			return invoice.NumberValue(d), ok
		}
		if n.is(classNumber) {
			span := c.src.spanOf(at(n.Currency), at(n.Currency)+1)
			c.err(codeType, span, `"{field}" is a number without a currency`, "leave it out", f.said).fix("")
			return v, false
		}
	case invoice.MoneyType:
		if n.is(classNumber) && c.groupedItem(at(n.Literal)) {
			return v, false
		}
		if n.is(classNumber) {
			d, ok := c.number(n.Literal)
			currency, fine := c.currency(n.Currency)
			c.lintThousands(at(n.Literal), true, currency)
			c.lintCode(n.Currency, currency)
			return invoice.MoneyValue(d, currency), ok && fine
		}
	}
	return v, c.wrongType(f, n)
}

// groupedItem reports the 000 at token i of a list such as [1,000, 2,000], which is a number and yet cannot be meant for one.
func (c *checker) groupedItem(i int) bool {
	raw := c.src.textOf(i)
	if len(raw) != 3 || raw[0] != '0' || !isDigits(raw) || c.src.tokens[i-1].kind != tokComma || c.src.tokens[i-1].end != c.src.tokens[i].start || c.src.tokens[i-2].kind != tokNumber {
		return false
	}
	c.err(codeGrouping, c.src.spanOf(i-2, i+1), "{sign} cannot group digits", "", "a comma").write(c.src.textOf(i-2) + raw)
	return true
}

// notText reports something else where a text must stand.
func (c *checker) notText(f *namedField, n *valueNode) bool {
	text := c.src.slice(n.first(), n.end())
	span := c.src.spanOf(n.first(), n.end())
	if strings.Contains(text, "`") {
		text = phrase(n.Words)
	}
	if len(n.Words) > 0 || n.is(classNumber) || n.is(classDate) {
		if f.Name() == "currency" && isCurrency(strings.ToUpper(text)) {
			text = strings.ToUpper(text)
		}
		c.err(codeQuotes, span, "text needs quotes", "").write(quoteText(text))
		return false
	}
	return c.wrongType(f, n)
}

// wrongType reports a literal of another type than the field's.
func (c *checker) wrongType(f *namedField, n *valueNode) bool {
	span := c.src.spanOf(n.first(), n.end())
	found, label := "a list", ""
	switch {
	case n.is(classText):
		found = "text"
		if inner := unquote(valueOf(n.Literal)); f.Type() == invoice.DateType && shape(inner) == "0000-00-00" ||
			(f.Type() == invoice.MoneyType || f.Type() == invoice.NumberType) && isNumber(inner) {
			c.err(codeType, span, `"{field}" is {type}, not text`, "remove the quotes", f.said, typeNoun(f.Type())).fix(inner)
			return false
		}
	case n.is(classDate):
		found = "a date"
	case n.is(classNumber):
		found = "a number"
	case len(n.Words) > 0 && c.vocabulary.Field(phrase(n.Words)) != nil:
		c.err(codeType, span, "a field is compared with a value, not with another field", "write a value")
		return false
	case len(n.Words) > 0:
		found = "a word"
	}
	if date := compactDate(valueOf(n.Literal)); date != "" && f.Type() == invoice.DateType && n.is(classNumber) {
		c.err(codeDate, span, "a date is written year-month-day", "").write(date)
		return false
	}
	switch f.Type() {
	case invoice.DateType:
		label = "write a date, such as 2026-01-31"
	case invoice.MoneyType:
		label = "write an amount, such as 1000 EUR"
	case invoice.NumberType:
		label = "write a number"
	}
	c.err(codeType, span, `"{field}" is {type}, not {found}`, label, f.said, typeNoun(f.Type()), found)
	return false
}

// word returns the text of a literal that names a choice.
func (n *valueNode) word() (string, bool) {
	switch {
	case len(n.Words) > 0:
		return phrase(n.Words), true
	case n.is(classText):
		return unquote(valueOf(n.Literal)), true
	}
	return "", false
}

// choice reads one of the words of a choice field, by name or alias, bare or in quotes.
func (c *checker) choice(f *namedField, n *valueNode) (v invoice.Value, ok bool) {
	word, ok := n.word()
	if !ok {
		return v, c.wrongType(f, n)
	}
	var all []string
	for _, choice := range f.Choices() {
		names := append([]string{choice.Name}, choice.Aliases...)
		if slices.ContainsFunc(names, func(s string) bool { return foldName(s) == foldName(word) }) {
			return invoice.ChoiceValue(choice.Name), true
		}
		all = append(all, names...)
	}
	if end := min(n.end()+2, len(c.src.tokens)-1); c.src.wordAt(n.end()) == "and" && isChoice(f, c.src.nameOf(n.first(), end)) { // time and material
		c.listedThrough = end
		name := strings.ReplaceAll(c.src.nameOf(n.first(), end), " ", "-")
		c.err(codeChoice, c.src.spanOf(n.first(), end), "this is one value", "").write(name)
		return v, false
	}
	d := c.err(codeChoice, c.src.spanOf(n.first(), n.end()), `"{field}" has no value "{value}"`, "", f.said, word)
	if said := c.choiceTurn(f, word); said != "" {
		d.write(said).allow(all)
		return v, false
	}
	d.suggest(nearest(word, all), quoteIfNeeded)
	d.note("values: %s", listed(choiceNames(f))).allow(all)
	return v, false
}

// choiceNames returns the choices of a field, each with its other names in parentheses.
func choiceNames(f *namedField) []string {
	var list []string
	for _, choice := range f.Choices() {
		name := choice.Name
		if len(choice.Aliases) > 0 {
			name += " (" + strings.Join(choice.Aliases, ", ") + ")"
		}
		list = append(list, name)
	}
	return list
}

func (c *checker) yesNo(f *namedField, n *valueNode) (v invoice.Value, ok bool) {
	word, _ := n.word()
	switch lower(word) {
	case "yes", "true":
		return invoice.BoolValue(true), true
	case "no", "false":
		return invoice.BoolValue(false), true
	}
	c.err(codeType, c.src.spanOf(n.first(), n.end()), `"{field}" is yes or no`, "write yes or no", f.said).allow([]string{"yes", "no"})
	return v, false
}

// maxDigits bounds the numbers in a rule: more would be no amount of money.
const maxDigits = 30

// number reads a decimal number.
func (c *checker) number(t captured) (decimal.Decimal, bool) {
	text := strings.ReplaceAll(valueOf(t), "_", "")
	if len(text) <= maxDigits {
		if d, err := decimal.NewFromString(text); err == nil {
			return d, true
		}
	}
	c.err(codeCount, c.src.spanOf(at(t), at(t)+1), "this number has too many digits", "at most {most}", maxDigits)
	return decimal.Decimal{}, false
}

// currency reads a currency code. A token that is not there is no currency.
func (c *checker) currency(t captured) (string, bool) {
	if !has(t) {
		return "", true
	}
	code := c.src.textOf(at(t))
	if isCurrency(code) {
		return code, true
	}
	d := c.err(codeCurrency, c.src.spanOf(at(t), at(t)+1), `"{currency}" is not a currency code`, "expected three capital letters, for example EUR", code)
	switch upper := strings.ToUpper(code); {
	case isCurrency(upper):
		d.write(upper)
	case upper == "KR" || upper == "KRONOR" || upper == "KRONER":
		d.Label = "write SEK, NOK or DKK"
	case upper == "EURO" || upper == "EUROS":
		d.write("EUR")
	}
	return "", false
}

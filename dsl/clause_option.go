package dsl

import (
	"fmt"
	"slices"
	"strings"

	"github.com/proforma-go/proforma/internal/spell"
	"github.com/proforma-go/proforma/invoice"
)

// optionClause is a clause of the host's own, such as `payment term 30`. It is what a clause is taken for that begins with no known word.
var optionClause = &clauseKind{name: "option", example: "payment term 30", grammar: newGrammar[optionNode](names)}

// optionNode is a name and a value; where the value is a word, it is the last of its name.
type optionNode struct {
	Name  *optionNameNode `parser:"@@"`
	Value *valueNode      `parser:"@@?"`
}

// optionNameNode is the words that a clause of the host's own begins with.
type optionNameNode struct {
	Words []tok `parser:"@( ( Word | 'and' | 'by' )+ )"`
}

func (n *optionNode) apply(c *checker, p *part) {
	for k := c.optionWords(n.Name.Words); k > 0; k-- {
		o := c.vocabulary.Option(phrase(n.Name.Words[:k]))
		if o == nil {
			continue
		}
		v, ok := c.optionValue(o, n, k, p)
		if i := slices.IndexFunc(c.optionParts, func(q *part) bool { return q.kind.name == o.Name }); i >= 0 {
			c.twice(p, c.optionParts[i], o.Name)
			return
		}
		own := *p
		own.kind = &clauseKind{name: o.Name}
		c.optionParts = append(c.optionParts, &own)
		if ok {
			c.rule.Options = append(c.rule.Options, invoice.Option{Name: o.Name, Value: v})
		}
		return
	}
	c.unknownClause(p)
}

// optionWords returns how many of the words the name of an option can take: all of them make no longer a name than the longest.
func (c *checker) optionWords(words []tok) int {
	longest, length := 0, 0
	for _, o := range c.vocabulary.Options() {
		longest = max(longest, len(o.Name))
	}
	for i, w := range words {
		if length += max(1, len(invoice.NormalName(name(w)))); length > longest {
			return i
		}
	}
	return len(words)
}

// optionValue reads the value of an option whose name takes k words.
func (c *checker) optionValue(o *invoice.OptionType, n *optionNode, k int, p *part) (v invoice.Value, ok bool) {
	value := n.Value
	if rest := n.Name.Words[k:]; len(rest) > 0 && value == nil {
		value = &valueNode{Words: rest}
	} else if len(rest) > 0 && c.optionWord(o, value, rest) {
		return v, false
	} else if len(rest) > 0 {
		c.err(codeOption, c.wordSpan(rest), `"{option}" has one value`, "leave this out", o.Name)
		return v, false
	}
	if value == nil {
		c.err(codeOption, c.spanOf(p), `"{option}" needs a value`, optionHint(o), o.Name)
		return v, false
	}
	if c.optionWord(o, value, nil) {
		return v, false
	}
	span := c.src.spanOf(value.first(), value.end())
	word, worded := value.word()
	switch o.Type {
	case invoice.NumberType:
		if value.is(classNumber) && !has(value.Currency) {
			return c.optionNumber(o, value, span)
		}
	case invoice.TextType:
		if value.is(classText) {
			return invoice.TextValue(word), true
		}
		text := c.src.slice(value.first(), value.end())
		c.err(codeQuotes, span, "text needs quotes", "").write(quoteText(text))
		return v, false
	case invoice.BoolType:
		switch lower(word) {
		case "yes", "true":
			return invoice.BoolValue(true), true
		case "no", "false":
			return invoice.BoolValue(false), true
		}
	case invoice.ChoiceType:
		for _, choice := range o.Choices {
			if worded && foldName(choice) == foldName(word) {
				return invoice.ChoiceValue(choice), true
			}
		}
		d := c.err(codeOption, span, `"{option}" has no value "{value}"`, "", o.Name, strings.Trim(c.src.slice(value.first(), value.end()), `"'`))
		d.suggest(spell.Nearest(word, o.Choices), quoteIfNeeded)
		d.note("values: %s", listed(o.Choices)).allow(o.Choices)
		return v, false
	}
	c.err(codeOption, span, `{value} does not fit "{option}"`, optionHint(o), c.src.slice(value.first(), value.end()), o.Name)
	return v, false
}

func (c *checker) optionNumber(o *invoice.OptionType, n *valueNode, span Span) (invoice.Value, bool) {
	d, ok := c.number(n.Literal)
	if !ok {
		return invoice.Value{}, false
	}
	if o.Whole && !d.IsInteger() || o.Min != nil && d.LessThan(*o.Min) || o.Max != nil && d.GreaterThan(*o.Max) {
		c.err(codeOption, span, `"{option}" cannot be {value}`, optionHint(o), o.Name, valueOf(n.Literal))
		return invoice.Value{}, false
	}
	return invoice.NumberValue(d), true
}

// optionHint says what an option expects.
func optionHint(o *invoice.OptionType) string {
	switch o.Type {
	case invoice.BoolType:
		return "write yes or no"
	case invoice.ChoiceType:
		return "write " + listed(o.Choices)
	case invoice.TextType:
		return "write a text in quotes"
	}
	s := "expected a number"
	if o.Whole {
		s = "expected a whole number"
	}
	switch {
	case o.Min != nil && o.Max != nil:
		s += fmt.Sprintf(" from %s to %s", o.Min, o.Max)
	case o.Min != nil:
		s += fmt.Sprintf(", %s or more", o.Min)
	case o.Max != nil:
		s += fmt.Sprintf(", %s or less", o.Max)
	}
	return s
}

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

// optionNode is a name and a value; where the value is a word, it is the last of Words.
type optionNode struct {
	Words []tok      `parser:"@( ( Word | 'and' | 'by' )+ )"`
	Value *valueNode `parser:"@@?"`
}

func (n *optionNode) apply(c *checker, p *part) {
	for k := len(n.Words); k > 0; k-- {
		o := c.vocabulary.Option(phrase(n.Words[:k]))
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
	c.unknownClause(n.Words, p)
}

// optionValue reads the value of an option whose name takes k words.
func (c *checker) optionValue(o *invoice.OptionType, n *optionNode, k int, p *part) (v invoice.Value, ok bool) {
	value := n.Value
	if rest := n.Words[k:]; len(rest) > 0 && value == nil {
		value = &valueNode{Words: rest}
	} else if len(rest) > 0 {
		c.err(codeOption, c.wordSpan(rest), `"{option}" has one value`, "leave this out", o.Name)
		return v, false
	}
	if value == nil {
		c.err(codeOption, c.spanOf(p), `"{option}" needs a value`, optionHint(o), o.Name)
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
		d := c.err(codeOption, span, `"{option}" has no value "{value}"`, "", o.Name, c.src.slice(value.first(), value.end()))
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
		c.err(codeOption, span, `"{option}" cannot be {value}`, optionHint(o), o.Name, n.Literal.Value)
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

// unknownClause reports a clause that neither the language nor the host knows.
func (c *checker) unknownClause(words []tok, p *part) {
	word := c.src.textOf(at(words[0]))
	span := c.src.spanOf(at(words[0]), at(words[0])+1)
	if c.fieldAfterList(words, p) {
		return
	}
	var options []string
	for _, o := range c.vocabulary.Options() {
		options = append(options, o.Name)
	}
	if near := spell.Nearest(phrase(words), options); len(near) > 0 {
		c.err(codeUnknownClause, c.wordSpan(words), `unknown clause "{word}"`, "", phrase(words)).suggest(near, nil)
		return
	}
	if !scheduleWithout(c.findings, p.first, p.last) {
		unknownHead(c.findings, span, word, options)
	}
}

// fieldAfterList recognises `merge projects by customer, currency`.
func (c *checker) fieldAfterList(words []tok, p *part) bool {
	if c.previous == nil || c.previous.last != p.first-1 || c.vocabulary.Field(phrase(words)) == nil {
		return false
	}
	switch c.previous.kind {
	case mergeClause, splitClause, groupClause:
	default:
		return false
	}
	comma := c.src.spanOf(p.first-1, p.first)
	c.err(codeUnknownClause, c.spanOf(p), "fields are listed with and, not with commas", "write and {field}", c.src.slice(p.first, p.last)).fixAt(comma, " and")
	return true
}

// scheduleWithout recognises a schedule that lacks its first word, as in "last weekday", or has one too many, as in "bill monthly".
func scheduleWithout(f *findings, first, last int) bool {
	src := f.src
	word := lower(src.textOf(first))
	text := shorten(src.slice(first, last))
	if first+1 < last && src.tokens[first+1].kind == tokWord && (word == "bill" || word == "run" || word == "runs" || word == "invoice" || word == "do") {
		if k := clauseHeads[lower(src.textOf(first+1))]; k == scheduleClause {
			f.add(codeUnknownClause, src.spanOf(first, first+1), `unknown clause "{word}"`, "leave this out", word).
				fixAt(Span{Start: int(src.tokens[first].start), End: int(src.tokens[first+1].start)}, "")
			return true
		}
	}
	if word == "the" && first+1 < last {
		first++
		word, text = lower(src.textOf(first)), shorten(src.slice(first, last))
	}
	often := ""
	switch phraseIndex[word].class {
	case classWeekday:
		often = "weekly on "
	case classOrdinal:
		often = "monthly on "
	case classDay:
		often = "daily on "
	case classMonth:
		often = "yearly on "
	}
	if word == "last" || word == "business" {
		often = "monthly on "
	}
	if often == "" {
		return false
	}
	if class := phraseIndex[word].class; class == classOrdinal && first+1 < last && lower(src.textOf(first+1)) == "of" {
		f.add(codeUnknownClause, src.spanOf(first, last), `"{day}" does not say how often`, "", text).note("write: monthly on %s day", word)
		return true
	}
	f.add(codeUnknownClause, src.spanOf(first, last), `"{day}" does not say how often`, "", text).note("write: %s%s", often, text).
		fixAt(Span{Start: int(src.tokens[first].start), End: int(src.tokens[first].start)}, often)
	return true
}

// unknownHead reports the first word of a clause that begins with no known word.
func unknownHead(f *findings, span Span, word string, options []string) {
	d := f.add(codeUnknownClause, span, `unknown clause "{word}"`, "", word)
	if len(f.list) > maxFindings {
		return
	}
	folded := lower(word)
	if folded == "and" || folded == "or" {
		d.Label = "this goes on with something that is not there"
		d.note("a rule that stands in YAML is cut at its commas; put quotes around it")
		return
	}
	s, known := synonyms[folded]
	if first, _, _ := strings.Cut(s, " "); known && clauseHeads[first] != nil {
		d.Label = "write " + s
		d.fix(s).allow([]string{s})
		return
	}
	heads := f.scope.heads()
	near := spell.Nearest(word, append(heads, options...))
	if len(near) > 0 && folded != "exclude" {
		d.suggest(near, nil)
		return
	}
	if folded == "exclude" || folded == "excluding" || folded == "without" {
		d.note("to leave dates out write: except July").note("to leave something out of the bill write a condition, such as: where project != \"P-1\"")
		return
	}
	d.allow(append(heads, options...))
	d.note("schedule: daily, every, weekly, monthly, quarterly, yearly, manual, once; at, from, until, except, only in, adjusted to")
	if f.scope != nil {
		return
	}
	list := "clauses:  include through, where, merge, split, group lines by, invoice date, entry date, status, generator, notify, min amount, max amount, name, description, active, inactive"
	if len(options) > 0 {
		list += ", " + listed(options)
	}
	d.note("%s", list)
}

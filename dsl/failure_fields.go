package dsl

import (
	"strings"

	"github.com/proforma-go/proforma/invoice"
)

// wordsForField reports words of an unknown field, between the tokens first and last, of which is known what they stand for.
func (c *checker) wordsForField(first, last int) bool {
	if c.fieldTurn(first, last) || c.orFields(first, last) {
		return true
	}
	p := &parser{findings: c.findings}
	return p.inWhere(first) && (c.leadingWord(first, last) || c.billingType(first, last) || c.fieldsName(first, last) || c.bareValue(first, last))
}

// fieldTurn reports what other people call a field, such as client, where the host has that field.
func (c *checker) fieldTurn(first, last int) bool {
	said := strings.Join(strings.Fields(foldName(c.src.nameOf(first, last))), " ")
	for _, t := range turnTable()["field"] {
		if strings.Join(t.said, " ") != said {
			continue
		}
		if f := c.vocabulary.Field(t.write); f != nil && c.choiceFits(f, last) {
			c.err(codeField, c.src.spanOf(first, last), `unknown field "{field}"`, "", c.src.nameOf(first, last)).write(quoteName(t.write))
			return true
		}
	}
	return false
}

// choiceFits reports whether a test that begins at token i names a choice of a field, or the field has none.
func (c *checker) choiceFits(f *invoice.Field, i int) bool {
	if f.Type() != invoice.ChoiceType {
		return true
	}
	return c.kindAt(i) == tokOp && i+1 < len(c.src.tokens) && isChoice(&namedField{f, f.Name()}, c.src.textOf(i+1))
}

// kindAt returns the kind of token i; outside the text it is that of the end.
func (c *checker) kindAt(i int) tokenKind {
	if i >= len(c.src.tokens) {
		return tokEOF
	}
	return c.src.tokens[i].kind
}

// tested reports whether an operator stands at token i.
func (c *checker) tested(i int) bool {
	return c.kindAt(i) == tokOp || contains(operatorWords, c.src.wordAt(i))
}

// fieldsName reports `customer name = "Acme"` and `contract number = "7"` where the field itself is the name or number.
func (c *checker) fieldsName(first, last int) bool {
	end := last - 1
	if end == first || !contains([]string{"name", "number", "nr", "id", "code", "s"}, c.src.wordAt(end)) || !c.tested(last) {
		return false
	}
	f := c.vocabulary.Field(c.src.nameOf(first, end))
	if f == nil || f.Type() != invoice.TextType && f.Type() != invoice.IDType && f.Type() != invoice.ListType {
		return false
	}
	c.err(codeField, c.src.spanOf(first, last), `unknown field "{field}"`, "", c.src.nameOf(first, last)).write(c.src.slice(first, end))
	return true
}

// bareValue reports `where customer Acme`: a field, and a value without its operator and quotes.
func (c *checker) bareValue(first, last int) bool {
	if c.tested(last) {
		return false
	}
	for end := min(last-1, first+maxWords); end > first; end-- {
		f := c.vocabulary.Field(c.src.nameOf(first, end))
		if f == nil {
			continue
		}
		rest := c.src.slice(end, last)
		if meant := nearlyEmpty(lower(rest)); meant != "" {
			c.err(codeOperator, c.src.spanOf(end, last), `"{operator}" is not an operator`, "", rest).write(meant)
			return true
		}
		switch w := c.src.wordAt(end); {
		case f.Type() == invoice.BoolType && end+1 == last && contains([]string{"yes", "no", "true", "false"}, w):
		case c.vocabulary.Field(c.src.nameOf(end, last)) != nil, spoken(w), contains([]string{"", "only", "of", "for", "by", "isnt", "arent", "doesnt", "dont", "hasnt", "is", "are", "has", "no", "was", "name", "number"}, w):
			return false
		case f.Type() == invoice.TextType, f.Type() == invoice.IDType, f.Type() == invoice.ListType:
			rest = quoteText(rest)
		case f.Type() != invoice.ChoiceType || !isChoice(&namedField{f, f.Name()}, c.src.nameOf(end, last)):
			return false
		}
		d := c.src.diagnostic(codeUnexpected, c.src.spanOf(end, last), "an operator is missing before {value}", "", c.src.slice(end, last))
		c.put(*d.write("= " + rest))
		return true
	}
	return false
}

// leadingWord reports a word before the name of a field that says nothing, as in `only billable`, and `has department`.
func (c *checker) leadingWord(first, last int) bool {
	if first+1 >= last || c.vocabulary.Field(c.src.nameOf(first+1, last)) == nil {
		return false
	}
	switch w := c.src.wordAt(first); {
	case contains([]string{"only", "the", "just", "either"}, w):
		c.err(codeUnexpected, c.src.spanOf(first, first+1), `"{word}" is not expected in the condition`, "leave this out", c.src.textOf(first)).
			fixAt(turned{first: first, last: first + 1}.span(c.src), "")
	case (w == "has" || w == "with" || w == "have") && !c.tested(last):
		c.err(codeOperator, c.src.spanOf(first, last), `"{operator}" is not an operator`, "", c.src.textOf(first)).write(c.src.slice(first+1, last) + " is not empty")
	default:
		return false
	}
	return true
}

// billingType reports `billing type = chargeable`, which is a field of its own.
func (c *checker) billingType(first, last int) bool {
	if c.kindAt(last) != tokOp || last+1 >= len(c.src.tokens) || c.src.textOf(last) != "=" {
		return false
	}
	write := map[string]string{"chargeable": "billable", "billable": "billable", "non-chargeable": "not billable", "nonchargeable": "not billable",
		"non-billable": "not billable"}[lower(strings.Trim(c.src.textOf(last+1), `"'`))]
	if foldName(c.src.nameOf(first, last)) != "billing type" || write == "" || c.vocabulary.Field("billable") == nil ||
		c.src.wordAt(first-1) == "not" {
		return false
	}
	c.err(codeField, c.src.spanOf(first, last+2), `unknown field "{field}"`, "", c.src.nameOf(first, last)).write(write)
	return true
}

// leads reports a word before the name of a field that stands for "where": `for customer "Acme"`, `with amount > 1000 EUR`.
func (s *stranger) leads(v *invoice.Vocabulary) *Diagnostic {
	end := s.first + 1
	if contains([]string{"if", "in"}, s.word(end)) {
		end++
	}
	of := *s
	of.first = end
	if v == nil || !contains([]string{"for", "only", "with", "whose", "having", "just", "of", "where", "filter", "provided"}, s.word(s.first)) || of.fieldEnd(v) == end {
		return nil
	}
	d := s.src.diagnostic(codeUnknownClause, s.src.spanOf(s.first, end), "a condition begins with where", "")
	if s.where {
		d.Label = "join this to the where clause with and"
		return &d
	}
	return d.write("where")
}

// conditionAfter reports `for customer "Acme"` and `only billable`, which begin as a timing does.
func (p *parser) conditionAfter(b *body, q *part, i int) bool {
	if q.kind != timesClause && q.kind != onlyClause || i != q.first+1 || p.kind(i) != tokWord || phraseIndex[p.word(i)].spelling != "" {
		return false
	}
	d := p.add(codeUnexpected, p.src.spanOf(i, i+1), `"{word}" is not expected in the "{clause}" clause`, "", p.said(i), p.titleOf(b, q))
	p.listViable(d, q, p.viable(q.kind, q.first, i))
	s := p.stranger(b, q.first, p.clauseLast(b, i), i)
	d.ask(func(c *checker) *Diagnostic {
		d := s.leads(c.vocabulary)
		if d != nil && d.Fix != nil && q.inClause {
			d.fixAt(Span{Start: int(c.src.tokens[q.first-1].end), End: d.Span.End}, ", where")
		}
		return d
	})
	return true
}

// optionTurn reports what other people call a clause of the host's own, such as net 30, where the host has that.
func (s *stranger) optionTurn(v *invoice.Vocabulary) *Diagnostic {
	for _, t := range s.turnsAt(turnTable()["option"], s.first, s.first, s.last) {
		if t.first != s.first || v.Option(t.write) == nil || s.kind(t.last) != tokNumber {
			continue
		}
		d := s.src.diagnostic(codeUnknownClause, s.src.spanOf(t.first, t.last), unknownHead, "", s.src.slice(t.first, t.last))
		return d.sayTurn(s.src, t)
	}
	return nil
}

// optionWord reports a word too many in a clause of the host's own: `payment term 30 days`, `payment term net 30`, `payment term "30"`,
// `reverse charge on`.
func (c *checker) optionWord(o *invoice.OptionType, value *valueNode, rest []tok) bool {
	first, end := value.first(), value.end()
	switch {
	case o.Type == invoice.NumberType && value.is(classNumber) && len(rest) > 0:
		for _, w := range rest {
			if !contains([]string{"of", "is", "at", "net", "to", "in", "due"}, lower(w.Value)) {
				return false
			}
		}
		t := turned{first: at(&rest[0]), last: first}
		c.err(codeOption, c.src.spanOf(t.first, t.last), `"{option}" has one value`, "leave this out", o.Name).fixAt(t.span(c.src), "")
	case o.Type == invoice.NumberType && value.is(classNumber) && has(value.Currency) && contains([]string{"day", "days", "d"}, lower(c.src.textOf(at(value.Currency)))):
		i := at(value.Currency)
		c.err(codeOption, c.src.spanOf(i, i+1), `"{option}" is a number without a unit`, "leave this out", o.Name).fixAt(turned{first: i, last: i + 1}.span(c.src), "")
	case o.Type == invoice.NumberType && value.is(classText) && isNumber(unquote(valueOf(value.Literal))):
		c.err(codeOption, c.src.spanOf(first, end), `"{option}" is a number, not text`, "remove the quotes", o.Name).fix(unquote(valueOf(value.Literal)))
	case o.Type == invoice.BoolType && len(value.Words) == 1 && (lower(value.Words[0].Value) == "on" || lower(value.Words[0].Value) == "off"):
		c.err(codeOption, c.src.spanOf(first, end), `{value} does not fit "{option}"`, "", c.src.slice(first, end), o.Name).
			write(map[string]string{"on": "yes", "off": "no"}[lower(value.Words[0].Value)])
	default:
		return false
	}
	return true
}

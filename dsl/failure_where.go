package dsl

import (
	"fmt"
	"slices"
	"strings"

	"github.com/proforma-go/proforma/invoice"
)

// specialCondition recognises mistakes in conditions.
func (p *parser) specialCondition(b *body, q *part, i int) bool {
	word, raw := p.word(i), p.raw(i)
	before, span := p.word(i-1), p.src.spanOf(i, i+1)
	joins := before == "and" || before == "or"
	switch {
	case word == "where" && i > q.first:
		p.add(codeUnexpected, span, "a rule has one condition", "").write("and")
	case p.kind(i) == tokComma && (p.word(i+1) == "and" || p.word(i+1) == "or"):
		p.add(codeUnexpected, span, `no comma stands before "{word}" in a condition`, "leave it out", p.raw(i+1)).
			fixAt(Span{Start: int(p.src.tokens[i-1].end), End: int(p.src.tokens[i].end)}, "")
	case (word == "and" || word == "or") && p.inList(q, i):
		p.add(codeList, span, "the values of a list are set off by commas", "write a comma").fixAt(Span{Start: int(p.src.tokens[i-1].end), End: int(p.src.tokens[i].end)}, ",")
	case p.isValue(i) && p.isValue(i-1) && p.inList(q, i):
		p.add(codeList, span, "the values of a list are set off by commas", "put a comma before this").insert(p.src.spanOf(i-1, i), ",")
	case p.kind(i) == tokSemicolon && p.inList(q, i):
		p.add(codeList, span, "the values of a list are set off by commas", "write a comma").fix(",")
	case p.doubleQuotes(i), p.valueFirst(b, q, i), p.quotedField(b, i), p.startsNot(b, q, i), p.needlessIs(b, i), p.butNot(b, q, i):
	case word == "then" || word == "else":
		p.add(codeUnexpected, span, `"{word}" is not part of a condition`, "use and, or", raw)
	case p.kind(i-1) == tokOp && p.kind(i) == tokOp:
		joined := p.raw(i-1) + raw
		d := p.add(codeOperator, p.src.spanOf(i-1, i+1), "these are two operators", "write one")
		if comparisons[joined] != 0 {
			d.Label = fmt.Sprintf("write %q", joined)
			d.fix(joined)
		}
	case p.looseValues(b, q, i), p.fieldAgain(b, q, i), p.missingAnd(b, q, i):
	case joins && p.isValue(i):
		p.add(codeUnexpected, span, `"{word}" needs a field before a value`, "write the field and its test again", before)
	case joins && p.kind(i) == tokOp:
		p.add(codeUnexpected, span, `"{word}" needs a field before a test`, "write the field again", before).
			note("for example: amount > 1000 and amount < 5000")
	case (before == "between" || before == "from" && contains([]string{"to", "through", "until", "till"}, p.word(p.valueEnd(i)))) && (p.kind(i) == tokNumber || p.kind(i) == tokDate):
		p.between(b, q, i)
	case word == "between" && before == "not" && p.isValue(i+1):
		p.between(b, q, i+1)
	default:
		return p.operatorTurn(b, q, i) || p.misspeltOperator(q, i) || p.noOperator(q, i)
	}
	return true
}

// inList reports whether a list is open before token i.
func (p *parser) inList(q *part, i int) bool {
	for k, closed := i-1, 0; k > q.first; k-- {
		switch p.kind(k) {
		case tokRBrack, tokRParen:
			closed++
		case tokLBrack, tokLParen:
			if closed--; closed < 0 {
				return p.kind(k) == tokLBrack || p.word(k-1) == "in"
			}
		}
	}
	return false
}

// doubleQuotes reports ""Anna"", which is two empty texts with something between them.
func (p *parser) doubleQuotes(i int) bool {
	raw := p.raw(i - 1)
	if raw != `""` && raw != "''" || !p.touches(i-1) {
		return false
	}
	last := i
	for p.kind(last) != tokText && !p.endsClause(last) {
		last++
	}
	if p.raw(last) != raw {
		return false
	}
	text := quoteText(p.src.slice(i, last))
	p.add(codeQuotes, p.src.spanOf(i-1, last+1), "there are two quotes for one", "").write(text)
	return true
}

// isValue reports whether token i is a value that is no word.
func (p *parser) isValue(i int) bool {
	return p.kind(i) == tokText || p.kind(i) == tokNumber || p.kind(i) == tokDate
}

// between reports `amount between 1 and 2` and `amount from 1 to 2`, the first value of which is token i.
func (p *parser) between(b *body, q *part, i int) {
	first := i - 1
	word := p.raw(first)
	negated := p.word(first-1) == "not" && p.termStart(q, first-1) < first-1
	if negated {
		first--
	}
	if p.word(first-1) == "is" {
		first--
	}
	d := p.add(codeUnexpected, p.src.spanOf(first, i), `"{word}" is not a test`, "write >= and <=", word)
	if low, end := p.valueEnd(i), p.valueEnd(p.valueEnd(i)+1); p.kind(low) == tokWord && end > low+1 {
		term := p.termStart(q, first)
		field := p.src.slice(term, first)
		text := fmt.Sprintf(">= %s and %s <= %s", p.src.slice(i, low), field, p.src.slice(low+1, end))
		span := p.src.spanOf(first, end)
		if negated {
			d.note("write: not (%s %s)", field, shorten(text))
			span, text = p.src.spanOf(term, end), "not ("+field+" "+text+")"
		} else {
			d.note("write: %s %s", field, shorten(text))
		}
		if p.helps(b, span, text) {
			d.fixAt(span, text)
		}
	}
}

// termStart returns the index of the first word of the condition that goes on before token i.
func (p *parser) termStart(q *part, i int) int {
	first := i
	for first > q.first+1 && (p.kind(first-1) == tokWord && p.word(first-1) != "and" && p.word(first-1) != "or" && p.word(first-1) != "not" || p.kind(first-1) == tokQuoted) {
		first--
	}
	return first
}

// testWords are the words that tests are made of.
var testWords = append(slices.Clone(filterKeys), "with")

// operatorTurn reports what other people write for an operator, such as "is greater than".
func (p *parser) operatorTurn(b *body, q *part, i int) bool {
	for _, t := range p.turnsAt(turnsOf(whereClause), q.first+1, i, q.last) {
		next := p.word(t.last)
		if slip := next != "" && !contains(testWords, next) && len(misspelt(next, testWords)) > 0; slip || t.first == p.termStart(q, t.first) { // or there would be no field
			continue
		}
		said := p.src.slice(t.first, t.last)
		if strings.HasSuffix(lower(said), "like") && p.kind(t.last) == tokText {
			t = p.likePattern(t)
		}
		if (t.write == "in" || t.write == "not in") && p.isValue(t.last) {
			if list, end := p.listFrom(t.last); p.helps(b, p.src.spanOf(t.first, end), t.write+" "+list) {
				t.last, t.write = end, t.write+" "+list
			}
		}
		if p.helps(b, t.span(p.src), t.write) {
			p.add(codeOperator, p.src.spanOf(t.first, t.last), `"{operator}" is not an operator`, "", said).sayTurn(p.src, t)
			return true
		}
	}
	return false
}

// misspeltOperator looks for an operator among the words before token i, which were read as the name of a field.
func (p *parser) misspeltOperator(q *part, i int) bool {
	for j := i - 1; j > max(q.first, i-maxTried) && p.kind(j) == tokWord; j-- {
		if contains(testWords, p.word(j)) {
			continue // what is right is no slip
		}
		near, furthest := p.likeliest(nil, q, j, misspelt(p.word(j), testWords))
		if furthest > i {
			d := p.add(codeUnexpected, p.src.spanOf(j, j+1), `"{word}" is not expected in the condition`, "", p.raw(j))
			d.suggest(near, nil)
			return true
		}
	}
	return false
}

// noOperator reports words before a value among which there is no operator. Which of them are the name of a field is for the host to say.
func (p *parser) noOperator(q *part, i int) bool {
	first := p.termStart(q, i)
	if !p.isValue(i) && p.kind(i) != tokLBrack || first == i {
		return false
	}
	if first == i-1 {
		p.add(codeUnexpected, p.src.spanOf(i, i+1), "an operator is missing before {value}", "write = or another operator before it", p.raw(i)).
			ask(func(c *checker) *Diagnostic { return c.missingOperator(first, i) })
		return true
	}
	p.add(codeOperator, p.src.spanOf(i-1, i), `"{operator}" is not an operator`, "", p.raw(i-1)).
		note("operators: =, !=, <, <=, >, >=, in, contains, starts with, ends with, is empty").
		ask(func(c *checker) *Diagnostic { return c.missingOperator(first, i) })
	return true
}

// missingOperator reports the words from first to last, before a value, where they are the name of a field or begin with one.
func (c *checker) missingOperator(first, last int) *Diagnostic {
	for end := min(last, first+maxWords); end > first; end-- {
		f := c.vocabulary.Field(c.src.nameOf(first, end))
		if f == nil {
			continue
		}
		d := c.src.diagnostic(codeUnexpected, c.src.spanOf(last, last+1), "an operator is missing before {value}", "write = or another operator before it", c.src.textOf(last))
		if end < last {
			d = c.src.diagnostic(codeOperator, c.src.spanOf(end, last), `"{operator}" is not an operator`, "", c.src.slice(end, last))
		}
		all := typeOperators[f.Type()]
		if end == last {
			c.certainOperator(&d, f, last)
		}
		return d.note("operators for %s: %s", typePlural(f.Type()), strings.Join(all, ", ")).allow(all)
	}
	return nil
}

// certainOperator offers the operator that is missing before the value at token i of a text, where there is no doubt about it.
func (c *checker) certainOperator(d *Diagnostic, f *invoice.Field, i int) {
	op := "= "
	switch f.Type() {
	case invoice.TextType, invoice.IDType, invoice.ListType, invoice.ChoiceType:
	default:
		return
	}
	switch c.src.tokens[i].kind {
	case tokLBrack:
		op = "in "
	case tokText:
	default:
		return
	}
	d.Label = "write " + op + "before it"
	d.fixAt(Span{Start: int(c.src.tokens[i].start), End: int(c.src.tokens[i].start)}, op)
}

// nameOf returns the words from first to last as a name.
func (s *source) nameOf(first, last int) string {
	words := make([]string, 0, last-first)
	for i := first; i < last; i++ {
		word := s.textOf(i)
		if s.tokens[i].kind == tokQuoted {
			word = unquote(word)
		}
		words = append(words, word)
	}
	return strings.Join(words, " ")
}

// fieldPart recognises `where billable monthly on last day`, which lacks a comma, among the words of an unknown field.
func (c *checker) fieldPart(words []tok) bool {
	if first := at(&words[0]); len(words) > 1 && c.src.wordAt(first) == "where" {
		c.err(codeUnexpected, c.src.spanOf(first, first+1), `"{word}" is there twice`, "leave this out", "where").
			fixAt(turned{first: first, last: first + 1}.span(c.src), "")
		return true
	}
	for i := 1; i < min(len(words), maxWords); i++ {
		if clauseHeads[words[i].Value] == nil || c.vocabulary.Field(phrase(words[:i])) == nil || c.vocabulary.Field(phrase(words[:i+1])) != nil {
			continue
		}
		if _, end := bounds(words); i == len(words)-1 && c.tested(end) { // customer name = "Acme"
			return false
		}
		if c.src.wordAt(at(&words[i])) == "where" {
			c.err(codeUnexpected, c.src.spanOf(at(&words[i]), at(&words[i])+1), "a rule has one condition", "").write("and")
			return true
		}
		t := c.src.textOf(at(&words[i]))
		c.err(codeUnexpected, c.src.spanOf(at(&words[i]), at(&words[i])+1), `"{word}" is not expected in the condition`, "put a comma before a new clause", t).
			insert(c.src.spanOf(at(&words[i])-1, at(&words[i])), ",")
		return true
	}
	return false
}

// likePattern returns the turn of phrase `like "A%"` with its pattern: an asterisk or percent sign stands for anything.
func (p *parser) likePattern(t turned) turned {
	inner := unquote(p.raw(t.last))
	text := strings.Trim(inner, "%*")
	if text == inner || text == "" || strings.ContainsAny(text, "%*_?") {
		return t
	}
	negated := t.write == "not contains"
	switch {
	case !strings.HasSuffix(inner, "%") && !strings.HasSuffix(inner, "*") && !negated:
		t.write = "ends with"
	case !strings.HasPrefix(inner, "%") && !strings.HasPrefix(inner, "*") && !negated:
		t.write = "starts with"
	}
	t.write += " " + quoteText(text)
	t.last++
	return t
}

package dsl

import (
	"fmt"

	"github.com/proforma-go/proforma/internal/spell"
)

// specialCondition recognises mistakes in conditions.
func (p *parser) specialCondition(q *part, i int) bool {
	word, raw := p.word(i), p.src.textOf(i)
	before, span := p.word(i-1), p.src.spanOf(i, i+1)
	joins := before == "and" || before == "or"
	switch {
	case word == "then" || word == "else":
		p.add(codeUnexpected, span, `"{word}" is not part of a condition`, "use and, or", raw)
	case p.kind(i-1) == tokOp && p.kind(i) == tokOp:
		joined := p.src.textOf(i-1) + raw
		d := p.add(codeOperator, p.src.spanOf(i-1, i+1), "these are two operators", "write one")
		if comparisons[joined] != 0 {
			d.Label = fmt.Sprintf("write %q", joined)
			d.fix(joined)
		}
	case joins && (p.kind(i) == tokText || p.kind(i) == tokNumber || p.kind(i) == tokDate):
		d := p.add(codeUnexpected, span, `"{word}" needs a field before a value`, "write the field and its test again", before)
		if before == "or" && p.kind(i-2) == tokText && p.kind(i) == tokText {
			d.note("or a list: in [%s, %s]", p.src.textOf(i-2), raw)
		}
	case joins && p.kind(i) == tokOp:
		p.add(codeUnexpected, span, `"{word}" needs a field before a test`, "write the field again", before).
			note("for example: amount > 1000 and amount < 5000")
	case before == "between" && (p.kind(i) == tokNumber || p.kind(i) == tokDate):
		field := p.src.slice(q.first+1, i-1)
		d := p.add(codeUnexpected, p.src.spanOf(i-1, i), `"between" is not a test`, "write >= and <=")
		if p.word(i+1) == "and" && i+2 < q.last {
			d.note("write: %s", shorten(fmt.Sprintf("%s >= %s and %s <= %s", field, raw, field, p.src.textOf(i+2))))
		}
	case p.kind(i) == tokLBrack && before == "of":
		first := i - 1
		for first > q.first && (p.word(first-1) == "one" || p.word(first-1) == "is" || p.word(first-1) == "any") {
			first--
		}
		p.add(codeUnexpected, p.src.spanOf(first, i), `"{words}" is not a test`, "write in", p.src.slice(first, i)).fix("in")
	default:
		return p.misspeltOperator(q, i)
	}
	return true
}

// misspeltOperator looks for an operator among the words before token i, which were read as the name of a field.
func (p *parser) misspeltOperator(q *part, i int) bool {
	for j := i - 1; j > max(q.first, i-maxTried) && p.kind(j) == tokWord; j-- {
		near, furthest := p.likeliest(q, j, spell.Near(p.word(j), filterKeys))
		if furthest > i {
			d := p.add(codeUnexpected, p.src.spanOf(j, j+1), `"{word}" is not expected in the condition`, "", p.src.textOf(j))
			d.suggest(near, nil)
			return true
		}
	}
	return false
}

// fieldPart recognises `where billable monthly on last day`, which lacks a comma, among the words of an unknown field.
func (c *checker) fieldPart(words []tok) bool {
	for i := 1; i < len(words); i++ {
		if clauseHeads[words[i].Value] == nil || c.vocabulary.Field(phrase(words[:i])) == nil {
			continue
		}
		t := c.src.textOf(at(words[i]))
		c.err(codeUnexpected, c.src.spanOf(at(words[i]), at(words[i])+1), `"{word}" is not expected in the condition`, "put a comma before a new clause", t).
			insert(c.src.spanOf(at(words[i])-1, at(words[i])), ",")
		return true
	}
	return false
}

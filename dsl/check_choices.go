package dsl

import (
	"slices"
	"strings"

	"github.com/proforma-go/proforma/invoice"
)

// isChoice reports whether a name is one of the choices of a field, by name or alias.
func isChoice(f *namedField, name string) bool {
	return slices.ContainsFunc(f.Choices(), func(k invoice.Choice) bool {
		return foldName(k.Name) == foldName(name) || slices.ContainsFunc(k.Aliases, func(a string) bool { return foldName(a) == foldName(name) })
	})
}

// looseItems reports several choices or names of one test that are no list: `kind = time or expense`, `kind in time, expense`, `manager =
// Anna or Bo`. The words after the value are fields or clauses by their syntax; they are not reported again.
func (c *checker) looseItems(f *namedField, v verb, value *valueNode) bool {
	after, write := c.choiceAfter, func(s string) string { return s }
	texts := func(f *namedField, i int) (string, int) { return c.nameAfter(i, v.in) }
	switch t := f.Type(); {
	case !v.in && v.op != invoice.Equal && v.op != invoice.NotEqual || len(value.Words) == 0:
		return false
	case t == invoice.TextType || t == invoice.IDType || t == invoice.ListType:
		after, write = texts, quoteText
	case t != invoice.ChoiceType:
		return false
	}
	items := []string{write(c.src.slice(value.first(), value.end()))}
	end := value.end()
	for {
		item, next := after(f, end)
		if next == end {
			break
		}
		items, end = append(items, write(item)), next
	}
	if len(items) == 1 {
		return false
	}
	c.listedThrough = end
	start, list := v.first, "["+strings.Join(items, ", ")+"]"
	switch {
	case v.in:
		start = value.first()
	case v.op == invoice.NotEqual:
		list = "not in " + list
	default:
		list = "in " + list
	}
	c.err(codeList, c.src.spanOf(start, end), "several values stand in a list", "").write(list)
	return true
}

// nameAfter returns one more name without its quotes after "and" or "or" at token i, and the index after it, which is i where there is none:
// where what follows is a condition. In a list that lacks its brackets it may stand after a comma, unless a clause does.
func (c *checker) nameAfter(i int, listed bool) (item string, end int) {
	first, comma := i, c.src.tokens[i].kind == tokComma && listed
	if comma {
		first++
	}
	if w := c.src.wordAt(first); w == "and" || w == "or" {
		first++
		comma = false
	}
	if first == i || clauseHeads[c.src.wordAt(first)] != nil {
		return "", i
	}
	for end = first; c.src.tokens[end].kind == tokWord && !contains(filterKeys, c.src.wordAt(end)); end++ {
		if c.vocabulary.Field(c.src.nameOf(first, end+1)) != nil || c.vocabulary.Option(c.src.nameOf(first, end+1)) != nil {
			return "", i
		}
	}
	switch next := c.src.tokens[end].kind; {
	case end == first, next == tokOp, contains(filterKeys[2:], c.src.wordAt(end)):
		return "", i
	case comma && c.src.wordAt(end) != "and" && c.src.wordAt(end) != "or" && next != tokComma && next != tokSemicolon && next != tokNewline && next != tokEOF && next != tokRBrace:
		return "", i
	}
	return c.src.slice(first, end), end
}

// choiceAfter returns one more choice of a field after a comma, "and" or "or" at token i, and the index after it, which is i where there is
// none.
func (c *checker) choiceAfter(f *namedField, i int) (item string, end int) {
	first := i
	if c.src.tokens[first].kind == tokComma {
		first++
	}
	if w := c.src.wordAt(first); w == "and" || w == "or" {
		first++
	}
	if first == i || clauseHeads[c.src.wordAt(first)] != nil {
		return "", i
	}
	for end = min(first+3, len(c.src.tokens)-1); end > first; end-- {
		name := c.src.nameOf(first, end)
		if isChoice(f, name) && c.vocabulary.Field(name) == nil && c.src.tokens[end].kind != tokOp && !contains(filterKeys[2:], c.src.wordAt(end)) {
			return c.src.slice(first, end), end
		}
	}
	return "", i
}

// wordAt returns token i in lower case where it is a word, and "" otherwise.
func (s *source) wordAt(i int) string {
	if i >= len(s.tokens) || s.tokens[i].kind != tokWord {
		return ""
	}
	return lower(s.textOf(i))
}

// wordsAsTest reports words of an unknown field which are those of a known one with what other people write for an operator, such as
// "manager exists" or "kind equals time", between the tokens first and last.
func (c *checker) wordsAsTest(first, last int) bool {
	p := &parser{findings: c.findings}
	for end := min(last-1, first+maxWords); end > first; end-- {
		if c.vocabulary.Field(c.src.nameOf(first, end)) == nil {
			continue
		}
		for _, t := range p.turnsAt(turnsOf(whereClause), end, end, last) {
			unary := strings.HasSuffix(t.write, "empty")
			if t.first == end && unary == (t.last == last) {
				c.err(codeOperator, c.src.spanOf(t.first, t.last), `"{operator}" is not an operator`, "", c.src.slice(t.first, t.last)).sayTurn(c.src, t)
				return true
			}
		}
	}
	return false
}

// wordsAfterIs reports `amount is at least …` and the like: words after "is" that belong to an operator.
func (c *checker) wordsAfterIs(f *namedField, n *testNode, value *valueNode) bool {
	if len(n.Is) == 0 || len(value.Words) == 0 || isChoice(f, phrase(value.Words)) {
		return false
	}
	p := &parser{findings: c.findings}
	first := at(&n.Is[0])
	for _, t := range p.turnsAt(turnsOf(whereClause), first, first, value.end()) {
		unary := strings.HasSuffix(t.write, "empty")
		if t.first == first && t.last > value.first() && unary == (t.last == value.end()) {
			c.err(codeOperator, c.src.spanOf(t.first, t.last), `"{operator}" is not an operator`, "", c.src.slice(t.first, t.last)).sayTurn(c.src, t)
			return true
		}
	}
	return false
}

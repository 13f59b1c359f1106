package dsl

import (
	"strings"
)

// startsTerm reports whether a condition can begin at token i of a where clause.
func (p *parser) startsTerm(i int) bool {
	return contains([]string{"where", "and", "or", "not"}, p.word(i-1)) || p.kind(i-1) == tokLParen
}

// operatorWords are the words that operators begin with.
var operatorWords = []string{"in", "contains", "starts", "ends", "is", "not", "does", "matches"}

// mirrored are the comparisons that say the same with their sides exchanged.
var mirrored = map[string]string{"=": "=", "!=": "!=", "<": ">", "<=": ">=", ">": "<", ">=": "<="}

// valueFirst reports a value before its field: `1000 < amount`, `100 < amount <= 1000`, `"Acme" = customer`.
func (p *parser) valueFirst(b *body, q *part, i int) bool {
	op := p.valueEnd(i)
	first := op + 1
	if !p.startsTerm(i) || op == i || mirrored[p.raw(op)] == "" || p.kind(first) != tokWord {
		return false
	}
	end := first
	for p.kind(end) == tokWord && p.word(end) != "and" && p.word(end) != "or" {
		end++
	}
	field := p.src.slice(first, end)
	write := field + " " + mirrored[p.raw(op)] + " " + p.src.slice(i, op)
	if last := p.valueEnd(end + 1); mirrored[p.raw(end)] != "" && last > end+1 {
		write += " and " + field + " " + p.src.slice(end, last)
		end = last
		if p.word(i-1) == "not" || p.saysBetween(q.first, q.last, "or") {
			write = "(" + write + ")"
		}
	}
	span := p.src.spanOf(i, end)
	if !p.helps(b, span, write) {
		return false
	}
	p.add(codeUnexpected, span, "a condition begins with its field", "").write(write)
	return true
}

// quotedField reports the name of a field in quotes or brackets: `"customer group" = "Nordic"`.
func (p *parser) quotedField(b *body, i int) bool {
	end, name := i+1, ""
	switch {
	case !p.startsTerm(i):
		return false
	case p.kind(i) == tokText:
		name = unquote(p.raw(i))
	case p.raw(i) == "[":
		for p.kind(end) == tokWord {
			end++
		}
		if name, end = p.src.slice(i+1, end), end+1; p.raw(end-1) != "]" {
			return false
		}
	}
	span := p.src.spanOf(i, end)
	if p.kind(end) != tokOp && !contains(operatorWords, p.word(end)) || quoteIfNeeded(name) != name || !p.helps(b, span, name) {
		return false
	}
	p.add(codeUnexpected, span, "the name of a field has no quotes", "").write(name)
	return true
}

// startsNot reports `does not start with` and `not ends with`, for which there is no operator.
func (p *parser) startsNot(b *body, q *part, i int) bool {
	verb := map[string]string{"start": "starts with", "starts": "starts with", "begin": "starts with", "begins": "starts with", "end": "ends with", "ends": "ends with"}[p.word(i)]
	first, value := i-1, i+1
	if verb == "" || p.word(first) != "not" {
		return false
	}
	if w := p.word(first - 1); w == "does" || w == "do" {
		first--
	}
	if p.word(value) == "with" || p.word(value) == "in" {
		value++
	}
	field := p.termStart(q, first)
	span, write := p.src.spanOf(field, value+1), "not ("+p.src.slice(field, first)+" "+verb+" "+p.raw(value)+")"
	if field == first || p.word(field-1) == "not" || p.kind(value) != tokText || !p.helps(b, span, write) {
		return false
	}
	p.add(codeOperator, p.src.spanOf(first, value), `"{operator}" is not an operator`, "write {instead}", p.src.slice(first, value), write).fixAt(span, write)
	return true
}

// needlessIs reports `where is billable` and `where and billable`.
func (p *parser) needlessIs(b *body, i int) bool {
	t := turned{first: i, last: i + 1}
	w := p.word(i)
	if w != "is" && (w != "and" && w != "or" || p.word(i-1) != "where") || !p.startsTerm(i) || !p.helps(b, t.span(p.src), "") {
		return false
	}
	p.add(codeUnexpected, p.src.spanOf(i, i+1), `"{word}" is not expected in the condition`, "", p.raw(i)).sayTurn(p.src, t)
	return true
}

// testBefore returns where the test begins whose value ends before token i, the first token of its operator, and that of its field.
func (p *parser) testBefore(q *part, i int) (field, op int) {
	op = i - 1
	for op > q.first && (p.isValue(op) || isCurrency(p.raw(op))) {
		op--
	}
	switch w := p.word(op); {
	case w == "with":
		op--
	case w != "contains" && p.kind(op) != tokOp:
		return op, op
	}
	return p.termStart(q, op), op
}

// fieldAgain reports a test or a value after "and", "or" and "but" that stands without its field: `amount > 1000 and < 5000`, `description
// contains "a" or "b"`.
func (p *parser) fieldAgain(b *body, q *part, i int) bool {
	joint := p.word(i - 1)
	if joint != "and" && joint != "or" && joint != "but" {
		return false
	}
	field, op := p.testBefore(q, i-1)
	again, message := p.src.slice(field, op), `"{word}" needs a field before a test`
	if p.isValue(i) {
		again, message = p.src.slice(field, p.opEnd(op)), `"{word}" needs a field before a value`
		if raw := p.raw(op); raw == "=" || raw == "!=" {
			return false
		}
	} else if p.kind(i) != tokOp {
		return false
	}
	other := "and"
	if joint == "and" || joint == "but" {
		joint, other = "and", "or"
	}
	if w := p.word(field - 1); field == op || w == "not" || p.saysBetween(q.first, q.last, other) {
		return false
	}
	write := joint + " " + again
	if !p.helps(b, p.src.spanOf(i-1, i), write) {
		return false
	}
	p.add(codeUnexpected, p.src.spanOf(i, i+1), message, "write {field} before it", p.raw(i-1), again).fixAt(p.src.spanOf(i-1, i), write)
	return true
}

// opEnd returns the index after the operator at token i.
func (p *parser) opEnd(i int) int {
	if p.word(i+1) == "with" {
		return i + 2
	}
	return i + 1
}

// missingAnd reports a condition directly after another.
func (p *parser) missingAnd(b *body, q *part, i int) bool {
	end := i
	for p.kind(end) == tokWord && !contains(filterKeys, p.word(end)) {
		end++
	}
	ended := p.isValue(i-1) || p.kind(i-1) == tokRParen || p.kind(i-1) == tokRBrack || isCurrency(p.raw(i-1)) || p.word(i-1) == "empty"
	span := p.src.spanOf(i-1, i)
	at := Span{Start: span.End, End: span.End}
	if end == i || !ended || p.kind(end) != tokOp && !contains(operatorWords, p.word(end)) ||
		clauseHeads[p.word(i)] != nil || p.saysBetween(q.first, q.last, "or") || spoken(p.word(i)) || !p.helps(b, at, " and") {
		return false
	}
	joined := strings.HasPrefix(p.word(i), "or") || strings.HasPrefix(p.word(i), "and") || end > i+1 && len(p.word(i)) <= 3 // a slip of one of them
	if field := p.src.nameOf(i, end); !joined && !strings.Contains(lower(p.src.slice(q.first, i)), lower(field)) {
		p.add(codeUnexpected, p.src.spanOf(i, end), "conditions are joined with and", "write and before this").fixAt(at, " and")
		return true
	}
	p.add(codeUnexpected, p.src.spanOf(i, end), `conditions are joined with "and" or "or"`, "write one of them before this")
	return true
}

// spoken reports whether a word joins conditions in another way than "and" and "or".
func spoken(word string) bool {
	return contains([]string{"unless", "except", "excluding", "without", "but", "plus", "nor", "xor", "not", "than", "order", "group", "having", "limit"}, word)
}

// butNot reports a condition that is to fail: `unless department = "IT"`, `but not billable`, `except customer = "Acme"`.
func (p *parser) butNot(b *body, q *part, i int) bool {
	term := i + 1
	switch w := p.word(i); {
	case w == "but" && p.word(term) == "not":
		term++
	case w != "unless" && w != "except" && w != "excluding":
		return false
	}
	if p.word(term) == "where" || p.word(term) == "if" {
		term++
	}
	last := q.last
	if w := p.word(i); w == "except" {
		last = p.clauseLast(b, i)
	}
	write := p.negated(term, last)
	span := p.src.spanOf(i, last)
	if write == "" || p.word(i) == "except" && strings.HasPrefix(write, "not ") || p.saysBetween(q.first, last, "or") || p.saysBetween(term, last, "and") || !p.helps(b, span, "and "+write) {
		return false
	}
	p.add(codeUnexpected, p.src.spanOf(i, term), `"{word}" does not join conditions`, "write and {condition}", p.src.slice(i, term), write).fixAt(span, "and "+write)
	return true
}

// clauseLast returns the index after the clause in which token i stands.
func (p *parser) clauseLast(b *body, i int) int {
	_, last := p.clauseAround(b, int(p.src.tokens[i].start))
	return last
}

// negated returns the opposite of the one condition between two tokens; "" where that is none.
func (p *parser) negated(first, last int) string {
	op := first
	for op < last && p.kind(op) == tokWord && !contains(filterKeys, p.word(op)) {
		op++
	}
	field, rest := p.src.slice(first, op), ""
	if op < last {
		rest = p.src.slice(min(op+1, last), last)
	}
	switch {
	case op == first:
		return ""
	case op == last:
		return "not " + field
	case p.raw(op) == "=" && p.isValue(op+1), p.raw(op) == "=" && p.kind(op+1) == tokWord && p.word(op+1) != "not":
		return field + " != " + rest
	case p.isValue(op) && op+1 == last:
		return field + " != " + p.src.slice(op, last)
	case p.word(op) == "in", p.word(op) == "contains":
		return field + " not " + p.src.slice(op, last)
	}
	return "not (" + p.src.slice(first, last) + ")"
}

// inWhere reports whether token i stands in a where clause, after its first word.
func (p *parser) inWhere(i int) bool {
	closed, ended := 0, false // ended: a separator was passed that is in no brackets as far as is known
	for k := i - 1; k >= 0; k-- {
		switch p.kind(k) {
		case tokLBrace, tokRBrace:
			return false
		case tokRParen, tokRBrack:
			closed++
		case tokLParen, tokLBrack:
			if closed--; closed < 0 {
				closed, ended = 0, false
			}
		case tokComma, tokSemicolon, tokNewline:
			ended = ended || closed == 0 && p.word(k+1) != "and" && p.word(k+1) != "or"
		case tokWord:
			if p.word(k) == "where" {
				return !ended
			}
		}
	}
	return false
}

// colonTest reports the colon of `where customer: "Acme"`.
func (p *parser) colonTest(i int) bool {
	if p.raw(i) != ":" || p.kind(i-1) != tokWord || clauseHeads[p.word(i-1)] != nil || !p.inWhere(i) || p.endsClause(i+1) {
		return false
	}
	write := " ="
	if p.touches(i) {
		write = " = "
	}
	if p.kind(i+1) == tokLBrack {
		write = strings.Replace(write, "=", "in", 1)
	}
	p.add(codeCharacter, p.src.spanOf(i, i+1), "{character} is not an operator", "write "+strings.TrimSpace(write), `":"`).
		fixAt(Span{Start: int(p.src.tokens[i-1].end), End: int(p.src.tokens[i].end)}, write)
	return true
}

// dottedField reports the point of `where customer.name = "Acme"`.
func (p *parser) dottedField(i int) bool {
	if p.raw(i) != "." || p.kind(i-1) != tokWord || p.kind(i+1) != tokWord || !p.touches(i-1) || !p.touches(i) || !p.inWhere(i) {
		return false
	}
	p.add(codeCharacter, p.src.spanOf(i, i+1), "{character} cannot stand in the name of a field", "write a space", `"."`).fix(" ")
	return true
}

// hoursOf reports a number with the letters of its unit in a condition, where it is no time of day: `quantity > 8h`.
func (p *parser) hoursOf(i int) bool {
	raw := p.raw(i)
	number := strings.TrimRight(lower(raw), "hrs")
	if unit := lower(raw[len(number):]); unit != "h" && unit != "hr" && unit != "hrs" || !isNumber(number) {
		return false
	}
	p.add(codeGlued, p.src.spanOf(i, i+1), "a number in a condition has no unit", "").write(number)
	return true
}

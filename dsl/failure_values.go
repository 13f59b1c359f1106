package dsl

import "strings"

// valueEnd returns the index after the value at token i, which is i where there is none.
func (p *parser) valueEnd(i int) int {
	if !p.isValue(i) {
		return i
	}
	if p.kind(i) == tokNumber && isCurrency(p.raw(i+1)) {
		return i + 2
	}
	return i + 1
}

// listFrom returns the values from token i on, with commas, "and" or "or" between them, as a list, and the index after them.
func (p *parser) listFrom(i int) (list string, end int) {
	var items []string
	for end = p.valueEnd(i); end > i; {
		items = append(items, p.src.slice(i, end))
		next := end
		if p.kind(next) == tokComma {
			next++
		}
		if w := p.word(next); w == "and" || w == "or" {
			next++
		}
		if next == end || p.valueEnd(next) == next {
			break
		}
		i, end = next, p.valueEnd(next)
	}
	return "[" + strings.Join(items, ", ") + "]", end
}

// looseValues reports several values of one test that are no list: `= "A" or "B"`, `in "A", "B"`. It looks for them around token i, at which
// the condition cannot be read.
func (p *parser) looseValues(b *body, q *part, i int) bool {
	first := i
	for first > q.first && (p.isValue(first-1) || p.kind(first-1) == tokComma || p.word(first-1) == "or" || p.word(first-1) == "and" ||
		isCurrency(p.raw(first-1)) && p.kind(first-2) == tokNumber) {
		first--
	}
	list, end := p.listFrom(first)
	if end <= i || end == p.valueEnd(first) {
		return false
	}
	start := first
	switch {
	case p.raw(first-1) == "=":
		start, list = first-1, "in "+list
	case p.raw(first-1) == "!=":
		start, list = first-1, "not in "+list
	case p.word(first-1) == "in":
	case p.word(first-1) == "not" && p.word(first-2) == "is":
		start, list = first-2, "not in "+list
	case p.word(first-1) == "is":
		start, list = first-1, "in "+list
	default:
		return false
	}
	span := p.src.spanOf(start, end)
	if !p.helps(b, span, list) {
		return false
	}
	d := p.add(codeList, span, "several values stand in a list", "")
	if p.saysBetween(start, end, "and") && start < first {
		d.note("for any of them write: %s", list).note("for all of them write the field and its test again")
	} else {
		d.write(list)
	}
	return true
}

// saysBetween reports whether a word stands between two tokens.
func (p *parser) saysBetween(first, last int, word string) bool {
	for i := first; i < last; i++ {
		if p.word(i) == word {
			return true
		}
	}
	return false
}

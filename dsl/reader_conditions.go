package dsl

import "github.com/alecthomas/participle/v2/lexer"

// Parse reads a condition.
func (n *orNode) Parse(lex *lexer.PeekingLexer) error { return produce(lex, n, (*reader).or) }

// Parse reads the name of a field.
func (n *fieldNode) Parse(lex *lexer.PeekingLexer) error { return produce(lex, n, (*reader).field) }

// Parse reads a literal.
func (n *valueNode) Parse(lex *lexer.PeekingLexer) error { return produce(lex, n, (*reader).value) }

func (r *reader) or() *orNode {
	if terms := list(r, (*reader).and, (*reader).onlyOr); terms != nil {
		return &orNode{Terms: terms}
	}
	return nil
}

func (r *reader) and() *andNode {
	if terms := list(r, (*reader).term, (*reader).onlyAnd); terms != nil {
		return &andNode{Terms: terms}
	}
	return nil
}

func (r *reader) term() *termNode {
	n := termNode{Not: r.word("not")}
	if n.Open = r.word("("); has(n.Open) {
		n.Expr = need(r, r.or())
		n.Close = need(r, r.word(")"))
		return &n
	}
	if n.Field = r.field(); n.Field != nil {
		n.Test = r.test()
		return &n
	}
	r.must(!has(n.Not))
	return nil
}

func (r *reader) field() *fieldNode {
	if words := r.name(); words != nil {
		return &fieldNode{Words: words}
	}
	return nil
}

func (r *reader) test() *testNode {
	first := r.lex.RawCursor()
	switch {
	case r.pass(classOp), r.skip("in", "contains", "matches"):
	case r.skip("does"):
		r.must(r.skip("not"))
		r.must(r.skip("contain"))
	case r.skip("starts", "ends"):
		r.must(r.skip("with"))
	case r.skip("not"):
		r.must(r.skip("in", "contains"))
	case r.skip("is"):
		r.skip("not")
		return r.is(r.since(first))
	default:
		return nil
	}
	return &testNode{Verb: r.since(first), Value: need(r, r.value())}
}

func (r *reader) is(verb []tok) *testNode {
	n := testNode{Is: verb, State: r.word("empty", "set")}
	if !has(n.State) {
		n.In, n.What = r.word("in"), need(r, r.value())
	}
	return &n
}

func (r *reader) value() *valueNode {
	switch t := r.class(classText, classDate, classNumber); classOf(t) {
	case classNumber:
		return &valueNode{Literal: t, Currency: r.class(classCurrency)}
	case classText, classDate:
		return &valueNode{Literal: t}
	}
	if words := r.name(); words != nil {
		return &valueNode{Words: words}
	}
	n := valueNode{Open: r.word("[", "(")}
	if !has(n.Open) {
		return nil
	}
	for more := true; more; more = n.Items != nil && r.skip(",") {
		if item := r.value(); item != nil {
			n.Items = append(n.Items, item)
		}
	}
	n.Close = need(r, r.word("]", ")"))
	return &n
}

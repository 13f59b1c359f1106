package dsl

import (
	"slices"

	"github.com/alecthomas/participle/v2"
	"github.com/alecthomas/participle/v2/lexer"
)

// reader parses the productions that rules have most of: conditions, values, names, days and dates. Participle calls it where the grammar
// of a clause comes to one of them (see [participle.Parseable]), as it is meant to be for expressions. It could parse them itself, and a
// test has it do so and holds the reader to the tags; but for every word it would set up several hundred bytes, to try alternatives with
// and to set fields by reflection.
//
// A production that is not there is nil. Where one breaks off, the reader has failed and passes over no more tokens, so that the next one
// is that which does not fit.
type reader struct {
	lex    *lexer.PeekingLexer
	failed bool
}

// produce has a reader read a production for participle.
func produce[T any](lex *lexer.PeekingLexer, into *T, production func(*reader) *T) error {
	r := reader{lex: lex}
	n := production(&r)
	switch {
	case r.failed:
		return &participle.UnexpectedTokenError{Unexpected: *lex.Peek()}
	case n == nil:
		return participle.NextMatch
	}
	*into = *n
	return nil
}

// on reports whether the next token is of one of the classes.
func (r *reader) on(classes ...lexer.TokenType) bool {
	return !r.failed && slices.Contains(classes, r.lex.Peek().Type)
}

// onWord reports whether the next token is one of the words.
func (r *reader) onWord(words ...string) bool {
	return !r.failed && contains(words, r.lex.Peek().Value)
}

// take captures the next token. It is a copy: the tokens of the lexer are used again.
func (r *reader) take() captured {
	t := *r.lex.Next()
	return &t
}

// class captures the next token where it is of one of the classes.
func (r *reader) class(classes ...lexer.TokenType) captured {
	if !r.on(classes...) {
		return nil
	}
	return r.take()
}

// word captures the next token where it is one of the words.
func (r *reader) word(words ...string) captured {
	if !r.onWord(words...) {
		return nil
	}
	return r.take()
}

// pass passes over the next token where it is of one of the classes.
func (r *reader) pass(classes ...lexer.TokenType) bool {
	if !r.on(classes...) {
		return false
	}
	r.lex.Next()
	return true
}

// skip passes over the next token where it is one of the words.
func (r *reader) skip(words ...string) bool {
	if !r.onWord(words...) {
		return false
	}
	r.lex.Next()
	return true
}

// since captures the tokens from first up to the next one.
func (r *reader) since(first lexer.RawCursor) []tok {
	return append([]tok(nil), r.lex.Range(first, r.lex.RawCursor())...)
}

// name captures all words up to something else, and words of the grammar among them that it may have.
func (r *reader) name(and ...string) []tok {
	first := r.lex.RawCursor()
	for r.pass(classWord) || r.skip(and...) {
	}
	return r.since(first)
}

// The ways in which lists go on. They report whether one does, and pass over what sets its items apart.

func (r *reader) commaOrAnd() bool {
	if r.skip(",") {
		r.skip("and")
		return true
	}
	return r.skip("and")
}

func (r *reader) onlyAnd() bool { return r.skip("and") }

func (r *reader) onlyOr() bool { return r.skip("or") }

// classes captures a list of tokens of one class, with their commas and ands.
func (r *reader) classes(class lexer.TokenType) []tok {
	first := r.lex.RawCursor()
	if !r.pass(class) {
		return nil
	}
	for r.commaOrAnd() {
		r.must(r.pass(class))
	}
	return r.since(first)
}

// list reads a list of productions; nil where there is not even one.
func list[T any](r *reader, item func(*reader) *T, goesOn func(*reader) bool) []*T {
	var all []*T
	for n := item(r); n != nil; n = need(r, item(r)) {
		all = append(all, n)
		if !goesOn(r) {
			break
		}
	}
	return all
}

// must fails where something is not there.
func (r *reader) must(there bool) { r.failed = r.failed || !there }

// need fails where a token or production is not there, and returns it.
func need[T any](r *reader, n *T) *T {
	r.must(n != nil)
	return n
}

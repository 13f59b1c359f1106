package dsl

import (
	"errors"
	"maps"
	"reflect"
	"slices"

	"github.com/alecthomas/participle/v2"
	"github.com/alecthomas/participle/v2/lexer"
)

// Reading is what a production makes of a text.
type Reading struct {
	Node     any // nil where the text does not fit
	FailedAt int // the token that does not fit; where the text ends too early, their number
}

// Production is one that a reader parses.
type Production struct {
	Name   string
	Dates  bool                      // words mean something in it that they mean in dates alone
	ByHand func(text string) Reading // as the reader does
	ByTags func(text string) Reading // as participle does, from the tags
}

// Productions lists what readers parse.
var Productions = []Production{
	bothWays[orNode, orTags](filters), bothWays[fieldNode, fieldTags](filters), bothWays[valueNode, valueTags](filters),
	bothWays[unitNode, unitTags](phrases), bothWays[everyNode, everyTags](phrases), bothWays[daysNode, daysTags](phrases),
	bothWays[anchorNode, anchorTags](phrases), bothWays[monthsNode, monthsTags](phrases), bothWays[recipientsNode, recipientsTags](phrases),
	bothWays[fieldsNode, fieldsTags](names), bothWays[amountNode, amountTags](names), bothWays[wordsNode, wordsTags](words),
	bothWays[optionNameNode, optionNameTags](names),
}

// ReaderTypes names the types whose EBNF is that of their tags.
func ReaderTypes() []string { return slices.Sorted(maps.Keys(byTags)) }

// bothWays returns the production of N, the tags of which T has too.
func bothWays[N, T any](m mode) Production {
	node := reflect.TypeFor[*N]()
	return Production{Name: node.Elem().Name(), Dates: m == phrases, ByHand: readings[N](m, node), ByTags: readings[T](m, node)}
}

// readings has participle parse whole texts as a T, and returns what it makes of them as a node.
func readings[T any](m mode, node reflect.Type) func(text string) Reading {
	parser := build[T]()
	return func(text string) Reading {
		src := &source{text: text, tokens: scan(text)}
		lex, err := lexer.Upgrade(&feed{src: src, last: len(src.tokens) - 1, mode: m})
		if err != nil {
			panic(err)
		}
		n, err := parser.ParseFromLexer(lex)
		if err == nil {
			return Reading{Node: reflect.ValueOf(n).Convert(node).Interface()}
		}
		var at participle.Error
		if !errors.As(err, &at) {
			panic(err)
		}
		return Reading{FailedAt: at.Position().Offset}
	}
}

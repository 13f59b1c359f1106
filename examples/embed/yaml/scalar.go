package main

import (
	"fmt"
	"strings"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/token"

	"github.com/proforma-go/proforma/dsl"
)

// scalar is a text of a YAML file that remembers its node.
type scalar struct {
	text string
	node ast.Node
}

// UnmarshalYAML keeps a text. Numbers, dates and lists are no rules, whatever they look like.
func (s *scalar) UnmarshalYAML(node ast.Node) error {
	if tag, ok := node.(*ast.TagNode); ok && tag.Start.Value == string(token.StringTag) {
		node = tag.Value
	}
	switch n := node.(type) {
	case *ast.StringNode:
		*s = scalar{n.Value, n}
	case *ast.LiteralNode:
		*s = scalar{n.Value.Value, n}
	default:
		at := node.GetToken().Position
		return fmt.Errorf("%d:%d: a rule is a text; put it in quotes", at.Line, at.Column)
	}
	return nil
}

// locate returns findings about the text with the lines and columns that they have in the file. Offsets stay those of the text, so that
// fixes can be applied to it.
func (s scalar) locate(file, source string, found dsl.Diagnostics) dsl.Diagnostics {
	text, near, exact := s.align(source)
	if exact {
		return found.Move(file, source, text.offset)
	}
	found = found.Move(file, source, func(int) int { return near })
	for i := range found {
		found[i].Message += ", in a value near here; its exact place cannot be told"
	}
	return found
}

// align finds every character of the text in the file. Exact is false where that fails; at is then where go-yaml saw the value, which is
// near it: some values, such as those with a tab or a line break in a list in brackets, come with the place of another character. Then the
// file is searched for it.
func (s scalar) align(source string) (text aligned, at int, exact bool) {
	first := s.node.GetToken()
	how, opening := plainStyle, ""
	switch _, block := s.node.(*ast.LiteralNode); {
	case block:
		how = blockStyle
	case first.Type == token.SingleQuoteType:
		how, opening = singleStyle, "'"
	case first.Type == token.DoubleQuoteType:
		how, opening = doubleStyle, `"`
	}
	at = offset(source, first.Position.Line, first.Position.Column)
	begin := at
	if how == blockStyle {
		begin += strings.IndexByte(source[at:]+"\n", '\n') // the rest of the line has the indicator, and maybe a comment
	}
	if strings.HasPrefix(source[begin:], opening) {
		if text, exact = align(s.text, source, begin+len(opening), how); exact {
			return text, at, true
		}
	}
	text, exact = search(s.text, source, how, opening)
	return text, at, exact
}

// search looks for a text in the whole file. It is false where the text is not there, or more than once.
func search(text, source string, how style, opening string) (found aligned, ok bool) {
	for i := range source {
		if strings.HasSuffix(source[:i], opening) && blank(source[i:], how) == 0 {
			if a, here := align(text, source, i, how); here {
				if ok {
					return aligned{}, false
				}
				found, ok = a, true
			}
		}
	}
	return found, ok
}

// offset returns the byte offset of a line and a column, which counts characters; both count from 1.
func offset(source string, line, column int) int {
	at := 0
	for ; line > 1; line-- {
		next := strings.IndexByte(source[at:], '\n')
		if next < 0 {
			return len(source)
		}
		at += next + 1
	}
	for i := range source[at:] {
		if column--; column == 0 {
			return at + i
		}
	}
	return len(source)
}

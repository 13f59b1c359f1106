package dsl

import (
	"errors"
	"io"
	"slices"
	"strings"
	"sync"

	"github.com/alecthomas/participle/v2"
	"github.com/alecthomas/participle/v2/lexer"
)

// tok is a token as grammars see it: its Value, and in Pos.Offset its index among the tokens of the source.
type tok = lexer.Token

// captured is a token that a grammar keeps of a clause, nil where it was not there. Names are several tokens, and are left to a [reader]: a
// list of tokens that participle sets would be a stretch of those that it reads, which are used again.
type captured = *tok

// has reports whether a token was there.
func has(t captured) bool { return t != nil }

// at returns the index of a captured token among the tokens of the source.
func at(t captured) int { return t.Pos.Offset }

// valueOf returns the value of a captured token, "" where it was not there.
func valueOf(t captured) string {
	if t == nil {
		return ""
	}
	return t.Value
}

// classOf returns the class of a captured token, 0 where it was not there.
func classOf(t captured) lexer.TokenType {
	if t == nil {
		return 0
	}
	return t.Type
}

// bounds returns the index of the first of some tokens among the tokens of the source, and the index after the last.
func bounds(words []tok) (first, end int) {
	return words[0].Pos.Offset, words[len(words)-1].Pos.Offset + 1
}

// node is what a clause's grammar makes: the syntax of the clause, which knows its meaning.
type node interface{ apply(c *checker, p *part) }

// mode says which words of a clause mean something of their own.
type mode uint8

const (
	phrases mode = iota // dates and schedules
	filters             // operators; everything else is a name
	names               // "and", "by"; everything else is a name
	words               // no word means anything
)

// grammar parses the clauses of one kind. Its parser is made when it is first needed.
type grammar struct {
	mode  mode
	parse func(*lexer.PeekingLexer) (node, error)
	ebnf  func() string
	all   func() []candidate // what can stand anywhere in such a clause
}

// syntax is the only description of the tokens that participle gets: it is always handed tokens that were scanned before.
type syntax struct{}

func (syntax) Symbols() map[string]lexer.TokenType { return symbols }

func (syntax) Lex(string, io.Reader) (lexer.Lexer, error) {
	return nil, errors.New("dsl: clauses are parsed from tokens")
}

// build makes the parser of a production. The grammars are LL(1): with a look-ahead of 0 participle's error stands exactly at the token
// that does not fit.
func build[T any]() *participle.Parser[T] {
	return participle.MustBuild[T](participle.Lexer(syntax{}), participle.UseLookahead(0))
}

// newGrammar returns the grammar of node type T.
func newGrammar[T any, N interface {
	*T
	node
}](m mode) *grammar {
	parser := sync.OnceValue(build[T])
	g := &grammar{
		mode: m,
		parse: func(lex *lexer.PeekingLexer) (node, error) {
			n, err := parser().ParseFromLexer(lex)
			return N(n), err
		},
		ebnf: sync.OnceValue(func() string { return productions(parser().String()) }),
	}
	g.all = sync.OnceValue(g.candidates)
	return g
}

// correction is a misspelt word and the one that was meant.
type correction struct {
	at   int
	word string
}

// feed hands the tokens of a clause to participle.
type feed struct {
	src         *source
	next, last  int
	mode        mode
	afterNumber bool
	extra       *tok         // one more token after the last; see [parser.viable]
	corrected   []correction // words read as others, to find what else is wrong
}

// feed returns the tokens of a clause from first to last, which are good until the next call.
func (p *parser) feed(kind *clauseKind, first, last int) *feed {
	p.fed = feed{src: p.src, next: first, last: last, mode: kind.grammar.mode, corrected: p.corrected}
	return &p.fed
}

func (f *feed) Next() (tok, error) {
	for f.next < f.last {
		i := f.next
		f.next++
		if t, ok := f.src.classify(i, f.mode, f.afterNumber); ok {
			for _, c := range f.corrected {
				if c.at == i {
					t.Type, t.Value = wordClass(lower(c.word), f.mode, f.afterNumber)
				}
			}
			f.afterNumber = f.src.tokens[i].kind == tokNumber
			return t, nil
		}
	}
	end := f.last
	if f.extra != nil {
		t := *f.extra
		t.Pos.Offset = end
		f.extra, f.last, f.next = nil, end+1, end+1
		return t, nil
	}
	return tok{Type: lexer.EOF, Pos: lexer.Position{Offset: end}}, nil
}

// classify returns token i as the grammars of a mode see it; ok is false for what they do not see.
func (s *source) classify(i int, m mode, afterNumber bool) (t tok, ok bool) {
	raw := s.textOf(i)
	t = tok{Value: raw, Pos: lexer.Position{Offset: i}}
	switch s.tokens[i].kind {
	case tokNewline, tokComment:
		return t, false
	case tokWord:
		t.Type, t.Value = wordClass(lower(raw), m, afterNumber)
		return t, t.Value != "the" || m != phrases
	case tokQuoted:
		t.Type = classWord
	case tokText:
		t.Type = classText
	case tokNumber:
		t.Type = classNumber
	case tokOrdinal:
		t.Type, t.Value = classOrdinal, raw[:len(raw)-2]
	case tokDate:
		t.Type = classDate
	case tokTime:
		t.Type = classTime
	case tokZone:
		t.Type = classZone
	case tokOp:
		t.Type = classOp
	default:
		t.Type = classPunct
	}
	return t, true
}

var filterKeys = []string{"and", "or", "not", "in", "is", "contains", "does", "starts", "ends", "matches"}

func wordClass(w string, m mode, afterNumber bool) (lexer.TokenType, string) {
	switch m {
	case phrases:
		if p, ok := phraseIndex[w]; ok {
			return p.class, p.value
		}
	case filters:
		switch {
		case slices.Contains(filterKeys, w):
			return classKey, w
		case afterNumber:
			return classCurrency, w
		}
	case names:
		switch {
		case w == "and" || w == "by":
			return classKey, w
		case afterNumber:
			return classCurrency, w
		}
	}
	return classWord, w
}

// parseTokens parses the tokens of a feed, which is used up then, with g. Where that fails, failedAt is the index of the token that does
// not fit, last where the clause ends too early.
func (g *grammar) parseTokens(f *feed) (n node, failedAt int, ok bool) {
	last := f.last
	n, err := f.parse(g)
	if err == nil {
		return n, 0, true
	}
	failedAt = last
	var perr participle.Error
	if errors.As(err, &perr) {
		failedAt = perr.Position().Offset
	}
	return nil, failedAt, false
}

// name returns what a word or backquoted word says.
func name(t tok) string {
	if strings.HasPrefix(t.Value, "`") {
		return unquote(t.Value)
	}
	return t.Value
}

func toLower(s string) string { return strings.ToLower(s) }

package dsl

import (
	"sync"

	"github.com/alecthomas/participle/v2/lexer"
)

// tray is a lexer of participle's whose tokens are written anew for every clause. Participle would copy each token into an array of the
// clause's own, which is a quarter of all the memory that a rule takes; and in search of suggestions one clause is parsed dozens of times.
type tray struct {
	lex    *lexer.PeekingLexer
	start  lexer.Checkpoint
	tokens []tok // those of lex
}

// traySize is how many tokens of a clause a tray holds, the end included. Longer clauses have a lexer of their own.
const traySize = 64

// trays are kept for the next clause, whoever parses it. There is nothing on them in between, and what was parsed holds none of their
// tokens: participle and readers copy those that they capture.
var trays = sync.Pool{New: func() any {
	left := traySize
	lex, err := lexer.Upgrade(nextFunc(func() tok {
		if left--; left < 0 {
			return tok{Type: lexer.EOF}
		}
		return tok{}
	}))
	if err != nil {
		panic(err)
	}
	return &tray{lex: lex, start: lex.MakeCheckpoint(), tokens: lex.Range(0, traySize)}
}}

// nextFunc is a lexer.
type nextFunc func() tok

func (f nextFunc) Next() (tok, error) { return f(), nil }

// parse has g parse the tokens of a feed.
func (f *feed) parse(g *grammar) (node, error) {
	again := *f
	t := trays.Get().(*tray)
	defer trays.Put(t)
	used := t.load(f)
	defer clear(t.tokens[:used])
	if t.tokens[used-1].EOF() {
		return g.parse(t.lex)
	}
	*f = again
	lex, err := lexer.Upgrade(f)
	if err != nil {
		return nil, err
	}
	return g.parse(lex)
}

// load writes the tokens of a feed on the tray as far as they fit, and returns how many there are.
func (t *tray) load(f *feed) int {
	t.lex.LoadCheckpoint(t.start)
	for i := range t.tokens {
		t.tokens[i], _ = f.Next() // it has no errors
		if t.tokens[i].EOF() {
			return i + 1
		}
	}
	return traySize
}

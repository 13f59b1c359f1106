package dsl

import "slices"

// Document is a text that was parsed: its rules as they are written, without their meaning. [Env.Check] gives them one. A document is
// immutable and safe for concurrent use.
type Document struct {
	src      *source
	findings Diagnostics // of syntax
	dropped  int         // findings that the last one counts; 0: it is one like the others
	language int
	// languageEnd is the index of the token after the line that states the language.
	languageEnd int
	defaults    []*body
	rules       []*ruleText
	oneRule     bool // the text is one rule without the word rule
}

// body is the clauses of a rule or of a defaults block.
type body struct {
	first, last int // tokens
	parts       []*part
	ends        []int // the separators after its clauses
	failed      bool  // some clause could not be read
}

// ruleText is one rule of a document.
type ruleText struct {
	name  string
	named int // index of the name's token; -1 for a rule without the word rule
	head  int // index of the word rule
	body  *body
}

// Name returns the name given to [Parse].
func (d *Document) Name() string { return d.src.name }

// Source returns the text as it was given to [Parse].
func (d *Document) Source() string { return d.src.text }

// Diagnostics returns what is wrong with the syntax, in order of place.
func (d *Document) Diagnostics() Diagnostics { return append(Diagnostics(nil), d.findings...) }

// found returns the findings to go on with.
func (d *Document) found() *findings {
	f := &findings{src: d.src, list: slices.Clone(d.findings)}
	if d.dropped > 0 {
		f.list = f.list[:len(f.list)-1]
		f.drop(SeverityError, d.dropped)
	}
	return f
}

// Language returns the number of the language that the document states; 1 where it states none.
func (d *Document) Language() int { return max(d.language, 1) }

// Limits on texts. What is over them is refused before it is looked at any further. No layout brings a rule over them, and a rule whose
// canonical text would be, with what defaults add and short spellings stand for, is refused when it is checked: so the canonical text of a
// rule that is accepted is accepted too, and so is its formatted text.
const (
	MaxRule     = 8 << 10   // bytes of the clauses of one rule, without the white space between words and without comments
	MaxDocument = 256 << 10 // bytes of a document, all of it
	MaxDepth    = 32        // parentheses within each other
	MaxClauses  = 64        // clauses of one rule
	MaxItems    = 1000      // items of one list
)

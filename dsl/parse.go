package dsl

import (
	"slices"
	"strings"
)

// Parse reads the syntax of a text, in one-line or document form, without any host: no field, status, option or calendar is looked up.
// The name stands for the text in messages. The document is there even where the error is not nil; then it lacks what could not be
// read. The error is [Diagnostics].
//
// Any text whatever is safe to parse: its size, depth and number of clauses are limited (see [MaxRule]), and the time is linear in it.
func Parse(name, text string) (*Document, error) { return parse(name, text, nil) }

// parse is [Parse] for a text of a kind; nil: rules.
func parse(name, text string, s *scope) (doc *Document, err error) {
	doc = &Document{src: &source{name: name, text: text}}
	f := &findings{src: doc.src, scope: s}
	defer func() {
		if r := recover(); r != nil {
			f.internal(r)
			err = doc.keep(f)
		}
	}()
	if len(text) > MaxDocument {
		doc.src.tokens = []token{{kind: tokEOF}}
		return doc, doc.keep(oversized(f))
	}
	doc.src.tokens = scan(text)
	p := parser{findings: f, doc: doc}
	p.document()
	return doc, doc.keep(f)
}

// keep makes what was found, errors all of it, that of the document.
func (d *Document) keep(f *findings) error {
	d.findings = f.sorted()
	d.dropped = len(f.ordered()) + f.dropped[SeverityError] - maxFindings
	return d.findings.err()
}

func oversized(f *findings) *findings {
	f.add(codeLongDocument, f.src.span(0, 0), "the text has {size} bytes", "at most {most} are read", len(f.src.text), MaxDocument)
	f.list[0].src = nil // no place worth showing
	return f
}

// internal records a panic: a fault of this package that the text brought to light.
func (f *findings) internal(cause any) {
	f.add(codeInternal, Span{},
		"this text cannot be read because of a fault in the reader: {fault}", "please report it", cause)
	f.list[len(f.list)-1].src = nil
}

// guard turns a panic into a finding, where it is deferred: a panic that slips through must not leave the package.
func (f *findings) guard(err *error) {
	if r := recover(); r != nil {
		f.internal(r)
		*err = f.sorted()
	}
}

// parser splits a text into rules and clauses and has each clause parsed on its own, so that a fault in one costs no other.
type parser struct {
	*findings
	doc       *Document
	pos       int
	corrected []correction // in the clause at hand
	probed    int          // see [parser.affords]
	fed       feed         // see [parser.feed]
	trying    bool         // only whether something is wrong is asked, and where
	reported  int          // the bad tokens before it belong to a finding
	readTo    int          // the end of a clause that was read with the one before it
	lowest    []int32      // see [parser.closesLater]: the least depth of braces from each token on
	opened    bool         // by a { that was reported, which the next } closes
}

// kind returns the kind of token i; outside the text it is that of the end.
func (p *parser) kind(i int) tokenKind {
	if i < 0 || i >= len(p.src.tokens) {
		return tokEOF
	}
	return p.src.tokens[i].kind
}

// word returns token i in lower case where it is a word, and "" otherwise.
func (p *parser) word(i int) string {
	if p.kind(i) != tokWord {
		return ""
	}
	return lower(p.src.textOf(i))
}

// raw returns the text of token i; "" outside the text.
func (p *parser) raw(i int) string {
	if i < 0 || i >= len(p.src.tokens) {
		return ""
	}
	return p.src.textOf(i)
}

// said returns token i as messages quote it: of a text what is between its quotes.
func (p *parser) said(i int) string {
	raw := p.src.textOf(i)
	if p.kind(i) == tokText {
		return raw[1 : len(raw)-1]
	}
	return raw
}

// skip moves past comments, line breaks and separators.
func (p *parser) skip() {
	for {
		switch p.kind(p.pos) {
		case tokNewline, tokComment, tokComma, tokSemicolon:
			p.pos++
		default:
			return
		}
	}
}

// after returns the index of the first token from i that is no comment or line break.
func (p *parser) after(i int) int {
	for p.kind(i) == tokNewline || p.kind(i) == tokComment {
		i++
	}
	return i
}

func (p *parser) document() {
	var loose *body
	for {
		p.skip()
		switch {
		case p.kind(p.pos) == tokEOF:
			p.finish(loose)
			return
		case p.startsLanguage():
			p.languageLine()
		case p.startsBlock("defaults"):
			open := p.after(p.pos + 1)
			p.doc.defaults = append(p.doc.defaults, p.block(p.pos, open+1, open, "the defaults"))
		case p.word(p.pos) == "defaults" && (p.raw(p.pos+1) == ":" || p.kind(p.pos+1) == tokNewline && p.kind(p.after(p.pos+1)) != tokEOF):
			p.doc.defaults = append(p.doc.defaults, p.braceless(p.pos, p.pos+1, "the defaults"))
		case p.startsRule():
			p.rule()
		case p.startsHeading():
			p.heading()
		case p.kind(p.pos) == tokRBrace && p.opened:
			p.opened = false
			p.pos++
		case p.kind(p.pos) == tokRBrace:
			first := p.pos
			for p.kind(p.pos) == tokRBrace {
				p.pos++
			}
			d := p.add(codeUnclosedBrace, p.src.spanOf(first, p.pos), "this {brace} closes nothing", "leave it out", p.src.slice(first, p.pos))
			if !p.commentedOut(first) {
				d.fix("")
			}
		default:
			b := p.loose()
			if loose == nil {
				loose = b
			} else {
				loose.parts = append(loose.parts, b.parts...)
				loose.ends = append(loose.ends, b.ends...)
				loose.last, loose.failed = b.last, loose.failed || b.failed
			}
		}
	}
}

// commentedOut reports whether a comment before token i opens a brace: what stands between may be meant to be one too.
func (p *parser) commentedOut(i int) bool {
	for i--; i >= 0 && p.kind(i) != tokRBrace; i-- {
		if p.kind(i) == tokComment && strings.HasSuffix(strings.TrimSpace(p.raw(i)), "{") {
			return true
		}
	}
	return false
}

// finish makes a rule of the clauses that stand outside any block.
func (p *parser) finish(loose *body) {
	if loose == nil {
		return
	}
	if len(p.doc.rules) > 0 {
		p.belongsNowhere(loose)
		return
	}
	p.doc.oneRule = true
	p.doc.rules = []*ruleText{{named: -1, head: loose.first, body: loose}}
}

// belongsNowhere reports clauses outside the blocks of a document. Words that are no clause are not reported as such, and signs and unfinished
// blocks alone.
func (p *parser) belongsNowhere(loose *body) {
	end := loose.first + 1
	if len(loose.parts) > 0 {
		end = loose.parts[0].last
	}
	known := slices.ContainsFunc(loose.parts, func(q *part) bool { return q.kind != nil && q.kind != optionClause })
	whole := p.src.spanOf(loose.first, loose.last)
	within := func(d Diagnostic) bool { return d.Span.Start >= whole.Start && d.Span.Start < whole.End }
	if !known {
		p.list = slices.DeleteFunc(p.list, func(d Diagnostic) bool { return d.Code == codeUnknownClause && within(d) })
		if slices.ContainsFunc(p.list, within) {
			return
		}
	}
	p.add(codeLooseClause, p.src.spanOf(loose.first, end), "this clause belongs to no rule", "put it between the braces of a rule")
}

func (p *parser) startsLanguage() bool {
	return p.word(p.pos) == "language" && p.kind(p.pos+1) == tokNumber
}

func (p *parser) languageLine() {
	span := p.src.spanOf(p.pos+1, p.pos+2)
	n, ok := parseInt(p.src.textOf(p.pos + 1))
	switch {
	case !ok || n < 1:
		p.add(codeLanguage, span, "a language has a number from 1", "write 1").fix("1")
	case n > Language:
		p.add(codeLanguage, span, "these rules need language {language}", "this program knows language {known}", n, Language)
	case p.doc.language != 0:
		p.add(codeTwice, p.src.spanOf(p.pos, p.pos+2), `"language" is given twice`, "keep one of them")
	}
	p.doc.language = n
	p.pos += 2
	for p.doc.languageEnd = p.pos; p.kind(p.doc.languageEnd) == tokComment; {
		p.doc.languageEnd++
	}
}

// startsBlock reports whether the word at the position opens a block.
func (p *parser) startsBlock(word string) bool {
	return p.word(p.pos) == word && p.kind(p.after(p.pos+1)) == tokLBrace
}

// loose reads clauses up to the next block.
func (p *parser) loose() *body {
	b := &body{first: p.pos}
	for {
		for p.kind(p.pos) != tokNewline && p.kind(p.pos) != tokEOF && p.kind(p.pos) != tokRBrace {
			p.pos++
		}
		p.pos = p.after(p.pos)
		if p.kind(p.pos) == tokEOF || p.kind(p.pos) == tokRBrace || p.startsBlock("defaults") || p.startsRule() || p.startsHeading() || p.startsLanguage() {
			break
		}
	}
	b.last = p.pos
	p.clauses(b, b.first)
	return b
}

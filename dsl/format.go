package dsl

import "strings"

// Format returns the text with its white space put in order: one space between words, each clause of a block on a line of its own,
// indented by two spaces, what continues a clause by two more, and never more than one empty line in a row. Words, comments and their
// order stay as they are. Where the syntax is wrong, or a document would grow over [MaxDocument], it returns the text unchanged and
// [Diagnostics].
func Format(name, text string) (string, error) {
	doc, err := Parse(name, text)
	if err != nil {
		return text, err
	}
	p := printer{src: doc.src, ends: map[int]bool{}}
	if doc.language > 0 {
		p.ends[doc.languageEnd] = true
	}
	for _, b := range doc.defaults {
		p.body(b)
	}
	for _, r := range doc.rules {
		p.body(r.body)
	}
	for i := range doc.src.tokens {
		p.token(i)
	}
	out := p.finish(text)
	if len(out) > MaxDocument {
		f := &findings{src: doc.src}
		f.add(codeLongDocument, f.src.span(0, 0), "the formatted text has {size} bytes", "at most {most} are read", len(out), MaxDocument)
		f.list[0].src = nil
		return text, f.sorted()
	}
	return out, nil
}

// printer writes tokens with new white space.
type printer struct {
	src      *source
	ends     map[int]bool // separators after which a clause begins
	b        strings.Builder
	block    bool // within braces
	inClause bool // the line goes on with the clause of the line before
	depth    int  // of brackets
	lines    int  // line breaks since the last token
	wants    int  // line breaks that layout asks for before the next token
	last     tokenKind
	begun    bool
}

func (p *printer) body(b *body) {
	for _, i := range b.ends {
		p.ends[i] = true
	}
}

func (p *printer) token(i int) {
	k := p.src.tokens[i].kind
	switch k {
	case tokEOF:
		return
	case tokNewline:
		p.lines++
		if p.ends[i] {
			p.inClause = false
		}
		return
	case tokRBrace:
		p.block, p.inClause = false, false
		p.wants = 1
	}
	p.space(k)
	if k == tokRBrack || k == tokRParen {
		p.depth--
	}
	p.b.WriteString(p.src.textOf(i))
	p.begun, p.last, p.lines, p.wants = true, k, 0, 0
	switch k {
	case tokLBrack, tokLParen:
		p.depth++
	case tokLBrace:
		p.block, p.inClause = true, false
		p.wants = 1
	case tokRBrace:
		p.wants = 1
	case tokComment:
		p.wants = 1
	case tokComma, tokSemicolon:
		if p.ends[i] {
			p.inClause = false
			if p.block {
				p.wants = 1
			}
			return
		}
	default:
		p.inClause = true
	}
}

// space writes what stands between the last token and one of kind k.
func (p *printer) space(k tokenKind) {
	if !p.begun {
		return
	}
	if k == tokComment && p.lines == 0 {
		p.b.WriteString("  ")
		return
	}
	if breaks := max(p.lines, p.wants); breaks > 0 {
		if breaks > 1 && (p.last == tokLBrace || k == tokRBrace) {
			breaks = 1
		}
		p.b.WriteString(strings.Repeat("\n", min(breaks, 2)))
		p.indent(k)
		return
	}
	switch {
	case k == tokComma || k == tokSemicolon || k == tokRParen || k == tokRBrack:
	case p.last == tokLParen || p.last == tokLBrack:
	default:
		p.b.WriteByte(' ')
	}
}

func (p *printer) indent(k tokenKind) {
	if p.block {
		p.b.WriteString("  ")
	}
	if p.inClause && k != tokRBrack && k != tokRParen {
		p.b.WriteString("  ")
	}
}

// finish ends the text with one line break, unless it is a single line that had none.
func (p *printer) finish(text string) string {
	out := p.b.String()
	if out == "" || !strings.Contains(out, "\n") && !strings.HasSuffix(text, "\n") {
		return out
	}
	return out + "\n"
}

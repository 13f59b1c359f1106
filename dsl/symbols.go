package dsl

import "unicode/utf8"

// Symbol is a rule of a document, for outlines.
type Symbol struct {
	Name     string // as written; "" for a text that is one rule without the word `rule`
	Span     Span   // the whole rule
	NameSpan Span   // its name, or its first word
}

// Symbols returns the rules of a document in order.
func (d *Document) Symbols() []Symbol {
	w := walker{text: d.src.text, line: 1, column: 1, column16: 1}
	var list []Symbol
	for _, r := range d.rules {
		span, name := d.spansOf(r)
		w.to(span.Start, &span.Line, &span.Column, &span.Column16)
		w.to(name.Start, &name.Line, &name.Column, &name.Column16)
		w.to(name.End, &name.EndLine, &name.EndColumn, &name.EndColumn16)
		w.to(span.End, &span.EndLine, &span.EndColumn, &span.EndColumn16)
		list = append(list, Symbol{r.name, span, name})
	}
	return list
}

// spansOf returns the place of a rule and of its name, in bytes alone.
func (d *Document) spansOf(r *ruleText) (whole, name Span) {
	named := r.named
	if named < 0 {
		named = r.head
	}
	last := min(r.body.last+1, len(d.src.tokens)-1)
	return d.src.spanOf(r.head, max(last, r.head+1)), d.src.spanOf(named, named+1)
}

// walker finds the lines and columns of offsets that do not decrease, in one pass over the text.
type walker struct {
	text                           string
	offset, line, column, column16 int
}

func (w *walker) to(offset int, line, column, column16 *int) {
	for w.offset < offset {
		at := w.offset
		r, n := utf8.DecodeRuneInString(w.text[at:])
		w.offset += n
		switch {
		case breaksLine(w.text, at):
			w.line, w.column, w.column16 = w.line+1, 1, 1
		case r > 0xffff:
			w.column, w.column16 = w.column+1, w.column16+2
		default:
			w.column, w.column16 = w.column+1, w.column16+1
		}
	}
	*line, *column, *column16 = w.line, w.column, w.column16
}

// Offset returns the byte offset of a line and a column in UTF-16 code units, both counted from 1, as editors do but for the 1. What lies
// outside the text is moved to its nearest end.
func (d *Document) Offset(line, column16 int) int {
	text, offset := d.src.text, 0
	for ; line > 1; offset++ {
		if offset == len(text) {
			return offset
		}
		if breaksLine(text, offset) {
			line--
		}
	}
	for _, r := range text[offset:] {
		if column16 <= 1 || r == '\n' || r == '\r' {
			break
		}
		column16--
		if r > 0xffff {
			column16--
		}
		offset += len(string(r))
	}
	return min(offset, len(text))
}

// At returns the index of the rule that holds the offset, -1 where none does.
func (d *Document) At(offset int) int {
	for i, r := range d.rules {
		if span, _ := d.spansOf(r); span.Start <= offset && offset <= span.End {
			return i
		}
	}
	return -1
}

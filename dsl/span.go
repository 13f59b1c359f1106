package dsl

import (
	"strings"
	"unicode/utf8"
)

// Span is a stretch of text: from Start to End, End excluded. Lines and columns count from 1; a column is a character (a Unicode code
// point), in Column16 and EndColumn16 a UTF-16 code unit, which is what editors count. An empty span stands between two characters.
type Span struct {
	Start       int `json:"start"` // bytes
	End         int `json:"end"`
	Line        int `json:"line"`
	Column      int `json:"col"`
	EndLine     int `json:"endLine"`
	EndColumn   int `json:"endCol"`
	Column16    int `json:"col16"`
	EndColumn16 int `json:"endCol16"`
}

// span returns the span of the bytes from start to end. Its lines and columns are found when the findings are handed out.
func (s *source) span(start, end int) Span { return Span{Start: start, End: end} }

// spanOf returns the span of the tokens from first up to, not including, last; where there is none, the empty span before first.
func (s *source) spanOf(first, last int) Span {
	if first >= last {
		return Span{Start: int(s.tokens[first].start), End: int(s.tokens[first].start)}
	}
	return Span{Start: int(s.tokens[first].start), End: int(s.tokens[last-1].end)}
}

// Shift returns the findings about a text that stands within another file, with the lines and columns that they have there: the text
// begins at that line and column, both counted from 1, and its further lines are indented by so many characters. Offsets in bytes stay
// those of the text, and so [Diagnostics.Apply] still works with it. Where the file spells the text in another way, with escapes or folded
// lines, [Diagnostics.Move] is the one to use.
func (ds Diagnostics) Shift(file string, line, column, indent int) Diagnostics {
	return ds.moved(file, func(p *Span) {
		p.Line, p.Column, p.Column16 = shift(p.Line, p.Column, p.Column16, line, column, indent)
		p.EndLine, p.EndColumn, p.EndColumn16 = shift(p.EndLine, p.EndColumn, p.EndColumn16, line, column, indent)
	})
}

// Move returns the findings about a text that stands within another file in any spelling, such as a quoted or folded text of YAML, with
// the lines and columns that they have there. The function at says for a byte offset of the text, its end included, at which byte of
// outer, the text of the file, that character stands; what lies outside outer is moved into it. Offsets stay those of the text, as
// with [Diagnostics.Shift].
func (ds Diagnostics) Move(file, outer string, at func(offset int) int) Diagnostics {
	inside := func(offset int) int { return max(0, min(at(offset), len(outer))) }
	return ds.moved(file, func(p *Span) {
		p.Line, p.Column, p.Column16 = place(outer, inside(p.Start))
		p.EndLine, p.EndColumn, p.EndColumn16 = place(outer, inside(p.End))
	})
}

// moved returns a copy of the findings with other lines and columns.
func (ds Diagnostics) moved(file string, move func(*Span)) Diagnostics {
	out := make(Diagnostics, len(ds))
	for i, d := range ds {
		d.File = file
		move(&d.Span)
		d.Related = append([]Related(nil), d.Related...)
		for j := range d.Related {
			move(&d.Related[j].Span)
		}
		if d.Fix != nil {
			fix := *d.Fix
			move(&fix.Span)
			d.Fix = &fix
		}
		out[i] = d
	}
	return out
}

func shift(l, c, c16, line, column, indent int) (int, int, int) {
	by := indent
	if l == 1 {
		by = column - 1
	}
	return l + line - 1, c + by, c16 + by
}

// locate sets the lines and columns of a span.
func (s *source) locate(p *Span) {
	p.Line, p.Column, p.Column16 = place(s.text, p.Start)
	p.EndLine, p.EndColumn, p.EndColumn16 = place(s.text, p.End)
}

// place returns line and columns of an offset in text.
func place(text string, offset int) (line, column, column16 int) {
	before := text[:offset]
	line = 1 + strings.Count(before, "\n")
	for i := strings.IndexByte(before, '\r'); i >= 0 && i < len(before); i++ {
		if before[i] == '\r' && breaksLine(text, i) {
			line++
		}
	}
	before = before[lineStart(text, offset):]
	column, column16 = 1, 1
	for len(before) > 0 {
		r, n := utf8.DecodeRuneInString(before)
		before = before[n:]
		column++
		column16++
		if r > 0xffff {
			column16++
		}
	}
	return line, column, column16
}

// lineAt returns the line of text that holds the offset, without its line break, and where it starts.
func lineAt(text string, offset int) (line string, start int) {
	start = lineStart(text, offset)
	end := len(text)
	if i := strings.IndexAny(text[start:], "\r\n"); i >= 0 {
		end = start + i
	}
	return text[start:end], start
}

// breaksLine reports whether a line ends with the byte at i: a line feed, or a carriage return that none follows.
func breaksLine(text string, i int) bool {
	return text[i] == '\n' || text[i] == '\r' && (i+1 == len(text) || text[i+1] != '\n')
}

// lineStart returns where the line of an offset starts.
func lineStart(text string, offset int) int {
	for i := offset - 1; i >= 0; i-- {
		if breaksLine(text, i) {
			return i + 1
		}
	}
	return 0
}

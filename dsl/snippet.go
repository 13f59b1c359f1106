package dsl

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/width"
)

// snippetWidth is how much of a long line is shown.
const snippetWidth = 140

// marked is a stretch of a line with marks under it and a label.
type marked struct {
	line     string // without its line break
	number   int
	from, to int // bytes of the line
	mark     string
	label    string
}

func (d *Diagnostic) marked(span Span, mark, label string) marked {
	label = printable(label)
	line, start := lineAt(d.src.text, span.Start)
	from := min(span.Start-start, len(line))
	return marked{line, span.Line, from, min(max(span.End-start, from), len(line)), mark, label}
}

// overlaps reports whether the marks would stand in the same columns.
func (m marked) overlaps(o marked) bool {
	return m.from < max(o.to, o.from+1) && o.from < max(m.to, m.from+1)
}

// snippets returns the places of a finding: those that share a line of the text, and can be marked in one row, together.
func (d *Diagnostic) snippets() [][]marked {
	list := [][]marked{{d.marked(d.Span, "^", d.Label)}}
	for _, r := range d.Related {
		m := d.marked(r.Span, "-", r.Label)
		i := slices.IndexFunc(list, func(row []marked) bool {
			return row[0].number == m.number && columns(m.line) <= snippetWidth && !slices.ContainsFunc(row, m.overlaps)
		})
		if i < 0 {
			list = append(list, []marked{m})
		} else {
			list[i] = append(list[i], m)
		}
	}
	for _, row := range list {
		slices.SortFunc(row, func(a, b marked) int { return cmp.Compare(a.from, b.from) })
	}
	return list
}

// snippet writes a line and under it the marks. The label of the last ones stands beside them, each other one on a line of its own.
func snippet(b *strings.Builder, gutter int, row []marked) {
	m := row[len(row)-1]
	before, within, after := m.line[:m.from], m.line[m.from:m.to], m.line[m.to:]
	cut := ""
	if columns(m.line) > snippetWidth {
		before, within, after, cut = window(before, within, after)
	}
	fmt.Fprintf(b, "%*d | %s%s%s%s\n", gutter, m.number, cut, printable(before), printable(within), printable(after))
	under := func(text string) {
		fmt.Fprintf(b, "%*s | %s\n", gutter, "", strings.TrimRight(text, " "))
	}
	if len(row) == 1 {
		under(blank(cut+before) + m.marks(within) + " " + m.label)
		return
	}
	marks, end := "", 0
	for _, o := range row {
		if o.to == o.from { // the mark of an empty place stands under the next character
			_, n := utf8.DecodeRuneInString(m.line[o.from:])
			o.to += n
		}
		marks += blank(m.line[end:o.from]) + o.marks(m.line[o.from:o.to])
		end = o.to
	}
	under(marks + " " + m.label)
	for i := len(row) - 2; i >= 0; i-- {
		if row[i].label != "" {
			under(blank(m.line[:row[i].from]) + row[i].label)
		}
	}
}

// marks returns the marks under a text.
func (m marked) marks(text string) string { return strings.Repeat(m.mark, max(1, columns(text))) }

// blank returns what takes as many columns as a text, its tabs included.
func blank(s string) string {
	var b strings.Builder
	for _, r := range printable(s) {
		if r == '\t' {
			b.WriteByte('\t')
		} else {
			b.WriteString(strings.Repeat(" ", columns(string(r))))
		}
	}
	return b.String()
}

// window cuts a long line to what surrounds the marked part.
func window(before, marked, after string) (string, string, string, string) {
	cut := ""
	if runes := []rune(before); len(runes) > snippetWidth/2 {
		before, cut = string(runes[len(runes)-snippetWidth/2:]), "…"
	}
	if runes := []rune(marked); len(runes) > snippetWidth/2 {
		return before, string(runes[:snippetWidth/2]), "…", cut
	}
	if runes := []rune(after); len(runes) > snippetWidth/4 {
		after = string(runes[:snippetWidth/4]) + "…"
	}
	return before, marked, after, cut
}

// printable replaces what would disturb a terminal: control characters but tabs, and those that end a line or turn the direction of writing.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		if r != '\t' && (unicode.IsControl(r) || unicode.In(r, unicode.Zl, unicode.Zp, unicode.Bidi_Control)) {
			return '\ufffd'
		}
		return r
	}, s)
}

// columns returns how many columns of a terminal s takes; a tab counts as one.
func columns(s string) int {
	n := 0
	for _, r := range s {
		switch {
		case unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf):
		case r < 0x1100:
			n++
		default:
			switch width.LookupRune(r).Kind() {
			case width.EastAsianWide, width.EastAsianFullwidth:
				n += 2
			default:
				n++
			}
		}
	}
	return n
}

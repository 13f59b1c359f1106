package dsl

import (
	"fmt"
	"strings"
	"unicode"

	"golang.org/x/text/width"
)

// Text returns every finding with the line it is about and carets under the place, for people to read:
//
//	error[E101]: unknown clause "montly"
//	 --> rule:1:1
//	1 | montly on last day, merge projects
//	  | ^^^^^^ did you mean "monthly"?
//
// The findings are separated by an empty line, and each line ends in a line break.
func (ds Diagnostics) Text() string {
	var b strings.Builder
	for i, d := range ds {
		if i > 0 {
			b.WriteByte('\n')
		}
		b.WriteString(d.Text())
	}
	return b.String()
}

// ColorText is [Diagnostics.Text] with the colours of ANSI terminals.
func (ds Diagnostics) ColorText() string {
	var b strings.Builder
	for line := range strings.Lines(ds.Text()) {
		switch text := strings.TrimSuffix(line, "\n"); {
		case strings.HasPrefix(text, "error["):
			b.WriteString("\x1b[1;31m" + text + "\x1b[0m\n")
		case strings.HasPrefix(text, "warning["):
			b.WriteString("\x1b[1;33m" + text + "\x1b[0m\n")
		case marksLine(text):
			b.WriteString("\x1b[36m" + text + "\x1b[0m\n")
		default:
			b.WriteString(line)
		}
	}
	return b.String()
}

// marksLine reports whether a line of a rendered finding holds carets.
func marksLine(s string) bool {
	marks, ok := strings.CutPrefix(strings.TrimLeft(s, " "), "| ")
	marks = strings.TrimLeft(marks, " \t")
	return ok && (strings.HasPrefix(marks, "^") || strings.HasPrefix(marks, "-"))
}

// Text returns the finding with the line it is about, as [Diagnostics.Text] does.
func (d Diagnostic) Text() string {
	gutter := len(fmt.Sprint(d.Span.Line))
	for _, r := range d.Related {
		gutter = max(gutter, len(fmt.Sprint(r.Span.Line)))
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%s[%s]: %s\n", d.Severity, d.Code, d.Message)
	fmt.Fprintf(&b, "%*s--> %s:%d:%d\n", gutter, "", d.File, d.Span.Line, d.Span.Column)
	if d.src != nil {
		snippet(&b, d.src.text, gutter, d.Span, '^', d.Label)
		for _, r := range d.Related {
			snippet(&b, d.src.text, gutter, r.Span, '-', r.Label)
		}
	}
	for _, n := range d.Notes {
		fmt.Fprintf(&b, "%*s = %s\n", gutter, "", n)
	}
	return b.String()
}

// snippetWidth is how much of a long line is shown.
const snippetWidth = 140

// snippet writes the first line of a span with a row of marks under it.
func snippet(b *strings.Builder, text string, gutter int, span Span, mark byte, label string) {
	line, start := lineAt(text, span.Start)
	from := min(span.Start-start, len(line))
	to := min(max(span.End-start, from), len(line))
	before, marked, after := line[:from], line[from:to], line[to:]
	cut := ""
	if columns(line) > snippetWidth {
		before, marked, after, cut = window(before, marked, after)
	}
	fmt.Fprintf(b, "%*d | %s%s%s%s\n", gutter, span.Line, cut, printable(before), printable(marked), printable(after))
	pad := strings.Map(func(r rune) rune {
		if r == '\t' {
			return '\t'
		}
		return ' '
	}, printable(before))
	pad += strings.Repeat(" ", max(0, columns(before)-len([]rune(pad))))
	if extra := len([]rune(pad)) - columns(before); extra > 0 {
		pad = pad[extra:]
	}
	marks := strings.Repeat(string(mark), max(1, columns(marked)))
	fmt.Fprintf(b, "%*s | %s\n", gutter, "", strings.TrimRight(strings.Repeat(" ", columns(cut))+pad+marks+" "+label, " "))
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

// printable replaces what would disturb a terminal.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		if r != '\t' && unicode.IsControl(r) {
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

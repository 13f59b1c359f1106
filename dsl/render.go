package dsl

import (
	"fmt"
	"strings"
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

// marksLine reports whether a line of a rendered finding stands under a line of the text.
func marksLine(s string) bool { return strings.HasPrefix(strings.TrimLeft(s, " "), "| ") }

// Text returns the finding with the line it is about, as [Diagnostics.Text] does.
func (d Diagnostic) Text() string {
	gutter := len(fmt.Sprint(d.Span.Line))
	for _, r := range d.Related {
		gutter = max(gutter, len(fmt.Sprint(r.Span.Line)))
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%s[%s]: %s\n", d.Severity, d.Code, printable(d.Message))
	fmt.Fprintf(&b, "%*s--> %s:%d:%d\n", gutter, "", printable(d.File), d.Span.Line, d.Span.Column)
	if d.src != nil {
		for _, marks := range d.snippets() {
			snippet(&b, gutter, marks)
		}
	}
	for _, n := range d.Notes {
		fmt.Fprintf(&b, "%*s = %s\n", gutter, "", printable(n))
	}
	return b.String()
}

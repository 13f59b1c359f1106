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

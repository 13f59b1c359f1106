package dsl

import (
	"slices"
	"unicode/utf8"
)

// FixAll applies the fixes of all findings of a text, again and again until there are none left, and returns the text and how many were
// applied. Fixes that overlap wait for the next round. A text that has none is returned as it is. Of the fixes of warnings only those are
// applied that keep what the rules do, or state what they can only have meant: of W404, W405 and W410. The others are for somebody to
// choose: so are those of W403 and W417, which are of conditions that cannot have been meant as they stand.
func FixAll(name, text string, opts ...Option) (fixed string, n int) {
	env := envOf(opts)
	for range maxRounds {
		doc, _ := Parse(name, text)
		_, all := env.checkAll(doc, false)
		list := all.of(SeverityError).ordered()
		if len(list) == 0 {
			list = slices.DeleteFunc(env.lint(doc).ordered(), func(d Diagnostic) bool { return !d.Certain() })
		}
		next, applied := list.Apply(text)
		if applied == 0 {
			break
		}
		text, n = next, n+applied
	}
	return text, n
}

// Certain reports whether the fix of the finding, if there is one, needs nobody to choose it: [FixAll] applies those alone. The fixes of errors
// are certain, those of warnings where they keep what the rules do, or state what they can only have meant.
func (d Diagnostic) Certain() bool {
	switch d.Code {
	case codeAlways, codeShortMonths, codeSpelling:
		return true
	}
	return d.Severity == SeverityError
}

// maxRounds bounds [FixAll], in case two fixes undo each other.
const maxRounds = 10

// Apply applies the fixes of the findings to the text that they are about, from its end to its beginning, and returns how many there were.
// Of two that overlap, the later one in the text is applied.
func (ds Diagnostics) Apply(text string) (fixed string, n int) {
	var fixes []Fix
	for _, d := range ds {
		if d.Fix != nil && d.Fix.Span.End <= len(text) {
			fixes = append(fixes, *d.Fix)
		}
	}
	slices.SortStableFunc(fixes, func(a, b Fix) int { return b.Span.Start - a.Span.Start })
	before := len(text) + 1
	for _, f := range fixes {
		if f.Span.End > before || f.Span.Start == before {
			continue
		}
		text = text[:f.Span.Start] + f.Text + text[f.Span.End:]
		before = f.Span.Start
		n++
	}
	return text, n
}

// keepApart puts spaces around what a fix writes, or in its place where it writes nothing, so that no words run together which were apart
// before, as in `(kind = fee)or billable`.
func (s *source) keepApart(f *Fix) {
	before, _ := utf8.DecodeLastRuneInString(s.text[:f.Span.Start])
	after, _ := utf8.DecodeRuneInString(s.text[f.Span.End:])
	first, _ := utf8.DecodeRuneInString(f.Text)
	last, _ := utf8.DecodeLastRuneInString(f.Text)
	switch {
	case f.Text == "" && isWordPart(before) && isWordPart(after):
		f.Text = " "
	case f.Text != "":
		if isWordPart(before) && isWordPart(first) {
			f.Text = " " + f.Text
		}
		if isWordPart(last) && isWordPart(after) {
			f.Text += " "
		}
	}
}

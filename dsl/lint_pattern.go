package dsl

import (
	"strings"

	"github.com/proforma-go/proforma/invoice"
)

// lintTexts warns of texts that are compared as they stand, and are written as if they were patterns or lists.
func (l *whereLint) lintTexts(c *wherePart) {
	for _, t := range c.terms {
		l.lintTexts(t)
	}
	if c.kind != testPart || c.test.Test == nil {
		return
	}
	value := c.test.Test.Value
	if value == nil {
		value = c.test.Test.What
	}
	switch f := c.filter.(type) {
	case invoice.Compare:
		if isText(f.Value) {
			l.pattern(c, f.Field, f.Value.Text, value)
			l.several(c, f.Field, f.Value.Text, value)
		}
	case invoice.Match:
		l.pattern(c, f.Field, f.Text, value)
	case invoice.In:
		for i, v := range f.Values {
			if len(value.Items) == len(f.Values) && value.Items[i] != nil && isText(v) {
				l.pattern(c, f.Field, v.Text, value.Items[i])
				l.several(c, f.Field, v.Text, value.Items[i])
			}
		}
	}
}

func isText(v invoice.Value) bool { return v.Type == invoice.TextType || v.Type == invoice.IDType }

// unpatterned returns what a text is without the signs for "anything" at its ends, and whether it has them there: a star or a per cent sign.
// That of "50%" is none, and what has no letters is no pattern.
func unpatterned(text string) (bare string, before, after bool) {
	bare = text
	for len(bare) > 0 && (bare[0] == '*' || bare[0] == '%') {
		bare, before = bare[1:], true
	}
	for n := len(bare) - 1; n >= 0 && (bare[n] == '*' || bare[n] == '%' && (n == 0 || bare[n-1] < '0' || bare[n-1] > '9')); n-- {
		bare, after = bare[:n], true
	}
	return bare, before, after
}

// pattern warns of a text with signs that stand for anything in the patterns of other languages.
func (l *whereLint) pattern(c *wherePart, field, text string, n *valueNode) {
	bare, before, after := unpatterned(text)
	match, isMatch := c.filter.(invoice.Match)
	if !before && !after || l.knows(field, text) || bare == "" && (isMatch || len(text) > 1) {
		return // what is signs alone may be looked for
	}
	d := l.add(codePattern, l.src.spanOf(n.first(), n.end()), "{text} is compared as it stands: there are no patterns", "", quoteText(text))
	if isMatch {
		if match.Op == invoice.StartsWith && before || match.Op == invoice.EndsWith && after {
			d.Label = "leave the sign out"
			return
		}
		d.write(quoteText(bare))
		return
	}
	test := "starts with " + quoteText(bare)
	switch {
	case bare == "":
		test = "is not empty"
	case before && after:
		test = "contains " + quoteText(bare)
	case before:
		test = "ends with " + quoteText(bare)
	}
	compare, one := c.filter.(invoice.Compare)
	switch {
	case one && compare.Op == invoice.Equal:
		l.writeTest(d, c, n, test)
	case one && bare == "":
		l.writeTest(d, c, n, "is empty")
	case one:
		d.note("write: not (%s %s)", field, shorten(test))
	default:
		d.note("write as a test of its own: %s %s", field, shorten(test))
	}
}

// writeTest offers another test in place of that of a condition, which ends with n.
func (l *whereLint) writeTest(d *Diagnostic, c *wherePart, n *valueNode, test string) {
	d.write(test)
	d.fixAt(l.src.spanOf(c.test.Test.verb().first, n.end()), test)
}

// several warns of a text that lists values which the host knows, all of them.
func (l *whereLint) several(c *wherePart, field, text string, n *valueNode) {
	if l.env.Values == nil || !strings.ContainsAny(text, ",;") || l.knows(field, text) {
		return
	}
	parts := strings.FieldsFunc(text, func(r rune) bool { return r == ',' || r == ';' })
	for i, p := range parts {
		if p = strings.TrimSpace(p); !l.knows(field, p) {
			return
		}
		parts[i] = quoteText(strings.TrimSpace(p))
	}
	list := strings.Join(parts, ", ")
	d := l.add(codeSeveral, l.src.spanOf(n.first(), n.end()), "{number} values stand in one text", "", len(parts))
	switch f := c.filter.(type) {
	case invoice.Compare:
		l.writeTest(d, c, n, map[bool]string{true: "in", false: "not in"}[f.Op == invoice.Equal]+" ["+list+"]")
	default:
		d.write(list)
	}
}

package dsl

import "github.com/proforma-go/proforma/invoice"

// weight returns the bytes of the tokens from first up to, not including, last, as [MaxRule] counts them: without the white space between
// them and without comments, so that no layout makes a rule too long.
func (s *source) weight(first, last int) (n int) {
	for _, t := range s.tokens[first:last] {
		if t.kind != tokNewline && t.kind != tokComment {
			n += int(t.end - t.start)
		}
	}
	return n
}

// tooLong reports a text over [MaxRule].
func (f *findings) tooLong(noun string, span Span, size int) {
	f.add(codeLongRule, span, "this {text} has {size} bytes", "at most {most} are read", noun, size, MaxRule).
		note("white space and comments do not count")
}

// checkCanonical refuses a rule whose canonical text would be over a limit: as it is written it is not, but defaults, names that the host
// has for its fields, full spellings and quotes make it longer. So what is accepted can be stored, and read again.
func (c *checker) checkCanonical(d *Document, r *ruleText) {
	if !c.mayOutgrow(d, r) {
		return
	}
	text := c.rule.String()
	if c.line {
		text = invoice.LineSchedule{Schedule: c.rule.Schedule, FinalSweep: c.rule.FinalSweep}.String() // what else it may have is short
	}
	canonical, _ := Parse(c.src.name, text)
	if len(canonical.findings) > 0 {
		over := canonical.findings[0]
		over.File, over.src, over.Span, over.Related, over.Fix = c.src.name, c.src, c.place(r), nil, nil
		over.Notes = []string{"this is so once it is written in full: " + shorten(text)}
		c.put(over)
	}
}

// mayOutgrow reports whether the canonical text might be over a limit. A token becomes no more than twice its length, in quotes, or a name
// or some words; parentheses and items of lists become no more.
func (c *checker) mayOutgrow(d *Document, r *ruleText) bool {
	const words = 32
	bytes, tokens, clauses := len(r.name)+len(c.env.Zone)+words, 0, 0
	for _, b := range append([]*body{r.body}, d.defaults...) {
		clauses += len(b.parts)
		bytes += c.src.weight(b.first, b.last)
		tokens += b.last - b.first
	}
	return 2*bytes+tokens*max(words, longestName(c.vocabulary)) > MaxRule || clauses > MaxClauses
}

// longestName returns the length of the longest name that the host has for something a rule can name in another way.
func longestName(v *invoice.Vocabulary) (n int) {
	for _, f := range v.Fields() {
		n = max(n, len(f.Name()))
		for _, c := range f.Choices() {
			n = max(n, len(c.Name))
		}
	}
	return n + len(`""`)
}

// place returns the words by which a rule is known: its name, or its first clause.
func (c *checker) place(r *ruleText) Span {
	switch {
	case c.named != nil:
		return *c.named
	case len(r.body.parts) > 0:
		return c.spanOf(r.body.parts[0])
	}
	return c.src.spanOf(r.head, r.head)
}

package dsl

import (
	"fmt"
	"slices"
	"strings"
)

// Severity says how bad a finding is.
type Severity string

// The severities.
const (
	SeverityError   Severity = "error"   // the text has no meaning
	SeverityWarning Severity = "warning" // it has one, but hardly the one that was meant
)

// Fix is a change of the text that removes the finding it belongs to. That of a warning may be what was probably meant; see [FixAll].
type Fix struct {
	Span Span   `json:"span"`
	Text string `json:"text"` // what to write in its place
}

// Related is another place that a finding is about, such as the first of two clauses.
type Related struct {
	Span  Span   `json:"span"`
	Label string `json:"label"`
}

// Diagnostic is one finding about a text: what is wrong, where, and what to write instead.
type Diagnostic struct {
	File     string   `json:"file"` // the name given to [Parse]
	Code     Code     `json:"code"`
	Severity Severity `json:"severity"`
	Message  string   `json:"message"` // what is wrong, in a sentence

	// Template is the message with names in braces where it has facts, such as `unknown field "{field}"`, and Args are the facts by those
	// names, with further ones that the label has: words of the text, names, limits. A translation is looked up by code and template, and
	// [Diagnostic.Fill] puts the facts into it. What label and notes offer is in Fix and Allowed.
	Template string            `json:"template"`
	Args     map[string]string `json:"args,omitempty"`

	Label   string    `json:"label,omitempty"`   // what to do, in a few words; stands beside the carets
	Span    Span      `json:"span"`              // the text to change
	Related []Related `json:"related,omitempty"` // other places
	Notes   []string  `json:"notes,omitempty"`   // what does not fit into the label
	Fix     *Fix      `json:"fix,omitempty"`     // only where there is a single one
	Allowed []string  `json:"allowed,omitempty"` // what could stand there instead, nearest first

	src  *source
	asks func(*checker) *Diagnostic // see [Diagnostic.ask]
}

// String returns the finding on one line: place, severity, code, message and label.
func (d Diagnostic) String() string {
	return printable(fmt.Sprintf("%s:%d:%d: %s[%s]: %s", d.File, d.Span.Line, d.Span.Column, d.Severity, d.Code, d.sentence()))
}

// sentence returns the message and the label.
func (d Diagnostic) sentence() string {
	if d.Label == "" {
		return printable(d.Message)
	}
	return printable(d.Message + " (" + d.Label + ")")
}

// Diagnostics are the findings about a text, in order of place.
type Diagnostics []Diagnostic

// Error returns one line for each finding.
func (ds Diagnostics) Error() string {
	lines := make([]string, len(ds))
	for i, d := range ds {
		lines[i] = d.String()
	}
	return strings.Join(lines, "\n")
}

// HasErrors reports whether any finding is an error; warnings alone leave a text usable.
func (ds Diagnostics) HasErrors() bool {
	return slices.ContainsFunc(ds, func(d Diagnostic) bool { return d.Severity == SeverityError })
}

// err returns the findings as an error where one of them is one, and a true nil otherwise.
func (ds Diagnostics) err() error {
	if ds.HasErrors() {
		return ds
	}
	return nil
}

// findings collects what is wrong with one text.
type findings struct {
	src     *source
	scope   *scope // nil: rules
	list    Diagnostics
	dropped map[Severity]int // findings beyond what is kept
}

// keptFindings bounds what a hostile text can make of memory, for each severity, so that warnings leave room for errors. Far fewer are
// reported.
const keptFindings = 500

// add records an error and returns it for more to be said. Message and label are templates where there are facts to put into them: see
// [named]. The pointer is good until the next call.
func (f *findings) add(code Code, span Span, message, label string, facts ...any) *Diagnostic {
	return f.put(f.src.diagnostic(code, span, message, label, facts...))
}

// put records a finding.
func (f *findings) put(d Diagnostic) *Diagnostic {
	if f.full(d.Severity) {
		f.drop(d.Severity, 1)
		return &d
	}
	f.list = append(f.list, d)
	return &f.list[len(f.list)-1]
}

// full reports whether no more findings of a severity are kept.
func (f *findings) full(s Severity) bool {
	if len(f.list) < keptFindings {
		return false
	}
	return f.dropped[s] > 0 || f.list.count(s) >= keptFindings
}

// drop counts findings that are not kept.
func (f *findings) drop(s Severity, n int) {
	if n == 0 {
		return
	}
	if f.dropped == nil {
		f.dropped = map[Severity]int{}
	}
	f.dropped[s] += n
}

// count returns how many findings have a severity.
func (ds Diagnostics) count(s Severity) (n int) {
	for i := range ds {
		if ds[i].Severity == s {
			n++
		}
	}
	return n
}

// of returns the findings of one severity.
func (f *findings) of(s Severity) *findings {
	one := &findings{src: f.src, scope: f.scope}
	for _, d := range f.list {
		if d.Severity == s {
			one.list = append(one.list, d)
		}
	}
	one.drop(s, f.dropped[s])
	return one
}

// diagnostic returns a finding about the text.
func (s *source) diagnostic(code Code, span Span, message, label string, facts ...any) Diagnostic {
	args := named(facts, message, label)
	return Diagnostic{
		File: s.name, Code: code, Severity: code.severity(), Message: fill(message, args), Template: message, Args: args,
		Label: fill(label, args), Span: span, src: s,
	}
}

// note adds a note. It is a format where there are args, and otherwise a template for the facts.
func (d *Diagnostic) note(format string, args ...any) *Diagnostic {
	text := fill(format, d.Args)
	if len(args) > 0 {
		text = fmt.Sprintf(format, args...)
	}
	d.Notes = append(d.Notes, text)
	return d
}

func (d *Diagnostic) also(span Span, label string) *Diagnostic {
	d.Related = append(d.Related, Related{span, label})
	return d
}

// ask puts another finding in place of one about the syntax once the host's names are known, unless it is nil.
func (d *Diagnostic) ask(better func(*checker) *Diagnostic) *Diagnostic {
	d.asks = better
	return d
}

// fix offers to replace the finding's own span.
func (d *Diagnostic) fix(text string) *Diagnostic {
	d.Fix = &Fix{d.Span, text}
	return d
}

// write offers to replace the finding's own span, and says so in its label.
func (d *Diagnostic) write(text string) *Diagnostic {
	d.Label = "write " + shorten(text)
	return d.fix(text)
}

// fixAt offers to replace another span.
func (d *Diagnostic) fixAt(span Span, text string) *Diagnostic {
	d.Fix = &Fix{span, text}
	return d
}

// insert offers to write text directly after the span.
func (d *Diagnostic) insert(after Span, text string) *Diagnostic {
	return d.fixAt(Span{Start: after.End, End: after.End}, text)
}

// cut offers to leave out the tokens from first to last, and what sets them off from the text before them.
func (d *Diagnostic) cut(src *source, first, last int) *Diagnostic {
	start, before := int(src.tokens[first].start), first-1
	if before > 0 {
		switch src.tokens[before].kind {
		case tokComma, tokSemicolon, tokNewline:
			before--
		}
	}
	if before >= 0 && src.tokens[before].kind != tokLBrace {
		start = int(src.tokens[before].end)
	}
	return d.fixAt(src.span(start, int(src.tokens[last-1].end)), "")
}

// cutAtComma adds the note that YAML may have cut the text, where it is one line without a comma.
func (d *Diagnostic) cutAtComma(src *source) *Diagnostic {
	for _, t := range src.tokens {
		switch t.kind {
		case tokComma, tokSemicolon, tokNewline, tokLBrace:
			return d
		}
	}
	return d.note("if the text comes from a list in YAML, put it in quotes there: without them it is cut at each comma")
}

// locateAll sets the lines and columns of all spans of a finding.
func (s *source) locateAll(d *Diagnostic) {
	s.locate(&d.Span)
	d.Related = slices.Clone(d.Related)
	for i := range d.Related {
		s.locate(&d.Related[i].Span)
	}
	if d.Fix != nil {
		fix := *d.Fix
		s.locate(&fix.Span)
		d.Fix = &fix
	}
}

// maxFindings is how many findings are reported about one text.
const maxFindings = 20

// ordered returns the findings in order of place, without repetitions.
func (f *findings) ordered() Diagnostics {
	ds := slices.Clone(f.list)
	slices.SortStableFunc(ds, func(a, b Diagnostic) int {
		if d := a.Span.Start - b.Span.Start; d != 0 {
			return d
		}
		return strings.Compare(string(a.Code), string(b.Code))
	})
	ds = slices.CompactFunc(ds, func(a, b Diagnostic) bool {
		return a.Span.Start == b.Span.Start && a.Span.End == b.Span.End && a.Code == b.Code && a.Message == b.Message
	})
	for i := range ds {
		if ds[i].Fix != nil && ds[i].Severity == SeverityWarning {
			f.src.keepApart(ds[i].Fix)
		}
	}
	return ds
}

// sorted returns the findings in order of place, at most [maxFindings] of them and a last one that counts the rest: an error where the rest
// has one, and otherwise a warning, so that what a text means does not depend on how much is said about it.
func (f *findings) sorted() Diagnostics {
	ds := f.ordered()
	if len(ds) == 0 {
		return nil
	}
	if len(ds) > maxFindings {
		rest := ds[maxFindings:]
		errors := rest.count(SeverityError) + f.dropped[SeverityError]
		all := errors + rest.count(SeverityWarning) + f.dropped[SeverityWarning]
		more := f.src.diagnostic(codeMore, rest[0].Span, "and {rest} more", "", all)
		if errors == 0 {
			more.Severity = SeverityWarning
		}
		ds = append(ds[:maxFindings:maxFindings], more)
	}
	for i := range ds {
		f.src.locateAll(&ds[i])
	}
	return ds
}

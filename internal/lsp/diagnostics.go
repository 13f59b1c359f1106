package lsp

import (
	"errors"
	"slices"
	"strings"

	"github.com/proforma-go/proforma/dsl"
)

// publish sends what is wrong with a document, unless a further change of it has arrived already.
func (s *server) publish(d *document) {
	d.parsed, d.found = nil, nil
	if s.changesAgain(d.uri) {
		return
	}
	s.check(d)
	list := make([]diagnostic, len(d.found))
	for i, f := range d.found {
		list[i] = s.diagnostic(d, f)
	}
	s.notify("textDocument/publishDiagnostics", publishDiagnostics{d.uri, d.version, list})
}

// check finds what is wrong with a document, unless it is known.
func (s *server) check(d *document) {
	if d.parsed != nil {
		return
	}
	d.parsed, _ = dsl.Parse(d.name, d.text.string) // what is wrong with the syntax is said by Check too
	_, err := s.options.Env.Check(d.parsed)
	if found := (dsl.Diagnostics)(nil); errors.As(err, &found) {
		d.found = append(d.found, found...)
	}
	d.found = append(d.found, s.options.Env.Lint(d.parsed)...)
	slices.SortStableFunc(d.found, func(a, b dsl.Diagnostic) int { return a.Span.Start - b.Span.Start })
}

func (s *server) rangeOf(d *document, span dsl.Span) textRange {
	return d.text.rangeOf(span.Start, span.End, s.client.encoding)
}

// severities are the protocol's numbers.
var severities = map[dsl.Severity]int{dsl.SeverityError: 1, dsl.SeverityWarning: 2}

// diagnostic turns a finding into what the protocol calls one: label and notes follow the message on lines of their own.
func (s *server) diagnostic(d *document, f dsl.Diagnostic) diagnostic {
	lines := []string{f.Message}
	if f.Label != "" {
		lines = append(lines, f.Label)
	}
	out := diagnostic{
		Range: s.rangeOf(d, f.Span), Severity: severities[f.Severity], Code: f.Code, Source: s.options.Name,
		Message: strings.Join(append(lines, f.Notes...), "\n"),
	}
	for _, r := range f.Related {
		out.Related = append(out.Related, related{location{d.uri, s.rangeOf(d, r.Span)}, r.Label})
	}
	return out
}

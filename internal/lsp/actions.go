package lsp

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/proforma-go/proforma/dsl"
)

// The kinds of code actions.
const (
	quickFix = "quickfix"
	fixAll   = "source.fixAll"
)

// codeActions returns the fixes of the findings that a range touches, preferred where they are certain, and one action with all certain ones
// of the document.
func (s *server) codeActions(p codeActionParams) (any, *problem) {
	d, wrong := s.document(p.TextDocument.URI)
	if wrong != nil {
		return nil, wrong
	}
	s.check(d)
	actions := []codeAction{}
	if wanted(p.Context.Only, quickFix) {
		from, to := d.text.offset(p.Range.Start, s.client.encoding), d.text.offset(p.Range.End, s.client.encoding)
		for _, f := range d.found {
			if f.Fix == nil || f.Span.Start > to || f.Span.End < from {
				continue
			}
			actions = append(actions, codeAction{
				Title: titleOf(d.text.string, f.Fix), Kind: quickFix, Diagnostics: []diagnostic{s.diagnostic(d, f)}, IsPreferred: f.Certain(),
				Edit: s.workspaceEdit(d, []edit{{f.Fix.Span.Start, f.Fix.Span.End, f.Fix.Text}}),
			})
		}
	}
	if wanted(p.Context.Only, fixAll) {
		if fixed, n := dsl.FixAll(d.name, d.text.string, dsl.WithEnv(s.options.Env)); n > 0 {
			if edits := wordEdits(d.text.string, fixed); len(edits) > 0 {
				actions = append(actions, codeAction{Title: fmt.Sprintf("fix all that is certain (%d)", n), Kind: fixAll, Edit: s.workspaceEdit(d, edits)})
			}
		}
	}
	return actions, nil
}

// wanted reports whether a kind of action is asked for: itself, or a kind that it is one of. Without any, all are.
func wanted(only []string, kind string) bool {
	for _, k := range only {
		if k == "" || k == kind || strings.HasPrefix(kind, k+".") {
			return true
		}
	}
	return len(only) == 0
}

// titleOf says what a fix does.
func titleOf(text string, f *dsl.Fix) string {
	old := text[f.Span.Start:f.Span.End]
	switch {
	case strings.TrimSpace(f.Text) == "":
		return "remove " + shown(old)
	case strings.TrimSpace(old) == "":
		return "insert " + shown(f.Text)
	}
	return "replace " + shown(old) + " by " + shown(f.Text)
}

// shown returns a text as titles have it: on one line, quoted, and not too long.
func shown(s string) string {
	const most = 40
	s = strings.Join(strings.Fields(s), " ")
	if utf8.RuneCountInString(s) > most {
		s = string([]rune(s)[:most]) + "…"
	}
	return "‘" + s + "’"
}

// workspaceEdit changes one document, and where the client knows how, only the version that the edits were made for.
func (s *server) workspaceEdit(d *document, edits []edit) workspaceEdit {
	list := s.textEdits(d, edits)
	if s.client.documentChanges {
		return workspaceEdit{DocumentChanges: []documentEdit{{documentID{d.uri, d.version}, list}}}
	}
	return workspaceEdit{Changes: map[string][]textEdit{d.uri: list}}
}

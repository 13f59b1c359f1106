package lsp

import (
	"net/url"
	"path"
	"strings"

	"github.com/proforma-go/proforma/dsl"
)

// document is a text that is open in the editor, whether it is a file or not.
type document struct {
	uri     string
	name    string // in messages
	version *int
	text    *text
	parsed  *dsl.Document
	found   dsl.Diagnostics // errors and warnings
}

// nameOf returns what a document is called: the last part of the path of file:///rules/month.txt, the whole of untitled:Untitled-1.
func nameOf(uri string) string {
	u, err := url.Parse(uri)
	switch {
	case err != nil:
		return uri
	case u.Opaque != "":
		return u.Opaque
	case u.Path == "" || strings.HasSuffix(u.Path, "/"):
		return uri
	}
	return path.Base(u.Path)
}

// document returns an open document.
func (s *server) document(uri string) (*document, *problem) {
	if d := s.docs[uri]; d != nil {
		return d, nil
	}
	return nil, problemf(invalidParams, "%s is not open", uri)
}

func (s *server) didOpen(p didOpenParams) (any, *problem) {
	d := &document{uri: p.TextDocument.URI, name: nameOf(p.TextDocument.URI), version: p.TextDocument.Version, text: newText(p.TextDocument.Text)}
	s.docs[d.uri] = d
	s.publish(d)
	return nil, nil
}

// didChange applies changes one after another. After one that makes no sense, those before it stay applied.
func (s *server) didChange(p didChangeParams) (any, *problem) {
	d, wrong := s.document(p.TextDocument.URI)
	if wrong != nil {
		return nil, wrong
	}
	d.version = p.TextDocument.Version
	for _, c := range p.Changes {
		t, wrong := d.text.edited(c, s.client.encoding)
		if wrong != nil {
			s.publish(d)
			return nil, wrong
		}
		d.text = t
	}
	s.publish(d)
	return nil, nil
}

// didClose forgets a document and takes its findings off the editor.
func (s *server) didClose(p inDocument) (any, *problem) {
	d, wrong := s.document(p.TextDocument.URI)
	if wrong != nil {
		return nil, wrong
	}
	delete(s.docs, d.uri)
	s.notify("textDocument/publishDiagnostics", publishDiagnostics{URI: d.uri, Diagnostics: []diagnostic{}})
	return nil, nil
}

func (s *server) didSave(p inDocument) (any, *problem) {
	d, wrong := s.document(p.TextDocument.URI)
	if wrong == nil {
		s.publish(d)
	}
	return nil, wrong
}

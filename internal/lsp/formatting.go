package lsp

import (
	"strings"

	"github.com/proforma-go/proforma/dsl"
)

// formatting returns the edits that put a document's white space in order, and keeps its kind of line breaks; null where it has errors
// of syntax.
func (s *server) formatting(p inDocument) (any, *problem) {
	d, wrong := s.document(p.TextDocument.URI)
	if wrong != nil {
		return nil, wrong
	}
	before := d.text.string
	after, err := dsl.Format(d.name, before)
	if err != nil {
		return nil, nil
	}
	if windows := strings.Index(before, "\r\n"); windows >= 0 && windows < strings.IndexByte(before, '\n') {
		after = strings.ReplaceAll(after, "\n", "\r\n")
	} else if !strings.Contains(before, "\n") && strings.Contains(before, "\r") {
		after = strings.ReplaceAll(after, "\n", "\r")
	}
	if len(after) > dsl.MaxDocument { // with the further bytes of line breaks
		return nil, nil
	}
	edits, ok := spaceEdits(before, after)
	if !ok {
		edits = wordEdits(before, after)
	}
	return s.textEdits(d, edits), nil
}

func (s *server) textEdits(d *document, edits []edit) []textEdit {
	list := make([]textEdit, len(edits))
	for i, e := range edits {
		list[i] = textEdit{d.text.rangeOf(e.start, e.end, s.client.encoding), e.text}
	}
	return list
}

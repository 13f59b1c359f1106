package lsp

import (
	"fmt"
	"strings"

	"github.com/proforma-go/proforma/dsl"
)

// completionKinds are the protocol's numbers.
var completionKinds = map[dsl.CompletionKind]int{
	dsl.CompleteClause: 14, // keyword
	dsl.CompleteWord:   14,
	dsl.CompleteField:  5,  // field
	dsl.CompleteValue:  12, // value
	dsl.CompletePlace:  15, // snippet
}

const snippetFormat = 2

var snippetEscapes = strings.NewReplacer(`\`, `\\`, `$`, `\$`, `}`, `\}`)

// completion lists what can be written at a position, in the order of the language. What has no one text, such as a date, is there as a
// place to fill in, for clients that know these.
func (s *server) completion(p atPosition) (any, *problem) {
	d, wrong := s.document(p.TextDocument.URI)
	if wrong != nil {
		return nil, wrong
	}
	at := d.text.offset(p.Position, s.client.encoding)
	list := completionList{Items: []completionItem{}}
	all, replace := dsl.Complete(d.text.string, at, dsl.WithEnv(s.options.Env))
	for _, c := range all {
		item := completionItem{
			Label: c.Text, Kind: completionKinds[c.Kind], Detail: c.Detail, SortText: fmt.Sprintf("%04d", len(list.Items)),
			TextEdit: textEdit{s.rangeOf(d, replace), c.Text},
		}
		if c.Kind == dsl.CompletePlace {
			if !s.client.snippets {
				continue
			}
			item.Format = snippetFormat
			item.TextEdit.NewText = "${1:" + snippetEscapes.Replace(c.Text) + "}"
		}
		list.Items = append(list.Items, item)
	}
	return list, nil
}

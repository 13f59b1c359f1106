package lsp

// eventSymbol is the protocol's number for something that happens, which is nearest to a rule.
const eventSymbol = 24

// symbols lists the rules of a document.
func (s *server) symbols(p inDocument) (any, *problem) {
	d, wrong := s.document(p.TextDocument.URI)
	if wrong != nil {
		return nil, wrong
	}
	s.check(d)
	tree, flat := []documentSymbol{}, []symbolInformation{}
	for _, r := range d.parsed.Symbols() {
		name := r.Name
		if name == "" {
			name = d.name
		}
		whole := s.rangeOf(d, r.Span)
		tree = append(tree, documentSymbol{name, eventSymbol, whole, s.rangeOf(d, r.NameSpan)})
		flat = append(flat, symbolInformation{name, eventSymbol, location{d.uri, whole}})
	}
	if s.client.symbolTrees {
		return tree, nil
	}
	return flat, nil
}

package lsp

import (
	"encoding/json"
	"slices"
)

// client is what the editor can do beyond what every editor can.
type client struct {
	encoding        encoding
	markdown        bool // in hovers
	snippets        bool // in completions
	symbolTrees     bool
	documentChanges bool
}

// capabilities is what a client says about itself, as far as it matters here.
type capabilities struct {
	General struct {
		PositionEncodings []encoding `json:"positionEncodings"`
	} `json:"general"`
	Workspace struct {
		WorkspaceEdit struct {
			DocumentChanges bool `json:"documentChanges"`
		} `json:"workspaceEdit"`
	} `json:"workspace"`
	TextDocument struct {
		Hover struct {
			ContentFormat []string `json:"contentFormat"`
		} `json:"hover"`
		Completion struct {
			CompletionItem struct {
				SnippetSupport bool `json:"snippetSupport"`
			} `json:"completionItem"`
		} `json:"completion"`
		DocumentSymbol struct {
			Hierarchical bool `json:"hierarchicalDocumentSymbolSupport"`
		} `json:"documentSymbol"`
	} `json:"textDocument"`
}

// object is a JSON object.
type object map[string]any

// initialize agrees with the client on what each can do. What a client says about itself in a way that is not the protocol's counts as
// not said.
func (s *server) initialize(p initializeParams) (any, *problem) {
	var c capabilities
	if json.Unmarshal(p.Capabilities, &c) != nil {
		c = capabilities{}
	}
	s.client = client{
		encoding:        inUTF16,
		markdown:        slices.Contains(c.TextDocument.Hover.ContentFormat, "markdown"),
		snippets:        c.TextDocument.Completion.CompletionItem.SnippetSupport,
		symbolTrees:     c.TextDocument.DocumentSymbol.Hierarchical,
		documentChanges: c.Workspace.WorkspaceEdit.DocumentChanges,
	}
	if slices.Contains(c.General.PositionEncodings, inUTF8) {
		s.client.encoding = inUTF8
	}
	s.phase = running
	return object{
		"capabilities": object{
			"positionEncoding":           s.client.encoding,
			"textDocumentSync":           object{"openClose": true, "change": 2, "save": true},
			"completionProvider":         object{"triggerCharacters": []string{" ", ","}},
			"hoverProvider":              true,
			"documentFormattingProvider": true,
			"codeActionProvider":         object{"codeActionKinds": []string{quickFix, fixAll}},
			"documentSymbolProvider":     true,
		},
		"serverInfo": object{"name": s.options.Name},
	}, nil
}

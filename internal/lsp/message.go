package lsp

import (
	"bytes"
	"encoding/json"
	"fmt"
)

// message is anything that the client sends: a request (id and method), a notification (method), or an answer (id).
type message struct {
	Version string          `json:"jsonrpc"`
	ID      json.RawMessage `json:"id"` // nil: none
	Method  *string         `json:"method"`
	Params  json.RawMessage `json:"params"`
}

// answer is the result of a request.
type answer struct {
	Version string          `json:"jsonrpc"`
	ID      json.RawMessage `json:"id"`
	Result  any             `json:"result"`
}

// refusal is the answer to a request that has no result.
type refusal struct {
	Version string          `json:"jsonrpc"`
	ID      json.RawMessage `json:"id"`
	Error   *problem        `json:"error"`
}

// notification is what the server says unasked.
type notification struct {
	Version string `json:"jsonrpc"`
	Method  string `json:"method"`
	Params  any    `json:"params"`
}

// problem is why a request has no result.
type problem struct {
	Code    int    `json:"code"`
	Message string `json:"message"`
}

func (p *problem) Error() string { return p.Message }

// The codes of problems, as JSON-RPC and the protocol number them.
const (
	parseError     = -32700
	invalidRequest = -32600
	methodNotFound = -32601
	invalidParams  = -32602
	internalError  = -32603
	notInitialized = -32002
	cancelled      = -32800
)

func problemf(code int, format string, args ...any) *problem {
	return &problem{code, fmt.Sprintf(format, args...)}
}

var null = json.RawMessage("null")

// parseMessage reads the body of a message. The id of the problem's answer is that of the message where it has a usable one.
func parseMessage(body []byte) (message, *problem) {
	var m message
	if !json.Valid(body) {
		return m, problemf(parseError, "this message is not JSON")
	}
	err := json.Unmarshal(body, &m) // fields of the right type are read even where another one is not
	if err == nil && !usableID(m.ID) {
		m.ID = nil
		return m, problemf(invalidRequest, "an id is a number or a string")
	}
	if err != nil {
		if !usableID(m.ID) {
			m.ID = nil
		}
		return m, problemf(invalidRequest, "a message is an object with jsonrpc, id, method and params")
	}
	if m.Version != "2.0" {
		return m, problemf(invalidRequest, "jsonrpc is %q, expected \"2.0\"", m.Version)
	}
	if m.Method == nil && m.ID == nil {
		return m, problemf(invalidRequest, "there is no method")
	}
	return m, nil
}

// usableID reports whether an id is absent, a number or a string.
func usableID(id json.RawMessage) bool {
	return id == nil || id[0] == '"' || id[0] == '-' || id[0] >= '0' && id[0] <= '9'
}

// marshal writes JSON as it is meant for people and machines alike: < and > stay as they are.
func marshal(v any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return nil, err
	}
	return bytes.TrimRight(b.Bytes(), "\n"), nil
}

package lsp

import (
	"encoding/json"
	"errors"
	"fmt"
)

// requests are what the server answers beside initialize and shutdown.
var requests = map[string]func(*server, json.RawMessage) (any, *problem){
	"textDocument/completion":     withParams((*server).completion),
	"textDocument/hover":          withParams((*server).hover),
	"textDocument/formatting":     withParams((*server).formatting),
	"textDocument/codeAction":     withParams((*server).codeActions),
	"textDocument/documentSymbol": withParams((*server).symbols),
}

// notifications are what the server follows beside exit.
var notifications = map[string]func(*server, json.RawMessage) (any, *problem){
	"textDocument/didOpen":   withParams((*server).didOpen),
	"textDocument/didChange": withParams((*server).didChange),
	"textDocument/didClose":  withParams((*server).didClose),
	"textDocument/didSave":   withParams((*server).didSave),
}

// withParams reads the parameters for a handler.
func withParams[P any](do func(*server, P) (any, *problem)) func(*server, json.RawMessage) (any, *problem) {
	return func(s *server, raw json.RawMessage) (any, *problem) {
		var p P
		if len(raw) == 0 || string(raw) == "null" {
			return nil, problemf(invalidParams, "there are no parameters")
		}
		err := json.Unmarshal(raw, &p)
		if wrong := (*json.UnmarshalTypeError)(nil); errors.As(err, &wrong) && wrong.Field != "" {
			return nil, problemf(invalidParams, "%s cannot be a %s", wrong.Field, wrong.Value)
		} else if err != nil {
			return nil, problemf(invalidParams, "the parameters are not as expected")
		}
		return do(s, p)
	}
}

// receive works on one message.
func (s *server) receive(m *message) {
	if m.ID == nil {
		s.follow(*m.Method, m.Params)
		return
	}
	result, wrong := s.answer(*m.Method, m.Params)
	if wrong != nil {
		s.refuse(m.ID, wrong)
		return
	}
	s.send(answer{"2.0", m.ID, result})
}

// answer works out the result of a request.
func (s *server) answer(method string, params json.RawMessage) (result any, wrong *problem) {
	switch {
	case s.phase == stopping:
		return nil, problemf(invalidRequest, "%s came after shutdown", method)
	case method == "initialize" && s.phase == fresh:
		return s.safely(withParams((*server).initialize), method, params)
	case method == "initialize":
		return nil, problemf(invalidRequest, "initialize came twice")
	case s.phase == fresh:
		return nil, problemf(notInitialized, "%s came before initialize", method)
	case method == "shutdown":
		s.phase = stopping
		return nil, nil
	}
	do, known := requests[method]
	if !known {
		return nil, problemf(methodNotFound, "there is no method %s", method)
	}
	return s.safely(do, method, params)
}

// follow does what a notification says; one that is unknown is ignored.
func (s *server) follow(method string, params json.RawMessage) {
	if method == "exit" {
		s.orderly, s.phase = s.phase == stopping, ended
		return
	}
	if do, known := notifications[method]; known && s.phase == running {
		if _, wrong := s.safely(do, method, params); wrong != nil {
			s.complain(&problem{wrong.Code, method + ": " + wrong.Message})
		}
	}
}

// safely calls a handler and makes a problem of a panic, so that the session goes on.
func (s *server) safely(do func(*server, json.RawMessage) (any, *problem), method string, params json.RawMessage) (result any, wrong *problem) {
	defer func() {
		if r := recover(); r != nil {
			result, wrong = nil, &problem{internalError, fmt.Sprintf("%s failed: %v", method, r)}
		}
	}()
	return do(s, params)
}

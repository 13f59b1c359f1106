package lsp

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"

	"github.com/proforma-go/proforma/dsl"
	"github.com/proforma-go/proforma/schedule"
)

// Options are what the server works with.
type Options struct {
	Name string   // of the program, for the editor; it is the source of findings too
	Env  *dsl.Env // nil: the standard vocabulary

	// Hovering shows the next Runs runs of a rule on or after From. Where From is zero, it is the rule's own from date, and a rule
	// without one shows no runs.
	From   schedule.Date
	Runs   int
	Locale string // of what hovering shows: see dsl.WithLocale
}

// phase is how far a session has come.
type phase uint8

const (
	fresh    phase = iota // before initialize
	running               // from initialize to shutdown
	stopping              // after shutdown
	ended                 // after exit
)

type server struct {
	options Options
	frames  *frames
	out     io.Writer
	failed  error // of out
	queue   []message
	phase   phase
	orderly bool // exit came after shutdown
	client  client
	docs    map[string]*document // by URI, as the client writes it
}

// Serve answers a client until it says exit or its stream ends, and returns the status that the program should exit with: 0 after an
// exit that followed a shutdown, otherwise 1. The error is one of the streams. Whatever the client sends, it is answered, ignored or
// refused, and never ends the session otherwise.
func Serve(in io.Reader, out io.Writer, options Options) (status int, err error) {
	s := &server{options: options, frames: newFrames(in), out: out, docs: make(map[string]*document)}
	for s.phase != ended && s.failed == nil {
		m, err := s.next()
		switch {
		case errors.Is(err, io.EOF):
			return 1, s.failed
		case err != nil:
			return 1, err
		}
		if m != nil {
			s.receive(m)
		}
	}
	if s.orderly && s.failed == nil {
		return 0, nil
	}
	return 1, s.failed
}

// next returns the next message to work on, after everything that has arrived is in the queue; nil where it was broken, which has been
// said.
func (s *server) next() (*message, error) {
	for len(s.queue) == 0 || s.frames.ready() {
		body, err := s.frames.next()
		switch {
		case errors.Is(err, errFrame), errors.Is(err, errLength):
			s.refuse(nil, problemf(parseError, "%v", err))
			return nil, nil
		case err != nil:
			return nil, err
		}
		m, wrong := parseMessage(body)
		switch {
		case wrong != nil:
			s.refuse(m.ID, wrong)
		case m.Method == nil: // an answer, though nothing is ever asked
		case m.ID == nil && *m.Method == "$/cancelRequest":
			s.cancel(m.Params)
		default:
			s.queue = append(s.queue, m)
		}
		if len(s.queue) == 0 && !s.frames.ready() {
			return nil, nil
		}
	}
	m := s.queue[0]
	s.queue = s.queue[1:]
	return &m, nil
}

// cancel answers a request that has not been worked on yet. Any other has been answered already.
func (s *server) cancel(params json.RawMessage) {
	var p struct {
		ID json.RawMessage `json:"id"`
	}
	if json.Unmarshal(params, &p) != nil || p.ID == nil {
		return
	}
	for i, m := range s.queue {
		if m.ID != nil && bytes.Equal(m.ID, p.ID) && *m.Method != "initialize" && *m.Method != "shutdown" {
			s.queue = append(s.queue[:i:i], s.queue[i+1:]...)
			s.refuse(m.ID, problemf(cancelled, "%s was cancelled", *m.Method))
			return
		}
	}
}

// changesAgain reports whether the queue holds another change of a document.
func (s *server) changesAgain(uri string) bool {
	for _, m := range s.queue {
		var p struct {
			TextDocument struct {
				URI string `json:"uri"`
			} `json:"textDocument"`
		}
		switch {
		case *m.Method != "textDocument/didChange" && *m.Method != "textDocument/didClose" || m.ID != nil:
		case json.Unmarshal(m.Params, &p) == nil && p.TextDocument.URI == uri:
			return true
		}
	}
	return false
}

func (s *server) send(v any) {
	body, err := marshal(v)
	if err == nil && s.failed == nil {
		s.failed = writeFrame(s.out, body)
	}
}

func (s *server) refuse(id json.RawMessage, p *problem) {
	if id == nil {
		id = null
	}
	s.send(refusal{"2.0", id, p})
}

func (s *server) notify(method string, params any) { s.send(notification{"2.0", method, params}) }

// complain tells the person at the editor, in its log, about a notification that could not be followed.
func (s *server) complain(p *problem) {
	s.notify("window/logMessage", logMessage{errorMessage, s.options.Name + ": " + p.Message})
}

package lsp

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/proforma-go/proforma/dsl"
)

// FuzzServe sends anything whatever: the server ends, what it says is messages, and a message that follows is answered unless what was
// before it claims to be longer than it is.
func FuzzServe(f *testing.F) {
	f.Add([]byte("Content-Length: 7\r\n\r\n{\"id\": "))
	f.Add([]byte("Content-Length: 2\n\n[]Content-Length: x\r\n\r\n{}"))
	f.Add([]byte("\r\n\r\nContent-Type: text\r\n\r\n"))
	f.Add([]byte(`Content-Length: 58` + "\r\n\r\n" + `{"jsonrpc":"2.0","id":1,"method":"initialize","params":{}}`))
	options := testOptions(f)
	f.Fuzz(func(t *testing.T, data []byte) {
		var last bytes.Buffer
		if err := writeFrame(&last, []byte(`{"jsonrpc":"2.0","id":"last","method":"textDocument/hover"}`)); err != nil {
			t.Fatal(err)
		}
		sent := append(append(data[:len(data):len(data)], '\n'), last.Bytes()...)
		whole := serve(t, bytes.NewReader(sent), options)
		claims := bytes.Contains(bytes.ToLower(data), []byte("content-length"))
		if answered := strings.Contains(whole, `"id":"last"`); !answered && !claims {
			t.Errorf("after %q a request is not answered; the server says\n%s", data, whole)
		}
		serve(t, iotest.OneByteReader(bytes.NewReader(sent)), options)
	})
}

// TestLongLinesAreSkipped: what stands between messages takes no memory, however long it is.
func TestLongLinesAreSkipped(t *testing.T) {
	garbage := strings.Repeat("garbage ", 100_000) + "Content-Length: 44\r\n\r\n" + `{"jsonrpc":"2.0","id":7,"method":"shutdown"}`
	if said := serve(t, strings.NewReader(garbage), testOptions(t)); !strings.Contains(said, `"id":7`) {
		t.Errorf("the request after it is not answered; the server says\n%s", said)
	}
}

// serve returns what the server says, one message a line.
func serve(t *testing.T, in io.Reader, options Options) string {
	t.Helper()
	var out bytes.Buffer
	status, err := Serve(in, &out, options)
	if err != nil || status != 0 && status != 1 {
		t.Fatalf("got status %d, %v", status, err)
	}
	var said strings.Builder
	for answers := newFrames(&out); ; {
		body, err := answers.next()
		if errors.Is(err, io.EOF) {
			return said.String()
		}
		if err != nil || !json.Valid(body) {
			t.Fatalf("the server says %q, %v", body, err)
		}
		said.Write(append(body, '\n'))
	}
}

// FuzzEdits makes random edits in an editor and tells the server: both have the same text after each.
func FuzzEdits(f *testing.F) {
	f.Add("rule \"A\" {\r\n  monthly\ron last\n}", "é\r\n😀x\n", []byte{0, 5, 3, 200, 30, 2, 9, 9, 6})
	f.Add("a\r\nb", "\n", []byte{2, 2, 1, 1, 3, 2})
	f.Add("", "\r", []byte{0, 0, 1, 0, 0, 1})
	options := testOptions(f)
	f.Fuzz(func(t *testing.T, text, insert string, moves []byte) {
		for _, enc := range []encoding{inUTF16, inUTF8} {
			s := &server{options: options, out: io.Discard, docs: make(map[string]*document), phase: running}
			s.client.encoding = enc
			e := newEditor(strings.ToValidUTF8(text, "?"))
			more := newEditor(strings.ToValidUTF8(insert, "?"))
			tell(t, s, "didOpen", map[string]any{"textDocument": map[string]any{"uri": "untitled:1", "version": 0, "text": e.String()}})
			for n := 0; len(moves)-3*n >= 3 && n < 12; n++ {
				m := moves[3*n:]
				a, start := e.place(int(m[0])*(len(e)+1)/256, enc)
				b, end := e.place(a+int(m[1])%16, enc)
				if b < a {
					b, end = a, start
				}
				cut, _ := more.place(int(m[2]), enc)
				piece := more[:cut]
				e = append(append(e[:a:a], piece...), e[b:]...)
				tell(t, s, "didChange", map[string]any{
					"textDocument":   map[string]any{"uri": "untitled:1", "version": n},
					"contentChanges": []any{map[string]any{"range": textRange{start, end}, "text": piece.String()}},
				})
				got := s.docs["untitled:1"].text.string
				if got != e.String() {
					t.Fatalf("%s, edit %d from %s to %s: the server has %q, the editor %q", enc, n, start, end, got, e.String())
				}
				at, p := e.place(int(m[2]), enc)
				if o := s.docs["untitled:1"].text.offset(p, enc); o != len(e[:at].String()) {
					t.Fatalf("%s: %s in %q is %d, want %d", enc, p, got, o, len(e[:at].String()))
				}
			}
		}
	})
}

// tell sends a notification about a document.
func tell(t *testing.T, s *server, method string, params any) {
	t.Helper()
	raw, err := marshal(params)
	if err != nil {
		t.Fatal(err)
	}
	if _, wrong := notifications["textDocument/"+method](s, raw); wrong != nil {
		t.Fatal(wrong)
	}
}

// FuzzChangesOfTheServer has the server change one text into another: an editor that applies the edits gets there.
func FuzzChangesOfTheServer(f *testing.F) {
	f.Add("montly on  last\r\n\r\nday", "monthly on last\nday")
	f.Add("a\r\n😀 b", "a\n\n😀b\r")
	f.Add("a \r\n", "a\r\r\n")
	f.Fuzz(func(t *testing.T, before, after string) {
		before, after = strings.ToValidUTF8(before, "?"), strings.ToValidUTF8(after, "?")
		if len(before) > 400 || len(after) > 400 {
			return
		}
		lists := [][]edit{wordEdits(before, after)}
		if edits, ok := spaceEdits(before, after); ok {
			lists = append(lists, edits)
		}
		for _, enc := range []encoding{inUTF16, inUTF8} {
			s := &server{client: client{encoding: enc}}
			d := &document{text: newText(before)}
			for _, edits := range lists {
				got, ok := newEditor(before).apply(s.textEdits(d, edits), enc)
				if !ok || got != after {
					t.Fatalf("%s: %q becomes %q by %s, want %q", enc, before, got, fmt.Sprint(edits), after)
				}
			}
		}
	})
}

// FuzzRequests asks everything about any text at any place: each request has a result, and an editor that applies the edits of formatting
// has what dsl.Format makes of the text.
func FuzzRequests(f *testing.F) {
	f.Add("rule \"A\" {\r\n  monthly   on last day\r\n # 😀\r\n}", 1, 9)
	f.Add("montly on last day, where region = \"no", 0, 99)
	f.Add("#\r#", 0, 0)
	f.Add("defaults { at 06:00 }\nrule \"😀\" { daily }\nrule \"B\" { merge }", 2, 12)
	options := testOptions(f)
	f.Fuzz(func(t *testing.T, text string, line, character int) {
		text = strings.ToValidUTF8(text, "?")
		s := &server{options: options, out: io.Discard, docs: make(map[string]*document), phase: running}
		s.client = client{encoding: inUTF16, markdown: true, snippets: true, symbolTrees: true}
		tell(t, s, "didOpen", map[string]any{"textDocument": map[string]any{"uri": "untitled:1", "version": 0, "text": text}})
		at := position{line, character}
		raw, err := marshal(map[string]any{
			"textDocument": map[string]any{"uri": "untitled:1"}, "position": at, "range": textRange{at, at}, "context": map[string]any{},
		})
		if err != nil {
			t.Fatal(err)
		}
		for method := range requests {
			result, wrong := s.answer(method, raw)
			if wrong != nil {
				t.Fatalf("%s: %v", method, wrong)
			}
			edits, isEdits := result.([]textEdit)
			if !isEdits {
				continue
			}
			got, ok := newEditor(text).apply(edits, inUTF16)
			want, err := dsl.Format("untitled:1", text)
			if err != nil || !ok || sameBreaks(got) != sameBreaks(want) {
				t.Fatalf("%q is formatted to %q, want %q, %v", text, got, want, err)
			}
		}
	})
}

// sameBreaks makes every line break a line feed: formatting keeps the breaks that the text has.
func sameBreaks(s string) string {
	return strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n")
}

package lsp

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/shopspring/decimal"

	"github.com/proforma-go/proforma/dsl"
	"github.com/proforma-go/proforma/invoice"
	"github.com/proforma-go/proforma/schedule"
)

// A session is a file: what the client sends, and after it what the server answers.
//
//	# text                a comment
//	-> {"method": …}      a message of the client; "jsonrpc" is added where it lacks
//	+> {"method": …}      the same, arriving together with the one before
//	=> "…"                bytes that are sent as they are, quoted as in Go
//	+= "…"                the same, arriving together with the message before
//	<- {"method": …}      what the server says, without "jsonrpc"; over several lines where it is long
//	exit 0                how the server ends
//
// PROFORMA_UPDATE=1 rewrites the answers.
type step struct {
	comments []string
	lines    []string // of the client
	sent     []byte
}

func TestSessions(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatalf("got %d sessions, %v", len(files), err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txt"), func(t *testing.T) {
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			want := strings.ReplaceAll(string(data), "\r\n", "\n")
			got := play(t, want)
			if os.Getenv("PROFORMA_UPDATE") == "1" {
				if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("%s (-want +got):\n%s", file, diff)
			}
		})
	}
}

// play returns a session with what the server really says.
func play(t *testing.T, file string) string {
	t.Helper()
	steps, tail := readSteps(t, file)
	var out bytes.Buffer
	in := &script{out: &out}
	for _, s := range steps {
		in.chunks = append(in.chunks, s.sent)
	}
	status, err := Serve(in, &out, testOptions(t))
	if err != nil {
		t.Fatal(err)
	}
	in.said = append(in.said, out.Len())
	var b strings.Builder
	for i, s := range steps {
		for _, line := range append(s.comments, s.lines...) {
			b.WriteString(line + "\n")
		}
		if i+1 >= len(in.said) {
			continue // never read: the server had ended
		}
		answers := newFrames(bytes.NewReader(out.Bytes()[in.said[i]:in.said[i+1]]))
		for {
			body, err := answers.next()
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				t.Fatal(err)
			}
			b.WriteString("<- " + layOut(t, body) + "\n")
		}
	}
	for _, line := range tail {
		b.WriteString(line + "\n")
	}
	fmt.Fprintf(&b, "exit %d\n", status)
	return b.String()
}

// script gives a server one chunk at a time and notes how much it had said when it asked for it.
type script struct {
	chunks [][]byte
	out    *bytes.Buffer
	said   []int
}

func (s *script) Read(p []byte) (int, error) {
	if len(s.chunks) == 0 {
		return 0, io.EOF
	}
	s.said = append(s.said, s.out.Len())
	n := copy(p, s.chunks[0])
	if n < len(s.chunks[0]) {
		return 0, errors.New("a chunk is longer than what is read at once")
	}
	s.chunks = s.chunks[1:]
	return n, nil
}

func readSteps(t *testing.T, file string) (steps []step, comments []string) {
	t.Helper()
	for line := range strings.Lines(file) {
		line = strings.TrimSuffix(line, "\n")
		sign, rest, _ := strings.Cut(line, " ")
		var sent []byte
		switch sign {
		case "->", "+>":
			var b bytes.Buffer
			if !strings.Contains(rest, `"jsonrpc"`) {
				rest = `{"jsonrpc":"2.0",` + strings.TrimPrefix(rest, "{")
			}
			if err := writeFrame(&b, []byte(rest)); err != nil {
				t.Fatal(err)
			}
			sent = b.Bytes()
		case "=>", "+=":
			text, err := strconv.Unquote(rest)
			if err != nil {
				t.Fatalf("%s: %v", line, err)
			}
			sent = []byte(text)
		case "<-", "", "exit":
			if line == "" {
				comments = append(comments, line)
			}
			continue
		default:
			if !strings.HasPrefix(line, "#") {
				t.Fatalf("%q is no line of a session", line)
			}
			comments = append(comments, line)
			continue
		}
		if sign[0] == '+' {
			last := &steps[len(steps)-1]
			last.lines, last.sent = append(append(last.lines, comments...), line), append(last.sent, sent...)
		} else {
			steps = append(steps, step{comments, []string{line}, sent})
		}
		comments = nil
	}
	return steps, comments
}

// layOut writes what the server says on one line where it fits, and otherwise each member on a line of its own.
func layOut(t *testing.T, body []byte) string {
	t.Helper()
	const head = `{"jsonrpc":"2.0",`
	if !bytes.HasPrefix(body, []byte(head)) {
		t.Fatalf("the server says %s", body)
	}
	var b strings.Builder
	lay(&b, json.RawMessage("{"+string(body[len(head):])), "    ")
	return b.String()
}

const lineWidth = 150

func lay(b *strings.Builder, raw json.RawMessage, indent string) {
	d := json.NewDecoder(bytes.NewReader(raw))
	first, _ := d.Token()
	bracket, nested := first.(json.Delim)
	if !nested || len(raw) <= lineWidth {
		b.Write(raw)
		return
	}
	b.WriteString(bracket.String())
	for n := 0; d.More(); n++ {
		if n > 0 {
			b.WriteString(",")
		}
		b.WriteString("\n" + indent)
		if bracket == '{' {
			key, _ := d.Token()
			fmt.Fprintf(b, "%q:", key)
		}
		var value json.RawMessage
		_ = d.Decode(&value)
		lay(b, value, indent+"  ")
	}
	b.WriteString("\n" + indent[2:] + map[json.Delim]string{'{': "}", '[': "]"}[bracket])
}

// testOptions is a host with fields, an option, users and a calendar of its own.
func testOptions(t testing.TB) Options {
	t.Helper()
	most := decimal.NewFromInt(365)
	v, err := invoice.StandardVocabulary().Extend(
		invoice.Fields(invoice.AttributeField("region", invoice.ProjectLevel)),
		invoice.Statuses("created", "sent"),
		invoice.Options(invoice.OptionType{Name: "payment term", Type: invoice.NumberType, Min: &decimal.Zero, Max: &most, Whole: true}),
	)
	if err != nil {
		t.Fatal(err)
	}
	return Options{
		Name: "billrun",
		Env: &dsl.Env{
			Vocabulary: v, At: schedule.MustParseClock("22:00"), Zone: "UTC",
			Calendars: schedule.Calendars{"": schedule.Weekend(0, 6)},
		},
		From: schedule.MustParseDate("2026-01-01"), Runs: 3,
	}
}

package scenario

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/proforma-go/proforma/internal/casefile"
	"github.com/proforma-go/proforma/internal/replay"
	"github.com/proforma-go/proforma/invoice"
)

// Scenario 34: the same input gives the same drafts with the same keys, however often it is evaluated and in whatever order the rows of the
// data stand. That is held for every question of every file.
func TestSameInputSameResult(t *testing.T) {
	paths, err := filepath.Glob("testdata/*.txt")
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range paths {
		t.Run(filepath.Base(path), func(t *testing.T) {
			t.Parallel()
			text, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			f, err := casefile.Parse(string(text))
			if err != nil {
				t.Fatal(err)
			}
			askTwice(t, f)
		})
	}
}

func askTwice(t *testing.T, f *casefile.File) {
	p := player{world: world{name: "rule", shared: os.DirFS("testdata"), files: fstest.MapFS{}}}
	for _, s := range f.Sections {
		q, err := parseQuestion(s.Name)
		if err != nil {
			t.Fatal(err)
		}
		if q == nil {
			if err := p.world.take(s.Name, s.Body); err != nil {
				t.Fatal(err)
			}
			continue
		}
		if !slices.Contains([]verb{askRun, askOnce, askNow, askPreview, askDone}, q.verb) {
			continue
		}
		if !q.then {
			p.booked = nil
		}
		h, err := p.world.read()
		if err != nil {
			t.Fatal(err)
		}
		first := replayed(t, h, q, &p)
		if diff := cmp.Diff(asJSON(t, first), asJSON(t, replayed(t, h, q, &p))); diff != "" {
			t.Errorf("line %d: %s: a second evaluation differs (-first +second):\n%s", s.Line, s.Name, diff)
		}
		slices.Reverse(h.data.Projects)
		slices.Reverse(h.data.Lines)
		slices.Reverse(h.data.Transactions)
		if diff := cmp.Diff(asJSON(t, first), asJSON(t, replayed(t, h, q, &p))); diff != "" {
			t.Errorf("line %d: %s: rows in reverse order make a difference (-first +second):\n%s", s.Line, s.Name, diff)
		}
		again, err := h.replay(q, append(slices.Clone(p.booked), first.Drafts...))
		if err != nil {
			t.Fatal(err)
		}
		if len(again.Drafts) > 0 && !strings.HasSuffix(t.Name(), roomForAnEarlierRun) {
			t.Errorf("line %d: %s: run again after it was booked, it drafts %s", s.Line, s.Name, again.Drafts[0].Key)
		}
		if q.verb != askPreview {
			p.booked = append(p.booked, first.Drafts...)
			bookedOnce(t, s, p.booked)
		}
	}
}

// roomForAnEarlierRun is the one scenario in which a booked credit makes room for an occurrence before it; a second run over that occurrence
// finds the room.
const roomForAnEarlierRun = "limit_room_in_order_of_time.txt"

// bookedOnce holds that a chain of questions makes no key and no claim twice.
func bookedOnce(t *testing.T, s casefile.Section, booked []invoice.Draft) {
	t.Helper()
	seen := make(map[string]bool)
	once := func(what, id string) {
		if seen[what+id] {
			t.Errorf("line %d: %s: %s %s is there twice", s.Line, s.Name, what, id)
		}
		seen[what+id] = true
	}
	for _, d := range booked {
		once("key", d.Key)
		for _, l := range d.Lines {
			for _, detail := range l.Details {
				once("claim", detail.Claim().String())
			}
		}
	}
}

func replayed(t *testing.T, h *host, q *question, p *player) *replay.Report {
	t.Helper()
	r, err := h.replay(q, p.booked)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func asJSON(t *testing.T, r *replay.Report) string {
	t.Helper()
	text, err := json.MarshalIndent(r, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

package casefile_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/proforma-go/proforma/internal/casefile"
)

const sample = `# 12: what the case shows,
#   in two lines.

-- rules --
monthly on last day

-- run 2026-01-31 --
no drafts
-- then run 2026-02-28 --
`

func TestParse(t *testing.T) {
	f, err := casefile.Parse(sample)
	if err != nil {
		t.Fatal(err)
	}
	if want := "12: what the case shows, in two lines."; f.Comment != want {
		t.Errorf("comment %q, want %q", f.Comment, want)
	}
	want := []casefile.Section{
		{Name: "rules", Body: "monthly on last day\n\n", Line: 4},
		{Name: "run 2026-01-31", Body: "no drafts\n", Line: 7},
		{Name: "then run 2026-02-28", Line: 9},
	}
	if diff := cmp.Diff(want, f.Sections); diff != "" {
		t.Errorf("sections (-want +got):\n%s", diff)
	}
}

func TestTextComesOutAsItWentIn(t *testing.T) {
	for name, text := range map[string]string{
		"sample":               sample,
		"no newline at end":    "# c\n-- a --\nx",
		"heading at end":       "# c\n-- a --",
		"windows line ends":    "# c\r\n-- a --\r\nx\r\n",
		"dashes within a body": "# c\n-- a --\n-- not a heading\n--\n--- b ---\n",
		"spaces in a heading":  "# c\n--  a   b  --\nx\n",
	} {
		f, err := casefile.Parse(text)
		if err != nil {
			t.Errorf("%s: %v", name, err)
		} else if diff := cmp.Diff(text, f.String()); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

func TestAnswerRewritesOneSection(t *testing.T) {
	f, err := casefile.Parse(sample)
	if err != nil {
		t.Fatal(err)
	}
	f.Answer(1, "invoice\n  10.00")
	f.Answer(2, "none")
	want := strings.Replace(sample, "no drafts\n", "invoice\n  10.00\n", 1) + "none\n"
	if diff := cmp.Diff(want, f.String()); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestAnswerAtTheEndOfAFileWithoutNewline(t *testing.T) {
	f, err := casefile.Parse("# c\n-- a --\nx\n-- b --")
	if err != nil {
		t.Fatal(err)
	}
	f.Answer(0, "")
	f.Answer(1, "y")
	if want := "# c\n-- a --\n-- b --\ny\n"; f.String() != want {
		t.Errorf("got %q, want %q", f.String(), want)
	}
}

func TestParseRefuses(t *testing.T) {
	for text, want := range map[string]string{
		"":                    "the file does not begin with a comment",
		"-- a --\n":           "the file does not begin with a comment",
		"# only a comment\n":  "the file has no sections",
		"# c\nloose\n":        `line 2: "loose" is neither a comment nor the beginning of a section`,
		"# c\n-- --\n":        "line 2: a section without a name",
		"# c\n--  --\nbody\n": "line 2: a section without a name",
	} {
		if _, err := casefile.Parse(text); err == nil || err.Error() != want {
			t.Errorf("%q: got %v, want %s", text, err, want)
		}
	}
}

package scenario_test

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/proforma-go/proforma/internal/casefile"
	"github.com/proforma-go/proforma/internal/scenario"
)

// accepted are the numbers of the acceptance scenarios that are shown here, as first and last of each run of them.
var accepted = [][2]int{{1, 41}, {43, 47}, {49, 49}, {51, 51}, {56, 58}, {65, 65}, {68, 70}}

// numbered is how a scenario file's comment, or that of a test in Go, names its number: "# 33: …", "// Scenario 26: …".
var numbered = regexp.MustCompile(`(?m)^(?:# |// Scenario )(\d+): `)

func TestEveryAcceptedScenarioIsShown(t *testing.T) {
	var want []int
	for _, run := range accepted {
		for n := run[0]; n <= run[1]; n++ {
			want = append(want, n)
		}
	}
	tests, err := filepath.Glob("*_test.go")
	if err != nil {
		t.Fatal(err)
	}
	var got []int
	for _, path := range append(caseFiles(t), tests...) {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range numbered.FindAllStringSubmatch(string(text), -1) {
			n, err := strconv.Atoi(m[1])
			if err != nil {
				t.Fatal(err)
			}
			got = append(got, n)
		}
	}
	slices.Sort(got)
	if diff := cmp.Diff(want, slices.Compact(got)); diff != "" {
		t.Errorf("numbers of the scenarios (-want +got):\n%s", diff)
	}
}

func TestEveryFileAsksSomething(t *testing.T) {
	for _, path := range caseFiles(t) {
		_, f := readCase(t, path)
		if !slices.ContainsFunc(f.Sections, func(s casefile.Section) bool { return asks(s.Name) }) {
			t.Errorf("%s asks nothing", path)
		}
	}
}

// asks reports whether a section's name is that of a question with an answer.
func asks(name string) bool {
	verb, _, _ := strings.Cut(strings.TrimPrefix(name, "then "), " ")
	return slices.Contains([]string{"run", "once", "now", "preview", "dates", "next", "check"}, verb)
}

func TestEveryFileBeginsWithASentence(t *testing.T) {
	for _, path := range caseFiles(t) {
		_, f := readCase(t, path)
		if len(strings.Fields(f.Comment)) < 6 || !strings.HasSuffix(f.Comment, ".") && !strings.HasSuffix(f.Comment, ").") {
			t.Errorf("%s: the comment %q is not a sentence about what the case shows", path, f.Comment)
		}
	}
}

func TestNothingElseLiesInTestdata(t *testing.T) {
	entries, err := os.ReadDir("testdata")
	if err != nil {
		t.Fatal(err)
	}
	concept := regexp.MustCompile(`^[a-z0-9]+(_[a-z0-9]+)+\.txt$`)
	for _, e := range entries {
		if name := e.Name(); name != "data" && name != "README.md" && !concept.MatchString(name) {
			t.Errorf("testdata/%s is no scenario file; its name would be words, the concept first, such as split_rounding.txt", name)
		}
	}
}

func TestPlayRefuses(t *testing.T) {
	for text, want := range map[string]string{
		"# c\n-- rules --\ndaily\n":                           "the file asks nothing",
		"# c\n-- done 2026-01-01 --\n":                        "line 2: done 2026-01-01: ",
		"# c\n-- ruls --\ndaily\n":                            `line 2: ruls: "ruls" is neither rules, data nor a question`,
		"# c\n-- data nowhere --\n":                           "line 2: data nowhere: there is no folder data/nowhere",
		"# c\n-- then rules --\n":                             `line 2: "then rules": "then" stands before a question`,
		"# c\n-- run --\n":                                    `line 2: "run": "run" takes one date or window, such as 2026-01-31 or 2026-01-01..2026-01-31`,
		"# c\n-- run 2026-02-01..2026-01-01 --\n":             `line 2: "run 2026-02-01..2026-01-01": the window ends before it begins`,
		"# c\n-- now 2026-01-01..2026-01-02 --\n":             `line 2: "now 2026-01-01..2026-01-02": "now" is about one day`,
		"# c\n-- rules --\ndialy\n-- dates 2026-01-01 --\n":   "line 4: dates 2026-01-01: ",
		"# c\n-- lines.csv --\nid\n-- lines.csv --\nname\n":   "line 4: lines.csv: rows that change others need their header",
		"# c\n-- customer_limits.csv --\nid,customer,limit\n": "line 2: customer_limits.csv: expected the header level,id,customer,limit",
	} {
		f, err := casefile.Parse(text)
		if err != nil {
			t.Fatalf("%q: %v", text, err)
		}
		if err := scenario.Play("case", f, os.DirFS("testdata")); err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%q: got %v, want %s…", text, err, want)
		}
	}
}

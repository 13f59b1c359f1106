package scenario_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/proforma-go/proforma/internal/casefile"
	"github.com/proforma-go/proforma/internal/scenario"
)

// update is the environment variable that makes TestScenarios rewrite the answers. Read the difference before it is committed: every
// line has to follow from what the library promises.
const update = "PROFORMA_UPDATE"

func TestScenarios(t *testing.T) {
	for _, path := range caseFiles(t) {
		t.Run(caseName(path), func(t *testing.T) {
			t.Parallel()
			text, f := readCase(t, path)
			if err := scenario.Play(caseName(path), f, os.DirFS("testdata")); err != nil {
				t.Fatalf("%s: %v", path, err)
			}
			got := f.String()
			if got == text {
				return
			}
			if os.Getenv(update) != "" {
				if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			t.Errorf("%s: the answers are others (-want +got); if they should be, set %s=1:\n%s", path, update, lineDiff(text, got))
		})
	}
}

func caseFiles(t *testing.T) []string {
	t.Helper()
	paths, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(paths) == 0 {
		t.Fatalf("no scenario files: %v", err)
	}
	return paths
}

// caseName is the name of a file's rule where it has no other.
func caseName(path string) string { return strings.TrimSuffix(filepath.Base(path), ".txt") }

func readCase(t *testing.T, path string) (string, *casefile.File) {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	f, err := casefile.Parse(string(text))
	if err != nil {
		t.Fatalf("%s: %v", path, err)
	}
	return string(text), f
}

// lineDiff shows what differs between two texts in whole lines.
func lineDiff(want, got string) string {
	whole := cmp.Comparer(func(a, b string) bool { return a == b })
	return cmp.Diff(strings.Split(want, "\n"), strings.Split(got, "\n"), whole)
}

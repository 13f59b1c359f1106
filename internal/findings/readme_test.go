package findings_test

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// testNames returns what the expression finds, sorted and once each.
func testNames(expression *regexp.Regexp, text string) (names []string) {
	for _, m := range expression.FindAllStringSubmatch(text, -1) {
		names = append(names, m[1])
	}
	slices.Sort(names)
	return slices.Compact(names)
}

func TestEveryTestIsOnThePageAndThePageNamesNoOther(t *testing.T) {
	files, err := filepath.Glob("*_test.go")
	if err != nil {
		t.Fatal(err)
	}
	var code strings.Builder
	for _, f := range files {
		if f == "readme_test.go" {
			continue
		}
		text, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		code.Write(text)
	}
	want(t, "tests on the page", testNames(regexp.MustCompile(`\b(Test[A-Z]\w+)`), page(t)), testNames(regexp.MustCompile(`(?m)^func (Test\w+)\(`), code.String())...)
}

func TestEveryFindingHasItsRow(t *testing.T) {
	text := page(t)
	ids := []string{"F22", "F25", "1", "2", "3", "4", "6", "8", "9", "12"}
	for i := range 20 {
		ids = append(ids, fmt.Sprint("F", i+1))
	}
	for i := range 9 {
		ids = append(ids, fmt.Sprint("V", i+1))
	}
	for _, id := range ids {
		if strings.Count(text, "\n| "+id+" | ") != 1 {
			t.Errorf("%s has no row, or more than one", id)
		}
	}
}

func page(t *testing.T) string {
	t.Helper()
	text, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

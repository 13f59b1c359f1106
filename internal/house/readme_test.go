package house

import (
	"errors"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/proforma-go/proforma/dsl"
)

// fence is a fenced block of a Markdown file.
type fence struct{ info, text string }

var fencePattern = regexp.MustCompile("(?ms)^```([a-z ]*)\n(.*?)^```$")

func fences(t *testing.T, file string) []fence {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(root, file))
	if err != nil {
		t.Fatal(err)
	}
	var all []fence
	for _, m := range fencePattern.FindAllStringSubmatch(string(text), -1) {
		all = append(all, fence{m[1], m[2]})
	}
	return all
}

func TestTheReadmeShowsTheQuickstartAsItIs(t *testing.T) {
	program, err := os.ReadFile(filepath.Join(root, "examples/quickstart/main.go"))
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for _, f := range fences(t, "README.md") {
		if f.info == "go" {
			n++
			if f.text != string(program) {
				t.Errorf("the program in README.md is not examples/quickstart/main.go:\n%s", f.text)
			}
		}
	}
	if n != 1 {
		t.Errorf("README.md has %d programs, want 1", n)
	}
}

func TestTheReadmesRulesMeanSomething(t *testing.T) {
	all := fences(t, "README.md")
	rules := 0
	for i, f := range all {
		switch f.info {
		case "rules":
			rules++
			if _, err := dsl.ParseFile("README.md", f.text); err != nil {
				t.Errorf("%s\n%v", f.text, err)
			}
		case "rules error":
			rules++
			_, err := dsl.ParseRule(strings.TrimSuffix(f.text, "\n"))
			var ds dsl.Diagnostics
			if !errors.As(err, &ds) {
				t.Errorf("%s is no error", f.text)
				continue
			}
			if got, want := strings.TrimSpace(ds.Text()), strings.TrimSpace(all[i+1].text); got != want {
				t.Errorf("README.md shows\n%s\nthe message is\n%s", want, got)
			}
		}
	}
	if rules != 3 {
		t.Errorf("README.md has %d rule texts, want 3", rules)
	}
}

// TestTheDocumentsNameFilesThatAreThere follows the links and the file names of the documents at the top.
func TestTheDocumentsNameFilesThatAreThere(t *testing.T) {
	link := regexp.MustCompile(`\]\(([^)#:]+)\)`)
	name := regexp.MustCompile("`((?:dsl|schedule|invoice|internal|examples|\\.ci)/[A-Za-z0-9_./]*)`")
	for _, doc := range []string{"README.md", "CONTRIBUTING.md", "CHANGELOG.md"} {
		text, err := os.ReadFile(filepath.Join(root, doc))
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range []*regexp.Regexp{link, name} {
			for _, m := range p.FindAllStringSubmatch(string(text), -1) {
				if strings.Contains(m[1], "NAME") {
					continue
				}
				if _, err := os.Stat(filepath.Join(root, m[1])); err != nil {
					t.Errorf("%s names %s: %v", doc, m[1], err)
				}
			}
		}
	}
}

package dsl_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/proforma-go/proforma/dsl"
)

// errorCase is a file of testdata/errors: a comment that says what is wrong, lines that begin with #! for the host, the input, a line of
// dashes, and everything that is reported.
type errorCase struct {
	file, title, input, output string
	host                       []string
}

const dashes = "---\n"

func errorCases(t testing.TB) []errorCase {
	t.Helper()
	files, err := filepath.Glob("testdata/errors/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatal("there are no cases", err)
	}
	var cases []errorCase
	for _, file := range files {
		c := errorCase{file: file}
		rest := read(t, file)
		for strings.HasPrefix(rest, "# ") || strings.HasPrefix(rest, "#!") {
			line, after, _ := strings.Cut(rest, "\n")
			if strings.HasPrefix(line, "#!") {
				c.host = append(c.host, strings.TrimSpace(line[2:]))
			} else if c.title == "" {
				c.title = line[2:]
			}
			rest = after
		}
		var ok bool
		if c.input, c.output, ok = strings.Cut(rest, dashes); !ok {
			t.Fatalf("%s: no line of dashes", file)
		}
		if strings.Count(c.input, "\n") == 1 {
			c.input = strings.TrimSuffix(c.input, "\n") // the one-line form
		}
		cases = append(cases, c)
	}
	return cases
}

// run returns the findings of a case.
func (c errorCase) run() string {
	env, name := *testEnv, "rule"
	for _, h := range c.host {
		switch {
		case h == "no calendars":
			env.Calendars = nil
		case h == "no date":
			env.AsOf = dsl.Env{}.AsOf
		case strings.HasPrefix(h, "file "):
			name = h[len("file "):]
		}
	}
	return findingsText(&env, name, c.input)
}

func TestEveryMistakeIsReportedAsItsFileSays(t *testing.T) {
	for _, c := range errorCases(t) {
		t.Run(strings.TrimSuffix(filepath.Base(c.file), ".txt"), func(t *testing.T) {
			got := c.run()
			if got == "" {
				t.Fatal("nothing is reported")
			}
			host := ""
			for _, h := range c.host {
				host += "#! " + h + "\n"
			}
			input := strings.TrimSuffix(c.input, "\n") + "\n"
			golden(t, c.file, fmt.Sprintf("# %s\n%s%s%s%s", c.title, host, input, dashes, got))
		})
	}
}

func TestErrorsDocumentIsMadeOfTheCases(t *testing.T) {
	var b strings.Builder
	b.WriteString("# What can be wrong with a rule\n\n")
	b.WriteString("Each kind of mistake has a code that never changes: E0 is about the text itself, E1 about clauses and documents, E2 about dates\n" +
		"and schedules, E3 about conditions and names, W4 are warnings, E5 limits. Below is one text for each mistake, and what is said about it.\n")
	last := ""
	for _, c := range errorCases(t) {
		code, _, _ := strings.Cut(filepath.Base(c.file), "_")
		if code != last {
			fmt.Fprintf(&b, "\n## %s\n", code)
			last = code
		}
		fmt.Fprintf(&b, "\n%s:\n\n```text\n%s\n```\n\n```text\n%s```\n", c.title, strings.TrimSuffix(printableInput(c.input), "\n"), c.output)
	}
	golden(t, "errors.md", b.String())
}

func printableInput(s string) string {
	if len(s) > 400 {
		return s[:200] + " …"
	}
	return strings.ToValidUTF8(s, "\ufffd")
}

func TestEveryCodeOfTheCatalogueHasACase(t *testing.T) {
	seen := map[string]bool{}
	for _, c := range errorCases(t) {
		for line := range strings.Lines(c.output) {
			if _, rest, ok := strings.Cut(line, "["); ok && (strings.HasPrefix(line, "error[") || strings.HasPrefix(line, "warning[")) {
				seen[rest[:4]] = true
			}
		}
	}
	source, err := os.ReadFile("codes.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range strings.Fields(string(source)) {
		code := strings.Trim(f, `"`)
		if len(f) != 6 || !strings.ContainsAny(code[:1], "EW") {
			continue
		}
		switch code {
		case "E127", "E502", "E598":
			continue // see limits_test.go
		case "E599":
			continue // a fault of this package, which no text is known to bring about
		}
		if !seen[code] {
			t.Errorf("%s: no case", code)
		}
	}
}

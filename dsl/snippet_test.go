package dsl_test

import (
	"strings"
	"testing"

	"github.com/proforma-go/proforma/dsl"
)

func TestPlacesOfOneLineAreMarkedUnderOneCopy(t *testing.T) {
	long := strings.Repeat("x", 100)
	for _, c := range []struct{ text, want string }{
		{"daily,\tname \"日本\", name \"b\"", `
1 | daily,	name "日本", name "b"
  |       	-----------  ^^^^^^^^
  |       	first given here
`},
		{"daily, merge projects\nmerge projects", `
2 | merge projects
  | ^^^^^^^^^^^^^^ leave this out
1 | daily, merge projects
  |        -------------- first given here
`},
		{"daily, where customer = \"" + long + "\" and manager = \"" + long + "\" and customer = \"b\"", ""},
	} {
		doc, _ := dsl.Parse("rule", c.text)
		_, err := testEnv.Check(doc)
		found, _ := err.(dsl.Diagnostics)
		found = append(found, testEnv.Lint(doc)...)
		if len(found) != 1 {
			t.Fatalf("%s: %v", c.text, found)
		}
		got := found[0].Text()
		if c.want == "" {
			if strings.Count(got, "1 | ") != 2 {
				t.Errorf("a long line is there once:\n%s", got)
			}
			continue
		}
		if !strings.Contains(got, c.want) {
			t.Errorf("got\n%swant%s", got, c.want)
		}
		for line := range strings.Lines(dsl.Diagnostics(found).ColorText()) {
			if marks := strings.TrimLeft(line, " "); strings.HasPrefix(marks, "| ") {
				t.Errorf("%q has no color", line)
			}
		}
	}
}

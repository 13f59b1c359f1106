package dsl_test

import (
	"strings"
	"testing"

	"github.com/proforma-go/proforma/dsl"
)

// TestEverySpellingPrintsToTheCanonicalOne reads testdata/spellings.txt: groups of rules between empty lines, the first of each being the
// canonical text of all.
func TestEverySpellingPrintsToTheCanonicalOne(t *testing.T) {
	canonical := ""
	for line := range strings.Lines(read(t, "testdata/spellings.txt")) {
		line = strings.TrimSuffix(line, "\n")
		switch {
		case strings.HasPrefix(line, "#"):
			continue
		case line == "":
			canonical = ""
			continue
		case canonical == "":
			canonical = line
		}
		r, err := dsl.ParseRule(line, dsl.WithEnv(testEnv))
		if err != nil {
			t.Errorf("%s\n%s", line, err.(dsl.Diagnostics).Text())
			continue
		}
		if got := r.String(); got != canonical {
			t.Errorf("%s\ngot  %s\nwant %s", line, got, canonical)
		}
	}
}

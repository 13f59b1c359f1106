package dsl_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/proforma-go/proforma/dsl"
)

// TestWhatIsSuggestedIsAllowed looks at every finding of the golden cases: a suggestion comes first among what is allowed, which names
// nothing twice, and is a fix where it is the only one.
func TestWhatIsSuggestedIsAllowed(t *testing.T) {
	suggested := 0
	for _, c := range errorCases(t) {
		doc, _ := dsl.Parse("rule", c.input)
		_, err := testEnv.Check(doc)
		found, _ := err.(dsl.Diagnostics)
		for _, d := range append(found, testEnv.Lint(doc)...) {
			if word, ok := strings.CutPrefix(d.Label, `did you mean "`); ok {
				suggested++
				words := strings.Split(strings.TrimSuffix(word, `"?`), `" or "`)
				if len(d.Allowed) < len(words) || !slices.Equal(d.Allowed[:len(words)], words) || (len(words) == 1) != (d.Fix != nil) {
					t.Errorf("%s: %q is suggested, and %q allowed", c.file, word, d.Allowed)
				}
			}
			sorted := slices.Sorted(slices.Values(d.Allowed))
			if len(slices.Compact(sorted)) != len(d.Allowed) {
				t.Errorf("%s: %q", c.file, d.Allowed)
			}
		}
	}
	if suggested < 15 {
		t.Errorf("only %d suggestions", suggested)
	}
}

func TestAnAliasIsAllowedLikeTheChoiceItself(t *testing.T) {
	_, err := dsl.ParseRule("daily, where billing = fixd", dsl.WithEnv(testEnv))
	d := err.(dsl.Diagnostics)[0]
	if want := []string{"fixed", "time-and-material", "hourly", "fixed-price"}; !slices.Equal(d.Allowed, want) {
		t.Errorf("got %q, want %q", d.Allowed, want)
	}
	if want := "values: time-and-material (hourly), fixed-price (fixed)"; len(d.Notes) != 1 || d.Notes[0] != want {
		t.Errorf("got %q, want %q", d.Notes, want)
	}
}

package dsl_test

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/proforma-go/proforma/dsl"
)

// allFindings returns the errors of a text, or the warnings where there is none.
func allFindings(text string) dsl.Diagnostics {
	doc, _ := dsl.Parse("rule", text)
	_, err := testEnv.Check(doc)
	found, _ := err.(dsl.Diagnostics)
	return append(found, testEnv.Lint(doc)...)
}

// same reports whether two findings say the same: "not finished" says something else with "add date" and with "add through".
func same(d, e dsl.Diagnostic) bool {
	return d.Code == e.Code && d.Message == e.Message && d.Label == e.Label
}

// alike returns how many findings say what one says. A value that is thrice in a list is two of them.
func alike(list dsl.Diagnostics, d dsl.Diagnostic) int {
	n := 0
	for _, e := range list {
		if same(e, d) {
			n++
		}
	}
	return n
}

// checkFixes fails where a finding is still there after its fix: as many as before say the same, one of them about the place where the fix was
// made. Findings about another place may come to light then.
func checkFixes(t interface {
	Helper()
	Fatalf(string, ...any)
}, text string) (fixes int) {
	t.Helper()
	before := allFindings(text)
	for _, d := range before {
		if d.Fix == nil {
			continue
		}
		fixes++
		fixed, n := dsl.Diagnostics{d}.Apply(text)
		if n != 1 || fixed == text {
			t.Fatalf("%q: the fix %q of %v changes nothing", text, d.Fix.Text, d)
		}
		end := d.Fix.Span.Start + len(d.Fix.Text)
		after := allFindings(fixed)
		for _, e := range after {
			if same(e, d) && alike(after, d) >= alike(before, d) && e.Span.Start <= end && e.Span.End >= d.Fix.Span.Start {
				t.Fatalf("%q is fixed as\n%q, and still:\n%s", text, fixed, e.Text())
			}
		}
	}
	return fixes
}

func TestEveryFixOfTheGoldenCasesRemovesItsFinding(t *testing.T) {
	fixes := 0
	for _, c := range errorCases(t) {
		fixes += checkFixes(t, c.input)
	}
	if fixes < 100 {
		t.Errorf("only %d fixes", fixes)
	}
}

// TestEveryFixOfAMutatedRuleRemovesItsFinding changes one token of a random rule in every way that a hand can: leaves it out, doubles it, swaps
// it with the next one, misspells it, puts something else in its place.
func TestEveryFixOfAMutatedRuleRemovesItsFinding(t *testing.T) {
	fixes := 0
	rapid.Check(t, func(t *rapid.T) {
		r := randomRule(t)
		if usable(r) {
			fixes += checkFixes(t, mutate(t, r.String()))
		}
	})
	t.Logf("%d fixes", fixes)
}

// mutate changes one token of a text.
func mutate(t *rapid.T, text string) string {
	tokens := strings.SplitAfter(text, " ")
	i := rapid.IntRange(0, len(tokens)-1).Draw(t, "token")
	token := strings.TrimRight(tokens[i], " ,")
	rest := tokens[i][len(token):]
	switch rapid.IntRange(0, 4).Draw(t, "mutation") {
	case 0:
		token, rest = "", ""
	case 1:
		token = token + " " + token
	case 2:
		if i+1 < len(tokens) {
			tokens[i], tokens[i+1] = tokens[i+1], tokens[i]
		}
		return strings.Join(tokens, "")
	case 3:
		if len(token) > 3 {
			token = rapid.SampledFrom(mistakes(token)).Draw(t, "mistake")
		}
	default:
		token = rapid.SampledFrom([]string{
			"is greater than", "starting", "to", "per", "and", "or", ",", "1 000", "1.000,50", "31/12/2026", "22.00", "“x”", "'", "today", "the", "of", "last",
			"2026", "Monday-Friday", "==", "&&", "in", "not", "€", "EUR", "(", ")", "[", "]", "{", "}", "-", ":", "=", "every", "where", "include", "through",
			"x", "kl", "CET", "Stockholm", "previous month", "10pm", "billable", "time", "expense", "fee", `"A"`, "“", "…", "@", "#", "\n", ";", "*",
		}).Draw(t, "other")
	}
	tokens[i] = token + rest
	return strings.Join(tokens, "")
}

package dsl_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/proforma-go/proforma/dsl"
)

func codes(err error) []dsl.Code {
	var ds dsl.Diagnostics
	errors.As(err, &ds)
	var list []dsl.Code
	for _, d := range ds {
		list = append(list, d.Code)
	}
	return list
}

func TestTextsOverTheLimitsAreRefusedUnread(t *testing.T) {
	for _, c := range []struct {
		name, text string
		want       dsl.Code
	}{
		{"document", strings.Repeat("# comment\n", dsl.MaxDocument/10+1), "E502"},
		{"rule", `daily, description "` + strings.Repeat("x", dsl.MaxRule) + `"`, "E501"},
		{"depth", "daily, where " + strings.Repeat("(", dsl.MaxDepth+1) + "billable" + strings.Repeat(")", dsl.MaxDepth+1), "E503"},
		{"clauses", "daily" + strings.Repeat(", payment term 30", dsl.MaxClauses), "E504"},
		{"items", "daily, where customer in [" + strings.Repeat(`"",`, dsl.MaxItems) + `"a"]`, "E505"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := dsl.Parse("rule", c.text)
			if got := codes(err); len(got) != 1 || got[0] != c.want {
				t.Errorf("got %v, want %s", got, c.want)
			}
		})
	}
}

func TestTextsAtTheLimitsAreRead(t *testing.T) {
	for _, text := range []string{
		"daily, where " + strings.Repeat("(", dsl.MaxDepth) + "billable" + strings.Repeat(")", dsl.MaxDepth),
		"daily, where customer in [" + strings.Repeat(`"",`, dsl.MaxItems-1) + `"a"]`,
	} {
		if _, err := dsl.ParseRule(text); err != nil {
			t.Errorf("%.60s…: %v", text, err)
		}
	}
}

func TestTwentyFindingsAreReportedAndTheRestIsCounted(t *testing.T) {
	text := strings.Repeat("rule \"A\" {\n  montly on last day\n}\n", 30)
	_, err := dsl.ParseFile("many.rules", text)
	got := codes(err)
	if len(got) != 21 || got[20] != "E598" {
		t.Fatalf("got %v", got)
	}
	if ds := err.(dsl.Diagnostics); ds[20].Message != "and 39 more" {
		t.Errorf("got %q", ds[20].Message)
	}
}

// dull returns rules that can run, of which each has a warning.
func dull(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "rule \"R%d\" {\n  monthly on day 31\n  where project = \"P%d\"\n}\n", i, i)
	}
	return b.String()
}

func TestManyWarningsAreWarnings(t *testing.T) {
	for _, n := range []int{1, 20, 21, 600} {
		text := dull(n)
		doc, err := dsl.Parse("many.rules", text)
		if err != nil {
			t.Fatal(err)
		}
		if rules, err := testEnv.Check(doc); err != nil || len(rules) != n {
			t.Errorf("%d rules with warnings: got %d rules, %v", n, len(rules), err)
		}
		warnings := testEnv.Lint(doc)
		if warnings.HasErrors() || len(warnings) != min(n, 21) {
			t.Errorf("%d warnings: got %d, errors: %t", n, len(warnings), warnings.HasErrors())
		}
		if last := warnings[len(warnings)-1]; n > 20 && (last.Code != "E598" || last.Severity != dsl.SeverityWarning || last.Message != fmt.Sprintf("and %d more", n-20)) {
			t.Errorf("%d warnings: the last is %s", n, last)
		}
		if fixed, fixes := dsl.FixAll("many.rules", text, dsl.WithEnv(testEnv)); fixes != n || strings.Contains(fixed, "day 31") {
			t.Errorf("%d of %d fixes are applied", fixes, n)
		}
	}
}

// TestWarningsHideNoErrors has both: where warnings stand first in the text, errors among them, and where there are more than anybody reads.
func TestWarningsHideNoErrors(t *testing.T) {
	const unknown = "rule \"Last\" {\n  daily\n  where region = \"x\"\n}\n"
	for _, n := range []int{20, 21, 600} {
		doc, _ := dsl.Parse("many.rules", dull(n)+unknown)
		_, err := testEnv.Check(doc)
		if got := codes(err); len(got) != 1 || got[0] != "E301" {
			t.Errorf("after %d warnings: got %v", n, got)
		}
		if got := testEnv.Lint(doc); len(got) != 21 && n > 20 || got.HasErrors() {
			t.Errorf("%d warnings before an error: got %d", n, len(got))
		}
	}
	doc, _ := dsl.Parse("many.rules", strings.Repeat(unknown, 30)+dull(1))
	if got := testEnv.Lint(doc); len(got) != 1 || got[0].Code != "W405" {
		t.Errorf("after 30 errors: the warnings are %v", got)
	}
}

func TestASecondRuleIsNoPartOfTheFirst(t *testing.T) {
	_, err := dsl.ParseRule("rule \"A\" {\n  daily\n}\nrule \"B\" {\n  daily\n}\n")
	if got := codes(err); len(got) != 1 || got[0] != "E127" {
		t.Errorf("got %v", got)
	}
}

package dsl_test

import (
	"errors"
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

func TestASecondRuleIsNoPartOfTheFirst(t *testing.T) {
	_, err := dsl.ParseRule("rule \"A\" {\n  daily\n}\nrule \"B\" {\n  daily\n}\n")
	if got := codes(err); len(got) != 1 || got[0] != "E127" {
		t.Errorf("got %v", got)
	}
}

package dsl_test

import (
	"strings"
	"testing"

	"github.com/proforma-go/proforma/dsl"
	"github.com/proforma-go/proforma/invoice"
)

const threeLines = "# a comment\nmontly on last day # mine\nmerge projects, nam \"x\nstatus draft"

func TestEveryLineBreakIsOne(t *testing.T) {
	want := findingsText(testEnv, "x", threeLines)
	for _, end := range []string{"\r", "\r\n"} {
		if got := findingsText(testEnv, "x", strings.ReplaceAll(threeLines, "\n", end)); got != want {
			t.Errorf("with %q:\n%s\nwant\n%s", end, got, want)
		}
		good := strings.NewReplacer("montly", "monthly", ", nam \"x", "", "\n", end).Replace(threeLines)
		if r, err := dsl.ParseRule(good, dsl.WithEnv(testEnv)); err != nil || r.Status != "draft" {
			t.Errorf("%q: %v, %v", good, r, err)
		}
		formatted, err := dsl.Format("x", good)
		if err != nil || formatted != "# a comment\nmonthly on last day  # mine\nmerge projects\nstatus draft\n" {
			t.Errorf("%q becomes %q, %v", good, formatted, err)
		}
	}
}

func TestColumnsAfterAnyLineBreak(t *testing.T) {
	for _, end := range []string{"\n", "\r", "\r\n"} {
		doc, _ := dsl.Parse("x", "language 1"+end+end+"rule \"A\" { daily }"+end+"rule \"B\" { daily }")
		list := doc.Symbols()
		if len(list) != 2 || list[1].Span.Line != 4 || list[1].NameSpan.Column != 6 || doc.Offset(4, 6) != list[1].NameSpan.Start {
			t.Errorf("%q: %+v, %d", end, list, doc.Offset(4, 6))
		}
	}
}

func TestTextsKeepTheirLineBreaks(t *testing.T) {
	r := parse(t, "daily")
	r.Name, r.Where = "a\rb\nc\r\n", invoice.Compare{Field: "manager", Op: invoice.Equal, Value: invoice.TextValue("x\ry")}
	again, err := dsl.ParseRule(r.String(), dsl.WithEnv(testEnv))
	if err != nil || again.Name != r.Name || again.String() != r.String() {
		t.Errorf("%q: %v, %v", r.String(), again, err)
	}
}

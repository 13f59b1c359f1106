package lsp

import (
	"fmt"
	"strings"
	"testing"

	"github.com/proforma-go/proforma/dsl"
)

func TestManyWarningsAreShownAsWarnings(t *testing.T) {
	var rules strings.Builder
	for i := range 21 {
		fmt.Fprintf(&rules, "rule \"R%d\" {\n  monthly on day 31\n  where project = \"P%d\"\n}\n", i, i)
	}
	s := &server{options: testOptions(t)}
	d := &document{name: "many.rules", text: newText(rules.String())}
	s.check(d)
	if n := len(d.found); n != 21 || d.found[n-1].Code != "E598" {
		t.Fatalf("got %d findings", n)
	}
	for _, f := range d.found {
		if got := s.diagnostic(d, f); got.Severity != severities[dsl.SeverityWarning] {
			t.Errorf("%s has the severity %d", f, got.Severity)
		}
	}
}

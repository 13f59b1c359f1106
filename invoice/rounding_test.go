package invoice_test

import (
	"encoding/json"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/proforma-go/proforma/invoice"
)

// roundings are all that there are, with their clauses and their words.
var roundings = []struct {
	rounding      invoice.Rounding
	clause, words string
}{
	{invoice.Rounding{}, "", "half up per line"},
	{invoice.Rounding{Mode: invoice.HalfEven}, "round half even", "half even per line"},
	{invoice.Rounding{Per: invoice.PerDetail}, "round per detail", "half up per detail"},
	{invoice.Rounding{Mode: invoice.HalfEven, Per: invoice.PerDetail}, "round half even per detail", "half even per detail"},
}

func TestRoundingIsWrittenInFullAndAsAClause(t *testing.T) {
	for _, c := range roundings {
		if c.rounding.String() != c.clause || c.rounding.Words() != c.words {
			t.Errorf("got %q and %q, want %q and %q", c.rounding.String(), c.rounding.Words(), c.clause, c.words)
		}
		b, err := json.Marshal(c.rounding)
		if err != nil || string(b) != `"`+c.words+`"` {
			t.Errorf("%q is JSON %s (%v)", c.words, b, err)
		}
		var read invoice.Rounding
		if err := json.Unmarshal(b, &read); err != nil || read != c.rounding {
			t.Errorf("%s is read as %q (%v)", b, read.Words(), err)
		}
	}
}

func TestNoTextIsTheDefaultRounding(t *testing.T) {
	r := invoice.Rounding{Mode: invoice.HalfEven, Per: invoice.PerDetail}
	if err := r.UnmarshalText(nil); err != nil || r != (invoice.Rounding{}) {
		t.Errorf("got %q (%v)", r.Words(), err)
	}
}

func TestOtherTextsAreNoRoundingAndChangeNone(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.OneOf(
			rapid.SampledFrom([]string{"half up", "per line", "Half up per line", "half even per detail ", "round half even", "half even  per line"}),
			rapid.StringMatching(`(half )?(up|even|down)?( per (line|detail|item))?`), rapid.String(),
		).Draw(t, "text")
		for _, c := range roundings {
			if text == c.words || text == "" {
				return
			}
		}
		before := roundings[rapid.IntRange(0, 3).Draw(t, "before")].rounding
		r := before
		err := r.UnmarshalText([]byte(text))
		if err == nil || r != before || !strings.Contains(err.Error(), `expected "half up" or "half even", then "per line" or "per detail"`) {
			t.Fatalf("%q is read as %q (%v)", text, r.Words(), err)
		}
	})
}

// What is no rounding has no text, is no part of a valid rule, and prints as the default does.
func TestModesAndLevelsBeyondTheConstantsAreRefused(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := invoice.Rounding{Mode: invoice.RoundingMode(rapid.Byte().Draw(t, "mode")), Per: invoice.RoundingLevel(rapid.Byte().Draw(t, "level"))}
		known := r.Mode <= invoice.HalfEven && r.Per <= invoice.PerDetail
		rule := invoice.Rule{Schedule: lastWeekday, Rounding: r}
		if _, err := r.MarshalText(); (err == nil) != known {
			t.Fatalf("%v is written (%v)", r, err)
		}
		if err := rule.Validate(); (err == nil) != known || err != nil && !strings.HasPrefix(err.Error(), "round: there is no ") {
			t.Fatalf("%v is valid (%v)", r, err)
		}
		if r.Mode > invoice.HalfEven && strings.Contains(r.String()+r.Words(), "even") || r.Per > invoice.PerDetail && strings.Contains(r.String()+r.Words(), "detail") {
			t.Fatalf("%v prints as %q", r, r.Words())
		}
	})
}

package dsl_test

import (
	"testing"
	"time"

	"github.com/proforma-go/proforma/dsl"
	"github.com/proforma-go/proforma/invoice"
)

// TestAPanicOfTheHostIsAFinding lets the host's look-up of zones panic.
func TestAPanicOfTheHostIsAFinding(t *testing.T) {
	v, err := invoice.StandardVocabulary().Extend(invoice.Zones(func(string) (*time.Location, error) { panic("no database") }))
	if err != nil {
		t.Fatal(err)
	}
	_, err = dsl.ParseRule("daily at 22:00 in Europe/Oslo", dsl.WithEnv(&dsl.Env{Vocabulary: v}))
	if got := codes(err); len(got) != 1 || got[0] != "E599" {
		t.Fatalf("got %v", got)
	}
	if text := err.(dsl.Diagnostics).Text(); text == "" {
		t.Error("it has no text")
	}
}

func TestSimpleCronLinesAreTranslated(t *testing.T) {
	for cron, want := range map[string]string{
		"0 22 * * *":     "daily at 22:00",
		"30 6 * * 1-5":   "every weekday at 06:30",
		"0 8 * * MON":    "weekly on Monday at 08:00",
		"0 8 * * 7":      "weekly on Sunday at 08:00",
		"15 23 L * *":    "monthly on last day at 23:15",
		"0 22 15 * ?":    "monthly on day 15 at 22:00",
		"*/5 * * * *":    "*/5 * * * *",
		"0 0 22 * * 1-5": "0 0 22 * * 1-5",
		"0 22 15 1 *":    "0 22 15 1 *",
		"0 22 99 * *":    "0 22 99 * *",
	} {
		got, _ := dsl.FixAll("rule", cron)
		if got != want {
			t.Errorf("%s becomes %s, want %s", cron, got, want)
		}
		if _, err := dsl.Parse("rule", cron); len(codes(err)) != 1 || codes(err)[0] != "E102" {
			t.Errorf("%s: %v", cron, codes(err))
		}
	}
}

func TestADocumentKnowsItsTextNameAndLanguage(t *testing.T) {
	for text, language := range map[string]int{"daily": 1, "language 1\ndaily": 1, "language 3\nrule \"A\" {\n  daily\n}": 3} {
		doc, err := dsl.Parse("a.rules", text)
		if doc.Name() != "a.rules" || doc.Source() != text || doc.Language() != language {
			t.Errorf("%q: %s, %q, %d", text, doc.Name(), doc.Source(), doc.Language())
		}
		if (err != nil) != (language > 1) {
			t.Errorf("%q: %v", text, err)
		}
	}
}

func TestARuleWrapperHoldsOneRule(t *testing.T) {
	var r dsl.Rule
	for text, want := range map[string]dsl.Code{
		"":                      "",
		"# only":                "E106",
		"defaults { at 22:00 }": "E106",
		"rule \"A\" {\n  daily\n}\nrule \"B\" {\n  daily\n}": "E127",
	} {
		err := r.UnmarshalText([]byte(text))
		if got := codes(err); want == "" && err != nil || want != "" && (len(got) != 1 || got[0] != want) {
			t.Errorf("%q: got %v", text, err)
		}
	}
}

func TestOrdinalsInThreeLanguages(t *testing.T) {
	for _, c := range []struct{ tag, want string }{
		{"en", "Runs every year on the 21st last Monday, the 7th weekday and the 12th weekday."},
		{"sv", "Körs varje år, den 21:a sista måndagen, den 7:e vardagen och den 12:e vardagen."},
		{"nb", "Kjøres hvert år, den 21. siste mandagen, den 7. hverdagen og den 12. hverdagen."},
	} {
		r := parse(t, "yearly on 21st last Monday and 7th weekday and 12th weekday")
		got, err := dsl.Explain(r, testEnv.AsOf, 0, dsl.WithLocale(c.tag))
		if err != nil || got[:len(c.want)] != c.want {
			t.Errorf("got %s, %v", got, err)
		}
	}
}

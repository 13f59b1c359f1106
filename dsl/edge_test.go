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
		"0 9-17 * * *":   "0 9-17 * * *",
		"0 22 28-31 * *": "0 22 28-31 * *",
		"0 22 1 * 1":     "0 22 1 * 1", // either
		"0 22 99 * *":    "0 22 99 * *",
		"0 0 22 * * 1-5": "every weekday at 22:00",
		"0 0 22 ? * 2":   "0 0 22 ? * 2", // Sunday is 1 where there are question marks
		"0 0 22 LW * ?":  "monthly on last weekday at 22:00",
		"0 22 15 1 *":    "yearly on January 15 at 22:00",
		"0 22 1,15 * *":  "monthly on days 1 and 15 at 22:00",
		"0 22 31 * *":    "monthly on day 31 skipping short months at 22:00",
		"0 22 1 3,9 *":   "monthly on day 1 at 22:00 only in March and September",
		"0 22 * * 1,3,5": "weekly on Monday, Wednesday and Friday at 22:00",
		"0 22 * * 5L":    "monthly on last Friday at 22:00",
		"0 22 * * MON#2": "monthly on second Monday at 22:00",

		"CRON_TZ=Europe/Oslo 0 22 * * *":   "daily at 22:00 in Europe/Oslo",
		"cron(0 22 ? * MON-FRI *)":         "every weekday at 22:00",
		"cron: 0 22 * * *":                 "daily at 22:00",
		"\"0 22 * * 1-5\"":                 "every weekday at 22:00",
		"0 22 * * mon-fri, merge projects": "every weekday at 22:00, merge projects",
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
		{"en", "Runs every year on the 21st last Monday, the 7th weekday and the 13th weekday."},
		{"sv", "Körs den 21:a sista måndagen, den sjunde vardagen och den 13:e vardagen varje år."},
		{"nb", "Kjøres den 21. siste mandagen, den sjuende hverdagen og den 13. hverdagen hvert år."},
	} {
		r := parse(t, "yearly on 21st last Monday and 7th weekday and 13th weekday")
		got, err := dsl.Explain(r, testEnv.AsOf, 0, dsl.WithLocale(c.tag))
		if err != nil || got[:len(c.want)] != c.want {
			t.Errorf("got %s, %v", got, err)
		}
	}
}

func TestRecurrenceRulesAreTranslatedWhereTheyHaveADate(t *testing.T) {
	for _, c := range []struct {
		text, want string
	}{
		{"DTSTART:20260131T000000Z\nRRULE:FREQ=MONTHLY;BYMONTHDAY=-1", `rrule "FREQ=MONTHLY;BYMONTHDAY=-1" from 2026-01-31`},
		{"DTSTART;TZID=Europe/Oslo:20260131T220000\nRRULE:FREQ=DAILY\nmerge projects", "rrule \"FREQ=DAILY\" from 2026-01-31\nmerge projects"},
		{"rrule FREQ=WEEKLY;BYDAY=MO,TH from 2026-01-05, merge projects", `rrule "FREQ=WEEKLY;BYDAY=MO,TH" from 2026-01-05, merge projects`},
		{"FREQ=MONTHLY;BYMONTHDAY=-1", ""},
		{"RRULE:FREQ=WEEKLY;BYDAY=MO, merge projects", ""},
		{"rrule:FREQ=MONTHLY; BYMONTHDAY=1", ""},
		{"DTSTART:20260131T000000Z", ""},
	} {
		if c.want == "" {
			c.want = c.text
		}
		if got, _ := dsl.FixAll("rule", c.text); got != c.want {
			t.Errorf("%s becomes %s", c.text, got)
		}
		if _, err := dsl.Parse("rule", c.text); len(codes(err)) != 1 || codes(err)[0] != "E103" {
			t.Errorf("%s: %v", c.text, err)
		}
	}
}

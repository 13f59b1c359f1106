package dsl_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/shopspring/decimal"

	"github.com/proforma-go/proforma/dsl"
	"github.com/proforma-go/proforma/invoice"
	"github.com/proforma-go/proforma/schedule"
)

// weekdaysExcept is a calendar: Monday to Friday, but for the days given.
type weekdaysExcept map[schedule.Date]bool

func (c weekdaysExcept) IsBusinessDay(d schedule.Date) bool {
	w := d.Weekday()
	return w != time.Saturday && w != time.Sunday && !c[d]
}

var testEnv = newTestEnv()

// newTestEnv is the host of the samples: it adds a field, statuses, options and calendars to the standard vocabulary.
func newTestEnv() *dsl.Env {
	none, most := decimal.Zero, decimal.NewFromInt(120)
	v, err := invoice.StandardVocabulary().Extend(
		invoice.Fields(invoice.AttributeField("work type", invoice.TransactionLevel)),
		invoice.Statuses("created", "sent"),
		invoice.Options(
			invoice.OptionType{Name: "payment term", Type: invoice.NumberType, Min: &none, Max: &most, Whole: true},
			invoice.OptionType{Name: "language", Type: invoice.ChoiceType, Choices: []string{"Swedish", "English"}},
			invoice.OptionType{Name: "reference", Type: invoice.TextType},
			invoice.OptionType{Name: "reverse charge", Type: invoice.BoolType},
		),
	)
	if err != nil {
		panic(err)
	}
	holidays := weekdaysExcept{schedule.MustParseDate("2026-01-01"): true, schedule.MustParseDate("2026-12-25"): true, schedule.MustParseDate("2027-01-01"): true}
	env, err := dsl.NewEnv(dsl.Env{
		Vocabulary: v, Calendars: schedule.Calendars{"": holidays, "se": holidays}, AsOf: schedule.MustParseDate("2026-11-22"),
		Generators: []string{"svc-invoicing", "anna"}, Users: []string{"anna", "bo"},
	})
	if err != nil {
		panic(err)
	}
	return env
}

// update reports whether expectations are to be rewritten.
func update() bool { return os.Getenv("PROFORMA_UPDATE") != "" }

// golden compares got with a file, or rewrites the file.
func golden(t *testing.T, file, got string) {
	t.Helper()
	if update() {
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s (-want +got; PROFORMA_UPDATE=1 rewrites it):\n%s", file, diff)
	}
}

// read returns a file of testdata.
func read(t testing.TB, file string) string {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return strings.ReplaceAll(string(text), "\r\n", "\n")
}

// findingsText renders everything that is wrong with a text, warnings included.
func findingsText(env *dsl.Env, name, text string) string {
	doc, _ := dsl.Parse(name, text)
	if _, err := env.Check(doc); err != nil {
		return err.(dsl.Diagnostics).Text()
	}
	return env.Lint(doc).Text()
}

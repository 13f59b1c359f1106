package dsl_test

import (
	"bytes"
	"database/sql"
	"database/sql/driver"
	"encoding"
	"encoding/json"
	"flag"
	"io"
	"log/slog"
	"strings"
	"testing"

	"github.com/proforma-go/proforma/dsl"
	"github.com/proforma-go/proforma/schedule"
)

var (
	_ flag.Value               = (*dsl.Rule)(nil)
	_ flag.Value               = (*dsl.Schedule)(nil)
	_ sql.Scanner              = (*dsl.Rule)(nil)
	_ sql.Scanner              = (*dsl.Schedule)(nil)
	_ driver.Valuer            = dsl.Rule{}
	_ driver.Valuer            = dsl.Schedule{}
	_ encoding.TextMarshaler   = dsl.Rule{}
	_ encoding.TextMarshaler   = dsl.Schedule{}
	_ encoding.TextUnmarshaler = (*dsl.Rule)(nil)
	_ encoding.TextUnmarshaler = (*dsl.Schedule)(nil)
	_ slog.LogValuer           = dsl.Rule{}
	_ slog.LogValuer           = dsl.Schedule{}
)

func TestARuleLivesInAConfigStruct(t *testing.T) {
	var config struct {
		Rule     dsl.Rule
		Schedule dsl.Schedule
		Other    dsl.Rule `json:",omitzero"`
	}
	const text = `{"Rule":"monthly on last weekday, merge projects","Schedule":"every 2 weeks on Monday from 2026-10-05"}`
	if err := json.Unmarshal([]byte(text), &config); err != nil {
		t.Fatal(err)
	}
	r, err := config.Rule.Check(nil)
	if err != nil {
		t.Fatal(err)
	}
	if r.Schedule.Frequency != schedule.Monthly || config.Schedule.Schedule().Interval != 2 || !config.Other.IsZero() {
		t.Errorf("got %+v", config)
	}
	back, err := json.Marshal(config)
	if err != nil || string(back) != text {
		t.Errorf("got %s, %v", back, err)
	}
}

func TestAWrongRuleInAConfigStructIsRefused(t *testing.T) {
	var config struct{ Rule dsl.Rule }
	err := json.Unmarshal([]byte(`{"Rule":"monthly on last weekdy"}`), &config)
	if err == nil || !strings.Contains(err.Error(), `did you mean "weekday"?`) {
		t.Errorf("got %v", err)
	}
}

func TestARuleIsAFlag(t *testing.T) {
	var r dsl.Rule
	flags := flag.NewFlagSet("x", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	flags.Var(&r, "rule", "when and what to bill")
	if err := flags.Parse([]string{"-rule", "daily, merge projects"}); err != nil || r.String() != "daily, merge projects" {
		t.Errorf("got %q, %v", r, err)
	}
	if err := flags.Parse([]string{"-rule", "daly"}); err == nil || r.String() != "daily, merge projects" {
		t.Errorf("a wrong flag changed the rule to %q, %v", r, err)
	}
}

func TestARuleIsAColumn(t *testing.T) {
	typed := parse(t, "monthly last weekday")
	stored, err := dsl.NewRule(typed)
	if err != nil {
		t.Fatal(err)
	}
	v, err := stored.Value()
	if err != nil || v != "monthly on last weekday" {
		t.Fatalf("stored %v, %v", v, err)
	}
	var r dsl.Rule
	for _, src := range []any{"daily", []byte("daily")} {
		if err := r.Scan(src); err != nil || r.String() != "daily" {
			t.Errorf("got %q, %v", r, err)
		}
	}
	if err := r.Scan(nil); err != nil || !r.IsZero() {
		t.Errorf("NULL is %q, %v", r, err)
	}
	if v, err := r.Value(); v != nil || err != nil {
		t.Errorf("no rule is stored as %v, %v", v, err)
	}
	if err := r.Scan(5); err == nil {
		t.Error("a number was read as a rule")
	}
}

// set returns the rule of a text.
func set(t *testing.T, text string) dsl.Rule {
	t.Helper()
	var r dsl.Rule
	if err := r.Set(text); err != nil {
		t.Fatal(err)
	}
	return r
}

func TestAColumnHoldsCanonicalText(t *testing.T) {
	const written = "# month end\nmerge\nmonthly last weekday # or so\nwhere hours > 2.50 and project manager is 'Anna'"
	for _, c := range []struct {
		reason, text string
		env          *dsl.Env
		want         string
	}{
		{"comments and order", written, nil, `monthly on last weekday, where quantity > 2.5 and manager = "Anna", merge projects`},
		{"business days need no calendar to be written", "every business day, include until today", nil, "every business day, include through run date"},
		{"a calendar's name", "every business day, holidays 'se'", nil, `every business day, holidays "se"`},
		{"the host's own names", "daily, where work_type = 'x', status Sent, payment term 30.0", testEnv, `daily, where work type = "x", status sent, payment term 30`},
		{"a document of one rule", "language 1\nrule 'A' {\n  daily\n}", nil, `daily, name "A"`},
		{"the host's defaults", "daily", &dsl.Env{At: schedule.MustParseClock("22:00"), Zone: "UTC"}, "daily at 22:00 in UTC"},
	} {
		r := set(t, c.text)
		if c.env != nil {
			r = r.In(c.env)
		}
		v, err := r.Value()
		if err != nil || v != c.want {
			t.Errorf("%s: stored %v, %v, want %s", c.reason, v, err, c.want)
		}
		if text, err := r.MarshalText(); err != nil || string(text) != c.text || r.String() != c.text {
			t.Errorf("%s: the text as it was written is %q, %v", c.reason, text, err)
		}
		var back dsl.Rule
		if err := back.Scan(v); err != nil {
			t.Fatal(err)
		}
		if again, err := back.Value(); again != v || err != nil {
			t.Errorf("%s: what was read from a column goes back as %v, %v", c.reason, again, err)
		}
		if again, err := back.In(c.env).Value(); c.env != nil && (again != v || err != nil) {
			t.Errorf("%s: in the same Env it goes back as %v, %v", c.reason, again, err)
		}
		if back.Fingerprint() != r.Fingerprint() {
			t.Errorf("%s: the fingerprint is not that of the canonical text", c.reason)
		}
	}
}

// A host may use a name for something else than the default Env does: what it stored must not be read in that one.
func TestWhatWasScannedIsNotReadInAnotherEnv(t *testing.T) {
	var r dsl.Rule
	if err := r.Scan("daily, where hours > 2"); err != nil {
		t.Fatal(err)
	}
	if v, err := r.Value(); v != "daily, where hours > 2" || err != nil {
		t.Errorf("it goes back as %v, %v", v, err)
	}
	if err := r.Set("daily, where hours > 2"); err != nil {
		t.Fatal(err)
	}
	if v, err := r.Value(); v != "daily, where quantity > 2" || err != nil {
		t.Errorf("what was written is stored as %v, %v", v, err)
	}
}

func TestWhatMeansNothingIsNotStored(t *testing.T) {
	for _, text := range []string{"daily, where manger = 'Anna'", "daily, payment term 30"} {
		if v, err := set(t, text).Value(); err == nil || v != "" {
			t.Errorf("%s is stored as %v", text, v)
		}
	}
	if _, err := set(t, "every business day").In(nil).Value(); err == nil {
		t.Error("a rule was stored in an Env without its calendar")
	}
	if text, err := (dsl.Rule{}).Canonical(); err == nil {
		t.Errorf("no rule has the canonical text %q", text)
	}
}

func TestAScheduleColumnHoldsCanonicalText(t *testing.T) {
	var s dsl.Schedule
	if err := s.Set("every other week on Mon from 2026-01-05"); err != nil {
		t.Fatal(err)
	}
	if v, err := s.Value(); err != nil || v != "every 2 weeks on Monday from 2026-01-05" {
		t.Errorf("stored %v, %v", v, err)
	}
	if text, err := s.MarshalText(); err != nil || string(text) != "every other week on Mon from 2026-01-05" {
		t.Errorf("written %s, %v", text, err)
	}
	if v, err := (dsl.Schedule{}).Value(); v != nil || err != nil {
		t.Errorf("no schedule is stored as %v, %v", v, err)
	}
}

func TestTheFingerprintOfARuleIsThatOfItsMeaning(t *testing.T) {
	a, b, c := set(t, "daily,  merge "), set(t, "merge projects, daily # each day"), set(t, "daily, split by project")
	if a.Fingerprint() != b.Fingerprint() || a.Fingerprint() == c.Fingerprint() || len(a.Fingerprint()) != 32 {
		t.Errorf("%s %s %s", a.Fingerprint(), b.Fingerprint(), c.Fingerprint())
	}
	// Where a rule has no meaning, its words count.
	a, b, c = set(t, "daily,  where x = 'y'"), set(t, "daily, where x = 'y'"), set(t, "daily, where x = 'z'")
	if a.Fingerprint() != b.Fingerprint() || a.Fingerprint() == c.Fingerprint() {
		t.Errorf("%s %s %s", a.Fingerprint(), b.Fingerprint(), c.Fingerprint())
	}
}

func TestALogHoldsCanonicalText(t *testing.T) {
	var out bytes.Buffer
	log := slog.New(slog.NewTextHandler(&out, nil))
	r, s := set(t, "monthly last day, merge"), dsl.Schedule{}
	if err := s.Set("every monday"); err != nil {
		t.Fatal(err)
	}
	log.Info("made", "rule", r, "other", set(t, "daily, where x = 'y'"), "schedule", s)
	for _, want := range []string{
		`rule.text="monthly on last day, merge projects" rule.fingerprint=` + r.Fingerprint(), `other.text="daily, where x = 'y'"`, `schedule="weekly on Monday"`,
	} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("no %s in %s", want, out.String())
		}
	}
}

func TestTheZeroWrappersHoldNothing(t *testing.T) {
	var r dsl.Rule
	var s dsl.Schedule
	if r.String() != "" || s.String() != "" || r.Fingerprint() != "" || !s.Schedule().IsZero() || r.Document() != nil {
		t.Error("they do")
	}
	if _, err := r.Check(nil); err == nil {
		t.Error("no rule has a meaning")
	}
}

func TestANewScheduleKeepsItsCalendar(t *testing.T) {
	s := parse(t, `monthly on last business day, holidays "se"`).Schedule
	w := dsl.NewSchedule(s)
	var back dsl.Schedule
	if err := back.Set(w.String()); err != nil || !back.Schedule().Equal(s) {
		t.Errorf("%q is read as %q, %v", w, back, err)
	}
}

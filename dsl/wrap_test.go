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

func TestTheFingerprintOfARuleDoesNotDependOnWhiteSpace(t *testing.T) {
	var a, b, c dsl.Rule
	for _, err := range []error{a.Set("daily,  merge projects"), b.Set("daily, merge projects"), c.Set("daily, split by project")} {
		if err != nil {
			t.Fatal(err)
		}
	}
	if a.Fingerprint() != b.Fingerprint() || a.Fingerprint() == c.Fingerprint() {
		t.Errorf("%s %s %s", a.Fingerprint(), b.Fingerprint(), c.Fingerprint())
	}
	var out bytes.Buffer
	slog.New(slog.NewTextHandler(&out, nil)).Info("made", "rule", b)
	if !strings.Contains(out.String(), "rule.fingerprint="+b.Fingerprint()) {
		t.Errorf("logged %s", out.String())
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

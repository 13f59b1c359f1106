package dsl_test

import (
	"bytes"
	"database/sql"
	"database/sql/driver"
	"encoding"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"strings"
	"testing"

	"github.com/proforma-go/proforma/dsl"
	"github.com/proforma-go/proforma/invoice"
	"github.com/proforma-go/proforma/schedule"
)

// wrapper is what every wrapper type can do.
type wrapper interface {
	flag.Value
	sql.Scanner
	driver.Valuer
	encoding.TextMarshaler
	encoding.TextUnmarshaler
	slog.LogValuer
	IsZero() bool
}

// wrappers are the types, each with a text that it can hold, one that it cannot, and what that one's error is.
var wrappers = []struct {
	noun, text, wrong, err string
	make                   func() wrapper
}{
	{"rule", "daily, merge projects", "monthly on last weekdy, merge projcts",
		`character 17: "weekdy" is not expected in the "monthly" clause (did you mean "weekday"?) [E110], and 1 more`, func() wrapper { return new(dsl.Rule) }},
	{"schedule", "every 2 weeks on Monday from 2026-10-05", "every 2 weeks on Munday from 2026-10-05",
		`character 18: "Munday" is not expected in the "every" clause (did you mean "Monday"?) [E110]`, func() wrapper { return new(dsl.Schedule) }},
	{"schedule", "every 2 weeks on Monday from 2026-10-05, include through 1 day before run date", "weekly on Friday\nmerge projects",
		`line 2, character 1: this clause belongs to a rule, not to a schedule (leave it out) [E128]`, func() wrapper { return new(dsl.LineSchedule) }},
	{"date", "last day of previous month", "last day of previos month",
		`character 13: "previos" is not expected in the "date" clause (did you mean "previous"?) [E110]`, func() wrapper { return new(dsl.Anchor) }},
}

func TestAWrapperKeepsItsTextEverywhere(t *testing.T) {
	for _, c := range wrappers {
		t.Run(fmt.Sprintf("%T", c.make()), func(t *testing.T) {
			set, read, scanned := c.make(), c.make(), c.make()
			if err := set.Set(c.text); err != nil {
				t.Fatal(err)
			}
			text, err := set.MarshalText()
			if err != nil || string(text) != c.text || set.String() != c.text || set.IsZero() {
				t.Errorf("%q, %v", text, err)
			}
			if err := read.UnmarshalText(text); err != nil || read.String() != c.text {
				t.Errorf("read back: %q, %v", read, err)
			}
			column, err := set.Value()
			if err != nil || column != driver.Value(c.text) {
				t.Errorf("stored: %v, %v", column, err)
			}
			for _, src := range []any{column, []byte(c.text)} {
				if err := scanned.Scan(src); err != nil || scanned.String() != c.text {
					t.Errorf("scanned from %T: %q, %v", src, scanned, err)
				}
			}
			if logged := set.LogValue().String(); !strings.Contains(logged, c.text) {
				t.Errorf("logged: %s", logged)
			}
		})
	}
}

// TestABlankTextIsNothing but for a flag, which somebody has given for a reason.
func TestABlankTextIsNothing(t *testing.T) {
	for _, c := range wrappers {
		w := c.make()
		empty := func(how string, err error) {
			if err != nil || !w.IsZero() || w.String() != "" {
				t.Errorf("%T, %s: %q, %v", w, how, w, err)
			}
			if column, err := w.Value(); column != nil || err != nil {
				t.Errorf("%T, %s: stored as %v, %v", w, how, column, err)
			}
			if err := w.Set(c.text); err != nil {
				t.Fatal(err)
			}
		}
		empty("fresh", nil)
		empty("empty", w.UnmarshalText([]byte{}))
		empty("blank", w.UnmarshalText([]byte(" \t\r\n\u00a0")))
		empty("NULL", w.Scan(nil))
		empty("blank column", w.Scan("  "))
		for _, blank := range []string{"", "  "} {
			if err := w.Set(blank); err == nil {
				t.Errorf("%T: a blank flag is %q", w, w)
			}
		}
	}
}

func TestAWrongTextIsOneLineWithAllItsFindings(t *testing.T) {
	for _, c := range wrappers {
		w := c.make()
		if err := w.Set(c.text); err != nil {
			t.Fatal(err)
		}
		for how, err := range map[string]error{"set": w.Set(c.wrong), "read": w.UnmarshalText([]byte(c.wrong)), "scanned": w.Scan(c.wrong)} {
			if err == nil || err.Error() != c.err {
				t.Errorf("%T, %s: got %v\nwant %s", w, how, err, c.err)
			}
			var found dsl.Diagnostics
			if !errors.As(err, &found) || !strings.HasPrefix(found.Text(), "error[") || len(found) != 1+strings.Count(c.err, ", and 1 more") {
				t.Errorf("%T, %s: the findings are %v", w, how, found)
			}
		}
		if w.String() != c.text {
			t.Errorf("%T: a wrong text changed it to %q", w, w)
		}
		if err := w.Scan(5); err == nil || err.Error() != "a "+c.noun+" is text, not int" {
			t.Errorf("%T: a number is %v", w, err)
		}
	}
}

func TestNewWrappersHoldCanonicalText(t *testing.T) {
	line, err := dsl.ParseLineSchedule("weekly Friday, include until day before run date")
	if err != nil {
		t.Fatal(err)
	}
	anchor, err := dsl.ParseAnchor("end of last month")
	if err != nil {
		t.Fatal(err)
	}
	l, a := dsl.NewLineSchedule(line), dsl.NewAnchor(anchor)
	if l.String() != "weekly on Friday, include through 1 day before run date" || !l.LineSchedule().Equal(line) {
		t.Errorf("got %s", l)
	}
	if a.String() != "last day of previous month" || a.Anchor() != anchor {
		t.Errorf("got %s", a)
	}
	if !dsl.NewSchedule(schedule.Schedule{}).IsZero() || !dsl.NewLineSchedule(invoice.LineSchedule{}).IsZero() || !dsl.NewAnchor(schedule.Anchor{}).IsZero() {
		t.Error("what holds nothing has a text")
	}
}

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

func TestARuleIsStoredAsCanonicalText(t *testing.T) {
	stored, err := dsl.NewRule(parse(t, "monthly last weekday"))
	if err != nil || stored.String() != "monthly on last weekday" {
		t.Errorf("stored %s, %v", stored, err)
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

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

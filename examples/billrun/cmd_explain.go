package main

import (
	"flag"
	"fmt"
	"slices"
	"strings"

	"github.com/proforma-go/proforma/dsl"
	"github.com/proforma-go/proforma/schedule"
)

var explainCommand = &command{
	name:     "explain",
	synopsis: `[-from DATE] [-n 5] [-lang en|sv|nb] [-json] [-data DIR] "RULE OR SCHEDULE TEXT"`,
	about: "Puts a rule, or a contract line's schedule with its final sweep, into sentences and lists its next runs. The text - stands for\n" +
		"standard input.",
	flags: func(f *flag.FlagSet) func(*call) int {
		var e explainFlags
		f.Var(&e.from, "from", "first `date` of the runs that are shown; without it the rule's own from date")
		f.IntVar(&e.n, "n", 5, "how many `runs` are shown")
		f.Var(&e.lang, "lang", "`language`: en, sv or nb")
		f.BoolVar(&e.json, "json", false, "print JSON: an object, which has nothing but the findings where the text has errors")
		f.StringVar(&e.data, "data", "", "`folder` with CSV files whose columns and calendars the rule can name")
		return e.run
	},
}

type explainFlags struct {
	from dateFlag
	n    int
	lang langFlag
	json bool
	data string
}

// explanation is what explain -json prints.
type explanation struct {
	Rule     string         `json:"rule"` // the canonical text, of a rule or of a line's schedule
	Language string         `json:"language"`
	Text     string         `json:"text"` // the sentences
	Runs     []explainedRun `json:"runs"` // never null

	Findings dsl.Diagnostics `json:"findings"` // warnings; never null
}

// maxRuns bounds -n.
const maxRuns = 1000

func (e *explainFlags) run(c *call) int {
	switch {
	case len(c.args) != 1:
		return c.misused("expected the text of one rule in quotes, found %d", len(c.args))
	case e.n < 0 || e.n > maxRuns:
		return c.misused("-n %d, expected 0 to %d", e.n, maxRuns)
	}
	env, err := readEnvironment(e.data)
	if err != nil {
		return c.unreadable(err)
	}
	s, status := c.subject(env, e.json)
	if status != exitOK {
		return status
	}
	if !e.json {
		c.complain(s.warnings)
	}
	from := e.from.Date
	if from.IsZero() {
		from = s.rule.Schedule.From
	}
	if f := s.rule.Schedule.Frequency; from.IsZero() && e.n > 0 && f != schedule.Manual && f != schedule.OnLineSchedule {
		_, _ = fmt.Fprintln(c.stderr, "billrun explain: -from shows the next runs from a date on")
	}
	if e.json {
		return e.printJSON(c, s, env, from)
	}
	text, err := s.explain(from, e.n, dsl.WithEnv(env), dsl.WithLocale(e.lang.String()))
	if err != nil {
		return c.failed(err)
	}
	c.stdout.WriteString(printableLines(text))
	return exitOK
}

// printJSON prints the sentences and the runs apart from each other.
func (e *explainFlags) printJSON(c *call, s subject, env *dsl.Env, from schedule.Date) int {
	text, err := s.explain(from, 0, dsl.WithEnv(env), dsl.WithLocale(e.lang.String()))
	if err != nil {
		return c.failed(err)
	}
	runs, err := newRuns(s.rule, env.Calendars)
	if err != nil {
		return c.failed(err)
	}
	x := explanation{Rule: s.String(), Language: e.lang.String(), Text: strings.Join(strings.Fields(text), " ")}
	x.Findings = append(dsl.Diagnostics{}, s.warnings...)
	if x.Runs, err = runs.next(from, e.n, s.line != nil); err != nil {
		return c.failed(err)
	}
	return c.printJSON(x)
}

// languages are those that dsl.Explain speaks, by their tags.
var languages = []string{"en", "sv", "nb", "no"}

// langFlag is the tag of a language, such as sv or sv-SE; zero: English.
type langFlag string

func (l *langFlag) String() string {
	if *l == "" {
		return "en"
	}
	return string(*l)
}

func (l *langFlag) Set(s string) error {
	base, _, _ := strings.Cut(strings.ToLower(strings.ReplaceAll(s, "_", "-")), "-")
	if !slices.Contains(languages, base) {
		return fmt.Errorf("expected en, sv or nb")
	}
	*l = langFlag(s)
	return nil
}

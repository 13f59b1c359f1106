package main

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/proforma-go/proforma/dsl"
	"github.com/proforma-go/proforma/invoice"
	"github.com/proforma-go/proforma/schedule"
)

// subject is what dates and explain are asked about: a rule, or the schedule of a contract line.
type subject struct {
	rule invoice.Rule          // for a line's schedule, a rule that runs on it and includes as much
	line *invoice.LineSchedule // nil for a rule

	warnings dsl.Diagnostics
}

// faulty is what dates -json and explain -json print of a text that has errors.
type faulty struct {
	Findings dsl.Diagnostics `json:"findings"`
}

// explain puts the subject into sentences, with a table of its next n runs.
func (s subject) explain(from schedule.Date, n int, opts ...dsl.Option) (string, error) {
	if s.line != nil {
		return dsl.ExplainLine(*s.line, from, n, opts...)
	}
	return dsl.Explain(s.rule, from, n, opts...)
}

// String returns the canonical text.
func (s subject) String() string {
	if s.line != nil {
		return s.line.String()
	}
	return s.rule.String()
}

// excluded is the finding that two clauses exclude each other.
const excluded dsl.Code = "E107"

// onlyOfLine returns a test for the finding that a final sweep does not go with the schedule of a rule: it makes the text the schedule
// of a line.
func onlyOfLine(text string) func(dsl.Diagnostic) bool {
	return func(d dsl.Diagnostic) bool {
		words := strings.Fields(text[d.Span.Start:d.Span.End])
		return d.Code == excluded && len(words) == 2 && strings.EqualFold(words[0], "final")
	}
}

// subject reads the one text on the command line, - being standard input, and reports the errors in it. Its warnings are for the caller to
// report.
func (c *call) subject(env *dsl.Env, asJSON bool) (s subject, status int) {
	text := c.args[0]
	if text == "-" {
		var err error
		if text, err = c.readStdin(); err != nil {
			return s, c.unreadable(err)
		}
	}
	rules, found := checkRules("rule", text, env)
	if slices.ContainsFunc(found, onlyOfLine(text)) {
		line, err := dsl.ParseLineSchedule(text)
		if wrong := (dsl.Diagnostics)(nil); errors.As(err, &wrong) {
			found = wrong
		} else if found = slices.DeleteFunc(found, onlyOfLine(text)); !found.HasErrors() {
			return subject{rule: ruleOf(line), line: &line}, exitOK
		}
	}
	switch {
	case found.HasErrors() && asJSON:
		return s, max(exitFound, c.printJSON(faulty{found}))
	case found.HasErrors():
		c.complain(found)
		return s, exitFound
	case len(rules) != 1:
		_, _ = fmt.Fprintf(c.stderr, "billrun %s: expected the text of one rule, found %d\n", c.name, len(rules))
		return s, exitFound
	}
	if rule, err := dsl.ParseRule(text, dsl.WithEnv(env)); err == nil {
		return subject{rule: rule, warnings: found}, exitOK // without the name that checkRules gives
	}
	return subject{rule: rules[0], warnings: found}, exitOK
}

package main

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"cel.dev/cel-go/cel"
	"github.com/expr-lang/expr"
	"github.com/robfig/cron/v3"
	"github.com/teambition/rrule-go"

	"github.com/proforma-go/proforma/dsl"
	"github.com/proforma-go/proforma/invoice"
	"github.com/proforma-go/proforma/schedule"
)

// The texts of the own library. The longest is the longest sample of the language's tests.
const (
	textSchedule = "weekly on Monday at 22:00 in America/New_York from 2014-01-06"
	textOwner    = "monthly last weekday, include through end of previous month, merge projects"
	textLongest  = `weekly on Sunday at 23:00 in UTC, where department is not empty and project starts with "NO-" and hours > 0.25, ` +
		`include through end of previous month, generator "svc-invoicing", notify "ops@acme.se" and user "anna" on failure, ` +
		`min amount 100 EUR, entry date first day of next month`
	textUnknown = `daily, where manger = "Anna" and amount >= 1000 EUR`
	textTypo    = "monthly last weekday, include through end of previos month, merge projects"
)

// parseTheme reads rule text and checks its names and types.
func parseTheme() (theme, error) {
	t := theme{
		name: "parse", title: "One-line rules: parse and check", libraries: []string{"cel-go", "expr", "hcl", "rrule-go", "robfig/cron"},
		notes: []string{
			"Each side reads text that says the same in its language, and what it then says is compared.",
			"schedule: every Monday at 22:00 in New York. All sides read the zone from its file, which is nearly half of proforma's time and most of the others'.",
			"filter: the four terms of the next table; for proforma the condition of a whole rule, for cel-go `Compile`, which parses and checks, for expr `Compile`, which also makes its code, for hcl `ParseExpression`, which checks no names and types.",
			"rule: the month-end rule with schedule, cut-off and merge; for hcl a block decoded into a struct, whose texts are not read further.",
			"unknown name: a filter with a misspelt field, refused; proforma looks for what was meant.",
			"Longest sample, misspelt word and 8 KiB of nonsense are about budgets only.",
		},
	}
	budgets := budget{time: 60 * time.Microsecond, bytes: 20 << 10}
	env, err := celEnv()
	if err != nil {
		return t, err
	}
	schedules, err := scheduleEntries()
	if err != nil {
		return t, err
	}
	t.rows = []row{
		{name: "schedule", entries: schedules, budget: budgets},
		{name: "filter", entries: filterTextEntries(env), budget: budgets},
		{name: "rule", entries: ruleEntries(), budget: budgets},
		{name: "longest sample", entries: map[string]entry{own: parseEntry(textLongest, nil)}, budget: budget{time: 120 * time.Microsecond, bytes: budgets.bytes}},
		{name: "unknown name", entries: unknownEntries(env), budget: budget{time: time.Millisecond}},
		{name: "misspelt word", entries: map[string]entry{own: parseEntry(textTypo, isRefused)}, budget: budget{time: time.Millisecond}},
	}
	for _, h := range hostileTexts() {
		t.rows = append(t.rows, row{
			name: "8 KiB of " + h.name, entries: map[string]entry{own: parseEntry(h.text, isRefused)}, budget: budget{time: 20 * time.Millisecond},
		})
	}
	return t, nil
}

// hostileTexts are wrong texts as long as a rule may be.
func hostileTexts() []struct{ name, text string } {
	fill := func(head, s string) string { return head + strings.Repeat(s, (dsl.MaxRule-len(head))/len(s)) }
	return []struct{ name, text string }{
		{"brackets", fill("daily, where ", "(")},
		{"clauses", fill("", "x,")},
		{"typos", fill("", "include thru end of previos month,")},
		{"quotes", fill("", `"`)},
	}
}

// isRefused turns an error around: it is what is expected.
func isRefused(_ string, err error) (string, error) {
	if err == nil {
		return "", errors.New("was accepted")
	}
	return "refused", nil
}

// parseEntry reads one rule. judge, if there is one, says what to make of the result.
func parseEntry(text string, judge func(string, error) (string, error)) entry {
	return entry{
		answer: func() (string, error) {
			rule, err := dsl.ParseRule(text)
			if judge != nil {
				return judge(rule.String(), err)
			}
			return rule.String(), err
		},
		run: func(n int) (sum int) {
			for range n {
				rule, err := dsl.ParseRule(text)
				if err != nil {
					sum++
				}
				sum += len(rule.Include)
			}
			return sum
		},
	}
}

// scheduleEntries read a schedule up to where it can be asked. The answers are its next five instants.
func scheduleEntries() (map[string]entry, error) {
	zone, err := time.LoadLocation("America/New_York")
	if err != nil {
		return nil, err
	}
	zones := schedule.Zones(nil).Cached() // as hosts do that compile many schedules; each side reads the zone once
	nextFive := func(next func(time.Time) time.Time) string {
		var b strings.Builder
		at := tenYearsOn.At(schedule.Clock{}, zone)
		for range 5 {
			at = next(at)
			fmt.Fprintln(&b, at.In(zone))
		}
		return b.String()
	}
	return map[string]entry{
		own: read(func() (*schedule.Timetable, error) {
			s, err := dsl.ParseSchedule(textSchedule)
			if err != nil {
				return nil, err
			}
			return s.CompileIn(nil, zones)
		}, func(t *schedule.Timetable) (string, error) {
			return nextFive(t.Times(schedule.MustParseClock("22:00"), zone).Next), nil
		}),
		"rrule-go": read(func() (*rrule.RRule, error) {
			return rrule.StrToRRule("DTSTART;TZID=America/New_York:20140106T220000\nRRULE:FREQ=WEEKLY;BYDAY=MO")
		}, func(r *rrule.RRule) (string, error) {
			return nextFive(func(t time.Time) time.Time { return r.After(t, false) }), nil
		}),
		"robfig/cron": read(func() (cron.Schedule, error) {
			return cron.ParseStandard("CRON_TZ=America/New_York 0 22 * * 1")
		}, func(s cron.Schedule) (string, error) {
			return nextFive(s.Next), nil
		}),
	}, nil
}

// read is an entry that reads text into a T, which answer can ask.
func read[T any](parse func() (T, error), answer func(T) (string, error)) entry {
	return entry{
		answer: func() (string, error) {
			x, err := parse()
			if err != nil {
				return "", err
			}
			return answer(x)
		},
		run: func(n int) (sum int) {
			for range n {
				if _, err := parse(); err == nil {
					sum++
				}
			}
			return sum
		},
	}
}

// filterTextEntries read the filter of four terms. The answers are what it says about the rows.
func filterTextEntries(env *cel.Env) map[string]entry {
	return map[string]entry{
		own: read(func() (invoice.Rule, error) { return dsl.ParseRule(textFilter) }, func(r invoice.Rule) (string, error) {
			return engineAnswer(r.Where, rows)
		}),
		"cel-go": read(func() (*cel.Ast, error) {
			ast, issues := env.Compile(celFilter)
			return ast, issues.Err()
		}, func(ast *cel.Ast) (string, error) {
			program, err := env.Program(ast)
			if err != nil {
				return "", err
			}
			return celAnswer(program)
		}),
		"expr": read(compileExpr, exprAnswer),
		"hcl":  read(parseHCLFilter, hclAnswer),
	}
}

// ruleEntries read the whole month-end rule. The answers are its parts.
func ruleEntries() map[string]entry {
	return map[string]entry{
		own: read(func() (invoice.Rule, error) { return dsl.ParseRule(textOwner) }, func(r invoice.Rule) (string, error) {
			return fmt.Sprintf("%s; %s; %t", r.Schedule, r.Include[0].Through, r.Grouping.Cut == invoice.Merged), nil
		}),
		"hcl": read(parseHCLRule, func(f hclFile) (string, error) {
			return fmt.Sprintf("%s; %s; %t", f.Rules[0].Schedule, f.Rules[0].Through, f.Rules[0].Merge), nil
		}),
	}
}

// unknownEntries are given a field that does not exist.
func unknownEntries(env *cel.Env) map[string]entry {
	refused := func(try func() error) entry {
		return entry{
			answer: func() (string, error) { return isRefused("", try()) },
			run: func(n int) (sum int) {
				for range n {
					if try() != nil {
						sum++
					}
				}
				return sum
			},
		}
	}
	return map[string]entry{
		own: parseEntry(textUnknown, isRefused),
		"cel-go": refused(func() error {
			_, issues := env.Compile(`manger == "Anna" && amount >= 100000`)
			return issues.Err()
		}),
		"expr": refused(func() error {
			_, err := expr.Compile(`manger == "Anna" && amount >= 100000`, expr.Env(&exprRow{}), expr.AsBool())
			return err
		}),
	}
}

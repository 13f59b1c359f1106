package main

import (
	"errors"
	"io"
	"os"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"

	"github.com/proforma-go/proforma/dsl"
)

func Example() {
	if err := run(os.Stdout, "billing.yaml", billing); err != nil {
		report(os.Stdout, err)
	}
	// Output:
	// projects
	//     monthly on last weekday, include through last day of previous month, where customer group in ["Nordic", "Retail"], merge projects by customer
	// licences
	//     yearly on January 2, include fees through last day of current year, where keyword = "licence"
	// gothenburg
	//     weekly on Friday, include through run date, where department = "Göteborg", split by project
	// retainers
	//     monthly on first day at 06:30 in Europe/Stockholm, include through last day of previous month, where billing method = fixed-price and amount >= 100 EUR, notify "ops@example.com" on failure
	// support
	//     every 2 weeks on Monday from 2026-01-05, include through 1 day before run date, where not billable or person = "Bo"
	// small
	//     daily, where amount < 50 EUR
	// small
	//     manual, status draft
}

func Example_wrong() {
	text, err := os.ReadFile("wrong.yaml")
	if err == nil {
		err = run(io.Discard, "wrong.yaml", text)
	}
	report(os.Stdout, err)
	// Output:
	// error[E110]: "projcts" is not expected in the "merge" clause
	//  --> wrong.yaml:8:13
	// 8 | monthly on last weekday, include through end of previous month, where customer group in ["Nordic", "Retail"], merge projcts by customer
	//   |                                                                                                                     ^^^^^^^ did you mean "projects"?
	//
	// error[E012]: "&&" is not an operator
	//   --> wrong.yaml:11:61
	// 11 | yearly on January 2, where keyword = 'licence' && amount > 10 EUR
	//    |                                                ^^ write "and"
	//
	// error[E301]: unknown field "manger"
	//   --> wrong.yaml:14:71
	// 14 | weekly on Friday, where department = "Göteborg" and manger = "Åsa 🐟", split by projekt
	//    |                                                     ^^^^^^ did you mean "manager"?
	//
	// error[E301]: unknown field "projekt"
	//   --> wrong.yaml:15:16
	// 15 | weekly on Friday, where department = "Göteborg" and manger = "Åsa 🐟", split by projekt
	//    |                                                                                 ^^^^^^^ did you mean "project"?
	//
	// error[E205]: a time is written hours:minutes
	//   --> wrong.yaml:19:31
	// 19 | monthly on first day at 6.30
	//    |                         ^^^^ write 06:30
	//
	// error[E303]: "billing" has no value "fixd"
	//   --> wrong.yaml:21:23
	// 21 | where billing = fixd    # see the framework agreement
	//    |                 ^^^^ did you mean "fixed"?
	//    = values: time-and-material (hourly), fixed-price (fixed)
	//
	// error[E110]: "befor" is not expected in the "include" clause
	//   --> wrong.yaml:27:29
	// 27 | include through 1 day befor run date
	//    |                       ^^^^^ did you mean "before"?
	//
	// error[E106]: the rule does not say when it runs
	//   --> wrong.yaml:30:34
	// 30 | include through end of previous month
	//    | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
	//    = start it with a schedule, for example: monthly on last weekday, …
	//    = or with: manual
	//    = if the text comes from a list in YAML, put it in quotes there: without them it is cut at each comma
}

// find runs a configuration with exactly one mistake and returns the finding about it.
func find(t *testing.T, text string) dsl.Diagnostic {
	t.Helper()
	var found dsl.Diagnostics
	if err := run(io.Discard, "x.yaml", []byte(text)); !errors.As(err, &found) || len(found) != 1 {
		t.Fatalf("got %v, want one finding, for\n%s", err, text)
	}
	return found[0]
}

// place returns the line of a byte offset and its column, in characters and in UTF-16 code units, all counted from 1.
func place(source string, at int) (line, column, column16 int) {
	before := source[:at]
	line = 1 + strings.Count(before, "\n")
	column, column16 = 1, 1
	for _, r := range before[strings.LastIndexByte(before, '\n')+1:] {
		column++
		column16++
		if r > 0xffff {
			column16++
		}
	}
	return line, column, column16
}

// TestTheFindingStandsOnTheWord marks the wrong word with brackets that are taken away before the file is read.
func TestTheFindingStandsOnTheWord(t *testing.T) {
	for _, c := range []struct{ reason, value string }{
		{"plain", "monthly on last day, merge ‹projcts› by customer"},
		{"plain, over an empty line", "monthly on last day,\n\n\n      merge\n      ‹projcts› by customer"},
		{"plain, with wide characters and an emoji before", "monthly on last day, where manager = \"Åsa 漢字 🐟\", merge ‹projcts›"},
		{"single quotes", "'monthly on last day, merge ‹projcts› by customer'"},
		{"single quotes with doubled ones", "'monthly on last day, where manager = ''Bo'' and person = ''Bo'', merge ‹projcts›'"},
		{"single quotes, folded", "'monthly on last day,\n      merge\n\n         ‹projcts›'"},
		{"double quotes", "\"monthly on last day, merge ‹projcts›\""},
		{"escapes of every length", `"monthly on last day,\tdescription \"\x41\u00e5\U0001f41f\/\_\\\\\", merge ‹projcts›"`},
		{"an escape within the word", `"monthly on last day, merge ‹pro\u006acts› by customer"`},
		{"the break at the end of a line is an escape", "\"monthly on last day, \\\n      \\  merge ‹projcts›\""},
		{"a line break that is an escape", `"monthly on last day\nmerge ‹projcts›"`},
		{"literal block", "|-  # why\n      monthly on last day\n      # a comment\n\n        merge ‹projcts›\n"},
		{"literal block with its own indentation", "|2-\n      monthly on last day\n       merge ‹projcts›"},
		{"folded block", ">\n      monthly on last day,\n      merge ‹projcts›\n"},
		{"folded block with lines that are indented further", ">+\n      monthly on last day,\n\n         merge\n         ‹projcts›\n\n"},
		{"a list in brackets over lines", "[daily, include \n      ‹thrugh› run date]"},
		{"after a value with a tab", "\n    - \"daily, where manager =\t 'x', \\\n      split by project\"\n\n    - daily, merge ‹projcts›"},
		{"with an anchor", "&a monthly on last day, merge ‹projcts›"},
		{"with a tag", "!!str monthly on last day, merge ‹projcts›"},
		{"in a list in brackets", "[daily, 'monthly on last day, merge ‹projcts›']"},
		{"cut at a comma", "[daily, ‹include through run date›]"},
		{"in a list of lines", "\n    - daily\n    - 'daily, merge ‹projcts›'"},
	} {
		for _, breaks := range []string{"\n", "\r\n"} {
			key := "rule"
			if strings.HasPrefix(c.value, "[") || strings.HasPrefix(c.value, "\n") {
				key = "rules"
			}
			marked := "service: {listen: å}\nrules:\n  - " + key + ": " + c.value + "\n"
			marked = strings.ReplaceAll(marked, "\n", breaks)
			before, rest, _ := strings.Cut(marked, "‹")
			word, after, _ := strings.Cut(rest, "›")
			d := find(t, before+word+after)
			line, column, column16 := place(before+word+after, len(before))
			endLine, endColumn, _ := place(before+word+after, len(before+word))
			if d.Span.Line != line || d.Span.Column != column || d.Span.Column16 != column16 || d.Span.EndLine != endLine || d.Span.EndColumn != endColumn {
				t.Errorf("%s (%q): %v is at %+v, want %d:%d (%d) to %d:%d", c.reason, breaks, d, d.Span, line, column, column16, endLine, endColumn)
			}
		}
	}
}

// TestSomethingMissing stands directly after the last word, within the quotes.
func TestSomethingMissing(t *testing.T) {
	const text = "rules:\n  - rule: \"daily, where manager = \\\"Bo\\\" and  \"\n"
	d := find(t, text)
	if got := text[:offset(text, d.Span.Line, d.Span.Column)]; !strings.HasSuffix(got, " and") {
		t.Errorf("%v stands after %q", d, got)
	}
}

// TestNothing has a place all the same: between the quotes, where the rule is missing.
func TestNothing(t *testing.T) {
	if d := find(t, "rules:\n  - rule: ''\n"); d.Span.Line != 2 || d.Span.Column != 12 {
		t.Errorf("%v is at %+v", d, d.Span)
	}
	if err := run(io.Discard, "x.yaml", []byte("rules:\n  - name: A\n    rule:\n")); err == nil {
		t.Error("an entry without a rule is none")
	}
}

// TestNoPlaceIsBetterThanAWrongOne changes the text after it was read, as a program does that puts values of its environment into it.
func TestNoPlaceIsBetterThanAWrongOne(t *testing.T) {
	const text = "rules:\n  - rule: daily, where manager = \"${WHO}\", merge projcts\n"
	var c config
	if err := yaml.Unmarshal([]byte(text), &c); err != nil {
		t.Fatal(err)
	}
	s := c.Rules[0].Rule
	s.text = strings.ReplaceAll(s.text, "${WHO}", "Bo")
	_, err := dsl.ParseRule(s.text)
	var found dsl.Diagnostics
	if !errors.As(err, &found) {
		t.Fatal(err)
	}
	got := s.locate("x.yaml", text, found).Error()
	if !strings.HasPrefix(got, "x.yaml:2:11: ") || !strings.Contains(got, "in a value near here") {
		t.Errorf("got %s", got)
	}
}

func TestOnlyTextIsARule(t *testing.T) {
	for _, value := range []string{"5", "true", "2026-01-01x: 1", "{a: b}", "!!binary aGVsbG8="} {
		err := run(io.Discard, "x.yaml", []byte("rules:\n  - rule: "+value+"\n"))
		if err == nil {
			t.Errorf("%s is a rule", value)
		}
	}
}

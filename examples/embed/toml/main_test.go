package main

import (
	"fmt"
	"io"
	"os"
	"strings"
	"testing"
)

func Example() {
	if err := run(os.Stdout, "billing.toml", billing); err != nil {
		fmt.Print(message(err))
	}
	// Output:
	// projects
	//     monthly on last weekday at 22:00 in Europe/Stockholm, include through last day of previous month, where customer group in ["Nordic", "Retail"], merge projects by customer
	// retainers
	//     monthly on first day, include through last day of previous month, where billing method = fixed-price and keyword not contains "internal", notify "ops@example.com" on failure
	// licences
	//     yearly on January 2, where keyword = "licence"
}

func Example_wrong() {
	text, err := os.ReadFile("wrong.toml")
	if err == nil {
		err = run(io.Discard, "wrong.toml", text)
	}
	fmt.Print(message(err))
	// Output:
	// error[E301]: unknown field "custmer group"
	//  --> wrong.toml:4:49
	// 4 | monthly on last weekday at 22:00, where custmer group in ["Nordic", "Retail"], merge projcts by customer
	//   |                                         ^^^^^^^^^^^^^ did you mean "customer group"?
	//
	// error[E110]: "projcts" is not expected in the "merge" clause
	//  --> wrong.toml:4:94
	// 4 | monthly on last weekday at 22:00, where custmer group in ["Nordic", "Retail"], merge projcts by customer
	//   |                                                                                      ^^^^^^^ did you mean "projects"?
}

func TestWhereAMistakeIsReported(t *testing.T) {
	for _, c := range []struct{ reason, value, want string }{
		{"a literal string has its own columns", `'daily, where manager = "Åsa", merge projcts'`, "x.toml:3:45: error[E110]"},
		{"three quotes", `'''daily, merge projcts'''`, "x.toml:3:24: error[E110]"},
		{"a line break after three quotes is no part of the text", "'''\ndaily\n  merge projcts\n'''", "x.toml:5:9: error[E110]"},
		{"the same as Windows writes it", "'''\r\ndaily\r\n  merge projcts\r\n'''", "x.toml:5:9: error[E110]"},
		{"a basic string has escapes, and so the value is pointed at", `"daily, where manager = \"Åsa\", merge projcts"`, "x.toml:3:8: rules.rule: character 37: "},
		{"what the names mean is checked as well", `'daily, where manger = "Åsa"'`, "x.toml:3:22: error[E301]"},
		{"a number", "5", "x.toml: a rule is a text"},
		{"a list", "['daily']", "x.toml:3:"},
	} {
		text := "[[rules]]\nname = \"å\"\nrule = " + c.value + "\n"
		err := run(io.Discard, "x.toml", []byte(text))
		if err == nil || !strings.HasPrefix(err.Error(), c.want) {
			t.Errorf("%s: got %v, want %s", c.reason, err, c.want)
		}
	}
}

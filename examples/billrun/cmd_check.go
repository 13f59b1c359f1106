package main

import (
	"flag"
	"fmt"

	"github.com/proforma-go/proforma/dsl"
	"github.com/proforma-go/proforma/invoice"
)

var checkCommand = &command{
	name:     "check",
	synopsis: "[-json] [-data DIR] FILE...",
	flags: func(f *flag.FlagSet) func(*call) int {
		asJSON := f.Bool("json", false, "print JSON")
		data := f.String("data", "", "`folder` with CSV files whose columns the rules can name")
		return func(c *call) int { return check(c, *asJSON, *data) }
	},
}

func check(c *call, asJSON bool, data string) int {
	if len(c.args) == 0 {
		return c.misused("expected a file")
	}
	v, err := readVocabulary(data)
	if err != nil {
		return c.unreadable(err)
	}
	all := dsl.Diagnostics{}
	for _, name := range c.args {
		text, err := readText(name)
		if err != nil {
			return c.unreadable(err)
		}
		_, found := checkRules(name, text, v)
		all = append(all, found...)
	}
	status := exitOK
	if all.HasErrors() {
		status = exitFound
	}
	if asJSON {
		return max(status, c.printJSON(all))
	}
	c.stdout.WriteString(all.Text())
	return status
}

// oneRule reads the text of one rule from the command line, and reports what is wrong with it.
func (c *call) oneRule(text string, v *invoice.Vocabulary) (rule invoice.Rule, ok bool) {
	rules, found := checkRules("rule", text, v)
	_, _ = fmt.Fprint(c.stderr, found.Text())
	switch {
	case found.HasErrors():
		return rule, false
	case len(rules) != 1:
		_, _ = fmt.Fprintf(c.stderr, "billrun %s: expected the text of one rule, found %d\n", c.name, len(rules))
		return rule, false
	}
	return rules[0], true
}

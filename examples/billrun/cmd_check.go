package main

import (
	"flag"
	"fmt"

	"github.com/proforma-go/proforma/dsl"
)

var checkCommand = &command{
	name:     "check",
	synopsis: "[-json | -color auto|always|never] [-fix] [-data DIR] [FILE...]",
	about:    "Prints what is wrong with rules: errors, and warnings about rules that can run. Without FILE, or where it is -, it reads standard input.",
	flags: func(f *flag.FlagSet) func(*call) int {
		var o checkFlags
		f.BoolVar(&o.json, "json", false, "print JSON")
		f.BoolVar(&o.fix, "fix", false, "apply the fixes that are certain, write the files back, and print what is left")
		f.StringVar(&o.data, "data", "", "`folder` with CSV files whose columns and calendars the rules can name")
		f.Var(&o.color, "color", "`when` to print in color: auto (on a terminal, unless NO_COLOR is set), always or never")
		return o.run
	},
}

type checkFlags struct {
	json, fix bool
	data      string
	color     colorFlag
}

func (o *checkFlags) run(c *call) int {
	if o.fix && c.hasStdin() {
		return c.misused("-fix needs a file: standard input cannot be written back")
	}
	env, err := readEnvironment(o.data)
	if err != nil {
		return c.unreadable(err)
	}
	all := dsl.Diagnostics{}
	status := c.eachText(func(name, text string) int {
		if o.fix {
			fixed, n := dsl.FixAll(name, text, dsl.WithEnv(env))
			if fixed != text {
				if err := rewrite(name, fixed); err != nil {
					return c.unreadable(err)
				}
				_, _ = fmt.Fprintf(c.stderr, "billrun check: %s: %s applied\n", name, count(n, "fix", "fixes"))
				text = fixed
			}
		}
		_, found := checkRules(name, text, env)
		all = append(all, found...)
		if found.HasErrors() {
			return exitFound
		}
		return exitOK
	})
	if o.json {
		return max(status, c.printJSON(all))
	}
	c.stdout.WriteString(o.color.rendered(all, c.direct))
	return status
}

// count returns "1 fix", "2 fixes".
func count(n int, one, several string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprint(n) + " " + several
}

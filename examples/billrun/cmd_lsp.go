package main

import (
	"flag"
	"fmt"

	"github.com/proforma-go/proforma/internal/lsp"
)

var lspCommand = &command{
	name:     "lsp",
	synopsis: "[-data DIR] [-from DATE] [-n 5] [-lang en|sv|nb]",
	about: "Serves an editor by the Language Server Protocol over standard input and output: findings, completion, the rule under the cursor\n" +
		"in sentences, formatting, fixes and an outline.",
	flags: func(f *flag.FlagSet) func(*call) int {
		var l lspFlags
		f.StringVar(&l.data, "data", "", "`folder` with CSV files whose columns and calendars the rules can name; it is read once")
		f.Var(&l.from, "from", "first `date` of the runs that hovering over a rule shows; without it the rule's own from date")
		f.IntVar(&l.n, "n", 5, "how many `runs` are shown")
		f.Var(&l.lang, "lang", "`language` of what hovering shows: en, sv or nb")
		return l.run
	},
}

type lspFlags struct {
	data string
	from dateFlag
	n    int
	lang langFlag
}

func (l *lspFlags) run(c *call) int {
	switch {
	case len(c.args) > 0:
		return c.misused("%q belongs to no flag", c.args[0])
	case l.n < 0 || l.n > maxRuns:
		return c.misused("-n %d, expected 0 to %d", l.n, maxRuns)
	}
	env, err := readEnvironment(l.data)
	if err != nil {
		return c.unreadable(err)
	}
	status, err := lsp.Serve(c.stdin, c.direct, lsp.Options{Name: "billrun", Env: env, From: l.from.Date, Runs: l.n, Locale: l.lang.String()})
	if err != nil {
		_, _ = fmt.Fprintf(c.stderr, "billrun lsp: %v\n", err)
	}
	return status
}

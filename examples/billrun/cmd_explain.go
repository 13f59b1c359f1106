package main

import (
	"flag"
	"fmt"

	"github.com/proforma-go/proforma/dsl"
	"github.com/proforma-go/proforma/schedule"
)

var explainCommand = &command{
	name:     "explain",
	synopsis: `[-from DATE] [-n 5] [-data DIR] "RULE TEXT"`,
	flags: func(f *flag.FlagSet) func(*call) int {
		var e explainFlags
		f.Var(&e.from, "from", "first `date` of the runs that are shown; without it the rule's own from date")
		f.IntVar(&e.n, "n", 5, "how many `runs` are shown")
		f.StringVar(&e.data, "data", "", "`folder` with CSV files whose columns the rule can name")
		return e.run
	},
}

type explainFlags struct {
	from dateFlag
	n    int
	data string
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
	v, err := readVocabulary(e.data)
	if err != nil {
		return c.unreadable(err)
	}
	rule, ok := c.oneRule(c.args[0], v)
	if !ok {
		return exitFound
	}
	from := e.from.Date
	if from.IsZero() {
		from = rule.Schedule.From
	}
	if f := rule.Schedule.Frequency; from.IsZero() && e.n > 0 && f != schedule.Manual && f != schedule.OnLineSchedule {
		_, _ = fmt.Fprintln(c.stderr, "billrun explain: -from shows the next runs from a date on")
	}
	text, err := dsl.Explain(rule, from, e.n, dsl.WithEnv(environment(v)))
	if err != nil {
		_, _ = fmt.Fprintf(c.stderr, "billrun explain: %v\n", err)
		return exitFound
	}
	c.stdout.WriteString(text)
	return exitOK
}

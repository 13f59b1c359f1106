package main

import (
	"errors"
	"flag"
	"fmt"

	"github.com/proforma-go/proforma/dsl"
)

var fmtCommand = &command{
	name:     "fmt",
	synopsis: "[-d] [-l] [-w] [FILE...]",
	about: "Prints rules with their white space in order. Without FILE, or where it is -, it reads standard input. As with gofmt, the exit\n" +
		"status is 1 where -d finds a difference, and 2 for a file that cannot be read or has errors; that one is left as it is.",
	flags: func(f *flag.FlagSet) func(*call) int {
		var o fmtFlags
		f.BoolVar(&o.diff, "d", false, "print what would change, as a diff")
		f.BoolVar(&o.list, "l", false, "print the names of the files that would change")
		f.BoolVar(&o.write, "w", false, "write the files back")
		return o.run
	},
}

type fmtFlags struct{ diff, list, write bool }

func (o *fmtFlags) run(c *call) int {
	if o.write && c.hasStdin() {
		return c.misused("-w needs a file: standard input cannot be written back")
	}
	return c.eachText(func(name, text string) int { return o.format(c, name, text) })
}

// format formats one text. One that cannot be read is reported and left as it is. The statuses are those of gofmt.
func (o *fmtFlags) format(c *call, name, text string) int {
	formatted, err := dsl.Format(name, text)
	if err != nil {
		if found := (dsl.Diagnostics)(nil); errors.As(err, &found) {
			_, _ = fmt.Fprint(c.stderr, found.Text())
		} else {
			_, _ = fmt.Fprintf(c.stderr, "billrun fmt: %v\n", err)
		}
		return exitUsage
	}
	status := exitOK
	if formatted != text {
		if o.list {
			fmt.Fprintln(c.stdout, name)
		}
		if o.diff {
			c.stdout.WriteString(unifiedDiff(name, text, formatted))
			status = exitFound
		}
		if o.write {
			if err := rewrite(name, formatted); err != nil {
				return c.unreadable(err)
			}
		}
	}
	if !o.list && !o.diff && !o.write {
		c.stdout.WriteString(formatted)
	}
	return status
}

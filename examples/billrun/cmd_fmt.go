package main

import (
	"errors"
	"flag"
	"fmt"

	"github.com/proforma-go/proforma/dsl"
)

var fmtCommand = &command{
	name:     "fmt",
	synopsis: "[-d] [-l] [-w] [-json] [FILE...]",
	about: "Prints rules with their white space in order. Without FILE, or where it is -, it reads standard input. As with gofmt, the exit\n" +
		"status is 1 where -d finds a difference, and 2 for a file that cannot be read or has errors; that one is left as it is.",
	flags: func(f *flag.FlagSet) func(*call) int {
		var o fmtFlags
		f.BoolVar(&o.diff, "d", false, "print what would change, as a diff")
		f.BoolVar(&o.list, "l", false, "print the names of the files that would change")
		f.BoolVar(&o.write, "w", false, "write the files back")
		f.BoolVar(&o.json, "json", false, "print JSON: per text whether it changes, what it becomes, and what is wrong with it")
		return o.run
	},
}

type fmtFlags struct{ diff, list, write, json bool }

// formatted is what fmt -json prints of each text.
type formatted struct {
	File     string          `json:"file"`
	Changed  bool            `json:"changed"`
	Text     string          `json:"text"`     // as it was where something is wrong with it
	Findings dsl.Diagnostics `json:"findings"` // never null
}

func (o *fmtFlags) run(c *call) int {
	switch {
	case o.write && c.hasStdin():
		return c.misused("-w needs a file: standard input cannot be written back")
	case o.json && (o.diff || o.list):
		return c.misused("-json says what -d and -l do, leave them out")
	}
	all := []formatted{}
	status := c.eachText(func(name, text string) int {
		if !o.json {
			return o.format(c, name, text)
		}
		f, status := o.formatJSON(c, name, text)
		all = append(all, f)
		return status
	})
	if o.json {
		return max(status, c.printJSON(all))
	}
	return status
}

// formatJSON formats one text for -json.
func (o *fmtFlags) formatJSON(c *call, name, text string) (f formatted, status int) {
	f = formatted{File: name, Text: text, Findings: dsl.Diagnostics{}}
	after, err := dsl.Format(name, text)
	if err != nil {
		errors.As(err, &f.Findings)
		return f, exitUsage
	}
	f.Changed, f.Text = after != text, after
	if o.write && f.Changed {
		if err := rewrite(name, after); err != nil {
			return f, c.unreadable(err)
		}
	}
	return f, exitOK
}

// format formats one text. One that cannot be read is reported and left as it is. The statuses are those of gofmt.
func (o *fmtFlags) format(c *call, name, text string) int {
	formatted, err := dsl.Format(name, text)
	if err != nil {
		if found := (dsl.Diagnostics)(nil); errors.As(err, &found) {
			c.complain(found)
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

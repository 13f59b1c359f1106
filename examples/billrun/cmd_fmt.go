package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"

	"github.com/proforma-go/proforma/dsl"
)

var fmtCommand = &command{
	name:     "fmt",
	synopsis: "[-d] [-l] [-w] [FILE...]",
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
	if len(c.args) == 0 {
		if o.write {
			return c.misused("-w needs a file: standard input cannot be written back")
		}
		text, err := io.ReadAll(c.stdin)
		if err != nil {
			return c.unreadable(err)
		}
		return o.format(c, "<standard input>", string(text))
	}
	status := exitOK
	for _, name := range c.args {
		text, err := readText(name)
		if err != nil {
			return c.unreadable(err)
		}
		status = max(status, o.format(c, name, text))
	}
	return status
}

// format formats one text. One that cannot be read is reported and left as it is.
func (o *fmtFlags) format(c *call, name, text string) int {
	formatted, err := dsl.Format(name, text)
	if err != nil {
		if found := (dsl.Diagnostics)(nil); errors.As(err, &found) {
			_, _ = fmt.Fprint(c.stderr, found.Text())
		} else {
			_, _ = fmt.Fprintf(c.stderr, "billrun fmt: %v\n", err)
		}
		return exitFound
	}
	if formatted != text {
		if o.list {
			fmt.Fprintln(c.stdout, name)
		}
		if o.diff {
			c.stdout.WriteString(unifiedDiff(name, text, formatted))
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
	return exitOK
}

// rewrite replaces a file's text and keeps its permissions.
func rewrite(name, text string) error {
	info, err := os.Stat(name)
	if err != nil {
		return err
	}
	return os.WriteFile(name, []byte(text), info.Mode().Perm())
}

package main

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"strings"

	"github.com/proforma-go/proforma/schedule"
)

//go:embed usage.txt
var usage string

// The exit statuses.
const (
	exitOK    = 0
	exitFound = 1 // errors in rule text, or something that a run could not bill
	exitUsage = 2 // wrong usage, or input that cannot be read
)

// command is one of the subcommands.
type command struct {
	name     string
	synopsis string
	about    string                              // a sentence or two for -h
	flags    func(*flag.FlagSet) func(*call) int // registers the flags and returns what reads them
}

// call is one invocation of a subcommand.
type call struct {
	*command
	args   []string // beside the flags
	stdin  io.Reader
	stdout *bytes.Buffer // written out at the end, so that a failure leaves no half of an answer
	direct io.Writer     // where stdout is written to then
	stderr io.Writer

	stdinRead bool
}

var commands = []*command{runCommand, datesCommand, checkCommand, fmtCommand, explainCommand, lspCommand}

// run is the whole program, given what the operating system gives a program.
func run(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	if len(args) == 0 {
		return finish(stdout, stderr, runDemo)
	}
	switch args[0] {
	case "-h", "-help", "--help", "help":
		_, _ = io.WriteString(stdout, usage)
		return exitOK
	}
	for _, c := range commands {
		if c.name == args[0] {
			return finish(stdout, stderr, func(out *bytes.Buffer, _ io.Writer) int {
				return c.invoke(args[1:], &call{command: c, stdin: stdin, stdout: out, direct: stdout, stderr: stderr})
			})
		}
	}
	names := make([]string, len(commands))
	for i, c := range commands {
		names[i] = c.name
	}
	_, _ = fmt.Fprintf(stderr, "billrun: there is no command %q, expected one of %s\n", args[0], strings.Join(names, ", "))
	return exitUsage
}

// finish writes out what a command has to say once it is done.
func finish(stdout, stderr io.Writer, do func(*bytes.Buffer, io.Writer) int) int {
	var out bytes.Buffer
	status := do(&out, stderr)
	if _, err := out.WriteTo(stdout); err != nil {
		_, _ = fmt.Fprintf(stderr, "billrun: %v\n", err)
		return exitUsage
	}
	return status
}

func (c *command) invoke(args []string, call *call) int {
	flags := flag.NewFlagSet(c.name, flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	do := c.flags(flags)
	for rest := args; ; rest = flags.Args()[1:] { // flags may stand after other arguments too
		if err := flags.Parse(rest); errors.Is(err, flag.ErrHelp) {
			flags.SetOutput(call.stdout)
			fmt.Fprintf(call.stdout, "usage: billrun %s\n\n%s\n\n", strings.TrimRight(c.name+" "+c.synopsis, " "), c.about)
			flags.PrintDefaults()
			return exitOK
		} else if err != nil {
			return call.misused("%v", err)
		}
		if flags.NArg() == 0 {
			return do(call)
		}
		call.args = append(call.args, flags.Arg(0))
	}
}

// misused reports wrong usage.
func (c *call) misused(format string, args ...any) int {
	_, _ = fmt.Fprintf(c.stderr, "billrun %s: %s\nusage: billrun %s %s\n", c.name, printableLines(fmt.Sprintf(format, args...)), c.name, c.synopsis)
	return exitUsage
}

// unreadable reports input that cannot be read.
func (c *call) unreadable(err error) int {
	_, _ = fmt.Fprintf(c.stderr, "billrun %s: %s\n", c.name, printableLines(err.Error()))
	return exitUsage
}

// failed reports that a rule cannot be followed.
func (c *call) failed(err error) int {
	_, _ = fmt.Fprintf(c.stderr, "billrun %s: %s\n", c.name, printableLines(err.Error()))
	return exitFound
}

// printJSON writes a value, indented.
func (c *call) printJSON(v any) int {
	e := json.NewEncoder(c.stdout)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(v); err != nil {
		return c.unreadable(err)
	}
	return exitOK
}

// dateFlag is a date; the zero date until it is set.
type dateFlag struct{ schedule.Date }

func (d *dateFlag) String() string {
	if d.IsZero() {
		return ""
	}
	return d.Date.String()
}

func (d *dateFlag) Set(s string) (err error) {
	if d.Date, err = schedule.ParseDate(s); err != nil {
		return fmt.Errorf("expected a date as in 2026-01-31")
	}
	return nil
}

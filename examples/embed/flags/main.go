// Flags takes a rule and a schedule from the command line, as flags of type dsl.Rule and dsl.Schedule, and prints when they run. Without
// arguments it takes those of args.txt, one on a line, as a unit file or a container hands them over: there is no shell in between, and so
// nothing is quoted. In a shell, put single quotes around the whole rule.
package main

import (
	_ "embed"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/proforma-go/proforma/dsl"
	"github.com/proforma-go/proforma/schedule"
)

//go:embed args.txt
var defaultArgs string

func main() {
	args := os.Args[1:]
	if len(args) == 0 {
		args = strings.Split(strings.TrimSpace(defaultArgs), "\n")
	}
	err := run(os.Stdout, os.Stderr, args)
	if errors.Is(err, flag.ErrHelp) {
		return
	}
	if err != nil {
		os.Exit(2)
	}
}

// run reads the flags and prints the next dates. What is wrong goes to errs; where it is a flag's syntax, package flag writes it there.
func run(w, errs io.Writer, args []string) error {
	var (
		rule     dsl.Rule
		reminder dsl.Schedule
		from     schedule.Date
	)
	flags := flag.NewFlagSet("billing", flag.ContinueOnError)
	flags.SetOutput(errs)
	flags.Var(&rule, "rule", "when to draft invoices and what to put into them, as a `rule`")
	flags.Var(&reminder, "reminder", "when to remind of unapproved hours, as a `schedule`")
	flags.TextVar(&from, "from", schedule.Date{}, "first `day` to look at")
	n := flags.Int("n", 5, "how many dates to print")
	if err := flags.Parse(args); err != nil {
		return err
	}
	err := show(w, rule, reminder, from, *n)
	if err != nil {
		fmt.Fprintln(errs, err)
	}
	return err
}

// show prints a rule and a reminder with their next dates.
func show(w io.Writer, rule dsl.Rule, reminder dsl.Schedule, from schedule.Date, n int) error {
	if from.IsZero() {
		return errors.New("-from is missing: from which day on?")
	}
	r, err := rule.Check(nil)
	if err != nil {
		return fmt.Errorf("-rule: %w", err)
	}
	fmt.Fprintf(w, "rule: %s\n", r)
	if err := list(w, r.Schedule, from, n); err != nil {
		return fmt.Errorf("-rule: %w", err)
	}
	fmt.Fprintf(w, "reminder: %s\n", reminder)
	if err := list(w, reminder.Schedule(), from, n); err != nil {
		return fmt.Errorf("-reminder: %w", err)
	}
	return nil
}

// list prints the next n dates of a schedule; none for a schedule that is not there.
func list(w io.Writer, s schedule.Schedule, from schedule.Date, n int) error {
	if s.IsZero() {
		return nil
	}
	table, err := s.Compile(nil)
	if err != nil {
		return err
	}
	day := from.AddDays(-1)
	for range n {
		next, ok := table.Next(day)
		if !ok {
			break
		}
		day = next.Date
		fmt.Fprintf(w, "    %s %s\n", day.Weekday(), day)
	}
	return nil
}

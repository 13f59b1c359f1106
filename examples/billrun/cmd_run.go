package main

import (
	"context"
	"flag"
	"fmt"
	"slices"

	"github.com/proforma-go/proforma/dsl"
	"github.com/proforma-go/proforma/internal/replay"
	"github.com/proforma-go/proforma/internal/table"
	"github.com/proforma-go/proforma/invoice"
)

var runCommand = &command{
	name:     "run",
	synopsis: "-rules FILE -data DIR -from DATE -through DATE [-once | -now] [-book] [-json] [-explain]",
	about: "Drafts invoices by rules from CSV files, day by day, and says for everything that was not drafted why. Nothing is written: it is a\n" +
		"preview, which can be had as often as one likes. With -book it is the run itself: what the drafts bill is added to billed.csv in the\n" +
		"folder, all of it or nothing, and a run after it drafts none of it again.",
	flags: func(f *flag.FlagSet) func(*call) int {
		var r runFlags
		f.StringVar(&r.rules, "rules", "", "`file` with the rules")
		f.StringVar(&r.data, "data", "", "`folder` with the CSV files")
		f.Var(&r.from, "from", "first `date`, included")
		f.Var(&r.through, "through", "last `date`, included")
		f.BoolVar(&r.once, "once", false, "evaluate the window once, with the data as they stand on the last date")
		f.BoolVar(&r.now, "now", false, "run every rule on the last date, whatever its schedule says")
		f.BoolVar(&r.book, "book", false, "add what the drafts bill to billed.csv, and print them only if that succeeds")
		f.BoolVar(&r.json, "json", false, "print JSON")
		f.BoolVar(&r.explain, "explain", false, "print what became of every transaction, and of one that is held back the reason of every rule; with -json, those reasons")
		return r.run
	},
}

// unknownField is the finding that a rule names a column which the data do not have: then rules and data do not belong together, and
// neither is to blame.
const unknownField dsl.Code = "E301"

type runFlags struct {
	rules, data   string
	from, through dateFlag
	once, now     bool
	json, explain bool
	book          bool
}

func (r *runFlags) run(c *call) int {
	if problem := r.check(c.args); problem != "" {
		return c.misused("%s", problem)
	}
	folder, err := readFolder(r.data)
	if err != nil {
		return c.unreadable(err)
	}
	text, err := readText(r.rules)
	if err != nil {
		return c.unreadable(err)
	}
	rules, found := checkRules(r.rules, text, environment(folder))
	c.complain(found)
	switch {
	case slices.ContainsFunc(found, func(d dsl.Diagnostic) bool { return d.Code == unknownField }):
		return exitUsage
	case found.HasErrors():
		return exitFound
	}
	report, err := replay.Run(context.Background(), r.plan(rules, folder))
	if err != nil {
		_, _ = fmt.Fprintf(c.stderr, "billrun run: %v\n", err)
		return exitFound
	}
	if r.book {
		if err := book(r.data, report.Drafts); err != nil {
			return c.unreadable(err)
		}
	}
	report.Log = append(doubts(folder), report.Log...)
	return c.report(report, folder, r)
}

// maxDoubts bounds what is said about amounts.
const maxDoubts = 20

// doubts are the log entries about amounts that are not what their quantity and price make.
func doubts(f *table.Folder) invoice.RunLog {
	const differs invoice.Code = "amount-differs"
	var log invoice.RunLog
	for i, d := range f.Doubts {
		e := invoice.Entry{Level: invoice.Warning, Code: differs, About: invoice.AboutTransaction, Subject: d.Transaction, Message: d.Message}
		if i == maxDoubts {
			e.Subject, e.Count = "", len(f.Doubts)-maxDoubts
			e.Message = fmt.Sprintf("and %s more with an amount that is not quantity times price, from row %d of transactions.csv on", count(e.Count, "transaction", "transactions"), d.Row)
		}
		log = append(log, e)
		if i == maxDoubts {
			break
		}
	}
	return log
}

// check returns what is wrong with the flags; "": nothing.
func (r *runFlags) check(args []string) string {
	switch {
	case len(args) > 0:
		return fmt.Sprintf("%q belongs to no flag", args[0])
	case r.rules == "":
		return "-rules is missing"
	case r.data == "":
		return "-data is missing"
	case r.through.IsZero():
		return "-through is missing"
	case r.once && r.now:
		return "-once and -now exclude each other"
	case r.from.IsZero() && !r.now:
		return "-from is missing"
	case r.from.After(r.through.Date):
		return fmt.Sprintf("-from %s is after -through %s", r.from.Date, r.through.Date)
	case !r.once && !r.now && r.through.Sub(r.from.Date) >= replay.MaxDays:
		return fmt.Sprintf("%d days from -from through -through, at most %d are run one by one", r.through.Sub(r.from.Date)+1, replay.MaxDays)
	}
	return ""
}

func (r *runFlags) plan(rules []invoice.Rule, f *table.Folder) replay.Plan {
	p := replay.Plan{Rules: rules, Source: f.Source, Vocabulary: f.Vocabulary, Calendars: f.Calendars, Permits: f.Permits, From: r.from.Date, Through: r.through.Date}
	switch {
	case r.once:
		p.Mode = replay.Once
	case r.now:
		p.Mode = replay.Now
	}
	return p
}

// report prints a report and returns the status that it deserves.
func (c *call) report(report *replay.Report, f *table.Folder, r *runFlags) int {
	status := exitOK
	if slices.ContainsFunc(report.Log, lost) {
		status = exitFound
	}
	if r.json {
		return max(status, c.printJSON(jsonOf(report, r.explain)))
	}
	writeReport(c.stdout, f, report, r.through.Date)
	if r.explain {
		c.stdout.WriteString("\n")
		writeExplanation(c.stdout, f, report, r.through.Date)
	}
	return status
}

// lost reports whether an entry says that a line, a project or a unit was lost from the run. A single transaction that cannot be billed,
// in the wrong currency for one, is in the backlog and the log, and does not change the exit status.
func lost(e invoice.Entry) bool {
	return e.Level == invoice.Error && e.About != invoice.AboutTransaction
}

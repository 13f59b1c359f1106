package main

import (
	"bytes"
	"context"
	"embed"
	"fmt"
	"io"
	"io/fs"
	"strings"

	"github.com/proforma-go/proforma/internal/replay"
	"github.com/proforma-go/proforma/internal/table"
	"github.com/proforma-go/proforma/schedule"
)

//go:embed demo
var demoFiles embed.FS

// demo is one half of the built-in example.
type demo struct {
	folder        string
	title         string
	about         string
	from, through schedule.Date
}

func demos() []demo {
	return []demo{
		{
			"adatum", "A contract whose lines have schedules of their own",
			"Adatum's contract has a fixed-price line with two milestones, hours every other Monday and expenses on the first Monday of the\n" +
				"month. Each line is billed on its own dates, up to the day before; lines that are due together share a draft.",
			schedule.MustParseDate("2026-10-01"), schedule.MustParseDate("2026-11-30"),
		},
		{
			"monthend", "A month-end job over many projects",
			"On the last weekday of each month the rule bills what happened through the end of the month before, one draft per customer and\n" +
				"currency.",
			schedule.MustParseDate("2026-01-01"), schedule.MustParseDate("2026-03-31"),
		},
	}
}

// runDemo runs the built-in example.
func runDemo(out *bytes.Buffer, stderr io.Writer) int {
	for i, d := range demos() {
		if i > 0 {
			out.WriteString("\n\n")
		}
		if err := d.run(out); err != nil {
			_, _ = fmt.Fprintf(stderr, "billrun: %s: %v\n", d.folder, err)
			return exitFound
		}
	}
	out.WriteString("\nThe same for your own data: billrun run -rules FILE -data DIR -from DATE -through DATE; billrun -h says more.\n")
	return exitOK
}

func (d demo) run(out *bytes.Buffer) error {
	files, err := fs.Sub(demoFiles, "demo/"+d.folder)
	if err != nil {
		return err
	}
	folder, report, err := replayFiles(files, d.from, d.through)
	if err != nil {
		return err
	}
	text, err := fs.ReadFile(files, rulesFile)
	if err != nil {
		return err
	}
	fmt.Fprintf(out, "%s\n%s\n\n%s\n\n", d.title, strings.Repeat("=", len(d.title)), d.about)
	for line := range strings.Lines(string(text)) {
		out.WriteString("    " + line)
	}
	fmt.Fprintf(out, "\nEvery night from %s through %s:\n\n", d.from, d.through)
	writeReport(out, folder, report, d.through)
	return nil
}

// rulesFile is the file of the example's rules, beside its CSV files.
const rulesFile = "rules.txt"

// replayFiles runs the rules of a folder over its data.
func replayFiles(files fs.FS, from, through schedule.Date) (*table.Folder, *replay.Report, error) {
	folder, err := readData(files)
	if err != nil {
		return nil, nil, err
	}
	text, err := fs.ReadFile(files, rulesFile)
	if err != nil {
		return nil, nil, err
	}
	rules, found := checkRules(rulesFile, string(text), environment(folder))
	if found.HasErrors() {
		return nil, nil, found
	}
	report, err := replay.Run(context.Background(), replay.Plan{
		Rules: rules, Source: folder.Source, Vocabulary: folder.Vocabulary, Calendars: folder.Calendars, Permits: folder.Permits, From: from, Through: through,
	})
	return folder, report, err
}

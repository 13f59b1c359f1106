// Logs writes rules and schedules to log/slog. A dsl.Rule becomes a group of its canonical text and a fingerprint of it, by which log entries
// about one rule are found again however it was spelled.
package main

import (
	_ "embed"
	"fmt"
	"io"
	"log/slog"
	"os"
	"strings"

	"github.com/proforma-go/proforma/dsl"
)

//go:embed rules.txt
var rules string

func main() {
	if err := run(os.Stdout, rules); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// run logs every rule of a text, one on a line, as it was read and as a typed rule, and what is wrong with those that are none.
func run(w io.Writer, text string) error {
	log := slog.New(slog.NewTextHandler(w, &slog.HandlerOptions{ReplaceAttr: timeless}))
	asJSON := slog.New(slog.NewJSONHandler(w, &slog.HandlerOptions{ReplaceAttr: timeless}))
	for line := range strings.Lines(text) {
		var written dsl.Rule
		if err := written.Set(strings.TrimSpace(line)); err != nil {
			log.Error("refused", "err", err)
			continue
		}
		rule, err := written.Check(nil)
		if err != nil {
			log.Error("refused", "rule", written, "err", err)
			continue
		}
		typed, err := dsl.NewRule(rule)
		if err != nil {
			return err
		}
		log.Info("read", "written", written.String(), "rule", written)
		asJSON.Info("typed", "rule", typed, "schedule", dsl.NewSchedule(rule.Schedule))
	}
	return nil
}

// timeless leaves the time out, so that the output is the same every time.
func timeless(groups []string, a slog.Attr) slog.Attr {
	if len(groups) == 0 && a.Key == slog.TimeKey {
		return slog.Attr{}
	}
	return a
}

package dsl_test

import (
	"strings"
	"testing"

	"github.com/proforma-go/proforma/schedule"
)

func TestAcceptedRulesKeepTheirMeaning(t *testing.T) {
	var b strings.Builder
	for line := range strings.Lines(read(t, "testdata/accepted.txt")) {
		switch {
		case strings.HasPrefix(line, "→"), strings.HasPrefix(line, "="):
			continue
		case strings.HasPrefix(line, "#"), line == "\n":
			b.WriteString(line)
			continue
		}
		b.WriteString(line)
		r := parse(t, strings.TrimSuffix(line, "\n"))
		b.WriteString("→ " + r.String() + "\n=")
		timetable, err := r.Schedule.Compile(testEnv.Calendars)
		if err != nil {
			t.Fatal(err)
		}
		after := schedule.MustParseDate("2025-12-31")
		for range 5 {
			o, ok := timetable.Next(after)
			if !ok {
				break
			}
			b.WriteString(" " + o.Date.String())
			after = o.Date
		}
		b.WriteString("\n")
	}
	golden(t, "testdata/accepted.txt", b.String())
}

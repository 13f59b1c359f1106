package main

import (
	"cmp"
	"errors"
	"path/filepath"
	"slices"
	"strings"

	"github.com/proforma-go/proforma/dsl"
	"github.com/proforma-go/proforma/internal/table"
	"github.com/proforma-go/proforma/invoice"
	"github.com/proforma-go/proforma/schedule"
)

// environment is what rule text is read with: rules run at 22:00 UTC unless they say otherwise, and name the columns and calendars of a
// data folder; nil: there is none.
func environment(f *table.Folder) *dsl.Env {
	env := &dsl.Env{Vocabulary: vocabulary(), At: schedule.MustParseClock("22:00"), Zone: "UTC"}
	if f != nil {
		env.Vocabulary, env.Calendars = f.Vocabulary, f.Calendars
	}
	return env
}

// readEnvironment returns the environment for a -data flag.
func readEnvironment(dir string) (*dsl.Env, error) {
	if dir == "" {
		return environment(nil), nil
	}
	f, err := readFolder(dir)
	if err != nil {
		return nil, err
	}
	return environment(f), nil
}

// checkRules reads rule text. The findings are errors and warnings; where one is an error, there are no rules. One rule without a name
// is named after the file.
func checkRules(name, text string, env *dsl.Env) ([]invoice.Rule, dsl.Diagnostics) {
	document, _ := dsl.Parse(name, text) // what is wrong with the syntax is said by Check too
	rules, err := env.Check(document)
	if found := (dsl.Diagnostics)(nil); errors.As(err, &found) {
		all := append(found, env.Lint(document)...)
		slices.SortStableFunc(all, func(a, b dsl.Diagnostic) int { return cmp.Compare(a.Span.Start, b.Span.Start) })
		return nil, all
	}
	base := filepath.Base(name)
	for i := range rules {
		if rules[i].Name == "" {
			rules[i].Name = strings.TrimSuffix(base, filepath.Ext(base))
		}
	}
	return rules, env.Lint(document)
}

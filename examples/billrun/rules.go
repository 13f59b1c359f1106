package main

import (
	"cmp"
	"errors"
	"path/filepath"
	"slices"
	"strings"

	"github.com/proforma-go/proforma/dsl"
	"github.com/proforma-go/proforma/invoice"
	"github.com/proforma-go/proforma/schedule"
)

// environment is what rule text is read with: rules run at 22:00 UTC unless they say otherwise.
func environment(v *invoice.Vocabulary) *dsl.Env {
	return &dsl.Env{Vocabulary: v, At: schedule.MustParseClock("22:00"), Zone: "UTC"}
}

// checkRules reads rule text. The findings are errors and warnings; where one is an error, there are no rules. One rule without a name
// is named after the file.
func checkRules(name, text string, v *invoice.Vocabulary) ([]invoice.Rule, dsl.Diagnostics) {
	env := environment(v)
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

package dsl_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/proforma-go/proforma/dsl"
	"github.com/proforma-go/proforma/invoice"
)

// slips are what goes wrong with the blocks of a document, each done to its n-th rule.
var slips = []struct {
	name string
	do   func(text, rule string) string
}{
	{"the word rule is missing", func(text, rule string) string { return strings.Replace(text, "rule "+rule, rule, 1) }},
	{"the word rule is misspelt", func(text, rule string) string { return strings.Replace(text, "rule "+rule, "ruel "+rule, 1) }},
	{"the word rule is there twice", func(text, rule string) string { return strings.Replace(text, "rule "+rule, "rule rule "+rule, 1) }},
	{"a bullet stands before it", func(text, rule string) string { return strings.Replace(text, "rule "+rule, "- rule "+rule, 1) }},
	{"a number stands before it", func(text, rule string) string { return strings.Replace(text, "rule "+rule, "1. rule "+rule, 1) }},
	{"a colon stands behind the word", func(text, rule string) string { return strings.Replace(text, "rule "+rule, "rule: "+rule, 1) }},
	{"a colon stands behind the name", func(text, rule string) string { return strings.Replace(text, rule+" {", rule+": {", 1) }},
	{"an equals sign stands behind the name", func(text, rule string) string { return strings.Replace(text, rule+" {", rule+" = {", 1) }},
	{"the name has no quotes", func(text, rule string) string { return strings.Replace(text, rule, strings.Trim(rule, `"`), 1) }},
	{"the name lacks its first quote", func(text, rule string) string { return strings.Replace(text, rule, rule[1:], 1) }},
	{"the name lacks its last quote", func(text, rule string) string { return strings.Replace(text, rule, rule[:len(rule)-1], 1) }},
	{"the { is missing", func(text, rule string) string { return strings.Replace(text, rule+" {", rule, 1) }},
	{"the { is a colon", func(text, rule string) string { return strings.Replace(text, rule+" {", rule+":", 1) }},
	{"the { is there twice", func(text, rule string) string { return strings.Replace(text, rule+" {", rule+" {{", 1) }},
	{"the } is missing", func(text, rule string) string { return afterRule(text, rule, "") }},
	{"the } is there twice", func(text, rule string) string { return afterRule(text, rule, "}}") }},
	{"a word stands behind the }", func(text, rule string) string { return afterRule(text, rule, "} and") }},
	{"a sign stands behind the }", func(text, rule string) string { return afterRule(text, rule, "} %") }},
	{"the } is a bracket", func(text, rule string) string { return afterRule(text, rule, "]") }},
}

// afterRule puts something in place of the } of a rule.
func afterRule(text, rule, write string) string {
	start := strings.Index(text, "rule "+rule)
	end := start + strings.Index(text[start:], "\n}") + 1
	return text[:end] + write + text[end+1:]
}

// TestASlipInABlockIsOneFinding does to each rule of random documents what people do. Where there are fixes, they bring the rules back.
func TestASlipInABlockIsOneFinding(t *testing.T) {
	total, good := map[string]int{}, map[string]int{}
	rapid.Check(t, func(rt *rapid.T) {
		var b strings.Builder
		if rapid.Bool().Draw(rt, "defaults") {
			b.WriteString("defaults {\n  merge projects\n}\n")
		}
		n := rapid.IntRange(1, 3).Draw(rt, "rules")
		for i := range n {
			fmt.Fprintf(&b, "rule \"R%d\" {\n", i)
			for _, clause := range rapid.SliceOfNDistinct(rapid.SampledFrom([]string{
				"monthly on last day", "include through run date", "where project = \"P1\"", "status draft", "# a remark",
			}), 1, 5, rapid.ID[string]).Draw(rt, "clauses") {
				fmt.Fprintf(&b, "  %s\n", clause)
			}
			if !strings.Contains(b.String()[strings.LastIndex(b.String(), "rule "):], "monthly") {
				b.WriteString("  daily\n")
			}
			b.WriteString("}\n")
		}
		slip := rapid.SampledFrom(slips).Draw(rt, "slip")
		text := slip.do(b.String(), fmt.Sprintf(`"R%d"`, rapid.IntRange(0, n-1).Draw(rt, "which")))
		doc, _ := dsl.Parse("rules", text)
		_, err := testEnv.Check(doc)
		ds, _ := err.(dsl.Diagnostics)
		total[slip.name]++
		if fixed, n := dsl.FixAll("rules", text, dsl.WithEnv(testEnv)); n > 0 {
			want, _ := dsl.ParseFile("rules", b.String(), dsl.WithEnv(testEnv))
			if got, err := dsl.ParseFile("rules", fixed, dsl.WithEnv(testEnv)); err != nil || !slices.EqualFunc(got, want, invoice.Rule.Equal) {
				rt.Errorf("%s: fixed to other rules: %v\n%s\nfixed:\n%s", slip.name, err, text, fixed)
			}
		}
		if len(ds) == 1 {
			good[slip.name]++
		} else if testing.Verbose() {
			t.Logf("%s:\n%s\n%s", slip.name, text, ds.Text())
		}
	})
	for _, s := range slips {
		if good[s.name]*100 < total[s.name]*95 {
			t.Errorf("%s: one finding %d times of %d", s.name, good[s.name], total[s.name])
		}
	}
}

package dsl_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/proforma-go/proforma/dsl"
)

// benchmarkRules are also what internal/bench compares with other libraries.
var benchmarkRules = []struct{ name, text string }{
	{"owner", "monthly last weekday, include through end of previous month, merge projects"},
	{"filter", `monthly on last weekday, where customer group in ["Nordic", "Retail"] and amount >= 1000 EUR and keyword not contains "internal", merge projects`},
	{"longest", `weekly on Sunday at 23:00 in UTC, where department is not empty and project starts with "NO-" and hours > 0.25, include through end of previous month, generator "svc-invoicing", notify "ops@acme.se" and user "anna" on failure, min amount 100 EUR, entry date first day of next month`},
	{"schedule", "weekly on Monday at 22:00 in America/New_York from 2014-01-06"},
	{"four terms", `daily, where manager = "Anna" and customer in ["C1", "C2", "C3"] and amount >= 1000 EUR and date >= 2026-01-05`},
}

func BenchmarkParseRule(b *testing.B) {
	for _, c := range benchmarkRules {
		b.Run(c.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := dsl.ParseRule(c.text); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkParseErrors(b *testing.B) {
	for _, c := range []struct{ name, text string }{
		{"typo", "monthly last weekday, include through end of previos month, merge projects"},
		{"two", "monthly last weekday, inclde thru end of previos month, mrege projects"},
		{"brackets", "monthly on last day, where " + strings.Repeat("(", 8000)},
		{"clauses", strings.Repeat("x,", 4000)},
		{"words", "include " + strings.Repeat("day before ", 700)},
		{"typos", strings.Repeat("include thru end of previos month,", 200)},
		{"list", "daily, where customer in [" + strings.Repeat(`"a",`, 1000) + "]"},
		{"quotes", strings.Repeat(`"`, 8000)},
		{"garbage", strings.Repeat("} { ( ] ", 1000)},
		{"late in a long clause", "daily, where " + strings.Repeat("a = 1 and ", 780) + "b c \"x\""},
		{"late in a long list", "daily, where a in [" + strings.Repeat("1, ", 990) + "1} "},
		{"late misspelt word", "monthly on day 1" + strings.Repeat(" and day 1", 780) + " utnil 2026-01-01"},
		{"late misspelt words", strings.Repeat("monthly on day 1"+strings.Repeat(" and day 1", 75)+" utnil 2026-01-01\n", 10)},
		{"document of braces", strings.Repeat("}", dsl.MaxDocument)},
		{"document of quotes", strings.Repeat("“", dsl.MaxDocument/3)},
		{"document of backquotes", strings.Repeat("`", dsl.MaxDocument)},
		{"document of rules", strings.Repeat("rule \"A\" {}\n", dsl.MaxDocument/12)},
		{"document of bad rules", strings.Repeat("rule \"A\" { montly on last }\n", dsl.MaxDocument/29)},
		{"document of line breaks", "daily" + strings.Repeat("\n", dsl.MaxRule-10) + "and"},
	} {
		b.Run(c.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				_, _ = dsl.ParseRule(c.text)
			}
		})
	}
}

func BenchmarkParseSamples(b *testing.B) {
	for i, s := range samples(b) {
		if i >= 25 {
			break
		}
		b.Run(fmt.Sprintf("%02d", i+1), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := dsl.ParseRule(s[0], dsl.WithEnv(testEnv)); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkLintDocuments(b *testing.B) {
	for _, c := range []struct{ name, text string }{
		{"equal rules", strings.Repeat("rule \"A\" {\n  daily\n}\n", dsl.MaxDocument/22)},
		{"clocks", strings.Repeat("rule \"A\" {\n  daily at 02:30 in Europe/Stockholm\n}\n", 300)},
		{"unknown fields", "daily, where x = 1" + strings.Repeat(" and x = 1", dsl.MaxRule/10-20)},
		{"terms", "daily, where amount > 1" + strings.Repeat(" and amount > 1", dsl.MaxRule/15-20)},
		{"texts", "daily, where manager in [\"aaaaaa\"" + strings.Repeat(`, "aaaaab"`, 700) + "]"},
	} {
		doc, _ := dsl.Parse("x", c.text)
		b.Run(c.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				testEnv.Lint(doc)
			}
		})
	}
}

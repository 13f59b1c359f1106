package dsl_test

import (
	"strings"
	"testing"

	"github.com/proforma-go/proforma/dsl"
)

func BenchmarkParseRule(b *testing.B) {
	for _, c := range []struct{ name, text string }{
		{"owner", "monthly last weekday, include through end of previous month, merge projects"},
		{"filter", `monthly on last weekday, where customer group in ["Nordic", "Retail"] and amount >= 1000 EUR and keyword not contains "internal", merge projects`},
		{"longest", `weekly on Sunday at 23:00 in UTC, where department is not empty and project starts with "NO-" and hours > 0.25, include through end of previous month, generator "svc-invoicing", notify "ops@acme.se" and user "anna" on failure, min amount 100 EUR, entry date first day of next month`},
	} {
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
	} {
		b.Run(c.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				_, _ = dsl.ParseRule(c.text)
			}
		})
	}
}

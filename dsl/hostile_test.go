package dsl_test

import (
	"strings"
	"testing"
	"time"

	"github.com/proforma-go/proforma/dsl"
)

// TestNoDocumentTakesMuchLongerThanAPlainOneOfItsSize fills half a document with one thing after the other. Whatever is looked at again and
// again takes thousands of times as long as rules do, so that the factor can be wide enough for a busy machine.
func TestNoDocumentTakesMuchLongerThanAPlainOneOfItsSize(t *testing.T) {
	const factor = 50
	took := func(piece string) time.Duration {
		text := strings.Repeat(piece, dsl.MaxDocument/2/len(piece)) + "0"
		least := time.Hour
		for range 2 {
			start := time.Now()
			doc, _ := dsl.Parse("x", text)
			_, _ = testEnv.Check(doc)
			least = min(least, time.Since(start))
		}
		return least
	}
	plain := took("rule \"A\" {\n  monthly last weekday\n  include through end of previous month\n  merge projects\n}\n")
	for _, piece := range []string{
		"a", "a.", "a+", "a@", "a/", "a_", "1", "1.", "1/", "1-", "1_", ",000", ".000", "'000", " 000-", "0,000", ",", ";", "(", ")", "in [", "{", "}", "a}", "}=", "\n", "\r", "#\n",
		"\"", "\\\"", "'", "`", "``", "“", "é", "\u0301", "\xff", "$", "=", "//", "/*", "-- ", "-", "x,", "x\n", "and ", "\nand ", ", and", "the ",
		"rule ", "rule\n", "rule \"A\" {", "rule \"A\" {\n", "rule a ", "defaults ", "defaults {", "language 1 ", "daily ", "daily at ", "* ",
		"rule \"A\" {\n daily\n", "rule \"A\":\n daily\n", "\"A\" {\n", "A {\n", "rule \"A {\n", "rule A's {\n", "rule #1 {\n", "merge projects by\n customer\n",
		"rule \"A\"\n", "a: daily\n", "1. daily\n", "1) daily\n", " & b", " 12-31", "T&M ", "- 2026-01-01 ", "rule: |\n", "rule \"A\" (", "x {} ", "rule rule ",
	} {
		d := took(piece)
		for again := 0; again < 3 && d > factor*plain; again++ { // the machine may have been busy with something else
			d = min(d, took(piece))
		}
		if d > factor*plain {
			t.Errorf("%q: %v, rules of that size %v", piece, d, plain)
		}
	}
}

package dsl_test

import (
	"testing"

	"pgregory.net/rapid"

	"github.com/proforma-go/proforma/dsl"
)

// TestFixingComesToAnEnd holds that what FixAll returns has no fix left to apply: no fix brings about the next for ever.
func TestFixingComesToAnEnd(t *testing.T) {
	for _, c := range errorCases(t) {
		checkFixed(t, c.input)
	}
	texts := samples(t)
	rapid.Check(t, func(rt *rapid.T) {
		text := rapid.SampledFrom(texts).Draw(rt, "sample")[1]
		if rapid.Bool().Draw(rt, "document") {
			text = "rule \"A\" {\n" + text + "\n}\n"
		}
		for range rapid.IntRange(1, 3).Draw(rt, "slips") {
			i := rapid.IntRange(0, len(text)).Draw(rt, "place")
			write := rapid.SampledFrom([]string{"", "", "\"", "'", "{", "}", "(", "]", ",", ":", "\n", " ", "#", "1", "and ", "not ", "rule ", "“", "-", "=", "x"}).Draw(rt, "sign")
			text = text[:i] + write + text[min(i+rapid.IntRange(0, 3).Draw(rt, "left out"), len(text)):]
		}
		checkFixed(rt, text)
	})
}

func checkFixed(t interface{ Errorf(string, ...any) }, text string) {
	fixed, n := dsl.FixAll("rule", text, dsl.WithEnv(testEnv))
	if again, m := dsl.FixAll("rule", fixed, dsl.WithEnv(testEnv)); m > 0 {
		t.Errorf("%d fixes, and then %d more:\n%s\nbecomes\n%s\nand then\n%s", n, m, text, fixed, again)
	}
}

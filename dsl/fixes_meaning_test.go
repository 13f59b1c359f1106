package dsl_test

import (
	"strings"
	"testing"
	"unicode"

	"github.com/proforma-go/proforma/dsl"
)

// TestAFixBringsBackWhatWasMeant makes one slip at each place of the samples: a character left out, doubled, swapped with the next, or
// replaced. Where all is well after the fixes, the rule is the one that was there before; hardly ever may it be another one. Slips within
// quotes and numbers do not count, since other texts and numbers are as good.
func TestAFixBringsBackWhatWasMeant(t *testing.T) {
	fixed, others := 0, 0
	for n, s := range samples(t) {
		rule, err := dsl.ParseRule(s[1], dsl.WithEnv(testEnv))
		if err != nil {
			continue
		}
		text := []rune(s[1])
		for i, r := range text {
			if unicode.IsDigit(r) || strings.Count(string(text[:i]), `"`)%2 == 1 {
				continue
			}
			before, rest := string(text[:i]), string(text[i+1:])
			slips := []string{before + rest, before + string(r) + string(r) + rest, before + "w" + rest}
			if i+1 < len(text) {
				slips = append(slips, before+string(text[i+1])+string(r)+string(text[i+2:]))
			}
			slip := slips[(n+i)%len(slips)]
			if _, err := dsl.ParseRule(slip, dsl.WithEnv(testEnv)); err == nil {
				continue
			}
			again, _ := dsl.FixAll("rule", slip, dsl.WithEnv(testEnv))
			got, err := dsl.ParseRule(again, dsl.WithEnv(testEnv))
			if err != nil {
				continue
			}
			if fixed++; !got.Equal(rule) {
				others++
				t.Logf("%s\nbecomes\n%s", slip, again)
			}
		}
	}
	t.Logf("%d slips are fixed, %d of them to another rule", fixed, others)
	if fixed < 1000 || others*200 > fixed {
		t.Errorf("of %d fixed slips %d make another rule", fixed, others)
	}
}

package dsl_test

import (
	"testing"

	"pgregory.net/rapid"

	"github.com/proforma-go/proforma/dsl"
	"github.com/proforma-go/proforma/invoice"
)

func TestCanonicalTextIsReadAsAnEqualRule(t *testing.T) {
	valid := 0
	rapid.Check(t, func(t *rapid.T) {
		r := randomRule(t)
		if !usable(r) {
			return
		}
		valid++
		text := r.String()
		again, err := dsl.ParseRule(text, dsl.WithEnv(testEnv))
		if err != nil {
			t.Fatalf("%s\n%s", text, err.(dsl.Diagnostics).Text())
		}
		if !again.Equal(r) {
			t.Fatalf("%s\nis read as\n%s", text, again)
		}
		if again.String() != text {
			t.Fatalf("%s\nis not stable:\n%s", text, again)
		}
	})
	t.Logf("%d rules were valid", valid)
	if valid == 0 {
		t.Error("no rule was valid")
	}
}

func TestADocumentOfRulesIsReadAsEqualRules(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := randomRule(t), randomRule(t)
		a.Name, b.Name = "A", "B"
		if !usable(a) || !usable(b) {
			return
		}
		text := dsl.Print([]invoice.Rule{a, b})
		rules, err := dsl.ParseFile("two.rules", text, dsl.WithEnv(testEnv))
		if err != nil {
			t.Fatalf("%s\n%s", text, err.(dsl.Diagnostics).Text())
		}
		if len(rules) != 2 || !rules[0].Equal(a) || !rules[1].Equal(b) {
			t.Fatalf("%s\nis read as\n%s", text, dsl.Print(rules))
		}
	})
}

func TestFormatKeepsTheMeaningAndIsIdempotent(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := randomRule(t)
		if !usable(r) {
			return
		}
		text := loosen(t, r.String())
		once, err := dsl.Format("rule", text)
		if err != nil {
			t.Fatalf("%s\n%s", text, err.(dsl.Diagnostics).Text())
		}
		again, err := dsl.Format("rule", once)
		if err != nil || again != once {
			t.Fatalf("%s\nbecomes\n%s\nbecomes\n%s", text, once, again)
		}
		read, err := dsl.ParseRule(once, dsl.WithEnv(testEnv))
		if err != nil || !read.Equal(r) {
			t.Fatalf("%s\nbecomes\n%s\nis read as\n%s %v", text, once, read, err)
		}
	})
}

// loosen puts spaces in many places outside quotes.
func loosen(t *rapid.T, text string) string {
	var out []byte
	quoted := false
	for i := 0; i < len(text); i++ {
		c := text[i]
		out = append(out, c)
		switch {
		case c == '\\':
			i++
			out = append(out, text[i])
		case c == '"':
			quoted = !quoted
		case c == ' ' && !quoted && rapid.Bool().Draw(t, "space"):
			out = append(out, " \t"...)
		}
	}
	return string(out)
}

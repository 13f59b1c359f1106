package dsl_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/proforma-go/proforma/dsl"
	"github.com/proforma-go/proforma/invoice"
)

// samples returns the rules of testdata/samples.txt with their canonical texts.
func samples(t testing.TB) [][2]string {
	var list [][2]string
	for line := range strings.Lines(read(t, "testdata/samples.txt")) {
		line = strings.TrimSuffix(line, "\n")
		switch {
		case strings.HasPrefix(line, "#") || line == "":
		case strings.HasPrefix(line, "→"):
			list[len(list)-1][1] = strings.TrimSpace(strings.TrimPrefix(line, "→"))
		default:
			list = append(list, [2]string{line, ""})
		}
	}
	return list
}

func parse(t testing.TB, text string) invoice.Rule {
	t.Helper()
	r, err := dsl.ParseRule(text, dsl.WithEnv(testEnv))
	if err != nil {
		t.Fatalf("%s\n%s", text, err.(dsl.Diagnostics).Text())
	}
	return r
}

func TestEverySampleHasItsCanonicalText(t *testing.T) {
	var b strings.Builder
	b.WriteString("# One rule a line, and under it its canonical text. PROFORMA_UPDATE=1 rewrites the second lines.\n")
	for _, s := range samples(t) {
		b.WriteString(s[0] + "\n→ " + parse(t, s[0]).String() + "\n")
	}
	golden(t, "testdata/samples.txt", b.String())
}

func TestCanonicalTextOfEverySampleIsThatOfAnEqualRule(t *testing.T) {
	for _, s := range samples(t) {
		r := parse(t, s[0])
		again := parse(t, r.String())
		if !again.Equal(r) {
			t.Errorf("%s\n-> %s\n-> %s\n%s", s[0], r, again, cmp.Diff(r.Clauses(), again.Clauses()))
		}
		if again.String() != r.String() {
			t.Errorf("%s\nis not stable: %s", r, again)
		}
		if err := r.Validate(); err != nil {
			t.Errorf("%s: %v", s[0], err)
		}
	}
}

func TestEverySampleMeansTheSameOneClauseALine(t *testing.T) {
	for _, s := range samples(t) {
		r := parse(t, s[0])
		block := dsl.Print([]invoice.Rule{r})
		rules, err := dsl.ParseFile("block.rules", block, dsl.WithEnv(testEnv))
		if err != nil {
			t.Errorf("%s\n%s", block, err.(dsl.Diagnostics).Text())
			continue
		}
		if r.Name == "" {
			rules[0].Name = ""
		}
		if !rules[0].Equal(r) {
			t.Errorf("%s\nis read as %s", block, rules[0])
		}
	}
}

func TestTheOwnersSentence(t *testing.T) {
	const text = "monthly last weekday, include through end of previous month, merge projects"
	rules, err := dsl.ParseFile("conf/month-end.rule", text)
	if err != nil {
		t.Fatal(err)
	}
	const want = `monthly on last weekday, include through last day of previous month, merge projects, name "month-end"`
	if got := rules[0].String(); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

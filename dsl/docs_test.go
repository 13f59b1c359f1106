package dsl_test

import (
	"strings"
	"testing"

	"github.com/proforma-go/proforma/dsl"
	"github.com/proforma-go/proforma/schedule"
)

func TestGrammarFileIsThatOfTheParser(t *testing.T) {
	golden(t, "grammar.ebnf", dsl.Grammar())
}

// fence is a block of code in a document: its tag and its text.
type fence struct{ tag, text string }

func fences(t *testing.T, file string) []fence {
	var list []fence
	var text []string
	tag, open := "", false
	for line := range strings.Lines(read(t, file)) {
		line = strings.TrimSuffix(line, "\n")
		switch {
		case strings.HasPrefix(line, "```") && !open:
			tag, open, text = strings.TrimPrefix(line, "```"), true, nil
		case strings.HasPrefix(line, "```"):
			list, open = append(list, fence{tag, strings.Join(text, "\n")}), false
		case open:
			text = append(text, line)
		}
	}
	return list
}

// The fences of the README: `rules` must be right, formatted and without warnings; `each` holds one rule a line; `wrong` is followed by a
// `text` with what is said about it, `explain` by one with the explanation.
func TestEveryFenceOfTheReadmeIsTrue(t *testing.T) {
	list := fences(t, "README.md")
	if len(list) < 8 {
		t.Fatalf("%d fences", len(list))
	}
	for i, f := range list {
		switch f.tag {
		case "rules":
			if got := findingsText(testEnv, "rule", f.text); got != "" {
				t.Errorf("%s\n%s", f.text, got)
			}
			if got, _ := dsl.Format("rule", f.text+"\n"); got != f.text+"\n" {
				t.Errorf("%s\nis formatted as\n%s", f.text, got)
			}
		case "each":
			for line := range strings.Lines(f.text) {
				line = strings.TrimSuffix(line, "\n")
				text := line
				if _, err := dsl.ParseRule(text, dsl.WithEnv(testEnv)); err != nil {
					text = "daily, " + line
				}
				if _, err := dsl.ParseRule(text, dsl.WithEnv(testEnv)); err != nil {
					t.Errorf("%s\n%s", line, err.(dsl.Diagnostics).Text())
				}
			}
		case "wrong":
			want := list[i+1].text + "\n"
			if got := findingsText(testEnv, "rule", f.text); list[i+1].tag != "text" || got != want {
				t.Errorf("%s\n%s", f.text, got)
			}
		case "explain":
			got, err := dsl.Explain(parse(t, f.text), schedule.MustParseDate("2026-11-22"), 3, dsl.WithEnv(testEnv))
			if want := list[i+1].text + "\n"; err != nil || got != want {
				t.Errorf("%s\n%s%v", f.text, got, err)
			}
		case "text", "go":
		default:
			t.Errorf("unknown fence %q", f.tag)
		}
	}
}

package dsl_test

import (
	"strings"
	"testing"

	"github.com/proforma-go/proforma/dsl"
)

// TestEveryTurnOfPhraseIsPutRight puts each turn of phrase of turns.txt into the rule that stands over it.
func TestEveryTurnOfPhraseIsPutRight(t *testing.T) {
	heading, example, n := "", "", 0
	for line := range strings.Lines(read(t, "turns.txt")) {
		left, right, found := strings.Cut(strings.TrimSpace(line), ":")
		switch {
		case !found || strings.HasPrefix(line, "#"):
			continue
		case !strings.HasPrefix(line, " "):
			heading, example = left, strings.TrimSpace(right)
			continue
		}
		for said := range strings.SplitSeq(right, ",") {
			said = strings.TrimSpace(said)
			n++
			checkTurn(t, heading, strings.Replace(example, "~", said, 1), said, left)
		}
	}
	if n < 300 {
		t.Errorf("only %d turns of phrase", n)
	}
}

func checkTurn(t *testing.T, heading, text, said, write string) {
	_, err := dsl.ParseRule(text, dsl.WithEnv(testEnv))
	found, _ := err.(dsl.Diagnostics)
	if len(found) != 1 {
		t.Errorf("%s: %q gives %d findings:\n%s", heading, text, len(found), found.Text())
		return
	}
	d := found[0]
	if marked := text[d.Span.Start:d.Span.End]; marked != said && marked != "" {
		t.Errorf("%s: %q marks %q", heading, text, marked)
	}
	if heading == "abroad" {
		if d.Label != "write "+write {
			t.Errorf("%s: %q says %q", heading, text, d.Label)
		}
		return
	}
	if d.Fix == nil || d.Fix.Text != write {
		t.Errorf("%s: %q is not put right:\n%s", heading, text, d.Text())
		return
	}
	fixed, _ := found.Apply(text)
	if _, err := dsl.ParseRule(fixed, dsl.WithEnv(testEnv)); err != nil {
		t.Errorf("%s: %q becomes %q:\n%v", heading, text, fixed, err)
	}
}

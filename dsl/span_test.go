package dsl_test

import (
	"strings"
	"testing"
	"unicode/utf16"
	"unicode/utf8"

	"pgregory.net/rapid"

	"github.com/proforma-go/proforma/dsl"
)

// spansOf returns all places that a finding names.
func spansOf(d dsl.Diagnostic) []dsl.Span {
	spans := []dsl.Span{d.Span}
	for _, r := range d.Related {
		spans = append(spans, r.Span)
	}
	if d.Fix != nil {
		spans = append(spans, d.Fix.Span)
	}
	return spans
}

// TestColumnsCountWhatStandsBeforeThem has combining and wide characters, and every kind of line break.
func TestColumnsCountWhatStandsBeforeThem(t *testing.T) {
	check := func(t *rapid.T, text string, offset, line, column, column16 int) {
		before := strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(text[:offset])
		if strings.HasSuffix(before, "\n") && strings.HasPrefix(text[offset:], "\n") && text[offset-1] == '\r' {
			before = before[:len(before)-1] // within a line break is before it
		}
		last := before[strings.LastIndexByte(before, '\n')+1:]
		if w := 1 + strings.Count(before, "\n"); line != w {
			t.Fatalf("%q at %d: line %d, want %d", text, offset, line, w)
		}
		if w := 1 + utf8.RuneCountInString(last); column != w {
			t.Fatalf("%q at %d: column %d, want %d", text, offset, column, w)
		}
		if w := 1 + len(utf16.Encode([]rune(last))); column16 != w {
			t.Fatalf("%q at %d: UTF-16 column %d, want %d", text, offset, column16, w)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		piece := rapid.SampledFrom([]string{"日本語 ", "Mu\u0308ller ", "🧾 ", "👩\u200d👩\u200d👧 ", "é", "\t", " ", "\n", "\r\n", "\r", "mrege projects", "where manger = \"日🧾\"",
			"daily", ", ", "\"🧾 é\"", "“x”", "where kind = expnse or ", "\u00a0", "at 25:00", "{", "}", "rule \"é\" {", "# 🧾"})
		text := strings.Join(rapid.SliceOfN(piece, 1, 12).Draw(t, "pieces"), "")
		doc, _ := dsl.Parse("rule", text)
		_, err := testEnv.Check(doc)
		found, _ := err.(dsl.Diagnostics)
		for _, d := range append(found, testEnv.Lint(doc)...) {
			for _, s := range spansOf(d) {
				check(t, text, s.Start, s.Line, s.Column, s.Column16)
				check(t, text, s.End, s.EndLine, s.EndColumn, s.EndColumn16)
			}
		}
	})
}

// TestMovedFindingsStandWhereTheyAreInTheFile has the text in a string of JSON, where a quote takes two characters and a line break too.
func TestMovedFindingsStandWhereTheyAreInTheFile(t *testing.T) {
	const text = "daily, where manager = \"日🧾\"\nmrege projects, name \"A\", name \"B\""
	outer := "{\n  \"é\": \"" + strings.NewReplacer(`"`, `\"`, "\n", `\n`).Replace(text) + "\"\n}\n"
	at := func(offset int) int {
		inner := strings.NewReplacer(`"`, `\"`, "\n", `\n`).Replace(text[:offset])
		return strings.Index(outer, "daily") + len(inner)
	}
	_, err := dsl.ParseRule(text)
	found := err.(dsl.Diagnostics)
	moved := found.Move("config.json", outer, at)
	for _, c := range []struct {
		span dsl.Span
		want string
	}{
		{moved[0].Span, "mrege"}, {moved[0].Fix.Span, "mrege"}, {moved[1].Span, `name \"B\"`}, {moved[1].Related[0].Span, `name \"A\"`},
	} {
		line := strings.Split(outer, "\n")[c.span.Line-1]
		runes, units := []rune(line), utf16.Encode([]rune(line))
		got, got16 := string(runes[c.span.Column-1:c.span.EndColumn-1]), string(utf16.Decode(units[c.span.Column16-1:c.span.EndColumn16-1]))
		if c.span.Line != 2 || got != c.want || got16 != c.want {
			t.Errorf("%+v is at %q and %q, want %q", c.span, got, got16, c.want)
		}
	}
	if moved[0].File != "config.json" || found[0].Span.Line != 2 || found[0].Span.Column != 1 {
		t.Errorf("%v was made of %v", moved[0], found[0])
	}
	if fixed, n := moved[:1].Apply(text); n != 1 || !strings.Contains(fixed, "\nmerge projects") {
		t.Errorf("fixed as %s", fixed)
	}
}

func TestWhatIsMovedOutOfTheFileStandsAtOneOfItsEnds(t *testing.T) {
	_, err := dsl.ParseRule("daily, mrege projects")
	for _, offset := range []int{-1, 1 << 40} {
		d := err.(dsl.Diagnostics).Move("x", "a\nbc", func(int) int { return offset })[0]
		if want := map[int]int{-1: 1, 1 << 40: 2}[offset]; d.Span.Line != want {
			t.Errorf("%d: %+v", offset, d.Span)
		}
	}
}

package dsl

import (
	"os"
	"slices"
	"strings"
	"testing"
	"unicode"
)

// TestEverySynonymIsAnotherFormOrASecondSpelling holds the tables of words together: what means the same as the first spelling of a word is
// its plural, a shorter form, or one that lints know.
func TestEverySynonymIsAnotherFormOrASecondSpelling(t *testing.T) {
	first := map[string]string{}
	for _, w := range phraseWords {
		key := symbolName(w) + " " + w.value
		one, known := first[key]
		if !known {
			first[key] = lower(w.spelling)
			continue
		}
		s := lower(w.spelling)
		if s == "start" || strings.HasPrefix(one, s) || strings.HasPrefix(s, one) {
			continue
		}
		if !slices.ContainsFunc(secondWords, func(o secondWord) bool { return o.spelling == s }) {
			t.Errorf("%q for %q is no second spelling", s, one)
		}
	}
	for _, w := range secondWords {
		head, _, _ := strings.Cut(w.better, " ")
		if slices.ContainsFunc(secondWords, func(o secondWord) bool { return o.spelling == head }) {
			t.Errorf("%q is written for %q and is a second spelling itself", head, w.spelling)
		}
	}
}

// TestEveryClauseIsInTheGlossary reads the middle column of the table in README.md.
func TestEveryClauseIsInTheGlossary(t *testing.T) {
	text, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	_, glossary, _ := strings.Cut(string(text), "## The words")
	words := map[string]bool{}
	for line := range strings.Lines(glossary) {
		if cells := strings.Split(line, "|"); len(cells) == 5 {
			for w := range strings.FieldsFuncSeq(cells[2], func(r rune) bool { return !unicode.IsLetter(r) }) {
				words[w] = true
			}
		}
	}
	for _, k := range clauseKinds {
		if !slices.ContainsFunc(k.heads, func(head string) bool { return words[head] }) {
			t.Errorf("clause %s is not there", k.name)
		}
	}
	for _, special := range []string{"rule", "defaults", "invoice", "term"} {
		if !words[special] {
			t.Errorf("%s is not there", special)
		}
	}
}

func symbolName(w phraseWord) string {
	for name, class := range symbols {
		if class == w.class {
			return name
		}
	}
	return ""
}

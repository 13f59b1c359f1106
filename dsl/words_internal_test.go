package dsl

import (
	"slices"
	"strings"
	"testing"
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

func symbolName(w phraseWord) string {
	for name, class := range symbols {
		if class == w.class {
			return name
		}
	}
	return ""
}

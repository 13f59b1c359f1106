package dsl_test

import (
	"strings"
	"testing"
	"unicode"

	"pgregory.net/rapid"

	"github.com/proforma-go/proforma/dsl"
)

// word is a word of a rule outside quotes.
type word struct{ start, end int }

// wordsOf returns the words of at least four letters outside quotes.
func wordsOf(text string) []word {
	var list []word
	quoted, start := false, -1
	for i, r := range text + " " {
		switch {
		case r == '"' && (i == 0 || text[i-1] != '\\'):
			quoted = !quoted
		case quoted:
		case unicode.IsLetter(r):
			if start < 0 {
				start = i
			}
			continue
		}
		if start >= 0 && i-start >= 4 && !strings.ContainsRune("/-_", r) && (start == 0 || !strings.ContainsRune("/-_", rune(text[start-1]))) {
			list = append(list, word{start, i})
		}
		start = -1
	}
	return list
}

// mistakes returns a word with one letter left out, doubled or replaced, or two letters swapped.
func mistakes(w string) []string {
	i := len(w) / 2
	return []string{w[:i] + w[i+1:], w[:i-1] + string(w[i]) + string(w[i-1]) + w[i+1:], w[:i] + string(w[i]) + w[i:], w[:i] + "q" + w[i+1:]}
}

// isOneFinding reports whether there is one finding about a text, whose span covers the bytes from start to end, and prints others.
func isOneFinding(t *testing.T, err error, text string, start, end int) bool {
	ds := err.(dsl.Diagnostics)
	good := len(ds) == 1 && ds[0].Span.Start <= start && end <= ds[0].Span.End
	if !good && testing.Verbose() {
		t.Logf("%s in %s\n%s", text[start:end], text, ds.Text())
	}
	return good
}

// TestAMisspeltWordIsOneFindingAtItsPlace takes every word of every sample apart by one letter. A mistake that leaves the rule valid does
// not count.
func TestAMisspeltWordIsOneFindingAtItsPlace(t *testing.T) {
	total, good := 0, 0
	for _, s := range samples(t) {
		text := s[1]
		for _, w := range wordsOf(text) {
			for _, wrong := range mistakes(text[w.start:w.end]) {
				mutated := text[:w.start] + wrong + text[w.end:]
				_, err := dsl.ParseRule(mutated, dsl.WithEnv(testEnv))
				if err == nil {
					continue
				}
				if total++; isOneFinding(t, err, mutated, w.start, w.start+len(wrong)) {
					good++
				}
			}
		}
	}
	t.Logf("%d of %d misspelt words are one finding at their place", good, total)
	if good*100 < total*95 {
		t.Errorf("%d of %d are under 95 of 100", good, total)
	}
}

// TestAMisspeltWordOfARandomRuleIsOneFindingToo does the same to rules of everything that the language can say.
func TestAMisspeltWordOfARandomRuleIsOneFindingToo(t *testing.T) {
	total, good := 0, 0
	rapid.Check(t, func(rt *rapid.T) {
		r := randomRule(rt)
		if !usable(r) {
			return
		}
		text := r.String()
		for _, w := range wordsOf(text) {
			wrong := rapid.SampledFrom(mistakes(text[w.start:w.end])).Draw(rt, "mistake")
			mutated := text[:w.start] + wrong + text[w.end:]
			_, err := dsl.ParseRule(mutated, dsl.WithEnv(testEnv))
			if err == nil {
				continue
			}
			if total++; isOneFinding(t, err, mutated, w.start, w.start+len(wrong)) {
				good++
			}
		}
	})
	t.Logf("%d of %d misspelt words are one finding at their place", good, total)
	if good*100 < total*95 {
		t.Errorf("%d of %d are under 95 of 100", good, total)
	}
}

// TestTheWorkGrowsLinearly counts allocations and their bytes, which stand for the work, and doubles the hostile texts. Bytes grow by more
// where an array has just become too small.
func TestTheWorkGrowsLinearly(t *testing.T) {
	for name, text := range map[string]func(n int) string{
		"parentheses": func(n int) string { return "daily, where " + strings.Repeat("(", 10*n) },
		"nested condition": func(n int) string {
			return "daily, where " + strings.Repeat("(", n/6) + "billable" + strings.Repeat(")", n/6)
		},
		"bad clauses":   func(n int) string { return strings.Repeat("x y z,", n/4) },
		"bad words":     func(n int) string { return strings.Repeat("include thru end of previos month,", n/8) },
		"a list":        func(n int) string { return "daily, where customer in [" + strings.Repeat(`"a",`, 5*n) + `"b"]` },
		"a condition":   func(n int) string { return "daily, where billable" + strings.Repeat(" and billable", n) },
		"alternatives":  func(n int) string { return "daily, where billable" + strings.Repeat(" or billable", n) },
		"chained dates": func(n int) string { return "daily, include through " + strings.Repeat("day before ", n) + "run date" },
		"days":          func(n int) string { return "monthly on day 1" + strings.Repeat(" and day 1", n) },
		"quotes":        func(n int) string { return strings.Repeat(`"`, 10*n) },
		"braces":        func(n int) string { return strings.Repeat("} { ( ] ", n) },
		"rules":         func(n int) string { return strings.Repeat("rule \"A\" {\n  montly on last day\n}\n", n) },
		"typographic":   func(n int) string { return strings.Repeat("“", n) },
		"operators": func(n int) string {
			return "daily, where billable" + strings.Repeat(" and amount is greater than 5", n/4)
		},
		"loose choices": func(n int) string { return "daily, where kind = time" + strings.Repeat(" or expense", n) },
		"loose values":  func(n int) string { return "daily, where customer = \"a\"" + strings.Repeat(" or \"b\"", n) },
		"fields":        func(n int) string { return strings.Repeat("kind = time or ", n/4) },
		"wheres":        func(n int) string { return strings.Repeat("where x ", n/4) },
		"clauses":       func(n int) string { return strings.Repeat("every other Monday, ", n/4) },
		"apostrophes":   func(n int) string { return strings.Repeat("doesn't ", n) },
		"bullets":       func(n int) string { return strings.Repeat("- ", 10*n) },
		"signs":         func(n int) string { return strings.Repeat("a: b, ", n) },
		"comments":      func(n int) string { return strings.Repeat("# x\n", n) + "daily" },
		"a late mistake": func(n int) string {
			return "monthly on day 1" + strings.Repeat(" and day 1", n) + " utnil 2026-01-01"
		},
		"field lists":    func(n int) string { return "daily, merge projects by a" + strings.Repeat(" and a", n) },
		"recipients":     func(n int) string { return `daily, notify "a"` + strings.Repeat(`, "a"`, n) },
		"exceptions":     func(n int) string { return "daily except 2026-01-01" + strings.Repeat(", 2026-01-02", n) },
		"a long name":    func(n int) string { return "daily, where" + strings.Repeat(" a", 10*n) + " = 1" },
		"unknown fields": func(n int) string { return "daily, where x = 1" + strings.Repeat(" and x = 1", n) },
		"an option":      func(n int) string { return "daily, payment" + strings.Repeat(" x", 10*n) },
		"heads":          func(n int) string { return "daily, where" + strings.Repeat(" at", 9*n) + " = 1" },
		"unclosed rules": func(n int) string { return strings.Repeat("rule \"A\" {\n daily\n", n) },
		"colons":         func(n int) string { return strings.Repeat("rule \"A\":\n daily\n", n) },
		"headings":       func(n int) string { return strings.Repeat("\"A\" {\n", n) },
		"words before {": func(n int) string { return strings.Repeat("a ", 10*n) + "{" },
		"names cut":      func(n int) string { return strings.Repeat("rule \"A {\n daily\n}\n", n) },
		"joined lines":   func(n int) string { return "daily\n" + strings.Repeat("merge projects by\n customer\n", n/6) },
		"words together": func(n int) string { return strings.Repeat("monthly on lastday, ", n/4) },
		"ampersands":     func(n int) string { return "daily, where customer = a" + strings.Repeat(" & b", n) },
		"dashes":         func(n int) string { return "daily except 2026-01-01" + strings.Repeat(" - 2026-01-02", n/2) },
		"days of year":   func(n int) string { return "yearly on 12-31" + strings.Repeat(" and 12-31", n/2) },
		"bare items":     func(n int) string { return "daily, where customer in a" + strings.Repeat(", b", n) },
		"pieces":         func(n int) string { return "daily" + strings.Repeat(" at 10:00", n) },
	} {
		t.Run(name, func(t *testing.T) {
			work := func(n int) (allocations, bytes float64) {
				s := text(n)
				parse := func() {
					doc, _ := dsl.Parse("x", s)
					_, _ = testEnv.Check(doc)
				}
				return testing.AllocsPerRun(2, parse), float64(allocated(3, parse))
			}
			work(150)
			small, smallBytes := work(150)
			large, largeBytes := work(300)
			if large > 2.5*small+100 || largeBytes > 3*smallBytes+20<<10 {
				t.Errorf("%.0f allocations of %.0f bytes become %.0f of %.0f", small, smallBytes, large, largeBytes)
			}
		})
	}
}

func FuzzMutatedRule(f *testing.F) {
	for i, s := range samples(f) {
		f.Add(s[1], i, "x")
		f.Add(s[0], 3*i, " ( ")
	}
	f.Fuzz(func(t *testing.T, text string, at int, insert string) {
		if at < 0 || at > len(text) {
			return
		}
		mutated := text[:at] + insert + text[at:]
		doc, _ := dsl.Parse("fuzz", mutated)
		checkSpans(t, mutated, doc.Diagnostics())
		_, err := testEnv.Check(doc)
		ds, _ := err.(dsl.Diagnostics)
		checkSpans(t, mutated, ds)
		fixed, _ := dsl.FixAll("fuzz", mutated, dsl.WithEnv(testEnv))
		if len(fixed) > 4*len(mutated)+1000 {
			t.Errorf("%q grows to %d bytes", mutated, len(fixed))
		}
		dsl.Complete(mutated, at, dsl.WithEnv(testEnv))
	})
}

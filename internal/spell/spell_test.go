package spell_test

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/proforma-go/proforma/internal/spell"
)

func TestDistanceCountsASwapAsOneEdit(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want int
	}{
		{"", "", 0},
		{"", "abc", 3},
		{"montly", "monthly", 1},
		{"mrege", "merge", 1},
		{"previos", "previous", 1},
		{"ca", "abc", 3}, // no part is edited twice
		{"mån", "man", 1},
	} {
		if got := spell.Distance(c.a, c.b); got != c.want {
			t.Errorf("Distance(%q, %q) = %d, want %d", c.a, c.b, got, c.want)
		}
	}
}

func TestDistanceIsSymmetricAndZeroOnlyForEqualWords(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		word := rapid.StringMatching(`[abc]{0,6}`)
		a, b := word.Draw(t, "a"), word.Draw(t, "b")
		d := spell.Distance(a, b)
		if e := spell.Distance(b, a); e != d {
			t.Fatalf("%d one way, %d the other", d, e)
		}
		if (d == 0) != (a == b) {
			t.Fatalf("distance %d between %q and %q", d, a, b)
		}
	})
}

func TestNearest(t *testing.T) {
	words := []string{"monthly", "merge", "manager", "Draft", "draft", "daily", "billable", "sent", "notify", "Nov", "on", "description", "project name"}
	for _, c := range []struct {
		word string
		want []string
	}{
		{"montly", []string{"monthly"}},
		{"manger", []string{"manager"}},
		{"DRAFT", []string{"Draft", "draft"}},
		{"budget", nil},
		{"", nil},
		{"x", nil},
		{"non-billable", nil}, // the opposite of a word is not a misspelling of it
		{"unbilable", nil},
		{"denotify", nil},
		{"not sent", nil},
		{"descriptionnot", nil},
		{"not", nil},
		{"non", nil},
		{"ntify", []string{"notify"}},
		{"notfy", []string{"notify"}},
		{"decription", []string{"description"}},
		{"projct nam", []string{"project name"}},
		{"project number", nil}, // another word
		{"nto billable", nil},
		{"billable no", nil},
		{"projectname", []string{"project name"}},
		{"bill able", []string{"billable"}},
		{"on2", nil}, // a number
		{"daily1", nil},
		{"m0nthly", []string{"monthly"}},
	} {
		if got := spell.Nearest(c.word, words); !slices.Equal(got, c.want) {
			t.Errorf("Nearest(%q) = %q, want %q", c.word, got, c.want)
		}
	}
}

func TestCandidatesThatBeginAsTheWordDoesComeFirst(t *testing.T) {
	days := []string{"monday", "sunday", "tuesday", "thursday"}
	for word, want := range map[string]string{"munday": "monday", "sonday": "sunday"} {
		if got := spell.Nearest(word, days); len(got) < 2 || got[0] != want || spell.Tied(word, got[0], got[1]) {
			t.Errorf("Nearest(%q) = %q", word, got)
		}
	}
	if !spell.Tied("tursday", "tuesday", "thursday") {
		t.Error("nobody knows which day tursday is")
	}
}

package logic_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/shopspring/decimal"
	"pgregory.net/rapid"

	"github.com/proforma-go/proforma/internal/logic"
	"github.com/proforma-go/proforma/internal/logic/logictest"
	"github.com/proforma-go/proforma/invoice"
	"github.com/proforma-go/proforma/schedule"
)

// randomFilter returns a filter of a few tests of the fields.
func randomFilter(t *rapid.T, depth int, fields []string) invoice.Filter {
	return logictest.Filter(func(n int) int { return rapid.IntRange(0, n-1).Draw(t, "choice") }, depth, fields...)
}

// share counts how many of the filters that are constant are known to be.
type share struct{ constant, known int }

func (s share) String() string { return fmt.Sprintf("%d of %d", s.known, s.constant) }

// checkConstant holds what is known of a random filter against what it does.
func checkConstant(t *rapid.T, counts map[string]*share) {
	fields := []string{rapid.SampledFrom(logictest.Fields).Draw(t, "first")}
	count := counts[fields[0]]
	if rapid.IntRange(0, 3).Draw(t, "two fields") == 0 {
		if second := rapid.SampledFrom([]string{"choice", "number", "yes", "date"}).Draw(t, "second"); second != fields[0] {
			fields, count = append(fields, second), counts["both"]
		}
	}
	f := randomFilter(t, 3, fields)
	space := logic.NewSpace(logictest.Vocabulary, 1_000_000)
	c := space.Compile(f)
	never, always := space.Never(c), space.Always(c)
	some, all, example := logictest.Truths(f, fields...)
	if never && some {
		t.Fatalf("%s never holds, and does for %s", f, example)
	}
	if always && !all {
		t.Fatalf("%s always holds, and does not", f)
	}
	given := randomFilter(t, 1, fields)
	other := space.Compile(given)
	if both := (invoice.And{Terms: []invoice.Filter{given, f}}); space.Never(c, other) {
		if some, _, example := logictest.Truths(both, fields...); some {
			t.Fatalf("%s never holds, and does for %s", both, example)
		}
	}
	if unlike := (invoice.And{Terms: []invoice.Filter{given, invoice.Not{Term: f}}}); space.Always(c, other) {
		if some, _, example := logictest.Truths(unlike, fields...); some {
			t.Fatalf("%s holds wherever %s does, and does not for %s", f, given, example)
		}
	}
	if !some || all {
		count.constant++
		if never || always {
			count.known++
		}
	}
}

// TestWhatIsSaidToBeConstantIs tries every combination of values, missing ones among them, on random filters, and counts how many of
// those that are constant are known to be.
func TestWhatIsSaidToBeConstantIs(t *testing.T) {
	counts := map[string]*share{"both": {}}
	for _, name := range logictest.Fields {
		counts[name] = &share{}
	}
	rapid.Check(t, func(t *rapid.T) {
		for range 20 {
			checkConstant(t, counts)
		}
	})
	total := share{}
	for _, name := range append(slices.Clone(logictest.Fields), "both") {
		t.Logf("%s: %s constant filters are found", name, counts[name])
		if name != "unit" { // what lies below what only the host knows
			total.constant, total.known = total.constant+counts[name].constant, total.known+counts[name].known
		}
	}
	t.Logf("in all: %s", total)
	if total.constant == 0 || total.known*100 < total.constant*95 {
		t.Errorf("only %s constant filters are found", total)
	}
}

func TestWhatConditionsCanMatch(t *testing.T) {
	test := func(field string, op invoice.Op, v invoice.Value) invoice.Filter {
		return invoice.Compare{Field: field, Op: op, Value: v}
	}
	is := func(field, text string) invoice.Filter { return test(field, invoice.Equal, invoice.TextValue(text)) }
	match := func(field string, op invoice.MatchOp, text string) invoice.Filter {
		return invoice.Match{Field: field, Op: op, Text: text}
	}
	number := func(op invoice.Op, s string) invoice.Filter {
		return test("number", op, invoice.NumberValue(decimal.RequireFromString(s)))
	}
	money := func(op invoice.Op, s, currency string) invoice.Filter {
		return test("money", op, invoice.MoneyValue(decimal.RequireFromString(s), currency))
	}
	date := func(op invoice.Op, s string) invoice.Filter {
		return test("date", op, invoice.DateValue(schedule.MustParseDate(s)))
	}
	empty := func(field string) invoice.Filter { return invoice.Empty{Field: field} }
	all := func(terms ...invoice.Filter) invoice.Filter { return invoice.And{Terms: terms} }
	some := func(terms ...invoice.Filter) invoice.Filter { return invoice.Or{Terms: terms} }
	not := func(f invoice.Filter) invoice.Filter { return invoice.Not{Term: f} }
	for _, c := range []struct {
		reason string
		filter invoice.Filter
		want   string
	}{
		{"a text has one value", all(is("text", "a"), is("text", "b")), "never"},
		{"letters of either case are the same in a text", all(is("text", "a"), is("text", "A")), "sometimes"},
		{"and are not in an id", all(is("id", "a"), is("id", "A")), "never"},
		{"sharp s is folded", all(is("text", "stra\u00dfe"), is("text", "STRASSE")), "sometimes"},
		{"a letter and its accent are one", all(is("text", "\u00e9"), is("text", "e\u0301")), "sometimes"},
		{"an accent does not come after what starts with its letter", all(match("text", invoice.StartsWith, "e"), match("text", invoice.StartsWith, "e\u0301")), "never"},
		{"the longest beginning is so once it is folded", all(match("text", invoice.StartsWith, "\u212a"), match("text", invoice.StartsWith, "kb")), "sometimes"},
		{"beginnings exclude each other", all(match("text", invoice.StartsWith, "ab"), match("text", invoice.StartsWith, "ac")), "never"},
		{"beginning and end may overlap or not", all(match("text", invoice.StartsWith, "ab"), match("text", invoice.EndsWith, "bc")), "sometimes"},
		{"what starts with a text contains it", all(match("text", invoice.StartsWith, "xay"), not(match("text", invoice.Contains, "a"))), "never"},
		{"a letter for private use is a letter like others", all(match("text", invoice.Contains, "\ue000"), not(match("text", invoice.Contains, "\ue001"))), "sometimes"},
		{"a list can have both", all(is("list", "a"), is("list", "b")), "sometimes"},
		{"a list that has one is not empty", all(is("list", "a"), empty("list")), "never"},
		{"every element starts with nothing", all(not(match("list", invoice.StartsWith, "")), not(empty("list"))), "never"},
		{"a unit may lie below both", all(is("unit", "a"), is("unit", "b")), "sometimes"},
		{"and not below and yet not below one", all(is("unit", "a"), not(is("unit", "a"))), "never"},
		{"what is missing lies below nothing", all(is("unit", "a"), not(match("unit", invoice.StartsWith, ""))), "never"},
		{"between two numbers there is a third", all(number(invoice.Greater, "1"), number(invoice.Less, "1.0000001")), "sometimes"},
		{"between two days there is none", all(date(invoice.Greater, "2026-01-31"), date(invoice.Less, "2026-02-01")), "never"},
		{"there is no day before the first", date(invoice.Less, "0001-01-01"), "never"},
		{"an amount has one currency", all(money(invoice.Greater, "1", "EUR"), money(invoice.Less, "5", "SEK")), "never"},
		{"without a currency any counts", all(money(invoice.Greater, "1", "EUR"), money(invoice.Less, "5", "")), "sometimes"},
		{"no number is left out", some(number(invoice.Greater, "1"), number(invoice.LessOrEqual, "1")), "sometimes"},
		{"but those that are missing", some(number(invoice.Greater, "1"), number(invoice.LessOrEqual, "1"), empty("number")), "always"},
		{"choices are closed", all(not(is("choice", "one")), not(is("choice", "two")), not(is("choice", "three")), not(empty("choice"))), "never"},
		{"x or not x", some(is("text", "a"), not(is("text", "a"))), "always"},
		{"an alias is its field", all(is("words", "a"), is("text", "b")), "never"},
		{"alternatives are tried", all(some(is("text", "a"), is("text", "b")), some(is("text", "b"), is("text", "c")), not(is("text", "B"))), "never"},
		{"what is not known may be anything", all(is("nothing", "a"), not(is("nothing", "a"))), "sometimes"},
		{"no condition", nil, "always"},
		{"no terms", all(), "always"},
		{"no alternatives", some(), "never"},
	} {
		space := logic.NewSpace(logictest.Vocabulary, 10_000)
		f := space.Compile(c.filter)
		got := "sometimes"
		switch {
		case space.Never(f):
			got = "never"
		case space.Always(f):
			got = "always"
		}
		if got != c.want {
			t.Errorf("%s: %v holds %s, want %s", c.reason, c.filter, got, c.want)
		}
	}
}

// TestASearchThatIsGivenUpClaimsNothing has alternatives that multiply.
func TestASearchThatIsGivenUpClaimsNothing(t *testing.T) {
	var terms []invoice.Filter
	for n := range 40 {
		var alternatives []invoice.Filter
		for _, w := range []string{"a", "b", "c"} {
			alternatives = append(alternatives, invoice.Match{Field: "text", Op: invoice.Contains, Text: fmt.Sprint(w, n)})
		}
		terms = append(terms, invoice.Or{Terms: alternatives})
	}
	terms = append(terms, invoice.Match{Field: "text", Op: invoice.EndsWith, Text: "x"}, invoice.Or{Terms: []invoice.Filter{
		invoice.And{Terms: []invoice.Filter{invoice.Empty{Field: "text"}, invoice.Match{Field: "text", Op: invoice.Contains, Text: "a0"}}},
		invoice.And{Terms: []invoice.Filter{invoice.Empty{Field: "text"}, invoice.Match{Field: "text", Op: invoice.Contains, Text: "b0"}}},
	}})
	space := logic.NewSpace(logictest.Vocabulary, 100_000)
	c := space.Compile(invoice.And{Terms: terms})
	if space.Never(c) && space.Spent() {
		t.Error("it never holds, and nobody looked everywhere")
	}
	if space = logic.NewSpace(logictest.Vocabulary, 3); space.Never(space.Compile(invoice.And{Terms: []invoice.Filter{terms[0], terms[1]}})) || !space.Spent() {
		t.Error("an answer was had for nothing")
	}
	if space.Never(space.Compile(invoice.Or{})) {
		t.Error("a space without effort answers")
	}
}

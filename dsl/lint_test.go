package dsl_test

import (
	"fmt"
	"testing"

	"github.com/shopspring/decimal"
	"pgregory.net/rapid"

	"github.com/proforma-go/proforma/dsl"
)

// TestContradictionsAreThoseThatNoNumberSatisfies compares two conditions on one number with a search through numbers.
func TestContradictionsAreThoseThatNoNumberSatisfies(t *testing.T) {
	ops := map[string]func(x, bound decimal.Decimal) bool{
		"=":  func(x, b decimal.Decimal) bool { return x.Equal(b) },
		"!=": func(x, b decimal.Decimal) bool { return !x.Equal(b) },
		"<":  func(x, b decimal.Decimal) bool { return x.LessThan(b) },
		"<=": func(x, b decimal.Decimal) bool { return x.LessThanOrEqual(b) },
		">":  func(x, b decimal.Decimal) bool { return x.GreaterThan(b) },
		">=": func(x, b decimal.Decimal) bool { return x.GreaterThanOrEqual(b) },
	}
	names := []string{"=", "!=", "<", "<=", ">", ">="}
	rapid.Check(t, func(t *rapid.T) {
		first, second := rapid.SampledFrom(names).Draw(t, "first"), rapid.SampledFrom(names).Draw(t, "second")
		a, b := rapid.IntRange(0, 3).Draw(t, "a"), rapid.IntRange(0, 3).Draw(t, "b")
		both, onlyFirst, onlySecond := false, false, false
		for x := decimal.RequireFromString("-0.5"); x.LessThan(decimal.NewFromInt(4)); x = x.Add(decimal.RequireFromString("0.5")) {
			p, q := ops[first](x, decimal.NewFromInt(int64(a))), ops[second](x, decimal.NewFromInt(int64(b)))
			both, onlyFirst, onlySecond = both || p && q, onlyFirst || p && !q, onlySecond || q && !p
		}
		text := fmt.Sprintf("daily, where quantity %s %d and quantity %s %d", first, a, second, b)
		doc, err := dsl.Parse("rule", text)
		if err != nil {
			t.Fatal(err)
		}
		want := ""
		switch {
		case !both:
			want = "[W403]"
		case !onlyFirst || !onlySecond:
			want = "[W404]"
		default:
			want = "[]"
		}
		if got := fmt.Sprint(codes(testEnv.Lint(doc))); got != want {
			t.Errorf("%s: got %s, want %s", text, got, want)
		}
	})
}

func TestWarningsAreNotGivenWithoutAReason(t *testing.T) {
	for _, text := range []string{
		"monthly on last weekday, include through end of previous month, merge projects",
		"monthly on first day, include fees through end of next month, include through end of previous month",
		"monthly on day 28",
		"monthly on day 31 only in January",
		"monthly on day 29 except February",
		"daily, where amount > 100 EUR or amount <= 100 EUR",
		"daily, where amount > 100 EUR or amount <= 100 SEK",
		"yearly on March 31",
		"quarterly on last day, include through end of current quarter",
		"daily at 22:00 in Europe/Stockholm",
		"monthly on last business day",
		"every weekday except holidays",
		`daily, where customer group = "A" and customer group = "B"`, // a project may be in both groups
		`daily, where keyword contains "a" and keyword contains "b"`,
		`daily, where manager = "Unit 1" or manager = "Unit 2"`,
		"daily, where amount > 100 EUR and amount < 50 SEK",
		"daily, where date >= 2026-01-01 and date <= 2026-12-31",
		"once on 2027-03-31",
		"manual, include through end of current month",
	} {
		doc, err := dsl.Parse("rule", text)
		if err != nil {
			t.Fatal(err)
		}
		if ds := testEnv.Lint(doc); len(ds) > 0 {
			t.Errorf("%s\n%s", text, ds.Text())
		}
	}
}

func TestOverlappingFixesWait(t *testing.T) {
	ds := dsl.Diagnostics{
		{Fix: &dsl.Fix{Span: dsl.Span{Start: 0, End: 5}, Text: "x"}},
		{Fix: &dsl.Fix{Span: dsl.Span{Start: 3, End: 6}, Text: "y"}},
		{Fix: &dsl.Fix{Span: dsl.Span{Start: 6, End: 8}, Text: "z"}},
		{},
	}
	if got, n := ds.Apply("abcdefgh"); got != "abcyz" || n != 2 {
		t.Errorf("got %q, %d", got, n)
	}
}

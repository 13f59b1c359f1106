package dsl_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"pgregory.net/rapid"

	"github.com/proforma-go/proforma/dsl"
	"github.com/proforma-go/proforma/internal/logic/logictest"
	"github.com/proforma-go/proforma/invoice"
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
		`daily, where project starts with "ab" and project ends with "bc"`,
		"daily, where date > 2026-01-31 and date < 2026-02-02",
		"daily, where amount > 10 and amount < 10.01",
		"daily, where amount > 100 EUR and amount < 500",
		"daily, where kind in [time, fee] and not (kind = fee and amount > 100)",
		"daily, where date >= 2026-01-01 and date <= 2026-12-31",
		"once on 2027-03-31",
		"manual, include through end of current month",
		"monthly on 1st and 15th",
		"monthly on 1st, 15th and last day",
		"monthly on first and third Monday",
		"monthly on 15th and last business day", // nobody counts to the 15th business day and then speaks of the last
		"monthly on 15th and last Friday",
		"monthly on first Monday and Fridays",
		"monthly on Mondays",
		"monthly on weekdays except holidays",
		"yearly on first day and last day of December",
		"weekly on first day",
		"every Monday",
		`daily, where currency in ["EUR", "BTC", "DEM"] or currency starts with "e"`,
		"daily, where amount > 100 BTC or amount > 1.500 KWD",
		"daily, where quantity > 1.125 and price > 0.500",
		`daily, notify "Doe, Anna <a@b.se>", "#billing", "no", "acme.se", group "Anna"`,
		`daily, where description contains "100%" or person contains "*" or department = "***" or manager = "50% off"`,
		`daily, where customer = "Acme, Contoso"`,
		"daily, where kind in [time, fee], include fees through run date",
		"daily until 2026-12-31, where date >= 2026-12-31",
		"daily until 2026-12-31, include fees through last day of next month, where date >= 2027-01-01",
		"once on 2026-12-15 through 2027-01-31 and 2026-12-31, where date = 2027-01-31",
		"daily, where date >= 2030-01-01",
		"on line schedules until 2026-12-31, where date >= 2027-01-01",
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

// lintWorld is a host with the fields of logictest.
var lintWorld = &dsl.Env{Vocabulary: logictest.Vocabulary, Disable: []dsl.Code{"W411"}}

// filterOf returns the filter of a rule that has one or had one.
func filterOf(t *rapid.T, text string) invoice.Filter {
	r, err := dsl.ParseRule(text, dsl.WithEnv(lintWorld))
	if err != nil {
		t.Fatalf("%s\n%s", text, err.(dsl.Diagnostics).Text())
	}
	if r.Where == nil {
		return invoice.And{}
	}
	return r.Where
}

func negation(f invoice.Filter) invoice.Filter { return invoice.Not{Term: f} }

func both(fs ...invoice.Filter) invoice.Filter { return invoice.And{Terms: fs} }

// checkLint holds what is said of a random filter against what it does, on every combination of values.
func checkLint(t *rapid.T, count *[2]int) {
	fields := []string{rapid.SampledFrom(logictest.Fields).Draw(t, "first")}
	if second := rapid.SampledFrom([]string{"choice", "number", "yes", fields[0]}).Draw(t, "second"); second != fields[0] {
		fields = append(fields, second)
	}
	filter := logictest.Filter(func(n int) int { return rapid.IntRange(0, n-1).Draw(t, "choice") }, 3, fields...)
	text := "daily, where " + filter.String()
	doc, err := dsl.Parse("rule", text)
	if err != nil {
		t.Fatalf("%s\n%s", text, err.(dsl.Diagnostics).Text())
	}
	found := lintWorld.Lint(doc)
	some, all, example := logictest.Truths(filter, fields...)
	if !some || all {
		count[0]++
		if len(found) > 0 {
			count[1]++
		}
	}
	for _, d := range found {
		if d.Code == "W403" && d.Fix == nil && some {
			t.Fatalf("%s\nmatches %s\n%s", text, example, d.Text())
		}
		if d.Fix == nil || d.Code == "W417" { // which is not of what the filter does
			continue
		}
		fixed := text[:d.Fix.Span.Start] + d.Fix.Text + text[d.Fix.Span.End:]
		other := filterOf(t, fixed)
		change := invoice.Or{Terms: []invoice.Filter{both(filter, negation(other)), both(other, negation(filter))}}
		var given invoice.Filter = change
		for _, f := range fields {
			if strings.Contains(d.Label, "empty") { // which asks for more than a text without letters
				given = both(given, invoice.Empty{Field: f, Negated: true})
			}
		}
		if differs, _, example := logictest.Truths(given, fields...); differs {
			t.Fatalf("%s\n%s\nis fixed as %s, which makes a difference for %s", text, d.Text(), fixed, example)
		}
	}
}

// TestLintsOfFiltersAreTrue: what they say never matches does not, and their fixes change nothing else. It counts how many of the filters
// that are constant have a warning.
func TestLintsOfFiltersAreTrue(t *testing.T) {
	var count [2]int
	rapid.Check(t, func(t *rapid.T) {
		for range 10 {
			checkLint(t, &count)
		}
	})
	t.Logf("%d of %d constant filters have a warning", count[1], count[0])
	if count[0] == 0 || count[1]*100 < count[0]*95 {
		t.Errorf("only %d of %d constant filters have a warning", count[1], count[0])
	}
}

// TestFixesOfFiltersLeaveNothingToWarnOf applies all certain fixes until none is left: then only what cannot be fixed with certainty is
// reported, and the filter matches what it did.
func TestFixesOfFiltersLeaveNothingToWarnOf(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		fields := []string{"text", "number", "choice"}[:rapid.IntRange(1, 3).Draw(t, "fields")]
		filter := logictest.Filter(func(n int) int { return rapid.IntRange(0, n-1).Draw(t, "choice") }, 4, fields...)
		text, asked := "daily, where "+filter.String(), false
		fixed := text
		for range 10 {
			doc, err := dsl.Parse("rule", fixed)
			if err != nil {
				t.Fatalf("%s\nis fixed as %s\n%s", text, fixed, err.(dsl.Diagnostics).Text())
			}
			found := slices.DeleteFunc(lintWorld.Lint(doc), func(d dsl.Diagnostic) bool { return !d.Certain() })
			for _, d := range found {
				asked = asked || strings.Contains(d.Label, "empty")
			}
			next, n := found.Apply(fixed)
			if fixed = next; n == 0 {
				break
			}
		}
		if all, n := dsl.FixAll("rule", text, dsl.WithEnv(lintWorld)); !asked && all != fixed || n > 0 && all == text {
			t.Fatalf("%s\nis fixed as %s\nand as    %s", text, fixed, all)
		}
		doc, _ := dsl.Parse("rule", fixed)
		for _, d := range lintWorld.Lint(doc) {
			if d.Fix != nil && d.Certain() {
				t.Fatalf("%s\nis fixed as %s\n%s", text, fixed, d.Text())
			}
		}
		other := filterOf(t, fixed)
		change := invoice.Or{Terms: []invoice.Filter{both(filter, negation(other)), both(other, negation(filter))}}
		if differs, _, example := logictest.Truths(change, fields...); differs && !asked {
			t.Fatalf("%s\nis fixed as %s\nwhich makes a difference for %s", text, fixed, example)
		}
	})
}

// TestTheSearchForConstantsIsBounded doubles filters that are as long as a rule may be.
func TestTheSearchForConstantsIsBounded(t *testing.T) {
	for name, term := range map[string]func(i int) string{
		"conjunction":  func(i int) string { return fmt.Sprintf(" and price != %d", i) },
		"repetition":   func(int) string { return " and billable" },
		"alternatives": func(i int) string { return fmt.Sprintf(" or price = %d", i) },
		"choices":      func(i int) string { return fmt.Sprintf(` and (person contains "%d" or person ends with "x%d")`, i, i) },
		"cases":        func(i int) string { return fmt.Sprintf(` or (keyword = "%d" and price != %d)`, i, i) },
	} {
		t.Run(name, func(t *testing.T) {
			work := func(bytes int) float64 {
				text := "daily, where billable"
				for i := 0; len(text) < bytes-60; i++ {
					text += term(i)
				}
				doc, err := dsl.Parse("x", text)
				if err != nil {
					t.Fatal(err)
				}
				return testing.AllocsPerRun(2, func() { testEnv.Lint(doc) })
			}
			work(dsl.MaxRule / 2)
			small, large := work(dsl.MaxRule/2), work(dsl.MaxRule)
			if large > 2.5*small {
				t.Errorf("%.0f allocations become %.0f", small, large)
			}
		})
	}
}

// TestSecondSpellingsAreFixedWithoutAChange applies the fixes of all rules that are right.
func TestSecondSpellingsAreFixedWithoutAChange(t *testing.T) {
	var texts []string
	for _, file := range []string{"testdata/spellings.txt", "testdata/samples.txt", "testdata/accepted.txt"} {
		for line := range strings.Lines(read(t, file)) {
			if line = strings.TrimSpace(line); line != "" && !strings.HasPrefix(line, "#") && !strings.HasPrefix(line, "=") && !strings.HasPrefix(line, "→") {
				texts = append(texts, line)
			}
		}
	}
	for _, c := range errorCases(t) {
		if strings.Contains(c.file, "W410") {
			texts = append(texts, c.input)
		}
	}
	changed := 0
	for _, text := range texts {
		doc, _ := dsl.Parse("rule", text)
		var fixes dsl.Diagnostics
		for _, d := range testEnv.Lint(doc) {
			if d.Code == "W410" {
				fixes = append(fixes, d)
			}
		}
		fixed, n := fixes.Apply(text)
		changed += n
		if before, after := parse(t, text), parse(t, fixed); n != len(fixes) || !after.Equal(before) {
			t.Errorf("%s\nis fixed as\n%s", text, fixed)
		}
	}
	if changed < 20 {
		t.Errorf("%d words were changed", changed)
	}
}

// TestFixAllKeepsTheRuns: what is applied without asking changes no date.
func TestFixAllKeepsTheRuns(t *testing.T) {
	for text, want := range map[string]string{
		"monthly on day 31, include through today":                                     "monthly on last day, include through run date",
		"monthly on days 1 and 31":                                                     "monthly on days 1 and 31",
		"monthly on first weekday":                                                     "monthly on first weekday",
		"monthly on first day, include through run date":                               "monthly on first day, include through run date",
		"monthly on first day, include through last day of current month":              "monthly on first day, include through last day of current month",
		`daily, include from start of current month through run date`:                  `daily, include from start of current month through run date`,
		`daily, generator "svc-invoice"`:                                               `daily, generator "svc-invoice"`,
		`daily, where billable and billable`:                                           `daily, where billable`,
		"daily # each day\nwhere billable # or not\n  or not billable\nmerge projects": "daily # each day\nwhere billable # or not\n  or not billable\nmerge projects",
		"daily; where not billable or billable; merge projects":                        "daily; merge projects",
		"where not billable or billable, daily":                                        " daily",
		"rule \"A\" {\n  daily\n  where billable or not billable\n}\n":                 "rule \"A\" {\n  daily\n  \n}\n",
		`daily, where kind in [time, fee,
  fee] # twice`: `daily, where kind in [time, fee] # twice`,
		`daily, where customer != "A" or customer != "B"`:                           `daily, where customer != "A" or customer != "B"`,
		`daily, where billable and not (kind = fee and kind = time)`:                `daily, where billable and not (kind = fee and kind = time)`,
		`daily, where (kind = fee and kind = time) or manager = "A"`:                `daily, where (kind = fee and kind = time) or manager = "A"`,
		"daily, where billing method not in [fixed, hourly]":                        "daily, where billing method not in [fixed, hourly]",
		`daily, where kind in [time] or (kind = fee and amount > 5 and amount > 2)`: `daily, where kind = time or (kind = fee and amount > 5)`,
	} {
		if got, _ := dsl.FixAll("rule", text, dsl.WithEnv(testEnv)); got != want {
			t.Errorf("%q is fixed as %q", text, got)
		}
	}
}

func TestARuleThatIsInactiveMayBeOver(t *testing.T) {
	doc, err := dsl.Parse("rule", "monthly on last day until 2026-06-30, inactive")
	if err != nil {
		t.Fatal(err)
	}
	if ds := testEnv.Lint(doc); len(ds) > 0 {
		t.Error(ds.Text())
	}
}

// TestRulesThatAreApartAreLeftAlone looks at pairs of rules, and what is said of them.
func TestRulesThatAreApartAreLeftAlone(t *testing.T) {
	for _, c := range []struct{ reason, first, second, want string }{
		{"the same filter", `where kind = fee`, `where kind in [fee]`, `rules "A" and "B" bill the same`},
		{"no filter", ``, ``, `rules "A" and "B" bill the same`},
		{"one has a filter", ``, `where billable`, `all that rule "B" bills, rule "A" bills too`},
		{"the first has a filter", `where billable`, `merge projects`, `all that rule "A" bills, rule "B" bills too`},
		{"a range within a range", `where amount > 100 EUR`, `where amount > 1000 EUR`, `all that rule "B" bills, rule "A" bills too`},
		{"a list within a list", `where customer in ["A", "B"]`, `where customer = "A"`, `all that rule "B" bills, rule "A" bills too`},
		{"lists that overlap", `where customer in ["A", "B"]`, `where customer in ["B", "C"]`, `rules "A" and "B" bill some of the same`},
		{"ranges that overlap", `where date < 2026-07-01`, `where date > 2026-06-01`, `rules "A" and "B" bill some of the same`},
		{"ranges that meet", `where date < 2026-07-01`, `where date >= 2026-07-01`, ``},
		{"ranges with a day between", `where date < 2026-07-01`, `where date > 2026-06-30`, ``},
		{"different customers", `where customer = "A"`, `where customer = "B"`, ``},
		{"a customer and the others", `where customer = "A"`, `where customer != "A"`, ``},
		{"missing values are with the others", `where manager = "A"`, `where manager != "A"`, ``},
		{"a project may have both", `where keyword contains "a"`, `where keyword contains "b"`, ``},
		{"different fields", `where manager = "A"`, `where customer = "B"`, ``},
		{"fees apart from the rest", `include fees through run date`, `include time and expenses through run date`, ``},
		{"fees apart by a filter", `include fees through run date`, `where kind != fee`, ``},
		{"fees and all", `include fees through run date`, `include through run date`, `all that rule "A" bills, rule "B" bills too`},
		{"one is inactive", `inactive`, ``, ``},
		{"one is over before the other begins", `until 2026-12-31`, `from 2027-01-01`, ``},
		{"they take turns", `only in January and April`, `except January and April`, ``},
		{"they take turns by name", `only in January`, `only in July`, ``},
		{"they meet in one month", `only in January and July`, `except January`, `rules "A" and "B" bill the same`},
		{"one bills nothing", `where kind = fee and kind = time`, ``, ``},
	} {
		text := fmt.Sprintf("rule \"A\" {\n  daily\n  %s\n}\nrule \"B\" {\n  daily\n  %s\n}\n", c.first, c.second)
		doc, err := dsl.Parse("rule", text)
		if err != nil {
			t.Fatal(err)
		}
		got := ""
		for _, d := range testEnv.Lint(doc) {
			if d.Code == "W409" {
				got = d.Message
			}
		}
		if got != c.want {
			t.Errorf("%s: got %q, want %q", c.reason, got, c.want)
		}
	}
	doc, _ := dsl.Parse("rule", "rule \"A\" {\n  daily\n}\nrule \"B\" {\n  manual\n}\n")
	if ds := testEnv.Lint(doc); len(ds) > 0 {
		t.Error(ds.Text())
	}
}

func TestANameThatIsNearlyAKnownOneIsReported(t *testing.T) {
	env := *testEnv
	env.Values = func(field string) []string {
		return map[string][]string{"customer": {"Acme Nordic", "Acme Nordics AB", "Beta 1"}, "manager": {"Anna Karin"}}[field]
	}
	for _, c := range []struct{ where, want string }{
		{`customer = "Acme Nordc"`, `"Acme Nordc" is nearly "Acme Nordic"`},
		{`customer in ["ACME NORDIC", "Someone else"]`, `"ACME NORDIC" is nearly "Acme Nordic"`}, // ids are compared as they are
		{`manager in ["ANNA KARIN", "Someone else"]`, ""},
		{`customer contains "ACME NORDIC"`, ""},
		{`customer = "Beta 2"`, ""}, // a number means something
		{`customer = "Anna Karim"`, ""},
		{`manager = "Anna Karim"`, `"Anna Karim" is nearly "Anna Karin"`},
	} {
		doc, err := dsl.Parse("rule", "daily, where "+c.where)
		if err != nil {
			t.Fatal(err)
		}
		got := ""
		for _, d := range env.Lint(doc) {
			if got = d.Message; d.Code != "W411" || d.Fix == nil {
				t.Errorf("%s: %s", c.where, d.Text())
			}
		}
		if got != c.want {
			t.Errorf("%s: got %q, want %q", c.where, got, c.want)
		}
	}
}

// TestEveryWarningHasASwitch disables the code of each warning of the catalogue.
func TestEveryWarningHasASwitch(t *testing.T) {
	seen := map[dsl.Code]bool{}
	for _, c := range errorCases(t) {
		doc, err := dsl.Parse("rule", c.input)
		if err != nil {
			continue
		}
		for _, d := range testEnv.Lint(doc) {
			env := *testEnv
			env.Disable = []dsl.Code{d.Code}
			seen[d.Code] = true
			for _, left := range env.Lint(doc) {
				if left.Code == d.Code {
					t.Errorf("%s: %s is still there", c.file, left.Text())
				}
			}
		}
	}
	if len(seen) != 22 {
		t.Errorf("%d codes of warnings were seen: %v", len(seen), seen)
	}
}

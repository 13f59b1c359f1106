package dsl_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/proforma-go/proforma/dsl"
)

func TestCompletionsAreWhatIsValidAtThatPlace(t *testing.T) {
	for _, c := range []struct {
		text    string // the cursor is at |
		with    []string
		without []string
	}{
		{"|", []string{"monthly", "include", "where", "payment term"}, []string{"of", "manager"}},
		{"mon|", []string{"monthly"}, []string{"weekly"}},
		{"monthly on |", []string{"first", "last", "day", "Monday", "business"}, []string{"monthly", "manager", "previous"}},
		{"monthly on last |", []string{"day", "weekday", "Friday"}, []string{"monthly", "manager"}},
		{"monthly on last day |", []string{"at", "from", "except", "adjusted"}, []string{"monthly", "of previous"}},
		{"monthly on last day adjusted to |", []string{"next", "previous", "nearest"}, []string{"first"}},
		{"daily, |", []string{"include", "merge"}, []string{"at the"}},
		{"daily, include through end of |", []string{"previous", "current", "next", "month"}, []string{"Monday"}},
		{"daily, where |", []string{"manager", "customer group", "not"}, []string{"in", "previous"}},
		{"daily, where man|", []string{"manager"}, []string{"customer group"}},
		{"daily, where billing method = |", []string{"time-and-material", "fixed-price"}, []string{"manager"}},
		{"daily, where kind in [fee, |", []string{"milestone"}, []string{"manager"}},
		{"daily, where billable = |", []string{"yes", "no"}, []string{"manager"}},
		{"daily, where manager |", []string{"in", "is", "contains"}, []string{"monthly"}},
		{"daily, merge projects by |", []string{"manager"}, []string{"amount"}},
		{"daily, status |", []string{"draft", "sent"}, nil},
		{"daily, notify user |", []string{`"anna"`}, nil},
		{"daily\nholidays |", []string{`"se"`}, nil},
		{"daily, language |", []string{"Swedish", "English"}, nil},
		{"daily, payment |", []string{"term"}, nil},
		{"rule \"A\" {\n  daily\n  mer|", []string{"merge"}, []string{"rule"}},
		{"rule \"A\" {\n  daily\n}\n|", []string{"rule"}, nil},
		{"daily, mer| projects, inactive", []string{"merge"}, nil},
	} {
		text, after, _ := strings.Cut(c.text, "|")
		list, replace := dsl.Complete(text+after, len(text), dsl.WithEnv(testEnv))
		var got []string
		for _, k := range list {
			got = append(got, k.Text)
		}
		for _, w := range c.with {
			if !slices.Contains(got, w) {
				t.Errorf("%s: %q is missing from %q", c.text, w, got)
			}
		}
		for _, w := range c.without {
			if slices.Contains(got, w) {
				t.Errorf("%s: %q is offered", c.text, w)
			}
		}
		if replace.End != len(text) || strings.ContainsAny(text[replace.Start:], " ,") {
			t.Errorf("%s: replaces %q", c.text, text[replace.Start:])
		}
	}
}

func TestSymbolsAreTheRulesOfADocument(t *testing.T) {
	text := read(t, "testdata/tour.rules")
	doc, err := dsl.Parse("tour.rules", text)
	if err != nil {
		t.Fatal(err)
	}
	list := doc.Symbols()
	if len(list) != 7 || list[1].Name != "Licences" || text[list[1].NameSpan.Start:list[1].NameSpan.End] != `"Licences"` {
		t.Fatalf("got %+v", list)
	}
	if list[1].NameSpan.Line != 29 || list[1].NameSpan.Column != 6 || list[1].Span.EndLine != 35 || list[1].Span.EndColumn != 2 {
		t.Errorf("got %+v", list[1])
	}
	for i, s := range list {
		if whole := text[s.Span.Start:s.Span.End]; !strings.HasPrefix(whole, "rule ") || !strings.HasSuffix(whole, "}") {
			t.Errorf("%s: %q", s.Name, whole)
		}
		if doc.At(s.NameSpan.Start) != i {
			t.Errorf("%s is not found by its place", s.Name)
		}
	}
	if doc.At(0) != -1 {
		t.Error("a comment is a rule")
	}
}

func TestARuleIsThereWhateverIsWrongWithAnother(t *testing.T) {
	doc, err := dsl.Parse("x", "rule \"A\" {\n  montly on last day\n}\nrule \"B\" {\n  daily\n}\nrule \"C\" {\n  weekly\n}\n")
	if err == nil {
		t.Log("the mistakes are not of syntax")
	}
	for i, want := range []bool{false, true, false} {
		r, ok := testEnv.RuleAt(doc, i)
		if ok != want || ok && r.String() != `daily, name "B"` {
			t.Errorf("rule %d: %v, %s", i, ok, r)
		}
	}
	if _, ok := testEnv.RuleAt(doc, 3); ok {
		t.Error("there is a fourth rule")
	}
}

func TestOffsetsFromTheColumnsOfEditors(t *testing.T) {
	doc, _ := dsl.Parse("x", "a\n🧾é b\n")
	for _, c := range []struct{ line, column, want int }{{1, 1, 0}, {2, 1, 2}, {2, 3, 6}, {2, 4, 8}, {2, 99, 10}, {9, 1, 11}, {1, 5, 1}} {
		if got := doc.Offset(c.line, c.column); got != c.want {
			t.Errorf("%d:%d is %d, want %d", c.line, c.column, got, c.want)
		}
	}
}

func TestFixAppliesWhatIsCertain(t *testing.T) {
	for _, c := range []struct {
		text, want string
		n          int
	}{
		{"montly on last day, inclde thru end of previos month, mrege projects", "monthly on last day, include through end of previous month, merge projects", 5},
		{"monthly on last day include through run date, notify anna@acme.se", `monthly on last day, include through run date, notify "anna@acme.se"`, 2},
		{"0 22 * * 1-5, merge projects", "every weekday at 22:00, merge projects", 1},
		{"daily, where customer in [\"A\"]", "daily, where customer = \"A\"", 1},
		{"daily", "daily", 0},
	} {
		got, n := dsl.FixAll("rule", c.text, dsl.WithEnv(testEnv))
		if got != c.want || n != c.n {
			t.Errorf("%s\ngot  %s (%d)\nwant %s (%d)", c.text, got, n, c.want, c.n)
		}
	}
}

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
		{"monthly on last day adjusted to next weekday within |", []string{"month"}, nil},
		{"monthly on last day adjusted to nearest weekday within |", nil, []string{"month"}},
		{"monthly on last day only in July except |", []string{"August"}, []string{"July"}},
		{"daily, |", []string{"include", "merge"}, []string{"at the"}},
		{"daily, include through end of |", []string{"previous", "current", "next", "month"}, []string{"Monday"}},
		{"daily, where |", []string{"manager", "customer group", "not"}, []string{"in", "previous"}},
		{"daily, where man|", []string{"manager"}, []string{"customer group"}},
		{"daily, where billing method = |", []string{"time-and-material", "fixed-price"}, []string{"manager"}},
		{"daily, where kind in [fee, |", []string{"milestone"}, []string{"manager"}},
		{"daily, where billable = |", []string{"yes", "no"}, []string{"manager"}},
		{"daily, where manager |", []string{"in", "is empty", "contains"}, []string{"monthly"}},
		{"daily, merge projects by |", []string{"manager"}, []string{"amount"}},
		{"daily, status |", []string{"draft", "sent"}, nil},
		{"daily, notify user |", []string{`"anna"`}, nil},
		{"daily\nholidays |", []string{`"se"`}, nil},
		{"daily, language |", []string{"Swedish", "English"}, nil},
		{"daily, round |", []string{"half", "per"}, []string{"up", "detail"}},
		{"daily, round half |", []string{"up", "even"}, []string{"per"}},
		{"daily, round half even |", []string{"per"}, []string{"up", "half"}},
		{"daily, round per |", []string{"line", "detail"}, []string{"half"}},
		{"daily, round per detail |", nil, []string{"half", "per"}},
		{"daily, round half even, |", []string{"merge"}, []string{"round"}},
		{"daily, rou|", []string{"round"}, nil},
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

// completionEnv is [testEnv] with known values.
func completionEnv() *dsl.Env {
	env := *testEnv
	env.Values = func(field string) []string {
		return map[string][]string{"customer": {"Acme", "Contoso"}, "customer group": {"Nordic", "Retail"}}[field]
	}
	return &env
}

// completions are texts, the cursor at |, and what can stand there.
var completions = []struct {
	text    string // the cursor is at |
	want    string // the text after the first completion, "" where there is none
	with    []string
	without []string
}{
	{"daily # where |", "", nil, []string{"not"}},
	{"# |\ndaily", "", nil, []string{"monthly"}},
	{"daily, notify \"#\", |", "daily, notify \"#\", name", []string{"where"}, nil},

	{"daily, holidays \"|", `daily, holidays "se"`, nil, []string{"daily"}},
	{"daily, generator \"s|", `daily, generator "svc-invoicing"`, nil, []string{`"anna"`}},
	{"daily, generator 's|", `daily, generator 'svc-invoicing'`, nil, []string{`"svc-invoicing"`}},
	{"daily, generator \"s|\", merge", `daily, generator "svc-invoicing", merge`, nil, nil},
	{"daily, generator \"s|vc\"", `daily, generator "svc-invoicing"`, nil, nil},
	{"daily, generator \"|, notify \"x\"", `daily, generator "svc-invoicing", notify "x"`, []string{`"anna"`}, nil},
	{"daily, status \"s|", `daily, status "sent"`, nil, nil},
	{"daily, notify user \"|", `daily, notify user "anna"`, []string{`"bo"`}, nil},
	{"daily, notify \"|", "", nil, []string{`"bo"`}},
	{"daily, language \"|", `daily, language "Swedish"`, nil, nil},
	{"daily, where customer = \"|", `daily, where customer = "Acme"`, []string{`"Contoso"`}, []string{"and"}},
	{"daily, where customer in [\"Acme\", \"|", `daily, where customer in ["Acme", "Contoso"`, nil, []string{`"Acme"`}},
	{"daily, where customer group contains |", `daily, where customer group contains "Nordic"`, []string{"a text in quotes"}, nil},
	{"daily, where billing method = \"fi|", `daily, where billing method = "fixed-price"`, nil, nil},
	{"rule \"|", "", nil, nil},

	{"daily, where customer gr|", "daily, where customer group", nil, []string{"group"}},
	{"daily, where customer_gr|", "daily, where customer group", nil, nil},
	{"daily, where not (Customer gr|", "daily, where not (customer group", nil, nil},
	{"daily, where customer |", "daily, where customer =", []string{"!=", "in", "not in", "contains", "is empty", "group"}, []string{"customer", "manager", "<", ">="}},
	{"daily, where customer is |", "daily, where customer is empty", []string{"not empty"}, []string{"="}},
	{"daily, where customer starts |", "daily, where customer starts with", nil, []string{"="}},
	{"daily, where customer c|", "daily, where customer contains", nil, []string{"group"}},
	{"daily, where amount |", "daily, where amount =", []string{">=", "is empty"}, []string{"contains", "starts with"}},
	{"daily, where amount >= |", "daily, where amount >= an amount, such as 1000 EUR", nil, []string{"manager", "a date", "a text in quotes", "yes"}},
	{"daily, where date >= |", "daily, where date >= a date", nil, []string{"a number"}},
	{"daily, where quantity < |", "daily, where quantity < a number", nil, []string{"a date"}},
	{"daily, where amount >= 5 |", "daily, where amount >= 5 a currency", []string{"and", "or"}, nil},
	{"daily, where manager = \"a\" |", "daily, where manager = \"a\" and", []string{"or"}, []string{"manager", "="}},
	{"daily, where manager = \"a\" and |", "daily, where manager = \"a\" and project", []string{"not"}, []string{"and"}},
	{"daily, where billable |", "daily, where billable =", []string{"and"}, []string{"contains"}},
	{"daily, where billable is |", "daily, where billable is empty", []string{"yes", "no"}, nil},
	{"daily, where nothing |", "daily, where nothing =", []string{"<", "contains"}, []string{"manager"}},
	{"daily, split by project na|", "daily, split by project name", nil, nil},
	{"daily, split by project |", "", []string{"and", "name"}, []string{"manager"}},

	{"|", "", []string{"rule", "defaults", "language", "daily", "every", "once", "on", "active"}, nil},
	{"r|", "", []string{"rule", "rrule"}, nil},
	{"# a document\nlanguage 1\n|", "", []string{"rule", "defaults", "monthly"}, nil},
	{"language |", "language 1", nil, nil},
	{"defaults {\n  status draft\n}\n|", "", []string{"rule", "defaults"}, []string{"monthly"}},
	{"daily\n|", "", []string{"where"}, []string{"rule", "defaults"}},
	{"rule \"A\" {\n|", "", []string{"monthly"}, []string{"rule"}},
	{"every business |", "every business day", nil, []string{"weekday"}},
	{"daily adjusted to next weekday within |", "", []string{"month"}, []string{"week", "year"}},
	{"daily at 22:00 in Europe/Stockholm |", "", []string{"from"}, []string{"in", "at"}},
	{"daily at 22:00 |", "", []string{"in", "from"}, []string{"at"}},
	{"weekly on Friday, merge projects, |", "", []string{"where", "at", "include"}, []string{"daily", "monthly", "merge", "split"}},
	{"rule \"A\" {\n  daily\n}\nrule \"B\" {\n|", "", []string{"daily"}, nil},
	{"daily on |", "", []string{"weekday", "Monday", "day"}, []string{"weekdays", "Mondays", "Mon", "days", "workday"}},
	{"daily, include |", "", []string{"fees", "expenses"}, []string{"fee", "expense"}},
	{"daily, include through |", "", []string{"start", "end", "first"}, []string{"beginning"}},
}

func TestCompletionsOfNamesAndQuotedTexts(t *testing.T) {
	for _, c := range completions {
		text, after, _ := strings.Cut(c.text, "|")
		list, replace := dsl.Complete(text+after, len(text), dsl.WithEnv(completionEnv()))
		var got []string
		for _, k := range list {
			got = append(got, k.Text)
		}
		if c.want != "" && len(list) == 0 || c.want == "" && c.with == nil && len(list) > 0 {
			t.Errorf("%s: got %q", c.text, got)
			continue
		}
		if c.want != "" {
			if done := (text + after)[:replace.Start] + got[0] + (text + after)[replace.End:]; done != c.want {
				t.Errorf("%s: becomes %s, want %s", c.text, done, c.want)
			}
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
	}
}

func TestTheDetailOfAClauseBeginsWithItsWord(t *testing.T) {
	list, _ := dsl.Complete("", 0, dsl.WithEnv(testEnv))
	for _, k := range list {
		if k.Kind == dsl.CompleteClause && k.Detail != "clause of this program" && k.Text != "defaults" && !strings.HasPrefix(k.Detail, k.Text) {
			t.Errorf("%s: %s", k.Text, k.Detail)
		}
		switch k.Text {
		case "daily", "weekly", "monthly", "quarterly", "yearly", "every", "once", "manual", "rrule":
			if _, err := dsl.ParseSchedule(k.Detail); err != nil && !strings.Contains(err.Error(), "from") {
				t.Errorf("%s: %v", k.Text, err)
			}
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

func TestEveryCompletionCanStandWhereItIsOffered(t *testing.T) {
	offered := 0
	texts := []string{strings.Join(strings.SplitAfter(read(t, "testdata/tour.rules"), "\n")[:20], ""), "once on 2026-10-05 through 2026-10-04, 2026-10-19", "every 2 weeks on Monday"}
	for _, sample := range samples(t) {
		texts = append(texts, sample[0])
	}
	for _, text := range texts {
		for offset := range len(text) + 1 {
			if offset > 0 && !strings.ContainsRune(" \n(\"", rune(text[offset-1])) && offset%13 != 0 {
				continue // beginnings of words, and some places within them
			}
			list, replace := dsl.Complete(text, offset, dsl.WithEnv(completionEnv()))
			for _, k := range list {
				if k.Kind != dsl.CompletePlace {
					offered++
					checkCompletion(t, text[:replace.Start], k.Text)
				}
			}
		}
	}
	if offered < 5000 {
		t.Errorf("only %d completions", offered)
	}
}

// checkCompletion fails where something is wrong with a completion itself. That something is missing after it is no wonder.
func checkCompletion(t *testing.T, before, completion string) {
	t.Helper()
	doc, _ := dsl.Parse("rule", before+completion)
	_, err := testEnv.Check(doc)
	found, _ := err.(dsl.Diagnostics)
	for _, d := range found {
		switch d.Code {
		case "E106", "E111", "E123", "E124", "E126", "E204", "E208", "E308", "E309":
			continue
		case "E104":
			if d.Message == `"notify" is given twice` || d.Message == `"include" is given twice` { // their outcome or kinds may follow
				continue
			}
		case "E313":
			if strings.HasSuffix(d.Message, "needs a value") {
				continue
			}
		case "E202":
			if d.Args["ordinal"] != "" || strings.HasPrefix(d.Message, "this does not say which day") { // the day may follow
				continue
			}
		case "E125":
			if completion == "language" {
				continue
			}
		}
		if d.Span.End > len(before) {
			t.Errorf("%s|%s: %s", before[max(0, len(before)-120):], completion, d)
		}
	}
}

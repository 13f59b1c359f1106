package dsl_test

import (
	"regexp"
	"strings"
	"sync"
	"testing"

	"github.com/proforma-go/proforma/dsl"
	"github.com/proforma-go/proforma/invoice"
	"github.com/proforma-go/proforma/schedule"
)

func TestALineScheduleIsAScheduleWithACutOff(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"every 2 weeks on Monday from 2026-10-01, include through day before run date", "every 2 weeks on Monday from 2026-10-01, include through 1 day before run date"},
		{"monthly on last day", "monthly on last day"},
		{"monthly on last business day until 2026-12-31, final sweep", "monthly on last business day until 2026-12-31, final sweep"},
		{"once on 2026-10-05 through 2026-10-04, 2026-10-19", "once on 2026-10-05 through 2026-10-04, 2026-10-19"},
		{`monthly on last business day, holidays "se", include through run date`, `monthly on last business day, holidays "se", include through run date`},
	} {
		l, err := dsl.ParseLineSchedule(c.text)
		if err != nil {
			t.Errorf("%s\n%s", c.text, err.(dsl.Diagnostics).Text())
			continue
		}
		if got := l.String(); got != c.want {
			t.Errorf("%s\ngot  %s\nwant %s", c.text, got, c.want)
		}
		again, err := dsl.ParseLineSchedule(l.String())
		if err != nil || !again.Equal(l) {
			t.Errorf("%s is read as %s, %v", l, again, err)
		}
	}
}

func TestWhatIsNoLineScheduleIsRefused(t *testing.T) {
	for _, c := range []struct {
		text string
		want dsl.Code
	}{
		{"monthly on last day, merge projects", "E128"},
		{"monthly on last day, include fees through run date", "E128"},
		{"monthly on last day, include from 2026-01-01 through run date", "E128"},
		{"monthly on last day, final sweep", "E107"},
		{"on line schedules", "E107"},
		{"include through run date", "E106"},
		{"", "E127"},
		{"rule \"A\" {\n  daily\n}", "E127"},
		{"every 2 weeks on Monday", "E204"},
		{"x", "E101"},
		{"payment term 30", "E101"},
		{"merge projects", "E128"},
		{"merge projcts", "E128"},
	} {
		_, err := dsl.ParseLineSchedule(c.text)
		if got := codes(err); len(got) != 1 || got[0] != c.want {
			t.Errorf("%s: got %v, want %s", c.text, got, c.want)
		}
	}
}

func TestAScheduleNeedsNoCalendarToBeRead(t *testing.T) {
	s, err := dsl.ParseSchedule("every business day at 06:00")
	if err != nil || s.String() != "every business day at 06:00" {
		t.Errorf("got %s, %v", s, err)
	}
	if _, err := dsl.ParseSchedule("daily, include through run date"); err == nil {
		t.Error("a schedule has an include clause")
	}
}

func TestAnchors(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"run date", "run date"},
		{"the day the job runs", "run date"},
		{"today", "run date"},
		{"planned date", "planned date"},
		{"end of month", "last day of current month"},
		{"the beginning of last quarter", "first day of previous quarter"},
		{"day before run date", "1 day before run date"},
		{"2 weeks after day 15 of next month", "2 weeks after day 15 of next month"},
		{"second last business day of this month", "second last business day of current month"},
		{"15th of previous month", "day 15 of previous month"},
		{"Friday of current week", "first Friday of current week"},
		{"2026-12-31", "2026-12-31"},
	} {
		a, err := dsl.ParseAnchor(c.text)
		if err != nil {
			t.Errorf("%s\n%s", c.text, err.(dsl.Diagnostics).Text())
			continue
		}
		if got := a.String(); got != c.want {
			t.Errorf("%s: got %s, want %s", c.text, got, c.want)
		}
		if again, err := dsl.ParseAnchor(a.String()); err != nil || again != a {
			t.Errorf("%s is read as %s, %v", a, again, err)
		}
	}
	for _, text := range []string{"", "  # nothing", "last day", "day 40 of current month", "monthly", "end of month,"} {
		if _, err := dsl.ParseAnchor(text); err == nil {
			t.Errorf("%q was read", text)
		}
	}
}

// TestCommasAndLineBreaks holds C.4 of the language: what goes on with a list and what begins a clause.
func TestCommasAndLineBreaks(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"weekly on Monday, Thursday, and Friday, merge projects", "weekly on Monday, Thursday and Friday, merge projects"},
		{"monthly on days 1, 15 , last day", "monthly on days 1 and 15 and last day"},
		{"daily except July, 2026-12-24, holidays, merge projects", "daily except July, 2026-12-24 and holidays, merge projects"},
		{`daily except July, holidays "se"`, `daily except July, holidays "se"`},
		{`daily, notify "a", user "anna", group "c", group lines by person`, `daily, group lines by person, notify "a" and user "anna" and group "c"`},
		{"daily, include time, expenses, fees through run date", "daily, include time and fees and expenses through run date"},
		{"daily; inactive\n\n;, ,merge projects,", "daily, merge projects, inactive"},
		{"daily\nmerge projects\ninactive", "daily, merge projects, inactive"},
		{"daily, where billable\n  and customer = \"A\"\n  or\n customer = \"B\"", ""},
		{"daily, where customer in [\n  \"A\",\n  \"B\"\n]\nmerge projects", `daily, where customer in ["A", "B"], merge projects`},
		{"daily, where amount\n >= 5", ""},
		{"daily, where customer in\n[\"A\", \"B\"]", `daily, where customer in ["A", "B"]`},
		{"daily, where amount >=\n 5, inactive", "daily, where amount >= 5, inactive"},
		{"daily, where billable # yes\n# no\n and amount > 5", "daily, where billable and amount > 5"},
		{"weekly on Monday,\n  Thursday", "weekly on Monday and Thursday"},
		{"weekly on Monday,\n  merge projects", "weekly on Monday, merge projects"},
		{`daily, where customer = "a, b; c # d"`, `daily, where customer = "a, b; c # d"`},
		{`daily, payment term 30, where billable`, `daily, where billable, payment term 30`},
	} {
		r, err := dsl.ParseRule(c.text, dsl.WithEnv(testEnv))
		switch {
		case err != nil && c.want != "":
			t.Errorf("%q\n%s", c.text, err.(dsl.Diagnostics).Text())
		case err == nil && r.String() != c.want:
			t.Errorf("%q\ngot  %s\nwant %s", c.text, r, c.want)
		}
	}
}

// TestNoWordIsReserved uses words of the language as names.
func TestNoWordIsReserved(t *testing.T) {
	names := []string{"monthly", "last day", "May", "include", "daily rate", "in", "and", "rule", "time", "the"}
	var fields []invoice.Field
	for _, n := range names {
		if n != "in" && n != "and" {
			fields = append(fields, invoice.AttributeField(n, invoice.ProjectLevel))
		}
	}
	v, err := invoice.NewVocabulary(invoice.Fields(fields...))
	if err != nil {
		t.Fatal(err)
	}
	env := &dsl.Env{Vocabulary: v}
	for _, f := range fields {
		for _, text := range []string{"daily, where " + f.Name() + ` = "x"`, "daily, merge projects by " + f.Name(), "daily, where `" + f.Name() + "` is empty"} {
			r, err := dsl.ParseRule(text, dsl.WithEnv(env))
			if err != nil {
				t.Errorf("%s\n%s", text, err.(dsl.Diagnostics).Text())
				continue
			}
			if again, err := dsl.ParseRule(r.String(), dsl.WithEnv(env)); err != nil || !again.Equal(r) {
				t.Errorf("%s is read as %s, %v", r, again, err)
			}
		}
	}
}

func TestDefaultsFillWhatARuleLacks(t *testing.T) {
	const defaults = "defaults {\n  monthly on last day at 22:00 in Europe/Stockholm\n  include through end of previous month\n  include fees through end of next month\n  merge projects\n  round half even\n  payment term 30\n  notify \"a\"\n  notify \"b\" on failure\n}\n"
	for _, c := range []struct{ rule, want string }{
		{"", "monthly on last day at 22:00 in Europe/Stockholm, include through last day of previous month, include fees through last day of next month, merge projects, round half even, notify \"a\", notify \"b\" on failure, payment term 30"},
		{"daily at 06:00\nsplit by project\npayment term 5", "daily at 06:00, include through"},
		{"include fees through run date\nnotify \"c\"", "include fees through run date"},
		{"on line schedules", "on line schedules at 22:00 in Europe/Stockholm, merge projects, round half even"},
		{"round half up per line", "merge projects, notify"},
		{"round per detail", "merge projects, round per detail, notify"},
	} {
		rules, err := dsl.ParseFile("x", defaults+"rule \"R\" {\n"+c.rule+"\n}\n", dsl.WithEnv(testEnv))
		if err != nil {
			t.Errorf("%s\n%s", c.rule, err.(dsl.Diagnostics).Text())
			continue
		}
		if got := rules[0].String(); !strings.Contains(got, c.want) {
			t.Errorf("%s\ngot  %s\nwant %s", c.rule, got, c.want)
		}
	}
}

func TestAFaultInTheDefaultsIsReportedOnce(t *testing.T) {
	_, err := dsl.ParseFile("x", "defaults {\n  status snt\n}\nrule \"A\" {\n  daily\n}\nrule \"B\" {\n  daily\n}\n", dsl.WithEnv(testEnv))
	if got := codes(err); len(got) != 1 || got[0] != "E312" {
		t.Errorf("got %v", got)
	}
}

func TestTheEnvFillsTimeAndZone(t *testing.T) {
	env, err := dsl.NewEnv(dsl.Env{At: schedule.MustParseClock("06:00"), Zone: "Europe/Oslo"})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ text, want string }{
		{"daily", "daily at 06:00 in Europe/Oslo"},
		{"daily at 22:00", "daily at 22:00 in Europe/Oslo"},
		{"daily in UTC", "daily at 06:00 in UTC"},
		{"manual", "manual"},
	} {
		r, err := dsl.ParseRule(c.text, dsl.WithEnv(env))
		if err != nil || r.String() != c.want {
			t.Errorf("%s: got %s, want %s (%v)", c.text, r, c.want, err)
		}
	}
	if r, err := dsl.ParseRule("daily in UTC"); err != nil || r.String() != "daily at 22:00 in UTC" {
		t.Errorf("got %s, %v", r, err)
	}
}

func TestAnEnvIsCheckedWhenItIsMade(t *testing.T) {
	v, err := invoice.StandardVocabulary().Extend(invoice.Options(invoice.OptionType{Name: "status note", Type: invoice.TextType}))
	if err != nil {
		t.Fatal(err)
	}
	v2, err := invoice.StandardVocabulary().Extend(invoice.Options(invoice.OptionType{Name: "second approver", Type: invoice.TextType}))
	if err != nil {
		t.Fatal(err)
	}
	for name, e := range map[string]dsl.Env{
		"an option that goes on with a list":  {Vocabulary: v2},
		"an option that begins like a clause": {Vocabulary: v},
		"a zone that is not there":            {Zone: "Europe/Atlantis"},
		"an error that is disabled":           {Disable: []dsl.Code{"E101"}},
	} {
		if _, err := dsl.NewEnv(e); err == nil {
			t.Errorf("%s was let through", name)
		}
	}
}

func TestWarningsCanBeSwitchedOff(t *testing.T) {
	doc, err := dsl.Parse("rule", "monthly on day 31, include from start of current month through end of next month")
	if err != nil {
		t.Fatal(err)
	}
	if got := codes(testEnv.Lint(doc)); len(got) != 3 {
		t.Errorf("got %v", got)
	}
	env := *testEnv
	env.Disable = []dsl.Code{"W401", "W405", "W414"}
	if got := env.Lint(doc); len(got) != 0 {
		t.Errorf("got %v", got)
	}
	if _, err := testEnv.Check(doc); err != nil {
		t.Errorf("a warning is an error: %v", err)
	}
}

func TestADocumentMayBeCheckedByManyAtOnce(t *testing.T) {
	doc, err := dsl.Parse("tour.rules", read(t, "testdata/tour.rules"))
	if err != nil {
		t.Fatal(err)
	}
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			if rules, err := testEnv.Check(doc); err != nil || len(rules) != 7 {
				t.Errorf("%d rules, %v", len(rules), err)
			}
			testEnv.Lint(doc)
		})
	}
	wg.Wait()
}

func TestColumnsCountCharactersAndUTF16Units(t *testing.T) {
	const text = "daily, description \"Mu\u0308ller 🧾 日本\", mrege projects"
	_, err := dsl.ParseRule(text)
	d := err.(dsl.Diagnostics)[0]
	if d.Span.Column != 36 || d.Span.Column16 != 37 || text[d.Span.Start:d.Span.End] != "mrege" {
		t.Errorf("got %+v", d.Span)
	}
}

func TestFindingsInAnotherFileStandWhereTheyAreThere(t *testing.T) {
	// rules.yaml, line 14: `    rule: |` and then the text, indented by six.
	_, err := dsl.ParseRule("daily\nmrege projects")
	ds := err.(dsl.Diagnostics).Shift("rules.yaml", 15, 7, 6)
	if got := ds[0].String(); !strings.HasPrefix(got, "rules.yaml:16:7: error[E101]") {
		t.Errorf("got %s", got)
	}
	if !strings.Contains(ds.Text(), "16 | mrege projects\n   | ^^^^^ did you mean") {
		t.Errorf("got\n%s", ds.Text())
	}
	if fixed, n := ds.Apply("daily\nmrege projects"); n != 1 || fixed != "daily\nmerge projects" {
		t.Errorf("fixed %q", fixed)
	}
}

func TestColoursChangeNothingElse(t *testing.T) {
	_, err := dsl.ParseRule("montly on last day, where x = 1\nmerge projects, merge projects by customer")
	ds := err.(dsl.Diagnostics)
	plain := regexp.MustCompile("\x1b\\[[0-9;]*m").ReplaceAllString(ds.ColorText(), "")
	if plain != ds.Text() || plain == ds.ColorText() {
		t.Errorf("got %q", ds.ColorText())
	}
}

package dsl_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/proforma-go/proforma/dsl"
	"github.com/proforma-go/proforma/invoice"
	"github.com/proforma-go/proforma/schedule"
)

// wordyEnv has a field with a long name and a short alias.
func wordyEnv(t testing.TB) *dsl.Env {
	t.Helper()
	level := invoice.AttributeField(strings.Repeat("level ", 20)+"code", invoice.ProjectLevel, invoice.Alias("z"))
	options := make([]invoice.OptionType, 100)
	for i := range options {
		options[i] = invoice.OptionType{Name: fmt.Sprintf("o%d", i), Type: invoice.NumberType}
	}
	v, err := invoice.StandardVocabulary().Extend(invoice.Fields(level), invoice.Options(options...))
	if err != nil {
		t.Fatal(err)
	}
	env, err := dsl.NewEnv(dsl.Env{Vocabulary: v, Calendars: testEnv.Calendars})
	if err != nil {
		t.Fatal(err)
	}
	return env
}

// mustStayReadable fails where a rule that is accepted is printed or formatted as a text that is not.
func mustStayReadable(t interface {
	Fatalf(string, ...any)
	Helper()
}, text string, env *dsl.Env) (accepted bool) {
	t.Helper()
	limits := []dsl.Code{"E501", "E503", "E504", "E505"}
	shown := text[:min(len(text), 100)]
	formatted, err := dsl.Format("rule", text)
	if err == nil {
		if again, err := dsl.Format("rule", formatted); err != nil || again != formatted {
			t.Fatalf("%s…: the formatted text is not formatted: %v", shown, err)
		}
	}
	rule, err := dsl.ParseRule(text, dsl.WithEnv(env))
	if err != nil {
		for _, code := range codes(err) {
			if !slices.Contains(limits, code) {
				t.Fatalf("%s…\n%s", shown, err.(dsl.Diagnostics).Text())
			}
		}
		var w dsl.Rule
		if w.Set(text) == nil {
			if value, err := w.In(env).Value(); err == nil {
				t.Fatalf("%s… is refused, and stored as %s", shown, value)
			}
		}
		return false
	}
	for how, text := range map[string]string{"canonical": rule.String(), "formatted": formatted, "printed": dsl.Print([]invoice.Rule{rule})} {
		again, err := dsl.ParseRule(text, dsl.WithEnv(env))
		if again.Name == "1" && rule.Name == "" {
			again.Name = ""
		}
		if err != nil || !again.Equal(rule) {
			t.Fatalf("%s…: the %s text is not the rule: %v", shown, how, err)
		}
	}
	var stored, scanned dsl.Rule
	if err := stored.Set(text); err != nil {
		t.Fatalf("%s…: %v", shown, err)
	}
	value, err := stored.In(env).Value()
	if err == nil {
		err = scanned.Scan(value)
	}
	if err == nil {
		_, err = dsl.NewRule(rule)
	}
	if again, wrong := scanned.In(env).Check(nil); err != nil || wrong != nil || !again.Equal(rule) {
		t.Fatalf("%s…: stored as another rule: %v %v", shown, err, wrong)
	}
	return true
}

// TestWhatIsAcceptedNearTheLimitsIsAcceptedInEveryForm fills rules up to about the limit with what is longer when it is written out.
func TestWhatIsAcceptedNearTheLimitsIsAcceptedInEveryForm(t *testing.T) {
	env := wordyEnv(t)
	accepted, refused := 0, 0
	rapid.Check(t, func(t *rapid.T) {
		kinds := rapid.SliceOfNDistinct(rapid.SampledFrom([]string{
			"hours=%d", "billing=fixed", `manager='"%d"'`, `z="%d"`, `not(manager starts with"%d")`, `price in[%d,1,2,3]`, "not(hours=%d or billable)",
			`keyword not in('a','\\',"%d",)`, "amount>%d EUR", "date<2026-01-01",
		}), 1, 3, rapid.ID[string]).Draw(t, "terms")
		size := rapid.IntRange(dsl.MaxRule/8, dsl.MaxRule+dsl.MaxRule/8).Draw(t, "bytes")
		var where strings.Builder
		for i := 0; where.Len() < size && strings.Count(where.String(), ",") < 990; i++ {
			if i > 0 {
				where.WriteString("\nand ")
			}
			term := kinds[i%len(kinds)]
			if strings.Contains(term, "%") {
				term = fmt.Sprintf(term, i)
			}
			where.WriteString(term)
		}
		text := "monthly on last day,where " + where.String()
		switch rapid.IntRange(0, 2).Draw(t, "form") {
		case 1:
			text = "rule 'A'{" + text + "}"
		case 2:
			text = "defaults{description '" + strings.Repeat(`"`, rapid.IntRange(0, 4000).Draw(t, "quotes")) + "'}rule 'A'{" + text + "}"
		}
		if mustStayReadable(t, text, env) {
			accepted++
		} else {
			refused++
		}
	})
	if t.Logf("%d rules were accepted, %d refused", accepted, refused); accepted == 0 || refused == 0 {
		t.Error("all of them, or none")
	}
}

func TestCanonicalTextsOverALimitAreRefused(t *testing.T) {
	env := wordyEnv(t)
	var options strings.Builder
	for i := range 50 {
		fmt.Fprintf(&options, "o%d 1\n", i)
	}
	more := strings.NewReplacer("o", "o5").Replace(options.String()[:strings.Index(options.String(), "o10")])
	deep := strings.Repeat("not(billable or ", dsl.MaxDepth-1) + "not(manager='a')" + strings.Repeat(")", dsl.MaxDepth-1)
	for _, c := range []struct {
		name, text string
		want       dsl.Code // "": it is read
	}{
		{"a list without spaces", `daily,where project in["` + strings.Repeat(`K00","`, 999) + `K"]`, ""},
		{"quotes", "daily, generator '" + strings.Repeat(`"`, dsl.MaxRule/2) + "'", "E501"},
		{"a short alias", "daily, where " + strings.Repeat(`z="a"and `, 100) + "billable", "E501"},
		{"defaults", "defaults {\n  generator \"" + strings.Repeat("x", 5000) + "\"\n}\nrule \"A\" {\n  daily\n  description \"" + strings.Repeat("x", 5000) + "\"\n}", "E501"},
		{"a name", "rule \"" + strings.Repeat("x", dsl.MaxRule) + "\" {\n  daily\n}", "E501"},
		{"many options", "defaults {\n" + options.String() + "}\nrule \"A\" {\n  daily\n" + more + "}", ""},
		{"as many parentheses", "daily, where " + deep, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			read := mustStayReadable(t, c.text, env)
			if _, err := dsl.ParseRule(c.text, dsl.WithEnv(env)); read != (c.want == "") || !read && codes(err)[0] != c.want {
				t.Errorf("got %v, want %q", codes(err), c.want)
			}
		})
	}
	for _, text := range []string{"daily, holidays '" + strings.Repeat(`"`, dsl.MaxRule/2) + "'"} {
		if _, err := dsl.ParseSchedule(text); len(codes(err)) != 1 || codes(err)[0] != "E501" {
			t.Errorf("a schedule: got %v", err)
		}
	}
	long := dsl.NewSchedule(schedule.Schedule{Frequency: schedule.Daily, Calendar: strings.Repeat("x", dsl.MaxRule)})
	if value, err := long.Value(); value != nil || len(codes(err)) != 1 || codes(err)[0] != "E501" {
		t.Errorf("a schedule that no text was read for: stored as %v, %v", value, err)
	}
}

func TestLayoutDoesNotCount(t *testing.T) {
	fill := func(n int) string {
		const rest = `daily,description""`
		return `daily,description"` + strings.Repeat("x", n-len(rest)) + `"`
	}
	comments := strings.Repeat("# "+strings.Repeat("x", 98)+"\n", 1000)
	for _, c := range []struct {
		name, before, after string
	}{
		{"nothing", "", ""}, {"a line end", "", "\n"}, {"line ends", "\n\n", " \r\n\t\r\n"}, {"comments", comments, "\n" + comments},
		{"a block", "rule \"A\" {\n  ", "\n}\n"}, {"a block with comments", "rule \"A\" {" + comments, "\n" + comments + "}\n"},
	} {
		if _, err := dsl.ParseRule(c.before + fill(dsl.MaxRule) + c.after); err != nil && c.name != "a block" && c.name != "a block with comments" {
			t.Errorf("%s: %v", c.name, err)
		}
		if _, err := dsl.Parse("rule", c.before+fill(dsl.MaxRule)+c.after); err != nil {
			t.Errorf("%s: %v", c.name, err)
		}
		if _, err := dsl.Parse("rule", c.before+fill(dsl.MaxRule+1)+c.after); len(codes(err)) != 1 || codes(err)[0] != "E501" {
			t.Errorf("%s: a byte more is %v", c.name, err)
		}
	}
	spaced := "end" + strings.Repeat(" ", dsl.MaxRule) + "of previous month"
	if _, err := dsl.ParseAnchor(spaced); err != nil {
		t.Errorf("a date: %v", err)
	}
	if _, err := dsl.ParseAnchor("end of " + strings.Repeat("x", dsl.MaxRule)); len(codes(err)) != 1 || codes(err)[0] != "E501" {
		t.Errorf("a long date: %v", err)
	}
}

func TestACommaAfterTheLastItemIsNone(t *testing.T) {
	for _, list := range []string{"[%s]", "[%s,]", "[%s , # the last\n]", "(%s,)"} {
		items := func(n int) string { return "daily, where hours in " + fmt.Sprintf(list, strings.Repeat("1,", n-1)+"2") }
		if _, err := dsl.ParseRule(items(dsl.MaxItems)); err != nil {
			t.Errorf("%s: %v", list, err)
		}
		if _, err := dsl.ParseRule(items(dsl.MaxItems + 1)); len(codes(err)) != 1 || codes(err)[0] != "E505" {
			t.Errorf("%s: an item more is %v", list, err)
		}
	}
}

func TestADocumentThatFormattingWouldMakeTooLongIsLeft(t *testing.T) {
	text := strings.Repeat("rule 'A'{daily;merge projects}", dsl.MaxDocument/30)
	if _, err := dsl.Parse("many.rules", text); err != nil {
		t.Fatal(err)
	}
	got, err := dsl.Format("many.rules", text)
	if got != text || len(codes(err)) != 1 || codes(err)[0] != "E502" {
		t.Errorf("got %d bytes of %d, %v", len(got), len(text), codes(err))
	}
}

package dsl_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/proforma-go/proforma/dsl"
)

func TestFormatLeavesTheTourAsItIs(t *testing.T) {
	text := read(t, "testdata/tour.rules")
	got, err := dsl.Format("tour.rules", text)
	if err != nil {
		t.Fatal(err.(dsl.Diagnostics).Text())
	}
	if diff := cmp.Diff(text, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	if rules, err := dsl.ParseFile("tour.rules", text, dsl.WithEnv(testEnv)); err != nil || len(rules) != 7 {
		t.Errorf("%d rules, %v", len(rules), err)
	}
}

func TestFormat(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"spaces", "daily ,  merge   projects", "daily, merge projects"},
		{"a line break at the end is kept", "daily\n", "daily\n"},
		{"carriage returns go", "daily\r\n, merge projects\r\n", "daily\n, merge projects\n"},
		{"no-break spaces are spaces", "daily\u00a0at 22:00", "daily at 22:00"},
		{"a block on one line", `rule "A" { daily, merge projects }`, "rule \"A\" {\n  daily,\n  merge projects\n}\n"},
		{"empty lines", "rule \"A\" {\n\n\n  daily\n\n\n  inactive\n\n}\n\n\n\nrule \"B\" {\ndaily}", "rule \"A\" {\n  daily\n\n  inactive\n}\n\nrule \"B\" {\n  daily\n}\n"},
		{"comments stay where they are", "#a\nrule \"A\" {#b\ndaily#c\n#d\n}#e", "#a\nrule \"A\" {  #b\n  daily  #c\n  #d\n}  #e\n"},
		{"a clause over several lines", "daily, where billable\nand (customer = \"A\"\nor customer = \"B\")", "daily, where billable\n  and (customer = \"A\"\n  or customer = \"B\")\n"},
		{"lists keep their commas", "daily, where customer in [ \"A\" ,\"B\" ]", `daily, where customer in ["A", "B"]`},
		{"case is kept", "Daily, MERGE projects", "Daily, MERGE projects"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, err := dsl.Format("rule", c.text)
			if err != nil {
				t.Fatal(err.(dsl.Diagnostics).Text())
			}
			if got != c.want {
				t.Errorf("got  %q\nwant %q", got, c.want)
			}
		})
	}
}

func TestFormatReturnsWrongTextUnchanged(t *testing.T) {
	const text = "daily at  10pm"
	got, err := dsl.Format("rule", text)
	if got != text || err == nil {
		t.Errorf("got %q, %v", got, err)
	}
}

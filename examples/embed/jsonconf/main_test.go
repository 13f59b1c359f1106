package main

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"strings"
	"testing"

	"github.com/proforma-go/proforma/dsl"
)

func Example() {
	if err := run(os.Stdout, billing); err != nil {
		fmt.Println(err)
	}
	// Output:
	// licences
	//     yearly on January 2, where keyword = "licence", notify "ops@example.com" on failure
	// projects
	//     monthly on last weekday, include through last day of previous month, where customer group = "Nordic", merge projects
	// retainers
	//     monthly on first day at 06:30 in Europe/Stockholm, where billing method = fixed-price and amount >= 100 EUR
	//
	// at a key of rules
	//     Rule: When to draft invoices, what to put into them and how to cut them, as clauses set off by commas. In YAML a rule needs quotes where it stands in a list in [ ], or holds a #.
	//     "monthly last weekday, include through end of previous month, merge projects"
	//     "on line schedules, milestones strict"
	//     "every 2 weeks on Monday from 2026-01-05, include through 1 day before run date"
	// after "mon"
	//     for "mon": monthly
	// after "daily, catch up "
	//     for "": each | latest | none
	// after "daily, where cust"
	//     for "cust": customer | customer group
	// after "daily, merge projects by man"
	//     for "man": manager
}

func TestWhatTheSchemaRefuses(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{`{"rules": {"a": 5}}`, "at '/rules/a': got number, want string"},
		{`{"rules": {"a": ["daily"]}}`, "at '/rules/a': got array, want string"},
		{`{"rules": {"a": "` + strings.Repeat("daily ", 50000) + `"}}`, "at '/rules/a': maxLength: got 300,000, want 262,144"},
		{`{"rule": {"a": "daily"}}`, "missing property 'rules'"},
	} {
		if err := run(io.Discard, []byte(c.text)); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%.40s: got %v, want %s", c.text, err, c.want)
		}
	}
}

// TestWhatTheSchemaCannotKnow has the place within the rule, and the rule's key in front of it.
func TestWhatTheSchemaCannotKnow(t *testing.T) {
	const text = `{"rules": {"a": "daily, merge projcts", "b": "daily, where manger = \"Åsa\"", "c": "daily"}}`
	const want = `rules.a:1:14: error[E110]: "projcts" is not expected in the "merge" clause (did you mean "projects"?)
rules.b:1:14: error[E301]: unknown field "manger" (did you mean "manager"?)`
	if err := run(io.Discard, []byte(text)); err == nil || err.Error() != want {
		t.Errorf("got\n%v\nwant\n%s", err, want)
	}
}

// TestTheSchemaRefusesNoRule has texts at the limits of what dsl.Rule reads.
func TestTheSchemaRefusesNoRule(t *testing.T) {
	schema, err := compile()
	if err != nil {
		t.Fatal(err)
	}
	comments := strings.Repeat("# "+strings.Repeat("x", 98)+"\n", 100)
	for _, text := range []string{"", "  ", comments + "monthly on last day", "rule \"A\" {\n" + comments + "daily\n}", "daily" + strings.Repeat(" ", dsl.MaxDocument-5)} {
		var r dsl.Rule
		if err := r.UnmarshalText([]byte(text)); err != nil {
			t.Errorf("%.20q is no rule: %v", text, err)
		}
		if err := schema.Validate(map[string]any{"rules": map[string]any{"a": text}}); err != nil {
			t.Errorf("%.20q is refused: %v", text, err)
		}
	}
}

// TestTheExamplesAreRules reads what an editor offers.
func TestTheExamplesAreRules(t *testing.T) {
	var schema struct{ Examples []string }
	if err := json.Unmarshal(dsl.JSONSchema(), &schema); err != nil || len(schema.Examples) == 0 {
		t.Fatalf("%d examples, %v", len(schema.Examples), err)
	}
	for _, text := range schema.Examples {
		if _, err := dsl.ParseRule(text); err != nil {
			t.Errorf("%s: %v", text, err)
		}
	}
}

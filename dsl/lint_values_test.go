package dsl_test

import (
	"strings"
	"testing"

	"github.com/proforma-go/proforma/dsl"
)

// TestValuesThatTheHostKnowsAreTakenApart lists them in one text.
func TestValuesThatTheHostKnowsAreTakenApart(t *testing.T) {
	env := *testEnv
	env.Values = func(field string) []string {
		return map[string][]string{"customer": {"Acme", "Contoso", "Smith, Jones"}, "project": {"NO-*"}, "currency": {"PTS", "points", "EUU"}}[field]
	}
	for where, want := range map[string]string{
		`customer = "Acme, Contoso"`:                     `customer in ["Acme", "Contoso"]`,
		`customer != "Acme;Contoso"`:                     `customer not in ["Acme", "Contoso"]`,
		`customer is not "Acme;Contoso"`:                 `customer not in ["Acme", "Contoso"]`,
		`customer in ["Acme, Contoso", "A"]`:             `customer in ["Acme", "Contoso", "A"]`,
		`customer = "Smith, Jones"`:                      "",
		`customer = "Acme, Someone else"`:                "",
		`project = "NO-*"`:                               "",
		`currency in ["PTS", "points", "EUU"]`:           "",
		`amount > 5 EUU`:                                 "",
		`currency = "ponts"`:                             "",
		`not (billable and customer = "Acme , Contoso")`: `not (billable and customer in ["Acme", "Contoso"])`,
	} {
		doc, err := dsl.Parse("rule", "daily, where "+where)
		if err != nil {
			t.Fatal(err)
		}
		found, code := env.Lint(doc), dsl.Code("W421")
		if where == `currency = "ponts"` {
			code = "W420"
		}
		if want == "" && code == "W421" {
			if len(found) > 0 {
				t.Errorf("%s\n%s", where, found.Text())
			}
			continue
		}
		fixed, _ := found.Apply("daily, where " + where)
		if len(found) != 1 || found[0].Code != code || want != "" && fixed != "daily, where "+want {
			t.Errorf("%s is fixed as %s\n%s", where, fixed, found.Text())
		}
	}
}

// TestAlternativesThatLeaveNothingOut looks at what is offered for them: all of them at once, where that can be.
func TestAlternativesThatLeaveNothingOut(t *testing.T) {
	for where, want := range map[string]string{
		`customer != "A" or customer != "B"`:                                   `W417 customer not in ["A", "B"]`,
		`manager = "Anna" and (customer != "A" or customer not in ["B", "C"])`: `W417 manager = "Anna" and customer not in ["A", "B", "C"]`,
		`manager = "Anna" or (customer != "A" or customer != "B")`:             `W417 manager = "Anna" or customer not in ["A", "B"]`,
		`manager = "Anna" or (quantity >= 5 or quantity <= 10)`:                `W417 manager = "Anna" or (quantity >= 5 and quantity <= 10)`,
		`manager = "Anna" or not (kind = fee and kind = time)`:                 `W417 manager = "Anna" or kind not in [fee, time]`,
		`manager = "Anna" or customer != "A" or customer != "B"`:               `W417`, // what is to become of the manager?
		`manager = "Anna" or (billable or not billable)`:                       `W404`,
		`billable and (quantity > 5 or quantity <= 5)`:                         `W404 billable and quantity is not empty`,
	} {
		text := "daily, where " + where
		doc, err := dsl.Parse("rule", text)
		if err != nil {
			t.Fatal(err)
		}
		found := testEnv.Lint(doc)
		got := ""
		for _, d := range found {
			got += string(d.Code)
		}
		if fixed, _ := found.Apply(text); fixed != text && strings.Contains(fixed, "where ") {
			got += " " + fixed[len("daily, where "):]
		}
		if got != want {
			t.Errorf("%s: got %s, want %s\n%s", where, got, want, found.Text())
		}
	}
}

// TestFixesOfValuesAreGood applies them: what comes out has no such warning.
func TestFixesOfValuesAreGood(t *testing.T) {
	for text, want := range map[string]string{
		`daily, where currency in ["sek", "EUR"]`:     `daily, where currency in ["SEK", "EUR"]`,
		`daily, where currency = "€"`:                 `daily, where currency = "EUR"`,
		`daily, where amount > 100 SKE`:               `daily, where amount > 100 SEK`,
		`daily, min amount 100 EUU`:                   `daily, min amount 100 EUR`,
		`daily, notify "a@b.se; c@d.se" on failure`:   `daily, notify "a@b.se", "c@d.se" on failure`,
		`daily, notify user "anna, bo"`:               `daily, notify user "anna", user "bo"`,
		`daily, notify "anna bo"`:                     `daily, notify user "anna", user "bo"`,
		`daily, notify "Anna"`:                        `daily, notify user "anna"`,
		`daily, notify "bo"`:                          `daily, notify user "bo"`,
		`daily, where project = "NO-*"`:               `daily, where project starts with "NO-"`,
		`daily, where project is "*-NO"`:              `daily, where project ends with "-NO"`,
		`daily, where keyword = "%x%" and billable`:   `daily, where keyword contains "x" and billable`,
		`daily, where description contains "*a%"`:     `daily, where description contains "a"`,
		`daily, where department = "*"`:               `daily, where department is not empty`,
		`daily, where not (billable or manager!="%")`: `daily, where not (billable or manager is empty)`,
	} {
		doc, err := dsl.Parse("rule", text)
		if err != nil {
			t.Fatal(err)
		}
		found := testEnv.Lint(doc)
		if fixed, _ := found.Apply(text); fixed != want {
			t.Errorf("%s is fixed as %s\n%s", text, fixed, found.Text())
		}
		if doc, err = dsl.Parse("rule", want); err != nil || len(testEnv.Lint(doc)) > 0 {
			t.Errorf("%s: %v\n%s", want, err, testEnv.Lint(doc).Text())
		}
	}
}

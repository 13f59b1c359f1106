package invoice_test

import (
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"github.com/proforma-go/proforma/invoice"
	"github.com/proforma-go/proforma/schedule"
)

// site is a project with a field of every type; what is not there is missing.
type site struct {
	name     string
	region   string
	size     string
	budget   invoice.Amount
	people   int64
	opened   schedule.Date
	internal bool
	tags     []string
}

func (s *site) ID() string       { return "P1" }
func (s *site) Customer() string { return "ACME" }

// siteVocabulary has a field of every type over sites. A region lies below the one whose name its own begins with.
func siteVocabulary(t *testing.T) *invoice.Vocabulary {
	t.Helper()
	below := func(value, ancestor string) bool {
		return strings.HasPrefix(strings.ToLower(value), strings.ToLower(ancestor)+"/")
	}
	v, err := invoice.NewVocabulary(invoice.Fields(
		invoice.TextField("name", invoice.OfProject(func(s *site) (string, bool) { return s.name, s.name != "" })),
		invoice.TextField("region", invoice.OfProject(func(s *site) (string, bool) { return s.region, s.region != "" }), invoice.Hierarchy(below)),
		invoice.IDField("customer", invoice.OfProject(func(s *site) (string, bool) { return s.Customer(), true })),
		invoice.ChoiceField("size", []invoice.Choice{{Name: "small"}, {Name: "large"}}, invoice.OfProject(func(s *site) (string, bool) { return s.size, s.size != "" })),
		invoice.MoneyField("budget", invoice.OfProject(func(s *site) (invoice.Amount, bool) { return s.budget, s.budget.Currency() != "" })),
		invoice.NumberField("people", invoice.OfProject(func(s *site) (decimal.Decimal, bool) { return decimal.NewFromInt(s.people), s.people > 0 })),
		invoice.DateField("opened", invoice.OfProject(func(s *site) (schedule.Date, bool) { return s.opened, true })),
		invoice.BoolField("internal", invoice.OfProject(func(s *site) (bool, bool) { return s.internal, s.name != "" })),
		invoice.ListField("tag", invoice.OfProject(func(s *site) ([]string, bool) { return s.tags, true })),
	))
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func text(field string, op invoice.Op, value string) invoice.Filter {
	return invoice.Compare{Field: field, Op: op, Value: invoice.TextValue(value)}
}

func TestFilters(t *testing.T) {
	full := &site{"Åsa Öl", "Nordic/Sweden", "large", invoice.NewAmount(dec("1000.00"), "EUR"), 12, date("2026-03-31"), true, []string{"Support", "On-call"}}
	tests := []struct {
		name   string
		filter invoice.Filter
		full   bool // of the site with every value
		empty  bool // of the one with none
	}{
		{"text is case-folded", text("name", invoice.Equal, "ÅSA öl"), true, false},
		{"and NFC-normalised", text("name", invoice.Equal, "A\u030asa O\u0308l"), true, false},
		{"a missing value is not equal", text("name", invoice.NotEqual, "ÅSA öl"), false, true},
		{"a hierarchy matches below", text("region", invoice.Equal, "Nordic"), true, false},
		{"and not above", text("region", invoice.Equal, "Nordic/Sweden/Lund"), false, false},
		{"ids are exact", invoice.Compare{Field: "customer", Op: invoice.Equal, Value: invoice.IDValue("acme")}, false, false},
		{"a list of ids", invoice.In{Field: "customer", Values: []invoice.Value{invoice.IDValue("x"), invoice.IDValue("ACME")}}, true, true},
		{"a choice", invoice.Compare{Field: "size", Op: invoice.Equal, Value: invoice.ChoiceValue("large")}, true, false},
		{"a list of choices, negated", invoice.In{Field: "size", Negated: true, Values: []invoice.Value{invoice.ChoiceValue("large")}}, false, true},
		{"a list of texts below", invoice.In{Field: "region", Values: []invoice.Value{invoice.TextValue("Baltic"), invoice.TextValue("nordic")}}, true, false},
		{"money of its currency", invoice.Compare{Field: "budget", Op: invoice.GreaterOrEqual, Value: invoice.MoneyValue(dec("1000"), "EUR")}, true, false},
		{"another currency does not match", invoice.Compare{Field: "budget", Op: invoice.GreaterOrEqual, Value: invoice.MoneyValue(dec("1"), "SEK")}, false, false},
		{"so it is not equal", invoice.Compare{Field: "budget", Op: invoice.NotEqual, Value: invoice.MoneyValue(dec("1000"), "SEK")}, true, true},
		{"money of any currency", invoice.Compare{Field: "budget", Op: invoice.Less, Value: invoice.NumberValue(dec("1000.01"))}, true, false},
		{"a number", invoice.Compare{Field: "people", Op: invoice.Greater, Value: invoice.NumberValue(dec("11.5"))}, true, false},
		{"a number in a list", invoice.In{Field: "people", Values: []invoice.Value{invoice.NumberValue(dec("12.0"))}}, true, false},
		{"a date", invoice.Compare{Field: "opened", Op: invoice.LessOrEqual, Value: invoice.DateValue(date("2026-03-31"))}, true, false},
		{"yes", invoice.Compare{Field: "internal", Op: invoice.Equal, Value: invoice.BoolValue(true)}, true, false},
		{"not yes, which missing is too", invoice.Compare{Field: "internal", Op: invoice.NotEqual, Value: invoice.BoolValue(true)}, false, true},
		{"a list that has an element", text("tag", invoice.Equal, "support"), true, false},
		{"a list that contains it", invoice.Match{Field: "tag", Op: invoice.Contains, Text: "SUPPORT"}, true, false},
		{"an element is whole", invoice.Match{Field: "tag", Op: invoice.Contains, Text: "Supp"}, false, false},
		{"an element that starts so", invoice.Match{Field: "tag", Op: invoice.StartsWith, Text: "supp"}, true, false},
		{"a text that contains", invoice.Match{Field: "name", Op: invoice.Contains, Text: "SA ö"}, true, false},
		{"a text that starts so", invoice.Match{Field: "name", Op: invoice.StartsWith, Text: "åS"}, true, false},
		{"a text that ends so", invoice.Match{Field: "name", Op: invoice.EndsWith, Text: "ÖL"}, true, false},
		{"an ASCII text that starts so", invoice.Match{Field: "region", Op: invoice.StartsWith, Text: "nord"}, true, false},
		{"an ASCII text that ends so", invoice.Match{Field: "region", Op: invoice.EndsWith, Text: "EDEN"}, true, false},
		{"an ASCII text too short to", invoice.Match{Field: "region", Op: invoice.EndsWith, Text: "The Nordic/Sweden"}, false, false},
		{"a missing text does not contain", invoice.Match{Field: "name", Op: invoice.Contains, Negated: true, Text: "sa"}, false, true},
		{"and", invoice.And{Terms: []invoice.Filter{text("name", invoice.Equal, "åsa öl"), invoice.Empty{Field: "tag", Negated: true}}}, true, false},
		{"or", invoice.Or{Terms: []invoice.Filter{text("name", invoice.Equal, "x"), invoice.Empty{Field: "tag"}}}, false, true},
		{"not", invoice.Not{Term: text("name", invoice.Equal, "åsa öl")}, false, true},
		{"all of nothing", invoice.And{}, true, true},
		{"one of nothing", invoice.Or{}, false, false},
		{"neither of two", invoice.Not{Term: invoice.Or{Terms: []invoice.Filter{text("name", invoice.Equal, "x"), invoice.Empty{Field: "tag"}}}}, true, false},
		{"one of no names", invoice.In{Field: "name"}, false, false},
		{"one of no ids", invoice.In{Field: "customer"}, false, false},
		{"none of no tags", invoice.In{Field: "tag", Negated: true}, true, true},
		{"none of no numbers", invoice.In{Field: "people", Negated: true}, true, true},
		{"an operator that is none", invoice.Compare{Field: "people", Value: invoice.NumberValue(dec("12"))}, false, false},
		{"an operator that is none, of a smaller number", invoice.Compare{Field: "people", Value: invoice.NumberValue(dec("11"))}, false, false},
		{"an operator that is none, of a larger number", invoice.Compare{Field: "people", Value: invoice.NumberValue(dec("13"))}, false, false},
		{"and inside or", invoice.Or{Terms: []invoice.Filter{invoice.And{Terms: []invoice.Filter{text("name", invoice.Equal, "åsa öl"), text("tag", invoice.Equal, "on-call")}}, text("name", invoice.Equal, "y")}}, true, false},
	}
	v := siteVocabulary(t)
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			c, err := v.Compile(tt.filter)
			if err != nil {
				t.Fatal(err)
			}
			if got := c.Holds(full, nil, nil); got != tt.full {
				t.Errorf("with every value: %v", got)
			}
			if got := c.Holds(&site{}, nil, nil); got != tt.empty {
				t.Errorf("with none: %v", got)
			}
		})
	}
	for _, f := range v.Fields() {
		c, err := v.Compile(invoice.Empty{Field: f.Name()})
		if err != nil {
			t.Fatal(err)
		}
		if has := f.Name() == "customer"; c.Holds(&site{}, nil, nil) == has || c.Holds(full, nil, nil) {
			t.Errorf("%s is empty: %v of the site with nothing, %v of the one with everything", f.Name(), !has, c.Holds(full, nil, nil))
		}
	}
}

func TestFiltersRefuseValuesThatDoNotFit(t *testing.T) {
	v := siteVocabulary(t)
	tests := []struct {
		filter invoice.Filter
		want   string
	}{
		{text("colour", invoice.Equal, "red"), `unknown field "colour"`},
		{invoice.In{Field: "colour"}, `unknown field "colour"`},
		{invoice.Match{Field: "colour", Op: invoice.Contains}, `unknown field "colour"`},
		{invoice.Empty{Field: "colour"}, `unknown field "colour"`},
		{text("name", invoice.Less, "x"), `field "name" is text`},
		{text("budget", invoice.Equal, "x"), `field "budget" is money and cannot be compared so with text`},
		{text("internal", invoice.Equal, "yes"), `field "internal" is yes/no`},
		{invoice.Compare{Field: "tag", Op: invoice.Equal, Value: invoice.NumberValue(dec("1"))}, `field "tag" is list`},
		{invoice.Compare{Field: "people", Op: invoice.Equal, Value: invoice.MoneyValue(dec("1"), "EUR")}, `field "people" is number`},
		{invoice.In{Field: "name", Values: []invoice.Value{invoice.BoolValue(true)}}, `field "name" is text`},
		{invoice.Match{Field: "people", Op: invoice.Contains, Text: "1"}, `"contains" needs text or a list`},
		{invoice.And{Terms: []invoice.Filter{text("name", invoice.Equal, "x"), invoice.Not{Term: text("colour", invoice.Equal, "x")}}}, `unknown field "colour"`},
	}
	for _, tt := range tests {
		if _, err := v.Compile(tt.filter); err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: got %v, want %q", tt.filter, err, tt.want)
		}
	}
}

func TestNothingHasNoValues(t *testing.T) {
	v := invoice.StandardVocabulary()
	for _, f := range v.Fields() {
		c, err := v.Compile(invoice.Empty{Field: f.Name()})
		if err != nil {
			t.Fatal(err)
		}
		if !c.Holds(nil, nil, nil) {
			t.Errorf("%s is not empty", f.Name())
		}
	}
}

func TestTheZeroConditionHolds(t *testing.T) {
	if !(invoice.Condition{}).Holds(nil, nil, nil) {
		t.Error("it does not")
	}
}

// TestAccentedTextFoldsAsUnicodeSays takes every pair of letters of the first blocks, since a letter may fold differently after another.
func TestAccentedTextFoldsAsUnicodeSays(t *testing.T) {
	for a := rune(1); a < 0x190; a++ {
		for b := rune(1); b < 0x190; b++ {
			if s := string(a) + string(b); !invoice.SameText(s, folded(s)) || !invoice.SameText(folded(s), s) {
				t.Errorf("%q is not %q", s, folded(s))
			}
		}
	}
}

func TestSameTextFoldsAndNormalises(t *testing.T) {
	for _, pair := range [][2]string{{"Straße", "STRASSE"}, {"Åsa", "A\u030aSA"}, {"bo", "BO"}, {"İ", "i\u0307"}, {"", ""}} {
		if !invoice.SameText(pair[0], pair[1]) {
			t.Errorf("%q and %q differ", pair[0], pair[1])
		}
	}
	if invoice.SameText("Åsa", "Asa") {
		t.Error("an accent makes no difference")
	}
}

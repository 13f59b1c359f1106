package invoice_test

import (
	"testing"

	"github.com/shopspring/decimal"

	"github.com/proforma-go/proforma/invoice"
	"github.com/proforma-go/proforma/schedule"
)

var (
	runDate      = schedule.Anchor{Base: schedule.RunDate}
	endOfLast    = schedule.Anchor{Base: schedule.InPeriod, Kind: schedule.AnyDay, N: -1, Period: schedule.Months, Rel: -1}
	lastWeekday  = schedule.Schedule{Frequency: schedule.Monthly, On: []schedule.Day{{Kind: schedule.Weekday, N: -1}}}
	anna         = invoice.Compare{Field: "manager", Op: invoice.Equal, Value: invoice.TextValue("Anna")}
	chargeable   = invoice.Compare{Field: "billable", Op: invoice.Equal, Value: invoice.BoolValue(true)}
	thousandEuro = invoice.NewAmount(decimal.NewFromInt(1000), "EUR")
)

func TestRuleString(t *testing.T) {
	r := invoice.Rule{
		Name: "Month end", Description: `All "hourly" projects`, Schedule: lastWeekday,
		Include:  []invoice.Include{{Kinds: []invoice.Kind{invoice.Fee, invoice.Time}, Through: runDate}, {Through: endOfLast}},
		Where:    invoice.And{Terms: []invoice.Filter{anna, invoice.Or{Terms: []invoice.Filter{chargeable, invoice.Not{Term: anna}}}}},
		Grouping: invoice.Grouping{Cut: invoice.Merged, By: []string{"manager", "in charge"}}, GroupLinesBy: []string{"person"},
		InvoiceDate: runDate, EntryDate: endOfLast, Status: "sent to erp", Generator: "svc",
		Notify:    []invoice.Notify{{On: invoice.OnFailure, Recipients: []invoice.Recipient{{Name: "a@b.se"}, {Kind: invoice.User, Name: "anna"}}}},
		Options:   []invoice.Option{{Name: "payment term", Value: invoice.NumberValue(decimal.NewFromInt(30))}},
		MinAmount: &thousandEuro, CatchUp: invoice.CatchUpLatest, StrictMilestones: true, PartialLimits: true, Inactive: true,
		Rounding: invoice.Rounding{Mode: invoice.HalfEven, Per: invoice.PerDetail},
	}
	const want = `monthly on last weekday, include through last day of previous month, include time and fees through run date, ` +
		`where manager = "Anna" and (billable or not (manager = "Anna")), merge projects by manager and ` + "`in charge`" +
		`, group lines by person, min amount 1000 EUR, limit partial, round half even per detail, milestones strict, catch up latest, invoice date run date, ` +
		`entry date last day of previous month, status sent to erp, generator "svc", notify "a@b.se" and user "anna" on failure, ` +
		`payment term 30, name "Month end", description "All \"hourly\" projects", inactive`
	if got := r.String(); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

func TestFilterStrings(t *testing.T) {
	for _, c := range []struct {
		filter invoice.Filter
		want   string
	}{
		{anna, `manager = "Anna"`},
		{chargeable, "billable"},
		{invoice.Not{Term: chargeable}, "not billable"},
		{invoice.Not{Term: invoice.Not{Term: anna}}, `manager = "Anna"`},
		{invoice.And{Terms: []invoice.Filter{chargeable, invoice.And{Terms: []invoice.Filter{anna, chargeable}}}}, `billable and manager = "Anna" and billable`},
		{invoice.And{Terms: []invoice.Filter{anna}}, `manager = "Anna"`},
		{invoice.And{}, ""},
		{invoice.In{Field: "kind", Negated: true, Values: []invoice.Value{invoice.ChoiceValue("fee"), invoice.ChoiceValue("time and material")}}, `kind not in [fee, "time and material"]`},
		{invoice.Match{Field: "keyword", Op: invoice.Contains, Negated: true, Text: "a\nb"}, `keyword not contains "a\nb"`},
		{invoice.Match{Field: "project", Op: invoice.StartsWith, Negated: true, Text: "NO"}, `not (project starts with "NO")`},
		{invoice.Empty{Field: "department", Negated: true}, "department is not empty"},
		{invoice.Compare{Field: "amount", Op: invoice.GreaterOrEqual, Value: invoice.MoneyValue(decimal.RequireFromString("-1.5"), "SEK")}, "amount >= -1.5 SEK"},
		{invoice.Compare{Field: "date", Op: invoice.Less, Value: invoice.DateValue(schedule.MustParseDate("2026-07-01"))}, "date < 2026-07-01"},
	} {
		if got := c.filter.String(); got != c.want {
			t.Errorf("got %s, want %s", got, c.want)
		}
	}
}

func equalityBase() invoice.Rule {
	return invoice.Rule{
		Schedule: lastWeekday, Where: invoice.And{Terms: []invoice.Filter{anna, chargeable}}, Grouping: invoice.Grouping{Cut: invoice.Merged},
		Include: []invoice.Include{{Kinds: []invoice.Kind{invoice.Time, invoice.Fee}, Through: endOfLast}, {Through: runDate}}, MinAmount: &thousandEuro,
		Options: []invoice.Option{{Name: "payment term", Value: invoice.NumberValue(decimal.NewFromInt(30))}},
	}
}

// What the text has one spelling for makes no difference.
func TestRulesAreEqualWhereTheirTextsAre(t *testing.T) {
	for name, change := range map[string]func(*invoice.Rule){
		"nothing": func(*invoice.Rule) {},
		"nested terms": func(r *invoice.Rule) {
			r.Where = invoice.And{Terms: []invoice.Filter{anna, invoice.And{Terms: []invoice.Filter{chargeable}}}}
		},
		"a double negation": func(r *invoice.Rule) {
			r.Where = invoice.Not{Term: invoice.Not{Term: r.Where}}
		},
		"another spelling of a field": func(r *invoice.Rule) {
			r.Where = invoice.And{Terms: []invoice.Filter{invoice.Compare{Field: "Manager", Op: invoice.Equal, Value: invoice.IDValue("Anna")}, chargeable}}
		},
		"another spelling of an option": func(r *invoice.Rule) { r.Options[0].Name = "Payment_Term" },
		"order of kinds and clauses": func(r *invoice.Rule) {
			r.Include = []invoice.Include{{Through: runDate}, {Kinds: []invoice.Kind{invoice.Fee, invoice.Time}, Through: endOfLast}}
		},
		"what an anchor has no use for": func(r *invoice.Rule) {
			r.Include[1].Through = schedule.Anchor{Base: schedule.RunDate, N: 3, Offset: schedule.Offset{Unit: schedule.Weeks}}
		},
		"every month": func(r *invoice.Rule) { r.Schedule.Interval = 1 },
	} {
		r, base := equalityBase(), equalityBase()
		change(&r)
		if !r.Equal(base) || !base.Equal(r) || r.String() != base.String() || !r.Equivalent(base) {
			t.Errorf("%s makes a difference:\n%s\n%s", name, r, base)
		}
	}
	for name, change := range map[string]func(*invoice.Rule){
		"name":               func(r *invoice.Rule) { r.Name = "x" },
		"order of terms":     func(r *invoice.Rule) { r.Where = invoice.And{Terms: []invoice.Filter{chargeable, anna}} },
		"no filter":          func(r *invoice.Rule) { r.Where = nil },
		"merging by manager": func(r *invoice.Rule) { r.Grouping.By = []string{"manager"} },
		"splitting by customer": func(r *invoice.Rule) {
			r.Grouping = invoice.Grouping{Cut: invoice.Split, By: []string{"customer"}}
		},
		"schedule":   func(r *invoice.Rule) { r.Schedule.Interval = 2 },
		"include":    func(r *invoice.Rule) { r.Include = []invoice.Include{{Through: runDate}} },
		"entry date": func(r *invoice.Rule) { r.EntryDate = endOfLast },
		"status":     func(r *invoice.Rule) { r.Status = "sent" },
		"amount":     func(r *invoice.Rule) { r.MinAmount = nil },
		"notify":     func(r *invoice.Rule) { r.Notify = []invoice.Notify{{Recipients: []invoice.Recipient{{Name: "a"}}}} },
		"option":     func(r *invoice.Rule) { r.Options = []invoice.Option{{Name: "x", Value: invoice.BoolValue(true)}} },
		"catch up":   func(r *invoice.Rule) { r.CatchUp = invoice.CatchUpNone },
		"milestones": func(r *invoice.Rule) { r.StrictMilestones = true },
		"limits":     func(r *invoice.Rule) { r.PartialLimits = true },
		"rounding":   func(r *invoice.Rule) { r.Rounding.Mode = invoice.HalfEven },
		"rounded":    func(r *invoice.Rule) { r.Rounding.Per = invoice.PerDetail },
		"inactive":   func(r *invoice.Rule) { r.Inactive = true },
	} {
		r, base := equalityBase(), equalityBase()
		change(&r)
		if r.Equal(base) || r.String() == base.String() || r.Equivalent(base) {
			t.Errorf("%s makes no difference", name)
		}
	}
}

// What a rule may leave unsaid can be said: the texts differ, and the meaning does not.
func TestRulesAreEquivalentWhereOneStatesADefault(t *testing.T) {
	for name, change := range map[string]func(*invoice.Rule){
		"draft as the status":          func(r *invoice.Rule) { r.Status = "draft" },
		"the run date as invoice date": func(r *invoice.Rule) { r.InvoiceDate = runDate },
		"the run date as both dates":   func(r *invoice.Rule) { r.InvoiceDate, r.EntryDate = runDate, runDate },
		"the run date as entry date":   func(r *invoice.Rule) { r.EntryDate = runDate },
		"merging by customer":          func(r *invoice.Rule) { r.Grouping.By = []string{"currency", "customer"} },
		"including to the planned date": func(r *invoice.Rule) {
			r.Include = []invoice.Include{{Through: schedule.Anchor{Base: schedule.PlannedDate}}}
		},
	} {
		r, base := equalityBase(), equalityBase()
		r.Include, base.Include = nil, nil
		change(&r)
		if r.Equal(base) || r.String() == base.String() {
			t.Errorf("%s does not show in the text %s", name, r)
		}
		if !r.Equivalent(base) || !base.Equivalent(r) {
			t.Errorf("%s makes a difference", name)
		}
	}
	r, base := equalityBase(), equalityBase()
	r.InvoiceDate, r.EntryDate, base.InvoiceDate = endOfLast, endOfLast, endOfLast
	if !r.Equivalent(base) {
		t.Error("the invoice date as entry date makes a difference")
	}
	if r.EntryDate = runDate; r.Equivalent(base) {
		t.Error("the run date as entry date makes none where the invoice date is another")
	}
	r, base = invoice.Rule{Grouping: invoice.Grouping{Cut: invoice.Merged, By: []string{"manager", "person"}}}, invoice.Rule{}
	base.Grouping = invoice.Grouping{Cut: invoice.Merged, By: []string{"person", "manager"}}
	if !r.Equivalent(base) || r.Equal(base) {
		t.Error("the order of a merge's fields counts")
	}
}

func TestValuesAreEqualWhereTheyAreWrittenAlike(t *testing.T) {
	number := decimal.RequireFromString
	values := []invoice.Value{
		invoice.TextValue("a"), invoice.IDValue("a"), invoice.ChoiceValue("a"), invoice.TextValue("A"), invoice.ChoiceValue("a b; c"), invoice.TextValue("a b; c"),
		invoice.NumberValue(number("1.5")), invoice.NumberValue(number("1.50")), invoice.NumberValue(number("1E3")), invoice.MoneyValue(number("1000.0"), ""),
		invoice.MoneyValue(number("1000"), "EUR"), invoice.MoneyValue(number("1000.00"), "EUR"), invoice.MoneyValue(number("1000"), "SEK"),
		invoice.BoolValue(true), invoice.BoolValue(false), invoice.DateValue(schedule.MustParseDate("2026-01-01")), invoice.TextValue("2026-01-01"),
	}
	for _, v := range values {
		for _, w := range values {
			if v.Equal(w) != (v.String() == w.String()) {
				t.Errorf("%s equals %s: %t", v, w, v.Equal(w))
			}
		}
	}
	if a, b := values[6], values[7]; !a.Equal(b) {
		t.Errorf("%s is not %s", a, b)
	}
	if a, b := values[10], values[12]; a.Equal(b) {
		t.Errorf("%s is %s", a, b)
	}
}

func TestNotificationsAreEqualWhereWhoAndWhenAre(t *testing.T) {
	anna, bo := invoice.Recipient{Kind: invoice.User, Name: "anna"}, invoice.Recipient{Kind: invoice.User, Name: "bo"}
	n := invoice.Notify{On: invoice.OnFailure, Recipients: []invoice.Recipient{anna, bo}}
	for name, tt := range map[string]struct {
		other invoice.Notify
		equal bool
	}{
		"itself":           {n, true},
		"another occasion": {invoice.Notify{Recipients: n.Recipients}, false},
		"another order":    {invoice.Notify{On: n.On, Recipients: []invoice.Recipient{bo, anna}}, false},
		"one fewer":        {invoice.Notify{On: n.On, Recipients: n.Recipients[:1]}, false},
	} {
		if n.Equal(tt.other) != tt.equal || tt.other.Equal(n) != tt.equal {
			t.Errorf("%s: equal is %v", name, !tt.equal)
		}
	}
}

func TestIncludeClausesAreEqualWhereKindsAndBothEndsAre(t *testing.T) {
	i := invoice.Include{Kinds: []invoice.Kind{invoice.Time, invoice.Fee}, From: endOfLast, Through: runDate}
	for name, tt := range map[string]struct {
		other invoice.Include
		equal bool
	}{
		"itself":        {i, true},
		"another order": {invoice.Include{Kinds: []invoice.Kind{invoice.Fee, invoice.Time}, From: i.From, Through: i.Through}, true},
		"other kinds":   {invoice.Include{Kinds: i.Kinds[:1], From: i.From, Through: i.Through}, false},
		"another start": {invoice.Include{Kinds: i.Kinds, From: runDate, Through: i.Through}, false},
		"no start":      {invoice.Include{Kinds: i.Kinds, Through: i.Through}, false},
		"another end":   {invoice.Include{Kinds: i.Kinds, From: i.From, Through: endOfLast}, false},
	} {
		if i.Equal(tt.other) != tt.equal || tt.other.Equal(i) != tt.equal {
			t.Errorf("%s: equal is %v", name, !tt.equal)
		}
	}
}

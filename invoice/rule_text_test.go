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
	thousandEuro = invoice.Amount{Number: decimal.NewFromInt(1000), Currency: "EUR"}
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
	}
	const want = `monthly on last weekday, include through last day of previous month, include time and fees through run date, ` +
		`where manager = "Anna" and (billable or not (manager = "Anna")), merge projects by manager and ` + "`in charge`" +
		`, group lines by person, min amount 1000 EUR, limit partial, milestones strict, catch up latest, invoice date run date, ` +
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
		{invoice.Compare{Field: "amount", Op: invoice.GreaterOrEqual, Value: invoice.MoneyValue(decimal.RequireFromString("-1.50"), "SEK")}, "amount >= -1.5 SEK"},
		{invoice.Compare{Field: "date", Op: invoice.Less, Value: invoice.DateValue(schedule.MustParseDate("2026-07-01"))}, "date < 2026-07-01"},
	} {
		if got := c.filter.String(); got != c.want {
			t.Errorf("got %s, want %s", got, c.want)
		}
	}
}

func TestRulesAreEqualWhereTheyMeanTheSame(t *testing.T) {
	base := func() invoice.Rule {
		return invoice.Rule{Schedule: lastWeekday, Where: invoice.And{Terms: []invoice.Filter{anna, chargeable}}, Grouping: invoice.Grouping{Cut: invoice.Merged}}
	}
	for name, change := range map[string]func(*invoice.Rule){
		"nothing":                     func(*invoice.Rule) {},
		"draft as the status":         func(r *invoice.Rule) { r.Status = "draft" },
		"the run date as invoice day": func(r *invoice.Rule) { r.InvoiceDate = runDate },
		"merging by customer":         func(r *invoice.Rule) { r.Grouping.By = []string{"currency", "customer"} },
		"nested terms": func(r *invoice.Rule) {
			r.Where = invoice.And{Terms: []invoice.Filter{anna, invoice.And{Terms: []invoice.Filter{chargeable}}}}
		},
		"every month": func(r *invoice.Rule) { r.Schedule.Interval = 1 },
	} {
		r := base()
		change(&r)
		if !r.Equal(base()) || !base().Equal(r) {
			t.Errorf("%s makes a difference", name)
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
		"entry date": func(r *invoice.Rule) { r.EntryDate = runDate },
		"status":     func(r *invoice.Rule) { r.Status = "sent" },
		"amount":     func(r *invoice.Rule) { r.MinAmount = &thousandEuro },
		"notify":     func(r *invoice.Rule) { r.Notify = []invoice.Notify{{Recipients: []invoice.Recipient{{Name: "a"}}}} },
		"option":     func(r *invoice.Rule) { r.Options = []invoice.Option{{Name: "x", Value: invoice.BoolValue(true)}} },
		"catch up":   func(r *invoice.Rule) { r.CatchUp = invoice.CatchUpNone },
		"milestones": func(r *invoice.Rule) { r.StrictMilestones = true },
		"limits":     func(r *invoice.Rule) { r.PartialLimits = true },
		"inactive":   func(r *invoice.Rule) { r.Inactive = true },
	} {
		r := base()
		change(&r)
		if r.Equal(base()) {
			t.Errorf("%s makes no difference", name)
		}
	}
}

package invoice_test

import (
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"github.com/proforma-go/proforma/invoice"
	"github.com/proforma-go/proforma/schedule"
)

func TestASoundRuleIsValid(t *testing.T) {
	for _, r := range []invoice.Rule{
		{Schedule: lastWeekday},
		{Schedule: schedule.Schedule{Frequency: schedule.OnLineSchedule}, FinalSweep: true},
		{Schedule: lastWeekday, Include: []invoice.Include{{Through: runDate}, {Kinds: []invoice.Kind{invoice.Fee}, Through: endOfLast}}, Where: anna},
		{Schedule: lastWeekday, Where: invoice.Match{Field: "name", Op: invoice.Contains, Text: "x"}},
		{Schedule: lastWeekday, Where: invoice.Match{Field: "name", Op: invoice.EndsWith, Text: "x"}},
		{Schedule: lastWeekday, Where: invoice.Compare{Field: "budget", Op: invoice.GreaterOrEqual, Value: invoice.NumberValue(decimal.NewFromInt(1))}},
	} {
		if err := r.Validate(); err != nil {
			t.Errorf("%s: %v", r, err)
		}
	}
}

func TestEachFaultOfARuleIsNamed(t *testing.T) {
	negative := invoice.NewAmount(decimal.NewFromInt(-1), "")
	for _, c := range []struct {
		change func(*invoice.Rule)
		want   string
	}{
		{func(r *invoice.Rule) { r.Schedule = schedule.Schedule{} }, "schedule: "},
		{func(r *invoice.Rule) { r.Include = []invoice.Include{{}} }, "include: there is no last day"},
		{func(r *invoice.Rule) { r.Include = []invoice.Include{{Through: runDate}, {Through: runDate}} }, "include: 2 clauses"},
		{func(r *invoice.Rule) {
			r.Include = []invoice.Include{{Kinds: []invoice.Kind{invoice.Fee, invoice.Fee}, Through: runDate}}
		}, `"fee" is included twice`},
		{func(r *invoice.Rule) {
			r.Include = []invoice.Include{{Kinds: []invoice.Kind{invoice.Milestone}, Through: runDate}}
		}, `"milestone" has no cut-off`},
		{func(r *invoice.Rule) {
			r.Schedule.Frequency, r.Schedule.On, r.Include = schedule.OnLineSchedule, nil, []invoice.Include{{Through: runDate}}
		}, "include: under line schedules"},
		{func(r *invoice.Rule) { r.InvoiceDate = schedule.Anchor{Base: schedule.FixedDate} }, "invoice date: "},
		{func(r *invoice.Rule) { r.Where = invoice.And{Terms: []invoice.Filter{anna}} }, "of 1 terms"},
		{func(r *invoice.Rule) { r.Where = invoice.Or{Terms: []invoice.Filter{anna, nil}} }, "an empty term"},
		{func(r *invoice.Rule) { r.Where = invoice.Not{} }, "negation of nothing"},
		{func(r *invoice.Rule) { r.Where = invoice.Compare{Field: "manager", Value: invoice.TextValue("a")} }, "no comparison 0"},
		{func(r *invoice.Rule) {
			r.Where = invoice.Compare{Field: " ", Op: invoice.Equal, Value: invoice.TextValue("a")}
		}, "no name of a field"},
		{func(r *invoice.Rule) { r.Where = invoice.Compare{Field: "manager", Op: invoice.Equal} }, "a value of no type"},
		{func(r *invoice.Rule) {
			r.Where = invoice.Compare{Field: "date", Op: invoice.Less, Value: invoice.DateValue(schedule.Date{})}
		}, "compared with no date"},
		{func(r *invoice.Rule) { r.Where = invoice.In{Field: "manager"} }, "empty list"},
		{func(r *invoice.Rule) { r.Where = invoice.Match{Field: "manager"} }, "no test 0"},
		{func(r *invoice.Rule) { r.Where = invoice.Empty{Field: "a`b"} }, "no name of a field"},
		{func(r *invoice.Rule) { r.Grouping.Cut = invoice.Split }, "by which field to split"},
		{func(r *invoice.Rule) { r.Grouping.By = []string{"manager"} }, "nothing is merged or split"},
		{func(r *invoice.Rule) { r.GroupLinesBy = []string{"person", "person"} }, "named twice"},
		{func(r *invoice.Rule) { r.MinAmount = &negative }, "negative"},
		{func(r *invoice.Rule) {
			r.MinAmount, r.MaxAmount = &thousandEuro, amountOf(decimal.NewFromInt(1), "EUR")
		}, "under the minimum"},
		{func(r *invoice.Rule) { r.Notify = []invoice.Notify{{}} }, "nobody is named"},
		{func(r *invoice.Rule) {
			one := invoice.Notify{Recipients: []invoice.Recipient{{Name: "a"}}}
			r.Notify = []invoice.Notify{one, one}
		}, "for one occasion"},
		{func(r *invoice.Rule) { r.Notify = []invoice.Notify{{Recipients: []invoice.Recipient{{}}}} }, "has no name"},
		{func(r *invoice.Rule) { r.FinalSweep = true }, "final sweep"},
		{func(r *invoice.Rule) { r.CatchUp = 9 }, "no policy 9"},
		{func(r *invoice.Rule) { r.Rounding.Mode = 9 }, "round: there is no mode 9"},
		{func(r *invoice.Rule) { r.Rounding.Per = 9 }, "round: there is no level 9"},
		{func(r *invoice.Rule) { r.Options = []invoice.Option{{Name: "x"}, {Name: "x"}} }, `"x" is there twice`},
	} {
		r := invoice.Rule{Schedule: lastWeekday}
		c.change(&r)
		if err := r.Validate(); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("got %v, want %s", err, c.want)
		}
	}
}

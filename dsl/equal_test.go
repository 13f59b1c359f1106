package dsl_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"pgregory.net/rapid"

	"github.com/proforma-go/proforma/invoice"
	"github.com/proforma-go/proforma/schedule"
)

// respell returns a filter that is written in another way in Go and alike in text.
func respell(t *rapid.T, f invoice.Filter) invoice.Filter {
	respellAll := func(terms []invoice.Filter) []invoice.Filter {
		out := make([]invoice.Filter, len(terms))
		for i, term := range terms {
			out[i] = respell(t, term)
		}
		return out
	}
	value := func(v invoice.Value) invoice.Value {
		switch v.Type {
		case invoice.IDType:
			return invoice.TextValue(v.Text)
		case invoice.NumberType, invoice.MoneyType:
			v.Number = v.Number.Add(decimal.New(0, -8))
		}
		return v
	}
	name := strings.ToUpper
	switch g := f.(type) {
	case invoice.And:
		terms := respellAll(g.Terms)
		if len(terms) > 2 && rapid.Bool().Draw(t, "nested") {
			terms = []invoice.Filter{terms[0], invoice.And{Terms: terms[1:]}}
		}
		f = invoice.And{Terms: terms}
	case invoice.Or:
		terms := respellAll(g.Terms)
		if len(terms) > 2 && rapid.Bool().Draw(t, "nested") {
			terms = []invoice.Filter{invoice.Or{Terms: terms[:2]}, invoice.Or{Terms: terms[2:]}}
		}
		f = invoice.Or{Terms: terms}
	case invoice.Not:
		f = invoice.Not{Term: respell(t, g.Term)}
	case invoice.Compare:
		f = invoice.Compare{Field: name(g.Field), Op: g.Op, Value: value(g.Value)}
	case invoice.In:
		values := make([]invoice.Value, len(g.Values))
		for i, v := range g.Values {
			values[i] = value(v)
		}
		f = invoice.In{Field: name(g.Field), Negated: g.Negated, Values: values}
	case invoice.Match:
		if g.Op != invoice.Contains {
			f = invoice.Not{Term: invoice.Match{Field: g.Field, Op: g.Op, Negated: !g.Negated, Text: g.Text}}
		}
	case invoice.Empty:
		f = invoice.Empty{Field: strings.ReplaceAll(g.Field, " ", "_"), Negated: g.Negated}
	}
	if rapid.IntRange(0, 5).Draw(t, "double negation") == 0 {
		f = invoice.Not{Term: invoice.Not{Term: f}}
	}
	return f
}

func TestRulesThatAreRespelledStayEqual(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a := randomRule(t)
		if !usable(a) {
			return
		}
		b := a
		if b.Where != nil {
			b.Where = respell(t, a.Where)
		}
		b.Include, b.Notify, b.Options = slices.Clone(a.Include), slices.Clone(a.Notify), slices.Clone(a.Options)
		slices.Reverse(b.Include)
		slices.Reverse(b.Notify)
		slices.Reverse(b.Options)
		b.Schedule.On, b.Schedule.Rows = slices.Clone(a.Schedule.On), slices.Clone(a.Schedule.Rows)
		slices.Reverse(b.Schedule.On)
		slices.Reverse(b.Schedule.Rows)
		b.Schedule.Interval = max(b.Schedule.Interval, 1)
		b.InvoiceDate.Offset.Unit = max(b.InvoiceDate.Offset.Unit, schedule.Days)
		if !a.Equal(b) || !b.Equal(a) || a.String() != b.String() || !a.Equivalent(b) {
			t.Fatalf("equal: %t\n%s\n%s", a.Equal(b), a, b)
		}
	})
}

// blend returns a rule most of which is a's, and something b's.
func blend(t *rapid.T, a, b invoice.Rule) invoice.Rule {
	for _, part := range rapid.SliceOfN(rapid.IntRange(0, 13), 0, 2).Draw(t, "parts") {
		switch part {
		case 0:
			a.Schedule = b.Schedule
		case 1:
			a.Include = b.Include
		case 2:
			a.Where = b.Where
		case 3:
			a.Grouping = b.Grouping
		case 4:
			a.GroupLinesBy = b.GroupLinesBy
		case 5:
			a.InvoiceDate, a.EntryDate = b.InvoiceDate, b.EntryDate
		case 6:
			a.Status, a.Generator = b.Status, b.Generator
		case 7:
			a.Notify = b.Notify
		case 8:
			a.Options = b.Options
		case 9:
			a.MinAmount, a.MaxAmount = b.MinAmount, b.MaxAmount
		case 10:
			a.CatchUp, a.StrictMilestones, a.Rounding.Mode = b.CatchUp, b.StrictMilestones, b.Rounding.Mode
		case 11:
			a.PartialLimits, a.FinalSweep, a.Inactive, a.Rounding.Per = b.PartialLimits, b.FinalSweep, b.Inactive, b.Rounding.Per
		case 12:
			a.Name, a.Description = b.Name, b.Description
		case 13:
			if and, ok := a.Where.(invoice.And); ok {
				a.Where = invoice.And{Terms: append(slices.Clone(and.Terms[1:]), and.Terms[0])}
			}
		}
	}
	return a
}

func TestRulesAreEqualWhereTheirTextsAre(t *testing.T) {
	equal, pairs := 0, 0
	rapid.Check(t, func(t *rapid.T) {
		a := randomRule(t)
		b := blend(t, a, randomRule(t))
		if !usable(a) || !usable(b) {
			return
		}
		pairs++
		if a.Equal(b) {
			equal++
		}
		if a.Equal(b) != (a.String() == b.String()) || a.Equal(b) && !a.Equivalent(b) {
			t.Fatalf("equal: %t\n%s\n%s", a.Equal(b), a, b)
		}
		if la, lb := lineOf(a), lineOf(b); la.Equal(lb) != (la.String() == lb.String()) {
			t.Fatalf("equal: %t\n%s\n%s", la.Equal(lb), la, lb)
		}
	})
	t.Logf("%d of %d pairs were equal", equal, pairs)
	if equal == 0 || equal == pairs {
		t.Errorf("%d of %d pairs were equal", equal, pairs)
	}
}

func lineOf(r invoice.Rule) invoice.LineSchedule {
	l := invoice.LineSchedule{Schedule: r.Schedule, FinalSweep: r.FinalSweep}
	if len(r.Include) > 0 {
		l.Through = r.Include[0].Through
	}
	return l
}

package dsl_test

import (
	"fmt"
	"time"

	"github.com/shopspring/decimal"
	"pgregory.net/rapid"

	"github.com/proforma-go/proforma/invoice"
	"github.com/proforma-go/proforma/schedule"
)

// The generators below make typed rules of everything that the language can say.

func randomDate(t *rapid.T) schedule.Date {
	return schedule.MustParseDate("2026-01-01").AddDays(rapid.IntRange(0, 1500).Draw(t, "date"))
}

func randomText(t *rapid.T) string {
	return rapid.OneOf(rapid.StringMatching(`[A-Za-z åäö",'\\#{}]{1,8}`), rapid.SampledFrom([]string{"and", "a\nb", "日本", "x\ty"})).Draw(t, "text")
}

func randomDay(t *rapid.T, f schedule.Frequency) schedule.Day {
	d := schedule.Day{Kind: schedule.DayKind(rapid.IntRange(1, 10).Draw(t, "kind")), N: rapid.SampledFrom([]int{1, 2, 3, 4, 15, 31, -1, -2, 0}).Draw(t, "n")}
	switch f {
	case schedule.Daily:
		return schedule.Day{Kind: d.Kind}
	case schedule.Quarterly:
		d.Month = rapid.IntRange(0, 3).Draw(t, "month")
	case schedule.Yearly:
		d.Month = rapid.IntRange(0, 12).Draw(t, "month")
	}
	if d.N != 0 && rapid.IntRange(0, 3).Draw(t, "shifted") == 0 {
		d.Offset = schedule.Offset{N: rapid.SampledFrom([]int{-3, -1, 1, 2}).Draw(t, "offset"), Unit: schedule.Unit(rapid.IntRange(1, 3).Draw(t, "unit"))}
	}
	return d
}

func maybe(t *rapid.T, label string) bool { return rapid.IntRange(0, 3).Draw(t, label) == 0 }

func randomSchedule(t *rapid.T) schedule.Schedule {
	s := schedule.Schedule{Frequency: schedule.Frequency(rapid.IntRange(1, 9).Draw(t, "frequency"))}
	switch s.Frequency {
	case schedule.Once:
		for range rapid.IntRange(1, 3).Draw(t, "rows") {
			row := schedule.Row{Date: randomDate(t)}
			if maybe(t, "row through") {
				row.Through = row.Date.AddDays(-1)
			}
			s.Rows = append(s.Rows, row)
		}
	case schedule.Recurrence:
		s.RRule, s.From = rapid.SampledFrom([]string{"FREQ=MONTHLY;BYMONTHDAY=-1", "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH"}).Draw(t, "rrule"), randomDate(t)
	case schedule.Manual, schedule.OnLineSchedule:
	default:
		for range rapid.IntRange(0, 3).Draw(t, "days") {
			s.On = append(s.On, randomDay(t, s.Frequency))
		}
		if maybe(t, "interval") {
			s.Interval = rapid.IntRange(1, 5).Draw(t, "n")
		}
		if maybe(t, "count") {
			s.Count, s.From = rapid.IntRange(1, 20).Draw(t, "times"), randomDate(t)
		}
		s.SkipShortMonths = maybe(t, "skip")
		if maybe(t, "adjust") {
			s.Adjust, s.AdjustTo = schedule.Adjustment(rapid.IntRange(1, 5).Draw(t, "adjust")), rapid.SampledFrom([]schedule.DayKind{schedule.Weekday, schedule.BusinessDay}).Draw(t, "to")
		}
	}
	randomBounds(t, &s)
	return s
}

func randomBounds(t *rapid.T, s *schedule.Schedule) {
	if maybe(t, "from") {
		s.From = randomDate(t)
	}
	if maybe(t, "until") {
		s.Until = randomDate(t)
	}
	months := func() schedule.MonthSet {
		return schedule.MonthsOf(time.Month(rapid.IntRange(1, 12).Draw(t, "a")), time.Month(rapid.IntRange(1, 12).Draw(t, "b")))
	}
	if maybe(t, "only") {
		s.OnlyIn = months()
	}
	if maybe(t, "except") {
		s.ExceptIn = months()
	}
	if maybe(t, "except dates") {
		first := randomDate(t)
		s.Except = []schedule.Period{{First: first, Last: first.AddDays(rapid.IntRange(0, 5).Draw(t, "length"))}}
	}
	s.ExceptHolidays = maybe(t, "holidays")
	if maybe(t, "calendar") {
		s.Calendar = "se"
	}
	if s.Frequency != schedule.Manual && maybe(t, "at") {
		s.At = schedule.MustParseClock(rapid.SampledFrom([]string{"22:00", "06:30", "00:00"}).Draw(t, "time"))
		s.Zone = rapid.SampledFrom([]string{"", "UTC", "Europe/Stockholm"}).Draw(t, "zone")
	}
}

func randomAnchor(t *rapid.T) schedule.Anchor {
	a := schedule.Anchor{Base: schedule.Base(rapid.IntRange(1, 4).Draw(t, "base"))}
	switch a.Base {
	case schedule.FixedDate:
		a.Date = randomDate(t)
	case schedule.InPeriod:
		a.Kind = schedule.DayKind(rapid.IntRange(1, 10).Draw(t, "kind"))
		a.N = rapid.SampledFrom([]int{1, 2, -1, 15, -2}).Draw(t, "n")
		a.Period = schedule.Unit(rapid.IntRange(int(schedule.Weeks), int(schedule.Years)).Draw(t, "period"))
		a.Rel = rapid.IntRange(-1, 1).Draw(t, "rel")
	}
	if maybe(t, "shift") {
		a.Offset = schedule.Offset{N: rapid.SampledFrom([]int{-10, -1, 1, 3}).Draw(t, "offset"), Unit: schedule.Unit(rapid.IntRange(1, 7).Draw(t, "unit"))}
	}
	return a
}

func randomDecimal(t *rapid.T) decimal.Decimal {
	return decimal.New(rapid.Int64Range(-1e12, 1e12).Draw(t, "digits"), -rapid.Int32Range(0, 4).Draw(t, "scale"))
}

func randomValue(t *rapid.T, f *invoice.Field) invoice.Value {
	switch f.Type() {
	case invoice.IDType:
		return invoice.IDValue(randomText(t))
	case invoice.ChoiceType:
		return invoice.ChoiceValue(f.Choices()[rapid.IntRange(0, len(f.Choices())-1).Draw(t, "choice")].Name)
	case invoice.MoneyType:
		return invoice.MoneyValue(randomDecimal(t), rapid.SampledFrom([]string{"", "EUR", "SEK"}).Draw(t, "currency"))
	case invoice.NumberType:
		return invoice.NumberValue(randomDecimal(t))
	case invoice.DateType:
		return invoice.DateValue(randomDate(t))
	case invoice.BoolType:
		return invoice.BoolValue(rapid.Bool().Draw(t, "yes"))
	}
	return invoice.TextValue(randomText(t))
}

func randomFilter(t *rapid.T, depth int) invoice.Filter {
	kind := rapid.IntRange(0, 6).Draw(t, "node")
	if depth > 2 && kind < 3 {
		kind = 3
	}
	fields := testEnv.Vocabulary.Fields()
	f := fields[rapid.IntRange(0, len(fields)-1).Draw(t, "field")]
	switch kind {
	case 0, 1:
		var terms []invoice.Filter
		for range rapid.IntRange(2, 3).Draw(t, "terms") {
			terms = append(terms, randomFilter(t, depth+1))
		}
		if kind == 0 {
			return invoice.And{Terms: terms}
		}
		return invoice.Or{Terms: terms}
	case 2:
		return invoice.Not{Term: randomFilter(t, depth+1)}
	case 3:
		op := invoice.Op(rapid.IntRange(1, 2).Draw(t, "op"))
		if f.Type() == invoice.MoneyType || f.Type() == invoice.NumberType || f.Type() == invoice.DateType {
			op = invoice.Op(rapid.IntRange(1, 6).Draw(t, "op"))
		}
		return invoice.Compare{Field: f.Name(), Op: op, Value: randomValue(t, f)}
	case 4:
		in := invoice.In{Field: f.Name(), Negated: rapid.Bool().Draw(t, "negated")}
		for range rapid.IntRange(1, 3).Draw(t, "values") {
			in.Values = append(in.Values, randomValue(t, f))
		}
		return in
	case 5:
		return invoice.Empty{Field: f.Name(), Negated: rapid.Bool().Draw(t, "negated")}
	}
	name := rapid.SampledFrom([]string{"manager", "keyword", "customer", "description"}).Draw(t, "name")
	return invoice.Match{Field: name, Op: invoice.MatchOp(rapid.IntRange(1, 3).Draw(t, "match")), Negated: rapid.Bool().Draw(t, "negated"), Text: randomText(t)}
}

func randomRule(t *rapid.T) invoice.Rule {
	r := invoice.Rule{
		Schedule: randomSchedule(t), PartialLimits: maybe(t, "partial"), StrictMilestones: maybe(t, "strict"), Inactive: maybe(t, "inactive"),
		CatchUp: invoice.CatchUp(rapid.IntRange(0, 2).Draw(t, "catch up")), Rounding: invoice.Rounding{
			Mode: invoice.RoundingMode(rapid.IntRange(0, 1).Draw(t, "mode")), Per: invoice.RoundingLevel(rapid.IntRange(0, 1).Draw(t, "level")),
		},
	}
	if r.Schedule.Frequency == schedule.OnLineSchedule {
		r.FinalSweep = maybe(t, "sweep")
	} else {
		randomIncludes(t, &r)
	}
	if rapid.Bool().Draw(t, "where") {
		r.Where = randomFilter(t, 0)
	}
	names := []string{"manager", "customer", "currency", "work type", "billing method", "billable", "date"}
	fields := func() []string {
		return rapid.SliceOfNDistinct(rapid.SampledFrom(names), 1, 3, rapid.ID[string]).Draw(t, "by")
	}
	switch rapid.IntRange(0, 3).Draw(t, "cut") {
	case 1:
		r.Grouping.Cut = invoice.Merged
	case 2:
		r.Grouping = invoice.Grouping{Cut: invoice.Merged, By: fields()}
	case 3:
		r.Grouping = invoice.Grouping{Cut: invoice.Split, By: fields()}
	}
	if maybe(t, "lines") {
		r.GroupLinesBy = fields()
	}
	if maybe(t, "min") {
		a := invoice.NewAmount(randomDecimal(t).Abs(), "EUR")
		r.MinAmount = &a
	}
	if maybe(t, "max") {
		a := invoice.NewAmount(randomDecimal(t).Abs(), rapid.SampledFrom([]string{"", "SEK"}).Draw(t, "currency"))
		r.MaxAmount = &a
	}
	randomHeader(t, &r)
	return r
}

func randomIncludes(t *rapid.T, r *invoice.Rule) {
	kinds := []invoice.Kind{invoice.Time, invoice.Material, invoice.Fee, invoice.Expense}
	if maybe(t, "kinds") {
		n := rapid.IntRange(1, 3).Draw(t, "first kinds")
		r.Include = append(r.Include, invoice.Include{Kinds: kinds[:n], Through: randomAnchor(t)}, invoice.Include{Kinds: kinds[n:], Through: randomAnchor(t)})
	}
	if rapid.Bool().Draw(t, "plain") {
		i := invoice.Include{Through: randomAnchor(t)}
		if maybe(t, "lower bound") {
			i.From = randomAnchor(t)
		}
		r.Include = append(r.Include, i)
	}
}

func randomHeader(t *rapid.T, r *invoice.Rule) {
	if maybe(t, "invoice date") {
		r.InvoiceDate = randomAnchor(t)
	}
	if maybe(t, "entry date") {
		r.EntryDate = randomAnchor(t)
	}
	r.Status = rapid.SampledFrom([]string{"", "", "sent", "draft"}).Draw(t, "status")
	if maybe(t, "name") {
		r.Name, r.Description = "R "+randomText(t), randomText(t)
	}
	if maybe(t, "generator") {
		r.Generator = randomText(t)
	}
	for _, on := range []invoice.Occasion{invoice.Always, invoice.OnFailure} {
		if maybe(t, fmt.Sprint("notify", on)) {
			r.Notify = append(r.Notify, invoice.Notify{On: on, Recipients: []invoice.Recipient{
				{Kind: invoice.RecipientKind(rapid.IntRange(0, 2).Draw(t, "who")), Name: randomText(t)}, {Name: "a@b.se"},
			}})
		}
	}
	if maybe(t, "options") {
		r.Options = []invoice.Option{
			{Name: "language", Value: invoice.ChoiceValue("English")}, {Name: "payment term", Value: invoice.NumberValue(decimal.NewFromInt(30))},
			{Name: "reference", Value: invoice.TextValue(randomText(t))}, {Name: "reverse charge", Value: invoice.BoolValue(rapid.Bool().Draw(t, "reverse"))},
		}
	}
}

// usable reports whether a rule is sound and has dates in the calendars of the test.
func usable(r invoice.Rule) bool {
	_, err := r.Schedule.Compile(testEnv.Calendars)
	return err == nil && r.Validate() == nil
}

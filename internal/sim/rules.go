package sim

import (
	"slices"

	"github.com/shopspring/decimal"

	"github.com/proforma-go/proforma/invoice"
	"github.com/proforma-go/proforma/schedule"
)

func (w *World) makeSchedule() schedule.Schedule {
	day := func(k schedule.DayKind, n int) []schedule.Day { return []schedule.Day{{Kind: k, N: n}} }
	switch w.rng.IntN(10) {
	case 0, 1, 2:
		return schedule.Schedule{Frequency: schedule.OnLineSchedule}
	case 3, 4:
		return schedule.Schedule{Frequency: schedule.Daily}
	case 5:
		return schedule.Schedule{Frequency: schedule.Weekly, On: day(schedule.Friday, 0)}
	case 6:
		return schedule.Schedule{Frequency: schedule.Monthly, On: day(schedule.AnyDay, -1)}
	case 7:
		return schedule.Schedule{Frequency: schedule.Monthly, On: day(schedule.AnyDay, 15), Adjust: schedule.Following, AdjustTo: schedule.Weekday}
	case 8:
		return schedule.Schedule{Frequency: schedule.Weekly, On: day(schedule.Monday, 0), From: w.day, Until: w.day.AddDays(25)}
	}
	return schedule.Schedule{Frequency: schedule.Daily, Interval: 3, From: w.day}
}

func (w *World) makeInclude() []invoice.Include {
	run := func(days int) schedule.Anchor {
		return schedule.Anchor{Base: schedule.RunDate, Offset: schedule.Offset{N: days, Unit: schedule.Days}}
	}
	lastMonth := schedule.Anchor{Base: schedule.InPeriod, Kind: schedule.AnyDay, N: -1, Period: schedule.Months, Rel: -1}
	switch w.rng.IntN(8) {
	case 0:
		return []invoice.Include{{Through: lastMonth}}
	case 1:
		return []invoice.Include{{Through: run(-1)}}
	case 2:
		return []invoice.Include{{Kinds: []invoice.Kind{invoice.Time, invoice.Expense}, Through: run(-2)}, {Through: run(10)}}
	case 3:
		return []invoice.Include{{Kinds: []invoice.Kind{invoice.Time, invoice.Fee}, Through: run(0)}}
	case 4:
		return []invoice.Include{{From: run(-20), Through: run(0)}}
	}
	return nil
}

func (w *World) makeFilter() invoice.Filter {
	compare := func(field string, op invoice.Op, v invoice.Value) invoice.Filter {
		return invoice.Compare{Field: field, Op: op, Value: v}
	}
	term := func() invoice.Filter {
		switch w.rng.IntN(7) {
		case 0:
			return compare("manager", invoice.NotEqual, invoice.TextValue("Bo"))
		case 1:
			return compare("kind", invoice.Equal, invoice.ChoiceValue(pick(w, workKinds).String()))
		case 2:
			return compare("amount", invoice.GreaterOrEqual, invoice.MoneyValue(decimal.New(int64(w.rng.IntN(5000)), -2), ""))
		case 3:
			return compare("customer", invoice.NotEqual, invoice.IDValue(pick(w, customers)))
		case 4:
			return compare("person", invoice.NotEqual, invoice.TextValue("leo"))
		case 5:
			return compare("contract", invoice.Equal, invoice.IDValue(pick(w, w.contracts).id))
		}
		return compare("currency", invoice.Equal, invoice.IDValue("EUR"))
	}
	switch w.rng.IntN(8) {
	case 0, 1:
		return term()
	case 2:
		return invoice.And{Terms: []invoice.Filter{term(), term()}}
	case 3:
		return invoice.Or{Terms: []invoice.Filter{term(), term()}}
	}
	return nil
}

func (w *World) makeRule(id string) invoice.Rule {
	r := invoice.Rule{ID: id, Name: "rule " + id, Schedule: w.makeSchedule(), Where: w.makeFilter()}
	if r.Schedule.Frequency != schedule.OnLineSchedule {
		r.Include = w.makeInclude()
	}
	switch w.rng.IntN(6) {
	case 0:
		r.Grouping = invoice.Grouping{Cut: invoice.Merged}
	case 1:
		r.Grouping = invoice.Grouping{Cut: invoice.Merged, By: []string{"person"}}
	case 2:
		r.Grouping = invoice.Grouping{Cut: invoice.Split, By: []string{pick(w, []string{"project", "kind", "person"})}}
	}
	if w.chance(20) {
		r.GroupLinesBy = []string{pick(w, []string{"person", "kind"})}
	}
	r.Rounding = invoice.Rounding{Mode: pick(w, []invoice.RoundingMode{invoice.HalfUp, invoice.HalfUp, invoice.HalfEven}),
		Per: pick(w, []invoice.RoundingLevel{invoice.PerLine, invoice.PerLine, invoice.PerDetail})}
	bound := func(n int) *invoice.Amount {
		a := invoice.NewAmount(decimal.New(int64(w.rng.IntN(n)), -2), pick(w, []string{"", "EUR"}))
		return &a
	}
	if w.chance(20) {
		r.MinAmount = bound(15000)
	}
	if w.chance(10) {
		a := invoice.NewAmount(decimal.New(int64(20000+w.rng.IntN(50000)), -2), "EUR")
		r.MaxAmount = &a
	}
	r.PartialLimits = w.chance(40)
	r.CatchUp = pick(w, []invoice.CatchUp{invoice.CatchUpEach, invoice.CatchUpEach, invoice.CatchUpLatest, invoice.CatchUpNone})
	r.StrictMilestones = w.chance(15)
	return r
}

func (w *World) addRule() {
	r := w.makeRule(w.newID("R"))
	w.rules = slices.Insert(w.rules, w.rng.IntN(len(w.rules)+1), r)
	w.done[identity(&r)] = w.day.AddDays(-1)
	w.note("add rule %s: %s", r.ID, &r)
}

// changeRule adds, edits, renames, stops or removes a rule.
func (w *World) changeRule() {
	if len(w.rules) == 0 || len(w.rules) < 4 && w.chance(30) {
		w.addRule()
		return
	}
	i := w.rng.IntN(len(w.rules))
	r := &w.rules[i]
	switch w.rng.IntN(6) {
	case 0, 1:
		again := w.makeRule(r.ID)
		again.Name = r.Name
		if again.ID == "" { // its name identifies it
			again.Name = r.Name
		}
		if !again.Schedule.Equal(r.Schedule) {
			w.done[identity(r)] = w.day.AddDays(-1)
		}
		*r = again
		w.note("edit rule %s: %s", r.ID, r)
	case 2:
		r.Name = w.newID("name ")
		w.note("rename rule %s: %s", r.ID, r.Name)
	case 3:
		if r.Inactive = !r.Inactive; !r.Inactive {
			w.done[identity(r)] = w.day.AddDays(-1)
		}
		w.note("rule %s inactive: %v", r.ID, r.Inactive)
	case 4:
		if len(w.rules) > 1 {
			w.note("remove rule %s", r.ID)
			w.rules = slices.Delete(slices.Clone(w.rules), i, i+1)
		}
	case 5:
		w.rng.Shuffle(len(w.rules), func(i, j int) { w.rules[i], w.rules[j] = w.rules[j], w.rules[i] })
		w.note("rules in another order")
	}
}

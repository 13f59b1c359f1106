package sim

import (
	"fmt"

	"github.com/shopspring/decimal"

	"github.com/proforma-go/proforma/invoice"
	"github.com/proforma-go/proforma/schedule"
)

// What the rows of a world are made of.

var (
	customers  = []string{"A", "B", "C", "D"}
	managers   = []string{"", "Anna", "Bo"}
	persons    = []string{"", "eva", "leo"}
	currencies = []string{"EUR", "EUR", "EUR", "EUR", "EUR", "EUR", "EUR", "SEK", "JPY"}
	workKinds  = []invoice.Kind{invoice.Time, invoice.Time, invoice.Expense, invoice.Material, invoice.Fee}
)

func pick[T any](w *World, all []T) T { return all[w.rng.IntN(len(all))] }

// chance is true n times of a hundred.
func (w *World) chance(n int) bool { return w.rng.IntN(100) < n }

func percent(n int64, decimals int32) invoice.Percent {
	return invoice.NewPercent(decimal.New(n, -decimals))
}

// lineSchedules are shared by lines, as a host shares them.
var lineSchedules = []*invoice.LineSchedule{
	{Schedule: schedule.Schedule{Frequency: schedule.Daily}},
	{Schedule: schedule.Schedule{Frequency: schedule.Weekly, On: []schedule.Day{{Kind: schedule.Monday}}}},
	{Schedule: schedule.Schedule{Frequency: schedule.Weekly, On: []schedule.Day{{Kind: schedule.Thursday}}}, Through: schedule.Anchor{Base: schedule.RunDate}},
	{Schedule: schedule.Schedule{Frequency: schedule.Monthly, On: []schedule.Day{{Kind: schedule.AnyDay, N: -1}}}},
	{Schedule: schedule.Schedule{Frequency: schedule.Weekly, Interval: 2, On: []schedule.Day{{Kind: schedule.Friday}}, From: firstDay}},
	{Schedule: schedule.Schedule{Frequency: schedule.Weekly, On: []schedule.Day{{Kind: schedule.Wednesday}}, From: firstDay,
		Until: firstDay.AddDays(30)}, FinalSweep: true},
	nil,
}

func (w *World) setUp() {
	for range 2 + w.rng.IntN(2) {
		w.projects = append(w.projects, project{id: w.newID("P"), customer: pick(w, customers), payer: w.makePayer(), manager: pick(w, managers)})
	}
	for range 1 + w.rng.IntN(2) {
		w.contracts = append(w.contracts, w.makeContract())
	}
	for range 3 + w.rng.IntN(3) {
		w.lines = append(w.lines, w.makeLine())
	}
	for range 1 + w.rng.IntN(3) {
		w.addRule()
	}
}

func (w *World) newID(prefix string) string {
	w.ids++
	return fmt.Sprintf("%s%03d", prefix, w.ids)
}

func (w *World) makePayer() string {
	if w.chance(60) {
		return ""
	}
	return pick(w, customers)
}

func (w *World) makeContract() contract {
	c := contract{id: w.newID("K"), caps: w.makeCaps(20)}
	if w.chance(25) {
		c.currency = "EUR"
	}
	return c
}

func (w *World) makeLine() line {
	l := line{id: w.newID("L"), project: pick(w, w.projects).id, method: invoice.TimeAndMaterial, sequence: w.rng.IntN(3), schedule: pick(w, lineSchedules), caps: w.makeCaps(15)}
	if w.chance(75) {
		l.contract = pick(w, w.contracts).id
	}
	if w.chance(20) {
		l.method = invoice.FixedPrice
	}
	l.shares, l.rounding = w.makeShares()
	return l
}

// makeShares makes a division between customers in some order, with or without one who takes the odd cents.
func (w *World) makeShares() (shares []invoice.Share, rounding string) {
	var ps []invoice.Percent
	switch w.rng.IntN(8) {
	case 0, 1:
		return nil, ""
	case 2:
		ps = []invoice.Percent{percent(100, 0)}
	case 3:
		ps = []invoice.Percent{percent(50, 0), percent(50, 0)}
	case 4:
		ps = []invoice.Percent{percent(60, 0), percent(40, 0)}
	case 5:
		ps = []invoice.Percent{invoice.NewRatio(1, 3), invoice.NewRatio(1, 3), invoice.NewRatio(1, 3)}
	case 6:
		ps = []invoice.Percent{percent(3334, 2), percent(3333, 2), percent(3333, 2)}
	case 7:
		ps = []invoice.Percent{percent(70, 0), percent(0, 0), percent(295, 1), percent(5, 1)}
	}
	order := w.rng.Perm(len(customers))
	for i, p := range ps {
		shares = append(shares, invoice.Share{Customer: customers[order[i]], Percent: p})
	}
	if w.chance(40) {
		rounding = shares[0].Customer
	}
	return shares, rounding
}

func (w *World) makeCaps(percent int) caps {
	var c caps
	if w.chance(percent) {
		c.limit = w.makeLimit("")
	}
	if w.chance(percent) {
		c.customers = []limit{*w.makeLimit(pick(w, customers))}
	}
	return c
}

func (w *World) makeLimit(customer string) *limit {
	return &limit{customer, pick(w, currencies), decimal.New(int64(w.rng.IntN(60000)), -2)}
}

func (w *World) makeAmount() decimal.Decimal {
	switch w.rng.IntN(12) {
	case 0:
		return decimal.New(int64(5*(1+w.rng.IntN(20))), -3) // fractions of a cent
	case 1:
		return decimal.New(-int64(w.rng.IntN(8000)), -2)
	case 2:
		return decimal.New(int64(w.rng.IntN(100000)), -4)
	case 3:
		return decimal.Decimal{}
	}
	return decimal.New(int64(w.rng.IntN(20000)), -2)
}

func (w *World) makeTransaction() transaction {
	l := pick(w, w.lines)
	t := transaction{id: w.newID("T"), line: l.id, kind: pick(w, workKinds), currency: pick(w, currencies), amount: w.makeAmount(), person: pick(w, persons)}
	t.date = w.day.AddDays(-w.rng.IntN(6))
	switch w.rng.IntN(8) {
	case 0:
		t.date = w.day.AddDays(-w.rng.IntN(45))
	case 1:
		t.date = w.day.AddDays(w.rng.IntN(15))
	}
	if l.method == invoice.FixedPrice && !w.chance(20) {
		t.kind = invoice.Milestone
	}
	if t.kind == invoice.Time || w.chance(20) {
		t.quantity = decimal.NewNullDecimal(decimal.New(int64(25*w.rng.IntN(40)), -2))
		if w.chance(60) {
			t.price = decimal.NewNullDecimal(decimal.New(int64(w.rng.IntN(3000)), -2))
			t.amount = t.quantity.Decimal.Mul(t.price.Decimal)
		}
	}
	if w.chance(30) {
		t.status = invoice.Pending
	}
	if w.chance(8) {
		t.billing = pick(w, []invoice.BillingType{invoice.Complimentary, invoice.NonChargeable})
	}
	if w.chance(12) {
		t.shares, t.rounding = w.makeShares()
	}
	if w.chance(12) {
		t.shareStatus = []customerStatus{{pick(w, customers), pick(w, []invoice.Status{invoice.Ready, invoice.Pending})}}
	}
	t.history = &history{most: decimal.Max(decimal.Decimal{}, t.chargeable()), least: decimal.Min(decimal.Decimal{}, t.chargeable())}
	return t
}

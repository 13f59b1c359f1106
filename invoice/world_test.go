package invoice_test

import (
	"context"
	"fmt"
	"testing"

	"github.com/shopspring/decimal"
	"pgregory.net/rapid"

	"github.com/proforma-go/proforma/invoice"
	"github.com/proforma-go/proforma/invoice/memory"
	"github.com/proforma-go/proforma/schedule"
)

// The random worlds of the property tests: a few projects, contracts and lines of every kind, and transactions around a summer.

var worldStart = schedule.MustParseDate("2026-06-01")

const worldDays = 92

func date(s string) schedule.Date { return schedule.MustParseDate(s) }

func dec(s string) decimal.Decimal { return decimal.RequireFromString(s) }

func amountOf(d decimal.Decimal, currency string) *invoice.Amount {
	a := invoice.NewAmount(d, currency)
	return &a
}

func drawDate(t *rapid.T, label string) schedule.Date {
	return worldStart.AddDays(rapid.IntRange(0, worldDays-1).Draw(t, label))
}

// drawLineSchedule draws one of the schedules that contracts are made with.
func drawLineSchedule(t *rapid.T) *invoice.LineSchedule {
	s := schedule.Schedule{Interval: 1}
	switch rapid.IntRange(0, 4).Draw(t, "line schedule") {
	case 0:
		s.Frequency, s.On = schedule.Weekly, []schedule.Day{{Kind: schedule.Monday}}
	case 1:
		s.Frequency, s.Interval, s.On, s.From = schedule.Weekly, 2, []schedule.Day{{Kind: schedule.Thursday}}, worldStart
	case 2:
		s.Frequency, s.On = schedule.Monthly, []schedule.Day{{Kind: schedule.AnyDay, N: -1}}
	case 3:
		s.Frequency, s.On = schedule.Monthly, []schedule.Day{{Kind: schedule.Weekday, N: 1}, {Kind: schedule.AnyDay, N: 15}}
	case 4:
		s.Frequency = schedule.Daily
	}
	ls := &invoice.LineSchedule{Schedule: s}
	if rapid.Bool().Draw(t, "through run date") {
		ls.Through = schedule.Anchor{Base: schedule.RunDate}
	}
	return ls
}

func drawShares(t *rapid.T) ([]invoice.Share, string) {
	switch rapid.IntRange(0, 3).Draw(t, "shares") {
	case 1:
		return []invoice.Share{{Customer: "A", Percent: invoice.NewPercent(dec("60"))}, {Customer: "B", Percent: invoice.NewPercent(dec("40"))}}, "A"
	case 2:
		return []invoice.Share{{Customer: "A", Percent: invoice.NewPercent(dec("33.34"))}, {Customer: "B", Percent: invoice.NewPercent(dec("33.33"))}, {Customer: "C", Percent: invoice.NewPercent(dec("33.33"))}}, ""
	case 3:
		return []invoice.Share{{Customer: "B", Percent: invoice.NewPercent(dec("100"))}, {Customer: "A", Percent: invoice.NewPercent(dec("0"))}}, ""
	}
	return nil, ""
}

func drawLine(t *rapid.T, i, projects int) memory.Line {
	l := memory.Line{ID: fmt.Sprintf("L%d", i), Project: fmt.Sprintf("P%d", rapid.IntRange(0, projects-1).Draw(t, "project"))}
	l.Contract = rapid.SampledFrom([]string{"", "K1", "K2"}).Draw(t, "contract")
	l.Sequence = rapid.IntRange(0, 2).Draw(t, "sequence")
	l.Customers, l.RoundingCustomer = drawShares(t)
	if rapid.IntRange(0, 3).Draw(t, "method") == 0 {
		l.Method = invoice.FixedPrice
	} else {
		l.Schedule = drawLineSchedule(t)
	}
	if rapid.IntRange(0, 4).Draw(t, "limited") == 0 {
		l.Limit = &invoice.Limit{Amount: decimal.New(int64(rapid.IntRange(0, 500000).Draw(t, "limit")), -2), Currency: "EUR"}
	}
	return l
}

func drawTransaction(t *rapid.T, i int, lines []memory.Line) memory.Transaction {
	l := rapid.SampledFrom(lines).Draw(t, "line")
	x := memory.Transaction{ID: fmt.Sprintf("T%03d", i), Line: l.ID, Date: drawDate(t, "date"), Currency: "EUR"}
	x.Amount = decimal.New(int64(rapid.IntRange(-20000, 200000).Draw(t, "amount")), -int32(rapid.IntRange(2, 3).Draw(t, "decimals")))
	x.Quantity = decimal.NewNullDecimal(decimal.New(int64(rapid.IntRange(0, 900).Draw(t, "quantity")), -2))
	x.Kind = rapid.SampledFrom([]invoice.Kind{invoice.Time, invoice.Expense, invoice.Material, invoice.Fee}).Draw(t, "kind")
	if l.Method == invoice.FixedPrice && rapid.Bool().Draw(t, "milestone") {
		x.Kind = invoice.Milestone
	}
	if rapid.IntRange(0, 5).Draw(t, "currency") == 0 {
		x.Currency = "SEK"
	}
	x.Status = rapid.SampledFrom([]invoice.Status{0, 0, 0, 0, invoice.Pending, invoice.Billed}).Draw(t, "status")
	x.BillingType = rapid.SampledFrom([]invoice.BillingType{0, 0, 0, 0, invoice.Complimentary, invoice.NonChargeable}).Draw(t, "billing type")
	x.Person = rapid.SampledFrom([]string{"", "anna", "bo"}).Draw(t, "person")
	return x
}

func drawData(t *rapid.T) memory.Data {
	var d memory.Data
	projects := rapid.IntRange(1, 3).Draw(t, "projects")
	for i := range projects {
		p := memory.Project{ID: fmt.Sprintf("P%d", i), Customer: rapid.SampledFrom([]string{"A", "B", "C"}).Draw(t, "customer")}
		if rapid.IntRange(0, 3).Draw(t, "has payer") == 0 {
			p.BillingCustomer = "PAYER"
		}
		p.Manager = rapid.SampledFrom([]string{"", "Anna", "Bo"}).Draw(t, "manager")
		d.Projects = append(d.Projects, p)
	}
	if rapid.Bool().Draw(t, "contract file") {
		d.Contracts = append(d.Contracts, memory.Contract{ID: "K1", Currency: "EUR"})
	}
	for i := range rapid.IntRange(1, 6).Draw(t, "lines") {
		d.Lines = append(d.Lines, drawLine(t, i, projects))
	}
	for i := range rapid.IntRange(0, 40).Draw(t, "transactions") {
		d.Transactions = append(d.Transactions, drawTransaction(t, i, d.Lines))
	}
	return d
}

func drawRule(t *rapid.T, i int) invoice.Rule {
	r := invoice.Rule{Name: fmt.Sprintf("rule %d", i)}
	switch rapid.IntRange(0, 3).Draw(t, "schedule") {
	case 0:
		r.Schedule = schedule.Schedule{Frequency: schedule.OnLineSchedule}
	case 1:
		r.Schedule = schedule.Schedule{Frequency: schedule.Monthly, On: []schedule.Day{{Kind: schedule.AnyDay, N: -1}}}
	case 2:
		r.Schedule = schedule.Schedule{Frequency: schedule.Weekly, On: []schedule.Day{{Kind: schedule.Friday}}}
	case 3:
		r.Schedule = schedule.Schedule{Frequency: schedule.Daily}
	}
	if rapid.IntRange(0, 2).Draw(t, "filtered") == 0 {
		r.Where = invoice.Compare{Field: "manager", Op: invoice.NotEqual, Value: invoice.TextValue("Bo")}
	}
	r.Grouping.Cut = rapid.SampledFrom([]invoice.Cut{invoice.PerContract, invoice.Merged}).Draw(t, "cut")
	r.CatchUp = rapid.SampledFrom([]invoice.CatchUp{invoice.CatchUpEach, invoice.CatchUpEach, invoice.CatchUpLatest, invoice.CatchUpNone}).Draw(t, "catch up")
	r.PartialLimits = rapid.Bool().Draw(t, "partial")
	r.Rounding = roundings[rapid.IntRange(0, 3).Draw(t, "rounding")].rounding
	if rapid.IntRange(0, 3).Draw(t, "minimum") == 0 {
		r.MinAmount = amountOf(dec("500"), "EUR")
	}
	return r
}

func drawRules(t *rapid.T) []invoice.Rule {
	var rules []invoice.Rule
	for i := range rapid.IntRange(1, 3).Draw(t, "rules") {
		rules = append(rules, drawRule(t, i))
	}
	return rules
}

type fataler interface {
	Helper()
	Fatal(args ...any)
}

var (
	_ fataler = (*testing.T)(nil)
	_ fataler = (*rapid.T)(nil)
)

func mustMemory(t fataler, d memory.Data) *memory.Source {
	t.Helper()
	s, err := memory.New(d)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func mustRun(t fataler, in invoice.Input) *invoice.Result {
	t.Helper()
	res, err := invoice.Collect(invoice.Run(context.Background(), in))
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range res.Log {
		if e.Code == invoice.CodeFailed && e.About == invoice.AboutContract {
			t.Fatal(e)
		}
	}
	return res
}

func mustBook(t fataler, s *memory.Source, res *invoice.Result) {
	t.Helper()
	if err := s.Book(res.Outcome()); err != nil {
		t.Fatal(err)
	}
}

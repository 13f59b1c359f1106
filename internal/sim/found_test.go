package sim

import (
	"context"
	"errors"
	"testing"

	"github.com/shopspring/decimal"

	"github.com/proforma-go/proforma/invoice"
	"github.com/proforma-go/proforma/invoice/memory"
	"github.com/proforma-go/proforma/schedule"
)

// The smallest case of what the worlds have found.

var may = schedule.MustParseDate("2026-05-04")

func dec(s string) decimal.Decimal { return decimal.RequireFromString(s) }

func money(s string) invoice.Amount {
	a, err := invoice.ParseAmount(s)
	if err != nil {
		panic(err)
	}
	return a
}

func halves(a, b string) []invoice.Share {
	return []invoice.Share{{Customer: a, Percent: percent(50, 0)}, {Customer: b, Percent: percent(50, 0)}}
}

func work(id, amount, currency string) memory.Transaction {
	return memory.Transaction{ID: id, Line: "L", Kind: invoice.Time, Date: may, Amount: dec(amount), Currency: currency}
}

var daily = invoice.Rule{Name: "daily", Schedule: schedule.Schedule{Frequency: schedule.Daily}}

// bill runs rules of the day over one line.
func bill(t *testing.T, r invoice.Rule, l memory.Line, transactions ...memory.Transaction) (*memory.Source, *invoice.Result) {
	t.Helper()
	l.ID, l.Project = "L", "P"
	s, err := memory.New(memory.Data{Projects: []memory.Project{{ID: "P", Customer: "A", BillingCustomer: "C"}}, Lines: []memory.Line{l}, Transactions: transactions})
	if err != nil {
		t.Fatal(err)
	}
	res, err := invoice.Collect(invoice.Run(context.Background(), invoice.Input{Rules: []invoice.Rule{r}, Source: s, Through: may}))
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range res.Log {
		if e.Level == invoice.Error {
			t.Error(e)
		}
	}
	return s, res
}

// TestALimitThatAnEarlierShareUsedUpIsNamed has 100 of room: 75 for A fit, and 75 for B do not.
func TestALimitThatAnEarlierShareUsedUpIsNamed(t *testing.T) {
	_, res := bill(t, daily, memory.Line{Customers: halves("A", "B"), Limit: &invoice.Limit{Amount: dec("100"), Currency: "EUR"}}, work("T", "150", "EUR"))
	if len(res.Backlog) != 1 || res.Backlog[0].Reason != invoice.OverLimit || len(res.Backlog[0].Limits) != 1 || res.Backlog[0].Limits[0].Level != invoice.LineLimit {
		t.Fatalf("%+v, expected the share of B over the line's limit", res.Backlog)
	}
}

// TestWhoWasBilledHalfAndIsToPayAllNowHasAnotherShare: the line's customers are gone, and one of them is the project's payer.
func TestWhoWasBilledHalfAndIsToPayAllNowHasAnotherShare(t *testing.T) {
	r, err := invoice.Rest(invoice.Item{Amount: money("100 EUR"), Payer: "A", Customer: "A"},
		[]invoice.Billing{{Part: 1, Customer: "A", Percent: percent(50, 0), Amount: money("50.00 EUR"), Whole: money("100 EUR")}})
	if err != nil {
		t.Fatal(err)
	}
	if r.Reason != invoice.SharesChanged || len(r.Due) != 0 {
		t.Fatalf("%+v, expected the rest to be held as shares-changed", r)
	}
}

// TestPayerAndCustomerThatWereBothBilledFailNoUnit takes back what both were billed, or holds it.
func TestPayerAndCustomerThatWereBothBilledFailNoUnit(t *testing.T) {
	x := work("T", "80", "EUR")
	x.BillingType = invoice.Complimentary
	x.Quantity, x.Price = decimal.NewNullDecimal(dec("8")), decimal.NewNullDecimal(dec("10"))
	entry := invoice.Billing{Percent: percent(50, 0), Price: money("10 EUR"), Whole: money("80 EUR"), Quantity: invoice.NewQuantity(dec("4"))}
	for _, customer := range []string{"A", "C"} {
		e := entry
		e.Part, e.Customer, e.Amount = len(x.Billings)+1, customer, money("40.00 EUR")
		x.Billings = append(x.Billings, e)
	}
	back := entry
	back.Part, back.Customer, back.Amount, back.Quantity, back.Reverses, back.Open = 3, "C", money("-30.00 EUR"), invoice.NewQuantity(dec("-3")), 2, true
	x.Billings = append(x.Billings, back)
	bill(t, daily, memory.Line{}, x) // which fails on an error in the log
}

// TestALimitIsNotRoundedUp has a limit of 196.65 yen, which 197 pass.
func TestALimitIsNotRoundedUp(t *testing.T) {
	s, res := bill(t, daily, memory.Line{Limit: &invoice.Limit{Amount: dec("196.65"), Currency: "JPY"}}, work("T", "197", "JPY"))
	if err := s.Book(res.Outcome()); err != nil {
		t.Fatalf("no run can ever book this: %v", err)
	}
	if len(res.Drafts) != 0 {
		t.Fatalf("%s is drafted under a limit of 196.65", res.Drafts[0].Total)
	}
}

// TestAWriteOffLeavesOpenWhatIsStillToBeBilled: 40 of 100 fit, 10 of them are written off, and 60 are to be billed as before.
func TestAWriteOffLeavesOpenWhatIsStillToBeBilled(t *testing.T) {
	r := daily
	r.PartialLimits = true
	s, res := bill(t, r, memory.Line{Limit: &invoice.Limit{Amount: dec("40"), Currency: "EUR"}}, work("T", "100", "EUR"))
	if err := s.Book(res.Outcome()); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Credit(res.Drafts[0], invoice.Release{Transaction: "T", Amount: money("10.00 EUR"), WriteOff: true}); err != nil {
		t.Fatal(err)
	}
	var ledger []invoice.Billing
	for _, e := range s.Ledger("T") {
		ledger = append(ledger, e.Billing)
	}
	left, err := invoice.Rest(invoice.Item{Amount: money("100 EUR"), Payer: "C", Customer: "A"}, ledger)
	if err != nil {
		t.Fatal(err)
	}
	if len(left.Due) != 1 || !left.Due[0].Amount.Equal(money("60.00 EUR")) {
		t.Fatalf("%+v, expected 60.00 EUR to be open", left)
	}
}

// TestAWholeAmountIsBilledAsItIs: a tie that an item before has left in the running sum does not take a cent of an item that is whole.
func TestAWholeAmountIsBilledAsItIs(t *testing.T) {
	r := daily
	r.Rounding.Mode = invoice.HalfEven
	_, res := bill(t, r, memory.Line{}, work("T1", "0.015", "EUR"), work("T2", "90.39", "EUR"))
	for _, x := range res.Drafts[0].Lines[0].Details {
		if x.Transaction == "T2" && !x.Amount.Equal(money("90.39 EUR")) {
			t.Fatalf("90.39 EUR are billed as %s, and nothing of it stays open: %v", x.Amount, x.Open)
		}
	}
}

// TestABoundThatSaysNothingIsLoggedForItsRule: a rule is identified by its id, whatever it is called.
func TestABoundThatSaysNothingIsLoggedForItsRule(t *testing.T) {
	r := daily
	r.ID = "R1"
	bound := money("10 SEK")
	r.MinAmount = &bound
	_, res := bill(t, r, memory.Line{}, work("T", "5", "EUR"))
	for _, e := range res.Log {
		if e.Code == invoice.CodeBoundSkipped && e.Rule != "R1" {
			t.Fatalf("logged for %q", e.Rule)
		}
	}
}

// TestAFractionThatIsDroppedLosesNoUnit bills 5 of the 5.4 yen that are left: of A's 0.2 nothing is billed, and with 0.4 left of the whole nothing is open.
func TestAFractionThatIsDroppedLosesNoUnit(t *testing.T) {
	x := work("T", "10.4", "JPY")
	x.Billings = []invoice.Billing{
		{Part: 1, Customer: "A", Percent: percent(50, 0), Amount: money("5 JPY"), Whole: money("10.4 JPY"), Open: true},
		{Part: 2, Customer: "B", Percent: percent(50, 0), Amount: money("5 JPY"), Whole: money("10.4 JPY")},
		{Part: 3, Customer: "B", Percent: percent(50, 0), Amount: money("-5 JPY"), Whole: money("10.4 JPY"), Reverses: 2, Open: true},
	}
	_, res := bill(t, daily, memory.Line{Customers: halves("A", "B")}, x) // which fails on an error in the log
	if len(res.Drafts) != 1 || !res.Drafts[0].Total.Equal(money("5 JPY")) {
		t.Fatalf("%+v, expected 5 JPY for B", res.Drafts)
	}
}

// TestNobodyGetsBackMoreThanHeWasBilled: of 100 that A was billed 60 are written off and 40 are open again, and then the work is given away.
func TestNobodyGetsBackMoreThanHeWasBilled(t *testing.T) {
	x := work("T", "100", "EUR")
	x.BillingType = invoice.Complimentary
	x.Billings = []invoice.Billing{
		{Part: 1, Customer: "C", Percent: percent(100, 0), Amount: money("100.00 EUR"), Whole: money("100 EUR")},
		{Part: 2, Customer: "C", Percent: percent(100, 0), Amount: money("-60.00 EUR"), Whole: money("100 EUR"), Reverses: 1},
		{Part: 3, Customer: "C", Percent: percent(100, 0), Amount: money("-40.00 EUR"), Whole: money("100 EUR"), Reverses: 1, Open: true},
	}
	_, res := bill(t, daily, memory.Line{}, x)
	if len(res.Drafts) != 0 {
		t.Fatalf("%s, and nothing of what C was billed is left", draftText(&res.Drafts[0]))
	}
}

// TestAWriteOffIsNoMoreThanTheCustomerWasBilled: 100 were billed, 40 of them opened again, and 30 more given back as the amount fell to 30.
func TestAWriteOffIsNoMoreThanTheCustomerWasBilled(t *testing.T) {
	d := invoice.Draft{Customer: "A", Currency: "EUR", Total: money("100.00 EUR"), Lines: []invoice.DraftLine{{Line: "L", Total: money("100.00 EUR"),
		Details: []invoice.LineDetail{{Transaction: "T", Part: 1, Amount: money("100.00 EUR"), Whole: money("100 EUR")}}}}}
	var ledger []invoice.LedgerEntry
	for i, e := range []invoice.Billing{
		{Amount: money("100.00 EUR")},
		{Amount: money("-40.00 EUR"), Reverses: 1, Open: true},
		{Amount: money("-30.00 EUR")},
	} {
		e.Part, e.Customer, e.Whole = i+1, "A", money("100 EUR")
		ledger = append(ledger, invoice.LedgerEntry{Transaction: "T", Billing: e})
	}
	credit, err := invoice.Correct(d, ledger, []invoice.Release{{Transaction: "T", Part: 1, WriteOff: true}})
	if err != nil {
		t.Fatal(err)
	}
	if !credit.Total.Equal(money("-30.00 EUR")) {
		t.Errorf("%s is written off, and A was billed 30.00 EUR in all", credit.Total)
	}
	if _, err := invoice.Correct(d, ledger, []invoice.Release{{Transaction: "T", Part: 1, WriteOff: true, Amount: money("40.00 EUR")}}); !errors.Is(err, invoice.ErrConflict) {
		t.Errorf("%v, expected a conflict", err)
	}
}

// TestOneCorrectionCreditsAPartOnce names a part twice, of which all is credited the first time.
func TestOneCorrectionCreditsAPartOnce(t *testing.T) {
	s, res := bill(t, daily, memory.Line{}, work("T", "100", "EUR"))
	if err := s.Book(res.Outcome()); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Credit(res.Drafts[0], invoice.Release{Transaction: "T", Part: 1}, invoice.Release{Transaction: "T", Part: 1}); !errors.Is(err, invoice.ErrConflict) {
		t.Errorf("%v, expected a conflict", err)
	}
}

// TestWhatWasWrittenOffIsNotGivenBackAgain: of 100 that C was billed 60 are written off and 40 are open again, and then the work turns into a credit of 70.
func TestWhatWasWrittenOffIsNotGivenBackAgain(t *testing.T) {
	entries := []invoice.Billing{{Amount: money("100.00 EUR")}, {Amount: money("-60.00 EUR"), Waived: money("60.00 EUR"), Reverses: 1},
		{Amount: money("-40.00 EUR"), Reverses: 1, Open: true}}
	for i := range entries {
		e := &entries[i]
		e.Part, e.Customer, e.Percent, e.Whole = i+1, "C", percent(100, 0), money("100 EUR")
	}
	left, err := invoice.Rest(invoice.Item{Amount: money("-70 EUR"), Payer: "C", Customer: "C"}, entries)
	if err != nil {
		t.Fatal(err)
	}
	if len(left.Due) != 1 || !left.Due[0].Amount.Equal(money("-70.00 EUR")) {
		t.Fatalf("%+v, expected C to get 70.00 EUR", left)
	}
}

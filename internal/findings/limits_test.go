package findings_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/proforma-go/proforma/invoice"
	"github.com/proforma-go/proforma/invoice/memory"
)

// contracted is a world whose line belongs to contract C1.
func contracted(c memory.Contract, work ...memory.Transaction) memory.Data {
	d := world(work...)
	c.ID = "C1"
	d.Contracts = []memory.Contract{c}
	d.Lines[0].Contract = "C1"
	return d
}

// A limit in another currency than the work was passed over without a word.
func TestALimitThatDoesNotApplyIsSaidOncePerContract(t *testing.T) {
	dollars := hours("T1", "5000000")
	dollars.Currency = "USD"
	more := on("2026-01-11", dollars)
	more.ID = "T2"
	d := contracted(memory.Contract{Limit: limit("1000")}, dollars, more)
	d.Lines[0].Limit = limit("1000")
	r := run(t, "daily", source(t, d), lastDay)
	want(t, "drafts", drafted(r), "ACME 10000000.00 USD")
	want(t, "warnings", messages(r, invoice.Warning), "limit-not-applied C1: the limit of 1000.00 EUR does not apply to work in USD")
}

// A part that was decided again after another was accepted read the level that it then met first, and not the one that had held it.
func TestTheLevelsNamedAreThoseThatWerePassed(t *testing.T) {
	one := memory.CustomerLimit{Customer: "ACME", Limit: *limit("50")}
	d := contracted(memory.Contract{CustomerLimits: []memory.CustomerLimit{one}}, hours("T1", "100"), on("2026-01-11", hours("T2", "40")))
	d.Lines[0].Limit = limit("120")
	r := run(t, "daily", source(t, d), lastDay)
	want(t, "drafts", drafted(r), "ACME 40.00 EUR")
	want(t, "held", held(r), "T1 ACME 100.00 EUR, rules: over-limit (over the contract customer limit of 50.00 EUR), next 2026-02-01")

	d = contracted(memory.Contract{Limit: limit("70"), CustomerLimits: []memory.CustomerLimit{one}}, hours("T1", "100"))
	d.Lines[0].Limit, d.Lines[0].CustomerLimits = limit("80"), []memory.CustomerLimit{{Customer: "ACME", Limit: *limit("90")}}
	r = run(t, "daily", source(t, d), lastDay)
	want(t, "held at all levels", held(r), "T1 ACME 100.00 EUR, rules: over-limit (over the line customer limit of 90.00 EUR and the line limit of 80.00 EUR"+
		" and the contract customer limit of 50.00 EUR and the contract limit of 70.00 EUR), next 2026-02-01")
}

// Two runs at once, each within the limit, passed it together with claims that had nothing in common: 150 of 100, 1,800 of 1,000.
func TestALimitHoldsForTwoRunsAtOnce(t *testing.T) {
	expense := hours("E1", "70")
	expense.Kind = invoice.Expense
	line := world(hours("T1", "80"), expense)
	line.Lines[0].Limit = limit("100")
	customer := world(hours("T1", "80"), expense)
	customer.Lines[0].CustomerLimits = []memory.CustomerLimit{{Customer: "ACME", Limit: *limit("100")}}
	for name, d := range map[string]memory.Data{
		"line": line, "line customer": customer, "contract": contracted(memory.Contract{Limit: limit("100")}, hours("T1", "80"), expense),
		"contract customer": contracted(memory.Contract{CustomerLimits: []memory.CustomerLimit{{Customer: "ACME", Limit: *limit("100")}}}, hours("T1", "80"), expense),
	} {
		s := source(t, d)
		view := s.AsOf(day(lastDay))
		first := run(t, "daily, where kind = time", view, lastDay)
		second := run(t, "daily, where kind = expense", view, lastDay)
		if len(second.Limits) != 1 || second.Limits[0].Level.String() != name || !second.Limits[0].Limit.Equal(euro("100")) ||
			!second.Limits[0].Billed.IsZero() || !second.Limits[0].Drafted.Equal(euro("70")) {
			t.Errorf("%s: the outcome says of its limits %+v", name, second.Limits)
		}
		book(t, s, first)
		if err := s.Book(second.Outcome()); !errors.Is(err, invoice.ErrConflict) {
			t.Errorf("%s: both were booked: %v", name, err)
		}
		want(t, name+": run again", held(run(t, "daily, where kind = expense", s, lastDay)),
			"E1 ACME 70.00 EUR, rules: over-limit (over the "+name+" limit of 100.00 EUR), next 2026-02-01")
	}
}

// What makes room is booked whatever the limit says.
func TestACreditPassesTheFence(t *testing.T) {
	d := world(hours("T1", "-80"))
	d.Lines[0].Limit = &invoice.Limit{Amount: dec("100"), Currency: "EUR", Billed: dec("250")}
	s := source(t, d)
	r := run(t, "daily", s, lastDay)
	want(t, "drafts", drafted(r), "ACME -80.00 EUR")
	book(t, s, r)
}

func TestACreditMakesRoomAndWhatWasHeldIsTriedOnceMore(t *testing.T) {
	work := []memory.Transaction{hours("T1", "150"), on("2026-01-11", hours("T2", "-80")), on("2026-01-12", hours("T3", "60")), on("2026-01-13", hours("T4", "0"))}
	d := world(work...)
	d.Lines[0].Limit = limit("100")
	for _, c := range []struct{ rules, total, held string }{
		{"daily", "-20", "T1 ACME 150.00 EUR"},
		{"daily, limit partial", "100", "T1 ACME 30.00 EUR"},
	} {
		r := run(t, c.rules, source(t, d), lastDay)
		if !total(r).Equal(dec(c.total)) || len(r.Backlog) != 1 || !strings.HasPrefix(held(r)[0], c.held+", rules: over-limit") {
			t.Errorf("%s: drafted %q, held %q", c.rules, details(r), held(r))
		}
	}
}

// A limit below zero was taken for one that holds back everything.
func TestANegativeLimitIsAFaultOfItsOwner(t *testing.T) {
	d := world(hours("T1", "150"))
	d.Lines[0].Limit = limit("-5")
	r := run(t, "daily", source(t, d), lastDay)
	want(t, "drafts", drafted(r))
	if bad := messages(r, invoice.Error); len(bad) != 1 || !strings.HasPrefix(bad[0], "failed L1: ") || !strings.Contains(bad[0], "negative") {
		t.Errorf("the log says %q", bad)
	}
	d = contracted(memory.Contract{Limit: limit("-5")}, hours("T1", "150"))
	r = run(t, "daily", source(t, d), lastDay)
	want(t, "drafts of the contract", drafted(r))
	if bad := messages(r, invoice.Error); len(bad) == 0 || !strings.Contains(bad[0], "negative") {
		t.Errorf("the log says of the contract %q", bad)
	}
	d = world(hours("T1", "150"))
	d.Lines[0].Limit = &invoice.Limit{Amount: dec("100"), Currency: "EUR", Billed: dec("-1000")}
	want(t, "drafts where more was credited than billed", drafted(run(t, "daily", source(t, d), lastDay)), "ACME 150.00 EUR")
}

// A draft that a minimum keeps back did not give its room to what was tested after it, so a part was lost to a limit that nobody used.
func TestWhatIsHeldBackGivesItsRoomToTheRest(t *testing.T) {
	d := memory.Data{Projects: []memory.Project{{ID: "P1", Customer: "ACME"}}, Contracts: []memory.Contract{{ID: "C1", Limit: limit("100")}}}
	for _, l := range [][4]string{{"1", "A", "2026-01-05", "20"}, {"2", "B", "2026-01-10", "50"}, {"3", "C", "2026-01-15", "45"}} {
		d.Lines = append(d.Lines, memory.Line{ID: "L" + l[0], Project: "P1", Contract: "C1", Customers: []invoice.Share{share(l[1], "100")}})
		work := on(l[2], hours("T"+l[0], l[3]))
		work.Line = "L" + l[0]
		d.Transactions = append(d.Transactions, work)
	}
	r := run(t, "monthly on last day, min amount 30 EUR", source(t, d), lastDay)
	want(t, "drafts", drafted(r), "B 50.00 EUR", "C 45.00 EUR")
	want(t, "held", held(r), "T1 A 20.00 EUR, rules: below-minimum (the draft would total 20.00 EUR), next 2026-02-28")
}

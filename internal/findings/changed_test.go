package findings_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"github.com/proforma-go/proforma/invoice"
	"github.com/proforma-go/proforma/invoice/memory"
)

// part is an entry that bills a customer at 100 percent of 100 EUR.
func part(n int, customer, amount string, open bool) invoice.Billing {
	return invoice.Billing{Part: n, Customer: customer, Percent: invoice.NewPercent(dec("100")), Amount: euro(amount), Whole: euro("100"), Open: open}
}

// back is an entry that takes back another, and opens it again.
func back(n, of int, customer, percent, amount string) invoice.Billing {
	return invoice.Billing{Part: n, Reverses: of, Customer: customer, Percent: invoice.NewPercent(dec(percent)), Amount: euro(amount), Whole: euro("100"), Open: true}
}

func billed(entries ...invoice.Billing) memory.Transaction {
	t := hours("T1", "100")
	t.Billings = entries
	return t
}

// A customer that was renamed left its whole amount in the backlog for ever, though all of it had been billed.
func TestARenamedCustomerLeavesNoGhost(t *testing.T) {
	d := world(billed(part(1, "ACME", "100", false)))
	d.Projects[0].Customer = "ACME AB"
	r := run(t, "daily", source(t, d), lastDay)
	want(t, "drafts", drafted(r))
	want(t, "held", held(r))
}

// Of 100 with 60 billed the backlog said that 100 were left, for somebody else.
func TestTheBacklogHoldsWhatIsLeftAndNotTheWhole(t *testing.T) {
	d := split("", []invoice.Share{share("C", "100")}, billed(part(1, "A", "60", true)))
	r := run(t, "daily", source(t, d), lastDay)
	want(t, "drafts", drafted(r))
	want(t, "held", held(r), "T1 40.00 EUR, rules: shares-changed (billed before to A 100; the shares are C 100 now)")
	if b := r.Backlog[0]; b.Was != "A 100" || b.Is != "C 100" || !b.NextRun.IsZero() {
		t.Errorf("the facts are %q and %q, next run %s", b.Was, b.Is, b.NextRun)
	}
}

// On a line that names nobody, the rest of what the old payer was billed waits for a decision; it was said to be 100 for the new one.
func TestTheRestOfAPayerThatChangedIsHeldWithWhatIsLeft(t *testing.T) {
	d := world(billed(part(1, "ACME", "60", true)))
	d.Projects[0].Customer = "ACME NEW"
	r := run(t, "daily, limit partial", source(t, d), lastDay)
	want(t, "drafts", drafted(r))
	if len(r.Backlog) != 1 || r.Backlog[0].Reason != invoice.SharesChanged || !r.Backlog[0].Amount.Equal(euro("40")) || r.Backlog[0].Customer != "" {
		t.Errorf("held %q", held(r))
	}
}

// Payer and customer of a project are one: the rest goes to whoever was billed, whatever the cut.
func TestTheRestGoesToWhoWasBilledWhateverTheCut(t *testing.T) {
	for _, text := range []string{"daily", "daily, merge projects"} {
		for _, customer := range []string{"ACME", "PAYER"} {
			d := world(billed(part(1, customer, "60", true)))
			d.Projects[0].BillingCustomer = "PAYER"
			want(t, text+" after "+customer, drafted(run(t, text, source(t, d), lastDay)), customer+" 40.00 EUR")
		}
	}
}

// Work that was credited whole and divided anew was held as changed shares for ever.
func TestWhatWasCreditedWholeIsDividedAsTheLineSaysNow(t *testing.T) {
	credited := billed(
		invoice.Billing{Part: 1, Customer: "A", Percent: invoice.NewPercent(dec("60")), Amount: euro("60"), Whole: euro("100")},
		invoice.Billing{Part: 2, Customer: "B", Percent: invoice.NewPercent(dec("40")), Amount: euro("40"), Whole: euro("100")},
		back(3, 1, "A", "60", "-60"), back(4, 2, "B", "40", "-40"))
	r := run(t, "daily", source(t, split("", []invoice.Share{share("A", "50"), share("B", "50")}, credited)), lastDay)
	want(t, "in halves", details(r), "T1/5 A 50.00", "T1/6 B 50.00")
	r = run(t, "daily", source(t, split("", []invoice.Share{share("C", "100")}, credited)), lastDay)
	want(t, "for another", details(r), "T1/5 C 100.00")
}

// A credit that is a write-off does not come back.
func TestWhatWasWrittenOffIsNotBilledAgain(t *testing.T) {
	s := source(t, world(hours("T1", "100")))
	first := run(t, "daily", s, lastDay)
	book(t, s, first)
	if _, err := s.Credit(first.Drafts[0], invoice.Release{Transaction: "T1", Amount: euro("30"), WriteOff: true}); err != nil {
		t.Fatal(err)
	}
	r := run(t, "daily", s, lastDay)
	want(t, "drafts", drafted(r))
	want(t, "held", held(r))
	want(t, "warnings", messages(r, invoice.Warning))
}

// A draft that was cancelled kept its key, so the run after it made the same key again and a host with a unique key refused it for ever.
func TestADraftAfterACancelledOneHasAKeyOfItsOwn(t *testing.T) {
	s := source(t, world(hours("A", "100")))
	first := run(t, "daily", s, lastDay)
	book(t, s, first)
	cancelled, err := s.Cancel(first.Drafts[0])
	if err != nil {
		t.Fatal(err)
	}
	second := run(t, "daily", s, lastDay)
	want(t, "after it was cancelled", details(second), "A/3 ACME 100.00")
	book(t, s, second)
	keys := map[string]bool{first.Drafts[0].Key: true, cancelled.Key: true, second.Drafts[0].Key: true}
	if len(keys) != 3 || first.Drafts[0].Slot() != second.Drafts[0].Slot() {
		t.Errorf("keys %v, slots %s and %s", keys, first.Drafts[0].Slot(), second.Drafts[0].Slot())
	}
}

// A draft of one hour that was thrown away and the regular one of two had the same key, and nothing told them apart.
func TestDraftsThatDifferHaveAnotherDigest(t *testing.T) {
	a := run(t, "daily", source(t, world(hours("A", "100"))), lastDay).Drafts[0]
	b := run(t, "daily", source(t, world(hours("A", "100"), hours("B", "200"))), lastDay).Drafts[0]
	same := run(t, `name "another", daily`, source(t, world(hours("A", "100"))), lastDay).Drafts[0]
	if a.Digest() == b.Digest() || a.Digest() != same.Digest() {
		t.Errorf("digests %s, %s, %s", a.Digest(), b.Digest(), same.Digest())
	}
}

// Two clerks credited one thing twice.
func TestOfTwoCreditsOneIsAConflict(t *testing.T) {
	s := source(t, world(hours("T1", "100")))
	first := run(t, "daily", s, lastDay)
	book(t, s, first)
	before := s.Ledger("T1")
	one, err := invoice.Correct(first.Drafts[0], before, nil)
	if err != nil {
		t.Fatal(err)
	}
	two, err := invoice.Correct(first.Drafts[0], before, []invoice.Release{{Transaction: "T1", Amount: euro("60")}})
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Book(invoice.Outcome{Drafts: []invoice.Draft{one}}); err != nil {
		t.Fatal(err)
	}
	if err := s.Book(invoice.Outcome{Drafts: []invoice.Draft{two}}); !errors.Is(err, invoice.ErrConflict) {
		t.Errorf("booking the second gives %v", err)
	}
	if _, err := s.Credit(first.Drafts[0], invoice.Release{Transaction: "T1", Part: 1, Amount: euro("1")}); !errors.Is(err, invoice.ErrConflict) {
		t.Errorf("crediting more than is left gives %v", err)
	}
}

// Entries had no currency: of 100 USD with 60 EUR billed, 40 USD were drafted.
func TestABillingInAnotherCurrencyIsAFault(t *testing.T) {
	w := billed(part(1, "ACME", "60", true))
	w.Currency = "USD"
	r := run(t, "daily", source(t, world(w)), lastDay)
	want(t, "drafts", drafted(r))
	if len(r.Backlog) != 1 || r.Backlog[0].Reason != invoice.Failed || !strings.Contains(r.Backlog[0].Detail(), `"EUR"`) {
		t.Errorf("held %q", held(r))
	}
}

// What was billed of an open customer is set right by one detail where there is no price, and stays as it is where the customer is closed:
// then it is counted, once a rule.
func TestAChangedAmountIsDraftedForAnOpenCustomerAndCountedForAClosedOne(t *testing.T) {
	for _, c := range []struct{ amount, open string }{
		{"50", "T1/2 ACME -10.00"},
		{"150", "T1/2 ACME 90.00"},
		{"-20", "T1/2 ACME -80.00"},
	} {
		w := billed(part(1, "ACME", "60", true))
		w.Amount = dec(c.amount)
		want(t, "60 billed and open, now "+c.amount, details(run(t, "daily", source(t, world(w)), lastDay)), c.open)
		w.Billings = []invoice.Billing{part(1, "ACME", "100", false)}
		r := run(t, "daily", source(t, world(w)), lastDay)
		want(t, "100 billed and closed, now "+c.amount, details(r))
		want(t, "held", held(r))
		want(t, "warnings", messages(r, invoice.Warning), "amount-changed rules: 1 transaction: "+
			"the amount has changed, and the customers that would pay the difference are closed")
	}
}

// Work that was billed in part and then made free of charge kept its invoice: the rest was held, and what was billed not given back.
func TestWhatIsNoLongerChargeableIsGivenBackToAnOpenCustomer(t *testing.T) {
	w := billed(part(1, "ACME", "60", true))
	w.BillingType = invoice.NonChargeable
	r := run(t, "daily", source(t, world(w)), lastDay)
	want(t, "drafts", drafted(r), "ACME -60.00 EUR")
	if total(r).Add(dec("60")).Sign() != 0 {
		t.Errorf("%s given back of 60", total(r))
	}
}

// A quantity that was corrected is billed with the quantity that is missing, not with one that was made up from the amount.
func TestACorrectedQuantityIsBilledWithTheDifference(t *testing.T) {
	w := hours("T1", "800")
	w.Quantity, w.Price = decimal.NewNullDecimal(dec("8")), decimal.NewNullDecimal(dec("100"))
	s := source(t, world(w))
	r := run(t, "daily", s, lastDay)
	book(t, s, r)
	if _, err := s.Credit(r.Drafts[0], invoice.Release{Transaction: "T1", Quantity: invoice.NewQuantity(dec("1"))}); err != nil {
		t.Fatal(err)
	}
	w.Billings, w.Quantity, w.Amount = ledger(s, "T1"), decimal.NewNullDecimal(dec("6")), dec("600")
	again := run(t, "daily", source(t, world(w)), lastDay)
	want(t, "drafts", details(again), "T1/3 ACME -100.00")
	if q := again.Drafts[0].Billings()[0].Quantity; q.String() != "-1" {
		t.Errorf("the quantity of the difference is %s", q)
	}
}

// A line that turned to a fixed price still holds the rest of what was billed by the hour.
func TestTheRestOnALineThatTurnedToAFixedPriceHasThatReason(t *testing.T) {
	d := world(billed(part(1, "ACME", "60", true)))
	d.Lines[0].Method = invoice.FixedPrice
	r := run(t, "daily", source(t, d), lastDay)
	want(t, "held", held(r), "T1 ACME 40.00 EUR, rules: fixed-price (line L1 is fixed-price: only milestones are invoiced, not time)")
}

package findings_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"pgregory.net/rapid"

	"github.com/proforma-go/proforma/invoice"
	"github.com/proforma-go/proforma/invoice/memory"
)

// many is the same work over and over.
func many(n int, amount string) (work []memory.Transaction) {
	for i := range n {
		work = append(work, hours(fmt.Sprintf("T%05d", i), amount))
	}
	return work
}

// nines are nine customers of 11 percent each, and R with the last one.
func nines() (customers []invoice.Share) {
	for i := range 9 {
		customers = append(customers, share(fmt.Sprint("C", i), "11"))
	}
	return append(customers, share("R", "1"))
}

// Every transaction was rounded by itself, half to even, when it came in: a thousand calls at 0.004 were an invoice over nothing, and a
// thousand at 0.015 one that was a third too high.
func TestSmallAmountsAddUp(t *testing.T) {
	for _, c := range []struct{ amount, total string }{{"0.004", "4.00"}, {"0.005", "5.00"}, {"0.015", "15.00"}, {"-0.015", "-15.00"}, {"0.0001", "0.10"}} {
		r := run(t, "daily", source(t, world(many(1000, c.amount)...)), lastDay)
		want(t, "1000 x "+c.amount, drafted(r), "ACME "+c.total+" EUR")
		want(t, "left of 1000 x "+c.amount, held(r))
		if n := len(details(r)); n != 1000 {
			t.Errorf("1000 x %s: %d details, and each transaction has its claim", c.amount, n)
		}
	}
}

// What came to less than half a cent was billed as 0.00 and was gone.
func TestWhatRoundsToZeroStaysOpenUntilItAddsUp(t *testing.T) {
	s := source(t, world(many(1, "0.004")...))
	r := run(t, "daily", s, lastDay)
	want(t, "drafts", drafted(r))
	want(t, "held", held(r), "T00000 ACME 0.00 EUR, rules: below-minimum (rounds to zero, and there is nothing else on its draft), next 2026-02-01")
	want(t, "with another of the kind", drafted(run(t, "daily", source(t, world(many(2, "0.004")...)), lastDay)), "ACME 0.01 EUR")
}

// A single transaction of nothing made an invoice over 0.00, and did so under a limit of 0.
func TestNothingIsNoDraft(t *testing.T) {
	d := world(hours("ZERO", "0"))
	want(t, "drafts", drafted(run(t, "daily", source(t, d), lastDay)))
	d.Lines[0].Limit = limit("0")
	want(t, "drafts under a limit of 0", drafted(run(t, "daily", source(t, d), lastDay)))
	d = world(hours("T1", "10"), hours("T2", "-10"))
	want(t, "charges and credits that cancel", drafted(run(t, "daily", source(t, d), lastDay)), "ACME 0.00 EUR")
}

// A complimentary hour made a claim, and so could never be billed when it was made chargeable after all: that is meant, and no draft of its own
// is made for it.
func TestAComplimentaryHourIsListedBesideOthersOnly(t *testing.T) {
	gift := hours("GIFT", "100")
	gift.BillingType = invoice.Complimentary
	want(t, "alone", drafted(run(t, "daily", source(t, world(gift)), lastDay)))
	want(t, "beside another", details(run(t, "daily", source(t, world(gift, hours("T2", "1"))), lastDay)), "GIFT/1 ACME 0.00", "T2/1 ACME 1.00")
}

// The odd cent of every transaction went to the same customer: 30.00 and 20.00 of fifty at 50/50, and a credit of 40.00 to the rounding
// customer who should have paid 0.50.
func TestSplitsOfSmallAmountsAreFair(t *testing.T) {
	halves := []invoice.Share{share("A", "50"), share("B", "50")}
	for _, rounding := range []string{"", "A", "B"} {
		r := run(t, "daily", source(t, split(rounding, halves, many(1000, "0.05")...)), lastDay)
		want(t, "1000 x 0.05 in halves, rounding customer "+rounding, drafted(r), "A 25.00 EUR", "B 25.00 EUR")
	}
	r := run(t, "daily", source(t, split("", nines(), many(1000, "0.05")...)), lastDay)
	for _, line := range drafted(r) {
		if line != "R 0.50 EUR" && !strings.HasSuffix(line, " 5.50 EUR") {
			t.Error("1000 x 0.05 over nine at 11 and one at 1 percent:", line)
		}
	}
	if len(r.Drafts) != 10 {
		t.Errorf("%d drafts", len(r.Drafts))
	}
}

func TestNoCustomerIsCreditedForWhatOthersWereCharged(t *testing.T) {
	for _, n := range []int{1, 7, 1000} {
		r := run(t, "daily", source(t, split("R", nines(), many(n, "0.05")...)), lastDay)
		exact := dec("0.0055").Mul(decimal.NewFromInt(int64(n)))
		for i := range r.Drafts {
			d := &r.Drafts[i]
			for _, e := range d.Billings() {
				if e.Amount.Sign() < 0 {
					t.Fatalf("%d x 0.05: %s is credited %s with %s", n, d.Customer, e.Amount, e.Claim())
				}
			}
			if off := d.Total.Decimal().Sub(exact).Abs(); d.Customer != "R" && off.GreaterThan(dec("0.01")) {
				t.Errorf("%d x 0.05: %s is billed %s of exactly %s", n, d.Customer, d.Total, exact)
			}
		}
		if want := dec("0.05").Mul(decimal.NewFromInt(int64(n))); !total(r).Equal(want) {
			t.Errorf("%d x 0.05: %s billed, want %s", n, total(r), want)
		}
	}
}

// An amount of 4.72 gave the rounding customer one cent more than 81.73 percent of it, and eleven others what was left; one of 0.05 gave it a
// credit.
func TestPartsAddUpAndNoneIsFarFromItsShare(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(2, 13).Draw(t, "customers")
		customers, rest, rounding := make([]invoice.Share, n), 10000, ""
		for i := range n {
			p := rest
			if i < n-1 {
				p = rapid.IntRange(0, rest).Draw(t, "percent")
			}
			rest -= p
			customers[i] = invoice.Share{Customer: fmt.Sprint(i), Percent: invoice.NewPercent(decimal.New(int64(p), -2))}
			if p > 0 && rapid.Bool().Draw(t, "rounds") {
				rounding = customers[i].Customer
			}
		}
		amount := decimal.New(int64(rapid.IntRange(-100000, 100000).Draw(t, "cents")), -2)
		parts, err := invoice.Allocate(amount, customers, rounding, 2)
		if err != nil {
			t.Fatal(err)
		}
		sum := decimal.Zero
		for i, part := range parts {
			sum = sum.Add(part)
			exact := amount.Mul(customers[i].Percent.Decimal()).Shift(-2)
			if part.Sign()*amount.Sign() < 0 || part.Abs().GreaterThan(exact.Abs().RoundCeil(2)) {
				t.Errorf("%s of %s at %s %%", part, amount, customers[i].Percent)
			}
			if customers[i].Customer != rounding && part.Sub(exact).Abs().GreaterThanOrEqual(dec("0.01")) {
				t.Errorf("%s of %s at %s %% is a cent off", part, amount, customers[i].Percent)
			}
		}
		if !sum.Equal(amount) {
			t.Errorf("parts %v of %s total %s", parts, amount, sum)
		}
	})
}

// Every share was worked out of the whole, never of what the others had left: a cent twice, or a cent lost, where the rounding customer
// or the order of the list was another one when the second share became ready.
func TestTheLastOfTheCustomersGetsWhatIsLeft(t *testing.T) {
	a, b := share("A", "50"), share("B", "50")
	in := func(rounding string, customers ...invoice.Share) memory.Data {
		return split(rounding, customers, hours("T1", "0.05"))
	}
	tests := []struct {
		name         string
		first, later memory.Data
	}{
		{"rounding customer A, then B", in("A", a, b), in("B", a, b)},
		{"rounding customer B, then A", in("B", a, b), in("A", a, b)},
		{"listed A, B, then B, A", in("", a, b), in("", b, a)},
		{"listed B, A, then A, B", in("", b, a), in("", a, b)},
		{"rounding customer A, then none", in("A", a, b), in("", b, a)},
	}
	for _, c := range tests {
		t.Run(c.name, func(t *testing.T) {
			c.first.Transactions[0].Shares = []memory.ShareStatus{{Customer: "B", Status: invoice.Pending}}
			s := source(t, c.first)
			first := run(t, "daily", s, lastDay)
			book(t, s, first)
			c.later.Transactions[0].Billings = ledger(s, "T1")
			s = source(t, c.later)
			second := run(t, "daily", s, lastDay)
			if len(first.Drafts) != 1 || len(second.Drafts) != 1 || !total(first, second).Equal(dec("0.05")) {
				t.Errorf("%v, then %v", drafted(first), drafted(second))
			}
			book(t, s, second)
			if third := run(t, "daily", s, lastDay); len(third.Drafts)+len(third.Backlog) > 0 {
				t.Errorf("after that %v, and held %v", drafted(third), held(third))
			}
		})
	}
}

// ledger is what a host stores of a transaction and gives back.
func ledger(s *memory.Source, transaction string) (entries []invoice.Billing) {
	for _, e := range s.Ledger(transaction) {
		entries = append(entries, e.Billing)
	}
	return entries
}

// Part and rest of a quantity were rounded each for itself: of 0.03 hours in two halves 0.04 were on invoices, and of 0.01 none.
func TestQuantitiesOfPartsAddUp(t *testing.T) {
	for _, c := range []struct{ quantity, amount, step string }{{"0.03", "3.00", "1.50"}, {"0.01", "1.00", "0.50"}, {"1", "3.00", "1.00"}, {"0.05", "10.00", "5.00"}} {
		work := hours("T1", c.amount)
		work.Quantity, work.Price = decimal.NewNullDecimal(dec(c.quantity)), decimal.NewNullDecimal(dec("100"))
		sum, money := decimal.Zero, decimal.Zero
		for i := range 4 {
			d := world(work)
			d.Lines[0].Limit = limit(dec(c.step).Mul(decimal.NewFromInt(int64(i + 1))).String())
			s := source(t, d)
			r := run(t, "daily, limit partial", s, lastDay)
			for j := range r.Drafts {
				for _, e := range r.Drafts[j].Billings() {
					quantity, _ := e.Quantity.Decimal()
					if quantity.IsNegative() {
						t.Errorf("%s h for %s: part %s has quantity %s", c.quantity, c.amount, e.Claim(), e.Quantity)
					}
					sum, money = sum.Add(quantity), money.Add(e.Amount.Decimal())
				}
			}
			book(t, s, r)
			work.Billings = ledger(s, "T1")
		}
		if !sum.Equal(dec(c.quantity)) || !money.Equal(dec(c.amount)) {
			t.Errorf("%s h for %s, in steps of %s: %s h for %s billed", c.quantity, c.amount, c.step, sum, money)
		}
	}
}

// Half of a quarter of an hour was rounded to the same 0.13 for both.
func TestQuantitiesOfCustomersAddUp(t *testing.T) {
	work := hours("T1", "25")
	work.Quantity = decimal.NewNullDecimal(dec("0.25"))
	r := run(t, "daily", source(t, split("", []invoice.Share{share("A", "50"), share("B", "50")}, work)), lastDay)
	sum := decimal.Zero
	for i := range r.Drafts {
		for _, e := range r.Drafts[i].Billings() {
			q, _ := e.Quantity.Decimal()
			sum = sum.Add(q)
		}
	}
	if len(r.Drafts) != 2 || !sum.Equal(dec("0.25")) {
		t.Errorf("%d drafts with %s hours", len(r.Drafts), sum)
	}
}

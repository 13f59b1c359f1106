package invoice_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"pgregory.net/rapid"

	"github.com/proforma-go/proforma/invoice"
)

func eur(s string) invoice.Amount { return invoice.NewAmount(dec(s), "EUR") }

func hours(s string) invoice.Quantity { return invoice.NewQuantity(dec(s)) }

// billed is an entry that closes its customer.
func billed(part int, customer, percent, amount string) invoice.Billing {
	return invoice.Billing{Part: part, Customer: customer, Percent: invoice.NewPercent(dec(percent)), Amount: eur(amount), Whole: eur("100")}
}

// credited is an entry that takes back a part and reopens its customer.
func credited(part, of int, customer, percent, amount string) invoice.Billing {
	b := billed(part, customer, percent, amount)
	b.Reverses, b.Open = of, true
	return b
}

func writtenOff(b invoice.Billing) invoice.Billing {
	b.Open = false
	return b
}

func partly(b invoice.Billing) invoice.Billing {
	b.Open = true
	return b
}

func timedEntry(b invoice.Billing, quantity string) invoice.Billing {
	b.Quantity = hours(quantity)
	return b
}

func hundred(shares ...string) invoice.Item {
	return invoice.Item{Amount: eur("100"), Shares: split(shares...), Payer: "P", Customer: "C"}
}

// show is what is left as text: the amount left, who is due what, and why not.
func show(r invoice.Remaining) string {
	s := r.Left.String()
	for _, d := range r.Due {
		s += " " + d.Customer + " " + d.Amount.Decimal().String()
		if d.Quantity.Valid() {
			s += " of " + d.Quantity.String()
		}
	}
	if r.Reason != "" {
		s += " " + string(r.Reason)
	}
	if r.Was != "" {
		s += " [" + r.Was + " | " + r.Is + "]"
	}
	return s
}

func TestRest(t *testing.T) {
	tests := []struct {
		name     string
		item     invoice.Item
		billings []invoice.Billing
		want     string
	}{
		{"nothing billed: everybody is open and due its share", hundred("A", "50", "B", "50"), nil, "100 EUR A 50 B 50"},
		{"a customer whose last entry closes it is due nothing", hundred("A", "50", "B", "50"), []invoice.Billing{billed(1, "A", "50", "50")}, "50 EUR B 50"},
		{"a customer whose last entry leaves it open is due the rest of its share", hundred("A", "50", "B", "50"), []invoice.Billing{partly(billed(1, "A", "50", "20"))}, "80 EUR A 30 B 50"},
		{"the entry with the highest part decides, in whatever order they come", hundred("A", "50", "B", "50"),
			[]invoice.Billing{billed(2, "A", "50", "30"), partly(billed(1, "A", "50", "20"))}, "50 EUR B 50"},
		{"where everybody has an entry, less than a minor unit is nothing left", invoice.Item{Amount: eur("100.004"), Shares: split("A", "50", "B", "50")},
			[]invoice.Billing{billed(1, "A", "50", "50"), partly(billed(2, "B", "50", "50"))}, "0.00 EUR"},
		{"a credit that reopens its customer comes back", hundred("A", "50", "B", "50"),
			[]invoice.Billing{billed(1, "A", "50", "50"), credited(2, 1, "A", "50", "-50")}, "100 EUR A 50 B 50"},
		{"a credit in part comes back in part", hundred("A", "50", "B", "50"),
			[]invoice.Billing{billed(1, "A", "50", "50"), credited(2, 1, "A", "50", "-20")}, "70 EUR A 20 B 50"},
		{"a write-off does not come back", hundred("A", "50", "B", "50"),
			[]invoice.Billing{billed(1, "A", "50", "50"), writtenOff(credited(2, 1, "A", "50", "-50"))}, "50 EUR B 50"},
		{"a write-off of all of it leaves nothing", hundred("A", "100"),
			[]invoice.Billing{billed(1, "A", "100", "100"), writtenOff(credited(2, 1, "A", "100", "-100"))}, "0.00 EUR"},
		{"a cent of rounding goes to the rounding customer if it is open", invoice.Item{Amount: eur("10.00"), Shares: thirdsOf("A", "B", "C"), RoundingCustomer: "C"},
			[]invoice.Billing{billed(1, "A", "33.3333", "3.33")}, "6.67 EUR B 3.33 C 3.34"},
		{"and to the open ones if it is closed", invoice.Item{Amount: eur("10.00"), Shares: thirdsOf("A", "B", "C"), RoundingCustomer: "A"},
			[]invoice.Billing{billed(1, "A", "33.3333", "3.33")}, "6.67 EUR B 3.34 C 3.33"},
		{"the last open customer gets exactly what is left", invoice.Item{Amount: eur("10.00"), Shares: thirdsOf("A", "B", "C")},
			[]invoice.Billing{billed(1, "A", "33.3333", "3.33"), billed(2, "B", "33.3333", "3.33")}, "3.34 EUR C 3.34"},
		{"another rounding customer moves nothing that was billed", invoice.Item{Amount: eur("10.00"), Shares: thirdsOf("A", "B", "C"), RoundingCustomer: "B"},
			[]invoice.Billing{billed(1, "A", "33.3333", "3.34"), billed(2, "B", "33.3333", "3.33")}, "3.33 EUR C 3.33"},
		{"another listed order moves nothing that was billed", invoice.Item{Amount: eur("10.00"), Shares: thirdsOf("C", "B", "A")},
			[]invoice.Billing{billed(1, "A", "33.3333", "3.34"), billed(2, "B", "33.3333", "3.33")}, "3.33 EUR C 3.33"},
		{"shares of those who were not billed change as the line says", hundred("A", "50", "C", "30", "D", "20"),
			[]invoice.Billing{billed(1, "A", "50", "50")}, "50 EUR C 30 D 20"},
		{"another share of somebody who was billed holds the rest", hundred("A", "60", "B", "40"),
			[]invoice.Billing{billed(1, "A", "50", "50")}, "50 EUR shares-changed [A 50 | A 60; B 40]"},
		{"so does no share at all", hundred("B", "100"), []invoice.Billing{billed(1, "A", "50", "50")}, "50 EUR shares-changed [A 50 | B 100]"},
		{"where nothing is left there is nothing to hold", hundred("Anna", "50", "B", "50"),
			[]invoice.Billing{billed(1, "A", "50", "50"), billed(2, "B", "50", "50")}, "0.00 EUR"},
		{"a customer without a net binds nobody", hundred("B", "100"),
			[]invoice.Billing{billed(1, "A", "50", "50"), credited(2, 1, "A", "50", "-50")}, "100 EUR B 100"},
		{"a change that moves no minor unit is none", hundred("A", "50.005", "B", "49.995"), []invoice.Billing{billed(1, "A", "50", "50")}, "50 EUR B 50"},
		{"a change that moves one is a change", hundred("A", "50.01", "B", "49.99"), []invoice.Billing{billed(1, "A", "50", "50")},
			"50 EUR shares-changed [A 50 | A 50.01; B 49.99]"},
		{"shares of the item's own state the whole division", hundred("A", "60", "C", "40"), []invoice.Billing{billed(1, "A", "60", "60")}, "40 EUR C 40"},
		{"without customers the payer pays", hundred(), nil, "100 EUR P 100"},
		{"without customers payer and customer are one, and the rest goes to the one that was billed: the customer", hundred(),
			[]invoice.Billing{partly(billed(1, "C", "100", "30"))}, "70 EUR C 70"},
		{"or the payer", hundred(), []invoice.Billing{partly(billed(1, "P", "100", "30"))}, "70 EUR P 70"},
		{"a stranger was billed", hundred(), []invoice.Billing{partly(billed(1, "X", "100", "30"))}, "70 EUR shares-changed [X 100 | P 100]"},
		{"an amount that was raised: the open pay their share of it", invoice.Item{Amount: eur("120"), Shares: split("A", "50", "B", "50")},
			[]invoice.Billing{billed(1, "A", "50", "50")}, "70 EUR B 60"},
		{"an amount that was raised for a customer that is partly billed", invoice.Item{Amount: eur("120"), Shares: split("A", "100")},
			[]invoice.Billing{partly(billed(1, "A", "100", "40"))}, "80 EUR A 80"},
		{"an amount that was lowered is credited to an open customer", invoice.Item{Amount: eur("30"), Shares: split("A", "100")},
			[]invoice.Billing{partly(billed(1, "A", "100", "40"))}, "-10 EUR A -10"},
		{"an amount that was lowered, of somebody closed, holds the rest until it is credited", invoice.Item{Amount: eur("80"), Shares: split("A", "50", "B", "50")},
			[]invoice.Billing{billed(1, "A", "50", "50")}, "30 EUR amount-changed"},
		{"and is divided again after the credit", invoice.Item{Amount: eur("80"), Shares: split("A", "50", "B", "50")},
			[]invoice.Billing{billed(1, "A", "50", "50"), credited(2, 1, "A", "50", "-50")}, "80 EUR A 40 B 40"},
		{"an amount that was raised, with everybody closed, is billed to nobody", invoice.Item{Amount: eur("120"), Shares: split("A", "50", "B", "50")},
			[]invoice.Billing{billed(1, "A", "50", "50"), billed(2, "B", "50", "50")}, "20 EUR"},
		{"what is not chargeable any more is an amount of nothing", invoice.Item{Amount: eur("0"), Shares: split("A", "100")},
			[]invoice.Billing{partly(billed(1, "A", "100", "40"))}, "-40 EUR A -40"},
		{"quantities go with the amounts", invoice.Item{Amount: eur("100"), Quantity: hours("10"), Shares: split("A", "60", "B", "40")}, nil, "100 EUR A 60 of 6.00 B 40 of 4.00"},
		{"the last open customer gets exactly the quantity that is left", invoice.Item{Amount: eur("10"), Quantity: hours("10"), Shares: thirdsOf("A", "B", "C")},
			[]invoice.Billing{timedEntry(billed(1, "A", "33.3333", "3.33"), "3.33"), timedEntry(billed(2, "B", "33.3333", "3.33"), "3.33")}, "3.34 EUR C 3.34 of 3.34"},
		{"a quantity cannot be told where an entry has none", invoice.Item{Amount: eur("100"), Quantity: hours("10"), Shares: split("A", "60", "B", "40")},
			[]invoice.Billing{billed(1, "A", "60", "60")}, "40 EUR B 40"},
		{"quantities add up, as amounts do", invoice.Item{Amount: eur("100"), Quantity: hours("10"), Shares: thirdsOf("A", "B", "C")}, nil,
			"100 EUR A 33.34 of 3.34 B 33.33 of 3.33 C 33.33 of 3.33"},
		{"a share that is not known of one binds nobody, and that of another does", hundred("A", "20", "B", "60", "C", "20"),
			[]invoice.Billing{billed(1, "A", "0", "20"), billed(2, "B", "50", "50")}, "30 EUR shares-changed [A; B 50 | A 20; B 60; C 20]"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r, err := invoice.Rest(tt.item, tt.billings)
			if err != nil {
				t.Fatal(err)
			}
			if got := show(r); got != strings.ReplaceAll(tt.want, " EUR", ".00 EUR") && got != tt.want {
				t.Errorf("got  %s\nwant %s", got, tt.want)
			}
		})
	}
}

func thirdsOf(customers ...string) []invoice.Share {
	var shares []invoice.Share
	for _, c := range customers {
		shares = append(shares, invoice.Share{Customer: c, Percent: invoice.NewRatio(1, 3)})
	}
	return shares
}

func TestRestRefusesBillingsThatMakeNoSense(t *testing.T) {
	sek := billed(1, "A", "50", "50")
	sek.Amount = invoice.NewAmount(dec("50"), "SEK")
	huge := billed(1, "A", "50", "50")
	huge.Amount = invoice.NewAmount(decimal.New(1, 999999999), "EUR")
	large := billed(1, "A", "50", "2000000000000000")
	quantity, price, whole, waived, percent := billed(1, "A", "50", "50"), billed(1, "A", "50", "50"), billed(1, "A", "50", "50"), billed(1, "A", "50", "50"), billed(1, "A", "50", "50")
	quantity.Quantity, price.Price, whole.Whole, waived.Waived = invoice.NewQuantity(decimal.New(1, 999999999)), huge.Amount, huge.Amount, huge.Amount
	percent.Percent = invoice.NewPercent(decimal.New(1, 999999999))
	tests := []struct {
		name     string
		item     invoice.Item
		billings []invoice.Billing
		want     string
	}{
		{"two entries with one part", hundred("A", "50", "B", "50"), []invoice.Billing{billed(1, "A", "50", "50"), billed(1, "B", "50", "50")}, "every entry has a part of its own"},
		{"a part of zero", hundred("A", "100"), []invoice.Billing{billed(0, "A", "100", "50")}, "every entry has a part of its own, from 1"},
		{"another currency", hundred("A", "50", "B", "50"), []invoice.Billing{sek}, `part 1 is in "SEK", and the transaction in EUR`},
		{"a reversal of a part that is not there", hundred("A", "100"), []invoice.Billing{credited(1, 7, "A", "100", "-50")}, "part 1 takes back part 7"},
		{"a reversal of a part that comes after it", hundred("A", "100"), []invoice.Billing{credited(1, 2, "A", "100", "-50"), billed(2, "A", "100", "50")}, "part 1 takes back part 2"},
		{"a reversal of another customer's part", hundred("A", "50", "B", "50"), []invoice.Billing{billed(1, "A", "50", "50"), credited(2, 1, "B", "50", "-50")}, "B has no such part"},
		{"an amount out of range", hundred("A", "100"), []invoice.Billing{huge}, "out of range"},
		{"an amount beyond 10^17 minor units", hundred("A", "100"), []invoice.Billing{large}, "out of range"},
		{"a quantity out of range", hundred("A", "100"), []invoice.Billing{quantity}, "out of range"},
		{"a price out of range", hundred("A", "100"), []invoice.Billing{price}, "out of range"},
		{"a whole out of range", hundred("A", "100"), []invoice.Billing{whole}, "out of range"},
		{"a written-off amount out of range", hundred("A", "100"), []invoice.Billing{waived}, "out of range"},
		{"a percentage out of range", hundred("A", "100"), []invoice.Billing{percent}, "out of range"},
		{"shares of 90 %", hundred("A", "50", "B", "40"), nil, "total 90 %"},
		{"no currency", invoice.Item{Amount: invoice.NewAmount(dec("1"), "kr")}, nil, `"kr" is not a currency`},
		{"an item out of range", invoice.Item{Amount: huge.Amount}, nil, "out of range"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if r, err := invoice.Rest(tt.item, tt.billings); err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("got %s and %v, want %q", show(r), err, tt.want)
			}
		})
	}
}

// TestWhateverIsBilledOfWhatIsLeftTheLedgerEndsAtTheAmount bills what Rest says is due, in any order and not all at once, credits some of it and
// bills it again, while rounding customer, listed order and the shares of customers who were never billed change. Everybody's share is some cents.
func TestWhateverIsBilledOfWhatIsLeftTheLedgerEndsAtTheAmount(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		h := newHistory(t)
		for range rapid.IntRange(1, 8).Draw(t, "nights") {
			h.changeWhatMayChange(t)
			h.night(t, func() bool { return rapid.Bool().Draw(t, "bill") })
			if rapid.IntRange(0, 3).Draw(t, "credit") == 0 {
				h.credit(t)
			}
		}
		for range 12 {
			h.changeWhatMayChange(t)
			h.night(t, func() bool { return true })
		}
		if want := h.item.Amount.Decimal().Round(2); !h.sum().Equal(want) {
			t.Fatalf("%s was billed of %s:\n%v", h.sum(), want, h.entries)
		}
	})
}

// history is an item and its ledger.
type history struct {
	item    invoice.Item
	entries []invoice.Billing
}

func newHistory(t *rapid.T) *history {
	amount := decimal.New(rapid.Int64Range(1000, 20000).Draw(t, "amount"), -3)
	if rapid.Bool().Draw(t, "negative") {
		amount = amount.Neg()
	}
	h := &history{item: invoice.Item{Amount: invoice.NewAmount(amount, "EUR")}}
	parts := rapid.SliceOfN(rapid.Int64Range(1, 7), 1, 5).Draw(t, "shares")
	sum := int64(0)
	for _, p := range parts {
		sum += p
	}
	for i, p := range parts {
		h.item.Shares = append(h.item.Shares, invoice.Share{Customer: string(rune('A' + i)), Percent: invoice.NewRatio(p, sum)})
	}
	return h
}

func (h *history) sum() (sum decimal.Decimal) {
	for _, e := range h.entries {
		sum = sum.Add(e.Amount.Decimal())
	}
	return sum
}

func (h *history) wasBilled(customer string) bool {
	return slices.ContainsFunc(h.entries, func(e invoice.Billing) bool { return e.Customer == customer })
}

func (h *history) changeWhatMayChange(t *rapid.T) {
	h.item.Shares = rapid.Permutation(h.item.Shares).Draw(t, "order")
	h.item.RoundingCustomer = ""
	if i := rapid.IntRange(-1, len(h.item.Shares)-1).Draw(t, "rounding customer"); i >= 0 {
		h.item.RoundingCustomer = h.item.Shares[i].Customer
	}
	var free []int
	for i, s := range h.item.Shares {
		if !h.wasBilled(s.Customer) {
			free = append(free, i)
		}
	}
	if len(free) > 1 && rapid.Bool().Draw(t, "swap") { // those who were never billed change shares
		i, j := free[0], free[len(free)-1]
		h.item.Shares[i].Percent, h.item.Shares[j].Percent = h.item.Shares[j].Percent, h.item.Shares[i].Percent
	}
}

func (h *history) night(t *rapid.T, bills func() bool) {
	r, err := invoice.Rest(h.item, h.entries)
	if err != nil {
		t.Fatal(err)
	}
	if r.Reason != "" {
		t.Fatalf("%s is held as %s: %v", r.Left, r.Reason, h.entries)
	}
	for _, d := range rapid.Permutation(r.Due).Draw(t, "due") {
		if !bills() {
			continue
		}
		at := slices.IndexFunc(h.item.Shares, func(s invoice.Share) bool { return s.Customer == d.Customer })
		h.entries = append(h.entries, invoice.Billing{Part: len(h.entries) + 1, Customer: d.Customer, Percent: h.item.Shares[at].Percent, Amount: d.Amount, Whole: h.item.Amount})
		if h.sum().Abs().GreaterThan(h.item.Amount.Decimal().Round(2).Abs()) {
			t.Fatalf("%s was billed of %s:\n%v", h.sum(), h.item.Amount, h.entries)
		}
	}
}

// credit takes back one part that was not taken back.
func (h *history) credit(t *rapid.T) {
	var whole []invoice.Billing
	for _, e := range h.entries {
		if e.Reverses == 0 && !slices.ContainsFunc(h.entries, func(o invoice.Billing) bool { return o.Reverses == e.Part }) {
			whole = append(whole, e)
		}
	}
	if len(whole) == 0 {
		return
	}
	e := rapid.SampledFrom(whole).Draw(t, "credited")
	e.Part, e.Reverses, e.Open, e.Amount = len(h.entries)+1, e.Part, true, e.Amount.Neg()
	h.entries = append(h.entries, e)
}

func ExampleRest() {
	item := invoice.Item{Amount: eur("100.00"), Shares: split("A", "50", "B", "50")}
	r, err := invoice.Rest(item, []invoice.Billing{{Part: 1, Customer: "A", Percent: invoice.NewRatio(1, 2), Amount: eur("50.00")}})
	fmt.Println(r.Left, r.Due[0].Customer, r.Due[0].Amount, err)
	// Output: 50.00 EUR B 50.00 EUR <nil>
}

func TestRestLeavesTheBillingsOfTheHostInTheirOrder(t *testing.T) {
	entries := []invoice.Billing{billed(2, "A", "50", "30"), partly(billed(1, "A", "50", "20"))}
	before := slices.Clone(entries)
	if _, err := invoice.Rest(hundred("A", "50", "B", "50"), entries); err != nil || !slices.Equal(entries, before) {
		t.Errorf("%v (%v), were %v", entries, err, before)
	}
}

package invoice_test

import (
	"fmt"
	"testing"

	"github.com/proforma-go/proforma/invoice"
	"github.com/proforma-go/proforma/invoice/memory"
)

// smallWorld has many items of one amount and quantity on a line.
func smallWorld(t fataler, n int, amount, quantity string, shares ...string) *memory.Source {
	d := memory.Data{Projects: []memory.Project{{ID: "P", Customer: "A"}}, Lines: []memory.Line{{ID: "L", Project: "P", Customers: split(shares...)}}}
	for i := range n {
		x := work(fmt.Sprintf("T%03d", i), "L", amount)
		if quantity != "" {
			x = timed(x, quantity, "1")
		}
		d.Transactions = append(d.Transactions, x)
	}
	return mustMemory(t, d)
}

// totals is what each customer's draft comes to, and its quantities.
func totals(res *invoice.Result) string {
	s := ""
	for i := range res.Drafts {
		d, sum := &res.Drafts[i], invoice.Quantity{}
		for _, x := range d.Lines[0].Details {
			if x.Quantity.Valid() && !sum.Valid() {
				sum = x.Quantity
			} else if x.Quantity.Valid() {
				sum = sum.Add(x.Quantity)
			}
		}
		s += fmt.Sprintf("%s %s", d.Customer, d.Total)
		if sum.Valid() {
			s += " of " + sum.String()
		}
		s += "; "
	}
	return s
}

func TestAmountsAndQuantitiesOfADraftLineAddUp(t *testing.T) {
	for _, tt := range []struct {
		name             string
		n                int
		amount, quantity string
		shares           []string
		want             string
	}{
		{"half a cent, for one customer", 100, "0.005", "", nil, "A 0.50 EUR; "},
		{"minus half a cent", 100, "-0.005", "", nil, "A -0.50 EUR; "},
		{"a third of a cent or so", 100, "0.0034", "", nil, "A 0.34 EUR; "},
		{"a whole cent and a fraction", 100, "0.0134", "", nil, "A 1.34 EUR; "},
		{"a cent between two, and the hundredth of an hour that goes with it", 100, "0.01", "0.01", []string{"A", "50", "B", "50"}, "A 0.50 EUR of 0.50; B 0.50 EUR of 0.50; "},
		{"an uneven hour between three", 50, "0.05", "0.05", []string{"A", "60", "B", "30", "C", "10"}, "A 1.50 EUR of 1.50; B 0.75 EUR of 0.75; C 0.25 EUR of 0.25; "},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := totals(night(t, smallWorld(t, tt.n, tt.amount, tt.quantity, tt.shares...))); got != tt.want {
				t.Errorf("got %s, want %s", got, tt.want)
			}
		})
	}
}

// TestFractionsAddUpBesideWholeAmounts, whichever comes first.
func TestFractionsAddUpBesideWholeAmounts(t *testing.T) {
	for _, amounts := range [][]string{{"0.005", "0.005", "10"}, {"10", "0.005", "0.005"}, {"0.005", "10", "0.005"}, {"5.005", "5.005"}} {
		d := faultWorld()
		d.Transactions = nil
		for i, a := range amounts {
			d.Transactions = append(d.Transactions, work(fmt.Sprint("T", i), "L1", a))
		}
		res := mustRun(t, invoice.Input{Rules: []invoice.Rule{everyDay}, Source: mustMemory(t, d), Through: worldStart})
		if got, want := totals(res), "A 10.01 EUR; "; got != want {
			t.Errorf("%v: got %s, want %s", amounts, got, want)
		}
	}
}

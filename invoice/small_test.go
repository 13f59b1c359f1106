package invoice_test

import (
	"fmt"
	"testing"

	"github.com/shopspring/decimal"
	"pgregory.net/rapid"

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

// TestASourceThatKnowsNoLimitsBillsTheSame as one that has some it could set: without any limit, and with amounts of whole cents only, a run has less
// to do.
func TestASourceThatKnowsNoLimitsBillsTheSame(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		shares := rapid.SampledFrom([][]invoice.Share{nil, split("A", "100"), split("A", "60", "B", "40"), thirdsOf("A", "B", "C")}).Draw(t, "shares")
		step := rapid.SampledFrom([]int64{1, 5, 10}).Draw(t, "step")
		plain := rowSource{project: &benchProject{"P", "A", ""}, line: &benchLine{id: "L", project: "P"}}
		d := memory.Data{Projects: []memory.Project{{ID: "P", Customer: "A"}}, Lines: []memory.Line{{ID: "L", Project: "P"}}}
		for i := range rapid.IntRange(1, 6).Draw(t, "items") {
			id, amount := fmt.Sprint("T", i), decimal.New(step*rapid.Int64Range(-20, 20).Draw(t, "amount"), -3)
			row := work(id, "L", amount.String())
			row.Customers = shares
			d.Transactions = append(d.Transactions, row)
			plain.rows = append(plain.rows, &badRow{benchTransaction: benchTransaction{id: id, line: "L", date: worldStart, amount: amount, ready: true}, shares: shares})
		}
		rule := everyDay
		rule.Rounding.Per = rapid.SampledFrom([]invoice.RoundingLevel{invoice.PerLine, invoice.PerDetail}).Draw(t, "per")
		said := func(s invoice.Source) string {
			res, out := mustRun(t, invoice.Input{Rules: []invoice.Rule{rule}, Source: s, Through: worldStart}), ""
			for i := range res.Drafts {
				out += contents(&res.Drafts[i]) + "\n"
			}
			for _, b := range res.Backlog {
				out += fmt.Sprintln(b.Transaction, b.Customer, b.Amount, b.Reason)
			}
			return out
		}
		if got, want := said(plain), said(mustMemory(t, d)); got != want {
			t.Fatalf("without limits\n%swith some\n%s", got, want)
		}
	})
}

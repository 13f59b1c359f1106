package invoice_test

import (
	"cmp"
	"fmt"
	"slices"
	"testing"

	"github.com/shopspring/decimal"
	"pgregory.net/rapid"

	"github.com/proforma-go/proforma/invoice"
	"github.com/proforma-go/proforma/invoice/memory"
	"github.com/proforma-go/proforma/schedule"
)

// TestDetailsStandByKindPersonDateAndID holds the order of details against a plain comparison, over dates of centuries and ids in any order, few and many.
func TestDetailsStandByKindPersonDateAndID(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		span := rapid.SampledFrom([]int{1, 3, 400, 300_000}).Draw(t, "days")
		data := memory.Data{Projects: []memory.Project{{ID: "P", Customer: "C"}}, Lines: []memory.Line{{ID: "L", Project: "P"}}}
		for i := range rapid.IntRange(1, 150).Draw(t, "transactions") {
			data.Transactions = append(data.Transactions, memory.Transaction{
				ID: fmt.Sprint(i), Line: "L", Amount: decimal.NewFromInt(1), Currency: "EUR",
				Kind:   rapid.SampledFrom([]invoice.Kind{invoice.Time, invoice.Material, invoice.Expense}).Draw(t, "kind"),
				Person: rapid.SampledFrom([]string{"", "bo", "anna", "Zoe"}).Draw(t, "person"),
				Date:   worldStart.AddDays(-rapid.IntRange(0, span).Draw(t, "date")),
			})
		}
		data.Transactions = rapid.Permutation(data.Transactions).Draw(t, "rows")
		rule := invoice.Rule{Name: "all", Schedule: schedule.Schedule{Frequency: schedule.Daily}}
		result, err := invoice.Collect(invoice.Run(t.Context(), invoice.Input{Rules: []invoice.Rule{rule}, Source: mustMemory(t, data), Through: worldStart}))
		if err != nil {
			t.Fatal(err)
		}
		details := result.Drafts[0].Lines[0].Details
		if len(details) != len(data.Transactions) {
			t.Fatalf("%d details of %d transactions", len(details), len(data.Transactions))
		}
		if !slices.IsSortedFunc(details, func(a, b invoice.LineDetail) int {
			return cmp.Or(cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.Person, b.Person), a.Date.Compare(b.Date), cmp.Compare(a.Transaction, b.Transaction))
		}) {
			t.Fatalf("not in order: %v", details)
		}
	})
}

func TestTheBacklogOfAUnitIsInOrderOfIDsHoweverTheyCome(t *testing.T) {
	for _, ids := range [][]string{{"T1", "T2", "T3", "T4"}, {"T1", "T3", "T2", "T4"}, {"T4", "T3", "T2", "T1"}} {
		data := memory.Data{Projects: []memory.Project{{ID: "P", Customer: "C"}}, Lines: []memory.Line{{ID: "L1", Project: "P"}, {ID: "L2", Project: "P"}}}
		for i, id := range ids {
			data.Transactions = append(data.Transactions, memory.Transaction{ID: id, Line: data.Lines[i/2].ID, Kind: invoice.Time, Date: worldStart,
				Amount: decimal.NewFromInt(1), Currency: "EUR", Status: invoice.Pending})
		}
		rule := invoice.Rule{Name: "all", Schedule: schedule.Schedule{Frequency: schedule.Daily}}
		var got []string
		for o, err := range invoice.Run(t.Context(), invoice.Input{Rules: []invoice.Rule{rule}, Source: mustMemory(t, data), Through: worldStart}) {
			if err != nil {
				t.Fatal(err)
			}
			for _, b := range o.Backlog {
				got = append(got, b.Transaction)
			}
		}
		if !slices.Equal(got, []string{"T1", "T2", "T3", "T4"}) {
			t.Errorf("rows %v: the backlog is %v", ids, got)
		}
	}
}

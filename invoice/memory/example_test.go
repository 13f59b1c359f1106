package memory_test

import (
	"context"
	"fmt"

	"github.com/shopspring/decimal"

	"github.com/proforma-go/proforma/invoice"
	"github.com/proforma-go/proforma/invoice/memory"
	"github.com/proforma-go/proforma/schedule"
)

// Two nights: the second one finds only what became ready after the first.
func Example() {
	friday := schedule.MustParseDate("2026-01-30")
	source, err := memory.New(memory.Data{
		Projects: []memory.Project{{ID: "P1", Customer: "Acme"}},
		Lines:    []memory.Line{{ID: "L1", Project: "P1"}},
		Transactions: []memory.Transaction{
			{ID: "T1", Line: "L1", Kind: invoice.Time, Date: friday, Amount: decimal.NewFromInt(800), Currency: "EUR"},
			{ID: "T2", Line: "L1", Kind: invoice.Time, Date: friday, Amount: decimal.NewFromInt(200), Currency: "EUR", ReadyFrom: friday.AddDays(1)},
		},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	rules := []invoice.Rule{{Name: "Nightly", Schedule: schedule.Schedule{Frequency: schedule.Daily}}}
	for _, day := range []schedule.Date{friday, friday.AddDays(1)} {
		result, err := invoice.Collect(invoice.Run(context.Background(), invoice.Input{Rules: rules, Source: source.AsOf(day), Through: day}))
		if err != nil {
			fmt.Println(err)
			return
		}
		for _, d := range result.Drafts {
			fmt.Println(d.RunDate, d.Customer, d.Total)
		}
		if err := source.Book(result.Outcome()); err != nil {
			fmt.Println(err)
			return
		}
	}
	// Output:
	// 2026-01-30 Acme 800.00 EUR
	// 2026-01-31 Acme 200.00 EUR
}

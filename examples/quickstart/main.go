// Quickstart drafts the invoices of one project by one rule: rule text and three structs in, drafts out.
package main

import (
	"context"
	"fmt"
	"log"

	"github.com/shopspring/decimal"

	"github.com/proforma-go/proforma/dsl"
	"github.com/proforma-go/proforma/invoice"
	"github.com/proforma-go/proforma/invoice/memory"
	"github.com/proforma-go/proforma/schedule"
)

func main() {
	rule, err := dsl.ParseRule("monthly last weekday, include through end of previous month, merge projects")
	if err != nil {
		log.Fatal(err)
	}
	source, err := memory.New(memory.Data{
		Projects: []memory.Project{{ID: "P1", Customer: "Acme"}},
		Lines:    []memory.Line{{ID: "L1", Project: "P1"}},
		Transactions: []memory.Transaction{{
			ID: "T1", Line: "L1", Kind: invoice.Time, Date: schedule.MustParseDate("2026-01-15"), Amount: decimal.NewFromInt(1200), Currency: "EUR",
		}},
	})
	if err != nil {
		log.Fatal(err)
	}
	day := schedule.MustParseDate("2026-02-27")
	result, err := invoice.Collect(invoice.Run(context.Background(), invoice.Input{Rules: []invoice.Rule{rule}, Source: source, Through: day}))
	if err != nil {
		log.Fatal(err)
	}
	for _, d := range result.Drafts {
		fmt.Printf("%s: %s %s to %s\n", d.RunDate, d.Total.StringFixed(2), d.Currency, d.Customer)
	}
}

package invoice_test

import (
	"context"
	"fmt"
	"log"

	"github.com/shopspring/decimal"

	"github.com/proforma-go/proforma/invoice"
	"github.com/proforma-go/proforma/invoice/memory"
	"github.com/proforma-go/proforma/schedule"
)

// A rule written by hand, without any text, over a source in memory. What is on no draft has a reason.
func ExampleRun() {
	source, err := memory.New(memory.Data{
		Projects: []memory.Project{{ID: "P1", Customer: "Acme"}},
		Lines:    []memory.Line{{ID: "L1", Project: "P1"}},
		Transactions: []memory.Transaction{
			{ID: "T1", Line: "L1", Kind: invoice.Time, Date: schedule.MustParseDate("2026-01-15"), Amount: decimal.NewFromInt(1200), Currency: "EUR"},
			{ID: "T2", Line: "L1", Kind: invoice.Time, Date: schedule.MustParseDate("2026-02-03"), Amount: decimal.NewFromInt(300), Currency: "EUR"},
		},
	})
	if err != nil {
		log.Fatal(err)
	}
	rule := invoice.Rule{
		Name:     "month end",
		Schedule: schedule.Schedule{Frequency: schedule.Monthly, On: []schedule.Day{{Kind: schedule.AnyDay, N: -1}}},
	}
	in := invoice.Input{Rules: []invoice.Rule{rule}, Source: source, Through: schedule.MustParseDate("2026-01-31")}
	for outcome, err := range invoice.Run(context.Background(), in) {
		if err != nil {
			log.Fatal(err)
		}
		for _, d := range outcome.Drafts {
			fmt.Println(d.RunDate, d.Customer, d.Total)
		}
		for _, b := range outcome.Backlog {
			fmt.Println(b.Transaction, b.Reason, "-", b.Detail(), "- next run", b.NextRun)
		}
	}
	// Output:
	// 2026-01-31 Acme 1200.00 EUR
	// T2 after-cutoff - dated 2026-02-03, included through 2026-01-31 - next run 2026-02-28
}

// Thirds of ten euros: the rounding customer takes the cent that is left over.
func ExampleAllocate() {
	shares := []invoice.Share{
		{Customer: "A", Percent: invoice.NewPercent(decimal.RequireFromString("33.34"))},
		{Customer: "B", Percent: invoice.NewPercent(decimal.RequireFromString("33.33"))},
		{Customer: "C", Percent: invoice.NewPercent(decimal.RequireFromString("33.33"))},
	}
	parts, err := invoice.Allocate(decimal.NewFromInt(10), shares, "A", 2)
	fmt.Println(parts, err)
	// Output: [3.34 3.33 3.33] <nil>
}

// A host's own type and field: rules can say `where region = "north"`.
func ExampleVocabulary_Compile() {
	region := invoice.TextField("region", invoice.OfProject(func(p *office) (string, bool) { return p.region, p.region != "" }))
	vocabulary, err := invoice.StandardVocabulary().Extend(invoice.Fields(region))
	if err != nil {
		log.Fatal(err)
	}
	condition, err := vocabulary.Compile(invoice.Compare{Field: "region", Op: invoice.Equal, Value: invoice.TextValue("North")})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(condition.Holds(&office{"P1", "Acme", "north"}, nil, nil), condition.Holds(&office{"P2", "Acme", ""}, nil, nil))
	// Output: true false
}

type office struct{ id, customer, region string }

func (o *office) ID() string       { return o.id }
func (o *office) Customer() string { return o.customer }

// The currency decides how many decimals an amount has.
func ExampleMinorUnits() {
	for _, code := range []string{"EUR", "JPY", "KWD", "kr"} {
		digits, ok := invoice.MinorUnits(code)
		fmt.Println(code, digits, ok)
	}
	// Output:
	// EUR 2 true
	// JPY 0 true
	// KWD 3 true
	// kr 0 false
}

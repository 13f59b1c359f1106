package zz

import (
	"context"
	"fmt"
	"testing"

	"github.com/shopspring/decimal"

	"github.com/proforma-go/proforma/dsl"
	"github.com/proforma-go/proforma/invoice"
	"github.com/proforma-go/proforma/invoice/memory"
	"github.com/proforma-go/proforma/schedule"
)

func dec(s string) decimal.Decimal { return decimal.RequireFromString(s) }

func world(n int, amount string, rounding string, quantity bool, sh ...invoice.Share) *memory.Source {
	d := memory.Data{Projects: []memory.Project{{ID: "P1", Customer: "ACME"}}, Lines: []memory.Line{{ID: "L1", Project: "P1", Customers: sh, RoundingCustomer: rounding}}}
	for i := range n {
		t := memory.Transaction{ID: fmt.Sprintf("T%05d", i), Line: "L1", Kind: invoice.Fee, Date: schedule.MustParseDate("2026-01-10"), Amount: dec(amount), Currency: "EUR"}
		if quantity {
			t.Quantity = decimal.NewNullDecimal(dec("0.01"))
			t.Price = decimal.NewNullDecimal(dec("10"))
		}
		d.Transactions = append(d.Transactions, t)
	}
	s, err := memory.New(d)
	if err != nil {
		panic(err)
	}
	return s
}

func run(t testing.TB, s invoice.Source, rule string) *invoice.Result {
	r, err := dsl.ParseRule(rule)
	if err != nil {
		t.Fatal(err)
	}
	res, err := invoice.Collect(invoice.Run(context.Background(), invoice.Input{Rules: []invoice.Rule{r}, Source: s, Through: schedule.MustParseDate("2026-01-31"), Workers: 1}))
	if err != nil {
		t.Fatal(err)
	}
	return res
}

func p(c, pct string) invoice.Share { x, _ := invoice.ParsePercent(pct); return invoice.Share{Customer: c, Percent: x} }

func TestX(t *testing.T) {
	show := func(what string, s *memory.Source, rule string) {
		res := run(t, s, rule)
		fmt.Print(what, ": ")
		for _, d := range res.Drafts {
			q := decimal.Zero
			for _, l := range d.Lines {
				for _, x := range l.Details {
					y, _ := x.Quantity.Decimal()
					q = q.Add(y)
				}
			}
			fmt.Print(d.Customer, " ", d.Total, " (", q, " h); ")
		}
		fmt.Println("backlog", len(res.Backlog))
		if len(res.Backlog) > 0 {
			fmt.Println(res.Backlog[0].Reason, res.Backlog[0].Detail())
		}
	}
	show("1000x0.004", world(1000, "0.004", "", false), "daily")
	show("1000x0.005", world(1000, "0.005", "", false), "daily")
	show("1000x0.015", world(1000, "0.015", "", false), "daily")
	show("1x0.004", world(1, "0.004", "", false), "daily")
	show("1000x0.005 per detail", world(1000, "0.005", "", false), "daily, round per detail")
	show("1000x0.005 even per detail", world(1000, "0.005", "", false), "daily, round half even per detail")
	show("50/50", world(1000, "0.05", "", true, p("A", "50"), p("B", "50")), "daily")
	show("50/50 r B", world(1000, "0.05", "B", true, p("A", "50"), p("B", "50")), "daily")
	var sh []invoice.Share
	for i := range 9 {
		sh = append(sh, p(fmt.Sprint("C", i), "11"))
	}
	sh = append(sh, p("R", "1"))
	show("9x11+1", world(1000, "0.05", "", false, sh...), "daily")
	show("9x11+1 R", world(1000, "0.05", "R", false, sh...), "daily")
	show("1 9x11+1 R", world(1, "0.05", "R", false, sh...), "daily")
	show("thirds", world(1, "30000", "", false, p("A", "1/3"), p("B", "1/3"), p("C", "1/3")), "daily")
	show("thirds100", world(3, "100", "", false, p("A", "1/3"), p("B", "1/3"), p("C", "1/3")), "daily")
}

func BenchmarkSplit(b *testing.B) {
	s := world(10000, "12.35", "", false, p("A", "33.34"), p("B", "33.33"), p("C", "33.33"))
	b.ReportAllocs()
	b.ResetTimer()
	for range b.N {
		run(b, s, "daily")
	}
}

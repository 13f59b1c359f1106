package table_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/shopspring/decimal"

	"github.com/proforma-go/proforma/internal/table"
	"github.com/proforma-go/proforma/invoice"
)

// ledger is a folder with one transaction and the given rows of billed.csv, under a header with every column.
func ledger(rows ...string) map[string]string {
	return map[string]string{"billed.csv": "transaction,part,customer,percent,amount,currency,quantity,price,whole,waived,reverses,open\n" + strings.Join(rows, "\n") + "\n"}
}

func eur(s string) invoice.Amount { return invoice.NewAmount(decimal.RequireFromString(s), "EUR") }

func hours(s string) invoice.Quantity {
	return invoice.NewQuantity(decimal.RequireFromString(s))
}

func TestReadBilled(t *testing.T) {
	f, err := table.Read(folder(map[string]string{
		"transactions.csv": good["transactions.csv"] + "T2,L1,time,2026-10-01,90.00,EUR\n",
		"billed.csv": "note,Open,Reverses,Waived,Whole,Price,Quantity,Currency,Amount,Percent,Customer,Part,Transaction\n" +
			"x,yes,,1.50,100.005,12.50,8,EUR,33.33,1/3,A,1,T1\n" +
			",no,,,,,,EUR,60.00,60,B,2,T1\n" +
			",,,,,,,EUR,0,0.5,B,7,T2\n" +
			",yes,1,,,12.50,-4,EUR,-16.66,1/3,A,3,T1\n" +
			",,,,,,,,,,,,\n",
	}), nil, parse)
	if err != nil {
		t.Fatal(err)
	}
	third := invoice.NewRatio(1, 3)
	want := []invoice.Billing{
		{Part: 1, Customer: "A", Percent: third, Amount: eur("33.33"), Quantity: hours("8"), Price: eur("12.50"), Whole: eur("100.005"), Waived: eur("1.50"), Open: true},
		{Part: 2, Customer: "B", Percent: invoice.NewPercent(decimal.NewFromInt(60)), Amount: eur("60.00")},
		{Part: 3, Customer: "A", Percent: third, Amount: eur("-16.66"), Quantity: hours("-4"), Price: eur("12.50"), Reverses: 1, Open: true},
	}
	if diff := cmp.Diff(want, f.Data.Transactions[0].Billings); diff != "" {
		t.Errorf("T1 (-want +got):\n%s", diff)
	}
	want = []invoice.Billing{{Part: 7, Customer: "B", Percent: invoice.NewPercent(decimal.RequireFromString("0.5")), Amount: eur("0")}}
	if diff := cmp.Diff(want, f.Data.Transactions[1].Billings); diff != "" {
		t.Errorf("T2 (-want +got):\n%s", diff)
	}
}

func TestReadRefusesWrongEntries(t *testing.T) {
	const fine = "T1,1,A,50,50.00,EUR,,,,,,yes"
	for _, tt := range []struct {
		name string
		rows []string
		want string
	}{
		{"no transaction", []string{",1,A,50,50.00,EUR,,,,,,"}, "row 2, column transaction: is empty"},
		{"unknown transaction", []string{"T9,1,A,50,50.00,EUR,,,,,,"}, `row 2, column transaction: "T9" is not a transaction of transactions.csv`},
		{"no part", []string{"T1,,A,50,50.00,EUR,,,,,,"}, "row 2, column part: is empty"},
		{"part 0", []string{"T1,0,A,50,50.00,EUR,,,,,,"}, `row 2, column part: "0" is not a part, expected a whole number from 1`},
		{"part that is no number", []string{"T1,first,A,50,50.00,EUR,,,,,,"}, `row 2, column part: "first" is not a part, expected a whole number from 1`},
		{"part twice", []string{fine, "T1,2,B,50,50.00,EUR,,,,,,", "T1,1,B,50,50.00,EUR,,,,,,"}, `row 4, column part: "1" is there twice for "T1", first in row 2`},
		{"no customer", []string{"T1,1,,50,50.00,EUR,,,,,,"}, "row 2, column customer: is empty"},
		{"no percent", []string{"T1,1,A,,50.00,EUR,,,,,,"}, "row 2, column percent: is empty"},
		{"percent in words", []string{"T1,1,A,half,50.00,EUR,,,,,,"}, `row 2, column percent: "half" is not a number, expected digits as in 1250.00`},
		{"ratio of nothing", []string{"T1,1,A,1/0,50.00,EUR,,,,,,"}, `row 2, column percent: "1/0" is not a ratio, expected one as in 1/3`},
		{"percent of many digits", []string{"T1,1,A," + strings.Repeat("9", 40) + ",50.00,EUR,,,,,,"}, `row 2, column percent: "` + strings.Repeat("9", 40) + `" has too many digits`},
		{"no amount", []string{"T1,1,A,50,,EUR,,,,,,"}, "row 2, column amount: is empty"},
		{"amount with a comma", []string{`T1,1,A,50,"50,00",EUR,,,,,,`}, `row 2, column amount: "50,00" has a decimal comma, expected 50.00`},
		{"no currency", []string{"T1,1,A,50,50.00,,,,,,,"}, "row 2, column currency: is empty"},
		{"currency", []string{"T1,1,A,50,50.00,eur,,,,,,"}, `row 2, column currency: "eur" is not a currency code, expected EUR`},
		{"quantity", []string{"T1,1,A,50,50.00,EUR,8 h,,,,,"}, `row 2, column quantity: "8 h" is not a number, expected digits as in 1250.00`},
		{"quantity of many digits", []string{"T1,1,A,50,50.00,EUR," + strings.Repeat("9", 40) + ",,,,,"}, `row 2, column quantity: "` + strings.Repeat("9", 40) + `" has too many digits`},
		{"price", []string{"T1,1,A,50,50.00,EUR,,1e3,,,,"}, `row 2, column price: "1e3" has an exponent, expected all digits written out`},
		{"whole", []string{"T1,1,A,50,50.00,EUR,,,all,,,"}, `row 2, column whole: "all" is not a number, expected digits as in 1250.00`},
		{"whole of many digits", []string{"T1,1,A,50,50.00,EUR,,," + strings.Repeat("9", 40) + ",,,"}, `row 2, column whole: "` + strings.Repeat("9", 40) + `" has too many digits`},
		{"waived", []string{"T1,1,A,50,50.00,EUR,,,,none,,"}, `row 2, column waived: "none" is not a number, expected digits as in 1250.00`},
		{"reverses", []string{"T1,1,A,50,50.00,EUR,,,,,-1,"}, `row 2, column reverses: "-1" is not a part, expected a whole number from 1`},
		{"reverses what is not there", []string{fine, "T1,3,A,50,-50.00,EUR,,,,,2,yes"}, `row 3, column reverses: "2" is not an earlier part of "T1" of "A"`},
		{"reverses itself", []string{"T1,1,A,50,-50.00,EUR,,,,,1,yes"}, `row 2, column reverses: "1" is not an earlier part of "T1" of "A"`},
		{"reverses a later part", []string{"T1,1,A,50,-50.00,EUR,,,,,2,yes", "T1,2,A,50,50.00,EUR,,,,,,"}, `row 2, column reverses: "2" is not an earlier part of "T1" of "A"`},
		{"reverses another customer's", []string{fine, "T1,2,B,50,-50.00,EUR,,,,,1,yes"}, `row 3, column reverses: "1" is not an earlier part of "T1" of "B"`},
		{"open", []string{"T1,1,A,50,50.00,EUR,,,,,,true"}, `row 2, column open: "true" is neither yes nor no`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			f, err := table.Read(folder(ledger(tt.rows...)), nil, parse)
			if f != nil || err == nil {
				t.Fatalf("got %v, %v, want an error and nothing read", f, err)
			}
			if diff := cmp.Diff("billed.csv "+tt.want, err.Error()); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
	if _, err := table.Read(folder(ledger(fine)), nil, parse); err != nil {
		t.Errorf("the entry that others are made of is refused: %v", err)
	}
}

// A broken row of transactions.csv is the only thing that is said: nobody can tell which transactions there are then.
func TestEntriesOfTransactionsThatCannotBeReadAreNotJudged(t *testing.T) {
	files := ledger("T1,1,A,50,50.00,EUR,,,,,,")
	files["transactions.csv"] = "id,line,kind,date,amount,currency\nT1,L1,time,2026-10-01\n"
	_, err := table.Read(folder(files), nil, parse)
	if want := "transactions.csv row 2: has 4 cells, expected 6 as in the header"; err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
}

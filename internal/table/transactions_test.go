package table_test

import (
	"fmt"
	"runtime"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/shopspring/decimal"

	"github.com/proforma-go/proforma/internal/table"
	"github.com/proforma-go/proforma/invoice"
	"github.com/proforma-go/proforma/invoice/memory"
)

func TestReadSharesOfATransaction(t *testing.T) {
	f, err := table.Read(folder(map[string]string{"transactions.csv": "id,line,kind,date,amount,currency,customers,rounding_customer,status\n" +
		"T1,L1,time,2026-10-01,100.00,EUR,A 60; C 1/3; D 6.67%,C,C pending\n" +
		"T2,L1,time,2026-10-01,100.00,EUR,,,Acme pending\n"}), nil, parse)
	if err != nil {
		t.Fatal(err)
	}
	percent := func(s string) invoice.Percent { return invoice.NewPercent(decimal.RequireFromString(s)) }
	got := f.Data.Transactions
	want := []invoice.Share{{Customer: "A", Percent: percent("60")}, {Customer: "C", Percent: invoice.NewRatio(1, 3)}, {Customer: "D", Percent: percent("6.67")}}
	if diff := cmp.Diff(want, got[0].Customers); diff != "" || got[0].RoundingCustomer != "C" {
		t.Errorf("rounding customer %q, shares (-want +got):\n%s", got[0].RoundingCustomer, diff)
	}
	if diff := cmp.Diff([]memory.ShareStatus{{Customer: "C", Status: invoice.Pending}}, got[0].Shares); diff != "" {
		t.Errorf("status (-want +got):\n%s", diff)
	}
	if got[1].Customers != nil || got[1].RoundingCustomer != "" {
		t.Errorf("T2 has shares %v of its own", got[1].Customers)
	}
}

func TestReadRefusesTheStatusOfAnotherTransactionsCustomer(t *testing.T) {
	_, err := table.Read(folder(map[string]string{"transactions.csv": "id,line,kind,date,amount,currency,customers,status\n" +
		"T1,L1,time,2026-10-01,100.00,EUR,C 100,\nT2,L1,time,2026-10-01,100.00,EUR,,C pending\n"}), nil, parse)
	if want := `transactions.csv row 3, column status: "C pending" names C, who is not a customer of the line`; err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
}

func TestReadWorksOutTheAmount(t *testing.T) {
	for _, tt := range []struct {
		quantity, price, amount string
		want                    string // the amount, or what is wrong
		doubt                   string
	}{
		{"2", "30", "", "60", ""},
		{"0.333", "100.05", "", "33.31665", ""},
		{"-2", "30", "", "-60", ""},
		{"2", "0", "", "0", ""},
		{"2", "", "", "row 2, column amount: is empty, and there is no quantity and price to work it out", ""},
		{"", "30", "", "row 2, column amount: is empty, and there is no quantity and price to work it out", ""},
		{strings.Repeat("9", 30), strings.Repeat("9", 30), "", "row 2, column amount: is empty, and quantity times price is a number with 60 digits, expected at most 40", ""},
		{strings.Repeat("9", 12), strings.Repeat("9", 12), "", `row 2, column amount: "" is too large`, ""},
		{"0.2", "30", "6.00", "6", ""},
		{"0.2", "30", "5.99", "5.99", "0.2 x 30 is 6.00 and not 5.99; the amount is billed as it is"},
		{"0.2", "30", "6.01", "6.01", "0.2 x 30 is 6.00 and not 6.01; the amount is billed as it is"},
		{"0.83", "100", "83.33", "83.33", "0.83 x 100 is 83.00 and not 83.33; the amount is billed as it is"},
		{"0.125", "1", "0.12", "0.12", ""}, // rounded, whichever way
		{"0.125", "1", "0.13", "0.13", ""},
		{"0.125", "1", "0.11", "0.11", "0.125 x 1 is 0.125 and not 0.11; the amount is billed as it is"},
		{"8", "-10", "80", "80", "8 x -10 is -80.00 and not 80.00; the amount is billed as it is"},
		{"", "30", "5.99", "5.99", ""},
		{"0.2", "", "5.99", "5.99", ""},
	} {
		text := fmt.Sprintf("id,line,kind,date,amount,currency,quantity,price\nT1,L1,time,2026-10-01,%s,EUR,%s,%s\n", tt.amount, tt.quantity, tt.price)
		f, err := table.Read(folder(map[string]string{"transactions.csv": text}), nil, parse)
		if err != nil {
			if want := "transactions.csv " + tt.want; err.Error() != want {
				t.Errorf("%s x %s, %q: got %v, want %s", tt.quantity, tt.price, tt.amount, err, want)
			}
			continue
		}
		if got := f.Data.Transactions[0].Amount.String(); got != tt.want {
			t.Errorf("%s x %s, %q: the amount is %s, want %s", tt.quantity, tt.price, tt.amount, got, tt.want)
		}
		var want []table.Doubt
		if tt.doubt != "" {
			want = []table.Doubt{{Transaction: "T1", Row: 2, Message: tt.doubt}}
		}
		if diff := cmp.Diff(want, f.Doubts); diff != "" {
			t.Errorf("%s x %s, %q: doubts (-want +got):\n%s", tt.quantity, tt.price, tt.amount, diff)
		}
	}
}

// What is billed already, and what is not billed, is not doubted.
func TestReadDoubtsWhatIsToBeBilled(t *testing.T) {
	f, err := table.Read(folder(map[string]string{"transactions.csv": "id,line,kind,date,amount,currency,quantity,price,status,billing_type\n" +
		"T1,L1,time,2026-10-01,1,EUR,1,2,billed,\nT2,L1,time,2026-10-01,1,EUR,1,2,,complimentary\nT3,L1,time,2026-10-01,1,EUR,1,2,pending,\nT4,L1,time,2026-10-01,1,JPY,1,2,,\n"}), nil, parse)
	if err != nil {
		t.Fatal(err)
	}
	var ids []string
	for _, d := range f.Doubts {
		ids = append(ids, d.Transaction)
	}
	if diff := cmp.Diff([]string{"T3", "T4"}, ids); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// Ten times the columns cost about ten times the memory, and not a hundred times.
func TestReadTakesManyColumns(t *testing.T) {
	cost := func(columns int) uint64 {
		var header, row strings.Builder
		for i := range columns {
			fmt.Fprintf(&header, ",c%d", i)
			row.WriteString(",x")
		}
		files := folder(map[string]string{"transactions.csv": "id,line,kind,date,amount,currency" + header.String() + "\nT1,L1,time,2026-10-01,1,EUR" + row.String() + "\n"})
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		if _, err := table.Read(files, nil, parse); err != nil {
			t.Fatal(err)
		}
		runtime.ReadMemStats(&after)
		return after.TotalAlloc - before.TotalAlloc
	}
	if few, many := cost(200), cost(2000); many > 20*few {
		t.Errorf("200 columns take %d bytes, 2000 take %d", few, many)
	}
}

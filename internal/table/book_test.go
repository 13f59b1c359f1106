package table_test

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/shopspring/decimal"
	"pgregory.net/rapid"

	"github.com/proforma-go/proforma/internal/table"
	"github.com/proforma-go/proforma/invoice"
)

var half = invoice.NewPercent(decimal.NewFromInt(50))

// entry is part of T1, billed to A.
func entry(part int) invoice.LedgerEntry {
	return invoice.LedgerEntry{Transaction: "T1", Billing: invoice.Billing{Part: part, Customer: "A", Percent: half, Amount: eur("5.00")}}
}

const header = "transaction,part,customer,percent,amount,currency,quantity,price,whole,waived,reverses,open"

func TestAddBilled(t *testing.T) {
	full := invoice.LedgerEntry{Transaction: "T,1", Billing: invoice.Billing{Part: 2, Customer: "A \"B\"\nC", Percent: invoice.NewRatio(1, 3), Amount: eur("-3.30"),
		Quantity: hours("-0.25"), Price: eur("13.2"), Whole: eur("10.005"), Waived: eur("1.00"), Reverses: 1, Open: true}}
	for _, tt := range []struct {
		name    string
		text    string
		entries []invoice.LedgerEntry
		want    string
	}{
		{"no file", "", []invoice.LedgerEntry{entry(1), entry(2)}, header + "\nT1,1,A,50,5.00,EUR,,,,,,\nT1,2,A,50,5.00,EUR,,,,,,\n"},
		{"empty file", "\n", []invoice.LedgerEntry{entry(1)}, header + "\nT1,1,A,50,5.00,EUR,,,,,,\n"},
		{"every column", header + "\n\"T,1\",1,A,50,5,EUR,,,,,,\n", []invoice.LedgerEntry{full},
			header + "\n\"T,1\",1,A,50,5,EUR,,,,,,\n\"T,1\",2,\"A \"\"B\"\"\nC\",1/3,-3.30,EUR,-0.25,13.2,10.005,1.00,1,yes\n"},
		{"a header of its own", "Currency,note,Amount, PART ,customer,transaction,percent\n", []invoice.LedgerEntry{entry(1)},
			"Currency,note,Amount, PART ,customer,transaction,percent\nEUR,,5.00,1,A,T1,50\n"},
		{"no line end after the last row", header + "\nT1,1,A,50,5,EUR,,,,,,", []invoice.LedgerEntry{entry(2)}, header + "\nT1,1,A,50,5,EUR,,,,,,\nT1,2,A,50,5.00,EUR,,,,,,\n"},
		{"two line ends", "\xef\xbb\xbf" + header + "\r\n", []invoice.LedgerEntry{full2(full)}, "\xef\xbb\xbf" + header + "\r\n\"T,1\",1,\"A \"\"B\"\"\r\nC\",1/3,-3.30,EUR,-0.25,13.2,10.005,1.00,,yes\r\n"},
		{"carriage returns", header + "\rT1,1,A,50,5,EUR,,,,,,", []invoice.LedgerEntry{entry(2), full2(full)},
			header + "\rT1,1,A,50,5,EUR,,,,,,\rT1,2,A,50,5.00,EUR,,,,,,\r\"T,1\",1,\"A \"\"B\"\"\rC\",1/3,-3.30,EUR,-0.25,13.2,10.005,1.00,,yes\r"},
		{"all of it, and an eighth, as percentages", "", []invoice.LedgerEntry{share(1, invoice.NewRatio(1, 1)), share(2, invoice.NewRatio(1, 8)), share(3, invoice.NewRatio(2, 3))},
			header + "\nT1,1,A,100,5.00,EUR,,,,,,\nT1,2,A,12.5,5.00,EUR,,,,,,\nT1,3,A,2/3,5.00,EUR,,,,,,\n"},
		{"parts in any order", "", []invoice.LedgerEntry{entry(2), entry(1)}, header + "\nT1,2,A,50,5.00,EUR,,,,,,\nT1,1,A,50,5.00,EUR,,,,,,\n"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got, err := table.AddBilled([]byte(tt.text), tt.entries)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tt.want, string(got)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func share(part int, p invoice.Percent) invoice.LedgerEntry {
	e := entry(part)
	e.Percent = p
	return e
}

// full2 is the entry as a first one, which takes nothing back.
func full2(e invoice.LedgerEntry) invoice.LedgerEntry {
	e.Part, e.Reverses = 1, 0
	return e
}

func TestAddBilledRefuses(t *testing.T) {
	two := header + "\nT1,1,A,50,5,EUR,,,,,,\nT1,2,A,50,5,EUR,,,,,,\n"
	whole := entry(1)
	whole.Whole = eur("10.00")
	for _, tt := range []struct {
		name    string
		text    string
		entries []invoice.LedgerEntry
		want    string
	}{
		{"a claim that is there", two, []invoice.LedgerEntry{entry(2), entry(3)}, "billed.csv row 3, column part: claim T1/2 is there already"},
		{"a part out of turn", two, []invoice.LedgerEntry{entry(4)}, `billed.csv: claim T1/4 is out of turn: the next part of "T1" is 3`},
		{"a part before one that is there", header + "\nT1,5,A,50,5,EUR,,,,,,\n", []invoice.LedgerEntry{entry(3)}, `billed.csv: claim T1/3 is out of turn: the next part of "T1" is 6`},
		{"a gap", "", []invoice.LedgerEntry{entry(1), entry(3)}, `billed.csv: claim T1/3 is out of turn: the next part of "T1" is 1`},
		{"a claim twice", "", []invoice.LedgerEntry{entry(1), entry(1)}, "billed.csv: claim T1/1 is to be added twice"},
		{"no column", "transaction,part,customer,percent,amount,currency\n", []invoice.LedgerEntry{whole}, `billed.csv row 1, column whole: is missing, and claim T1/1 has "10.00" there`},
		{"no header that it can be", "id\n1\n", []invoice.LedgerEntry{entry(1)}, "billed.csv row 1, column transaction: is missing\nbilled.csv row 1, column part: is missing\n" +
			"billed.csv row 1, column customer: is missing\nbilled.csv row 1, column percent: is missing\nbilled.csv row 1, column amount: is missing\nbilled.csv row 1, column currency: is missing"},
		{"a broken row", header + "\nT1,1\n", []invoice.LedgerEntry{entry(2)}, "billed.csv row 2: has 2 cells, expected 12 as in the header"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got, err := table.AddBilled([]byte(tt.text), tt.entries)
			if got != nil || err == nil {
				t.Fatalf("got %q, %v, want an error and no text", got, err)
			}
			if diff := cmp.Diff(tt.want, err.Error()); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// Whatever the entries, the file begins with what was there, and reading it gives the entries back as they were.
func TestWhatIsAddedIsReadBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		amount := func(label string) invoice.Amount {
			return invoice.NewAmount(decimal.New(rapid.Int64Range(-1e9, 1e9).Draw(t, label), -rapid.Int32Range(0, 6).Draw(t, label+" decimals")), "EUR")
		}
		end := rapid.SampledFrom([]string{"\n", "\r\n", "\r"}).Draw(t, "line end")
		columns := rapid.Permutation(append(strings.Split(header, ","), "note")).Draw(t, "columns")
		text := []byte(strings.Join(columns, ",") + rapid.SampledFrom([]string{end, ""}).Draw(t, "last"))
		if !bytes.ContainsAny(text, "\r\n") {
			end = "\n"
		}
		files := map[string]string{"transactions.csv": good["transactions.csv"] + "\"T, 2\",L1,time,2026-10-01,1,EUR\n"}
		want := make(map[string][]invoice.Billing)
		for range rapid.IntRange(1, 3).Draw(t, "bookings") {
			var entries []invoice.LedgerEntry
			for range rapid.IntRange(0, 4).Draw(t, "entries") {
				id := rapid.SampledFrom([]string{"T1", "T, 2"}).Draw(t, "transaction")
				b := invoice.Billing{Part: len(want[id]) + 1, Customer: rapid.SampledFrom([]string{"A", "Ö, \"x\"", "two\nlines", "=1+1"}).Draw(t, "customer"), Amount: amount("amount")}
				b.Percent = rapid.SampledFrom([]invoice.Percent{half, invoice.NewRatio(1, 3), invoice.NewPercent(decimal.NewFromInt(100)), {}}).Draw(t, "percent")
				if rapid.Bool().Draw(t, "more") {
					b.Quantity, b.Price, b.Whole, b.Open = hours("-1.50"), amount("price"), amount("whole"), true
				}
				if at := slices.IndexFunc(want[id], func(o invoice.Billing) bool { return o.Customer == b.Customer }); at >= 0 && rapid.Bool().Draw(t, "reverses") {
					b.Reverses, b.Waived = at+1, amount("waived")
				}
				want[id] = append(want[id], b)
				entries = append(entries, invoice.LedgerEntry{Transaction: id, Billing: b})
			}
			after, err := table.AddBilled(text, entries)
			if err != nil {
				t.Fatal(err)
			}
			if !bytes.HasPrefix(after, text) {
				t.Fatalf("%q does not begin with %q", after, text)
			}
			text = after
		}
		files["billed.csv"] = string(text)
		f, err := table.Read(folder(files), nil, parse)
		if err != nil {
			t.Fatalf("%v in\n%q", err, text)
		}
		for _, tr := range f.Data.Transactions {
			if diff := cmp.Diff(fmt.Sprintf("%+v", want[tr.ID]), fmt.Sprintf("%+v", tr.Billings)); diff != "" {
				t.Errorf("%s (-added +read):\n%s\nfrom %q", tr.ID, diff, text)
			}
		}
	})
}

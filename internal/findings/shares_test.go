package findings_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/proforma-go/proforma/dsl"
	"github.com/proforma-go/proforma/internal/table"
	"github.com/proforma-go/proforma/invoice"
)

// folder is a folder of CSV files with one split transaction, of which share A was billed at 50 percent.
func folder(customers, status, billed string) fstest.MapFS {
	files := fstest.MapFS{
		"projects.csv":     {Data: []byte("id,customer\nP1,ACME\n")},
		"lines.csv":        {Data: []byte("id,project,customers\nL1,P1," + customers + "\n")},
		"transactions.csv": {Data: []byte("id,line,kind,date,amount,currency,status\nT1,L1,time,2026-01-10,100,EUR," + status + "\n")},
	}
	if billed != "" {
		files["billed.csv"] = &fstest.MapFile{Data: []byte("transaction,part,customer,percent,amount,currency,whole\n" + billed + "\n")}
	}
	return files
}

// A status told which customers were billed, and not at which share: with 50 percent billed to A and shares that became 40 and 60, B was
// billed 60 more; with 60 and 40, ten were lost.
func TestWhoWasBilledAtOneShareIsNotAtAnother(t *testing.T) {
	for _, c := range []struct {
		customers       string
		drafts, backlog []string
	}{
		{"A 50; B 50", []string{"B 50.00 EUR"}, nil},
		{"A 40; B 60", nil, []string{"T1 50.00 EUR, rules: shares-changed (billed before to A 50; the shares are A 40; B 60 now)"}},
		{"A 60; B 40", nil, []string{"T1 50.00 EUR, rules: shares-changed (billed before to A 50; the shares are A 60; B 40 now)"}},
		{"A 50; B 20; C 30", []string{"B 20.00 EUR", "C 30.00 EUR"}, nil},
		{"C 100", nil, []string{"T1 50.00 EUR, rules: shares-changed (billed before to A 50; the shares are C 100 now)"}},
	} {
		f, err := table.Read(folder(c.customers, "ready", "T1,1,A,50,50,EUR,100"), nil, dsl.ParseLineSchedule)
		if err != nil {
			t.Fatal(err)
		}
		r := run(t, "daily", f.Source, "2026-02-01")
		want(t, c.customers+": drafts", drafted(r), c.drafts...)
		want(t, c.customers+": held", held(r), c.backlog...)
	}
}

func TestTheStatusColumnCannotSayWhatOneCustomerWasBilled(t *testing.T) {
	_, err := table.Read(folder("A 40; B 60", "A billed; B ready", ""), nil, dsl.ParseLineSchedule)
	if err == nil || !strings.Contains(err.Error(), table.BilledFile) {
		t.Errorf("got %v, want an error that names %s", err, table.BilledFile)
	}
}

// There was no way out of changed shares but to clear them in the host. Shares of the transaction's own are one.
func TestSharesOfItsOwnReleaseWhatChangedSharesHold(t *testing.T) {
	d := split("", []invoice.Share{share("C", "100")}, hours("T1", "100"))
	d.Transactions[0].Billings = []invoice.Billing{{Part: 1, Customer: "A", Percent: invoice.NewPercent(dec("60")), Amount: euro("60"), Whole: euro("100")}}
	r := run(t, "daily", source(t, d), lastDay)
	want(t, "drafts", drafted(r))
	want(t, "held", held(r), "T1 40.00 EUR, rules: shares-changed (billed before to A 60; the shares are C 100 now)")
	d.Transactions[0].Customers = []invoice.Share{share("A", "60"), share("C", "40")}
	r = run(t, "daily", source(t, d), lastDay)
	want(t, "drafts with shares of its own", drafted(r), "C 40.00 EUR")
	want(t, "held with shares of its own", held(r))
}

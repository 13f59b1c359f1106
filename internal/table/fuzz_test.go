package table_test

import (
	"errors"
	"testing"

	"github.com/proforma-go/proforma/internal/table"
)

// FuzzRead reads any files whatever: there is a folder or there are findings that name a file, and never a panic.
func FuzzRead(f *testing.F) {
	f.Add(good["projects.csv"], good["lines.csv"], good["transactions.csv"], "id\nC1\n", "transaction,part,customer,percent,amount,currency\nT1,1,A,1/3,1,EUR\n")
	f.Add("id,customer,tags\nP1,\"a\nb\",x;y\n", "id,project,customers\nL1,P1,A 60; B 40\n", "id,line\n", "user", "part")
	f.Fuzz(func(t *testing.T, projects, lines, transactions, contracts, billed string) {
		d, err := table.Read(folder(map[string]string{
			"projects.csv": projects, "lines.csv": lines, "transactions.csv": transactions, "contracts.csv": contracts, "billed.csv": billed,
		}), nil, parse)
		if (d == nil) == (err == nil) {
			t.Fatalf("got %v and %v", d, err)
		}
		var found *table.Findings
		if err != nil && (!errors.As(err, &found) || len(found.List) == 0 || found.List[0].File == "") {
			t.Errorf("got %v, want findings that name a file", err)
		}
	})
}

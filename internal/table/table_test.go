package table_test

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"github.com/shopspring/decimal"

	"github.com/proforma-go/proforma/internal/table"
	"github.com/proforma-go/proforma/invoice"
	"github.com/proforma-go/proforma/invoice/memory"
	"github.com/proforma-go/proforma/schedule"
)

// good is a folder that can be read; tests replace single files of it.
var good = map[string]string{
	"projects.csv":     "id,customer\nP1,Acme\nP2,Blue\n",
	"lines.csv":        "id,project\nL1,P1\nL2,P2\n",
	"transactions.csv": "id,line,kind,date,amount,currency\nT1,L1,time,2026-10-01,100.00,EUR\n",
}

func folder(replace map[string]string) fstest.MapFS {
	files := fstest.MapFS{}
	all := maps.Clone(good)
	maps.Copy(all, replace)
	for name, text := range all {
		if text != "absent" {
			files[name] = &fstest.MapFile{Data: []byte(text)}
		}
	}
	return files
}

// parse stands in for the rule language: it knows one schedule.
func parse(text string) (invoice.LineSchedule, error) {
	if text == "monthly on last day" {
		return invoice.LineSchedule{FinalSweep: true}, nil
	}
	return invoice.LineSchedule{}, errors.New(`unknown clause "` + text + "\"\nsecond line")
}

func TestReadRefuses(t *testing.T) {
	tests := []struct {
		name  string
		files map[string]string
		want  string
	}{
		{"file absent", map[string]string{"lines.csv": "absent"}, `lines.csv: is not there`},
		{"empty file", map[string]string{"lines.csv": ""}, `lines.csv row 1: has no header`},
		{"required column absent", map[string]string{"projects.csv": "id,name\nP1,x\n"}, `projects.csv row 1, column customer: is missing`},
		{"required column misspelt", map[string]string{"projects.csv": "id,custmer\nP1,x\n"}, `projects.csv row 1, column customer: is missing; is it "custmer"?`},
		{"semicolons", map[string]string{"projects.csv": "id;customer\nP1;x\n"},
			"projects.csv row 1, column id: is missing; separate the columns by commas\nprojects.csv row 1, column customer: is missing; separate the columns by commas"},
		{"column twice", map[string]string{"lines.csv": "id,project,Limit,limit\nL1,P1,,\nL2,P2,,\n"}, `lines.csv row 1, column limit: is there twice, as column 3 and 4`},
		{"column without a name", map[string]string{"lines.csv": "id,project,\nL1,P1,x\nL2,P2,\n"}, `lines.csv row 1: column 3 has no name`},
		{"column that filters know by another name", map[string]string{"projects.csv": "id,customer,Keywords\nP1,A,x\nP2,A,\n"},
			`projects.csv row 1, column Keywords: is what filters call "keyword", expected the column keyword`},
		{"too few cells", map[string]string{"lines.csv": "id,project,limit\nL1,P1\nL2,P2,\n"}, `lines.csv row 2: has 2 cells, expected 3 as in the header`},
		{"not CSV", map[string]string{"lines.csv": "id,project\nL1,P1\nL\"2,P2\n"}, `lines.csv row 3: is not CSV: bare " in non-quoted-field`},
		{"quote never closed", map[string]string{"lines.csv": "id,project\nL1,P1\n\"L2,P2\nL3,P2\n"},
			"lines.csv row 3: is not CSV: extraneous or missing \" in quoted-field; the row has a quoted value that goes on to row 4"},
		{"lines end in carriage returns", map[string]string{"projects.csv": "id,customer\rP1,A\rP2,\r"}, `projects.csv row 3, column customer: is empty`},
		{"row numbers count lines", map[string]string{"projects.csv": "id,customer,name\nP1,A,\"two\nlines\"\n\nP2,,x\n"}, `projects.csv row 5, column customer: is empty`},
		{"UTF-16", map[string]string{"lines.csv": "\xff\xfei\x00d\x00"}, `lines.csv row 1: is UTF-16, expected UTF-8`},
		{"not UTF-8", map[string]string{"projects.csv": "id,customer\nP1,Acm\xe9\nP2,A\n"}, `projects.csv row 2, column customer: "Acm\xe9" is not valid UTF-8`},
		{"header not UTF-8", map[string]string{"projects.csv": "id,customer,\xe9\nP1,A,\nP2,A,\n"}, `projects.csv row 1: column 3 is named "\xe9", which is not valid UTF-8`},
		{"duplicate project", map[string]string{"projects.csv": "id,customer\nP1,A\nP2,A\nP1,B\n"}, `projects.csv row 4, column id: "P1" is there twice, first in row 2`},
		{"duplicate contract", map[string]string{"contracts.csv": "id\nC\nC\n"}, `contracts.csv row 3, column id: "C" is there twice, first in row 2`},
		{"duplicate line", map[string]string{"lines.csv": "id,project\nL1,P1\nL1,P2\n"}, `lines.csv row 3, column id: "L1" is there twice, first in row 2`},
		{"unknown project", map[string]string{"lines.csv": "id,project\nL1,P1\nL2,P9\n"}, `lines.csv row 3, column project: "P9" is not a project of projects.csv`},
		{"amount too large", map[string]string{"transactions.csv": "id,line,kind,date,amount,currency\nT1,L1,time,2026-01-10,99999999999999999999999999,EUR\n"}, `transactions.csv row 2, column amount: "99999999999999999999999999" is too large`},
		{"status of a stranger", map[string]string{"transactions.csv": "id,line,kind,date,amount,currency,status\nT1,L1,time,2026-01-10,1,EUR,Zed pending\n"}, `transactions.csv row 2, column status: "Zed pending" names Zed, who is not a customer of the line`},
		{"status twice", map[string]string{"transactions.csv": "id,line,kind,date,amount,currency,status\nT1,L1,time,2026-01-10,1,EUR,Acme ready; Acme pending\n"}, `transactions.csv row 2, column status: "Acme ready; Acme pending" names customer Acme twice`},
		{"status billed for one customer", map[string]string{"transactions.csv": "id,line,kind,date,amount,currency,status\nT1,L1,time,2026-01-10,1,EUR,Acme billed\n"}, `transactions.csv row 2, column status: "Acme billed" says that Acme was billed: what single customers were billed stands in billed.csv`},
		{"unknown project in permissions", map[string]string{"permissions.csv": "user,project\nanna,P9\n"}, `permissions.csv row 2, column project: "P9" is not a project of projects.csv`},
		{"method", lines("method", "hourly"), `lines.csv row 2, column method: "hourly" is not a billing method, expected one of time-and-material, fixed-price`},
		{"schedule", lines("schedule", "montly"), "lines.csv row 2, column schedule: \"montly\" is not a schedule:\n    unknown clause \"montly\"\n    second line"},
		{"customers without percentage", lines("customers", "A"), `lines.csv row 2, column customers: "A" needs a percentage after "A", as in A 60; B 40`},
		{"customers with a word", lines("customers", "A 60; B rest"), `lines.csv row 2, column customers: "A 60; B rest" needs percentages as in A 60; B 40, or ratios as in A 1/3; B 2/3: "rest" is not a number, expected digits as in 1250.00`},
		{"limit without currency", lines("limit", "1000"), `lines.csv row 2, column limit: "1000" is not an amount, expected one as in 1000 EUR`},
		{"limit with grouping", lines("limit", "1'000 EUR"), `lines.csv row 2, column limit: "1'000 EUR" is not an amount: "1'000" has its digits grouped, expected 1000`},
		{"limit in no currency", lines("limit", "1000 Euro"), `lines.csv row 2, column limit: "1000 Euro" is not an amount: "Euro" is not a currency code, expected three capitals as in EUR`},
		{"sequence", lines("sequence", "1.5"), `lines.csv row 2, column sequence: "1.5" is not a whole number`},
		{"holiday without a date", map[string]string{"calendars.csv": "calendar,date\nse,\n"}, `calendars.csv row 2, column date: is empty`},
		{"holiday on a wrong date", map[string]string{"calendars.csv": "calendar,date\nse,24/12/2026\n"}, `calendars.csv row 2, column date: "24/12/2026" is not a date, expected one as in 2026-01-31`},
		{"holiday twice", map[string]string{"calendars.csv": "calendar,date\nse,2026-12-25\nno,2026-12-25\nse,2026-12-25\n"},
			`calendars.csv row 4, column date: "2026-12-25" is there twice for "se", first in row 2`},
		{"holiday twice in the default calendar", map[string]string{"calendars.csv": "calendar,date\n,2026-12-25\n,2026-12-25\n"}, `calendars.csv row 3, column date: "2026-12-25" is there twice, first in row 2`},
		{"holidays without calendars", map[string]string{"calendars.csv": "date,name\n2026-12-25,Christmas\n"}, `calendars.csv row 1, column calendar: is missing`},
		{"contract currency", map[string]string{"contracts.csv": "id,currency\nC,eur\n"}, `contracts.csv row 2, column currency: "eur" is not a currency code, expected EUR`},
	}
	for _, tt := range append(tests, badTransactions()...) {
		t.Run(tt.name, func(t *testing.T) {
			f, err := table.Read(folder(tt.files), nil, parse)
			if f != nil || err == nil {
				t.Fatalf("got %v, %v, want an error and nothing read", f, err)
			}
			if diff := cmp.Diff(tt.want, err.Error()); diff != "" {
				t.Errorf("error (-want +got):\n%s", diff)
			}
		})
	}
}

func lines(column, value string) map[string]string {
	return map[string]string{"lines.csv": fmt.Sprintf("id,project,%s\nL1,P1,\"%s\"\nL2,P2,\n", column, value)}
}

func badTransactions() (tests []struct {
	name  string
	files map[string]string
	want  string
}) {
	good := map[string]string{"id": "T1", "line": "L1", "kind": "time", "date": "2026-10-01", "amount": "1", "currency": "EUR"}
	for _, bad := range []struct{ column, value, want string }{
		{"id", "", `is empty`},
		{"line", "", `is empty`},
		{"kind", "", `is empty`},
		{"date", "", `is empty`},
		{"amount", "", `is empty, and there is no quantity and price to work it out`},
		{"currency", "", `is empty`},
		{"line", "L9", `"L9" is not a line of lines.csv`},
		{"kind", "hours", `"hours" is not a kind, expected one of time, expense, material, fee, milestone`},
		{"date", "01.10.2026", `"01.10.2026" is not a date, expected one as in 2026-01-31`},
		{"date", "2026-02-30", `"2026-02-30" is not a date, expected one as in 2026-01-31`},
		{"amount", "NaN", `"NaN" is not a number, expected digits as in 1250.00`},
		{"amount", "Inf", `"Inf" is not a number, expected digits as in 1250.00`},
		{"amount", "-Infinity", `"-Infinity" is not a number, expected digits as in 1250.00`},
		{"amount", "1e999999999", `"1e999999999" has an exponent, expected all digits written out`},
		{"amount", "1,000.00", `"1,000.00" has its digits grouped, expected 1000.00`},
		{"amount", "1 000", `"1 000" has its digits grouped, expected 1000`},
		{"amount", "12,50", `"12,50" has a decimal comma, expected 12.50`},
		{"amount", "€5", `"€5" is not a number, expected digits as in 1250.00`},
		{"amount", "0x10", `"0x10" is not a number, expected digits as in 1250.00`},
		{"amount", strings.Repeat("9", 41), `"` + strings.Repeat("9", 41) + `" is a number with 41 digits, expected at most 40`},
		{"currency", "Euro", `"Euro" is not a currency code, expected three capitals as in EUR`},
		{"currency", "ZZZ", `"ZZZ" is not a currency code, expected three capitals as in EUR`},
		{"quantity", "eight", `"eight" is not a number, expected digits as in 1250.00`},
		{"price", "1e3", `"1e3" has an exponent, expected all digits written out`},
		{"status", "done", `"done" is not a status, expected one of ready, pending, billed`},
		{"status", "Acme ready; B", `"Acme ready; B" is not a status per customer, expected ready or pending after each, as in A ready; B pending: "B"`},
		{"ready_from", "soon", `"soon" is not a date, expected one as in 2026-01-31`},
		{"billing_type", "free", `"free" is not a billing type, expected one of chargeable, complimentary, non-chargeable`},
	} {
		row := maps.Clone(good)
		row[bad.column] = bad.value
		columns := slices.Sorted(maps.Keys(row))
		var header, values []string
		for _, c := range columns {
			header = append(header, c)
			values = append(values, `"`+row[c]+`"`)
		}
		tests = append(tests, struct {
			name  string
			files map[string]string
			want  string
		}{
			bad.column + " " + bad.value,
			map[string]string{"transactions.csv": strings.Join(header, ",") + "\n" + strings.Join(values, ",") + "\n"},
			"transactions.csv row 2, column " + bad.column + ": " + bad.want,
		})
	}
	return tests
}

func TestReadReportsEverythingInOrder(t *testing.T) {
	rows := "id,line,kind,date,amount,currency\n"
	for i := range 30 {
		rows += fmt.Sprintf("T%d,L1,time,2026-10-01,x%d,EUR\n", i, i)
	}
	_, err := table.Read(folder(map[string]string{"transactions.csv": rows, "lines.csv": "id,project\nL1,P9\n"}), nil, parse)
	var found *table.Findings
	if !errors.As(err, &found) {
		t.Fatalf("got %v, want findings", err)
	}
	if len(found.List) != 20 || found.More != 11 {
		t.Errorf("got %d findings and %d more, want 20 and 11", len(found.List), found.More)
	}
	if found.List[0].File != "lines.csv" || found.List[1].Row != 2 || found.List[19].Row != 20 {
		t.Errorf("not in order:\n%v", err)
	}
	if !strings.HasSuffix(err.Error(), "\nand 11 more") {
		t.Errorf("got %q, want the number of the others at the end", err.Error())
	}
}

func TestReadUnderstandsEveryColumn(t *testing.T) {
	f, err := table.Read(folder(map[string]string{
		"projects.csv": "\xef\xbb\xbfCustomer,ID,name,billing-customer,manager,department,customer_group,keyword,region,tags\r\n" +
			"Acme,P1,One,Payer,Anna,Consulting,Nordic; Retail,a;b,north,x; y\r\nBlue,P2,,,,,,,,\r\n",
		"contracts.csv": "id,currency,hold,limit,signed\nC1,EUR,dispute,5000 EUR,yes\n",
		"lines.csv": "id,project,contract,method,schedule,customers,rounding_customer,limit,sequence,region\n" +
			"L1,P1,C1,fixed-price,monthly on last day,Acme Ltd 60 %; B 40.5%,B,1000 EUR,2,south\n" +
			"L2,P2,C2,,monthly on last day,,,,,\n",
		"transactions.csv": "id,line,kind,date,amount,currency,quantity,price,status,ready_from,billing_type,description,person,work type\n" +
			"T1,L1,milestone,2026-10-01,-100.50,EUR,2,50.25,Acme Ltd ready; B pending,2026-10-05,complimentary,\"a, b\",Bo,design\n" +
			",,,,,,,,,,,,,\n",
		"permissions.csv": "user,project\nanna,P1\n",
	}), nil, parse)
	if err != nil {
		t.Fatal(err)
	}
	shared := f.Data.Lines[0].Schedule
	if shared == nil || shared != f.Data.Lines[1].Schedule {
		t.Errorf("lines with one schedule text have %p and %p, want one value", shared, f.Data.Lines[1].Schedule)
	}
	limit := func(n int64) *invoice.Limit { return &invoice.Limit{Amount: decimal.NewFromInt(n), Currency: "EUR"} }
	null := func(s string) decimal.NullDecimal { return decimal.NewNullDecimal(decimal.RequireFromString(s)) }
	want := memory.Data{
		Projects: []memory.Project{
			{ID: "P1", Name: "One", Customer: "Acme", BillingCustomer: "Payer", Manager: "Anna", Department: "Consulting",
				CustomerGroups: []string{"Nordic", "Retail"}, Keywords: []string{"a", "b"},
				Attributes: map[string][]string{"region": {"north"}, "tags": {"x", "y"}}},
			{ID: "P2", Customer: "Blue"},
		},
		Contracts: []memory.Contract{{ID: "C1", Currency: "EUR", Hold: "dispute", Limit: limit(5000), Attributes: map[string][]string{"signed": {"yes"}}}},
		Lines: []memory.Line{
			{ID: "L1", Project: "P1", Contract: "C1", Method: invoice.FixedPrice, Schedule: shared, RoundingCustomer: "B", Limit: limit(1000), Sequence: 2,
				Customers:  []invoice.Share{{Customer: "Acme Ltd", Percent: invoice.NewPercent(decimal.NewFromInt(60))}, {Customer: "B", Percent: invoice.NewPercent(decimal.RequireFromString("40.5"))}},
				Attributes: map[string][]string{"line region": {"south"}}},
			{ID: "L2", Project: "P2", Contract: "C2", Method: invoice.TimeAndMaterial, Schedule: shared},
		},
		Transactions: []memory.Transaction{{
			ID: "T1", Line: "L1", Kind: invoice.Milestone, Date: schedule.MustParseDate("2026-10-01"), Amount: decimal.RequireFromString("-100.5"), Currency: "EUR",
			Quantity: null("2"), Price: null("50.25"), Status: invoice.Ready,
			Shares:    []memory.ShareStatus{{Customer: "Acme Ltd", Status: invoice.Ready}, {Customer: "B", Status: invoice.Pending}},
			ReadyFrom: schedule.MustParseDate("2026-10-05"), BillingType: invoice.Complimentary, Description: "a, b", Person: "Bo",
			Attributes: map[string][]string{"work type": {"design"}},
		}},
	}
	if diff := cmp.Diff(want, f.Data); diff != "" {
		t.Errorf("data (-want +got):\n%s", diff)
	}
	for name, want := range map[string]invoice.Type{"region": invoice.TextType, "tags": invoice.ListType, "line region": invoice.TextType, "signed": invoice.TextType, "work type": invoice.TextType} {
		if got := f.Vocabulary.Field(name); got == nil || got.Type() != want {
			t.Errorf("field %q is %v, want one of %s", name, got, want)
		}
	}
	for p, err := range f.Source.Projects(context.Background(), invoice.Query{}) {
		if err != nil {
			t.Fatal(err)
		}
		if got, want := f.Permits("anna", p), p.ID() == "P1"; got != want {
			t.Errorf("anna may invoice %s: %t, want %t", p.ID(), got, want)
		}
		if !f.Permits("bo", p) {
			t.Errorf("bo stands in no row and may not invoice %s", p.ID())
		}
	}
}

func TestReadCalendars(t *testing.T) {
	f, err := table.Read(folder(map[string]string{
		"calendars.csv": "Calendar,Date,name,description\nse,2026-01-01,New Year,\nse,2026-12-25,Christmas,\"a, b\"\n,2026-01-02,,\n,,,\n",
	}), nil, parse)
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		calendar, date string
		want           bool
	}{
		{"se", "2026-01-01", false},
		{"se", "2026-01-02", true},
		{"se", "2026-01-03", false}, // a Saturday
		{"", "2026-01-01", true},
		{"", "2026-01-02", false},
	} {
		if got := f.Calendars[tt.calendar].IsBusinessDay(schedule.MustParseDate(tt.date)); got != tt.want {
			t.Errorf("%s is a business day of %q: %t, want %t", tt.date, tt.calendar, got, tt.want)
		}
	}
	if len(f.Calendars) != 2 {
		t.Errorf("got %d calendars, want 2", len(f.Calendars))
	}
}

func TestReadTakesTheDefaults(t *testing.T) {
	f, err := table.Read(folder(nil), nil, parse)
	if err != nil {
		t.Fatal(err)
	}
	if f.Permits != nil {
		t.Error("permissions without a file")
	}
	if f.Calendars != nil {
		t.Error("calendars without a file")
	}
	tr := f.Data.Transactions[0]
	if tr.Status != invoice.Ready || tr.BillingType != invoice.Chargeable || f.Data.Lines[0].Method != invoice.TimeAndMaterial {
		t.Errorf("got %v, %v, %v, want the first of each", tr.Status, tr.BillingType, f.Data.Lines[0].Method)
	}
}

func TestReadNamesColumnsApart(t *testing.T) {
	f, err := table.Read(folder(map[string]string{
		"projects.csv":     "id,customer,keyword,keywords,paid in advance,region\nP1,Acme,a,b,x,n\nP2,Blue,,,,\n",
		"lines.csv":        "id,project,customer,region\nL1,P1,Carl,s\nL2,P2,,\n",
		"transactions.csv": "id,line,kind,date,amount,currency,project,region\nT1,L1,time,2026-10-01,100.00,EUR,Site,w\n",
	}), nil, parse)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, field := range f.Vocabulary.Fields()[len(invoice.StandardVocabulary().Fields()):] {
		names = append(names, field.Level().String()+": "+field.Name())
	}
	want := []string{"project: project keywords", "project: region", "line: line customer", "line: line region", "transaction: transaction project", "transaction: transaction region"}
	if diff := cmp.Diff(want, names); diff != "" {
		t.Errorf("fields (-want +got):\n%s", diff)
	}
}

func TestReadLeavesWrongSharesToTheEngine(t *testing.T) {
	if _, err := table.Read(folder(lines("customers", "A 60; B 30")), nil, parse); err != nil {
		t.Errorf("got %v, want shares that total 90 to be read", err)
	}
}

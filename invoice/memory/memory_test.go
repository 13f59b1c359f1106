package memory_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/shopspring/decimal"

	"github.com/proforma-go/proforma/invoice"
	"github.com/proforma-go/proforma/invoice/memory"
	"github.com/proforma-go/proforma/schedule"
)

func dec(s string) decimal.Decimal { return decimal.RequireFromString(s) }

func shares(pairs ...string) []invoice.Share {
	var all []invoice.Share
	for i := 0; i < len(pairs); i += 2 {
		all = append(all, invoice.Share{Customer: pairs[i], Percent: invoice.NewPercent(dec(pairs[i+1]))})
	}
	return all
}

// eur makes an amount in euros.
func eur(s string) invoice.Amount { return invoice.NewAmount(dec(s), "EUR") }

var day = schedule.MustParseDate

// world is two projects with one line each; L2 is split.
func world() memory.Data {
	limit := func(n int64) *invoice.Limit { return &invoice.Limit{Amount: decimal.NewFromInt(n), Currency: "EUR"} }
	return memory.Data{
		Projects:  []memory.Project{{ID: "P1", Customer: "Acme", Attributes: map[string][]string{"Cost-Centre": {"7"}}}, {ID: "P2", Customer: "Blue", BillingCustomer: "Payer"}},
		Contracts: []memory.Contract{{ID: "C2", Currency: "EUR", Limit: limit(1000), Attributes: map[string][]string{"signed": {"yes"}}}},
		Lines: []memory.Line{
			{ID: "L1", Project: "P1"},
			{ID: "L2", Project: "P2", Contract: "C2", Customers: shares("A", "60", "B", "40", "C", "0"), RoundingCustomer: "A", Limit: limit(500),
				CustomerLimits: []memory.CustomerLimit{{Customer: "A", Limit: invoice.Limit{Amount: dec("300"), Currency: "EUR", Billed: dec("5")}}}},
		},
		Transactions: []memory.Transaction{
			{ID: "T1", Line: "L1", Kind: invoice.Time, Date: day("2026-10-01"), Amount: dec("100"), Currency: "EUR"},
			{ID: "T2", Line: "L2", Kind: invoice.Time, Date: day("2026-10-01"), Amount: dec("100"), Currency: "EUR", ReadyFrom: day("2026-10-05")},
			{ID: "T3", Line: "L2", Kind: invoice.Fee, Date: day("2026-10-02"), Amount: dec("50"), Currency: "EUR", Status: invoice.Billed},
			{ID: "T4", Line: "L2", Kind: invoice.Fee, Date: day("2026-10-02"), Amount: dec("10"), Currency: "EUR", Shares: []memory.ShareStatus{{Customer: "A", Status: invoice.Pending}},
				Billings: []invoice.Billing{{Part: 1, Customer: "B", Percent: invoice.NewPercent(dec("40")), Amount: eur("4"), Whole: eur("10")}}},
		},
	}
}

func mustNew(t *testing.T, d memory.Data) *memory.Source {
	t.Helper()
	s, err := memory.New(d)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// read returns everything that a source yields, by id.
func read(t *testing.T, s invoice.Source) (map[string]invoice.ContractLine, map[string]invoice.Transaction) {
	t.Helper()
	ctx := context.Background()
	var projects []invoice.Project
	for p, err := range s.Projects(ctx, invoice.Query{}) {
		if err != nil {
			t.Fatal(err)
		}
		projects = append(projects, p)
	}
	lines, rows := make(map[string]invoice.ContractLine), make(map[string]invoice.Transaction)
	var asked []invoice.ContractLine
	for l, err := range s.Lines(ctx, projects) {
		if err != nil {
			t.Fatal(err)
		}
		lines[l.ID()] = l
		asked = append(asked, l)
	}
	for r, err := range s.Transactions(ctx, asked) {
		if err != nil {
			t.Fatal(err)
		}
		rows[r.ID()] = r
	}
	return lines, rows
}

// outcome is one draft to a customer.
func outcome(customer string, details ...invoice.LineDetail) invoice.Outcome {
	return invoice.Outcome{Drafts: []invoice.Draft{{Key: "K", Customer: customer, Currency: "EUR", Lines: []invoice.DraftLine{{Line: "L", Details: details}}}}}
}

func detail(transaction string, part int, amount string) invoice.LineDetail {
	return invoice.LineDetail{Transaction: transaction, Part: part, Amount: eur(amount)}
}

func TestNewRefuses(t *testing.T) {
	tests := []struct {
		name   string
		change func(*memory.Data)
		want   string
	}{
		{"project twice", func(d *memory.Data) { d.Projects[1].ID = "P1"; d.Lines[1].Project = "P1" }, `project "P1" is there twice, as number 1 and number 2`},
		{"project without id", func(d *memory.Data) { d.Projects = append(d.Projects, memory.Project{}) }, `project number 3 has no id`},
		{"contract twice", func(d *memory.Data) { d.Contracts = append(d.Contracts, d.Contracts[0]) }, `contract "C2" is there twice, as number 1 and number 2`},
		{"line twice", func(d *memory.Data) { d.Lines = append(d.Lines, d.Lines[0]) }, `line "L1" is there twice, as number 1 and number 3`},
		{"transaction twice", func(d *memory.Data) { d.Transactions = append(d.Transactions, d.Transactions[0]) }, `transaction "T1" is there twice, as number 1 and number 5`},
		{"unknown project", func(d *memory.Data) { d.Lines[0].Project = "P9" }, `line "L1": project "P9" is not there`},
		{"unknown line", func(d *memory.Data) { d.Transactions[0].Line = "L9" }, `transaction "T1": line "L9" is not there`},
		{"exponent", func(d *memory.Data) { d.Transactions[0].Amount = decimal.New(1, 999999999) },
			`transaction "T1": amount: a number with an exponent of 999999999, expected at most 30`},
		{"small exponent", func(d *memory.Data) { d.Transactions[0].Price = decimal.NewNullDecimal(decimal.New(1, -31)) },
			`transaction "T1": price: a number with an exponent of -31, expected at most 30`},
		{"digits", func(d *memory.Data) {
			d.Transactions[0].Quantity = decimal.NewNullDecimal(dec(strings.Repeat("9", 41)))
		},
			`transaction "T1": quantity: a number with 41 digits, expected at most 40`},
		{"limit", func(d *memory.Data) { d.Contracts[0].Limit.Amount = decimal.New(1, 31) }, `contract "C2": limit: a number with an exponent of 31, expected at most 30`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d := world()
			tt.change(&d)
			s, err := memory.New(d)
			if s != nil || err == nil || err.Error() != tt.want {
				t.Errorf("got %v, %v, want the error %s", s, err, tt.want)
			}
		})
	}
}

func TestNewReportsTwentyAtMost(t *testing.T) {
	var d memory.Data
	for range 25 {
		d.Projects = append(d.Projects, memory.Project{})
	}
	_, err := memory.New(d)
	if err == nil || !strings.HasSuffix(err.Error(), "project number 20 has no id\nand 5 more") {
		t.Errorf("got %v, want twenty errors and the number of the others", err)
	}
}

func TestAsOf(t *testing.T) {
	s := mustNew(t, world())
	for _, tt := range []struct {
		source invoice.Source
		want   invoice.Status
	}{
		{s, invoice.Ready},
		{s.AsOf(schedule.Date{}), invoice.Ready},
		{s.AsOf(day("2026-10-04")), invoice.Pending},
		{s.AsOf(day("2026-10-05")), invoice.Ready},
	} {
		_, rows := read(t, tt.source)
		if got := rows["T2"].(invoice.Statused).Status(); got != tt.want {
			t.Errorf("T2 is %s, want %s", got, tt.want)
		}
		if got := rows["T3"].(invoice.Statused).Status(); got != invoice.Billed {
			t.Errorf("T3 is %s, want billed", got)
		}
	}
}

func TestObjects(t *testing.T) {
	lines, rows := read(t, mustNew(t, world()))
	if c := lines["L1"].(invoice.Contracted).Contract(); c != nil {
		t.Errorf("L1 has contract %v, want the project's own", c)
	}
	if c := lines["L2"].(invoice.Contracted).Contract(); c == nil || c.ID() != "C2" {
		t.Errorf("L2 has contract %v, want C2", c)
	}
	if got := lines["L2"].(invoice.Attributed).Attribute("signed"); len(got) != 1 || got[0] != "yes" {
		t.Errorf("the contract's attribute reads %q through its line, want yes", got)
	}
	if s, ok := rows["T4"].(invoice.ShareStatused).ShareStatus("A"); !ok || s != invoice.Pending {
		t.Errorf("A's share of T4 is %v, %t, want pending", s, ok)
	}
	if _, ok := rows["T4"].(invoice.ShareStatused).ShareStatus("B"); ok {
		t.Error("B's share of T4 has a status of its own, want the transaction's")
	}
}

func TestALineMakesTheContractThatItNames(t *testing.T) {
	d := world()
	d.Contracts = nil
	lines, _ := read(t, mustNew(t, d))
	c := lines["L2"].(invoice.Contracted).Contract()
	if c == nil || c.ID() != "C2" || c.(invoice.Denominated).Currency() != "" {
		t.Errorf("got %v, want contract C2 without a currency", c)
	}
}

func TestLimitsCountWhatWasBilled(t *testing.T) {
	s := mustNew(t, world())
	billed := func(v invoice.Source) []string {
		lines, _ := read(t, v)
		l := lines["L2"]
		line, _ := l.(invoice.Limited).Limit()
		a, _ := l.(invoice.CustomerLimited).CustomerLimit("A")
		contract, _ := l.(invoice.Contracted).Contract().(invoice.Limited).Limit()
		if _, ok := l.(invoice.CustomerLimited).CustomerLimit("B"); ok {
			t.Error("B has a limit")
		}
		return []string{line.Billed.String(), a.Billed.String(), contract.Billed.String()}
	}
	// T3 whole: 50, of which A 30; T4: B's 4; and 5 for A from before the data begin.
	if diff := cmp.Diff([]string{"54", "35", "54"}, billed(s)); diff != "" {
		t.Errorf("billed before (-want +got):\n%s", diff)
	}
	before := s.AsOf(day("2026-10-31"))
	if err := s.Book(outcome("A", detail("T2", 1, "60"))); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"114", "95", "114"}, billed(s)); diff != "" {
		t.Errorf("billed after booking (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"54", "35", "54"}, billed(before)); diff != "" {
		t.Errorf("a view that was made before changed (-want +got):\n%s", diff)
	}
}

// ledger returns what was billed of transactions, as "T1/1 A 60.00 EUR".
func ledger(s *memory.Source, transactions ...string) []string {
	var all []string
	for _, e := range s.Ledger(transactions...) {
		all = append(all, e.Claim().String()+" "+e.Customer+" "+e.Amount.String())
	}
	return all
}

func TestBookAddsEntriesWhateverTheOrderOfDrafts(t *testing.T) {
	s := mustNew(t, world())
	o := outcome("A", detail("T2", 2, "60"))
	o.Drafts = append(o.Drafts, outcome("B", detail("T2", 1, "40")).Drafts...)
	if err := s.Book(o); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"T2/1 B 40 EUR", "T2/2 A 60 EUR"}, ledger(s, "T1", "T2", "T9")); diff != "" {
		t.Errorf("ledger (-want +got):\n%s", diff)
	}
	_, rows := read(t, s)
	if got := rows["T2"].(invoice.PartlyBilled).Billings(); len(got) != 2 || got[1].Customer != "A" || got[1].Open {
		t.Errorf("a later view shows the billings %v", got)
	}
	if open := s.AsOf(day("2026-10-31")).Unbilled(); slices.ContainsFunc(open, func(o memory.Open) bool { return o.Transaction == "T2" }) {
		t.Errorf("still open: %v", open)
	}
}

func TestBookRefusesAndThenBooksNothing(t *testing.T) {
	for _, tt := range []struct {
		name     string
		second   invoice.LineDetail
		conflict bool
		want     string
	}{
		{"unknown", detail("T9", 1, "1"), false, `draft K claims transaction "T9", which is not there`},
		{"billed whole", detail("T3", 1, "30"), true, `draft K: claim T3/1 is taken: what was read has changed since`},
		{"billed in part", detail("T4", 1, "4"), true, `draft K: claim T4/1 is taken: what was read has changed since`},
		{"same draft", detail("T1", 1, "100"), true, `draft K: claim T1/1 is taken: what was read has changed since`},
		{"out of turn", detail("T2", 2, "1"), true, `draft K: claim T2/2 comes before part 1: what was read has changed since`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := mustNew(t, world())
			err := s.Book(outcome("A", detail("T1", 1, "100"), tt.second))
			if err == nil || err.Error() != tt.want || errors.Is(err, invoice.ErrConflict) != tt.conflict {
				t.Errorf("got %v, want %s", err, tt.want)
			}
			if got := ledger(s, "T1"); len(got) != 0 {
				t.Errorf("the good claim was booked: %v", got)
			}
		})
	}
}

func TestBookHoldsLimitsAgainstWhatIsBilledByNow(t *testing.T) {
	use := func(level invoice.LimitLevel, drafted string) invoice.LimitUse {
		u := invoice.LimitUse{Level: level, Contract: "C2", Limit: eur("9999"), Billed: eur("0"), Drafted: eur(drafted)}
		if level <= invoice.LineLimit {
			u.Line = "L2"
		}
		if level == invoice.LineCustomerLimit {
			u.Customer = "A"
		}
		return u
	}
	// 54 of the line's 500 and of the contract's 1000 are billed, and 35 of A's 300.
	for _, tt := range []struct {
		use  invoice.LimitUse
		fits bool
	}{
		{use(invoice.LineLimit, "446"), true}, {use(invoice.LineLimit, "446.01"), false},
		{use(invoice.ContractLimit, "946"), true}, {use(invoice.ContractLimit, "946.01"), false},
		{use(invoice.LineCustomerLimit, "265"), true}, {use(invoice.LineCustomerLimit, "265.01"), false},
		{use(invoice.LineLimit, "-10000"), true},
		{invoice.LimitUse{Contract: "C9", Drafted: eur("10000")}, true}, // not there any more
	} {
		o := outcome("A", detail("T2", 1, "60"))
		o.Limits = []invoice.LimitUse{tt.use}
		s := mustNew(t, world())
		if err := s.Book(o); (err == nil) != tt.fits || err != nil && !errors.Is(err, invoice.ErrConflict) {
			t.Errorf("%s more under the limit of %s: %v", tt.use.Drafted, tt.use.Level, err)
		} else if got := ledger(s, "T2"); (len(got) == 1) != tt.fits {
			t.Errorf("%s more under the limit of %s: the ledger has %v", tt.use.Drafted, tt.use.Level, got)
		}
	}
}

func TestCancelAndCreditAreEntries(t *testing.T) {
	s := mustNew(t, world())
	rules := []invoice.Rule{{Name: "Now", Schedule: schedule.Schedule{Frequency: schedule.Daily}}}
	drafts := func() []invoice.Draft {
		res, err := invoice.Collect(invoice.Run(t.Context(), invoice.Input{Rules: rules, Source: s, Through: day("2026-10-31")}))
		if err != nil {
			t.Fatal(err)
		}
		if err := s.Book(res.Outcome()); err != nil {
			t.Fatal(err)
		}
		return res.Drafts
	}
	all := drafts()
	at := slices.IndexFunc(all, func(d invoice.Draft) bool { return d.Customer == "A" })
	cancelled, err := s.Cancel(all[at])
	if err != nil || cancelled.Total.String() != "-60.00 EUR" {
		t.Fatalf("cancelled %s, %v", cancelled.Total, err)
	}
	if _, err := s.Cancel(all[at]); err == nil {
		t.Error("a draft was cancelled twice")
	}
	again := drafts()
	if len(again) != 1 {
		t.Fatalf("%d drafts, want what was cancelled", len(again))
	}
	if _, err := s.Credit(again[0], invoice.Release{Transaction: "T2", Part: 4, Amount: eur("10"), WriteOff: true}); err != nil {
		t.Fatal(err)
	}
	if left := drafts(); len(left) != 0 {
		t.Errorf("drafts %v, though the credit was written off", left)
	}
	want := []string{"T2/1 A 60.00 EUR", "T2/2 B 40.00 EUR", "T2/3 A -60.00 EUR", "T2/4 A 60.00 EUR", "T2/5 A -10.00 EUR"}
	if diff := cmp.Diff(want, ledger(s, "T2")); diff != "" {
		t.Errorf("ledger (-want +got):\n%s", diff)
	}
}

func TestUnbilled(t *testing.T) {
	s := mustNew(t, world())
	part := detail("T2", 1, "20")
	part.Open = true
	if err := s.Book(outcome("A", part)); err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, o := range s.AsOf(day("2026-10-01")).Unbilled() {
		got = append(got, o.Transaction+" "+o.Customer+" "+o.Amount.String())
	}
	if diff := cmp.Diff([]string{"T1 Acme 100.00 EUR", "T2 A 40.00 EUR", "T2 B 40.00 EUR", "T4 A 6.00 EUR"}, got); diff != "" {
		t.Errorf("unbilled (-want +got):\n%s", diff)
	}
	d := world()
	d.Lines[1].Customers[0].Percent = invoice.NewPercent(dec("50"))
	if open := mustNew(t, d).AsOf(day("2026-10-01")).Unbilled(); len(open) != 3 || open[1].Customer != "" || !open[1].Amount.Equal(eur("100")) {
		t.Errorf("shares of 50 and 40: got %v, want the whole of T2 for nobody", open)
	}
}

func TestUnbilledSharesAddUp(t *testing.T) {
	third := shares("A", "33.34", "B", "33.33", "C", "33.33")
	for _, tt := range []struct {
		amount, currency string
		shares           []invoice.Share
		rounding         string
		want             string
	}{
		{"1600.00", "EUR", shares("A", "60", "B", "40"), "A", "A=960.00 EUR|B=640.00 EUR"},
		{"10.00", "EUR", third, "A", "A=3.34 EUR|B=3.33 EUR|C=3.33 EUR"},
		{"0.05", "EUR", shares("A", "50", "B", "50"), "A", "A=0.02 EUR|B=0.03 EUR"},
		{"-0.05", "EUR", shares("A", "50", "B", "50"), "", "A=-0.03 EUR|B=-0.02 EUR"},
		{"1000", "JPY", third, "A", "A=334 JPY|B=333 JPY|C=333 JPY"},
		{"100.00", "EUR", shares("A", "100", "B", "0"), "A", "A=100.00 EUR"},
		{"100.00", "EUR", shares("A", "60", "B", "30"), "", "=100.00 EUR"},
	} {
		d := world()
		d.Lines[1].Customers, d.Lines[1].RoundingCustomer = tt.shares, tt.rounding
		d.Transactions = []memory.Transaction{{ID: "T", Line: "L2", Kind: invoice.Time, Amount: dec(tt.amount), Currency: tt.currency}}
		var got []string
		for _, o := range mustNew(t, d).AsOf(schedule.Date{}).Unbilled() {
			got = append(got, o.Customer+"="+o.Amount.String())
		}
		if s := strings.Join(got, "|"); s != tt.want {
			t.Errorf("%s %s among %v: got %s, want %s", tt.amount, tt.currency, tt.shares, s, tt.want)
		}
	}
}

func TestReadingWhileBooking(t *testing.T) {
	s := mustNew(t, world())
	var group sync.WaitGroup
	for range 4 {
		group.Go(func() { read(t, s.AsOf(day("2026-10-31"))) })
	}
	group.Go(func() {
		if err := s.Book(outcome("Acme", detail("T1", 1, "100"))); err != nil {
			t.Error(err)
		}
	})
	group.Wait()
}

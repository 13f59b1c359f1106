package invoice_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/shopspring/decimal"
	"pgregory.net/rapid"

	"github.com/proforma-go/proforma/invoice"
	"github.com/proforma-go/proforma/invoice/memory"
	"github.com/proforma-go/proforma/schedule"
)

var everyDay = invoice.Rule{Name: "all", Schedule: schedule.Schedule{Frequency: schedule.Daily}}

func work(id, line, amount string) memory.Transaction {
	return memory.Transaction{ID: id, Line: line, Kind: invoice.Time, Date: worldStart, Amount: dec(amount), Currency: "EUR"}
}

func timed(x memory.Transaction, quantity, price string) memory.Transaction {
	x.Quantity, x.Price = decimal.NewNullDecimal(dec(quantity)), decimal.NewNullDecimal(dec(price))
	return x
}

// creditWorld has an hourly line that A and B share, and a fixed-price line.
func creditWorld(t fataler) *memory.Source {
	m := work("M", "F", "500")
	m.Kind = invoice.Milestone
	return mustMemory(t, memory.Data{
		Projects: []memory.Project{{ID: "P", Customer: "A"}},
		Lines: []memory.Line{
			{ID: "F", Project: "P", Method: invoice.FixedPrice, Customers: split("A", "100")},
			{ID: "L", Project: "P", Customers: split("A", "60", "B", "40")},
		},
		Transactions: []memory.Transaction{m, timed(work("T1", "L", "100"), "10", "10"), timed(work("T2", "L", "33.33"), "3", "11.11")},
	})
}

func night(t fataler, s *memory.Source) *invoice.Result {
	t.Helper()
	return mustRun(t, invoice.Input{Rules: []invoice.Rule{everyDay}, Source: s, Through: worldStart})
}

func bookNight(t fataler, s *memory.Source) []invoice.Draft {
	t.Helper()
	res := night(t, s)
	mustBook(t, s, res)
	return res.Drafts
}

// contents is a draft as text: claim, amount and quantity of each detail, what it takes back, and whether that is open again.
func contents(d *invoice.Draft) string {
	parts := []string{fmt.Sprintf("%s %s %s", d.Kind, d.Customer, d.Total.Decimal())}
	for i := range d.Lines {
		for j := range d.Lines[i].Details {
			x := &d.Lines[i].Details[j]
			s := fmt.Sprintf("%s %s", x.Claim(), x.Amount.Decimal())
			if x.Quantity.Valid() {
				q, _ := x.Quantity.Decimal()
				s += " of " + q.String()
			}
			if x.Reverses != 0 {
				s += fmt.Sprintf(" for %d", x.Reverses)
			}
			if x.Open {
				s += " open"
			}
			parts = append(parts, s)
		}
	}
	return strings.Join(parts, "; ")
}

func TestACreditTakesBackWhatWasBooked(t *testing.T) {
	tests := []struct {
		name    string
		release []invoice.Release
		want    string // of the draft to A
	}{
		{"no releases cancel the draft", nil, "credit A -580; M/2 -500 for 1 open; T1/3 -60 of -6 for 1 open; T2/3 -20 of -1.8 for 1 open"},
		{"a transaction is credited whole", []invoice.Release{{Transaction: "T1"}}, "credit A -60; T1/3 -60 of -6 for 1 open"},
		{"a part is credited whole", []invoice.Release{{Transaction: "T1", Part: 1}}, "credit A -60; T1/3 -60 of -6 for 1 open"},
		{"by amount, the quantity goes with it", []invoice.Release{{Transaction: "T1", Part: 1, Amount: eur("15")}}, "credit A -15; T1/3 -15 of -1.5 for 1 open"},
		{"by quantity, the amount goes with it", []invoice.Release{{Transaction: "T1", Part: 1, Quantity: hours("2")}}, "credit A -20; T1/3 -20 of -2 for 1 open"},
		{"by both, both are as they are said", []invoice.Release{{Transaction: "T1", Part: 1, Amount: eur("7"), Quantity: hours("2")}}, "credit A -7; T1/3 -7 of -2 for 1 open"},
		{"a write-off is not open again", []invoice.Release{{Transaction: "T1", Part: 1, WriteOff: true}}, "credit A -60; T1/3 -60 of -6 for 1"},
		{"two transactions", []invoice.Release{{Transaction: "T1"}, {Transaction: "T2", Amount: eur("0.01")}}, "credit A -60.01; T1/3 -60 of -6 for 1 open; T2/3 -0.01 of 0 for 1 open"},
		{"a milestone whole", []invoice.Release{{Transaction: "M", Amount: eur("500")}}, "credit A -500; M/2 -500 for 1 open"},
		{"in two steps on one draft", []invoice.Release{{Transaction: "T1", Part: 1}}, "credit A -60; T1/3 -60 of -6 for 1 open"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := creditWorld(t)
			drafts := bookNight(t, s)
			credit, err := s.Credit(drafts[0], tt.release...)
			if err != nil {
				t.Fatal(err)
			}
			if got := contents(&credit); got != tt.want {
				t.Errorf("got  %s\nwant %s", got, tt.want)
			}
			if credit.Key == drafts[0].Key || credit.Slot() != drafts[0].Slot() {
				t.Errorf("the key is %s, that of the booked draft %s", credit.Key, drafts[0].Key)
			}
		})
	}
}

func TestACreditThatIsNotLeftIsRefused(t *testing.T) {
	tests := []struct {
		name     string
		release  invoice.Release
		want     string
		conflict bool
	}{
		{"more than was booked", invoice.Release{Transaction: "T1", Part: 1, Amount: eur("60.01")}, "60.01 EUR is more than the 60.00 EUR that are left of it", true},
		{"the other sign", invoice.Release{Transaction: "T1", Part: 1, Amount: eur("-5")}, "-5 EUR cannot be credited", false},
		{"less than a cent", invoice.Release{Transaction: "T1", Part: 1, Amount: eur("1.005")}, "not a whole number", false},
		{"another currency", invoice.Release{Transaction: "T1", Part: 1, Amount: invoice.NewAmount(dec("5"), "SEK")}, "was booked in EUR", false},
		{"an amount out of range", invoice.Release{Transaction: "T1", Part: 1, Amount: invoice.NewAmount(decimal.New(1, 999999999), "EUR")}, "", false},
		{"a part of a milestone", invoice.Release{Transaction: "M", Amount: eur("499")}, "a milestone is credited whole", false},
		{"a part of another draft", invoice.Release{Transaction: "T1", Part: 2}, "has no part 2 of transaction T1", false},
		{"a transaction of no draft", invoice.Release{Transaction: "T9"}, "has no part 0 of transaction T9", false},
		{"more hours than were booked", invoice.Release{Transaction: "T1", Part: 1, Quantity: hours("7")}, "is more than", true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := creditWorld(t)
			_, err := s.Credit(bookNight(t, s)[0], tt.release)
			if err == nil || !strings.Contains(err.Error(), tt.want) || errors.Is(err, invoice.ErrConflict) != tt.conflict {
				t.Errorf("got %v, want %q, conflict %v", err, tt.want, tt.conflict)
			}
		})
	}
}

func TestOfTwoClerksOneCreditsAndTheOtherHearsOfIt(t *testing.T) {
	s := creditWorld(t)
	d := bookNight(t, s)[0]
	ledger := s.Ledger("M", "T1", "T2")
	release := []invoice.Release{{Transaction: "T1", Part: 1}}
	first, err := invoice.Correct(d, ledger, release)
	if err != nil {
		t.Fatal(err)
	}
	second, err := invoice.Correct(d, ledger, release) // of the same snapshot
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Book(invoice.Outcome{Drafts: []invoice.Draft{first}}); err != nil {
		t.Fatal(err)
	}
	if err := s.Book(invoice.Outcome{Drafts: []invoice.Draft{second}}); !errors.Is(err, invoice.ErrConflict) {
		t.Errorf("the second clerk books too: %v", err)
	}
	if _, err := s.Credit(d, release...); !errors.Is(err, invoice.ErrConflict) {
		t.Errorf("credited again from a new snapshot: %v", err)
	}
	if _, err := invoice.Correct(d, nil, release); !errors.Is(err, invoice.ErrConflict) {
		t.Errorf("credited what no ledger knows: %v", err)
	}
}

func TestPartsAreCreditedUntilNothingIsLeft(t *testing.T) {
	s := creditWorld(t)
	d := bookNight(t, s)[0]
	keys := map[string]bool{d.Key: true}
	for _, amount := range []string{"10", "20", "30"} {
		credit, err := s.Credit(d, invoice.Release{Transaction: "T1", Amount: eur(amount)})
		if err != nil {
			t.Fatal(err)
		}
		if keys[credit.Key] {
			t.Errorf("key %s is there twice", credit.Key)
		}
		keys[credit.Key] = true
	}
	rest, err := s.Cancel(d)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := contents(&rest), "credit A -520; M/2 -500 for 1 open; T2/3 -20 of -1.8 for 1 open"; got != want {
		t.Errorf("cancelling the rest makes %s, want %s", got, want)
	}
	if _, err := s.Cancel(d); err == nil || !strings.Contains(err.Error(), "nothing of draft "+d.Key+" is left") {
		t.Errorf("cancelled twice: %v", err)
	}
}

func TestWhatWasCancelledIsBilledAgainAndWhatWasWrittenOffIsNot(t *testing.T) {
	s := creditWorld(t)
	d := bookNight(t, s)[0]
	if _, err := s.Credit(d, invoice.Release{Transaction: "T2", WriteOff: true}); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Cancel(d); err != nil {
		t.Fatal(err)
	}
	again := night(t, s)
	if len(again.Drafts) != 1 {
		t.Fatalf("%d drafts", len(again.Drafts))
	}
	if got, want := contents(&again.Drafts[0]), "invoice A 560; M/3 500; T1/4 60 of 6"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if again.Drafts[0].Key == d.Key || again.Drafts[0].Slot() != d.Slot() {
		t.Errorf("the key is %s, and was %s", again.Drafts[0].Key, d.Key)
	}
}

// slots is what drafts total, by the key without its claim.
func slots(drafts []invoice.Draft) map[string]string {
	totals := map[string]string{}
	for i := range drafts {
		totals[drafts[i].Slot()] += " " + drafts[i].Total.String()
	}
	return totals
}

// TestCancellingIsARoundTrip books and cancels whatever a random world makes: every ledger has a net of zero, every claim and every key is there once,
// and the next run bills the same once more.
func TestCancellingIsARoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		in, data := drawInput(t)
		for i := range data.Lines { // a credit that made room for a charge cannot be cancelled before it
			data.Lines[i].Limit, data.Lines[i].CustomerLimits = nil, nil
		}
		for i := range data.Contracts {
			data.Contracts[i].Limit, data.Contracts[i].CustomerLimits = nil, nil
		}
		s := mustMemory(t, data)
		in.Source = s.AsOf(in.Through)
		first := mustRun(t, in)
		mustBook(t, s, first)
		claims, keys := map[invoice.Claim]bool{}, map[string]bool{}
		note := func(d *invoice.Draft) {
			if keys[d.Key] {
				t.Fatalf("key %s is there twice", d.Key)
			}
			keys[d.Key] = true
			for _, e := range d.Billings() {
				if claims[e.Claim()] {
					t.Fatalf("claim %s is there twice", e.Claim())
				}
				claims[e.Claim()] = true
			}
		}
		for i := range first.Drafts {
			note(&first.Drafts[i])
			credit, err := s.Cancel(first.Drafts[i])
			if err != nil {
				t.Fatal(err)
			}
			note(&credit)
			if sum, err := first.Drafts[i].Total.Add(credit.Total); err != nil || !sum.IsZero() {
				t.Fatalf("%s and its cancellation %s", first.Drafts[i].Total, credit.Total)
			}
		}
		for _, x := range data.Transactions {
			net, quantity := decimal.Decimal{}, decimal.Decimal{}
			for _, e := range s.Ledger(x.ID) {
				q, _ := e.Quantity.Decimal()
				net, quantity = net.Add(e.Amount.Decimal()), quantity.Add(q)
			}
			if !net.IsZero() || !quantity.IsZero() {
				t.Fatalf("%s has a net of %s and %s", x.ID, net, quantity)
			}
		}
		in.Source = s.AsOf(in.Through)
		if want, got := slots(first.Drafts), slots(mustRun(t, in).Drafts); cmp.Diff(want, got) != "" {
			t.Fatalf("billed again otherwise than before (-before +again):\n%s", cmp.Diff(want, got))
		}
	})
}

// TestACorrectionSaysWhatItIsAbout: its projects, and what it gives back under each limit of the booked draft. Milestones are under none.
func TestACorrectionSaysWhatItIsAbout(t *testing.T) {
	limit := func(n string) *invoice.Limit { return &invoice.Limit{Amount: dec(n), Currency: "EUR"} }
	m := work("T3", "F", "500")
	m.Kind = invoice.Milestone
	s := mustMemory(t, memory.Data{
		Projects:  []memory.Project{{ID: "P1", Customer: "A"}, {ID: "P2", Customer: "A"}},
		Contracts: []memory.Contract{{ID: "K", Limit: limit("1000"), CustomerLimits: []memory.CustomerLimit{{Customer: "A", Limit: *limit("900")}}}},
		Lines: []memory.Line{
			{ID: "L1", Project: "P1", Contract: "K", Limit: limit("800"), Sequence: 1},
			{ID: "L2", Project: "P1", Contract: "K", Sequence: 2},
			{ID: "L3", Project: "P2", Contract: "K", Limit: limit("700"), Sequence: 3},
			{ID: "F", Project: "P2", Contract: "K", Method: invoice.FixedPrice, Sequence: 4},
		},
		Transactions: []memory.Transaction{work("T0", "L1", "100"), work("T1", "L2", "20"), work("T2", "L3", "3"), m},
	})
	res := mustRun(t, invoice.Input{Rules: []invoice.Rule{merging}, Source: s, Through: worldStart})
	mustBook(t, s, res)
	if len(res.Drafts) != 1 {
		t.Fatalf("%d drafts", len(res.Drafts))
	}
	d := res.Drafts[0]
	about := func(d *invoice.Draft) string {
		out := fmt.Sprint(d.Projects)
		for _, u := range d.Limits {
			out += fmt.Sprintf(" %s%s %s", u.Line, u.Customer, u.Drafted.Decimal())
		}
		return out
	}
	if got, want := about(&d), "[P1 P2] L1 100 A 123 123 L3 3"; !sameWords(got, want) {
		t.Errorf("the draft is about %s, want %s", got, want)
	}
	for _, tt := range []struct {
		release []invoice.Release
		want    string
	}{
		{[]invoice.Release{{Transaction: "T0", Amount: eur("30")}, {Transaction: "T1"}}, "[P1] L1 -30 A -50 -50 L3 0"},
		{[]invoice.Release{{Transaction: "T2"}, {Transaction: "T3"}}, "[P2] L1 0 A -3 -3 L3 -3"},
		{nil, "[P1] L1 -70 A -70 -70 L3 0"},
	} {
		credit, err := s.Credit(d, tt.release...)
		if err != nil {
			t.Fatal(err)
		}
		if got := about(&credit); !sameWords(got, tt.want) {
			t.Errorf("the credit is about %s, want %s", got, tt.want)
		}
	}
}

func sameWords(a, b string) bool {
	x, y := strings.Fields(a), strings.Fields(b)
	slices.Sort(x)
	slices.Sort(y)
	return slices.Equal(x, y)
}

// TestTheKeyNamesTheSmallestClaimOfWhatIsTakenBack: a transaction that is billed at another price has a reversal first.
func TestTheKeyNamesTheSmallestClaimOfWhatIsTakenBack(t *testing.T) {
	x := timed(work("T1", "L1", "100"), "10", "10")
	first := billed(1, "A", "100", "50")
	first.Open, first.Quantity, first.Price = true, hours("5"), eur("10")
	x.Billings = []invoice.Billing{first}
	x.Price, x.Amount = decimal.NewNullDecimal(dec("11")), dec("110")
	d := faultWorld()
	d.Transactions = []memory.Transaction{x}
	res := mustRun(t, invoice.Input{Rules: []invoice.Rule{everyDay}, Source: mustMemory(t, d), Through: worldStart})
	if len(res.Drafts) != 1 {
		t.Fatalf("%d drafts, held are %+v", len(res.Drafts), res.Backlog)
	}
	got, want := contents(&res.Drafts[0]), "invoice A 60; T1/2 -50 of -5 for 1 open; T1/3 110 of 10"
	if got != want || !strings.HasSuffix(res.Drafts[0].Key, "/T1/2") {
		t.Errorf("got %s under %s, want %s", got, res.Drafts[0].Key, want)
	}
}

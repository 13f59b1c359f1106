package invoice_test

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
	"github.com/shopspring/decimal"
	"pgregory.net/rapid"

	"github.com/proforma-go/proforma/invoice"
	"github.com/proforma-go/proforma/invoice/memory"
)

// limitCase is a line of one contract that A and B share at 60 to 40, under limits on all levels; amounts are multiples of ten cents, so that nothing is
// to be rounded.
type limitCase struct {
	limits  map[string]int64 // in cents: "line", "contract", and either with " A" or " B"
	items   []limitItem
	partial bool
}

type limitItem struct {
	id     string
	day    int
	amount int64
}

var limitNames = []string{"line A", "line B", "line", "contract A", "contract B", "contract"}

func drawLimitCase(t *rapid.T) limitCase {
	c := limitCase{limits: map[string]int64{}, partial: rapid.Bool().Draw(t, "partial")}
	for _, name := range limitNames {
		if rapid.IntRange(0, 2).Draw(t, name) > 0 {
			c.limits[name] = rapid.Int64Range(0, 60).Draw(t, "limit") * 10
		}
	}
	for i := range rapid.IntRange(1, 12).Draw(t, "items") {
		amount := rapid.Int64Range(1, 30).Draw(t, "amount") * 10
		if rapid.IntRange(0, 3).Draw(t, "credit") == 0 {
			amount = -amount
		}
		c.items = append(c.items, limitItem{fmt.Sprintf("T%02d", i), rapid.IntRange(0, 3).Draw(t, "day"), amount})
	}
	return c
}

func (c limitCase) data() memory.Data {
	limit := func(name string) *invoice.Limit {
		if n, ok := c.limits[name]; ok {
			return &invoice.Limit{Amount: decimal.New(n, -2), Currency: "EUR"}
		}
		return nil
	}
	customers := func(level string) (all []memory.CustomerLimit) {
		for _, customer := range []string{"A", "B"} {
			if l := limit(level + " " + customer); l != nil {
				all = append(all, memory.CustomerLimit{Customer: customer, Limit: *l})
			}
		}
		return all
	}
	d := memory.Data{
		Projects:  []memory.Project{{ID: "P", Customer: "A"}},
		Contracts: []memory.Contract{{ID: "K", Limit: limit("contract"), CustomerLimits: customers("contract")}},
		Lines:     []memory.Line{{ID: "L", Project: "P", Contract: "K", Customers: split("A", "60", "B", "40"), Limit: limit("line"), CustomerLimits: customers("line")}},
	}
	for _, x := range c.items {
		row := work(x.id, "L", decimal.New(x.amount, -2).String())
		row.Date = worldStart.AddDays(x.day)
		d.Transactions = append(d.Transactions, row)
	}
	return d
}

// naive walks through the parts by date, id and customer, and bills what fits; when it has seen a credit it walks through what was held again, for as long
// as more fits. It returns what each part bills.
func (c limitCase) naive() map[string]int64 {
	used, billed := map[string]int64{}, map[string]int64{}
	items := slices.Clone(c.items)
	slices.SortFunc(items, func(a, b limitItem) int { return cmp.Or(cmp.Compare(a.day, b.day), cmp.Compare(a.id, b.id)) })
	walk := func() (more bool) {
		for _, x := range items {
			for _, customer := range []string{"A", "B"} {
				asks := x.amount*map[string]int64{"A": 6, "B": 4}[customer]/10 - billed[x.id+customer]
				room := int64(1 << 40)
				for _, name := range []string{"line " + customer, "line", "contract " + customer, "contract"} {
					if n, ok := c.limits[name]; ok {
						room = min(room, n-used[name])
					}
				}
				if asks > max(room, 0) {
					if asks = max(room, 0); !c.partial {
						asks = 0
					}
				}
				for _, name := range []string{"line " + customer, "line", "contract " + customer, "contract"} {
					used[name] += asks
				}
				billed[x.id+customer] += asks
				more = more || asks != 0
			}
		}
		return more
	}
	walk()
	for slices.ContainsFunc(items, func(x limitItem) bool { return x.amount < 0 }) && walk() {
	}
	return billed
}

func TestUnderLimitsARunBillsWhatAWalkThroughThePartsDoes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := drawLimitCase(t)
		rule := everyDay
		rule.PartialLimits = c.partial
		res := mustRun(t, invoice.Input{Rules: []invoice.Rule{rule}, Source: mustMemory(t, c.data()), Through: worldStart.AddDays(5)})
		got, want := map[string]int64{}, c.naive()
		for i := range res.Drafts {
			for _, e := range res.Drafts[i].Billings() {
				got[e.Transaction+e.Customer] += e.Amount.Decimal().Shift(2).IntPart()
			}
		}
		open := map[string]int64{}
		for _, b := range res.Backlog {
			open[b.Transaction+b.Customer] = b.Amount.Decimal().Shift(2).IntPart()
			if b.Reason != invoice.OverLimit {
				t.Fatalf("%s of %s is held as %s", b.Transaction, b.Customer, b.Reason)
			}
		}
		for _, x := range c.items {
			for customer, tenths := range map[string]int64{"A": 6, "B": 4} {
				part := x.id + customer
				if got[part] != want[part] || open[part] != x.amount*tenths/10-want[part] {
					t.Fatalf("%s bills %d and holds %d, want %d of %d", part, got[part], open[part], want[part], x.amount*tenths/10)
				}
			}
		}
		c.checkUses(t, res)
	})
}

// checkUses holds what the outcome says of limits against what its drafts bill: none is passed, and what was drafted is the net.
func (c limitCase) checkUses(t *rapid.T, res *invoice.Result) {
	net := map[string]int64{}
	for i := range res.Drafts {
		d := &res.Drafts[i]
		n := d.Total.Decimal().Shift(2).IntPart()
		for _, name := range []string{"line " + d.Customer, "line", "contract " + d.Customer, "contract"} {
			if _, limited := c.limits[name]; limited && n != 0 {
				net[name] += n
			}
		}
	}
	got := map[string]int64{}
	for _, u := range res.Limits {
		name := strings.TrimSuffix(u.Level.String(), " customer")
		if u.Customer != "" {
			name += " " + u.Customer
		}
		got[name] = u.Drafted.Decimal().Shift(2).IntPart()
		if u.Limit.Decimal().Shift(2).IntPart() != c.limits[name] || !u.Billed.IsZero() || u.Contract != "K" || (u.Line == "L") != strings.HasPrefix(name, "line") {
			t.Fatalf("the %s limit of %d is said to be %+v", name, c.limits[name], u)
		}
		if got[name] > c.limits[name] {
			t.Fatalf("the %s limit of %d is passed by %d", name, c.limits[name], got[name])
		}
	}
	for name, n := range net {
		if n == 0 {
			delete(net, name)
		}
	}
	if diff := gocmp.Diff(net, got); diff != "" {
		t.Fatalf("limits used (-drafts +outcome):\n%s", diff)
	}
}

func TestEveryLimitThatAPartPassesIsNamedInnermostFirst(t *testing.T) {
	tests := []struct {
		limits map[string]int64
		want   string
	}{
		{map[string]int64{"line A": 1000, "line": 1000, "contract A": 1000, "contract": 1000}, "over the line customer limit of 10.00 EUR and the line limit of 10.00 EUR and the contract customer limit of 10.00 EUR and the contract limit of 10.00 EUR"},
		{map[string]int64{"line A": 6000, "line": 1000, "contract A": 6000, "contract": 5999}, "over the line limit of 10.00 EUR and the contract limit of 59.99 EUR"},
		{map[string]int64{"contract": 0}, "over the contract limit of 0.00 EUR"},
		{map[string]int64{"contract": 6000, "line": 6000}, ""},
	}
	for _, tt := range tests {
		c := limitCase{limits: tt.limits, items: []limitItem{{"T1", 0, 10000}}}
		data := c.data()
		data.Lines[0].Customers = split("A", "60", "C", "40") // C comes second, under the limits over all
		res := mustRun(t, invoice.Input{Rules: []invoice.Rule{everyDay}, Source: mustMemory(t, data), Through: worldStart})
		got := ""
		for _, b := range res.Backlog {
			if b.Customer == "A" {
				got = b.Detail()
			}
		}
		if got != tt.want {
			t.Errorf("got %q, want %q", got, tt.want)
		}
	}
}

// TestARoomThatAHeldDraftGivesBackIsUsed: the drafts of B and C are under the minimum, so that A has the room that they would have used.
func TestARoomThatAHeldDraftGivesBackIsUsed(t *testing.T) {
	c := limitCase{limits: map[string]int64{"line": 10000}, items: []limitItem{{"T1", 0, 3000}, {"T2", 1, 14000}}}
	data := c.data()
	data.Transactions[0].Customers, data.Transactions[1].Customers = split("B", "100"), split("A", "70", "C", "30")
	rule := everyDay
	rule.MinAmount = amountOf(dec("50"), "EUR")
	res := mustRun(t, invoice.Input{Rules: []invoice.Rule{rule}, Source: mustMemory(t, data), Through: worldStart.AddDays(5)})
	if len(res.Drafts) != 1 || contents(&res.Drafts[0]) != "invoice A 98; T2/1 98" {
		t.Fatalf("%d drafts: %v", len(res.Drafts), res.Backlog)
	}
	if len(res.Backlog) != 2 || res.Backlog[0].Reason != invoice.BelowMinimum || res.Backlog[1].Reason != invoice.BelowMinimum {
		t.Errorf("got %+v", res.Backlog)
	}
}

// TestACreditPassesALimitThatIsPassedAlready: of 100.00 at most 150.00 were billed before, and 10.00 are given back.
func TestACreditPassesALimitThatIsPassedAlready(t *testing.T) {
	c := limitCase{items: []limitItem{{"T1", 0, -1000}, {"T2", 0, 1000}}}
	data := c.data()
	data.Lines[0].Limit = &invoice.Limit{Amount: dec("100"), Billed: dec("150"), Currency: "EUR"}
	for _, partial := range []bool{false, true} {
		rule := everyDay
		rule.PartialLimits = partial
		res := mustRun(t, invoice.Input{Rules: []invoice.Rule{rule}, Source: mustMemory(t, data), Through: worldStart})
		if len(res.Drafts) != 2 || contents(&res.Drafts[0]) != "credit A -6; T1/1 -6" || contents(&res.Drafts[1]) != "credit B -4; T1/2 -4" || len(res.Backlog) != 2 {
			t.Errorf("partial %v: %d drafts, %+v", partial, len(res.Drafts), res.Backlog)
		}
	}
}

func TestTheLimitsOfAnOutcomeComeByCustomerThenOverAll(t *testing.T) {
	data := limitCase{limits: map[string]int64{"line": 100000}, items: []limitItem{{"T1", 0, 10000}}}.data()
	for _, customer := range []string{"E", "D", "C", "B", "A"} {
		data.Lines[0].CustomerLimits = append(data.Lines[0].CustomerLimits, memory.CustomerLimit{Customer: customer, Limit: invoice.Limit{Amount: dec("100"), Currency: "EUR"}})
	}
	data.Lines[0].Customers = split("D", "20", "B", "20", "E", "20", "A", "20", "C", "20")
	for range 10 { // limits are met in no order
		got := ""
		for _, u := range mustRun(t, invoice.Input{Rules: []invoice.Rule{everyDay}, Source: mustMemory(t, data), Through: worldStart}).Limits {
			got += u.Level.String() + " " + u.Customer + ";"
		}
		if want := "line customer A;line customer B;line customer C;line customer D;line customer E;line ;"; got != want {
			t.Fatalf("got %s, want %s", got, want)
		}
	}
}

// TestACorrectionFitsAsAWholeOrNotAtAll: an item that was billed in part at 10 an hour costs 20 by now; what is taken back and what is billed anew
// stand on one draft, and their net is what a limit sees.
func TestACorrectionFitsAsAWholeOrNotAtAll(t *testing.T) {
	data := func(limit string) memory.Data {
		x := timed(work("T1", "L", "200"), "10", "20")
		x.Billings = []invoice.Billing{{Part: 1, Customer: "A", Percent: invoice.NewRatio(1, 1), Amount: eur("40.00"), Quantity: hours("4"), Price: eur("10"), Whole: eur("100"), Open: true}}
		return memory.Data{
			Projects:     []memory.Project{{ID: "P", Customer: "A"}},
			Lines:        []memory.Line{{ID: "L", Project: "P", Limit: &invoice.Limit{Amount: dec(limit), Currency: "EUR"}}},
			Transactions: []memory.Transaction{x},
		}
	}
	for _, partial := range []bool{false, true} {
		rule := everyDay
		rule.PartialLimits = partial
		run := func(limit string) *invoice.Result {
			return mustRun(t, invoice.Input{Rules: []invoice.Rule{rule}, Source: mustMemory(t, data(limit)), Through: worldStart})
		}
		res := run("200")
		if len(res.Drafts) != 1 || contents(&res.Drafts[0]) != "invoice A 160; T1/2 -40 of -4 for 1 open; T1/3 200 of 10" {
			t.Errorf("partial %v: %d drafts, %v", partial, len(res.Drafts), res.Backlog)
			for i := range res.Drafts {
				t.Error(contents(&res.Drafts[i]))
			}
		}
		res = run("199.99")
		if len(res.Drafts) != 0 || len(res.Backlog) != 1 || res.Backlog[0].Reason != invoice.OverLimit || !res.Backlog[0].Amount.Equal(eur("160")) {
			t.Errorf("partial %v: a net of 160.00 is over a room of 159.99: %d drafts, %+v", partial, len(res.Drafts), res.Backlog)
		}
	}
}

package findings_test

import (
	"encoding/json"
	"fmt"
	"math"
	"math/big"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/shopspring/decimal"

	"github.com/proforma-go/proforma/invoice"
	"github.com/proforma-go/proforma/schedule"
)

// A decimal of a few bytes may stand for a number that takes a gigabyte to write out. Each of these hung a run, its JSON or its text, unless it
// was an amount.
var (
	huge    = decimal.New(1, 100000000)
	tiny    = decimal.New(1, -100000000)
	deepest = decimal.New(1, math.MinInt32)
	zero    = decimal.New(0, 100000000)
	endless = decimal.NewFromBigInt(new(big.Int).Lsh(big.NewInt(1), 3321928), -2) // a million digits
)

// mostWork is what may be allocated for one number that is out of range. What wrote one of them out took gigabytes.
const mostWork = 4 << 20

// bounded fails if f allocates more than mostWork, or does not come back.
func bounded(t *testing.T, what string, f func()) {
	t.Helper()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	done := make(chan struct{})
	go func() {
		defer close(done)
		f()
	}()
	select {
	case <-done:
	case <-time.After(20 * time.Second):
		t.Fatalf("%s hangs", what)
	}
	runtime.ReadMemStats(&after)
	if n := after.TotalAlloc - before.TotalAlloc; n > mostWork {
		t.Errorf("%s allocates %d bytes", what, n)
	}
}

// numbered is a transaction with numbers as a host decodes them.
type numbered struct {
	invoice.Transaction
	amount          decimal.Decimal
	quantity, price *decimal.Decimal
	billings        []invoice.Billing
}

func (n numbered) Amount() invoice.Amount      { return invoice.NewAmount(n.amount, "EUR") }
func (n numbered) Billings() []invoice.Billing { return n.billings }
func (n numbered) Quantity() (decimal.Decimal, bool) {
	if n.quantity == nil {
		return decimal.Decimal{}, false
	}
	return *n.quantity, true
}

func (n numbered) Price() (decimal.Decimal, bool) {
	if n.price == nil {
		return decimal.Decimal{}, false
	}
	return *n.price, true
}

func TestNoNumberOfATransactionHangsARunOrItsJSON(t *testing.T) {
	hundred := decimal.NewFromInt(100)
	halves := []invoice.Share{share("A", "50"), share("B", "50")}
	thirty := []invoice.Billing{{Part: 1, Customer: "ACME", Amount: euro("30"), Open: true}}
	percent := []invoice.Billing{{Part: 1, Customer: "ACME", Percent: invoice.NewPercent(huge), Amount: euro("30"), Open: true}}
	credit := []invoice.Billing{{Part: 1, Customer: "ACME", Amount: invoice.NewAmount(huge, "EUR"), Open: true}}
	hoursBilled := []invoice.Billing{{Part: 1, Customer: "ACME", Amount: euro("30"), Quantity: invoice.NewQuantity(endless), Open: true}}
	tests := []struct {
		name, rules string
		customers   []invoice.Share
		x           numbered
	}{
		{"amount 1e100000000", "daily", nil, numbered{amount: huge}},
		{"amount 1e-100000000", "daily", nil, numbered{amount: tiny}},
		{"amount with the lowest exponent", "daily", nil, numbered{amount: deepest}},
		{"amount of a million digits", "daily", nil, numbered{amount: endless}},
		{"amount of zero with a huge exponent", "daily, where amount >= 0", nil, numbered{amount: zero}},
		{"amount 1e100000000, split", "daily", halves, numbered{amount: huge}},
		{"amount 1e100000000, compared", "daily, where amount > 5", nil, numbered{amount: huge}},
		{"amount 1e100000000 in a list", "daily, where amount in [5, 6.5]", nil, numbered{amount: huge}},
		{"quantity 1e100000000", "daily", nil, numbered{amount: hundred, quantity: &huge}},
		{"quantity 1e100000000, compared", "daily, where quantity > 5", nil, numbered{amount: hundred, quantity: &huge}},
		{"quantity of a million digits", "daily", nil, numbered{amount: hundred, quantity: &endless}},
		{"quantity 1e100000000, partly billed", "daily", nil, numbered{amount: hundred, quantity: &huge, billings: thirty}},
		{"quantity 1e-100000000, partly billed", "daily", nil, numbered{amount: hundred, quantity: &tiny, billings: thirty}},
		{"quantity 1e100000000, split", "daily", halves, numbered{amount: hundred, quantity: &huge}},
		{"quantity with the lowest exponent, split", "daily", halves, numbered{amount: hundred, quantity: &deepest}},
		{"quantity 1e100000000 under a limit", "daily, limit partial", nil, numbered{amount: hundred, quantity: &huge}},
		{"price 1e100000000", "daily", nil, numbered{amount: hundred, price: &huge}},
		{"price with the lowest exponent", "daily", nil, numbered{amount: hundred, price: &deepest}},
		{"price of a million digits", "daily", nil, numbered{amount: hundred, price: &endless}},
		{"billed at 1e100000000 percent", "daily", nil, numbered{amount: hundred, billings: percent}},
		{"billed 1e100000000", "daily", nil, numbered{amount: hundred, billings: credit}},
		{"billed a million digits of hours", "daily", nil, numbered{amount: hundred, billings: hoursBilled}},
	}
	for _, c := range tests {
		d := split("", c.customers, hours("T1", "1"), hours("T2", "1"))
		d.Lines[0].Limit = limit("50")
		s := changed{Source: source(t, d), transactions: each(func(x invoice.Transaction) invoice.Transaction {
			if x.ID() == "T2" {
				c.x.Transaction = x
				return c.x
			}
			return x
		})}
		bounded(t, c.name, func() {
			r, err := attempt(t, c.rules, s, lastDay)
			if err != nil {
				t.Error(c.name, err)
				return
			}
			for _, e := range details(r) {
				if strings.HasPrefix(e, "T2/") {
					t.Errorf("%s: drafted %s", c.name, e)
				}
			}
			if c.x.amount.Coefficient().Sign() != 0 && !strings.Contains(c.rules, "where") && !failed(r, "T2") {
				t.Errorf("%s: held %q", c.name, held(r))
			}
			if _, err := json.Marshal([]any{r.Drafts, r.Backlog, r.Log}); err != nil {
				t.Error(c.name, err)
			}
		})
	}
}

// failed reports whether a transaction is held as broken.
func failed(r *invoice.Result, transaction string) bool {
	for i := range r.Backlog {
		if b := &r.Backlog[i]; b.Transaction == transaction && b.Reason == invoice.Failed {
			return true
		}
	}
	return false
}

// limitOf is a line with a limit as a host decodes it.
type limitOf struct {
	invoice.ContractLine
	limit invoice.Limit
}

func (l limitOf) Limit() (invoice.Limit, bool) { return l.limit, true }

// sharesOf is a line with shares as a host decodes them.
type sharesOf struct {
	invoice.ContractLine
	shares []invoice.Share
}

func (s sharesOf) Customers() []invoice.Share { return s.shares }
func (sharesOf) RoundingCustomer() string     { return "" }

func TestNoNumberOfALineHangsARun(t *testing.T) {
	for i, n := range []decimal.Decimal{huge, tiny, deepest, endless} {
		for what, by := range map[string]func(invoice.ContractLine) invoice.ContractLine{
			"limit": func(l invoice.ContractLine) invoice.ContractLine {
				return limitOf{l, invoice.Limit{Amount: n, Currency: "EUR"}}
			},
			"billed of a limit": func(l invoice.ContractLine) invoice.ContractLine {
				return limitOf{l, invoice.Limit{Amount: dec("5"), Billed: n, Currency: "EUR"}}
			},
			"share": func(l invoice.ContractLine) invoice.ContractLine {
				return sharesOf{l, []invoice.Share{{Customer: "A", Percent: invoice.NewPercent(n)}, share("B", "50")}}
			},
		} {
			name := fmt.Sprint(what, " number ", i)
			bounded(t, name, func() {
				r, err := attempt(t, "daily", changed{Source: source(t, world(hours("T1", "100"))), lines: each(by)}, lastDay)
				if err != nil || len(r.Drafts) != 0 || !r.Log.Failed() {
					t.Errorf("%s: %v, %v", name, r, err)
				}
				if text := r.Log.String(); len(text) > 2000 {
					t.Errorf("%s: a log of %d bytes", name, len(text))
				}
			})
		}
	}
}

// textOf is the text of a rule without conditions, and of an amount in a condition.
func textOf(r invoice.Rule) string {
	if c, ok := r.Where.(invoice.Compare); ok && c.Value.Type == invoice.MoneyType || r.Where == nil {
		return r.String()
	}
	return ""
}

// What a rule holds was checked by nobody: it was valid, and its text, which a store or a log asks for, did not end.
func TestNoNumberOfARuleHangsItsCheckOrARun(t *testing.T) {
	s := source(t, world(hours("T1", "100")))
	for i, n := range []decimal.Decimal{huge, tiny, deepest, endless} {
		bound := invoice.NewAmount(n, "EUR")
		rule := func(change func(*invoice.Rule)) invoice.Rule {
			r := invoice.Rule{Name: "x", Schedule: schedule.Schedule{Frequency: schedule.Daily}}
			change(&r)
			return r
		}
		for what, r := range map[string]invoice.Rule{
			"minimum": rule(func(r *invoice.Rule) { r.MinAmount = &bound }),
			"maximum": rule(func(r *invoice.Rule) { r.MaxAmount = &bound }),
			"compared": rule(func(r *invoice.Rule) {
				r.Where = invoice.Compare{Field: "amount", Op: invoice.Greater, Value: invoice.NumberValue(n)}
			}),
			"compared, money": rule(func(r *invoice.Rule) {
				r.Where = invoice.Compare{Field: "amount", Op: invoice.Less, Value: invoice.MoneyValue(n, "EUR")}
			}),
			"one of some": rule(func(r *invoice.Rule) {
				r.Where = invoice.In{Field: "quantity", Values: []invoice.Value{invoice.NumberValue(n)}}
			}),
			"below a negation": rule(func(r *invoice.Rule) {
				r.Where = invoice.Not{Term: invoice.Compare{Field: "quantity", Op: invoice.Less, Value: invoice.NumberValue(n)}}
			}),
		} {
			name := fmt.Sprint(what, " number ", i)
			bounded(t, name, func() {
				if err := r.Validate(); err == nil {
					t.Errorf("%s: the rule is valid", name)
				}
				if n := len(textOf(r)); n > 2000 {
					t.Errorf("%s: a text of %d bytes", name, n)
				}
				if _, err := invoice.Collect(invoice.Run(t.Context(), invoice.Input{Rules: []invoice.Rule{r}, Source: s, Through: day(lastDay)})); err == nil {
					t.Errorf("%s: the rule runs", name)
				}
			})
		}
	}
}

func TestNoNumberHangsAllocate(t *testing.T) {
	for i, n := range []decimal.Decimal{huge, tiny, deepest, endless} {
		bounded(t, fmt.Sprint("number ", i), func() {
			if parts, err := invoice.Allocate(n, []invoice.Share{share("A", "100")}, "", 2); err == nil {
				t.Errorf("number %d: %v", i, parts)
			}
			if _, err := invoice.Allocate(dec("1"), []invoice.Share{{Customer: "A", Percent: invoice.NewPercent(n)}}, "", 2); err == nil {
				t.Errorf("number %d as a percentage", i)
			}
		})
	}
}

package invoice_test

import (
	"context"
	"errors"
	"iter"
	"math/big"
	"runtime"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"github.com/proforma-go/proforma/invoice"
	"github.com/proforma-go/proforma/invoice/memory"
)

// The decimals of an attack: each would take a gigabyte to write out, or a second to calculate with.
var (
	manyDigits = decimal.NewFromBigInt(new(big.Int).Exp(big.NewInt(10), big.NewInt(1_000_000), nil), -999_990)
	hostile    = map[string]decimal.Decimal{
		"a million digits": manyDigits, "minus a million digits": manyDigits.Neg(), "a huge exponent": decimal.New(1, 999_999_999), "a tiny exponent": decimal.New(1, -999_999_999),
		"the largest exponent": decimal.New(-7, 1<<31-1), "the smallest exponent": decimal.New(7, -1<<31),
	}
)

// allocated returns how many bytes a call allocates.
func allocated(f func()) uint64 {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	f()
	runtime.ReadMemStats(&after)
	return after.TotalAlloc - before.TotalAlloc
}

// muchMemory is more than any run of a few rows takes, and far less than a hostile decimal written out: a million digits are 415,000 bytes.
const muchMemory = 400_000

// rowSource yields rows that no memory source would take.
type rowSource struct {
	project invoice.Project
	line    invoice.ContractLine
	rows    []invoice.Transaction
}

func one[T any](xs ...T) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		for _, x := range xs {
			if !yield(x, nil) {
				return
			}
		}
	}
}

func (s rowSource) Projects(context.Context, invoice.Query) iter.Seq2[invoice.Project, error] {
	return one(s.project)
}

func (s rowSource) Lines(context.Context, []invoice.Project) iter.Seq2[invoice.ContractLine, error] {
	return one(s.line)
}

func (s rowSource) Transactions(context.Context, []invoice.ContractLine) iter.Seq2[invoice.Transaction, error] {
	return one(s.rows...)
}

// badRow is a transaction with everything that a host may hand in as a decimal.
type badRow struct {
	benchTransaction
	quantity, price *decimal.Decimal
	shares          []invoice.Share
	billings        []invoice.Billing
}

func (r *badRow) Quantity() (decimal.Decimal, bool) { return of(r.quantity) }
func (r *badRow) Price() (decimal.Decimal, bool)    { return of(r.price) }
func (r *badRow) Customers() []invoice.Share        { return r.shares }
func (r *badRow) RoundingCustomer() string          { return "" }
func (r *badRow) Billings() []invoice.Billing       { return r.billings }
func of(d *decimal.Decimal) (x decimal.Decimal, ok bool) {
	if d != nil {
		x, ok = *d, true
	}
	return x, ok
}

type limitedLine struct {
	benchLine
	limit    *invoice.Limit
	customer *invoice.Limit
}

func (l *limitedLine) Limit() (x invoice.Limit, ok bool) {
	if l.limit != nil {
		return *l.limit, true
	}
	return x, false
}

func (l *limitedLine) CustomerLimit(string) (x invoice.Limit, ok bool) {
	if l.customer != nil {
		return *l.customer, true
	}
	return x, false
}

// runRows runs a good row and the bad one.
func runRows(t *testing.T, line invoice.ContractLine, bad *badRow) (res *invoice.Result) {
	t.Helper()
	good := &badRow{benchTransaction: benchTransaction{id: "GOOD", line: line.ID(), date: worldStart, amount: dec("10"), ready: true}}
	bad.id, bad.line, bad.date, bad.ready = "BAD", line.ID(), worldStart, true
	s := rowSource{project: &benchProject{"P", "C", ""}, line: line, rows: []invoice.Transaction{good, bad}}
	spent := allocated(func() {
		res = gather(t, invoice.Input{Rules: []invoice.Rule{everyDay}, Source: s, Through: worldStart, Workers: 1})
		for i := range res.Backlog {
			toJSON(t, res.Backlog[i])
			_ = res.Backlog[i].Detail()
		}
		_ = res.Log.String()
	})
	if spent > muchMemory {
		t.Errorf("%d bytes are allocated", spent)
	}
	return res
}

func TestADecimalThatIsOutOfRangeIsAFaultOfItsTransaction(t *testing.T) {
	plain := func() *badRow { return &badRow{benchTransaction: benchTransaction{amount: dec("10")}} }
	for name, d := range hostile {
		percent := invoice.NewPercent(d)
		for what, change := range map[string]func(*badRow){
			"amount":   func(r *badRow) { r.amount = d },
			"quantity": func(r *badRow) { r.quantity = &d },
			"price":    func(r *badRow) { r.price = &d },
			"percent":  func(r *badRow) { r.shares = []invoice.Share{{Customer: "C", Percent: percent}} },
			"billed amount": func(r *badRow) {
				r.billings = []invoice.Billing{{Part: 1, Customer: "C", Amount: invoice.NewAmount(d, "EUR"), Open: true}}
			},
			"billed quantity": func(r *badRow) {
				r.billings = []invoice.Billing{{Part: 1, Customer: "C", Amount: eur("1"), Quantity: invoice.NewQuantity(d), Open: true}}
			},
			"billed percent": func(r *badRow) {
				r.billings = []invoice.Billing{{Part: 1, Customer: "C", Amount: eur("1"), Percent: percent, Open: true}}
			},
		} {
			r := plain()
			change(r)
			res := runRows(t, &benchLine{id: "L", project: "P"}, r)
			if len(res.Drafts) != 1 || contents(&res.Drafts[0]) != "invoice C 10; GOOD/1 10" {
				t.Errorf("%s of %s: %d drafts", what, name, len(res.Drafts))
			}
			if len(res.Backlog) != 1 || res.Backlog[0].Transaction != "BAD" || res.Backlog[0].Reason != invoice.Failed || !strings.Contains(res.Backlog[0].Detail(), "out of range") {
				t.Errorf("%s of %s: held are %+v", what, name, res.Backlog)
			}
		}
	}
}

func TestALimitThatMakesNoSenseIsAFaultOfItsLine(t *testing.T) {
	type bad struct {
		limit invoice.Limit
		want  string
	}
	all := []bad{
		{invoice.Limit{Amount: dec("-0.01"), Currency: "EUR"}, "is negative"},
		{invoice.Limit{Amount: dec("1"), Currency: "kr"}, "not a currency"},
		{invoice.Limit{Amount: dec("1e20"), Currency: "EUR"}, "out of range"},
	}
	for _, d := range hostile {
		all = append(all, bad{invoice.Limit{Amount: d, Currency: "EUR"}, ""}, bad{invoice.Limit{Amount: dec("1"), Billed: d, Currency: "EUR"}, "out of range"})
	}
	for _, b := range all {
		for _, line := range []*limitedLine{{limit: &b.limit}, {customer: &b.limit}} {
			line.id, line.project = "L", "P"
			res := runRows(t, line, &badRow{benchTransaction: benchTransaction{amount: dec("10")}})
			if log := res.Log.String(); len(res.Drafts) != 0 || !res.Log.Failed() || !strings.Contains(log, "failed L: the limit") || !strings.Contains(log, b.want) {
				t.Errorf("%d drafts\n%.300s", len(res.Drafts), log)
			}
		}
	}
}

func TestALimitOfWhichMoreWasCreditedThanBilledHasRoom(t *testing.T) {
	line := &limitedLine{limit: &invoice.Limit{Amount: dec("10"), Billed: dec("-10"), Currency: "EUR"}}
	line.id, line.project = "L", "P"
	if res := runRows(t, line, &badRow{benchTransaction: benchTransaction{amount: dec("10")}}); len(res.Drafts) != 1 || !res.Drafts[0].Total.Equal(eur("20")) {
		t.Errorf("%d drafts, %v", len(res.Drafts), res.Backlog)
	}
}

func TestARuleWithANumberOutOfRangeIsRefused(t *testing.T) {
	for name, d := range hostile {
		for what, change := range map[string]func(*invoice.Rule){
			"minimum": func(r *invoice.Rule) { r.MinAmount = amountOf(d, "EUR") },
			"maximum": func(r *invoice.Rule) { r.MaxAmount = amountOf(d, "EUR") },
			"money": func(r *invoice.Rule) {
				r.Where = invoice.Compare{Field: "amount", Op: invoice.Less, Value: invoice.MoneyValue(d, "EUR")}
			},
			"number": func(r *invoice.Rule) {
				r.Where = invoice.In{Field: "quantity", Values: []invoice.Value{invoice.NumberValue(d)}}
			},
			"option": func(r *invoice.Rule) { r.Options = []invoice.Option{{Name: "x", Value: invoice.NumberValue(d)}} },
		} {
			rule := everyDay
			change(&rule)
			var err error
			if spent := allocated(func() {
				_, err = invoice.Collect(invoice.Run(context.Background(), invoice.Input{Rules: []invoice.Rule{rule}, Source: unread{}, Through: worldStart}))
			}); spent > muchMemory {
				t.Errorf("%s of %s: %d bytes are allocated", what, name, spent)
			}
			if err == nil || !strings.Contains(err.Error(), "out of range") {
				t.Errorf("%s of %s: got %v", what, name, err)
			}
		}
	}
}

// unread is a source that must not be read.
type unread struct{ invoice.Source }

func TestBillingsBeyondTheAmountAreCreditedNeverBilled(t *testing.T) {
	r := &badRow{benchTransaction: benchTransaction{amount: dec("10")}, billings: []invoice.Billing{
		{Part: 1, Customer: "C", Percent: invoice.NewRatio(1, 1), Amount: eur("15"), Whole: eur("15"), Open: true}}}
	res := runRows(t, &benchLine{id: "L", project: "P"}, r)
	if len(res.Drafts) != 1 || contents(&res.Drafts[0]) != "invoice C 5; BAD/2 -5; GOOD/1 10" {
		t.Errorf("got %d drafts, %v", len(res.Drafts), res.Backlog)
	}
	r.billings[0].Open = false
	res = runRows(t, &benchLine{id: "L", project: "P"}, r)
	if len(res.Drafts) != 1 || contents(&res.Drafts[0]) != "invoice C 10; GOOD/1 10" {
		t.Errorf("a closed customer is billed or credited: %d drafts, %v", len(res.Drafts), res.Backlog)
	}
}

// stoppedSource stops each of its reads when its context ends, and says nothing of it.
type stoppedSource struct {
	invoice.Source
	read   string
	cancel context.CancelFunc
	rows   *int
}

func stopping[T any](s stoppedSource, read string, seq iter.Seq2[T, error]) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		for x, err := range seq {
			if *s.rows++; s.read == read {
				s.cancel()
				return
			}
			if !yield(x, err) {
				return
			}
		}
	}
}

func (s stoppedSource) Projects(ctx context.Context, q invoice.Query) iter.Seq2[invoice.Project, error] {
	return stopping(s, "projects", s.Source.Projects(ctx, q))
}

func (s stoppedSource) Lines(ctx context.Context, ps []invoice.Project) iter.Seq2[invoice.ContractLine, error] {
	return stopping(s, "lines", s.Source.Lines(ctx, ps))
}

func (s stoppedSource) Transactions(ctx context.Context, ls []invoice.ContractLine) iter.Seq2[invoice.Transaction, error] {
	return stopping(s, "transactions", s.Source.Transactions(ctx, ls))
}

func TestAReadThatIsCutShortByItsContextIsAnError(t *testing.T) {
	for read, rows := range map[string]int{"projects": 1, "lines": 4, "transactions": 8} { // of 3 projects, 4 lines and 4 transactions
		ctx, cancel := context.WithCancel(context.Background())
		n := 0
		s := stoppedSource{mustMemory(t, faultWorld()), read, cancel, &n}
		outcomes := 0
		var err error
		for _, e := range invoice.Run(ctx, invoice.Input{Rules: []invoice.Rule{everyDay}, Source: s, Through: worldStart}) {
			if err = e; e == nil {
				outcomes++
			}
		}
		if !errors.Is(err, context.Canceled) || outcomes != 0 || n != rows {
			t.Errorf("%s: %d outcomes, %d rows read, %v", read, outcomes, n, err)
		}
	}
}

// vanishing is a transaction that ends the goroutine that asks it.
type vanishing struct{ invoice.Transaction }

func (vanishing) Kind() invoice.Kind {
	runtime.Goexit()
	return 0
}

func TestAnObjectThatEndsItsGoroutineIsAnError(t *testing.T) {
	for _, workers := range []int{1, 3} {
		s := brokenSource{Source: mustMemory(t, faultWorld())}
		s.transaction = only("T3", func(x invoice.Transaction) invoice.Transaction { return vanishing{x} })
		res, err := invoice.Collect(invoice.Run(context.Background(), invoice.Input{Rules: []invoice.Rule{everyDay}, Source: s, Through: worldStart, Workers: workers}))
		if res != nil || err == nil || !strings.Contains(err.Error(), "vanished") {
			t.Errorf("%d workers: got %v", workers, err)
		}
	}
}

func TestAWindowOfAllTimeIsRefusedBeforeAnythingIsRead(t *testing.T) {
	in := invoice.Input{Rules: []invoice.Rule{everyDay}, Source: unread{}, After: date("0001-01-01"), Through: date("9999-12-31")}
	var err error
	spent := allocated(func() { _, err = invoice.Collect(invoice.Run(context.Background(), in)) })
	if err == nil || !strings.Contains(err.Error(), "more than 10000 runs") || spent > 4_000_000 {
		t.Errorf("got %v with %d bytes", err, spent)
	}
}

// contractObject is one of two objects of one contract.
type contractObject struct {
	id, currency, hold string
	limit              string
}

func (c *contractObject) ID() string       { return c.id }
func (c *contractObject) Currency() string { return c.currency }
func (c *contractObject) Hold() string     { return c.hold }
func (c *contractObject) Limit() (x invoice.Limit, ok bool) {
	if c.limit == "" {
		return x, false
	}
	return invoice.Limit{Amount: dec(c.limit), Currency: "EUR"}, true
}

func TestTwoObjectsOfOneContractMustSayTheSame(t *testing.T) {
	same := contractObject{id: "K", currency: "EUR", limit: "1000"}
	tests := []struct {
		name  string
		other contractObject
		fails bool
	}{
		{"the same", same, false},
		{"another currency", contractObject{id: "K", currency: "SEK", limit: "1000"}, true},
		{"a hold", contractObject{id: "K", currency: "EUR", limit: "1000", hold: "dispute"}, true},
		{"another limit", contractObject{id: "K", currency: "EUR", limit: "999"}, true},
		{"no limit", contractObject{id: "K", currency: "EUR"}, true},
		{"a negative limit", contractObject{id: "K", currency: "EUR", limit: "-1"}, true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			for _, order := range [][2]contractObject{{same, tt.other}, {tt.other, same}} {
				a, b := order[0], order[1]
				s := &benchSource{byLine: map[string][]*benchTransaction{}, projects: []*benchProject{{"P", "C", ""}}}
				for i, c := range []*contractObject{&a, &b} {
					l := &benchLine{id: string(rune('1' + i)), project: "P", contract: c}
					s.lines = append(s.lines, l)
					s.byLine[l.id] = []*benchTransaction{{id: "T" + l.id, line: l.id, date: worldStart, amount: dec("10"), ready: true}}
				}
				res := gather(t, invoice.Input{Rules: []invoice.Rule{everyDay}, Source: s, Through: worldStart})
				if failed := res.Log.Failed(); failed != tt.fails || tt.fails == (len(res.Drafts) > 0) {
					t.Errorf("%d drafts\n%s", len(res.Drafts), res.Log)
				}
			}
		})
	}
}

func TestATransactionThatIsThereTwiceIsNotTakenByAMemory(t *testing.T) {
	d := faultWorld()
	d.Transactions[3].ID = "T1"
	if _, err := memory.New(d); err == nil || !strings.Contains(err.Error(), `transaction "T1" is there twice`) {
		t.Errorf("got %v", err)
	}
}

// TestANumberIsMadeInAShortTimeWhateverItIs: none of the ways in allocates more for a number that is out of range than for one.
func TestANumberIsMadeInAShortTimeWhateverItIs(t *testing.T) {
	for name, d := range hostile {
		for what, f := range map[string]func(){
			"amount":   func() { _ = invoice.NewAmount(d, "EUR").String() },
			"quantity": func() { _ = invoice.NewQuantity(d).String() },
			"percent":  func() { _ = invoice.NewPercent(d).String() },
			"check":    func() { _ = invoice.CheckDecimal(d) },
			"allocate": func() { _, _ = invoice.Allocate(d, split("A", "100"), "", 2) },
		} {
			if spent := allocated(f); spent > 20_000 {
				t.Errorf("%s of %s: %d bytes", what, name, spent)
			}
		}
		if invoice.NewAmount(d, "EUR").Err() == nil || invoice.NewQuantity(d).Err() == nil || invoice.NewPercent(d).Err() == nil || invoice.CheckDecimal(d) == nil {
			t.Errorf("%s is in range", name)
		}
	}
}

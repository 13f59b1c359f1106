package findings_test

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/proforma-go/proforma/invoice"
	"github.com/proforma-go/proforma/invoice/memory"
)

// forty is forty projects with three transactions each: forty units, in batches of three.
func forty() (d memory.Data) {
	for i := range 40 {
		p := fmt.Sprintf("P%03d", i)
		d.Projects = append(d.Projects, memory.Project{ID: p, Customer: "A"})
		d.Lines = append(d.Lines, memory.Line{ID: "L" + p, Project: p})
		for j := range 3 {
			t := hours(fmt.Sprintf("T%s-%d", p, j), "100")
			t.Line = "L" + p
			d.Transactions = append(d.Transactions, t)
		}
	}
	return d
}

// seen is what a run yielded.
type seen struct {
	drafts, backlog, failed int
	err                     error
	ended                   bool // whether the last outcome came, which says that the run is whole
}

// drain runs to the end, or until it has hung for ten seconds.
func drain(t *testing.T, ctx context.Context, workers int, s invoice.Source, each func(invoice.Outcome)) seen {
	t.Helper()
	done := make(chan seen, 1)
	in := invoice.Input{Rules: rules(t, "monthly on last day"), Source: s, Through: day(lastDay), Workers: workers, BatchLines: 3}
	go func() {
		var got seen
		for o, err := range invoice.Run(ctx, in) {
			if err != nil {
				got.err = err
				continue
			}
			got.drafts, got.backlog, got.ended = got.drafts+len(o.Drafts), got.backlog+len(o.Backlog), o.Unit == ""
			for _, e := range o.Log {
				if e.Level == invoice.Error {
					got.failed++
				}
			}
			if each != nil {
				each(o)
			}
		}
		done <- got
	}()
	select {
	case got := <-done:
		return got
	case <-time.After(10 * time.Second):
		t.Fatal("the run hangs")
		return seen{}
	}
}

// rowsOf replaces what is read of the transactions, counted over all batches.
func rowsOf(s invoice.Source, by func(n int, x invoice.Transaction, yield func(invoice.Transaction, error) bool) bool) changed {
	n := 0
	return changed{Source: s, transactions: func(_ context.Context, all iter.Seq2[invoice.Transaction, error]) iter.Seq2[invoice.Transaction, error] {
		return func(yield func(invoice.Transaction, error) bool) {
			for x := range all {
				if n++; !by(n, x, yield) {
					return
				}
			}
		}
	}}
}

// at replaces the thirtieth row, which is the last of the tenth unit.
func at30(s invoice.Source, by func(x invoice.Transaction, yield func(invoice.Transaction, error) bool) bool) changed {
	return rowsOf(s, func(n int, x invoice.Transaction, yield func(invoice.Transaction, error) bool) bool {
		if n == 30 {
			return by(x, yield)
		}
		return yield(x, nil)
	})
}

var errReset = errors.New("connection reset")

func TestAReadThatBreaksEndsTheRunAfterWholeUnits(t *testing.T) {
	s := source(t, forty())
	type row = func(x invoice.Transaction, yield func(invoice.Transaction, error) bool) bool
	tests := map[string]row{
		"an error": func(_ invoice.Transaction, yield func(invoice.Transaction, error) bool) bool {
			return yield(nil, errReset) && false
		},
		"an error, and more rows": func(x invoice.Transaction, yield func(invoice.Transaction, error) bool) bool {
			yield(nil, errReset)
			return yield(x, nil)
		},
		"a panic":           func(invoice.Transaction, func(invoice.Transaction, error) bool) bool { panic("no such column") },
		"a nil transaction": func(_ invoice.Transaction, yield func(invoice.Transaction, error) bool) bool { return yield(nil, nil) },
		"a nil pointer": func(_ invoice.Transaction, yield func(invoice.Transaction, error) bool) bool {
			return yield((*movedLine)(nil), nil)
		},
		"a row of a line that was not asked for": func(x invoice.Transaction, yield func(invoice.Transaction, error) bool) bool {
			return yield(movedLine{x, "LP000"}, nil)
		},
	}
	for name, by := range tests {
		for _, workers := range []int{1, 8} {
			got := drain(t, t.Context(), workers, at30(s, by), nil)
			if got.err == nil || got.ended || got.drafts != 9 || got.backlog != 0 {
				t.Errorf("%s with %d workers: %+v", name, workers, got)
			}
		}
	}
}

// kindOf is a transaction that does something when it is asked for its kind.
type kindOf struct {
	invoice.Transaction
	does func()
}

func (k kindOf) Kind() invoice.Kind {
	k.does()
	return k.Transaction.Kind()
}

// A method of the host that ends its goroutine, as the helpers of tests do in a mock, took its unit with it, and with a single worker the rest of
// the batch: 39 of 40 units drafted, no error and nothing in the log.
func TestAHostThatEndsTheGoroutineEndsTheRunWithAnError(t *testing.T) {
	s := source(t, forty())
	for _, workers := range []int{1, 8} {
		got := drain(t, t.Context(), workers, changed{Source: s, transactions: each(func(x invoice.Transaction) invoice.Transaction {
			if x.ID() == "TP010-1" {
				return kindOf{x, runtime.Goexit}
			}
			return x
		})}, nil)
		if got.err == nil || got.ended {
			t.Errorf("%d workers: %+v", workers, got)
		}
	}
}

func TestAPanicOfOneObjectTakesOutItsUnit(t *testing.T) {
	s := source(t, forty())
	got := drain(t, t.Context(), 8, changed{Source: s, transactions: each(func(x invoice.Transaction) invoice.Transaction {
		if x.ID() == "TP010-1" {
			return kindOf{x, func() { panic(error(nil)) }}
		}
		return x
	})}, nil)
	if got.err != nil || !got.ended || got.drafts != 39 || got.backlog != 3 || got.failed != 1 {
		t.Errorf("%+v", got)
	}
}

// A loop over rows that does not look at their error yields less and no error. Cancelled, such a read passed for a whole night without anything
// to bill, and the host moved its window on.
func TestAReadThatIsCutOffIsAnError(t *testing.T) {
	s := source(t, forty())
	tests := map[string]changed{
		"projects":     {Source: s, projects: silent[invoice.Project]},
		"lines":        {Source: s, lines: silent[invoice.ContractLine]},
		"transactions": {Source: s, transactions: silent[invoice.Transaction]},
	}
	for name, broken := range tests {
		ctx, cancel := context.WithTimeout(t.Context(), 20*time.Millisecond)
		got := drain(t, ctx, 8, broken, nil)
		if cancel(); !errors.Is(got.err, context.DeadlineExceeded) || got.ended || got.drafts != 0 {
			t.Errorf("%s: %+v", name, got)
		}
	}
}

// silent blocks until the context is done, and stops as if that were all.
func silent[T any](ctx context.Context, _ iter.Seq2[T, error]) iter.Seq2[T, error] {
	return func(func(T, error) bool) { <-ctx.Done() }
}

// A context that was cancelled before anything was asked gave an empty result where there was nothing to read.
func TestACancelledContextIsAnErrorEvenWhereNothingIsRead(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	for name, d := range map[string]memory.Data{"no projects": {}, "nothing due": world(hours("T1", "100"))} {
		in := invoice.Input{Rules: rules(t, "monthly on day 3"), Source: source(t, d), Through: day(lastDay)}
		if r, err := invoice.Collect(invoice.Run(ctx, in)); r != nil || !errors.Is(err, context.Canceled) {
			t.Errorf("%s: %v, %v", name, r, err)
		}
	}
}

func TestACancellationWithinTheRunIsAnError(t *testing.T) {
	s := source(t, forty())
	ctx, cancel := context.WithCancel(t.Context())
	got := drain(t, ctx, 8, changed{Source: s, transactions: each(func(x invoice.Transaction) invoice.Transaction {
		if x.ID() == "TP010-1" {
			return kindOf{x, cancel}
		}
		return x
	})}, nil)
	if !errors.Is(got.err, context.Canceled) || got.ended {
		t.Errorf("cancelled in an object: %+v", got)
	}
	ctx, cancel = context.WithCancel(t.Context())
	units := 0
	got = drain(t, ctx, 8, s, func(invoice.Outcome) {
		if units++; units == 40 {
			cancel()
		}
	})
	if cancel(); !errors.Is(got.err, context.Canceled) || got.ended {
		t.Errorf("cancelled after the last unit: %+v", got)
	}
}

// A row that comes twice within a batch takes out its unit, and the rest is billed.
func TestARowThatComesTwiceTakesOutItsUnit(t *testing.T) {
	s := rowsOf(source(t, forty()), func(n int, x invoice.Transaction, yield func(invoice.Transaction, error) bool) bool {
		return yield(x, nil) && (n != 30 || yield(x, nil))
	})
	got := drain(t, t.Context(), 8, s, nil)
	if got.err != nil || !got.ended || got.drafts != 39 || got.failed == 0 {
		t.Errorf("%+v", got)
	}
}

func TestACallerThatStopsLeavesNothingBehind(t *testing.T) {
	s := source(t, forty())
	before := runtime.NumGoroutine()
	for range 20 {
		for o, err := range invoice.Run(t.Context(), invoice.Input{Rules: rules(t, "monthly on last day"), Source: s, Through: day(lastDay), Workers: 8, BatchLines: 3}) {
			if err != nil || o.Unit == "" {
				t.Fatal(o, err)
			}
			break
		}
	}
	for range 100 {
		if runtime.NumGoroutine() <= before {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Errorf("%d goroutines, %d before", runtime.NumGoroutine(), before)
}

// contractOf is a line with a contract that the host made of its row.
type contractOf struct {
	invoice.ContractLine
	contract invoice.Contract
}

func (c contractOf) Contract() invoice.Contract { return c.contract }

type rowContract struct {
	hold, currency string
	limit          invoice.Limit
}

func (rowContract) ID() string                     { return "K" }
func (c rowContract) Hold() string                 { return c.hold }
func (c rowContract) Currency() string             { return c.currency }
func (c rowContract) Limit() (invoice.Limit, bool) { return c.limit, c.limit.Currency != "" }

// Of two rows that describe one contract the one that was read first held: the same data gave one draft in one order and none in the other.
func TestAContractThatTwoLinesDescribeDifferentlyIsAFaultInAnyOrder(t *testing.T) {
	d := forty()
	d.Projects, d.Lines, d.Transactions = d.Projects[:3], d.Lines[:3], d.Transactions[:9]
	for name, other := range map[string]rowContract{"hold": {hold: "dispute"}, "currency": {currency: "SEK"}, "limit": {limit: *limit("5")}} {
		var results []string
		for _, reverse := range []bool{false, true} {
			s := changed{Source: source(t, d), lines: func(_ context.Context, all iter.Seq2[invoice.ContractLine, error]) iter.Seq2[invoice.ContractLine, error] {
				return func(yield func(invoice.ContractLine, error) bool) {
					var lines []invoice.ContractLine
					for l := range all {
						switch l.ID() {
						case "LP000":
							l = contractOf{l, rowContract{}}
						case "LP001":
							l = contractOf{l, other}
						}
						lines = append(lines, l)
					}
					if reverse {
						slices.Reverse(lines)
					}
					for _, l := range lines {
						if !yield(l, nil) {
							return
						}
					}
				}
			}}
			r := run(t, "monthly on last day", s, lastDay)
			want(t, name+": only what has nothing to do with it is drafted", drafted(r), "A 300.00 EUR")
			bad := messages(r, invoice.Error)
			if len(bad) == 0 || !strings.Contains(bad[0], "K") {
				t.Errorf("%s: the log says %q", name, bad)
			}
			results = append(results, strings.Join(append(held(r), bad...), "\n"))
		}
		if results[0] != results[1] {
			t.Errorf("%s: another order gives another result:\n%s\n\n%s", name, results[0], results[1])
		}
	}
}

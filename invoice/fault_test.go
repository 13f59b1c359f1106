package invoice_test

import (
	"context"
	"errors"
	"iter"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/proforma-go/proforma/invoice"
	"github.com/proforma-go/proforma/invoice/memory"
	"github.com/proforma-go/proforma/schedule"
)

// brokenSource is a memory source of which single objects are replaced by broken ones.
type brokenSource struct {
	invoice.Source
	project     func(invoice.Project) invoice.Project
	line        func(invoice.ContractLine) invoice.ContractLine
	transaction func(invoice.Transaction) invoice.Transaction
	fail        error // what reading transactions ends with
}

func replace[T any](seq iter.Seq2[T, error], by func(T) T) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		for x, err := range seq {
			if by != nil {
				x = by(x)
			}
			if !yield(x, err) {
				return
			}
		}
	}
}

func (s brokenSource) Projects(ctx context.Context, q invoice.Query) iter.Seq2[invoice.Project, error] {
	return replace(s.Source.Projects(ctx, q), s.project)
}

func (s brokenSource) Lines(ctx context.Context, ps []invoice.Project) iter.Seq2[invoice.ContractLine, error] {
	return replace(s.Source.Lines(ctx, ps), s.line)
}

func (s brokenSource) Transactions(ctx context.Context, ls []invoice.ContractLine) iter.Seq2[invoice.Transaction, error] {
	return func(yield func(invoice.Transaction, error) bool) {
		for x, err := range replace(s.Source.Transactions(ctx, ls), s.transaction) {
			if !yield(x, err) {
				return
			}
		}
		if s.fail != nil {
			yield(nil, s.fail)
		}
	}
}

type panickingProject struct{ invoice.Project }

func (panickingProject) Customer() string { panic("no customer table") }

type panickingLine struct{ invoice.ContractLine }

func (panickingLine) Method() invoice.BillingMethod { panic("no method column") }

type panickingTransaction struct{ invoice.Transaction }

func (panickingTransaction) Kind() invoice.Kind { panic("no kind column") }

type unpriced struct{ invoice.Transaction }

func (unpriced) Fault() error { return errors.New("has no price") }

type unpricedAndBilled struct{ unpriced }

func (unpricedAndBilled) Status() invoice.Status { return invoice.Billed }

// faultWorld has three projects; the first has two lines with a transaction each, the others one.
func faultWorld() memory.Data {
	d := memory.Data{
		Projects: []memory.Project{{ID: "P1", Customer: "A"}, {ID: "P2", Customer: "A"}, {ID: "P3", Customer: "A"}},
		Lines:    []memory.Line{{ID: "L1", Project: "P1"}, {ID: "L2", Project: "P1"}, {ID: "L3", Project: "P2"}, {ID: "L4", Project: "P3"}},
	}
	for i, l := range []string{"L1", "L2", "L3", "L4"} {
		d.Transactions = append(d.Transactions, memory.Transaction{ID: "T" + string(rune('1'+i)), Line: l, Kind: invoice.Time, Date: date("2026-06-01"), Amount: dec("100"), Currency: "EUR"})
	}
	return d
}

func only[T interface{ ID() string }](id string, by func(T) T) func(T) T {
	return func(x T) T {
		if x.ID() == id {
			return by(x)
		}
		return x
	}
}

func TestAFaultTakesOutTheSmallestThingThatItCan(t *testing.T) {
	tests := []struct {
		name    string
		change  func(*memory.Data, *brokenSource)
		drafted []string // transactions
		held    []string // transaction and reason
		failed  string   // subject of the error entry
	}{
		{"nothing is broken", func(*memory.Data, *brokenSource) {}, []string{"T1", "T2", "T3", "T4"}, nil, ""},
		{"a project that panics takes itself out", func(_ *memory.Data, s *brokenSource) {
			s.project = only("P1", func(p invoice.Project) invoice.Project { return panickingProject{p} })
		}, []string{"T3", "T4"}, nil, "P1"},
		{"a line that panics takes itself out", func(_ *memory.Data, s *brokenSource) {
			s.line = only("L1", func(l invoice.ContractLine) invoice.ContractLine { return panickingLine{l} })
		}, []string{"T2", "T3", "T4"}, nil, "L1"},
		{"shares of 90 percent take out their line", func(d *memory.Data, _ *brokenSource) {
			d.Lines[0].Customers = []invoice.Share{{Customer: "A", Percent: invoice.NewPercent(dec("60"))}, {Customer: "B", Percent: invoice.NewPercent(dec("30"))}}
		}, []string{"T2", "T3", "T4"}, nil, "L1"},
		{"a transaction that panics takes out its unit, and its unit's transactions are in the backlog", func(_ *memory.Data, s *brokenSource) {
			s.transaction = only("T1", func(x invoice.Transaction) invoice.Transaction { return panickingTransaction{x} })
		}, []string{"T3", "T4"}, []string{"T1 failed", "T2 failed"}, "P1"},
		{"work without a price takes out its unit", func(_ *memory.Data, s *brokenSource) {
			s.transaction = only("T3", func(x invoice.Transaction) invoice.Transaction { return unpriced{x} })
		}, []string{"T1", "T2", "T4"}, []string{"T3 failed"}, "P2"},
		{"work without a price that is billed already is nobody's concern", func(_ *memory.Data, s *brokenSource) {
			s.transaction = only("T3", func(x invoice.Transaction) invoice.Transaction { return unpricedAndBilled{unpriced{x}} })
		}, []string{"T1", "T2", "T4"}, nil, ""},
		{"an unknown currency takes out its transaction", func(d *memory.Data, _ *brokenSource) {
			d.Transactions[0].Currency = "kr"
		}, []string{"T2", "T3", "T4"}, []string{"T1 failed"}, "T1"},
		{"an amount out of range takes out its transaction", func(d *memory.Data, _ *brokenSource) {
			d.Transactions[0].Amount = dec("1e25")
		}, []string{"T2", "T3", "T4"}, []string{"T1 failed"}, "T1"},
		{"a milestone on an hourly line takes itself out", func(d *memory.Data, _ *brokenSource) {
			d.Transactions[0].Kind = invoice.Milestone
		}, []string{"T2", "T3", "T4"}, []string{"T1 failed"}, "T1"},
		{"a project without a customer takes out its lines", func(d *memory.Data, _ *brokenSource) {
			d.Projects[1].Customer = ""
		}, []string{"T1", "T2", "T4"}, nil, "L3"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			data := faultWorld()
			var s brokenSource
			tt.change(&data, &s)
			s.Source = mustMemory(t, data)
			rule := invoice.Rule{Name: "all", Schedule: schedule.Schedule{Frequency: schedule.Daily}}
			res, err := invoice.Collect(invoice.Run(context.Background(), invoice.Input{Rules: []invoice.Rule{rule}, Source: s, Through: date("2026-06-30")}))
			if err != nil {
				t.Fatal(err)
			}
			checkFault(t, res, tt.drafted, tt.held, tt.failed)
		})
	}
}

func checkFault(t *testing.T, res *invoice.Result, drafted, held []string, failed string) {
	t.Helper()
	var gotDrafted, gotHeld []string
	for _, d := range res.Drafts {
		for _, l := range d.Lines {
			for _, x := range l.Details {
				gotDrafted = append(gotDrafted, x.Transaction)
			}
		}
	}
	for _, b := range res.Backlog {
		gotHeld = append(gotHeld, b.Transaction+" "+string(b.Reason))
	}
	gotFailed := ""
	for _, e := range res.Log {
		if e.Level == invoice.Error {
			gotFailed += e.Subject
		}
	}
	if diff := cmp.Diff([]any{drafted, held, failed}, []any{gotDrafted, gotHeld, gotFailed}); diff != "" {
		t.Errorf("drafted, held, failed (-want +got):\n%s\n%s", diff, res.Log)
	}
}

func TestAnErrorOfTheSourceEndsTheRun(t *testing.T) {
	gone := errors.New("the connection is gone")
	rule := invoice.Rule{Name: "all", Schedule: schedule.Schedule{Frequency: schedule.Daily}}
	in := invoice.Input{Rules: []invoice.Rule{rule}, Source: brokenSource{Source: mustMemory(t, faultWorld()), fail: gone}, Through: date("2026-06-30")}
	res, err := invoice.Collect(invoice.Run(context.Background(), in))
	if !errors.Is(err, gone) || res != nil {
		t.Errorf("got %v and %v, want no result and the source's error", res, err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	in.Source = mustMemory(t, faultWorld())
	if _, err := invoice.Collect(invoice.Run(ctx, in)); !errors.Is(err, context.Canceled) {
		t.Errorf("a cancelled run ends with %v", err)
	}
}

// renamed is a transaction under another one's id.
type renamed struct {
	invoice.Transaction
	id string
}

func (r renamed) ID() string { return r.id }

// gather puts outcomes together without looking for what is in two of them.
func gather(t *testing.T, in invoice.Input) *invoice.Result {
	t.Helper()
	var res invoice.Result
	for o, err := range invoice.Run(context.Background(), in) {
		if err != nil {
			t.Fatal(err)
		}
		res.Drafts, res.Backlog, res.Log = append(res.Drafts, o.Drafts...), append(res.Backlog, o.Backlog...), append(res.Log, o.Log...)
	}
	return &res
}

func TestATransactionReturnedTwiceIsBilledAtMostOnce(t *testing.T) {
	rule := invoice.Rule{Name: "all", Schedule: schedule.Schedule{Frequency: schedule.Daily}}
	input := func(from, to string) invoice.Input {
		s := brokenSource{Source: mustMemory(t, faultWorld())}
		s.transaction = only(from, func(x invoice.Transaction) invoice.Transaction { return renamed{x, to} })
		return invoice.Input{Rules: []invoice.Rule{rule}, Source: s, Through: date("2026-06-30")}
	}
	checkFault(t, gather(t, input("T2", "T1")), []string{"T3", "T4"}, []string{"T1 failed", "T1 failed"}, "P1")
	checkFault(t, gather(t, input("T3", "T1")), []string{"T4"}, []string{"T1 failed", "T2 failed", "T1 failed"}, "P1P2")
	batches := input("T3", "T1")
	batches.BatchLines = 1
	if _, err := invoice.Collect(invoice.Run(context.Background(), batches)); err == nil || !strings.Contains(err.Error(), "transaction T1 twice, on line L1 and on line L3") {
		t.Errorf("a transaction in units of two batches: %v", err)
	}
}

func TestInputThatMakesNoSenseIsRefusedBeforeAnythingIsRead(t *testing.T) {
	daily := schedule.Schedule{Frequency: schedule.Daily}
	source := mustMemory(t, faultWorld())
	day := date("2026-06-30")
	tests := []struct {
		name string
		in   invoice.Input
		want string
	}{
		{"no source", invoice.Input{Through: day}, "the input has no source"},
		{"no end", invoice.Input{Source: source}, "the input's window has no end: Through is zero"},
		{"two rules of one name", invoice.Input{Source: source, Through: day, Rules: []invoice.Rule{{Name: "a", Schedule: daily}, {Name: "a", Schedule: daily}}}, `two rules are named "a"`},
		{"unknown field", invoice.Input{Source: source, Through: day, Rules: []invoice.Rule{{Name: "a", Schedule: daily, Where: invoice.Empty{Field: "colour"}}}}, `rule "a": unknown field "colour"`},
		{"a field that cannot group", invoice.Input{Source: source, Through: day, Rules: []invoice.Rule{{Name: "a", Schedule: daily, GroupLinesBy: []string{"keyword"}}}}, `field "keyword" is list and cannot divide`},
		{"unknown status", invoice.Input{Source: source, Through: day, Rules: []invoice.Rule{{Name: "a", Schedule: daily, Status: "sent"}}}, `unknown status "sent", expected one of draft`},
		{"unknown option", invoice.Input{Source: source, Through: day, Rules: []invoice.Rule{{Name: "a", Schedule: daily, Options: []invoice.Option{{Name: "term", Value: invoice.NumberValue(dec("30"))}}}}}, `unknown option "term"`},
		{"unknown calendar", invoice.Input{Source: source, Through: day, Rules: []invoice.Rule{{Name: "a", Schedule: schedule.Schedule{Frequency: schedule.Daily, On: []schedule.Day{{Kind: schedule.BusinessDay}}, Calendar: "SE"}}}}, `"SE"`},
		{"unknown zone", invoice.Input{Source: source, Through: day, Rules: []invoice.Rule{{Name: "a", Schedule: inZone("Europe/Stokholm")}}}, `rule "a": Zone: "Europe/Stokholm" cannot be looked up`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := invoice.Collect(invoice.Run(context.Background(), tt.in))
			if err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("got %v, want %q", err, tt.want)
			}
		})
	}
}

func inZone(name string) schedule.Schedule {
	return schedule.Schedule{Frequency: schedule.Daily, At: schedule.MustParseClock("22:00"), Zone: name}
}

func TestRunLooksZonesUpInItsVocabulary(t *testing.T) {
	v, err := invoice.StandardVocabulary().Extend(invoice.Zones(func(name string) (*time.Location, error) {
		if name != "Moon/Tranquility" {
			return nil, errors.New("not on the map")
		}
		return time.FixedZone(name, 0), nil
	}))
	if err != nil {
		t.Fatal(err)
	}
	for zone, want := range map[string]string{"Moon/Tranquility": "", "Europe/Stockholm": "not on the map"} {
		_, err := invoice.Collect(invoice.Run(context.Background(), invoice.Input{Source: mustMemory(t, faultWorld()), Through: date("2026-06-30"), Vocabulary: v,
			Rules: []invoice.Rule{{Name: "a", Schedule: inZone(zone)}}}))
		if want == "" && err != nil || want != "" && (err == nil || !strings.Contains(err.Error(), want)) {
			t.Errorf("%s: %v", zone, err)
		}
	}
}

package findings_test

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"testing"
	"time"

	"github.com/shopspring/decimal"

	"github.com/proforma-go/proforma/dsl"
	"github.com/proforma-go/proforma/invoice"
	"github.com/proforma-go/proforma/invoice/memory"
	"github.com/proforma-go/proforma/schedule"
)

// A window of two thousand years was planned day by day for half a minute, whatever the context said.
func TestAWindowOfCenturiesIsRefused(t *testing.T) {
	s := source(t, world(hours("T1", "1")))
	for _, after := range []string{"0001-01-01", "0026-01-01", "1980-01-01"} {
		in := invoice.Input{Rules: rules(t, "daily"), Source: s, After: day(after), Through: day("2026-01-31")}
		bounded(t, "a window from "+after, func() {
			if r, err := invoice.Collect(invoice.Run(t.Context(), in)); err == nil {
				t.Errorf("from %s: %d entries in the log", after, len(r.Log))
			}
		})
	}
	in := invoice.Input{Rules: rules(t, "daily"), Source: s, After: day("2016-01-01"), Through: day("2026-01-31")}
	if r, err := invoice.Collect(invoice.Run(t.Context(), in)); err != nil || len(r.Drafts) != 1 {
		t.Errorf("ten years: %v, %v", r, err)
	}
}

func TestPlanningLooksAtTheContext(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	read := false
	s := changed{Source: source(t, world(hours("T1", "1"))), projects: func(_ context.Context, all iter.Seq2[invoice.Project, error]) iter.Seq2[invoice.Project, error] {
		read = true
		return all
	}}
	in := invoice.Input{Rules: rules(t, "daily"), Source: s, After: day("2006-01-01"), Through: day("2026-01-31")}
	if _, err := invoice.Collect(invoice.Run(ctx, in)); !errors.Is(err, context.Canceled) || read {
		t.Errorf("got %v; the source was read: %v", err, read)
	}
}

// closed is a calendar without a business day.
type closed struct{}

func (closed) IsBusinessDay(schedule.Date) bool { return false }

func TestACalendarWithoutABusinessDayIsRefusedOrHasNoRun(t *testing.T) {
	for _, text := range []string{"monthly on last business day", "daily moved to next business day", "monthly on 3 business days before last day"} {
		s, err := dsl.ParseSchedule(text)
		if err != nil {
			continue // not the way to say it; the ways that parse must end
		}
		bounded(t, text, func() {
			if table, err := s.Compile(schedule.Calendars{"": closed{}}); err == nil {
				if o, ok := table.Next(day("2026-01-01")); ok {
					t.Errorf("%s: a run on %s", text, o.Date)
				}
			}
		})
	}
}

// Booking looked for every share among all that were billed: of 800 customers it took twelve seconds, where the run took a tenth of one. The
// work must grow with the number of shares, not with its square; what is allocated tells it.
func TestTheWorkOfBookingGrowsWithTheShares(t *testing.T) {
	work := func(n int) (allocations float64) {
		each := decimal.NewFromInt(100).DivRound(decimal.NewFromInt(int64(n)), 6).Truncate(6)
		left := decimal.NewFromInt(100)
		var customers []invoice.Share
		for i := range n {
			p := each
			if i == n-1 {
				p = left
			}
			left = left.Sub(each)
			customers = append(customers, invoice.Share{Customer: fmt.Sprintf("C%04d", i), Percent: invoice.NewPercent(p)})
		}
		d := split("", customers, hours("T1", "100000"))
		r := run(t, "daily", source(t, d), lastDay)
		if len(r.Drafts) != n || !total(r).Equal(dec("100000")) {
			t.Fatalf("%d drafts of %d customers", len(r.Drafts), n)
		}
		return testing.AllocsPerRun(1, func() {
			if err := source(t, d).Book(r.Outcome()); err != nil {
				t.Error(err)
			}
		})
	}
	if small, large := work(200), work(1600); large > 10*small {
		t.Errorf("%v allocations for 200 customers and %v for 1600", small, large)
	}
	started := time.Now()
	work(3200)
	if spent := time.Since(started); spent > 20*time.Second { // it takes a tenth of a second; cubic work would take ten minutes
		t.Errorf("3200 customers take %s", spent)
	}
}

// A thousand rules over one project took a minute of a run.
func TestTheWorkOfARunGrowsWithTheRules(t *testing.T) {
	s := source(t, memory.Data{Projects: []memory.Project{{ID: "P1", Customer: "ACME"}}, Lines: []memory.Line{{ID: "L1", Project: "P1"}}, Transactions: many(20, "1")})
	work := func(n int) float64 {
		var all []invoice.Rule
		for i := range n {
			r := rules(t, "monthly on last day, where amount > 5 EUR")[0]
			r.Name = fmt.Sprint("rule ", i)
			all = append(all, r)
		}
		return testing.AllocsPerRun(1, func() {
			r, err := invoice.Collect(invoice.Run(t.Context(), invoice.Input{Rules: all, Source: s, Through: day(lastDay)}))
			if err != nil || len(r.Backlog) != 20 {
				t.Error(len(r.Backlog), err)
			}
		})
	}
	if few, most := work(20), work(160); most > 10*few {
		t.Errorf("%v allocations for 20 rules and %v for 160", few, most)
	}
}

// Package replay runs billing rules over a window of days the way a host with a nightly job would: each day is evaluated over the data
// as they stand on it, what was drafted is booked before the next, and at the end every share that is still unbilled has a reason.
package replay

import (
	"context"
	"fmt"

	"github.com/proforma-go/proforma/invoice"
	"github.com/proforma-go/proforma/invoice/memory"
	"github.com/proforma-go/proforma/schedule"
)

// Mode says how the window is evaluated.
type Mode uint8

// The modes.
const (
	EachDay Mode = iota // each day on its own, over the data as they stand on it
	Once                // the whole window in one evaluation, over the data as they stand on its last day
	Now                 // every rule on the last day, whatever its schedule says
)

// Plan is what to run.
type Plan struct {
	Rules      []invoice.Rule
	Source     *memory.Source // what is drafted is booked in it
	Vocabulary *invoice.Vocabulary
	Calendars  schedule.Calendars
	Permits    func(generator string, p invoice.Project) bool
	From       schedule.Date // the first day, included; not used by [Now]
	Through    schedule.Date // the last day, included
	Mode       Mode
}

// Report is what came of a [Plan].
type Report struct {
	Drafts  []invoice.Draft
	Backlog []invoice.BacklogItem // every share that is unbilled at the end, by transaction and customer, with the reason of every rule
	Log     invoice.RunLog        // day by day; what is said again every day is there once
}

// MaxDays bounds a window that is evaluated day by day: a hundred years.
const MaxDays = 36525

// Run evaluates the plan. An error is one of the source or of the engine's input, and then there is no report.
func Run(ctx context.Context, p Plan) (*Report, error) {
	in := invoice.Input{Rules: p.Rules, Vocabulary: p.Vocabulary, Calendars: p.Calendars, Permits: p.Permits, Through: p.Through, Detail: true}
	t := tracker{report: &Report{}, items: make(backlog), said: make(map[saying]*repeated)}
	switch p.Mode {
	case Now:
		in.RunNow = true
		if err := t.evaluate(ctx, p.Source, in); err != nil {
			return nil, err
		}
	case Once:
		in.After = p.From.AddDays(-1)
		if err := t.evaluate(ctx, p.Source, in); err != nil {
			return nil, err
		}
	default:
		days := p.Through.Sub(p.From) + 1
		if days > MaxDays {
			return nil, fmt.Errorf("a window of %d days, expected at most %d", days, MaxDays)
		}
		for i := range max(days, 0) {
			day := p.From.AddDays(i)
			in.Through = day
			if err := t.evaluate(ctx, p.Source, in); err != nil {
				return nil, fmt.Errorf("%s: %w", day, err)
			}
		}
	}
	return t.finish(p.Rules, p.Source.AsOf(p.Through)), nil
}

// evaluate runs the rules once, over the data of the window's last day, and books what was drafted.
func (t *tracker) evaluate(ctx context.Context, source *memory.Source, in invoice.Input) error {
	in.Source = source.AsOf(in.Through)
	result, err := invoice.Collect(invoice.Run(ctx, in))
	if err != nil {
		return err
	}
	if err := source.Book(result.Outcome()); err != nil {
		return fmt.Errorf("the drafts cannot be booked: %w", err)
	}
	t.add(result, in.Through)
	return nil
}

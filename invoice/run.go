package invoice

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"iter"
	"runtime"
	"slices"

	"github.com/proforma-go/proforma/schedule"
)

// Run evaluates the rules over the source and yields one [Outcome] per unit, in the order of unit keys, and a last one with what is
// said once per rule.
//
// For each unit it goes through every occurrence in the window, by run date and then in the order of the rules:
//
//  1. select: projects and lines that some rule may bill; what a condition or a missing permission excludes is logged and not read;
//  2. unite: the lines' contracts form units, joined where a merge can put them on one draft;
//  3. collect: what is left of the transactions of due lines that are ready and dated through the cut-off, milestones through the run date;
//  4. key: the draft and the draft line on which each part would stand;
//  5. divide: between customers, under limits, in one pass that keeps running sums of what was rounded;
//  6. hold back: drafts outside the rule's minimum and maximum are not made; what they held is given back and the rest divided again;
//  7. cut: what is left becomes drafts with lines, totals, claims and keys;
//  8. backlog: what is on no draft has the reason of the rule that came nearest to billing it;
//  9. verify: everything that went in is in exactly one place, and every sum is that of its parts.
//
// An error ends the sequence: a rule or input that makes no sense, before anything is read; an error of the source, or a source that
// breaks its contract; a cancelled context. Faults in the data end nothing: they take out the item, line or unit that they are in,
// and are logged. The sequence can be ranged over again, and reads everything again.
func Run(ctx context.Context, in Input) iter.Seq2[Outcome, error] {
	return func(yield func(Outcome, error) bool) {
		r, err := newRun(ctx, in)
		if err != nil {
			yield(Outcome{}, err)
			return
		}
		for batch := range r.batches() {
			results, err := r.evaluate(ctx, batch)
			if err != nil {
				yield(Outcome{}, err)
				return
			}
			for i := range results {
				r.sum(&results[i])
				if !yield(results[i].Outcome, nil) {
					return
				}
			}
		}
		if err := ctx.Err(); err != nil {
			yield(Outcome{}, err)
			return
		}
		yield(r.close(), nil)
	}
}

// Collect gathers a run into one result: drafts by run date, rule, customer, contract, currency and key. It returns the run's error and
// no result where there is one. A claim that two drafts make, because the source returned a transaction twice, is an error too.
func Collect(run iter.Seq2[Outcome, error]) (*Result, error) {
	var res Result
	for o, err := range run {
		if err != nil {
			return nil, err
		}
		res.Drafts = append(res.Drafts, o.Drafts...)
		res.Backlog = append(res.Backlog, o.Backlog...)
		res.Limits = append(res.Limits, o.Limits...)
		res.Log = append(res.Log, o.Log...)
		res.Notices = append(res.Notices, o.Notices...)
	}
	if err := refuseDoubles(&res); err != nil {
		return nil, err
	}
	SortDrafts(res.Drafts)
	slices.SortFunc(res.Backlog, func(a, b BacklogItem) int { return compareBacklog(&a, &b) })
	return &res, nil
}

// refuseDoubles finds a transaction that stands on drafts or in the backlog under two lines: the source has returned it twice, in different batches.
func refuseDoubles(res *Result) error {
	lines := make(map[string]string)
	see := func(transaction, line string) error {
		if other, seen := lines[transaction]; seen && other != line {
			return fmt.Errorf("the source returned transaction %s twice, on line %s and on line %s", transaction, other, line)
		}
		lines[transaction] = line
		return nil
	}
	claims := make(map[Claim]bool)
	for i := range res.Drafts {
		for j := range res.Drafts[i].Lines {
			l := &res.Drafts[i].Lines[j]
			for k := range l.Details {
				c := l.Details[k].Claim()
				if err := see(c.Transaction, l.Line); err != nil {
					return err
				}
				if claims[c] {
					return fmt.Errorf("the source returned transaction %s twice: claim %s stands on two drafts", c.Transaction, c)
				}
				claims[c] = true
			}
		}
	}
	for i := range res.Backlog {
		if res.Backlog[i].Reason == Failed {
			continue // of units that have it in common, and were lost for that
		}
		if err := see(res.Backlog[i].Transaction, res.Backlog[i].Line); err != nil {
			return err
		}
	}
	return nil
}

// SortDrafts puts drafts of one input into the order of [Result]: by run date, the rules' order, customer, contract, currency, key.
func SortDrafts(drafts []Draft) {
	slices.SortStableFunc(drafts, func(a, b Draft) int {
		return cmp.Or(a.RunDate.Compare(b.RunDate), cmp.Compare(a.rule, b.rule), cmp.Compare(a.Customer, b.Customer),
			cmp.Compare(a.Contract, b.Contract), cmp.Compare(a.Currency, b.Currency), cmp.Compare(a.Key, b.Key))
	})
}

// run is one run after its first two steps: what was selected, united into units.
type run struct {
	in *Input
	selection
	units  []*unit
	totals []ruleTotals // per rule of the input

	batch     int           // number of the batch that is read
	rows      []Transaction // of the batch, in the order in which they came
	stretches []stretch
}

// newRun does what comes before the units: it checks the input, makes the rules ready, selects and unites.
func newRun(ctx context.Context, in Input) (r *run, err error) {
	defer func() {
		if p := recover(); p != nil {
			r, err = nil, fmt.Errorf("the host's source failed: %v", p)
		}
	}()
	if err := in.complete(); err != nil {
		return nil, err
	}
	r = &run{in: &in, totals: make([]ruleTotals, len(in.Rules))}
	r.projects = make(map[string]*projectRun)
	if r.rules, err = compileRules(ctx, &in, &r.closing); err != nil {
		return nil, err
	}
	if len(r.rules) == 0 {
		return r, nil
	}
	projects, err := r.selectProjects(ctx, &in)
	if err != nil {
		return nil, err
	}
	if err := r.selectLines(ctx, &in, projects); err != nil {
		return nil, err
	}
	if err := ctx.Err(); err != nil {
		return nil, err // a source that stops when its context ends has not yielded everything
	}
	r.units = unite(r.lines)
	return r, nil
}

// complete fills in what the input leaves out and refuses what makes no sense.
func (in *Input) complete() error {
	switch {
	case in.Source == nil:
		return errors.New("the input has no source")
	case in.Through.IsZero():
		return errors.New("the input's window has no end: Through is zero")
	case in.FiscalYearStart < 0 || in.FiscalYearStart > 12:
		return fmt.Errorf("the fiscal year cannot start in month %d", in.FiscalYearStart)
	}
	if in.Vocabulary == nil {
		in.Vocabulary = StandardVocabulary()
	}
	in.zones = schedule.Zones(in.Vocabulary.Zone).Cached()
	if in.MinorUnits == nil {
		in.MinorUnits = MinorUnits
	}
	if in.Workers <= 0 {
		in.Workers = runtime.GOMAXPROCS(0)
	}
	if in.BatchLines <= 0 {
		in.BatchLines = 1024
	}
	return nil
}

// batches yields the units in order, as many together as have about BatchLines lines to read.
func (r *run) batches() iter.Seq[[]*unit] {
	return func(yield func([]*unit) bool) {
		first, lines := 0, 0
		for i, u := range r.units {
			lines += u.dueLines()
			if lines >= r.in.BatchLines || i == len(r.units)-1 {
				if !yield(r.units[first : i+1]) {
					return
				}
				first, lines = i+1, 0
			}
		}
	}
}

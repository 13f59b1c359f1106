package invoice

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"sync"
	"sync/atomic"

	"github.com/proforma-go/proforma/schedule"
)

// unitResult is what came of a unit, and what is only counted.
type unitResult struct {
	Outcome
	counts counts
	done   bool
	first  string // the smallest and the largest id of the unit's transactions
	last   string
}

// evaluate reads the transactions of a batch of whole units and computes each unit, several at once, in an order that does not depend
// on how many.
func (r *run) evaluate(ctx context.Context, batch []*unit) ([]unitResult, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if err := r.read(ctx, batch); err != nil {
		return nil, err
	}
	results := make([]unitResult, len(batch))
	var next atomic.Int64
	var wg sync.WaitGroup
	for range min(r.in.Workers, len(batch)) {
		wg.Go(func() {
			var scratch scratch
			for i := int(next.Add(1)) - 1; i < len(batch) && ctx.Err() == nil; i = int(next.Add(1)) - 1 {
				results[i] = evaluateUnit(r.in, batch[i], &scratch)
			}
		})
	}
	wg.Wait()
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	for i := range results {
		if !results[i].done {
			return nil, fmt.Errorf("a worker of unit %s vanished: one of the host's objects has ended its goroutine", batch[i].key)
		}
	}
	r.refuseShared(batch, results)
	for _, u := range batch {
		u.forget()
	}
	return results, nil
}

// refuseShared fails the units of a batch that have a transaction in common. Only units whose ids overlap are looked at.
func (r *run) refuseShared(batch []*unit, results []unitResult) {
	var order []int
	for i := range results {
		if results[i].first != "" || results[i].last != "" {
			order = append(order, i)
		}
	}
	slices.SortFunc(order, func(a, b int) int { return cmp.Compare(results[a].first, results[b].first) })
	last := ""
	for first := 0; first < len(order); {
		end := first + 1
		for last = results[order[first]].last; end < len(order) && results[order[end]].first <= last; end++ {
			last = max(last, results[order[end]].last)
		}
		if end > first+1 {
			r.refuseSharedAmong(batch, results, order[first:end])
		}
		first = end
	}
}

func (r *run) refuseSharedAmong(batch []*unit, results []unitResult, among []int) {
	owner := make(map[string]int)
	slices.Sort(among)
	for _, i := range among {
		for _, l := range batch[i].lines {
			for _, t := range l.transactions {
				id := t.ID()
				if o, taken := owner[id]; taken && o != i {
					err := &duplicateError{id}
					results[o], results[i] = failedUnit(r.in, batch[o], err.Error()), failedUnit(r.in, batch[i], err.Error())
				} else {
					owner[id] = i
				}
			}
		}
	}
}

// read asks the source for the transactions of the batch's due lines and sorts them to their lines.
func (r *run) read(ctx context.Context, batch []*unit) (err error) {
	r.batch++
	var lines []ContractLine
	for _, u := range batch {
		for _, l := range u.lines {
			if l.read {
				l.batch = r.batch
				lines = append(lines, l.line)
			}
		}
	}
	if len(lines) == 0 {
		return nil
	}
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("the host's source failed: %v", p)
		}
	}()
	clear(r.rows) // a large batch is not kept for the rest of the run
	r.rows, r.stretches = r.rows[:0], r.stretches[:0]
	var l *lineRun // rows mostly come line by line
	for t, err := range r.in.Source.Transactions(ctx, lines) {
		if err != nil {
			return err
		}
		if t == nil {
			return fmt.Errorf("the source returned a nil transaction")
		}
		if id := t.Line(); l == nil || l.id != id {
			if l = r.byID[id]; l == nil || l.batch != r.batch {
				return fmt.Errorf("the source returned transaction %s of line %s, which it was not asked for", t.ID(), id)
			}
			r.stretches = append(r.stretches, stretch{line: l})
		}
		r.add(t)
	}
	if err := ctx.Err(); err != nil {
		return err // a source that stops when its context ends has not yielded everything
	}
	r.deal()
	return nil
}

// stretch is rows of one line that came one after the other.
type stretch struct {
	line *lineRun
	rows int
}

// add adds a row to the last stretch.
func (r *run) add(t Transaction) {
	if len(r.rows) == cap(r.rows) {
		r.rows = slices.Grow(r.rows, max(64, len(r.rows)))
	}
	r.rows = append(r.rows, t)
	r.stretches[len(r.stretches)-1].rows++
}

// deal gives every line of the batch its transactions. They stay where they are if they came together.
func (r *run) deal() {
	for _, s := range r.stretches {
		s.line.count += s.rows
	}
	rest := r.rows
	for _, s := range r.stretches {
		l, rows := s.line, rest[:s.rows:s.rows]
		rest = rest[s.rows:]
		if l.count == s.rows {
			l.transactions = rows
			continue
		}
		if l.transactions == nil {
			l.transactions = make([]Transaction, 0, l.count)
		}
		l.transactions = append(l.transactions, rows...)
	}
}

// forget lets go of a unit's transactions.
func (u *unit) forget() {
	for _, l := range u.lines {
		l.transactions, l.items, l.log = nil, nil, nil
	}
	for _, c := range u.contracts {
		c.told = nil
	}
}

// evaluateUnit computes one unit. Whatever goes wrong in it, a panic in the host's objects included, takes out this unit and no other.
func evaluateUnit(in *Input, u *unit, memory *scratch) (res unitResult) {
	defer func() {
		if p := recover(); p != nil {
			res = failedUnit(in, u, fmt.Sprint(p))
		}
	}()
	ur := &unitRun{unit: u, in: in, scratch: memory, called: make(map[calledKey]schedule.Date)}
	o, err := ur.evaluate()
	if err != nil {
		return failedUnit(in, u, err.Error())
	}
	res = unitResult{Outcome: o, counts: ur.counts, done: true}
	if n := len(ur.items); n > 0 && u.dueLines() > 0 {
		res.first, res.last = ur.idRange()
	}
	return res
}

// idRange returns the smallest and the largest id of the unit's items.
func (u *unitRun) idRange() (first, last string) {
	first, last = u.items[0].id, u.items[len(u.items)-1].id
	if u.ascending {
		return first, last
	}
	for i := range u.items {
		first, last = min(first, u.items[i].id), max(last, u.items[i].id)
	}
	return first, last
}

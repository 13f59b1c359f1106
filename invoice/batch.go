package invoice

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"sync/atomic"

	"github.com/proforma-go/proforma/schedule"
)

// evaluate reads the transactions of a batch of whole units and computes each unit, several at once, in an order that does not depend
// on how many.
func (r *run) evaluate(ctx context.Context, batch []*unit) ([]Outcome, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if err := r.read(ctx, batch); err != nil {
		return nil, err
	}
	outcomes := make([]Outcome, len(batch))
	var next atomic.Int64
	var wg sync.WaitGroup
	for range min(r.in.Workers, len(batch)) {
		wg.Go(func() {
			var scratch scratch
			for i := int(next.Add(1)) - 1; i < len(batch) && ctx.Err() == nil; i = int(next.Add(1)) - 1 {
				outcomes[i] = evaluateUnit(r.in, batch[i], &scratch)
				batch[i].forget()
			}
		})
	}
	wg.Wait()
	return outcomes, ctx.Err()
}

// read asks the source for the transactions of the batch's due lines and sorts them to their lines.
func (r *run) read(ctx context.Context, batch []*unit) (err error) {
	byID := make(map[string]*lineRun)
	var lines []ContractLine
	for _, u := range batch {
		for _, l := range u.lines {
			if l.read {
				byID[l.id] = l
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
	r.rows.reset()
	var l *lineRun // rows mostly come line by line
	for t, err := range r.in.Source.Transactions(ctx, lines) {
		if err != nil {
			return err
		}
		if t == nil {
			return fmt.Errorf("the source returned a nil transaction")
		}
		if id := t.Line(); l == nil || l.id != id {
			l = byID[id]
		}
		if l == nil {
			return fmt.Errorf("the source returned transaction %s of line %s, which it was not asked for", t.ID(), t.Line())
		}
		l.count++
		r.rows.add(row{t, l})
	}
	r.deal()
	return nil
}

// row is a transaction as it was read, with the line that it is of.
type row struct {
	transaction Transaction
	line        *lineRun
}

// rows holds what is read of a batch, in chunks that are each as large as those before it: where there is a million, nothing is moved to
// make room. They are used again for the next batch.
type rows struct {
	chunks [][]row
	used   int // chunks with rows in them
	total  int
}

func (r *rows) reset() { r.used, r.total = 0, 0 }

func (r *rows) add(x row) {
	if r.used == 0 || len(r.chunks[r.used-1]) == cap(r.chunks[r.used-1]) {
		if r.used == len(r.chunks) {
			r.chunks = append(r.chunks, make([]row, 0, max(64, r.total)))
		}
		r.chunks[r.used] = r.chunks[r.used][:0]
		r.used++
	}
	last := &r.chunks[r.used-1]
	*last = append(*last, x)
	r.total++
}

// deal gives every line of the batch its transactions, in memory that is used again for the next one.
func (r *run) deal() {
	r.slab = slices.Grow(r.slab[:0], r.rows.total)[:r.rows.total]
	used := 0
	for _, chunk := range r.rows.chunks[:r.rows.used] {
		for _, row := range chunk {
			l := row.line
			if l.transactions == nil {
				l.transactions = r.slab[used : used : used+l.count]
				used += l.count
			}
			l.transactions = append(l.transactions, row.transaction)
		}
	}
}

// scratch is memory that a worker uses for one unit after the other.
type scratch struct {
	items    []item
	shares   []share
	verdicts []verdict
	found    []candidate
	left     []leftover
	order    []place
	spare    []place
	ids      map[string]struct{}

	denominations map[string]*denomination
	last          *denomination // what comes in a row is mostly in one currency
}

// because keeps a verdict. What comes in a row mostly has the same.
func (m *scratch) because(v verdict) *verdict {
	if n := len(m.verdicts); n == 0 || m.verdicts[n-1] != v {
		m.verdicts = append(m.verdicts, v)
	}
	return &m.verdicts[len(m.verdicts)-1]
}

// emptyIDs returns an empty set of ids. What a unit of many left behind is let go of, so that later ones need not empty it.
func (m *scratch) emptyIDs(n int) map[string]struct{} {
	if len(m.ids) == 0 || len(m.ids) > 4*n {
		m.ids = make(map[string]struct{}, n)
	}
	clear(m.ids)
	return m.ids
}

// forget lets go of a unit's transactions.
func (u *unit) forget() {
	for _, l := range u.lines {
		l.transactions, l.items, l.considered, l.log = nil, nil, nil, nil
	}
	for _, c := range u.contracts {
		c.told = nil
	}
}

// evaluateUnit computes one unit. Whatever goes wrong in it, a panic in the host's objects included, takes out this unit and no other.
func evaluateUnit(in *Input, u *unit, memory *scratch) (o Outcome) {
	defer func() {
		if p := recover(); p != nil {
			o = failedUnit(in, u, fmt.Sprint(p))
		}
	}()
	ur := &unitRun{unit: u, in: in, scratch: memory, called: make(map[calledKey]schedule.Date)}
	o, err := ur.evaluate()
	if err != nil {
		return failedUnit(in, u, err.Error())
	}
	return o
}

// evaluate is the engine for one unit, in the order in which it works.
func (u *unitRun) evaluate() (Outcome, error) {
	for _, l := range u.lines {
		u.log = append(u.log, l.log...)
	}
	if u.dueLines() == 0 {
		return Outcome{Unit: u.key(), Log: u.log}, nil
	}
	u.consider()
	u.refuseFaulty()
	u.markUnconfigured()
	events := u.events()
	for i := range events {
		if err := u.occur(&events[i]); err != nil {
			return Outcome{}, err
		}
	}
	backlog := u.backlog()
	if err := u.verify(backlog); err != nil {
		return Outcome{}, fmt.Errorf("internal check: %w", err)
	}
	SortDrafts(u.drafts)
	return Outcome{Unit: u.key(), Drafts: u.drafts, Backlog: backlog, Log: u.log}, nil
}

// occur evaluates one occurrence of one rule.
func (u *unitRun) occur(e *event) error {
	found := u.collect(e)
	u.logNothing(e, found)
	groups := u.settle(e, found)
	return u.finish(e, groups)
}

// settle decides which shares go on which drafts: those that fit under the limits, grouped, but for the drafts that are held back. What is
// held back gives back its room under limits, so the rest is decided again without it.
func (u *unitRun) settle(e *event, found []candidate) []*group {
	u.repeated = false
	for {
		groups := u.group(e, u.limit(e, found))
		kept := u.holdBack(e, groups)
		if len(kept) == len(groups) || !e.limited() {
			return kept
		}
		for _, g := range kept {
			g.release(e)
		}
		found = slices.DeleteFunc(found, func(c candidate) bool {
			return c.held() && (c.verdict.reason == BelowMinimum || c.verdict.reason == AboveMaximum)
		})
		for i := range found {
			found[i].verdict, found[i].bills = nil, found[i].amount
		}
		u.repeated = true
	}
}

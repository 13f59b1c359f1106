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
		return Outcome{Unit: u.key, Log: u.log}, nil
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
	return Outcome{Unit: u.key, Drafts: u.drafts, Backlog: backlog, Log: u.log}, nil
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

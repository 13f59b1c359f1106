package invoicetest

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"time"

	"github.com/shopspring/decimal"

	"github.com/proforma-go/proforma/invoice"
	"github.com/proforma-go/proforma/schedule"
)

// The attacks on whole nights.

// nights is how many nights run at once.
const nights = 4

// meet returns a step at which so many jobs wait for each other once they have read, so that all are stale but the first. A host that lets
// only one at a time get so far is not waited for long.
func meet(n int) func(Step) error {
	var mu sync.Mutex
	all := make(chan struct{})
	return func(s Step) error {
		if s != StepSnapshot {
			return nil
		}
		mu.Lock()
		if n--; n == 0 {
			close(all)
		}
		mu.Unlock()
		select {
		case <-all:
		case <-time.After(time.Second):
		}
		return nil
	}
}

// night runs one night, and waits no longer for it than the attack may take.
func (b *booking) night(j Job) error {
	done := make(chan error, 1)
	go func() {
		defer func() {
			if r := recover(); r != nil {
				done <- fmt.Errorf("panic: %v", r)
			}
		}()
		done <- b.host.Night(b.ctx, j)
	}()
	select {
	case err := <-done:
		return err
	case <-b.ctx.Done():
		return errors.New("the night did not end")
	}
}

// finished checks that a night's window is done: everything is billed, its watermark says so, and its notices are in the outbox, once.
func (b *booking) finished(rules ...invoice.Rule) error {
	if err := b.complete(rules...); err != nil {
		return err
	}
	for _, r := range rules {
		if err := b.watermarkIs(r, bookingDay); err != nil {
			return err
		}
		if n, err := b.notices(r); err != nil || n != 1 {
			return errors.Join(err, fmt.Errorf("%d rows in the outbox for one notice of rule %s", n, r.Name))
		}
	}
	return nil
}

func (b *booking) watermarkIs(r invoice.Rule, want schedule.Date) error {
	got, err := b.host.Watermark(b.ctx, r.Name)
	switch {
	case err != nil:
		return fmt.Errorf("host function Watermark: %w", err)
	case got != want:
		return fmt.Errorf("the watermark of rule %s is %s, expected %s", r.Name, dateOr(got, "none"), dateOr(want, "none"))
	}
	return nil
}

func dateOr(d schedule.Date, none string) string {
	if d.IsZero() {
		return none
	}
	return d.String()
}

// notices counts the rows of a rule in the outbox.
func (b *booking) notices(r invoice.Rule) (n int, err error) {
	rows, err := b.host.Outbox(b.ctx)
	for _, x := range rows {
		if x.Rule == r.Name {
			n++
		}
	}
	return n, err
}

func attackNights(b *booking) error {
	for _, rules := range [][]invoice.Rule{{nightly(), nightly(), nightly(), nightly()}, {nightly(), merging(), nightly(), merging()}} {
		if err := b.fresh(bookingWorld()); err != nil {
			return err
		}
		step := meet(nights)
		err := b.atOnce(nights, func(_ context.Context, i int) error {
			return b.night(Job{Rules: rules[i : i+1], Through: bookingDay, Step: step})
		})
		if err != nil {
			return err
		}
		if err := b.finished(rules[0]); err != nil {
			return err
		}
		if err := b.finished(rules[1]); err != nil {
			return err
		}
	}
	return nil
}

func attackProcesses(b *booking) error {
	rules := []invoice.Rule{nightly(), merging(), nightly(), merging()}
	err := b.atOnce(nights, func(ctx context.Context, i int) error {
		return b.host.Process(ctx, Job{Rules: rules[i : i+1], Through: bookingDay})
	})
	if err != nil {
		return err
	}
	return errors.Join(b.finished(rules[0]), b.finished(rules[1]))
}

// attackOvertaken books some of every unit while a night is about to book all of it.
func attackOvertaken(b *booking) error {
	overtaken := false
	err := b.night(Job{Rules: []invoice.Rule{nightly()}, Through: bookingDay, Step: func(s Step) error {
		if s != StepBook || overtaken {
			return nil
		}
		overtaken = true
		return b.settle(ofKind(invoice.Expense))
	}})
	if err != nil {
		return err
	}
	return b.finished(nightly())
}

// attackOvertakenAgain books what a night is about to book and takes back what was booked before, each time that the night tries. There is one
// unit, so that nothing is taken back that the night has done with.
func attackOvertakenAgain(b *booking) error {
	d := bookingWorld()
	d.Transactions = d.Transactions[:2]
	if err := b.fresh(d); err != nil {
		return err
	}
	tries := 0
	var booked []invoice.Outcome
	err := b.night(Job{Rules: []invoice.Rule{nightly()}, Through: bookingDay, Step: func(s Step) error {
		if s != StepBook || tries == 3 {
			return nil
		}
		tries++
		before := booked
		var err error
		if booked, err = b.readAndSettle(ofKind([]invoice.Kind{invoice.Time, invoice.Expense}[tries%2])); err != nil {
			return err
		}
		return b.takeBack(before)
	}})
	if err != nil {
		return err
	}
	return b.finished(nightly())
}

// takeBack cancels drafts by way of Book.
func (b *booking) takeBack(booked []invoice.Outcome) error {
	for _, o := range booked {
		for _, d := range o.Drafts {
			credit, err := invoice.Correct(d, b.ledger, nil)
			if err != nil {
				return err
			}
			if err := b.host.Book(b.ctx, invoice.Outcome{Drafts: []invoice.Draft{credit}}); err != nil {
				return err
			}
			if err := b.check(); err != nil {
				return err
			}
		}
	}
	return nil
}

func attackNightsAtLimit(b *booking) error {
	if err := b.fresh(limited()); err != nil {
		return err
	}
	rules := []invoice.Rule{ofKind(invoice.Time), ofKind(invoice.Expense)}
	step := meet(len(rules))
	err := b.atOnce(len(rules), func(_ context.Context, i int) error {
		return b.night(Job{Rules: rules[i : i+1], Through: bookingDay, Step: step})
	})
	if err != nil {
		return err
	}
	if err := b.finished(rules...); err != nil {
		return err
	}
	if sum := b.net("T5").Add(b.net("T6")); sum.LessThan(decimal.NewFromInt(70)) {
		return fmt.Errorf("only %s are billed under a limit of 100 EUR that has room for one of the two jobs", sum)
	}
	return nil
}

// attackRunNow runs now, over and over, while a night is on its way, which ends all the same.
func attackRunNow(b *booking) error {
	silent := nightly()
	silent.Name, silent.Notify = "Now", nil
	for range 5 {
		if err := b.fresh(bookingWorld()); err != nil {
			return err
		}
		over := make(chan struct{})
		step := meet(2)
		err := b.atOnce(2, func(_ context.Context, i int) error {
			if i == 0 {
				defer close(over)
				return b.night(Job{Rules: []invoice.Rule{nightly()}, Through: bookingDay, Step: step})
			}
			for {
				if err := b.night(Job{Rules: []invoice.Rule{silent}, Through: bookingDay, Now: true, Step: step}); err != nil {
					return err
				}
				select {
				case <-over:
					return nil
				default:
				}
			}
		})
		if err != nil {
			return err
		}
		if err := b.finished(nightly()); err != nil {
			return err
		}
		if err := b.watermarkIs(silent, schedule.Date{}); err != nil {
			return err
		}
	}
	return nil
}

// attackOlder holds a night up while that of the next day begins and ends.
func attackOlder(b *booking) error {
	later := bookingDay
	earlier := bookingDay.AddDays(-1)
	rules := []invoice.Rule{nightly()}
	err := b.night(Job{Rules: rules, Through: earlier, Step: func(s Step) error {
		if s != StepFinish {
			return nil
		}
		return b.night(Job{Rules: rules, Through: later})
	}})
	if err != nil {
		return err
	}
	if err := b.complete(rules...); err != nil {
		return err
	}
	return b.watermarkIs(rules[0], later)
}

var errCrash = errors.New("the process is dead")

// attackCrash lets a night die at each of its steps, and starts it again.
func attackCrash(b *booking) error {
	var steps []Step
	if err := b.night(Job{Rules: []invoice.Rule{nightly()}, Through: bookingDay, Step: func(s Step) error { steps = append(steps, s); return nil }}); err != nil {
		return err
	}
	for s := StepSnapshot; s <= StepFinished; s++ {
		if !slices.Contains(steps, s) {
			return fmt.Errorf("a night does not call its Step at %s", s)
		}
	}
	for n := range steps {
		if err := b.fresh(bookingWorld()); err != nil {
			return err
		}
		if err := b.crash(n, steps); err != nil {
			return fmt.Errorf("at step %d of %d, %s: %w", n+1, len(steps), steps[n], err)
		}
	}
	return nil
}

func (b *booking) crash(n int, steps []Step) error {
	called := 0
	var before []invoice.LedgerEntry
	err := b.night(Job{Rules: []invoice.Rule{nightly()}, Through: bookingDay, Step: func(s Step) (err error) {
		if called++; called == n+1 {
			return errCrash
		}
		if s == StepBook || s == StepFinish {
			before, err = b.look()
		}
		return err
	}})
	if !errors.Is(err, errCrash) {
		return fmt.Errorf("the night goes on after the step failed, and ends with %v", err)
	}
	if err := b.check(); err != nil {
		return err
	}
	if steps[n] == StepCommit && len(before) != len(b.ledger) {
		return fmt.Errorf("%d entries are in the ledger, though their transaction was not committed", len(b.ledger)-len(before))
	}
	rows, err := b.notices(nightly())
	if err != nil {
		return err
	}
	mark, err := b.host.Watermark(b.ctx, nightly().Name)
	if err != nil {
		return err
	}
	if (rows > 0) != (mark == bookingDay) {
		return fmt.Errorf("the watermark is %s, and the outbox has %d rows: they go together", dateOr(mark, "none"), rows)
	}
	if mark == bookingDay {
		if err := b.complete(nightly()); err != nil {
			return fmt.Errorf("the watermark says that the night is done: %w", err)
		}
	}
	if err := b.night(Job{Rules: []invoice.Rule{nightly()}, Through: bookingDay}); err != nil {
		return fmt.Errorf("started again: %w", err)
	}
	return b.finished(nightly())
}

package main

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"github.com/proforma-go/proforma/invoice"
	"github.com/proforma-go/proforma/schedule"
)

// night is the job that bills. It may be started as often as anybody likes, by as many processes.
type night struct {
	db      *sql.DB
	rules   []invoice.Rule
	through schedule.Date
	now     bool                    // run on through, whatever schedule and watermark say
	step    func(step string) error // called between two steps; an error ends the night there, as a crash does. Nil: nobody is told

	after  map[string]schedule.Date // where the window of a rule begins
	due    []invoice.Rule           // those with a window that holds a day
	booked []invoice.Draft
}

// errGone says that a unit is not there any more: what belonged to it is in others.
var errGone = errors.New("the unit is gone")

// run bills the window and returns the drafts that were booked. Where a unit is gone that was in conflict, the window is run again.
func (n *night) run(ctx context.Context) ([]invoice.Draft, error) {
	for {
		err := n.once(ctx)
		if !errors.Is(err, errGone) {
			invoice.SortDrafts(n.booked)
			return n.booked, err
		}
	}
}

func (n *night) at(step string) error {
	if n.step == nil {
		return nil
	}
	return n.step(step)
}

func (n *night) once(ctx context.Context) error {
	var notices []invoice.Notice
	err := snapshot(ctx, n.db, func(tx *sql.Tx) error {
		if err := n.begin(ctx, tx); err != nil {
			return err
		}
		for o, err := range n.outcomes(ctx, tx) {
			if err != nil {
				return err
			}
			notices = append(notices, o.Notices...)
			if err := n.settle(ctx, o); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	return n.finish(ctx, notices)
}

// snapshot runs a function over data of one moment. SQLite takes it with the first read.
func snapshot(ctx context.Context, db *sql.DB, f func(*sql.Tx) error) error {
	tx, err := db.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return err
	}
	defer func() { _ = tx.Rollback() }()
	var n int
	if err := tx.QueryRowContext(ctx, "SELECT count(*) FROM watermarks").Scan(&n); err != nil {
		return err
	}
	return f(tx)
}

// begin reads the watermarks, from the snapshot.
func (n *night) begin(ctx context.Context, tx *sql.Tx) error {
	n.after, n.due = make(map[string]schedule.Date), nil
	for _, r := range n.rules {
		mark, err := watermark(ctx, tx, r.Name)
		if err != nil {
			return err
		}
		if n.now || mark.Before(n.through) {
			n.after[r.Name], n.due = mark, append(n.due, r)
		}
	}
	return n.at("snapshot")
}

func watermark(ctx context.Context, db querier, rule string) (mark schedule.Date, err error) {
	scan := func(rows *sql.Rows) (d schedule.Date, err error) { return d, rows.Scan(&d) }
	for mark, err = range query(ctx, db, scan, "SELECT through FROM watermarks WHERE rule = ?", rule) {
	}
	return mark, err
}

// settle books an outcome. On a conflict it runs that unit again from a new snapshot, three times, and then under the database's write lock.
func (n *night) settle(ctx context.Context, o invoice.Outcome) error {
	err := n.try(ctx, o)
	for range 3 {
		if !errors.Is(err, invoice.ErrConflict) {
			return err
		}
		var fresh invoice.Outcome
		err = snapshot(ctx, n.db, func(tx *sql.Tx) (err error) {
			fresh, err = n.alone(ctx, tx, o.Unit)
			return err
		})
		if err == nil {
			err = n.try(ctx, fresh)
		}
	}
	if !errors.Is(err, invoice.ErrConflict) {
		return err
	}
	return write(ctx, n.db, func(tx *sql.Conn) error {
		fresh, err := n.alone(ctx, tx, o.Unit)
		if err != nil {
			return err
		}
		n.booked = append(n.booked, fresh.Drafts...)
		if err := book(ctx, tx, fresh); err != nil {
			return err
		}
		return n.at("commit")
	})
}

// try books an outcome in one transaction.
func (n *night) try(ctx context.Context, o invoice.Outcome) error {
	if len(o.Drafts) == 0 {
		return nil
	}
	if err := n.at("book"); err != nil {
		return err
	}
	err := write(ctx, n.db, func(tx *sql.Conn) error {
		if err := book(ctx, tx, o); err != nil {
			return err
		}
		return n.at("commit")
	})
	if err != nil {
		return err
	}
	n.booked = append(n.booked, o.Drafts...)
	return n.at("booked")
}

func (n *night) outcomes(ctx context.Context, db querier) func(func(invoice.Outcome, error) bool) {
	return invoice.Run(ctx, invoice.Input{Rules: n.due, Source: source{db}, Through: n.through, AfterRule: n.after, RunNow: n.now})
}

// alone returns what a run makes of one unit.
func (n *night) alone(ctx context.Context, db querier, unit string) (invoice.Outcome, error) {
	for o, err := range n.outcomes(ctx, db) {
		if err != nil || o.Unit == unit {
			return o, err
		}
	}
	return invoice.Outcome{}, errGone
}

// finish writes the watermarks, which only move forward, and the outbox, in one transaction after all others.
func (n *night) finish(ctx context.Context, notices []invoice.Notice) error {
	if err := n.at("finish"); err != nil {
		return err
	}
	err := write(ctx, n.db, func(tx *sql.Conn) error {
		for _, r := range n.due {
			if n.now {
				break
			}
			_, err := tx.ExecContext(ctx, `INSERT INTO watermarks (rule, through) VALUES (?, ?)
				ON CONFLICT (rule) DO UPDATE SET through = excluded.through WHERE through < excluded.through`, r.Name, n.through)
			if err != nil {
				return err
			}
		}
		for _, x := range notices {
			_, err := tx.ExecContext(ctx, `INSERT INTO outbox (rule, through, occasion, recipient, drafts, failures) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
				x.Rule, n.through, x.On.String(), fmt.Sprintf("%d %s", x.Recipient.Kind, x.Recipient.Name), x.Drafts, x.Failures)
			if err != nil {
				return err
			}
		}
		return n.at("commit")
	})
	if err != nil {
		return err
	}
	return n.at("finished")
}

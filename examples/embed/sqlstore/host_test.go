package main

import (
	"context"
	"database/sql"
	"testing"

	"github.com/proforma-go/proforma/invoice"
	"github.com/proforma-go/proforma/invoice/invoicetest"
	"github.com/proforma-go/proforma/invoice/memory"
	"github.com/proforma-go/proforma/schedule"
)

// host is the program as TestBooking wants it.
func host(db *sql.DB) invoicetest.BookingHost {
	return invoicetest.BookingHost{
		Fresh:  func(ctx context.Context, d memory.Data) error { return fill(ctx, db, d, true) },
		Change: func(ctx context.Context, d memory.Data) error { return fill(ctx, db, d, false) },
		Snapshot: func(ctx context.Context) (invoice.Source, func(), error) {
			tx, err := db.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
			if err != nil {
				return nil, nil, err
			}
			if _, err := watermark(ctx, tx, ""); err != nil {
				return nil, nil, err
			}
			return source{tx}, func() { _ = tx.Rollback() }, nil
		},
		Book: func(ctx context.Context, o invoice.Outcome) error {
			return write(ctx, db, func(tx *sql.Conn) error { return book(ctx, tx, o) })
		},
		Ledger: func(ctx context.Context) ([]invoice.LedgerEntry, error) { return ledger(ctx, db, "true") },
		Credit: func(ctx context.Context, draft string, release ...invoice.Release) error {
			_, err := credit(ctx, db, draft, release...)
			return err
		},
		Night: func(ctx context.Context, j invoicetest.Job) error {
			_, err := (&night{db: db, rules: j.Rules, through: j.Through, now: j.Now, step: func(s string) error { return j.At(steps[s]) }}).run(ctx)
			return err
		},
		Watermark: func(ctx context.Context, rule string) (schedule.Date, error) { return watermark(ctx, db, rule) },
		Outbox: func(ctx context.Context) (all []invoice.Notice, err error) {
			scan := func(rows *sql.Rows) (n invoice.Notice, err error) { return n, rows.Scan(&n.Rule) }
			for n, err := range query(ctx, db, scan, "SELECT rule FROM outbox") {
				if err != nil {
					return nil, err
				}
				all = append(all, n)
			}
			return all, nil
		},
	}
}

// steps are the steps of a night by name.
var steps = func() map[string]invoicetest.Step {
	all := make(map[string]invoicetest.Step)
	for s := invoicetest.StepSnapshot; s <= invoicetest.StepFinished; s++ {
		all[s.String()] = s
	}
	return all
}()

// fill makes the tables say what the data say.
func fill(ctx context.Context, db *sql.DB, d memory.Data, fresh bool) error {
	return write(ctx, db, func(tx *sql.Conn) error {
		f := filler{ctx: ctx, tx: tx}
		f.exec("PRAGMA defer_foreign_keys = 1")
		if fresh {
			f.exec(`DROP TRIGGER IF EXISTS billings_keep; DELETE FROM billings; DELETE FROM drafts; DELETE FROM watermarks; DELETE FROM outbox;
				CREATE TRIGGER billings_keep BEFORE DELETE ON billings BEGIN SELECT raise(ABORT, 'billings are never deleted'); END`)
		}
		f.exec("DELETE FROM limits; DELETE FROM shares; DELETE FROM own_shares; DELETE FROM transactions; DELETE FROM lines; DELETE FROM projects")
		for _, p := range d.Projects {
			f.exec("INSERT INTO projects (id, name, customer, manager, payer) VALUES (?, '', ?, '', ?)", p.ID, p.Customer, p.BillingCustomer)
		}
		for _, c := range d.Contracts {
			f.limits("", c.ID, c.Limit, c.CustomerLimits)
		}
		for _, l := range d.Lines {
			f.exec("INSERT INTO lines (id, project, contract, method, rounding_customer) VALUES (?, ?, nullif(?, ''), 'time-and-material', ?)",
				l.ID, l.Project, l.Contract, l.RoundingCustomer)
			f.limits(l.ID, "", l.Limit, l.CustomerLimits)
			f.shares("shares", "line", l.ID, l.Customers)
		}
		for _, t := range d.Transactions {
			f.exec("INSERT INTO transactions (id, line, kind, date, amount, currency, rounding_customer) VALUES (?, ?, ?, ?, ?, ?, ?)",
				t.ID, t.Line, t.Kind.String(), t.Date, t.Amount.String(), t.Currency, t.RoundingCustomer)
			f.shares("own_shares", "item", t.ID, t.Customers)
		}
		return f.err
	})
}

// filler remembers the first error.
type filler struct {
	ctx context.Context
	tx  *sql.Conn
	err error
}

func (f *filler) exec(text string, args ...any) {
	if f.err == nil {
		_, f.err = f.tx.ExecContext(f.ctx, text, args...)
	}
}

func (f *filler) limits(line, contract string, all *invoice.Limit, customers []memory.CustomerLimit) {
	if all != nil {
		customers = append([]memory.CustomerLimit{{Limit: *all}}, customers...)
	}
	for _, c := range customers {
		f.exec("INSERT INTO limits (line, contract, customer, amount, currency) VALUES (?, ?, ?, ?, ?)",
			line, contract, c.Customer, c.Limit.Amount.String(), c.Limit.Currency)
	}
}

func (f *filler) shares(table, column, id string, shares []invoice.Share) {
	for i, s := range shares {
		f.exec("INSERT INTO "+table+" ("+column+", position, customer, percent) VALUES (?, ?, ?, ?)", id, i, s.Customer, s.Percent)
	}
}

// read runs the stored rules over a snapshot, and returns the outcomes that draft something, and the backlog.
func read(t *testing.T, db *sql.DB) (drafting []invoice.Outcome, backlog []invoice.BacklogItem) {
	t.Helper()
	rules, err := loadRules(t.Context(), db, nil)
	if err != nil {
		t.Fatal(err)
	}
	err = snapshot(t.Context(), db, func(tx *sql.Tx) error {
		for o, err := range invoice.Run(t.Context(), invoice.Input{Rules: rules, Source: source{tx}, Through: day}) {
			if err != nil {
				return err
			}
			if len(o.Drafts) > 0 {
				drafting = append(drafting, o)
			}
			backlog = append(backlog, o.Backlog...)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return drafting, backlog
}

func drafting(t *testing.T, db *sql.DB) []invoice.Outcome {
	t.Helper()
	outcomes, _ := read(t, db)
	return outcomes
}

package main

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"github.com/shopspring/decimal"

	"github.com/proforma-go/proforma/invoice"
)

// book stores an outcome in the transaction of a connection: its drafts, their entries, and the checks of its limits. What others have changed
// since it was read is an error that wraps invoice.ErrConflict, after which the transaction must be rolled back.
func book(ctx context.Context, tx *sql.Conn, o invoice.Outcome) error {
	for _, l := range o.Limits {
		if err := fence(ctx, tx, l); err != nil {
			return err
		}
	}
	for i := range o.Drafts {
		if err := bookDraft(ctx, tx, &o.Drafts[i]); err != nil {
			return err
		}
	}
	return nil
}

func bookDraft(ctx context.Context, tx *sql.Conn, d *invoice.Draft) error {
	_, err := tx.ExecContext(ctx, "INSERT INTO drafts (key, slot, rule, run_date, customer, currency, total) VALUES (?, ?, ?, ?, ?, ?, ?)",
		d.Key, d.Slot(), d.Rule, d.RunDate, d.Customer, d.Currency, d.Total)
	if err != nil {
		return conflict("draft "+d.Key, err)
	}
	entries := d.Billings() // in the order of the details
	for i := range d.Lines {
		l := &d.Lines[i]
		for j := range l.Details {
			e := entries[0]
			entries = entries[1:]
			minor := int64(0)
			if l.Details[j].Kind != invoice.Milestone {
				minor = e.Amount.Decimal().Shift(d.Decimals()).IntPart()
			}
			_, err := tx.ExecContext(ctx, `INSERT INTO billings
				(item, part, customer, percent, amount, quantity, price, whole, waived, reverses, open, draft, line, contract, currency, minor)
				VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
				e.Transaction, e.Part, e.Customer, e.Percent, e.Amount, e.Quantity, e.Price, e.Whole, e.Waived, e.Reverses, e.Open,
				d.Key, l.Line, l.Contract, d.Currency, minor)
			if err != nil {
				return conflict("claim "+e.Claim().String(), err)
			}
		}
	}
	return nil
}

// conflict says of a row that another run has that what was read has changed.
func conflict(what string, err error) error {
	if err = taken(err); errors.Is(err, errTaken) {
		return fmt.Errorf("%s %w: %w", what, err, invoice.ErrConflict)
	}
	return err
}

// fence refuses what would pass a limit as it is by now. What makes room passes, and so does what is under a limit that was lifted.
func fence(ctx context.Context, tx *sql.Conn, use invoice.LimitUse) error {
	if use.Drafted.Sign() <= 0 {
		return nil
	}
	contract := use.Contract
	if use.Line != "" {
		contract = ""
	}
	var limit decimal.Decimal
	var currency string
	var minor int64
	err := tx.QueryRowContext(ctx, "SELECT amount, currency, "+billedUnder+" FROM limits AS l WHERE line = ? AND contract = ? AND customer = ?",
		use.Line, contract, use.Customer).Scan(&limit, &currency, &minor)
	if errors.Is(err, sql.ErrNoRows) {
		return nil
	}
	if err != nil {
		return err
	}
	billed := decimal.New(minor, -use.Drafted.Decimals())
	if currency != use.Drafted.Currency() || billed.Add(use.Drafted.Decimal()).GreaterThan(limit) {
		return fmt.Errorf("the %s limit of %s %s: %s is billed by now, and %s more would pass it: %w",
			use.Level, limit, currency, billed, use.Drafted, invoice.ErrConflict)
	}
	return nil
}

// billedUnder is what is billed under a limit l, in minor units of its currency.
const billedUnder = `(SELECT coalesce(sum(b.minor), 0) FROM billings AS b
	WHERE b.currency = l.currency AND (l.customer = '' OR b.customer = l.customer)
	  AND CASE WHEN l.line <> '' THEN b.line = l.line ELSE b.contract = l.contract END)`

// credit takes back what the releases name of a booked draft, all that is left of it where there are none. It reads the ledger and adds to it in
// one transaction, so that two clerks come one after the other.
func credit(ctx context.Context, db *sql.DB, key string, release ...invoice.Release) (c invoice.Draft, err error) {
	err = write(ctx, db, func(tx *sql.Conn) error {
		booked, err := loadDraft(ctx, tx, key)
		if err != nil {
			return err
		}
		entries, err := ledger(ctx, tx, `item IN (SELECT item FROM billings WHERE draft = ?)`, key)
		if err != nil {
			return err
		}
		if c, err = invoice.Correct(booked, entries, release); err != nil {
			return err
		}
		return book(ctx, tx, invoice.Outcome{Drafts: []invoice.Draft{c}})
	})
	return c, err
}

// loadDraft reads a booked draft back, as far as a credit needs it.
func loadDraft(ctx context.Context, tx *sql.Conn, key string) (d invoice.Draft, err error) {
	d.Key = key
	err = tx.QueryRowContext(ctx, "SELECT rule, run_date, customer, currency, total FROM drafts WHERE key = ?", key).
		Scan(&d.Rule, &d.RunDate, &d.Customer, &d.Currency, &d.Total)
	if err != nil {
		return d, fmt.Errorf("draft %s: %w", key, err)
	}
	rows, err := tx.QueryContext(ctx, `SELECT b.line, l.project, b.contract, t.kind, t.date, `+entryColumns+`
		FROM billings AS b JOIN transactions AS t ON t.id = b.item JOIN lines AS l ON l.id = b.line WHERE b.draft = ? ORDER BY b.line, b.item, b.part`, key)
	if err != nil {
		return d, err
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		var l invoice.DraftLine
		var x invoice.LineDetail
		var e invoice.LedgerEntry
		var kind string
		if err := rows.Scan(append([]any{&l.Line, &l.Project, &l.Contract, &kind, &x.Date}, targets(&e)...)...); err != nil {
			return d, err
		}
		x.Transaction, x.Part, x.Kind, x.Percent, x.Amount, x.Quantity = e.Transaction, e.Part, kinds[kind], e.Percent, e.Amount, e.Quantity
		x.Price, x.Whole, x.Waived, x.Reverses, x.Open = e.Price, e.Whole, e.Waived, e.Reverses, e.Open
		if n := len(d.Lines); n == 0 || d.Lines[n-1].Line != l.Line {
			d.Lines = append(d.Lines, l)
		}
		last := &d.Lines[len(d.Lines)-1]
		last.Details = append(last.Details, x)
	}
	return d, rows.Err()
}

// entryColumns are the columns of an entry, for targets.
const entryColumns = "b.item, b.part, b.customer, b.percent, b.amount, b.quantity, b.price, b.whole, b.waived, b.reverses, b.open"

func targets(e *invoice.LedgerEntry) []any {
	return []any{&e.Transaction, &e.Part, &e.Customer, &e.Percent, &e.Amount, &e.Quantity, &e.Price, &e.Whole, &e.Waived, &e.Reverses, &e.Open}
}

// ledger reads the entries that a condition takes.
func ledger(ctx context.Context, db querier, where string, args ...any) ([]invoice.LedgerEntry, error) {
	var all []invoice.LedgerEntry
	scan := func(rows *sql.Rows) (e invoice.LedgerEntry, err error) { return e, rows.Scan(targets(&e)...) }
	for e, err := range query(ctx, db, scan, "SELECT "+entryColumns+" FROM billings AS b WHERE "+where+" ORDER BY b.item, b.part", args...) {
		if err != nil {
			return nil, err
		}
		all = append(all, e)
	}
	return all, nil
}

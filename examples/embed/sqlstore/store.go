package main

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"

	"github.com/proforma-go/proforma/dsl"
	"github.com/proforma-go/proforma/invoice"
)

// open opens a database file. Writers wait for each other, and readers see the file as it was when they began.
func open(path string) (*sql.DB, error) {
	return sql.Open("sqlite", "file:"+path+"?_pragma=busy_timeout(30000)&_pragma=journal_mode(WAL)&_pragma=foreign_keys(1)")
}

// errTaken says that a unique index already has the row.
var errTaken = errors.New("is there already")

// write runs a function in a transaction that has the database's write lock from its beginning on, so that what it reads is still true when it
// commits. Readers go on beside it.
func write(ctx context.Context, db *sql.DB, f func(*sql.Conn) error) error {
	conn, err := db.Conn(ctx)
	if err != nil {
		return err
	}
	defer func() { _ = conn.Close() }()
	if _, err := conn.ExecContext(ctx, "BEGIN IMMEDIATE"); err != nil {
		return err
	}
	committed := false
	defer func() {
		if !committed {
			_, _ = conn.ExecContext(context.WithoutCancel(ctx), "ROLLBACK")
		}
	}()
	if err := f(conn); err != nil {
		return err
	}
	_, err = conn.ExecContext(ctx, "COMMIT")
	committed = err == nil
	return err
}

// taken turns the error of a unique index into errTaken.
func taken(err error) error {
	var e *sqlite.Error
	if errors.As(err, &e) && (e.Code() == sqlite3.SQLITE_CONSTRAINT_UNIQUE || e.Code() == sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY) {
		return errTaken
	}
	return err
}

// saveRule stores a rule under its name as canonical text. It is errTaken where the name or the same text, however it was spelled, is stored.
func saveRule(ctx context.Context, db *sql.DB, r invoice.Rule) error {
	name := r.Name
	r.Name = "" // a column of its own
	text, err := dsl.NewRule(r)
	if err != nil {
		return err
	}
	_, err = db.ExecContext(ctx, "INSERT INTO rules (name, language, text, fingerprint) VALUES (?, ?, ?, ?)", name, dsl.Language, text, text.Fingerprint())
	return taken(err)
}

// loadRules reads all rules, in the order of their names. The column is scanned by dsl.Rule itself. A rule in a later language than this
// program knows is an error.
func loadRules(ctx context.Context, db *sql.DB, env *dsl.Env) (rules []invoice.Rule, err error) {
	rows, err := db.QueryContext(ctx, "SELECT name, language, text FROM rules ORDER BY name")
	if err != nil {
		return nil, err
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		var name string
		var language int
		var text dsl.Rule
		if err := rows.Scan(&name, &language, &text); err != nil {
			return nil, err
		}
		if language > dsl.Language {
			return nil, fmt.Errorf("rule %q needs language %d", name, language)
		}
		r, err := text.Check(env)
		if err != nil {
			return nil, fmt.Errorf("rule %q: %w", name, err)
		}
		r.Name = name
		rules = append(rules, r)
	}
	return rules, rows.Err()
}

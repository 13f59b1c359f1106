// Sqlstore keeps rules, the data that they bill and what was drafted in tables of a database. A rule is a column of canonical text, with the
// number of its language and a fingerprint under a unique index; the engine reads projects, lines and transactions through an invoice.Source that makes few statements; and drafts are
// booked as README.md of package invoice says: an outcome in one transaction, what was billed as rows that are only ever added, with a key that
// two runs of the same work have in common whoever they bill, and a unit in conflict run again.
//
// The database is SQLite, in a driver without cgo. Nothing but the JSON functions and the error codes is special to it.
package main

import (
	"context"
	"database/sql"
	_ "embed"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/proforma-go/proforma/dsl"
	"github.com/proforma-go/proforma/schedule"
)

//go:embed schema.sql
var schemaSQL string

//go:embed billing.sql
var billingSQL string

//go:embed rules.txt
var rulesText string

func main() {
	dir, err := os.MkdirTemp("", "sqlstore")
	if err == nil {
		err = bill(context.Background(), os.Stdout, filepath.Join(dir, "billing.db"))
		_ = os.RemoveAll(dir)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// bill makes a database, stores rules, and bills two days and the second of them once more.
func bill(ctx context.Context, w io.Writer, path string) error {
	db, err := open(path)
	if err != nil {
		return err
	}
	defer func() { _ = db.Close() }()
	if _, err := db.ExecContext(ctx, schemaSQL+billingSQL); err != nil {
		return err
	}
	if err := saveRules(ctx, w, db); err != nil {
		return err
	}
	for _, day := range []string{"2026-02-16", "2026-02-27", "2026-02-27"} {
		fmt.Fprintf(w, "run on %s\n", day)
		rules, err := loadRules(ctx, db, nil)
		if err != nil {
			return err
		}
		booked, err := (&night{db: db, rules: rules, through: schedule.MustParseDate(day)}).run(ctx)
		if err != nil {
			return err
		}
		for _, d := range booked {
			fmt.Fprintf(w, "    %s: %s %s to %s\n", d.Rule, d.Total.StringFixed(d.Decimals()), d.Currency, d.Customer)
		}
	}
	return nil
}

// saveRules stores the rules of rules.txt and lists what is stored.
func saveRules(ctx context.Context, w io.Writer, db *sql.DB) error {
	rules, err := dsl.ParseFile("rules.txt", rulesText)
	if err != nil {
		return err
	}
	for _, r := range rules {
		switch err := saveRule(ctx, db, r); {
		case errors.Is(err, errTaken):
			fmt.Fprintf(w, "%s: is stored already\n", r.Name)
		case err != nil:
			return err
		}
	}
	stored, err := loadRules(ctx, db, nil)
	for _, r := range stored {
		name := r.Name
		r.Name = ""
		fmt.Fprintf(w, "%s: %s\n", name, r)
	}
	return err
}

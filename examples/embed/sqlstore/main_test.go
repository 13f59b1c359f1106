package main

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"testing"

	"github.com/proforma-go/proforma/dsl"
	"github.com/proforma-go/proforma/invoice"
	"github.com/proforma-go/proforma/invoice/invoicetest"
	"github.com/proforma-go/proforma/schedule"
)

func Example() {
	dir, err := os.MkdirTemp("", "sqlstore")
	if err == nil {
		defer func() { _ = os.RemoveAll(dir) }()
		err = bill(context.Background(), os.Stdout, filepath.Join(dir, "billing.db"))
	}
	if err != nil {
		fmt.Println(err)
	}
	// Output:
	// Copy: is stored already
	// Monthly projects: monthly on last weekday, include through last day of previous month, where project != "P4", merge projects
	// Upkeep: on line schedules, where project = "P4"
	// run on 2026-02-16
	//     Upkeep: 750.00 NOK to Fjord Energi
	// run on 2026-02-27
	//     Monthly projects: 5706.68 EUR to Acme Nordic
	//     Monthly projects: 33.33 EUR to Acme Retail
	//     Monthly projects: 2000.00 SEK to City of Lund
	// run on 2026-02-27
}

var day = schedule.MustParseDate("2026-02-27")

// empty returns the path of a database without data, and a handle to it.
func empty(t *testing.T) (path string, db *sql.DB) {
	t.Helper()
	path = filepath.Join(t.TempDir(), "billing.db")
	db = handle(t, path)
	run(t, db, schemaSQL)
	return path, db
}

// filled returns the path of a database with the data and rules of the program, and a handle to it.
func filled(t *testing.T) (path string, db *sql.DB) {
	t.Helper()
	path, db = empty(t)
	run(t, db, billingSQL)
	if err := saveRules(t.Context(), io.Discard, db); err != nil {
		t.Fatal(err)
	}
	return path, db
}

func handle(t *testing.T, path string) *sql.DB {
	t.Helper()
	db, err := open(path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	return db
}

func run(t *testing.T, db *sql.DB, text string) {
	t.Helper()
	if _, err := db.ExecContext(t.Context(), text); err != nil {
		t.Fatal(err)
	}
}

func number(t *testing.T, db *sql.DB, text string) (n int) {
	t.Helper()
	if err := db.QueryRowContext(t.Context(), text).Scan(&n); err != nil {
		t.Fatal(err)
	}
	return n
}

func TestRulesAreReadBackEqual(t *testing.T) {
	_, db := filled(t)
	run(t, db, "DELETE FROM rules")
	var want []invoice.Rule
	for i, text := range []string{
		"manual, inactive",
		`weekly on Monday and Thursday at 08:00 in Europe/Stockholm, include time and fees through 1 day before run date, catch up latest`,
		`monthly last Friday except July, where (manager = 'Bo' or manager contains "x\\\"y") and amount > 10 EUR, split by project, notify user 'anna' on failure`,
		`once on 2026-03-01 through 2026-02-14, min amount 100, description "Åsa's 🐟"`,
	} {
		r, err := dsl.ParseRule(text)
		if err != nil {
			t.Fatal(err)
		}
		r.Name = fmt.Sprint("rule ", i)
		if err := saveRule(t.Context(), db, r); err != nil {
			t.Fatal(err)
		}
		want = append(want, r)
	}
	got, err := loadRules(t.Context(), db, nil)
	if err != nil || len(got) != len(want) {
		t.Fatalf("%d rules, %v", len(got), err)
	}
	for i := range want {
		if !got[i].Equal(want[i]) {
			t.Errorf("got %s, want %s", got[i], want[i])
		}
	}
}

func TestARuleIsStoredOnce(t *testing.T) {
	_, db := filled(t)
	for _, c := range []struct {
		reason, name, text string
		want               error
	}{
		{"another rule", "Daily", "daily", nil},
		{"another spelling of a stored one", "Copy", `monthly last weekday, where project is not "P4", merge projects, include through last day of last month`, errTaken},
		{"a stored name", "Upkeep", "weekly on Monday", errTaken},
	} {
		r, err := dsl.ParseRule(c.text)
		if err != nil {
			t.Fatal(err)
		}
		r.Name = c.name
		if err := saveRule(t.Context(), db, r); !errors.Is(err, c.want) {
			t.Errorf("%s: got %v, want %v", c.reason, err, c.want)
		}
	}
}

// TestWhatIsStoredIsCanonical stores what somebody wrote, without giving it a meaning first.
func TestWhatIsStoredIsCanonical(t *testing.T) {
	_, db := filled(t)
	var written dsl.Rule
	if err := written.Set("merge, monthly last weekday # month end"); err != nil {
		t.Fatal(err)
	}
	if _, err := db.ExecContext(t.Context(), "INSERT INTO rules VALUES ('x', ?, ?, ?)", dsl.Language, written, written.Fingerprint()); err != nil {
		t.Fatal(err)
	}
	var text string
	if err := db.QueryRowContext(t.Context(), "SELECT text FROM rules WHERE name = 'x'").Scan(&text); err != nil || text != "monthly on last weekday, merge projects" {
		t.Errorf("stored %q, %v", text, err)
	}
}

func TestARuleOfALaterLanguageIsNotRead(t *testing.T) {
	_, db := filled(t)
	run(t, db, "UPDATE rules SET language = 2 WHERE name = 'Upkeep'")
	if rules, err := loadRules(t.Context(), db, nil); err == nil {
		t.Errorf("got %v", rules)
	}
}

func TestTheSourceKeepsItsContract(t *testing.T) {
	_, db := filled(t)
	if err := invoicetest.TestSource(t.Context(), source{db}, "T1", "T5", "T8"); err != nil {
		t.Error(err)
	}
}

// counter counts statements.
type counter struct {
	querier
	statements int
}

func (c *counter) QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	c.statements++
	return c.querier.QueryContext(ctx, query, args...)
}

// TestARunMakesTwoStatementsAndOnePerBatch adds projects with a line each, which are a unit each, and varies how many lines make a batch.
func TestARunMakesTwoStatementsAndOnePerBatch(t *testing.T) {
	_, db := filled(t)
	run(t, db, `
		DELETE FROM transactions; DELETE FROM shares; DELETE FROM lines; DELETE FROM projects;
		WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 60)
		INSERT INTO projects SELECT 'P' || i, '', 'C' || i, '', '' FROM n;
		INSERT INTO lines SELECT 'L' || id, id, NULL, 'time-and-material', '', NULL FROM projects;
		INSERT INTO transactions SELECT 'T' || id, id, 'time', '2026-01-10', '10', 'EUR', 1, '' FROM lines;`)
	rule, err := dsl.ParseRule("monthly on last weekday, include through end of previous month")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ batchLines, batches int }{{0, 1}, {60, 1}, {30, 2}, {20, 3}, {1, 60}} {
		counted := &counter{querier: db}
		result, err := invoice.Collect(invoice.Run(t.Context(), invoice.Input{
			Rules: []invoice.Rule{rule}, Source: source{counted}, Through: day, BatchLines: c.batchLines,
		}))
		if err != nil || len(result.Drafts) != 60 {
			t.Fatalf("got %v, %v, want 60 drafts", result, err)
		}
		if want := 2 + c.batches; counted.statements != want {
			t.Errorf("batches of %d lines: %d statements, want %d", c.batchLines, counted.statements, want)
		}
	}
}

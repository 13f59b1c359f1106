package main

import (
	"context"
	"database/sql"
	"errors"
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"

	"github.com/proforma-go/proforma/dsl"
	"github.com/proforma-go/proforma/invoice"
	"github.com/proforma-go/proforma/invoice/invoicetest"
	"github.com/proforma-go/proforma/schedule"
)

// TestMain is the test binary, or, where the environment says so, a process that bills one night.
func TestMain(m *testing.M) {
	path := os.Getenv("SQLSTORE_NIGHT")
	if path == "" {
		os.Exit(m.Run())
	}
	if err := child(path, os.Getenv("SQLSTORE_NAME"), os.Getenv("SQLSTORE_RULE"), os.Getenv("SQLSTORE_DAY")); err != nil {
		os.Stderr.WriteString(err.Error())
		os.Exit(1)
	}
}

func child(path, name, text, day string) error {
	db, err := open(path)
	if err != nil {
		return err
	}
	defer func() { _ = db.Close() }()
	r, err := dsl.ParseRule(text)
	if err != nil {
		return err
	}
	r.Name = name
	through, err := schedule.ParseDate(day)
	if err != nil {
		return err
	}
	_, err = (&night{db: db, rules: []invoice.Rule{r}, through: through}).run(context.Background())
	return err
}

// process bills a night in a process of its own.
func process(ctx context.Context, path string, j invoicetest.Job) error {
	r := j.Rules[0]
	name := r.Name
	r.Name = ""
	text, err := dsl.NewRule(r)
	if err != nil {
		return err
	}
	c := exec.CommandContext(ctx, os.Args[0])
	c.Env = append(os.Environ(), "SQLSTORE_NIGHT="+path, "SQLSTORE_NAME="+name, "SQLSTORE_RULE="+text.String(), "SQLSTORE_DAY="+j.Through.String())
	if out, err := c.CombinedOutput(); err != nil {
		return errors.New(err.Error() + ": " + string(out))
	}
	return nil
}

// TestBooking attacks the program with several connections at once, and with several processes.
func TestBooking(t *testing.T) {
	path, db := empty(t)
	h := host(db)
	h.Process = func(ctx context.Context, j invoicetest.Job) error { return process(ctx, path, j) }
	h.NotTested = func(finding string) { t.Error(finding) }
	if err := invoicetest.TestBooking(t.Context(), h); err != nil {
		t.Error(err)
	}
}

// TestBookingFindsAnotherKey gives the ledger the key of claims by customer.
func TestBookingFindsAnotherKey(t *testing.T) {
	_, db := empty(t)
	run(t, db, "DROP TABLE billings;"+strings.Replace(billingsTable(t), "PRIMARY KEY (item, part)", "PRIMARY KEY (item, part, customer)", 1))
	err := invoicetest.TestBooking(t.Context(), host(db))
	if err == nil || !strings.Contains(err.Error(), "two jobs, one of which merges: claim T1/1 was booked twice") {
		t.Errorf("got %v", err)
	}
}

func billingsTable(t *testing.T) string {
	t.Helper()
	_, rest, ok := strings.Cut(schemaSQL, "CREATE TABLE billings")
	table, _, closed := strings.Cut(rest, ";\nCREATE INDEX")
	if !ok || !closed {
		t.Fatal("the schema has no table of billings")
	}
	return "CREATE TABLE billings" + table + ";"
}

// bookAll books outcomes, each in a transaction of its own, and returns those that were booked.
func bookAll(t *testing.T, db *sql.DB, outcomes []invoice.Outcome) (booked []invoice.Outcome) {
	t.Helper()
	for _, o := range outcomes {
		err := write(t.Context(), db, func(tx *sql.Conn) error { return book(t.Context(), tx, o) })
		switch {
		case err == nil:
			booked = append(booked, o)
		case !errors.Is(err, invoice.ErrConflict):
			t.Error(err)
		}
	}
	return booked
}

// TestMoneyDoubleAfterShareChange lets two runs read, and changes the line's customer in between: the second one is refused.
func TestMoneyDoubleAfterShareChange(t *testing.T) {
	_, db := filled(t)
	first := drafting(t, db)
	run(t, db, `DELETE FROM shares WHERE line = 'L4'; INSERT INTO shares VALUES ('L4', 1, 'New Owner', '100');`)
	second := drafting(t, db)
	if n := len(bookAll(t, db, first)); n == 0 || n != len(first) {
		t.Fatalf("%d of %d outcomes were booked", n, len(first))
	}
	if booked := bookAll(t, db, second); len(booked) != 0 {
		t.Errorf("%d outcomes were booked again", len(booked))
	}
	if minor := number(t, db, "SELECT sum(minor) FROM billings WHERE item = 'T6'"); minor != 10001 {
		t.Errorf("%d cents of 100.01 EUR are billed", minor)
	}
	if left := drafting(t, db); len(left) != 0 {
		t.Errorf("a later run drafts %v", left)
	}
}

// TestSharesThatChangedAfterAPartWasBilled holds the rest back instead of billing more than the whole.
func TestSharesThatChangedAfterAPartWasBilled(t *testing.T) {
	_, db := filled(t)
	booked := bookAll(t, db, drafting(t, db))
	key := ""
	for _, o := range booked {
		for _, d := range o.Drafts {
			if d.Customer == "Acme Retail" {
				key = d.Key
			}
		}
	}
	if c, err := credit(t.Context(), db, key); err != nil || c.Total.String() != "-33.33 EUR" {
		t.Fatalf("credited %s, %v", c.Total, err)
	}
	run(t, db, `UPDATE shares SET percent = CASE customer WHEN 'Acme Retail' THEN '60' ELSE '40' END`)
	_, backlog := read(t, db)
	at := slices.IndexFunc(backlog, func(b invoice.BacklogItem) bool { return b.Transaction == "T6" })
	if at < 0 || backlog[at].Reason != invoice.SharesChanged {
		t.Errorf("the backlog is %v", backlog)
	}
}

func TestTheLedgerIsOnlyAddedTo(t *testing.T) {
	_, db := filled(t)
	bookAll(t, db, drafting(t, db))
	for _, text := range []string{"UPDATE billings SET amount = '0 EUR'", "DELETE FROM billings"} {
		if _, err := db.ExecContext(t.Context(), text); err == nil {
			t.Errorf("%s is allowed", text)
		}
	}
}

package main

import (
	"database/sql"
	"sync"
	"testing"

	"github.com/proforma-go/proforma/invoice"
)

// TestNothingIsBookedTwice lets several runs read before any of them writes, which is the worst that can happen, and book at once, each
// through a connection pool of its own, as different processes do.
func TestNothingIsBookedTwice(t *testing.T) {
	path, db := filled(t)
	type runner struct {
		db     *sql.DB
		drafts []invoice.Draft
		booked []invoice.Draft
		err    error
	}
	runners := make([]runner, 4)
	for i := range runners {
		r := &runners[i]
		r.db = handle(t, path)
		result, err := draft(t.Context(), r.db, day)
		if err != nil || len(result.Drafts) != 3 {
			t.Fatalf("got %v, %v, want 3 drafts", result, err)
		}
		r.drafts = result.Drafts
	}
	var wg sync.WaitGroup
	for i := range runners {
		r := &runners[i]
		wg.Go(func() { r.booked, r.err = book(t.Context(), r.db, r.drafts) })
	}
	wg.Wait()
	booked := 0
	for i := range runners {
		if runners[i].err != nil {
			t.Errorf("run %d: %v", i, runners[i].err)
		}
		booked += len(runners[i].booked)
	}
	if booked != 3 {
		t.Errorf("%d drafts were booked, want 3", booked)
	}
	// T1, T2, T4, T5 and both shares of T6.
	if drafts, claims := number(t, db, "SELECT count(*) FROM drafts"), number(t, db, "SELECT count(*) FROM claims"); drafts != 3 || claims != 6 {
		t.Errorf("the tables hold %d drafts and %d claims, want 3 and 6", drafts, claims)
	}
	if left, err := draft(t.Context(), db, day); err != nil || len(left.Drafts) != 0 {
		t.Errorf("another run drafts %v, %v", left.Drafts, err)
	}
}

// TestAClaimThatAnotherDraftHas stores one of a draft's claims under another draft: nothing of the draft is stored then.
func TestAClaimThatAnotherDraftHas(t *testing.T) {
	_, db := filled(t)
	result, err := draft(t.Context(), db, day)
	if err != nil {
		t.Fatal(err)
	}
	exec(t, db, `
		INSERT INTO drafts VALUES ('by hand', '', '2026-02-01', 'City of Lund', '800.00', 'SEK');
		INSERT INTO claims VALUES ('T2', 'City of Lund', 1, '100', 'by hand');`)
	booked, err := book(t.Context(), db, result.Drafts)
	if err != nil || len(booked) != 2 {
		t.Errorf("booked %d drafts, %v, want 2", len(booked), err)
	}
	if n := number(t, db, "SELECT count(*) FROM claims WHERE item IN ('T1', 'T2')"); n != 1 {
		t.Errorf("%d claims on the two transactions, want the one by hand", n)
	}
	again, err := draft(t.Context(), db, day)
	if err != nil || len(again.Drafts) != 1 || again.Drafts[0].Total.String() != "1200" {
		t.Errorf("the next run drafts %v, %v, want what is left", again.Drafts, err)
	}
}

// TestSharesThatChangedAfterAPartWasBilled holds the rest back instead of billing more than the whole.
func TestSharesThatChangedAfterAPartWasBilled(t *testing.T) {
	_, db := filled(t)
	exec(t, db, `
		INSERT INTO drafts VALUES ('before', '', '2026-01-30', 'Acme Nordic', '66.68', 'EUR');
		INSERT INTO claims VALUES ('T6', 'Acme Nordic', 1, '66.67', 'before');
		UPDATE shares SET percent = CASE customer WHEN 'Acme Retail' THEN '60' ELSE '40' END;`)
	result, err := draft(t.Context(), db, day)
	if err != nil {
		t.Fatal(err)
	}
	for _, b := range result.Backlog {
		if b.Transaction == "T6" && b.Customer == "Acme Retail" && b.Reason == invoice.SharesChanged {
			return
		}
	}
	t.Errorf("the backlog is %v", result.Backlog)
}

package findings_test

import (
	"context"
	"errors"
	"iter"
	"strings"
	"testing"

	"github.com/proforma-go/proforma/invoice"
	"github.com/proforma-go/proforma/invoice/memory"
)

// index is a host with nothing but UNIQUE (transaction, part): an outcome is booked whole, or not at all.
type index map[invoice.Claim]bool

func (x index) book(r *invoice.Result) bool {
	var claims []invoice.Claim
	for i := range r.Drafts {
		for _, e := range r.Drafts[i].Billings() {
			if x[e.Claim()] {
				return false
			}
			claims = append(claims, e.Claim())
		}
	}
	for _, c := range claims {
		x[c] = true
	}
	return true
}

// A claim named the customer, so whatever changed the customer between two reads made another claim on the same money, and an index over
// claims let both through: 200 of 100 billed.
func TestTwoRunsThatMeetOnATransactionMakeTheSameClaim(t *testing.T) {
	paid := world(hours("T1", "100"))
	paid.Projects[0].BillingCustomer = "PAYER"
	other := world(hours("T1", "100"))
	other.Projects[0].BillingCustomer = "OTHER"
	moved := world(hours("T1", "100"))
	moved.Projects = append(moved.Projects, memory.Project{ID: "P2", Customer: "BOLT"})
	moved.Lines = append(moved.Lines, memory.Line{ID: "L2", Project: "P2"})
	moved.Transactions[0].Line = "L2"
	halves := []invoice.Share{share("A", "50"), share("B", "50")}
	turned := []invoice.Share{share("B", "50"), share("A", "50")}

	tests := []struct {
		name          string
		first, second memory.Data
		rules, again  string
	}{
		{"with another cut", paid, paid, "daily", "daily, merge projects"},
		{"with another payer", paid, other, "daily", "daily"},
		{"with another line and contract", world(hours("T1", "100")), moved, "daily", "daily"},
		{"with other shares", split("", halves, hours("T1", "100")), split("", []invoice.Share{share("C", "100")}, hours("T1", "100")), "daily", "daily"},
		{"with shares where there were none", world(hours("T1", "100")), split("", halves, hours("T1", "100")), "daily", "daily"},
		{"with customers in another order", split("", halves, hours("T1", "0.05")), split("", turned, hours("T1", "0.05")), "daily", "daily"},
		{"with another rounding customer", split("A", halves, hours("T1", "0.05")), split("B", halves, hours("T1", "0.05")), "daily", "daily"},
		{"with another amount", world(hours("T1", "100")), world(hours("T1", "140")), "daily", "daily"},
		{"under rules that are two jobs", world(hours("T1", "100")), world(hours("T1", "100")), `rule "Night" { daily }`, `rule "Run now" { daily, where kind = time }`},
	}
	for _, c := range tests {
		t.Run(c.name, func(t *testing.T) {
			first, second := run(t, c.rules, source(t, c.first), lastDay), run(t, c.again, source(t, c.second), lastDay)
			if len(first.Drafts) == 0 || len(second.Drafts) == 0 {
				t.Fatalf("a run drafts nothing: %v, %v", drafted(first), drafted(second))
			}
			host := index{}
			if !host.book(first) || host.book(second) {
				t.Errorf("booked both of %q and %q", details(first), details(second))
			}
			host = index{}
			if !host.book(second) || host.book(first) {
				t.Errorf("booked both of %q and %q", details(second), details(first))
			}
		})
	}
}

// The customers of one transaction were free of one another: of two runs over different shares each could book what the other had not named.
func TestRunsThatBillDifferentCustomersOfATransactionCollide(t *testing.T) {
	halves := []invoice.Share{share("A", "50"), share("B", "50")}
	waits := func(customer string) memory.Data {
		w := hours("T1", "100")
		w.Shares = []memory.ShareStatus{{Customer: customer, Status: invoice.Pending}}
		return split("", halves, w)
	}
	a, b := run(t, "daily", source(t, waits("B")), lastDay), run(t, "daily", source(t, waits("A")), lastDay)
	want(t, "first run", drafted(a), "A 50.00 EUR")
	want(t, "second run", drafted(b), "B 50.00 EUR")
	if host := (index{}); !host.book(a) || host.book(b) {
		t.Error("both were booked, though each divided the transaction without the other")
	}
}

// The source in memory compared whole lines and said yes or no by accident.
func TestTheSecondOfTwoRunsOverOneViewIsAConflict(t *testing.T) {
	d := world(hours("T1", "100"))
	d.Projects[0].BillingCustomer = "PAYER"
	s := source(t, d)
	view := s.AsOf(day(lastDay))
	a, b := run(t, "daily", view, lastDay), run(t, "daily, merge projects", view, lastDay)
	want(t, "first run", drafted(a), "PAYER 100.00 EUR")
	want(t, "second run", drafted(b), "ACME 100.00 EUR")
	book(t, s, a)
	if err := s.Book(b.Outcome()); !errors.Is(err, invoice.ErrConflict) {
		t.Errorf("booking the second gives %v", err)
	}
	again := run(t, "daily, merge projects", s, lastDay)
	want(t, "run again", drafted(again))
	want(t, "what it holds", held(again))
}

// movedLine is a transaction that the host has moved to another line.
type movedLine struct {
	invoice.Transaction
	line string
}

func (m movedLine) Line() string { return m.line }

// A host without a snapshot returned a transaction in two batches, under two lines with two customers, and the run drafted it for both.
func TestATransactionThatMovesBetweenTwoReadsOfOneRunIsAnError(t *testing.T) {
	d := world(hours("T1", "100"))
	d.Projects = append(d.Projects, memory.Project{ID: "P2", Customer: "BOLT"})
	d.Lines = append(d.Lines, memory.Line{ID: "L2", Project: "P2"})
	var seen invoice.Transaction
	s := changed{Source: source(t, d), transactions: func(_ context.Context, all iter.Seq2[invoice.Transaction, error]) iter.Seq2[invoice.Transaction, error] {
		return func(yield func(invoice.Transaction, error) bool) {
			if seen != nil {
				yield(movedLine{seen, "L2"}, nil)
				return
			}
			for x, err := range all {
				seen = x
				if !yield(x, err) {
					return
				}
			}
		}
	}}
	r, err := invoice.Collect(invoice.Run(t.Context(), invoice.Input{Rules: rules(t, "daily"), Source: s, Through: day(lastDay), BatchLines: 1}))
	if err == nil || !strings.Contains(err.Error(), "T1 twice") {
		t.Errorf("got error %v and %v", err, r)
	}
}

// shareStatus is a host that says by status what single customers were billed.
type shareStatus struct {
	invoice.Transaction
	billed string
}

func (s shareStatus) ShareStatus(customer string) (invoice.Status, bool) {
	return invoice.Billed, customer == s.billed
}

// A status for each customer knew no percentage and no amount: a payer or a share that changed after the first booking was billed in full,
// or billed for less, without a word.
func TestAStatusForOneCustomerCannotSayBilled(t *testing.T) {
	halves := []invoice.Share{share("A", "40"), share("B", "60")}
	s := changed{Source: source(t, split("", halves, hours("T1", "100"))), transactions: each(func(x invoice.Transaction) invoice.Transaction { return shareStatus{x, "A"} })}
	r := run(t, "daily", s, lastDay)
	want(t, "drafts", drafted(r))
	if n := len(r.Backlog); n != 2 || r.Backlog[1].Reason != invoice.Failed {
		t.Errorf("held: %q", held(r))
	}
	want(t, "the log", messages(r, invoice.Error), "failed T1: the share of A has the status billed: what single customers were billed is told by billings")
}

// The payer of a project changed after it was billed, and the new one was billed the whole again.
func TestANewPayerIsNotBilledWhatTheOldOnePaid(t *testing.T) {
	w := hours("T1", "100")
	s := source(t, world(w))
	book(t, s, run(t, "daily", s, lastDay))
	for _, e := range s.Ledger("T1") {
		w.Billings = append(w.Billings, e.Billing)
	}
	d := world(w)
	d.Projects[0].BillingCustomer = "NEW"
	for _, text := range []string{"daily", "daily, merge projects"} {
		r := run(t, text, source(t, d), lastDay)
		want(t, "drafts", drafted(r))
		want(t, "backlog", held(r))
	}
}

// The rest of a part that was drafted under a limit looked like a whole one to the host that booked it, and was billed never.
func TestTheRestOfAPartUnderALimitIsBilledWhenTheLimitIsRaised(t *testing.T) {
	d := world(hours("U1", "700"), on("2026-01-11", hours("U2", "600")))
	d.Lines[0].Limit = limit("1000")
	s := source(t, d)
	first := run(t, "daily, limit partial", s, lastDay)
	want(t, "first run", details(first), "U1/1 ACME 700.00", "U2/1 ACME 300.00")
	if open := first.Drafts[0].Billings(); open[0].Open || !open[1].Open {
		t.Errorf("the details do not tell which of them leaves something open: %+v", open)
	}
	book(t, s, first)
	for i := range d.Transactions {
		for _, e := range s.Ledger(d.Transactions[i].ID) {
			d.Transactions[i].Billings = append(d.Transactions[i].Billings, e.Billing)
		}
	}
	d.Lines[0].Limit = limit("5000")
	want(t, "after the limit is raised", details(run(t, "daily", source(t, d), lastDay)), "U2/2 ACME 300.00")
}

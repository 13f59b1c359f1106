package invoicetest_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/proforma-go/proforma/invoice"
	"github.com/proforma-go/proforma/invoice/invoicetest"
)

func TestBookingPassesAHostThatFollowsTheContract(t *testing.T) {
	var untested []string
	h := newHost().functions()
	h.NotTested = func(finding string) { untested = append(untested, finding) }
	if err := invoicetest.TestBooking(t.Context(), h); err != nil {
		t.Error(err)
	}
	if diff := cmp.Diff([]string{"not tested: the same night in processes: needs Process"}, untested); diff != "" {
		t.Errorf("not tested (-want +got):\n%s", diff)
	}
}

func TestBookingSaysWhatItDoesNotTest(t *testing.T) {
	whole := newHost().functions()
	untested := 0
	h := invoicetest.BookingHost{Fresh: whole.Fresh, Snapshot: whole.Snapshot, Book: whole.Book, Ledger: whole.Ledger, NotTested: func(string) { untested++ }}
	if err := invoicetest.TestBooking(t.Context(), h); err != nil || untested < 15 {
		t.Errorf("a host of four functions: %v, %d attacks were left out", err, untested)
	}
	h.Ledger = nil
	if err := invoicetest.TestBooking(t.Context(), h); err == nil {
		t.Error("a host without a ledger passes")
	}
}

// wrongHosts each do one thing otherwise than the contract says, and are found by the attack that is named.
var wrongHosts = []struct {
	name, attack, finding string
	change                func(*host)
}{
	{"claims by customer", "two jobs, one of which merges", "booked twice", func(h *host) { h.enter = enterByCustomer }},
	{"claims by customer, and another payer", "the payer changed between read and book", "booked twice", func(h *host) { h.enter = enterByCustomer }},
	{"books draft by draft", "the shares changed between read and book", "are billed of", func(h *host) { h.enter = enterDraftByDraft }},
	{"skips what is in conflict", "a night overtaken", "left behind", func(h *host) {
		h.conflict = func(*host, context.Context, *job, invoice.Outcome) error { return nil }
	}},
	{"has no fence for limits", "a limit between two jobs", "the limit is", func(h *host) {
		h.enter = func(h *host, o invoice.Outcome) error { o.Limits = nil; return h.source.Book(o) }
	}},
	{"fences what it has read", "two nights at a limit", "the limit is", func(h *host) { h.enter = enterByOldFence }},
	{"fences the limit that it has read", "a limit lowered between read and book", "the limit is", func(h *host) { h.enter = enterByOldLimit }},
	{"tries the same outcome again", "a night overtaken", "changed since", func(h *host) {
		h.conflict = func(h *host, _ context.Context, j *job, o invoice.Outcome) (err error) {
			for range 4 {
				err = h.try(j, o)
			}
			return err
		}
	}},
	{"gives up after one new snapshot", "a night overtaken three times", "changed since", func(h *host) {
		h.conflict = func(h *host, ctx context.Context, j *job, o invoice.Outcome) error {
			fresh, err := h.alone(ctx, j, o.Unit)
			if err != nil {
				return err
			}
			return h.try(j, fresh)
		}
	}},
	{"deletes what is cancelled", "one of two drafts cancelled", "is gone", func(h *host) { h.credit = creditByDeleting }},
	{"credits without an entry", "one of two drafts cancelled", "not in the ledger", func(h *host) {
		h.credit = func(*host, invoice.Draft, []invoice.Release) error { return nil }
	}},
	{"credits by the draft alone", "credit by two clerks", "are billed of", func(h *host) { h.credit = creditByDraft }},
	{"bills again what is written off", "a credit that is written off", "not in the ledger as it was booked", func(h *host) {
		h.credit = func(h *host, d invoice.Draft, release []invoice.Release) error {
			release = slices.Clone(release)
			for i := range release {
				release[i].WriteOff = false
			}
			return h.correct(d, release)
		}
	}},
	{"gives parts when it books", "one outcome booked twice", "are billed of", func(h *host) { h.enter = enterAtNextPart }},
	{"forgets what is open", "one outcome booked twice", "not in the ledger as it was booked", func(h *host) {
		h.enter = func(h *host, o invoice.Outcome) error {
			return h.source.Book(withDetails(o, func(d *invoice.LineDetail) { d.Open = !d.Open }))
		}
	}},
	{"has an error of its own for conflicts", "one outcome booked twice", "does not wrap ErrConflict", func(h *host) {
		h.enter = func(h *host, o invoice.Outcome) error {
			if h.source.Book(o) != nil {
				return errors.New("duplicate key")
			}
			return nil
		}
	}},
	{"has one draft for a slot", "work entered after the draft of its day", "is refused", func(h *host) { h.enter = enterOncePerSlot }},
	{"shows a moving snapshot", "a snapshot read after others booked", "has moved", func(h *host) {
		h.snapshot = func(h *host) invoice.Source { return h.source }
	}},
	{"marks before the last outcome", "a crash between two steps", "they go together", func(h *host) {
		h.begin = func(h *host, j *job) error { h.mu.Lock(); defer h.mu.Unlock(); h.mark(j); return nil }
	}},
	{"marks and tells in two transactions", "a crash between two steps", "they go together", func(h *host) { h.finish = finishInTwo }},
	{"tells whenever it runs", "the same night at once", "rows in the outbox", func(h *host) { h.finish = finishAlwaysTelling }},
	{"moves the watermark back", "an older night that ends later", "the watermark of rule Night is 2026-10-04", func(h *host) {
		h.finish = func(h *host, j *job, notices []invoice.Notice) error {
			err := h.end(j, notices)
			h.mu.Lock()
			defer h.mu.Unlock()
			for _, r := range j.due {
				if !j.Now {
					h.marks[r.Name] = j.Through
				}
			}
			return err
		}
	}},
	{"marks when it runs now", "run now beside a night", "the watermark of rule Now is 2026-10-05, expected none", func(h *host) {
		h.finish = func(h *host, j *job, notices []invoice.Notice) error { j.Now = false; return h.end(j, notices) }
	}},
	{"has booked before it commits", "a crash between two steps", "not committed", func(h *host) {
		h.transact = func(h *host, o invoice.Outcome, commit func() error) error {
			if err := h.enter(h, o); err != nil {
				return err
			}
			return commit()
		}
	}},
}

func TestBookingFindsWrongHosts(t *testing.T) {
	for _, w := range wrongHosts {
		t.Run(w.name, func(t *testing.T) {
			t.Parallel()
			h := newHost()
			w.change(h)
			err := invoicetest.TestBooking(t.Context(), h.functions())
			if f := finding(err, w.attack); f == nil || !strings.Contains(f.Error(), w.finding) {
				t.Errorf("%s: got %v, want %s; in all:\n%v", w.attack, f, w.finding, err)
			}
		})
	}
}

// finding returns what one attack found.
func finding(err error, attack string) error {
	joined, ok := err.(interface{ Unwrap() []error })
	if !ok {
		return nil
	}
	for _, e := range joined.Unwrap() {
		if b, ok := errors.AsType[*invoicetest.BookingError](e); ok && b.Attack == attack {
			return b
		}
	}
	return nil
}

// force enters what somebody believes to be right.
func (h *host) force(change func(ledger []invoice.LedgerEntry) ([]invoice.LedgerEntry, error)) error {
	ledger, err := change(h.ledger())
	if err != nil {
		return err
	}
	return h.load(h.data, ledger)
}

func taken(ledger []invoice.LedgerEntry, is func(invoice.LedgerEntry) bool) error {
	if slices.ContainsFunc(ledger, is) {
		return fmt.Errorf("a claim is taken: %w", invoice.ErrConflict)
	}
	return nil
}

func enterByCustomer(h *host, o invoice.Outcome) error {
	return h.force(func(ledger []invoice.LedgerEntry) ([]invoice.LedgerEntry, error) {
		for i := range o.Drafts {
			for _, e := range o.Drafts[i].Billings() {
				err := taken(ledger, func(x invoice.LedgerEntry) bool { return x.Claim() == e.Claim() && x.Customer == e.Customer })
				if err != nil {
					return nil, err
				}
				ledger = append(ledger, e)
			}
		}
		return ledger, nil
	})
}

func enterDraftByDraft(h *host, o invoice.Outcome) (err error) {
	for _, d := range o.Drafts {
		err = errors.Join(err, h.source.Book(invoice.Outcome{Drafts: []invoice.Draft{d}}))
	}
	return err
}

func enterByOldFence(h *host, o invoice.Outcome) error {
	for _, l := range o.Limits {
		if sum, err := l.Billed.Add(l.Drafted); err != nil || sum.Compare(l.Limit) > 0 {
			return fmt.Errorf("over the limit: %w", invoice.ErrConflict)
		}
	}
	o.Limits = nil
	return h.source.Book(o)
}

// enterByOldLimit knows what is billed by now, and not what the limit is by now.
func enterByOldLimit(h *host, o invoice.Outcome) error {
	d := h.data
	d.Contracts = slices.Clone(d.Contracts)
	for _, l := range o.Limits {
		for i := range d.Contracts {
			if c := &d.Contracts[i]; c.ID == l.Contract && l.Level == invoice.ContractLimit {
				c.Limit = &invoice.Limit{Amount: l.Limit.Decimal(), Currency: l.Limit.Currency()}
			}
		}
	}
	now := h.data
	if err := h.load(d, h.ledger()); err != nil {
		return err
	}
	err := h.source.Book(o)
	return errors.Join(err, h.load(now, h.ledger()))
}

func enterAtNextPart(h *host, o invoice.Outcome) error {
	next := make(map[string]int)
	for _, e := range h.ledger() {
		next[e.Transaction] = e.Part
	}
	return h.source.Book(withDetails(o, func(d *invoice.LineDetail) { next[d.Transaction]++; d.Part = next[d.Transaction] }))
}

// withDetails changes the details of a copy of an outcome.
func withDetails(o invoice.Outcome, change func(*invoice.LineDetail)) invoice.Outcome {
	o.Drafts = slices.Clone(o.Drafts)
	for i := range o.Drafts {
		d := &o.Drafts[i]
		d.Lines = slices.Clone(d.Lines)
		for j := range d.Lines {
			l := &d.Lines[j]
			l.Details = slices.Clone(l.Details)
			for k := range l.Details {
				change(&l.Details[k])
			}
		}
	}
	return o
}

func enterOncePerSlot(h *host, o invoice.Outcome) error {
	for i := range o.Drafts {
		for _, d := range h.drafts {
			if d.Slot() == o.Drafts[i].Slot() {
				return fmt.Errorf("slot %s is taken: %w", d.Slot(), invoice.ErrConflict)
			}
		}
	}
	return h.source.Book(o)
}

func creditByDeleting(h *host, d invoice.Draft, _ []invoice.Release) error {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.force(func(ledger []invoice.LedgerEntry) ([]invoice.LedgerEntry, error) {
		return slices.DeleteFunc(ledger, func(e invoice.LedgerEntry) bool {
			return slices.ContainsFunc(d.Billings(), func(x invoice.LedgerEntry) bool { return x.Claim() == e.Claim() })
		}), nil
	})
}

// creditByDraft knows what was drafted, not what was credited of it since.
func creditByDraft(h *host, d invoice.Draft, release []invoice.Release) error {
	credit, err := invoice.Correct(d, d.Billings(), release)
	if err != nil {
		return err
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	return enterAtNextPart(h, invoice.Outcome{Drafts: []invoice.Draft{credit}})
}

func finishInTwo(h *host, j *job, notices []invoice.Notice) error {
	h.mu.Lock()
	h.mark(j)
	h.mu.Unlock()
	return h.end(j, notices)
}

func finishAlwaysTelling(h *host, j *job, notices []invoice.Notice) error {
	h.mu.Lock()
	defer h.mu.Unlock()
	if err := j.At(invoicetest.StepCommit); err != nil {
		return err
	}
	h.mark(j)
	for _, n := range notices {
		h.outbox = append(h.outbox, notice{j.Through, n})
	}
	return nil
}

package invoicetest_test

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"

	"github.com/proforma-go/proforma/invoice"
	"github.com/proforma-go/proforma/invoice/invoicetest"
	"github.com/proforma-go/proforma/invoice/memory"
	"github.com/proforma-go/proforma/schedule"
)

// host is a billing host over package memory that follows the booking contract. Its first fields are what wrong hosts do otherwise.
type host struct {
	enter    func(*host, invoice.Outcome) error                          // what is written of an outcome
	transact func(h *host, o invoice.Outcome, commit func() error) error // the transaction around it, in mu
	conflict func(*host, context.Context, *job, invoice.Outcome) error   // after the first conflict of a unit
	credit   func(*host, invoice.Draft, []invoice.Release) error
	finish   func(*host, *job, []invoice.Notice) error // the last transaction
	snapshot func(*host) invoice.Source
	begin    func(*host, *job) error // after the snapshot

	unit sync.RWMutex // the lock on a unit's key, one for all: held alone for the last try, and with others by whoever else writes
	mu   sync.Mutex   // held by every transaction

	data   memory.Data
	source *memory.Source
	drafts map[string]invoice.Draft
	marks  map[string]schedule.Date
	outbox []notice
}

// notice is a row of the outbox: what it is about is unique.
type notice struct {
	through schedule.Date
	invoice.Notice
}

func newHost() *host {
	return &host{enter: (*host).enterOutcome, transact: (*host).transaction, conflict: (*host).again, credit: (*host).correct, finish: (*host).end,
		snapshot: func(h *host) invoice.Source { return h.source.AsOf(schedule.Date{}) }, begin: func(*host, *job) error { return nil }}
}

// functions are the host as TestBooking wants it.
func (h *host) functions() invoicetest.BookingHost {
	return invoicetest.BookingHost{
		Fresh: func(_ context.Context, d memory.Data) error {
			h.mu.Lock()
			defer h.mu.Unlock()
			h.drafts, h.marks, h.outbox = make(map[string]invoice.Draft), make(map[string]schedule.Date), nil
			return h.load(d, nil)
		},
		Change: func(_ context.Context, d memory.Data) error {
			h.mu.Lock()
			defer h.mu.Unlock()
			return h.load(d, h.ledger())
		},
		Snapshot: func(context.Context) (invoice.Source, func(), error) {
			h.mu.Lock()
			defer h.mu.Unlock()
			return h.snapshot(h), func() {}, nil
		},
		Book: func(_ context.Context, o invoice.Outcome) error { return h.book(o, func() error { return nil }) },
		Credit: func(_ context.Context, key string, release ...invoice.Release) error {
			h.mu.Lock()
			d, ok := h.drafts[key]
			h.mu.Unlock()
			if !ok {
				return fmt.Errorf("there is no draft %s", key)
			}
			return h.credit(h, d, release)
		},
		Ledger: func(context.Context) ([]invoice.LedgerEntry, error) {
			h.mu.Lock()
			defer h.mu.Unlock()
			return h.ledger(), nil
		},
		Night: h.night,
		Watermark: func(_ context.Context, rule string) (schedule.Date, error) {
			h.mu.Lock()
			defer h.mu.Unlock()
			return h.marks[rule], nil
		},
		Outbox: func(context.Context) ([]invoice.Notice, error) {
			h.mu.Lock()
			defer h.mu.Unlock()
			var all []invoice.Notice
			for _, n := range h.outbox {
				all = append(all, n.Notice)
			}
			return all, nil
		},
	}
}

// load fills a new source with data and a ledger.
func (h *host) load(d memory.Data, ledger []invoice.LedgerEntry) (err error) {
	d.Transactions = slices.Clone(d.Transactions)
	for i := range d.Transactions {
		t := &d.Transactions[i]
		t.Billings = nil
		for _, e := range ledger {
			if e.Transaction == t.ID {
				t.Billings = append(t.Billings, e.Billing)
			}
		}
	}
	h.data = d
	h.source, err = memory.New(d)
	return err
}

func (h *host) ledger() []invoice.LedgerEntry {
	var ids []string
	for i := range h.data.Transactions {
		ids = append(ids, h.data.Transactions[i].ID)
	}
	return h.source.Ledger(ids...)
}

// book is the transaction of an outcome, beside others.
func (h *host) book(o invoice.Outcome, commit func() error) error {
	h.unit.RLock()
	defer h.unit.RUnlock()
	return h.bookIn(o, commit)
}

func (h *host) bookIn(o invoice.Outcome, commit func() error) error {
	h.mu.Lock()
	defer h.mu.Unlock()
	if err := h.transact(h, o, commit); err != nil {
		return err
	}
	for _, d := range o.Drafts {
		h.drafts[d.Key] = d
	}
	return nil
}

// transaction gives way to a crash before it writes: a memory source writes all at once, and cannot take it back.
func (h *host) transaction(o invoice.Outcome, commit func() error) error {
	if err := commit(); err != nil {
		return err
	}
	return h.enter(h, o)
}

func (h *host) enterOutcome(o invoice.Outcome) error { return h.source.Book(o) }

// correct books a credit: one that meets something else is made again from the ledger as it is then.
func (h *host) correct(d invoice.Draft, release []invoice.Release) (err error) {
	for range 10 {
		h.mu.Lock()
		ledger := h.ledger()
		h.mu.Unlock()
		credit, err := invoice.Correct(d, ledger, release)
		if err != nil {
			return err
		}
		if err = h.book(invoice.Outcome{Drafts: []invoice.Draft{credit}}, func() error { return nil }); !errors.Is(err, invoice.ErrConflict) {
			return err
		}
	}
	return err
}

// job is a night that has read.
type job struct {
	invoicetest.Job
	after map[string]schedule.Date
	due   []invoice.Rule
}

func (j *job) input(s invoice.Source) invoice.Input {
	return invoice.Input{Rules: j.due, Source: s, Through: j.Through, AfterRule: j.after, RunNow: j.Now}
}

// errGone says that a unit is not there any more: what belonged to it is in other ones.
var errGone = errors.New("the unit is gone")

func (h *host) night(ctx context.Context, work invoicetest.Job) error {
	for {
		if err := h.once(ctx, &job{Job: work}); !errors.Is(err, errGone) {
			return err
		}
	}
}

func (h *host) once(ctx context.Context, j *job) error {
	h.mu.Lock()
	source := h.snapshot(h)
	j.after = make(map[string]schedule.Date)
	for _, r := range j.Rules {
		if mark := h.marks[r.Name]; j.Now || mark.Before(j.Through) {
			j.due, j.after[r.Name] = append(j.due, r), mark
		}
	}
	h.mu.Unlock()
	if err := cmp.Or(j.At(invoicetest.StepSnapshot), h.begin(h, j)); err != nil {
		return err
	}
	var notices []invoice.Notice
	for o, err := range invoice.Run(ctx, j.input(source)) {
		if err != nil {
			return err
		}
		notices = append(notices, o.Notices...)
		if err := h.settle(ctx, j, o); err != nil {
			return err
		}
	}
	if err := j.At(invoicetest.StepFinish); err != nil {
		return err
	}
	if err := h.finish(h, j, notices); err != nil {
		return err
	}
	return j.At(invoicetest.StepFinished)
}

// settle books one outcome, whatever happens beside it.
func (h *host) settle(ctx context.Context, j *job, o invoice.Outcome) error {
	err := h.try(j, o)
	if errors.Is(err, invoice.ErrConflict) {
		return h.conflict(h, ctx, j, o)
	}
	return err
}

func (h *host) try(j *job, o invoice.Outcome) error {
	if len(o.Drafts) == 0 {
		return nil
	}
	if err := j.At(invoicetest.StepBook); err != nil {
		return err
	}
	if err := h.book(o, func() error { return j.At(invoicetest.StepCommit) }); err != nil {
		return err
	}
	return j.At(invoicetest.StepBooked)
}

// again runs a unit again from new snapshots, and then under the lock.
func (h *host) again(ctx context.Context, j *job, o invoice.Outcome) error {
	for range 3 {
		fresh, err := h.alone(ctx, j, o.Unit)
		if err == nil {
			err = h.try(j, fresh)
		}
		if !errors.Is(err, invoice.ErrConflict) {
			return err
		}
	}
	h.unit.Lock()
	defer h.unit.Unlock()
	fresh, err := h.alone(ctx, j, o.Unit)
	if err != nil || len(fresh.Drafts) == 0 {
		return err
	}
	return h.bookIn(fresh, func() error { return j.At(invoicetest.StepCommit) })
}

// alone returns the outcome of one unit, from a new snapshot.
func (h *host) alone(ctx context.Context, j *job, unit string) (invoice.Outcome, error) {
	h.mu.Lock()
	source := h.snapshot(h)
	h.mu.Unlock()
	for o, err := range invoice.Run(ctx, j.input(source)) {
		if err != nil || o.Unit == unit {
			return o, err
		}
	}
	return invoice.Outcome{}, errGone
}

// end writes watermarks and outbox.
func (h *host) end(j *job, notices []invoice.Notice) error {
	h.mu.Lock()
	defer h.mu.Unlock()
	if err := j.At(invoicetest.StepCommit); err != nil {
		return err
	}
	h.mark(j)
	for _, n := range notices {
		h.tell(j, n)
	}
	return nil
}

// mark moves watermarks forward, never back.
func (h *host) mark(j *job) {
	for _, r := range j.due {
		if !j.Now && h.marks[r.Name].Before(j.Through) {
			h.marks[r.Name] = j.Through
		}
	}
}

// tell puts a notice into the outbox, once for a rule, a window's end, an occasion and a recipient.
func (h *host) tell(j *job, n invoice.Notice) {
	if !slices.ContainsFunc(h.outbox, func(x notice) bool {
		return x.through == j.Through && x.Rule == n.Rule && x.On == n.On && x.Recipient == n.Recipient
	}) {
		h.outbox = append(h.outbox, notice{j.Through, n})
	}
}

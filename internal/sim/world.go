package sim

import (
	"fmt"
	"math/rand/v2"
	"slices"

	"github.com/shopspring/decimal"

	"github.com/proforma-go/proforma/invoice"
	"github.com/proforma-go/proforma/schedule"
)

// The host's rows. Slices and pointers inside a row are never written to: a change puts a new one in their place, so that a copy of the rows is a
// snapshot.
type (
	project struct{ id, customer, payer, manager string }

	contract struct {
		id, currency, hold string
		caps
	}

	line struct {
		id, project, contract string
		method                invoice.BillingMethod
		schedule              *invoice.LineSchedule
		shares                []invoice.Share
		rounding              string
		sequence              int
		caps
	}

	transaction struct {
		id, line    string
		kind        invoice.Kind
		date        schedule.Date
		amount      decimal.Decimal
		currency    string
		quantity    decimal.NullDecimal
		price       decimal.NullDecimal
		status      invoice.Status
		shareStatus []customerStatus
		shares      []invoice.Share
		rounding    string
		billing     invoice.BillingType
		person      string
		ledger      []invoice.Billing
		history     *history
	}

	customerStatus struct {
		customer string
		status   invoice.Status
	}

	// caps are the limits of a line or contract: over all customers, and of single ones.
	caps struct {
		limit     *limit
		customers []limit
	}

	limit struct {
		customer, currency string
		amount             decimal.Decimal
	}
)

// history is what the oracle remembers of a transaction.
type history struct {
	most, least decimal.Decimal // amounts that it ever had; zero among them
	changed     bool            // since its first entry: nothing but those bounds can be said of what was billed
	writtenOff  decimal.Decimal
}

// rows are everything that a run reads, as it stands at one moment.
type rows struct {
	day          schedule.Date
	projects     []project
	contracts    []contract
	lines        []line
	transactions []transaction
	rules        []invoice.Rule
	done         map[string]schedule.Date // per rule, through which day its windows are dealt with
	book         []entry
}

// entry is a row of the host's ledger: unique over transaction and part, and kept with the line and contract under which it was billed.
type entry struct {
	invoice.LedgerEntry
	line, contract string
	milestone      bool
}

// World is a host and all that it has.
type World struct {
	rows
	seed    uint64
	night   int
	rng     *rand.Rand
	opts    Options
	ids     int
	keys    map[string]bool // of booked drafts
	claims  map[string]bool // that the index of the host knows
	drafts  []invoice.Draft // booked
	trace   []string
	running bool // a run has read a snapshot and is not booked yet

	Stats Stats
}

// Options says how a world is run.
type Options struct {
	Nights int
	Drop   func(night, step int) bool // steps that do not take place; nil: all do
	Trace  bool                       // keep what happened
	// DoubleKeyed is a wrong host: its index is unique over transaction, customer and part.
	DoubleKeyed bool
}

// Stats counts what happened in a world.
type Stats struct {
	Nights, Runs, Drafts, Entries, Conflicts, Credits, Crashes, Holds, Reasons int
}

// Add adds the counts of another world.
func (s *Stats) Add(o Stats) {
	s.Nights += o.Nights
	s.Runs += o.Runs
	s.Drafts += o.Drafts
	s.Entries += o.Entries
	s.Conflicts += o.Conflicts
	s.Credits += o.Credits
	s.Crashes += o.Crashes
	s.Holds += o.Holds
	s.Reasons += o.Reasons
}

// Violation is an invariant that did not hold.
type Violation struct {
	Check   string // the invariant's name
	Night   int
	Message string
	Trace   []string
}

func (v *Violation) Error() string {
	return fmt.Sprintf("night %d: %s: %s", v.Night, v.Check, v.Message)
}

func (w *World) failf(check, format string, args ...any) {
	panic(&Violation{Check: check, Night: w.night, Message: fmt.Sprintf(format, args...), Trace: w.trace})
}

func (w *World) note(format string, args ...any) {
	if w.opts.Trace {
		w.trace = append(w.trace, fmt.Sprintf("%s  ", w.day)+fmt.Sprintf(format, args...))
	}
}

var firstDay = schedule.MustParseDate("2026-01-20")

// setupStep is the number of the step that makes the world, and runStep of the one that bills it.
const (
	setupStep = -2
	runStep   = -1
)

// Run runs one world and returns the first invariant that did not hold; nil where all did.
func Run(seed uint64, o Options) (stats Stats, v *Violation) {
	w := &World{seed: seed, opts: o, keys: make(map[string]bool), claims: make(map[string]bool)}
	defer func() {
		stats = w.Stats
		if p := recover(); p != nil {
			var ok bool
			if v, ok = p.(*Violation); !ok {
				panic(p)
			}
		}
	}()
	w.day = firstDay
	w.done = make(map[string]schedule.Date)
	w.reseed(setupStep)
	w.setUp()
	for w.night = 1; w.night <= o.Nights; w.night++ {
		w.day = firstDay.AddDays(w.night)
		w.reseed(0)
		for step := range 1 + w.rng.IntN(6) {
			if o.Drop == nil || !o.Drop(w.night, step) {
				w.reseed(step + 1)
				w.step()
			}
		}
		if o.Drop == nil || !o.Drop(w.night, runStep) {
			w.reseed(runStep)
			w.runNight()
		}
		w.Stats.Nights++
	}
	return w.Stats, nil
}

// reseed makes the randomness of one step depend on nothing but seed, night and step, so that the others stay as they are where one is left out.
func (w *World) reseed(step int) {
	w.rng = rand.New(rand.NewPCG(w.seed, uint64(w.night)<<16|uint64(step+8)))
}

// snapshot is the rows as they stand.
func (w *World) snapshot() *rows {
	s := w.rows
	s.projects, s.contracts, s.lines = slices.Clone(s.projects), slices.Clone(s.contracts), slices.Clone(s.lines)
	s.transactions, s.rules = slices.Clone(s.transactions), slices.Clone(s.rules)
	s.done = make(map[string]schedule.Date, len(w.done))
	for r, d := range w.done {
		s.done[r] = d
	}
	s.book = slices.Clip(s.book)
	return &s
}

func (r *rows) project(id string) *project {
	i := slices.IndexFunc(r.projects, func(p project) bool { return p.id == id })
	return &r.projects[i]
}

func (r *rows) line(id string) *line {
	i := slices.IndexFunc(r.lines, func(l line) bool { return l.id == id })
	return &r.lines[i]
}

// contract returns nil for the project's own contract.
func (r *rows) contract(id string) *contract {
	if i := slices.IndexFunc(r.contracts, func(c contract) bool { return c.id == id }); i >= 0 {
		return &r.contracts[i]
	}
	return nil
}

func (r *rows) transaction(id string) *transaction {
	i := slices.IndexFunc(r.transactions, func(t transaction) bool { return t.id == id })
	return &r.transactions[i]
}

// billed is what was billed to date under a limit, less credits. Milestones are under none.
func (r *rows) billed(line, contract string, l *limit) decimal.Decimal {
	sum := decimal.Decimal{}
	for i := range r.book {
		e := &r.book[i]
		if e.milestone || line != "" && e.line != line || line == "" && e.contract != contract || l.customer != "" && e.Customer != l.customer ||
			e.Amount.Currency() != l.currency {
			continue
		}
		sum = sum.Add(e.Amount.Decimal())
	}
	return sum
}

func (t *transaction) value() invoice.Amount { return invoice.NewAmount(t.amount, t.currency) }

// chargeable is the amount that is to be billed.
func (t *transaction) chargeable() decimal.Decimal {
	if t.billing == 0 || t.billing == invoice.Chargeable {
		return t.amount
	}
	return decimal.Decimal{}
}

// change notes that the amount, or whose it is, is another one than before, or than a run that is under way has read.
func (w *World) change(t *transaction) {
	h := *t.history
	h.changed = h.changed || len(t.ledger) > 0 || w.running
	h.most, h.least = decimal.Max(h.most, t.chargeable()), decimal.Min(h.least, t.chargeable())
	t.history = &h
}

func identity(r *invoice.Rule) string {
	if r.ID != "" {
		return r.ID
	}
	return r.Name
}

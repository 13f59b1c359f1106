package sim

import (
	"slices"

	"github.com/proforma-go/proforma/invoice"
)

// Contracts, lines and customers: shares, payers, order, limits, holds.

func (w *World) changedOnLine(id string) {
	for i := range w.transactions {
		if t := &w.transactions[i]; t.line == id {
			w.change(t)
		}
	}
}

func (w *World) someLine() *line { return &w.lines[w.rng.IntN(len(w.lines))] }

func (w *World) resplitLine() {
	l := w.someLine()
	l.shares, l.rounding = w.makeShares()
	w.changedOnLine(l.id)
	w.note("shares of %s are %v, rounding %q", l.id, l.shares, l.rounding)
}

// reorder lists a line's customers in another order, which moves no cent that was billed.
func (w *World) reorder() {
	l := w.someLine()
	l.shares = slices.Clone(l.shares)
	w.rng.Shuffle(len(l.shares), func(i, j int) { l.shares[i], l.shares[j] = l.shares[j], l.shares[i] })
	w.note("customers of %s are listed %v", l.id, l.shares)
}

// changeRounding names another rounding customer, which moves no cent that was billed.
func (w *World) changeRounding() {
	l := w.someLine()
	l.rounding = ""
	if s := pick(w, append([]invoice.Share{{}}, l.shares...)); !s.Percent.IsZero() {
		l.rounding = s.Customer
	}
	w.note("rounding customer of %s is %q", l.id, l.rounding)
}

func (w *World) changePayer() {
	p := &w.projects[w.rng.IntN(len(w.projects))]
	if w.chance(30) {
		p.customer = pick(w, customers)
	}
	p.payer = w.makePayer()
	for i := range w.lines {
		if w.lines[i].project == p.id {
			w.changedOnLine(w.lines[i].id)
		}
	}
	w.note("customer of %s is %s, payer %q", p.id, p.customer, p.payer)
}

// changeLimit sets, lifts or changes limits. While a run is under way only the amounts change: a fence says which limits a run has seen, so one
// that is new since then is the host's to look for.
func (w *World) changeLimit() {
	if w.running {
		w.changeAmounts()
		return
	}
	if w.chance(50) {
		l := w.someLine()
		l.caps = w.makeCaps(50)
		w.note("limits of %s are %v", l.id, &l.caps)
		return
	}
	c := &w.contracts[w.rng.IntN(len(w.contracts))]
	c.caps = w.makeCaps(50)
	w.note("limits of %s are %v", c.id, &c.caps)
}

func (w *World) changeAmounts() {
	of := &w.contracts[w.rng.IntN(len(w.contracts))].caps
	if w.chance(50) {
		of = &w.someLine().caps
	}
	c := caps{customers: slices.Clone(of.customers)}
	if of.limit != nil {
		c.limit = &limit{"", of.limit.currency, w.makeLimit("").amount}
	}
	for i := range c.customers {
		c.customers[i].amount = w.makeLimit("").amount
	}
	*of = c
	w.note("limits of a line or contract are %v", of)
}

func (c *caps) String() string {
	s := ""
	if c.limit != nil {
		s = c.limit.amount.String() + " " + c.limit.currency
	}
	for _, l := range c.customers {
		s += " " + l.customer + ": " + l.amount.String() + " " + l.currency
	}
	return "[" + s + "]"
}

func (w *World) hold() {
	c := &w.contracts[w.rng.IntN(len(w.contracts))]
	if c.hold == "" {
		c.hold = "in dispute"
	} else {
		c.hold = ""
	}
	w.note("hold of %s is %q", c.id, c.hold)
}

func (w *World) changeSchedule() {
	l := w.someLine()
	l.schedule = pick(w, lineSchedules)
	w.note("another schedule of %s", l.id)
}

func (w *World) changeContract() {
	l := w.someLine()
	l.contract = ""
	if w.chance(80) {
		l.contract = pick(w, w.contracts).id
	}
	w.note("contract of %s is %q", l.id, l.contract)
}

func (w *World) addLine() {
	if len(w.lines) < 8 {
		l := w.makeLine()
		w.lines = append(w.lines, l)
		w.note("add line %s", l.id)
	}
}

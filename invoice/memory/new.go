package memory

import (
	"errors"
	"fmt"
	"maps"
	"slices"

	"github.com/shopspring/decimal"

	"github.com/proforma-go/proforma/invoice"
)

// The most that a number may have. Anything beyond is a mistake or an attack: 1e999999999 would take a gigabyte to write out.
const (
	maxDigits   = 40
	maxExponent = 30
)

// maxFindings bounds what [New] and [Source.Book] report at once.
const maxFindings = 20

// findings gathers errors in order, up to maxFindings of them.
type findings struct {
	errs []error
	more int
}

func (f *findings) addf(format string, args ...any) {
	if len(f.errs) == maxFindings {
		f.more++
		return
	}
	f.errs = append(f.errs, fmt.Errorf(format, args...))
}

func (f *findings) err() error {
	if f.more > 0 {
		return errors.Join(append(slices.Clip(f.errs), fmt.Errorf("and %d more", f.more))...)
	}
	return errors.Join(f.errs...)
}

// CheckNumber refuses a number with more than 40 digits or an exponent beyond 30, which no amount, quantity or percentage has.
func CheckNumber(d decimal.Decimal) error {
	if e := d.Exponent(); e > maxExponent || e < -maxExponent {
		return fmt.Errorf("a number with an exponent of %d, expected at most %d", e, maxExponent)
	}
	if n := d.NumDigits(); n > maxDigits {
		return fmt.Errorf("a number with %d digits, expected at most %d", n, maxDigits)
	}
	return nil
}

// New makes a source of a copy of the data. It refuses, with up to 20 errors joined: an empty id, an id twice, a line of an unknown
// project, a transaction of an unknown line, and a number that [CheckNumber] refuses. What is well-formed but wrong, such as shares
// that total 90, is left for the engine to find. Maps and slices inside the structs are not to be changed afterwards.
func New(d Data) (*Source, error) {
	f := &fixed{
		projects:  slices.Clone(d.Projects),
		contracts: slices.Clone(d.Contracts),
		lines:     slices.Clone(d.Lines),
		linesOf:   make(map[string][]int),
		rowsOf:    make([][]int, len(d.Lines)),
	}
	var bad findings
	f.project = index(&bad, "project", f.projects, func(p *Project) string { return p.ID })
	f.contract = index(&bad, "contract", f.contracts, func(c *Contract) string { return c.ID })
	f.line = index(&bad, "line", f.lines, func(l *Line) string { return l.ID })
	for i := range f.projects {
		f.projects[i].Attributes = normalAttributes(f.projects[i].Attributes)
	}
	for i := range f.contracts {
		f.contracts[i].Attributes = normalAttributes(f.contracts[i].Attributes)
		checkContract(&bad, &f.contracts[i])
	}
	for i := range f.lines {
		f.addLine(&bad, i)
	}
	rows := make([]*Transaction, len(d.Transactions))
	for i := range d.Transactions {
		t := d.Transactions[i]
		t.Attributes = normalAttributes(t.Attributes)
		rows[i] = &t
	}
	f.transaction = index(&bad, "transaction", rows, func(t **Transaction) string { return (*t).ID })
	for i, t := range rows {
		checkTransaction(&bad, t)
		if at, ok := f.line[t.Line]; ok {
			f.rowsOf[at] = append(f.rowsOf[at], i)
		} else {
			bad.addf("transaction %q: line %q is not there", t.ID, t.Line)
		}
	}
	if err := bad.err(); err != nil {
		return nil, err
	}
	s := &Source{fixed: f}
	s.state.Store(f.opening(rows))
	return s, nil
}

func index[T any](bad *findings, what string, all []T, id func(*T) string) map[string]int {
	m := make(map[string]int, len(all))
	for i := range all {
		key := id(&all[i])
		if key == "" {
			bad.addf("%s number %d has no id", what, i+1)
		} else if first, twice := m[key]; twice {
			bad.addf("%s %q is there twice, as number %d and number %d", what, key, first+1, i+1)
		} else {
			m[key] = i
		}
	}
	return m
}

// addLine files line i under its project and makes the contract that it names, where that is not there.
func (f *fixed) addLine(bad *findings, i int) {
	l := &f.lines[i]
	l.Attributes = normalAttributes(l.Attributes)
	if _, ok := f.project[l.Project]; !ok {
		bad.addf("line %q: project %q is not there", l.ID, l.Project)
	}
	f.linesOf[l.Project] = append(f.linesOf[l.Project], i)
	if _, ok := f.contract[l.Contract]; !ok && l.Contract != "" {
		f.contract[l.Contract] = len(f.contracts)
		f.contracts = append(f.contracts, Contract{ID: l.Contract})
	}
	checkLimits(bad, "line", l.ID, l.Limit, l.CustomerLimits)
}

func checkContract(bad *findings, c *Contract) {
	checkLimits(bad, "contract", c.ID, c.Limit, c.CustomerLimits)
}

func checkLimits(bad *findings, what, id string, l *invoice.Limit, customers []CustomerLimit) {
	if l != nil {
		checkNumber(bad, what, id, "limit", l.Amount)
		checkNumber(bad, what, id, "billed amount", l.Billed)
	}
	for _, c := range customers {
		checkNumber(bad, what, id, "limit of "+c.Customer, c.Limit.Amount)
		checkNumber(bad, what, id, "billed amount of "+c.Customer, c.Limit.Billed)
	}
}

func checkTransaction(bad *findings, t *Transaction) {
	checkNumber(bad, "transaction", t.ID, "amount", t.Amount)
	checkNumber(bad, "transaction", t.ID, "quantity", t.Quantity.Decimal)
	checkNumber(bad, "transaction", t.ID, "price", t.Price.Decimal)
}

func checkNumber(bad *findings, what, id, which string, d decimal.Decimal) {
	if err := CheckNumber(d); err != nil {
		bad.addf("%s %q: %s: %w", what, id, which, err)
	}
}

// opening is the state before anything is booked: what the data themselves say was billed counts towards the limits.
func (f *fixed) opening(rows []*Transaction) *state {
	s := &state{rows: rows, totals: make(totals)}
	for at, indices := range f.rowsOf {
		l := &f.lines[at]
		c := f.contractOf(l)
		if !limited(l, c) {
			continue
		}
		for _, i := range indices {
			for _, e := range rows[i].Billings {
				s.totals.add(l, c, rows[i].Kind, e.Customer, e.Amount.Decimal(), e.Amount.Currency())
			}
			for _, d := range f.billedWhole(rows[i], l) {
				s.totals.add(l, c, rows[i].Kind, d.Customer, d.Amount.Decimal(), d.Amount.Currency())
			}
		}
	}
	s.totals = maps.Clone(s.totals)
	return s
}

func limited(l *Line, c *Contract) bool {
	return l.Limit != nil || len(l.CustomerLimits) > 0 || (c != nil && (c.Limit != nil || len(c.CustomerLimits) > 0))
}

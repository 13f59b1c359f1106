package invoice

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/shopspring/decimal"
)

// What is left of an item after its billings, and of whom, is worked out here and nowhere else: for what a host reports, and for what a
// run drafted on one occurrence and looks at again on the next.

// division is what is divided between customers.
type division struct {
	amount   exact    // in minor units; zero where it is not chargeable
	quantity Quantity // absent where there is none
	scale    int32    // decimals at which parts of the quantity are rounded
	price    Amount   // absent where there is none
	money    *denomination
	shares   *shares
	payer    string // who pays where the shares name nobody; its project's customer then is the same one
	customer string
}

// stake is one customer of a division: what it was billed, and what it is due.
type stake struct {
	open   bool  // it has no entry, or its last one says so
	last   int   // index of the entry with its highest part; -1: none
	paid   bool  // an entry has an amount that is not zero
	net    exact // billed less credited, in minor units
	owed   exact // what it is due; zero unless it is open
	units  exact // of the quantity, likewise
	redo   []int // the entries that are taken back before the share is billed anew at another price
	redone exact // what they come to
}

// leftover is what is left of a division after its billings.
type leftover struct {
	left   exact   // in minor units
	units  exact   // of the quantity
	hours  bool    // whether the quantity can be told: no entry without one stands beside it
	stakes []stake // per customer, as listed; one where nobody is
	reason Reason  // SharesChanged or AmountChanged, where nothing can be divided; else ""
	note   string
	was    string // with SharesChanged: the shares that were, and those that are
	is     string
	stray  bool   // what closed customers owe has changed: nobody is billed it
	bound  string // who was billed where the shares name nobody; "": nobody was
}

func (r *leftover) close() {
	for i := range r.stakes {
		r.stakes[i].open, r.stakes[i].owed, r.stakes[i].units = false, exact{}, exact{}
	}
}

var (
	oneMinor     = exactInt(1)
	wholePercent = NewPercent(decimal.NewFromInt(100))
)

// rest works out what is left after the entries, which are in order of part. What is wrong with an entry is an error.
func (d *division) rest(entries []Billing) (leftover, error) {
	r := leftover{left: d.amount, units: exactQuantity(d.quantity, d.scale), hours: d.quantity.Valid(), stakes: make([]stake, max(1, len(d.shares.customers)))}
	for i := range r.stakes {
		r.stakes[i] = stake{open: true, last: -1}
	}
	var former []stake // who was billed and has no share now
	counted, charged := false, false
	for i := range entries {
		e := &entries[i]
		if err := d.check(entries, i); err != nil {
			return r, err
		}
		s := d.stakeOf(&r, &former, entries, e.Customer)
		amount, units := exactOf(e.Amount, d.money.decimals), exactQuantity(e.Quantity, d.scale)
		s.net, s.open, s.last = s.net.add(amount), e.Open, i
		s.paid = s.paid || !e.Amount.IsZero()
		counted = counted || e.Quantity.Valid()
		charged = charged || !e.Amount.IsZero()
		// What was written off is spent, so a credit that does not reopen its customer counts for nothing; but where the amount has the other sign
		// by now, none of it is to be given back a second time.
		lapsed := e.Reverses != 0 && amount.sign()*d.amount.sign() > 0
		if e.Reverses == 0 || e.Open || lapsed {
			spent := amount
			if !lapsed {
				spent = spent.add(exactOf(e.Waived, d.money.decimals))
			}
			r.left, r.units = r.left.sub(spent), r.units.sub(units)
			s.owed, s.units = s.owed.sub(spent), s.units.sub(units)
		}
	}
	r.hours = r.hours && (counted || !charged)
	if s := &r.stakes[0]; len(d.shares.customers) == 0 && s.last >= 0 && s.net.sign() != 0 {
		r.bound = entries[s.last].Customer
	}
	d.entitle(&r)
	nothing := r.left.abs().cmp(oneMinor) < 0
	switch changed := d.sharesChanged(&r, former, entries); {
	case changed && !nothing:
		r.reason, r.was, r.is = SharesChanged, d.sharesWere(entries), d.shares.text(d.payer)
		r.note = fmt.Sprintf("billed before to %s; the shares are %s now", r.was, r.is)
		return r, nil
	case changed, nothing && !slices.ContainsFunc(r.stakes, stake.isFresh):
		r.close()
		return r, nil
	}
	d.settle(&r, entries)
	for i := range r.stakes {
		d.reprice(&r.stakes[i], entries)
	}
	return r, nil
}

// isFresh reports whether nothing stands against the customer: it has no entry, or all of it was taken back and is open again.
func (s stake) isFresh() bool { return s.last < 0 || s.open && s.net.sign() == 0 }

// entitle gives every open customer its share, less what it was billed.
func (d *division) entitle(r *leftover) {
	whole := exactQuantity(d.quantity, d.scale)
	for i := range r.stakes {
		s := &r.stakes[i]
		if !s.open {
			s.owed, s.units = exact{}, exact{}
			continue
		}
		s.owed, s.units = s.owed.add(d.amount.times(d.shares.percent(i))), s.units.add(whole.times(d.shares.percent(i)))
	}
}

// stakeOf finds the stake of a customer. Where the shares name nobody, payer and customer of the project are one.
func (d *division) stakeOf(r *leftover, former *[]stake, entries []Billing, customer string) *stake {
	if len(d.shares.customers) == 0 && (customer == d.payer || customer == d.customer) {
		return &r.stakes[0]
	}
	if i := slices.Index(d.shares.customers, customer); i >= 0 {
		return &r.stakes[i]
	}
	for i := range *former {
		if s := &(*former)[i]; entries[s.last].Customer == customer {
			return s
		}
	}
	*former = append(*former, stake{})
	return &(*former)[len(*former)-1]
}

// check says what is wrong with an entry.
func (d *division) check(entries []Billing, i int) error {
	e := &entries[i]
	if e.Part < 1 || i > 0 && entries[i-1].Part == e.Part {
		return fmt.Errorf("billings: part %d, and every entry has a part of its own, from 1", e.Part)
	}
	for _, err := range []error{e.Amount.Err(), e.Quantity.Err(), e.Price.Err(), e.Whole.Err(), e.Waived.Err(), e.Percent.Err()} {
		if err != nil {
			return fmt.Errorf("billings: part %d: %w", e.Part, err)
		}
	}
	switch _, inRange := exactOf(e.Amount, d.money.decimals).round(HalfUp); {
	case !inRange:
		return fmt.Errorf("billings: part %d: %w", e.Part, errOutOfRange)
	case !e.Amount.currencyIs(d.money.currency):
		return fmt.Errorf("billings: part %d is in %q, and the transaction in %s", e.Part, e.Amount.Currency(), d.money.currency)
	case e.Reverses != 0 && !slices.ContainsFunc(entries[:i], func(o Billing) bool { return o.Part == e.Reverses && o.Customer == e.Customer }):
		return fmt.Errorf("billings: part %d takes back part %d, and %s has no such part before it", e.Part, e.Reverses, e.Customer)
	}
	return nil
}

var errOutOfRange = errors.New("the amount is out of range")

// sharesChanged reports whether a customer with a net amount has another share by now. What moves no minor unit is no change. Where the shares
// name nobody, payer and customer are one, and cannot both have been billed.
func (d *division) sharesChanged(r *leftover, former []stake, entries []Billing) bool {
	if slices.ContainsFunc(former, func(s stake) bool { return s.net.sign() != 0 }) {
		return true
	}
	if len(d.shares.customers) == 0 && d.payer != d.customer && d.netOfCustomer(entries, d.payer).sign() != 0 && d.netOfCustomer(entries, d.customer).sign() != 0 {
		return true
	}
	for i := range r.stakes {
		s := &r.stakes[i]
		if s.last < 0 || s.net.sign() == 0 {
			continue
		}
		was := percentBilled(entries[:s.last+1], entries[s.last].Customer)
		if was.IsZero() { // not known
			continue
		}
		of := d.amount.abs()
		if whole := exactOf(entries[s.last].Whole, d.money.decimals).abs(); whole.cmp(of) > 0 {
			of = whole
		}
		if of.times(was).sub(of.times(d.shares.percent(i))).abs().cmp(oneMinor) >= 0 {
			return true
		}
	}
	return false
}

// netOfCustomer is what a customer was billed less what was credited, in minor units.
func (d *division) netOfCustomer(entries []Billing, customer string) exact {
	net := exact{}
	for i := range entries {
		if entries[i].Customer == customer {
			net = net.add(exactOf(entries[i].Amount, d.money.decimals))
		}
	}
	return net
}

// percentBilled returns the share at which a customer was billed last.
func percentBilled(entries []Billing, customer string) Percent {
	for i := len(entries) - 1; i >= 0; i-- {
		if e := &entries[i]; e.Customer == customer && !e.Percent.IsZero() {
			return e.Percent
		}
	}
	return Percent{}
}

// sharesWere returns the shares of those who have a net amount, as text: "A 50; B 50".
func (d *division) sharesWere(entries []Billing) string {
	var parts []string
	var seen []string
	for i := range entries {
		c := entries[i].Customer
		if slices.Contains(seen, c) {
			continue
		}
		seen = append(seen, c)
		if d.netOfCustomer(entries, c).sign() != 0 {
			parts = append(parts, shareText(c, percentBilled(entries, c)))
		}
	}
	return strings.Join(parts, "; ")
}

func shareText(customer string, p Percent) string {
	if p.IsZero() {
		return customer
	}
	return customer + " " + p.String()
}

// settle holds what the open customers are due against what is left. Less than a minor unit a customer is rounding, and goes to them; more
// belongs to those that are closed.
func (d *division) settle(r *leftover, entries []Billing) {
	var open []int
	diff := r.left
	for i := range r.stakes {
		if s := &r.stakes[i]; s.open {
			open = append(open, i)
			diff = diff.sub(s.owed)
		}
	}
	switch {
	case diff.abs().cmp(exactInt(int64(len(r.stakes)))) < 0:
		d.spread(r, open, diff)
	case len(open) == 0 || diff.sign() == d.sign():
		r.stray = true
	default:
		r.reason, r.note = AmountChanged, d.amountChanged(r, entries)
	}
	if len(open) == 1 {
		r.stakes[open[0]].units = r.units
	}
	for _, i := range open { // nobody gets back more than it was billed
		switch s := &r.stakes[i]; {
		case s.owed.sign() == 0 || s.owed.sign() == d.amount.sign():
		case s.net.sign() != -s.owed.sign():
			s.owed = exact{}
		case s.owed.abs().cmp(s.net.abs()) > 0:
			s.owed = s.net.neg()
		}
	}
}

// sign is that of the amount: +1 where there is none.
func (d *division) sign() int {
	if d.amount.sign() < 0 {
		return -1
	}
	return 1
}

// spread gives a difference of rounding to the open customers: to the rounding customer, else by largest leftover, as listed. The only
// one gets exactly what is left.
func (d *division) spread(r *leftover, open []int, diff exact) {
	if len(open) == 0 || diff.sign() == 0 {
		return
	}
	if at := d.shares.rounding; at >= 0 && r.stakes[at].open {
		r.stakes[at].owed = r.stakes[at].owed.add(diff)
		return
	}
	slices.SortStableFunc(open, func(a, b int) int { return fraction(r.stakes[b].owed).cmp(fraction(r.stakes[a].owed)) * diff.sign() })
	for n, i := range open {
		s := &r.stakes[i]
		step := diff
		if n < len(open)-1 {
			room := oneMinor.sub(fraction(s.owed)) // up to the next unit
			if diff.sign() < 0 {
				room = fraction(s.owed).neg()
			}
			if room.abs().cmp(diff.abs()) < 0 {
				step = room
			}
		}
		s.owed, diff = s.owed.add(step), diff.sub(step)
	}
}

// fraction returns what lies above the next lower minor unit.
func fraction(x exact) exact {
	whole, _ := x.toward()
	f := x.sub(exactInt(whole))
	if f.sign() < 0 {
		f = f.add(oneMinor)
	}
	return f
}

// amountChanged names a closed customer that was billed more than its share is now.
func (d *division) amountChanged(r *leftover, entries []Billing) string {
	for i := range r.stakes {
		s := &r.stakes[i]
		due := d.amount.times(d.shares.percent(i))
		if s.open || s.net.sub(due).abs().cmp(oneMinor) < 0 {
			continue
		}
		return fmt.Sprintf("%s was billed %s and is due %s of it now", entries[s.last].Customer, d.print(s.net), d.print(due))
	}
	return "what was billed is more than the amount is now"
}

func (d *division) print(x exact) string {
	n, _ := x.round(HalfUp)
	return minor(n, d.money.decimals, d.money.currency).String()
}

// reprice finds what has to be taken back of an open customer that was billed at another price, or for what is no longer chargeable.
func (d *division) reprice(s *stake, entries []Billing) {
	if !s.open || s.last < 0 || s.net.sign() == 0 || s.owed.sign() == 0 {
		return
	}
	customer, price := entries[s.last].Customer, Amount{}
	for i := s.last; i >= 0 && price == (Amount{}); i-- {
		if entries[i].Customer == customer {
			price = entries[i].Price
		}
	}
	gone := d.amount.sign() == 0 && d.quantity.Valid()
	if price == (Amount{}) || !gone && (d.price == (Amount{}) || price.Equal(d.price)) {
		return
	}
	for i := range entries {
		e := &entries[i]
		if e.Customer != customer || e.Reverses != 0 {
			continue
		}
		if net, _ := netOf(entries, i); net.Sign() != 0 {
			s.redo = append(s.redo, i)
			s.redone = s.redone.add(exactOf(net, d.money.decimals))
		}
	}
}

// netOf returns what is left of an entry after those that take it back, and of its quantity.
func netOf(entries []Billing, i int) (Amount, Quantity) {
	a, q := entries[i].Amount, entries[i].Quantity
	for _, e := range entries[i+1:] {
		if e.Reverses != entries[i].Part {
			continue
		}
		if sum, err := a.Add(e.Amount); err == nil {
			a = sum
		}
		if e.Quantity.Valid() {
			q = q.Add(e.Quantity)
		}
	}
	return a, q
}

// byPart returns the entries in order of part; the host's own slice is not touched.
func byPart(entries []Billing) []Billing {
	order := func(a, b Billing) int { return cmp.Compare(a.Part, b.Part) }
	if slices.IsSortedFunc(entries, order) {
		return slices.Clip(entries)
	}
	entries = slices.Clone(entries)
	slices.SortStableFunc(entries, order)
	return entries
}

package invoice

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
)

// ErrConflict is wrapped by what a host returns where it books an outcome, or a correction, and finds that what was read has changed since: a
// claim is taken, or a limit is used up. Read that unit again, from a new snapshot, and run it alone; never leave the draft out.
var ErrConflict = errors.New("what was read has changed since")

// Release says what of a booked draft is credited.
type Release struct {
	Transaction string
	Part        int      // 0: every part of the transaction that the draft made
	Amount      Amount   // how much of it, with the sign of what was booked; absent: all that is left, or what goes with Quantity
	Quantity    Quantity // how much of its quantity; absent: as much as goes with Amount
	WriteOff    bool     // what is credited is not billed again; else it is open again, for whoever the shares of then name
}

// Correct makes the draft that credits what was booked, in whole or in part: the entries of its details are to be booked like those of any other
// draft, in the same way and with the same checks, so that two clerks cannot credit one thing twice. Billings are the ledgers of the draft's
// transactions as they are now. No releases credit all that is left of the draft, and open it again, which is what cancelling is. The
// draft has the dates, status and recipients of the booked one; the host may set others.
//
// A part that the draft does not have, more than is left of a part, the other sign than was booked, and a milestone in part are errors, and so is a
// draft of which nothing is left to credit.
func Correct(booked Draft, billings []LedgerEntry, release []Release) (Draft, error) {
	c := correction{draft: booked, ledgers: make(map[string][]Billing), next: make(map[string]int)}
	for _, e := range billings {
		c.ledgers[e.Transaction] = append(c.ledgers[e.Transaction], e.Billing)
		c.next[e.Transaction] = max(c.next[e.Transaction], e.Part)
	}
	for id := range c.ledgers {
		c.ledgers[id] = byPart(c.ledgers[id])
	}
	whole := len(release) == 0
	if whole {
		for _, e := range booked.Billings() {
			release = append(release, Release{Transaction: e.Transaction, Part: e.Part})
		}
	}
	out := booked
	out.Lines, out.Limits, out.Projects = nil, nil, nil
	released := make(map[Claim]bool)
	total := minor(0, booked.Decimals(), booked.Currency)
	for i := range booked.Lines {
		l := booked.Lines[i]
		details := l.Details
		l.Details, l.Total = nil, minor(0, booked.Decimals(), booked.Currency)
		for j := range details {
			for _, r := range release {
				if r.Transaction != details[j].Transaction || r.Part != 0 && r.Part != details[j].Part {
					continue
				}
				released[Claim{r.Transaction, r.Part}] = true
				d, err := c.credit(&details[j], r, whole || r.Part == 0)
				if err != nil {
					return Draft{}, err
				}
				if d == nil {
					continue
				}
				l.Details = append(l.Details, *d)
				if l.Total, err = l.Total.Add(d.Amount); err != nil {
					return Draft{}, err
				}
			}
		}
		if len(l.Details) > 0 {
			var err error
			if total, err = total.Add(l.Total); err != nil {
				return Draft{}, err
			}
			out.Lines = append(out.Lines, l)
			if n := len(out.Projects); n == 0 || out.Projects[n-1] != l.Project {
				out.Projects = append(out.Projects, l.Project)
			}
		}
	}
	for _, r := range release {
		if !released[Claim{r.Transaction, r.Part}] {
			return Draft{}, fmt.Errorf("draft %s has no part %d of transaction %s", booked.Key, r.Part, r.Transaction)
		}
	}
	if len(out.Lines) == 0 {
		return Draft{}, fmt.Errorf("nothing of draft %s is left to credit: %w", booked.Key, ErrConflict)
	}
	out.Total, out.Kind = total, InvoiceDraft
	if total.Sign() < 0 {
		out.Kind = CreditDraft
	}
	out.Limits = limitsCorrected(booked.Limits, &out)
	out.Key = out.Slot() + "/" + out.smallestClaim().String()
	return out, nil
}

// limitsCorrected returns what a correction uses of the limits of a booked draft: where it takes a credit back, that is room again to be had.
func limitsCorrected(limits []LimitUse, d *Draft) []LimitUse {
	uses := slices.Clone(limits)
	for i := range uses {
		u := &uses[i]
		u.Drafted = minor(0, d.Decimals(), d.Currency)
		for _, l := range d.Lines {
			if u.Line != "" && u.Line != l.Line || u.Line == "" && u.Contract != l.Contract {
				continue
			}
			for _, x := range l.Details {
				if sum, err := u.Drafted.Add(x.Amount); err == nil && x.Kind != Milestone {
					u.Drafted = sum
				}
			}
		}
	}
	return uses
}

// correction is the work on one booked draft.
type correction struct {
	draft   Draft
	ledgers map[string][]Billing
	next    map[string]int // the highest part of each transaction so far
}

// credit makes the detail that takes a booked one back; nil where nothing of it is left and all of it was asked for.
func (c *correction) credit(booked *LineDetail, r Release, rest bool) (*LineDetail, error) {
	claim := booked.Claim()
	entries := c.ledgers[claim.Transaction]
	at := slices.IndexFunc(entries, func(e Billing) bool { return e.Part == claim.Part })
	switch {
	case at < 0:
		return nil, fmt.Errorf("claim %s is not in the billings: %w", claim, ErrConflict)
	case entries[at].Reverses != 0 && rest:
		return nil, nil // what was taken back stays taken back
	case entries[at].Reverses != 0:
		return nil, fmt.Errorf("claim %s is a credit itself", claim)
	}
	net, hours := c.left(entries, at, r.WriteOff)
	if net.Sign() == 0 && (entries[at].Amount.Sign() != 0 || slices.ContainsFunc(entries[at+1:], func(e Billing) bool { return e.Reverses == claim.Part })) {
		if rest {
			return nil, nil
		}
		return nil, fmt.Errorf("nothing of claim %s is left to credit: %w", claim, ErrConflict)
	}
	amount, quantity, err := r.of(net, hours, booked)
	if err != nil {
		return nil, err
	}
	c.next[claim.Transaction]++
	d := *booked
	d.Part, d.Reverses, d.Open = c.next[claim.Transaction], claim.Part, !r.WriteOff
	d.Amount, d.Quantity, d.Waived = amount.Neg(), quantity.Neg(), Amount{}
	if r.WriteOff {
		d.Waived = amount
		for i := range entries { // whoever is still to be billed something stays so
			if entries[i].Customer == c.draft.Customer {
				d.Open = entries[i].Open
			}
		}
	}
	c.ledgers[claim.Transaction] = append(entries, Billing{Part: d.Part, Customer: c.draft.Customer, Amount: d.Amount, Quantity: d.Quantity, Waived: d.Waived,
		Reverses: d.Reverses, Open: d.Open})
	return &d, nil
}

// left is what can be credited of an entry: what is left of it. What is written off is not billed again, so it is no more than what the customer
// was billed of the transaction in all: a later detail may have given some of it back already.
func (c *correction) left(entries []Billing, at int, writeOff bool) (Amount, Quantity) {
	net, hours := netOf(entries, at)
	if !writeOff || net.Sign() == 0 {
		return net, hours
	}
	all := minor(0, c.draft.Decimals(), c.draft.Currency)
	for i := range entries {
		if sum, err := all.Add(entries[i].Amount); err == nil && entries[i].Customer == c.draft.Customer {
			all = sum
		}
	}
	if all.Sign() != net.Sign() {
		all = minor(0, c.draft.Decimals(), c.draft.Currency)
	}
	part, whole := exactOf(all, c.draft.Decimals()), exactOf(net, c.draft.Decimals())
	if part.abs().cmp(whole.abs()) >= 0 {
		return net, hours
	}
	if hours.Valid() {
		hours = portion(hours, part, whole)
	}
	return all, hours
}

// of says how much of what is left of a part is released.
func (r *Release) of(net Amount, hours Quantity, booked *LineDetail) (Amount, Quantity, error) {
	amount, quantity := net, hours
	decimals := net.Decimals()
	switch {
	case r.Amount != (Amount{}):
		amount = r.Amount
		if hours.Valid() && net.Sign() != 0 {
			quantity = portion(hours, exactOf(amount, decimals), exactOf(net, decimals))
		}
		if r.Quantity.Valid() {
			quantity = r.Quantity
		}
	case r.Quantity.Valid():
		if quantity = r.Quantity; hours.Sign() == 0 {
			return amount, quantity, fmt.Errorf("claim %s has no quantity left", booked.Claim())
		}
		scale := quantityScale(hours)
		n, _ := exactOf(net, decimals).portion(exactQuantity(quantity, scale), exactQuantity(hours, scale)).round(HalfUp)
		amount = minor(n, decimals, net.Currency())
	}
	if amount.Err() != nil || !amount.sameCurrency(&net) {
		return amount, quantity, fmt.Errorf("claim %s was booked in %s, and %s is to be credited", booked.Claim(), net.Currency(), amount)
	}
	units, ok := exactOf(amount, booked.Amount.Decimals()).small()
	left, _ := exactOf(net, booked.Amount.Decimals()).toward()
	switch {
	case !ok:
		return amount, quantity, fmt.Errorf("claim %s: %s is not a whole number of the currency's smallest unit", booked.Claim(), amount)
	case units == 0 && left != 0, cmp.Compare(units, 0)*cmp.Compare(left, 0) < 0:
		return amount, quantity, fmt.Errorf("claim %s: %s cannot be credited, since %s was booked", booked.Claim(), amount, net)
	case max(units, -units) > max(left, -left):
		return amount, quantity, fmt.Errorf("claim %s: %s is more than the %s that are left of it: %w", booked.Claim(), amount, net, ErrConflict)
	case booked.Kind == Milestone && units != left:
		return amount, quantity, fmt.Errorf("claim %s: a milestone is credited whole", booked.Claim())
	}
	return minor(units, booked.Amount.Decimals(), net.Currency()), quantity, nil
}

// portion returns q × part ÷ whole, at two decimals or its own if it has more.
func portion(q Quantity, part, whole exact) Quantity {
	scale := quantityScale(q)
	n, _ := exactQuantity(q, scale).portion(part, whole).round(HalfUp)
	return quantityOf(n, scale)
}

// smallestClaim returns the first claim of the draft, by transaction and part.
func (d *Draft) smallestClaim() Claim {
	var smallest Claim
	for i := range d.Lines {
		for j := range d.Lines[i].Details {
			c := d.Lines[i].Details[j].Claim()
			if smallest.Part == 0 || cmp.Or(cmp.Compare(c.Transaction, smallest.Transaction), cmp.Compare(c.Part, smallest.Part)) < 0 {
				smallest = c
			}
		}
	}
	return smallest
}

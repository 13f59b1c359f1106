package invoice

import (
	"cmp"
	"slices"
)

// running is how one draft line stands: what its items come to so far, exactly, and what was given of it, in all and by customer.
type running struct {
	total     exact
	given     int64
	customers []customerSum
}

type customerSum struct {
	customer string
	sum      exact
	given    int64
}

// of returns the sum of a customer, a new one if there is none.
func (r *running) of(customer string) *customerSum {
	for i := range r.customers {
		if r.customers[i].customer == customer {
			return &r.customers[i]
		}
	}
	r.customers = append(r.customers, customerSum{customer: customer})
	return &r.customers[len(r.customers)-1]
}

// pass divides the candidates of one occurrence between customers, under limits. It goes through them once, by date, id and customers as
// listed, and once more through what a limit held for as long as a credit has made room.
type pass struct {
	event   *event
	found   []candidate
	rows    []running // by candidate.row
	rooms   *rooms
	limited bool
	claims  []claimant
	free    []int      // candidates that are being placed, as indices
	states  []dividing // of all candidates
}

// dividing is how far the division of a candidate has come.
type dividing struct {
	joined exact   // what of it is in the running sums
	passed byLevel // the limits that it passed when it was tested
}

// divide says what of each candidate stands on its draft. What it said before of the occurrence is forgotten.
func (u *unitRun) divide(e *event, found []candidate, rows int) error {
	p := &u.pass
	p.event, p.found, p.rooms, p.limited = e, found, &u.rooms, e.limited()
	p.rooms.undo(0)
	whole := true
	for i := range found {
		c := &found[i]
		c.bills, c.held, c.capped = 0, false, false
		if c.out || c.item.billing != Chargeable && c.item.ledger == nil {
			continue
		}
		if c.item.ledger == nil && len(c.item.shares.customers) <= 1 {
			c.bills, whole = c.item.units, whole && !c.item.fractional
			continue
		}
		owed := c.item.owed(c.order)
		c.bills, _ = owed.toward()
		whole = whole && owed.isInt()
	}
	if whole && !p.limited {
		return nil // nothing is to be rounded, and nothing is in the way
	}
	if cap(p.rows) < rows {
		p.rows = make([]running, rows)
	}
	p.rows = p.rows[:rows]
	for i := range p.rows {
		p.rows[i] = running{customers: p.rows[i].customers[:0]}
	}
	p.states = slices.Grow(p.states[:0], len(found))[:len(found)]
	clear(p.states)
	for i := range found {
		found[i].bills = 0
	}
	order := u.inOrderOfLimits(found)
	credits := false
	for _, first := range order {
		var err error
		if credits, err = p.item(first, credits); err != nil {
			return err
		}
	}
	for again := credits && p.limited; again; {
		again = false
		for _, first := range order {
			more, err := p.retry(first)
			if err != nil {
				return err
			}
			again = again || more
		}
	}
	for i := range found {
		if c := &found[i]; c.out {
			continue // it has its verdict
		} else if c.held || c.capped {
			u.verdicts.keep(c.share, verdict{rule: e.rule, run: e.run, reason: OverLimit, levels: p.states[i].passed})
		} else {
			c.forget(e.rule)
		}
	}
	return nil
}

// inOrderOfLimits returns the first candidates of the items by date and id.
func (u *unitRun) inOrderOfLimits(found []candidate) []int32 {
	order := u.limitOrder[:0]
	for i := range found {
		if i == 0 || found[i].item != found[i-1].item {
			order = append(order, int32(i))
		}
	}
	slices.SortFunc(order, func(i, j int32) int {
		a, b := found[i].item, found[j].item
		return cmp.Or(a.date.Compare(b.date), u.compareIDs(a, b))
	})
	u.limitOrder = order
	return order
}

// item places all candidates of one item. It reports whether a credit was among this one and those before.
func (p *pass) item(first int32, credits bool) (bool, error) {
	it := p.found[first].item
	p.free = p.free[:0]
	for i := int(first); i < len(p.found) && p.found[i].item == it; i++ {
		if c := &p.found[i]; !c.out && (it.billing == Chargeable || it.ledger != nil) {
			p.free = append(p.free, i)
			credits = credits || it.owed(c.order).sign() < 0
		}
	}
	return credits, p.place()
}

// retry places once more what a limit held of an item, and reports whether more of it fits now.
func (p *pass) retry(first int32) (bool, error) {
	it := p.found[first].item
	p.free = p.free[:0]
	before := int64(0)
	for i := int(first); i < len(p.found) && p.found[i].item == it; i++ {
		if c := &p.found[i]; c.held || c.capped {
			c.held, c.capped = false, false
			before += c.bills
			p.free = append(p.free, i)
		}
	}
	retried := slices.Clone(p.free)
	err := p.place()
	for _, i := range retried {
		before -= p.found[i].bills
	}
	return before < 0, err
}

// place divides what the free candidates, which are of one item, ask for, and gives each what fits. One that does not fit is held, or bills what
// there is room for, and the others are divided anew without it.
func (p *pass) place() error {
	partial := p.event.rule.PartialLimits
	for len(p.free) > 0 {
		p.apportion()
		mark := p.rooms.mark()
		at, room := -1, int64(0)
		var passed byLevel
		for n, i := range p.free {
			c := &p.found[i]
			if !p.limited || !c.countsAgainstLimits() {
				continue
			}
			levels, err := c.levels(p.event.rule)
			if err != nil {
				return err
			}
			if room = p.rooms.room(levels, c.item.money.currency); p.claims[n].part > max(room, 0) {
				at, passed = n, levels.passed(c.item.money.currency, p.claims[n].part)
				break
			}
			p.rooms.take(levels, c.item.money.currency, p.claims[n].part)
		}
		if at < 0 {
			p.accept()
			return nil
		}
		p.rooms.undo(mark)
		if err := p.refuse(at, room, passed, partial); err != nil {
			return err
		}
	}
	return nil
}

// apportion fills the claims of the free candidates.
func (p *pass) apportion() {
	rounding := p.event.rule.Rounding
	first := &p.found[p.free[0]]
	row := &p.rows[first.row]
	p.claims = slices.Grow(p.claims[:0], len(p.free))[:len(p.free)]
	total, taker := exact{}, -1
	for n, i := range p.free {
		c := &p.found[i]
		joined := &p.states[i].joined
		due := c.item.owed(c.order).sub(*joined)
		if amount, share := c.item.amount(), c.item.shares.percent(int(c.order)); rounding.Per == PerDetail && due.cmp(amount.times(share)) == 0 {
			whole, _ := amount.round(rounding.Mode) // nothing of the share was billed
			due = exactInt(whole).times(share)
		}
		total = total.add(due)
		p.claims[n] = claimant{due: due}
		if rounding.Per == PerLine {
			sum := row.of(c.customer)
			p.claims[n].sum, p.claims[n].given = sum.sum, sum.given
		}
		if int(c.order) == c.item.shares.rounding {
			taker = n
		}
	}
	if rounding.Per == PerDetail {
		whole, _ := total.round(rounding.Mode)
		apportion(whole, p.claims, taker, rounding.Mode)
		return
	}
	whole, _ := row.total.add(total).round(rounding.Mode)
	apportion(whole-row.given, p.claims, taker, rounding.Mode)
}

// accept puts the parts of the free candidates on their drafts.
func (p *pass) accept() {
	for n, i := range p.free {
		p.give(i, p.claims[n].due, p.claims[n].part)
	}
	p.free = p.free[:0]
}

// give puts a part of what a candidate asks for on its draft.
func (p *pass) give(i int, due exact, part int64) {
	c, joined := &p.found[i], &p.states[i].joined
	row := &p.rows[c.row]
	sum := row.of(c.customer)
	row.total, row.given = row.total.add(due), row.given+part
	sum.sum, sum.given = sum.sum.add(due), sum.given+part
	*joined, c.bills = joined.add(due), c.bills+part
}

// refuse takes a candidate that does not fit out of those that are free. Under `limit partial` it bills what there is room for.
func (p *pass) refuse(n int, room int64, passed byLevel, partial bool) error {
	i := p.free[n]
	c := &p.found[i]
	p.free = slices.Delete(p.free, n, n+1)
	levels, err := c.levels(p.event.rule)
	if err != nil {
		return err
	}
	p.states[i].passed = passed
	if partial && room > 0 && !c.corrects() {
		p.rooms.take(levels, c.item.money.currency, room)
		p.give(i, exactInt(room), room)
	}
	c.held, c.capped = c.bills == 0, c.bills != 0
	return nil
}

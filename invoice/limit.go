package invoice

import (
	"cmp"
	"fmt"
	"math"
	"slices"
)

// limit is a not-to-exceed limit at work: what may be invoiced, and what was invoiced or drafted so far, in minor units.
type limit struct {
	currency  string
	max, used int64
}

// room returns how much of an amount in some currency still fits. A limit says nothing about other currencies.
func (l *limit) room(currency string) int64 {
	if l == nil || l.currency != currency {
		return math.MaxInt64
	}
	return l.max - l.used
}

func (l *limit) use(currency string, amount int64) {
	if l != nil && l.currency == currency {
		l.used = addMinor(l.used, amount)
	}
}

// limits are the limits of a line or a contract: over all customers, and of single ones, which are asked for when first met.
type limits struct {
	minorUnits func(string) (int, bool)
	total      *limit
	customer   func(string) (Limit, bool)
	customers  map[string]*limit
}

// newLimits asks a line or contract for its limits. It returns nil where there are none.
func newLimits(host any, in *Input) (*limits, error) {
	whole, limited := host.(Limited)
	single, perCustomer := host.(CustomerLimited)
	var x Limit
	if limited {
		x, limited = whole.Limit()
	}
	if !limited && !perCustomer {
		return nil, nil
	}
	l := &limits{minorUnits: in.MinorUnits}
	if perCustomer {
		l.customer, l.customers = single.CustomerLimit, make(map[string]*limit)
	}
	var err error
	if limited {
		l.total, err = l.read(x)
	}
	return l, err
}

func (l *limits) read(x Limit) (*limit, error) {
	digits, ok := l.minorUnits(x.Currency)
	if !ok {
		return nil, fmt.Errorf("the limit is in %q, which is not a currency", x.Currency)
	}
	top, ok1 := toMinor(x.Amount, int32(digits))
	used, ok2 := toMinor(x.Billed, int32(digits))
	if !ok1 || !ok2 {
		return nil, fmt.Errorf("the limit of %s is out of range", x.Currency)
	}
	return &limit{x.Currency, top, used}, nil
}

// of returns one customer's limit, nil where there is none.
func (l *limits) of(customer string) *limit {
	if l == nil || l.customer == nil {
		return nil
	}
	if x, ok := l.customers[customer]; ok {
		return x
	}
	var lim *limit
	if x, ok := l.customer(customer); ok {
		var err error
		if lim, err = l.read(x); err != nil {
			panic(err)
		}
	}
	l.customers[customer] = lim
	return lim
}

func (l *limits) all() *limit {
	if l == nil {
		return nil
	}
	return l.total
}

// levels returns the limits that a share is under, in the order in which they are tested.
func (s *share) levels(r *ruleRun) [ContractLimit + 1]*limit {
	line, contract, customer := s.item.line.limits, s.item.line.contract.limits, s.payer(r)
	return [...]*limit{LineCustomerLimit: line.of(customer), LineLimit: line.all(), ContractCustomerLimit: contract.of(customer), ContractLimit: contract.all()}
}

// limited reports whether limits have a say in an event at all.
func (e *event) limited() bool {
	return slices.ContainsFunc(e.lines, func(d lineDue) bool { return d.line.limits != nil || d.line.contract.limits != nil })
}

// limit is step five: shares that would pass a not-to-exceed limit are held. Each is tested on its own, transactions by date and id and
// their customers in listed order: what was billed before, plus what was drafted earlier, plus this one must not pass any limit. What
// fits exactly passes; a later, smaller one may still fit. Credits always pass and make room. Milestones and what is not chargeable are
// under no limit.
func (u *unitRun) limit(e *event, found []candidate) []candidate {
	if !e.limited() {
		return found
	}
	found = slices.Clone(found)
	order := make([]int, len(found))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(i, j int) int {
		a, b := found[i].share, found[j].share
		return cmp.Or(a.item.date.Compare(b.item.date), cmp.Compare(a.item.id, b.item.id), cmp.Compare(a.order, b.order))
	})
	for _, i := range order {
		u.testLimits(&found[i], e.rule)
	}
	for again := true; again; { // a later credit may have made room
		again = false
		for _, i := range order {
			again = u.retest(&found[i], e.rule) || again
		}
	}
	return slices.DeleteFunc(found, func(c candidate) bool { return c.held() })
}

// testLimits commits what fits to every level, or gives the share its reason.
func (u *unitRun) testLimits(c *candidate, r *ruleRun) {
	if !c.countsAgainstLimits() {
		return
	}
	levels := c.levels(r)
	fits := c.amount
	for level := LineCustomerLimit; level <= ContractLimit && c.amount > 0; level++ {
		room := levels[level].room(c.item.money.currency)
		if fits <= room {
			continue
		}
		if !r.PartialLimits || room <= 0 {
			c.verdict = u.because(verdict{rule: r, reason: OverLimit, level: level, other: levels[level].max})
			return
		}
		fits = room
		c.verdict = u.because(verdict{rule: r, level: level, other: levels[level].max})
	}
	c.bills = fits
	c.commit(r, fits)
}

// retest tests a share again that did not fit, or not whole, and reports whether more of it fits now.
func (u *unitRun) retest(c *candidate, r *ruleRun) bool {
	fitted := c.bills
	switch {
	case c.held():
		fitted = 0
	case !c.countsAgainstLimits() || c.bills == c.amount:
		return false
	default:
		c.commit(r, -c.bills)
	}
	c.verdict, c.bills = nil, c.amount
	u.testLimits(c, r)
	return !c.held() && c.bills > fitted
}

func (c *candidate) countsAgainstLimits() bool {
	return c.item.billing == Chargeable && c.item.kind != Milestone
}

// commit uses room at every level, or gives it back where the amount is negative.
func (c *candidate) commit(r *ruleRun, amount int64) {
	levels := c.levels(r)
	for _, l := range levels {
		l.use(c.item.money.currency, amount)
	}
}

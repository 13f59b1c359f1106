package invoice

import (
	"cmp"
	"fmt"
	"math"
	"slices"
)

// LimitUse is a not-to-exceed limit and what a run used of it. In the transaction in which it books an outcome a host checks, for each of its
// limits, that what is billed by then plus Drafted is no more than the limit is by then; where Drafted is negative it passes.
type LimitUse struct {
	Level    LimitLevel
	Line     string // of a limit of a line, or of a customer on a line; else ""
	Contract string // of its line, or its own; the project's id for a project's own contract
	Customer string // of a limit of one customer; else ""
	Limit    Amount
	Billed   Amount // as the source gave it
	Drafted  Amount // net, over all drafts of the outcome; on a draft, over that draft
}

// limit is a not-to-exceed limit at work: what may be invoiced, and what was invoiced or drafted so far, in minor units.
type limit struct {
	level             LimitLevel
	line              string
	contract          contractKey
	customer          string
	money             denomination
	max, billed, used int64
}

// room returns how much of an amount in some currency still fits. A limit says nothing about other currencies.
func (l *limit) room(currency string) int64 {
	if l == nil || l.money.currency != currency {
		return math.MaxInt64
	}
	return l.max - l.used
}

// limits are the limits of a line or a contract: over all customers, and of single ones, which are asked for when first met.
type limits struct {
	minorUnits func(string) (int, bool)
	line       string // "": a contract's
	contract   contractKey
	total      *limit
	customer   func(string) (Limit, bool)
	customers  map[string]*limit
}

// newLimits asks a line or contract for its limits. It returns nil where there are none.
func newLimits(host any, line string, contract contractKey, in *Input) (*limits, error) {
	whole, limited := host.(Limited)
	single, perCustomer := host.(CustomerLimited)
	var x Limit
	if limited {
		x, limited = whole.Limit()
	}
	if !limited && !perCustomer {
		return nil, nil
	}
	l := &limits{minorUnits: in.MinorUnits, line: line, contract: contract}
	if perCustomer {
		l.customer, l.customers = single.CustomerLimit, make(map[string]*limit)
	}
	var err error
	if limited {
		l.total, err = l.read(x, "")
	}
	return l, err
}

// read makes a host's limit ready. An amount below zero, in no currency or out of range is an error; what was billed may be below zero.
func (l *limits) read(x Limit, customer string) (*limit, error) {
	of := "the limit"
	if customer != "" {
		of = "the limit of " + customer
	}
	digits, ok := l.minorUnits(x.Currency)
	most, billed := NewAmount(x.Amount, x.Currency), NewAmount(x.Billed, x.Currency)
	switch {
	case !ok:
		return nil, fmt.Errorf("%s is in %q, which is not a currency", of, clip(x.Currency))
	case most.Err() != nil || billed.Err() != nil:
		return nil, fmt.Errorf("%s is out of range", of)
	case most.Sign() < 0:
		return nil, fmt.Errorf("%s is negative: %s", of, most)
	}
	m, ok1 := exactOf(most, int32(digits)).toward() // so that what fits here fits under the limit as it is written
	b, ok2 := exactOf(billed, int32(digits)).away()
	if !ok1 || !ok2 {
		return nil, fmt.Errorf("%s is out of range", of)
	}
	lim := &limit{level: ContractLimit, line: l.line, contract: l.contract, customer: customer, money: denomination{x.Currency, int32(digits), true}, max: m, billed: b, used: b}
	if l.line != "" {
		lim.level = LineLimit
	}
	if customer != "" {
		lim.level--
	}
	return lim, nil
}

// of returns one customer's limit, nil where there is none.
func (l *limits) of(customer string) (*limit, error) {
	if l == nil || l.customer == nil {
		return nil, nil
	}
	if x, ok := l.customers[customer]; ok {
		return x, nil
	}
	var lim *limit
	if x, ok := l.customer(customer); ok {
		var err error
		if lim, err = l.read(x, customer); err != nil {
			return nil, err
		}
	}
	l.customers[customer] = lim
	return lim, nil
}

func (l *limits) all() *limit {
	if l == nil {
		return nil
	}
	return l.total
}

// each calls f for every limit that was met, in a fixed order.
func (l *limits) each(f func(*limit)) {
	if l == nil {
		return
	}
	var met []*limit
	for _, x := range l.customers {
		if x != nil {
			met = append(met, x)
		}
	}
	slices.SortFunc(met, func(a, b *limit) int { return cmp.Compare(a.customer, b.customer) })
	if l.total != nil {
		met = append(met, l.total)
	}
	for _, x := range met {
		f(x)
	}
}

// byLevel are the limits that a share is under, by level, innermost first.
type byLevel [ContractLimit + 1]*limit

// levels returns the limits that the share is under.
func (s *share) levels(r *ruleRun) (byLevel, error) {
	line, contract, customer := s.item.line.limits, s.item.line.contract.limits, s.payer(r)
	a, err := line.of(customer)
	if err != nil {
		return byLevel{}, fmt.Errorf("line %s: %w", s.item.line.id, err)
	}
	b, err := contract.of(customer)
	if err != nil {
		return byLevel{}, fmt.Errorf("contract %s: %w", s.item.line.contract.key.id, err)
	}
	return byLevel{LineCustomerLimit: a, LineLimit: line.all(), ContractCustomerLimit: b, ContractLimit: contract.all()}, nil
}

// countsAgainstLimits reports whether limits have a say in the share. Milestones are under no limit: fixed prices are agreed already.
func (s *share) countsAgainstLimits() bool { return s.item.kind != Milestone }

// limited reports whether limits have a say in an event at all.
func (e *event) limited() bool {
	return slices.ContainsFunc(e.lines, func(d lineDue) bool { return d.line.limits != nil || d.line.contract.limits != nil })
}

// rooms keeps account of what was taken under limits in one occurrence, so that it can be given back.
type rooms struct{ taken []taking }

type taking struct {
	limit  *limit
	amount int64
}

// room returns how much fits under all levels; it may be negative.
func (r *rooms) room(levels byLevel, currency string) int64 {
	room := int64(math.MaxInt64)
	for _, l := range levels {
		room = min(room, l.room(currency))
	}
	return room
}

// take uses room at every level, or makes some where the amount is negative.
func (r *rooms) take(levels byLevel, currency string, amount int64) {
	for _, l := range levels {
		if l != nil && l.money.currency == currency && amount != 0 {
			l.used += amount
			r.taken = append(r.taken, taking{l, amount})
		}
	}
}

func (r *rooms) mark() int { return len(r.taken) }

// undo gives back what was taken since a mark.
func (r *rooms) undo(mark int) {
	for _, t := range r.taken[mark:] {
		t.limit.used -= t.amount
	}
	r.taken = r.taken[:mark]
}

// settle makes what was taken final.
func (r *rooms) settle() { r.taken = r.taken[:0] }

// passed returns the levels that an amount would pass.
func (levels byLevel) passed(currency string, amount int64) byLevel {
	for i, l := range levels {
		if l.room(currency) >= amount {
			levels[i] = nil
		}
	}
	return levels
}

// amount makes an amount in the limit's currency of minor units.
func (l *limit) amount(units int64) Amount { return minor(units, l.money.decimals, l.money.currency) }

// use returns the limit with what was drafted under it.
func (l *limit) use(drafted int64) LimitUse {
	return LimitUse{Level: l.level, Line: l.line, Contract: l.contract.id, Customer: l.customer, Limit: l.amount(l.max), Billed: l.amount(l.billed), Drafted: l.amount(drafted)}
}

// limitsUsed returns every limit that the unit's drafts are under.
func (u *unitRun) limitsUsed() []LimitUse {
	var uses []LimitUse
	add := func(l *limit) {
		if l.used != l.billed {
			uses = append(uses, l.use(l.used-l.billed))
		}
	}
	for _, l := range u.lines {
		l.limits.each(add)
	}
	for _, c := range u.contracts {
		c.limits.each(add)
	}
	return uses
}

// noteForeignLimits says once of each contract that limits do not apply to what is in another currency.
func (u *unitRun) noteForeignLimits(found []candidate) {
	for i := range found {
		c := found[i].item.line.contract
		if c.foreignTold || found[i].item.kind == Milestone {
			continue
		}
		for _, l := range []*limit{found[i].item.line.limits.all(), c.limits.all()} {
			if l != nil && l.money.currency != found[i].item.money.currency && !c.foreignTold {
				c.foreignTold = true
				u.log = append(u.log, Entry{Level: Warning, Code: CodeLimitNotApplied, About: AboutContract, Subject: c.key.id,
					Message: fmt.Sprintf("the limit of %s does not apply to work in %s", l.amount(l.max), found[i].item.money.currency)})
			}
		}
	}
}

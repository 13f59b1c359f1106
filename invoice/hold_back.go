package invoice

import "math"

// draftToBe is what stands on one draft of an occurrence, while it is decided whether it is made.
type draftToBe struct {
	groupKey
	charges int   // chargeable details
	sums    int   // details with an amount that is not zero
	total   int64 // in minor units
	broken  bool  // the total is too large to be true
	waived  bool  // it is made although it is under the minimum
	money   *denomination
	members []int32 // indices of its candidates, in the order of details
}

// settle decides which candidates go on which drafts: those that fit under the limits, but for the drafts that are held back. What is held back
// gives up its room under limits and its place in the running sums, so the rest is divided again without it.
func (u *unitRun) settle(e *event, found []candidate, k *keys) ([]draftToBe, error) {
	for {
		if err := u.divide(e, found, len(k.rows)); err != nil {
			return nil, err
		}
		drafts := u.total(found, k)
		if !u.holdBack(e, found, drafts) {
			u.dropEmpty(e, found, drafts)
			return drafts, nil
		}
	}
}

// total adds up the drafts to be.
func (u *unitRun) total(found []candidate, k *keys) []draftToBe {
	drafts := u.drafting[:0]
	for _, g := range k.drafts {
		drafts = append(drafts, draftToBe{groupKey: g})
	}
	for i := range found {
		c := &found[i]
		if c.out || c.held {
			continue
		}
		d := &drafts[c.group]
		d.money = c.item.money
		if !c.charges() {
			continue
		}
		d.charges++
		if c.bills != 0 {
			d.sums++
			d.broken = d.broken || c.bills > 0 && d.total > math.MaxInt64-c.bills || c.bills < 0 && d.total < math.MinInt64-c.bills
			d.total += c.bills
		}
	}
	u.drafting = drafts
	return drafts
}

// charges reports whether the candidate asks for money, or gives some back.
func (c *candidate) charges() bool {
	return c.item.billing == Chargeable || c.item.ledger != nil && c.item.owed(c.order).sign() != 0
}

// holdBack takes out the drafts that are under the rule's minimum or over its maximum, and reports whether the rest is to be divided
// again. The bounds apply to totals of zero and more in their own currency. A draft under the minimum is made all the same where no later run
// of any rule would take what stands on it.
func (u *unitRun) holdBack(e *event, found []candidate, drafts []draftToBe) bool {
	r := e.rule
	if r.MinAmount == nil && r.MaxAmount == nil {
		return false
	}
	again := false
	for g := range drafts {
		d := &drafts[g]
		if d.sums == 0 {
			continue
		}
		reason := Reason("")
		if r.MinAmount != nil && u.comparable(e, d, r.MinAmount) && exactInt(d.total).cmp(exactOf(*r.MinAmount, d.money.decimals)) < 0 {
			if d.waived = u.isLastChance(e, found, int32(g)); !d.waived {
				reason = BelowMinimum
			}
		}
		if reason == "" && r.MaxAmount != nil && u.comparable(e, d, r.MaxAmount) && exactInt(d.total).cmp(exactOf(*r.MaxAmount, d.money.decimals)) > 0 {
			reason = AboveMaximum
		}
		if reason != "" {
			again = true
			u.holdDraft(e, found, int32(g), verdict{rule: r, run: e.run, reason: reason, other: d.total})
		}
	}
	return again
}

// holdDraft takes the candidates of a draft out of the occurrence.
func (u *unitRun) holdDraft(e *event, found []candidate, group int32, v verdict) {
	for i := range found {
		c := &found[i]
		if c.group != group || c.out || c.held {
			continue
		}
		c.out = true
		if c.charges() {
			u.verdicts.keep(c.share, v)
		} else {
			u.verdicts.keep(c.share, verdict{rule: e.rule, run: e.run, reason: NotChargeable})
		}
	}
}

// dropEmpty takes out the drafts of nothing but zeros, without dividing the rest again.
func (u *unitRun) dropEmpty(e *event, found []candidate, drafts []draftToBe) {
	for g := range drafts {
		if d := &drafts[g]; d.sums == 0 && d.money != nil {
			u.holdDraft(e, found, int32(g), verdict{rule: e.rule, run: e.run, reason: BelowMinimum, note: "rounds to zero, and there is nothing else on its draft"})
		}
	}
}

// comparable reports whether a bound applies to a draft to be; where it does not, that is logged once an occurrence.
func (u *unitRun) comparable(e *event, d *draftToBe, bound *Amount) bool {
	why := ""
	switch {
	case d.total < 0:
		why = "the draft is a credit"
	case bound.Currency() != "" && !bound.currencyIs(d.currency):
		why = "the draft is in " + d.currency
	default:
		return true
	}
	entry := Entry{RunDate: e.run, Rule: e.rule.identity(), Level: Info, Code: CodeBoundSkipped, About: AboutCustomer, Subject: d.customer,
		Message: "the bound of " + boundText(bound) + " does not apply: " + why}
	for i := len(u.log) - 1; i >= e.logged; i-- {
		if u.log[i] == entry {
			return false
		}
	}
	u.log = append(u.log, entry)
	return false
}

// isLastChance reports whether something on a draft to be would be taken by no later run of any rule.
func (u *unitRun) isLastChance(e *event, found []candidate, group int32) bool {
	for i := range found {
		c := &found[i]
		if c.group == group && !c.out && !c.held && c.bills != 0 && !u.hasLaterRun(e, c.share) {
			return true
		}
	}
	return false
}

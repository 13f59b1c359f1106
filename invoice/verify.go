package invoice

import (
	"fmt"

	"github.com/shopspring/decimal"
)

// verify holds what came out of a unit against what went in: every share is in exactly one place, and every total is the sum of its
// parts. Transactions of a unit have different ids, so no claim can be made twice either. It runs in every build; a difference fails the unit rather than letting a wrong draft out.
func (u *unitRun) verify(backlog []BacklogItem) error {
	left := tally{}
	for i := range u.shares {
		if s := &u.shares[i]; s.open {
			left.add(1, s.chargeable())
		}
	}
	if left.shares != len(backlog) {
		return fmt.Errorf("%d shares are open and %d in the backlog", left.shares, len(backlog))
	}
	if n := u.drafted.shares + left.shares; n != u.considered.shares {
		return fmt.Errorf("%d shares were considered, %d are drafted or held", u.considered.shares, n)
	}
	if a := addMinor(u.drafted.amount, left.amount); a != u.considered.amount {
		return fmt.Errorf("amounts of %d were considered, of %d are drafted or held (in minor units)", u.considered.amount, a)
	}
	return u.verifyDrafts()
}

func (u *unitRun) verifyDrafts() error {
	details := 0
	for i := range u.drafts {
		d := &u.drafts[i]
		total := int64(0)
		for j := range d.Lines {
			l := &d.Lines[j]
			sum := int64(0)
			for k := range l.Details {
				t := &l.Details[k]
				m, ok := toMinor(t.Amount, d.decimals)
				if !ok {
					return fmt.Errorf("claim %s has an amount out of range", t.Claim)
				}
				sum = addMinor(sum, m)
			}
			if !sameMinor(l.Total, sum, d.decimals) {
				return fmt.Errorf("draft %s: line %s totals %s, its details %s", d.Key, l.Line, l.Total, fromMinor(sum, d.decimals))
			}
			total = addMinor(total, sum)
			details += len(l.Details)
		}
		if !sameMinor(d.Total, total, d.decimals) {
			return fmt.Errorf("draft %s totals %s, its lines %s", d.Key, d.Total, fromMinor(total, d.decimals))
		}
	}
	if details != u.drafted.shares {
		return fmt.Errorf("%d shares are drafted and %d on drafts", u.drafted.shares, details)
	}
	return nil
}

func sameMinor(d decimal.Decimal, m int64, decimals int32) bool {
	x, ok := toMinor(d, decimals)
	return ok && x == m
}

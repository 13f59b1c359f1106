package invoice

import "fmt"

// verify holds what came out of a unit against what went in: every share is in exactly one place, every claim of an item has a part of its own, and every
// total is the sum of its parts. It runs in every build; a difference fails the unit rather than letting a wrong draft out.
func (u *unitRun) verify(backlog []BacklogItem) error {
	if n := u.drafted + len(backlog); n != u.considered {
		return fmt.Errorf("%d shares were considered, %d are drafted and %d in the backlog", u.considered, u.drafted, len(backlog))
	}
	details, claimed := 0, 0
	for i := range u.drafts {
		n, err := u.drafts[i].verify()
		if err != nil {
			return err
		}
		details += n
	}
	for i := range u.items {
		it := &u.items[i]
		claimed += int(it.parts - it.partsBefore)
	}
	if claimed != details {
		return fmt.Errorf("%d parts were given, and the drafts have %d details", claimed, details)
	}
	return nil
}

// verify holds the totals of a draft against their parts, and counts its details.
func (d *Draft) verify() (details int, err error) {
	zero := Amount{}
	if d.Total != zero {
		zero, _ = d.Total.Sub(d.Total)
	}
	total := zero
	for i := range d.Lines {
		l := &d.Lines[i]
		sum := zero
		for j := range l.Details {
			if sum, err = sum.Add(l.Details[j].Amount); err != nil {
				return 0, fmt.Errorf("draft %s: claim %s: %w", d.Key, l.Details[j].Claim(), err)
			}
		}
		if !l.Total.Equal(sum) {
			return 0, fmt.Errorf("draft %s: line %s totals %s, its details %s", d.Key, l.Line, l.Total, sum)
		}
		if total, err = total.Add(sum); err != nil {
			return 0, fmt.Errorf("draft %s: %w", d.Key, err)
		}
		details += len(l.Details)
	}
	if !d.Total.Equal(total) {
		return 0, fmt.Errorf("draft %s totals %s, its lines %s", d.Key, d.Total, total)
	}
	return details, nil
}

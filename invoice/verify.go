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
	total, decimals := int64(0), d.Decimals()
	for i := range d.Lines {
		l := &d.Lines[i]
		sum := int64(0)
		for j := range l.Details {
			n, ok := l.Details[j].Amount.minorUnits(decimals)
			if !ok {
				return 0, fmt.Errorf("draft %s: claim %s: %w", d.Key, l.Details[j].Claim(), errOutOfRange)
			}
			sum += n
		}
		if n, ok := l.Total.minorUnits(decimals); !ok || n != sum {
			return 0, fmt.Errorf("draft %s: line %s totals %s, its details %s", d.Key, l.Line, l.Total, minor(sum, decimals, d.Currency))
		}
		total += sum
		details += len(l.Details)
	}
	if n, ok := d.Total.minorUnits(decimals); !ok || n != total {
		return 0, fmt.Errorf("draft %s totals %s, its lines %s", d.Key, d.Total, minor(total, decimals, d.Currency))
	}
	return details, nil
}

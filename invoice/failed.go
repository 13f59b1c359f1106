package invoice

import (
	"slices"
)

// failedUnit reports a unit that was lost: what its lines had to say before, and every unbilled share of its due lines in the backlog.
func failedUnit(in *Input, u *unit, message string) unitResult {
	res := unitResult{Outcome: Outcome{Unit: u.key}, done: true}
	again := &unitRun{unit: u, in: in, scratch: &scratch{}}
	for _, l := range u.lines {
		res.Log = append(res.Log, l.log...)
		for _, t := range l.transactions {
			res.Backlog = append(res.Backlog, again.lost(&item{transaction: t, line: l}, message)...)
		}
	}
	slices.SortFunc(res.Backlog, func(a, b BacklogItem) int { return compareBacklog(&a, &b) })
	for _, c := range u.contracts {
		res.Log = append(res.Log, Entry{Level: Error, Code: CodeFailed, About: AboutContract, Subject: c.key.id, Message: message})
	}
	return res
}

// lost asks one transaction of a failed unit once more what it is, and returns its unbilled shares. One that panics is one item with as
// much as it could still say.
func (u *unitRun) lost(it *item, message string) (items []BacklogItem) {
	l := it.line
	rule := l.rules[len(l.rules)-1]
	u.shares = u.shares[:0]
	grounds := Grounds{Rule: rule.identity(), Reason: Failed, Note: message}
	defer func() {
		if recover() != nil {
			items = []BacklogItem{{Transaction: it.id, Line: l.id, Project: l.project.id, Customer: l.project.payer, Date: it.date, Kind: it.kind, Grounds: grounds}}
		}
	}()
	if it.identify(); it.status == Billed {
		return nil
	}
	u.price(it)
	u.open(it)
	for i := range u.shares {
		s := &u.shares[i]
		items = append(items, BacklogItem{Transaction: it.id, Line: l.id, Project: l.project.id, Customer: s.payer(rule), Date: it.date, Kind: it.kind,
			Amount: u.openAmount(s), Grounds: grounds})
	}
	return items
}

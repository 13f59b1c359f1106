package invoice

import (
	"cmp"
	"slices"

	"github.com/shopspring/decimal"

	"github.com/proforma-go/proforma/schedule"
)

// failedUnit reports a unit that was lost: what its lines had to say before, and every unbilled share of its due lines in the backlog.
func failedUnit(in *Input, u *unit, message string) Outcome {
	o := Outcome{Unit: u.key}
	again := &unitRun{unit: u, in: in, scratch: &scratch{}}
	for _, l := range u.lines {
		o.Log = append(o.Log, l.log...)
		for _, t := range l.transactions {
			o.Backlog = append(o.Backlog, again.lost(&item{transaction: t, line: l}, message)...)
		}
	}
	slices.SortFunc(o.Backlog, compareBacklog)
	for _, c := range u.contracts {
		o.Log = append(o.Log, Entry{Level: Error, Code: CodeFailed, About: AboutContract, Subject: c.key.id, Message: message})
	}
	return o
}

func compareBacklog(a, b BacklogItem) int {
	return cmp.Or(cmp.Compare(a.Transaction, b.Transaction), cmp.Compare(a.Customer, b.Customer))
}

// lost asks one transaction of a failed unit once more what it is, and returns its unbilled shares. One that panics is one item with as
// much as it could still say.
func (u *unitRun) lost(it *item, message string) (items []BacklogItem) {
	l := it.line
	rule := l.rules[len(l.rules)-1]
	first := len(u.shares)
	defer func() {
		if recover() != nil {
			u.shares = u.shares[:first]
			items = []BacklogItem{{Transaction: it.id, Line: l.id, Project: l.project.id, Customer: l.project.payer, Date: it.date,
				Rule: rule.Name, Reason: Failed, Note: message}}
		}
	}()
	it.identify()
	if it.status == Billed {
		return nil
	}
	u.price(it)
	u.share(it)
	for i := first; i < len(u.shares); i++ {
		u.shares[i].verdict = u.because(verdict{rule: rule, reason: Failed, note: message})
		items = append(items, u.backlogItem(&u.shares[i], schedule.Date{}))
	}
	return items
}

// reportable returns the amount as the host gave it unless it is too large to be written out.
func reportable(d decimal.Decimal) decimal.Decimal {
	if e := d.Exponent(); e > maxExponent || e < -maxExponent {
		return decimal.Decimal{}
	}
	return d
}

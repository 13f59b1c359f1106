package invoice

import (
	"cmp"
	"slices"

	"github.com/shopspring/decimal"
)

// failedUnit reports a unit that was lost: what its lines had to say before, and every unbilled share of its due lines in the backlog.
func failedUnit(in *Input, u *unit, message string) Outcome {
	o := Outcome{Unit: u.key()}
	for _, l := range u.lines {
		o.Log = append(o.Log, l.log...)
		for i := range l.items {
			o.Backlog = append(o.Backlog, lostShares(in, l, l.items[i].transaction, message)...)
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

// lostShares asks one transaction of a failed unit for as much as it can still say, one item per customer. A transaction that cannot even
// tell its id is in the log only.
func lostShares(in *Input, l *lineRun, t Transaction, message string) (items []BacklogItem) {
	b := BacklogItem{Line: l.id, Project: l.project.id, Reason: Failed, Note: message, Rule: l.rules[len(l.rules)-1].Name}
	defer func() {
		if recover() != nil && b.Transaction != "" && len(items) == 0 {
			items = []BacklogItem{b}
		}
	}()
	b.Transaction = t.ID()
	st, ok := t.(Statused)
	if ok && st.Status() == Billed {
		return nil
	}
	b.Date, b.Kind = t.Date(), t.Kind()
	a := t.Amount()
	b.Currency, b.Amount = a.Currency, reportable(a.Number)
	digits, ok := in.MinorUnits(a.Currency)
	total, fits := toMinor(a.Number, int32(digits))
	if b.decimals = int32(digits); ok && fits {
		b.Amount = fromMinor(total, b.decimals)
	}
	b.Customer = l.project.payer
	if len(l.shares.customers) == 0 || !ok || !fits {
		return []BacklogItem{b}
	}
	parts := make([]int64, len(l.shares.customers))
	l.shares.divide(total, parts)
	shares := make([]BacklogItem, len(parts))
	for i, c := range l.shares.customers {
		shares[i] = b
		shares[i].Customer, shares[i].Amount = c, fromMinor(parts[i], b.decimals)
	}
	ss, split := t.(ShareStatused)
	return slices.DeleteFunc(shares, func(b BacklogItem) bool {
		if !split {
			return false
		}
		s, ok := ss.ShareStatus(b.Customer)
		return ok && s == Billed
	})
}

// reportable returns the amount as the host gave it unless it is too large to be written out.
func reportable(d decimal.Decimal) decimal.Decimal {
	if e := d.Exponent(); e > maxExponent || e < -maxExponent {
		return decimal.Decimal{}
	}
	return d
}

package replay

import (
	"cmp"
	"slices"

	"github.com/proforma-go/proforma/invoice"
	"github.com/proforma-go/proforma/invoice/memory"
	"github.com/proforma-go/proforma/schedule"
)

// backlog keeps, from evaluation to evaluation, why the shares of each transaction are not billed: of every rule what its last occurrence said.
type backlog map[string][]invoice.BacklogItem

// add takes over what an evaluation through a day says of the transactions that it read. Those that it drafted whole are no longer there.
func (l backlog) add(r *invoice.Result, day schedule.Date) {
	for i := range r.Drafts {
		for _, e := range r.Drafts[i].Billings() {
			if _, left := slices.BinarySearchFunc(r.Backlog, e.Transaction, byTransaction); !left {
				delete(l, e.Transaction)
			}
		}
	}
	for first := 0; first < len(r.Backlog); {
		id, end := r.Backlog[first].Transaction, first
		for end < len(r.Backlog) && r.Backlog[end].Transaction == id {
			end++
		}
		items := slices.Clone(r.Backlog[first:end])
		for i := range items {
			if before := sameShare(l[id], items, i); before != nil {
				remember(&items[i], before, day)
			}
		}
		l[id] = items
		first = end
	}
}

func byTransaction(b invoice.BacklogItem, id string) int { return cmp.Compare(b.Transaction, id) }

// sameShare finds what was said before of an item's share. Who pays for a line without customers depends on the rule, so the only share of a
// transaction is the same whoever pays it.
func sameShare(before, items []invoice.BacklogItem, i int) *invoice.BacklogItem {
	if len(before) == 1 && len(items) == 1 {
		return &before[0]
	}
	at := slices.IndexFunc(before, func(b invoice.BacklogItem) bool { return b.Customer == items[i].Customer })
	if at < 0 {
		return nil
	}
	return &before[at]
}

// remember puts what a rule said on its last occurrence in the place of what it says of a day on which it had none, and gives the item the
// reason of the rule that came nearest.
func remember(b, before *invoice.BacklogItem, day schedule.Date) {
	b.Rules = slices.Clone(b.Rules)
	best := -1
	for i := range b.Rules {
		g := &b.Rules[i]
		at := slices.IndexFunc(before.Rules, func(o invoice.Grounds) bool { return o.Rule == g.Rule })
		if at >= 0 && !replaces(g, &before.Rules[at]) {
			*g = before.Rules[at]
		}
		nearer := best < 0 || g.Reason.Rank() > b.Rules[best].Reason.Rank()
		if nearer || g.Reason == b.Rules[best].Reason && g.Rule == b.Rule {
			best = i
		}
	}
	if best < 0 {
		return
	}
	if b.Rules[best].Rule != b.Rule && b.Rules[best].Rule == before.Rule {
		b.Customer = before.Customer
	}
	b.Grounds = b.Rules[best]
	switch {
	case final(b.Reason):
		b.NextRun, b.NotBefore = schedule.Date{}, schedule.Date{}
	case b.NextRun.IsZero() && before.NextRun.After(day):
		b.NextRun = before.NextRun // which is still ahead
	}
}

// replaces reports whether what a rule says now takes the place of what it said before. That it had no run on a day is no news, unless
// none comes any more.
func replaces(now, before *invoice.Grounds) bool {
	switch {
	case before.Reason == invoice.Filtered: // for good: conditions and kinds ask for nothing that changes
		return now.Reason == invoice.Filtered
	case now.Reason == invoice.NotDue:
		return before.Reason == invoice.NotDue
	case now.Reason == invoice.Stranded && now.Cutoff.IsZero(): // not said of an occurrence
		return slices.Contains([]invoice.Reason{invoice.NotDue, invoice.AfterCutoff, invoice.MilestoneNotDue, invoice.NotReady}, before.Reason)
	}
	return true
}

// final reports whether no run takes what has the reason, as long as the data stay as they are.
func final(r invoice.Reason) bool {
	switch r {
	case invoice.Filtered, invoice.NotPermitted, invoice.NoSchedule, invoice.OnFixedPrice, invoice.CurrencyMismatch, invoice.NotChargeable,
		invoice.SharesChanged, invoice.AmountChanged, invoice.Failed:
		return true
	}
	return false
}

// finish returns an item for every share that is still unbilled: the last one of the engine, or, where its line was never read, what the log
// says about its line or project.
func (l backlog) finish(v *memory.View, unread *reasons) []invoice.BacklogItem {
	var all []invoice.BacklogItem
	for _, o := range v.Unbilled() {
		items, read := l[o.Transaction]
		if !read {
			all = append(all, unread.item(o))
			continue
		}
		for i := range items {
			if b := &items[i]; b.Reason == invoice.NotReady && o.Ready && (len(items) == 1 || b.Customer == o.Customer) {
				b.Note = "not ready when it was last considered; ready by now"
			}
		}
		if n := len(all); n > 0 && all[n-1].Transaction == o.Transaction {
			continue
		}
		for i := range items {
			unread.complete(&items[i], o.Contract)
		}
		all = append(all, items...)
	}
	slices.SortStableFunc(all, func(a, b invoice.BacklogItem) int {
		return cmp.Or(cmp.Compare(a.Transaction, b.Transaction), cmp.Compare(a.Customer, b.Customer))
	})
	return all
}

package sim

import (
	"errors"
	"slices"
	"strings"

	"github.com/proforma-go/proforma/invoice"
)

// Credits: of a whole draft, of a part of a detail, open again or written off.

func (w *World) someDraft() *invoice.Draft {
	n := len(w.drafts)
	if n == 0 {
		return nil
	}
	return &w.drafts[n-1-w.rng.IntN(min(n, 30))]
}

func (w *World) cancel() {
	if d := w.someDraft(); d != nil {
		w.bookCredit(d, nil)
	}
}

func (w *World) creditSome() {
	d := w.someDraft()
	if d == nil {
		return
	}
	l := d.Lines[w.rng.IntN(len(d.Lines))]
	x := l.Details[w.rng.IntN(len(l.Details))]
	r := invoice.Release{Transaction: x.Transaction, Part: x.Part, WriteOff: w.chance(30)}
	if net := w.netOfPart(x.Transaction, x.Part); x.Kind != invoice.Milestone && w.chance(50) && net > 1 {
		r.Amount = minorAmount(1+w.rng.Int64N(net-1), x.Amount)
	}
	w.bookCredit(d, []invoice.Release{r})
}

// netOfPart is what is left of a part after its credits, in minor units.
func (w *World) netOfPart(id string, part int) int64 {
	n := int64(0)
	for _, e := range w.transaction(id).ledger {
		if e.Part == part || e.Reverses == part {
			n += units(e.Amount)
		}
	}
	return n
}

func (w *World) ledgerOf(d *invoice.Draft) []invoice.LedgerEntry {
	var all []invoice.LedgerEntry
	seen := make(map[string]bool)
	for _, e := range d.Billings() {
		if !seen[e.Transaction] {
			seen[e.Transaction] = true
			for _, b := range w.transaction(e.Transaction).ledger {
				all = append(all, invoice.LedgerEntry{Transaction: e.Transaction, Billing: b})
			}
		}
	}
	return all
}

// bookCredit makes a credit and books it; another clerk who has made one at the same time finds that he cannot book his.
func (w *World) bookCredit(d *invoice.Draft, release []invoice.Release) {
	credit, err := invoice.Correct(*d, w.ledgerOf(d), release)
	if err != nil {
		if !errors.Is(err, invoice.ErrConflict) && !strings.Contains(err.Error(), "nothing of") && !strings.Contains(err.Error(), "is a credit itself") {
			w.failf("credits can be made", "%s: %v: %v", d.Key, release, err)
		}
		return
	}
	w.note("credit %s with %v: %s", d.Key, release, draftText(&credit))
	w.checkCredit(d, &credit, release)
	second := w.chance(20)
	o := invoice.Outcome{Drafts: []invoice.Draft{credit}, Limits: credit.Limits}
	if err := w.book(o); err != nil {
		if !w.passesLimit(credit.Limits) {
			w.failf("a credit of the ledger as it is can be booked", "%s: %v", credit.Key, err)
		}
		w.note("what %s had given is used up: %v", credit.Key, err)
		return
	}
	w.Stats.Credits++
	if second {
		if err := w.book(o); err == nil {
			w.failf("two clerks cannot credit twice", "%s was booked twice", credit.Key)
		}
	}
}

// passesLimit reports whether some fence refuses.
func (w *World) passesLimit(uses []invoice.LimitUse) bool {
	return slices.ContainsFunc(uses, func(u invoice.LimitUse) bool { return w.fence(u) != nil })
}

// checkCredit holds a credit against what was booked: no more of any part than is left, all of it where nothing in particular was asked for.
func (w *World) checkCredit(d, credit *invoice.Draft, release []invoice.Release) {
	w.checkDraft(credit)
	for i := range credit.Lines {
		for _, x := range credit.Lines[i].Details {
			net := w.netOfPart(x.Transaction, x.Reverses)
			if n := -units(x.Amount); n*net < 0 || abs(n) > abs(net) || release == nil && n != net {
				w.failf("a credit takes back no more than is left", "%s/%d of %d: %d", x.Transaction, x.Reverses, net, n)
			}
		}
	}
	if release != nil {
		return
	}
	left := make(map[invoice.Claim]int64)
	for _, e := range d.Billings() {
		if e.Reverses == 0 {
			left[e.Claim()] = w.netOfPart(e.Transaction, e.Part)
		}
	}
	for _, e := range credit.Billings() {
		left[invoice.Claim{Transaction: e.Transaction, Part: e.Reverses}] += units(e.Amount)
	}
	for claim, n := range left {
		if n != 0 {
			w.failf("a cancelled draft is taken back whole", "%s: %d are left of %s", d.Key, n, claim)
		}
	}
}

func abs(n int64) int64 { return max(n, -n) }

package sim

import (
	"context"
	"slices"

	"github.com/shopspring/decimal"

	"github.com/proforma-go/proforma/invoice"
	"github.com/proforma-go/proforma/schedule"
)

// heldAlone are the reasons which say that no rule could have billed the item on its own in its window.
var heldAlone = []invoice.Reason{invoice.NotPermitted, invoice.Filtered, invoice.NoSchedule, invoice.NotDue, invoice.Stranded, invoice.BeforeStart,
	invoice.AfterCutoff, invoice.MilestoneNotDue, invoice.NotReady, invoice.OnHold, invoice.NotChargeable, invoice.OnFixedPrice, invoice.CurrencyMismatch,
	invoice.SharesChanged, invoice.AmountChanged, invoice.Failed}

// checkReasons holds every reason against the facts, and some of them against each rule over the item alone.
func (w *World) checkReasons(j *job, res *invoice.Result) {
	for i := range res.Backlog {
		b := &res.Backlog[i]
		t := j.snap.transaction(b.Transaction)
		if !w.isTrue(j.snap, t, b) {
			w.failf("reasons are true", "%s, %s: %s %q: %s", b.Customer, b.Rule, b.Reason, b.Detail(), w.describe(j.snap, t))
		}
		if slices.Contains(heldAlone, b.Reason) && w.chance(3) {
			w.checkAlone(j, t, b)
			w.checkNextRun(j, t, b)
		}
	}
}

// isTrue holds a reason against the facts that the host can see.
func (w *World) isTrue(snap *rows, t *transaction, b *invoice.BacklogItem) bool {
	l := snap.line(t.line)
	c := snap.contract(l.contract)
	at := slices.IndexFunc(snap.rules, func(r invoice.Rule) bool { return identity(&r) == b.Rule })
	if at < 0 {
		return false
	}
	rule := &snap.rules[at]
	switch b.Reason {
	case invoice.OnHold:
		return c != nil && c.hold != ""
	case invoice.OnFixedPrice:
		return l.method == invoice.FixedPrice && t.kind != invoice.Milestone
	case invoice.CurrencyMismatch:
		return c != nil && c.currency != "" && c.currency != t.currency
	case invoice.NotChargeable:
		return !t.chargeableKind()
	case invoice.NotReady:
		return t.status == invoice.Pending || len(t.shareStatus) > 0
	case invoice.AfterCutoff:
		return t.date.After(b.Cutoff)
	case invoice.BeforeStart:
		return t.date.Before(b.Cutoff)
	case invoice.MilestoneNotDue:
		return t.kind == invoice.Milestone
	case invoice.OverLimit:
		return len(b.Limits) > 0
	case invoice.AboveMaximum:
		return rule.MaxAmount != nil && b.Total.Decimal().GreaterThan(rule.MaxAmount.Decimal())
	case invoice.BelowMinimum:
		return b.Note != "" || rule.MinAmount != nil && b.Total.Decimal().LessThan(rule.MinAmount.Decimal())
	case invoice.SharesChanged, invoice.AmountChanged, invoice.Failed:
		return snap.rest(t, t.ledger).held == b.Reason || len(t.ledger) > 0 && b.Reason != invoice.Failed
	case invoice.NoSchedule:
		return rule.Schedule.Frequency == schedule.OnLineSchedule && (l.schedule == nil || l.method == invoice.FixedPrice)
	case invoice.Filtered:
		return rule.Where != nil || len(rule.Include) > 0
	}
	return true
}

// checkAlone runs every rule alone over the item alone: where it is drafted for that customer, the reason why it was not is no such one.
func (w *World) checkAlone(j *job, t *transaction, b *invoice.BacklogItem) {
	w.Stats.Reasons++
	for i := range j.snap.rules {
		if t.kind == invoice.Milestone && j.snap.rules[i].Schedule.Frequency == schedule.OnLineSchedule {
			continue // what else is on its contract says when that is called out
		}
		snap := *j.snap
		snap.rules = j.snap.rules[i : i+1]
		s := snap.source(1)
		s.only, s.free = t.id, true
		res := w.runAlone(snap.input(s, j.now))
		for k := range res.Drafts {
			if b.Reason == invoice.BeforeStart && res.Drafts[k].RunDate.Before(b.RunDate) {
				continue // an occurrence before the last one would have, under no limit, and the last one has the word
			}
			if c := res.Drafts[k].Customer; snap.alias(t, c) == snap.alias(t, b.Customer) || b.Customer == "" {
				w.failf("what a rule bills by itself has a reason near to billing", "%s of %s is %s (%s: %s), and %s alone drafts %s: %s", t.id, b.Customer, b.Reason, b.Rule, b.Detail(),
					identity(&snap.rules[0]), draftText(&res.Drafts[k]), w.describe(j.snap, t))
			}
		}
	}
}

func (w *World) runAlone(in invoice.Input) *invoice.Result {
	res, err := invoice.Collect(invoice.Run(context.Background(), in))
	if err != nil {
		w.failf("runs end without an error", "%v", err)
	}
	return res
}

// checkNextRun runs the day that the backlog names as the first on which the item is taken, and the days before it, with the item alone, ready and
// under no limit or bound.
func (w *World) checkNextRun(j *job, t *transaction, b *invoice.BacklogItem) {
	dated := []invoice.Reason{invoice.NotDue, invoice.AfterCutoff, invoice.BeforeStart, invoice.NotReady}
	if !slices.Contains(dated, b.Reason) || t.kind == invoice.Milestone || !t.chargeableKind() || len(t.ledger) > 0 || t.amount.Abs().LessThan(decimal.New(5, 0)) {
		return
	}
	l := j.snap.line(t.line)
	if c := j.snap.contract(l.contract); c != nil && (c.hold != "" || c.currency != "" && c.currency != t.currency) {
		return
	}
	last := b.NextRun
	if last.IsZero() {
		last = j.snap.day.AddDays(70)
	}
	for d := j.snap.day.AddDays(1); !d.After(last); d = d.AddDays(1) {
		drafted := w.takes(j, t, d)
		if drafted != (d == b.NextRun) {
			w.failf("the next run is the first that takes the item", "%s is %s (%s), next run %s, and a run of %s takes it: %v: %s", t.id, b.Reason, b.Rule, b.NextRun, d, drafted, w.describe(j.snap, t))
		}
	}
}

// takes reports whether a run of one day drafts the item, if it is ready and nothing is in the way.
func (w *World) takes(j *job, t *transaction, day schedule.Date) bool {
	snap := *j.snap
	snap.rules = slices.Clone(snap.rules)
	for i := range snap.rules {
		snap.rules[i].MinAmount, snap.rules[i].MaxAmount = nil, nil
	}
	ready := *t
	ready.status, ready.shareStatus = 0, nil
	snap.transactions = []transaction{ready}
	snap.day = day
	snap.done = make(map[string]schedule.Date)
	for i := range snap.rules {
		snap.done[identity(&snap.rules[i])] = day.AddDays(-1)
	}
	s := snap.source(1)
	s.only, s.free = t.id, true
	return len(w.runAlone(snap.input(s, false)).Drafts) > 0
}

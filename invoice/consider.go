package invoice

import (
	"slices"

	"github.com/proforma-go/proforma/schedule"
)

// candidate is a share that an event can bill, or list if it is not chargeable.
type candidate struct {
	*share
	bills int64 // how much of it, in minor units: all of it but under `limit partial`
}

// collect is step four: the shares of the due lines that are ready, unbilled and dated through the cut-off. Every other open share of
// a due line is given the reason why it is not among them.
func (u *unitRun) collect(e *event) []candidate {
	n := 0
	for i := range e.lines {
		n += len(e.lines[i].line.considered)
	}
	found := slices.Grow(u.found[:0], n)
	for i := range e.lines {
		d := &e.lines[i]
		shares := d.line.considered
		for j := range shares {
			s := &shares[j]
			if !s.open {
				u.tellTaken(e, d, s)
				continue
			}
			if s.verdict = u.test(e.rule, d, s); s.verdict == nil {
				found = append(found, candidate{s, s.amount})
			}
		}
	}
	u.found = found
	return found
}

// test says why a rule cannot bill a share, with the first reason that applies; nil means that it can.
func (u *unitRun) test(r *ruleRun, d *lineDue, s *share) *verdict {
	it := s.item
	b := d.bound(it.kind % (Milestone + 1))
	v := verdict{rule: r}
	if v.reason = u.excluded(r, d, it, b); v.reason == "" {
		if v.reason, v.cutoff = s.untimely(r, d, b); v.reason == "" {
			return nil
		}
		if it.billing != Chargeable {
			why := BacklogItem{Reason: v.reason, Line: it.line.id, Date: it.date, Cutoff: v.cutoff}
			v = verdict{rule: r, reason: NotChargeable, note: "not chargeable, and " + why.Detail()}
		}
	}
	u.annotate(&v, it)
	return u.because(v)
}

// untimely tests readiness and dates, and what is wrong with the item itself.
func (s *share) untimely(r *ruleRun, d *lineDue, b bound) (reason Reason, cutoff schedule.Date) {
	it := s.item
	switch {
	case s.status == Pending:
		reason = NotReady
	case d.notDue && it.kind == Milestone && it.date.After(d.run):
		reason = MilestoneNotDue
	case d.notDue:
		reason = NotDue
	case it.kind == Milestone && (it.date.After(b.through) || r.StrictMilestones && it.date != d.run):
		reason = MilestoneNotDue
	case it.date.Before(b.from):
		reason, cutoff = BeforeStart, b.from
	case it.date.After(b.through):
		reason, cutoff = AfterCutoff, b.through
	case it.changed:
		reason = SharesChanged
	case it.fault != noFault:
		reason = Failed
	}
	return reason, cutoff
}

// excluded tests what no date can change.
func (u *unitRun) excluded(r *ruleRun, d *lineDue, it *item, b bound) Reason {
	c := it.line.contract
	switch {
	case !b.included && !d.notDue, r.asksEach && !r.where.holdAt(TransactionLevel, it.subject()):
		return Filtered
	case c.hold != "":
		return OnHold
	case it.line.unconfigured && r.onLines():
		return NoSchedule
	case it.line.method == FixedPrice && it.kind != Milestone:
		return OnFixedPrice
	case c.currency != "" && it.money.currency != c.currency:
		return CurrencyMismatch
	}
	return ""
}

// annotate adds what the backlog and the log say beside the reason. A fault of an item is logged once.
func (u *unitRun) annotate(v *verdict, it *item) {
	switch v.reason {
	case OnHold:
		v.note = "contract " + it.line.contract.key.id + " is on hold: " + it.line.contract.hold
	case CurrencyMismatch:
		v.note = "in " + it.money.currency + ", but contract " + it.line.contract.key.id + " is in " + it.line.contract.currency
	case Failed:
		v.note = it.broken()
	}
	if (v.reason == CurrencyMismatch || v.reason == Failed) && !it.faultLogged {
		it.faultLogged = true
		u.log = append(u.log, Entry{Rule: v.rule.Name, Level: Error, Code: Code(v.reason), About: AboutTransaction, Subject: it.id, Message: v.note})
	}
}

// tellTaken logs, once per rule, that an earlier rule of this run has taken a share that this one would bill.
func (u *unitRun) tellTaken(e *event, d *lineDue, s *share) {
	if s.takenBy == e.rule || s.takenBy == nil || s.told == e.rule {
		return
	}
	if u.test(e.rule, d, s) != nil {
		return
	}
	s.told = e.rule
	u.log = append(u.log, Entry{RunDate: e.run, Rule: e.rule.Name, Level: Info, Code: CodeAlreadyDrafted, About: AboutTransaction,
		Subject: s.item.id, Message: "rule " + s.takenBy.Name + " has drafted it earlier in this run"})
}

// markUnconfigured finds the fixed-price lines that never had a milestone: a rule on line schedules can never bill them.
func (u *unitRun) markUnconfigured() {
	for _, l := range u.lines {
		if !l.read || l.method != FixedPrice || l.hasMilestone() {
			continue
		}
		l.unconfigured = true
		for _, r := range l.rules {
			if r.onLines() {
				l.notRead(r, NoSchedule, schedule.Date{})
				u.log = append(u.log, l.log[len(l.log)-1])
				l.log = l.log[:len(l.log)-1]
			}
		}
	}
}

func (l *lineRun) hasMilestone() bool {
	for i := range l.items {
		if l.items[i].kind == Milestone {
			return true
		}
	}
	return false
}

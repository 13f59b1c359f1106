package invoice

import (
	"slices"

	"github.com/proforma-go/proforma/schedule"
)

// candidate is a share that an occurrence can bill, or list if it is not chargeable.
type candidate struct {
	*share
	group    int32 // the draft that it would stand on
	row      int32 // the draft line that it would stand on
	tuple    int32 // the values of the fields that divide draft lines
	part     int32 // of its detail; 0: none
	redo     int32 // of the first entry that takes back what was billed at another price; 0: none
	bills    int64 // what of it stands on the draft, in minor units
	hours    int64 // of its quantity, in units of the last decimal, where measured is part of it
	measured measured
	held     bool // over a limit with all of it
	capped   bool // over a limit with some of it
	out      bool // held back with its draft, for the rest of the occurrence
	kept     bool // on a draft
}

// measured says what quantity stands beside a candidate's amount.
type measured uint8

const (
	unmeasured measured = iota // none
	wholly                     // the item's
	partly                     // a part of it
)

// corrects reports whether what was billed of the share is taken back and billed anew.
func (c *candidate) corrects() bool { return len(c.redone()) > 0 }

// redone returns the entries that are taken back.
func (c *candidate) redone() []int {
	if c.item.ledger == nil || c.undivided {
		return nil
	}
	return c.item.ledger.stakes[c.order].redo
}

// collect finds the shares of the due lines that are ready, unbilled and dated through the cut-off, in the order in which details stand on a
// draft. It counts what an earlier rule of this run has taken.
func (u *unitRun) collect(e *event) []candidate {
	n := 0
	for i := range e.lines {
		n += len(u.sharesOf(e.lines[i].line))
	}
	found := slices.Grow(u.found[:0], n)
	for i := range e.lines {
		d := &e.lines[i]
		shares := u.sharesOf(d.line)
		for j := range shares {
			s := &shares[j]
			if s.open {
				if u.test(e.rule, d, s).reason == "" {
					found = append(found, candidate{share: s})
				}
			} else if s.takenBy != e.rule && s.takenBy != nil && u.test(e.rule, d, s).reason == "" {
				u.counts.add(u.in, e.rule, CodeAlreadyDrafted, AboutTransaction, s.item.id, e.run)
			}
		}
	}
	u.found = found
	return found
}

// test says why a rule cannot bill a share on one occurrence, with the first reason that applies; no reason means that it can.
func (u *unitRun) test(r *ruleRun, d *lineDue, s *share) verdict {
	it := s.item
	b := d.bound(it.kind % (Milestone + 1))
	v := verdict{rule: r, reason: u.excluded(r, d, it, b)}
	if v.reason != "" {
		return v
	}
	v.reason, v.cutoff = untimely(r, d, s, b)
	if v.reason != "" && it.billing != Chargeable && v.reason != Failed {
		why := BacklogItem{Line: it.line.id, Date: it.date, Grounds: Grounds{Reason: v.reason, Cutoff: v.cutoff}}
		return verdict{rule: r, reason: NotChargeable, note: "not chargeable, and " + why.Detail()}
	}
	return v
}

// untimely tests readiness and dates, and what is wrong with the item itself.
func untimely(r *ruleRun, d *lineDue, s *share, b bound) (reason Reason, cutoff schedule.Date) {
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
	case it.fault != nil:
		reason = Failed
	case it.ledger != nil && s.undivided:
		reason = it.ledger.reason
	}
	return reason, cutoff
}

// excluded tests what no date can change.
func (u *unitRun) excluded(r *ruleRun, d *lineDue, it *item, b bound) Reason {
	c := it.line.contract
	switch {
	case d.notDue && !r.includesKind(it.kind), !d.notDue && !b.included, r.asksEach && !r.where.holdAt(TransactionLevel, it.subject()):
		return Filtered
	case c.hold != "":
		return OnHold
	case r.onLines() && it.line.isUnconfigured():
		return NoSchedule
	case it.line.method == FixedPrice && it.kind != Milestone:
		return OnFixedPrice
	case c.currency != "" && it.money.currency != c.currency:
		return CurrencyMismatch
	}
	return ""
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
				l.notRead(u.in, &u.counts, r, NoSchedule, schedule.Date{})
			}
		}
	}
}

// isUnconfigured reports whether a rule on line schedules can never bill the line.
func (l *lineRun) isUnconfigured() bool {
	return l.unconfigured || l.method != FixedPrice && l.timetable == nil
}

func (l *lineRun) hasMilestone() bool {
	for i := range l.items {
		if l.items[i].kind == Milestone {
			return true
		}
	}
	return false
}

package invoice

import (
	"cmp"
	"slices"

	"github.com/proforma-go/proforma/schedule"
)

// nextRun is the next run of a line under a rule, looked up once per line.
type nextRun struct {
	rule *ruleRun
	date schedule.Date
}

// backlog gives every share that is on no draft its place there, with the reason of the rule that considered it last.
func (u *unitRun) backlog() []BacklogItem {
	left := u.left[:0]
	for _, l := range u.lines {
		var next nextRun
		for i := range l.considered {
			s := &l.considered[i]
			if !s.open {
				continue
			}
			if s.verdict == nil {
				u.considerLast(l, s)
			}
			if r := s.verdict.rule; next.rule != r {
				next = nextRun{r, u.next(l, r)}
			}
			left = append(left, leftover{s, next.date})
		}
	}
	slices.SortFunc(left, u.compareLeftovers)
	u.left = left
	items := make([]BacklogItem, len(left))
	for i, x := range left {
		items[i] = u.backlogItem(x.share, x.next)
	}
	return items
}

// leftover is a share that is on no draft, and the next run of its line.
type leftover struct {
	*share
	next schedule.Date
}

// compareLeftovers is the order of the backlog, for what has a verdict.
func (u *unitRun) compareLeftovers(a, b leftover) int {
	if c := u.compareIDs(a.item, b.item); c != 0 {
		return c
	}
	return cmp.Compare(a.payer(a.verdict.rule), b.payer(b.verdict.rule))
}

// considerLast gives a share that no event considered the reason of the last rule that could: its line was read, but not due.
func (u *unitRun) considerLast(l *lineRun, s *share) {
	r := l.rules[len(l.rules)-1]
	s.verdict = u.test(r, &lineDue{line: l, run: r.through, notDue: true}, s)
}

// next returns the line's next run under a rule after the window. A fixed-price line runs when its contract is called out.
func (u *unitRun) next(l *lineRun, r *ruleRun) schedule.Date {
	switch {
	case !r.onLines():
		return r.next
	case l.method == FixedPrice:
		return u.called[calledKey{l.contract, r}]
	case l.timetable == nil:
		return schedule.Date{}
	}
	return l.timetable.next(r, r.through)
}

// nextOfAny returns the item's next run after the window under whichever rule comes first.
func (u *unitRun) nextOfAny(it *item) schedule.Date {
	var first schedule.Date
	for _, r := range it.line.rules {
		if d := it.nextRun(r, u.next(it.line, r)); !d.IsZero() && (first.IsZero() || d.Before(first)) {
			first = d
		}
	}
	return first
}

// nextRun returns the item's next run under a rule, given that of its line.
func (it *item) nextRun(r *ruleRun, line schedule.Date) schedule.Date {
	switch {
	case it.kind != Milestone:
	case r.StrictMilestones && !it.date.After(r.through):
		return schedule.Date{} // its date has gone by
	case r.onLines() && it.date.After(r.through) && r.timetable.Admits(it.date):
		return it.date // the day on which it calls out its contract itself
	}
	return line
}

func (u *unitRun) backlogItem(s *share, next schedule.Date) BacklogItem {
	it, v := s.item, s.verdict
	next = it.nextRun(v.rule, next)
	if v.reason == NoSchedule || v.reason == OnFixedPrice {
		next = schedule.Date{} // no run can ever bill it
	}
	b := BacklogItem{
		Transaction: it.id, Line: it.line.id, Project: it.line.project.id, Customer: s.payer(v.rule), Date: it.date, Kind: it.kind,
		Amount: s.money(s.amount), Currency: it.money.currency, Rule: v.rule.Name, Reason: v.reason, Cutoff: v.cutoff,
		Level: v.level, Note: v.note, NextRun: next, decimals: it.money.decimals,
	}
	switch v.reason {
	case OverLimit, BelowMinimum, AboveMaximum:
		b.Other = Amount{fromMinor(v.other, it.money.decimals), it.money.currency}
	case MilestoneNotDue, NotDue, BeforeStart, AfterCutoff:
		if next.IsZero() {
			b.NextRun = u.nextOfAny(it)
		}
		if b.NextRun.IsZero() && v.rule.Schedule.Frequency != schedule.Manual {
			why := ", and line " + b.Line + " has no later run"
			if it.kind == Milestone && v.rule.StrictMilestones {
				why = ", and the rule bills milestones on their very date"
			}
			b.Note = b.Detail() + why
			b.Reason = Stranded
		}
	}
	if it.unpriced {
		b.Amount = reportable(it.exact)
	}
	return b
}

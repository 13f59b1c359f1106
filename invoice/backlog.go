package invoice

import (
	"cmp"
	"slices"

	"github.com/proforma-go/proforma/schedule"
)

// backlog gives every share that is on no draft its place there, with the reason of the rule that came nearest to billing it.
func (u *unitRun) backlog() []BacklogItem {
	open := 0
	for i := range u.shares {
		open += b2i(u.shares[i].open)
	}
	if open == 0 {
		return nil
	}
	items, last := make([]BacklogItem, 0, open), u.lastDues()
	for _, l := range u.lines {
		shares := u.sharesOf(l)
		for i := range shares {
			if s := &shares[i]; s.open {
				items = append(items, u.backlogItem(s, last))
			}
		}
	}
	slices.SortFunc(items, func(a, b BacklogItem) int { return compareBacklog(&a, &b) })
	return items
}

func compareBacklog(a, b *BacklogItem) int {
	return cmp.Or(cmp.Compare(a.Transaction, b.Transaction), cmp.Compare(a.Customer, b.Customer))
}

// dueKey is a line under a rule.
type dueKey struct {
	line *lineRun
	rule *ruleRun
}

// lastDues finds the last occurrence in the window in which each line was due under each rule.
func (u *unitRun) lastDues() map[dueKey]*lineDue {
	last := make(map[dueKey]*lineDue)
	for i := range u.events {
		e := &u.events[i]
		for j := range e.lines {
			last[dueKey{e.lines[j].line, e.rule}] = &e.lines[j]
		}
	}
	return last
}

// backlogItem finds the nearest of the rules' verdicts on a share.
func (u *unitRun) backlogItem(s *share, last map[dueKey]*lineDue) BacklogItem {
	it := s.item
	b := BacklogItem{Transaction: it.id, Line: it.line.id, Project: it.line.project.id, Date: it.date, Kind: it.kind}
	var best verdict
	var bestRun schedule.Date
	for _, r := range it.line.rules {
		v := u.verdict(r, s, last[dueKey{it.line, r}])
		run := schedule.Date{}
		if nearness[v.reason] >= nearness[best.reason] {
			run = u.takes(r, it).date
		}
		if best.rule == nil || nearness[v.reason] > nearness[best.reason] || nearness[v.reason] == nearness[best.reason] && sooner(run, bestRun) {
			best, bestRun = v, run
		}
		if u.in.Detail {
			b.Rules = append(b.Rules, u.grounds(&v, it))
		}
	}
	b.Grounds, b.Customer = u.grounds(&best, it), s.payer(best.rule)
	b.Amount = u.openAmount(s)
	if !best.reason.final() {
		next := u.nextRun(it)
		b.NextRun, b.NotBefore = next.date, next.notBefore
	}
	if best.reason == Failed || best.reason == CurrencyMismatch {
		u.logFault(it, &b)
	}
	return b
}

// sooner reports whether a comes before b; no date comes last.
func sooner(a, b schedule.Date) bool { return !a.IsZero() && (b.IsZero() || a.Before(b)) }

// verdict says what a rule has to say of an open share: of its last occurrence in the window in which the line was due, else that it was not.
func (u *unitRun) verdict(r *ruleRun, s *share, d *lineDue) verdict {
	if d == nil {
		d = &lineDue{line: s.item.line, run: r.through, notDue: true}
	}
	v := u.test(r, d, s)
	if v.reason == "" {
		if late := s.of(r); late != nil {
			return *late
		}
		v.reason = Failed // it could have been billed, and nobody says why it was not: verify has a word on it
	}
	if !d.notDue {
		v.run = d.run
	}
	switch v.reason {
	case NotDue, AfterCutoff, MilestoneNotDue:
		if t := u.takes(r, s.item); t.date.IsZero() && t.notBefore.IsZero() && r.Schedule.Frequency != schedule.Manual {
			b := BacklogItem{Line: s.item.line.id, Date: s.item.date, Grounds: Grounds{Reason: v.reason, Cutoff: v.cutoff}}
			v.note = b.Detail() + ", and no later run of the rule takes it"
			if s.item.kind == Milestone && r.StrictMilestones {
				v.note = b.Detail() + ", and the rule bills milestones on their very date"
			}
			v.reason = Stranded
		}
	}
	return v
}

// grounds puts the facts of a verdict together.
func (u *unitRun) grounds(v *verdict, it *item) Grounds {
	g := Grounds{Rule: v.rule.identity(), Reason: v.reason, RunDate: v.run, Cutoff: v.cutoff, Note: v.note}
	switch c := it.line.contract; v.reason {
	case Filtered:
		g.Condition, g.Value = v.rule.failing(it)
	case OnHold:
		g.Note = "contract " + c.key.id + " is on hold: " + c.hold
	case CurrencyMismatch:
		g.Note = "in " + it.money.currency + ", but contract " + c.key.id + " is in " + c.currency
	case Failed:
		if it.fault != nil {
			g.Note = it.fault.Error()
		}
	case SharesChanged, AmountChanged:
		if l := it.ledger; l != nil {
			g.Note, g.Was, g.Is = l.note, l.was, l.is
		}
	case OverLimit:
		for level, l := range v.levels {
			if l != nil {
				g.Limits = append(g.Limits, PassedLimit{LimitLevel(level), l.amount(l.max)})
			}
		}
	case BelowMinimum, AboveMaximum:
		g.Total = minor(v.other, it.money.decimals, it.money.currency)
	}
	return g
}

// openAmount is what is left of a share, rounded so that the open shares of an item add up to what is left of it.
func (u *unitRun) openAmount(s *share) Amount {
	it := s.item
	if it.money == nil || !it.money.known || it.whole.Err() != nil {
		return it.whole
	}
	amount := func(x exact) Amount {
		n, _ := x.round(HalfUp)
		return minor(n, it.money.decimals, it.money.currency)
	}
	switch {
	case s.undivided && it.ledger != nil:
		return amount(it.ledger.left)
	case s.undivided, len(it.shares.customers) == 0 && it.ledger == nil:
		return amount(exactOf(it.whole, it.money.decimals))
	case it.billing != Chargeable && it.owed(s.order).sign() == 0:
		return amount(exactOf(it.whole, it.money.decimals).times(it.shares.percent(int(s.order))))
	}
	var claims []claimant
	total, at, taker := exact{}, 0, -1
	for i := it.first; i < it.end; i++ {
		if o := &u.shares[i]; o.open {
			if o == s {
				at = len(claims)
			}
			if int(o.order) == it.shares.rounding {
				taker = len(claims)
			}
			due := it.owed(o.order)
			total = total.add(due)
			claims = append(claims, claimant{due: due})
		}
	}
	whole, _ := total.round(HalfUp)
	apportion(whole, claims, taker, HalfUp)
	return minor(claims[at].part, it.money.decimals, it.money.currency)
}

// logFault says once of an item what is wrong with it.
func (u *unitRun) logFault(it *item, b *BacklogItem) {
	if it.faultLogged {
		return
	}
	it.faultLogged = true
	u.log = append(u.log, Entry{Rule: b.Rule, Level: Error, Code: Code(b.Reason), About: AboutTransaction, Subject: it.id, Message: b.Detail()})
}

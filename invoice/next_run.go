package invoice

import (
	"github.com/proforma-go/proforma/schedule"
)

// laterRuns are the runs of a rule's own schedule after its window, worked out as far as somebody asked.
type laterRuns struct {
	runs []ownRun
	last schedule.Date // up to which the schedule was searched
	over bool          // there are no more, or none was looked for beyond searchSteps
	cut  bool          // the search ended before the schedule did
}

// taking is the first later run that takes an item.
type takingRun struct {
	date      schedule.Date // zero: none was found
	notBefore schedule.Date // where the search ended before the schedule did: there is none before this day
}

// takes returns the first run of a rule after its window whose bounds admit the item as it stands: its date, its kind, the rule's conditions.
func (u *unitRun) takes(r *ruleRun, it *item) takingRun {
	if r.asksEach && !r.where.holdAt(TransactionLevel, it.subject()) {
		return takingRun{}
	}
	switch {
	case !r.onLines():
		return u.takesOwn(r, it)
	case it.line.method == FixedPrice:
		return takingRun{date: u.takesMilestone(r, it)}
	case it.line.timetable == nil || it.kind == Milestone:
		return takingRun{}
	}
	return it.line.timetable.takes(r, it.date)
}

// takesMilestone returns when a milestone is billed on line schedules: on the day on which it calls out its contract itself, else with the
// contract's next called-out date.
func (u *unitRun) takesMilestone(r *ruleRun, it *item) schedule.Date {
	switch {
	case it.kind != Milestone || it.line.unconfigured:
	case r.StrictMilestones && !it.date.After(r.through):
	case it.date.After(r.through) && r.timetable.Admits(it.date):
		return it.date
	case !r.StrictMilestones:
		return u.called[calledKey{it.line.contract, r}]
	}
	return schedule.Date{}
}

// takesOwn searches the runs of a rule's own schedule.
func (u *unitRun) takesOwn(r *ruleRun, it *item) takingRun {
	l := u.scratch.later(r)
	for i := 0; ; i++ {
		if i == len(l.runs) && !l.extend(r) {
			break
		}
		run := &l.runs[i]
		b := run.bounds[it.kind%(Milestone+1)]
		if !b.included {
			return takingRun{}
		}
		if it.kind == Milestone && r.StrictMilestones {
			if run.Date == it.date {
				return takingRun{date: run.Date}
			}
			if run.Date.After(it.date) {
				return takingRun{}
			}
			continue
		}
		if !it.date.Before(b.from) && !it.date.After(b.through) {
			return takingRun{date: run.Date}
		}
	}
	if l.cut {
		return takingRun{notBefore: l.last}
	}
	return takingRun{}
}

// later returns the worker's own table of a rule's later runs.
func (m *scratch) later(r *ruleRun) *laterRuns {
	l := m.laterRuns[r]
	if l == nil {
		if m.laterRuns == nil {
			m.laterRuns = make(map[*ruleRun]*laterRuns)
		}
		l = &laterRuns{last: r.through}
		m.laterRuns[r] = l
	}
	return l
}

// extend works out one more run, and reports whether there is one.
func (l *laterRuns) extend(r *ruleRun) bool {
	if l.over {
		return false
	}
	if len(l.runs) >= searchSteps {
		l.over, l.cut = true, true
		return false
	}
	o, ok := r.timetable.Next(l.last)
	if !ok {
		l.over = true
		return false
	}
	l.last = o.Date
	run, err := r.plan(o)
	if err != nil {
		l.over = true
		return false
	}
	l.runs = append(l.runs, run)
	return true
}

// takes returns the line's first run after the rule's window that includes a date.
func (t *lineTimetable) takes(r *ruleRun, date schedule.Date) takingRun {
	after := r.through
	for range searchSteps {
		o, ok := t.timetable.Next(after)
		if !ok || !r.Schedule.Until.IsZero() && o.Nominal.After(r.Schedule.Until) {
			return takingRun{date: t.sweepAfter(r, r.through, date)}
		}
		after = o.Date
		if !r.timetable.Admits(o.Nominal) {
			continue
		}
		if through, err := t.cutoff(o); err == nil && !date.After(through) {
			if sweep := t.sweepAfter(r, r.through, date); !sweep.IsZero() && sweep.Before(o.Date) {
				return takingRun{date: sweep}
			}
			return takingRun{date: o.Date}
		}
	}
	return takingRun{notBefore: after}
}

// sweepAfter returns the line's final sweep if that comes after a day and includes a date; zero if not.
func (t *lineTimetable) sweepAfter(r *ruleRun, after, date schedule.Date) schedule.Date {
	if end := t.Schedule.Until; t.sweeps(r) && r.timetable.Admits(end) && end.After(after) && !date.After(end) {
		return end
	}
	return schedule.Date{}
}

// nextRun returns the first run, of any rule, that takes an item as it stands.
func (u *unitRun) nextRun(it *item) takingRun {
	var first takingRun
	for _, r := range it.line.rules {
		t := u.takes(r, it)
		if !t.date.IsZero() && (first.date.IsZero() || t.date.Before(first.date)) {
			first.date = t.date
		}
		if !t.notBefore.IsZero() && (first.notBefore.IsZero() || t.notBefore.Before(first.notBefore)) {
			first.notBefore = t.notBefore
		}
	}
	if !first.date.IsZero() {
		first.notBefore = schedule.Date{}
	}
	return first
}

// hasLaterRun reports whether a run after the event, in the window or behind it, would take a share as it stands.
func (u *unitRun) hasLaterRun(e *event, s *share) bool {
	for i := range u.events {
		later := &u.events[i]
		if later == e || later.before(e) {
			continue
		}
		for j := range later.lines {
			if d := &later.lines[j]; d.line == s.item.line && u.test(later.rule, d, s).reason == "" {
				return true
			}
		}
	}
	for _, r := range s.item.line.rules {
		if t := u.takes(r, s.item); !t.date.IsZero() || !t.notBefore.IsZero() || r.Schedule.Frequency == schedule.Manual {
			return true
		}
	}
	return false
}

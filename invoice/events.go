package invoice

import (
	"cmp"
	"slices"

	"github.com/proforma-go/proforma/schedule"
)

// event is one occurrence of one rule for a unit, with the lines that are due.
type event struct {
	rule         *ruleRun
	run, planned schedule.Date
	lines        []lineDue // in order of project, sequence, id
	logged       int       // how much of the unit's log is from before
}

// before reports whether the event comes earlier than another one.
func (e *event) before(o *event) bool {
	return e.run.Before(o.run) || e.run == o.run && e.rule.index < o.rule.index
}

// lineDue is a line that is due in an event, and through which day.
type lineDue struct {
	line    *lineRun
	own     *ownRun       // under a rule with a schedule of its own
	through schedule.Date // under line schedules: the line's cut-off; zero: only its milestones are due
	run     schedule.Date // the run date, through which milestones are due
	notDue  bool          // not in an event at all: asks what else stands in the way
}

// bound returns what of one kind is included.
func (d *lineDue) bound(k Kind) bound {
	switch {
	case d.own != nil:
		return d.own.bounds[k]
	case k == Milestone:
		return bound{included: true, through: d.run}
	}
	return bound{included: true, through: d.through}
}

// plan returns every occurrence of every rule for the unit, by run date and then in the order of the rules.
func (u *unitRun) plan() []event {
	var all []event
	for _, r := range u.rules() {
		if r.onLines() {
			all = append(all, u.lineEvents(r)...)
		} else {
			all = append(all, u.ownEvents(r)...)
		}
	}
	slices.SortStableFunc(all, func(a, b event) int {
		return cmp.Or(a.run.Compare(b.run), cmp.Compare(a.rule.index, b.rule.index))
	})
	return all
}

// rules returns the rules that may bill some line of the unit, in order.
func (u *unitRun) rules() []*ruleRun {
	var rules []*ruleRun
	for _, l := range u.lines {
		for _, r := range l.rules {
			if !slices.Contains(rules, r) {
				rules = append(rules, r)
			}
		}
	}
	slices.SortFunc(rules, func(a, b *ruleRun) int { return cmp.Compare(a.index, b.index) })
	return rules
}

// ownEvents are the runs of a rule's own schedule: every line that the rule may bill is due in each.
func (u *unitRun) ownEvents(r *ruleRun) []event {
	lines := make([]*lineRun, 0, len(u.lines))
	for _, l := range u.lines {
		if l.read && slices.Contains(l.rules, r) {
			lines = append(lines, l)
		}
	}
	all := make([]event, 0, len(r.runs))
	for i := range r.runs {
		o := &r.runs[i]
		e := event{rule: r, run: o.Date, planned: o.Nominal, lines: make([]lineDue, 0, len(lines))}
		for _, l := range lines {
			e.lines = append(e.lines, lineDue{line: l, own: o, run: o.Date})
		}
		if len(lines) > 0 {
			all = append(all, e)
		}
	}
	return all
}

// lineEvents are the dates on which the unit's contracts are called out, by the runs of their lines and the dates of their milestones.
// On a called-out date the lines whose own date it is are due, and every fixed-price line with its milestones up to it.
func (u *unitRun) lineEvents(r *ruleRun) []event {
	byDate := make(map[schedule.Date]*event)
	var dates []schedule.Date
	lines := make(map[*contractRun][]*lineRun)
	for _, l := range u.lines {
		if slices.Contains(l.rules, r) {
			lines[l.contract] = append(lines[l.contract], l)
		}
	}
	for _, c := range u.contracts {
		co := u.callouts(c, r, lines[c])
		for _, d := range co.kept {
			e := byDate[d]
			if e == nil {
				e = &event{rule: r, run: d, planned: d}
				byDate[d] = e
				dates = append(dates, d)
			}
			e.lines = append(e.lines, co.due(d)...)
		}
	}
	all := make([]event, 0, len(dates))
	for _, d := range dates {
		e := byDate[d]
		slices.SortFunc(e.lines, func(a, b lineDue) int { return compareLines(a.line, b.line) })
		all = append(all, *e)
	}
	return all
}

// callouts is when one contract is called out under one rule.
type callouts struct {
	rule  *ruleRun
	lines []*lineRun      // of the contract, that the rule may bill
	all   []schedule.Date // in the window, in order
	kept  []schedule.Date // those that are run, after the catch-up policy
	later schedule.Date   // the first one after the window; zero: none
}

// callouts works out when a contract is called out, given its lines that the rule may bill.
func (u *unitRun) callouts(c *contractRun, r *ruleRun, lines []*lineRun) *callouts {
	co := &callouts{rule: r, lines: lines}
	for _, l := range lines {
		for _, d := range l.dues {
			if d.rule == r {
				co.all = append(co.all, d.run)
			}
		}
		if l.timetable != nil {
			co.addLater(l.timetable.next(r, r.through))
		}
		if l.method == FixedPrice {
			co.addMilestones(l)
		}
	}
	if u.in.RunNow && len(co.lines) > 0 {
		co.all = []schedule.Date{r.through}
	}
	slices.SortFunc(co.all, schedule.Date.Compare)
	co.all = slices.Compact(co.all)
	u.keep(co)
	u.called[calledKey{c, r}] = co.later
	return co
}

// addMilestones adds the dates of a line's milestones, ready or not.
func (co *callouts) addMilestones(l *lineRun) {
	for i := range l.items {
		it := &l.items[i]
		if it.kind != Milestone || it.date.IsZero() || !co.rule.timetable.Admits(it.date) {
			continue
		}
		switch {
		case it.date.After(co.rule.through):
			co.addLater(it.date)
		case it.date.After(co.rule.after):
			co.all = append(co.all, it.date)
		}
	}
}

func (co *callouts) addLater(d schedule.Date) {
	if !d.IsZero() && (co.later.IsZero() || d.Before(co.later)) {
		co.later = d
	}
}

// keep applies the catch-up policy. Where no called-out date is left, milestones that became ready after their date go on the last date
// of the window.
func (u *unitRun) keep(co *callouts) {
	r := co.rule
	for i, d := range co.all {
		missed := d.Before(r.through)
		if r.CatchUp == CatchUpNone && missed || r.CatchUp == CatchUpLatest && i < len(co.all)-1 {
			e := r.missed(d)
			e.About, e.Subject = AboutContract, co.lines[0].contract.key.id
			u.log = append(u.log, e)
			continue
		}
		co.kept = append(co.kept, d)
	}
	last := schedule.Date{}
	if len(co.kept) > 0 {
		last = co.kept[len(co.kept)-1]
	}
	open := r.through.After(r.after) && r.timetable.Admits(r.through)
	if open && co.later.IsZero() && last != r.through && !r.StrictMilestones && u.hasLateMilestone(co, last) {
		co.kept = append(co.kept, r.through)
	}
}

// hasLateMilestone reports whether a ready milestone is dated after the last called-out date and no later than the window's end. Zero
// is before every date.
func (u *unitRun) hasLateMilestone(co *callouts, last schedule.Date) bool {
	for _, l := range co.lines {
		shares := u.sharesOf(l)
		for i := range shares {
			s := &shares[i]
			if s.item.kind == Milestone && s.status == Ready && s.item.date.After(last) && !s.item.date.After(co.rule.through) {
				return true
			}
		}
	}
	return false
}

// due returns the contract's lines that are due on a called-out date. Under `catch up latest` a line is due on the contract's last
// date if it had any date in the window.
func (co *callouts) due(d schedule.Date) []lineDue {
	var lines []lineDue
	for _, l := range co.lines {
		ld := lineDue{line: l, run: d}
		for _, x := range l.dues {
			if x.rule == co.rule && (x.run == d || co.rule.CatchUp == CatchUpLatest) && x.through.After(ld.through) {
				ld.through = x.through
			}
		}
		if !ld.through.IsZero() || l.method == FixedPrice {
			lines = append(lines, ld)
		}
	}
	return lines
}

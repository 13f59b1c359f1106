package invoice

import (
	"errors"
	"fmt"
	"slices"

	"github.com/proforma-go/proforma/schedule"
)

// due is one run of a contract line under a rule that bills on line schedules: its run date and the last day it includes.
type due struct {
	rule         *ruleRun
	run, through schedule.Date
}

// lineTimetable is a line schedule made ready, shared by the lines that have it.
type lineTimetable struct {
	*LineSchedule
	timetable *schedule.Timetable
	dates     schedule.Dates
	err       error
	beyond    *ruleRun // for which it was said last that its calendar ends too early
}

// searchSteps bounds the search for a line's next run among dates that the rule's own bounds exclude.
const searchSteps = 1000

func newLineTimetable(s *LineSchedule, in *Input) *lineTimetable {
	t := &lineTimetable{LineSchedule: s}
	t.dates = schedule.Dates{Calendar: in.Calendars[s.Schedule.Calendar], WeekStart: in.WeekStart, FiscalYearStart: in.FiscalYearStart}
	if t.timetable, t.err = s.Schedule.CompileIn(in.Calendars, in.zones); t.err == nil && s.Schedule.Frequency == schedule.OnLineSchedule {
		t.err = errors.New("a line's own schedule cannot be \"on line schedules\"")
	}
	return t
}

// plan works out when the line is due under each of its rules, and whether its transactions are to be read.
func (l *lineRun) plan(in *Input, schedules map[*LineSchedule]*lineTimetable, counts *counts) error {
	for _, r := range l.rules {
		if !r.onLines() {
			l.planOwn(in, counts, r)
			continue
		}
		if err := l.findTimetable(in, schedules); err != nil {
			return err
		}
		if err := l.planOnLine(in, counts, r); err != nil {
			return err
		}
	}
	return nil
}

// planOwn says when the line is due under a rule with a schedule of its own: with every run of the rule.
func (l *lineRun) planOwn(in *Input, counts *counts, r *ruleRun) {
	switch {
	case len(r.runs) > 0:
		l.read = true
	case l.contract.hold != "":
		l.notRead(in, counts, r, OnHold, r.next)
	case r.next.IsZero() && r.Schedule.Frequency != schedule.Manual:
		l.notRead(in, counts, r, Stranded, r.next)
	default:
		l.notRead(in, counts, r, NotDue, r.next)
	}
}

func (l *lineRun) findTimetable(in *Input, schedules map[*LineSchedule]*lineTimetable) error {
	s, ok := l.line.(Scheduled)
	if !ok || s.Schedule() == nil {
		return nil
	}
	if l.timetable = schedules[s.Schedule()]; l.timetable == nil {
		l.timetable = newLineTimetable(s.Schedule(), in)
		schedules[s.Schedule()] = l.timetable
	}
	if l.timetable.err != nil {
		return fmt.Errorf("line schedule: %w", l.timetable.err)
	}
	return nil
}

// planOnLine says when the line is due under a rule that bills on line schedules. A fixed-price line is always read: the dates of its
// milestones call out its contract, and only its transactions can tell them.
func (l *lineRun) planOnLine(in *Input, counts *counts, r *ruleRun) error {
	before := len(l.dues)
	var next schedule.Date
	if l.timetable != nil {
		if err := l.timetable.check(r); err != nil {
			return err
		}
		var err error
		if l.dues, err = l.timetable.appendDues(l.dues, r, in.RunNow); err != nil {
			return err
		}
		next = l.timetable.next(r, r.through)
		l.timetable.sayBeyond(counts, r, next)
	}
	switch {
	case len(l.dues) > before || l.method == FixedPrice:
		l.read = true
	case l.contract.hold != "":
		l.notRead(in, counts, r, OnHold, next)
	case l.timetable == nil:
		l.notRead(in, counts, r, NoSchedule, next)
	case next.IsZero():
		l.notRead(in, counts, r, Stranded, next)
	default:
		l.notRead(in, counts, r, NotDue, next)
	}
	return nil
}

// sayBeyond says once of a rule that line schedules ask for days that their calendar does not know.
func (t *lineTimetable) sayBeyond(counts *counts, r *ruleRun, next schedule.Date) {
	known := t.timetable.KnownThrough()
	if t.beyond == r || known.IsZero() || !r.through.After(known) && !next.After(known) {
		return
	}
	t.beyond = r
	e := r.beyondCalendar(t.Schedule.Calendar, known)
	if !slices.Contains(counts.beyond, e) {
		counts.beyond = append(counts.beyond, e)
	}
}

func (t *lineTimetable) sweeps(r *ruleRun) bool { return t.FinalSweep || r.FinalSweep }

func (t *lineTimetable) check(r *ruleRun) error {
	if t.sweeps(r) && t.Schedule.Until.IsZero() {
		return errors.New("a final sweep needs a line schedule with an until date")
	}
	return nil
}

// appendDues adds the line's runs within the rule's window, in order.
func (t *lineTimetable) appendDues(dues []due, r *ruleRun, now bool) ([]due, error) {
	if now {
		through, err := t.cutoff(schedule.Occurrence{Date: r.through, Nominal: r.through})
		return append(dues, due{r, r.through, through}), err
	}
	first := len(dues)
	for o := range t.timetable.Between(r.after.AddDays(1), r.through) {
		if !r.timetable.Admits(o.Nominal) {
			continue
		}
		through, err := t.cutoff(o)
		if err != nil {
			return dues, err
		}
		if len(dues)-first == maxOccurrences {
			return dues, fmt.Errorf("more than %d runs in the window from %s through %s", maxOccurrences, r.after.AddDays(1), r.through)
		}
		dues = append(dues, due{r, o.Date, through})
	}
	if u := t.Schedule.Until; t.sweeps(r) && r.timetable.Admits(u) && u.After(r.after) && !u.After(r.through) {
		dues = addSweep(dues, first, due{r, u, u})
	}
	return dues, nil
}

// addSweep adds the last run of a line, on its until date. A run that is there on that date already includes that day instead.
func addSweep(dues []due, first int, sweep due) []due {
	for i := first; i < len(dues); i++ {
		if dues[i].run == sweep.run {
			if dues[i].through.Before(sweep.through) {
				dues[i].through = sweep.through
			}
			return dues
		}
	}
	return append(dues, sweep)
}

// cutoff is the last day that a run of the line includes: the row's own, else what the schedule says, else the day before the
// planned date.
func (t *lineTimetable) cutoff(o schedule.Occurrence) (schedule.Date, error) {
	switch {
	case !o.Through.IsZero():
		return o.Through, nil
	case t.Through.IsZero():
		return o.Nominal.AddDays(-1), nil
	}
	return t.Through.Resolve(o, t.dates)
}

// next returns the line's first run date after d under the rule; zero: none.
func (t *lineTimetable) next(r *ruleRun, d schedule.Date) schedule.Date {
	var found schedule.Date
	after := d
	for range searchSteps {
		o, ok := t.timetable.Next(after)
		if !ok || !r.Schedule.Until.IsZero() && o.Nominal.After(r.Schedule.Until) {
			break
		}
		if r.timetable.Admits(o.Nominal) {
			found = o.Date
			break
		}
		after = o.Date
	}
	if u := t.Schedule.Until; t.sweeps(r) && r.timetable.Admits(u) && u.After(d) && (found.IsZero() || u.Before(found)) {
		found = u
	}
	return found
}

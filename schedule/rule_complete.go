package schedule

import "fmt"

// complete checks a rule against the table of RFC 5545, section 3.3.10 and fills in what it leaves to DTSTART.
func (r *rule) complete(given map[string]bool) error {
	if r.freq == 0 {
		return fmt.Errorf("FREQ is missing; use DAILY, WEEKLY, MONTHLY or YEARLY")
	}
	if given["COUNT"] && given["UNTIL"] {
		return fmt.Errorf("COUNT and UNTIL are both given; keep one")
	}
	switch {
	case len(r.yearDays) > 0 && r.freq != Yearly:
		return fmt.Errorf("BYYEARDAY: only a YEARLY rule has days of the year")
	case r.weekNos.set && r.freq != Yearly:
		return fmt.Errorf("BYWEEKNO: only a YEARLY rule has weeks of the year")
	case r.monthDays.set && r.freq == Weekly:
		return fmt.Errorf("BYMONTHDAY: a WEEKLY rule has no days of the month")
	case len(r.nths) > 0 && (r.freq == Daily || r.freq == Weekly || r.weekNos.set):
		return fmt.Errorf("BYDAY: numbers count within months and years, not within days and weeks")
	}
	for _, n := range r.nths {
		if most := r.mostNth(); n.n > most || n.n < -most {
			return fmt.Errorf("BYDAY: %d%s: there are at most %d of one weekday", n.n, weekdayCodes[n.day], most)
		}
	}
	r.fillIn()
	if r.end == 0 {
		r.end = lastDay
	}
	return nil
}

// countOff turns COUNT into a last day.
func (r *rule) countOff() {
	n := r.start - 1
	for range r.count {
		d := r.next(n + 1)
		if d == 0 {
			return
		}
		n = d
	}
	if r.count > 0 {
		r.end = n
	}
}

// mostNth returns the largest number that BYDAY can have.
func (r *rule) mostNth() int {
	if r.freq == Yearly && r.months == 0 {
		return 53
	}
	return 5
}

// fillIn takes from DTSTART the weekday, the day of the month or the month that the rule does not name.
func (r *rule) fillIn() {
	_, month, day := civil(max(r.start, firstDay))
	weekday := uint8(1) << weekdayIndex(max(r.start, firstDay))
	switch {
	case r.freq == Weekly && !r.hasDays, r.weekNos.set && !r.hasDays && len(r.yearDays) == 0 && !r.monthDays.set:
		r.days, r.hasDays = weekday, true
	case r.freq == Monthly && !r.hasDays && !r.monthDays.set:
		r.monthDays.add(day)
	case r.freq == Yearly && !r.hasDays && !r.monthDays.set && len(r.yearDays) == 0:
		r.monthDays.add(day)
		if r.months == 0 {
			r.months = 1 << month
		}
	}
	if r.months == 0 {
		r.months = allMonths
	}
	r.origin = r.periodOf(max(r.start, firstDay))
}

// parseRule finds the faults of the schedule's recurrence rule.
func (s Schedule) parseRule(e *Errors) {
	rules, extra, _, err := parseRules(s.RRule, s.From)
	if err != nil {
		e.add(CodeRule, "RRule", err.Error(), "")
		return
	}
	for _, r := range rules {
		if r.count > 0 && s.Count > 0 {
			e.add(CodeCountWithUntil, "Count", "a number of times, and the rule has a COUNT of its own", "keep one of the two")
		}
	}
	if len(rules) == 0 && len(extra) > 0 {
		e.add(CodeRule, "RRule", "dates without a rule", "use Once and Rows")
	}
}

// ruleSeries returns the streams of a recurrence without faults.
func (s Schedule) ruleSeries() []series {
	rules, extra, _, err := parseRules(s.RRule, s.From)
	if err != nil {
		return nil
	}
	var out []series
	for _, r := range rules {
		r.countOff()
		out = append(out, series{source: byRule, rule: r})
	}
	if len(extra) > 0 {
		out = append(out, series{source: explicit, rows: sortRows(extra)})
	}
	return out
}

// normalRule returns the text of the rule in its canonical form: capitals, single spaces, no "RRULE:" in front. A rule that cannot be read
// stays as it is.
func (s Schedule) normalRule() string {
	if s.Frequency != Recurrence {
		return s.RRule
	}
	_, _, text, err := parseRules(s.RRule, s.From)
	if err != nil {
		return s.RRule
	}
	return text
}

package dsl

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/proforma-go/proforma/schedule"
)

var scheduleClause = &clauseKind{
	name: "schedule",
	heads: []string{"daily", "weekly", "monthly", "quarterly", "yearly", "every", "once", "manual", "on", "rrule", "biweekly", "fortnightly",
		"annually", "manually"},
	example: "monthly on last weekday",
	grammar: newGrammar[scheduleNode](phrases),
}

// scheduleNode is a schedule without its timings: how often, and on which days.
type scheduleNode struct {
	Head  captured   `parser:"(  @Cadence | 'rrule' @Text | @'on' 'line' ( 'schedules' | 'schedule' )"`
	Every *everyNode `parser:"|  'every' @@ )"`
	Days  *daysNode  `parser:"@@?"`
}

// everyNode is what follows "every".
type everyNode struct {
	Number   captured  `parser:"(  @( Number | Ordinal | 'other' )?"`
	Unit     *unitNode `parser:"   @@"`
	Weekdays []tok     `parser:"|  @( Weekday ( ( ',' 'and'? | 'and' ) Weekday )* ) )"`
}

// unitNode is a length of time or a kind of day: "day", "weekday", "business day", "month".
type unitNode struct {
	Unit     captured `parser:"(  @DayUnit | @Period"`
	Business captured `parser:"|  @'business'"`
	Days     captured `parser:"   @'day' )"`
}

func (n *scheduleNode) apply(c *checker, p *part) {
	if first := c.first("schedule"); first != nil {
		d := c.err(codeTwoSchedules, c.spanOf(p), "a rule has one schedule", "make a rule of its own of this").also(c.spanOf(first), "the first is here")
		if c.line {
			d.Message, d.Label = "there is a schedule already", "leave this out"
		}
		return
	}
	c.claim(p)
	s := &c.rule.Schedule
	switch {
	case n.Every != nil:
		c.every(n.Every, s)
	case classOf(n.Head) == classText:
		s.Frequency, s.RRule = schedule.Recurrence, unquote(valueOf(n.Head))
	case classOf(n.Head) == classCadence:
		s.Frequency, s.Interval = cadences[valueOf(n.Head)].frequency, cadences[valueOf(n.Head)].interval
	default:
		s.Frequency = schedule.OnLineSchedule
	}
	if n.Days != nil {
		c.days(n.Days.Days, s)
	}
}

var cadences = map[string]struct {
	frequency schedule.Frequency
	interval  int
}{
	"daily": {schedule.Daily, 0}, "weekly": {schedule.Weekly, 0}, "biweekly": {schedule.Weekly, 2}, "monthly": {schedule.Monthly, 0},
	"quarterly": {schedule.Quarterly, 0}, "yearly": {schedule.Yearly, 0}, "manual": {schedule.Manual, 0}, "once": {schedule.Once, 0},
}

var unitFrequencies = map[string]schedule.Frequency{
	"day": schedule.Daily, "weekday": schedule.Daily, "week": schedule.Weekly, "month": schedule.Monthly, "quarter": schedule.Quarterly,
	"year": schedule.Yearly,
}

// every sets what "every 2 weeks", "every weekday" or "every Monday and Thursday" says.
func (c *checker) every(n *everyNode, s *schedule.Schedule) {
	if n.Unit == nil {
		s.Frequency = schedule.Weekly
		for _, d := range n.Weekdays {
			if d.Type == classWeekday {
				s.On = append(s.On, schedule.Day{Kind: weekdayKinds[d.Value]})
			}
		}
		return
	}
	s.Frequency = unitFrequencies[valueOf(n.Unit.word())]
	switch {
	case valueOf(n.Number) == "other":
		s.Interval = 2
	case has(n.Number):
		k, ok := c.integer(n.Number, 1, 9999, "write 1 or more")
		if !ok {
			return
		}
		s.Interval = k
	}
	if kind := n.Unit.kind(); kind != schedule.AnyDay && s.Frequency == schedule.Daily {
		if s.Interval > 1 {
			c.err(codeDayUnit, c.src.spanOf(at(n.Number), at(n.Unit.word())+1), "{day}s cannot be counted from one run to the next",
				"write days or weeks", kind).note("or choose a day of each month: monthly on third %s", kind)
			return
		}
		s.On = []schedule.Day{{Kind: kind}}
	}
}

// kind returns the kind of day that a unit names, 0 for one that is longer than a day.
func (n *unitNode) kind() schedule.DayKind {
	switch {
	case has(n.Business):
		return schedule.BusinessDay
	case valueOf(n.Unit) == "day":
		return schedule.AnyDay
	case valueOf(n.Unit) == "weekday":
		return schedule.Weekday
	}
	return 0
}

// unit returns the unit for offsets.
func (n *unitNode) unit() schedule.Unit {
	if has(n.Business) {
		return schedule.BusinessDays
	}
	return units[valueOf(n.Unit)]
}

// word returns the last token of the unit: its only one, or the "day" of "business day".
func (n *unitNode) word() captured {
	if has(n.Business) {
		return n.Days
	}
	return n.Unit
}

// first returns the index of the unit's first token.
func (n *unitNode) first() int {
	if has(n.Business) {
		return at(n.Business)
	}
	return at(n.Unit)
}

var units = map[string]schedule.Unit{
	"day": schedule.Days, "weekday": schedule.Weekdays, "week": schedule.Weeks, "month": schedule.Months, "quarter": schedule.Quarters,
	"year": schedule.Years,
}

var weekdayKinds = map[string]schedule.DayKind{
	"monday": schedule.Monday, "tuesday": schedule.Tuesday, "wednesday": schedule.Wednesday, "thursday": schedule.Thursday,
	"friday": schedule.Friday, "saturday": schedule.Saturday, "sunday": schedule.Sunday,
}

var monthNumbers = map[string]int{
	"january": 1, "february": 2, "march": 3, "april": 4, "may": 5, "june": 6, "july": 7, "august": 8, "september": 9, "october": 10,
	"november": 11, "december": 12,
}

// integer reads a whole number in a range.
func (c *checker) integer(t captured, least, most int, label string) (int, bool) {
	n, err := strconv.Atoi(digits(valueOf(t)))
	if err == nil && n >= least && n <= most {
		return n, true
	}
	raw := c.src.textOf(at(t))
	switch number := digits(valueOf(t)); {
	case strings.Contains(number, "."):
		c.err(codeCount, c.src.spanOf(at(t), at(t)+1), "{number} is not a whole number", "write a whole number", raw)
		return 0, false
	case label == "write 1 or more" && !strings.HasPrefix(number, "-") && (err != nil || n > most):
		label = fmt.Sprintf("at most %d", most)
	}
	c.err(codeCount, c.src.spanOf(at(t), at(t)+1), "{number} is not possible here", label, raw)
	return 0, false
}

package dsl

import (
	"fmt"
	"time"

	"github.com/proforma-go/proforma/schedule"
)

// daysNode is the days that a schedule lists.
type daysNode struct {
	Days []*dayNode `parser:"'on'? @@ ( ( ',' 'and'? | 'and' ) @@ )*"`
}

// dayNode is one of them.
type dayNode struct {
	Ordinal *ordinalNode `parser:"(  @@"`                 // second last weekday
	Unit    *dayUnitNode `parser:"|  @@"`                 // day 15; day before …; weekdays
	Head    captured     `parser:"|  @Weekday | @Number"` // Monday; a further number after "days 1"
	Counted *countedNode `parser:"      @@?"`             // 3 business days before …
	Month   captured     `parser:"|  @Month"`             // March 31
	Second  captured     `parser:"   @( Number | Ordinal )"`
	Date    captured     `parser:"|  @Date ( 'through'"` // 2026-10-05
	Through captured     `parser:"   @Date )? )"`
	Within  *withinNode  `parser:"( 'of' @@ )?"`
}

// countedNode follows a number: the unit that it counts and from where, or a month ("31 March").
type countedNode struct {
	Month  captured    `parser:"(  @Month"`
	Unit   *unitNode   `parser:"|  @@"`
	Side   captured    `parser:"   @( 'before' | 'after' )"`
	Target *targetNode `parser:"   @@ )"`
}

// dayUnitNode begins with a unit.
type dayUnitNode struct {
	Unit   *unitNode   `parser:"@@"`
	Number captured    `parser:"(  @Number"`
	Side   captured    `parser:"|  @( 'before' | 'after' )"`
	Target *targetNode `parser:"   @@ )?"`
}

// targetNode is the day that an offset counts from.
type targetNode struct {
	Ordinal *ordinalNode `parser:"(  @@"`
	Unit    *unitNode    `parser:"|  @@"`
	Number  captured     `parser:"   @Number?"`
	Weekday captured     `parser:"|  @Weekday"`
	Month   captured     `parser:"|  @Month"`
	InMonth captured     `parser:"   @( Number | Ordinal ) )"`
}

// ordinalNode is "first day", "second last weekday", "last Friday", "15th".
type ordinalNode struct {
	N       captured  `parser:"(  @Ordinal"`
	Last    captured  `parser:"   @'last'? | @'last' )"`
	Unit    *unitNode `parser:"(  @@"`
	Weekday captured  `parser:"|  @Weekday )?"`
}

// withinNode says in which part of the period a day is counted.
type withinNode struct {
	Month captured `parser:"(  @Month"`
	N     captured `parser:"|  @( Ordinal | 'last' ) 'month'"`
	Each  captured `parser:"|  @( 'every' | 'each' )?"`
	Unit  captured `parser:"   @Period )"`
}

// days sets the days of a schedule, or the rows of `once`.
func (c *checker) days(nodes []*dayNode, s *schedule.Schedule) {
	if s.Frequency == schedule.Once {
		c.rows(nodes, s)
		return
	}
	if c.hasNoDays(nodes[0], s) {
		return
	}
	numbers := false
	var month captured // of the day before
	for i, n := range nodes {
		if month = n.month(month); c.sameMonth(month, n) {
			continue
		}
		d, ok := c.day(n, nodes[i+1:], numbers, s.Frequency)
		numbers = n.Unit != nil && has(n.Unit.Number) || numbers && classOf(n.Head) == classNumber
		if ok {
			s.On = append(s.On, d)
		}
	}
}

// month returns the month that an item names; a number alone has that of the item before it.
func (n *dayNode) month(before captured) captured {
	switch {
	case has(n.Month):
		return n.Month
	case n.Counted != nil:
		return n.Counted.Month
	case classOf(n.Head) == classNumber:
		return before
	}
	return nil
}

// sameMonth reports a number after a day of a month: `March 1 and 15`.
func (c *checker) sameMonth(month captured, n *dayNode) bool {
	if !has(month) || classOf(n.Head) != classNumber || n.Counted != nil {
		return false
	}
	span := c.src.spanOf(at(n.Head), at(n.Head)+1)
	c.err(codeDayUnit, span, "{number} says no kind of day", "", valueOf(n.Head)).write(c.src.textOf(at(month)) + " " + valueOf(n.Head))
	return true
}

// hasNoDays reports days, of which n is the first, that stand with a schedule which has none, or has them already.
func (c *checker) hasNoDays(n *dayNode, s *schedule.Schedule) bool {
	first := at(n.start())
	span := c.src.spanOf(first, first+1)
	var d *Diagnostic
	switch {
	case len(s.On) > 0: // every Monday, every weekday
		d = c.err(codeDayUnit, span, "the days are named twice", `name them after "every" or after "on"`)
	case s.Frequency == schedule.Daily && s.Interval > 1:
		d = c.err(codeDayUnit, span, "every {number} days cannot be on other days as well", "leave the days out", s.Interval)
	case s.Frequency == schedule.Manual, s.Frequency == schedule.OnLineSchedule, s.Frequency == schedule.Recurrence:
		d = c.err(codeDayUnit, span, `"{frequency}" has no days of its own`, "leave the day out", s.Frequency)
	default:
		return false
	}
	if has(n.Date) && s.Frequency != schedule.Manual {
		d.note("for the first date write: from %s", valueOf(n.Date))
	}
	return true
}

// day returns the schedule's day for one item of a list. The items after it complete "first and third Monday".
func (c *checker) day(n *dayNode, rest []*dayNode, numbers bool, f schedule.Frequency) (d schedule.Day, ok bool) {
	switch {
	case classOf(n.Head) == classNumber && n.Counted == nil:
		if d, ok = c.dayNumber(n.Head); ok && !numbers {
			t := c.src.textOf(at(n.Head))
			c.err(codeDayUnit, c.src.spanOf(at(n.Head), at(n.Head)+1), "{number} says no kind of day", "write day {number}", t).fix("day " + t)
			ok = false
		}
	case classOf(n.Head) == classNumber && has(n.Counted.Month):
		d, ok = c.monthDay(n.Counted.Month, n.Head)
	case classOf(n.Head) == classNumber:
		count, fine := c.integer(n.Head, 1, 1000, "write 1 to 1000")
		d, ok = c.target(n.Counted.Target)
		d.Offset = c.offset(count, n.Counted.Unit, n.Counted.Side)
		ok = ok && fine
	case n.Unit != nil && n.Unit.Target != nil:
		d, ok = c.target(n.Unit.Target)
		d.Offset = c.offset(1, n.Unit.Unit, n.Unit.Side)
	case n.Unit != nil:
		d, ok = c.unitDay(n.Unit.Unit, n.Unit.Number)
	case n.Ordinal != nil:
		d, ok = c.ordinalDay(n.Ordinal, rest)
	case has(n.Head):
		d, ok = schedule.Day{Kind: weekdayKinds[valueOf(n.Head)]}, true
	case has(n.Month):
		d, ok = c.monthDay(n.Month, n.Second)
	default:
		c.err(codeOnce, c.src.spanOf(at(n.Date), at(n.Date)+1), "a date is not a day of every {period}", "dates go with once", period(f)).
			note("write: once on %s", valueOf(n.Date))
		return d, false
	}
	if !ok {
		return d, false
	}
	if d.Month != 0 && f != schedule.Yearly {
		t := n.start()
		c.err(codeDayUnit, c.src.spanOf(at(t), at(t)+1), `"{frequency}" runs in more months than that`, "a day of one month goes with yearly", f)
		return d, false
	}
	return d, n.Within == nil || c.within(n, &d, f)
}

// start returns the first token of an item.
func (n *dayNode) start() captured {
	for _, t := range []captured{n.Head, n.Month, n.Date} {
		if has(t) {
			return t
		}
	}
	if n.Unit != nil {
		if has(n.Unit.Unit.Business) {
			return n.Unit.Unit.Business
		}
		return n.Unit.Unit.word()
	}
	return n.Ordinal.start()
}

func (n *ordinalNode) start() captured {
	if has(n.N) {
		return n.N
	}
	return n.Last
}

func period(f schedule.Frequency) string {
	switch f {
	case schedule.Weekly:
		return "week"
	case schedule.Quarterly:
		return "quarter"
	case schedule.Yearly:
		return "year"
	case schedule.Daily:
		return "day"
	}
	return "month"
}

func (c *checker) dayNumber(t captured) (schedule.Day, bool) {
	n, ok := parseInt(valueOf(t))
	if ok && n >= 1 && n <= 31 {
		return schedule.Day{Kind: schedule.AnyDay, N: n}, true
	}
	d := c.err(codeDayRange, c.src.spanOf(at(t), at(t)+1), "a month has no day {number}", "expected 1 to 31", digits(valueOf(t)))
	if ok && n > 31 {
		d.note("for the end of the month write: last day")
	}
	return schedule.Day{}, false
}

func (c *checker) monthDay(month, number captured) (schedule.Day, bool) {
	m := monthNumbers[valueOf(month)]
	most := time.Date(2024, time.Month(m)+1, 0, 0, 0, 0, 0, time.UTC).Day()
	n, ok := parseInt(valueOf(number))
	if ok && n >= 1 && n <= most {
		return schedule.Day{Kind: schedule.AnyDay, N: n, Month: m}, true
	}
	c.err(codeDayRange, c.src.spanOf(at(number), at(number)+1), "{month} has no day {number}",
		"expected 1 to {most}", time.Month(m), digits(valueOf(number)), most)
	return schedule.Day{}, false
}

// unitDay returns "day 15", "weekdays" or "business days".
func (c *checker) unitDay(u *unitNode, number captured) (schedule.Day, bool) {
	switch kind := u.kind(); {
	case kind == schedule.AnyDay && has(number):
		return c.dayNumber(number)
	case kind == 0 || has(number):
		return schedule.Day{}, c.notADay(u, has(number))
	default:
		return schedule.Day{Kind: kind}, true
	}
}

func (c *checker) notADay(u *unitNode, numbered bool) bool {
	word := valueOf(u.word())
	if has(u.Business) {
		word = "business day"
	}
	label := "write a day, such as first day or last weekday"
	if numbered && u.kind() != 0 {
		label = "write third " + word + ", for one"
	}
	c.err(codeDayUnit, c.src.spanOf(u.first(), at(u.word())+1), `"{day}" does not say which day`, label, word)
	return false
}

func (c *checker) target(n *targetNode) (schedule.Day, bool) {
	switch {
	case n.Ordinal != nil:
		return c.ordinalDay(n.Ordinal, nil)
	case n.Unit != nil:
		return c.unitDay(n.Unit, n.Number)
	case has(n.Weekday):
		return schedule.Day{Kind: weekdayKinds[valueOf(n.Weekday)]}, true
	}
	return c.monthDay(n.Month, n.InMonth)
}

// ordinalDay returns "first day", "second last Friday", "15th". A word without a kind of day takes that of the next item which has one.
func (c *checker) ordinalDay(n *ordinalNode, rest []*dayNode) (d schedule.Day, ok bool) {
	if d.N, ok = c.ordinal(n); !ok {
		return d, false
	}
	from := n
	for i := 0; !from.kinded() && i < len(rest) && rest[i].Ordinal != nil; i++ {
		from = rest[i].Ordinal
	}
	numeral := has(n.N) && classOf(n.N) == classOrdinal && isOrdinal(c.src.textOf(at(n.N)))
	edge := has(n.N) && contains([]string{"start", "beginning", "end"}, lower(c.src.textOf(at(n.N))))
	switch {
	case edge && !n.kinded() && !has(n.Last):
		d.Kind = schedule.AnyDay
		return d, true
	case n.kinded() || from.kinded() && !numeral:
		if d.Kind = from.kind(); d.Kind == 0 {
			return d, c.notADay(from.Unit, false)
		}
		return d, true
	case numeral && !has(n.Last):
		return c.dayNumber(n.N)
	}
	t := n.start()
	word := c.src.textOf(at(t))
	c.err(codeDayUnit, c.src.spanOf(at(t), at(t)+1), `"{ordinal}" does not say which day`, "write {ordinal} day, or {ordinal} weekday", lower(word))
	return d, false
}

func (n *ordinalNode) kinded() bool { return n.Unit != nil || has(n.Weekday) }

func (n *ordinalNode) kind() schedule.DayKind {
	if has(n.Weekday) {
		return weekdayKinds[valueOf(n.Weekday)]
	}
	return n.Unit.kind()
}

// ordinal returns 1 for first, -1 for last, -2 for second last.
func (c *checker) ordinal(n *ordinalNode) (int, bool) {
	if !has(n.N) {
		return -1, true
	}
	k, ok := -1, true
	if valueOf(n.N) != "-1" {
		if k, ok = c.integer(n.N, 1, 366, "expected 1st to 366th"); !ok {
			return 0, false
		}
	}
	if has(n.Last) {
		k = -max(k, -k)
	}
	return k, true
}

func (c *checker) offset(n int, u *unitNode, side captured) schedule.Offset {
	if valueOf(side) == "before" {
		n = -n
	}
	return schedule.Offset{N: n, Unit: u.unit()}
}

// within sets the month of the quarter or year in which a day is counted.
func (c *checker) within(n *dayNode, d *schedule.Day, f schedule.Frequency) bool {
	w := n.Within
	refuse := func(t captured, message, label string, facts ...any) bool {
		c.err(codeDayUnit, c.src.spanOf(at(t), at(t)+1), message, label, facts...)
		return false
	}
	switch {
	case has(w.Month) && f == schedule.Yearly:
		d.Month = monthNumbers[valueOf(w.Month)]
	case has(w.Month):
		return refuse(w.Month, `"{frequency}" runs in more months than {month}`, "a day of one month goes with yearly", f, time.Month(monthNumbers[valueOf(w.Month)]))
	case has(w.N):
		months := map[schedule.Frequency]int{schedule.Quarterly: 3, schedule.Yearly: 12}[f]
		if months == 0 {
			return refuse(w.N, "a {period} has no months to choose from", "leave it out", period(f))
		}
		k := months
		if valueOf(w.N) != "last" {
			var ok bool
			if k, ok = c.integer(w.N, 1, months, fmt.Sprintf("a %s has %d months", period(f), months)); !ok {
				return false
			}
		}
		d.Month = k
	case unitFrequencies[valueOf(w.Unit)] != f:
		return refuse(w.Unit, `"{frequency}" counts days within each {period}, not each {word}`, "write {period}", f, period(f), valueOf(w.Unit))
	}
	return true
}

// rows sets the dates of `once`.
func (c *checker) rows(nodes []*dayNode, s *schedule.Schedule) {
	read := 0 // the token up to which a date in words goes
	for _, n := range nodes {
		if !has(n.Date) {
			t := n.start()
			if at(t) < read {
				continue
			}
			p := &parser{findings: c.findings}
			if date, end := p.dateInWords(at(t)); date != "" {
				read = end
				c.err(codeDate, c.src.spanOf(at(t), end), "a date is written year-month-day", "").write(date)
				continue
			}
			c.err(codeOnce, c.src.spanOf(at(t), at(t)+1), `"once" needs dates`, "write a date, such as 2026-10-05")
			continue
		}
		row, ok := schedule.Row{}, false
		if row.Date, ok = c.date(n.Date); !ok {
			continue
		}
		if has(n.Through) {
			if row.Through, ok = c.date(n.Through); !ok {
				continue
			}
		}
		s.Rows = append(s.Rows, row)
	}
}

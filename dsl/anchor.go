package dsl

import (
	"fmt"

	"github.com/proforma-go/proforma/schedule"
)

// anchorNode is a relative date: "last day of previous month", "1 day before run date".
type anchorNode struct {
	Number captured   `parser:"(  @Number"`
	Unit   *unitNode  `parser:"   @@"`
	Side   captured   `parser:"   @( 'before' | 'after' ) )?"`
	Point  *pointNode `parser:"@@"`
}

// pointNode is a date that others are counted from.
type pointNode struct {
	Ordinal *ordinalNode   `parser:"(  (  @@"`
	Weekday captured       `parser:"   |  @Weekday )"`
	Of      *periodNode    `parser:"   'of' @@"`
	Head    captured       `parser:"|  @'run' ( 'date' | 'day' ) | @Date | @'planned' ( 'date' | 'day' ) | @'today'"`
	Unit    *unitPointNode `parser:"|  @@ )"`
}

// unitPointNode begins with a unit: "day before …", "day 15 of previous month", "day the job runs".
type unitPointNode struct {
	Unit   *unitNode   `parser:"@@"`
	Side   captured    `parser:"(  @( 'before' | 'after' )"`
	Point  *pointNode  `parser:"   @@"`
	Number captured    `parser:"|  @Number"`
	Of     *periodNode `parser:"   'of' @@"`
	Runs   captured    `parser:"|  ( 'rule' | 'job' ) @'runs' )"`
}

// periodNode is "previous month".
type periodNode struct {
	Rel  captured `parser:"@( Rel | 'last' )?"`
	Unit captured `parser:"@Period"`
}

// anchor returns what an anchor node means.
func (c *checker) anchor(n *anchorNode) (a schedule.Anchor, ok bool) {
	point, offset, side := n.Point, schedule.Offset{}, captured(nil)
	if has(n.Number) {
		k, fine := c.integer(n.Number, 1, 1000, "write 1 to 1000")
		if !fine {
			return a, false
		}
		offset, side = c.offset(k, n.Unit, n.Side), n.Side
	}
	if u := point.Unit; u != nil && u.Point != nil {
		if has(side) {
			c.err(codeAnchor, c.src.spanOf(at(u.Side), at(u.Side)+1), "a date is counted from another only once", "write one number of days")
			return a, false
		}
		offset, point = c.offset(1, u.Unit, u.Side), u.Point
		if v := point.Unit; v != nil && v.Point != nil {
			c.err(codeAnchor, c.src.spanOf(at(v.Side), at(v.Side)+1), "a date is counted from another only once", "write 2 days, for one")
			return a, false
		}
	}
	a, ok = c.point(point)
	a.Offset = offset
	return a, ok
}

func (c *checker) point(n *pointNode) (a schedule.Anchor, ok bool) {
	switch {
	case classOf(n.Head) == classDate:
		d, ok := c.date(n.Head)
		return schedule.Anchor{Base: schedule.FixedDate, Date: d}, ok
	case valueOf(n.Head) == "planned":
		return schedule.Anchor{Base: schedule.PlannedDate}, true
	case has(n.Head):
		return schedule.Anchor{Base: schedule.RunDate}, true
	case n.Unit != nil && has(n.Unit.Runs):
		if n.Unit.Unit.kind() != schedule.AnyDay {
			return a, c.notADay(n.Unit.Unit, false)
		}
		return schedule.Anchor{Base: schedule.RunDate}, true
	case n.Unit != nil:
		return c.numberedDay(n.Unit)
	}
	a = c.inPeriod(n.Of)
	switch {
	case has(n.Weekday):
		a.Kind, a.N = weekdayKinds[valueOf(n.Weekday)], 1
		if valueOf(n.Of.Unit) != "week" {
			t := c.src.textOf(at(n.Weekday))
			c.err(codeAnchor, c.src.spanOf(at(n.Weekday), at(n.Weekday)+1), "a {period} has several {day}s", "write first {day}, or last {day}", valueOf(n.Of.Unit), t)
			return a, false
		}
		return a, true
	case n.Ordinal.kinded():
		a.Kind = n.Ordinal.kind()
		if a.Kind == 0 {
			return a, c.notADay(n.Ordinal.Unit, false)
		}
	default:
		a.Kind = schedule.AnyDay
	}
	a.N, ok = c.ordinal(n.Ordinal)
	return a, ok
}

// numberedDay is "day 15 of previous month".
func (c *checker) numberedDay(n *unitPointNode) (schedule.Anchor, bool) {
	a := c.inPeriod(n.Of)
	if a.Kind = n.Unit.kind(); a.Kind != schedule.AnyDay {
		return a, c.notADay(n.Unit, true)
	}
	if a.Period == schedule.Months {
		d, ok := c.dayNumber(n.Number)
		a.N = d.N
		return a, ok
	}
	most := map[schedule.Unit]int{schedule.Weeks: 7, schedule.Quarters: 92, schedule.Years: 366}[a.Period]
	k, ok := c.integer(n.Number, 1, most, fmt.Sprintf("a %s has %d days at most", valueOf(n.Of.Unit), most))
	a.N = k
	return a, ok
}

func (c *checker) inPeriod(n *periodNode) schedule.Anchor {
	a := schedule.Anchor{Base: schedule.InPeriod, Period: units[valueOf(n.Unit)]}
	switch valueOf(n.Rel) {
	case "previous", "last":
		a.Rel = -1
	case "next":
		a.Rel = 1
	}
	return a
}

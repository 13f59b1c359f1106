package dsl

import (
	"strings"

	"github.com/proforma-go/proforma/schedule"
)

var atClause = &clauseKind{
	name: "at", heads: []string{"at"}, example: "at 22:00 in Europe/Stockholm", timing: true,
	grammar: newGrammar[atNode](phrases),
}

// atNode is a time of day, with or without a zone.
type atNode struct {
	Time captured `parser:"'at' @( Time | Number )"`
	Zone captured `parser:"( 'in' @( Zone | Word ) )?"`
}

func (n *atNode) apply(c *checker, p *part) {
	if !c.once(p) {
		return
	}
	if clock, ok := c.clock(n.Time); ok {
		c.rule.Schedule.At = clock
	}
	if has(n.Zone) {
		c.zone(n.Zone)
	}
}

var zoneClause = &clauseKind{
	name: "in", heads: []string{"in"}, example: "in Europe/Stockholm", timing: true,
	grammar: newGrammar[zoneNode](phrases),
}

// zoneNode is a zone apart from its time.
type zoneNode struct {
	Zone captured `parser:"'in' @( Zone | Word )"`
}

func (n *zoneNode) apply(c *checker, p *part) {
	if first := c.first("at"); first != nil {
		if at, ok := first.node.(*atNode); ok && has(at.Zone) {
			c.twice(p, first, "in")
			return
		}
	}
	if c.once(p) {
		c.zone(n.Zone)
	}
}

// clock reads a time of day. A number is a time with a dot, 22.00, or a bare hour.
func (c *checker) clock(t captured) (schedule.Clock, bool) {
	span := c.src.spanOf(at(t), at(t)+1)
	if classOf(t) == classTime {
		clock, err := schedule.ParseClock(padHour(valueOf(t)))
		if err == nil {
			return clock, true
		}
		c.err(codeTime, span, "{time} is not a time of day", "expected 0:00 to 23:59", valueOf(t))
		return clock, false
	}
	d := c.err(codeTime, span, "a time is written hours:minutes", "")
	if clock := dottedTime(valueOf(t)); clock != "" {
		d.Label = "write " + clock
		d.fix(clock)
	} else {
		d.Label = "write 22:00, for one"
	}
	return schedule.Clock{}, false
}

// zone looks a time zone up.
func (c *checker) zone(t captured) {
	name := c.src.textOf(at(t))
	if !strings.Contains(name, "/") && !strings.EqualFold(name, "UTC") {
		c.badZone(t, name)
		return
	}
	if strings.EqualFold(name, "UTC") {
		name = "UTC"
	}
	if _, err := c.zones(name); err == nil {
		c.rule.Schedule.Zone = name
		return
	}
	c.badZone(t, name)
}

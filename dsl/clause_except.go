package dsl

import (
	"time"

	"github.com/proforma-go/proforma/schedule"
)

var exceptClause = &clauseKind{
	name: "except", heads: []string{"except"}, example: "except July and 2026-12-24", timing: true, grammar: newGrammar[exceptNode](phrases),
}

// exceptNode takes dates away from a schedule.
type exceptNode struct {
	Skips []*skipNode `parser:"'except' ( 'in' | 'on' )? @@ ( ( ',' 'and'? | 'and' ) @@ )*"`
}

// skipNode is one date, range or month, or all holidays.
type skipNode struct {
	Date     captured `parser:"(  @Date"`
	Last     captured `parser:"   ( 'through' @Date )?"`
	Month    captured `parser:"|  @Month"`
	Holidays captured `parser:"|  @'holidays' )"`
}

func (n *exceptNode) apply(c *checker, p *part) {
	if !c.once(p) {
		return
	}
	s := &c.rule.Schedule
	for _, k := range n.Skips {
		switch {
		case has(k.Holidays):
			s.ExceptHolidays = true
		case has(k.Month):
			s.ExceptIn |= schedule.MonthsOf(time.Month(monthNumbers[valueOf(k.Month)]))
		default:
			c.skip(k, s)
		}
	}
}

func (c *checker) skip(k *skipNode, s *schedule.Schedule) {
	first, ok := c.date(k.Date)
	if !ok {
		return
	}
	last := first
	if has(k.Last) {
		if last, ok = c.date(k.Last); !ok {
			return
		}
	}
	if last.Before(first) {
		c.err(codeReversed, c.src.spanOf(at(k.Last), at(k.Last)+1), "the exception ends before it starts", "before {first}", first).
			also(c.src.spanOf(at(k.Date), at(k.Date)+1), "starts here")
		return
	}
	s.Except = append(s.Except, schedule.Period{First: first, Last: last})
}

var onlyClause = &clauseKind{
	name: "only in", heads: []string{"only"}, example: "only in March and September", timing: true, grammar: newGrammar[onlyNode](phrases),
}

// onlyNode keeps a schedule to some months.
type onlyNode struct {
	In *monthsNode `parser:"'only' 'in' @@"`
}

// monthsNode is names of months, with what sets them apart.
type monthsNode struct {
	Months []tok `parser:"@( Month ( ( ',' 'and'? | 'and' ) Month )* )"`
}

func (n *onlyNode) apply(c *checker, p *part) {
	if !c.once(p) {
		return
	}
	for _, m := range n.In.Months {
		if m.Type == classMonth {
			c.rule.Schedule.OnlyIn |= schedule.MonthsOf(time.Month(monthNumbers[m.Value]))
		}
	}
}

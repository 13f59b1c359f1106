package dsl

import "github.com/alecthomas/participle/v2/lexer"

// Parse reads a unit.
func (n *unitNode) Parse(lex *lexer.PeekingLexer) error { return produce(lex, n, (*reader).unit) }

// Parse reads what follows "every".
func (n *everyNode) Parse(lex *lexer.PeekingLexer) error { return produce(lex, n, (*reader).every) }

// Parse reads the days of a schedule.
func (n *daysNode) Parse(lex *lexer.PeekingLexer) error { return produce(lex, n, (*reader).days) }

// Parse reads a relative date.
func (n *anchorNode) Parse(lex *lexer.PeekingLexer) error { return produce(lex, n, (*reader).anchor) }

func (r *reader) unit() *unitNode {
	if t := r.class(classDay, classPeriod); has(t) {
		return &unitNode{Unit: t}
	}
	if t := r.word("business"); has(t) {
		return &unitNode{Business: t, Days: need(r, r.word("day"))}
	}
	return nil
}

func (r *reader) ordinal() *ordinalNode {
	n, last := r.class(classOrdinal), r.word("last")
	if !has(n) && !has(last) {
		return nil
	}
	o := &ordinalNode{N: n, Last: last, Weekday: r.class(classWeekday)}
	if !has(o.Weekday) {
		o.Unit = r.unit()
	}
	return o
}

func (r *reader) every() *everyNode {
	n := everyNode{Number: r.class(classNumber, classOrdinal)}
	if !has(n.Number) {
		n.Number = r.word("other")
	}
	if n.Unit = r.unit(); n.Unit != nil {
		return &n
	}
	r.must(!has(n.Number))
	if n.Weekdays = r.classes(classWeekday); n.Weekdays == nil {
		return nil
	}
	return &n
}

func (r *reader) days() *daysNode {
	on := r.skip("on")
	if all := list(r, (*reader).day, (*reader).commaOrAnd); all != nil {
		return &daysNode{Days: all}
	}
	r.must(!on)
	return nil
}

func (r *reader) day() *dayNode {
	n := dayNode{Ordinal: r.ordinal()}
	if n.Ordinal == nil {
		n.Unit = r.dayUnit()
	}
	if n.Ordinal == nil && n.Unit == nil {
		switch n.Head = r.class(classWeekday, classNumber, classMonth, classDate); classOf(n.Head) {
		case 0:
			return nil
		case classNumber:
			n.Counted = r.counted()
		case classMonth:
			n.Month, n.Head, n.Second = n.Head, nil, need(r, r.class(classNumber, classOrdinal))
		case classDate:
			n.Date, n.Head = n.Head, nil
			if r.skip("through") {
				n.Through = need(r, r.class(classDate))
			}
		}
	}
	if r.skip("of") {
		n.Within = r.within()
	}
	return &n
}

func (r *reader) counted() *countedNode {
	if t := r.class(classMonth); has(t) {
		return &countedNode{Month: t}
	}
	if u := r.unit(); u != nil {
		return &countedNode{Unit: u, Side: need(r, r.word("before", "after")), Target: need(r, r.target())}
	}
	return nil
}

func (r *reader) dayUnit() *dayUnitNode {
	n := dayUnitNode{Unit: r.unit()}
	if n.Unit == nil {
		return nil
	}
	if n.Number = r.class(classNumber); has(n.Number) {
		return &n
	}
	if n.Side = r.word("before", "after"); has(n.Side) {
		n.Target = need(r, r.target())
	}
	return &n
}

func (r *reader) target() *targetNode {
	if o := r.ordinal(); o != nil {
		return &targetNode{Ordinal: o}
	}
	if u := r.unit(); u != nil {
		return &targetNode{Unit: u, Number: r.class(classNumber)}
	}
	switch t := r.class(classWeekday, classMonth); classOf(t) {
	case classWeekday:
		return &targetNode{Weekday: t}
	case classMonth:
		return &targetNode{Month: t, InMonth: need(r, r.class(classNumber, classOrdinal))}
	}
	return nil
}

func (r *reader) within() *withinNode {
	if t := r.class(classMonth); has(t) {
		return &withinNode{Month: t}
	}
	t := r.class(classOrdinal)
	if !has(t) {
		t = r.word("last")
	}
	if has(t) {
		r.must(r.skip("month"))
		return &withinNode{N: t}
	}
	return &withinNode{Each: r.word("every", "each"), Unit: need(r, r.class(classPeriod))}
}

func (r *reader) anchor() *anchorNode {
	n := anchorNode{Number: r.class(classNumber)}
	if has(n.Number) {
		n.Unit, n.Side = need(r, r.unit()), need(r, r.word("before", "after"))
		n.Point = need(r, r.point())
		return &n
	}
	if n.Point = r.point(); n.Point == nil {
		return nil
	}
	return &n
}

func (r *reader) point() *pointNode {
	n := pointNode{Ordinal: r.ordinal()}
	if n.Ordinal == nil {
		n.Weekday = r.class(classWeekday)
	}
	if n.Ordinal != nil || has(n.Weekday) {
		r.must(r.skip("of"))
		n.Of = r.period()
		return &n
	}
	if n.Head = r.class(classDate); !has(n.Head) {
		n.Head = r.word("run", "planned", "today")
	}
	switch valueOf(n.Head) {
	case "":
		if n.Unit = r.unitPoint(); n.Unit == nil {
			return nil
		}
	case "run", "planned":
		r.must(r.skip("date", "day"))
	}
	return &n
}

func (r *reader) unitPoint() *unitPointNode {
	n := unitPointNode{Unit: r.unit()}
	if n.Unit == nil {
		return nil
	}
	if n.Side = r.word("before", "after"); has(n.Side) {
		n.Point = need(r, r.point())
		return &n
	}
	if n.Number = r.class(classNumber); has(n.Number) {
		r.must(r.skip("of"))
		n.Of = r.period()
		return &n
	}
	r.must(r.skip("rule", "job"))
	n.Runs = need(r, r.word("runs"))
	return &n
}

// period reads a period that has to be there.
func (r *reader) period() *periodNode {
	n := periodNode{Rel: r.class(classRel)}
	if !has(n.Rel) {
		n.Rel = r.word("last")
	}
	n.Unit = need(r, r.class(classPeriod))
	return &n
}

package schedule

// source says how a series finds its days.
type source uint8

const (
	everyDays source = iota + 1 // every step days, counted from phase
	daysOfSet                   // every day of the set
	weekDays                    // the weekdays in mask, in every step-th week counted from week number phase
	inWeek                      // the nth day of the set, or all of them, in every step-th week counted from week number phase
	inMonths                    // the same in the span months that begin at month number phase and every step months before and after
	fromEdge                    // inMonths where every window has the nth day, so that its edge decides
	explicit                    // rows
	byRule                      // an RFC 5545 rule
	shifted                     // each day of base, moved by an offset
)

// series is one stream of nominal dates: what one [Day] picks out of the periods of a schedule. It has no beginning and no end but those of
// the range of [Date]; bounds and exceptions are the timetable's. Day numbers go in and out, 0 for none.
type series struct {
	source source
	mask   uint8 // weekDays: bit 0 is Monday
	strict bool  // skip a day number that a month lacks, instead of clamping it
	step   int
	phase  int
	span   int // inMonths
	edges  edges
	reach  int // fromEdge: no day lies more than so many days after its edge, or nearer before it; an AnyDay lies there
	nth    int // inWeek, inMonths: 1 is the first, -1 the last, 0 is each
	set    daySet

	base           *series // shifted
	baseLo, baseHi int     // no day of the base before or after counts
	offset         int     // counted in days of offsetIn
	offsetIn       daySet

	rows []Row
	rule *rule
}

// next returns the first date of the series on or after n.
func (s *series) next(n int) int {
	if n = max(n, firstDay); n > lastDay {
		return 0
	}
	switch s.source {
	case everyDays:
		return inRange(s.phase - floorDiv(s.phase-n, s.step)*s.step)
	case fromEdge:
		return s.nextFromEdge(n)
	case inMonths:
		return s.nextInMonths(n)
	case weekDays:
		return s.nextInWeeks(n)
	case daysOfSet:
		return s.set.forward(n, 1)
	case inWeek:
		return s.nextInWeek(n)
	case explicit:
		return s.nextRow(n)
	case byRule:
		return s.rule.next(n)
	}
	d, _ := s.offsetNext(n)
	return d
}

// prev returns the last date of the series on or before n.
func (s *series) prev(n int) int {
	if n = min(n, lastDay); n < firstDay {
		return 0
	}
	switch s.source {
	case everyDays:
		return inRange(s.phase + floorDiv(n-s.phase, s.step)*s.step)
	case fromEdge:
		return s.prevFromEdge(n)
	case inMonths:
		return s.prevInMonths(n)
	case weekDays:
		return s.prevInWeeks(n)
	case daysOfSet:
		return s.set.backward(n, 1)
	case inWeek:
		return s.prevInWeek(n)
	case explicit:
		return s.prevRow(n)
	case byRule:
		return s.rule.prev(n)
	}
	return s.offsetPrev(n)
}

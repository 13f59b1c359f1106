package schedule

// source says how a series finds its days.
type source uint8

const (
	everyDays source = iota + 1 // every step days, counted from phase
	daysOfSet                   // every day of the set
	weekDays                    // the weekdays in mask, in every step-th week counted from week number phase
	inWeek                      // the nth day of the set, or all of them, in every step-th week counted from week number phase
	inMonths                    // the same in the span months that begin at month number phase and every step months before and after
	explicit                    // rows
	byRule                      // an RFC 5545 rule
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
	nth    int // inWeek, inMonths: 1 is the first, -1 the last, 0 is each
	set    daySet
	offset int // applied to the day found, counted in days of offsetIn; 0 is none

	offsetIn daySet

	// Where baseHi is set, the base lies between baseLo and baseHi, and what an offset makes of it between lo and hi.
	baseLo, baseHi, lo, hi int

	rows []Row
	rule *rule
}

// next returns the first date of the series on or after n.
func (s *series) next(n int) int {
	if s.offset == 0 {
		return s.baseNext(max(n, firstDay))
	}
	d, _ := s.offsetNext(n)
	return d
}

// prev returns the last date of the series on or before n.
func (s *series) prev(n int) int {
	n = min(n, lastDay)
	if s.offset == 0 {
		return s.basePrev(n)
	}
	return s.offsetPrev(n)
}

// baseNext is next without the offset.
func (s *series) baseNext(n int) int {
	if s.baseHi != 0 {
		n = max(n, s.baseLo)
	}
	if n > lastDay || s.baseHi != 0 && n > s.baseHi {
		return 0
	}
	switch s.source {
	case everyDays:
		return inRange(s.phase - floorDiv(s.phase-n, s.step)*s.step)
	case daysOfSet:
		return s.set.forward(n, 1)
	case weekDays:
		return s.nextInWeeks(n)
	case explicit:
		return s.nextRow(n)
	case byRule:
		return s.rule.next(n)
	case inWeek:
		return s.nextInWeek(n)
	}
	return s.nextInMonths(n)
}

// basePrev is prev without the offset.
func (s *series) basePrev(n int) int {
	if s.baseHi != 0 {
		n = min(n, s.baseHi)
	}
	if n < firstDay || n < s.baseLo {
		return 0
	}
	switch s.source {
	case everyDays:
		return inRange(s.phase + floorDiv(n-s.phase, s.step)*s.step)
	case daysOfSet:
		return s.set.backward(n, 1)
	case weekDays:
		return s.prevInWeeks(n)
	case explicit:
		return s.prevRow(n)
	case byRule:
		return s.rule.prev(n)
	case inWeek:
		return s.prevInWeek(n)
	}
	return s.prevInMonths(n)
}

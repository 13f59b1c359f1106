package schedule

import (
	"math/bits"
	"slices"
)

// rule is one compiled RFC 5545 recurrence rule over civil dates. Periods are numbered so that period 0 holds the start; only every
// interval-th counts. Within a period the rule gives a set of days, found month by month as words with one bit a day.
//
// DTSTART is a lower bound and the source of what the rule leaves open; it is an occurrence only if it matches. BYSETPOS counts over the
// whole period, even where DTSTART lies inside it, as the RFC has it.
type rule struct {
	freq     Frequency // Daily, Weekly, Monthly or Yearly
	interval int
	start    int // DTSTART
	origin   int // the period that holds it
	end      int // the last day allowed, by UNTIL or COUNT
	count    int
	week     int // WKST, 0 for Monday
	skip     ruleSkip

	months    MonthSet
	hasMonths bool // BYMONTH is given
	monthDays daySigns
	yearDays  []int
	weekNos   daySigns
	days      uint8 // BYDAY without numbers, bit 0 for Monday
	nths      []nthDay
	positions []int
	hasDays   bool // BYDAY is given
}

// ruleSkip is SKIP of RFC 7529.
type ruleSkip uint8

const (
	skipOmit ruleSkip = iota
	skipBackward
	skipForward
)

// nthDay is BYDAY with a number: -1FR.
type nthDay struct {
	n   int
	day int // 0 for Monday
}

// daySigns is a set of numbers from 1 to 366 and -1 to -366.
type daySigns struct {
	set      bool
	pos, neg [6]uint64
}

func (s *daySigns) add(n int) {
	s.set = true
	if n < 0 {
		s.neg[-n/64] |= 1 << (-n % 64)
		return
	}
	s.pos[n/64] |= 1 << (n % 64)
}

// has reports whether the set holds n of length, counted from either end.
func (s *daySigns) has(n, length int) bool {
	back := length - n + 1
	return s.pos[n/64]>>(n%64)&1 != 0 || s.neg[back/64]>>(back%64)&1 != 0
}

// maxEmptyPeriods is how many periods there are in the 400 years after which the calendar repeats: if as many give no day in a row, all
// do. Days, weeks, months and years each divide those 400 years, and so a multiple of any interval does.
func (r *rule) maxEmptyPeriods() int {
	switch r.freq {
	case Daily:
		return 146_097
	case Weekly:
		return 146_097 / 7
	case Monthly:
		return 4800
	}
	return 400
}

// next returns the first day of the rule on or after n, or 0.
func (r *rule) next(n int) int {
	n = max(n, r.start)
	if n > r.end {
		return 0
	}
	switch {
	case r.freq == Daily:
		return r.nextDaily(n)
	case r.freq == Weekly:
		return r.nextWeekly(n)
	case r.freq == Monthly && r.skip != skipForward:
		return r.nextMonthly(n)
	}
	p := floorDiv(r.periodOf(n)-r.origin, r.interval)
	if r.skip == skipForward {
		p-- // the period before may reach one day into this one
	}
	for stop := p + r.maxEmptyPeriods() + 1; p <= stop; p++ {
		set := r.expand(max(p, 0))
		if set.first == 0 {
			return 0
		}
		if d := set.next(n); d != 0 {
			return r.within(d)
		}
	}
	return 0
}

// prev returns the last day of the rule on or before n, or 0.
func (r *rule) prev(n int) int {
	n = min(n, r.end)
	if n < r.start {
		return 0
	}
	if r.freq == Daily {
		return r.prevDaily(n)
	}
	p := floorDiv(r.periodOf(n)-r.origin, r.interval)
	for stop := p - r.maxEmptyPeriods() - 1; p >= max(stop, 0); p-- {
		set := r.expand(p)
		if d := set.prev(n); d != 0 {
			return r.within(d)
		}
	}
	return 0
}

// within returns d if the bounds leave it.
func (r *rule) within(d int) int {
	if d < r.start || d > r.end {
		return 0
	}
	return d
}

// nextMonthly is next for months that give no day to the month after. It looks at single words instead of whole periods.
func (r *rule) nextMonthly(n int) int {
	w := monthWith(n)
	if late := floorMod(w.at-r.origin, r.interval); late > 0 && !w.advance(r.interval-late) {
		return 0
	}
	for range r.maxEmptyPeriods() + 2 {
		word := r.wordOfMonth(w)
		if n > w.first {
			word &= ^uint32(0) << min(n-w.first, 31)
		}
		if word != 0 {
			return r.within(w.first + bits.TrailingZeros32(word))
		}
		if !w.advance(r.interval) {
			return 0
		}
	}
	return 0
}

// nextWeekly is next for weeks.
func (r *rule) nextWeekly(n int) int {
	week := r.periodOf(n)
	if late := floorMod(week-r.origin, r.interval); late > 0 {
		week += r.interval - late
	}
	for range r.maxEmptyPeriods() + 2 {
		first, word := r.wordOfWeek(7*week + 1 + r.week)
		if n > first {
			word &= ^uint32(0) << min(n-first, 31)
		}
		if word != 0 {
			return r.within(first + bits.TrailingZeros32(word))
		}
		if week += r.interval; first > lastDay {
			return 0
		}
	}
	return 0
}

func (r *rule) nextDaily(n int) int {
	d := r.start - floorDiv(r.start-n, r.interval)*r.interval
	for stop := d + r.maxEmptyPeriods()*r.interval; d <= min(stop, r.end); {
		if next := r.skipMonth(d, 1); next != d {
			d -= floorDiv(d-next, r.interval) * r.interval
			continue
		}
		if r.matches(d) {
			return d
		}
		d += r.interval
	}
	return 0
}

func (r *rule) prevDaily(n int) int {
	for d := r.start + floorDiv(n-r.start, r.interval)*r.interval; d >= r.start; {
		if last := r.skipMonth(d, -1); last != d {
			d += floorDiv(last-d, r.interval) * r.interval
			continue
		}
		if r.matches(d) {
			return d
		}
		d -= r.interval
	}
	return 0
}

// skipMonth returns d if BYMONTH leaves its month, and otherwise the first day after that month, or the last before it in direction -1.
func (r *rule) skipMonth(d, dir int) int {
	if r.months == allMonths {
		return d
	}
	w := monthWith(d)
	switch {
	case r.months>>w.m&1 != 0:
		return d
	case dir < 0:
		return w.first - 1
	}
	return w.first + monthLength(w.y, w.m)
}

// matches reports whether the day satisfies what a daily rule may limit besides the month; a set of one day has one position.
func (r *rule) matches(d int) bool {
	if r.hasDays && r.days>>weekdayIndex(d)&1 == 0 {
		return false
	}
	if len(r.positions) > 0 && !slices.Contains(r.positions, 1) && !slices.Contains(r.positions, -1) {
		return false
	}
	if !r.monthDays.set {
		return true
	}
	y, m, day := civil(d)
	return r.monthDays.has(day, monthLength(y, m))
}

// periodOf returns the number of the period that holds n, from an arbitrary origin.
func (r *rule) periodOf(n int) int {
	switch r.freq {
	case Weekly:
		return floorDiv(n-1-r.week, 7)
	case Monthly:
		return monthOf(n)
	}
	y, _, _ := civil(n)
	return y
}

// daysOf is what a rule gives in one period: words of days, each for one month from first on. For a week first is the day number of its
// first day and there is a single word.
type daysOf struct {
	first int // day number of bit 0 of words[0]; 0 if the period lies outside the range
	month int // month number of words[0]; 0 for a week
	count int // words in use
	words [13]uint32
}

// at returns the day number of bit 0 of word i.
func (s *daysOf) at(i int) int {
	if i == 0 {
		return s.first
	}
	return monthStart(s.month + i)
}

func (s *daysOf) next(n int) int {
	for i := range s.count {
		word := s.words[i]
		if word == 0 {
			continue
		}
		first := s.at(i)
		if n > first {
			if n-first > 31 {
				continue
			}
			word &= ^uint32(0) << (n - first)
		}
		if word != 0 {
			return inRange(first + bits.TrailingZeros32(word))
		}
	}
	return 0
}

func (s *daysOf) prev(n int) int {
	for i := s.count - 1; i >= 0; i-- {
		word := s.words[i]
		if word == 0 {
			continue
		}
		first := s.at(i)
		if n < first {
			continue
		}
		if n-first < 31 {
			word &= 1<<(n-first+1) - 1
		}
		if word != 0 {
			return inRange(first + bits.Len32(word) - 1)
		}
	}
	return 0
}

// keep leaves only the given positions, 1 for the first and -1 for the last.
func (s *daysOf) keep(positions []int) {
	total := 0
	for i := range s.count {
		total += bits.OnesCount32(s.words[i])
	}
	var kept [13]uint32
	for _, p := range positions {
		if p < 0 {
			p += total + 1
		}
		for i := 0; i < s.count && p >= 1; i++ {
			c := bits.OnesCount32(s.words[i])
			if p <= c {
				kept[i] |= 1 << nthBit(s.words[i], p)
				break
			}
			p -= c
		}
	}
	s.words = kept
}

// keepBits is keep for a single word.
func keepBits(word uint32, positions []int) uint32 {
	if len(positions) == 0 {
		return word
	}
	var kept uint32
	for _, p := range positions {
		if bit := nthOpen(word, p); bit > 0 {
			kept |= 1 << (bit - 1)
		}
	}
	return kept
}

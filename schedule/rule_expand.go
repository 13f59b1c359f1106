package schedule

import "math/bits"

// expand returns the days of the p-th period that counts. Its first is 0 if the period begins after the last date.
func (r *rule) expand(p int) daysOf {
	at := r.periodOf(r.start) + p*r.interval
	var s daysOf
	switch r.freq {
	case Weekly:
		s = r.expandWeek(7*at + 1 + r.week)
	case Monthly:
		if at > lastMonth {
			return s
		}
		s = r.expandMonths(at, 1)
	default:
		if at > 9999 {
			return s
		}
		s = r.expandMonths(12*at, 12)
	}
	if len(r.positions) > 0 {
		s.keep(r.positions)
	}
	return s
}

// expandWeek returns the days of the week that begins on the given day, which may lie just outside the range at either end.
func (r *rule) expandWeek(first int) daysOf {
	s := daysOf{first: first, count: 1}
	if first > lastDay {
		return daysOf{}
	}
	word := uint32(r.days)>>r.week | uint32(r.days)<<(7-r.week)
	word &= 1<<7 - 1
	for i := range 7 {
		d := first + i
		if d < firstDay || d > lastDay {
			word &^= 1 << i
		} else if r.months != allMonths {
			if _, m, _ := civil(d); r.months>>m&1 == 0 {
				word &^= 1 << i
			}
		}
	}
	s.words[0] = word
	if first < firstDay {
		// Bit 0 must be a day number; move the week's days up to day 1.
		s.first, s.words[0] = firstDay, word>>(firstDay-first)
	}
	return s
}

// expandMonths returns the days of n months from month number m on. With SKIP=FORWARD the last of them may add the day after it.
func (r *rule) expandMonths(m, n int) daysOf {
	s := daysOf{first: monthStart(m), month: m, count: n + 1}
	carried := false
	for i := range n {
		var word uint32
		if r.months>>((m+i)%12+1)&1 != 0 {
			var over bool
			word, over = r.daysOfMonth(m+i, n == 12)
			if carried {
				word |= 1
			}
			carried = over
		} else {
			if carried {
				word = 1
			}
			carried = false
		}
		s.words[i] = word & r.weekdaysOfMonth(m+i, n == 12)
	}
	if carried && m+n <= lastMonth {
		s.words[n] = 1 & r.weekdaysOfMonth(m+n, n == 12)
	}
	return s
}

// daysOfMonth returns the days of month number m that BYMONTHDAY, BYYEARDAY and BYWEEKNO leave, and whether a day that the month lacks
// goes to the first of the next.
func (r *rule) daysOfMonth(m int, yearly bool) (word uint32, over bool) {
	y, month := m/12, m%12+1
	length := monthLength(y, month)
	all := uint32(1)<<length - 1
	word = all
	if r.monthDays.set {
		listed := uint32(r.monthDays.pos[0] >> 1) // bit 0 for the 1st
		word = listed & all
		fromEnd := uint32(r.monthDays.neg[0] >> 1)
		word |= bits.Reverse32(fromEnd) >> (32 - length)
		if missing := listed&^all != 0 || fromEnd&^all != 0; missing {
			switch r.skip {
			case skipBackward:
				if listed&^all != 0 {
					word |= 1 << (length - 1)
				}
			case skipForward:
				over = listed&^all != 0
			}
		}
	}
	if !yearly || !r.yearDays.set && !r.weekNos.set {
		return word, over
	}
	yearLength := 365
	if leap(y) {
		yearLength = 366
	}
	start := dayNumber(y, 1, 1)
	first := dayNumber(y, month, 1)
	for i := range length {
		if r.yearDays.set && !r.yearDays.has(first-start+i+1, yearLength) || r.weekNos.set && !r.weekMatches(first+i) {
			word &^= 1 << i
		}
	}
	if r.yearDays.set && month == 12 && yearLength == 365 && r.yearDays.pos[5]>>(366-320)&1 != 0 {
		switch r.skip {
		case skipBackward:
			word |= 1 << 30
		case skipForward:
			over = true
		}
	}
	return word, over
}

// weekMatches reports whether the week of day d, which belongs to the year that holds most of it, is one of BYWEEKNO.
func (r *rule) weekMatches(d int) bool {
	first := d - (d-1-r.week+7)%7 // first day of the week
	y, _, _ := civil(min(max(first+3, firstDay), lastDay))
	one, next := r.weekOne(y), r.weekOne(y+1)
	return r.weekNos.has((first-one)/7+1, (next-one)/7)
}

// weekOne returns the first day of the first week with at least four days in year y.
func (r *rule) weekOne(y int) int {
	fourth := dayNumber(y, 1, 4)
	return fourth - (fourth-1-r.week+7)%7
}

// weekdaysOfMonth returns the days of month number m that BYDAY leaves.
func (r *rule) weekdaysOfMonth(m int, yearly bool) uint32 {
	if !r.hasDays {
		return ^uint32(0)
	}
	word := weekMask(r.days, m)
	if len(r.nths) == 0 {
		return word
	}
	first := monthStart(m)
	last := first + monthLength(m/12, m%12+1) - 1
	from, to := first, last // the span in which to count
	if yearly && !r.hasMonths {
		from, to = dayNumber(m/12, 1, 1), dayNumber(m/12, 12, 31)
	}
	for _, nth := range r.nths {
		s := series{nth: nth.n, set: daySet{kind: Monday + DayKind(nth.day)}}
		if d := s.pickIn(from, to); d >= first && d <= last {
			word |= 1 << (d - first)
		}
	}
	return word
}

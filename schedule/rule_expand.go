package schedule

import "math/bits"

// expand returns the days of the p-th period that counts. Its first is 0 if the period begins after the last date.
func (r *rule) expand(p int) daysOf {
	at := r.origin + p*r.interval
	var s daysOf
	switch r.freq {
	case Weekly:
		first, word := r.wordOfWeek(7*at + 1 + r.week)
		if first > lastDay {
			return s
		}
		s.first, s.count, s.words[0] = first, 1, word
		return s
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

// wordOfWeek returns the days of the week that begins on the given day, and the day of bit 0. The week may begin or end outside the range;
// then it has the days that lie in it, from day 1 on.
func (r *rule) wordOfWeek(first int) (bit0 int, word uint32) {
	word = (uint32(r.days)>>r.week | uint32(r.days)<<(7-r.week)) & (1<<7 - 1)
	if r.months != allMonths || first < firstDay || first+6 > lastDay {
		word &= r.monthsOfWeek(first)
	}
	word = keepBits(word, r.positions)
	if first < firstDay {
		return firstDay, word >> (firstDay - first)
	}
	return first, word
}

// monthsOfWeek returns the days of the week that begins on the given day which lie in the range and in a month of BYMONTH.
func (r *rule) monthsOfWeek(first int) (word uint32) {
	w := monthWith(max(first, firstDay))
	for d := max(first, firstDay); d <= min(first+6, lastDay); {
		next := w.first + monthLength(w.y, w.m)
		if r.months>>w.m&1 != 0 {
			word |= (1<<(next-first) - 1) &^ (1<<(d-first) - 1)
		}
		d = next
		w.advance(1)
	}
	return word
}

// wordOfMonth returns the days of a month, where the month before gives it none.
func (r *rule) wordOfMonth(w month) uint32 {
	if r.months>>w.m&1 == 0 {
		return 0
	}
	word, _ := r.daysOfMonth(w, false)
	return keepBits(word&r.weekdaysOfMonth(w, false), r.positions)
}

// expandMonths returns the days of n months from month number m on. With SKIP=FORWARD the last of them may add the day after it.
func (r *rule) expandMonths(m, n int) daysOf {
	w := monthAt(m)
	s := daysOf{first: w.first, month: m, count: n + 1}
	carried := false
	for i := range n {
		var word uint32
		if carried {
			word = 1
		}
		carried = false
		if r.months>>w.m&1 != 0 {
			days, over := r.daysOfMonth(w, n == 12)
			word, carried = word|days, over
		}
		if word != 0 {
			s.words[i] = word & r.weekdaysOfMonth(w, n == 12)
		}
		if !w.advance(1) {
			return s
		}
	}
	if carried {
		s.words[n] = 1 & r.weekdaysOfMonth(w, n == 12)
	}
	return s
}

// daysOfMonth returns the days of month w that BYMONTHDAY, BYYEARDAY and BYWEEKNO leave, and whether a day that the month lacks
// goes to the first of the next.
func (r *rule) daysOfMonth(w month, yearly bool) (word uint32, over bool) {
	length := monthLength(w.y, w.m)
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
	if yearly && len(r.yearDays) > 0 {
		days, carried := r.yearDaysOfMonth(w, length)
		word, over = word&days, over || carried
	}
	if yearly && r.weekNos.set {
		word &= r.weeksOfMonth(w, length)
	}
	return word, over
}

// yearDaysOfMonth returns the days of month w that BYYEARDAY lists, and whether day 366 of a common year goes to the first of the next.
func (r *rule) yearDaysOfMonth(w month, length int) (word uint32, over bool) {
	start := dayNumber(w.y, 1, 1)
	yearLength := dayNumber(w.y, 12, 31) - start + 1
	for _, n := range r.yearDays {
		switch {
		case n < 0:
			n += yearLength + 1
		case n > yearLength && r.skip == skipBackward:
			n = yearLength
		case n > yearLength && r.skip == skipForward:
			over = w.m == 12
		}
		if bit := start + n - 1 - w.first; bit >= 0 && bit < length {
			word |= 1 << bit
		}
	}
	return word, over
}

// weeksOfMonth returns the days of month w that lie in a week of BYWEEKNO.
func (r *rule) weeksOfMonth(w month, length int) (word uint32) {
	for first := w.first - (w.first-1-r.week+7)%7; first < w.first+length; first += 7 {
		if r.weekMatches(first) {
			word |= uint32(uint64(1<<7-1) << (first - w.first + 6) >> 6)
		}
	}
	return word
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

// weekdaysOfMonth returns the days of month w that BYDAY leaves.
func (r *rule) weekdaysOfMonth(w month, yearly bool) uint32 {
	if !r.hasDays {
		return ^uint32(0)
	}
	length := monthLength(w.y, w.m)
	word := weekMask(r.days, w.first, length)
	if len(r.nths) == 0 {
		return word
	}
	from, to := w.first, w.first+length-1 // the span in which to count
	if yearly && !r.hasMonths {
		from, to = dayNumber(w.y, 1, 1), dayNumber(w.y, 12, 31)
	}
	for _, nth := range r.nths {
		set := newDaySet(Monday+DayKind(nth.day), nil)
		if d := set.among(from, to, nth.n); d >= w.first && d < w.first+length {
			word |= 1 << (d - w.first)
		}
	}
	return word
}

package schedule

// An offset of k counted days takes a day x to the k-th such day after x, or to the |k|-th before x where k is negative. That map keeps the
// order of days, so the days that reach n or a later one are those from some day onwards, and that day is found by counting back from n.

// shift applies the offset to the day x.
func (s *series) shift(x int) int { return shiftIn(&s.offsetIn, x, s.offset) }

// shiftIn returns the k-th day of the set after x, or the |k|-th before x; k is not 0.
func shiftIn(set *daySet, x, k int) int {
	if k > 0 {
		return set.forward(x+1, k)
	}
	return set.backward(x-1, -k)
}

// An offset in business days is counted from the months in which the calendar has any, and from the day before and the day after them.

// baseNext returns the first day on or after x that the offset is counted from, and basePrev the last on or before x.
func (s *series) baseNext(x int) int {
	if x = s.base.next(max(x, s.baseLo)); x > s.baseHi {
		return 0
	}
	return x
}

func (s *series) basePrev(x int) int {
	if x = s.base.prev(min(x, s.baseHi)); x < s.baseLo {
		return 0
	}
	return x
}

// offsetNext returns the first date on or after n and the day that it was counted from.
func (s *series) offsetNext(n int) (date, base int) {
	if n = max(n, s.offsetIn.lo); n > s.offsetIn.hi {
		return 0, 0
	}
	var x int // no day before x reaches n
	if s.offset > 0 {
		x = s.offsetIn.backward(n-1, s.offset)
	} else {
		// Counted days are whole days, so no day before n + |offset| reaches n. As a rule the first day after that does; only if it does not
		// are the days counted.
		if x = s.baseNext(n - s.offset); x == 0 {
			return 0, 0
		}
		if d := s.shift(x); d >= n {
			return d, x
		}
		reached := s.offsetIn.forward(n, -s.offset)
		if reached == 0 {
			return 0, 0
		}
		x = max(x, reached) + 1
	}
	for x = s.baseNext(x); x != 0; x = s.baseNext(x + 1) {
		if d := s.shift(x); d >= n {
			return d, x
		}
	}
	return 0, 0
}

// offsetPrev returns the last date on or before n.
func (s *series) offsetPrev(n int) int {
	if n = min(n, s.offsetIn.hi); n < s.offsetIn.lo {
		return 0
	}
	x := lastDay // no day after x stays on or before n
	if s.offset > 0 {
		x = s.offsetIn.backward(n, s.offset) - 1
	} else if last := s.offsetIn.forward(n+1, -s.offset); last != 0 {
		x = last
	}
	for x = s.basePrev(x); x != 0; x = s.basePrev(x - 1) {
		if d := s.shift(x); d != 0 && d <= n {
			return d
		}
	}
	return 0
}

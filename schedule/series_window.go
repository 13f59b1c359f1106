package schedule

// A window is a week or a run of months out of which a series picks its days.

// maxEmpty is how many windows in a row can come up empty: there is no fifth Monday, or no such business day. The calendar repeats after 400
// years, which are whole weeks and 4800 months, so that after 4800 empty windows, whatever their distance, all are. Business days repeat after
// nothing; what their windows lack for 400 years is taken to be missing for good.
const maxEmpty = 4800

// week returns the first and the last day of week number w, for weeks of the range.
func week(w int) (first, last int) { return 7*w + 1, min(7*w+7, lastDay) }

// nextInWeek looks for the first day on or after n in week after week of the series.
func (s *series) nextInWeek(n int) int {
	n = max(n, s.set.lo)
	w := (n - 1) / 7
	if s.step > 1 {
		w += floorMod(s.phase-w, s.step)
	}
	for range maxEmpty + 2 {
		first, last := week(w)
		if first > s.set.hi {
			return 0
		}
		if d := s.pickIn(first, last, n, 1); d >= n {
			return d
		}
		w += s.step
	}
	return 0
}

// prevInWeek mirrors nextInWeek.
func (s *series) prevInWeek(n int) int {
	n = min(n, s.set.hi)
	w := (n - 1) / 7
	w -= floorMod(w-s.phase, s.step)
	for range maxEmpty + 2 {
		first, last := week(w)
		if last < s.set.lo {
			return 0
		}
		if d := s.pickIn(first, last, n, -1); d != 0 && d <= n {
			return d
		}
		w -= s.step
	}
	return 0
}

// pickIn returns the nth day of the set from first through last, or 0 if there are fewer. Where every day is wanted it is the one that is
// nearest to n in direction dir.
func (s *series) pickIn(first, last, n, dir int) int {
	switch {
	case s.nth == 0 && dir > 0:
		return s.set.among(max(first, n), last, 1)
	case s.nth == 0:
		return s.set.among(first, min(last, n), -1)
	case s.set.kind != AnyDay || s.strict:
		return s.set.among(first, last, s.nth)
	case s.nth > 0:
		return min(first+s.nth-1, last)
	}
	return max(last+s.nth+1, first)
}

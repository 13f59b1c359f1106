package schedule

// A window is a week or a run of months out of which a series picks its days.

// A window can come up empty: there is no fifth Monday, or no such business day. The calendar repeats after 400 years, which are whole weeks
// and 4800 months, so that after 4800 empty windows in a row, whatever their distance, all are. Business days repeat after nothing; their
// search ends sooner, since each window costs more.
const (
	maxEmpty         = 4800
	maxEmptyBusiness = 600
)

func (s *series) maxEmpty() int {
	if s.set.kind == BusinessDay {
		return maxEmptyBusiness
	}
	return maxEmpty
}

// week returns the first and the last day of week number w, for weeks of the range.
func week(w int) (first, last int) { return 7*w + 1, min(7*w+7, lastDay) }

const lastWeek = (lastDay - 1) / 7

// nextInWeek looks for the first day on or after n in week after week of the series.
func (s *series) nextInWeek(n int) int {
	w := (n - 1) / 7
	if late := floorMod(w-s.phase, s.step); late > 0 {
		w += s.step - late
	}
	for range s.maxEmpty() + 2 {
		if w > lastWeek {
			return 0
		}
		first, last := week(w)
		if s.nth == 0 {
			if d := s.set.forward(max(first, n), 1); d != 0 && d <= last {
				return d
			}
		} else if d := s.pickIn(first, last); d >= n {
			return d
		}
		w += s.step
	}
	return 0
}

// prevInWeek mirrors nextInWeek.
func (s *series) prevInWeek(n int) int {
	w := (n - 1) / 7
	w -= floorMod(w-s.phase, s.step)
	for range s.maxEmpty() + 2 {
		if w < 0 {
			return 0
		}
		first, last := week(w)
		if s.nth == 0 {
			if d := s.set.backward(min(last, n), 1); d >= first {
				return d
			}
		} else if d := s.pickIn(first, last); d != 0 && d <= n {
			return d
		}
		w -= s.step
	}
	return 0
}

// pickIn returns the nth day of the set between first and last, or 0 if there are fewer.
func (s *series) pickIn(first, last int) int {
	if s.set.kind == AnyDay && !s.strict {
		if s.nth > 0 {
			return min(first+s.nth-1, last)
		}
		return max(last+s.nth+1, first)
	}
	if s.nth > 0 {
		if d := s.set.forward(first, s.nth); d <= last {
			return d
		}
		return 0
	}
	if d := s.set.backward(last, -s.nth); d >= first {
		return d
	}
	return 0
}

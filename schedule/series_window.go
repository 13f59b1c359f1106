package schedule

// A window is a week or a run of months out of which a series picks its days. Windows are numbered so that window 0 begins at phase.

// windowOf returns the number of the last window that begins on or before n.
func (s *series) windowOf(n int) int {
	if s.source == inWeek {
		return floorDiv((n-1)/7-s.phase, s.step)
	}
	return floorDiv(monthOf(n)-s.phase, s.step)
}

// window returns the first and the last day of window w. A window that begins outside the range of dates gives 0, 0.
func (s *series) window(w int) (first, last int) {
	at := s.phase + w*s.step
	if s.source == inWeek {
		if at < 0 || at > (lastDay-1)/7 {
			return 0, 0
		}
		return 7*at + 1, min(7*at+7, lastDay)
	}
	if at < firstMonth || at > lastMonth {
		return 0, 0
	}
	y, m := at/12, at%12+1
	first = dayNumber(y, m, 1)
	if s.span == 1 {
		return first, first + monthLength(y, m) - 1
	}
	return first, monthStart(at+s.span) - 1
}

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

// nextInWindows looks for the first day on or after n, window by window.
func (s *series) nextInWindows(n int) int {
	if s.everyMonth() {
		return s.nextInMonth(n)
	}
	w := s.windowOf(n)
	for stop := w + s.maxEmpty() + 1; w <= stop; w++ {
		first, last := s.window(w)
		if first == 0 && s.beyond(w) {
			return 0
		}
		if first == 0 || last < n {
			continue
		}
		if s.nth == 0 {
			if d := s.set.forward(max(first, n), 1); d != 0 && d <= last {
				return d
			}
		} else if d := s.pickIn(first, last); d >= n {
			return d
		}
	}
	return 0
}

// prevInWindows mirrors nextInWindows.
func (s *series) prevInWindows(n int) int {
	if s.everyMonth() {
		return s.prevInMonth(n)
	}
	w := s.windowOf(n)
	for stop := w - s.maxEmpty() - 1; w >= stop; w-- {
		first, last := s.window(w)
		if first == 0 {
			return 0
		}
		if s.nth == 0 {
			if d := s.set.backward(min(last, n), 1); d >= first {
				return d
			}
		} else if d := s.pickIn(first, last); d != 0 && d <= n {
			return d
		}
	}
	return 0
}

// everyMonth reports whether the windows are all months and give one day each.
func (s *series) everyMonth() bool {
	return s.source == inMonths && s.span == 1 && s.step == 1 && s.nth != 0
}

// beyond reports whether window w begins after the last date that there is.
func (s *series) beyond(w int) bool {
	at := s.phase + w*s.step
	if s.source == inWeek {
		return at > (lastDay-1)/7
	}
	return at > lastMonth
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

package schedule

import "math/bits"

// Weeks are numbered from 0, which begins on day 1, a Monday.

// nextInWeeks: the rest of this week if it is one of the series', else the first wanted weekday of the next week that is.
func (s *series) nextInWeeks(n int) int {
	week, day := (n-1)/7, (n-1)%7
	ahead := s.mask >> day
	if s.step > 1 {
		if late := floorMod(week-s.phase, s.step); late != 0 {
			return inRange(7*(week-late+s.step) + bits.TrailingZeros8(s.mask) + 1)
		}
	}
	if ahead != 0 {
		return inRange(n + bits.TrailingZeros8(ahead))
	}
	return inRange(7*(week+s.step) + bits.TrailingZeros8(s.mask) + 1)
}

// prevInWeeks mirrors nextInWeeks.
func (s *series) prevInWeeks(n int) int {
	week, day := (n-1)/7, (n-1)%7
	behind := s.mask & (2<<day - 1)
	if s.step > 1 {
		if late := floorMod(week-s.phase, s.step); late != 0 {
			return inRange(7*(week-late) + bits.Len8(s.mask))
		}
	}
	if behind != 0 {
		return inRange(7*week + bits.Len8(behind))
	}
	return inRange(7*(week-s.step) + bits.Len8(s.mask))
}

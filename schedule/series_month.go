package schedule

import (
	"math/bits"
	"time"
)

// Every month is by far the commonest window. It has a path of its own, which takes a day number apart once and steps from there.

// nextInMonth is nextInWindows for a series of every month.
func (s *series) nextInMonth(n int) int {
	y, m, day := civil(n)
	first := n - day + 1
	for range s.maxEmpty() + 2 {
		length := monthLength(y, m)
		if d := s.pickInMonth(y, m, first, length); d >= n {
			return d
		}
		first += length
		if m++; m > 12 {
			y, m = y+1, 1
		}
		if first > lastDay {
			return 0
		}
	}
	return 0
}

// prevInMonth is prevInWindows for a series of every month.
func (s *series) prevInMonth(n int) int {
	y, m, day := civil(n)
	first := n - day + 1
	for range s.maxEmpty() + 2 {
		if d := s.pickInMonth(y, m, first, monthLength(y, m)); d != 0 && d <= n {
			return d
		}
		if m--; m < 1 {
			y, m = y-1, 12
		}
		if y < 1 {
			return 0
		}
		first -= monthLength(y, m)
	}
	return 0
}

// pickInMonth is pickIn for the month that begins on first.
func (s *series) pickInMonth(y, m, first, length int) int {
	switch {
	case s.set.kind >= Monday:
		return s.pickWeekday(first, first+length-1)
	case s.set.mask == nil:
		return s.pickIn(first, first+length-1)
	}
	open := s.set.mask.Mask(y, time.Month(m))
	n, count := s.nth, bits.OnesCount32(open)
	if n < 0 {
		n += count + 1
	}
	if n < 1 || n > count {
		return 0
	}
	return first + nthBit(open, n)
}

// pickWeekday is pickIn for one day of the week.
func (s *series) pickWeekday(first, last int) int {
	want := int(s.set.kind - Monday)
	if s.nth > 0 {
		if d := first + (want-weekdayIndex(first)+7)%7 + 7*(s.nth-1); d <= last {
			return d
		}
		return 0
	}
	if d := last - (weekdayIndex(last)-want+7)%7 + 7*(s.nth+1); d >= first {
		return d
	}
	return 0
}

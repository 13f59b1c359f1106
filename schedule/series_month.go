package schedule

import (
	"math/bits"
	"time"
)

// month is a month number with what belongs to it: it is stepped from window to window, so that a day number is taken apart once.
type month struct {
	at    int // the month number
	y, m  int
	first int // the day number of its first day
}

// monthAt returns the month of month number at, which lies between firstMonth and lastMonth.
func monthAt(at int) month {
	y, m := int(uint32(at)/12), int(uint32(at)%12)+1
	return month{at, y, m, dayNumber(y, m, 1)}
}

// monthWith returns the month of day n.
func monthWith(n int) month {
	y, m, day := civil(n)
	return month{12*y + m - 1, y, m, n - day + 1}
}

// advance goes step months ahead. It reports false if that leaves the range.
func (w *month) advance(step int) bool {
	if w.at += step; w.at > lastMonth {
		return false
	}
	if step > 1 {
		*w = monthAt(w.at)
		return true
	}
	w.first += monthLength(w.y, w.m)
	if w.m++; w.m > 12 {
		w.y, w.m = w.y+1, 1
	}
	return true
}

// nextInMonths looks for the first day on or after n, window by window, from the window that n lies in or behind.
func (s *series) nextInMonths(n int) int {
	w := monthWith(n)
	if late := s.late(w.at); late > 0 {
		start := w.at - late
		if late >= s.span {
			start += s.step // the window is over
		}
		if start < firstMonth {
			start += s.step
		}
		if start > lastMonth {
			return 0
		}
		w = monthAt(start)
	}
	for range s.maxEmpty() + 2 {
		if d := s.pickInMonths(w, n, 1); d >= n {
			return d
		}
		if !w.advance(s.step) {
			return 0
		}
	}
	return 0
}

// prevInMonths looks for the last day on or before n.
func (s *series) prevInMonths(n int) int {
	w := monthWith(n)
	if late := s.late(w.at); late > 0 {
		if w.at -= late; w.at < firstMonth {
			return 0
		}
		w = monthAt(w.at)
	}
	for range s.maxEmpty() + 2 {
		if d := s.pickInMonths(w, n, -1); d != 0 && d <= n {
			return d
		}
		if w.at -= s.step; w.at < firstMonth {
			return 0
		}
		w = monthAt(w.at)
	}
	return 0
}

// late returns how many months before month number at the window began that is the last to begin by then.
func (s *series) late(at int) int {
	if s.step == 1 {
		return 0
	}
	return floorMod(at-s.phase, s.step)
}

// pickInMonths returns the day of the window that begins with w. Of a window that gives many it is the one that is nearest to n in direction
// dir, or one on the wrong side of n.
func (s *series) pickInMonths(w month, n, dir int) int {
	if s.set.kind == AnyDay && s.nth > 0 && s.nth <= 28 {
		return w.first + s.nth - 1 // whatever the length of the month
	}
	last := w.first - 1
	if s.span == 1 {
		last += monthLength(w.y, w.m)
	} else {
		last = monthStart(w.at+s.span) - 1
	}
	switch {
	case s.nth == 0 && dir > 0:
		if d := s.set.forward(max(w.first, n), 1); d <= last {
			return d
		}
		return 0
	case s.nth == 0:
		if d := s.set.backward(min(last, n), 1); d >= w.first {
			return d
		}
		return 0
	case s.set.kind >= Monday:
		return s.pickWeekday(w.first, last)
	case s.set.mask == nil || s.span > 1:
		return s.pickIn(w.first, last)
	}
	if d := nthOpen(s.set.mask.Mask(w.y, time.Month(w.m)), s.nth); d > 0 {
		return w.first + d - 1
	}
	return 0
}

// nthOpen returns the day of the month of the n-th bit of a mask, counted from the end where n is negative, or 0 if there are fewer.
func nthOpen(open uint32, n int) int {
	if n < 0 && n >= -8 { // near the end: take bits off from there
		for ; n < -1; n++ {
			open &^= 1 << 31 >> bits.LeadingZeros32(open)
		}
		return bits.Len32(open)
	}
	count := bits.OnesCount32(open)
	if n < 0 {
		n += count + 1
	}
	if n < 1 || n > count {
		return 0
	}
	return nthBit(open, n) + 1
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

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

// advance goes that many months ahead, or back, and reports whether that is still no later than the last month.
func (w *month) advance(months int) bool {
	switch w.at += months; months {
	case 0:
	case 1:
		w.first += monthLength(w.y, w.m)
		if w.m++; w.m > 12 {
			w.y, w.m = w.y+1, 1
		}
	default:
		*w = monthAt(w.at)
	}
	return w.at <= lastMonth
}

// nextInMonths looks for the first day on or after n, window by window, from the one that n lies in or the first to begin after it.
func (s *series) nextInMonths(n int) int {
	n = max(n, s.set.lo)
	w := monthWith(n)
	ahead := floorMod(s.phase+s.span-1-w.at, s.step) + 1 - s.span
	if w.at+ahead < firstMonth {
		ahead += s.step
	}
	for range maxEmpty + 2 {
		if !w.advance(ahead) || w.first > s.set.hi {
			return 0
		}
		if d := s.pickInMonths(w, n, 1); d >= n {
			return d
		}
		ahead = s.step
	}
	return 0
}

// prevInMonths mirrors nextInMonths.
func (s *series) prevInMonths(n int) int {
	n = min(n, s.set.hi)
	w := monthWith(n)
	back := floorMod(w.at-s.phase, s.step)
	for range maxEmpty + 2 {
		if w.at-back < firstMonth || !w.advance(-back) || w.first+31*s.span <= s.set.lo { // no window is longer
			return 0
		}
		if d := s.pickInMonths(w, n, -1); d != 0 && d <= n {
			return d
		}
		back = s.step
	}
	return 0
}

// shortestWindow returns how many days the shortest of the windows has that begin every step months from month number phase on.
func shortestWindow(phase, step, span int) int {
	const year = 12 * 2001 // without a leap day
	shortest := 365
	for i := range 12 {
		at := year + (phase+i*step)%12
		shortest = min(shortest, monthStart(at+span)-monthStart(at))
	}
	return shortest
}

// pickInMonths is pickIn for the window that begins with w.
func (s *series) pickInMonths(w month, n, dir int) int {
	if s.span == 1 && s.set.mask != nil && s.nth != 0 {
		if d := nthOpen(s.set.mask.Mask(w.y, time.Month(w.m)), s.nth); d > 0 {
			return w.first + d - 1
		}
		return 0
	}
	last := w.first - 1
	if s.span == 1 {
		last += monthLength(w.y, w.m)
	} else {
		last = monthStart(w.at+s.span) - 1
	}
	return s.pickIn(w.first, last, n, dir)
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

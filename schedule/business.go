package schedule

import (
	"math/bits"
	"time"
)

// AddBusinessDays returns the n-th business day of c after d, or before it where n is negative; d itself where n is 0, whether or not it
// is a business day. One business day after a Saturday is Monday. A nil Calendar means Monday to Friday. The result is the zero date if d
// is, or if c is closed for 400 years before the count is reached.
func AddBusinessDays(d Date, n int, c Calendar) Date {
	if n == 0 || d.IsZero() {
		return d
	}
	if n > lastDay || n < -lastDay {
		return Date{}
	}
	set := setOf(c)
	return dateOf(shiftIn(&set, int(d.n), n))
}

// NthBusinessDay returns the n-th business day of a month, counted from its end where n is negative: 1 is the first and -1 the last. It
// reports false if the month has no such day or does not exist. A nil Calendar means Monday to Friday.
func NthBusinessDay(year int, month time.Month, n int, c Calendar) (Date, bool) {
	if year < 1 || year > 9999 || month < time.January || month > time.December || n == 0 {
		return Date{}, false
	}
	if m, ok := c.(Masker); ok {
		day := nthOpen(m.Mask(year, month), n)
		if day == 0 {
			return Date{}, false
		}
		return Date{int32(dayNumber(year, int(month), day))}, true
	}
	first := dayNumber(year, int(month), 1)
	set := setOf(c)
	d := dateOf(set.among(first, first+monthLength(year, int(month))-1, n))
	return d, !d.IsZero()
}

// BusinessDaysIn returns how many business days of c lie in p, both ends included; 0 if an end of p is open. A nil Calendar means Monday
// to Friday.
func BusinessDaysIn(p Period, c Calendar) int {
	if p.Days() == 0 {
		return 0
	}
	set := setOf(c)
	first, last := int(p.First.n), int(p.Last.n)
	if set.kind != BusinessDay {
		return set.rank(last) - set.rank(first-1)
	}
	count := 0
	if set.mask == nil {
		for n := first; n <= last; n++ {
			if set.has(n) {
				count++
			}
		}
		return count
	}
	for n := first; n <= last; {
		y, m, d := civil(n)
		days := set.mask.Mask(y, time.Month(m)) &^ (1<<(d-1) - 1)
		end := n - d + monthLength(y, m)
		if end > last {
			days &= 1<<(last-(n-d)) - 1
		}
		count += bits.OnesCount32(days)
		n = end + 1
	}
	return count
}

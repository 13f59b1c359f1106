package schedule

import (
	"math/bits"
	"time"
)

// maxClosed is how many days in a row a search for a business day looks at before it gives up. The calendar repeats after so many, 400
// years, so that what is closed for that long by any rule is closed for good.
const maxClosed = 146_097

// daySet is a kind of day with its calendar. All its methods count in day numbers, and 0 stands for "there is none".
type daySet struct {
	kind   DayKind
	cal    Calendar // for BusinessDay
	mask   Masker   // cal's quick path, or nil
	lo, hi int      // the set has no day before lo and none after hi
}

func newDaySet(kind DayKind, cal Calendar) daySet {
	if kind != BusinessDay {
		return daySet{kind: kind, lo: firstDay, hi: lastDay}
	}
	mask, _ := cal.(Masker)
	return daySet{kind, cal, mask, firstDay, lastDay}
}

func (s *daySet) has(n int) bool {
	switch {
	case s.kind == AnyDay:
		return true
	case s.kind == Weekday:
		return weekdayIndex(n) < 5
	case s.kind == BusinessDay:
		return s.cal.IsBusinessDay(Date{int32(n)})
	}
	return weekdayIndex(n) == int(s.kind-Monday)
}

// rank returns how many days of a set that needs no calendar there are from day 1 through day n.
func (s *daySet) rank(n int) int {
	switch s.kind {
	case AnyDay:
		return n
	case Weekday:
		return n/7*5 + min(n%7, 5)
	}
	return (n + 6 - int(s.kind-Monday)) / 7
}

// least returns how many days of a set that needs no calendar there are at least among so many in a row.
func (s *daySet) least(days int) int {
	switch s.kind {
	case AnyDay:
		return days
	case Weekday:
		return days / 7 * 5
	}
	return days / 7
}

// until returns how many days after n the set, of one day of the week, has its next day, and since how many before n it had its last: 0 if
// that is n.
func (s *daySet) until(n int) int { return (int(s.kind-Monday) + 7 - weekdayIndex(n)) % 7 }
func (s *daySet) since(n int) int { return (weekdayIndex(n) + 7 - int(s.kind-Monday)) % 7 }

// forward returns the k-th day of the set on or after n, k from 1.
func (s *daySet) forward(n, k int) int { return s.forwardTo(n, s.hi, k) }

// backward returns the k-th day of the set on or before n, k from 1.
func (s *daySet) backward(n, k int) int { return s.backwardTo(n, s.lo, k) }

// among returns the k-th day of the set from first through last, counted from the end where k is negative.
func (s *daySet) among(first, last, k int) int {
	if k > 0 {
		return s.forwardTo(first, min(last, s.hi), k)
	}
	return s.backwardTo(last, max(first, s.lo), -k)
}

// forwardTo is forward up to day hi.
func (s *daySet) forwardTo(n, hi, k int) int {
	n = max(n, s.lo)
	switch s.kind {
	case AnyDay:
		n += k - 1
	case Weekday:
		day := weekdayIndex(n)
		if day > 4 { // as from the Monday after
			n, day = n+7-day, 0
		}
		weeks, rest := uint32(day+k-1)/5, uint32(day+k-1)%5
		n += 7*int(weeks) + int(rest) - day
	case BusinessDay:
		return s.searchForward(n, hi, k)
	default:
		n += s.until(n) + 7*(k-1)
	}
	if n > hi {
		return 0
	}
	return n
}

// backwardTo is backward down to day lo.
func (s *daySet) backwardTo(n, lo, k int) int {
	if n = min(n, s.hi); n < lo {
		return 0
	}
	switch s.kind {
	case AnyDay:
		n -= k - 1
	case Weekday:
		day := 4 - weekdayIndex(n) // days before Friday
		if day < 0 {               // as from the Friday before
			n, day = n+day, 0
		}
		weeks, rest := uint32(day+k-1)/5, uint32(day+k-1)%5
		n -= 7*int(weeks) + int(rest) - day
	case BusinessDay:
		return s.searchBackward(n, lo, k)
	default:
		n -= s.since(n) + 7*(k-1)
	}
	if n < lo {
		return 0
	}
	return n
}

func inRange(n int) int {
	if n < firstDay || n > lastDay {
		return 0
	}
	return n
}

func (s *daySet) searchForward(n, hi, k int) int {
	if s.mask != nil {
		return s.maskForward(n, hi, k)
	}
	for stop := n + maxClosed; n <= min(stop, hi); n++ {
		if s.has(n) {
			if k--; k == 0 {
				return n
			}
			stop = n + maxClosed
		}
	}
	return 0
}

func (s *daySet) searchBackward(n, lo, k int) int {
	if s.mask != nil {
		return s.maskBackward(n, lo, k)
	}
	for stop := n - maxClosed; n >= max(stop, lo); n-- {
		if s.has(n) {
			if k--; k == 0 {
				return n
			}
			stop = n - maxClosed
		}
	}
	return 0
}

// maskForward is searchForward by whole months; a stretch of closed days is measured from the first of a month.
func (s *daySet) maskForward(n, hi, k int) int {
	if n > hi {
		return 0
	}
	y, m, d := civil(n)
	first, stop := n-d+1, n+maxClosed
	for open := s.mask.Mask(y, time.Month(m)) & (^uint32(0) << (d - 1)); ; open = s.mask.Mask(y, time.Month(m)) {
		if c := bits.OnesCount32(open); c >= k {
			if d := first + nthBit(open, k); d <= hi {
				return d
			}
			return 0
		} else if c > 0 {
			k -= c
			stop = first + maxClosed
		}
		if first += monthLength(y, m); first > min(stop, hi) {
			return 0
		}
		if m++; m > 12 {
			y, m = y+1, 1
		}
	}
}

func (s *daySet) maskBackward(n, lo, k int) int {
	y, m, d := civil(n)
	first, stop := n-d+1, n-maxClosed
	for open := s.mask.Mask(y, time.Month(m)) & (^uint32(0) >> (32 - d)); ; open = s.mask.Mask(y, time.Month(m)) {
		if c := bits.OnesCount32(open); c >= k {
			if d := first + nthBit(open, c-k+1); d >= lo {
				return d
			}
			return 0
		} else if c > 0 {
			k -= c
			stop = first - maxClosed
		}
		if first <= max(stop, lo) {
			return 0
		}
		if m--; m < 1 {
			y, m = y-1, 12
		}
		first -= monthLength(y, m)
	}
}

// nthBit returns the position of the k-th lowest bit that is set; there must be that many.
func nthBit(word uint32, k int) int {
	skipped := 0
	for c := bits.OnesCount8(uint8(word)); k > c; c = bits.OnesCount8(uint8(word)) {
		k -= c
		word >>= 8
		skipped += 8
	}
	for ; k > 1; k-- {
		word &= word - 1
	}
	return skipped + bits.TrailingZeros32(word)
}

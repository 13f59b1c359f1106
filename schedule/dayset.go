package schedule

import (
	"math/bits"
	"time"
)

// maxClosed is how many days in a row a search for a business day looks at before it gives up: no calendar that anybody does business by
// is closed for a year.
const maxClosed = 366

// daySet is a kind of day with its calendar. All its methods count in day numbers, and 0 stands for "there is none".
type daySet struct {
	kind DayKind
	cal  Calendar // for BusinessDay
	mask Masker   // cal's quick path, or nil
}

func newDaySet(kind DayKind, cal Calendar) daySet {
	s := daySet{kind: kind}
	if kind == BusinessDay {
		s.cal = cal
		s.mask, _ = cal.(Masker)
	}
	return s
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

// forward returns the k-th day of the set on or after n, k from 1.
func (s *daySet) forward(n, k int) int {
	n = max(n, firstDay)
	switch s.kind {
	case AnyDay:
		return inRange(n + k - 1)
	case Weekday:
		day := weekdayIndex(n)
		if day > 4 { // as from the Monday after
			n, day = n+7-day, 0
		}
		weeks, rest := uint32(day+k-1)/5, uint32(day+k-1)%5
		return inRange(n - day + 7*int(weeks) + int(rest))
	case BusinessDay:
		return s.searchForward(n, k)
	}
	return inRange(n + (int(s.kind-Monday)+7-weekdayIndex(n))%7 + 7*(k-1))
}

// backward returns the k-th day of the set on or before n, k from 1.
func (s *daySet) backward(n, k int) int {
	if n = min(n, lastDay); n < firstDay {
		return 0
	}
	switch s.kind {
	case AnyDay:
		return inRange(n - k + 1)
	case Weekday:
		day := 4 - weekdayIndex(n) // days before Friday
		if day < 0 {               // as from the Friday before
			n, day = n+day, 0
		}
		weeks, rest := uint32(day+k-1)/5, uint32(day+k-1)%5
		return inRange(n + day - 7*int(weeks) - int(rest))
	case BusinessDay:
		return s.searchBackward(n, k)
	}
	return inRange(n - (weekdayIndex(n)+7-int(s.kind-Monday))%7 - 7*(k-1))
}

func inRange(n int) int {
	if n < firstDay || n > lastDay {
		return 0
	}
	return n
}

func (s *daySet) searchForward(n, k int) int {
	if s.mask != nil {
		return s.maskForward(n, k)
	}
	for stop := n + maxClosed; n <= min(stop, lastDay); n++ {
		if s.has(n) {
			if k--; k == 0 {
				return n
			}
			stop = n + maxClosed
		}
	}
	return 0
}

func (s *daySet) searchBackward(n, k int) int {
	if s.mask != nil {
		return s.maskBackward(n, k)
	}
	for stop := n - maxClosed; n >= max(stop, firstDay); n-- {
		if s.has(n) {
			if k--; k == 0 {
				return n
			}
			stop = n - maxClosed
		}
	}
	return 0
}

func (s *daySet) maskForward(n, k int) int {
	if n > lastDay {
		return 0
	}
	y, m, d := civil(n)
	first, open := n-d+1, s.mask.Mask(y, time.Month(m))&(^uint32(0)<<(d-1))
	for seen := n; ; {
		if open != 0 {
			if first+bits.TrailingZeros32(open)-seen > maxClosed {
				return 0
			}
			c := bits.OnesCount32(open)
			if c >= k {
				return inRange(first + nthBit(open, k))
			}
			k -= c
			seen = first + bits.Len32(open) - 1
		}
		first += monthLength(y, m)
		if m++; m > 12 {
			y, m = y+1, 1
		}
		if first > lastDay || first-seen > maxClosed {
			return 0
		}
		open = s.mask.Mask(y, time.Month(m))
	}
}

func (s *daySet) maskBackward(n, k int) int {
	y, m, d := civil(n)
	first, open := n-d+1, s.mask.Mask(y, time.Month(m))&(^uint32(0)>>(32-d))
	for seen := n; ; {
		if open != 0 {
			if seen-(first+bits.Len32(open)-1) > maxClosed {
				return 0
			}
			c := bits.OnesCount32(open)
			if c >= k {
				return first + nthBit(open, c-k+1)
			}
			k -= c
			seen = first + bits.TrailingZeros32(open)
		}
		if m--; m < 1 {
			y, m = y-1, 12
		}
		if y < 1 || seen-first >= maxClosed {
			return 0
		}
		first -= monthLength(y, m)
		open = s.mask.Mask(y, time.Month(m))
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

package schedule

import "time"

// maxShift is more than the largest jump that any zone ever made (24 hours, where the date line was moved), in seconds.
const maxShift = 26 * 3600

// At returns the instant at which clocks in loc show c on the date d.
//
// A time that clocks skip moves forward by the length of the gap: 02:30 on a night on which they go from 02:00 to 03:00 is 03:30. A time
// that occurs twice is the earlier instant. Where a whole day is missing (Pacific/Apia had no 2011-12-30), that is the same time a day
// later. [Policy.At] offers other choices.
//
// A nil loc is UTC; the zero Clock counts as midnight; the zero date gives the zero time.
func (d Date) At(c Clock, loc *time.Location) time.Time {
	t, _ := Policy{}.At(d, c, loc)
	return t
}

// Gap says what becomes of a local time that clocks skip.
type Gap uint8

// The choices for a skipped time.
const (
	GapForward Gap = iota // later by the length of the gap: 02:30 becomes 03:30
	GapEnd                // the first instant after the gap: 02:30 becomes 03:00
	GapBack               // earlier by the length of the gap: 02:30 becomes 01:30
	GapSkip               // no instant at all
)

// Overlap says which instant is meant by a local time that occurs twice.
type Overlap uint8

// The choices for a time that occurs twice.
const (
	OverlapEarlier Overlap = iota
	OverlapLater
)

// Policy decides what a local time means on days on which clocks change. The zero value is that of [Date.At].
type Policy struct {
	Gap     Gap
	Overlap Overlap
}

// At is [Date.At] under the policy p. It reports false, with the zero time, where there is no such instant: with GapSkip in a gap, and for
// the zero date.
func (p Policy) At(d Date, c Clock, loc *time.Location) (time.Time, bool) {
	if d.IsZero() {
		return time.Time{}, false
	}
	if loc == nil {
		loc = time.UTC
	}
	local := int64(int(d.n)-unixDay)*86400 + int64(c.seconds())
	return p.resolve(local, span{}, loc)
}

// span is a stretch of time in which a zone has one offset.
type span struct {
	start, end int64 // Unix seconds; start included, end not
	offset     int64 // seconds east of Greenwich
}

const (
	minInstant = -1 << 62
	maxInstant = 1 << 62
)

// spanAt returns the span of loc that holds the instant u. Its ends are those of [time.Time.ZoneBounds], which are exact near a change of
// the clocks but may be the turn of the year elsewhere, and at the end of a leap year even lie before u; so they serve only to say that a
// change is far away.
func spanAt(u int64, loc *time.Location) span {
	t := time.Unix(u, 0).In(loc)
	_, offset := t.Zone()
	start, end := t.ZoneBounds()
	s := span{minInstant, maxInstant, int64(offset)}
	if !start.IsZero() {
		s.start = start.Unix()
	}
	if !end.IsZero() {
		s.end = end.Unix()
	}
	return s
}

// holds reports whether local, seconds on the clocks on the wall counted like Unix time, falls into s so far from its ends that no other
// span can claim it.
func (s span) holds(local int64) bool {
	u := local - s.offset
	return u >= s.start+maxShift && u < s.end-maxShift
}

// resolve turns local time into an instant; near is a span that is worth trying first.
func (p Policy) resolve(local int64, near span, loc *time.Location) (time.Time, bool) {
	if !near.holds(local) {
		if near = spanAt(local, loc); !near.holds(local) {
			return p.resolveNearTransition(local, loc)
		}
	}
	return time.Unix(local-near.offset, 0).In(loc), true
}

// farthest is more than any zone was ever off Greenwich, in seconds: local time names an instant within so much of itself.
const farthest = 16 * 3600

// resolveNearTransition looks at the offsets on either side of the instants that local can mean. No zone ever changed its clocks twice
// within so short a time, so that there is one change at most; where there is one, local time names an instant before it, after it, both,
// or neither.
func (p Policy) resolveNearTransition(local int64, loc *time.Location) (time.Time, bool) {
	before, after := offsetAt(local-farthest, loc), offsetAt(local+farthest, loc)
	early, late := local-before, local-after // by the offset before the change, and by the one after
	isEarly, isLate := offsetAt(early, loc) == before, offsetAt(late, loc) == after
	found := early
	switch {
	case isEarly && isLate:
		if p.Overlap == OverlapLater {
			found = late
		}
	case isLate:
		found = late
	case isEarly:
	case p.Gap == GapSkip:
		return time.Time{}, false
	case p.Gap == GapBack:
		found = late
	case p.Gap == GapEnd:
		found = changeBetween(late, early, loc)
	}
	return time.Unix(found, 0).In(loc), true
}

// offsetAt returns the seconds by which loc is east of Greenwich at the instant u.
func offsetAt(u int64, loc *time.Location) int64 {
	_, offset := time.Unix(u, 0).In(loc).Zone()
	return int64(offset)
}

// changeBetween returns the first instant after low at which the offset is no longer that of low; at high it is another.
func changeBetween(low, high int64, loc *time.Location) int64 {
	offset := offsetAt(low, loc)
	for high-low > 1 {
		if mid := low + (high-low)/2; offsetAt(mid, loc) == offset {
			low = mid
		} else {
			high = mid
		}
	}
	return high
}

package schedule

import (
	"iter"
	"time"
)

// Occurrence is one run. Date is the run date; Nominal is the date that the schedule names, before any move to a business day; the two
// are the same where nothing moves. Through is the cut-off of the row, if the schedule has rows that state one, and zero otherwise.
type Occurrence struct{ Date, Nominal, Through Date }

// Timetable is a compiled [Schedule]: it answers which run dates come next, came before, or lie in a window, each in a few nanoseconds
// however far from the start of the schedule. It never changes and is safe for concurrent use. It comes from [Schedule.Compile]; the zero
// Timetable has no dates and admits none.
//
// Its run dates ascend strictly. Where a move brings several nominal dates to one day, that day is one occurrence with the latest of these
// nominal dates and the latest of their cut-offs. A nominal date that cannot be moved has no run: its calendar has no business day in that
// direction, or the date lies beyond the months of the calendar's first and last business day.
type Timetable struct {
	series   []series
	filter   filter
	open     bool // the filter takes nothing away between its bounds
	rows     bool // the one series is of rows
	cycle    int  // days after which the nominal dates and months repeat
	adjust   Adjustment
	adjustTo daySet
	known    Date
	at       Clock
	loc      *time.Location // of the schedule's Zone; nil: none stated
}

// Next returns the first run whose date is after the given one, and false if there is none. The zero date is before every date.
func (t *Timetable) Next(after Date) (Occurrence, bool) {
	if t.adjust != NoAdjustment {
		return t.movedNext(int(after.n))
	}
	n := t.nominalFrom(int(after.n) + 1)
	return t.occurrence(n, n), n != 0
}

// Prev returns the last run whose date is before the given one, and false if there is none. No run is before the zero date.
func (t *Timetable) Prev(before Date) (Occurrence, bool) {
	if t.adjust != NoAdjustment {
		return t.movedPrev(int(before.n))
	}
	n := t.nominalThrough(int(before.n) - 1)
	return t.occurrence(n, n), n != 0
}

// Between walks the runs whose dates lie between first and last, both included, in order. A zero first is the beginning of time, a zero
// last its end. The sequence can be walked any number of times.
//
// A range statement over Between allocates nothing as long as the compiler sees both at once. It does not where the sequence is kept in a
// variable that escapes or handed to another function, nor where the range statement stands in a closure that is itself inlined: then the sequence
// and the body of the loop take an allocation each, per walk and not per run.
func (t *Timetable) Between(first, last Date) iter.Seq[Occurrence] {
	if last.IsZero() {
		last = Date{lastDay}
	}
	return func(yield func(Occurrence) bool) {
		after := Date{max(first.n-1, 0)}
		for o, ok := t.Next(after); ok && !o.Date.After(last); o, ok = t.Next(o.Date) {
			if !yield(o) {
				return
			}
		}
	}
}

// Contains reports whether d is a run date.
func (t *Timetable) Contains(d Date) bool {
	if d.IsZero() {
		return false
	}
	o, ok := t.Next(Date{d.n - 1})
	return ok && o.Date == d
}

// Admits reports whether the schedule's From, Until or Count, months and exceptions leave the nominal date d, whether or not d is one of
// its dates. It is how a schedule that only bounds others ([OnLineSchedule]) is asked. No schedule admits the zero date.
func (t *Timetable) Admits(d Date) bool {
	return !d.IsZero() && t.filter.admits(int(d.n))
}

// KnownThrough returns the last day for which the schedule's calendar has data, or the zero date if the schedule uses no calendar or the
// calendar states no limit. Runs after it follow weekends, or whatever else the calendar answers there.
func (t *Timetable) KnownThrough() Date { return t.known }

// nominalFrom returns the first nominal date on or after n that the filter leaves, or 0.
func (t *Timetable) nominalFrom(n int) int {
	if n = max(n, t.filter.lo); !t.open {
		return t.filteredFrom(n)
	}
	if len(t.series) == 1 {
		n = t.series[0].next(n)
	} else {
		n = t.unionNext(n)
	}
	if n > t.filter.hi {
		return 0
	}
	return n
}

// nominalThrough returns the last nominal date on or before n that the filter leaves, or 0.
func (t *Timetable) nominalThrough(n int) int {
	if n = min(n, t.filter.hi); !t.open {
		return t.filteredThrough(n)
	}
	if n = t.unionPrev(n); n < t.filter.lo {
		return 0
	}
	return n
}

// maxMisses bounds how many nominal dates in a row a search lets exceptions take away. It is more than any schedule has in the 400 years
// after which the calendar repeats, so that what is not found by then does not exist.
const maxMisses = maxClosed + 1

// filteredFrom is nominalFrom where months or exceptions take dates away.
func (t *Timetable) filteredFrom(n int) int {
	limit := 0
	for misses := 0; misses < maxMisses; misses++ {
		d := t.unionNext(n)
		if d == 0 || d > t.filter.hi || misses > 0 && d > limit {
			return 0
		}
		if misses == 0 {
			limit = t.filter.lastException(d) + t.cycle
		}
		if n = t.filter.skipForward(d); n == d {
			return d
		}
	}
	return 0
}

// filteredThrough mirrors filteredFrom.
func (t *Timetable) filteredThrough(n int) int {
	for misses := 0; misses < maxMisses; misses++ {
		d := t.unionPrev(n)
		if d == 0 || d < t.filter.lo {
			return 0
		}
		if n = t.filter.skipBackward(d); n == d {
			return d
		}
	}
	return 0
}

func (t *Timetable) unionNext(n int) int {
	best := 0
	for i := range t.series {
		if d := t.series[i].next(n); d != 0 && (best == 0 || d < best) {
			best = d
		}
	}
	return best
}

func (t *Timetable) unionPrev(n int) int {
	best := 0
	for i := range t.series {
		best = max(best, t.series[i].prev(n))
	}
	return best
}

// occurrence makes the run of nominal day n on day date.
func (t *Timetable) occurrence(date, n int) Occurrence {
	o := Occurrence{Date: Date{int32(date)}, Nominal: Date{int32(n)}}
	if t.rows {
		o.Through = t.series[0].through(n)
	}
	return o
}

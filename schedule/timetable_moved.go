package schedule

// Moving keeps the order of dates, and no date moves across a wanted day. So of the days between one wanted day and the next, some land on the
// first of the two and all after them on the second.

// lastOnto returns the last day before next that lands on prev, or, if none does, a day that parts those that land on prev or earlier from
// those that land on next or later. There is no wanted day between prev and next; prev is 0 if there is none before next, and next if there is
// none after prev.
func (a Adjustment) lastOnto(prev, next int) int {
	switch {
	case next == prev+1: // nothing lies between
		return prev
	case next == 0 && a != Following:
		return lastDay
	case prev == 0 && a != Preceding, a == Following:
		return prev
	case prev == 0 || a == Preceding:
		return next - 1
	case a == Nearest:
		return (prev + next - 1) / 2
	case a == ModifiedPreceding:
		if first := monthWith(next).first; first > prev {
			return first - 1
		}
		return next - 1
	}
	w := monthWith(prev)
	if last := w.first + monthLength(w.y, w.m) - 1; last < next {
		return last
	}
	return prev
}

// movedNext returns the first run after the day number after.
func (t *Timetable) movedNext(after int) (Occurrence, bool) {
	prev, date := t.adjustTo.backward(after, 1), t.adjustTo.forward(after+1, 1)
	if date == 0 {
		return Occurrence{}, false
	}
	n := t.nominalFrom(t.adjust.lastOnto(prev, date) + 1)
	if n > date {
		date = t.adjust.move(n, &t.adjustTo)
	}
	if n == 0 || date == 0 {
		return Occurrence{}, false
	}
	last := t.adjust.lastOnto(date, t.adjustTo.forward(date+1, 1))
	if last > n {
		last = t.nominalThrough(last)
	} else {
		last = n
	}
	return t.joined(date, n, last), true
}

// movedPrev returns the last run before the day number before.
func (t *Timetable) movedPrev(before int) (Occurrence, bool) {
	date := t.adjustTo.backward(before-1, 1)
	if date == 0 {
		return Occurrence{}, false
	}
	n := t.nominalThrough(t.adjust.lastOnto(date, t.adjustTo.forward(before, 1)))
	if n < date {
		date = t.adjust.move(n, &t.adjustTo)
	}
	if n == 0 || date == 0 {
		return Occurrence{}, false
	}
	first := n
	if t.rows {
		first = t.nominalFrom(t.adjust.lastOnto(t.adjustTo.backward(date-1, 1), date) + 1)
	}
	return t.joined(date, first, n), true
}

// joined makes one run of all nominal dates from first through last, which land on date.
func (t *Timetable) joined(date, first, last int) Occurrence {
	o := t.occurrence(date, last)
	for n := first; t.rows && n < last; n = t.nominalFrom(n + 1) {
		o.Through.n = max(o.Through.n, t.series[0].through(n).n)
	}
	return o
}

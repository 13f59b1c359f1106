package schedule

// Moving keeps the order of dates, and no date moves across a wanted day. So only nominal dates after the last wanted day on or before
// some day can land after that day, and only those before the first wanted day on or after it can land before.

// maxStuck bounds how many nominal dates a search passes that cannot be moved anywhere, for a calendar whose data end with closed days.
const maxStuck = 2_000

// movedNext returns the first run after the day number after.
func (t *Timetable) movedNext(after int) (Occurrence, bool) {
	if t.adjustTo.kind == BusinessDay {
		if after >= t.openHi {
			return Occurrence{}, false
		}
		after = max(after, t.openLo-1)
	}
	from := after + 1
	if after >= firstDay {
		if from = t.adjustTo.backward(after, 1) + 1; from == 1 {
			from = after - maxClosed
		}
	}
	stuck := 0
	for n := t.nominalFrom(from); n != 0 && stuck < maxStuck; n = t.nominalFrom(n + 1) {
		date := t.adjust.move(n, &t.adjustTo)
		if date > after {
			return t.joined(date, n), true
		}
		if date == 0 {
			stuck++
		}
	}
	return Occurrence{}, false
}

// movedPrev returns the last run before the day number before.
func (t *Timetable) movedPrev(before int) (Occurrence, bool) {
	if t.adjustTo.kind == BusinessDay {
		if before <= t.openLo {
			return Occurrence{}, false
		}
		before = min(before, t.openHi+1)
	}
	through := t.adjustTo.forward(before, 1) - 1
	if through < 0 {
		through = before + maxClosed
	}
	stuck := 0
	for n := t.nominalThrough(through); n != 0 && stuck < maxStuck; n = t.nominalThrough(n - 1) {
		date := t.adjust.move(n, &t.adjustTo)
		if date == 0 {
			stuck++
		}
		if date == 0 || date >= before {
			continue
		}
		// n is the latest that lands on date; earlier ones may bring a later cut-off.
		first := n
		for m := t.nominalThrough(n - 1); m != 0 && t.adjust.move(m, &t.adjustTo) == date; m = t.nominalThrough(m - 1) {
			first = m
		}
		return t.joined(date, first), true
	}
	return Occurrence{}, false
}

// joined makes one run of all nominal dates from n on that land on date.
func (t *Timetable) joined(date, n int) Occurrence {
	o := t.occurrence(date, n)
	if x := t.adjustTo.forward(date+1, 1); x != 0 && x <= n+t.gap {
		return o // a later one lies on or after the wanted day x, and lands there or later
	}
	for {
		if t.adjust == Following && n == date {
			return o // a later one lands later
		}
		if n = t.nominalFrom(n + 1); n == 0 || t.adjust.move(n, &t.adjustTo) != date {
			return o
		}
		next := t.occurrence(date, n)
		next.Through = Date{max(o.Through.n, next.Through.n)}
		o = next
	}
}

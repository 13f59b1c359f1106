package schedule

// Adjustment says what becomes of a nominal date that is not one of the wanted days, weekdays or business days. The names are those of the
// ISDA definitions. Each of them keeps the order of dates: a later nominal date never lands before an earlier one.
type Adjustment uint8

// The adjustments.
const (
	// NoAdjustment leaves dates as they are.
	NoAdjustment Adjustment = iota
	// Following moves to the next wanted day.
	Following
	// ModifiedFollowing moves to the next wanted day, unless that lies in another month: then to the previous one. Where the month has no
	// wanted day at all it moves to the next, out of the month.
	ModifiedFollowing
	// Preceding moves to the previous wanted day.
	Preceding
	// ModifiedPreceding moves to the previous wanted day, unless that lies in another month: then to the next one. Where the month has no
	// wanted day at all it moves to the previous, out of the month.
	ModifiedPreceding
	// Nearest moves to the wanted day that is fewer days away, and to the next one if both are equally far.
	Nearest
)

// Adjust returns where a takes d by the business days of c. A date that is a business day stays; so does any date with [NoAdjustment].
// The result is the zero date if d is, or if c has no business day within 400 years in a direction that the answer depends on. A nil
// Calendar means Monday to Friday.
func (a Adjustment) Adjust(d Date, c Calendar) Date {
	if d.IsZero() {
		return Date{}
	}
	set := setOf(c)
	return dateOf(a.move(int(d.n), &set))
}

// setOf returns the business days of c, or the weekdays if c is nil.
func setOf(c Calendar) daySet {
	kind := BusinessDay
	if c == nil {
		kind = Weekday
	}
	return newDaySet(kind, c)
}

// move returns where the day n goes, or 0 if it has nowhere to go.
func (a Adjustment) move(n int, set *daySet) int {
	if a == NoAdjustment || set.has(n) {
		return n
	}
	switch a {
	case Following:
		return set.forward(n, 1)
	case Preceding:
		return set.backward(n, 1)
	}
	next, prev := set.forward(n, 1), set.backward(n, 1)
	if next == 0 || prev == 0 {
		return next + prev // the one that there is
	}
	if a == Nearest {
		if n-prev < next-n {
			return prev
		}
		return next
	}
	y, m, day := civil(n)
	first := n - day + 1
	nextInMonth, prevInMonth := next < first+monthLength(y, m), prev >= first
	if a == ModifiedFollowing && (nextInMonth || !prevInMonth) || a == ModifiedPreceding && !prevInMonth && nextInMonth {
		return next
	}
	return prev
}

package schedule

// edges are the first days of every step-th month, counted from month number phase of the months that begin with March. Where they are those of
// one month of the year, step and phase are in years, and place is how many days after 1 March they lie.
type edges struct {
	step, phase int
	yearly      bool
	place       int
}

// newEdges returns the first days of every step-th month, counted from the month number at.
func newEdges(at, step int) edges {
	year, day := marchDate(monthStart(at%step + (firstMonth/step+1)*step))
	if step%12 == 0 {
		return edges{step / 12, year, true, day}
	}
	return edges{step, 12*year + marchMonth(day), false, 0}
}

// after returns the first edge after day n.
func (e *edges) after(n int) int {
	year, day := marchDate(n - e.place)
	if e.yearly {
		year++
		if e.step > 1 {
			year += floorMod(e.phase-year, e.step)
		}
		return marchStart(year) + e.place
	}
	month := marchMonth(day) + 1
	if e.step == 1 && month < 12 {
		return n - day + marchPlace(month)
	}
	return e.first(month + 12*year + floorMod(e.phase-month-12*year, e.step))
}

// through returns the last edge on or before day n.
func (e *edges) through(n int) int {
	year, day := marchDate(n - e.place)
	if e.yearly {
		year -= floorMod(year-e.phase, e.step)
		return marchStart(year) + e.place
	}
	month := 12*year + marchMonth(day)
	return e.first(month - floorMod(month-e.phase, e.step))
}

// first returns the first day of a month.
func (e *edges) first(month int) int {
	return marchStart(int(uint32(month)/12)) + marchPlace(int(uint32(month)%12))
}

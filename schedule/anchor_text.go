package schedule

// String returns the anchor in the rule language, in its one canonical form: "1 day before run date", "day 15 of next month", "first
// business day of current quarter". The zero Anchor prints as "".
func (a Anchor) String() string {
	s := offsetText(a.Offset)
	switch a.Base {
	case RunDate, PlannedDate:
		return s + a.Base.String()
	case FixedDate:
		return s + a.Date.String()
	case InPeriod:
		return s + dayText(a.Kind, a.N, true) + " of " + relative(a.Rel) + " " + a.Period.String()
	}
	return ""
}

func relative(rel int) string {
	switch {
	case rel < 0:
		return "previous"
	case rel > 0:
		return "next"
	}
	return "current"
}

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

// Equal reports whether two anchors have one canonical text: a.Equal(b) holds exactly where a.String() == b.String(), for the zero Anchor
// and all that [Anchor.Validate] accepts. Fields that the Base has no use for, and the unit of an offset of 0, do not count, as they do
// under ==.
func (a Anchor) Equal(b Anchor) bool { return a.normal() == b.normal() }

// normal returns the anchor with nothing set that it has no use for.
func (a Anchor) normal() Anchor {
	n := Anchor{Base: a.Base, Offset: a.Offset}
	if n.Offset.N == 0 {
		n.Offset = Offset{}
	}
	switch a.Base {
	case 0:
		return Anchor{}
	case FixedDate:
		n.Date = a.Date
	case InPeriod:
		n.Kind, n.N, n.Period, n.Rel = a.Kind, a.N, a.Period, a.Rel
	}
	return n
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

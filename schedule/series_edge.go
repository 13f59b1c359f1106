package schedule

// An edge is the first day of a month from which days are counted, onwards or back: "third Friday", "last day", "1 March". Where every window
// has the day that is counted, its edge decides on it, and the edge that decides on the first date on or after n is found without a search:
// the k-th day of a set from an edge on is n or later if the edge lies after the k-th day of the set before n, and the k-th day of the
// set back from an edge is if the edge lies after the k-th day of the set from n on.

// settle makes a series of months one of edges if every window has the day that it counts.
func (s *series) settle() {
	if s.source != inMonths || s.nth == 0 || s.set.kind == BusinessDay {
		return
	}
	shortest := shortestWindow(s.phase, s.step, s.span)
	if s.set.kind == AnyDay && s.step%12 == 0 && !s.strict { // whether or not there is a leap day: the last day, or the first
		if s.nth > shortest {
			s.nth = -1
		} else if -s.nth > shortest {
			s.nth = 1
		}
	}
	if most := s.set.least(shortest); s.nth > most || -s.nth > most {
		return
	}
	s.source = fromEdge
	s.edges = newEdges(s.phase, s.step)
	if s.nth < 0 {
		s.edges = newEdges(s.phase+s.span, s.step)
	}
	switch {
	case s.set.kind != AnyDay && s.nth > 0:
		s.reach = 7*s.nth - 1
	case s.set.kind != AnyDay:
		s.reach = 7*s.nth + 6
	case s.nth > 0:
		s.reach = s.nth - 1
	default:
		s.reach = s.nth
	}
}

// nextFromEdge returns the day that the first edge after the parting of n decides on.
func (s *series) nextFromEdge(n int) int {
	if s.set.kind == AnyDay {
		return inRange(s.edges.after(n-s.reach-1) + s.reach)
	}
	return s.dayFrom(s.edges.after(s.parting(n)))
}

// prevFromEdge returns the day that the last edge before it decides on, for the day after n.
func (s *series) prevFromEdge(n int) int {
	if s.set.kind == AnyDay {
		return inRange(s.edges.through(n-s.reach) + s.reach)
	}
	return s.dayFrom(s.edges.through(s.parting(n + 1)))
}

// parting returns a day such that the edges after it decide on day n or a later one, and those on or before it on an earlier one.
func (s *series) parting(n int) int {
	switch {
	case s.set.kind != Weekday: // what lies within reach of an edge is n or later if it is the day of the week that comes first from n on
		return n + s.set.until(n) - s.reach - 1
	case s.nth > 0:
		return s.set.backward(n-1, s.nth)
	}
	if day := s.set.forward(n, -s.nth); day != 0 {
		return day
	}
	return lastDay + 1
}

// dayFrom returns the day that an edge decides on.
func (s *series) dayFrom(edge int) int {
	if edge < firstDay || edge > lastDay+1 {
		return 0
	}
	switch last := edge + s.reach; {
	case s.set.kind != Weekday && last < firstDay:
		return 0
	case s.set.kind != Weekday: // the last such day within reach
		return inRange(last - s.set.since(last))
	case s.nth > 0:
		return s.set.forward(edge, s.nth)
	}
	return s.set.backward(edge-1, -s.nth)
}

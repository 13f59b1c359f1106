package schedule

import (
	"slices"
	"sort"
)

// sortRows returns rows in order of date, each date once, with the later cut-off. A row that states a cut-off counts as later than one that
// does not.
func sortRows(rows []Row) []Row {
	out := slices.Clone(rows)
	slices.SortFunc(out, func(a, b Row) int {
		if c := a.Date.Compare(b.Date); c != 0 {
			return c
		}
		return b.Through.Compare(a.Through)
	})
	return slices.CompactFunc(out, func(a, b Row) bool { return a.Date == b.Date })
}

// rowFrom returns the index of the first row on or after n.
func (s *series) rowFrom(n int) int {
	return sort.Search(len(s.rows), func(i int) bool { return int(s.rows[i].Date.n) >= n })
}

func (s *series) nextRow(n int) int {
	if i := s.rowFrom(n); i < len(s.rows) {
		return int(s.rows[i].Date.n)
	}
	return 0
}

func (s *series) prevRow(n int) int {
	if i := s.rowFrom(n + 1); i > 0 {
		return int(s.rows[i-1].Date.n)
	}
	return 0
}

// through returns the cut-off of the row of day n, if there is one.
func (s *series) through(n int) Date {
	if i := s.rowFrom(n); i < len(s.rows) && int(s.rows[i].Date.n) == n {
		return s.rows[i].Through
	}
	return Date{}
}

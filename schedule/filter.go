package schedule

import (
	"cmp"
	"slices"
	"sort"
	"time"
)

// filter holds what a schedule takes away from its nominal dates.
type filter struct {
	lo, hi   int // From and Until or the end of the count, as day numbers; both ends included
	months   MonthSet
	except   []Period // in order, disjoint, both ends set
	holidays bool
	business daySet // with holidays
}

const allMonths MonthSet = 1<<13 - 2

// admits reports whether the filter leaves day n.
func (f *filter) admits(n int) bool {
	return n >= f.lo && n <= f.hi && f.skipForward(n) == n
}

// plain reports whether the filter takes away nothing between lo and hi.
func (f *filter) plain() bool {
	return f.months == allMonths && len(f.except) == 0 && !f.holidays
}

// skipForward returns n if months and exceptions leave it, and otherwise a later day before which they leave none.
func (f *filter) skipForward(n int) int {
	if f.months != allMonths {
		if y, m, d := civil(n); !f.months.Has(time.Month(m)) {
			return n - d + 1 + monthLength(y, m)
		}
	}
	if i := f.periodAt(n); i >= 0 {
		return int(f.except[i].Last.n) + 1
	}
	if f.holidays {
		if n = f.business.forward(n, 1); n == 0 {
			return lastDay + 1
		}
	}
	return n
}

// skipBackward mirrors skipForward.
func (f *filter) skipBackward(n int) int {
	if f.months != allMonths {
		if _, m, d := civil(n); !f.months.Has(time.Month(m)) {
			return n - d
		}
	}
	if i := f.periodAt(n); i >= 0 {
		return int(f.except[i].First.n) - 1
	}
	if f.holidays {
		return f.business.backward(n, 1)
	}
	return n
}

// lastException returns the last day that is excepted by date, or n if that is later. After it only months and holidays take dates away.
func (f *filter) lastException(n int) int {
	if len(f.except) == 0 {
		return n
	}
	return max(n, int(f.except[len(f.except)-1].Last.n))
}

// periodAt returns the index of the excepted period that holds n, or -1.
func (f *filter) periodAt(n int) int {
	if len(f.except) == 0 {
		return -1
	}
	i := sort.Search(len(f.except), func(i int) bool { return int(f.except[i].Last.n) >= n })
	if i < len(f.except) && int(f.except[i].First.n) <= n {
		return i
	}
	return -1
}

// mergePeriods puts periods in order and joins those that overlap or touch. Open ends reach to the end of the range.
func mergePeriods(in []Period) []Period {
	var out []Period
	for _, p := range in {
		if p.First.IsZero() {
			p.First = Date{firstDay}
		}
		if p.Last.IsZero() {
			p.Last = Date{lastDay}
		}
		if !p.Last.Before(p.First) {
			out = append(out, p)
		}
	}
	out = sortPeriods(out)
	n := 0
	for _, p := range out {
		if n > 0 && p.First.n <= out[n-1].Last.n+1 {
			out[n-1].Last = Date{max(out[n-1].Last.n, p.Last.n)}
			continue
		}
		out[n] = p
		n++
	}
	return out[:n]
}

// sortPeriods returns the periods in order, each once.
func sortPeriods(in []Period) []Period {
	out := slices.Clone(in)
	slices.SortFunc(out, func(a, b Period) int { return cmp.Or(a.First.Compare(b.First), a.Last.Compare(b.Last)) })
	return slices.Compact(out)
}

package schedule

import (
	"fmt"
	"strings"
)

// Period is a span of days, both ends included. A zero First or Last leaves that side open; the zero value is every day. A period whose
// Last is before its First holds no day.
type Period struct{ First, Last Date }

// ParsePeriod reads "2026-07-01/2026-07-31", a single date, or one of the two with the other side left empty ("2026-07-01/").
func ParsePeriod(s string) (Period, error) {
	if s == "" {
		return Period{}, nil
	}
	first, last, found := strings.Cut(s, "/")
	if !found {
		last = first
	}
	var p Period
	for _, end := range []struct {
		to   *Date
		text string
	}{{&p.First, first}, {&p.Last, last}} {
		if end.text == "" {
			continue
		}
		d, err := ParseDate(end.text)
		if err != nil {
			return Period{}, fmt.Errorf("period %q: %w", clip(s), err)
		}
		*end.to = d
	}
	if !p.First.IsZero() && !p.Last.IsZero() && p.Last.Before(p.First) {
		return Period{}, fmt.Errorf("period %q: the last day is before the first", s)
	}
	return p, nil
}

// Contains reports whether d lies in the period, ends included. No period contains the zero date.
func (p Period) Contains(d Date) bool {
	return !d.IsZero() && !d.Before(p.First) && (p.Last.IsZero() || !d.After(p.Last))
}

// Days returns the number of days from First to Last, both counted; 0 for a period that is open or holds no day.
func (p Period) Days() int {
	if p.First.IsZero() || p.Last.IsZero() {
		return 0
	}
	return max(p.Last.Sub(p.First)+1, 0)
}

// IsZero reports whether p is open on both sides.
func (p Period) IsZero() bool { return p == Period{} }

// String returns the form that [ParsePeriod] reads: a single date where both ends are the same day, "" for the zero Period.
func (p Period) String() string {
	switch {
	case p.IsZero():
		return ""
	case p.First == p.Last:
		return p.First.String()
	}
	return p.First.String() + "/" + p.Last.String()
}

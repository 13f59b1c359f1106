package schedule_test

import (
	"testing"

	. "github.com/proforma-go/proforma/schedule"
)

func FuzzParseDate(f *testing.F) {
	for _, s := range []string{"2026-10-05", "2024-02-29", "0001-01-01", "9999-12-31", "2026-02-30", "", "2026-1-1"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		d, err := ParseDate(s)
		if (err == nil) == d.IsZero() {
			t.Fatalf("ParseDate(%q) = %s, %v", s, d, err)
		}
		if err == nil && d.String() != s {
			t.Fatalf("ParseDate(%q) prints as %q", s, d)
		}
	})
}

func FuzzParseClock(f *testing.F) {
	for _, s := range []string{"22:00", "22:00:30", "8:05", "24:00", "", "::", "1:2:3"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		c, err := ParseClock(s)
		if (err == nil) == c.IsZero() {
			t.Fatalf("ParseClock(%q) = %s, %v", s, c, err)
		}
		if again, err2 := ParseClock(c.String()); err == nil && (err2 != nil || again != c) {
			t.Fatalf("ParseClock(%q) prints as %q, which reads as %s, %v", s, c, again, err2)
		}
	})
}

// Whatever stands in RRule, no call panics, hangs or contradicts another.
func FuzzRRule(f *testing.F) {
	for _, s := range []string{"FREQ=DAILY;COUNT=3", "FREQ=WEEKLY;INTERVAL=2;BYDAY=SU;WKST=SA", "FREQ=YEARLY;BYWEEKNO=53;SKIP=FORWARD",
		"FREQ=MONTHLY;BYMONTHDAY=31;SKIP=FORWARD RRULE:FREQ=DAILY;BYMONTH=2 RDATE:20280229", "FREQ=YEARLY;BYYEARDAY=366,-366;BYSETPOS=2"} {
		f.Add(s, 9000, 500)
	}
	f.Fuzz(func(t *testing.T, rule string, start, after int) {
		s := Schedule{Frequency: Recurrence, RRule: rule, From: date("2000-01-01").AddDays(start)}
		table, err := s.Compile(nil)
		if (err == nil) != (s.Validate() == nil) {
			t.Fatalf("%q: Compile says %v, Validate %v", rule, err, s.Validate())
		}
		if err != nil {
			return
		}
		if again := (Schedule{Frequency: Recurrence, RRule: s.RRule, From: s.From}); !again.Equal(s) {
			t.Fatalf("%q is not itself", rule)
		}
		from := s.From.AddDays(after)
		next, ok := table.Next(from)
		if !ok {
			return
		}
		if back, ok := table.Prev(next.Date.AddDays(1)); ok && back != next || !next.Date.After(from) {
			t.Fatalf("%q from %s: after %s comes %v, before the day after that %v", rule, s.From, from, next, back)
		}
	})
}

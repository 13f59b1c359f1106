package schedule_test

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/proforma-go/proforma/schedule"
)

// Both runners of the Go world take a schedule by this one method.
var _ interface {
	Next(time.Time) time.Time
} = schedule.Times{}

func mustCompile(t testing.TB, s schedule.Schedule, cals schedule.Calendars) *schedule.Timetable {
	t.Helper()
	tt, err := s.Compile(cals)
	if err != nil {
		t.Fatal(err)
	}
	return tt
}

func TestTimesNextIsTheFirstInstantAfter(t *testing.T) {
	locs := zones(t)
	rapid.Check(t, func(t *rapid.T) {
		loc := rapid.SampledFrom(locs).Draw(t, "zone")
		s := schedule.Schedule{Frequency: schedule.Daily}
		if rapid.Bool().Draw(t, "weekly") {
			s = schedule.Schedule{Frequency: schedule.Weekly, On: []schedule.Day{{Kind: schedule.Sunday}}}
		}
		tt, err := s.Compile(nil)
		if err != nil {
			t.Fatal(err)
		}
		clock, err := schedule.NewClock(rapid.IntRange(0, 23).Draw(t, "hour"), rapid.SampledFrom([]int{0, 15, 30, 59}).Draw(t, "minute"), 0)
		if err != nil {
			t.Fatal(err)
		}
		p := schedule.Policy{Gap: schedule.Gap(rapid.IntRange(0, 3).Draw(t, "gap")), Overlap: schedule.Overlap(rapid.IntRange(0, 1).Draw(t, "overlap"))}
		after := time.Unix(rapid.Int64Range(0, 71*365*86400).Draw(t, "after"), 0)
		if rapid.Bool().Draw(t, "near a change") {
			if _, end := after.In(loc).ZoneBounds(); !end.IsZero() {
				after = end.Add(time.Duration(rapid.IntRange(-40*3600, 40*3600).Draw(t, "seconds")) * time.Second)
			}
		}
		var want time.Time
		for o := range tt.Between(schedule.DateOf(after.In(loc)).AddDays(-4), schedule.Date{}) {
			if at, ok := p.At(o.Date, clock, loc); ok && at.After(after) {
				want = at
				break
			}
		}
		if got := tt.Times(clock, loc).With(p).Next(after); !got.Equal(want) {
			t.Fatalf("%s, %s at %s, policy %v: after %s comes %s, want %s", loc, s, clock, p, after.In(loc), got, want)
		}
	})
}

func TestTimesNeverRepeatAnInstant(t *testing.T) {
	apia, err := time.LoadLocation("Pacific/Apia")
	if err != nil {
		t.Fatal(err)
	}
	times := mustCompile(t, schedule.Schedule{Frequency: schedule.Daily}, nil).Times(schedule.MustParseClock("22:00"), apia)
	at := time.Date(2011, 12, 29, 0, 0, 0, 0, apia)
	for _, want := range []string{"2011-12-29T22:00:00-10:00", "2011-12-31T22:00:00+14:00", "2012-01-01T22:00:00+14:00"} {
		if at = times.Next(at); at.Format(time.RFC3339) != want {
			t.Errorf("%s, want %s", at.Format(time.RFC3339), want)
		}
	}
}

// Engines that step through instants return 7 September twice and never the 8th here, and a Saturday for every Sunday (rrule-go).
func TestTimesKeepTheDayWhereMidnightIsSkipped(t *testing.T) {
	santiago, err := time.LoadLocation("America/Santiago")
	if err != nil {
		t.Fatal(err)
	}
	sundays := schedule.Schedule{Frequency: schedule.Weekly, On: []schedule.Day{{Kind: schedule.Sunday}}}
	times := mustCompile(t, sundays, nil).Times(schedule.MustParseClock("09:00"), santiago)
	at := time.Date(2024, 8, 26, 0, 0, 0, 0, santiago)
	for _, want := range []string{"2024-09-01", "2024-09-08", "2024-09-15"} {
		if at = times.Next(at); schedule.DateOf(at).String() != want || at.Weekday() != time.Sunday {
			t.Errorf("%s, want %s", at, want)
		}
	}
}

func TestTimesAreStrictlyAfter(t *testing.T) {
	times := mustCompile(t, schedule.Schedule{Frequency: schedule.Daily}, nil).Times(schedule.MustParseClock("22:00"), time.UTC)
	ten := time.Date(2026, 10, 5, 22, 0, 0, 0, time.UTC)
	for _, tt := range []struct{ after, want time.Time }{
		{ten, ten.AddDate(0, 0, 1)},
		{ten.Add(-time.Nanosecond), ten},
		{ten.Add(time.Nanosecond), ten.AddDate(0, 0, 1)},
		{time.Time{}, time.Date(1, 1, 1, 22, 0, 0, 0, time.UTC)},
		{time.Date(9999, 12, 31, 22, 0, 0, 0, time.UTC), time.Time{}},
		{time.Date(20000, 1, 1, 0, 0, 0, 0, time.UTC), time.Time{}},
		{time.Date(-20000, 1, 1, 0, 0, 0, 0, time.UTC), time.Date(1, 1, 1, 22, 0, 0, 0, time.UTC)},
	} {
		if got := times.Next(tt.after); !got.Equal(tt.want) || got.IsZero() != tt.want.IsZero() {
			t.Errorf("after %s comes %s, want %s", tt.after, got, tt.want)
		}
	}
	if got := (schedule.Times{}).Next(ten); !got.IsZero() {
		t.Errorf("the zero Times have %s", got)
	}
}

func TestTimesFallBackToTheScheduleAndThenTo2200(t *testing.T) {
	s := schedule.Schedule{Frequency: schedule.Daily}
	after := time.Date(2026, 10, 5, 0, 0, 0, 0, time.UTC)
	if got := mustCompile(t, s, nil).Times(schedule.Clock{}, nil).Next(after).Format("15:04"); got != "22:00" {
		t.Errorf("nothing stated: %s", got)
	}
	s.At = schedule.MustParseClock("06:30")
	if got := mustCompile(t, s, nil).Times(schedule.Clock{}, nil).Next(after).Format("15:04"); got != "06:30" {
		t.Errorf("the schedule's time: %s", got)
	}
	if got := mustCompile(t, s, nil).Times(schedule.MustParseClock("07:00"), nil).Next(after).Format("15:04"); got != "07:00" {
		t.Errorf("an argument's time: %s", got)
	}
}

func TestTimesOfAFiniteScheduleEnd(t *testing.T) {
	s := schedule.Schedule{Frequency: schedule.Once, Rows: []schedule.Row{{Date: date("2026-10-05")}}}
	times := mustCompile(t, s, nil).Times(schedule.Clock{}, time.UTC)
	first := times.Next(time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC))
	if first.Format(time.RFC3339) != "2026-10-05T22:00:00Z" || !times.Next(first).IsZero() {
		t.Errorf("%s, then %s", first, times.Next(first))
	}
}

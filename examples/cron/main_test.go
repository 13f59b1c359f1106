package main

import (
	"os"
	"slices"
	"testing"
	"time"

	"github.com/riverqueue/river"
	"github.com/robfig/cron/v3"
)

func Example() {
	if err := run(os.Stdout, time.Date(2026, 10, 1, 0, 0, 0, 0, time.UTC)); err != nil {
		os.Stdout.WriteString(err.Error())
	}
	// Output:
	// robfig/cron
	//   2026-10-19T22:00:00-04:00
	//   2026-11-02T22:00:00-05:00
	//   2026-11-16T22:00:00-05:00
	//   2026-11-30T22:00:00-05:00
	// River
	//   2026-10-19T22:00:00-04:00
	//   2026-11-02T22:00:00-05:00
	//   2026-11-16T22:00:00-05:00
	//   2026-11-30T22:00:00-05:00
}

// runners are the two interfaces, each asked through its own type.
func runners(t *testing.T, text string) map[string]func(time.Time) time.Time {
	t.Helper()
	times, err := timesOf(text)
	if err != nil {
		t.Fatal(err)
	}
	var (
		c cron.Schedule          = times
		r river.PeriodicSchedule = times
	)
	return map[string]func(time.Time) time.Time{"robfig/cron": c.Next, "River": r.Next}
}

func at(t *testing.T, text string) time.Time {
	t.Helper()
	x, err := time.Parse(time.RFC3339, text)
	if err != nil {
		t.Fatal(err)
	}
	return x
}

func TestNextIsStrictlyAfter(t *testing.T) {
	for name, next := range runners(t, text) {
		first := at(t, "2026-10-19T22:00:00-04:00")
		for _, c := range []struct {
			reason      string
			after, want time.Time
		}{
			{"before the start", at(t, "2026-01-01T00:00:00Z"), first},
			{"a nanosecond before a run", first.Add(-1), first},
			{"on a run", first, at(t, "2026-11-02T22:00:00-05:00")},
			{"a nanosecond after a run, over a change of clocks", first.Add(1), at(t, "2026-11-02T22:00:00-05:00")},
			{"asked in another zone", first.UTC(), at(t, "2026-11-02T22:00:00-05:00")},
		} {
			if got := next(c.after); !got.Equal(c.want) {
				t.Errorf("%s, %s: after %s comes %s, want %s", name, c.reason, c.after, got, c.want)
			}
		}
	}
}

// A zero time is what both runners take for "never again": robfig/cron sorts it last, River leaves the job unscheduled.
func TestNextIsZeroWhenOver(t *testing.T) {
	for name, next := range runners(t, text) {
		last := at(t, "2026-11-30T22:00:00-05:00")
		if got := next(last.Add(-1)); !got.Equal(last) {
			t.Errorf("%s: the last run is %s, want %s", name, got, last)
		}
		for _, after := range []time.Time{last, last.Add(1), at(t, "2100-01-01T00:00:00Z")} {
			if got := next(after); !got.IsZero() {
				t.Errorf("%s: after %s comes %s, want the zero time", name, after, got)
			}
		}
	}
}

// A job at an hour that clocks skip runs an hour later on that day, and one at an hour that they show twice runs once: robfig/cron's
// own schedules leave the one out and do the other twice.
func TestClocksThatChange(t *testing.T) {
	zone, err := time.LoadLocation("America/New_York")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		text, from, cronLine string
		want, cron           []string
	}{
		{"daily at 02:30 in America/New_York", "2026-03-07T12:00:00-05:00", "CRON_TZ=America/New_York 30 2 * * *",
			[]string{"2026-03-08T03:30:00-04:00", "2026-03-09T02:30:00-04:00"}, []string{"2026-03-09T02:30:00-04:00", "2026-03-10T02:30:00-04:00"}},
		{"daily at 01:30 in America/New_York", "2026-10-31T12:00:00-04:00", "CRON_TZ=America/New_York 30 1 * * *",
			[]string{"2026-11-01T01:30:00-04:00", "2026-11-02T01:30:00-05:00"}, []string{"2026-11-01T01:30:00-04:00", "2026-11-01T01:30:00-05:00"}},
	} {
		for name, next := range runners(t, c.text) {
			if got := walk(next, at(t, c.from), 2, zone); !slices.Equal(got, c.want) {
				t.Errorf("%s, %s: got %v, want %v", name, c.text, got, c.want)
			}
		}
		own, err := cron.ParseStandard(c.cronLine)
		if err != nil {
			t.Fatal(err)
		}
		if got := walk(own.Next, at(t, c.from), 2, zone); !slices.Equal(got, c.cron) {
			t.Errorf("%s: got %v, expected %v of robfig/cron", c.cronLine, got, c.cron)
		}
	}
}

// walk returns the next n times in a zone; robfig/cron answers in the zone of the question, and Times in its own.
func walk(next func(time.Time) time.Time, from time.Time, n int, zone *time.Location) []string {
	var all []string
	for range n {
		from = next(from)
		all = append(all, from.In(zone).Format(time.RFC3339))
	}
	return all
}

// TestTheRunnerSchedulesIt starts a real cron.Cron, which asks for the next time at once.
func TestTheRunnerSchedulesIt(t *testing.T) {
	times, err := timesOf("yearly on 1 March at 06:00 in Europe/Stockholm")
	if err != nil {
		t.Fatal(err)
	}
	runner := cron.New(cron.WithLocation(time.UTC))
	id := runner.Schedule(times, cron.FuncJob(func() {}))
	before := time.Now()
	runner.Start()
	defer runner.Stop()
	entry := runner.Entry(id)
	if want := times.Next(before); !entry.Next.Equal(want) {
		t.Errorf("the runner plans %s, want %s", entry.Next, want)
	}
}

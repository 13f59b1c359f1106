package schedule_test

import (
	"io/fs"
	"os"
	"slices"
	"strings"
	"testing"
	"time"
	_ "time/tzdata" // so that the tests need no files of the system

	"github.com/proforma-go/proforma/schedule"
)

// sampleZones have midnight gaps, half-hour steps, whole missing days, two changes a year in either half, changed rules and none at all.
var sampleZones = []string{"UTC", "Europe/Stockholm", "Europe/London", "Europe/Dublin", "America/New_York", "America/Santiago", "America/Asuncion",
	"America/Havana", "America/Sao_Paulo", "America/Nuuk", "Asia/Beirut", "Asia/Gaza", "Africa/Cairo", "Africa/Casablanca", "Australia/Lord_Howe",
	"Pacific/Apia", "Pacific/Kwajalein", "Pacific/Kiritimati", "Antarctica/Troll", "Antarctica/Casey", "Asia/Pyongyang", "Asia/Kathmandu", "America/Caracas"}

// zones returns the sample and all others of the database of the system, where it has one.
func zones(t *testing.T) []*time.Location {
	var names []string
	root := os.DirFS("/usr/share/zoneinfo")
	_ = fs.WalkDir(root, ".", func(path string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() && strings.Contains(path, "/") && !strings.HasPrefix(path, "right/") && !strings.HasPrefix(path, "posix/") {
			names = append(names, path)
		}
		return nil
	})
	var out []*time.Location
	for _, name := range sampleZones {
		loc, err := time.LoadLocation(name)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, loc)
	}
	for _, name := range names {
		if loc, err := time.LoadLocation(name); err == nil && !slices.Contains(sampleZones, name) {
			out = append(out, loc)
		}
	}
	return out
}

// offsetAt returns a zone's offset in seconds.
func offsetAt(u int64, loc *time.Location) int64 {
	_, offset := time.Unix(u, 0).In(loc).Zone()
	return int64(offset)
}

// wallInstants returns every instant at which the clocks of loc show local, seconds counted as in Unix time, by trying every offset that the zone
// has within two days.
func wallInstants(local int64, loc *time.Location) []int64 {
	var out []int64
	for u := local - 48*3600; u <= local+48*3600; u += 3600 {
		at := local - offsetAt(u, loc)
		if at+offsetAt(at, loc) == local && !slices.Contains(out, at) {
			out = append(out, at)
		}
	}
	slices.Sort(out)
	return out
}

func TestAtFollowsThePolicyAtEveryTransition(t *testing.T) {
	start, end := time.Date(1970, 1, 1, 0, 0, 0, 0, time.UTC), time.Date(2041, 1, 1, 0, 0, 0, 0, time.UTC)
	transitions, gaps, overlaps := 0, 0, 0
	for _, loc := range zones(t) {
		for at := start; ; {
			_, next := at.In(loc).ZoneBounds()
			if next.IsZero() || next.After(end) {
				break
			}
			if !next.After(at) { // on 31 December of a leap year
				next = at.Add(24 * time.Hour)
			}
			at = next
			before, after := offsetAt(at.Unix()-1, loc), offsetAt(at.Unix(), loc)
			if before == after {
				continue
			}
			transitions++
			jump := after - before
			for _, local := range []int64{at.Unix() + before - 1, at.Unix() + before, at.Unix() + before + jump/2, at.Unix() + after - 1, at.Unix() + after,
				at.Unix() + before - 86400, at.Unix() + after + 86400} {
				switch instants := wallInstants(local, loc); len(instants) {
				case 0:
					gaps++
					checkAt(t, local, loc, schedule.Policy{}, local-before)
					checkAt(t, local, loc, schedule.Policy{Gap: schedule.GapBack}, local-after)
					checkAt(t, local, loc, schedule.Policy{Gap: schedule.GapEnd}, at.Unix())
				default:
					if len(instants) > 1 {
						overlaps++
					}
					checkAt(t, local, loc, schedule.Policy{}, instants[0])
					checkAt(t, local, loc, schedule.Policy{Overlap: schedule.OverlapLater}, instants[len(instants)-1])
				}
			}
		}
	}
	if gaps < 1000 || overlaps < 1000 {
		t.Errorf("only %d gaps and %d overlaps", gaps, overlaps)
	}
	t.Logf("%d transitions, %d times in gaps, %d in overlaps", transitions, gaps, overlaps)
}

func checkAt(t *testing.T, local int64, loc *time.Location, p schedule.Policy, want int64) {
	t.Helper()
	wall := time.Unix(local, 0).UTC()
	c, err := schedule.NewClock(wall.Clock())
	if err != nil {
		t.Fatal(err)
	}
	got, ok := p.At(schedule.DateOf(wall), c, loc)
	if !ok || got.Unix() != want {
		t.Errorf("%s at %s, policy %v: %s, want %s", loc, wall.Format(time.DateTime), p, got, time.Unix(want, 0).In(loc))
	}
}

func TestAtShiftsAGapForwardByItsLength(t *testing.T) {
	tests := []struct{ zone, date, clock, want, reason string }{
		{"America/New_York", "2025-03-09", "02:30", "2025-03-09T03:30:00-04:00", "time.Date answers 01:30, an hour before"},
		{"Europe/London", "2025-03-30", "01:30", "2025-03-30T02:30:00+01:00", ""},
		{"America/Santiago", "2024-09-08", "00:30", "2024-09-08T01:30:00-03:00", "time.Date answers 23:30 of the day before"},
		{"America/Nuuk", "2022-03-26", "22:00", "2022-03-26T23:00:00-02:00", "22:00 is not safe everywhere"},
		{"America/Nuuk", "2025-03-29", "23:30", "2025-03-30T00:30:00-01:00", "a shift can cross midnight"},
		{"Australia/Lord_Howe", "2025-10-05", "02:15", "2025-10-05T02:45:00+11:00", "a gap of half an hour"},
		{"Pacific/Apia", "2011-12-30", "22:00", "2011-12-31T22:00:00+14:00", "a day that never was"},
		{"America/New_York", "2025-11-02", "01:30", "2025-11-02T01:30:00-04:00", "the first of two"},
		{"Europe/London", "2025-10-26", "01:30", "2025-10-26T01:30:00+01:00", "time.Date answers the second"},
		{"Asia/Kolkata", "2025-03-09", "02:30", "2025-03-09T02:30:00+05:30", "nothing special"},
	}
	for _, tt := range tests {
		loc, err := time.LoadLocation(tt.zone)
		if err != nil {
			t.Fatal(err)
		}
		if got := date(tt.date).At(schedule.MustParseClock(tt.clock), loc).Format(time.RFC3339); got != tt.want {
			t.Errorf("%s %s in %s is %s, want %s: %s", tt.date, tt.clock, tt.zone, got, tt.want, tt.reason)
		}
	}
}

func TestAtOfNothing(t *testing.T) {
	c := schedule.MustParseClock("22:00")
	if got := (schedule.Date{}).At(c, time.UTC); !got.IsZero() {
		t.Errorf("no date is at %s", got)
	}
	if got := date("2026-10-05").At(c, nil).Format(time.RFC3339); got != "2026-10-05T22:00:00Z" {
		t.Errorf("without a location: %s", got)
	}
	if got := date("2026-10-05").At(schedule.Clock{}, nil).Format(time.RFC3339); got != "2026-10-05T00:00:00Z" {
		t.Errorf("without a time: %s", got)
	}
	apia, _ := time.LoadLocation("Pacific/Apia")
	if got, ok := (schedule.Policy{Gap: schedule.GapSkip}).At(date("2011-12-30"), c, apia); ok || !got.IsZero() {
		t.Errorf("a day that never was is at %s", got)
	}
	for _, d := range []string{"0001-01-01", "9999-12-31"} {
		if got := date(d).At(c, apia); schedule.DateOf(got) != date(d) {
			t.Errorf("%s is at %s", d, got)
		}
	}
}

package main

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	rrulego "github.com/teambition/rrule-go"

	"github.com/proforma-go/proforma/schedule"
	"github.com/proforma-go/proforma/schedule/rrule"
)

// What rrule.Format writes must mean the same to another reader. rrule-go takes one rule at a time; the rest of a recurrence is put together here.
func TestRulesThatAreWrittenMeanTheSameElsewhere(t *testing.T) {
	random := rand.New(rand.NewPCG(5545, 7529))
	first, last := schedule.MustParseDate("2026-01-01"), schedule.MustParseDate("2059-12-31")
	written := 0
	for range 1500 {
		s := randomSchedule(random)
		text, err := rrule.Format(s)
		if err != nil {
			continue
		}
		table, err := s.Compile(nil)
		if err != nil {
			t.Fatal(err)
		}
		var want []schedule.Date
		for o := range table.Between(first, last) {
			want = append(want, o.Date)
		}
		if got := elsewhere(t, text, first, last); !slices.Equal(got, want) {
			t.Errorf("%s\n%s\n%v, want %v", s, text, got, want)
		}
		written++
	}
	if written < 1000 {
		t.Errorf("only %d schedules were written", written)
	}
}

// randomSchedule returns a schedule of months, quarters, weeks or years on days of all kinds, many of them moved by an offset.
func randomSchedule(r *rand.Rand) schedule.Schedule {
	s := schedule.Schedule{From: schedule.MustParseDate("2026-01-01").AddDays(r.IntN(400)), Interval: 1 + r.IntN(6)*r.IntN(2), Count: r.IntN(2) * r.IntN(60)}
	s.Frequency = []schedule.Frequency{schedule.Weekly, schedule.Monthly, schedule.Quarterly, schedule.Yearly}[r.IntN(4)]
	s.SkipShortMonths = s.Frequency != schedule.Weekly && r.IntN(2) == 0
	if r.IntN(4) == 0 {
		s.ExceptIn = schedule.MonthSet(r.IntN(1<<11) << 1)
	}
	if r.IntN(4) == 0 {
		skipped := s.From.AddDays(r.IntN(500))
		s.Except = []schedule.Period{{First: skipped, Last: skipped.AddDays(r.IntN(60))}}
	}
	for range 1 + r.IntN(2) {
		d := schedule.Day{Kind: []schedule.DayKind{schedule.AnyDay, schedule.Weekday, schedule.Monday, schedule.Saturday}[r.IntN(4)]}
		most := map[schedule.DayKind]int{schedule.AnyDay: 31, schedule.Weekday: 22}[d.Kind]
		if d.Kind >= schedule.Monday {
			most = 5
		}
		switch s.Frequency {
		case schedule.Weekly:
			most = map[bool]int{true: 5, false: 1}[d.Kind < schedule.Monday]
		case schedule.Quarterly:
			d.Month = r.IntN(4)
		case schedule.Yearly:
			d.Month = r.IntN(13)
		}
		if d.N = 1 + r.IntN(most); r.IntN(2) == 0 {
			d.N = -d.N
		}
		if r.IntN(2) == 0 {
			d.Offset = schedule.Offset{N: r.IntN(101) - 50, Unit: []schedule.Unit{schedule.Days, schedule.Weekdays}[r.IntN(2)]}
		}
		s.On = append(s.On, d)
	}
	return s
}

// elsewhere returns the dates of a recurrence in a window as rrule-go finds them.
func elsewhere(t *testing.T, text string, first, last schedule.Date) []schedule.Date {
	var start time.Time
	dates := map[schedule.Date]bool{}
	var except []schedule.Date
	for _, line := range strings.Split(text, "\n") {
		name, value, _ := strings.Cut(strings.Replace(line, ";VALUE=DATE", "", 1), ":")
		switch name {
		case "DTSTART":
			start = midnights(t, value)[0]
			dates[schedule.DateOf(start)] = !strings.Contains(text, "RRULE")
		case "RRULE":
			option, err := rrulego.StrToROption(value)
			if err != nil {
				t.Fatalf("%s: %v", line, err)
			}
			option.Dtstart = start
			rule, err := rrulego.NewRRule(*option)
			if err != nil {
				t.Fatalf("%s: %v", line, err)
			}
			for _, at := range rule.Between(first.At(schedule.Clock{}, nil), last.At(schedule.Clock{}, nil), true) {
				dates[schedule.DateOf(at)] = true
			}
		case "RDATE":
			for _, at := range midnights(t, value) {
				dates[schedule.DateOf(at)] = true
			}
		case "EXDATE":
			for _, at := range midnights(t, value) {
				except = append(except, schedule.DateOf(at))
			}
		}
	}
	var out []schedule.Date
	for d, is := range dates {
		if is && !slices.Contains(except, d) && !d.Before(first) && !d.After(last) {
			out = append(out, d)
		}
	}
	slices.SortFunc(out, schedule.Date.Compare)
	return out
}

func midnights(t *testing.T, list string) []time.Time {
	var out []time.Time
	for _, value := range strings.Split(list, ",") {
		at, err := time.Parse("20060102", value)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, at)
	}
	return out
}

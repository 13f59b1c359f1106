package rrule_test

import (
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/proforma-go/proforma/schedule"
	"github.com/proforma-go/proforma/schedule/rrule"
)

func ExampleParse() {
	s, err := rrule.Parse("RRULE:FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", schedule.MustParseDate("2026-01-01"))
	fmt.Println(s, err)
	// Output: monthly on last weekday from 2026-01-01 <nil>
}

func ExampleFormat() {
	s := schedule.Schedule{Frequency: schedule.Monthly, On: []schedule.Day{{Kind: schedule.AnyDay, N: 31}}}
	fmt.Println(rrule.Format(s))
	s.Adjust, s.AdjustTo = schedule.Following, schedule.Weekday
	_, err := rrule.Format(s)
	fmt.Println(err)
	// Output:
	// RRULE:FREQ=MONTHLY;BYMONTHDAY=31,-1;BYSETPOS=1 <nil>
	// Adjust: a recurrence rule cannot move a date; use a Feed of the dates instead
}

func ExampleFeed() {
	s := schedule.Schedule{Frequency: schedule.Monthly, On: []schedule.Day{{Kind: schedule.AnyDay, N: -1}}, Adjust: schedule.Following, AdjustTo: schedule.Weekday}
	table, err := s.Compile(nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	var text strings.Builder
	err = rrule.Feed{
		Name:  "Invoicing",
		ID:    "month-end.billing.example",
		Runs:  table.Between(schedule.MustParseDate("2026-02-01"), schedule.MustParseDate("2026-02-28")),
		Stamp: time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC),
	}.Write(&text)
	fmt.Print(strings.ReplaceAll(text.String(), "\r\n", "\n"), err)
	// Output:
	// BEGIN:VCALENDAR
	// VERSION:2.0
	// PRODID:-//proforma//schedule//EN
	// CALSCALE:GREGORIAN
	// X-WR-CALNAME:Invoicing
	// BEGIN:VEVENT
	// UID:20260131-month-end.billing.example
	// DTSTAMP:20260101T000000Z
	// DTSTART;VALUE=DATE:20260202
	// SUMMARY:Invoicing
	// DESCRIPTION:planned for 2026-01-31
	// TRANSP:TRANSPARENT
	// END:VEVENT
	// END:VCALENDAR
	// <nil>
}

func TestFeedEscapesAndFolds(t *testing.T) {
	runs := func(yield func(schedule.Occurrence) bool) {
		yield(schedule.Occurrence{Date: date("2026-10-05"), Nominal: date("2026-10-05")})
	}
	f := rrule.Feed{Name: "a;b,c\\d\ne\a\x7f " + strings.Repeat("å", 80), ID: "x", Runs: runs, Stamp: time.Unix(0, 0), Clock: schedule.MustParseClock("22:00"),
		Loc: time.FixedZone("", 7200), Note: func(schedule.Occurrence) string { return "two\nlines" }}
	var b strings.Builder
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	text := b.String()
	for _, want := range []string{`a\;b\,c\\d\ne `, "DTSTART:20261005T200000Z\r\n", `DESCRIPTION:two\nlines` + "\r\n"} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is not in\n%s", want, text)
		}
	}
	for line := range strings.SplitSeq(strings.TrimSuffix(text, "\r\n"), "\r\n") {
		if len(line) > 75 || !strings.HasPrefix(strings.ToValidUTF8(line, "?"), line) {
			t.Errorf("%d bytes: %q", len(line), line)
		}
	}
	if !strings.Contains(strings.ReplaceAll(text, "\r\n ", ""), strings.Repeat("å", 80)) {
		t.Error("unfolded, the name is not whole")
	}
}

func TestFeedRefusesToGuess(t *testing.T) {
	if err := (rrule.Feed{Stamp: time.Unix(0, 0)}).Write(os.Stdout); err == nil {
		t.Error("no ID")
	}
	if err := (rrule.Feed{ID: "x", Stamp: time.Unix(0, 0)}).Write(os.Stdout); err == nil || !strings.Contains(err.Error(), "Runs") {
		t.Errorf("without runs: %v", err)
	}
	if err := (rrule.Feed{ID: "x"}).Write(os.Stdout); err == nil {
		t.Error("no Stamp")
	}
}

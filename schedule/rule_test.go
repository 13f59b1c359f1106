package schedule_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	. "github.com/proforma-go/proforma/schedule"
)

// The parts of a rule that the conformance data do not reach.
func TestRulesGiveTheseDates(t *testing.T) {
	tests := []struct{ rule, start, want, reason string }{
		{"FREQ=MONTHLY;BYMONTHDAY=31;SKIP=BACKWARD;RSCALE=GREGORIAN", "2026-01-31", "2026-01-31 2026-02-28 2026-03-31 2026-04-30", "RFC 7529"},
		{"FREQ=MONTHLY;BYMONTHDAY=31;SKIP=FORWARD;RSCALE=GREGORIAN", "2026-01-31", "2026-01-31 2026-03-01 2026-03-31 2026-05-01", "RFC 7529"},
		{"FREQ=MONTHLY;SKIP=OMIT;RSCALE=GREGORIAN", "2026-01-31", "2026-01-31 2026-03-31 2026-05-31", "RFC 7529"},
		{"FREQ=MONTHLY;BYMONTHDAY=1,31;SKIP=FORWARD", "2026-02-01", "2026-02-01 2026-03-01 2026-03-31 2026-04-01", "what is carried meets what is there, once"},
		{"FREQ=MONTHLY;INTERVAL=2;BYMONTHDAY=30;SKIP=FORWARD", "2026-02-01", "2026-03-01 2026-04-30 2026-06-30", "carried out of the period that counts"},
		{"FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29;SKIP=FORWARD", "2026-01-01", "2026-03-01 2027-03-01 2028-02-29", "RFC 7529, section 4.1"},
		{"FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=31;SKIP=FORWARD", "2026-01-01", "2026-12-31 2027-12-31", "nothing to carry"},
		{"FREQ=YEARLY;BYYEARDAY=366", "2026-01-01", "2028-12-31 2032-12-31", ""},
		{"FREQ=YEARLY;BYYEARDAY=366;SKIP=BACKWARD", "2026-01-01", "2026-12-31 2027-12-31 2028-12-31", ""},
		{"FREQ=YEARLY;BYYEARDAY=366;SKIP=FORWARD", "2026-01-01", "2027-01-01 2028-01-01 2028-12-31", ""},
		{"FREQ=YEARLY;BYYEARDAY=1,-1,-366", "2026-01-02", "2026-12-31 2027-01-01 2027-12-31 2028-01-01", ""},
		{"FREQ=YEARLY;BYWEEKNO=1", "2025-12-31", "2025-12-31 2027-01-06 2028-01-05", "the weekday is that of DTSTART, a Wednesday"},
		{"FREQ=YEARLY;BYWEEKNO=53;BYDAY=TH", "2020-01-01", "2020-12-31 2026-12-31 2032-12-30", "most years have 52 weeks"},
		{"FREQ=YEARLY;BYWEEKNO=-1;BYDAY=SU", "2026-01-01", "2027-01-03 2028-01-02 2028-12-31", "the last week of a year may end in the next"},
		{"FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO", "1997-05-12", "1997-05-12 1998-05-11 1999-05-17 2000-05-15", "RFC 5545"},
		{"FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO;WKST=SU", "1997-05-12", "1997-05-12 1998-05-18 1999-05-17 2000-05-15", "the first week from Sunday with four days in the year"},
		{"FREQ=YEARLY;BYWEEKNO=1;BYDAY=TH;WKST=TH", "2026-01-01", "2026-01-01 2026-12-31 2027-12-30 2029-01-04", "the first week from Thursday"},
		{"FREQ=YEARLY;BYDAY=20MO", "1997-05-19", "1997-05-19 1998-05-18 1999-05-17", "RFC 5545: the 20th Monday of the year"},
		{"FREQ=YEARLY;BYMONTH=3;BYDAY=TH", "1997-03-13", "1997-03-13 1997-03-20 1997-03-27 1998-03-05", "RFC 5545: every Thursday in March"},
		{"FREQ=YEARLY;INTERVAL=4;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8", "1996-11-05", "1996-11-05 2000-11-07 2004-11-02", "RFC 5545: election day"},
		{"FREQ=YEARLY;BYMONTH=1,2,3,4,5,6,7,8,9,10,11,12;BYDAY=1MO", "2026-01-01", "2026-01-05 2026-02-02 2026-03-02", "all months named are still months"},
		{"FREQ=YEARLY;BYDAY=1MO,-1FR;BYSETPOS=-1", "2026-01-01", "2026-12-25 2027-12-31", "positions count over the year"},
		{"FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13", "1997-09-02", "1998-02-13 1998-03-13 1998-11-13 1999-08-13", "RFC 5545: Friday the 13th"},
		{"FREQ=MONTHLY;BYDAY=TU,WE,TH;BYSETPOS=3", "1997-09-04", "1997-09-04 1997-10-07 1997-11-06", "RFC 5545"},
		{"FREQ=DAILY;BYMONTH=1", "1998-12-30", "1999-01-01 1999-01-02", "RFC 5545: every day in January"},
		{"FREQ=DAILY;INTERVAL=10;BYMONTHDAY=-1;BYSETPOS=2,-1", "2026-01-01", "2026-01-31 2026-05-31", "a set of one day has position 1 and -1"},
		{"FREQ=WEEKLY;BYDAY=SA,SU;WKST=SU;BYSETPOS=1;INTERVAL=2", "2026-01-03", "2026-01-11 2026-01-25", "the week from Sunday 28 December counts as the first"},
		{"FREQ=WEEKLY;BYMONTH=2", "2026-01-05", "2026-02-02 2026-02-09 2026-02-16", ""},
		{"FREQ=DAILY;COUNT=3 RRULE:FREQ=YEARLY;COUNT=2 RDATE:20260301", "2026-01-01", "2026-01-01 2026-01-02 2026-01-03 2026-03-01 2027-01-01", "each count is its rule's"},
	}
	for _, tt := range tests {
		table := mustCompile(t, Schedule{Frequency: Recurrence, RRule: tt.rule, From: date(tt.start)}, nil)
		var got, back []string
		for o := range table.Between(Date{}, Date{}) {
			if got = append(got, o.Date.String()); len(got) == strings.Count(tt.want, " ")+1 {
				for ok := true; ok; o, ok = table.Prev(o.Date) {
					back = append(back, o.Date.String())
				}
				break
			}
		}
		if diff := cmp.Diff(strings.Fields(tt.want), got); diff != "" {
			t.Errorf("%s from %s: %s (-want +got)\n%s", tt.rule, tt.start, tt.reason, diff)
		}
		if slices.Reverse(back); !slices.Equal(got, back) {
			t.Errorf("%s from %s: back %v", tt.rule, tt.start, back)
		}
	}
}

// Far away, at both ends of the range, a rule neither repeats nor stops early.
func TestRulesReachTheEndOfTheRange(t *testing.T) {
	for _, tt := range []struct{ rule, last string }{
		{"FREQ=DAILY", "9999-12-31"}, {"FREQ=WEEKLY;WKST=SU;BYDAY=FR", "9999-12-31"}, {"FREQ=WEEKLY;WKST=TH;BYDAY=MO", "9999-12-27"},
		{"FREQ=MONTHLY;BYMONTHDAY=-1", "9999-12-31"}, {"FREQ=MONTHLY;BYMONTHDAY=31;SKIP=FORWARD", "9999-12-31"}, {"FREQ=YEARLY;BYYEARDAY=-1", "9999-12-31"},
		{"FREQ=YEARLY;BYWEEKNO=1;BYDAY=WE", "9999-01-06"},
	} {
		table := mustCompile(t, Schedule{Frequency: Recurrence, RRule: tt.rule, From: date("0001-01-01")}, nil)
		o, ok := table.Prev(date("9999-12-31"))
		if next, more := table.Next(o.Date); more {
			o = next
		}
		if !ok || o.Date.String() != tt.last {
			t.Errorf("%s ends on %s, want %s", tt.rule, o.Date, tt.last)
		}
		if first, ok := table.Next(Date{}); !ok || first.Date.After(date("0001-12-31")) {
			t.Errorf("%s begins on %s", tt.rule, first.Date)
		}
	}
}

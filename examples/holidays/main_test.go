package main

import (
	"os"
	"testing"
	"time"

	"github.com/rickar/cal/v2"

	"github.com/proforma-go/proforma/dsl"
	"github.com/proforma-go/proforma/schedule"
)

func Example() {
	if err := run(os.Stdout); err != nil {
		os.Stdout.WriteString(err.Error())
	}
	// Output:
	// SE  Jan 30  Feb 27  Mar 31  Apr 30  May 29  Jun 30  Jul 31  Aug 31  Sep 30  Oct 30  Nov 30  Dec 30
	// NO  Jan 30  Feb 27  Mar 31  Apr 30  May 29  Jun 30  Jul 31  Aug 31  Sep 30  Oct 30  Nov 30  Dec 31
	// FI  Jan 30  Feb 27  Mar 31  Apr 30  May 29  Jun 30  Jul 31  Aug 31  Sep 30  Oct 30  Nov 30  Dec 31
	// US  Jan 30  Feb 27  Mar 31  Apr 30  May 29  Jun 30  Jul 31  Aug 31  Sep 30  Oct 30  Nov 30  Dec 31
}

// TestKnownHolidays names days that anybody can look up; a row says whether banks and offices are open.
func TestKnownHolidays(t *testing.T) {
	env, err := newEnv()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		country, date string
		open          bool
		reason        string
	}{
		{"SE", "2026-01-06", false, "Epiphany"},
		{"SE", "2026-04-03", false, "Good Friday"},
		{"SE", "2026-06-19", false, "Midsummer's Eve, a Friday"},
		{"SE", "2025-06-06", false, "national day, a Friday"},
		{"SE", "2026-05-25", true, "Whit Monday is a working day since 2005"},
		{"SE", "2026-12-31", false, "New Year's Eve"},
		{"SE", "2026-12-30", true, "an ordinary Wednesday"},
		{"NO", "2026-04-02", false, "Maundy Thursday"},
		{"NO", "2027-05-17", false, "constitution day, a Monday"},
		{"NO", "2026-05-25", false, "Whit Monday"},
		{"NO", "2026-06-19", true, "Midsummer's Eve is no holiday in Norway"},
		{"NO", "2026-12-31", true, "New Year's Eve is no holiday in Norway"},
		{"FI", "2026-01-06", false, "Epiphany"},
		{"FI", "2026-06-19", false, "Midsummer's Eve"},
		{"FI", "2027-12-06", false, "independence day, a Monday"},
		{"FI", "2026-06-05", true, "the day before Sweden's national day"},
		{"FI", "2026-05-25", true, "Whit Monday is a working day"},
		{"US", "2026-07-03", false, "independence day is a Saturday and observed on Friday"},
		{"US", "2026-11-26", false, "Thanksgiving"},
		{"US", "2026-06-19", false, "Juneteenth"},
		{"US", "2026-04-03", true, "Good Friday is no federal holiday"},
		{"US", "2027-12-31", false, "1 January 2028 is a Saturday and observed in the year before"},
		{"US", "2023-01-02", false, "1 January 2023 was a Sunday and observed on Monday"},
		{"US", "2020-06-19", true, "Juneteenth is a holiday since 2021"},
	} {
		if got := env.Calendars[c.country].IsBusinessDay(schedule.MustParseDate(c.date)); got != c.open {
			t.Errorf("%s %s: open is %t, want %t: %s", c.country, c.date, got, c.open, c.reason)
		}
	}
}

// TestTheAdapterAgreesWithTheLibrary asks rickar/cal about every single day that the calendars know.
func TestTheAdapterAgreesWithTheLibrary(t *testing.T) {
	env, err := newEnv()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range countries {
		business := cal.NewBusinessCalendar()
		business.Cacheable = true
		business.AddHoliday(c.holidays...)
		for d := known.First; !d.After(known.Last); d = d.AddDays(1) {
			year, month, day := d.Civil()
			want := business.IsWorkday(time.Date(year, month, day, 12, 0, 0, 0, time.UTC))
			if got := env.Calendars[c.name].IsBusinessDay(d); got != want {
				t.Errorf("%s %s: open is %t, rickar/cal says %t", c.name, d, got, want)
			}
		}
	}
}

func TestCalendarsSayHowFarTheyAreKnown(t *testing.T) {
	env, err := newEnv()
	if err != nil {
		t.Fatal(err)
	}
	rule, err := dsl.ParseRule(`monthly on last business day, holidays "NO"`, dsl.WithEnv(env))
	if err != nil {
		t.Fatal(err)
	}
	table, err := rule.Schedule.Compile(env.Calendars)
	if err != nil {
		t.Fatal(err)
	}
	if got := table.KnownThrough(); got != known.Last {
		t.Errorf("known through %s, want %s", got, known.Last)
	}
}

func TestUnknownCountriesAreRefused(t *testing.T) {
	env, err := newEnv()
	if err != nil {
		t.Fatal(err)
	}
	if days, err := lastBusinessDays(env, "SW"); err == nil {
		t.Errorf("got %v, want an error", days)
	}
}

package dsl_test

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/proforma-go/proforma/dsl"
	"github.com/proforma-go/proforma/schedule"
)

// explained are rules whose explanations are kept in testdata/explain.txt, in three languages.
var explained = []string{
	`monthly last weekday, include through end of previous month, merge projects`,
	`monthly on last day at 22:00 in Europe/Stockholm adjusted to previous business day within month, include through end of current month`,
	`every 2 weeks on Monday and Thursday from 2026-01-05, include through day before run date, where customer group in ["Nordic", "Retail"] and amount >= 1000 EUR`,
	`monthly on days 1 and 31 except July and 2026-12-31 through 2027-01-06, include time and expenses through end of previous month, include fees through end of next month, invoice date last day of previous month, entry date 3 business days after run date`,
	`quarterly on day 15 of second month until 2027-12-31, include from start of previous quarter through end of previous quarter, split by project and manager, group lines by person, min amount 100 EUR, max amount 50000`,
	`yearly on March 31 and last Friday of October, merge projects by manager, generator "svc", notify "a@b.se" and user "anna" on failure, status sent, payment term 30, inactive`,
	`every 3 months on 2nd last business day from 2026-01-01 for 4 times only in January and July, holidays "se", catch up latest, limit partial, milestones strict`,
	`every business day except holidays`,
	`once on 2026-10-05 through 2026-10-04, 2026-10-19`,
	`on line schedules from 2026-01-01, final sweep, merge projects by customer`,
	`manual, catch up none`,
	`monthly on last day adjusted to next weekday from 2026-01-01 until 2026-12-31 except February and August, include through run date`,
	`monthly on last day from 2026-01-31 for 7 times except July, include through run date`,
	`daily from 2026-01-02 for 1 time`,
	`every weekday adjusted to previous business day within month except holidays and 2026-01-02 only in January`,
	`once on 2026-12-01 through 2026-11-30`,
	`once on 2026-10-05 through 2026-10-04, 2026-10-19, include through day before run date`,
	`monthly on day 30 and second last weekday skipping short months`,
	`monthly on day 31 only in January`,
	`rrule "FREQ=MONTHLY;BYMONTHDAY=-1" from 2026-01-31, include through 1 week after first Monday of next quarter`,
}

func TestExplanationsInThreeLanguages(t *testing.T) {
	var b strings.Builder
	for _, text := range explained {
		r := parse(t, text)
		fmt.Fprintf(&b, "== %s\n", text)
		for _, tag := range []string{"en", "sv-SE", "no"} {
			got, err := dsl.Explain(r, schedule.MustParseDate("2026-01-01"), 3, dsl.WithEnv(testEnv), dsl.WithLocale(tag))
			if err != nil {
				t.Fatal(err)
			}
			if strings.ContainsAny(got, "{}?") {
				t.Errorf("%s: a slot is left open:\n%s", tag, got)
			}
			fmt.Fprintf(&b, "-- %s\n%s", tag, got)
		}
		b.WriteByte('\n')
	}
	golden(t, "testdata/explain.txt", b.String())
}

func TestExplanationsOfLinesInThreeLanguages(t *testing.T) {
	var b strings.Builder
	for _, text := range []string{
		`weekly on Monday from 2026-01-05`,
		`every 2 weeks on Monday from 2026-01-05 until 2026-01-30, final sweep`,
		`every 2 weeks on Monday from 2026-01-05 until 2026-01-19, final sweep`,
		`monthly on last day until 2026-02-15 adjusted to next weekday, include through run date, final sweep`,
		`daily until 2026-01-31, include through end of previous month, final sweep`,
		`monthly on day 1 until 2025-12-31, final sweep`,
		`once on 2026-10-05 through 2026-10-04`,
		`manual until 2026-01-31, final sweep`,
	} {
		l, err := dsl.ParseLineSchedule(text)
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(&b, "== %s\n", text)
		for _, tag := range []string{"en", "sv", "nb"} {
			got, err := dsl.ExplainLine(l, schedule.MustParseDate("2026-01-05"), 3, dsl.WithLocale(tag))
			if err != nil || strings.ContainsAny(got, "{}?") {
				t.Fatalf("%s: %v\n%s", tag, err, got)
			}
			fmt.Fprintf(&b, "-- %s\n%s", tag, got)
		}
		b.WriteByte('\n')
	}
	golden(t, "testdata/explain_line.txt", b.String())
}

func TestTheDatesOfAnExplanationAreThoseOfTheTimetable(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := randomRule(t)
		if !usable(r) {
			return
		}
		from := schedule.MustParseDate("2026-06-01")
		text, err := dsl.Explain(r, from, 4, dsl.WithEnv(testEnv), dsl.WithLocale(rapid.SampledFrom([]string{"en", "sv", "nb"}).Draw(t, "locale")))
		if err != nil || strings.Contains(text, "{") && r.Where == nil && r.Generator == "" && r.Name == "" && len(r.Notify) == 0 && len(r.Options) == 0 {
			t.Fatalf("%s\n%s\n%v", r, text, err)
		}
		timetable, err := r.Schedule.Compile(testEnv.Calendars)
		if err != nil {
			t.Fatal(err)
		}
		after := from.AddDays(-1)
		for n := 0; n < 4; n++ {
			o, ok := timetable.Next(after)
			if !ok {
				break
			}
			if !strings.Contains(text, o.Nominal.String()) || !strings.Contains(text, o.Date.String()) {
				t.Fatalf("%s\nruns on %s, and its explanation does not say so:\n%s", r, o.Date, text)
			}
			after = o.Date
		}
	})
}

func TestAnExplanationWithoutADateHasNoTable(t *testing.T) {
	got, err := dsl.Explain(parse(t, "daily"), schedule.Date{}, 5)
	if err != nil {
		t.Fatal(err)
	}
	const want = "Runs every day. Bills everything up to and including the planned date. Makes one draft for each\ncontract, customer and currency.\n"
	if got != want {
		t.Errorf("got %q", got)
	}
}

func TestARuleWhoseCalendarIsMissingCannotBeExplained(t *testing.T) {
	if _, err := dsl.Explain(parse(t, "every business day"), schedule.MustParseDate("2026-01-01"), 1); err == nil {
		t.Error("it was")
	}
}

package dsl_test

import (
	"testing"

	"github.com/proforma-go/proforma/dsl"
)

// TestFixesNeitherChangeWhatIsMeantNorLeadNowhere has texts for which a careless fix was at hand. Those that keep their text have findings
// that somebody must see to.
func TestFixesNeitherChangeWhatIsMeantNorLeadNowhere(t *testing.T) {
	for _, c := range [][2]string{
		{"- monthly, on last day, merge projects", "monthly on last day, merge projects"},
		{"!,on 0", "!,on 0"},
		{"daily, until further notice", "daily"},
		{"monthly on last day at 22:00, until further notice", "monthly on last day at 22:00"},
		{"monthly on last day except 2026-12-24..2026-12-31", "monthly on last day except 2026-12-24 through 2026-12-31"},
		{"monthly on last day except 2026-12-24/2026-12-31", "monthly on last day except 2026-12-24 through 2026-12-31"},
		{"monthly on last day except 2026-12-24 to 2026-12-31", "monthly on last day except 2026-12-24 through 2026-12-31"},
		{"daily, where date = 2026-01-01..2026-01-31", "daily, where date = 2026-01-01..2026-01-31"},
		{"once on 2026-01-05..2026-01-09", "once on 2026-01-05..2026-01-09"},
		{"once on 2026-01-05T10:00", "once on 2026-01-05"},
		{"monthly on last day, min amount1.000 EUR", "monthly on last day, min amount1.000 EUR"},
		{"daily until31.12.2026", "daily until31.12.2026"},
		{"daily, where amount1.50 > 3", "daily, where amount1.50 > 3"},
		{`daily, where department = ""or manager = "A"`, `daily, where department is empty or manager = "A"`},
		{`daily, where(kind = fee and kind in [time, expense]) or manager = "A"`, `daily, where manager = "A"`},
		{"daily, where kind = time and(kind = fee or kind = time)and billable", "daily, where kind = time and billable"},
		{"daily, notify on failure", "daily, notify on failure"},
		{`daily, notify and user "anna"`, `daily, notify and user "anna"`},
		{"daily, from now on", "daily, from now on"},
		{"monthly on last on March 31", "monthly on last on March 31"},
		{"Friday on day 15 of first month", "weekly on Friday on day 15 of first month"},
		{"monthly 1,000 on first Monday", "monthly 1000 on first Monday"},
		{"on 2026-01-30", "once on 2026-01-30"},
		{"Fri 2026-01-30", "Fri 2026-01-30"},
		{"twice a month", "twice a month"},
		{"merge projects monthly on last day", "merge projects, monthly on last day"},
		{"monthly on last day, merge projects foo", "monthly on last day, merge projects foo"},
		{"monthly on last day, over 100 EUR", "monthly on last day, over 100 EUR"},
		{"monthly on last day, end of previous month", "monthly on last day, end of previous month"},
		{"monthly on last day except March/June", "monthly on last day except March/June"},
		{"monthly on last day, include through end of November", "monthly on last day, include through end of November"},
		{"every second Friday", "every second Friday"},
		{"monthly on last day except weekends", "monthly on last day except weekends"},
		{"monthly on last day at 08:00, 20:00", "monthly on last day at 08:00, 20:00"},
		{"monthly on last day, not sent", "monthly on last day, not sent"},
		{"monthly on last day, not inactive", "monthly on last day, not inactive"},
		{"monthly on last day, do not merge projects", "monthly on last day, do not merge projects"},
		{"monthly on last day, for all customers", "monthly on last day, for all customers"},
		{"monthly on last day, except jully", "monthly on last day, except July"},
		{"monthly on last day, merge projects by manager somebody", "monthly on last day, merge projects by manager somebody"},
		{"monthly on last day, where billable, payment term: 30", "monthly on last day, where billable, payment term 30"},
		{"monthly on last day, where type = foo", "monthly on last day, where type = foo"},
		{"monthly on last day, where amount 1000", "monthly on last day, where amount 1000"},
		{`monthly on last day, where manager = "Anna" except July`, `monthly on last day, where manager = "Anna", except July`},
		{`daily, where billable and description contains "a" or "b"`, `daily, where billable and description contains "a" or "b"`},
		{`daily, where description not contains "a" or "b"`, `daily, where description not contains "a" or "b"`},
		{`daily, where billable, excluding customer "A"`, `daily, where billable, excluding customer "A"`},
	} {
		fixed, n := dsl.FixAll("x", c[0], dsl.WithEnv(testEnv))
		if fixed != c[1] {
			t.Errorf("%s: fixed to %s, want %s", c[0], fixed, c[1])
		}
		if again, m := dsl.FixAll("x", fixed, dsl.WithEnv(testEnv)); again != fixed || n > 0 && m > 0 {
			t.Errorf("%s: fixed once more to %s", c[0], again)
		}
		doc, _ := dsl.Parse("x", c[0])
		_, err := testEnv.Check(doc)
		found, _ := err.(dsl.Diagnostics)
		for _, d := range found {
			if d.Code == "E599" {
				t.Errorf("%s: %s", c[0], d.Text())
			}
		}
	}
}

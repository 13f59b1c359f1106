// Holidays lets rules count business days by the holidays of a country: it makes calendars from the national holidays of
// github.com/rickar/cal, gives them to the rule language by name, and prints the last business days of 2026 in four countries.
package main

import (
	"fmt"
	"io"
	"log"
	"os"

	"github.com/rickar/cal/v2"
	"github.com/rickar/cal/v2/no"
	"github.com/rickar/cal/v2/se"
	"github.com/rickar/cal/v2/us"

	"github.com/proforma-go/proforma/dsl"
	"github.com/proforma-go/proforma/schedule"
)

// countries are the calendars by the names that rules use.
var countries = []struct {
	name     string
	holidays []*cal.Holiday
}{
	{"SE", se.Holidays},
	{"NO", no.Holidays},
	{"FI", finland},
	{"US", us.Holidays},
}

func main() {
	if err := run(os.Stdout); err != nil {
		log.Fatal(err)
	}
}

func run(w io.Writer) error {
	env, err := newEnv()
	if err != nil {
		return err
	}
	for _, c := range countries {
		days, err := lastBusinessDays(env, c.name)
		if err != nil {
			return err
		}
		fmt.Fprint(w, c.name)
		for _, d := range days {
			_, month, day := d.Civil()
			fmt.Fprintf(w, "  %.3s %d", month, day)
		}
		fmt.Fprintln(w)
	}
	return nil
}

// newEnv returns an environment of the rule language in which rules can name the calendars of the four countries.
func newEnv() (*dsl.Env, error) {
	calendars := schedule.Calendars{}
	for _, c := range countries {
		calendar, err := newCalendar(c.holidays, known)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", c.name, err)
		}
		calendars[c.name] = calendar
	}
	return dsl.NewEnv(dsl.Env{Calendars: calendars})
}

// lastBusinessDays returns the last business day of each month of 2026 in a country, by way of a rule.
func lastBusinessDays(env *dsl.Env, country string) ([]schedule.Date, error) {
	rule, err := dsl.ParseRule(fmt.Sprintf("monthly on last business day, holidays %q", country), dsl.WithEnv(env))
	if err != nil {
		return nil, err
	}
	table, err := rule.Schedule.Compile(env.Calendars)
	if err != nil {
		return nil, err
	}
	var days []schedule.Date
	for o := range table.Between(schedule.MustParseDate("2026-01-01"), schedule.MustParseDate("2026-12-31")) {
		days = append(days, o.Date)
	}
	return days, nil
}

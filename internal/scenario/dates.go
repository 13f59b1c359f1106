package scenario

import (
	"fmt"
	"strings"
	"time"

	"github.com/proforma-go/proforma/invoice"
	"github.com/proforma-go/proforma/schedule"
)

// renderDates shows the occurrences of the rules' own schedules in a window: the day that was planned, the day of the run, what is included
// through when, and, for a rule that states a time, the instant in UTC.
func renderDates(rules []invoice.Rule, first, last schedule.Date, v *invoice.Vocabulary) (string, error) {
	var b strings.Builder
	for i := range rules {
		if len(rules) > 1 {
			b.WriteString("rule " + rules[i].Name + "\n")
		}
		t, err := occurrences(&rules[i], first, last, v)
		if err != nil {
			return "", fmt.Errorf("rule %q: %w", rules[i].Name, err)
		}
		if len(t.rows) == 1 {
			b.WriteString("no runs\n")
			continue
		}
		b.WriteString(strings.Join(t.lines(), "\n") + "\n")
	}
	return b.String(), nil
}

func occurrences(r *invoice.Rule, first, last schedule.Date, v *invoice.Vocabulary) (*grid, error) {
	timetable, err := r.Schedule.Compile(nil)
	if err != nil {
		return nil, err
	}
	zone, err := zoneOf(r, v)
	if err != nil {
		return nil, err
	}
	head := []string{"planned", "runs"}
	for _, inc := range r.Include {
		head = append(head, includeHeading(inc))
	}
	rows := r.Schedule.Frequency == schedule.Once && len(r.Include) == 0
	if rows {
		head = append(head, "includes through")
	}
	if !r.Schedule.At.IsZero() {
		head = append(head, "at")
	}
	t := &grid{rows: [][]string{head}}
	for o := range timetable.Between(first, last) {
		cells := []string{dayText(o.Nominal), dayText(o.Date)}
		for _, inc := range r.Include {
			through, err := inc.Cutoff(o, schedule.Dates{})
			if err != nil {
				return nil, err
			}
			cells = append(cells, dayText(through))
		}
		if rows {
			cells = append(cells, dayText(o.Through))
		}
		if !r.Schedule.At.IsZero() {
			cells = append(cells, instantText(o.Date.At(r.Schedule.At, zone)))
		}
		t.add(cells...)
	}
	return t, nil
}

func includeHeading(inc invoice.Include) string {
	var kinds []string
	for _, k := range inc.Kinds {
		kinds = append(kinds, k.String())
	}
	if len(kinds) == 0 {
		return "includes through"
	}
	return strings.Join(kinds, ", ") + " through"
}

func zoneOf(r *invoice.Rule, v *invoice.Vocabulary) (*time.Location, error) {
	if r.Schedule.Zone == "" {
		return time.UTC, nil
	}
	return v.Zone(r.Schedule.Zone)
}

// renderNext shows the first instant after a given one at which each rule is due.
func renderNext(rules []invoice.Rule, after time.Time, v *invoice.Vocabulary) (string, error) {
	var t grid
	for i := range rules {
		timetable, err := rules[i].Schedule.Compile(nil)
		if err != nil {
			return "", err
		}
		zone, err := zoneOf(&rules[i], v)
		if err != nil {
			return "", err
		}
		at := "never"
		if next := timetable.Times(rules[i].Schedule.At, zone).Next(after); !next.IsZero() {
			at = instantText(next)
		}
		t.add(rules[i].Name, at)
	}
	if len(rules) == 1 {
		t.rows[0][0] = ""
	}
	return strings.Join(t.lines(), "\n") + "\n", nil
}

// dayText is a date with its day of the week, such as Mon 2026-10-05.
func dayText(d schedule.Date) string {
	if d.IsZero() {
		return ""
	}
	return d.Weekday().String()[:3] + " " + d.String()
}

// instantText is an instant in UTC, to the second where it has any.
func instantText(t time.Time) string {
	t = t.UTC()
	if t.Second() != 0 {
		return t.Format("2006-01-02 15:04:05") + " UTC"
	}
	return t.Format("2006-01-02 15:04") + " UTC"
}

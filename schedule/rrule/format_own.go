package rrule

import (
	"slices"
	"strconv"
	"strings"

	"github.com/proforma-go/proforma/schedule"
)

// own writes the text of a recurrence, with the schedule's bounds and months in it.
func (f *formatter) own() ([]string, error) {
	var out []string
	var extra []schedule.Date
	for _, field := range strings.Fields(strings.ToUpper(f.s.RRule)) {
		if strings.HasPrefix(field, "RDATE") {
			dates, err := f.ownDates(field)
			if err != nil {
				return nil, err
			}
			extra = append(extra, dates...)
			continue
		}
		rules, dates, err := f.ownRule(strings.TrimPrefix(field, "RRULE:"))
		if err != nil {
			return nil, err
		}
		out, extra = append(out, rules...), append(extra, dates...)
	}
	slices.SortFunc(extra, schedule.Date.Compare)
	extra = slices.Compact(extra)
	switch {
	case len(extra) == 0:
	case len(out) == 0: // months and bounds leave no rule
		f.first = extra[0]
		out = append(out, f.rdate(extra))
	default:
		out = append(out, "RDATE"+f.property(extra...))
	}
	return out, nil
}

// ownDates returns the dates of an RDATE that the schedule leaves.
func (f *formatter) ownDates(field string) ([]schedule.Date, error) {
	var out []schedule.Date
	_, values, _ := strings.Cut(field, ":")
	for v := range strings.SplitSeq(values, ",") {
		d, _, _, err := moment(v)
		if err != nil {
			return nil, err
		}
		_, month, _ := d.Civil()
		if f.left(int(month)) && !d.Before(f.s.From) && (f.until.IsZero() || !d.After(f.until)) {
			out = append(out, d)
		}
	}
	return out, nil
}

// ownRule writes one rule, or its dates where the rule has an end and cannot be said without the months that are left out. Where the schedule ends
// before it, so does the rule; where months are left out, they are left out of its count too, so that it ends on a date instead.
func (f *formatter) ownRule(rule string) (rules []string, dates []schedule.Date, err error) {
	g := *f
	parts := partsOf(rule)
	rest := without(rule, "COUNT", "UNTIL")
	g.s = schedule.Schedule{Frequency: schedule.Recurrence, RRule: rest, From: f.s.From, OnlyIn: f.s.OnlyIn, ExceptIn: f.s.ExceptIn}
	if _, err := g.s.Compile(nil); err != nil {
		return nil, nil, nil // in the months that are left it has no date
	}
	g.s.Count, _ = strconv.Atoi(parts["COUNT"])
	if g.s.Count > 0 && (!f.until.IsZero() || f.byMonth() != "") {
		s := g.s
		s.OnlyIn, s.ExceptIn = 0, 0
		last, err := lastOf(s)
		if err != nil {
			return nil, nil, err
		}
		g.s.Count, g.until = 0, last
	}
	if end := parts["UNTIL"]; end != "" {
		last, _, _, err := moment(end)
		if err != nil {
			return nil, nil, err
		}
		g.until = last
	}
	if !f.until.IsZero() && (g.until.IsZero() || f.until.Before(g.until)) {
		g.until = f.until
	}
	switch {
	case g.byMonth() == "":
		return []string{"RRULE:" + rest + g.end()}, nil, nil
	case limitable(parts):
		return g.limited(rest, numbers(parts["BYMONTH"])), nil, nil
	}
	interval, _ := strconv.Atoi(parts["INTERVAL"])
	switch interval = max(interval, 1); {
	case parts["FREQ"] == "MONTHLY":
		rules, err = g.fromMonths(interval)
	case parts["FREQ"] == "YEARLY":
		rules, err = g.fromMonths(12 * interval)
	case parts["BYMONTH"] == "":
		rules, err = g.fromWeeks(interval)
	default:
		err = errMonths
	}
	if err == nil {
		return rules, nil, nil
	}
	if dates, ok := g.listed(); ok {
		return nil, dates, nil
	}
	return nil, nil, errMonths
}

var errMonths = refuse("OnlyIn", "months cannot be left out of the rule of this recurrence; write BYMONTH in it")

// partsOf returns the parts of a rule by name.
func partsOf(rule string) map[string]string {
	parts := map[string]string{}
	for part := range strings.SplitSeq(strings.TrimSuffix(rule, ";"), ";") {
		name, value, _ := strings.Cut(part, "=")
		parts[name] = value
	}
	return parts
}

// without returns a rule without some of its parts.
func without(rule string, names ...string) string {
	var kept []string
	for part := range strings.SplitSeq(strings.TrimSuffix(rule, ";"), ";") {
		if name, _, _ := strings.Cut(part, "="); !slices.Contains(names, name) {
			kept = append(kept, part)
		}
	}
	return strings.Join(kept, ";")
}

// limitable reports whether BYMONTH takes months away from a rule and changes nothing else.
func limitable(parts map[string]string) bool {
	switch {
	case parts["SKIP"] == "FORWARD", parts["BYSETPOS"] != "" && parts["FREQ"] != "MONTHLY" && parts["FREQ"] != "DAILY":
		return false
	case parts["FREQ"] == "YEARLY":
		return parts["BYMONTH"] != ""
	}
	return true
}

// limited writes a rule for the months that are left of those that it names.
func (f *formatter) limited(rule string, named []int) []string {
	var months []int
	for m := range 12 {
		if f.left(m+1) && (named == nil || slices.Contains(named, m+1)) {
			months = append(months, m+1)
		}
	}
	if len(months) == 0 {
		return nil
	}
	return []string{"RRULE:" + without(rule, "BYMONTH") + inMonths(months) + f.end()}
}

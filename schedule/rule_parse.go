package schedule

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// parseRules reads the text of Schedule.RRule: RRULE and RDATE properties of RFC 5545, separated by white space; the first of them, if it is
// a rule, may leave "RRULE:" out. start is DTSTART. It returns the rules, the extra dates and the text in its canonical form.
func parseRules(text string, start Date) (rules []*rule, extra []Row, canonical string, err error) {
	fields := strings.Fields(text)
	if len(fields) == 0 {
		return nil, nil, "", fmt.Errorf("an empty rule; write FREQ=… at least")
	}
	for i, f := range fields {
		upper := strings.ToUpper(f)
		switch {
		case strings.HasPrefix(upper, "RDATE"):
			dates, err := parseRDates(upper)
			if err != nil {
				return nil, nil, "", err
			}
			extra = append(extra, dates...)
		case strings.HasPrefix(upper, "RRULE:") || i == 0:
			r, err := parseRule(strings.TrimPrefix(upper, "RRULE:"), start)
			if err != nil {
				return nil, nil, "", err
			}
			rules = append(rules, r)
		case strings.HasPrefix(upper, "EXDATE"):
			return nil, nil, "", fmt.Errorf("EXDATE does not belong to the rule; write the dates as exceptions of the schedule")
		default:
			return nil, nil, "", fmt.Errorf("%q is neither RRULE:… nor RDATE:…", clip(f))
		}
		fields[i] = upper
	}
	fields[0] = strings.TrimPrefix(fields[0], "RRULE:")
	return rules, extra, strings.Join(fields, " "), nil
}

func parseRDates(text string) ([]Row, error) {
	_, list, found := strings.Cut(text, ":")
	if !found {
		return nil, fmt.Errorf("%q has no dates", clip(text))
	}
	var out []Row
	for v := range strings.SplitSeq(list, ",") {
		d, err := parseRuleDate(v)
		if err != nil {
			return nil, fmt.Errorf("RDATE: %w", err)
		}
		out = append(out, Row{Date: d})
	}
	return out, nil
}

// parseRuleDate reads 20261231 and, for its date, 20261231T220000 with or without Z.
func parseRuleDate(s string) (Date, error) {
	date, clock, timed := strings.Cut(s, "T")
	_, ok := digits(date, 0, 8)
	if timed {
		_, clockOK := digits(clock, 0, 6)
		ok = ok && clockOK && (clock[6:] == "" || clock[6:] == "Z")
	}
	if !ok || len(date) != 8 {
		return Date{}, fmt.Errorf("%q is no date of the form 20261231", clip(s))
	}
	return ParseDate(date[:4] + "-" + date[4:6] + "-" + date[6:])
}

// rulePart reads one part of a rule into r.
type rulePart func(r *rule, value string) error

// rulePartOf returns the reader of a part, nil for a name that does not exist. A rule that names hours, minutes or seconds is refused: the
// time of day is the schedule's.
func rulePartOf(name string) rulePart {
	switch name {
	case "FREQ":
		return parseFreq
	case "INTERVAL":
		return func(r *rule, v string) (err error) { r.interval, err = number(v, 1, maxInterval); return err }
	case "COUNT":
		return func(r *rule, v string) (err error) { r.count, err = number(v, 1, maxCount); return err }
	case "UNTIL":
		return func(r *rule, v string) error {
			d, err := parseRuleDate(v)
			r.end = int(d.n)
			return err
		}
	case "WKST":
		return func(r *rule, v string) error {
			i := slices.Index(weekdayCodes, v)
			r.week = i
			if i < 0 {
				return fmt.Errorf("%q is no day of the week; use MO to SU", clip(v))
			}
			return nil
		}
	case "BYMONTH":
		return func(r *rule, v string) error {
			r.hasMonths = true
			return eachNumber(v, 1, 12, func(n int) { r.months |= 1 << n })
		}
	case "BYMONTHDAY":
		return func(r *rule, v string) error { return eachNumber(v, -31, 31, r.monthDays.add) }
	case "BYYEARDAY":
		return func(r *rule, v string) error {
			return eachNumber(v, -366, 366, func(n int) { r.yearDays = append(r.yearDays, n) })
		}
	case "BYWEEKNO":
		return func(r *rule, v string) error { return eachNumber(v, -53, 53, r.weekNos.add) }
	case "BYSETPOS":
		return func(r *rule, v string) error {
			return eachNumber(v, -366, 366, func(n int) { r.positions = append(r.positions, n) })
		}
	case "BYDAY":
		return parseByDay
	case "SKIP":
		return func(r *rule, v string) error {
			i := slices.Index([]string{"OMIT", "BACKWARD", "FORWARD"}, v)
			if i < 0 {
				return fmt.Errorf("%q; use OMIT, BACKWARD or FORWARD", clip(v))
			}
			r.skip = ruleSkip(i)
			return nil
		}
	case "RSCALE":
		return func(_ *rule, v string) error {
			if v != "GREGORIAN" {
				return fmt.Errorf("the calendar %q is not supported; use GREGORIAN", clip(v))
			}
			return nil
		}
	case "BYHOUR", "BYMINUTE", "BYSECOND":
		return func(*rule, string) error {
			return fmt.Errorf("a rule of this package names days only; state the time of day in the schedule")
		}
	}
	return nil
}

// parseRule reads one RRULE, in capitals, and compiles it.
func parseRule(text string, start Date) (*rule, error) {
	r := &rule{interval: 1, start: int(start.n)}
	seen := map[string]bool{}
	for part := range strings.SplitSeq(strings.TrimSuffix(text, ";"), ";") {
		name, value, _ := strings.Cut(part, "=")
		read := rulePartOf(name)
		switch {
		case read == nil:
			return nil, fmt.Errorf("unknown part %q; a rule begins with FREQ=", clip(part))
		case seen[name]:
			return nil, fmt.Errorf("%s is given twice", name)
		case value == "":
			return nil, fmt.Errorf("%s has no value", name)
		}
		seen[name] = true
		if err := read(r, value); err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
	}
	if err := r.complete(seen); err != nil {
		return nil, err
	}
	return r, nil
}

func parseFreq(r *rule, v string) error {
	switch v {
	case "DAILY":
		r.freq = Daily
	case "WEEKLY":
		r.freq = Weekly
	case "MONTHLY":
		r.freq = Monthly
	case "YEARLY":
		r.freq = Yearly
	case "HOURLY", "MINUTELY", "SECONDLY":
		return fmt.Errorf("%s is finer than a day; use DAILY, WEEKLY, MONTHLY or YEARLY", v)
	default:
		return fmt.Errorf("%q; use DAILY, WEEKLY, MONTHLY or YEARLY", clip(v))
	}
	return nil
}

var weekdayCodes = []string{"MO", "TU", "WE", "TH", "FR", "SA", "SU"}

func parseByDay(r *rule, v string) error {
	r.hasDays = true
	for item := range strings.SplitSeq(v, ",") {
		day := -1
		if len(item) >= 2 {
			day = slices.Index(weekdayCodes, item[len(item)-2:])
		}
		if day < 0 {
			return fmt.Errorf("%q; use MO to SU, or a number and one of them as in -1FR", clip(item))
		}
		if len(item) == 2 {
			r.days |= 1 << day
			continue
		}
		n, err := number(item[:len(item)-2], -53, 53)
		if err != nil {
			return err
		}
		r.nths = append(r.nths, nthDay{n, day})
	}
	return nil
}

// number reads an integer from low to high, with an optional sign, other than 0.
func number(s string, low, high int) (int, error) {
	n, err := strconv.Atoi(s)
	if err != nil || n < low || n > high || n == 0 {
		return 0, fmt.Errorf("%q is no number from %d to %d", clip(s), low, high)
	}
	return n, nil
}

func eachNumber(s string, low, high int, use func(int)) error {
	for v := range strings.SplitSeq(s, ",") {
		n, err := number(v, low, high)
		if err != nil {
			return err
		}
		use(n)
	}
	return nil
}

package rrule

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/proforma-go/proforma/schedule"
)

// maxListed bounds the dates that a schedule is written with one by one, as EXDATE or RDATE.
const maxListed = 10_000

// Format writes a schedule as the properties of RFC 5545, one a line, the lines separated by a newline: DTSTART where the schedule has a From,
// RRULEs, RDATE and EXDATE. [Parse] reads them back to a schedule with the same dates; one without From then begins on the start that Parse is
// given.
//
// A schedule in the words of the RFC is written in them: "second Friday" as BYDAY=2FR, "last weekday" with BYSETPOS=-1, a day number that is
// clamped in short months as BYMONTHDAY=31,-1;BYSETPOS=1. Any other, whose days are moved by an offset or counted over a quarter, is written in
// days of the month and of the week that give the same dates, in several rules if need be. DTSTART is the first date on or after From, as the
// RFC asks for, except under a rule of its own, where it is From. Dates are written without a time of day, or with the schedule's At, in its
// Zone.
//
// The error is a [schedule.Error] that names the field that the RFC has no words for:
//
//   - Frequency: [schedule.Manual] and [schedule.OnLineSchedule] have no dates of their own.
//   - On, ExceptHolidays: business days are those of a calendar.
//   - Adjust: a recurrence has no planned dates beside its dates.
//   - Rows: a recurrence has no cut-offs.
//   - At: a time of day is that of DTSTART, and there is no From.
//   - Except: more than 10,000 dates would have to be listed.
//
// The following are refused only where the schedule does not begin and end; if it does, its dates are listed, up to 10,000.
//
//   - Interval: every N months that do not divide the year, every N years, or every N > 2 weeks, where some dates lie in months, years or weeks
//     that are no multiples of N from DTSTART, since offsets or several months of a quarter lead there. A recurrence has one DTSTART to count from.
//   - On: offsets that carry dates over the end of a year and past a leap day, so that they depend on the leap day of another year.
//   - OnlyIn: months left out of a [schedule.Recurrence] that chooses positions in the parts of weeks that lie in certain months.
//
// A schedule that [schedule.Schedule.Validate] refuses is refused likewise, and so is an unknown zone.
func Format(s schedule.Schedule) (string, error) {
	if err := s.Validate(); err != nil {
		return "", err
	}
	if err := inexpressible(s); err != nil {
		return "", err
	}
	f := formatter{s: s}
	if s.Zone != "" {
		if _, err := (schedule.Schedule{Frequency: schedule.Manual, At: s.At, Zone: s.Zone}).Compile(nil); err != nil {
			return "", err
		}
		f.loc, _ = time.LoadLocation(s.Zone)
	}
	f.at, f.zone = s.At, s.Zone
	f.s.At, f.s.Zone = schedule.Clock{}, "" // dates do not depend on them
	if s.Frequency == schedule.Once {
		return f.rows()
	}
	if err := f.begin(); err != nil {
		return "", err
	}
	rules, err := f.rules()
	if err != nil {
		return "", err
	}
	if !f.first.IsZero() {
		f.lines = append(f.lines, "DTSTART"+f.property(f.first))
	}
	f.lines = append(f.lines, rules...)
	if err := f.exceptions(); err != nil {
		return "", err
	}
	return strings.Join(f.lines, "\n"), nil
}

func refuse(part, why string) error {
	return &schedule.Error{Code: CodeInexpressible, Part: part, Message: why, Remedy: "use a Feed of the dates instead"}
}

// CodeInexpressible is the code of the [schedule.Error] with which [Format] refuses a part that RFC 5545 has no words for.
const CodeInexpressible = "not-in-rfc-5545"

// inexpressible looks for parts that no recurrence has.
func inexpressible(s schedule.Schedule) error {
	switch {
	case s.Frequency == schedule.Manual || s.Frequency == schedule.OnLineSchedule:
		return refuse("Frequency", fmt.Sprintf("a schedule that is %q has no dates of its own", s.Frequency))
	case s.ExceptHolidays:
		return refuse("ExceptHolidays", "a recurrence rule knows no holidays")
	case s.Adjust != schedule.NoAdjustment:
		return refuse("Adjust", "a recurrence rule cannot move a date")
	case !s.At.IsZero() && s.From.IsZero() && s.Frequency != schedule.Once:
		return &schedule.Error{Code: CodeInexpressible, Part: "At", Message: "a recurrence has its time of day from DTSTART, and nothing says when it begins",
			Remedy: "set From, or leave At and Zone out"}
	}
	for _, d := range s.On {
		if d.Kind == schedule.BusinessDay || d.Offset.N != 0 && d.Offset.Unit == schedule.BusinessDays {
			return refuse("On", "a recurrence rule knows no business days")
		}
	}
	for _, r := range s.Rows {
		if !r.Through.IsZero() {
			return refuse("Rows", "a date of a recurrence has no cut-off")
		}
	}
	return nil
}

type formatter struct {
	s     schedule.Schedule // without its time of day
	at    schedule.Clock
	zone  string
	loc   *time.Location
	first schedule.Date // DTSTART
	until schedule.Date
	lines []string
}

// rows writes DTSTART and RDATE. Bounds and exceptions are applied at once.
func (f *formatter) rows() (string, error) {
	table, err := f.s.Compile(nil)
	if err != nil {
		return "", err
	}
	var dates []schedule.Date
	for o := range table.Between(schedule.Date{}, schedule.Date{}) {
		dates = append(dates, o.Date)
	}
	return "DTSTART" + f.property(dates[0]) + "\n" + f.rdate(dates), nil
}

// rdate writes all dates but the first, which is DTSTART. A recurrence needs more than its start, if only the start once more.
func (f *formatter) rdate(dates []schedule.Date) string {
	if len(dates) > 1 {
		dates = dates[1:]
	}
	return "RDATE" + f.property(dates...)
}

// begin finds DTSTART, and the end of a count that an RRULE could not express.
func (f *formatter) begin() error {
	f.until = f.s.Until
	if f.s.From.IsZero() {
		return nil
	}
	s := f.s
	s.Except = nil
	table, err := s.Compile(nil)
	if err != nil {
		return err
	}
	first, _ := table.Next(schedule.Date{})
	f.first = first.Date
	if f.s.Frequency == schedule.Recurrence {
		f.first = f.s.From // the rule takes what it leaves open from there
	}
	if len(f.s.On) > 1 || f.s.Frequency == schedule.Recurrence || f.byMonth() != "" {
		return f.countToUntil()
	}
	return nil
}

// countToUntil replaces a number of times by the last of them: a COUNT is that of one rule, and of the months that it leaves.
func (f *formatter) countToUntil() error {
	if f.s.Count == 0 {
		return nil
	}
	s := f.s
	s.OnlyIn, s.ExceptIn, s.Except = 0, 0, nil
	last, err := lastOf(s)
	if err != nil {
		return err
	}
	f.until, f.s.Count = last, 0
	return nil
}

var lastDate = schedule.MustParseDate("9999-12-31")

// lastOf returns the last date of a schedule.
func lastOf(s schedule.Schedule) (schedule.Date, error) {
	table, err := s.Compile(nil)
	if err != nil {
		return schedule.Date{}, err
	}
	if table.Contains(lastDate) {
		return lastDate, nil
	}
	last, _ := table.Prev(lastDate)
	return last.Date, nil
}

// exceptions lists the dates that Except takes away.
func (f *formatter) exceptions() error {
	if len(f.s.Except) == 0 {
		return nil
	}
	s := f.s
	s.Except, s.Until = nil, f.until
	table, err := s.Compile(nil)
	if err != nil {
		return err
	}
	var out []schedule.Date
	for _, p := range f.s.Except {
		for o := range table.Between(latest(p.First, f.first), p.Last) {
			if out = append(out, o.Date); len(out) > maxListed {
				return refuse("Except", fmt.Sprintf("it takes away more than %d dates, each of which needs an EXDATE", maxListed))
			}
		}
	}
	if len(out) > 0 {
		slices.SortFunc(out, schedule.Date.Compare)
		f.lines = append(f.lines, "EXDATE"+f.property(slices.Compact(out)...))
	}
	return nil
}

func latest(a, b schedule.Date) schedule.Date {
	if a.Before(b) {
		return b
	}
	return a
}

// property writes dates with the parameters that their form needs.
func (f *formatter) property(dates ...schedule.Date) string {
	values := make([]string, len(dates))
	for i, d := range dates {
		values[i] = compact(d) + f.clock()
	}
	switch list := strings.Join(values, ","); {
	case f.at.IsZero():
		return ";VALUE=DATE:" + list
	case f.zone == "":
		return ":" + list
	default:
		return ";TZID=" + f.zone + ":" + list
	}
}

// clock writes the time of day, "" if none is stated.
func (f *formatter) clock() string {
	if f.at.IsZero() {
		return ""
	}
	h, m, s := f.at.Clock()
	return fmt.Sprintf("T%02d%02d%02d", h, m, s)
}

// end writes COUNT or UNTIL, whichever there is.
func (f *formatter) end() string {
	switch {
	case f.s.Count > 0:
		return ";COUNT=" + strconv.Itoa(f.s.Count)
	case f.until.IsZero() || f.until == lastDate: // the calendar is an end too
		return ""
	case f.loc != nil && !f.at.IsZero(): // in UTC if DTSTART has a zone, as the RFC asks for
		return ";UNTIL=" + f.until.At(f.at, f.loc).UTC().Format("20060102T150405Z")
	}
	return ";UNTIL=" + compact(f.until) + f.clock()
}

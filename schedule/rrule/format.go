package rrule

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/proforma-go/proforma/schedule"
)

// maxExceptions bounds the list of EXDATEs that a schedule is written with.
const maxExceptions = 1000

// Format writes a schedule as the properties of RFC 5545, one a line, the lines separated by a newline: DTSTART where the schedule has a From, one or
// more RRULEs, RDATE and EXDATE. [Parse] reads them back to a schedule with the same dates; one without From then begins on the start that
// Parse is given.
//
// Dates are written without a time of day, or with the schedule's At, in its Zone. A recurrence has its time of day from DTSTART, so that a
// schedule without From is written in dates alone, whatever its At. DTSTART is the first date of the rule on or after From,
// as the RFC asks for. A day number that is clamped in short months becomes BYMONTHDAY=31,-1;BYSETPOS=1.
//
// The error names the field that cannot be expressed: days counted by a calendar, a move to a business day, an offset that leads
// out of the month, the cut-offs of rows,
// a schedule without dates of its own. A schedule that [schedule.Schedule.Validate] refuses is refused likewise.
func Format(s schedule.Schedule) (string, error) {
	if err := s.Validate(); err != nil {
		return "", err
	}
	if err := inexpressible(s); err != nil {
		return "", err
	}
	if s.Frequency == schedule.Once {
		return formatRows(s)
	}
	f := formatter{s: s}
	f.s.On, _ = folded(s)
	if s.Zone != "" {
		var err error
		if f.loc, err = time.LoadLocation(s.Zone); err != nil {
			return "", refuse("Zone", err.Error())
		}
	}
	if err := f.begin(); err != nil {
		return "", err
	}
	if f.first.IsZero() {
		f.s.At, f.s.Zone = schedule.Clock{}, "" // nothing in the text would say them, and times that match no DTSTART bound other days
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

const offsetReason = "a recurrence rule cannot count on from a day that it found"

// inexpressible looks for parts that no recurrence rule has.
func inexpressible(s schedule.Schedule) error {
	switch {
	case s.Frequency == schedule.Manual || s.Frequency == schedule.OnLineSchedule:
		return refuse("Frequency", fmt.Sprintf("a schedule that is %q has no dates of its own", s.Frequency))
	case s.ExceptHolidays:
		return refuse("ExceptHolidays", "a recurrence rule knows no holidays")
	case s.Adjust != schedule.NoAdjustment:
		return refuse("Adjust", "a recurrence rule cannot move a date")
	}
	for _, d := range s.On {
		if d.Kind == schedule.BusinessDay {
			return refuse("On", "a recurrence rule knows no business days")
		}
	}
	if _, ok := folded(s); !ok {
		return refuse("On", offsetReason)
	}
	for _, r := range s.Rows {
		if !r.Through.IsZero() {
			return refuse("Rows", "a date of a recurrence has no cut-off")
		}
	}
	return nil
}

// formatRows writes DTSTART and RDATE. Bounds and exceptions are applied at once.
func formatRows(s schedule.Schedule) (string, error) {
	f := formatter{s: s}
	table, err := s.Compile(nil)
	if err != nil {
		return "", err
	}
	var dates []schedule.Date
	for o := range table.Between(schedule.Date{}, schedule.Date{}) {
		dates = append(dates, o.Date)
	}
	text := "DTSTART" + f.property(dates[0])
	if len(dates) == 1 {
		dates = append(dates, dates[0]) // a recurrence needs more than its start
	}
	return text + "\nRDATE" + f.property(dates[1:]...), nil
}

type formatter struct {
	s     schedule.Schedule
	loc   *time.Location
	first schedule.Date // DTSTART
	until schedule.Date
	lines []string
}

// plain returns the schedule without what is taken away from its dates.
func (f *formatter) plain() schedule.Schedule {
	s := f.s
	s.OnlyIn, s.ExceptIn, s.Except = 0, 0, nil
	return s
}

// begin finds DTSTART, and the end of a count that an RRULE could not express.
func (f *formatter) begin() error {
	f.until = f.s.Until
	if f.s.From.IsZero() {
		return nil
	}
	table, err := f.plain().Compile(nil)
	if err != nil {
		return err
	}
	first, _ := table.Next(schedule.Date{})
	f.first = first.Date
	if f.s.Frequency == schedule.Recurrence {
		f.first = f.s.From // the rule takes what it leaves open from there
	}
	if f.s.Count > 0 && (len(f.s.On) > 1 || f.s.Frequency == schedule.Recurrence || f.s.OnlyIn != 0 || f.s.ExceptIn != 0) {
		last, _ := table.Prev(schedule.MustParseDate("9999-12-31"))
		if table.Contains(schedule.MustParseDate("9999-12-31")) {
			return refuse("Count", "it reaches to the end of the calendar")
		}
		f.until, f.s.Count = last.Date, 0
	}
	return nil
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
		for o := range table.Between(p.First, p.Last) {
			if out = append(out, o.Date); len(out) > maxExceptions {
				return refuse("Except", fmt.Sprintf("it takes away more than %d dates, each of which needs an EXDATE", maxExceptions))
			}
		}
	}
	if len(out) > 0 {
		slices.SortFunc(out, schedule.Date.Compare)
		f.lines = append(f.lines, "EXDATE"+f.property(slices.Compact(out)...))
	}
	return nil
}

// property writes dates with the parameters that their form needs.
func (f *formatter) property(dates ...schedule.Date) string {
	values := make([]string, len(dates))
	for i, d := range dates {
		values[i] = compact(d) + f.clock()
	}
	switch list := strings.Join(values, ","); {
	case f.s.At.IsZero():
		return ";VALUE=DATE:" + list
	case f.s.Zone == "":
		return ":" + list
	default:
		return ";TZID=" + f.s.Zone + ":" + list
	}
}

// clock writes the time of day, "" if none is stated.
func (f *formatter) clock() string {
	if f.s.At.IsZero() {
		return ""
	}
	h, m, s := f.s.At.Clock()
	return fmt.Sprintf("T%02d%02d%02d", h, m, s)
}

// untilText writes UNTIL in the form that the RFC asks for: UTC if DTSTART has a zone.
func (f *formatter) untilText() string {
	if f.loc != nil && !f.s.At.IsZero() {
		return f.until.At(f.s.At, f.loc).UTC().Format("20060102T150405Z")
	}
	return compact(f.until) + f.clock()
}

// end writes COUNT or UNTIL, whichever there is.
func (f *formatter) end() string {
	switch {
	case f.s.Count > 0:
		return ";COUNT=" + strconv.Itoa(f.s.Count)
	case !f.until.IsZero():
		return ";UNTIL=" + f.untilText()
	}
	return ""
}

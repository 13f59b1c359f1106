package schedule_test

import (
	"slices"
	"time"

	"github.com/proforma-go/proforma/schedule"
)

// oracle works a schedule out by walking over every day of a span, looking at each through package time. It shares no arithmetic with the
// package: days are indexes into a list, and business days, offsets and moves are found by stepping.
type oracle struct {
	s    schedule.Schedule
	cal  schedule.Calendar
	days []oracleDay
}

// oracleDay is one day as package time sees it.
type oracleDay struct {
	date       schedule.Date
	year       int
	month      time.Month
	weekday    time.Weekday
	unixMonday int // days from 1970 to the Monday of its week
}

// oracleDays is every day of the span that the oracle walks over.
var oracleDays = func() []oracleDay {
	var out []oracleDay
	for t := time.Date(oracleFirst, 1, 1, 0, 0, 0, 0, time.UTC); t.Year() <= oracleLast; t = t.AddDate(0, 0, 1) {
		monday := t
		for monday.Weekday() != time.Monday {
			monday = monday.AddDate(0, 0, -1)
		}
		out = append(out, oracleDay{schedule.MustParseDate(t.Format("2006-01-02")), t.Year(), t.Month(), t.Weekday(), int(monday.Unix() / 86400)})
	}
	return out
}()

func newOracle(s schedule.Schedule, cal schedule.Calendar) *oracle {
	return &oracle{s, cal, oracleDays}
}

// is reports whether day i is of the kind.
func (o *oracle) is(k schedule.DayKind, i int) bool {
	switch wd := o.days[i].weekday; k {
	case schedule.AnyDay:
		return true
	case schedule.Weekday:
		return wd != time.Saturday && wd != time.Sunday
	case schedule.BusinessDay:
		return o.cal.IsBusinessDay(o.days[i].date)
	case schedule.Sunday:
		return wd == time.Sunday
	default:
		return int(wd)-int(time.Monday) == int(k)-int(schedule.Monday)
	}
}

// period names the period of the schedule's frequency in which day i lies: a number that grows by one with each period.
func (o *oracle) period(i int) int {
	d := o.days[i]
	switch o.s.Frequency {
	case schedule.Weekly:
		return d.unixMonday / 7
	case schedule.Monthly:
		return d.year*12 + int(d.month) - 1
	case schedule.Quarterly:
		return d.year*4 + (int(d.month)-1)/3
	case schedule.Yearly:
		return d.year
	}
	return i
}

// candidate is a day that a schedule of every period would give, with the period and the day that it was counted from.
type candidate struct{ day, period, base int }

// candidates lists them in order of day.
func (o *oracle) candidates() []candidate {
	var out []candidate
	for start := 0; start < len(o.days); {
		p := o.period(start)
		var days []int
		for i := start; i < len(o.days) && o.period(i) == p; i++ {
			days = append(days, i)
		}
		for _, d := range o.s.On {
			for _, i := range o.pick(days, d) {
				if j, ok := o.offset(i, d.Offset); ok {
					out = append(out, candidate{j, p, i})
				}
			}
		}
		start += len(days)
	}
	slices.SortFunc(out, func(a, b candidate) int {
		if a.day != b.day {
			return a.day - b.day
		}
		return a.base - b.base
	})
	return out
}

// pick returns what d selects among the days of one period.
func (o *oracle) pick(days []int, d schedule.Day) []int {
	var in []int
	for _, i := range days {
		month := int(o.days[i].month)
		if o.s.Frequency == schedule.Quarterly {
			month = (month-1)%3 + 1
		}
		if (d.Month == 0 || d.Month == month) && o.is(d.Kind, i) {
			in = append(in, i)
		}
	}
	n := d.N
	if n == 0 {
		return in
	}
	if d.Kind == schedule.AnyDay && !o.s.SkipShortMonths {
		n = max(min(n, len(in)), -len(in))
	}
	switch {
	case n > 0 && n <= len(in):
		return in[n-1 : n]
	case n < 0 && -n <= len(in):
		return in[len(in)+n : len(in)+n+1]
	}
	return nil
}

func (o *oracle) offset(i int, off schedule.Offset) (int, bool) {
	kind := map[schedule.Unit]schedule.DayKind{schedule.Days: schedule.AnyDay, schedule.Weekdays: schedule.Weekday, schedule.BusinessDays: schedule.BusinessDay}[off.Unit]
	if off.N != 0 && kind == schedule.BusinessDay {
		if first, last := o.openMonths(kind); o.days[i].date.AddDays(1).Before(first) || o.days[i].date.AddDays(-1).After(last) {
			return 0, false
		}
	}
	step := 1
	if off.N < 0 {
		step = -1
	}
	for n := off.N; n != 0; n -= step {
		for i += step; ; i += step {
			if i < 0 || i >= len(o.days) {
				return 0, false
			}
			if o.is(kind, i) {
				break
			}
		}
	}
	return i, true
}

// nominal returns the nominal dates before exceptions and without the upper bound, each once.
func (o *oracle) nominal() []int {
	var out []int
	step := max(o.s.Interval, 1)
	switch o.s.Frequency {
	case schedule.Once:
		for i := range o.days {
			if slices.ContainsFunc(o.s.Rows, func(r schedule.Row) bool { return r.Date == o.days[i].date }) {
				out = append(out, i)
			}
		}
		return out
	case schedule.Daily:
		if len(o.s.On) == 0 {
			counter := 0
			for i := range o.days {
				if !o.s.From.IsZero() && o.days[i].date.Before(o.s.From) {
					continue
				}
				if counter%step == 0 {
					out = append(out, i)
				}
				counter++
			}
			return out
		}
	}
	all := o.candidates()
	phase := 0
	if step > 1 && !o.s.From.IsZero() {
		for _, c := range all {
			if !o.days[c.day].date.Before(o.s.From) {
				phase = c.period
				break
			}
		}
	}
	for _, c := range all {
		if ((c.period-phase)%step+step)%step == 0 {
			out = append(out, c.day)
		}
	}
	return slices.Compact(out)
}

// occurrences returns every run whose nominal date lies in the span.
func (o *oracle) occurrences() []schedule.Occurrence {
	var out []schedule.Occurrence
	counted := 0
	for _, i := range o.nominal() {
		d := o.days[i].date
		if d.Before(o.s.From) {
			continue
		}
		if counted++; o.s.Count > 0 && counted > o.s.Count {
			break
		}
		if !o.s.Until.IsZero() && d.After(o.s.Until) || o.excepted(i) {
			continue
		}
		j, ok := o.move(i)
		if !ok {
			continue
		}
		occ := schedule.Occurrence{Date: o.days[j].date, Nominal: d}
		for _, r := range o.s.Rows {
			if r.Date == d && r.Through.After(occ.Through) {
				occ.Through = r.Through
			}
		}
		if n := len(out); n > 0 && out[n-1].Date == occ.Date {
			if out[n-1].Through.After(occ.Through) {
				occ.Through = out[n-1].Through
			}
			out[n-1] = occ
			continue
		}
		out = append(out, occ)
	}
	return out
}

func (o *oracle) excepted(i int) bool {
	month := o.days[i].month
	if o.s.OnlyIn != 0 && !o.s.OnlyIn.Has(month) || o.s.ExceptIn.Has(month) {
		return true
	}
	for _, p := range o.s.Except {
		if !o.days[i].date.Before(p.First) && !o.days[i].date.After(p.Last) {
			return true
		}
	}
	return o.s.ExceptHolidays && !o.is(schedule.BusinessDay, i)
}

// openMonths returns the first and the last day of the months from that of the first day of a kind through that of the last.
func (o *oracle) openMonths(k schedule.DayKind) (first, last schedule.Date) {
	for i := 0; i < len(o.days) && first.IsZero(); i++ {
		if o.is(k, i) {
			d := time.Date(o.days[i].year, o.days[i].month, 1, 0, 0, 0, 0, time.UTC)
			first = schedule.MustParseDate(d.Format("2006-01-02"))
		}
	}
	for i := len(o.days) - 1; i >= 0 && last.IsZero(); i-- {
		if o.is(k, i) {
			d := time.Date(o.days[i].year, o.days[i].month+1, 0, 0, 0, 0, 0, time.UTC)
			last = schedule.MustParseDate(d.Format("2006-01-02"))
		}
	}
	return first, last
}

// move follows the words of the definition of each adjustment.
func (o *oracle) move(i int) (int, bool) {
	if o.s.Adjust == schedule.NoAdjustment || o.is(o.s.AdjustTo, i) {
		return i, true
	}
	if first, last := o.openMonths(o.s.AdjustTo); o.days[i].date.Before(first) || o.days[i].date.After(last) {
		return 0, false
	}
	up, down := -1, -1
	for j := i; j < len(o.days); j++ {
		if o.is(o.s.AdjustTo, j) {
			up = j
			break
		}
	}
	for j := i; j >= 0; j-- {
		if o.is(o.s.AdjustTo, j) {
			down = j
			break
		}
	}
	pick := func(j, otherwise int) (int, bool) {
		if j < 0 {
			j = otherwise
		}
		return j, j >= 0
	}
	sameMonth := func(j int) bool {
		return j >= 0 && o.days[j].month == o.days[i].month && o.days[j].year == o.days[i].year
	}
	switch o.s.Adjust {
	case schedule.Following:
		return pick(up, -1)
	case schedule.Preceding:
		return pick(down, -1)
	case schedule.ModifiedFollowing:
		if !sameMonth(up) && sameMonth(down) {
			return down, true
		}
		return pick(up, down)
	case schedule.ModifiedPreceding:
		if !sameMonth(down) && sameMonth(up) {
			return up, true
		}
		return pick(down, up)
	}
	if up >= 0 && down >= 0 && i-down < up-i {
		return down, true
	}
	return pick(up, down)
}

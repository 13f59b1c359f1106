package schedule

import (
	"strconv"
	"strings"
	"time"
)

// String returns the schedule in the rule language, in its one canonical form: "monthly on last weekday", "every 2 weeks on Monday from
// 2026-10-05", `every business day, holidays "se"`. Schedules that are [Schedule.Equal] have one text, and others do not. The zero
// Schedule prints as "". A schedule that [Schedule.Validate] refuses prints as well as it can, which need not be text that can be read
// back.
func (s Schedule) String() string {
	if s.IsZero() {
		return ""
	}
	s = s.normal()
	var b strings.Builder
	s.writeCadence(&b)
	if s.SkipShortMonths {
		b.WriteString(" skipping short months")
	}
	if s.Adjust != NoAdjustment {
		direction, within, _ := strings.Cut(s.Adjust.String(), " ")
		b.WriteString(" adjusted to " + direction + " " + s.AdjustTo.String())
		if within != "" {
			b.WriteString(" " + within)
		}
	}
	s.writeTime(&b)
	s.writeBounds(&b)
	if s.OnlyIn != 0 {
		b.WriteString(" only in " + join(s.OnlyIn.names(), true))
	}
	if skips := s.skips(); len(skips) > 0 {
		b.WriteString(" except " + join(skips, true))
	}
	if s.Calendar != "" {
		b.WriteString(", holidays " + quote(s.Calendar))
	}
	return b.String()
}

func (s Schedule) writeTime(b *strings.Builder) {
	if s.At.IsZero() {
		return
	}
	b.WriteString(" at " + s.At.String())
	if s.Zone != "" {
		b.WriteString(" in " + s.Zone)
	}
}

func (s Schedule) writeBounds(b *strings.Builder) {
	if !s.From.IsZero() {
		b.WriteString(" from " + s.From.String())
	}
	if !s.Until.IsZero() {
		b.WriteString(" until " + s.Until.String())
	}
	if s.Count != 0 {
		b.WriteString(" for " + strconv.Itoa(s.Count) + " times")
	}
}

func (s Schedule) writeCadence(b *strings.Builder) {
	switch s.Frequency {
	case Manual, OnLineSchedule:
		b.WriteString(s.Frequency.String())
		return
	case Once:
		b.WriteString("once on " + s.rowText())
		return
	case Recurrence:
		b.WriteString("rrule " + quote(s.RRule))
		return
	}
	switch {
	case s.Frequency == Daily && len(s.On) == 1 && s.On[0] == Day{Kind: s.On[0].Kind}:
		b.WriteString("every " + s.On[0].Kind.String())
		return
	case s.Interval > 1:
		b.WriteString("every " + strconv.Itoa(s.Interval) + " " + s.Frequency.units())
	default:
		b.WriteString(s.Frequency.String())
	}
	if len(s.On) > 0 {
		b.WriteString(" on " + s.onText())
	}
}

func (s Schedule) rowText() string {
	rows := make([]string, len(s.Rows))
	for i, r := range s.Rows {
		rows[i] = r.Date.String()
		if !r.Through.IsZero() {
			rows[i] += " through " + r.Through.String()
		}
	}
	return strings.Join(rows, ", ")
}

// onText lists the days. Day numbers share one "days"; only weekdays are set off by commas, since other words after a comma may read as
// the beginning of a clause.
func (s Schedule) onText() string {
	var items, numbers []string
	at, weekdays := 0, true
	for _, d := range s.On {
		weekdays = weekdays && d == Day{Kind: d.Kind} && d.Kind >= Monday
		if s.Frequency == Monthly && d == (Day{Kind: AnyDay, N: d.N}) && d.N > 0 {
			if len(numbers) == 0 {
				at = len(items)
			}
			numbers = append(numbers, strconv.Itoa(d.N))
			continue
		}
		items = append(items, d.text(s.Frequency))
	}
	switch {
	case len(numbers) == 1:
		n, _ := strconv.Atoi(numbers[0])
		items = insert(items, at, (Day{Kind: AnyDay, N: n}).text(Monthly))
	case len(numbers) > 1:
		items = insert(items, at, "days "+join(numbers, true))
	}
	return join(items, weekdays)
}

func insert(list []string, at int, s string) []string {
	return append(list[:at:at], append([]string{s}, list[at:]...)...)
}

// text returns one day in the words of the language.
func (d Day) text(f Frequency) string {
	s := offsetText(d.Offset)
	if f == Yearly && d.Month != 0 && d.Kind == AnyDay && d.N > 0 {
		return s + time.Month(d.Month).String() + " " + strconv.Itoa(d.N)
	}
	inMonth := f == Monthly || d.Month != 0
	s += dayText(d.Kind, d.N, inMonth)
	switch {
	case d.Month == 0:
	case f == Quarterly:
		s += " of " + ordinal(d.Month) + " month"
	default:
		s += " of " + time.Month(d.Month).String()
	}
	return s
}

// dayText returns "day 15", "first day", "second last business day", "Monday" or, with N = 0, "weekdays". Day numbers are only used
// where they cannot be mistaken for those of a longer period.
func dayText(k DayKind, n int, numbered bool) string {
	switch {
	case n == 0 && k < Monday:
		return k.String() + "s"
	case n == 0:
		return k.String()
	case k == AnyDay && n > 1 && numbered:
		return "day " + strconv.Itoa(n)
	case n == -1:
		return "last " + k.String()
	case n < 0:
		return ordinal(-n) + " last " + k.String()
	}
	return ordinal(n) + " " + k.String()
}

// offsetText returns "3 business days before " or "1 day after ", and "" for no offset.
func offsetText(o Offset) string {
	if o.N == 0 {
		return ""
	}
	n, side := o.N, " after "
	if n < 0 {
		n, side = -n, " before "
	}
	s := strconv.Itoa(n) + " " + o.Unit.String()
	if n != 1 {
		s += "s"
	}
	return s + side
}

var ordinals = [...]string{1: "first", 2: "second", 3: "third", 4: "fourth", 5: "fifth"}

// ordinal returns first to fifth as words and 6th, 21st and so on after that.
func ordinal(n int) string {
	if n >= 1 && n < len(ordinals) {
		return ordinals[n]
	}
	suffix := "th"
	if n/10%10 != 1 {
		switch n % 10 {
		case 1:
			suffix = "st"
		case 2:
			suffix = "nd"
		case 3:
			suffix = "rd"
		}
	}
	return strconv.Itoa(n) + suffix
}

// skips returns what follows "except": months, then dates and ranges in order, then holidays.
func (s Schedule) skips() []string {
	out := s.ExceptIn.names()
	for _, p := range s.Except {
		if p.First == p.Last {
			out = append(out, p.First.String())
		} else {
			out = append(out, p.First.String()+" through "+p.Last.String())
		}
	}
	if s.ExceptHolidays {
		out = append(out, "holidays")
	}
	return out
}

// names returns the months of the set in the order of the year.
func (s MonthSet) names() []string {
	var out []string
	for m := time.January; m <= time.December; m++ {
		if s.Has(m) {
			out = append(out, m.String())
		}
	}
	return out
}

// join lists items with "and" before the last, and with commas or "and" between the others.
func join(items []string, commas bool) string {
	if !commas || len(items) < 2 {
		return strings.Join(items, " and ")
	}
	last := len(items) - 1
	return strings.Join(items[:last], ", ") + " and " + items[last]
}

// quote puts text in the quotes of the rule language, in which a backslash keeps the next character as it is.
func quote(s string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`, "\r", `\r`, "\t", `\t`).Replace(s) + `"`
}

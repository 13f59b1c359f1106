package schedule

import (
	"cmp"
	"fmt"
	"time"
)

// Date is a day of the proleptic Gregorian calendar, from 0001-01-01 to 9999-12-31, without time of day or zone. It takes four bytes, can
// be compared with == and used as a map key. The zero value is no date; it sorts before every date.
//
// Arithmetic that leaves the range, or starts from the zero date, yields the zero date.
type Date struct{ n int32 } // day number, see civil.go; 0 is no date

// NewDate returns the given date. It is an error if there is no such day, 30 February for one, or if the year is not within 1 to 9999.
func NewDate(year int, month time.Month, day int) (Date, error) {
	if year < 1 || year > 9999 {
		return Date{}, fmt.Errorf("year %d is not within 1 to 9999", year)
	}
	if month < time.January || month > time.December {
		return Date{}, fmt.Errorf("month %d is not within 1 to 12", int(month))
	}
	if last := monthLength(year, int(month)); day < 1 || day > last {
		return Date{}, fmt.Errorf("day %d: %s %d has days 1 to %d", day, month, year, last)
	}
	return dateOf(dayNumber(year, int(month), day)), nil
}

// ParseDate reads a date in the form 2026-10-05 of ISO 8601: four digits, two, two, joined by hyphens, and nothing around them.
func ParseDate(s string) (Date, error) {
	year, ok1 := digits(s, 0, 4)
	month, ok2 := digits(s, 5, 2)
	day, ok3 := digits(s, 8, 2)
	if len(s) != 10 || !ok1 || !ok2 || !ok3 || s[4] != '-' || s[7] != '-' {
		return Date{}, fmt.Errorf("date %q: expected year-month-day as in 2026-10-05", clip(s))
	}
	d, err := NewDate(year, time.Month(month), day)
	if err != nil {
		return Date{}, fmt.Errorf("date %q: %w", s, err)
	}
	return d, nil
}

// MustParseDate is [ParseDate] for tests and package variables: it panics on an error.
func MustParseDate(s string) Date {
	d, err := ParseDate(s)
	if err != nil {
		panic(err)
	}
	return d
}

// DateOf returns the civil date that a clock on the wall shows at t, in t's own location. It is the zero date for years outside 1 to 9999.
func DateOf(t time.Time) Date {
	_, offset := t.Zone()
	return dateOf(floorDay(t.Unix()+int64(offset)) + unixDay)
}

// floorDay returns the number of whole days in s seconds, rounded down.
func floorDay(s int64) int {
	day := s / 86400
	if s%86400 < 0 {
		day--
	}
	return int(max(min(day, lastDay), -lastDay))
}

// dateOf returns day n, or the zero date outside the range.
func dateOf(n int) Date {
	if n < firstDay || n > lastDay {
		return Date{}
	}
	return Date{int32(n)}
}

// IsZero reports whether d is no date.
func (d Date) IsZero() bool { return d.n == 0 }

// Civil returns year, month and day, or three zeros for the zero date.
func (d Date) Civil() (year int, month time.Month, day int) {
	if d.n == 0 {
		return 0, 0, 0
	}
	y, m, dd := civil(int(d.n))
	return y, time.Month(m), dd
}

// Weekday returns the day of the week. The zero date answers Sunday.
func (d Date) Weekday() time.Weekday {
	if d.n == 0 {
		return time.Sunday
	}
	return goWeekday(weekdayIndex(int(d.n)))
}

// YearDay returns the day of the year, 1 to 366, or 0 for the zero date.
func (d Date) YearDay() int {
	if d.n == 0 {
		return 0
	}
	y, _, _ := civil(int(d.n))
	return int(d.n) - dayNumber(y, 1, 1) + 1
}

// Quarter returns the calendar quarter, 1 to 4, or 0 for the zero date.
func (d Date) Quarter() int {
	_, m, _ := d.Civil()
	return int(m+2) / 3
}

// AddDays returns the date n days later, or earlier where n is negative.
func (d Date) AddDays(n int) Date {
	if d.n == 0 || n > lastDay || n < -lastDay {
		return Date{}
	}
	return dateOf(int(d.n) + n)
}

// AddMonths returns the same day n months later, or earlier where n is negative; in a month that is too short, its last day. 31 January
// and one month is 28 or 29 February. Add all months in one step: two steps of one month each can lose days that one step of two keeps.
func (d Date) AddMonths(n int) Date {
	if d.n == 0 || n > lastMonth || n < -lastMonth {
		return Date{}
	}
	y, m, day := civil(int(d.n))
	target := 12*y + m - 1 + n
	if target < firstMonth || target > lastMonth {
		return Date{}
	}
	y, m = target/12, target%12+1
	return dateOf(dayNumber(y, m, min(day, monthLength(y, m))))
}

// Sub returns the number of days from e to d; negative where d is earlier. It means nothing if either is the zero date.
func (d Date) Sub(e Date) int { return int(d.n - e.n) }

// Compare returns -1, 0 or +1 as d is before, equal to or after e. It sorts slices of dates: slices.SortFunc(s, Date.Compare).
func (d Date) Compare(e Date) int { return cmp.Compare(d.n, e.n) }

// Before reports whether d is earlier than e.
func (d Date) Before(e Date) bool { return d.n < e.n }

// After reports whether d is later than e.
func (d Date) After(e Date) bool { return d.n > e.n }

// Equal is ==, for packages that look for the method.
func (d Date) Equal(e Date) bool { return d == e }

// String returns the form that [ParseDate] reads, or "" for the zero date.
func (d Date) String() string {
	b, _ := d.AppendText(nil)
	return string(b)
}

// AppendText appends the text of [Date.String] to b. It never fails.
func (d Date) AppendText(b []byte) ([]byte, error) {
	if d.n == 0 {
		return b, nil
	}
	y, m, day := civil(int(d.n))
	return append(b, byte('0'+y/1000), byte('0'+y/100%10), byte('0'+y/10%10), byte('0'+y%10), '-',
		byte('0'+m/10), byte('0'+m%10), '-', byte('0'+day/10), byte('0'+day%10)), nil
}

// digits reads n decimal digits of s at position i.
func digits(s string, i, n int) (v int, ok bool) {
	if len(s) < i+n {
		return 0, false
	}
	for _, c := range []byte(s[i : i+n]) {
		if c < '0' || c > '9' {
			return 0, false
		}
		v = 10*v + int(c-'0')
	}
	return v, true
}

// clip shortens text that is quoted in a message.
func clip(s string) string {
	if len(s) > 40 {
		return s[:40] + "…"
	}
	return s
}

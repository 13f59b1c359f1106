package schedule

import "time"

// A day number counts days of the proleptic Gregorian calendar; day 1 is Monday, 0001-01-01. A month number is 12·year + month − 1, so
// that January of the year 1 is 12 and arithmetic on months is arithmetic on integers. Everything in this package is computed on these
// two counts.
const (
	firstDay   = 1
	lastDay    = 3652059 // 9999-12-31
	firstMonth = 12      // January of the year 1
	lastMonth  = 9999*12 + 11

	unixDay = 719163 // 1970-01-01
)

// civil splits the day number n, which must lie between firstDay and lastDay, into year, month and day.
//
// The method is that of C. Neri and L. Schneider, "Euclidean affine functions and their application to calendar algorithms" (Software:
// Practice and Experience, 2023): count from the first of March of the year 0, so that the leap day ends the year, and replace each
// division by a multiplication and a shift that are exact over the range.
func civil(n int) (year, month, day int) {
	q := 4*uint32(n+305) + 3 // quarter days since 0000-03-01
	century, rest := q/146097, q%146097|3
	p := 2939745 * uint64(rest)
	yearOfCentury, dayOfYear := uint32(p>>32), uint32(p)/2939745/4
	x := 2141*dayOfYear + 197913
	year, month, day = int(100*century+yearOfCentury), int(x>>16), int(x&0xffff/2141)+1
	if dayOfYear >= 306 { // January and February belong to the next civil year
		return year + 1, month - 12, day
	}
	return year, month, day
}

// dayNumber is the inverse of [civil]. The day may lie outside its month, which counts on from the month's first day.
func dayNumber(year, month, day int) int {
	if month <= 2 {
		year--
		month += 12
	}
	century := year / 100
	return 1461*year/4 - century + century/4 + (979*month-2919)/32 + day - 306
}

// monthOf returns the month number of day n.
func monthOf(n int) int {
	y, m, _ := civil(n)
	return 12*y + m - 1
}

// monthStart returns the day number of the first day of month number m, for m from firstMonth to one past lastMonth.
func monthStart(m int) int {
	return dayNumber(m/12, m%12+1, 1)
}

func leap(year int) bool {
	return year%4 == 0 && (year%100 != 0 || year%400 == 0)
}

// monthLength returns the number of days of a month.
func monthLength(year, month int) int {
	if month == 2 {
		if leap(year) {
			return 29
		}
		return 28
	}
	return 30 + (month+month>>3)&1
}

// weekdayIndex returns 0 for Monday to 6 for Sunday.
func weekdayIndex(n int) int {
	return (n - 1) % 7
}

// goWeekday translates a weekday index into the numbering of package time, which starts on Sunday.
func goWeekday(i int) time.Weekday {
	return time.Weekday((i + 1) % 7)
}

// floorDiv divides rounding down; b is positive.
func floorDiv(a, b int) int {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}

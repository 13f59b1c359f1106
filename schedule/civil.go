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

// Years that begin on 1 March have their leap day at the end, so that the first days of months have fixed places in them. They are numbered
// from marchYears before the year 0 on, which keeps the numbers positive whatever is taken from them, and months 0 to 11 from March to February.
const (
	marchYears = 12_000
	marchZero  = -4_383_215 // the day number of the 1 March on which the first of these years begins
)

// marchDate returns the year that day n lies in and how many days after its 1 March. Here as below the divisions become multiplications and
// shifts that are exact over the range: C. Neri and L. Schneider, "Euclidean affine functions and their application to calendar
// algorithms" (Software: Practice and Experience, 2023).
func marchDate(n int) (year, day int) {
	q := 4*uint32(n-marchZero) + 3 // quarter days
	century, rest := q/146097, q%146097|3
	p := 2939745 * uint64(rest)
	return int(100*century + uint32(p>>32)), int(uint32(p) / 2939745 / 4)
}

// marchStart returns the 1 March with which a year begins.
func marchStart(year int) int {
	y := uint32(year)
	century := y / 100
	return int(1461*y/4-century+century/4) + marchZero
}

// marchMonth returns the month that lies so many days after 1 March, and marchPlace how many days after it a month begins.
func marchMonth(day int) int   { return (2141*day + 1305) >> 16 }
func marchPlace(month int) int { return (979*month + 18) >> 5 }

// civil splits the day number n, which must lie between firstDay and lastDay, into year, month and day.
func civil(n int) (year, month, day int) {
	year, days := marchDate(n)
	x := uint32(2141*days + 197913)
	year, month, day = year-marchYears, int(x>>16), int(x&0xffff/2141)+1
	if month > 12 { // January and February belong to the next civil year
		return year + 1, month - 12, day
	}
	return year, month, day
}

// dayNumber is the inverse of [civil], for years from 1 on. The day may lie outside its month, which counts on from the month's first day.
func dayNumber(year, month, day int) int {
	if month <= 2 {
		year--
		month += 12
	}
	return marchStart(year+marchYears) + marchPlace(month-3) + day - 1
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

// leap: a multiple of 4 that is one of 100 is one of 25, and one of 25 and 16 is one of 400.
func leap(year int) bool {
	y := uint32(year)
	return y%4 == 0 && (y%25 != 0 || y%16 == 0)
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

// weekdayIndex returns 0 for Monday to 6 for Sunday. The day number is at least 1.
func weekdayIndex(n int) int {
	return int(uint32(n-1) % 7)
}

// goWeekday translates a weekday index into the numbering of package time, which starts on Sunday.
func goWeekday(i int) time.Weekday {
	return time.Weekday((i + 1) % 7)
}

// floorDiv divides rounding down; b is positive, and both are numbers of days or months, which 32 bits hold.
func floorDiv(a, b int) int {
	q := int32(a) / int32(b)
	if int32(a)-q*int32(b) < 0 {
		q--
	}
	return int(q)
}

// floorMod is the rest that belongs to [floorDiv], from 0 to b - 1.
func floorMod(a, b int) int {
	r := int(int32(a) % int32(b))
	if r < 0 {
		r += b
	}
	return r
}

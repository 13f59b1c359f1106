package rrule

import (
	"fmt"
	"time"

	"github.com/proforma-go/proforma/schedule"
)

// Some dates come only in leap years, or only in others: what follows a fifth Monday of February, or is counted from the beginning of the year
// and limited to a month.

// unsaid writes the dates of a month that its text leaves out.
func (r *monthRules) unsaid(m *monthDays, t monthText) ([]string, error) {
	switch {
	case t.rest == 0:
		return nil, nil
	case r.yearly != "":
		return r.leapRules(m, t), nil
	case m.month == 2:
		return r.februaryRules(t), nil
	}
	return nil, refuse("On", "some dates come only in leap years, or only in others, and no rule says so of every few months")
}

// leapRules writes what is left of a month: days of the month that are at the same time certain days of the year, which a leap day moves by one.
// Days next to each other could be taken for one another, so that even and odd ones have rules of their own.
func (r *monthRules) leapRules(m *monthDays, t monthText) []string {
	type group struct {
		days weekdaySet
		odd  int
	}
	var out []string
	for leap, year := range []int{2001, 2000} {
		monthDays, yearDays := map[group][]int{}, map[group][]int{}
		var groups []group
		for d, left := range t.left[leap] {
			if left == 0 {
				continue
			}
			date, _ := schedule.NewDate(year, time.Month(m.month), d)
			yearDay := date.YearDay()
			if m.month <= 2 {
				yearDay -= 366 + leap // from the end of the year
			}
			g := group{left, d % 2}
			if monthDays[g] == nil {
				groups = append(groups, g)
			}
			monthDays[g], yearDays[g] = append(monthDays[g], d), append(yearDays[g], yearDay)
		}
		for _, g := range groups {
			rule := fmt.Sprintf("%s;BYMONTH=%d;BYMONTHDAY=%s;BYYEARDAY=%s", r.yearly, m.month, join(monthDays[g]), join(yearDays[g]))
			out = append(out, rule+onDays(g.days)+r.end)
		}
	}
	return out
}

// februaryRules does the same for rules that cannot count days of the year. Two numbers, of which one counts from the end, mean two days in a row
// with a leap day and the same day without, or the other way around; so only in one of the two is there a second last.
func (r *monthRules) februaryRules(t monthText) []string {
	var out []string
	for leap := range t.left {
		for d, left := range t.left[leap] {
			numbers, position := []int{d - 29, d}, -2 // days d and d + 1 with a leap day
			if leap == 0 {
				numbers = []int{d - 29, d + 1} // without one
			}
			if leap == 0 && d == 28 {
				numbers, position = []int{-2, 28}, 2 // days 27 and 28 without one
			}
			for _, days := range splitDays(left) {
				near := days | days<<1 | days>>6
				if position > 0 {
					near = days | days>>1 | days<<6
				}
				rule := fmt.Sprintf("%s;BYMONTH=2;BYMONTHDAY=%s;BYSETPOS=%d", r.head, join(numbers), position)
				out = append(out, rule+onDays(near&everyWeekday)+r.end)
			}
		}
	}
	return out
}

// splitDays returns the days one by one, or all of them together.
func splitDays(days weekdaySet) []weekdaySet {
	if days == everyWeekday {
		return []weekdaySet{days}
	}
	var out []weekdaySet
	for bit := weekdaySet(1); bit <= days; bit <<= 1 {
		if days&bit != 0 {
			out = append(out, bit)
		}
	}
	return out
}

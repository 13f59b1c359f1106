package rrule

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/proforma-go/proforma/schedule"
)

// monthRules finds the rules that give certain dates, seen month by month.
type monthRules struct {
	head   string // of a rule that counts the months at hand
	yearly string // of a rule that counts their years, "" if there is none
	end    string
	months [13]monthDays
}

// monthDays is what was seen of one month of the year, in years without a leap day and with one: for each day of the month, on which days of
// the week it is a date and on which it is none.
type monthDays struct {
	month int
	seen  bool
	dates [2][32]weekdaySet
	none  [2][32]weekdaySet
}

// length returns how many days the month has.
func (m *monthDays) length(leap int) int {
	if m.month == 2 {
		return 28 + leap
	}
	return 30 + (m.month+m.month>>3)&1
}

// add adds a month from the given day on, its dates as a word in which bit d is day d. It reports false if a day that is a date here was none in a
// year that began on the same day of the week and was as long, or the other way around.
func (r *monthRules) add(first schedule.Date, days uint32) bool {
	year, month, day := first.Civil()
	m := &r.months[month]
	m.month, m.seen = int(month), true
	leap := 0
	if end, err := schedule.NewDate(year, 12, 31); err == nil {
		leap = end.YearDay() - 365
	}
	weekday := weekdayOf(first)
	for d := day; d <= m.length(leap); d++ {
		bit := weekdaySet(1) << ((weekday + d - day) % 7)
		if days>>d&1 != 0 {
			m.dates[leap][d] |= bit
		} else {
			m.none[leap][d] |= bit
		}
		if m.dates[leap][d]&m.none[leap][d] != 0 {
			return false
		}
	}
	return true
}

// numberings are the orders in which the numbers of BYMONTHDAY are tried: from the beginning of the month first, from its end first, or those
// that are nearer to either.
var numberings = [][]int{
	slices.Concat(numbersUp(1, 31), numbersUp(-31, -1)),
	slices.Concat(numbersUp(-31, -1), numbersUp(1, 31)),
	slices.Concat(numbersUp(1, 15), numbersUp(-16, -1), numbersUp(16, 31), numbersUp(-31, -17)),
}

func numbersUp(first, last int) []int {
	var out []int
	for n := first; n <= last; n++ {
		out = append(out, n)
	}
	return out
}

// monthText is how the dates of a month are said: for each set of days of the week the numbers of the days that are dates if they fall on one
// of them.
type monthText struct {
	key   string // as the rules say it
	rules int
	left  [2][32]weekdaySet // what is not said: dates only with a leap day, or only without
	rest  int               // how many days that is
}

const everyWeekday weekdaySet = 1<<7 - 1

// text says the dates of the month in numbers, those first that come first in order.
func (m *monthDays) text(order []int) monthText {
	t := monthText{left: m.dates}
	numbers := map[weekdaySet][]int{}
	for _, n := range order {
		if days := t.take(m, n); days != 0 {
			numbers[days] = append(numbers[days], n)
		}
	}
	for _, list := range numbers {
		slices.Sort(list)
	}
	for _, days := range slices.SortedFunc(maps.Keys(numbers), func(a, b weekdaySet) int { return slices.Compare(numbers[a], numbers[b]) }) {
		t.rules++
		t.key += "\n"
		if list := numbers[days]; days == everyWeekday || len(list) < m.length(1) || list[0] < 0 && list[len(list)-1] > 0 {
			t.key += ";BYMONTHDAY=" + join(list)
		}
		t.key += onDays(days)
	}
	for leap := range t.left {
		for _, days := range t.left[leap] {
			if days != 0 {
				t.rest++
			}
		}
	}
	return t
}

// take returns the days of the week on which the day of number n is always a date, none if all of these dates are said already, and takes them
// off what is left to say.
func (t *monthText) take(m *monthDays, n int) weekdaySet {
	var dates, none, left weekdaySet
	for leap := range 2 {
		if d := m.day(n, leap); d > 0 {
			dates, none, left = dates|m.dates[leap][d], none|m.none[leap][d], left|t.left[leap][d]
		}
	}
	days := dates &^ none
	if left&days == 0 {
		return 0
	}
	for leap := range 2 {
		if d := m.day(n, leap); d > 0 {
			t.left[leap][d] &^= days
		}
	}
	if none == 0 {
		return everyWeekday
	}
	return days
}

// day returns the day of the month that number n of BYMONTHDAY means, 0 if there is none.
func (m *monthDays) day(n, leap int) int {
	length := m.length(leap)
	if n < 0 {
		n += length + 1
	}
	if n < 1 || n > length {
		return 0
	}
	return n
}

// write writes the rules: months that are said alike share theirs.
func (r *monthRules) write() ([]string, error) {
	texts := map[int][]monthText{} // in which each month can be said, those alone that leave the least unsaid
	for i := range r.months {
		if m := &r.months[i]; m.seen {
			for _, order := range numberings {
				texts[i] = append(texts[i], m.text(order))
			}
			least := slices.MinFunc(texts[i], func(a, b monthText) int { return cmp.Compare(a.rest, b.rest) }).rest
			texts[i] = slices.DeleteFunc(texts[i], func(t monthText) bool { return t.rest > least })
		}
	}
	seen := len(texts)
	var out, rest []string
	for len(texts) > 0 {
		key := mostCommon(texts)
		var months []int
		for _, i := range slices.Sorted(maps.Keys(texts)) {
			said := slices.IndexFunc(texts[i], func(t monthText) bool { return t.key == key })
			if said < 0 {
				continue
			}
			more, err := r.unsaid(&r.months[i], texts[i][said])
			if err != nil {
				return nil, err
			}
			months, rest = append(months, i), append(rest, more...)
			delete(texts, i)
		}
		in := inMonths(months)
		if len(months) == seen {
			in = ""
		}
		for line := range strings.SplitSeq(strings.TrimPrefix(key, "\n"), "\n") {
			if line != "" {
				out = append(out, r.head+in+line+r.end)
			}
		}
	}
	return append(out, rest...), nil
}

// mostCommon returns the key that most months share, of several the one with the fewest rules.
func mostCommon(texts map[int][]monthText) string {
	var best monthText
	most := 0
	for _, i := range slices.Sorted(maps.Keys(texts)) {
		for _, t := range texts[i] {
			count := 0
			for _, others := range texts {
				if slices.ContainsFunc(others, func(o monthText) bool { return o.key == t.key }) {
					count++
				}
			}
			if count > most || count == most && t.rules < best.rules {
				best, most = t, count
			}
		}
	}
	return best.key
}

// onDays writes BYDAY, nothing for all days of the week.
func onDays(days weekdaySet) string {
	if days == everyWeekday {
		return ""
	}
	return ";BYDAY=" + days.String()
}

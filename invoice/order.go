package invoice

import (
	"cmp"
	"slices"

	"github.com/proforma-go/proforma/schedule"
)

// place is where an item stands among the details of its line, but for its id: by kind, person and date, in one number.
type place struct {
	key  uint64
	item int32
}

// The bits of a place's key: a date is a number of days, of which the calendar has three and a half million.
const (
	dateBits   = 22
	personBits = 34
)

// fewItems is how many items are sorted by comparing them: numbers pay where there are more.
const fewItems = 64

// inOrder returns the places of a line's items in the order of details: by kind, person, date and id. A source that yields them in
// that order is believed after one look at each.
func (u *unitRun) inOrder(items []item) []place {
	u.order = slices.Grow(u.order[:0], len(items))[:len(items)]
	for i := range u.order {
		u.order[i].item = int32(i)
	}
	if u.areInOrder(items) {
		return u.order
	}
	if len(items) <= fewItems {
		slices.SortStableFunc(u.order, func(a, b place) int { return u.compareItems(&items[a.item], &items[b.item]) })
		return u.order
	}
	first := items[0].date
	for i := range items {
		if items[i].date.Before(first) {
			first = items[i].date
		}
	}
	ranks := rankPersons(items)
	for i := range items {
		u.order[i].key = items[i].key(ranks, first)
	}
	u.spare = slices.Grow(u.spare[:0], len(items))[:len(items)]
	u.order, u.spare = sortPlaces(u.order, u.spare)
	if !u.ascending {
		sortByID(u.order, items)
	}
	return u.order
}

func (u *unitRun) areInOrder(items []item) bool {
	for i := 1; i < len(items); i++ {
		if u.compareItems(&items[i-1], &items[i]) > 0 {
			return false
		}
	}
	return true
}

// compareItems compares by kind, person, date and id, and looks at no more than it has to.
func (u *unitRun) compareItems(a, b *item) int {
	if a.kind != b.kind {
		return cmp.Compare(a.kind, b.kind)
	}
	if a.person != b.person {
		return cmp.Compare(a.person, b.person)
	}
	if c := a.date.Compare(b.date); c != 0 {
		return c
	}
	return u.compareIDs(a, b)
}

func (it *item) key(ranks map[string]uint64, first schedule.Date) uint64 {
	k := uint64(it.kind)<<(personBits+dateBits) | uint64(it.date.Sub(first))
	if len(ranks) > 0 {
		k |= ranks[it.person] << dateBits
	}
	return k
}

// rankPersons numbers the persons of some items in order; nil where there is only one.
func rankPersons(items []item) map[string]uint64 {
	var ranks map[string]uint64
	for i := 1; i < len(items); i++ {
		if items[i].person == items[i-1].person {
			continue
		}
		if ranks == nil {
			ranks = map[string]uint64{items[0].person: 0}
		}
		ranks[items[i].person] = 0
	}
	names := make([]string, 0, len(ranks))
	for name := range ranks {
		names = append(names, name)
	}
	slices.Sort(names)
	for i, name := range names {
		ranks[name] = uint64(i)
	}
	return ranks
}

// sortPlaces sorts by key and leaves equal keys in their order: byte by byte, the last one first, so that ten times the places take ten times
// as long. It returns the sorted places and what is spare now.
func sortPlaces(places, spare []place) (sorted, unused []place) {
	first, differ := places[0].key, uint64(0)
	for _, p := range places {
		differ |= p.key ^ first
	}
	for shift := 0; differ>>shift != 0; shift += 8 {
		if byte(differ>>shift) == 0 {
			continue
		}
		var next [256]int32
		for _, p := range places {
			next[byte(p.key>>shift)]++
		}
		at := int32(0)
		for b, n := range next {
			next[b] = at
			at += n
		}
		for _, p := range places {
			b := byte(p.key >> shift)
			spare[next[b]] = p
			next[b]++
		}
		places, spare = spare, places
	}
	return places, spare
}

// sortByID puts places with the same key in the order of ids, in which they mostly are.
func sortByID(places []place, items []item) {
	byID := func(a, b place) int { return cmp.Compare(items[a.item].id, items[b.item].id) }
	for first := 0; first < len(places); {
		end := first + 1
		for end < len(places) && places[end].key == places[first].key {
			end++
		}
		if same := places[first:end]; !slices.IsSortedFunc(same, byID) {
			slices.SortStableFunc(same, byID)
		}
		first = end
	}
}

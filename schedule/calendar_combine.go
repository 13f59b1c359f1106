package schedule

import "time"

// AllOpen returns the calendar that is open on the days on which every one of cs is: an office in two countries that closes for the holidays
// of either. Of no calendars at all it is open every day.
func AllOpen(cs ...Calendar) Calendar { return combine(cs, false) }

// AnyOpen returns the calendar that is open on the days on which at least one of cs is. Of no calendars at all it is never open.
func AnyOpen(cs ...Calendar) Calendar { return combine(cs, true) }

// combined is known where all its parts are.
type combined struct {
	parts []Calendar
	any   bool
}

// combinedMasks is a combined whose parts all have masks.
type combinedMasks struct {
	combined
	masks []Masker
}

func combine(cs []Calendar, any bool) Calendar {
	c := combined{append([]Calendar(nil), cs...), any}
	var masks []Masker
	for _, p := range cs {
		if m, ok := p.(Masker); ok {
			masks = append(masks, m)
		}
	}
	if len(cs) == 0 || len(masks) < len(cs) {
		return c
	}
	return combinedMasks{c, masks}
}

func (c combined) IsBusinessDay(d Date) bool {
	for _, p := range c.parts {
		if p.IsBusinessDay(d) == c.any {
			return c.any
		}
	}
	return !c.any
}

func (c combinedMasks) Mask(year int, month time.Month) uint32 {
	days := c.masks[0].Mask(year, month)
	for _, m := range c.masks[1:] {
		if c.any {
			days |= m.Mask(year, month)
		} else {
			days &= m.Mask(year, month)
		}
	}
	return days
}

func (c combined) Known() Period {
	var all Period
	for _, p := range c.parts {
		if k, ok := p.(Knower); ok {
			known := k.Known()
			if known.First.After(all.First) {
				all.First = known.First
			}
			if all.Last.IsZero() || !known.Last.IsZero() && known.Last.Before(all.Last) {
				all.Last = known.Last
			}
		}
	}
	return all
}

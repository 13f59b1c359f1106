package schedule

import "time"

// Times gives the runs of a [Timetable] as instants. Its Next has the shape of the Schedule interface of github.com/robfig/cron and of
// PeriodicSchedule of github.com/riverqueue/river, so that either can drive a host by it. It is a small value, safe for concurrent use.
// The zero Times has no instants.
type Times struct {
	table  *Timetable
	clock  Clock
	loc    *time.Location
	policy Policy
}

// Times returns the instants at which clocks in loc show c on the run dates, under the policy of [Date.At]. A nil loc is the zone that the
// schedule states, and UTC where it states none. The zero Clock is the time that the schedule states, and 22:00 where it states none.
func (t *Timetable) Times(c Clock, loc *time.Location) Times {
	if loc == nil {
		loc = t.loc
	}
	if loc == nil {
		loc = time.UTC
	}
	if c.IsZero() {
		c = t.at
	}
	if c.IsZero() {
		c = Clock{22*3600 + 1}
	}
	return Times{table: t, clock: c, loc: loc}
}

// With returns the same times under another policy for days on which clocks change.
func (x Times) With(p Policy) Times {
	x.policy = p
	return x
}

// Next returns the first instant strictly after the given one, in the location of x, or the zero time if there is none. An instant that two
// run dates share, since the day before was skipped as a whole, comes once.
func (x Times) Next(after time.Time) time.Time {
	if x.table == nil {
		return time.Time{}
	}
	u := after.Unix()
	near := spanAt(u, x.loc)
	local := u + near.offset
	day := max(floorDay(local)+unixDay, 0)
	if u >= near.start+2*maxShift && u < near.end-2*maxShift {
		// No clock changes within two days. A run of that very day is over if its time is.
		if int64(day-unixDay)*86400+int64(x.clock.seconds()) > local {
			day--
		}
	} else {
		day -= 3 // a gap or an overlap may put the run of an earlier date after u
	}
	from := Date{int32(max(day, 0))}
	for {
		o, ok := x.table.Next(from)
		if !ok {
			return time.Time{}
		}
		at, ok := x.policy.resolve(int64(int(o.Date.n)-unixDay)*86400+int64(x.clock.seconds()), near, x.loc)
		if ok && at.Unix() > u {
			return at
		}
		from = o.Date
	}
}

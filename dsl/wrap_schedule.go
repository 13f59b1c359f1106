package dsl

import (
	"github.com/proforma-go/proforma/invoice"
	"github.com/proforma-go/proforma/schedule"
)

// Schedule is a schedule in a config struct, a flag or a column of a database: text such as "every 2 weeks on Monday from 2026-10-05",
// which [ParseSchedule] reads, as JSON, YAML or TOML; into a database goes its canonical text. The zero value holds no schedule. A Schedule
// is immutable but for its Unmarshal, Set and Scan methods.
type Schedule struct {
	typed[schedule.Schedule, scheduleReader]
}

type scheduleReader struct{}

func (scheduleReader) read(text string) (schedule.Schedule, error) { return ParseSchedule(text) }
func (scheduleReader) noun() string                                { return aSchedule.noun }

// NewSchedule returns a typed schedule with its canonical text. The zero schedule is the zero value.
func NewSchedule(s schedule.Schedule) Schedule {
	return Schedule{newTyped[schedule.Schedule, scheduleReader](s)}
}

// Schedule returns the typed schedule; the zero one for the zero value.
func (s Schedule) Schedule() schedule.Schedule { return s.value }

// LineSchedule is the schedule of a contract line in a config struct, a flag or a column of a database: text such as "every 2 weeks on
// Monday from 2026-10-05, include through 1 day before run date", which [ParseLineSchedule] reads. Otherwise it is like [Schedule].
type LineSchedule struct {
	typed[invoice.LineSchedule, lineScheduleReader]
}

type lineScheduleReader struct{}

func (lineScheduleReader) read(text string) (invoice.LineSchedule, error) {
	return ParseLineSchedule(text)
}

func (lineScheduleReader) noun() string { return aLineSchedule.noun }

// NewLineSchedule returns a typed line schedule with its canonical text. The zero one is the zero value.
func NewLineSchedule(l invoice.LineSchedule) LineSchedule {
	return LineSchedule{newTyped[invoice.LineSchedule, lineScheduleReader](l)}
}

// LineSchedule returns the typed schedule; the zero one for the zero value.
func (s LineSchedule) LineSchedule() invoice.LineSchedule { return s.value }

// Anchor is a relative date in a config struct, a flag or a column of a database: text such as "last day of previous month", which
// [ParseAnchor] reads. Otherwise it is like [Schedule].
type Anchor struct {
	typed[schedule.Anchor, anchorReader]
}

type anchorReader struct{}

func (anchorReader) read(text string) (schedule.Anchor, error) { return ParseAnchor(text) }
func (anchorReader) noun() string                              { return "date" }

// NewAnchor returns a typed relative date with its canonical text. The zero one is the zero value.
func NewAnchor(a schedule.Anchor) Anchor {
	return Anchor{newTyped[schedule.Anchor, anchorReader](a)}
}

// Anchor returns the typed relative date; the zero one for the zero value.
func (a Anchor) Anchor() schedule.Anchor { return a.value }

package dsl

import (
	"database/sql/driver"
	"log/slog"

	"github.com/proforma-go/proforma/schedule"
)

// Schedule is a schedule in a config struct, a flag or a column of a database: see [Rule]. The zero value holds no schedule.
type Schedule struct {
	text  string
	value schedule.Schedule
}

// NewSchedule returns a typed schedule with its canonical text.
func NewSchedule(s schedule.Schedule) Schedule {
	return Schedule{s.String(), s}
}

// Schedule returns the typed schedule; the zero one for the zero value.
func (s Schedule) Schedule() schedule.Schedule { return s.value }

// IsZero reports whether there is no schedule.
func (s Schedule) IsZero() bool { return s.text == "" }

// Canonical returns the canonical text of the schedule; "" for the zero value.
func (s Schedule) Canonical() string { return s.value.String() }

// String returns the text as it was written; "" for the zero value.
func (s Schedule) String() string { return s.text }

// Set reads a schedule from text, for [flag.Value]. The error is [Diagnostics].
func (s *Schedule) Set(text string) error {
	value, err := ParseSchedule(text)
	if err != nil {
		return err
	}
	*s = Schedule{text, value}
	return nil
}

// MarshalText returns the text as it was written.
func (s Schedule) MarshalText() ([]byte, error) { return []byte(s.text), nil }

// UnmarshalText reads a schedule from text; an empty text is no schedule.
func (s *Schedule) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*s = Schedule{}
		return nil
	}
	return s.Set(string(text))
}

// Value returns the canonical text, for [database/sql]; nil for the zero value.
func (s Schedule) Value() (driver.Value, error) {
	if s.IsZero() {
		return nil, nil
	}
	return s.Canonical(), nil
}

// Scan reads a schedule from a text column; NULL is no schedule.
func (s *Schedule) Scan(src any) error { return scanText(src, s.UnmarshalText) }

// LogValue returns the canonical text.
func (s Schedule) LogValue() slog.Value { return slog.StringValue(s.Canonical()) }

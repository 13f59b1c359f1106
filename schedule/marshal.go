package schedule

import (
	"database/sql/driver"
	"fmt"
	"time"
)

// MarshalText returns the text of [Date.String]. It never fails. encoding/json uses it too.
func (d Date) MarshalText() ([]byte, error) { return d.AppendText(nil) }

// UnmarshalText reads what MarshalText wrote; empty text is the zero date.
func (d *Date) UnmarshalText(b []byte) error { return unmarshal(d, b, ParseDate) }

// Value makes a date storable by database/sql: ISO 8601 text, which DATE and text columns take alike, or NULL for the zero date.
func (d Date) Value() (driver.Value, error) { return value(d.String()) }

// Scan reads a DATE, timestamp or text column. NULL and empty text are the zero date. A time.Time counts as the date in its own location.
func (d *Date) Scan(src any) error {
	if t, ok := src.(time.Time); ok {
		*d = DateOf(t)
		return nil
	}
	return scan(d, src, "date")
}

// MarshalText returns the text of [Clock.String]. It never fails. encoding/json uses it too.
func (c Clock) MarshalText() ([]byte, error) { return c.AppendText(nil) }

// UnmarshalText reads what MarshalText wrote; empty text is the zero Clock.
func (c *Clock) UnmarshalText(b []byte) error { return unmarshal(c, b, ParseClock) }

// Value makes a time of day storable by database/sql: text, or NULL for the zero Clock.
func (c Clock) Value() (driver.Value, error) { return value(c.String()) }

// Scan reads a TIME or text column. NULL and empty text are the zero Clock. Of a time.Time it takes the wall clock in its own location,
// without fractions of a second.
func (c *Clock) Scan(src any) error {
	if t, ok := src.(time.Time); ok {
		h, m, s := t.Clock()
		*c = Clock{int32(h*3600 + m*60 + s + 1)}
		return nil
	}
	return scan(c, src, "time")
}

// MarshalText returns the text of [Period.String]. It never fails. encoding/json uses it too.
func (p Period) MarshalText() ([]byte, error) { return []byte(p.String()), nil }

// UnmarshalText reads what MarshalText wrote; empty text is the zero Period.
func (p *Period) UnmarshalText(b []byte) error { return unmarshal(p, b, ParsePeriod) }

// Value makes a period storable by database/sql: text, or NULL for the zero Period.
func (p Period) Value() (driver.Value, error) { return value(p.String()) }

// Scan reads a text column. NULL and empty text are the zero Period.
func (p *Period) Scan(src any) error { return scan(p, src, "period") }

func unmarshal[T any](to *T, b []byte, parse func(string) (T, error)) error {
	var v T
	if len(b) > 0 {
		var err error
		if v, err = parse(string(b)); err != nil {
			return err
		}
	}
	*to = v
	return nil
}

func value(s string) (driver.Value, error) {
	if s == "" {
		return nil, nil
	}
	return s, nil
}

func scan(to interface{ UnmarshalText([]byte) error }, src any, what string) error {
	switch v := src.(type) {
	case nil:
		return to.UnmarshalText(nil)
	case string:
		return to.UnmarshalText([]byte(v))
	case []byte:
		return to.UnmarshalText(v)
	}
	return fmt.Errorf("%s: cannot read a column of Go type %T", what, src)
}

package schedule

import "fmt"

// Clock is a time of day, to the second, from 00:00:00 to 23:59:59. It takes four bytes and can be compared with ==. The zero value means
// that no time is stated; it is not midnight.
type Clock struct{ n int32 } // seconds since midnight, plus 1; 0 is not stated

// NewClock returns the given time of day. Hours go from 0 to 23; there is no 24:00 and no leap second.
func NewClock(hour, minute, second int) (Clock, error) {
	switch {
	case hour < 0 || hour > 23:
		return Clock{}, fmt.Errorf("hour %d is not within 0 to 23", hour)
	case minute < 0 || minute > 59:
		return Clock{}, fmt.Errorf("minute %d is not within 0 to 59", minute)
	case second < 0 || second > 59:
		return Clock{}, fmt.Errorf("second %d is not within 0 to 59", second)
	}
	return Clock{int32(hour*3600 + minute*60 + second + 1)}, nil
}

// ParseClock reads a 24-hour time, "22:00" or "22:00:30"; the hour may have a single digit.
func ParseClock(s string) (Clock, error) {
	t := s
	if len(t) > 1 && t[1] == ':' {
		t = "0" + t
	}
	hour, ok1 := digits(t, 0, 2)
	minute, ok2 := digits(t, 3, 2)
	second, ok3 := 0, len(t) == 5
	if len(t) == 8 && t[5] == ':' {
		second, ok3 = digits(t, 6, 2)
	}
	if !ok1 || !ok2 || !ok3 || t[2] != ':' {
		return Clock{}, fmt.Errorf("time %q: expected hours and minutes as in 22:00", clip(s))
	}
	c, err := NewClock(hour, minute, second)
	if err != nil {
		return Clock{}, fmt.Errorf("time %q: %w", s, err)
	}
	return c, nil
}

// MustParseClock is [ParseClock] for tests and package variables: it panics on an error.
func MustParseClock(s string) Clock {
	c, err := ParseClock(s)
	if err != nil {
		panic(err)
	}
	return c
}

// IsZero reports whether no time is stated.
func (c Clock) IsZero() bool { return c.n == 0 }

// Clock returns hour, minute and second. For the zero Clock they are those of midnight.
func (c Clock) Clock() (hour, minute, second int) {
	s := c.seconds()
	return s / 3600, s / 60 % 60, s % 60
}

// seconds since midnight; 0 where no time is stated.
func (c Clock) seconds() int { return int(max(c.n-1, 0)) }

// String returns the form that [ParseClock] reads, with two-digit hours and with seconds only where they are not zero; "" for the zero Clock.
func (c Clock) String() string {
	b, _ := c.AppendText(nil)
	return string(b)
}

// AppendText appends the text of [Clock.String] to b. It never fails.
func (c Clock) AppendText(b []byte) ([]byte, error) {
	if c.n == 0 {
		return b, nil
	}
	h, m, s := c.Clock()
	b = append(b, byte('0'+h/10), byte('0'+h%10), ':', byte('0'+m/10), byte('0'+m%10))
	if s != 0 {
		b = append(b, ':', byte('0'+s/10), byte('0'+s%10))
	}
	return b, nil
}

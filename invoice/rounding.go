package invoice

import "fmt"

// Rounding says how the amounts of a rule's drafts become whole minor units of their currency: cents, for most. The zero value is half up
// per line.
type Rounding struct {
	Mode RoundingMode
	Per  RoundingLevel
}

// RoundingMode says which of two whole units an amount becomes that lies between them. The nearer one, whatever the mode; modes differ in
// what lies in the very middle.
type RoundingMode uint8

// The modes of rounding.
const (
	HalfUp   RoundingMode = iota // away from zero, so that credits mirror charges: 0.005 becomes 0.01, and -0.005 becomes -0.01
	HalfEven                     // to the even one, as banks round: 0.005 becomes 0.00, and 0.015 becomes 0.02, as does 0.025
)

// RoundingLevel says which amounts are rounded. An item of 0.005, a thousand times on one draft line, bills 5.00 per line; per detail it
// bills 10.00 half up and nothing half even.
type RoundingLevel uint8

// The levels of rounding.
const (
	PerLine   RoundingLevel = iota // the running sum of a draft line, so that its total is the rounded sum of its items
	PerDetail                      // each item by itself, and the shares of a line's customers are divided from that
)

// String returns the clause as canonical text, without what is the default: "round half even", "round per detail", "round half even per
// detail", and "" for half up per line. A mode or level that there is not counts as the default.
func (r Rounding) String() string {
	s := ""
	if r.Mode == HalfEven {
		s += " half even"
	}
	if r.Per == PerDetail {
		s += " per detail"
	}
	if s == "" {
		return ""
	}
	return "round" + s
}

// Words returns mode and level in full: "half up per line", "half even per line", "half up per detail" or "half even per detail". A mode
// or level that there is not counts as the default.
func (r Rounding) Words() string {
	mode, level := "half up", "per line"
	if r.Mode == HalfEven {
		mode = "half even"
	}
	if r.Per == PerDetail {
		level = "per detail"
	}
	return mode + " " + level
}

// MarshalText returns the text of [Rounding.Words]; encoding/json uses it too. A mode or level that there is not is an error.
func (r Rounding) MarshalText() ([]byte, error) {
	if err := r.validate(); err != nil {
		return nil, err
	}
	return []byte(r.Words()), nil
}

// UnmarshalText reads what MarshalText wrote; empty text is half up per line. Reading is exact: any other text is an error, and the
// rounding stays as it was.
func (r *Rounding) UnmarshalText(b []byte) error {
	if len(b) == 0 {
		*r = Rounding{}
		return nil
	}
	for _, one := range []Rounding{{HalfUp, PerLine}, {HalfEven, PerLine}, {HalfUp, PerDetail}, {HalfEven, PerDetail}} {
		if one.Words() == string(b) {
			*r = one
			return nil
		}
	}
	return fmt.Errorf(`%q is not a rounding: expected "half up" or "half even", then "per line" or "per detail"`, b)
}

// validate says which part of the rounding there is not.
func (r Rounding) validate() error {
	switch {
	case r.Mode > HalfEven:
		return fmt.Errorf("there is no mode %d", r.Mode)
	case r.Per > PerDetail:
		return fmt.Errorf("there is no level %d", r.Per)
	}
	return nil
}

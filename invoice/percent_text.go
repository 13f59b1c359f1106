package invoice

import (
	"database/sql/driver"
	"fmt"
	"strconv"
	"strings"
)

// String returns the percentage with its decimals, "33.34", or the ratio, "1/3", as it was handed in; "out of range" where Err says so
// of a percentage.
func (p Percent) String() string {
	switch p.kind {
	case percentage:
		return number{int128Of(p.num), p.scale}.String()
	case badPercentage:
		return "out of range"
	}
	return strconv.FormatInt(p.num, 10) + "/" + strconv.FormatInt(p.den, 10)
}

// ParsePercent reads what String writes: a percentage, which may be followed by a percent sign with or without a space before it, or
// two whole numbers with a slash between them. A denominator that is not above zero is an error.
func ParsePercent(s string) (Percent, error) {
	if num, den, ok := strings.Cut(s, "/"); ok {
		return parseRatio(s, num, den)
	}
	text, signed := strings.CutSuffix(s, "%")
	if signed {
		text = strings.TrimSuffix(text, " ")
	}
	n, err := parseNumber(text)
	if err != nil && err != errRange {
		return Percent{}, fmt.Errorf("%s is not a percentage", quoted(s))
	}
	p := percentOf(n, err == nil)
	return p.checked()
}

func parseRatio(s, num, den string) (Percent, error) {
	n, err := wholeNumber(num)
	if err == nil {
		var d int64
		if d, err = wholeNumber(den); err == nil {
			return NewRatio(n, d).checked()
		}
	}
	if err == errRange {
		return Percent{}, fmt.Errorf("the ratio %s is out of range", quoted(s))
	}
	return Percent{}, fmt.Errorf("%s is not a ratio", quoted(s))
}

func wholeNumber(s string) (int64, error) {
	n, err := parseNumber(s)
	if err != nil {
		return 0, err
	}
	if strings.Contains(s, ".") {
		return 0, notANumber(s)
	}
	i, ok := n.coef.int64()
	if !ok {
		return 0, errRange
	}
	return i, nil
}

// checked gives up a percent that Err refuses.
func (p Percent) checked() (Percent, error) {
	if err := p.Err(); err != nil {
		return Percent{}, err
	}
	return p, nil
}

// MarshalText writes the percent as String does, also into JSON. One that Err refuses is an error.
func (p Percent) MarshalText() ([]byte, error) {
	if err := p.Err(); err != nil {
		return nil, err
	}
	return []byte(p.String()), nil
}

// UnmarshalText reads a percent as ParsePercent does. The empty text is an error: a share that is not known is not 0.
func (p *Percent) UnmarshalText(text []byte) (err error) {
	*p, err = ParsePercent(string(text))
	return err
}

// Value stores the percent in a database as the text of String. One that Err refuses is an error.
func (p Percent) Value() (driver.Value, error) {
	if err := p.Err(); err != nil {
		return nil, err
	}
	return p.String(), nil
}

// Scan reads a percent from the text or whole number of a database. NULL and the empty text are errors.
func (p *Percent) Scan(src any) error {
	s, err := sqlText(src)
	if err != nil {
		return err
	}
	return p.UnmarshalText([]byte(s))
}

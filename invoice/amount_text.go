package invoice

import (
	"database/sql/driver"
	"fmt"
	"strings"
)

// String returns the number with its decimals and the currency, "12.50 EUR", or "12.50" without one; "out of range" where Err says so.
func (a Amount) String() string {
	if a.bad() {
		return "out of range"
	}
	var buf [56]byte
	b := a.number().appendTo(buf[:0], 0)
	if code := a.code(); len(code) > 0 {
		b = append(append(b, ' '), code...)
	}
	return string(b)
}

// StringFixed returns the number alone with exactly that many decimals, rounded half away from zero. Fewer than 0 decimals count as 0,
// more than 64 as 64. It is "out of range" where Err says so.
func (a Amount) StringFixed(decimals int32) string {
	if a.bad() {
		return "out of range"
	}
	d := min(max(0, decimals), maxExponent)
	var buf [112]byte
	return string(a.number().rounded(uint8(d)).appendTo(buf[:0], int(d)))
}

// ParseAmount reads what String writes: digits with at most one decimal point between them and a sign before them, and then, after one
// space, the code of a currency, which may be absent.
func ParseAmount(s string) (Amount, error) {
	num, code, spaced := strings.Cut(s, " ")
	n, err := parseNumber(num)
	if err == errRange {
		return Amount{}, errAmountRange
	}
	if err != nil {
		return Amount{}, fmt.Errorf("%s is not an amount", quoted(s))
	}
	if spaced && (code == "" || !isCode(code)) {
		return Amount{}, fmt.Errorf("%s is not a currency", quoted(code))
	}
	return amountOf(n, true, code), nil
}

// MarshalText writes the amount as String does. An amount that is out of range is an error.
func (a Amount) MarshalText() ([]byte, error) {
	if err := a.Err(); err != nil {
		return nil, err
	}
	return []byte(a.String()), nil
}

// UnmarshalText reads an amount as ParseAmount does. The empty text is the zero value.
func (a *Amount) UnmarshalText(text []byte) error { return a.read(string(text)) }

func (a *Amount) read(s string) (err error) {
	if *a = (Amount{}); s != "" {
		*a, err = ParseAmount(s)
	}
	return err
}

// Value stores the amount in a database as the text of String, the zero value as NULL. An amount that is out of range is an error.
func (a Amount) Value() (driver.Value, error) {
	if a == (Amount{}) {
		return nil, nil
	}
	if err := a.Err(); err != nil {
		return nil, err
	}
	return a.String(), nil
}

// Scan reads an amount from the text of a database. NULL and the empty text are the zero value.
func (a *Amount) Scan(src any) error {
	s, err := sqlText(src)
	if err != nil {
		return err
	}
	return a.read(s)
}

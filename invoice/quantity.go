package invoice

import (
	"database/sql/driver"
	"errors"

	"github.com/shopspring/decimal"
)

// Quantity is an exact quantity, such as hours: a decimal number of up to 38 digits, with up to 38 decimals, or none. It is a value
// without pointers. The zero value is absent, which is not the quantity 0.
//
// A Quantity may also stand for something that did not fit, so that making one needs no error; Err tells. Such a quantity is not valid,
// and "out of range" to String.
//
// Compare quantities with Equal: == takes 1.50 and 1.5 for different.
type Quantity struct {
	coef  int128
	scale uint8
	state quantityState
}

type quantityState uint8

const (
	quantityAbsent quantityState = iota
	quantityValid
	quantityBad
)

var errQuantityRange = errors.New("the quantity is out of range")

// NewQuantity makes a quantity of a decimal, whose decimals are kept, also those that are zero; a positive exponent is multiplied out.
// It never fails and takes a short time for every decimal: see Err for what becomes of one with more than 38 digits or decimals.
func NewQuantity(d decimal.Decimal) Quantity { return quantityOfNumber(numberOf(d)) }

// quantityOf makes a quantity of a number of units of the last of its decimals.
func quantityOf(units int64, decimals int32) Quantity {
	return quantityOfNumber(scaledNumber(int128Of(units), -decimals))
}

func quantityOfNumber(n number, ok bool) Quantity {
	if !ok {
		return Quantity{state: quantityBad}
	}
	return Quantity{n.coef, n.scale, quantityValid}
}

func (q *Quantity) number() number { return number{q.coef, q.scale} }

// Err returns an error for a quantity that is out of range, else nil.
func (q Quantity) Err() error {
	if q.state == quantityBad {
		return errQuantityRange
	}
	return nil
}

// Valid reports whether there is a quantity: neither absent nor out of range.
func (q Quantity) Valid() bool { return q.state == quantityValid }

// Decimal returns the number with its decimals, and whether there is one; it is 0 if not.
func (q Quantity) Decimal() (d decimal.Decimal, ok bool) { return q.number().decimal(), q.Valid() }

// Sign returns -1, 0 or 1, and 0 if there is no quantity.
func (q Quantity) Sign() int { return q.coef.sign() }

// Equal reports whether q and r are the same number, 1.50 and 1.5 for example, or both absent, or both out of range.
func (q Quantity) Equal(r Quantity) bool {
	return q.state == r.state && q.number().cmp(r.number()) == 0
}

// Neg returns the quantity with the other sign.
func (q Quantity) Neg() Quantity {
	q.coef, _ = q.coef.neg()
	return q
}

// Add returns the sum, exactly, with as many decimals as the longer of the two. The sum with an absent quantity is absent, since what
// is not known does not add up; one with a quantity out of range, or that is itself out of range, is out of range.
func (q Quantity) Add(r Quantity) Quantity {
	switch {
	case q.state == quantityBad || r.state == quantityBad:
		return Quantity{state: quantityBad}
	case !q.Valid() || !r.Valid():
		return Quantity{}
	}
	return quantityOfNumber(q.number().add(r.number()))
}

// String returns the number with its decimals, "" for an absent quantity, "out of range" where Err says so.
func (q Quantity) String() string {
	switch q.state {
	case quantityAbsent:
		return ""
	case quantityBad:
		return "out of range"
	}
	return q.number().String()
}

// MarshalText writes the quantity as String does. A quantity that is out of range is an error.
func (q Quantity) MarshalText() ([]byte, error) {
	if err := q.Err(); err != nil {
		return nil, err
	}
	return []byte(q.String()), nil
}

// UnmarshalText reads what String writes: digits with at most one decimal point between them and a sign before them. The empty text is
// an absent quantity.
func (q *Quantity) UnmarshalText(text []byte) error { return q.read(string(text)) }

func (q *Quantity) read(s string) error {
	if *q = (Quantity{}); s == "" {
		return nil
	}
	n, err := parseNumber(s)
	if err == errRange {
		return errQuantityRange
	}
	if err == nil {
		*q = quantityOfNumber(n, true)
	}
	return err
}

// Value stores the quantity in a database as the text of String, an absent one as NULL. One that is out of range is an error.
func (q Quantity) Value() (driver.Value, error) {
	switch q.state {
	case quantityAbsent:
		return nil, nil
	case quantityBad:
		return nil, errQuantityRange
	}
	return q.String(), nil
}

// Scan reads a quantity from the text or whole number of a database. NULL and the empty text are an absent quantity.
func (q *Quantity) Scan(src any) error {
	s, err := sqlText(src)
	if err != nil {
		return err
	}
	return q.read(s)
}

package invoice

import (
	"errors"
	"math"
	"math/big"

	"github.com/shopspring/decimal"
)

// A decimal may carry a million digits, or an exponent that takes a gigabyte to write out, and most operations on it then take as long.
// Here are the tests that look at no more than the exponent and the length of the coefficient.

// maxExponent bounds the exponents of decimals, both ways.
const maxExponent = 64

// The bounds of coefficients. With an exponent put to them they compare by length and never multiply out; nothing is copied.
var (
	maxCoefficient = decimal.NewFromBigInt(int128{math.MaxInt64, math.MaxUint64}.big(), 0)
	minCoefficient = maxCoefficient.Neg()
	maxShort       = decimal.NewFromBigInt(big.NewInt(math.MaxInt64), 0)
	minShort       = decimal.NewFromBigInt(big.NewInt(math.MinInt64), 0)
)

var (
	errExponent = errors.New("the number is out of range: its exponent is beyond 64")
	errDigits   = errors.New("the number is out of range: it has more than 38 digits")
)

// CheckDecimal reports a decimal that is out of range: one whose exponent is below -64 or above 64, or whose coefficient is beyond
// 2^127, which is about 38 digits. It takes the same short time for every decimal.
func CheckDecimal(d decimal.Decimal) error { return saneDecimal(d) }

func saneDecimal(d decimal.Decimal) error {
	if e := d.Exponent(); e < -maxExponent || e > maxExponent {
		return errExponent
	}
	if !within(d, minShort, maxShort) && !within(d, minCoefficient, maxCoefficient) {
		return errDigits
	}
	return nil
}

// within compares coefficients only.
func within(d, low, high decimal.Decimal) bool {
	e := d.Exponent()
	return d.Cmp(high.Shift(e)) <= 0 && d.Cmp(low.Shift(e)) >= 0
}

// coefficient reads the coefficient of a decimal. It reports false for one that is not sane.
func coefficient(d decimal.Decimal) (int128, bool) {
	switch e := d.Exponent(); {
	case e < -maxExponent || e > maxExponent:
		return int128{}, false
	case within(d, minShort, maxShort):
		return int128Of(d.CoefficientInt64()), true
	case within(d, minCoefficient, maxCoefficient):
		return int128OfBig(d.Coefficient())
	}
	return int128{}, false
}

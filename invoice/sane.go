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

// boundsOf are bounds of coefficients, by exponent.
type boundsOf [2*maxExponent + 1]struct{ low, high decimal.Decimal }

// The bounds stand there with every exponent that is taken, so that a decimal is compared with the one that has its own: that compares
// coefficients by length and multiplies nothing out.
var (
	short = newBounds(big.NewInt(math.MinInt64), big.NewInt(math.MaxInt64))
	long  = newBounds(int128{math.MinInt64, 1}.big(), int128{math.MaxInt64, math.MaxUint64}.big())
)

func newBounds(low, high *big.Int) (b boundsOf) {
	for i := range b {
		b[i].low, b[i].high = decimal.NewFromBigInt(low, int32(i-maxExponent)), decimal.NewFromBigInt(high, int32(i-maxExponent))
	}
	return b
}

// hold reports whether the coefficient of a decimal, whose exponent is taken, is within the bounds.
func (b *boundsOf) hold(d decimal.Decimal) bool {
	at := &b[d.Exponent()+maxExponent]
	if d.Sign() < 0 {
		return d.Cmp(at.low) >= 0
	}
	return d.Cmp(at.high) <= 0
}

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
	if !short.hold(d) && !long.hold(d) {
		return errDigits
	}
	return nil
}

// coefficient reads the coefficient of a decimal. It reports false for one that is not sane.
func coefficient(d decimal.Decimal) (int128, bool) {
	switch e := d.Exponent(); {
	case e < -maxExponent || e > maxExponent:
		return int128{}, false
	case short.hold(d):
		return int128Of(d.CoefficientInt64()), true
	case long.hold(d):
		return int128OfBig(d.Coefficient())
	}
	return int128{}, false
}

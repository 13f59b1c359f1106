package invoice

import (
	"math/big"

	"github.com/shopspring/decimal"
)

// maxDecimals is the largest number of decimals of a number.
const maxDecimals = 38

// number is a decimal number in 128 bits, coef / 10^scale: what amounts and quantities have in common. The zero value is 0. It is a
// value without pointers, since runs hold millions of them. The magnitude of a coefficient is below 2^127, so that each has a negative.
type number struct {
	coef  int128
	scale uint8
}

// numberOf reports false for a decimal that does not fit. It keeps trailing zeros, and multiplies positive exponents out.
func numberOf(d decimal.Decimal) (number, bool) {
	c, ok := coefficient(d)
	if !ok {
		return number{}, false
	}
	return scaledNumber(c, d.Exponent())
}

// scaledNumber is c × 10^exponent. Trailing zeros are given up only where there are more decimals than fit.
func scaledNumber(c int128, exponent int32) (number, bool) {
	if c == (int128{}) {
		return number{scale: uint8(min(max(0, -int64(exponent)), maxDecimals))}, true
	}
	for ; exponent < -maxDecimals; exponent++ {
		q, rest := c.quoRem(10)
		if rest != 0 {
			return number{}, false
		}
		c = q
	}
	if exponent > 0 {
		var ok bool
		if exponent > maxDecimals {
			return number{}, false
		}
		if c, ok = c.mul(tens128[exponent]); !ok {
			return number{}, false
		}
		exponent = 0
	}
	_, ok := c.neg()
	return number{c, uint8(-exponent)}, ok
}

func (n number) decimal() decimal.Decimal {
	if c, ok := n.coef.int64(); ok {
		return decimal.New(c, -int32(n.scale))
	}
	return decimal.NewFromBigInt(n.coef.big(), -int32(n.scale))
}

func (n number) cmp(m number) int {
	if n.scale > m.scale {
		return -m.cmp(n)
	}
	c, ok := n.coef.mul(tens128[m.scale-n.scale])
	if !ok { // n is larger than any number of the scale of m
		return n.coef.sign()
	}
	return c.cmp(m.coef)
}

// add has as many decimals as the longer of its terms, fewer where that is what fits.
func (n number) add(m number) (number, bool) {
	if n.scale > m.scale {
		n, m = m, n
	}
	if c, ok := n.coef.mul(tens128[m.scale-n.scale]); ok {
		if s, ok := c.add(m.coef); ok {
			return number{s, m.scale}.checked()
		}
	}
	return n.addLong(m)
}

// addLong adds where the sum has more digits than fit, and looks for trailing zeros.
func (n number) addLong(m number) (number, bool) {
	s := n.coef.big()
	s.Mul(s, tens128[m.scale-n.scale].big()).Add(s, m.coef.big())
	for scale, ten, rest := m.scale, big.NewInt(10), new(big.Int); ; scale-- {
		if c, ok := int128OfBig(s); ok {
			return number{c, scale}.checked()
		}
		if s.QuoRem(s, ten, rest); rest.Sign() != 0 || scale == 0 {
			return number{}, false
		}
	}
}

// checked refuses the one coefficient without a negative.
func (n number) checked() (number, bool) {
	_, ok := n.coef.neg()
	return n, ok
}

// rounded has at most that many decimals; what is dropped is rounded half away from zero.
func (n number) rounded(decimals uint8) number {
	if decimals >= n.scale {
		return n
	}
	drop := n.scale - decimals
	if drop > 19 { // the digits below the last nineteen that are dropped decide nothing
		n.coef, _ = n.coef.quoRem(tens[19])
		drop -= 19
	}
	q, rest := n.coef.quoRem(tens[drop])
	if rest >= tens[drop]-rest {
		q, _ = q.add(int128Of(int64(n.coef.sign())))
	}
	return number{q, decimals}
}

package invoice

import (
	"math"
	"math/bits"

	"github.com/shopspring/decimal"
)

// order is how a value may compare with a literal.
type order uint8

const (
	less order = 1 << iota
	equal
	greater
)

// order returns when the comparison holds: never for an operator that is none.
func (o Op) order() order {
	switch o {
	case Equal:
		return equal
	case NotEqual:
		return less | greater
	case Less:
		return less
	case LessOrEqual:
		return less | equal
	case Greater:
		return greater
	case GreaterOrEqual:
		return greater | equal
	}
	return 0
}

// has takes the outcome of a comparison: -1, 0 or +1.
func (o order) has(outcome int) bool { return o>>uint(outcome+1)&1 != 0 }

// comparison is a test of numbers against a literal. For every exponent that is in use it knows between which coefficients a number
// passes, so that 1000.00 is compared with 1000 or 999.999 as one integer is with two, whatever the scale of either.
type comparison struct {
	order   order
	literal decimal.Decimal
	between []interval // by exponent, from minScale; nil for a literal of more than smallDigits digits
}

// interval is the integers from first through last; none where last is less.
type interval struct{ first, last int64 }

const (
	smallDigits = 18  // numbers of so many digits fit an int64 with room to spare
	minScale    = -16 // what division leaves
	maxScale    = 9   // of round floats

	smallest = 1_000_000_000_000_000_000 // the smallest number of more than smallDigits digits
)

func newComparison(op Op, literal decimal.Decimal) *comparison {
	c := &comparison{order: op.order(), literal: literal}
	if literal.NumDigits() <= smallDigits {
		for e := int64(minScale); e <= maxScale; e++ {
			below, above := around(literal.CoefficientInt64(), int64(literal.Exponent())-e)
			c.between = append(c.between, c.order.interval(below, above))
		}
	}
	return c
}

// around returns the integers next to c × 10^shift, which are one and the same if that is an integer. What is beyond all small numbers
// is returned as something that is, too.
func around(c, shift int64) (below, above int64) {
	const beyond = 1 << 62
	if shift >= 0 {
		hi, lo := bits.Mul64(magnitude(c), uint64(powersOfTen[min(shift, smallDigits)]))
		if hi != 0 || lo > beyond {
			lo = beyond
		}
		return signed(lo, c < 0), signed(lo, c < 0)
	}
	power := powersOfTen[min(-shift, smallDigits)]
	below, above = c/power, c/power
	switch r := c % power; {
	case r < 0:
		below--
	case r > 0:
		above++
	}
	return below, above
}

// interval returns the integers that compare so with what is between below and above, or is both. The order is not less or greater.
func (o order) interval(below, above int64) interval {
	i := interval{below + 1, above - 1}
	switch {
	case o&less != 0:
		i.first = math.MinInt64
	case o&equal != 0:
		i.first = above
	}
	switch {
	case o&greater != 0:
		i.last = math.MaxInt64
	case o&equal != 0:
		i.last = below
	}
	return i
}

// holdsAmount is holds for the number of an amount.
func (c *comparison) holdsAmount(a *Amount) bool {
	if i := -int(a.scale) - minScale; i >= 0 && i < len(c.between) {
		if x, fits := a.coef.int64(); fits && x > -smallest && x < smallest {
			return c.between[i].first <= x && x <= c.between[i].last
		}
	}
	return !a.bad() && c.order.has(compareDecimals(a.Decimal(), c.literal))
}

func (c *comparison) holds(d decimal.Decimal) bool {
	if i := int64(d.Exponent()) - minScale; uint64(i) < uint64(len(c.between)) && d.NumDigits() <= smallDigits {
		x := d.CoefficientInt64()
		return c.between[i].first <= x && x <= c.between[i].last
	}
	return c.order.has(compareDecimals(d, c.literal))
}

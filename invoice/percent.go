package invoice

import (
	"cmp"
	"errors"
	"fmt"
	"math"

	"github.com/shopspring/decimal"
)

// Percent is an exact part of a whole: a percentage such as 60 or 33.34, or a ratio such as 1/3, which no percentage can write. The
// zero value is 0. It may be negative or above the whole, so that such a share can be reported. It is a value without pointers.
//
// A Percent may also stand for something that did not fit, so that making one needs no error; Err tells. Such a percent counts as 0.
//
// Compare percents with Equal: == takes 1/2, 50 and 50.0 for different.
type Percent struct {
	num   int64 // of the percentage, in units of its last decimal, or of the ratio
	den   int64 // of the ratio
	scale uint8 // the decimals of the percentage
	kind  percentKind
}

type percentKind uint8

const (
	percentage percentKind = iota
	ratio
	badPercentage
	badRatio // num and den are what was handed in
)

// maxPercentScale is the most decimals of a percentage: 100 × 10^17 is the largest such denominator in 64 bits.
const maxPercentScale = 17

// percentDecimals is how many decimals the percentage of a ratio is rounded to.
const percentDecimals = 16

var errPercentRange = errors.New("the percentage is out of range")

// NewPercent makes a percentage: 60 is 60/100 of the whole. The decimals of d are kept, also those that are zero. NewPercent never
// fails and takes a short time for every decimal: see Err for what becomes of one with more than 18 digits or 17 decimals.
func NewPercent(d decimal.Decimal) Percent {
	n, ok := numberOf(d)
	return percentOf(n, ok)
}

func percentOf(n number, ok bool) Percent {
	for ok && n.scale > maxPercentScale {
		q, rest := n.coef.quoRem(10)
		n.coef, n.scale, ok = q, n.scale-1, rest == 0
	}
	c, fits := n.coef.int64()
	if !ok || !fits {
		return Percent{kind: badPercentage}
	}
	return Percent{num: c, scale: n.scale}
}

// NewRatio makes a ratio: NewRatio(1, 3) is a third of the whole. It is kept as it is, not reduced. See Err for what becomes of one
// whose denominator is not above zero.
func NewRatio(num, den int64) Percent {
	p := Percent{num: num, den: den, kind: ratio}
	if den <= 0 {
		p.kind = badRatio
	}
	return p
}

// fraction returns the part of the whole, not reduced, so that percentages with the same decimals have the same denominator.
func (p Percent) fraction() (num int64, den uint64) {
	switch p.kind {
	case percentage:
		return p.num, 100 * tens[p.scale]
	case ratio:
		return p.num, uint64(p.den)
	}
	return 0, 1
}

// Err returns an error for a percentage that is out of range or a ratio whose denominator is not above zero, else nil.
func (p Percent) Err() error {
	switch p.kind {
	case badPercentage:
		return errPercentRange
	case badRatio:
		return fmt.Errorf("the denominator of %s is not above zero", p)
	}
	return nil
}

// Decimal returns the percentage, 60 for 60/100. One of a ratio is rounded half away from zero to 16 decimals where it has more.
func (p Percent) Decimal() decimal.Decimal {
	if p.kind == percentage {
		return decimal.New(p.num, -int32(p.scale))
	}
	q := p.part().scaled(100, 1)
	k, finite := q.places()
	if !finite || k > percentDecimals {
		k = percentDecimals
	}
	c, r, _ := q.shifted(k).split()
	if r >= justHalf {
		c, _ = c.add(int128Of(int64(q.sign())))
	}
	return number{c, uint8(k)}.decimal()
}

// Sign returns -1, 0 or 1.
func (p Percent) Sign() int {
	n, _ := p.fraction()
	return cmp.Compare(n, 0)
}

// IsZero reports whether it is no part of the whole at all.
func (p Percent) IsZero() bool { return p.Sign() == 0 }

// Equal reports whether p and q are the same part: 1/2 equals 50, and 50.0. What is out of range equals no percent that is not.
func (p Percent) Equal(q Percent) bool { return p.Compare(q) == 0 }

// Compare orders by the part of the whole, exactly; it returns -1, 0 or 1. What is out of range comes last.
func (p Percent) Compare(q Percent) int {
	if a, b := p.kind >= badPercentage, q.kind >= badPercentage; a || b {
		switch {
		case a && b:
			return 0
		case a:
			return 1
		}
		return -1
	}
	return p.part().cmp(q.part())
}

// part is the part of the whole.
func (p Percent) part() exact {
	n, den := p.fraction()
	return exactRatio(int128Of(n), den)
}

// sumPercents is the part of the whole that the percents total; those that are out of range count as 0.
func sumPercents(ps []Percent) exact {
	var sum exact
	for _, p := range ps {
		sum = sum.add(p.part())
	}
	return sum
}

// totalIsWhole reports whether the percents total the whole, exactly.
func totalIsWhole(ps []Percent) bool { return sumPercents(ps).cmp(exactInt(1)) == 0 }

// totalPercent is what the percents total: a percentage where one writes it, else a ratio; out of range where neither fits.
func totalPercent(ps []Percent) Percent {
	sum := sumPercents(ps)
	hundredfold := sum.scaled(100, 1)
	if k, finite := hundredfold.places(); finite {
		c, _, ok := hundredfold.shifted(k).split()
		return percentOf(number{c, uint8(k)}, ok)
	}
	num, ok := sum.num.int64()
	if sum.big != nil || !ok || sum.den > math.MaxInt64 {
		return Percent{kind: badPercentage}
	}
	g := gcd64(sum.den, magnitude(num))
	return NewRatio(num/int64(g), int64(sum.den/g))
}

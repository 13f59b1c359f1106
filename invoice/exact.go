package invoice

import (
	"math"
	"math/big"
	"math/bits"
)

// exact is an exact rational number, most often an amount in minor units on its way to being rounded: what a draft bills is worked out
// exactly and rounded once, wherever the rules want it, and a third of 100.00 is not 33.33 before that.
//
// The number is num / den; a den of 0 counts as 1, so that the zero value is 0, and 1 is never stored. Both are kept in machine words
// because every amount of a run goes through here: with like denominators, which is nearly always, a sum is one addition of 128 bits.
// Denominators are the powers of ten, the percentages and the ratios of the input and so stay small. Where they do not, or a numerator
// does not fit, big holds the number instead: slower, and as right. It is never shared with anything that writes to it.
type exact struct {
	num int128
	den uint64
	big *big.Rat
}

// remainder is what a division leaves, compared with half the divisor.
type remainder uint8

const (
	noRemainder remainder = iota
	belowHalf
	justHalf
	aboveHalf
)

func exactInt(n int64) exact { return exact{num: int128Of(n)} }

// exactRatio is num / den, not reduced.
func exactRatio(num int128, den uint64) exact {
	if den == 1 {
		den = 0
	}
	return exact{num: num, den: den}
}

// exactOf is the amount in minor units of a currency with that many decimals. An amount that is out of range is 0.
func exactOf(a Amount, decimals int32) exact { return exactNumber(a.number(), decimals) }

// exactQuantity is the quantity in units of the last of that many decimals. One that is absent or out of range is 0.
func exactQuantity(q Quantity, decimals int32) exact { return exactNumber(q.number(), decimals) }

// exactNumber is n × 10^decimals. The denominator is a power of ten without those that trailing zeros make superfluous.
func exactNumber(n number, decimals int32) exact {
	k := int32(n.scale) - decimals
	if k == 0 {
		return exact{num: n.coef}
	}
	for k > 0 {
		q, r := n.coef.quoRem(10)
		if r != 0 {
			break
		}
		n.coef, k = q, k-1
	}
	if k > 0 && int(k) < len(tens) {
		return exactRatio(n.coef, tens[k])
	}
	return exact{num: n.coef}.shifted(-k)
}

func (e exact) denom() uint64 { return max(e.den, 1) }

func (e exact) sign() int {
	if e.big != nil {
		return e.big.Sign()
	}
	return e.num.sign()
}

func (e exact) isInt() bool {
	if e.big != nil {
		return e.big.IsInt()
	}
	_, r := e.num.quoRem(e.denom())
	return r == 0
}

func (e exact) neg() exact {
	if e.big == nil {
		if n, ok := e.num.neg(); ok {
			return exact{num: n, den: e.den}
		}
	}
	return exactRat(new(big.Rat).Neg(e.rat()))
}

func (e exact) abs() exact {
	if e.sign() < 0 {
		return e.neg()
	}
	return e
}

func (e exact) add(f exact) exact {
	if e.big == nil && f.big == nil {
		if e.den != f.den {
			return e.addUnlike(f)
		}
		if n, ok := e.num.add(f.num); ok {
			return exact{num: n, den: e.den}
		}
	}
	return e.addBig(f)
}

func (e exact) sub(f exact) exact { return e.add(f.neg()) }

// addUnlike brings both to the least common denominator.
func (e exact) addUnlike(f exact) exact {
	d1, d2 := e.denom(), f.denom()
	g := gcd64(d1, d2)
	over, den := bits.Mul64(d1, d2/g)
	n1, ok1 := e.num.mul64(d2 / g)
	n2, ok2 := f.num.mul64(d1 / g)
	n, ok := n1.add(n2)
	if over != 0 || !ok1 || !ok2 || !ok {
		return e.addBig(f)
	}
	return exactRatio(n, den)
}

func gcd64(a, b uint64) uint64 {
	for b != 0 {
		a, b = b, a%b
	}
	return a
}

func (e exact) cmp(f exact) int {
	if e.big != nil || f.big != nil {
		return e.rat().Cmp(f.rat())
	}
	if e.den == f.den {
		return e.num.cmp(f.num)
	}
	s := e.sign()
	if t := f.sign(); s != t {
		if s < t {
			return -1
		}
		return 1
	}
	return s * cmpProducts(e.num, f.denom(), f.num, e.denom())
}

// cmpProducts compares the magnitudes of a × m and b × n, which are 192 bits long.
func cmpProducts(a int128, m uint64, b int128, n uint64) int {
	p, q := magnitude192(a, m), magnitude192(b, n)
	for i := range p {
		if p[i] != q[i] {
			if p[i] < q[i] {
				return -1
			}
			return 1
		}
	}
	return 0
}

// magnitude192 is |a| × m, the high word first.
func magnitude192(a int128, m uint64) [3]uint64 {
	hi, lo := a.abs()
	mid, low := bits.Mul64(lo, m)
	top, cross := bits.Mul64(hi, m)
	mid, carry := bits.Add64(mid, cross, 0)
	return [3]uint64{top + carry, mid, low}
}

// times is the part p of the number.
func (e exact) times(p Percent) exact {
	n, den := p.fraction()
	return e.mul(magnitude(n), den, n < 0)
}

// scaled is the number times num / den. A den of 0 counts as 1.
func (e exact) scaled(num, den int64) exact {
	return e.mul(magnitude(num), max(magnitude(den), 1), num < 0 != (den < 0))
}

// mul multiplies by ±m / d. The same part of several amounts keeps the same denominator, so that their sum is quick; only denominators
// that grow long are reduced.
func (e exact) mul(m, d uint64, negative bool) exact {
	if e.big != nil {
		return e.mulBig(m, d, negative)
	}
	own, num := e.denom(), e.num
	if over, den := bits.Mul64(own, d); over != 0 || den > math.MaxUint32 {
		g := gcd64(own, m)
		own, m = own/g, m/g
		_, r := num.quoRem(d)
		h := gcd64(d, r)
		num, _ = num.quoRem(h)
		d /= h
	}
	over, den := bits.Mul64(own, d)
	n, ok := num.mul64(m)
	if negative && ok {
		n, ok = n.neg()
	}
	if !ok || over != 0 {
		return exact{num: num, den: own}.mulBig(m, d, negative)
	}
	return exactRatio(n, den)
}

// shifted is the number times 10^k.
func (e exact) shifted(k int32) exact {
	for k != 0 {
		step := max(-19, min(k, 19))
		if k -= step; step > 0 {
			e = e.mul(tens[step], 1, false)
		} else {
			e = e.mul(1, tens[-step], false)
		}
	}
	return e
}

package invoice

import (
	"encoding/binary"
	"math"
	"math/big"
	"math/bits"
)

// int128 is a whole number of 128 bits in two's complement. The zero value is 0. Where a result does not fit, the operation reports
// false and the number beside it means nothing; nothing allocates but the conversion to a big.Int.
type int128 struct {
	hi int64
	lo uint64
}

// tens are the powers of ten that fit an uint64, tens128 those that fit an int128.
var (
	tens = func() (p [20]uint64) {
		p[0] = 1
		for i := 1; i < len(p); i++ {
			p[i] = p[i-1] * 10
		}
		return p
	}()
	tens128 = func() (p [39]int128) {
		p[0] = int128{lo: 1}
		for i := 1; i < len(p); i++ {
			p[i], _ = p[i-1].mul64(10)
		}
		return p
	}()
)

func int128Of(n int64) int128 { return int128{n >> 63, uint64(n)} }

// signed128 gives a magnitude its sign.
func signed128(hi, lo uint64, negative bool) (int128, bool) {
	if !negative {
		return int128{int64(hi), lo}, hi <= math.MaxInt64
	}
	lo, borrow := bits.Sub64(0, lo, 0)
	hi, _ = bits.Sub64(0, hi, borrow)
	n := int128{int64(hi), lo}
	return n, n.hi < 0 || n == int128{}
}

// abs returns the magnitude, which always fits.
func (a int128) abs() (hi, lo uint64) {
	if a.hi >= 0 {
		return uint64(a.hi), a.lo
	}
	lo, borrow := bits.Sub64(0, a.lo, 0)
	hi, _ = bits.Sub64(0, uint64(a.hi), borrow)
	return hi, lo
}

func (a int128) sign() int {
	switch {
	case a.hi < 0:
		return -1
	case a == int128{}:
		return 0
	}
	return 1
}

func (a int128) cmp(b int128) int {
	switch {
	case a == b:
		return 0
	case a.hi < b.hi, a.hi == b.hi && a.lo < b.lo:
		return -1
	}
	return 1
}

func (a int128) neg() (int128, bool) {
	hi, lo := a.abs()
	return signed128(hi, lo, a.hi >= 0)
}

func (a int128) add(b int128) (int128, bool) {
	lo, carry := bits.Add64(a.lo, b.lo, 0)
	hi, _ := bits.Add64(uint64(a.hi), uint64(b.hi), carry)
	s := int128{int64(hi), lo}
	return s, a.hi^b.hi < 0 || a.hi^s.hi >= 0
}

func (a int128) sub(b int128) (int128, bool) {
	lo, borrow := bits.Sub64(a.lo, b.lo, 0)
	hi, _ := bits.Sub64(uint64(a.hi), uint64(b.hi), borrow)
	d := int128{int64(hi), lo}
	return d, a.hi^b.hi >= 0 || a.hi^d.hi >= 0
}

// mul64 multiplies by a magnitude of 64 bits.
func (a int128) mul64(m uint64) (int128, bool) {
	ahi, alo := a.abs()
	hi, lo := bits.Mul64(alo, m)
	over, cross := bits.Mul64(ahi, m)
	hi, carry := bits.Add64(hi, cross, 0)
	p, ok := signed128(hi, lo, a.hi < 0)
	return p, ok && over == 0 && carry == 0
}

func (a int128) mul(b int128) (int128, bool) {
	ahi, alo := a.abs()
	bhi, blo := b.abs()
	hi, lo := bits.Mul64(alo, blo)
	over1, cross1 := bits.Mul64(ahi, blo)
	over2, cross2 := bits.Mul64(alo, bhi)
	hi, carry := bits.Add64(hi, cross1|cross2, 0) // one of them is 0, or the product does not fit
	p, ok := signed128(hi, lo, a.hi < 0 != (b.hi < 0))
	return p, ok && over1|over2|carry == 0 && (ahi == 0 || bhi == 0)
}

// quoRem divides by d and truncates. The rest is a magnitude; its sign is that of the number. A d of 0 panics.
func (a int128) quoRem(d uint64) (q int128, rest uint64) {
	hi, lo := a.abs()
	var top uint64
	if hi == 0 {
		lo, rest = lo/d, lo%d
	} else {
		top, hi = hi/d, hi%d
		lo, rest = bits.Div64(hi, lo, d)
	}
	q, _ = signed128(top, lo, a.hi < 0)
	return q, rest
}

// int64 reports false for a number beyond 64 bits.
func (a int128) int64() (int64, bool) {
	n := int64(a.lo)
	return n, a.hi == n>>63
}

// digits counts the decimal digits; 0 has one.
func (a int128) digits() int {
	hi, lo := a.abs()
	if hi == 0 {
		return digits64(lo)
	}
	q, _ := bits.Div64(hi, lo, tens[19])
	return 19 + digits64(q)
}

func digits64(n uint64) int {
	d := bits.Len64(n|1) * 1233 >> 12 // the number of digits, or one less
	if n|1 >= tens[d] {
		d++
	}
	return d
}

func (a int128) big() *big.Int {
	hi, lo := a.abs()
	n := new(big.Int).SetUint64(hi)
	n.Lsh(n, 64).Or(n, new(big.Int).SetUint64(lo))
	if a.hi < 0 {
		n.Neg(n)
	}
	return n
}

func int128OfBig(n *big.Int) (int128, bool) {
	if n.BitLen() > 128 {
		return int128{}, false
	}
	var b [16]byte
	n.FillBytes(b[:])
	return signed128(binary.BigEndian.Uint64(b[:8]), binary.BigEndian.Uint64(b[8:]), n.Sign() < 0)
}

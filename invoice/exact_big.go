package invoice

import "math/big"

// rat is the number as a new big.Rat, or the one that holds it, which is not to be written to.
func (e exact) rat() *big.Rat {
	if e.big != nil {
		return e.big
	}
	return new(big.Rat).SetFrac(e.num.big(), new(big.Int).SetUint64(e.denom()))
}

// exactRat takes over r, and leaves it where the number fits machine words.
func exactRat(r *big.Rat) exact {
	if n, ok := int128OfBig(r.Num()); ok && r.Denom().IsUint64() {
		return exactRatio(n, r.Denom().Uint64())
	}
	return exact{big: r}
}

func (e exact) addBig(f exact) exact { return exactRat(new(big.Rat).Add(e.rat(), f.rat())) }

func (e exact) mulBig(m, d uint64, negative bool) exact {
	r := new(big.Rat).SetFrac(new(big.Int).SetUint64(m), new(big.Int).SetUint64(d))
	if negative {
		r.Neg(r)
	}
	return exactRat(r.Mul(r, e.rat()))
}

func splitBig(r *big.Rat) (int128, remainder, bool) {
	q, left := new(big.Int).QuoRem(r.Num(), r.Denom(), new(big.Int))
	n, ok := int128OfBig(q)
	if left.Sign() == 0 {
		return n, noRemainder, ok
	}
	return n, [...]remainder{belowHalf, justHalf, aboveHalf}[left.Abs(left).Lsh(left, 1).Cmp(r.Denom())+1], ok
}

// portion returns e × a ÷ b; b is not zero.
func (e exact) portion(a, b exact) exact {
	r := new(big.Rat).Mul(e.rat(), a.rat())
	return exactRat(r.Quo(r, b.rat()))
}

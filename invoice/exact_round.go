package invoice

import "math/big"

// split divides out: the whole number, truncated, and what is left of it. It reports false for a whole number beyond 128 bits.
func (e exact) split() (int128, remainder, bool) {
	if e.big != nil {
		return splitBig(e.big)
	}
	if e.den == 0 {
		return e.num, noRemainder, true
	}
	q, r := e.num.quoRem(e.den)
	switch over := e.den - r; {
	case r == 0:
		return q, noRemainder, true
	case r < over:
		return q, belowHalf, true
	case r == over:
		return q, justHalf, true
	}
	return q, aboveHalf, true
}

// bounded is the whole number q, one further from zero if up is true. It reports false beyond what one amount may be.
func (e exact) bounded(q int128, up, ok bool) (int64, bool) {
	n, fits := q.int64()
	if !ok || !fits || n < -maxMinor || n > maxMinor {
		return 0, false
	}
	if up {
		n += int64(e.sign())
	}
	return n, n >= -maxMinor && n <= maxMinor
}

// round rounds to a whole number. It reports false for one beyond ±10^17, which is no amount.
func (e exact) round(mode RoundingMode) (int64, bool) {
	q, r, ok := e.split()
	return e.bounded(q, r == aboveHalf || r == justHalf && (mode == HalfUp || q.lo&1 != 0), ok)
}

// away rounds away from zero, with the bounds of round.
func (e exact) away() (int64, bool) {
	q, r, ok := e.split()
	return e.bounded(q, r != noRemainder, ok)
}

// toward rounds toward zero, with the bounds of round.
func (e exact) toward() (int64, bool) {
	q, _, ok := e.split()
	return e.bounded(q, false, ok)
}

// nearestDecimals is how many decimals more than its currency an amount is given that has no end.
const nearestDecimals = 12

// amount is the amount of that many minor units. It has the decimals of the currency, and more where it takes more to write it exactly;
// if no number of them does, it is the nearest with twelve more, and amount reports false. Where even that does not fit it is an amount
// out of range.
func (e exact) amount(decimals int32, currency string) (Amount, bool) {
	if n, ok := e.written(decimals); ok {
		return amountOf(n, true, currency), true
	}
	q, r, ok := e.shifted(nearestDecimals).split()
	if r >= justHalf && ok {
		q, ok = q.add(int128Of(int64(e.sign())))
	}
	if !ok {
		return amountOf(number{}, false, currency), false
	}
	n, ok := scaledNumber(q, -decimals-nearestDecimals)
	return amountOf(n, ok, currency), false
}

// written is the number divided by 10^decimals, if it can be written.
func (e exact) written(decimals int32) (number, bool) {
	k, finite := e.places()
	if !finite {
		return number{}, false
	}
	shifted := e.shifted(k)
	for shifted.big != nil && k > -decimals && e.shifted(k-1).isInt() { // gives up trailing zeros only where they do not fit
		k--
		shifted = e.shifted(k)
	}
	q, _, ok := shifted.split()
	if !ok {
		return number{}, false
	}
	return scaledNumber(q, -decimals-k)
}

// places counts the decimals that it takes to write the number exactly. It reports false where no number of them does, or more than fit.
func (e exact) places() (int32, bool) {
	if e.big != nil {
		return placesBig(e.big.Denom())
	}
	if e.den == 0 {
		return 0, true
	}
	_, r := e.num.quoRem(e.den)
	for k, d := int32(0), e.den/gcd64(e.den, r); k <= maxDecimals; k++ {
		if d == 1 {
			return k, true
		}
		g := gcd64(d, 10)
		if g == 1 {
			break
		}
		d /= g
	}
	return 0, false
}

func placesBig(den *big.Int) (int32, bool) {
	power, ten, r := big.NewInt(1), big.NewInt(10), new(big.Int)
	for k := range int32(maxDecimals + 1) {
		if r.Rem(power, den); r.Sign() == 0 {
			return k, true
		}
		power.Mul(power, ten)
	}
	return 0, false
}

// small returns a whole number, and whether it is one, within the bounds of round.
func (e exact) small() (n int64, ok bool) {
	if !e.isInt() {
		return 0, false
	}
	return e.toward()
}

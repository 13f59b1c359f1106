package invoice

import (
	"math/big"
	"testing"

	"github.com/shopspring/decimal"
	"pgregory.net/rapid"
)

func anyNumber() *rapid.Generator[number] {
	return rapid.Custom(func(t *rapid.T) number {
		c := any128().Filter(func(c int128) bool { _, ok := c.neg(); return ok }).Draw(t, "coef")
		return number{c, uint8(rapid.OneOf(rapid.IntRange(0, 4), rapid.IntRange(0, maxDecimals)).Draw(t, "scale"))}
	})
}

func pow10(k int) *big.Int { return new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(k)), nil) }

func (n number) ratForTest() *big.Rat { return new(big.Rat).SetFrac(n.coef.big(), pow10(int(n.scale))) }

// representable is whether some number of decimals writes r in 127 bits, by trying them all.
func representable(r *big.Rat) bool {
	for k := range maxDecimals + 1 {
		p := new(big.Rat).Mul(r, new(big.Rat).SetInt(pow10(k)))
		if p.IsInt() {
			return p.Num().BitLen() <= 127
		}
	}
	return false
}

func TestNumbersOfDecimalsAreTheSameNumber(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := decimal.NewFromBigInt(any128().Draw(t, "coef").big(), rapid.OneOf(rapid.Int32Range(-64, 64), rapid.Int32Range(-4, 4)).Draw(t, "exp"))
		n, ok := numberOf(d)
		if fits := representable(d.Rat()) && saneDecimal(d) == nil; ok != fits {
			t.Fatalf("%v: fits %v", d, ok)
		}
		if ok && !n.decimal().Equal(d) {
			t.Fatalf("%v became %v", d, n)
		}
		if e := d.Exponent(); ok && e <= 0 && e >= -maxDecimals && int32(n.scale) != -e {
			t.Fatalf("%d decimals of %d", n.scale, -e)
		}
	})
}

func TestSumsOfNumbersAreExactWhereTheyFit(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := anyNumber().Draw(t, "a"), anyNumber().Draw(t, "b")
		want := new(big.Rat).Add(a.ratForTest(), b.ratForTest())
		got, ok := a.add(b)
		if ok != representable(want) {
			t.Fatalf("fits %v: %v", ok, want)
		}
		if ok && got.ratForTest().Cmp(want) != 0 {
			t.Fatalf("got %v, want %v", got, want)
		}
	})
}

func TestNumbersAreOrderedAsRationals(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := anyNumber().Draw(t, "a"), anyNumber().Draw(t, "b")
		if got, want := a.cmp(b), a.ratForTest().Cmp(b.ratForTest()); got != want {
			t.Fatalf("got %d, want %d", got, want)
		}
		if c, ok := scaledNumber(a.coef, -int32(a.scale)-1); ok && a.cmp(c) != a.ratForTest().Cmp(c.ratForTest()) {
			t.Fatalf("%v and %v", a, c)
		}
	})
}

func TestNumbersAreReadAsTheyAreWritten(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := anyNumber().Draw(t, "n")
		if m, err := parseNumber(n.String()); err != nil || m != n {
			t.Fatalf("%v was read as %v, %v", n, m, err)
		}
		if d := n.decimal(); d.StringFixed(-d.Exponent()) != n.String() {
			t.Fatalf("%v is not %v", n, d)
		}
	})
}

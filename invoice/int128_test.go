package invoice

import (
	"math"
	"math/big"
	"testing"

	"pgregory.net/rapid"
)

var edges128 = []int128{
	{}, {lo: 1}, {-1, math.MaxUint64}, {lo: math.MaxInt64}, {lo: 1 << 63}, {lo: math.MaxUint64}, {hi: 1}, {hi: -1}, {hi: -1, lo: 1},
	{math.MaxInt64, math.MaxUint64}, {math.MaxInt64, math.MaxUint64 - 1}, {math.MinInt64, 0}, {math.MinInt64, 1}, {lo: 10_000_000_000_000_000_000},
}

// any128 draws numbers of all lengths, and the edges often.
func any128() *rapid.Generator[int128] {
	return rapid.OneOf(rapid.SampledFrom(edges128), rapid.Custom(func(t *rapid.T) int128 {
		n := new(big.Int).SetUint64(rapid.Uint64().Draw(t, "hi"))
		n.Lsh(n, 64).Or(n, new(big.Int).SetUint64(rapid.Uint64().Draw(t, "lo")))
		n.Rsh(n, uint(rapid.IntRange(1, 127).Draw(t, "shorter")))
		if rapid.Bool().Draw(t, "negative") {
			n.Neg(n)
		}
		c, _ := int128OfBig(n)
		return c
	}), rapid.Map(rapid.Int64(), int128Of))
}

func big64(n uint64) *big.Int { return new(big.Int).SetUint64(n) }

// fits128 is written without the code under test.
func fits128(n *big.Int) bool {
	limit := new(big.Int).Lsh(big.NewInt(1), 127)
	return n.Cmp(limit) < 0 && n.Cmp(limit.Neg(limit)) >= 0
}

func sameAsBig(t *rapid.T, what string, got int128, ok bool, want *big.Int) {
	t.Helper()
	if ok != fits128(want) {
		t.Fatalf("%s: fits %v, but the result is %v", what, ok, want)
	}
	if ok && got.big().Cmp(want) != 0 {
		t.Fatalf("%s: got %v, want %v", what, got.big(), want)
	}
}

func TestArithmeticIn128BitsIsThatOfBigInts(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := any128().Draw(t, "a"), any128().Draw(t, "b")
		m := rapid.OneOf(rapid.Uint64(), rapid.SampledFrom(tens[:])).Draw(t, "m")
		x, y := a.big(), b.big()

		s, ok := a.add(b)
		sameAsBig(t, "add", s, ok, new(big.Int).Add(x, y))
		s, ok = a.sub(b)
		sameAsBig(t, "sub", s, ok, new(big.Int).Sub(x, y))
		s, ok = a.neg()
		sameAsBig(t, "neg", s, ok, new(big.Int).Neg(x))
		s, ok = a.mul64(m)
		sameAsBig(t, "mul64", s, ok, new(big.Int).Mul(x, big64(m)))
		s, ok = a.mul(b)
		sameAsBig(t, "mul", s, ok, new(big.Int).Mul(x, y))

		if a.cmp(b) != x.Cmp(y) || a.sign() != x.Sign() {
			t.Fatalf("cmp %d, sign %d", a.cmp(b), a.sign())
		}
		if n, ok := a.int64(); ok != x.IsInt64() || ok && n != x.Int64() {
			t.Fatalf("int64 %d %v of %v", n, ok, x)
		}
		if got, want := a.digits(), len(new(big.Int).Abs(x).String()); got != want {
			t.Fatalf("%d digits, not %d", got, want)
		}
		if got := string(a.appendMagnitude(nil)); got != new(big.Int).Abs(x).String() {
			t.Fatalf("%v is written %s", x, got)
		}
	})
}

func TestProductsThatCarryBeyond128BitsDoNotFit(t *testing.T) {
	a := int128{0x5555555555555555, math.MaxUint64}
	if p, ok := a.mul64(3); ok {
		t.Error(p.big())
	}
	if p, ok := a.mul(int128Of(-3)); ok {
		t.Error(p.big())
	}
	if p, ok := int128Of(3).mul(a); ok {
		t.Error(p.big())
	}
}

func TestDivisionIn128BitsTruncates(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a := any128().Draw(t, "a")
		d := rapid.OneOf(rapid.Uint64Min(1), rapid.Uint64Range(1, 1000), rapid.SampledFrom(tens[:])).Draw(t, "d")
		q, r := a.quoRem(d)
		wantQ, wantR := new(big.Int).QuoRem(a.big(), big64(d), new(big.Int))
		if q.big().Cmp(wantQ) != 0 || big64(r).CmpAbs(wantR) != 0 {
			t.Fatalf("got %v rest %d, want %v rest %v", q.big(), r, wantQ, wantR)
		}
	})
}

func TestBigIntsOf128BitsComeBack(t *testing.T) {
	for _, a := range edges128 {
		if b, ok := int128OfBig(a.big()); !ok || a != b {
			t.Errorf("%v came back as %v", a.big(), b.big())
		}
	}
	for _, s := range []string{"170141183460469231731687303715884105728", "-170141183460469231731687303715884105729"} {
		n, _ := new(big.Int).SetString(s, 10)
		if _, ok := int128OfBig(n); ok {
			t.Errorf("%s fits", s)
		}
	}
	if got := (int128{math.MinInt64, 0}).big().String(); got != "-170141183460469231731687303715884105728" {
		t.Errorf("the smallest is %s", got)
	}
}

func TestPowersOfTen(t *testing.T) {
	for i, p := range tens128 {
		want := new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(i)), nil)
		if p.big().Cmp(want) != 0 || p.digits() != i+1 || i < len(tens) && big64(tens[i]).Cmp(want) != 0 {
			t.Errorf("10^%d is %v", i, p.big())
		}
	}
	nines := uint64(0)
	for i := 1; i < len(tens); i++ {
		if nines = nines*10 + 9; digits64(nines) != i {
			t.Errorf("%d has %d digits", nines, digits64(nines))
		}
	}
}

package invoice

import (
	"math"
	"math/big"
	"testing"

	"pgregory.net/rapid"
)

// exactCase is a number with the rational that it must be.
type exactCase struct {
	e exact
	r *big.Rat
}

// anyExact draws numbers of all lengths: usual amounts, parts of them, and those that only big numbers hold.
func anyExact() *rapid.Generator[exactCase] {
	usual := rapid.Custom(func(t *rapid.T) exactCase {
		n, den := rapid.Int64Range(-1e7, 1e7).Draw(t, "num"), rapid.SampledFrom([]uint64{1, 2, 3, 7, 10, 100, 10000}).Draw(t, "den")
		return exactCase{exactRatio(int128Of(n), den), big.NewRat(n, int64(den))}
	})
	long := rapid.Custom(func(t *rapid.T) exactCase {
		n, den := any128().Draw(t, "num"), rapid.OneOf(rapid.Uint64Min(1), rapid.SampledFrom(tens[:])).Draw(t, "den")
		return exactCase{exactRatio(n, den), new(big.Rat).SetFrac(n.big(), big64(den))}
	})
	huge := rapid.Custom(func(t *rapid.T) exactCase {
		c := long.Draw(t, "long")
		f := new(big.Rat).SetFrac(pow10(rapid.IntRange(0, 60).Draw(t, "up")), pow10(rapid.IntRange(0, 60).Draw(t, "down")))
		r := f.Mul(f, c.r)
		return exactCase{exactRat(new(big.Rat).Set(r)), r}
	})
	return rapid.OneOf(usual, usual, long, huge)
}

func (c exactCase) check(t *rapid.T, what string, got exact, want *big.Rat) {
	t.Helper()
	if got.rat().Cmp(want) != 0 {
		t.Fatalf("%s: got %v, want %v", what, got.rat(), want)
	}
	if got.den == 1 || got.big != nil && exactRat(got.big).big == nil {
		t.Fatalf("%s: %v is kept as %+v", what, want, got)
	}
}

func TestExactArithmeticIsThatOfRationals(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := anyExact().Draw(t, "a"), anyExact().Draw(t, "b")
		ra, rb := new(big.Rat).Set(a.r), new(big.Rat).Set(b.r)
		p := anyPercent().Draw(t, "p")
		num, den := rapid.Int64().Draw(t, "num"), rapid.Int64().Filter(func(n int64) bool { return n != 0 }).Draw(t, "den")
		k := rapid.Int32Range(-70, 70).Draw(t, "k")

		a.check(t, "add", a.e.add(b.e), new(big.Rat).Add(ra, rb))
		a.check(t, "sub", a.e.sub(b.e), new(big.Rat).Sub(ra, rb))
		a.check(t, "neg", a.e.neg(), new(big.Rat).Neg(ra))
		a.check(t, "abs", a.e.abs(), new(big.Rat).Abs(ra))
		a.check(t, "times", a.e.times(p), new(big.Rat).Mul(ra, ratOfText(p.String())))
		a.check(t, "scaled", a.e.scaled(num, den), new(big.Rat).Mul(ra, big.NewRat(num, den)))
		power := new(big.Rat).SetInt(pow10(int(max(k, -k))))
		if k < 0 {
			power.Inv(power)
		}
		a.check(t, "shifted", a.e.shifted(k), power.Mul(power, ra))
		if a.e.cmp(b.e) != ra.Cmp(rb) || a.e.sign() != ra.Sign() || a.e.isInt() != ra.IsInt() {
			t.Fatalf("cmp %d, sign %d, isInt %v", a.e.cmp(b.e), a.e.sign(), a.e.isInt())
		}
		a.check(t, "what was added to", a.e, a.r)
		a.check(t, "what was added", b.e, b.r)
		if a.r.Cmp(ra) != 0 || b.r.Cmp(rb) != 0 {
			t.Fatal("an operand was written to")
		}
	})
}

func TestOrderOfNumbersThatCarry(t *testing.T) {
	long, short := exactRatio(int128{0x5555555555555555, math.MaxUint64}, 2), exactRatio(int128{hi: 1}, 3)
	if long.cmp(short) != 1 || short.cmp(long) != -1 || long.neg().cmp(short.neg()) != -1 {
		t.Error("the carry of a product is lost")
	}
}

func TestOnlyNumbersThatDoNotFitAreBig(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := anyExact().Draw(t, "a"), anyExact().Draw(t, "b")
		sum := a.e.add(b.e)
		if r := sum.rat(); sum.big != nil && fits128(r.Num()) && r.Denom().IsUint64() {
			t.Fatalf("%v is big", r)
		}
	})
}

// roundRat is the oracle of rounding, by floors: the distance to the lower whole number decides.
func roundRat(r *big.Rat, mode RoundingMode) *big.Int {
	double := new(big.Int).Lsh(r.Num(), 1)
	floor := new(big.Int).Div(r.Num(), r.Denom())
	left := double.Sub(double, new(big.Int).Mul(new(big.Int).Lsh(floor, 1), r.Denom())) // twice the rest
	c := left.Cmp(r.Denom())
	if c > 0 || c == 0 && (mode == HalfUp && r.Sign() > 0 || mode == HalfEven && floor.Bit(0) == 1) {
		floor.Add(floor, big.NewInt(1))
	}
	return floor
}

func TestRoundingIsThatOfRationals(t *testing.T) {
	limit := big.NewInt(maxMinor)
	rapid.Check(t, func(t *rapid.T) {
		c := anyExact().Draw(t, "c")
		floor := new(big.Int).Div(c.r.Num(), c.r.Denom())
		ceil := new(big.Int).Neg(new(big.Int).Div(new(big.Int).Neg(c.r.Num()), c.r.Denom()))
		toward, away := floor, ceil
		if c.r.Sign() < 0 {
			toward, away = ceil, floor
		}
		same := func(what string, want *big.Int, n int64, ok bool) {
			if ok != (want.CmpAbs(limit) <= 0) || ok && want.Cmp(big.NewInt(n)) != 0 {
				t.Fatalf("%s of %v: got %d %v, want %v", what, c.r, n, ok, want)
			}
		}
		n, ok := c.e.toward()
		same("toward", toward, n, ok)
		n, ok = c.e.away()
		same("away", away, n, ok)
		for _, mode := range []RoundingMode{HalfUp, HalfEven} {
			n, ok = c.e.round(mode)
			same("round", roundRat(c.r, mode), n, ok)
		}
	})
}

func TestRound(t *testing.T) {
	third := func(n int64) exact { return exactInt(n).scaled(1, 3) }
	half := func(n int64) exact { return exactInt(n).scaled(1, 2) }
	bigHalf := func(n int64) exact { return exact{big: big.NewRat(n, 2)} }
	tests := []struct {
		name                   string
		e                      exact
		up, even, away, toward int64
		ok                     bool
	}{
		{"zero", exact{}, 0, 0, 0, 0, true},
		{"a half", half(1), 1, 0, 1, 0, true},
		{"minus a half", half(-1), -1, 0, -1, 0, true},
		{"one and a half", half(3), 2, 2, 2, 1, true},
		{"minus one and a half", half(-3), -2, -2, -2, -1, true},
		{"two and a half", half(5), 3, 2, 3, 2, true},
		{"minus two and a half", half(-5), -3, -2, -3, -2, true},
		{"a big two and a half", bigHalf(5), 3, 2, 3, 2, true},
		{"minus a big half", bigHalf(-1), -1, 0, -1, 0, true},
		{"a third", third(1), 0, 0, 1, 0, true},
		{"minus two thirds", third(-2), -1, -1, -1, 0, true},
		{"the largest", exactInt(maxMinor), maxMinor, maxMinor, maxMinor, maxMinor, true},
		{"the smallest", exactInt(-maxMinor), -maxMinor, -maxMinor, -maxMinor, -maxMinor, true},
		{"a half less than the largest", exactInt(maxMinor).sub(half(1)), maxMinor, maxMinor, maxMinor, maxMinor - 1, true},
		{"one more", exactInt(maxMinor + 1), 0, 0, 0, 0, false},
		{"one less", exactInt(-maxMinor - 1), 0, 0, 0, 0, false},
		{"beyond 64 bits", exactInt(math.MaxInt64).scaled(math.MaxInt64, 1), 0, 0, 0, 0, false},
		{"beyond 128 bits", exactInt(1).shifted(60), 0, 0, 0, 0, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			up, ok1 := tt.e.round(HalfUp)
			even, ok2 := tt.e.round(HalfEven)
			away, ok3 := tt.e.away()
			toward, ok4 := tt.e.toward()
			if up != tt.up || even != tt.even || away != tt.away || toward != tt.toward {
				t.Errorf("up %d, even %d, away %d, toward %d", up, even, away, toward)
			}
			if ok1 != tt.ok || ok2 != tt.ok || ok3 != tt.ok || ok4 != tt.ok {
				t.Error(ok1, ok2, ok3, ok4)
			}
		})
	}
	most, _ := exactInt(maxMinor).add(half(1)).toward()
	if _, ok := exactInt(maxMinor).add(half(1)).round(HalfUp); ok || most != maxMinor {
		t.Error("half a unit more than the largest")
	}
	if n, ok := exactInt(maxMinor).add(half(1)).round(HalfEven); !ok || n != maxMinor {
		t.Error("half a unit more than the largest, to even")
	}
}

func TestAmountsInMinorUnitsAreExact(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n, decimals := anyNumber().Draw(t, "n"), rapid.Int32Range(0, 6).Draw(t, "decimals")
		want := new(big.Rat).Mul(n.ratForTest(), new(big.Rat).SetInt(pow10(int(decimals))))
		e := exactOf(amountOf(n, true, "EUR"), decimals)
		if e.rat().Cmp(want) != 0 || exactQuantity(quantityOfNumber(n, true), decimals).cmp(e) != 0 {
			t.Fatalf("%v: got %v, want %v", n, e.rat(), want)
		}
		if want.IsInt() && e.big == nil && e.den != 0 {
			t.Fatalf("%v: a whole number with a denominator of %d", n, e.den)
		}
		if a, ok := e.amount(decimals, "EUR"); !ok || !a.Equal(amountOf(n, true, "EUR")) {
			t.Fatalf("%v came back as %v", n, a)
		}
	})
}

func TestAmountIsExactOrTheNearest(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c, decimals := anyExact().Draw(t, "c"), rapid.Int32Range(0, 6).Draw(t, "decimals")
		value := new(big.Rat).Quo(c.r, new(big.Rat).SetInt(pow10(int(decimals))))
		a, ok := c.e.amount(decimals, "EUR")
		if ok != representable(value) {
			t.Fatalf("%v is exact: %v", value, ok)
		}
		if ok {
			if n := a.number(); n.ratForTest().Cmp(value) != 0 || int32(n.scale) < decimals && n.coef.digits() < 30 {
				t.Fatalf("%v became %v", value, a)
			}
			return
		}
		if want := value.FloatString(int(decimals) + 12); (a.Err() == nil || c.r.Num().BitLen() < 80) && a.String() != want+" EUR" && "-"+a.String() != want+" EUR" {
			t.Fatalf("%v became %v, not %s", value, a, want)
		}
	})
}

func TestAmountOfMinorUnits(t *testing.T) {
	tests := []struct {
		e    exact
		want string
		ok   bool
	}{
		{exact{}, "0.00 EUR", true},
		{exactInt(1250), "12.50 EUR", true},
		{exactInt(-5).scaled(1, 4), "-0.0125 EUR", true},
		{exactInt(100).times(NewRatio(1, 3)), "0.33333333333333 EUR", false},
		{exactInt(-200).times(NewRatio(1, 3)), "-0.66666666666667 EUR", false},
		{exactInt(3).scaled(1, 1<<40), "0.00000000000003 EUR", false},
		{exactInt(3).scaled(1, 1<<36), "0.00000000000043655745685100555419921875 EUR", true},
		{exactInt(3).scaled(1, 1<<37), "0.00000000000022 EUR", false},
		{exactInt(-5e18-1).shifted(19).add(exactInt(1)).scaled(1, 2e12), "-250000000000000000050000.00000000000000 EUR", false},
		{exactInt(5e18+1).shifted(19).add(exactInt(1)).scaled(1, 2e12), "250000000000000000050000.00000000000001 EUR", false},
		{exactInt(1).shifted(40), "100000000000000000000000000000000000000 EUR", true},
		{exactInt(1).shifted(41), "out of range", false},
		{exactInt(math.MaxInt64).shifted(12).scaled(1, 3).shifted(6), "out of range", false},
	}
	for _, tt := range tests {
		if a, ok := tt.e.amount(2, "EUR"); a.String() != tt.want || ok != tt.ok {
			t.Errorf("%v: got %v %v, want %s %v", tt.e.rat(), a, ok, tt.want, tt.ok)
		}
	}
}

func TestUsualSumsDoNotAllocate(t *testing.T) {
	a, b := amountFor(t, "1234.50 EUR"), amountFor(t, "0.125 EUR")
	third, share := NewRatio(1, 3), percentFor(t, "33.34")
	if n := testing.AllocsPerRun(100, func() {
		sum := exactOf(a, 2).add(exactOf(b, 2)).sub(exactInt(3))
		sum = sum.add(exactOf(a, 2).times(third)).add(sum.times(share)).scaled(7, 12)
		_, _ = sum.round(HalfEven)
		_, _ = sum.away()
		_, _ = sum.amount(2, "EUR")
		_ = sum.cmp(exactInt(1))
	}); n != 0 {
		t.Errorf("%v allocations", n)
	}
}

func BenchmarkExactSum(b *testing.B) {
	a := minor(123450, 2, "EUR")
	var sum exact
	for b.Loop() {
		sum = sum.add(exactOf(a, 2))
	}
}

package invoice

import (
	"math"
	"math/big"
	"testing"

	"github.com/shopspring/decimal"
)

func bigDecimal(base, exp int64, exponent int32) decimal.Decimal {
	return decimal.NewFromBigInt(new(big.Int).Exp(big.NewInt(base), big.NewInt(exp), nil), exponent)
}

func TestCheckDecimal(t *testing.T) {
	two127 := bigDecimal(2, 127, 0)
	one := decimal.NewFromInt(1)
	tests := []struct {
		name string
		d    decimal.Decimal
		want error
	}{
		{"zero", decimal.Decimal{}, nil},
		{"64", decimal.New(1, 64), nil},
		{"-64", decimal.New(-1, -64), nil},
		{"65", decimal.New(1, 65), errExponent},
		{"-65", decimal.New(1, -65), errExponent},
		{"a zero with an exponent", decimal.New(0, 1e8), errExponent},
		{"the largest exponent", decimal.New(1, math.MaxInt32), errExponent},
		{"the smallest exponent", decimal.New(1, math.MinInt32), errExponent},
		{"the largest of 64 bits", decimal.New(math.MaxInt64, -2), nil},
		{"the smallest of 64 bits", decimal.New(math.MinInt64, 64), nil},
		{"2^127 - 1", two127.Sub(one), nil},
		{"1 - 2^127", one.Sub(two127), nil},
		{"2^127", two127, errDigits},
		{"-2^127", two127.Neg(), errDigits},
		{"2^127 with decimals", two127.Shift(-20), errDigits},
		{"a million digits", bigDecimal(10, 1_000_000, -64), errDigits},
		{"a million digits and decimals", bigDecimal(10, 1_000_000, math.MinInt32), errExponent},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := CheckDecimal(tt.d); got != tt.want {
				t.Errorf("got %v, want %v", got, tt.want)
			}
		})
	}
}

func TestNoDecimalIsMultipliedOut(t *testing.T) {
	for _, exponent := range []int32{math.MinInt32, -1e8, -64, 0, 64, 1e8, math.MaxInt32} {
		for _, d := range []decimal.Decimal{decimal.New(15, exponent), bigDecimal(10, 1_000_000, exponent)} {
			if n := testing.AllocsPerRun(10, func() {
				_ = CheckDecimal(d)
				_, _ = NewAmount(d, "EUR"), NewQuantity(d)
				_ = NewPercent(d)
			}); n != 0 {
				t.Errorf("exponent %d: %v allocations", exponent, n)
			}
		}
	}
}

package invoice_test

import (
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"pgregory.net/rapid"

	"github.com/proforma-go/proforma/invoice"
)

func split(pairs ...string) []invoice.Share {
	var shares []invoice.Share
	for i := 0; i < len(pairs); i += 2 {
		shares = append(shares, invoice.Share{Customer: pairs[i], Percent: invoice.NewPercent(dec(pairs[i+1]))})
	}
	return shares
}

func TestAllocate(t *testing.T) {
	thirds := split("A", "33.34", "B", "33.33", "C", "33.33")
	tests := []struct {
		name     string
		amount   string
		shares   []invoice.Share
		rounding string
		decimals int32
		want     string
	}{
		{"S1: no rest", "1600.00", split("A", "60", "B", "40"), "A", 2, "960 640"},
		{"S2: the percentages come out", "100.00", thirds, "A", 2, "33.34 33.33 33.33"},
		{"S3: the rounding customer takes the cent", "10.00", thirds, "A", 2, "3.34 3.33 3.33"},
		{"S4: the others' parts are rounded half up, and the rounding customer has the rest", "0.05", split("A", "50", "B", "50"), "A", 2, "0.02 0.03"},
		{"S5: of a credit too", "-0.05", split("A", "50", "B", "50"), "A", 2, "-0.02 -0.03"},
		{"S7", "99.99", thirds, "A", 2, "33.33 33.33 33.33"},
		{"S8: a share of zero gets nothing", "100.00", split("A", "100", "B", "0"), "A", 2, "100 0"},
		{"without a rounding customer the last of those that are furthest ahead gives up the cent", "0.10", split("A", "25", "B", "25", "C", "50"), "", 2, "0.03 0.02 0.05"},
		{"ties go in listed order, of a credit too", "-0.05", split("A", "50", "B", "50"), "", 2, "-0.03 -0.02"},
		{"the amount is rounded first, half up", "10.005", split("A", "50", "B", "50"), "B", 2, "5.01 5"},
		{"a currency without decimals", "1001", split("A", "50", "B", "50"), "B", 0, "501 500"},
		{"a currency with three", "0.001", split("A", "50", "B", "50"), "A", 3, "0 0.001"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			parts, err := invoice.Allocate(dec(tt.amount), tt.shares, tt.rounding, tt.decimals)
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, p := range parts {
				got = append(got, p.String())
			}
			if strings.Join(got, " ") != tt.want {
				t.Errorf("got %v, want %s", got, tt.want)
			}
		})
	}
}

func TestAllocateRefuses(t *testing.T) {
	tests := []struct {
		shares   []invoice.Share
		rounding string
		want     string
	}{
		{split("A", "60", "B", "30"), "", "total 90 %"},
		{split("A", "33.33", "B", "33.33", "C", "33.33"), "", "total 99.99 %"},
		{split("A", "110", "B", "-10"), "", "customer B has a share of -10 %"},
		{split("A", "50", "A", "50"), "", "customer A is listed twice"},
		{split("", "100"), "", "a share has no customer"},
		{split("A", "100", "B", "0"), "B", "the rounding customer B has no share"},
		{split("A", "100"), "Z", "the rounding customer Z has no share"},
		{nil, "", "total 0 %"},
	}
	for _, tt := range tests {
		if _, err := invoice.Allocate(dec("1"), tt.shares, tt.rounding, 2); err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%v: got %v, want %q", tt.shares, err, tt.want)
		}
	}
	for _, amount := range []decimal.Decimal{dec("1e25"), decimal.New(1, 999999999), decimal.New(1, -999999999), dec("-1e19")} {
		if _, err := invoice.Allocate(amount, split("A", "100"), "", 2); err == nil {
			t.Errorf("an amount of %s is taken", amount)
		}
	}
}

func TestPartsTotalTheAmountAndAreNearTheirShare(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 6).Draw(t, "customers")
		left := int64(10000)
		var shares []invoice.Share
		for i := range n {
			percent := left
			if i < n-1 {
				percent = rapid.Int64Range(0, left).Draw(t, "percent")
			}
			left -= percent
			shares = append(shares, invoice.Share{Customer: string(rune('A' + i)), Percent: invoice.NewPercent(decimal.New(percent, -2))})
		}
		rounding := ""
		if i := rapid.IntRange(0, n).Draw(t, "rounding"); i < n && !shares[i].Percent.IsZero() {
			rounding = shares[i].Customer
		}
		amount := decimal.New(rapid.Int64Range(-1e12, 1e12).Draw(t, "amount"), -rapid.Int32Range(0, 5).Draw(t, "scale"))
		parts, err := invoice.Allocate(amount, shares, rounding, 2)
		if err != nil {
			t.Fatal(err)
		}
		rounded, sum := amount.Round(2), decimal.Decimal{}
		for i, p := range parts {
			sum = sum.Add(p)
			off := p.Sub(rounded.Mul(shares[i].Percent.Decimal()).Shift(-2)).Abs()
			if shares[i].Customer != rounding && off.GreaterThan(dec("0.01")) {
				t.Fatalf("%s of %s is %s", shares[i].Percent, rounded, p)
			}
		}
		if !sum.Equal(rounded) {
			t.Fatalf("the parts %v total %s, not %s", parts, sum, rounded)
		}
	})
}

// TestAmountsRoundHalfAwayFromZero holds the integer path against the decimal library, at every number of digits.
func TestAmountsRoundHalfAwayFromZero(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		amount := decimal.New(rapid.Int64().Draw(t, "coefficient"), rapid.Int32Range(-38, 3).Draw(t, "exponent"))
		digits := rapid.Int32Range(0, 4).Draw(t, "decimals")
		parts, err := invoice.Allocate(amount, split("A", "100"), "", digits)
		if want := amount.Round(digits); err == nil && !parts[0].Equal(want) {
			t.Fatalf("%s rounds to %s, want %s", amount, parts[0], want)
		} else if err != nil && want.Shift(digits).Abs().LessThanOrEqual(decimal.New(1, 17)) {
			t.Fatalf("%s is refused: %v", amount, err)
		}
	})
}

func TestAllocateTakesDecimalsThatAnAmountCanHave(t *testing.T) {
	for _, decimals := range []int32{-2, -1, 100} {
		if parts, err := invoice.Allocate(dec("10"), split("A", "100"), "", decimals); err == nil {
			t.Errorf("%d decimals: %v", decimals, parts)
		}
	}
	if parts, err := invoice.Allocate(dec("10"), split("A", "50", "B", "50"), "", 0); err != nil || !parts[0].Equal(dec("5")) {
		t.Errorf("no decimals: %v, %v", parts, err)
	}
}

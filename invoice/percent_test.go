package invoice

import (
	"encoding/json"
	"math"
	"math/big"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/shopspring/decimal"
	"pgregory.net/rapid"
)

func percentFor(t *testing.T, s string) Percent {
	t.Helper()
	p, err := ParsePercent(s)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// anyPercent draws percentages and ratios, plain ones often, bad ones never.
func anyPercent() *rapid.Generator[Percent] {
	percentages := rapid.Custom(func(t *rapid.T) Percent {
		c := rapid.OneOf(rapid.Int64Range(-10, 10000), rapid.Int64()).Draw(t, "c")
		return Percent{num: c, scale: uint8(rapid.IntRange(0, maxPercentScale).Draw(t, "scale"))}
	})
	ratios := rapid.Custom(func(t *rapid.T) Percent {
		return NewRatio(rapid.OneOf(rapid.Int64Range(-5, 50), rapid.Int64()).Draw(t, "num"),
			rapid.OneOf(rapid.Int64Range(1, 50), rapid.Int64Min(1), rapid.SampledFrom([]int64{math.MaxInt64})).Draw(t, "den"))
	})
	return rapid.OneOf(percentages, ratios)
}

// ratOfText is the oracle: what the text of a percent says.
func ratOfText(s string) *big.Rat {
	if num, den, ok := strings.Cut(s, "/"); ok {
		return new(big.Rat).Quo(decimal.RequireFromString(num).Rat(), decimal.RequireFromString(den).Rat())
	}
	return new(big.Rat).Quo(decimal.RequireFromString(s).Rat(), big.NewRat(100, 1))
}

func TestNewPercent(t *testing.T) {
	tests := []struct {
		p      Percent
		want   string
		number string
		err    string
	}{
		{Percent{}, "0", "0", ""},
		{NewPercent(decimal.New(60, 0)), "60", "60", ""},
		{NewPercent(decimal.New(3334, -2)), "33.34", "33.34", ""},
		{NewPercent(decimal.New(33340, -3)), "33.340", "33.34", ""},
		{NewPercent(decimal.New(1, 2)), "100", "100", ""},
		{NewPercent(decimal.New(-5, 0)), "-5", "-5", ""},
		{NewPercent(decimal.New(100, -19)), "0.00000000000000001", "0.00000000000000001", ""},
		{NewPercent(decimal.New(10, -19)), "out of range", "0", "the percentage is out of range"},
		{NewPercent(decimal.New(1, 18)), "1000000000000000000", "1000000000000000000", ""},
		{NewPercent(decimal.New(1, 19)), "out of range", "0", "the percentage is out of range"},
		{NewPercent(decimal.New(1, math.MinInt32)), "out of range", "0", "the percentage is out of range"},
		{NewPercent(bigDecimal(10, 1_000_000, 0)), "out of range", "0", "the percentage is out of range"},
		{NewRatio(1, 3), "1/3", "33.3333333333333333", ""},
		{NewRatio(2, 3), "2/3", "66.6666666666666667", ""},
		{NewRatio(-2, 3), "-2/3", "-66.6666666666666667", ""},
		{NewRatio(1, 2e18), "1/2000000000000000000", "0.0000000000000001", ""},
		{NewRatio(-1, 2e18), "-1/2000000000000000000", "-0.0000000000000001", ""},
		{NewRatio(2, 4), "2/4", "50", ""},
		{NewRatio(1, math.MaxInt64), "1/9223372036854775807", "0", ""},
		{NewRatio(math.MinInt64, 1), "-9223372036854775808/1", "-922337203685477580800", ""},
		{NewRatio(1, 0), "1/0", "0", "the denominator of 1/0 is not above zero"},
		{NewRatio(1, -3), "1/-3", "0", "the denominator of 1/-3 is not above zero"},
	}
	for _, tt := range tests {
		err := ""
		if tt.p.Err() != nil {
			err = tt.p.Err().Error()
		}
		if tt.p.String() != tt.want || tt.p.Decimal().String() != tt.number || err != tt.err {
			t.Errorf("got %s, %s, %q; want %s, %s, %q", tt.p, tt.p.Decimal(), err, tt.want, tt.number, tt.err)
		}
		if tt.p.Err() == nil && tt.p.Sign() != ratOfText(tt.want).Sign() || tt.p.IsZero() != (tt.p.Sign() == 0) || tt.p.Err() != nil && !tt.p.IsZero() {
			t.Errorf("%s: sign %d", tt.p, tt.p.Sign())
		}
	}
}

func TestParsePercent(t *testing.T) {
	for text, want := range map[string]string{"60": "60", "33.34": "33.34", "60 %": "60", "60%": "60", "1/3": "1/3", "-1/3": "-1/3", "+5": "5", "-0.50 %": "-0.50"} {
		if got := percentFor(t, text).String(); got != want {
			t.Errorf("%s: got %s, want %s", text, got, want)
		}
	}
	tests := []struct{ text, want string }{
		{"", `"" is not a percentage`},
		{"%", `"%" is not a percentage`},
		{"60  %", `"60  %" is not a percentage`},
		{"60 %%", `"60 %%" is not a percentage`},
		{"a third", `"a third" is not a percentage`},
		{"1e2", `"1e2" is not a percentage`},
		{"1/3 %", `"1/3 %" is not a ratio`},
		{"1/2/3", `"1/2/3" is not a ratio`},
		{"1.0/3", `"1.0/3" is not a ratio`},
		{"1/", `"1/" is not a ratio`},
		{"1/0", "the denominator of 1/0 is not above zero"},
		{"1/-3", "the denominator of 1/-3 is not above zero"},
		{"9223372036854775808/1", `the ratio "9223372036854775808/1" is out of range`},
		{"9223372036854775808", "the percentage is out of range"},
		{"0.000000000000000001", "the percentage is out of range"},
		{strings.Repeat("9", 1_000_000), "the percentage is out of range"},
	}
	for _, tt := range tests {
		if p, err := ParsePercent(tt.text); err == nil || err.Error() != tt.want || p != (Percent{}) {
			t.Errorf("%.50q: got %v, %v; want %s", tt.text, p, err, tt.want)
		}
	}
}

func TestPercentsAreReadAsTheyAreWritten(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := anyPercent().Draw(t, "p")
		text, err := json.Marshal(p)
		var q, r Percent
		if err != nil || json.Unmarshal(text, &q) != nil || p != q || !cmp.Equal(p, q) {
			t.Fatalf("%v was read as %v", p, q)
		}
		if value, err := p.Value(); err != nil || r.Scan(value) != nil || p != r {
			t.Fatalf("%v was scanned as %v", p, r)
		}
	})
}

func TestPercentsThatAreNone(t *testing.T) {
	p := NewRatio(1, 3)
	for _, src := range []any{nil, "", []byte("x"), 33.3} {
		if err := p.Scan(src); err == nil {
			t.Errorf("%v is %v", src, p)
		}
	}
	if err := p.Scan(int64(60)); err != nil || p.String() != "60" {
		t.Error(p, err)
	}
	bad := NewRatio(1, 0)
	if _, err := bad.MarshalText(); err == nil {
		t.Error("a bad ratio is written")
	}
	if _, err := bad.Value(); err == nil {
		t.Error("a bad ratio is stored")
	}
	if !bad.Equal(NewRatio(2, 0)) || bad.Equal(Percent{}) || bad.Compare(percentFor(t, "100")) != 1 || percentFor(t, "100").Compare(bad) != -1 {
		t.Error("a bad ratio comes last")
	}
}

func TestPercentsAreOrderedAsRationals(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p, q := anyPercent().Draw(t, "p"), anyPercent().Draw(t, "q")
		x, y := ratOfText(p.String()), ratOfText(q.String())
		if p.Compare(q) != x.Cmp(y) || p.Equal(q) != (x.Cmp(y) == 0) || p.Sign() != x.Sign() {
			t.Fatalf("%v and %v: %d", p, q, p.Compare(q))
		}
		twice, err := ParsePercent(new(big.Rat).Set(x).String())
		if err == nil && !p.Equal(twice) {
			t.Fatalf("%v is not %v", p, twice)
		}
	})
}

func TestDecimalsOfRatiosAreRoundedHalfAway(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := NewRatio(rapid.Int64().Draw(t, "num"), rapid.OneOf(rapid.Int64Range(1, 1000), rapid.Int64Min(1)).Draw(t, "den"))
		r := ratOfText(p.String())
		want := r.Mul(r, big.NewRat(100, 1)).FloatString(16) // FloatString rounds halves away from zero
		if got := p.Decimal().StringFixed(16); got != want && "-"+got != want {
			t.Fatalf("%v: got %s, want %s", p, got, want)
		}
	})
}

func TestTotalIsWhole(t *testing.T) {
	tests := []struct {
		percents, total string
		whole           bool
	}{
		{"", "0", false},
		{"100", "100", true},
		{"60 40", "100", true},
		{"60 40.00 0", "100", true},
		{"33.34 33.33 33.33", "100.00", true},
		{"33.33 33.33 33.33", "99.99", false},
		{"1/3 1/3 1/3", "100", true},
		{"1/3 2/3", "100", true},
		{"1/3 1/3", "2/3", false},
		{"1/3 66.6666666666666667", "3000000000000000001/3000000000000000000", false},
		{"1/2 25 1/4", "100", true},
		{"1/7 1/11 1/13 690/1001", "100", true},
		{"1/7 1/11 1/13 691/1001", "1002/1001", false},
		{"1/3 1/4611686018427387904", "out of range", false},
		{"110 -10", "100", true},
		{"1/9223372036854775807 9223372036854775806/9223372036854775807", "100", true},
		{"1/9223372036854775783 1/9223372036854775807 99", "out of range", false},
	}
	for _, tt := range tests {
		var ps []Percent
		for _, s := range strings.Fields(tt.percents) {
			ps = append(ps, percentFor(t, s))
		}
		if got := totalIsWhole(ps); got != tt.whole {
			t.Errorf("%s: whole %v", tt.percents, got)
		}
		if got := totalPercent(ps); tt.whole != got.Equal(percentFor(t, "100")) {
			t.Errorf("%s: total %v", tt.percents, got)
		} else if !tt.whole && got.String() != tt.total {
			t.Errorf("%s: total %v, want %s", tt.percents, got, tt.total)
		}
	}
}

func TestSharesThatAreCutFromTheWholeTotalIt(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		den := rapid.OneOf(rapid.Int64Range(1, 100), rapid.Int64Range(1, math.MaxInt64/8)).Draw(t, "den")
		left, off := den, rapid.Int64Range(-1, 1).Draw(t, "off")
		var ps []Percent
		for range rapid.IntRange(0, 5).Draw(t, "cuts") {
			n := rapid.Int64Range(0, left).Draw(t, "part")
			by := rapid.Int64Range(1, 8).Draw(t, "by") // not reduced, and so not alike
			ps, left = append(ps, NewRatio(n*by, den*by)), left-n
		}
		ps = append(ps, NewRatio(left+off, den))
		if got := totalIsWhole(ps); got != (off == 0) {
			t.Fatalf("%v: whole %v", ps, got)
		}
	})
}

func TestUsualSharesDoNotAllocate(t *testing.T) {
	for _, ps := range [][]Percent{
		{NewRatio(1, 3), NewRatio(1, 3), NewRatio(1, 3)},
		{NewPercent(decimal.New(3334, -2)), NewPercent(decimal.New(3333, -2)), NewPercent(decimal.New(3333, -2))},
		{NewPercent(decimal.New(50, 0)), NewPercent(decimal.New(2500, -2)), NewRatio(1, 4)},
	} {
		whole := false
		if n := testing.AllocsPerRun(100, func() { whole = totalIsWhole(ps) }); n != 0 || !whole {
			t.Errorf("%v: whole %v, %v allocations", ps, whole, n)
		}
	}
}

func FuzzParsePercent(f *testing.F) {
	for _, s := range []string{"60", "33.34 %", "1/3", "-1/-3", "0.00000000000000000000", "9223372036854775807/9223372036854775807", "1/0"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		p, err := ParsePercent(s)
		if err != nil {
			return
		}
		if q, err := ParsePercent(p.String()); err != nil || p != q || p.Err() != nil {
			t.Errorf("%q: %v was read as %v, %v", s, p, q, err)
		}
		text := strings.TrimPrefix(strings.TrimSuffix(strings.TrimSuffix(s, "%"), " "), "+")
		text = strings.Replace(text, "/+", "/", 1)
		if want := ratOfText(text); p.part().rat().Cmp(want) != 0 {
			t.Errorf("%q: %v is not %v", s, p, want)
		}
	})
}

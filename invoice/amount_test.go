package invoice

import (
	"encoding/json"
	"math"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/shopspring/decimal"
	"pgregory.net/rapid"
)

func amountFor(t *testing.T, s string) Amount {
	t.Helper()
	a, err := ParseAmount(s)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func TestNewAmount(t *testing.T) {
	tests := []struct {
		d        decimal.Decimal
		currency string
		want     string
		err      string
	}{
		{decimal.Decimal{}, "", "0", ""},
		{decimal.New(150, -2), "EUR", "1.50 EUR", ""},
		{decimal.New(-5, -3), "KWD", "-0.005 KWD", ""},
		{decimal.New(12, 2), "JPY", "1200 JPY", ""},
		{decimal.New(0, 64), "EUR", "0 EUR", ""},
		{decimal.New(0, -64), "EUR", "0." + strings.Repeat("0", 38) + " EUR", ""},
		{decimal.New(0, 65), "EUR", "out of range", "the amount is out of range"},
		{decimal.New(1, -38), "EUR", "0." + strings.Repeat("0", 37) + "1 EUR", ""},
		{decimal.New(10, -39), "EUR", "0." + strings.Repeat("0", 37) + "1 EUR", ""},
		{decimal.New(1, -39), "EUR", "out of range", "the amount is out of range"},
		{decimal.New(1, 38), "EUR", "1" + strings.Repeat("0", 38) + " EUR", ""},
		{decimal.New(2, 38), "EUR", "out of range", "the amount is out of range"},
		{decimal.New(1, 39), "EUR", "out of range", "the amount is out of range"},
		{bigDecimal(2, 127, 0).Sub(decimal.New(1, 0)), "EUR", "170141183460469231731687303715884105727 EUR", ""},
		{decimal.New(1, 0).Sub(bigDecimal(2, 127, 0)), "EUR", "-170141183460469231731687303715884105727 EUR", ""},
		{bigDecimal(2, 127, 0), "EUR", "out of range", "the amount is out of range"},
		{bigDecimal(2, 127, 0).Neg(), "EUR", "out of range", "the amount is out of range"},
		{decimal.New(1, math.MinInt32), "EUR", "out of range", "the amount is out of range"},
		{decimal.New(1, math.MaxInt32), "EUR", "out of range", "the amount is out of range"},
		{bigDecimal(10, 1_000_000, 0), "EUR", "out of range", "the amount is out of range"},
		{decimal.New(1, 0), "EUROPEA", "1 EUROPEA", ""},
		{decimal.New(1, 0), "EUROPEAN", "out of range", `"EUROPEA…" is not a currency`},
		{decimal.New(1, 0), "E R", "out of range", `"E R" is not a currency`},
		{decimal.New(1, 0), "EUR\x00", "out of range", `"EUR" is not a currency`},
	}
	for _, tt := range tests {
		a := NewAmount(tt.d, tt.currency)
		err := ""
		if a.Err() != nil {
			err = a.Err().Error()
		}
		if a.String() != tt.want || err != tt.err {
			t.Errorf("got %q, error %q; want %q, error %q", a, err, tt.want, tt.err)
		}
		if a.Err() != nil && !(a.IsZero() && a.Sign() == 0 && a.Decimal().IsZero() && a.Decimals() == 0) {
			t.Errorf("%v: a number in spite of %v", tt.d.Exponent(), a.Err())
		}
		if a.Err() == nil && (!a.Decimal().Equal(tt.d) || a.Currency() != tt.currency) {
			t.Errorf("%s came back as %v %s", tt.want, a.Decimal(), a.Currency())
		}
	}
}

func TestAmountsAreReadAsTheyAreWritten(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := anyNumber().Draw(t, "n")
		a := amountOf(n, true, rapid.SampledFrom([]string{"", "EUR", "XTSUSDT", "€", "5"}).Draw(t, "currency"))
		text, err := a.MarshalText()
		b := NewAmount(decimal.New(7, 0), "USD")
		if err != nil || b.UnmarshalText(text) != nil || a != b {
			t.Fatalf("%v was read as %v", a, b)
		}
		value, err := a.Value()
		c := NewAmount(decimal.New(7, 0), "USD")
		if err != nil || c.Scan(value) != nil || a != c {
			t.Fatalf("%v was scanned as %v", a, c)
		}
	})
}

func TestParseAmountRefuses(t *testing.T) {
	tests := []struct{ text, want string }{
		{"", `"" is not an amount`},
		{"EUR", `"EUR" is not an amount`},
		{" 1 EUR", `" 1 EUR" is not an amount`},
		{"1EUR", `"1EUR" is not an amount`},
		{"1e5 EUR", `"1e5 EUR" is not an amount`},
		{"1,50 EUR", `"1,50 EUR" is not an amount`},
		{"1.2.3", `"1.2.3" is not an amount`},
		{"1. EUR", `"1. EUR" is not an amount`},
		{".5 EUR", `".5 EUR" is not an amount`},
		{"- EUR", `"- EUR" is not an amount`},
		{"--1 EUR", `"--1 EUR" is not an amount`},
		{"1 ", `"" is not a currency`},
		{"1  EUR", `" EUR" is not a currency`},
		{"1 EURO EUR", `"EURO EUR" is not a currency`},
		{"1 EUROPEAN", `"EUROPEAN" is not a currency`},
		{"170141183460469231731687303715884105728", "the amount is out of range"},
		{"0." + strings.Repeat("0", 38) + "1", "the amount is out of range"},
		{strings.Repeat("9", 1_000_000), "the amount is out of range"},
		{"0." + strings.Repeat("0", 1_000_000), "the amount is out of range"},
		{strings.Repeat("x", 1_000_000), `"` + strings.Repeat("x", 40) + `…" is not an amount`},
	}
	for _, tt := range tests {
		if a, err := ParseAmount(tt.text); err == nil || err.Error() != tt.want || a != (Amount{}) {
			t.Errorf("%.50q: got %v, %v; want %s", tt.text, a, err, tt.want)
		}
	}
	for text, want := range map[string]string{"+1.50 EUR": "1.50 EUR", "007": "7", "-0.00 EUR": "0.00 EUR", strings.Repeat("0", 100) + "1": "1"} {
		if got := amountFor(t, text).String(); got != want {
			t.Errorf("%s: got %s, want %s", text, got, want)
		}
	}
}

func TestStringFixed(t *testing.T) {
	tests := []struct {
		amount   string
		decimals int32
		want     string
	}{
		{"12.5 EUR", 2, "12.50"},
		{"0", 2, "0.00"},
		{"1.005", 2, "1.01"},
		{"-1.005", 2, "-1.01"},
		{"1.00499999999999999999999999", 2, "1.00"},
		{"-0.004", 2, "0.00"},
		{"0.5", 0, "1"},
		{"-0.5", 0, "-1"},
		{"99.995", 2, "100.00"},
		{"12.5", -1, "13"},
		{"0.5000000000000000000", 0, "1"},
		{"0.4999999999999999999", 0, "0"},
		{"0.50000000000000000000", 0, "1"},
		{"0.49999999999999999999999999999999999999", 0, "0"},
		{"0.50000000000000000000000000000000000000", 0, "1"},
		{"1", 1000, "1." + strings.Repeat("0", 64)},
		{"170141183460469231731687303715884105727", 64, "170141183460469231731687303715884105727." + strings.Repeat("0", 64)},
	}
	for _, tt := range tests {
		if got := amountFor(t, tt.amount).StringFixed(tt.decimals); got != tt.want {
			t.Errorf("%s with %d decimals: got %s, want %s", tt.amount, tt.decimals, got, tt.want)
		}
	}
	if got := NewAmount(decimal.New(1, 99), "EUR").StringFixed(2); got != "out of range" {
		t.Errorf("got %s", got)
	}
}

func TestStringFixedIsThatOfDecimals(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n, decimals := anyNumber().Draw(t, "n"), rapid.Int32Range(0, 64).Draw(t, "decimals")
		if got, want := amountOf(n, true, "").StringFixed(decimals), n.decimal().StringFixed(decimals); got != want {
			t.Fatalf("got %s, want %s", got, want)
		}
	})
}

func TestAmountsAddAsRationals(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n, m := anyNumber().Draw(t, "n"), anyNumber().Draw(t, "m")
		a, b := amountOf(n, true, "EUR"), amountOf(m, true, "EUR")
		sum, ok := n.add(m)
		got, err := a.Add(b)
		if ok != (err == nil) || ok && got != amountOf(sum, true, "EUR") {
			t.Fatalf("sum %v, %v", got, err)
		}
		if ok {
			if back, err := got.Sub(b); err != nil || !back.Equal(a) {
				t.Fatalf("%v less %v is %v, %v, not %v", got, b, back, err, a)
			}
		}
		if a.Compare(b) != n.cmp(m) || a.Equal(b) != (n.cmp(m) == 0) || a.Neg().Neg() != a || a.Neg().Sign() != -a.Sign() {
			t.Fatalf("%v and %v", a, b)
		}
	})
}

func TestAmountsOfTwoCurrencies(t *testing.T) {
	eur, usd, bad := amountFor(t, "1.50 EUR"), amountFor(t, "1.50 USD"), NewAmount(decimal.New(1, 99), "EUR")
	if _, err := eur.Add(usd); err == nil || err.Error() != "1.50 EUR and 1.50 USD are amounts of two currencies" {
		t.Error(err)
	}
	if _, err := eur.Add(bad); err != errAmountRange {
		t.Error(err)
	}
	if _, err := bad.Sub(eur); err != errAmountRange {
		t.Error(err)
	}
	if sum, err := (Amount{}).Add(eur); err != nil || sum != eur {
		t.Error(sum, err)
	}
	if sum, err := eur.Sub(Amount{}); err != nil || sum != eur {
		t.Error(sum, err)
	}
	most := amountFor(t, "170141183460469231731687303715884105727 EUR")
	if _, err := most.Add(amountFor(t, "1 EUR")); err != errSumRange {
		t.Error(err)
	}
	if _, err := most.Neg().Sub(amountFor(t, "1 EUR")); err != errSumRange {
		t.Error(err)
	}
	for a, b := range map[string]string{ // -2^127
		"-85070591730234615865843651857942052864":  "-85070591730234615865843651857942052864",
		"-170141183460469231731687303715884105724": "-4.0",
	} {
		if sum, err := amountFor(t, a).Add(amountFor(t, b)); err != errSumRange {
			t.Error(sum, err)
		}
	}
	order := []Amount{{}, amountFor(t, "1"), amountFor(t, "-2.5 EUR"), amountFor(t, "1.49 EUR"), eur, amountFor(t, "1.501 EUR"), most, bad, usd}
	for i, a := range order {
		for j, b := range order {
			if got, want := a.Compare(b), i > j; (got > 0) != want || a.Equal(b) != (i == j) {
				t.Errorf("%v and %v: %d", a, b, got)
			}
		}
	}
	if !eur.Equal(amountFor(t, "1.5 EUR")) || !bad.Equal(bad) {
		t.Error("equal amounts are not")
	}
	for _, code := range []string{"", "EUR", "USD", "GBP", "CHF", "JPY", "SEK", "X"} {
		if a := NewAmount(decimal.Decimal{}, code); a.Currency() != code || !a.currencyIs(code) {
			t.Errorf("%s became %s", code, a.Currency())
		}
	}
	if wrong := NewAmount(decimal.Decimal{}, "EUROPEAN"); wrong.Currency() != "" || wrong.currencyIs("EUROPEA") {
		t.Error("a part of a text is a currency")
	}
	if !eur.currencyIs("EUR") || eur.currencyIs("EU") || eur.sameCurrency(&usd) {
		t.Error("currencies")
	}
}

func TestAmountsInFiles(t *testing.T) {
	type file struct{ A, B Amount }
	f := file{A: amountFor(t, "12.50 EUR")}
	text, err := json.Marshal(f)
	if err != nil || string(text) != `{"A":"12.50 EUR","B":"0"}` {
		t.Fatal(string(text), err)
	}
	var g file
	if err := json.Unmarshal(text, &g); err != nil || !cmp.Equal(f, g) {
		t.Fatal(g, err)
	}
	if err := json.Unmarshal([]byte(`{"A":""}`), &g); err != nil || g.A != (Amount{}) {
		t.Fatal(g, err)
	}
	a := f.A
	for _, src := range []any{nil, "", []byte{}} {
		if err := a.Scan(src); err != nil || a != (Amount{}) {
			t.Errorf("%v: %v, %v", src, a, err)
		}
	}
	if v, err := (Amount{}).Value(); v != nil || err != nil {
		t.Error(v, err)
	}
	if err := a.Scan(12.5); err == nil || err.Error() != "a float64 holds no exact number: a text is needed" {
		t.Error(err)
	}
	bad := NewAmount(decimal.New(1, 99), "EUR")
	if _, err := bad.Value(); err != errAmountRange {
		t.Error(err)
	}
	if _, err := bad.MarshalText(); err != errAmountRange {
		t.Error(err)
	}
}

func TestUsualAmountsDoNotAllocate(t *testing.T) {
	d := decimal.New(123456, -2)
	if n := testing.AllocsPerRun(100, func() {
		a := NewAmount(d, "EUR")
		b := minor(5, 2, "EUR")
		c, _ := a.Add(b)
		_ = c.Compare(a) + len(c.Currency())
		_ = c.currencyIs("EUR")
	}); n != 0 {
		t.Errorf("%v allocations", n)
	}
}

func FuzzParseAmount(f *testing.F) {
	for _, s := range []string{"12.50 EUR", "-0.00", "1e5", "1 €", "99999999999999999999999999999999999999 XXX", "0.5 EU\xff"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		a, err := ParseAmount(s)
		if err != nil {
			return
		}
		if b, err := ParseAmount(a.String()); err != nil || a != b || a.Err() != nil {
			t.Errorf("%q: %v was read as %v, %v", s, a, b, err)
		}
		num, _, _ := strings.Cut(s, " ")
		if d, err := decimal.NewFromString(num); err != nil || !d.Equal(a.Decimal()) {
			t.Errorf("%q: %v is not %v", s, a, d)
		}
	})
}

func TestACodeIsAnyPrintableOfSevenBytes(t *testing.T) {
	for code, ok := range map[string]bool{"!": true, "~": true, "EUR~": true, "1234567": true, "12345678": false, "EUR ": false, "E\x7f": false, "\x1f": false, "\x80": true} {
		if a := NewAmount(decimal.NewFromInt(1), code); (a.Err() == nil) != ok {
			t.Errorf("%q: %v", code, a.Err())
		}
	}
}

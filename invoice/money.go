package invoice

import (
	"cmp"
	"errors"

	"github.com/shopspring/decimal"
	"golang.org/x/text/currency"
)

// What a host hands in stays exact ([Amount], exact.go) until it is divided; what is given to somebody is a count of minor units in an int64:
// cents, for most currencies. Decimals are made when somebody asks for one.

// maxMinor bounds one amount, so that a sum of ninety of the largest still fits; larger ones are a fault of their transaction.
const maxMinor = 100_000_000_000_000_000

var errOverflow = errors.New("a sum of amounts is too large to be true")

var powersOfTen = func() (p [19]int64) {
	p[0] = 1
	for i := 1; i < len(p); i++ {
		p[i] = p[i-1] * 10
	}
	return p
}()

func magnitude(c int64) uint64 {
	if c < 0 {
		return uint64(-c)
	}
	return uint64(c)
}

func signed(m uint64, negative bool) int64 {
	if negative {
		return -int64(m)
	}
	return int64(m)
}

// compareDecimals is Cmp without its cost where exponents are absurd.
func compareDecimals(a, b decimal.Decimal) int {
	ea, eb := a.Exponent(), b.Exponent()
	if ea == eb || (ea >= -maxExponent && ea <= maxExponent && eb >= -maxExponent && eb <= maxExponent) {
		return a.Cmp(b)
	}
	sa, sb := a.Sign(), b.Sign()
	if sa != sb || sa == 0 {
		return cmp.Compare(sa, sb)
	}
	if ma, mb := int64(a.NumDigits())+int64(ea), int64(b.NumDigits())+int64(eb); ma != mb {
		if (ma < mb) == (sa > 0) {
			return -1
		}
		return 1
	}
	return a.Cmp(b) // same magnitude: the exponents differ by no more than the digits do
}

// isoDigits lists the currencies for which ISO 4217 gives other minor units than the locale data behind golang.org/x/text, which
// leaves out decimals that are no longer paid in cash, and the codes that are younger than that data. Source: ISO 4217, list one.
var isoDigits = map[string]int{
	"AFN": 2, "ALL": 2, "AMD": 2, "COP": 2, "GYD": 2, "IDR": 2, "IQD": 3, "IRR": 2, "KPW": 2, "LAK": 2, "LBP": 2, "MGA": 2, "MMK": 2,
	"MNT": 2, "MRU": 2, "MUR": 2, "PKR": 2, "RSD": 2, "SLL": 2, "SOS": 2, "SYP": 2, "TZS": 2, "UZS": 2, "YER": 2,
	"SLE": 2, "UYW": 4, "VED": 2, "VES": 2, "XCG": 2, "ZWG": 2,
}

// MinorUnits returns the number of decimals that amounts of a currency have after ISO 4217: 2 for EUR, 0 for JPY, 3 for KWD. Codes are
// three capitals; ok is false for one that is not a currency.
func MinorUnits(code string) (digits int, ok bool) {
	if d, ok := isoDigits[code]; ok {
		return d, true
	}
	u, err := currency.ParseISO(code)
	if err != nil || u.String() != code {
		return 0, false
	}
	scale, _ := currency.Standard.Rounding(u)
	return scale, true
}

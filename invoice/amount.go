package invoice

import (
	"cmp"
	"errors"
	"fmt"

	"github.com/shopspring/decimal"
)

// Amount is an exact amount of money: a decimal number of up to 38 digits, with up to 38 decimals, and the code of a currency. It is a
// value without pointers. The zero value is no amount: its number is 0 and it has no currency.
//
// An Amount may also stand for something that did not fit, so that making one needs no error; Err tells. Such an amount is 0 to
// Decimal, Sign and IsZero and "out of range" to String.
//
// Compare amounts with Equal: == takes 1.50 and 1.5 for different.
type Amount struct {
	coef     int128
	scale    uint8 // the number of decimals, or what is wrong
	currency [7]byte
}

// What the scale of an amount says where there is no number. The coefficient is then 0.
const (
	badNumber   = 0xff
	badCurrency = 0xfe // the field holds the beginning of the code
)

var (
	errAmountRange = errors.New("the amount is out of range")
	errSumRange    = errors.New("the sum of the amounts is out of range")
)

// NewAmount makes an amount of a decimal and the code of a currency, which may be empty. The decimals of d are kept, also those that
// are zero; a positive exponent is multiplied out. NewAmount never fails and takes a short time for every decimal: see Err for what
// becomes of a number with more than 38 digits or decimals and of a text that cannot be the code of a currency, which is one of more
// than seven bytes, or with spaces or control characters. Whether there is such a currency is not looked at.
func NewAmount(d decimal.Decimal, currency string) Amount {
	n, ok := numberOf(d)
	return amountOf(n, ok, currency)
}

// minor makes an amount of a number of minor units.
func minor(units int64, decimals int32, currency string) Amount {
	n, ok := scaledNumber(int128Of(units), -decimals)
	return amountOf(n, ok, currency)
}

func amountOf(n number, ok bool, currency string) Amount {
	a := Amount{coef: n.coef, scale: n.scale}
	if !ok {
		a = Amount{scale: badNumber}
	}
	if copy(a.currency[:], currency); !isCode(currency) {
		a.coef, a.scale = int128{}, badCurrency
	}
	return a
}

func isCode(s string) bool {
	for i := range len(s) {
		if s[i] <= ' ' || s[i] == 0x7f {
			return false
		}
	}
	return len(s) <= len(Amount{}.currency)
}

func (a *Amount) bad() bool { return a.scale > maxDecimals }

func (a *Amount) number() number {
	if a.bad() {
		return number{}
	}
	return number{a.coef, a.scale}
}

// code returns the bytes of the currency.
func (a *Amount) code() []byte {
	n := len(a.currency)
	for n > 0 && a.currency[n-1] == 0 {
		n--
	}
	return a.currency[:n]
}

// Err returns an error for an amount that is out of range or whose currency is not the code of one, else nil.
func (a Amount) Err() error {
	switch a.scale {
	case badNumber:
		return errAmountRange
	case badCurrency:
		code := string(a.code())
		if len(code) == len(a.currency) {
			code += "…"
		}
		return fmt.Errorf("%q is not a currency", code)
	}
	return nil
}

// Decimal returns the number with its decimals; 0 if there is none.
func (a Amount) Decimal() decimal.Decimal { return a.number().decimal() }

// Currency returns the code of the currency as it was handed in, "" if there is none.
func (a Amount) Currency() string {
	if a.scale == badCurrency {
		return ""
	}
	switch code := a.code(); string(code) {
	case "EUR": // the constants spare the most frequent codes an allocation
		return "EUR"
	case "USD":
		return "USD"
	case "GBP":
		return "GBP"
	case "CHF":
		return "CHF"
	case "JPY":
		return "JPY"
	default:
		return string(code)
	}
}

func (a *Amount) sameCurrency(b *Amount) bool { return a.currency == b.currency }

func (a *Amount) currencyIs(code string) bool {
	return a.scale != badCurrency && string(a.code()) == code
}

// Decimals returns the number of decimals, 0 to 38: 2 for 1.50.
func (a Amount) Decimals() int32 { return int32(a.number().scale) }

// Sign returns -1, 0 or 1.
func (a Amount) Sign() int { return a.coef.sign() }

// IsZero reports whether the number is 0, in whatever currency.
func (a Amount) IsZero() bool { return a.coef == int128{} }

// Equal reports whether a and b are the same number of the same currency: 1.50 EUR equals 1.5 EUR, 0 EUR does not equal 0 USD. What
// is out of range equals no amount that is not.
func (a Amount) Equal(b Amount) bool { return a.Compare(b) == 0 }

// Compare orders amounts by the code of their currency and then by number, exactly; it returns -1, 0 or 1. What is out of range comes
// after the other amounts of its currency.
func (a Amount) Compare(b Amount) int {
	for i, c := range a.currency {
		if c != b.currency[i] {
			return cmp.Compare(c, b.currency[i])
		}
	}
	if a.bad() || b.bad() {
		return cmp.Compare(max(a.scale, maxDecimals), max(b.scale, maxDecimals))
	}
	return a.number().cmp(b.number())
}

// Neg returns the amount with the other sign.
func (a Amount) Neg() Amount {
	a.coef, _ = a.coef.neg()
	return a
}

// Add returns the sum of two amounts of one currency, exactly, with as many decimals as the longer of the two. The zero value adds to
// every currency. Amounts of two currencies, amounts out of range and a sum out of range are errors.
func (a Amount) Add(b Amount) (Amount, error) {
	switch {
	case a.bad():
		return Amount{}, a.Err()
	case b.bad():
		return Amount{}, b.Err()
	case a == Amount{}:
		return b, nil
	case b == Amount{}:
		return a, nil
	case !a.sameCurrency(&b):
		return Amount{}, fmt.Errorf("%s and %s are amounts of two currencies", a, b)
	}
	n, ok := a.number().add(b.number())
	if !ok {
		return Amount{}, errSumRange
	}
	a.coef, a.scale = n.coef, n.scale
	return a, nil
}

// Sub returns the difference of two amounts, with the errors of Add.
func (a Amount) Sub(b Amount) (Amount, error) { return a.Add(b.Neg()) }

// minorUnits counts an amount in minor units where that is a whole number which can be had without a division; else ok is false.
func (a *Amount) minorUnits(decimals int32) (n int64, ok bool) {
	if n, ok = a.coef.int64(); !ok || int32(a.scale) > decimals {
		return 0, false
	}
	for scale := int32(a.scale); scale < decimals; scale++ {
		if n > maxMinor || n < -maxMinor {
			return 0, false
		}
		n *= 10
	}
	return n, true
}

package dsl

import (
	"strings"

	"github.com/proforma-go/proforma/invoice"
)

// lintThousands warns of an amount such as 1.000 EUR at token i, which many people write for a thousand: three decimals where the currency
// has fewer, or for a number without one, three zeros.
func (c *checker) lintThousands(i int, amount bool, currency string) {
	if !c.linting {
		return
	}
	raw := strings.TrimPrefix(c.src.textOf(i), "-")
	whole, fraction, _ := strings.Cut(raw, ".")
	if len(fraction) != 3 || len(whole) > 3 || strings.HasPrefix(whole, "0") || !isDigits(whole) {
		return
	}
	if minor, known := invoice.MinorUnits(currency); fraction != "000" && (!amount || known && minor >= len(fraction)) {
		return
	}
	value := strings.TrimRight(strings.TrimRight(raw, "0"), ".")
	c.err(codeThousands, c.src.spanOf(i, i+1), "{number} is {value}, not {thousands}", "", raw, value, whole+fraction).
		note("a point sets off decimals; write {thousands} or {value}, whichever is meant")
}

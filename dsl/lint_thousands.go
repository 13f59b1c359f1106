package dsl

import (
	"strings"

	"github.com/proforma-go/proforma/invoice"
)

// lintThousands warns of an amount such as 1.000 EUR at token i, which many people write for a thousand: three decimals where the currency
// has fewer; for a number of any other kind, three decimals that end in a zero, which nobody writes who means decimals.
func (c *checker) lintThousands(i int, amount bool, currency string) {
	if !c.linting {
		return
	}
	raw := strings.TrimPrefix(c.src.textOf(i), "-")
	whole, fraction, _ := strings.Cut(raw, ".")
	if len(fraction) != 3 || len(whole) > 3 || strings.HasPrefix(whole, "0") || !isDigits(whole) {
		return
	}
	minor, known := invoice.MinorUnits(currency)
	if !amount && !strings.HasSuffix(fraction, "0") || known && minor >= len(fraction) && fraction != "000" {
		return
	}
	value := strings.TrimRight(strings.TrimRight(raw, "0"), ".")
	c.err(codeThousands, c.src.spanOf(i, i+1), "{number} is {value}, not {thousands}", "", raw, value, whole+fraction).
		note("a point sets off decimals; write {thousands} or {value}, whichever is meant")
}

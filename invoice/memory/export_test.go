package memory

import (
	"github.com/shopspring/decimal"

	"github.com/proforma-go/proforma/invoice"
)

// Split shows the amounts of split to tests.
func Split(amount decimal.Decimal, shares []invoice.Share, rounding string, decimals int32) []string {
	var amounts []string
	for _, p := range split(amount, shares, rounding, decimals) {
		amounts = append(amounts, p.customer+"="+p.amount.StringFixed(decimals))
	}
	return amounts
}

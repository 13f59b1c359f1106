package memory

import (
	"slices"

	"github.com/shopspring/decimal"

	"github.com/proforma-go/proforma/invoice"
)

var hundred = decimal.NewFromInt(100)

// sound reports whether a line's shares can be divided by: a customer each, none twice, none below zero, 100 percent in all, and the
// rounding customer among them.
func sound(l *Line) bool {
	total := decimal.Zero
	seen := make(map[string]bool, len(l.Customers))
	for _, s := range l.Customers {
		if s.Customer == "" || seen[s.Customer] || s.Percent.IsNegative() {
			return false
		}
		seen[s.Customer] = true
		total = total.Add(s.Percent)
	}
	return total.Equal(hundred) && (l.RoundingCustomer == "" || seen[l.RoundingCustomer])
}

// part is one customer's share of an amount.
type part struct {
	customer string
	percent  decimal.Decimal
	amount   decimal.Decimal
}

// split divides an amount the way drafts do: the amount is rounded half-even to the currency's decimals; then every share but the
// rounding customer's is, and that customer takes the rest. Without a rounding customer what is left over goes by largest
// remainder, ties in listed order.
func split(amount decimal.Decimal, shares []invoice.Share, rounding string, decimals int32) []part {
	amount = amount.RoundBank(decimals)
	parts := make([]part, len(shares))
	rest := amount
	at := -1
	for i, s := range shares {
		exact := amount.Mul(s.Percent).Shift(-2)
		parts[i] = part{s.Customer, s.Percent, exact}
		if rounding != "" && s.Customer == rounding && at < 0 {
			at = i
		}
	}
	if at < 0 {
		return byRemainder(parts, amount, decimals)
	}
	for i := range parts {
		if i != at {
			parts[i].amount = parts[i].amount.RoundBank(decimals)
			rest = rest.Sub(parts[i].amount)
		}
	}
	parts[at].amount = rest
	return parts
}

func byRemainder(parts []part, amount decimal.Decimal, decimals int32) []part {
	order := make([]int, len(parts))
	remainders := make([]decimal.Decimal, len(parts))
	rest := amount
	for i := range parts {
		order[i] = i
		down := parts[i].amount.Truncate(decimals)
		remainders[i] = parts[i].amount.Sub(down).Abs()
		parts[i].amount = down
		rest = rest.Sub(down)
	}
	slices.SortStableFunc(order, func(a, b int) int { return remainders[b].Cmp(remainders[a]) })
	cent := decimal.New(1, -decimals)
	if rest.IsNegative() {
		cent = cent.Neg()
	}
	for _, i := range order {
		if rest.Abs().Cmp(cent.Abs()) < 0 {
			break
		}
		parts[i].amount = parts[i].amount.Add(cent)
		rest = rest.Sub(cent)
	}
	return parts
}

package invoice

import (
	"errors"
	"fmt"
	"math/big"
	"slices"

	"github.com/shopspring/decimal"
)

// shares is how a line is split between its customers: those with a share above zero, in listed order. Empty means that the line has no
// customers of its own.
type shares struct {
	customers []string
	percents  []decimal.Decimal
	former    []string // listed customers without a share
	rounding  int      // index of the customer that takes what rounding leaves over; -1: none
}

var hundred = decimal.NewFromInt(100)

// newShares checks a line's customers. Percentages that do not total 100 exactly are a fault of the line.
func newShares(l ContractLine) (shares, error) {
	if split, ok := l.(SplitBilled); ok {
		if listed := split.Customers(); len(listed) > 0 {
			return checkShares(listed, split.RoundingCustomer())
		}
	}
	return shares{rounding: -1}, nil
}

func checkShares(listed []Share, rounding string) (shares, error) {
	s := shares{rounding: -1}
	total := decimal.Decimal{}
	seen := make(map[string]bool, len(listed))
	for _, c := range listed {
		switch {
		case c.Customer == "":
			return s, errors.New("a share has no customer")
		case seen[c.Customer]:
			return s, fmt.Errorf("customer %s is listed twice", c.Customer)
		case c.Percent.IsNegative():
			return s, fmt.Errorf("customer %s has a share of %s %%", c.Customer, c.Percent)
		case c.Percent.Exponent() > maxExponent || c.Percent.Exponent() < -maxExponent:
			return s, fmt.Errorf("the share of customer %s is out of range", c.Customer)
		}
		seen[c.Customer] = true
		total = total.Add(c.Percent)
		if c.Percent.IsZero() {
			s.former = append(s.former, c.Customer)
		} else {
			s.customers, s.percents = append(s.customers, c.Customer), append(s.percents, c.Percent)
		}
	}
	if !total.Equal(hundred) {
		return s, fmt.Errorf("the customers' shares total %s %%, not 100 %%", total)
	}
	if rounding != "" {
		if s.rounding = slices.Index(s.customers, rounding); s.rounding < 0 {
			return s, fmt.Errorf("the rounding customer %s has no share", rounding)
		}
	}
	return s, nil
}

// divide splits a count of units into one part per customer; the parts sum to total. Each part is rounded half-even, and the
// rounding customer takes the rest; without one the units that truncation leaves over go to the largest remainders.
func (s *shares) divide(total int64, parts []int64) {
	if len(s.customers) == 1 {
		parts[0] = total
		return
	}
	t := decimal.New(total, 0)
	if s.rounding >= 0 {
		rest := total
		for i, p := range s.percents {
			if i != s.rounding {
				parts[i] = t.Mul(p).Shift(-2).RoundBank(0).IntPart()
				rest -= parts[i]
			}
		}
		parts[s.rounding] = rest
		return
	}
	s.divideByRemainder(total, parts)
}

func (s *shares) divideByRemainder(total int64, parts []int64) {
	t := decimal.New(total, 0).Abs()
	sign, left := int64(1), total
	if total < 0 {
		sign, left = -1, -total
	}
	remainders := make([]decimal.Decimal, len(parts))
	for i, p := range s.percents {
		exact := t.Mul(p).Shift(-2)
		parts[i] = exact.IntPart()
		remainders[i] = exact.Sub(decimal.New(parts[i], 0))
		left -= parts[i]
	}
	order := make([]int, len(parts))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return remainders[b].Cmp(remainders[a]) })
	for _, i := range order[:left] {
		parts[i]++
	}
	for i := range parts {
		parts[i] *= sign
	}
}

// Allocate divides an amount between customers as drafts do: rounded half-even to the given number of decimals first; then every
// share but the rounding customer's is rounded half-even and the rounding customer takes the rest, or, where rounding is empty, the
// last units go to the largest remainders, ties in listed order. The parts stand in the order of the shares and total the rounded
// amount; a share of zero gets zero. Shares that do not total 100 % are an error, as are amounts and decimals out of range.
func Allocate(amount decimal.Decimal, customers []Share, rounding string, decimals int32) ([]decimal.Decimal, error) {
	s, err := checkShares(customers, rounding)
	if err != nil {
		return nil, err
	}
	if decimals < 0 || decimals > maxExponent {
		return nil, fmt.Errorf("%d decimals are out of range", decimals)
	}
	total, ok := toMinor(amount, decimals)
	if !ok {
		return nil, errors.New("the amount is out of range")
	}
	parts := make([]int64, len(s.customers))
	s.divide(total, parts)
	out := make([]decimal.Decimal, len(customers))
	for i, c := range customers {
		if j := slices.Index(s.customers, c.Customer); j >= 0 {
			out[i] = fromMinor(parts[j], decimals)
		}
	}
	return out, nil
}

// divideQuantity splits a quantity at two decimals, or its own if it has more. Amounts are split apart from it and are authoritative.
func (s *shares) divideQuantity(q decimal.Decimal, parts []decimal.NullDecimal) {
	scale := max(2, -q.Exponent())
	units, ok := toUnits(q, scale)
	if !ok {
		return
	}
	counts := make([]int64, len(parts))
	s.divide(units, counts)
	for i, c := range counts {
		parts[i] = decimal.NewNullDecimal(decimal.New(c, -scale))
	}
}

func toUnits(q decimal.Decimal, scale int32) (int64, bool) {
	if q.Exponent() > maxExponent || scale > maxExponent {
		return 0, false
	}
	u := q.Shift(scale).BigInt()
	return u.Int64(), u.IsInt64() && u.CmpAbs(big.NewInt(maxMinor)) <= 0
}

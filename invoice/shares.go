package invoice

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/shopspring/decimal"
)

// shares is how an item is split between customers: those with a share above zero, in listed order. No customers means that nobody is
// named, and the project pays.
type shares struct {
	customers []string
	percents  []Percent
	rounding  int // index of the customer that takes odd cents; -1: none
}

var nobody = shares{rounding: -1}

// newShares checks the customers of a line or a transaction. Shares that do not total the whole are an error.
func newShares(host SplitBilled) (*shares, error) {
	listed := host.Customers()
	if len(listed) == 0 {
		return &nobody, nil
	}
	return checkShares(listed, host.RoundingCustomer())
}

func checkShares(listed []Share, rounding string) (*shares, error) {
	s := &shares{rounding: -1}
	seen := make(map[string]bool, len(listed))
	all := make([]Percent, len(listed))
	for i, c := range listed {
		switch all[i] = c.Percent; {
		case c.Customer == "":
			return s, errors.New("a share has no customer")
		case seen[c.Customer]:
			return s, fmt.Errorf("customer %s is listed twice", c.Customer)
		case c.Percent.Err() != nil:
			return s, fmt.Errorf("the share of customer %s: %w", c.Customer, c.Percent.Err())
		case c.Percent.Sign() < 0:
			return s, fmt.Errorf("customer %s has a share of %s", c.Customer, percentText(c.Percent))
		}
		seen[c.Customer] = true
		if !c.Percent.IsZero() {
			s.customers, s.percents = append(s.customers, c.Customer), append(s.percents, c.Percent)
		}
	}
	if !totalIsWhole(all) {
		return s, fmt.Errorf("the customers' shares total %s, not 100 %%", percentText(totalPercent(all)))
	}
	if rounding != "" {
		if s.rounding = slices.Index(s.customers, rounding); s.rounding < 0 {
			return s, fmt.Errorf("the rounding customer %s has no share", rounding)
		}
	}
	return s, nil
}

// percent returns the share of a customer: the whole where nobody is named.
func (s *shares) percent(i int) Percent {
	if len(s.customers) == 0 {
		return wholePercent
	}
	return s.percents[i]
}

// text returns the shares as text: "A 60; B 40", or who pays where nobody is named.
func (s *shares) text(payer string) string {
	if len(s.customers) == 0 {
		return payer + " 100"
	}
	parts := make([]string, len(s.customers))
	for i, c := range s.customers {
		parts[i] = shareText(c, s.percents[i])
	}
	return strings.Join(parts, "; ")
}

func percentText(p Percent) string {
	if s := p.String(); strings.Contains(s, "/") {
		return s
	}
	return p.String() + " %"
}

// Allocate divides an amount between customers as drafts do with rounding per detail: the amount is rounded half up to the given number of
// decimals first, then divided; odd units go to the rounding customer, or, where rounding is empty, one by one to whoever is furthest
// behind, ties in listed order. No part has the other sign or is more than its share rounded up. The parts stand in the order of the
// shares and total the rounded amount; a share of zero gets zero. Shares that do not total the whole are an error, as are amounts and
// decimals out of range.
func Allocate(amount decimal.Decimal, customers []Share, rounding string, decimals int32) ([]decimal.Decimal, error) {
	s, err := checkShares(customers, rounding)
	if err != nil {
		return nil, err
	}
	if decimals < 0 || decimals > maxDecimals {
		return nil, fmt.Errorf("%d decimals are out of range", decimals)
	}
	a := NewAmount(amount, "")
	if a.Err() != nil {
		return nil, a.Err()
	}
	total := exactOf(a, decimals)
	whole, ok := total.round(HalfUp)
	if !ok {
		return nil, errOutOfRange
	}
	claims := make([]claimant, len(s.customers))
	for i := range claims {
		claims[i].due = exactInt(whole).times(s.percents[i])
	}
	apportion(whole, claims, s.rounding, HalfUp)
	out := make([]decimal.Decimal, len(customers))
	for i, c := range customers {
		if j := slices.Index(s.customers, c.Customer); j >= 0 {
			out[i] = decimal.New(claims[j].part, -decimals)
		}
	}
	return out, nil
}

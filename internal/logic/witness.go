package logic

import (
	"iter"
	"slices"

	"github.com/shopspring/decimal"

	"github.com/proforma-go/proforma/invoice"
	"github.com/proforma-go/proforma/schedule"
)

func yesAndNo([]literal) iter.Seq[value] {
	return slices.Values([]value{{yes: true}, {}})
}

// numbers yields each number that is compared with, one between any two neighbours and one on either side: within a gap no test tells one
// number from another. Money has each of them in every currency that is named and in one that is not.
func (f *field) numbers(all []literal) iter.Seq[value] {
	return func(yield func(value) bool) {
		currencies := []string{""}
		var bounds []decimal.Decimal
		for _, l := range all {
			for _, v := range l.values() {
				bounds = append(bounds, v.Number)
				if f.typ == invoice.MoneyType && !slices.Contains(currencies, v.Currency) {
					currencies = append(currencies, v.Currency)
				}
			}
		}
		for n := range gaps(bounds) {
			for _, c := range currencies {
				if !yield(value{number: n, money: c}) {
					return
				}
			}
		}
	}
}

// gaps yields the numbers and one in each gap between, before and after them.
func gaps(bounds []decimal.Decimal) iter.Seq[decimal.Decimal] {
	return func(yield func(decimal.Decimal) bool) {
		one, half := decimal.New(1, 0), decimal.New(5, -1)
		slices.SortFunc(bounds, decimal.Decimal.Cmp)
		bounds = slices.CompactFunc(bounds, decimal.Decimal.Equal)
		if len(bounds) == 0 {
			yield(one)
			return
		}
		if !yield(bounds[0].Sub(one)) {
			return
		}
		for i, b := range bounds {
			after := b.Add(one)
			if i+1 < len(bounds) {
				after = b.Add(bounds[i+1]).Mul(half)
			}
			if !yield(b) || !yield(after) {
				return
			}
		}
	}
}

// dates yields each date that is compared with and the days around it. Unlike numbers, two dates may have nothing between them.
func (f *field) dates(all []literal) iter.Seq[value] {
	return func(yield func(value) bool) {
		none := true
		for _, l := range all {
			for _, v := range l.values() {
				for n := -1; n <= 1; n++ {
					if d := v.Date.AddDays(n); !d.IsZero() && !yield(value{date: d}) {
						return
					}
				}
				none = false
			}
		}
		if none {
			yield(value{date: schedule.MustParseDate("2000-01-01")})
		}
	}
}

package invoice

import (
	"fmt"

	"github.com/shopspring/decimal"
)

// applyBillings takes off what was billed of an item before. Its shares stay those of that billing; where the line's customers are
// others by now, what is left is held.
func (u *unitRun) applyBillings(it *item, first int) {
	pb, ok := it.transaction.(PartlyBilled)
	if !ok {
		return
	}
	for _, b := range pb.Billings() {
		s := u.find(it, first, b.Customer)
		if s == nil {
			it.changed = true
			continue
		}
		if !b.Percent.IsZero() && !b.Percent.Equal(it.percent(s)) {
			it.changed = true
		}
		s.part = max(1, b.Parts) + 1
		if !b.Partial {
			s.status = Billed
			continue
		}
		billed, ok := toMinor(b.Amount, it.money.decimals)
		if !ok {
			panic(fmt.Errorf("transaction %s: what was billed to %s is out of range", it.id, b.Customer))
		}
		s.customer = b.Customer // whoever was billed a part is billed the rest
		s.take(billed)
	}
}

// find returns the share of a customer.
func (u *unitRun) find(it *item, first int, customer string) *share {
	for i := first; i < len(u.shares); i++ {
		s := &u.shares[i]
		if s.customer == customer || s.customer == "" && (customer == it.line.project.payer || customer == it.line.project.customer) {
			return s
		}
	}
	return nil
}

func (it *item) percent(s *share) decimal.Decimal {
	if len(it.line.shares.customers) == 0 {
		return hundred
	}
	return it.line.shares.percents[s.order]
}

// take leaves the rest of a share of which an amount was billed, with as much of the quantity.
func (s *share) take(amount int64) {
	rest := addMinor(s.amount, -amount)
	if q := s.ownQuantity(); q.Valid {
		q.Decimal = proportion(q.Decimal, rest, s.amount)
		s.quantity = &q
	}
	s.amount, s.whole = rest, false
	if rest == 0 {
		s.status = Billed
	}
}

// proportion returns q × part ÷ of, at two decimals or q's own if it has more, rounded half-even; zero where of is zero.
func proportion(q decimal.Decimal, part, of int64) decimal.Decimal {
	if of == 0 {
		return decimal.Decimal{}
	}
	scale := max(2, -q.Exponent())
	exact := q.Mul(decimal.New(part, 0)).DivRound(decimal.New(of, 0), scale+8)
	return exact.RoundBank(scale)
}

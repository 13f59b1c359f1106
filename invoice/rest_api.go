package invoice

import "fmt"

// Item is what is divided between customers: a transaction's amount and whose it is.
type Item struct {
	Amount           Amount   // zero where it is not chargeable any more
	Quantity         Quantity // absent where there is none
	Price            Amount   // absent where there is none
	Shares           []Share  // none: Payer pays, and Customer is the same one
	RoundingCustomer string
	Payer, Customer  string
}

// Remaining is what is left of an [Item] after its billings.
type Remaining struct {
	Left    Amount // the amount less what was billed, plus the credits that reopened their customer, to the currency's minor unit
	Reason  Reason // why nothing of it can be divided: [SharesChanged] or [AmountChanged]; "": it can
	Was, Is string // with SharesChanged: the shares that were billed, and those of now
	Due     []Due  // the open customers, as listed, with parts that total what they are due
}

// Due is what one customer is due.
type Due struct {
	Customer string
	Amount   Amount
	Quantity Quantity // absent where there is none, and where the billings do not tell it
}

// Rest works out what is left of an item, and who owes it. It is what [Run] does on every occurrence: the host that shows what is still to be
// billed calls it too. Billings come in any order. Shares that do not total the whole, a currency that is none and an entry that is wrong are
// errors.
//
// What is left is the amount less what was billed, plus the credits that reopened their customer; an open customer is due its share less what
// it was billed, plus its own such credits. The two differ by rounding where it is less than a minor unit a customer, and the open ones get
// that; a larger difference belongs to closed customers, and is not divided.
func Rest(it Item, billings []Billing) (Remaining, error) {
	digits, ok := MinorUnits(it.Amount.Currency())
	if !ok {
		return Remaining{}, fmt.Errorf("%q is not a currency", it.Amount.Currency())
	}
	by := &nobody
	if len(it.Shares) > 0 {
		var err error
		if by, err = checkShares(it.Shares, it.RoundingCustomer); err != nil {
			return Remaining{}, err
		}
	}
	for _, err := range []error{it.Amount.Err(), it.Quantity.Err(), it.Price.Err()} {
		if err != nil {
			return Remaining{}, err
		}
	}
	d := division{amount: exactOf(it.Amount, int32(digits)), quantity: it.Quantity, scale: quantityScale(it.Quantity), price: it.Price,
		money: &denomination{it.Amount.Currency(), int32(digits), true}, shares: by, payer: it.Payer, customer: it.Customer}
	r, err := d.rest(byPart(billings))
	if err != nil {
		return Remaining{}, err
	}
	left, ok := r.left.round(HalfUp)
	if !ok {
		return Remaining{}, errOutOfRange
	}
	out := Remaining{Left: minor(left, int32(digits), it.Amount.Currency()), Reason: r.reason, Was: r.was, Is: r.is}
	if r.reason == "" {
		out.Due = d.due(&r)
	}
	return out, nil
}

// due rounds what the open customers are due so that it adds up.
func (d *division) due(r *leftover) []Due {
	var due []Due
	var money, hours []claimant
	taker, total, units := -1, exact{}, exact{}
	for i := range r.stakes {
		s := &r.stakes[i]
		if !s.open || s.owed.sign() == 0 {
			continue
		}
		if i == d.shares.rounding {
			taker = len(due)
		}
		x := Due{Customer: d.payer}
		switch {
		case len(d.shares.customers) > 0:
			x.Customer = d.shares.customers[i]
		case r.bound != "":
			x.Customer = r.bound
		}
		due = append(due, x)
		money, hours = append(money, claimant{due: s.owed}), append(hours, claimant{due: s.units})
		total, units = total.add(s.owed), units.add(s.units)
	}
	whole, _ := total.round(HalfUp)
	apportion(whole, money, taker, HalfUp)
	whole, _ = units.round(HalfUp)
	apportion(whole, hours, taker, HalfUp)
	for i := range due {
		due[i].Amount = minor(money[i].part, d.money.decimals, d.money.currency)
		if r.hours {
			due[i].Quantity = quantityOf(hours[i].part, d.scale)
		}
	}
	return due
}

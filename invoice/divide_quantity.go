package invoice

// divideQuantities says what of its item's quantity stands beside each amount. Parts of a quantity are rounded as amounts are: in running sums
// over the draft line at two decimals, an item with more decimals by itself. They add up to the item's; the amount is what counts.
func (u *unitRun) divideQuantities(e *event, found []candidate) {
	rows := u.hours[:0]
	for first := 0; first < len(found); {
		it, end := found[first].item, first
		for end < len(found) && found[end].item == it {
			end++
		}
		switch of := found[first:end]; {
		case !it.quantity().Valid():
		case it.ledger == nil && len(it.shares.customers) <= 1 && !of[0].capped:
			of[0].measured = wholly
		case it.ledger == nil || it.ledger.hours:
			for len(rows) < len(u.keys.rows) {
				rows = append(rows, running{})
			}
			u.divideQuantity(of, &rows[of[0].row], e.rule.Rounding)
		}
		first = end
	}
	clear(rows)
	u.hours = rows[:0]
}

// divideQuantity divides the quantity of one item between its candidates.
func (u *unitRun) divideQuantity(of []candidate, row *running, by Rounding) {
	it := of[0].item
	scale := quantityScale(it.quantity())
	claims := u.pass.claims[:0]
	total, taker := exact{}, -1
	runs := by.Per == PerLine && scale == 2 && it.ledger == nil
	for i := range of {
		c := &of[i]
		if !c.kept || c.withdraws() {
			continue
		}
		if int(c.order) == it.shares.rounding {
			taker = len(claims)
		}
		x := claimant{due: c.units(scale)}
		if runs {
			sum := row.of(c.customer)
			x.sum, x.given = sum.sum, sum.given
		}
		total = total.add(x.due)
		claims = append(claims, x)
	}
	u.pass.claims = claims
	whole, _ := row.total.add(total).round(by.Mode)
	if !runs {
		whole, _ = total.round(by.Mode)
		whole += row.given
	}
	apportion(whole-row.given, claims, taker, by.Mode)
	n := 0
	for i := range of {
		c := &of[i]
		if !c.kept || c.withdraws() {
			continue
		}
		x := &claims[n]
		n++
		if runs {
			sum := row.of(c.customer)
			sum.sum, sum.given = sum.sum.add(x.due), sum.given+x.part
			row.total, row.given = row.total.add(x.due), row.given+x.part
		}
		if x.due.sign() != 0 || c.bills == 0 || it.ledger == nil { // where only the amount has changed there is no quantity
			c.hours, c.measured = x.part, partly
		}
	}
}

// trimmed leaves out final zeros that the whole quantity is written without.
func trimmed(units int64, scale int32, whole Quantity) (int64, int32) {
	for scale > int32(whole.number().scale) && units%10 == 0 {
		units, scale = units/10, scale-1
	}
	return units, scale
}

// units is what of the item's quantity goes with what the candidate bills, in units of the last decimal.
func (c *candidate) units(scale int32) exact {
	it := c.item
	units := exactQuantity(it.quantity(), scale).times(it.shares.percent(int(c.order)))
	if it.ledger != nil && !c.corrects() {
		units = it.ledger.stakes[c.order].units
	}
	if owed := it.owed(c.order); c.capped && owed.sign() != 0 {
		units = units.portion(exactInt(c.bills), owed)
	}
	return units
}

package invoice

// claimant is a customer among whom an item is divided: what it is due of it, and how it stands on its draft line so far.
type claimant struct {
	due   exact // in minor units
	sum   exact // what it was due before on this draft line
	given int64 // and what it was given
	part  int64 // its part of the item
	least int64 // its part is within least and most: what is due, rounded towards zero and away from it, so that no part has another
	most  int64 // sign than what is due, and what is due in whole units is given as it is
}

// behind is what the claimant is due in all and was not given.
func (c *claimant) behind() exact { return c.sum.add(c.due).sub(exactInt(c.given + c.part)) }

// apportion gives every claimant its part of a whole: its running sum rounded, less what it was given. The difference between the parts and
// the whole, which is odd units, goes to the claimant that takes them, as far as it can; else one by one to whoever is furthest behind, ties as
// listed, or comes from whoever is furthest ahead, ties from the end of the list. What a claimant is not given waits in its sum.
//
// The whole is kept within what all claimants together can be given.
// What is negative in all mirrors what is positive.
func apportion(whole int64, cs []claimant, taker int, mode RoundingMode) {
	total := exact{}
	for i := range cs {
		total = total.add(cs[i].due)
	}
	if total.sign() < 0 {
		mirror(cs)
		apportionUp(-whole, cs, taker, mode)
		mirror(cs)
		return
	}
	apportionUp(whole, cs, taker, mode)
}

func mirror(cs []claimant) {
	for i := range cs {
		c := &cs[i]
		c.due, c.sum, c.given, c.part = c.due.neg(), c.sum.neg(), -c.given, -c.part
	}
}

func apportionUp(whole int64, cs []claimant, taker int, mode RoundingMode) {
	least, most := int64(0), int64(0)
	for i := range cs {
		c := &cs[i]
		toward, _ := c.due.toward()
		away, _ := c.due.away()
		c.least, c.most = min(toward, away), max(toward, away)
		least, most = least+c.least, most+c.most
		n, _ := c.sum.add(c.due).round(mode)
		c.part = min(max(n-c.given, c.least), c.most)
		whole -= c.part
	}
	rest := min(max(whole, least-given(cs)), most-given(cs))
	if taker >= 0 && rest != 0 {
		c := &cs[taker]
		step := min(max(rest, c.least-c.part), c.most-c.part)
		c.part, rest = c.part+step, rest-step
	}
	for ; rest > 0; rest-- {
		cs[furthest(cs, 1)].part++
	}
	for ; rest < 0; rest++ {
		cs[furthest(cs, -1)].part--
	}
}

func given(cs []claimant) int64 {
	sum := int64(0)
	for i := range cs {
		sum += cs[i].part
	}
	return sum
}

// furthest finds who is furthest behind and can take a unit, or furthest ahead and can give one up.
func furthest(cs []claimant, direction int) int {
	found, by := -1, exact{}
	for i := range cs {
		c := &cs[i]
		if direction > 0 && c.part == c.most || direction < 0 && c.part == c.least {
			continue
		}
		behind := c.behind()
		if order := behind.cmp(by) * direction; found < 0 || order > 0 || order == 0 && direction < 0 {
			found, by = i, behind
		}
	}
	return found
}

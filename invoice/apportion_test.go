package invoice

import (
	"fmt"
	"math/big"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// apportionCase is an item between customers who have a history on the draft line.
type apportionCase struct {
	whole  int64
	claims []claimant
	taker  int
	mode   RoundingMode
}

func drawApportionCase(t *rapid.T) apportionCase {
	c := apportionCase{whole: rapid.Int64Range(-60, 60).Draw(t, "whole"), mode: RoundingMode(rapid.IntRange(0, 1).Draw(t, "mode"))}
	fraction := func(label string, most int64) exact {
		return exactRatio(int128Of(rapid.Int64Range(-most, most).Draw(t, label)), rapid.SampledFrom([]uint64{1, 2, 3, 100, 700}).Draw(t, "denominator"))
	}
	for range rapid.IntRange(1, 6).Draw(t, "customers") {
		c.claims = append(c.claims, claimant{due: fraction("due", 900), sum: fraction("sum", 900), given: rapid.Int64Range(-9, 9).Draw(t, "given")})
	}
	c.taker = rapid.IntRange(-1, len(c.claims)-1).Draw(t, "taker")
	return c
}

func (c apportionCase) run() []claimant {
	claims := slices.Clone(c.claims)
	apportion(c.whole, claims, c.taker, c.mode)
	return claims
}

// bounds returns what a customer can be given: its due rounded towards zero, or away from it.
func bounds(due exact) (least, most int64) {
	q, rest := new(big.Int).QuoRem(due.rat().Num(), due.rat().Denom(), new(big.Int))
	toward := q.Int64()
	away := toward + int64(rest.Sign())
	return min(toward, away), max(toward, away)
}

func TestPartsTotalTheWholeWithinWhatAllCanBeGiven(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := drawApportionCase(t)
		least, most, sum := int64(0), int64(0), int64(0)
		for i, x := range c.run() {
			a, b := bounds(c.claims[i].due)
			if x.part < a || x.part > b {
				t.Fatalf("customer %d is due %s and gets %d", i, c.claims[i].due.rat(), x.part)
			}
			least, most, sum = least+a, most+b, sum+x.part
		}
		if want := min(max(c.whole, least), most); sum != want {
			t.Fatalf("the parts total %d, want %d", sum, want)
		}
	})
}

func TestANegativeItemMirrorsAPositiveOne(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := drawApportionCase(t)
		total := exact{}
		for _, x := range c.claims {
			total = total.add(x.due)
		}
		if total.sign() == 0 {
			return // which of the two is the negative one?
		}
		parts := c.run()
		c.whole = -c.whole
		for i := range c.claims {
			x := &c.claims[i]
			x.due, x.sum, x.given = x.due.neg(), x.sum.neg(), -x.given
		}
		for i, x := range c.run() {
			if x.part != -parts[i].part {
				t.Fatalf("customer %d gets %d, and %d of the negative", i, parts[i].part, x.part)
			}
		}
	})
}

// TestOddUnitsGoToTheTakerAsFarAsItCan: nobody else has another part than its own running sum gives while the taker can take the difference.
func TestOddUnitsGoToTheTakerAsFarAsItCan(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := drawApportionCase(t)
		if c.taker < 0 {
			c.taker = 0
		}
		parts := c.run()
		positive := exact{}
		for _, x := range c.claims {
			positive = positive.add(x.due)
		}
		others := false
		for i, x := range parts {
			least, most := bounds(c.claims[i].due)
			own := roundRat(new(big.Rat).Add(c.claims[i].sum.rat(), c.claims[i].due.rat()), c.mode).Int64() - c.claims[i].given
			if i != c.taker && x.part != min(max(own, least), most) {
				others = true
			}
		}
		least, most := bounds(c.claims[c.taker].due)
		if taken := parts[c.taker].part; others && taken != least && taken != most {
			t.Fatalf("somebody else has an odd unit, and the taker has %d of %d to %d", taken, least, most)
		}
	})
}

// TestAUnitGoesToWhoeverIsFurthestBehind: without a taker no unit could be moved from one customer to another who is a unit further behind.
func TestAUnitGoesToWhoeverIsFurthestBehind(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := drawApportionCase(t)
		c.taker = -1
		parts := c.run()
		for i := range parts {
			for j := range parts {
				giver, receiver := parts[i], parts[j]
				least, _ := bounds(c.claims[i].due)
				_, most := bounds(c.claims[j].due)
				gap := new(big.Rat).Sub(behindOf(receiver), behindOf(giver))
				if giver.part > least && receiver.part < most && gap.Cmp(big.NewRat(1, 1)) > 0 {
					t.Fatalf("customer %d is %s behind and customer %d %s, and a unit could be moved", j, behindOf(receiver), i, behindOf(giver))
				}
			}
		}
	})
}

func behindOf(c claimant) *big.Rat {
	r := new(big.Rat).Add(c.sum.rat(), c.due.rat())
	return r.Sub(r, new(big.Rat).SetInt64(c.given+c.part))
}

// runningLine divides items one after the other as a draft line does.
type runningLine struct {
	total  *big.Rat
	given  int64
	claims []claimant // their sums and what they were given
}

func (l *runningLine) item(amount *big.Rat, percents []Percent, taker int, mode RoundingMode) {
	for i, p := range percents {
		due := exactRat(new(big.Rat).Set(amount)).times(p)
		l.claims[i].due, l.claims[i].part = due, 0
	}
	l.total.Add(l.total, amount)
	apportion(roundRat(l.total, mode).Int64()-l.given, l.claims, taker, mode)
	for i := range l.claims {
		c := &l.claims[i]
		c.sum, c.given, l.given = c.sum.add(c.due), c.given+c.part, l.given+c.part
	}
}

// unbounded divides as if nobody could have too much: round every running sum, then move units one by one. It reports whether the bounds are in
// the way.
func unbounded(whole int64, cs []claimant, mode RoundingMode) (_ []claimant, inTheWay bool) {
	cs = slices.Clone(cs)
	note := func(c claimant) {
		least, most := bounds(c.due)
		inTheWay = inTheWay || c.part < least || c.part > most
	}
	for i := range cs {
		cs[i].part = roundRat(new(big.Rat).Add(cs[i].sum.rat(), cs[i].due.rat()), mode).Int64() - cs[i].given
		whole -= cs[i].part
		note(cs[i])
	}
	for ; whole != 0; whole -= int64(big.NewInt(whole).Sign()) {
		at := 0
		for i := range cs {
			order := behindOf(cs[i]).Cmp(behindOf(cs[at]))
			if whole > 0 && order > 0 || whole < 0 && order <= 0 {
				at = i
			}
		}
		cs[at].part += int64(big.NewInt(whole).Sign())
		note(cs[at])
	}
	return cs, inTheWay
}

// TestAfterAnyItemsEverybodyIsNearItsExactSum goes on for as long as the bounds are not in the way: the line then has its rounded sum, and a
// customer its own within a unit.
func TestAfterAnyItemsEverybodyIsNearItsExactSum(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		percents := [][]Percent{
			{NewRatio(1, 3), NewRatio(1, 3), NewRatio(1, 3)}, {NewRatio(1, 2), NewRatio(1, 2)}, {NewRatio(11, 100), NewRatio(88, 100), NewRatio(1, 100)}, {NewRatio(1, 7), NewRatio(2, 7), NewRatio(4, 7)},
		}[rapid.IntRange(0, 3).Draw(t, "shares")]
		l := runningLine{total: new(big.Rat), claims: make([]claimant, len(percents))}
		for range rapid.IntRange(1, 40).Draw(t, "items") {
			before, given := slices.Clone(l.claims), l.given
			amount := big.NewRat(rapid.Int64Range(1_000, 90_000).Draw(t, "amount"), 7)
			l.item(amount, percents, -1, HalfUp)
			for i := range before {
				before[i].due = l.claims[i].due
			}
			want, inTheWay := unbounded(roundRat(l.total, HalfUp).Int64()-given, before, HalfUp)
			if inTheWay {
				return
			}
			for i, c := range want {
				if c.part != l.claims[i].part {
					t.Fatalf("customer %d gets %d, want %d", i, l.claims[i].part, c.part)
				}
				if off := behindOf(c); off.Abs(off).Cmp(big.NewRat(1, 1)) > 0 {
					t.Fatalf("customer %d is %s off", i, off)
				}
			}
			if want := roundRat(l.total, HalfUp).Int64(); l.given != want {
				t.Fatalf("the line has %d, want %d", l.given, want)
			}
		}
	})
}

func TestSmallItemsAddUp(t *testing.T) {
	nines := func(last string) []string { return append(slices.Repeat([]string{"11"}, 9), last) }
	tests := []struct {
		name   string
		n      int
		units  *big.Rat // of one item
		shares []string
		taker  int
		want   string
	}{
		{"1,000 x 0.005 bill 5.00", 1000, big.NewRat(1, 2), []string{"100"}, -1, "500"},
		{"1,000 x 0.05 at 50/50 bill 25.00 each", 1000, big.NewRat(5, 1), []string{"50", "50"}, -1, "2500 2500"},
		{"1,000 x 0.05 over nine at 11 % and one at 1 %", 1000, big.NewRat(5, 1), nines("1"), -1, "550 550 550 550 550 550 550 550 550 50"},
		{"credits mirror them", 1000, big.NewRat(-5, 1), nines("1"), -1, "-550 -550 -550 -550 -550 -550 -550 -550 -550 -50"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var percents []Percent
			for _, s := range tt.shares {
				percents = append(percents, percentFor(t, s))
			}
			l := runningLine{total: new(big.Rat), claims: make([]claimant, len(percents))}
			for range tt.n {
				l.item(tt.units, percents, tt.taker, HalfUp)
			}
			var got []string
			for _, c := range l.claims {
				got = append(got, fmt.Sprint(c.given))
			}
			if s := strings.Join(got, " "); s != tt.want {
				t.Errorf("got %s, want %s", s, tt.want)
			}
		})
	}
}

// TestASmallRoundingCustomerGetsNoCredit: nine parts of 0.55 units are rounded to a unit each, which is four more than there are, and the rounding
// customer at 1 % cannot give them up.
func TestASmallRoundingCustomerGetsNoCredit(t *testing.T) {
	percents := append(slices.Repeat([]Percent{NewRatio(11, 100)}, 9), NewRatio(1, 100))
	l := runningLine{total: new(big.Rat), claims: make([]claimant, 10)}
	for n := range 1000 {
		l.item(big.NewRat(5, 1), percents, 9, HalfUp)
		for i, c := range l.claims {
			if c.part < 0 {
				t.Fatalf("item %d credits customer %d with %d", n, i, c.part)
			}
		}
		if l.given != int64(5*(n+1)) {
			t.Fatalf("after %d items the line has %d", n+1, l.given)
		}
	}
}

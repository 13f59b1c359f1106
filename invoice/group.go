package invoice

import (
	"cmp"
	"slices"

	"github.com/proforma-go/proforma/schedule"
)

// groupKey says which draft a share goes on: a tuple, never a joined text.
type groupKey struct {
	customer string
	contract contractKey // zero on a merged draft
	currency string
	by       int // a tuple of the values of the merge or split fields
}

// group is the shares of one draft to be.
type group struct {
	groupKey
	shares     []candidate
	first, end int   // where they stand among those found; an end of -1: in several places
	chargeable int   // how many of them are
	total      int64 // in minor units
}

// groups are the drafts to be of one event, in the order of their first shares.
type groups struct {
	all   []*group
	index map[groupKey]*group // all but the first: most events make one draft
}

// of returns the group with a key, a new one if there is none.
func (gs *groups) of(k groupKey) *group {
	if len(gs.all) > 0 && gs.all[0].groupKey == k {
		return gs.all[0]
	}
	g := gs.index[k]
	if g != nil {
		return g
	}
	g = &group{groupKey: k}
	switch gs.all = append(gs.all, g); len(gs.all) {
	case 1:
	case 2:
		gs.index = map[groupKey]*group{k: g}
	default:
		gs.index[k] = g
	}
	return g
}

// group is step six: shares into drafts. Without a chargeable share there is no draft: what is complimentary or non-chargeable is
// only listed on one that exists anyway.
func (u *unitRun) group(e *event, found []candidate) []*group {
	var groups groups
	for first := 0; first < len(found); {
		end := first + 1
		for end < len(found) && found[end].goesWith(found[first].share, e.rule) {
			end++
		}
		groups.of(u.groupKey(e.rule, found[first].share)).add(found, first, end)
		first = end
	}
	return slices.DeleteFunc(groups.all, func(g *group) bool {
		if g.chargeable == 0 {
			u.hold(e, g, verdict{rule: e.rule, reason: NotChargeable})
		}
		return g.chargeable == 0
	})
}

// add adds the shares from first to before end of those that were found. They stay where they are for as long as they stand together.
func (g *group) add(found []candidate, first, end int) {
	for i := first; i < end; i++ {
		if c := &found[i]; c.item.billing == Chargeable {
			g.chargeable++
			g.total = addMinor(g.total, c.bills)
		}
	}
	switch {
	case len(g.shares) == 0:
		g.first, g.end, g.shares = first, end, found[first:end:end]
	case first == g.end:
		g.end, g.shares = end, found[g.first:end:end]
	default:
		g.end, g.shares = -1, append(g.shares, found[first:end]...)
	}
}

// goesWith reports whether the share is plainly of one group with another one: of the same line, customer and currency.
func (s *share) goesWith(other *share, r *ruleRun) bool {
	return !r.byTransaction && s.item.line == other.item.line && s.item.money == other.item.money && s.customer == other.customer
}

func (u *unitRun) groupKey(r *ruleRun, s *share) groupKey {
	k := groupKey{customer: s.payer(r), currency: s.item.money.currency}
	if r.Grouping.Cut != Merged {
		k.contract = s.item.line.contract.key
	}
	if len(r.by) > 0 {
		k.by = u.tupleOf(r.by, s.item)
	}
	return k
}

func (u *unitRun) tupleOf(fields []*Field, it *item) int {
	t := 0
	for _, f := range fields {
		t = u.tuples.extend(t, f, f.group(it.subject()))
	}
	return t
}

// hold gives every share of a group a reason and gives back the room it took under limits.
func (u *unitRun) hold(e *event, g *group, v verdict) {
	g.release(e)
	for i := range g.shares {
		c := &g.shares[i]
		if c.item.billing == Chargeable {
			c.verdict = u.because(v)
		} else {
			c.verdict = u.because(verdict{rule: e.rule, reason: NotChargeable})
		}
	}
}

// release gives back the room that the group took under limits.
func (g *group) release(e *event) {
	if !e.limited() {
		return
	}
	for i := range g.shares {
		if c := &g.shares[i]; c.countsAgainstLimits() {
			c.commit(e.rule, -c.bills)
		}
	}
}

// holdBack is step seven: drafts under the rule's minimum or over its maximum are not made, and their shares stay billable. The bounds
// apply to totals of zero and more in their own currency.
func (u *unitRun) holdBack(e *event, groups []*group) []*group {
	r := e.rule
	if r.MinAmount == nil && r.MaxAmount == nil {
		return groups
	}
	return slices.DeleteFunc(groups, func(g *group) bool {
		if r.MinAmount != nil && u.comparable(e, g, r.MinAmount) && g.total < u.minor(*r.MinAmount, g) {
			u.hold(e, g, verdict{rule: r, reason: BelowMinimum, other: g.total})
			return true
		}
		if r.MaxAmount != nil && u.comparable(e, g, r.MaxAmount) && g.total > u.minor(*r.MaxAmount, g) {
			u.hold(e, g, verdict{rule: r, reason: AboveMaximum, other: g.total})
			return true
		}
		return false
	})
}

// comparable reports whether a bound applies to a draft to be; where it does not, that is logged.
func (u *unitRun) comparable(e *event, g *group, bound *Amount) bool {
	why := ""
	switch {
	case g.total < 0:
		why = "the draft is a credit"
	case bound.Currency != "" && bound.Currency != g.currency:
		why = "the draft is in " + g.currency
	default:
		return true
	}
	if u.repeated {
		return false
	}
	u.log = append(u.log, Entry{RunDate: e.run, Rule: e.rule.Name, Level: Info, Code: CodeBoundSkipped, About: AboutCustomer, Subject: g.customer,
		Message: "the bound of " + bound.String() + " does not apply: " + why})
	return false
}

// minor counts a bound in the draft's minor units, rounded towards holding nothing back that meets it.
func (u *unitRun) minor(bound Amount, g *group) int64 {
	m, ok := toMinor(bound.Number, g.decimals())
	if !ok {
		panic("the bound of " + bound.String() + " is out of range")
	}
	return m
}

func (g *group) decimals() int32 { return g.shares[0].item.money.decimals }

// finish makes the groups of an event into drafts and closes their shares.
func (u *unitRun) finish(e *event, groups []*group) error {
	invoice, entry, err := e.rule.headerDates(schedule.Occurrence{Date: e.run, Nominal: e.planned})
	if err != nil {
		return err
	}
	for _, g := range groups {
		d := u.draft(e, g)
		d.InvoiceDate, d.EntryDate = invoice, entry
		u.drafts = append(u.drafts, d)
		u.log = append(u.log, Entry{RunDate: e.run, Rule: e.rule.Name, Level: Info, Code: CodeDrafted, About: AboutDraft, Subject: d.Key,
			Message: d.Kind.String() + " to " + d.Customer + ", " + d.Total.StringFixed(d.decimals) + " " + d.Currency})
	}
	return nil
}

// logNothing says of each contract that was due and had nothing ready that there was nothing to invoice, or that it is on hold.
func (u *unitRun) logNothing(e *event, found []candidate) {
	for i := range found {
		if it := found[i].item; it.billing == Chargeable {
			it.line.contract.told = e
		}
	}
	for _, d := range e.lines {
		c := d.line.contract
		if c.told == e {
			continue
		}
		c.told = e
		entry := Entry{RunDate: e.run, Rule: e.rule.Name, Level: Info, Code: CodeNothingToInvoice, About: AboutContract,
			Subject: c.key.id, Message: "ran, nothing to invoice"}
		if c.hold != "" {
			entry.Level, entry.Code, entry.Message = Warning, Code(OnHold), "on hold: "+c.hold
		}
		u.log = append(u.log, entry)
	}
}

// sortForLines brings a group into the order of its draft lines where the rule divides contract lines by fields. Without such fields it
// is in order already.
func (u *unitRun) sortForLines(r *ruleRun, g *group) []int {
	if len(r.groupBy) == 0 {
		return nil
	}
	type keyed struct {
		candidate
		tuple int
	}
	all := make([]keyed, len(g.shares))
	for i, c := range g.shares {
		all[i] = keyed{c, u.tupleOf(r.groupBy, c.item)}
	}
	slices.SortStableFunc(all, func(a, b keyed) int {
		return cmp.Or(compareLines(a.item.line, b.item.line), slices.Compare(u.tuples.of(a.tuple), u.tuples.of(b.tuple)))
	})
	order := make([]int, len(all))
	for i, k := range all {
		g.shares[i], order[i] = k.candidate, k.tuple
	}
	return order
}

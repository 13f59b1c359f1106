package invoice

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/proforma-go/proforma/schedule"
)

// cut makes the drafts of one occurrence of the candidates that nothing holds back: their parts first, so that claims have no gaps, then lines,
// details, totals and keys. What was drafted is in the ledgers of its items afterwards.
func (u *unitRun) cut(e *event, found []candidate, drafts []draftToBe) error {
	invoice, entry, err := e.rule.headerDates(schedule.Occurrence{Date: e.run, Nominal: e.planned})
	if err != nil {
		return err
	}
	u.enlist(found, drafts)
	numberParts(found)
	u.divideQuantities(e, found)
	for i := range drafts {
		g := &drafts[i]
		if len(g.members) == 0 {
			continue
		}
		if g.broken {
			return errOverflow
		}
		d := u.draft(e, found, g)
		d.InvoiceDate, d.EntryDate = invoice, entry
		u.drafts = append(u.drafts, d)
		u.log = append(u.log, Entry{RunDate: e.run, Rule: e.rule.identity(), Level: Info, Code: CodeDrafted, About: AboutDraft, Subject: d.Key,
			Message: d.Kind.String() + " to " + d.Customer + ", " + d.Total.String()})
		if g.waived {
			u.log = append(u.log, Entry{RunDate: e.run, Rule: e.rule.identity(), Level: Info, Code: CodeMinimumWaived, About: AboutDraft, Subject: d.Key,
				Message: "under the minimum of " + boundText(e.rule.MinAmount) + ", and no later run of any rule would take it"})
		}
	}
	return u.enter(e, found)
}

// enlist gives every draft to be the candidates that stand on it.
func (u *unitRun) enlist(found []candidate, drafts []draftToBe) {
	ends := slices.Grow(u.ends[:0], len(drafts))[:len(drafts)]
	clear(ends)
	n := 0
	for i := range found {
		if c := &found[i]; !c.out && !c.held {
			c.kept = true
			ends[c.group]++
			n++
		}
	}
	slab := slices.Grow(u.members[:0], n)[:n]
	at := 0
	for g := range drafts {
		at += int(ends[g])
		drafts[g].members = slab[at-int(ends[g]) : at : at]
		ends[g] = int32(at) - ends[g]
	}
	for i := range found {
		if c := &found[i]; c.kept {
			slab[ends[c.group]] = int32(i)
			ends[c.group]++
		}
	}
	u.ends, u.members = ends, slab
}

// numberParts gives every detail to be its part: of each item first what is taken back, then what is billed, customers as listed.
func numberParts(found []candidate) {
	for first := 0; first < len(found); {
		it, end := found[first].item, first
		for end < len(found) && found[end].item == it {
			end++
		}
		part := it.parts
		for i := first; i < end; i++ {
			if c := &found[i]; c.kept && c.corrects() {
				c.redo = part + 1
				part += int32(len(c.redone()))
			}
		}
		for i := first; i < end; i++ {
			if c := &found[i]; c.kept && !c.withdraws() {
				part++
				c.part = part
			}
		}
		it.parts = part
		first = end
	}
}

// withdraws reports whether the candidate takes back all that was billed and bills nothing anew.
func (c *candidate) withdraws() bool { return c.corrects() && c.item.amount().sign() == 0 }

// details returns how many details the candidate makes.
func (c *candidate) details() int { return len(c.redone()) + int(min(c.part, 1)) }

// draft makes one draft: lines with their details, totals, key.
func (u *unitRun) draft(e *event, found []candidate, g *draftToBe) Draft {
	r := e.rule
	d := Draft{
		Rule: r.identity(), Kind: InvoiceDraft, RunDate: e.run, PlannedDate: e.planned,
		Customer: g.customer, Contract: g.contract.id, Currency: g.currency,
		Status: r.Status, Generator: r.Generator, Notify: slices.Clip(r.Notify), Options: slices.Clip(r.Options), Rounding: r.Rounding,
		Total: minor(g.total, g.money.decimals, g.money.currency), Group: groupValues(r.by, u.tuples.of(g.by)), rule: r.index,
	}
	if d.Status == "" {
		d.Status = "draft"
	}
	if g.total < 0 {
		d.Kind = CreditDraft
	}
	u.sortForLines(r, found, g)
	n := 0
	for _, i := range g.members {
		n += found[i].details()
	}
	details := make([]LineDetail, 0, n)
	d.Lines = make([]DraftLine, 0, min(len(e.lines), len(g.members)))
	for first := 0; first < len(g.members); {
		c := &found[g.members[first]]
		l := DraftLine{Line: c.item.line.id, Project: c.item.line.project.id, Contract: c.item.line.contract.key.id}
		if len(r.groupBy) > 0 {
			l.Group = groupValues(r.groupBy, u.tuples.of(int(c.tuple)))
		}
		start, total, end := len(details), int64(0), first
		for end < len(g.members) {
			x := &found[g.members[end]]
			if x.item.line != c.item.line || x.tuple != c.tuple {
				break
			}
			total += x.bills
			details = describe(details, x)
			end++
		}
		l.Total = minor(total, g.money.decimals, g.money.currency)
		l.Details = details[start:len(details):len(details)]
		d.Lines = append(d.Lines, l)
		if n := len(d.Projects); n == 0 || d.Projects[n-1] != l.Project { // lines come by project
			d.Projects = append(d.Projects, l.Project)
		}
		first = end
	}
	d.Key = u.draftKey(&d, found, g)
	if u.pass.limited {
		d.Limits = limitsOf(r, found, g)
	}
	return d
}

// sortForLines brings a draft into the order of its lines where the rule divides contract lines by fields. Without such fields it is in order
// already.
func (u *unitRun) sortForLines(r *ruleRun, found []candidate, g *draftToBe) {
	if len(r.groupBy) == 0 {
		return
	}
	slices.SortStableFunc(g.members, func(i, j int32) int {
		a, b := &found[i], &found[j]
		return cmp.Or(compareLines(a.item.line, b.item.line), slices.Compare(u.tuples.of(int(a.tuple)), u.tuples.of(int(b.tuple))))
	})
}

func groupValues(fields []*Field, values []string) []GroupValue {
	var gs []GroupValue
	for i, f := range fields {
		gs = append(gs, GroupValue{f.name, values[i]})
	}
	return gs
}

// describe adds the details of a candidate: what is taken back, then what is billed.
func describe(details []LineDetail, c *candidate) []LineDetail {
	it := c.item
	text := ""
	if t, ok := it.transaction.(Described); ok {
		text = t.Description()
	}
	taken := int64(0)
	for n, i := range c.redone() {
		details = extend(details)
		old, reversal := &it.ledger.entries[i], &details[len(details)-1]
		c.head(reversal, text)
		net, quantity := netOf(it.ledger.entries, i)
		units, _ := exactOf(net, it.money.decimals).round(HalfUp)
		taken += units
		reversal.Part, reversal.Reverses, reversal.Open = int(c.redo)+n, old.Part, true
		reversal.Amount, reversal.Quantity, reversal.Price = minor(-units, it.money.decimals, it.money.currency), quantity.Neg(), old.Price
		reversal.Percent, reversal.BillingType = old.Percent, Chargeable
	}
	if c.part == 0 {
		return details
	}
	details = extend(details)
	d := &details[len(details)-1]
	c.head(d, text)
	d.Part = int(c.part)
	d.Amount = minor(c.bills+taken, it.money.decimals, it.money.currency)
	if it.billing == Chargeable {
		d.Whole = it.whole
	} else {
		d.Whole = minor(0, it.money.decimals, it.money.currency)
	}
	switch c.measured {
	case wholly:
		d.Quantity = it.measure.quantity
	case partly:
		d.Quantity = quantityOf(trimmed(c.hours, quantityScale(it.measure.quantity), it.measure.quantity))
	}
	d.Price, d.Open = it.price(), c.capped
	return details
}

// extend adds an empty detail. What lies behind the end of the slab is empty already.
func extend(details []LineDetail) []LineDetail {
	if n := len(details); n < cap(details) {
		return details[:n+1]
	}
	return append(details, LineDetail{})
}

// head fills in what all details of a candidate have in common.
func (c *candidate) head(d *LineDetail, text string) {
	it := c.item
	d.Transaction, d.Date, d.Kind, d.BillingType, d.Person, d.Description = it.id, it.date, it.kind, it.billing, it.person, text
	d.Percent = it.shares.percent(int(c.order))
}

// draftKey names a draft by its rule, planned date and group and by its smallest claim, so that it is the same in every run that makes
// the same draft, and another one for a supplementary draft. Every part is escaped; slashes stand between the parts.
func (u *unitRun) draftKey(d *Draft, found []candidate, g *draftToBe) string {
	smallest := &found[g.members[0]]
	for _, i := range g.members[1:] {
		if u.compareIDs(found[i].item, smallest.item) < 0 {
			smallest = &found[i]
		}
	}
	part := smallest.part
	if smallest.redo > 0 {
		part = smallest.redo
	}
	parts := []string{escape(d.Rule), d.PlannedDate.String(), escape(d.Customer), "merged", escape(d.Currency)}
	if g.contract != (contractKey{}) {
		parts[3] = g.contract.String()
	}
	for _, v := range d.Group {
		parts = append(parts, escape(v.Field)+"="+escape(v.Value))
	}
	parts = append(parts, escape(smallest.item.id), strconv.Itoa(int(part)))
	return strings.Join(parts, "/")
}

// slotOf returns a key without its smallest claim.
func slotOf(key string) string {
	for range 2 {
		key = key[:max(strings.LastIndexByte(key, '/'), 0)]
	}
	return key
}

// limitsOf returns the limits that the details of a draft are under, in the order in which they are met.
func limitsOf(r *ruleRun, found []candidate, g *draftToBe) []LimitUse {
	var met []*limit
	drafted := make(map[*limit]int64)
	for _, i := range g.members {
		c := &found[i]
		if !c.countsAgainstLimits() {
			continue
		}
		levels, err := c.levels(r)
		if err != nil {
			continue // it was asked for before, and then without an error
		}
		for _, l := range levels {
			if l == nil || l.money.currency != g.currency {
				continue
			}
			if _, known := drafted[l]; !known {
				met = append(met, l)
			}
			drafted[l] += c.bills
		}
	}
	uses := make([]LimitUse, len(met))
	for i, l := range met {
		uses[i] = l.use(drafted[l])
	}
	return uses
}

// enter puts what was drafted into the ledgers of its items, and closes the shares of which nothing is left.
func (u *unitRun) enter(e *event, found []candidate) error {
	u.rooms.settle()
	for first := 0; first < len(found); {
		it, end, left := found[first].item, first, false
		kept := false
		for ; end < len(found) && found[end].item == it; end++ {
			c := &found[end]
			kept = kept || c.kept
			if c.kept {
				u.drafted++
				c.takenBy, c.open = e.rule, c.capped
			}
		}
		for i := it.first; i < it.end; i++ {
			left = left || u.shares[i].open
		}
		if kept && left {
			if err := u.settleAgain(e.rule, it, found[first:end]); err != nil {
				return err
			}
		}
		first = end
	}
	return nil
}

// settleAgain works out what is left of an item of which some was drafted.
func (u *unitRun) settleAgain(r *ruleRun, it *item, candidates []candidate) error {
	var entries []Billing
	if it.ledger != nil {
		entries = slices.Clone(it.ledger.entries)
	}
	for i := range candidates {
		c := &candidates[i]
		if !c.kept {
			continue
		}
		customer := c.payer(r)
		for _, x := range describe(nil, c) {
			entries = append(entries, Billing{Part: x.Part, Customer: customer, Percent: x.Percent, Amount: x.Amount, Quantity: x.Quantity, Price: x.Price,
				Whole: x.Whole, Reverses: x.Reverses, Open: x.Open})
		}
	}
	if err := it.settleUp(byPart(entries)); err != nil {
		return err
	}
	for i := it.first; i < it.end; i++ {
		s := &u.shares[i]
		if s.open && !it.isOpen(&it.ledger.stakes[s.order]) {
			s.open = false
			if s.takenBy == nil {
				u.considered-- // others' parts have left nothing of it
			}
		}
		if s.customer == "" {
			s.customer = it.ledger.bound
		}
	}
	for i := range candidates {
		if c := &candidates[i]; c.kept && c.open {
			u.considered++ // what is left of it is a share of its own
		}
	}
	return nil
}

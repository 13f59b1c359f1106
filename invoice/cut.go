package invoice

import (
	"slices"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"
)

// draft makes one group into a draft: lines with their details, totals, key. It is where money becomes decimals again.
func (u *unitRun) draft(e *event, g *group) Draft {
	r := e.rule
	d := Draft{
		Rule: r.Name, Kind: InvoiceDraft, RunDate: e.run, PlannedDate: e.planned,
		Customer: g.customer, Contract: g.contract.id, Currency: g.currency,
		Status: r.Status, Generator: r.Generator, Notify: slices.Clip(r.Notify), Options: slices.Clip(r.Options),
		Total: fromMinor(g.total, g.decimals()), Group: groupValues(r.by, u.tuples.of(g.by)),
		decimals: g.decimals(), rule: r.index,
	}
	if d.Status == "" {
		d.Status = "draft"
	}
	if g.total < 0 {
		d.Kind = CreditDraft
	}
	lineTuples := u.sortForLines(r, g)
	details := make([]LineDetail, len(g.shares))
	d.Lines = make([]DraftLine, 0, min(len(e.lines), len(g.shares)))
	for first := 0; first < len(g.shares); {
		last := lineEnd(g.shares, lineTuples, first)
		l := draftLine(g.customer, g.shares[first:last], details[first:last])
		if lineTuples != nil {
			l.Group = groupValues(r.groupBy, u.tuples.of(lineTuples[first]))
		}
		d.Lines = append(d.Lines, l)
		if n := len(d.Projects); n == 0 || d.Projects[n-1] != l.Project { // lines come by project
			d.Projects = append(d.Projects, l.Project)
		}
		first = last
	}
	d.Key = u.draftKey(&d, g)
	u.close(r, g)
	return d
}

// lineEnd returns where the draft line that begins at first ends: at another contract line, or other values of the grouping fields.
func lineEnd(shares []candidate, tuples []int, first int) int {
	end := first + 1
	for end < len(shares) && shares[end].item.line == shares[first].item.line && (tuples == nil || tuples[end] == tuples[first]) {
		end++
	}
	return end
}

func groupValues(fields []*Field, values []string) []GroupValue {
	var gs []GroupValue
	for i, f := range fields {
		gs = append(gs, GroupValue{f.name, values[i]})
	}
	return gs
}

// draftLine makes one draft line and fills its details, one for each share.
func draftLine(customer string, shares []candidate, details []LineDetail) DraftLine {
	it, total := shares[0].item, int64(0)
	for i := range shares {
		c := &shares[i]
		c.describe(customer, &details[i])
		total = addMinor(total, c.item.billing.of(c.bills))
	}
	return DraftLine{Line: it.line.id, Project: it.line.project.id, Contract: it.line.contract.key.id,
		Total: fromMinor(total, it.money.decimals), Details: slices.Clip(details)}
}

// describe fills an empty detail.
func (c *candidate) describe(customer string, d *LineDetail) {
	it := c.item
	d.Transaction, d.Date, d.Kind, d.BillingType, d.Person = it.id, it.date, it.kind, it.billing, it.person
	d.Claim.Transaction, d.Claim.Customer, d.Claim.Part = it.id, customer, c.part
	if it.billing == Chargeable {
		d.Amount = c.money(c.bills)
	}
	if q, ok := it.transaction.(Quantified); ok {
		if d.Quantity = c.ownQuantity(); d.Quantity.Valid && c.bills != c.amount {
			d.Quantity.Decimal = proportion(d.Quantity.Decimal, c.bills, c.amount)
		}
		if p, has := q.Price(); has {
			d.Price = decimal.NewNullDecimal(p)
		}
	}
	if t, ok := it.transaction.(Described); ok {
		d.Description = t.Description()
	}
}

// money makes a decimal of an amount of the share. Where nothing was rounded, split or taken off, that is the host's own.
func (s *share) money(amount int64) decimal.Decimal {
	if s.whole && s.item.isExact && amount == s.amount {
		return s.item.exact
	}
	return fromMinor(amount, s.item.money.decimals)
}

// close marks the shares of a draft as billed, or leaves open what `limit partial` holds of them.
func (u *unitRun) close(r *ruleRun, g *group) {
	for i := range g.shares {
		c := &g.shares[i]
		u.drafted.add(1, c.item.billing.of(c.bills))
		c.takenBy = r
		if c.bills == c.amount {
			c.open = false
			continue
		}
		c.part++
		c.customer = g.customer // whoever is billed a part is billed the rest
		c.take(c.bills)
		v := *c.verdict
		v.reason = OverLimit
		c.verdict = u.because(v)
		u.considered.add(1, 0) // the rest is a part of its own
	}
}

// draftKey names a draft by its rule, planned date and group and by its smallest claim, so that it is the same in every run that makes
// the same draft, and another one for a supplementary draft. Every part is escaped; slashes stand between the parts.
func (u *unitRun) draftKey(d *Draft, g *group) string {
	smallest := g.shares[0]
	for _, c := range g.shares[1:] {
		if u.compareIDs(c.item, smallest.item) < 0 {
			smallest = c
		}
	}
	parts := []string{escape(d.Rule), d.PlannedDate.String(), escape(d.Customer), "merged", escape(d.Currency)}
	if g.contract != (contractKey{}) {
		parts[3] = g.contract.String()
	}
	for _, v := range d.Group {
		parts = append(parts, escape(v.Field)+"="+escape(v.Value))
	}
	parts = append(parts, escape(smallest.item.id), strconv.Itoa(smallest.part))
	return strings.Join(parts, "/")
}

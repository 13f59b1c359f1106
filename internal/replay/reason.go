package replay

import (
	"slices"

	"github.com/proforma-go/proforma/invoice"
	"github.com/proforma-go/proforma/invoice/memory"
	"github.com/proforma-go/proforma/schedule"
)

// subject is what log entries are about that say why something was not read.
type subject struct {
	kind invoice.SubjectKind
	id   string
}

// reasons finds, in the details of the log, why a rule did not bill what was never read for it.
type reasons struct {
	rules  []string                    // their identities, in order
	about  map[subject][]invoice.Entry // with a reason as code
	notDue []invoice.Entry             // of rules without an occurrence
}

func newReasons(rules []invoice.Rule, log invoice.RunLog) *reasons {
	r := &reasons{about: make(map[subject][]invoice.Entry)}
	for i := range rules {
		r.rules = append(r.rules, identity(&rules[i]))
	}
	for _, e := range log {
		switch {
		case invoice.Reason(e.Code).Rank() == 0:
		case e.About == invoice.AboutProject || e.About == invoice.AboutLine || e.About == invoice.AboutContract:
			s := subject{e.About, e.Subject}
			r.about[s] = append(r.about[s], e)
		case e.About == invoice.AboutRule && e.Code == invoice.CodeNotDue && e.Count == 0:
			r.notDue = append(r.notDue, e)
		}
	}
	return r
}

// identity is what drafts, log and backlog call a rule.
func identity(r *invoice.Rule) string {
	if r.ID != "" {
		return r.ID
	}
	return r.Name
}

// order is that in which the reasons of one rule are tested, as far as they are given before anything is read. The date comes last.
var order = []invoice.Reason{invoice.Filtered, invoice.NotPermitted, invoice.OnHold, invoice.NoSchedule, invoice.Failed, invoice.Stranded, invoice.NotDue}

// entries returns what the log says about the line, its contract and its project, in the order in which reasons are tested.
func (r *reasons) entries(line, contract, project string) []invoice.Entry {
	if contract == "" {
		contract = project
	}
	all := slices.Concat(r.about[subject{invoice.AboutProject, project}], r.about[subject{invoice.AboutContract, contract}],
		r.about[subject{invoice.AboutLine, line}], r.notDue)
	place := func(e *invoice.Entry) int { return slices.Index(order, invoice.Reason(e.Code)) }
	slices.SortStableFunc(all, func(a, b invoice.Entry) int { return place(&a) - place(&b) })
	return all
}

// complete adds to an item the rules that never had its line read, so that it has a reason of every rule, in order. A rule of which nothing
// is known, such as an inactive one, has none.
func (r *reasons) complete(b *invoice.BacklogItem, contract string) {
	entries := r.entries(b.Line, contract, b.Project)
	known := b.Rules
	b.Rules = nil
	for _, rule := range r.rules {
		if i := slices.IndexFunc(known, func(g invoice.Grounds) bool { return g.Rule == rule }); i >= 0 {
			b.Rules = append(b.Rules, known[i])
		} else if i := slices.IndexFunc(entries, func(e invoice.Entry) bool { return e.Rule == rule }); i >= 0 {
			b.Rules = append(b.Rules, grounds(&entries[i]))
		}
	}
}

func grounds(e *invoice.Entry) invoice.Grounds {
	return invoice.Grounds{Rule: e.Rule, Reason: invoice.Reason(e.Code), Note: e.Message}
}

// item puts an unread share into the backlog, with the reason of the rule that came nearest to billing it. What took out the line or the
// project, whatever the rule, counts first.
func (r *reasons) item(o memory.Open) invoice.BacklogItem {
	b := invoice.BacklogItem{
		Transaction: o.Transaction, Line: o.Line, Project: o.Project, Customer: o.Customer, Date: o.Date, Kind: o.Kind,
		Amount: o.Amount, Grounds: invoice.Grounds{Reason: invoice.NotDue, Note: "no rule ran"},
	}
	r.complete(&b, o.Contract)
	entries := r.entries(o.Line, o.Contract, o.Project)
	if i := slices.IndexFunc(entries, func(e invoice.Entry) bool { return e.Rule == "" }); i >= 0 {
		b.Grounds = grounds(&entries[i])
		return b
	}
	var first schedule.Date
	for i := range b.Rules {
		g := &b.Rules[i]
		next := nextRun(entries, g)
		switch nearer := g.Reason.Rank() - b.Reason.Rank(); {
		case i == 0, nearer > 0, nearer == 0 && sooner(next, first):
			b.Grounds, first = *g, next
		}
		if sooner(next, b.NextRun) {
			b.NextRun = next
		}
	}
	return b
}

// nextRun is the rule's next run after the window, where its reason is that of a date.
func nextRun(entries []invoice.Entry, g *invoice.Grounds) schedule.Date {
	for i := range entries {
		if entries[i].Rule == g.Rule && invoice.Reason(entries[i].Code) == g.Reason {
			return entries[i].NextRun
		}
	}
	return schedule.Date{}
}

// sooner reports whether a comes before b; no date comes last.
func sooner(a, b schedule.Date) bool { return !a.IsZero() && (b.IsZero() || a.Before(b)) }

package replay

import (
	"github.com/proforma-go/proforma/invoice"
	"github.com/proforma-go/proforma/invoice/memory"
)

// subject is what log entries are about that say why something was not read.
type subject struct {
	kind invoice.SubjectKind
	id   string
}

// reasons finds, in the log, why a line was never read.
type reasons struct {
	about  map[subject][]invoice.Entry // with a reason as code: one per rule
	notDue *invoice.Entry              // the first rule that had no occurrence
}

func newReasons(log invoice.RunLog) *reasons {
	r := &reasons{about: make(map[subject][]invoice.Entry)}
	for i, e := range log {
		switch {
		case invoice.Reason(e.Code).Rank() == 0:
		case e.About == invoice.AboutProject || e.About == invoice.AboutLine || e.About == invoice.AboutContract:
			s := subject{e.About, e.Subject}
			r.about[s] = latest(r.about[s], e)
		case e.About == invoice.AboutRule && e.Code == invoice.CodeNotDue && r.notDue == nil:
			r.notDue = &log[i]
		}
	}
	return r
}

// latest puts an entry in the place of an earlier one of the same rule. Not being due takes no place from another reason.
func latest(entries []invoice.Entry, e invoice.Entry) []invoice.Entry {
	for i := range entries {
		if entries[i].Rule == e.Rule {
			if e.Code != invoice.CodeNotDue || entries[i].Code == invoice.CodeNotDue {
				entries[i] = e
			}
			return entries
		}
	}
	return append(entries, e)
}

// item puts an unread share into the backlog. Over several rules the reason counts that is furthest in the order of reasons, since that
// rule came nearest to billing it; a later run under one rule counts more than that another has none.
func (r *reasons) item(o memory.Open) invoice.BacklogItem {
	b := invoice.BacklogItem{
		Transaction: o.Transaction, Line: o.Line, Project: o.Project, Customer: o.Customer, Date: o.Date, Kind: o.Kind,
		Amount: o.Amount, Grounds: invoice.Grounds{Reason: invoice.NotDue, Note: "no rule ran"},
	}
	contract := o.Contract
	if contract == "" {
		contract = o.Project
	}
	var best *invoice.Entry
	for _, s := range []subject{{invoice.AboutLine, o.Line}, {invoice.AboutContract, contract}, {invoice.AboutProject, o.Project}} {
		entries := r.about[s]
		for i := range entries {
			if best == nil || weight(entries[i]) > weight(*best) {
				best = &entries[i]
			}
		}
	}
	if best == nil {
		best = r.notDue
	}
	if best == nil {
		return b
	}
	b.Rule, b.Reason, b.Note, b.NextRun = best.Rule, invoice.Reason(best.Code), best.Message, best.NextRun
	return b
}

func weight(e invoice.Entry) int {
	if e.Code == invoice.CodeNotDue && !e.NextRun.IsZero() {
		return invoice.Stranded.Rank()*2 + 1
	}
	return invoice.Reason(e.Code).Rank() * 2
}

package invoice

import (
	"cmp"
	"fmt"
	"slices"
)

// ruleTotals is what a rule made in the whole run.
type ruleTotals struct {
	ran      bool
	drafts   int
	failures int
}

// sum adds one unit's outcome to the totals. A failure that is nobody's in particular counts for every rule.
func (r *run) sum(res *unitResult) {
	for _, c := range res.counts.all {
		r.counts.count(c.rule, c.code, c.n)
		if c.code == CodeNothingToInvoice {
			r.totals[c.rule.index].ran = true
		}
	}
	r.sumLog(&res.Outcome)
}

func (r *run) sumLog(o *Outcome) {
	for i := range o.Drafts {
		t := &r.totals[o.Drafts[i].rule]
		t.drafts++
		t.ran = true
	}
	for _, e := range o.Log {
		for _, rule := range r.rules {
			if e.Rule != "" && e.Rule != rule.identity() {
				continue
			}
			t := &r.totals[rule.index]
			switch {
			case e.Level == Error:
				t.failures++
			case e.Rule != "" && e.Code == Code(OnHold) && e.About == AboutContract && !e.RunDate.IsZero():
				t.ran = true
			}
		}
	}
}

// close makes the last outcome: what is said once per project or rule, and who is to be told.
func (r *run) close() Outcome {
	slices.SortStableFunc(r.counts.log, func(a, b Entry) int { // lines come in any order
		return cmp.Or(cmp.Compare(a.About, b.About), cmp.Compare(a.Subject, b.Subject))
	})
	o := Outcome{Log: slices.Concat(r.closing, r.counts.beyond, r.counts.log, r.counts.entries())}
	r.sumLog(&Outcome{Log: r.closing})
	for _, rule := range r.rules {
		t := &r.totals[rule.index]
		if len(rule.runs) > 0 {
			t.ran = true
		}
		if !t.ran && t.failures == 0 {
			continue
		}
		o.Log = append(o.Log, Entry{Rule: rule.identity(), Level: Info, Code: CodeSummary, About: AboutRule, Subject: rule.identity(),
			Message: fmt.Sprintf("%s, %s", count(t.drafts, "draft"), count(t.failures, "failure"))})
		for _, n := range rule.notices(t) {
			o.Notices = append(o.Notices, n)
			o.Log = append(o.Log, Entry{Rule: rule.identity(), Level: Info, Code: CodeNotify, About: AboutRecipient, Subject: n.Recipient.Name, Message: "to be told"})
		}
	}
	return o
}

// notices says who is to be told of the rule's run: each recipient once.
func (r *ruleRun) notices(t *ruleTotals) []Notice {
	var ns []Notice
	for _, clause := range r.Notify {
		if !clause.On.applies(t) {
			continue
		}
		for _, who := range clause.Recipients {
			if !slices.ContainsFunc(ns, func(n Notice) bool { return n.Recipient == who }) {
				ns = append(ns, Notice{Rule: r.identity(), Recipient: who, On: clause.On, Drafts: t.drafts, Failures: t.failures})
			}
		}
	}
	return ns
}

func (o Occasion) applies(t *ruleTotals) bool {
	switch o {
	case OnSuccess:
		return t.drafts > 0 && t.failures == 0
	case OnFailure:
		return t.failures > 0
	case OnEmpty:
		return t.drafts == 0
	}
	return true
}

// count puts a number before a word: 1 draft, 2 drafts.
func count(n int, word string) string {
	if n == 1 {
		return "1 " + word
	}
	return fmt.Sprintf("%d %ss", n, word)
}

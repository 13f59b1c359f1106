package replay

import (
	"cmp"
	"slices"
	"strconv"

	"github.com/proforma-go/proforma/invoice"
	"github.com/proforma-go/proforma/invoice/memory"
)

// tracker keeps, from evaluation to evaluation, why each share is not billed.
type tracker struct {
	report *Report
	days   int                                       // evaluations so far
	items  map[string]map[string]invoice.BacklogItem // the last reason, by transaction and customer
	said   map[saying]*repeated                      // what was said without a run date
}

// repeated is an entry that is about no run date, and so may be there every day.
type repeated struct{ place, times int }

// saying is what makes two log entries of different days the same.
type saying struct {
	rule, subject string
	level         invoice.LogLevel
	code          invoice.Code
	about         invoice.SubjectKind
}

func (t *tracker) add(r *invoice.Result) {
	t.days++
	t.report.Drafts = append(t.report.Drafts, r.Drafts...)
	for i := range r.Drafts {
		for _, line := range r.Drafts[i].Lines {
			for j := range line.Details {
				delete(t.items[line.Details[j].Transaction], r.Drafts[i].Customer)
			}
		}
	}
	for i, b := range r.Backlog {
		if i == 0 || r.Backlog[i-1].Transaction != b.Transaction {
			t.forget(b.Transaction, r.Backlog[i:])
		}
		t.keep(b)
	}
	for _, e := range r.Log {
		if e.Count == 0 { // what is counted is said one by one, too
			t.say(e)
		}
	}
}

// keep remembers an item. That nothing was due on a later day does not take the place of what an occurrence found.
func (t *tracker) keep(b invoice.BacklogItem) {
	customers := t.items[b.Transaction]
	if customers == nil {
		customers = make(map[string]invoice.BacklogItem)
		t.items[b.Transaction] = customers
	}
	if before, ok := customers[b.Customer]; !ok || b.Reason != invoice.NotDue || before.Reason == invoice.NotDue {
		customers[b.Customer] = b
	}
}

// forget drops what was kept of customers that a transaction's shares are no longer of: who pays for a line without customers depends on
// the rule that considered it. The items begin with those of the transaction.
func (t *tracker) forget(transaction string, items []invoice.BacklogItem) {
	for customer, before := range t.items[transaction] {
		still := false
		for i := 0; i < len(items) && items[i].Transaction == transaction; i++ {
			still = still || items[i].Customer == customer
		}
		if !still {
			delete(t.items[transaction], customer)
			if items[0].Reason == invoice.NotDue && len(t.items[transaction]) == 0 {
				before.Customer = items[0].Customer
				t.items[transaction][before.Customer] = before
			}
		}
	}
}

// say takes an entry over. One that is not about a run date takes the place of the one that an earlier day made of the same.
func (t *tracker) say(e invoice.Entry) {
	if e.RunDate.IsZero() {
		key := keyOf(e)
		if before := t.said[key]; before != nil {
			t.report.Log[before.place] = e
			before.times++
			return
		}
		t.said[key] = &repeated{len(t.report.Log), 1}
	}
	t.report.Log = append(t.report.Log, e)
}

func keyOf(e invoice.Entry) saying { return saying{e.Rule, e.Subject, e.Level, e.Code, e.About} }

// settle makes the log of many days that of one window: what was not due on some days and due on others is no news, and the summaries of
// the days become one per rule.
func (t *tracker) settle() {
	if t.days == 1 {
		return
	}
	var log, summaries invoice.RunLog
	idle := t.idle()
	for _, e := range t.report.Log {
		switch {
		case e.Code == invoice.CodeSummary:
			summaries = append(summaries, e)
		case isIdle(e) && idle[idleKey(e)] < t.days:
		default:
			log = append(log, e)
		}
	}
	for _, e := range summaries {
		drafts, failures := 0, 0
		for i := range t.report.Drafts {
			if t.report.Drafts[i].Rule == e.Rule {
				drafts++
			}
		}
		for _, other := range log {
			if other.Level == invoice.Error && (other.Rule == e.Rule || other.Rule == "") {
				failures++
			}
		}
		e.Message = count(drafts, "draft") + ", " + count(failures, "failure")
		log = append(log, e)
	}
	t.report.Log = log
}

// idle returns on how many days each rule and line was not due.
func (t *tracker) idle() map[saying]int {
	days := make(map[saying]int)
	for _, e := range t.report.Log {
		if isIdle(e) {
			days[idleKey(e)] += t.said[keyOf(e)].times
		}
	}
	return days
}

// isIdle reports whether an entry says that a rule or line was not due in the whole window of an evaluation.
func isIdle(e invoice.Entry) bool {
	return e.RunDate.IsZero() && (e.Code == invoice.CodeNotDue || e.Code == invoice.Code(invoice.Stranded))
}

func idleKey(e invoice.Entry) saying { return saying{rule: e.Rule, subject: e.Subject, about: e.About} }

// count puts a number before a word: 1 draft, 2 drafts.
func count(n int, word string) string {
	if n == 1 {
		return "1 " + word
	}
	return strconv.Itoa(n) + " " + word + "s"
}

// finish gives every share that is still unbilled its reason: the last one of the engine, or, where its line was never read, what the
// log says about its line or project.
func (t *tracker) finish(v *memory.View) {
	t.settle()
	unread := newReasons(t.report.Log)
	done := make(map[string]bool)
	for _, o := range v.Unbilled() {
		if customers := t.items[o.Transaction]; len(customers) > 0 {
			if b, ok := customers[o.Customer]; ok && b.Reason == invoice.NotReady && o.Ready {
				b.Note = "not ready when it was last considered; ready by now"
				customers[o.Customer] = b
			}
			if !done[o.Transaction] {
				done[o.Transaction] = true
				t.report.Backlog = appendItems(t.report.Backlog, customers)
			}
			continue
		}
		t.report.Backlog = append(t.report.Backlog, unread.item(o))
	}
	slices.SortStableFunc(t.report.Backlog, func(a, b invoice.BacklogItem) int {
		return cmp.Or(cmp.Compare(a.Transaction, b.Transaction), cmp.Compare(a.Customer, b.Customer))
	})
}

// appendItems adds the items of one transaction, by customer.
func appendItems(all []invoice.BacklogItem, customers map[string]invoice.BacklogItem) []invoice.BacklogItem {
	names := make([]string, 0, len(customers))
	for name := range customers {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		all = append(all, customers[name])
	}
	return all
}

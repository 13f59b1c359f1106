package replay

import (
	"strconv"

	"github.com/proforma-go/proforma/invoice"
	"github.com/proforma-go/proforma/invoice/memory"
	"github.com/proforma-go/proforma/schedule"
)

// tracker makes one report of many evaluations.
type tracker struct {
	report *Report
	days   int // evaluations so far
	items  backlog
	said   map[saying]*repeated // what was said without a run date
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

func (t *tracker) add(r *invoice.Result, day schedule.Date) {
	t.days++
	t.report.Drafts = append(t.report.Drafts, r.Drafts...)
	t.items.add(r, day)
	for _, e := range r.Log {
		if e.Count == 0 { // what is counted is said one by one, too
			t.say(e)
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

// finish makes the report of what was added.
func (t *tracker) finish(rules []invoice.Rule, v *memory.View) *Report {
	t.settle()
	t.report.Backlog = t.items.finish(v, newReasons(rules, t.report.Log))
	return t.report
}

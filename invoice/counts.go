package invoice

import (
	"cmp"
	"slices"

	"github.com/proforma-go/proforma/schedule"
)

// counts are conditions that stand from night to night, such as a project that a rule leaves out: they are counted by rule and not said one by
// one, unless the input asks for details.
type counts struct {
	all    []standing
	log    RunLog // with Input.Detail
	beyond RunLog // calendars that end too early
}

type standing struct {
	rule *ruleRun
	code Code
	n    int
}

// add counts one thing under a rule, and says which where the input asks for details.
func (c *counts) add(in *Input, r *ruleRun, code Code, about SubjectKind, id string, run schedule.Date) {
	if in.Detail {
		c.say(Entry{RunDate: run, Rule: r.identity(), Code: code, About: about, Subject: id, Message: standingMessages[code]})
	}
	c.count(r, code, 1)
}

// say adds one entry of detail.
func (c *counts) say(e Entry) {
	if e.Level = Debug; e.Code == Code(NoSchedule) || e.Code == Code(AmountChanged) {
		e.Level = Warning
	}
	c.log = append(c.log, e)
}

func (c *counts) count(r *ruleRun, code Code, n int) {
	for i := range c.all {
		if s := &c.all[i]; s.rule == r && s.code == code {
			s.n += n
			return
		}
	}
	c.all = append(c.all, standing{r, code, n})
}

// standingMessages says of each code what is counted.
var standingMessages = map[Code]string{
	CodeMatched:          "matches the rule's conditions",
	Code(Filtered):       "left out by the rule's conditions",
	Code(NotDue):         "no run in the window",
	Code(Stranded):       "no run in the window and none after it",
	Code(NoSchedule):     "not configured for scheduled invoicing: a line without a schedule, or a fixed-price line without a milestone",
	Code(AmountChanged):  "the amount has changed, and the customers that would pay the difference are closed",
	CodeAlreadyDrafted:   "an earlier rule of this run has it",
	CodeNothingToInvoice: "ran, nothing to invoice",
}

// countedThings says what each code counts.
var countedThings = map[Code]string{
	CodeMatched: "project", Code(Filtered): "project or line", Code(NotDue): "line", Code(Stranded): "line", Code(NoSchedule): "line",
	Code(AmountChanged): "transaction", CodeAlreadyDrafted: "share", CodeNothingToInvoice: "contract",
}

// entries says what was counted, by rule and code.
func (c *counts) entries() RunLog {
	slices.SortStableFunc(c.all, func(a, b standing) int {
		return cmp.Or(cmp.Compare(a.rule.index, b.rule.index), cmp.Compare(a.code, b.code))
	})
	var log RunLog
	for _, s := range c.all {
		level := Info
		if s.code == Code(NoSchedule) || s.code == Code(AmountChanged) {
			level = Warning
		}
		log = append(log, Entry{Rule: s.rule.identity(), Level: level, Code: s.code, About: AboutRule, Subject: s.rule.identity(), Count: s.n,
			Message: count(s.n, countedThings[s.code]) + ": " + standingMessages[s.code]})
	}
	return log
}

package invoice

import "strings"

// String returns the rule as canonical text: one line in the rule language, which package dsl reads back as an equal rule. Clauses stand in
// a fixed order, those that a rule does without are left out, and whatever can be spelled in several ways has one spelling. Rules have
// one text exactly where they are [Rule.Equal]. A rule that [Rule.Validate] refuses prints as well as it can.
func (r Rule) String() string { return strings.Join(r.Clauses(), ", ") }

// Clauses returns the clauses of [Rule.String] one by one.
func (r Rule) Clauses() []string {
	var c []string
	add := func(clause string) {
		if clause != "" {
			c = append(c, clause)
		}
	}
	add(r.Schedule.String())
	if r.FinalSweep {
		add("final sweep")
	}
	for _, i := range sortedIncludes(r.Include) {
		add(i.String())
	}
	if r.Where != nil {
		add("where " + r.Where.String())
	}
	add(r.Grouping.String())
	if len(r.GroupLinesBy) > 0 {
		add("group lines by " + nameList(r.GroupLinesBy))
	}
	if r.MinAmount != nil {
		add("min amount " + boundText(r.MinAmount))
	}
	if r.MaxAmount != nil {
		add("max amount " + boundText(r.MaxAmount))
	}
	if r.PartialLimits {
		add("limit partial")
	}
	add(r.Rounding.String())
	if r.StrictMilestones {
		add("milestones strict")
	}
	if r.CatchUp != CatchUpEach {
		add("catch up " + r.CatchUp.String())
	}
	return append(c, r.headerClauses()...)
}

// boundText returns a bound as rule text writes it; what is out of range says so.
func boundText(a *Amount) string {
	if a.Err() != nil {
		return a.String()
	}
	return moneyText(a.Decimal(), a.Currency())
}

// headerClauses returns the clauses about the drafts as such and about the rule itself.
func (r Rule) headerClauses() []string {
	var c []string
	add := func(word, text string) {
		if text != "" {
			c = append(c, word+text)
		}
	}
	add("invoice date ", r.InvoiceDate.String())
	add("entry date ", r.EntryDate.String())
	if r.Status != "" {
		add("status ", wordOrText(r.Status))
	}
	if r.Generator != "" {
		add("generator ", quoteText(r.Generator))
	}
	for _, n := range sortedNotify(r.Notify) {
		add("", n.String())
	}
	for _, o := range sortedOptions(r.Options) {
		add("", o.String())
	}
	if r.Name != "" {
		add("name ", quoteText(r.Name))
	}
	if r.Description != "" {
		add("description ", quoteText(r.Description))
	}
	if r.Inactive {
		add("", "inactive")
	}
	return c
}

// String returns the clause as canonical text: "include time and fees through last day of previous month".
func (i Include) String() string {
	s := "include"
	for n, k := range i.Kinds {
		if n > 0 {
			s += " and"
		}
		s += " " + includeWord(k)
	}
	if !i.From.IsZero() {
		s += " from " + i.From.String()
	}
	return s + " through " + i.Through.String()
}

func includeWord(k Kind) string {
	switch k {
	case Fee, Expense:
		return k.String() + "s"
	}
	return k.String()
}

// String returns the clause as canonical text: "merge projects by manager"; "" for [PerContract].
func (g Grouping) String() string {
	s := ""
	switch g.Cut {
	case Merged:
		s = "merge projects"
	case Split:
		s = "split"
	default:
		return ""
	}
	if len(g.By) > 0 {
		s += " by " + nameList(g.By)
	}
	return s
}

// String returns each, latest or none.
func (c CatchUp) String() string {
	switch c {
	case CatchUpLatest:
		return "latest"
	case CatchUpNone:
		return "none"
	}
	return "each"
}

// String returns the recipient as canonical text: `user "anna"`.
func (r Recipient) String() string {
	switch r.Kind {
	case User:
		return "user " + quoteText(r.Name)
	case Group:
		return "group " + quoteText(r.Name)
	}
	return quoteText(r.Name)
}

// String returns success, failure or empty, and "" for [Always].
func (o Occasion) String() string {
	switch o {
	case OnSuccess:
		return "success"
	case OnFailure:
		return "failure"
	case OnEmpty:
		return "empty"
	}
	return ""
}

// String returns the clause as canonical text: `notify "ops@acme.se" and user "anna" on failure`.
func (n Notify) String() string {
	who := make([]string, len(n.Recipients))
	for i, r := range n.Recipients {
		who[i] = r.String()
	}
	s := "notify " + strings.Join(who, " and ")
	if n.On != Always {
		s += " on " + n.On.String()
	}
	return s
}

// String returns the clause as canonical text: "payment term 30".
func (o Option) String() string { return NormalName(o.Name) + " " + o.Value.String() }

// String returns the schedule and its cut-off as canonical text: "every 2 weeks on Monday from 2026-10-05, include through 1 day before
// run date".
func (l LineSchedule) String() string {
	c := []string{l.Schedule.String()}
	if l.FinalSweep {
		c = append(c, "final sweep")
	}
	if !l.Through.IsZero() {
		c = append(c, "include through "+l.Through.String())
	}
	return strings.Join(c, ", ")
}

// nameList joins names of fields.
func nameList(names []string) string {
	quoted := make([]string, len(names))
	for i, n := range names {
		quoted[i] = quoteName(n)
	}
	return strings.Join(quoted, " and ")
}

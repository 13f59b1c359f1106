package main

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/shopspring/decimal"

	"github.com/proforma-go/proforma/dsl"
	"github.com/proforma-go/proforma/invoice"
	"github.com/proforma-go/proforma/schedule"
)

// The filter as rule text. The manager is Anna in any case; the amount is in euros, and no less than 1000 whatever decimals either has.
const (
	textFilter  = `daily, where manager = "Anna" and customer in ["C1", "C2", "C3"] and amount >= 1000 EUR and date >= 2026-01-05`
	textInCents = `daily, where manager = "Anna" and customer in ["C1", "C2", "C3"] and amount >= 1000.00 EUR and date >= 2026-01-05`
)

// question is a filter, put to a host that knows certain rows.
type question struct {
	name, text string
	rows       []*transaction
	byHand     func(*transaction) bool
	others     map[string]language
}

// language is the filter in another language.
type language struct {
	holds  func(row any) (bool, error)
	hosted func(*transaction) any // makes a row that reads the host's types when asked, or has just read them
	ready  func(*transaction) any // makes a row whose values are in the form that is quickest to read
}

// rows are what the filter with integers for amounts is asked about.
var rows = newRows("", [2]string{"Bo", "Anna"}, [2]string{"999.99", "1000.00"})

// newRows makes a transaction for each combination of terms that hold and terms that do not. All hold for the last one.
func newRows(prefix string, manager, amount [2]string) []*transaction {
	var all []*transaction
	for i := range 16 {
		pick := func(bit int, no, yes string) string {
			if i&bit != 0 {
				return yes
			}
			return no
		}
		id := fmt.Sprintf("%s%02d", prefix, i)
		p := &project{id: "P" + id, customer: pick(1, "C4", "C2"), manager: pick(2, manager[0], manager[1])}
		l := &line{id: "L" + id, of: p, contract: &contract{id: "K" + id}}
		sum := decimal.RequireFromString(pick(4, amount[0], amount[1]))
		l.has = []*transaction{{
			id: "T" + id, of: l, ready: true,
			amount: sum, price: invoice.NewAmount(sum, "EUR"), date: schedule.MustParseDate(pick(8, "2026-01-04", "2026-01-05")),
		}}
		all = append(all, l.has[0])
	}
	return all
}

// verdicts asks about each row.
func verdicts(rows []*transaction, holds func(*transaction) (bool, error)) (string, error) {
	var b strings.Builder
	for _, t := range rows {
		ok, err := holds(t)
		if err != nil {
			return "", err
		}
		fmt.Fprintln(&b, t.id, ok)
	}
	return b.String(), nil
}

// number is a date as an integer that sorts like it.
func number(d schedule.Date) int {
	year, month, day := d.Civil()
	return year*10000 + int(month)*100 + day
}

// vocabulary names the fields of the host's own types.
func vocabulary() (*invoice.Vocabulary, error) {
	fields := append(invoice.StandardFieldsExcept("manager"),
		invoice.TextField("manager", invoice.OfProject(func(p *project) (string, bool) { return p.manager, true })))
	return invoice.NewVocabulary(invoice.Fields(fields...))
}

// engineAnswer runs the engine with the filter over the rows: those that it drafts are those for which it holds.
func engineAnswer(f invoice.Filter, rows []*transaction) (string, error) {
	v, err := vocabulary()
	if err != nil {
		return "", err
	}
	s := &source{total: len(rows)}
	for _, t := range rows {
		s.projects, s.lines = append(s.projects, t.of.of), append(s.lines, t.of)
	}
	rule := monthEnd
	rule.Where = f
	result, err := invoice.Collect(invoice.Run(context.Background(), invoice.Input{Rules: []invoice.Rule{rule}, Source: s, Through: runDate, Vocabulary: v}))
	if err != nil {
		return "", err
	}
	drafted := make(map[string]bool)
	for _, d := range result.Drafts {
		for _, l := range d.Lines {
			for _, x := range l.Details {
				drafted[x.Transaction] = true
			}
		}
	}
	return verdicts(rows, func(t *transaction) (bool, error) { return drafted[t.id], nil })
}

// conditionAnswer tests the condition on the rows. The engine must draft the same ones.
func conditionAnswer(c invoice.Condition, f invoice.Filter, rows []*transaction) (string, error) {
	drafted, err := engineAnswer(f, rows)
	if err != nil {
		return "", err
	}
	tested, err := verdicts(rows, func(t *transaction) (bool, error) { return c.Holds(t.of.of, t.of, t), nil })
	if err == nil && tested != drafted {
		err = fmt.Errorf("the engine drafts %s, the condition holds for %s", drafted, tested)
	}
	return tested, err
}

// filterTheme evaluates a filter.
func filterTheme() (theme, error) {
	t := theme{
		name: "filter", title: "A filter of four terms", libraries: []string{"by hand", "cel-go", "expr", "cel-go, values ready", "expr, values ready"},
		notes: []string{
			"All terms hold for the row that is timed. proforma, by hand, cel-go and expr read the host's own types: proforma through the fields of a vocabulary, cel-go through an activation, expr from a struct that is filled for the row.",
			"Values ready: the values lie there in the form that cel-go or expr likes best, so that nothing is read from the host.",
			"integers: the others are asked for less. For cel-go and expr amounts are integers in cents of one currency, and texts compare as they are; by hand compares decimals and leaves out the currency and the case. proforma does all that the rule means, here as in the other rows.",
			"same meaning: all compare decimals exactly, and the currency, and the manager in any case, cel-go and expr with what their documentation offers for that: a type of one's own with an overload of `>=` and a function, an operator and functions. It stays easier for them in two points: dates are integers, and any case is `strings.EqualFold`, which knows less of Unicode.",
			"Limit in cents or units: 1000.00 or 1000, where the host's amounts have two decimals. shopspring/decimal compares numbers of different scales by allocating a third.",
			"proforma is `Condition.Holds` of the filter that `Vocabulary.Compile` made.",
		},
	}
	questions, err := filterQuestions()
	if err != nil {
		return t, err
	}
	for _, q := range questions {
		entries, err := q.entries()
		if err != nil {
			return t, err
		}
		b := budget{time: 70 * time.Nanosecond, noAlloc: true, times: map[string]float64{"cel-go": 8, "expr": 8}}
		t.rows = append(t.rows, row{name: q.name, entries: entries, budget: b})
	}
	return t, nil
}

// filterQuestions are the filter with its limit at the scale of the amounts and at none, put to the others with integers and with decimals.
func filterQuestions() ([]question, error) {
	inCents, inUnits := decimal.RequireFromString("1000.00"), decimal.RequireFromString("1000")
	integers, err := integerLanguages()
	if err != nil {
		return nil, err
	}
	sameInCents, err := sameLanguages(inCents)
	if err != nil {
		return nil, err
	}
	sameInUnits, err := sameLanguages(inUnits)
	if err != nil {
		return nil, err
	}
	mixed := append(newRows("m", [2]string{"Hanna", "ANNA"}, [2]string{"999.9999", "1000"}), rows...)
	return []question{
		{"integers, limit in cents", textInCents, rows, byHand(inCents), integers},
		{"integers, limit in units", textFilter, rows, byHand(inUnits), integers},
		{"same meaning, limit in cents", textInCents, mixed, sameByHand(inCents), sameInCents},
		{"same meaning, limit in units", textFilter, mixed, sameByHand(inUnits), sameInUnits},
	}, nil
}

var firstOfFilter = schedule.MustParseDate("2026-01-05")

// byHand compares texts as they are, and amounts of whatever currency.
func byHand(limit decimal.Decimal) func(*transaction) bool {
	return func(t *transaction) bool {
		p := t.of.of
		return p.manager == "Anna" && (p.customer == "C1" || p.customer == "C2" || p.customer == "C3") &&
			t.amount.Cmp(limit) >= 0 && !t.date.Before(firstOfFilter)
	}
}

// sameByHand means what the rule does.
func sameByHand(limit decimal.Decimal) func(*transaction) bool {
	return func(t *transaction) bool {
		p, a := t.of.of, t.Amount()
		return strings.EqualFold(p.manager, "Anna") && (p.customer == "C1" || p.customer == "C2" || p.customer == "C3") &&
			a.Currency() == "EUR" && a.Decimal().Cmp(limit) >= 0 && !t.date.Before(firstOfFilter)
	}
}

// entries evaluate the filter on a row for which all terms hold, so that none is skipped.
func (q question) entries() (map[string]entry, error) {
	rule, err := dsl.ParseRule(q.text)
	if err != nil {
		return nil, err
	}
	names, err := vocabulary()
	if err != nil {
		return nil, err
	}
	condition, err := names.Compile(rule.Where)
	if err != nil {
		return nil, err
	}
	t := q.rows[len(q.rows)-1]
	all := map[string]entry{
		own: {
			answer: func() (string, error) { return conditionAnswer(condition, rule.Where, q.rows) },
			run:    counted(func() bool { return condition.Holds(t.of.of, t.of, t) }),
		},
		"by hand": {
			answer: func() (string, error) {
				return verdicts(q.rows, func(t *transaction) (bool, error) { return q.byHand(t), nil })
			},
			run: counted(func() bool { return q.byHand(t) }),
		},
	}
	for name, l := range q.others {
		all[name] = l.entry(q.rows, l.hosted, func() any { return l.hosted(t) })
		ready := l.ready(t)
		all[name+", values ready"] = l.entry(q.rows, l.ready, func() any { return ready })
	}
	return all, nil
}

// entry evaluates the filter on one row, again and again; its answer is about all rows.
func (l language) entry(rows []*transaction, form func(*transaction) any, one func() any) entry {
	return entry{
		answer: func() (string, error) {
			return verdicts(rows, func(t *transaction) (bool, error) { return l.holds(form(t)) })
		},
		run: counted(func() bool {
			ok, err := l.holds(one())
			return err == nil && ok
		}),
	}
}

// counted runs a condition n times and counts how often it holds.
func counted(holds func() bool) func(n int) int {
	return func(n int) (sum int) {
		for range n {
			if holds() {
				sum++
			}
		}
		return sum
	}
}

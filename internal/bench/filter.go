package main

import (
	"context"
	"fmt"
	"strings"
	"time"

	"cel.dev/cel-go/cel"
	"cel.dev/cel-go/common/types"
	"github.com/expr-lang/expr"
	"github.com/expr-lang/expr/vm"
	"github.com/shopspring/decimal"

	"github.com/proforma-go/proforma/dsl"
	"github.com/proforma-go/proforma/invoice"
	"github.com/proforma-go/proforma/schedule"
)

// The filter in each language. The others have no money and no dates: amounts are integers in cents there, dates integers too, and there
// is one currency. That is quicker for them than anything that a host could make of decimals.
const (
	textFilter  = `daily, where manager = "Anna" and customer in ["C1", "C2", "C3"] and amount >= 1000 EUR and date >= 2026-01-05`
	textInCents = `daily, where manager = "Anna" and customer in ["C1", "C2", "C3"] and amount >= 1000.00 EUR and date >= 2026-01-05`

	celFilter  = `manager == "Anna" && customer in ["C1", "C2", "C3"] && amount >= 100000 && date >= 20260105`
	exprFilter = `manager == "Anna" && customer in ["C1", "C2", "C3"] && amount >= 100000 && date >= 20260105`
)

// rows are the transactions that the filter is asked about: each combination of terms that hold and terms that do not.
var rows = func() []*transaction {
	var all []*transaction
	for i := range 16 {
		pick := func(bit int, yes, no string) string {
			if i&bit != 0 {
				return yes
			}
			return no
		}
		p := &project{id: fmt.Sprintf("P%02d", i), customer: pick(1, "C2", "C4"), manager: pick(2, "Anna", "Bo")}
		l := &line{id: fmt.Sprintf("L%02d", i), of: p, contract: &contract{id: fmt.Sprintf("K%02d", i)}}
		l.has = []*transaction{{
			id: fmt.Sprintf("T%02d", i), of: l, ready: true,
			amount: decimal.RequireFromString(pick(4, "1000.00", "999.99")), date: schedule.MustParseDate(pick(8, "2026-01-05", "2026-01-04")),
		}}
		all = append(all, l.has[0])
	}
	return all
}()

// verdicts asks about each row.
func verdicts(holds func(*transaction) (bool, error)) (string, error) {
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
func engineAnswer(f invoice.Filter) (string, error) {
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
	return verdicts(func(t *transaction) (bool, error) { return drafted[t.id], nil })
}

// conditionAnswer tests the condition on the rows. The engine must draft the same ones.
func conditionAnswer(c invoice.Condition, f invoice.Filter) (string, error) {
	drafted, err := engineAnswer(f)
	if err != nil {
		return "", err
	}
	tested, err := verdicts(func(t *transaction) (bool, error) { return c.Holds(t.of.of, t.of, t), nil })
	if err == nil && tested != drafted {
		err = fmt.Errorf("the engine drafts %s, the condition holds for %s", drafted, tested)
	}
	return tested, err
}

func celEnv() (*cel.Env, error) {
	return cel.NewEnv(cel.Variable("manager", cel.StringType), cel.Variable("customer", cel.StringType),
		cel.Variable("amount", cel.IntType), cel.Variable("date", cel.IntType))
}

// celHost gives cel-go the values of a row when it asks for them.
type celHost struct{ t *transaction }

func (h celHost) Parent() cel.Activation { return nil }

func (h celHost) ResolveName(name string) (any, bool) {
	switch name {
	case "manager":
		return types.String(h.t.of.of.manager), true
	case "customer":
		return types.String(h.t.of.of.customer), true
	case "amount":
		return types.Int(h.t.amount.CoefficientInt64()), true
	case "date":
		return types.Int(number(h.t.date)), true
	}
	return nil, false
}

// celReady is a row as cel-go reads it quickest.
func celReady(t *transaction) map[string]any {
	all := make(map[string]any)
	for _, name := range []string{"manager", "customer", "amount", "date"} {
		all[name], _ = celHost{t}.ResolveName(name)
	}
	return all
}

func celAnswer(p cel.Program, row func(*transaction) any) (string, error) {
	return verdicts(func(t *transaction) (bool, error) {
		v, _, err := p.Eval(row(t))
		if err != nil {
			return false, err
		}
		return v.Value().(bool), nil
	})
}

// exprRow is a row as expr reads it quickest: the fields of a struct.
type exprRow struct {
	Manager  string `expr:"manager"`
	Customer string `expr:"customer"`
	Amount   int64  `expr:"amount"`
	Date     int    `expr:"date"`
}

// fill reads a row of the host.
func (r *exprRow) fill(t *transaction) *exprRow {
	*r = exprRow{t.of.of.manager, t.of.of.customer, t.amount.CoefficientInt64(), number(t.date)}
	return r
}

func compileExpr() (*vm.Program, error) {
	return expr.Compile(exprFilter, expr.Env(&exprRow{}), expr.AsBool())
}

func exprAnswer(p *vm.Program) (string, error) {
	return verdicts(func(t *transaction) (bool, error) {
		v, err := expr.Run(p, new(exprRow).fill(t))
		if err != nil {
			return false, err
		}
		return v.(bool), nil
	})
}

// filterTheme evaluates a filter.
func filterTheme() (theme, error) {
	t := theme{
		name: "filter", title: "A filter of four terms", libraries: []string{"by hand", "cel-go", "expr", "cel-go, values ready", "expr, values ready"},
		notes: []string{
			"The row satisfies all terms. proforma, by hand, cel-go and expr read the host's own types: proforma through the fields of a vocabulary, cel-go through an activation, expr from a struct that is filled for the row.",
			"Values ready: the values lie there in the form that cel-go or expr likes best, so that nothing is read from the host.",
			"proforma and by hand compare decimals, and proforma texts without regard to case; cel-go and expr are given integers in cents and compare texts as they are.",
			"proforma is `Condition.Holds` of the filter that `Vocabulary.Compile` made.",
		},
	}
	for _, r := range []struct{ name, text, limit string }{
		{"amounts in cents, limit too", textInCents, "1000.00"},
		{"amounts in cents, limit in units", textFilter, "1000"},
	} {
		entries, err := filterEntries(r.text, decimal.RequireFromString(r.limit))
		if err != nil {
			return t, err
		}
		b := budget{time: 70 * time.Nanosecond, noAlloc: true, times: map[string]float64{"cel-go": 8, "expr": 8}}
		t.rows = append(t.rows, row{name: r.name, entries: entries, budget: b})
	}
	return t, nil
}

// compileCel compiles the filter as cel-go's documentation advises for a program that runs often.
func compileCel() (cel.Program, error) {
	env, err := celEnv()
	if err != nil {
		return nil, err
	}
	ast, issues := env.Compile(celFilter)
	if issues.Err() != nil {
		return nil, issues.Err()
	}
	return env.Program(ast, cel.EvalOptions(cel.OptOptimize))
}

// filterEntries evaluate the filter on a row for which all terms hold, so that none is skipped.
func filterEntries(text string, limit decimal.Decimal) (map[string]entry, error) {
	rule, err := dsl.ParseRule(text)
	if err != nil {
		return nil, err
	}
	t := rows[len(rows)-1]
	names, err := vocabulary()
	if err != nil {
		return nil, err
	}
	condition, err := names.Compile(rule.Where)
	if err != nil {
		return nil, err
	}
	celProgram, err := compileCel()
	if err != nil {
		return nil, err
	}
	exprProgram, err := compileExpr()
	if err != nil {
		return nil, err
	}
	input, machine, celInput, from := new(exprRow).fill(t), vm.VM{}, celReady(t), schedule.MustParseDate("2026-01-05")
	celEval := func(row any) bool {
		v, _, err := celProgram.Eval(row)
		return err == nil && v.Value().(bool)
	}
	exprEval := func(row *exprRow) bool {
		v, err := machine.Run(exprProgram, row)
		return err == nil && v.(bool)
	}
	celHosted := func(t *transaction) any { return celHost{t} }
	celMapped := func(t *transaction) any { return celReady(t) }
	byHand := func(t *transaction) bool {
		p := t.of.of
		return p.manager == "Anna" && (p.customer == "C1" || p.customer == "C2" || p.customer == "C3") &&
			t.amount.Cmp(limit) >= 0 && !t.date.Before(from)
	}
	return map[string]entry{
		own: {
			answer: func() (string, error) { return conditionAnswer(condition, rule.Where) },
			run:    counted(func() bool { return condition.Holds(t.of.of, t.of, t) }),
		},
		"cel-go": {
			answer: func() (string, error) { return celAnswer(celProgram, celHosted) },
			run:    counted(func() bool { return celEval(celHost{t}) }),
		},
		"cel-go, values ready": {
			answer: func() (string, error) { return celAnswer(celProgram, celMapped) },
			run:    counted(func() bool { return celEval(celInput) }),
		},
		"expr": {
			answer: func() (string, error) { return exprAnswer(exprProgram) },
			run:    counted(func() bool { return exprEval(input.fill(t)) }),
		},
		"expr, values ready": {
			answer: func() (string, error) { return exprAnswer(exprProgram) },
			run:    counted(func() bool { return exprEval(input) }),
		},
		"by hand": {
			answer: func() (string, error) { return verdicts(func(t *transaction) (bool, error) { return byHand(t), nil }) },
			run:    counted(func() bool { return byHand(t) }),
		},
	}, nil
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

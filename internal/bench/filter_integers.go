package main

import (
	"cel.dev/cel-go/cel"
	"cel.dev/cel-go/common/types"
	"github.com/expr-lang/expr"
	"github.com/expr-lang/expr/vm"
)

// The filter as cel-go and expr evaluate it most quickly: they have no money and no dates, so amounts are integers in cents, dates integers
// too, and there is one currency.
const (
	celFilter  = `manager == "Anna" && customer in ["C1", "C2", "C3"] && amount >= 100000 && date >= 20260105`
	exprFilter = `manager == "Anna" && customer in ["C1", "C2", "C3"] && amount >= 100000 && date >= 20260105`
)

// integerLanguages are the languages with integers for amounts.
func integerLanguages() (map[string]language, error) {
	env, err := celEnv()
	if err != nil {
		return nil, err
	}
	celProgram, err := celProgram(env, celFilter)
	if err != nil {
		return nil, err
	}
	exprProgram, err := compileExpr()
	if err != nil {
		return nil, err
	}
	var hosted exprRow
	return map[string]language{
		"cel-go": {
			holds:  celHolds(celProgram),
			hosted: func(t *transaction) any { return celHost{t} },
			ready:  func(t *transaction) any { return celReady(celHost{t}, "manager", "customer", "amount", "date") },
		},
		"expr": {
			holds:  exprHolds(exprProgram),
			hosted: func(t *transaction) any { return hosted.fill(t) },
			ready:  func(t *transaction) any { return new(exprRow).fill(t) },
		},
	}, nil
}

func celEnv() (*cel.Env, error) {
	return cel.NewEnv(cel.Variable("manager", cel.StringType), cel.Variable("customer", cel.StringType),
		cel.Variable("amount", cel.IntType), cel.Variable("date", cel.IntType))
}

// celProgram compiles the filter as cel-go's documentation advises for a program that runs often.
func celProgram(env *cel.Env, text string) (cel.Program, error) {
	ast, issues := env.Compile(text)
	if issues.Err() != nil {
		return nil, issues.Err()
	}
	return env.Program(ast, cel.EvalOptions(cel.OptOptimize))
}

func celHolds(p cel.Program) func(row any) (bool, error) {
	return func(row any) (bool, error) {
		v, _, err := p.Eval(row)
		if err != nil {
			return false, err
		}
		return v.Value().(bool), nil
	}
}

// celAnswer asks about the rows.
func celAnswer(p cel.Program) (string, error) {
	holds := celHolds(p)
	return verdicts(rows, func(t *transaction) (bool, error) { return holds(celHost{t}) })
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
func celReady(row cel.Activation, names ...string) map[string]any {
	all := make(map[string]any)
	for _, name := range names {
		all[name], _ = row.ResolveName(name)
	}
	return all
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

func exprHolds(p *vm.Program) func(row any) (bool, error) {
	var machine vm.VM
	return func(row any) (bool, error) {
		v, err := machine.Run(p, row)
		if err != nil {
			return false, err
		}
		return v.(bool), nil
	}
}

// exprAnswer asks about the rows.
func exprAnswer(p *vm.Program) (string, error) {
	holds := exprHolds(p)
	return verdicts(rows, func(t *transaction) (bool, error) { return holds(new(exprRow).fill(t)) })
}

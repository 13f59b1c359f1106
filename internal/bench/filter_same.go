package main

import (
	"fmt"
	"reflect"
	"strings"

	"cel.dev/cel-go/cel"
	"cel.dev/cel-go/common/operators"
	"cel.dev/cel-go/common/types"
	"cel.dev/cel-go/common/types/ref"
	"cel.dev/cel-go/common/types/traits"
	"github.com/expr-lang/expr"
	"github.com/expr-lang/expr/vm"
	"github.com/shopspring/decimal"
)

// The filter with the meaning that it has as rule text.
const (
	celSame  = `same(manager, "Anna") && customer in ["C1", "C2", "C3"] && currency == "EUR" && amount >= limit && date >= 20260105`
	exprSame = `same(manager, "Anna") && customer in ["C1", "C2", "C3"] && currency == "EUR" && amount >= Decimal("%s") && date >= 20260105`
)

// sameLanguages are the languages with decimals for amounts, a currency, and text in any case.
func sameLanguages(limit decimal.Decimal) (map[string]language, error) {
	env, err := celSameEnv(limit)
	if err != nil {
		return nil, err
	}
	celProgram, err := celProgram(env, celSame)
	if err != nil {
		return nil, err
	}
	exprProgram, err := compileExprSame(limit.StringFixed(-limit.Exponent()))
	if err != nil {
		return nil, err
	}
	var hosted exprSameRow
	return map[string]language{
		"cel-go": {
			holds:  celHolds(celProgram),
			hosted: func(t *transaction) any { return celSameHost{t} },
			ready: func(t *transaction) any {
				return celReady(celSameHost{t}, "manager", "customer", "currency", "amount", "date")
			},
		},
		"expr": {
			holds:  exprHolds(exprProgram),
			hosted: func(t *transaction) any { return hosted.fill(t) },
			ready:  func(t *transaction) any { return new(exprSameRow).fill(t) },
		},
	}, nil
}

// celDecimal is a decimal as a value of cel-go. It is a pointer, so that making one of a decimal of the host allocates nothing.
type celDecimal struct{ *decimal.Decimal }

var celDecimalType = cel.ObjectType("decimal", traits.ComparerType)

func (d celDecimal) Type() ref.Type { return celDecimalType }
func (d celDecimal) Value() any     { return *d.Decimal }

func (d celDecimal) ConvertToNative(t reflect.Type) (any, error) {
	return nil, fmt.Errorf("a decimal is no %s", t)
}

func (d celDecimal) ConvertToType(t ref.Type) ref.Val {
	return types.NewErr("a decimal is no %s", t.TypeName())
}

func (d celDecimal) Equal(other ref.Val) ref.Val {
	o, ok := other.(celDecimal)
	return types.Bool(ok && d.Decimal.Equal(*o.Decimal))
}

// Compare makes the order of decimals that of cel-go's operators.
func (d celDecimal) Compare(other ref.Val) ref.Val {
	o, ok := other.(celDecimal)
	if !ok {
		return types.MaybeNoSuchOverloadErr(other)
	}
	switch d.Cmp(*o.Decimal) {
	case -1:
		return types.IntNegOne
	case 1:
		return types.IntOne
	}
	return types.IntZero
}

func celSameEnv(limit decimal.Decimal) (*cel.Env, error) {
	return cel.NewEnv(cel.Variable("manager", cel.StringType), cel.Variable("customer", cel.StringType), cel.Variable("currency", cel.StringType),
		cel.Variable("amount", celDecimalType), cel.Variable("date", cel.IntType), cel.Constant("limit", celDecimalType, celDecimal{&limit}),
		cel.Function(operators.GreaterEquals, cel.Overload("greater_equals_decimal", []*cel.Type{celDecimalType, celDecimalType}, cel.BoolType)),
		cel.Function("same", cel.Overload("same_string", []*cel.Type{cel.StringType, cel.StringType}, cel.BoolType,
			cel.BinaryBinding(func(a, b ref.Val) ref.Val {
				return types.Bool(strings.EqualFold(string(a.(types.String)), string(b.(types.String))))
			}))))
}

// celSameHost is celHost with decimals and a currency.
type celSameHost struct{ t *transaction }

func (h celSameHost) Parent() cel.Activation { return nil }

func (h celSameHost) ResolveName(name string) (any, bool) {
	switch name {
	case "amount":
		return celDecimal{&h.t.amount}, true
	case "currency":
		return types.String(h.t.Amount().Currency()), true
	}
	return celHost(h).ResolveName(name)
}

// exprSameRow is exprRow with decimals and a currency. The decimal is a pointer, so that handing it on allocates nothing.
type exprSameRow struct {
	Manager  string           `expr:"manager"`
	Customer string           `expr:"customer"`
	Currency string           `expr:"currency"`
	Amount   *decimal.Decimal `expr:"amount"`
	Date     int              `expr:"date"`
}

// fill reads a row of the host.
func (r *exprSameRow) fill(t *transaction) *exprSameRow {
	*r = exprSameRow{t.of.of.manager, t.of.of.customer, t.Amount().Currency(), &t.amount, number(t.date)}
	return r
}

// Decimal is a literal of the filter. It is called once, when the filter is compiled.
func (*exprSameRow) Decimal(s string) *decimal.Decimal {
	d := decimal.RequireFromString(s)
	return &d
}

func compileExprSame(limit string) (*vm.Program, error) {
	atLeast := func(params ...any) (any, error) {
		return params[0].(*decimal.Decimal).Cmp(*params[1].(*decimal.Decimal)) >= 0, nil
	}
	same := func(params ...any) (any, error) {
		return strings.EqualFold(params[0].(string), params[1].(string)), nil
	}
	return expr.Compile(fmt.Sprintf(exprSame, limit), expr.Env(&exprSameRow{}), expr.AsBool(),
		expr.Function("atLeast", atLeast, new(func(a, b *decimal.Decimal) bool)), expr.Operator(">=", "atLeast"),
		expr.Function("same", same, new(func(a, b string) bool)), expr.ConstExpr("Decimal"))
}

package main

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"strconv"
)

// expression notes what can be changed in an expression, its parts left aside.
func (c *collector) expression(e ast.Expr) {
	switch e := e.(type) {
	case *ast.BinaryExpr:
		c.binary(e)
	case *ast.UnaryExpr:
		c.unary(e)
	case *ast.BasicLit:
		c.number(e)
	case *ast.CallExpr:
		c.call(e)
	}
}

// change is an operator in place of another, and the function of the switch that has both.
type change struct {
	op   string
	to   token.Token
	with string
}

var changes = map[token.Token]change{
	token.LSS: {"boundary", token.LEQ, "mutLess"},
	token.LEQ: {"boundary", token.LSS, "mutLessEqual"},
	token.GTR: {"boundary", token.GEQ, "mutGreater"},
	token.GEQ: {"boundary", token.GTR, "mutGreaterEqual"},
	token.ADD: {"arithmetic", token.SUB, "mutAdd"},
	token.SUB: {"arithmetic", token.ADD, "mutSub"},
	token.MUL: {"arithmetic", token.ADD, "mutMul"},
	token.QUO: {"arithmetic", token.MUL, "mutQuo"},
	token.REM: {"arithmetic", token.QUO, "mutRem"},
	token.AND: {"bits", token.OR, "mutAnd"},
	token.OR:  {"bits", token.AND, "mutOr"},
}

func (c *collector) binary(e *ast.BinaryExpr) {
	x, y := c.source(e.X), c.source(e.Y)
	switch e.Op {
	case token.EQL:
		c.negate(e, "equality", x+" != "+y)
	case token.NEQ:
		c.negate(e, "equality", x+" == "+y)
	case token.LAND, token.LOR:
		if !c.truth(e.X) || !c.truth(e.Y) {
			return
		}
		other := map[token.Token]string{token.LAND: " || ", token.LOR: " && "}[e.Op]
		c.instead(e, "and-or", x+other+y)
		c.instead(e, "drop right", x)
		c.instead(e, "drop left", y)
	default:
		ch, ok := changes[e.Op]
		ordered := c.is(e.X, types.IsOrdered) && c.is(e.Y, types.IsOrdered)
		if !ok || !ordered || ch.op != "boundary" && !c.is(e, types.IsInteger) {
			return
		}
		c.add(e, ch.op, x+" "+ch.to.String()+" "+y, ofOperands, func(id int, part func(ast.Node) string, _ string) string {
			return fmt.Sprintf("%s(%d, %s, %s)", ch.with, id, part(e.X), part(e.Y))
		})
	}
}

func (c *collector) unary(e *ast.UnaryExpr) {
	switch {
	case e.Op == token.NOT && c.truth(e.X):
		c.add(e, "drop not", c.source(e.X), ofOperands, func(id int, part func(ast.Node) string, _ string) string {
			return fmt.Sprintf("((%s) == mutIs(%d))", part(e.X), id)
		})
	case e.Op == token.SUB && c.is(e, types.IsInteger):
		name, ok := c.typeName(e)
		if !ok {
			return
		}
		c.add(e, "drop minus", c.source(e.X), ofExpression, func(id int, _ func(ast.Node) string, inner string) string {
			return fmt.Sprintf("mutNeg(%d, %s(%s))", id, name, inner)
		})
	}
}

// number notes a whole number that is one more or one less. What would say the same as another boundary of a comparison is left out.
func (c *collector) number(e *ast.BasicLit) {
	name, ok := c.typeName(e)
	if e.Kind != token.INT || !ok || !c.is(e, types.IsInteger) {
		return
	}
	same := 0
	switch p := c.parent(1).(type) {
	case *ast.BinaryExpr:
		if p.Op == token.SHL || p.Op == token.SHR {
			return
		}
		switch p.Op {
		case token.LSS, token.GEQ:
			same = 1
		case token.LEQ, token.GTR:
			same = -1
		}
		if p.X == e {
			same = -same
		}
	case *ast.CallExpr:
		if c.source(p.Fun) == "make" && len(p.Args) == 3 && p.Args[2] == e {
			return // how much is set aside changes nothing
		}
	}
	for _, by := range []int{1, -1} {
		if by == same {
			continue
		}
		changed := fmt.Sprintf("(%s%+d)", e.Value, by)
		if n, err := strconv.Atoi(e.Value); err == nil {
			changed = strconv.Itoa(n + by)
		}
		c.add(e, fmt.Sprintf("constant%+d", by), changed, ofExpression, func(id int, _ func(ast.Node) string, inner string) string {
			return fmt.Sprintf("mutOff(%d, %d, %s(%s))", id, by, name, inner)
		})
	}
}

func (c *collector) call(e *ast.CallExpr) {
	if id, ok := e.Fun.(*ast.Ident); ok && (id.Name == "min" || id.Name == "max") && c.pack.info.Types[e.Fun].IsBuiltin() {
		if len(e.Args) != 2 || !c.is(e, types.IsOrdered) {
			return
		}
		other, with := "max", "mutMin"
		if id.Name == "max" {
			other, with = "min", "mutMax"
		}
		c.add(e, "min-max", other+"("+c.source(e.Args[0])+", "+c.source(e.Args[1])+")", ofOperands, func(id int, part func(ast.Node) string, _ string) string {
			return fmt.Sprintf("%s(%d, %s, %s)", with, id, part(e.Args[0]), part(e.Args[1]))
		})
		return
	}
	sel, ok := e.Fun.(*ast.SelectorExpr)
	if !ok {
		return
	}
	switch name := sel.Sel.Name; {
	case (name == "Compare" || name == "Cmp") && c.is(e, types.IsInteger):
		c.add(e, "order", "-"+c.source(e), ofExpression, func(id int, _ func(ast.Node) string, inner string) string {
			return fmt.Sprintf("mutNeg(%d, %s)", id, inner)
		})
	case (name == "Before" || name == "After") && len(e.Args) == 1 && c.truth(e) && types.Identical(c.typeOf(sel.X), c.typeOf(e.Args[0])):
		if fn, ok := c.pack.info.Uses[sel.Sel].(*types.Func); ok && byValue(fn) {
			c.instead(e, "boundary", "!("+c.source(e.Args[0])+")."+name+"("+c.source(sel.X)+")")
		}
	}
}

// byValue reports whether a method takes its receiver as a value, so that it can be called on anything of the type.
func byValue(fn *types.Func) bool {
	recv := fn.Signature().Recv()
	if recv == nil {
		return false
	}
	_, pointer := recv.Type().(*types.Pointer)
	return !pointer
}

// instead notes another condition in place of one. The one that is changed is written as it stands in the file: no more than one mutant is on.
func (c *collector) instead(e ast.Expr, op, changed string) {
	if !c.truth(e) {
		return
	}
	c.add(e, op, changed, ofExpression, func(id int, _ func(ast.Node) string, inner string) string {
		return fmt.Sprintf("(mutIs(%d) && (%s) || !mutIs(%d) && (%s))", id, changed, id, inner)
	})
}

// negate notes the opposite of a condition.
func (c *collector) negate(e ast.Expr, op, changed string) {
	if !c.truth(e) {
		return
	}
	c.add(e, op, changed, ofExpression, func(id int, _ func(ast.Node) string, inner string) string {
		return fmt.Sprintf("((%s) != mutIs(%d))", inner, id)
	})
}

// opposite notes the opposite of a condition that no other operator turns into it.
func (c *collector) opposite(e ast.Expr, op string) {
	switch inner := ast.Unparen(e).(type) {
	case nil:
		return
	case *ast.BinaryExpr:
		if inner.Op == token.EQL || inner.Op == token.NEQ {
			return
		}
	case *ast.UnaryExpr:
		return
	case *ast.Ident:
		if other, ok := map[string]string{"true": "false", "false": "true"}[inner.Name]; ok {
			c.negate(e, op, other)
			return
		}
	}
	c.negate(e, op, "!("+c.source(e)+")")
}

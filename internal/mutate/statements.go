package main

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"slices"
)

// statement notes what can be changed in a statement, its expressions left aside.
func (c *collector) statement(s ast.Stmt) {
	switch s := s.(type) {
	case *ast.IfStmt:
		c.opposite(s.Cond, "negate")
	case *ast.ForStmt:
		if s.Cond != nil {
			c.opposite(s.Cond, "negate")
		}
	case *ast.CaseClause:
		for _, e := range s.List {
			if sw, ok := c.parent(2).(*ast.SwitchStmt); ok && sw.Tag == nil {
				c.opposite(e, "negate")
			}
		}
	case *ast.ReturnStmt:
		c.returns(s)
	case *ast.BranchStmt:
		c.branch(s)
	case *ast.ExprStmt:
		if _, ok := s.X.(*ast.CallExpr); ok {
			c.remove(s)
		}
	case *ast.IncDecStmt:
		c.remove(s)
		c.assign(s, c.source(s.X)+map[token.Token]string{token.INC: "--", token.DEC: "++"}[s.Tok])
	case *ast.AssignStmt:
		if s.Tok == token.DEFINE {
			return
		}
		c.remove(s)
		if to, ok := map[token.Token]string{token.ADD_ASSIGN: " -= ", token.SUB_ASSIGN: " += "}[s.Tok]; ok && c.is(s.Lhs[0], types.IsInteger) {
			c.assign(s, c.source(s.Lhs[0])+to+c.source(s.Rhs[0]))
		}
	}
}

// listed reports whether the statement looked at is one of a list, so that it can be taken out: the parts of a for, if or switch are not.
func (c *collector) listed() bool {
	switch c.parent(1).(type) {
	case *ast.BlockStmt, *ast.CaseClause, *ast.CommClause:
		return true
	}
	return false
}

func (c *collector) remove(s ast.Stmt) {
	if !c.listed() || c.idle(s) {
		return
	}
	c.add(s, "remove", "", ofStatement, func(id int, _ func(ast.Node) string, inner string) string {
		return fmt.Sprintf("if !mutIs(%d) { %s }", id, inner)
	})
}

// idle reports whether a statement changes nothing but the memory set aside, or ends the function.
func (c *collector) idle(s ast.Stmt) bool {
	var e ast.Expr
	switch s := s.(type) {
	case *ast.ExprStmt:
		e = s.X
	case *ast.AssignStmt:
		if id, ok := s.Lhs[0].(*ast.Ident); ok && id.Name == "_" && len(s.Lhs) == 1 {
			return true
		}
		e = s.Rhs[0]
	}
	call, ok := e.(*ast.CallExpr)
	if !ok {
		return false
	}
	switch f := call.Fun.(type) {
	case *ast.Ident:
		return f.Name == "panic"
	case *ast.SelectorExpr:
		return f.Sel.Name == "Grow" || f.Sel.Name == "Clip"
	}
	return false
}

func (c *collector) assign(s ast.Stmt, changed string) {
	if !c.listed() {
		return
	}
	c.add(s, "arithmetic", changed, ofStatement, func(id int, _ func(ast.Node) string, inner string) string {
		return fmt.Sprintf("if mutIs(%d) { %s } else { %s }", id, changed, inner)
	})
}

func (c *collector) returns(s *ast.ReturnStmt) {
	results := c.signature().Results()
	if results.Len() != len(s.Results) {
		return
	}
	for i, e := range s.Results {
		switch {
		case c.truth(e):
			c.opposite(e, "return")
		case types.Identical(results.At(i).Type(), types.Universe.Lookup("error").Type()) && c.source(e) != "nil":
			c.add(e, "error", "nil", ofExpression, func(id int, _ func(ast.Node) string, inner string) string {
				return fmt.Sprintf("mutNil(%d, %s)", id, inner)
			})
		}
	}
}

// signature returns that of the innermost function.
func (c *collector) signature() *types.Signature {
	for _, n := range slices.Backward(c.stack) {
		switch n := n.(type) {
		case *ast.FuncLit:
			return c.typeOf(n).(*types.Signature)
		case *ast.FuncDecl:
			return c.pack.info.Defs[n.Name].Type().(*types.Signature)
		}
	}
	return new(types.Signature)
}

// branch turns continue and break into one another.
func (c *collector) branch(s *ast.BranchStmt) {
	var other string
	switch loop := c.loop(s.Label); {
	case loop == nil || !c.listed():
		return
	case s.Tok == token.BREAK:
		other = "continue"
	case s.Tok == token.CONTINUE:
		if f, ok := loop.(*ast.ForStmt); ok && f.Cond == nil {
			return // what follows a loop that ends only by return need not exist
		}
		other = "break"
	default:
		return
	}
	if s.Label != nil {
		other += " " + s.Label.Name
	}
	c.add(s, "branch", other, ofStatement, func(id int, _ func(ast.Node) string, inner string) string {
		return fmt.Sprintf("if mutIs(%d) { %s }; %s", id, other, inner)
	})
}

// loop returns the innermost loop, or that with the label; nil if there is none in the function.
func (c *collector) loop(label *ast.Ident) ast.Stmt {
	for i, n := range slices.Backward(c.stack) {
		switch n := n.(type) {
		case *ast.FuncLit:
			return nil
		case *ast.ForStmt, *ast.RangeStmt:
			if label == nil {
				return n.(ast.Stmt)
			}
			if l, ok := c.stack[i-1].(*ast.LabeledStmt); ok && l.Label.Name == label.Name {
				return n.(ast.Stmt)
			}
		}
	}
	return nil
}

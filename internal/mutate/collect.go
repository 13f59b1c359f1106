package main

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strings"
)

// collector walks over a file and notes what can be changed.
type collector struct {
	pack  *pack
	file  *source
	fn    string
	stack []ast.Node // from the declaration down to the node that is looked at
	found []*mutant
}

// collect returns the mutants of all packages in the order of their places.
func collect(packs []*pack) []*mutant {
	var all []*mutant
	for _, p := range packs {
		for _, f := range p.files {
			c := &collector{pack: p, file: f}
			for _, d := range f.tree.Decls {
				c.declaration(d)
			}
			all = append(all, c.found...)
		}
	}
	number(all)
	return all
}

func (c *collector) declaration(d ast.Decl) {
	switch d := d.(type) {
	case *ast.FuncDecl:
		c.fn = d.Name.Name
		if d.Recv != nil && len(d.Recv.List) == 1 {
			c.fn = "(" + c.source(d.Recv.List[0].Type) + ")." + c.fn
			if slices.Contains([]string{"String", "GoString", "Error"}, d.Name.Name) {
				return // what is only read by people
			}
		}
		if d.Body != nil {
			c.walk(d)
		}
	case *ast.GenDecl:
		if d.Tok != token.VAR {
			return
		}
		for _, s := range d.Specs {
			if v, ok := s.(*ast.ValueSpec); ok {
				c.fn = "var " + v.Names[0].Name
				c.walk(v)
			}
		}
	}
}

// walk visits a declaration, keeping the stack.
func (c *collector) walk(root ast.Node) {
	c.stack = c.stack[:0]
	ast.Inspect(root, func(n ast.Node) bool {
		if n == nil {
			c.stack = c.stack[:len(c.stack)-1]
			return true
		}
		if c.closed(n) {
			return false
		}
		c.stack = append(c.stack, n)
		switch n := n.(type) {
		case ast.Expr:
			c.expression(n)
		case ast.Stmt:
			c.statement(n)
		}
		return true
	})
}

// closed reports whether nothing below a node is changed: types and constants, which a switch cannot stand in, and messages.
func (c *collector) closed(n ast.Node) bool {
	switch n := n.(type) {
	case *ast.FuncType, *ast.ArrayType, *ast.MapType, *ast.StructType, *ast.InterfaceType, *ast.FieldList:
		return true
	case *ast.GenDecl:
		return n.Tok != token.VAR
	case *ast.CallExpr:
		callee := c.source(n.Fun)
		return callee == "panic" || callee == "fmt.Errorf" || callee == "errors.New"
	case ast.Expr:
		if t, ok := c.pack.info.Types[n]; ok && (t.IsType() || t.Value != nil && !c.literal(n)) {
			return true
		}
		if kv, ok := c.parent(0).(*ast.KeyValueExpr); ok && kv.Key == n {
			return true // an index has to be constant, and a map is told from its keys
		}
	}
	return false
}

// literal reports whether an expression is a number or a truth value as it is written.
func (c *collector) literal(e ast.Expr) bool {
	switch e := e.(type) {
	case *ast.BasicLit:
		return e.Kind == token.INT
	case *ast.UnaryExpr:
		return e.Op == token.SUB && c.literal(e.X)
	case *ast.Ident:
		return e.Name == "true" || e.Name == "false"
	}
	return false
}

// parent returns the node so many levels above the one that is looked at; 0 is the last of the stack.
func (c *collector) parent(up int) ast.Node {
	if i := len(c.stack) - 1 - up; i >= 0 {
		return c.stack[i]
	}
	return nil
}

func (c *collector) offset(p token.Pos) int { return c.pack.set.Position(p).Offset }

// source returns the text of a node.
func (c *collector) source(n ast.Node) string {
	return string(c.file.text[c.offset(n.Pos()):c.offset(n.End())])
}

// add notes a mutant in place of a node.
func (c *collector) add(n ast.Node, op, changed string, f form, w wrapper) {
	pos := c.pack.set.Position(n.Pos())
	begin := pos.Offset - pos.Column + 1
	line, _, _ := strings.Cut(string(c.file.text[begin:]), "\n")
	c.found = append(c.found, &mutant{
		pkg: c.pack.folder, file: c.file.path, fn: c.fn, op: op, text: strings.TrimSpace(line), line: pos.Line,
		start: pos.Offset, end: c.offset(n.End()), changed: changed, form: f, wrap: w,
	})
}

// typeOf returns the type of an expression, never nil.
func (c *collector) typeOf(e ast.Expr) types.Type {
	if t := c.pack.info.TypeOf(e); t != nil {
		return t
	}
	return types.Typ[types.Invalid]
}

// is reports whether an expression is of a basic type with the properties, or of a defined type over one.
func (c *collector) is(e ast.Expr, info types.BasicInfo) bool {
	t := types.Unalias(c.typeOf(e))
	if _, generic := t.(*types.TypeParam); generic {
		return false
	}
	b, ok := t.Underlying().(*types.Basic)
	return ok && b.Info()&info != 0
}

// truth reports whether an expression is of type bool itself, so that it can be compared with a switch.
func (c *collector) truth(e ast.Expr) bool {
	b, ok := types.Unalias(c.typeOf(e)).(*types.Basic)
	return ok && b.Info()&types.IsBoolean != 0
}

// typeName returns how the type of an expression is written at its place, or false if it cannot be.
func (c *collector) typeName(e ast.Expr) (string, bool) {
	switch t := types.Unalias(types.Default(c.typeOf(e))).(type) {
	case *types.Basic:
		return t.Name(), true
	case *types.Named:
		if t.TypeArgs().Len() > 0 {
			return "", false
		}
		scope := c.pack.types.Scope().Innermost(e.Pos())
		if scope == nil {
			return "", false
		}
		name, pkg := t.Obj().Name(), t.Obj().Pkg()
		if pkg == c.pack.types {
			_, found := scope.LookupParent(name, e.Pos())
			return name, found == t.Obj()
		}
		if pkg == nil || !t.Obj().Exported() {
			return "", false
		}
		_, found := scope.LookupParent(pkg.Name(), e.Pos())
		imported, ok := found.(*types.PkgName)
		return pkg.Name() + "." + name, ok && imported.Imported() == pkg
	}
	return "", false
}

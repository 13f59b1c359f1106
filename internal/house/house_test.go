package house

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

const (
	root   = "../.."
	module = "github.com/proforma-go/proforma"

	maxFileLines = 400
	maxFuncLines = 70
)

// source is one Go file of the module.
type source struct {
	path string // from the root, with slashes
	test bool
	file *ast.File
	set  *token.FileSet
}

// sources parses every Go file of the root module; folders with a go.mod of their own are modules of their own.
func sources(t *testing.T) []source {
	t.Helper()
	var all []source
	set := token.NewFileSet()
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() {
			if _, err := os.Stat(filepath.Join(path, "go.mod")); err == nil && path != root {
				return fs.SkipDir
			}
			if d.Name() == "testdata" || strings.HasPrefix(d.Name(), ".") && path != root {
				return fs.SkipDir
			}
			return nil
		}
		if filepath.Ext(path) != ".go" {
			return nil
		}
		f, err := parser.ParseFile(set, path, nil, parser.ParseComments)
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(root, path)
		all = append(all, source{filepath.ToSlash(rel), strings.HasSuffix(path, "_test.go"), f, set})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(all) < 50 {
		t.Fatalf("found %d Go files, expected the whole module", len(all))
	}
	return all
}

// layer is a folder and what its files, tests left aside, may import beside the standard library. A folder may import itself and
// what stands below it.
type layer struct {
	folder string
	allow  []string
}

var layers = []layer{
	{"schedule", []string{"schedule"}},
	{"invoice", []string{"schedule", "invoice", "github.com/shopspring/decimal", "golang.org/x/text"}},
	{"dsl", []string{"schedule", "invoice", "dsl", "internal/spell", "internal/logic", "github.com/shopspring/decimal", "golang.org/x/text", "github.com/alecthomas/participle/v2"}},
	{"internal/spell", nil},
	{"internal/logic", []string{"schedule", "invoice", "github.com/shopspring/decimal"}},
	{"internal/casefile", nil},
	{"internal/table", []string{"schedule", "invoice", "dsl", "internal/spell", "internal/table", "github.com/shopspring/decimal", "golang.org/x/text"}},
	{"internal/replay", []string{"schedule", "invoice", "dsl", "internal/replay", "github.com/shopspring/decimal"}},
	{"internal/scenario", []string{"schedule", "invoice", "dsl", "internal", "github.com/shopspring/decimal"}},
	{"internal/lsp", []string{"schedule", "invoice", "dsl", "internal/lsp"}},
	{"internal/findings", nil}, // tests only
	{"internal/house", nil},    // tests only
	{"internal/mutate", nil},
	{"internal/sim", []string{"schedule", "invoice", "github.com/shopspring/decimal"}},
	{"examples", []string{"schedule", "invoice", "dsl", "internal", "examples", "github.com/shopspring/decimal"}},
}

// Tests may use these as well.
var testOnly = []string{"github.com/google/go-cmp", "pgregory.net/rapid", "github.com/shopspring/decimal"}

func TestImportsPointOneWay(t *testing.T) {
	for _, s := range sources(t) {
		if s.path == "doc.go" {
			continue
		}
		l := layerOf(s.path)
		if l == nil {
			t.Errorf("%s: no layer says what this folder may import", s.path)
			continue
		}
		for _, imp := range s.file.Imports {
			path := strings.Trim(imp.Path.Value, `"`)
			if !l.allows(path, s.test) {
				t.Errorf("%s imports %s", s.path, path)
			}
		}
	}
}

// layerOf returns the layer with the longest folder that the file is in.
func layerOf(path string) *layer {
	var best *layer
	for i := range layers {
		l := &layers[i]
		if strings.HasPrefix(path, l.folder+"/") && (best == nil || len(l.folder) > len(best.folder)) {
			best = l
		}
	}
	return best
}

func (l *layer) allows(path string, test bool) bool {
	first, _, _ := strings.Cut(path, "/")
	if !strings.Contains(first, ".") {
		return true // standard library
	}
	if test && (slices.ContainsFunc(testOnly, func(p string) bool { return within(path, p) }) || within(path, module)) {
		return true
	}
	return slices.ContainsFunc(l.allow, func(p string) bool {
		return within(path, p) || within(path, module+"/"+p)
	})
}

func within(path, folder string) bool { return path == folder || strings.HasPrefix(path, folder+"/") }

func TestTheModuleDependsOnFiveModules(t *testing.T) {
	want := []string{"github.com/alecthomas/participle/v2", "github.com/google/go-cmp", "github.com/shopspring/decimal", "golang.org/x/text", "pgregory.net/rapid"}
	text, err := os.ReadFile(filepath.Join(root, "go.mod"))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, m := range regexp.MustCompile(`(?m)^(?:require )?\s*(\S+\.\S+/\S+) v\S+`).FindAllStringSubmatch(string(text), -1) {
		got = append(got, m[1])
	}
	slices.Sort(got)
	if !slices.Equal(got, want) {
		t.Errorf("go.mod requires %q, want %q", got, want)
	}
}

func TestTheTopLevelHoldsNoOtherFolder(t *testing.T) {
	want := []string{"dsl", "examples", "internal", "invoice", "schedule"}
	entries, err := os.ReadDir(root)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if e.IsDir() && !strings.HasPrefix(e.Name(), ".") && !slices.Contains(want, e.Name()) {
			t.Errorf("top-level folder %s", e.Name())
		}
	}
}

func TestFilesAndFunctionsAreShort(t *testing.T) {
	for _, s := range sources(t) {
		if s.test {
			continue
		}
		if n := s.set.File(s.file.Pos()).LineCount(); n > maxFileLines {
			t.Errorf("%s has %d lines, at most %d", s.path, n, maxFileLines)
		}
		for _, d := range s.file.Decls {
			f, ok := d.(*ast.FuncDecl)
			if !ok {
				continue
			}
			if n := s.set.Position(f.End()).Line - s.set.Position(f.Pos()).Line + 1; n > maxFuncLines {
				t.Errorf("%s: %s has %d lines, at most %d", s.path, f.Name.Name, n, maxFuncLines)
			}
		}
	}
}

// TestThePureCoreReadsNoClock: below examples nothing asks for the time, for chance or for the environment.
func TestThePureCoreReadsNoClock(t *testing.T) {
	forbidden := map[string][]string{"time": {"Now", "Since", "Until", "Sleep", "After", "Tick"}, "os": {"Getenv", "LookupEnv"}}
	for _, s := range sources(t) {
		if strings.HasPrefix(s.path, "invoice/invoicetest/") {
			continue // it attacks a host, and has to wait for it
		}
		if s.test || !(strings.HasPrefix(s.path, "schedule/") || strings.HasPrefix(s.path, "invoice/") || strings.HasPrefix(s.path, "dsl/")) {
			continue
		}
		for _, imp := range s.file.Imports {
			if p := strings.Trim(imp.Path.Value, `"`); p == "math/rand" || p == "math/rand/v2" || p == "crypto/rand" {
				t.Errorf("%s imports %s", s.path, p)
			}
		}
		ast.Inspect(s.file, func(n ast.Node) bool {
			sel, ok := n.(*ast.SelectorExpr)
			if !ok {
				return true
			}
			if pkg, ok := sel.X.(*ast.Ident); ok && pkg.Obj == nil && slices.Contains(forbidden[pkg.Name], sel.Sel.Name) {
				t.Errorf("%s: %s.%s", s.set.Position(n.Pos()), pkg.Name, sel.Sel.Name)
			}
			return true
		})
	}
}

// TestExportedNamesAreDocumented: everything that the three packages export has a doc comment.
func TestExportedNamesAreDocumented(t *testing.T) {
	for _, s := range sources(t) {
		if s.test || strings.HasPrefix(s.path, "internal/") || strings.HasPrefix(s.path, "examples/") {
			continue
		}
		for _, d := range s.file.Decls {
			switch d := d.(type) {
			case *ast.FuncDecl:
				if d.Name.IsExported() && d.Doc == nil && exportedReceiver(d) {
					t.Errorf("%s: %s has no doc comment", s.path, d.Name.Name)
				}
			case *ast.GenDecl:
				for _, spec := range d.Specs {
					if ts, ok := spec.(*ast.TypeSpec); ok && ts.Name.IsExported() && d.Doc == nil && ts.Doc == nil {
						t.Errorf("%s: %s has no doc comment", s.path, ts.Name.Name)
					}
				}
			}
		}
	}
}

// exportedReceiver reports whether a function is no method, or one of an exported type.
func exportedReceiver(d *ast.FuncDecl) bool {
	if d.Recv == nil {
		return true
	}
	typ := d.Recv.List[0].Type
	if star, ok := typ.(*ast.StarExpr); ok {
		typ = star.X
	}
	if generic, ok := typ.(*ast.IndexExpr); ok {
		typ = generic.X
	}
	id, ok := typ.(*ast.Ident)
	return ok && id.IsExported()
}

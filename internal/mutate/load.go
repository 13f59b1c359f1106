package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"os"
	"os/exec"
	"path/filepath"
)

// pack is a package that is mutated, parsed and checked.
type pack struct {
	folder string // from the root of the module
	name   string
	types  *types.Package
	info   *types.Info
	set    *token.FileSet
	files  []*source
}

// source is a file of it that is no test.
type source struct {
	path string // from the root of the module, with slashes
	text []byte
	tree *ast.File
}

// listed is what go list says about a package.
type listed struct {
	ImportPath, Dir, Name, Export string
	GoFiles                       []string
	DepOnly                       bool
}

// load parses and checks the packages in folders of the module at root.
func load(root string, folders []string) ([]*pack, error) {
	root, err := filepath.Abs(root)
	if err != nil {
		return nil, err
	}
	args := []string{"list", "-export", "-deps", "-json=ImportPath,Dir,Name,Export,GoFiles,DepOnly"}
	for _, f := range folders {
		args = append(args, "./"+f)
	}
	out, err := command(root, "go", args...)
	if err != nil {
		return nil, err
	}
	exports := map[string]string{}
	var wanted []listed
	for dec := json.NewDecoder(bytes.NewReader(out)); ; {
		var l listed
		if err := dec.Decode(&l); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			return nil, err
		}
		exports[l.ImportPath] = l.Export
		if !l.DepOnly {
			wanted = append(wanted, l)
		}
	}
	set := token.NewFileSet()
	imports := importer.ForCompiler(set, "gc", func(path string) (io.ReadCloser, error) { return os.Open(exports[path]) })
	var packs []*pack
	for _, l := range wanted {
		rel, err := filepath.Rel(root, l.Dir)
		if err != nil {
			return nil, err
		}
		p := &pack{folder: filepath.ToSlash(rel), name: l.Name, set: set}
		for _, name := range l.GoFiles {
			text, err := os.ReadFile(filepath.Join(l.Dir, name))
			if err != nil {
				return nil, err
			}
			if err := p.parse(p.folder+"/"+name, text); err != nil {
				return nil, err
			}
		}
		if err := p.check(l.ImportPath, imports); err != nil {
			return nil, err
		}
		packs = append(packs, p)
	}
	return packs, nil
}

func (p *pack) parse(path string, text []byte) error {
	tree, err := parser.ParseFile(p.set, path, text, parser.ParseComments|parser.SkipObjectResolution)
	p.files = append(p.files, &source{path, text, tree})
	return err
}

func (p *pack) check(path string, imports types.Importer) error {
	p.info = &types.Info{Types: map[ast.Expr]types.TypeAndValue{}, Defs: map[*ast.Ident]types.Object{}, Uses: map[*ast.Ident]types.Object{}}
	var trees []*ast.File
	for _, f := range p.files {
		trees = append(trees, f.tree)
	}
	var err error
	p.types, err = (&types.Config{Importer: imports}).Check(path, p.set, trees, p.info)
	return err
}

// command runs a program and returns what it prints; an error has what it complained of.
func command(dir, name string, args ...string) ([]byte, error) {
	cmd := exec.Command(name, args...)
	cmd.Dir = dir
	var complaint bytes.Buffer
	cmd.Stderr = &complaint
	out, err := cmd.Output()
	if err != nil {
		return out, fmt.Errorf("%s %s: %w\n%s", name, args[0], err, complaint.Bytes())
	}
	return out, nil
}

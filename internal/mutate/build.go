package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// suites names, for a package, the folders whose tests speak of it besides its own. What does not exist is left out.
var suites = map[string][]string{
	"invoice":  {"internal/scenario", "internal/findings", "invoice/memory", "internal/replay", "invoice/invoicetest", "internal/sim"},
	"schedule": {"schedule/rrule", "internal/scenario"},
}

// flags keeps the tests of a folder short enough to be run on every mutant that they reach.
var flags = map[string][]string{
	"internal/sim": {"-sim.seed=152", "-sim.worlds=15", "-sim.nights=30", "-sim.shrink=0"},
}

// testsOf returns the folders whose tests are run on mutants of a package, its own first.
func testsOf(folder string) []string { return append([]string{folder}, suites[folder]...) }

// binary is a compiled test.
type binary struct {
	folder string // from the root of the module
	dir    string // where it runs
	path   string
	rapid  bool // whether it takes the flags of rapid
}

// build compiles the tests with the switches in place of the files, and leaves the tree alone: everything is written to work.
func build(root, work string, packs []*pack, chosen []*mutant) ([]*binary, error) {
	root, err := filepath.Abs(root)
	if err != nil {
		return nil, err
	}
	overlay := map[string]string{}
	put := func(name, text string) error {
		path := filepath.Join(work, strings.ReplaceAll(name, "/", "_"))
		overlay[filepath.Join(root, filepath.FromSlash(name))] = path
		return os.WriteFile(path, []byte(text), 0o666)
	}
	var folders []string
	for _, p := range packs {
		for _, f := range p.files {
			if err := put(f.path, render(p, f, chosen)); err != nil {
				return nil, err
			}
		}
		if err := put(p.folder+"/zz_mutate.go", strings.Replace(switchSource, "PACKAGE", p.name, 1)); err != nil {
			return nil, err
		}
		folders = append(folders, testsOf(p.folder)...)
	}
	table, err := json.Marshal(map[string]any{"Replace": overlay})
	if err != nil {
		return nil, err
	}
	overlayFile := filepath.Join(work, "overlay.json")
	if err := os.WriteFile(overlayFile, table, 0o666); err != nil {
		return nil, err
	}
	var all []*binary
	slices.Sort(folders)
	for _, f := range slices.Compact(folders) {
		b := &binary{folder: f, dir: filepath.Join(root, filepath.FromSlash(f)), path: filepath.Join(work, strings.ReplaceAll(f, "/", "_")+".test")}
		if _, err := os.Stat(b.dir); err != nil {
			fmt.Printf("%s: no such folder, its tests are left out\n", f)
			continue
		}
		if _, err := command(root, "go", "test", "-c", "-vet=off", "-overlay", overlayFile, "-o", b.path, "./"+f); err != nil {
			return nil, err
		}
		if _, err := os.Stat(b.path); err != nil {
			fmt.Printf("%s: no tests\n", f)
			continue
		}
		all = append(all, b)
	}
	return all, nil
}

package main

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"
)

// options are what the flags say.
type options struct {
	root      string
	folders   []string
	seed      uint64
	n         int
	threshold float64
	checks    int
	list      bool
	listed    bool
	show      string
	only      string
}

func main() {
	var o options
	packages := flag.String("packages", "invoice,schedule,schedule/rrule", "folders of the packages that are changed, by commas")
	flag.Uint64Var(&o.seed, "seed", 1, "seed of the sample")
	flag.IntVar(&o.n, "n", 400, "number of mutants, 0 for all")
	flag.Float64Var(&o.threshold, "threshold", 92, "least score that passes, of a hundred")
	flag.IntVar(&o.checks, "checks", fewChecks, "examples of each property, 0 for as many as its tests ask for")
	flag.BoolVar(&o.list, "list", false, "print the keys of all that can be changed, numbered, and end")
	flag.BoolVar(&o.listed, "equivalent", false, "run those listed as equivalent, and no other")
	flag.StringVar(&o.show, "show", "", "print the mutant with the key, or with the number in -list, and end")
	flag.StringVar(&o.only, "only", "", "run the mutant with the key, or with the number in -list")
	flag.Parse()
	o.folders = strings.Split(*packages, ",")
	ok, err := o.run()
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(2)
	}
	if !ok {
		os.Exit(1)
	}
}

// run does what the options say and reports whether the score reaches the threshold.
func (o *options) run() (bool, error) {
	start := time.Now()
	if o.root == "" {
		mod, err := command(".", "go", "env", "GOMOD")
		if err != nil {
			return false, err
		}
		o.root = filepath.Dir(strings.TrimSpace(string(mod)))
	}
	packs, err := load(o.root, o.folders)
	if err != nil {
		return false, err
	}
	all := collect(packs)
	keys := equivalents(equivalentText)
	switch {
	case o.list:
		for i, m := range all {
			fmt.Println(i+1, m.key())
		}
		return true, nil
	case o.show != "":
		m, err := find(all, o.show)
		if err == nil {
			show(m, "is", textOf(packs, m.file))
		}
		return err == nil, err
	}
	chosen, skip, err := o.choose(all, keys)
	if err != nil {
		return false, err
	}
	fmt.Printf("%d of %d mutants\n", len(chosen), len(all))
	verdicts, err := judge(o.root, packs, chosen, skip, o.checks)
	if err != nil {
		return false, err
	}
	total := report(packs, chosen, verdicts)
	for _, k := range stale(keys, all, o.folders) {
		fmt.Println("listed as equivalent, but names nothing:", k)
	}
	if o.listed {
		for i, m := range chosen {
			if verdicts[i] == killed || verdicts[i] == timedOut {
				fmt.Println("listed as equivalent, but killed:", m.key())
			}
		}
		return total.killed == 0, nil
	}
	fmt.Printf("%.1f minutes\n", time.Since(start).Minutes())
	if total.score() < o.threshold {
		fmt.Printf("the score is below %v %%\n", o.threshold)
	}
	return total.score() >= o.threshold, nil
}

// choose returns the mutants to look at, numbered, and the keys of those not to be run.
func (o *options) choose(all []*mutant, keys []string) (chosen []*mutant, skip []string, err error) {
	switch {
	case o.only != "":
		m, err := find(all, o.only)
		if err != nil {
			return nil, nil, err
		}
		return sample([]*mutant{m}, o.seed, 1), nil, nil
	case o.listed:
		all = slices.DeleteFunc(slices.Clone(all), func(m *mutant) bool { return !slices.Contains(keys, m.key()) })
		return sample(all, o.seed, 0), nil, nil
	}
	return sample(all, o.seed, o.n), keys, nil
}

// judge compiles the mutants and hunts each of them down; those with a key to skip are taken as equivalent.
func judge(root string, packs []*pack, chosen []*mutant, skip []string, checks int) (verdicts []verdict, err error) {
	work, err := os.MkdirTemp("", "mutate")
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(work)) }()
	start := time.Now()
	binaries, err := build(root, work, packs, chosen)
	if err != nil {
		return nil, err
	}
	fmt.Printf("compiled in %.0f s\n", time.Since(start).Seconds())
	start = time.Now()
	tests, err := probes(work, binaries, checks)
	if err != nil {
		return nil, err
	}
	fmt.Printf("%d tests run once in %.0f s\n", len(tests), time.Since(start).Seconds())
	verdicts = make([]verdict, len(chosen))
	each(len(chosen), func(i int) {
		if m := chosen[i]; !slices.Contains(skip, m.key()) {
			verdicts[i] = hunt(m, tests)
		}
	})
	return verdicts, nil
}

// find returns the mutant with a key or a number in the list.
func find(all []*mutant, which string) (*mutant, error) {
	if n, err := strconv.Atoi(which); err == nil && n >= 1 && n <= len(all) {
		return all[n-1], nil
	}
	for _, m := range all {
		if m.key() == which {
			return m, nil
		}
	}
	return nil, fmt.Errorf("no mutant %q", which)
}

func textOf(packs []*pack, path string) []byte {
	for _, p := range packs {
		for _, f := range p.files {
			if f.path == path {
				return f.text
			}
		}
	}
	return nil
}

package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"time"
)

// probe is a test that holds without a mutant, how long it takes, and which mutants it reaches.
type probe struct {
	binary *binary
	name   string
	checks int
	time   time.Duration
	reach  map[int]bool
}

// probes runs every test by itself, with no mutant on. A property that wants more examples than the few gets all it asks for. A test
// that fails even so finds no mutants and is left out.
func probes(work string, binaries []*binary, checks int) ([]*probe, error) {
	var all []*probe
	for _, b := range binaries {
		names, err := b.names()
		if err != nil {
			return nil, err
		}
		for _, n := range names {
			all = append(all, &probe{binary: b, name: n, checks: checks})
		}
	}
	errs := make([]error, len(all))
	each(len(all), func(i int) { errs[i] = all[i].measure(filepath.Join(work, fmt.Sprintf("trace%d", i))) })
	var held []*probe
	for _, p := range all {
		if p.reach == nil {
			fmt.Printf("%s: %s fails with no mutant on, left out\n", p.binary.folder, p.name)
			continue
		}
		held = append(held, p)
	}
	return held, errors.Join(errs...)
}

// measure runs the test once, or a second time with all examples.
func (p *probe) measure(trace string) error {
	for _, p.checks = range []int{p.checks, 0} {
		start := time.Now()
		result := call{binary: p.binary, tests: []string{p.name}, checks: p.checks, trace: trace, limit: 2 * time.Minute}.run()
		p.time = time.Since(start)
		if result != passed {
			if err := os.Remove(trace); err != nil && !errors.Is(err, fs.ErrNotExist) {
				return err
			}
			continue
		}
		p.reach = map[int]bool{}
		text, err := os.ReadFile(trace)
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		for line := range strings.FieldsSeq(string(text)) {
			id, err := strconv.Atoi(line)
			if err != nil {
				return err
			}
			p.reach[id] = true
		}
		return nil
	}
	return nil
}

// each calls do with 0 to n-1, as many at a time as there are processors.
func each(n int, do func(i int)) {
	next := make(chan int)
	var group sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		group.Go(func() {
			for i := range next {
				do(i)
			}
		})
	}
	for i := range n {
		next <- i
	}
	close(next)
	group.Wait()
}

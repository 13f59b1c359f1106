package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"time"
)

const (
	fewChecks = 30      // examples of a property, unless the flag says otherwise
	memory    = 4 << 20 // KiB of address space that a test may take
)

// outcome is how a test process ended.
type outcome uint8

const (
	passed outcome = iota
	failed
	late // stopped, because it took too long
)

// call is a test process: some tests of a binary with a mutant on, or none.
type call struct {
	binary *binary
	tests  []string
	checks int // examples for each property; 0 for as many as it takes by itself
	mutant int
	trace  string // file for the numbers of the mutants that are reached
	limit  time.Duration
}

// run runs the tests until the first failure. Examples are the same each time, and none is made smaller.
func (c call) run() outcome {
	args := []string{"-test.run=^(" + strings.Join(c.tests, "|") + ")$", "-test.failfast"}
	args = append(args, flags[c.binary.folder]...)
	if c.binary.rapid {
		args = append(args, "-rapid.seed=1", "-rapid.nofailfile", "-rapid.shrinktime=1ns")
		if c.checks > 0 {
			args = append(args, "-rapid.checks="+strconv.Itoa(c.checks))
		}
	}
	ctx, cancel := context.WithTimeout(context.Background(), c.limit)
	defer cancel()
	cmd := bounded(ctx, c.binary, args)
	cmd.Env = append(os.Environ(), "GOMEMLIMIT=1GiB", "GOMAXPROCS=1", "PROFORMA_UPDATE=", "PROFORMA_MUTANT="+strconv.Itoa(c.mutant), "PROFORMA_MUTANT_TRACE="+c.trace)
	err := cmd.Run()
	switch {
	case ctx.Err() != nil:
		return late
	case err != nil:
		return failed
	}
	return passed
}

// bounded returns the command of a test binary. A shell, where there is one, bounds its memory: a mutant may append for ever.
func bounded(ctx context.Context, b *binary, args []string) *exec.Cmd {
	var cmd *exec.Cmd
	if sh, err := exec.LookPath("sh"); err == nil {
		script := fmt.Sprintf(`ulimit -v %d 2>/dev/null; exec "$0" "$@"`, memory)
		cmd = exec.CommandContext(ctx, sh, append([]string{"-c", script, b.path}, args...)...)
	} else {
		cmd = exec.CommandContext(ctx, b.path, args...)
	}
	cmd.Dir, cmd.Stdout, cmd.Stderr = b.dir, io.Discard, io.Discard
	cmd.WaitDelay = time.Second
	return cmd
}

// names returns the tests, examples and fuzz targets of a binary, and finds out whether it takes the flags of rapid.
func (b *binary) names() ([]string, error) {
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	b.rapid = bounded(ctx, b, []string{"-test.list=^$", "-rapid.checks=1"}).Run() == nil
	cmd := bounded(ctx, b, []string{"-test.list=^(Test|Example|Fuzz)"})
	cmd.Stdout = nil
	out, err := cmd.Output()
	if err != nil {
		return nil, errors.Join(fmt.Errorf("the tests of %s cannot be listed", b.folder), err)
	}
	return strings.Fields(string(out)), nil
}

// Package invoicetest checks that a host's adapter keeps the contract of [invoice.Source] and of the interfaces behind it, in the
// manner of testing/fstest.
package invoicetest

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"slices"

	"github.com/proforma-go/proforma/invoice"
)

// TestSource reads everything that a source has, more than once and in several ways, and returns an error that joins what is wrong: ids
// that are empty or there twice, lines of projects and transactions of lines that were not asked for, a second reading that gives
// something else, an iterator that goes on after it was stopped, transactions without a date or a currency, shares that do not total
// 100. It stops counting after 20 findings. The source must be at rest, and the transactions of expected, by id, must be
// among what it yields. Every line is asked for once on its own, so take a source with some thousand rows at the most.
//
//	if err := invoicetest.TestSource(ctx, source, "T-1", "T-2"); err != nil {
//		t.Fatal(err)
//	}
func TestSource(ctx context.Context, s invoice.Source, expected ...string) error {
	c := &checker{ctx: ctx, source: s}
	projects := c.projects()
	lines := c.lines(projects)
	rows := c.transactions(lines)
	for _, id := range expected {
		if !slices.ContainsFunc(rows, func(t invoice.Transaction) bool { return t.ID() == id }) {
			c.addf("transaction %q is expected and not there", id)
		}
	}
	return errors.Join(c.found...)
}

const maxFindings = 20

type checker struct {
	ctx    context.Context
	source invoice.Source
	found  []error
}

func (c *checker) addf(format string, args ...any) {
	if len(c.found) < maxFindings {
		c.found = append(c.found, fmt.Errorf(format, args...))
	}
}

// identified is what projects, lines and transactions have in common.
type identified interface{ ID() string }

// read gathers a sequence. An error, a nil value and a panic of the source are findings.
func read[T identified](c *checker, what string, open func() iter.Seq2[T, error]) (all []T) {
	defer func() {
		if r := recover(); r != nil {
			c.addf("%s: panic: %v", what, r)
		}
	}()
	seq := open()
	if seq == nil {
		c.addf("%s: a nil sequence", what)
		return nil
	}
	for v, err := range seq {
		if err != nil {
			c.addf("%s: %w", what, err)
			return all
		}
		if any(v) == nil {
			c.addf("%s: a nil value without an error", what)
			continue
		}
		all = append(all, v)
	}
	return all
}

// readTwice reads a sequence to its end, again, and up to its first value, and compares.
func readTwice[T identified](c *checker, what string, open func() iter.Seq2[T, error]) []T {
	first := read(c, what, open)
	second := read(c, what, open)
	if a, b := sortedIDs(first), sortedIDs(second); !slices.Equal(a, b) {
		c.addf("%s: a second reading gives %d ids %q, the first gave %d ids %q", what, len(b), head(b), len(a), head(a))
	}
	read(c, what+", stopped after the first", func() iter.Seq2[T, error] {
		return func(yield func(T, error) bool) {
			for v, err := range open() {
				yield(v, err)
				return
			}
		}
	})
	return first
}

func sortedIDs[T identified](all []T) []string {
	ids := make([]string, len(all))
	for i, v := range all {
		ids[i] = v.ID()
	}
	slices.Sort(ids)
	return ids
}

func head(ids []string) []string { return ids[:min(len(ids), 5)] }

// unique reports ids that are empty, there twice, or another one when asked again.
func unique[T identified](c *checker, what string, all []T) {
	seen := make(map[string]bool, len(all))
	for _, v := range all {
		id := v.ID()
		switch {
		case id == "":
			c.addf("a %s has no id", what)
		case seen[id]:
			c.addf("%s %q is there twice", what, id)
		case v.ID() != id:
			c.addf("%s %q has another id when asked again", what, id)
		}
		seen[id] = true
	}
}

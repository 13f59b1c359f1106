// Package logic decides what conditions can match: whether one ever holds, whether it always does, whether it holds wherever another does.
// Lints rest on it, so it must never claim too much: where the search is given up it answers as if anything could be.
//
// A condition is a tree of tests, each of one field. The tree is searched for a way to satisfy it: conjunctions are taken apart, alternatives
// are tried. That leaves, for each field by itself, a list of tests that must come out in a certain way, and the question whether
// some value does that. For every type of field there is a finite choice of values, its witnesses, made from the literals in the tests, one
// of which satisfies the list if any value does. The witnesses are tested by the engine's own conditions, [invoice.Vocabulary.Compile], so that
// missing values, empty texts, letters of either case, currencies and lists count here as they do when a rule runs.
//
// Fields are taken to be independent of each other, and may all be missing. A host's hierarchy is taken to be able to put any value below
// any set of others.
package logic

import (
	"github.com/proforma-go/proforma/invoice"
)

// Space is the values that the fields of a vocabulary can have. It is not safe for concurrent use.
type Space struct {
	vocabulary *invoice.Vocabulary
	fields     map[string]*field
	effort     int // what is left of it
}

// NewSpace returns the space of a vocabulary. Effort bounds the work of all questions that are put to it, in tests of witnesses.
func NewSpace(v *invoice.Vocabulary, effort int) *Space {
	return &Space{vocabulary: v, fields: map[string]*field{}, effort: effort}
}

// Spent reports whether there is no effort left: whether answers are no longer to be had.
func (s *Space) Spent() bool { return s.effort <= 0 }

// Condition is a filter made ready for questions. The zero value holds always.
type Condition struct {
	node    *node
	negated bool
}

// Not returns the negation.
func (c Condition) Not() Condition { return Condition{c.node, !c.negated} }

// Never reports whether no values satisfy all conditions at once. False means that some may.
func (s *Space) Never(all ...Condition) bool {
	s.effort -= len(all)
	return !s.Spent() && !s.may(nil, all) && !s.Spent()
}

// Always reports whether c holds wherever the given conditions do. Nothing can satisfy these and not c.
func (s *Space) Always(c Condition, given ...Condition) bool {
	return s.Never(append([]Condition{c.Not()}, given...)...)
}

// node is a condition taken apart: all or some of its terms, or a test.
type node struct {
	terms []Condition
	some  bool // one term is enough
	test  *test
}

// test is one test of one field.
type test struct {
	field  *field
	filter invoice.Filter // never negated
	holds  invoice.Condition
}

// Compile makes a filter ready; nil holds always. What names no field of the vocabulary, or does not fit its field, is taken to hold or not
// as it likes.
func (s *Space) Compile(f invoice.Filter) Condition {
	switch f := f.(type) {
	case nil:
		return Condition{}
	case invoice.And:
		return s.terms(f.Terms, false)
	case invoice.Or:
		return s.terms(f.Terms, true)
	case invoice.Not:
		return s.Compile(f.Term).Not()
	case invoice.Compare:
		if f.Op == invoice.NotEqual {
			f.Op = invoice.Equal
			return s.test(f.Field, f).Not()
		}
		return s.test(f.Field, f)
	case invoice.In:
		negated := f.Negated
		f.Negated = false
		return s.signed(f.Field, f, negated)
	case invoice.Match:
		negated := f.Negated
		f.Negated = false
		return s.signed(f.Field, f, negated)
	case invoice.Empty:
		negated := f.Negated
		f.Negated = false
		return s.signed(f.Field, f, negated)
	}
	return Condition{node: &node{test: &test{filter: f}}}
}

func (s *Space) terms(terms []invoice.Filter, some bool) Condition {
	n := &node{some: some}
	for _, t := range terms {
		n.terms = append(n.terms, s.Compile(t))
	}
	return Condition{node: n}
}

func (s *Space) signed(name string, f invoice.Filter, negated bool) Condition {
	c := s.test(name, f)
	c.negated = negated
	return c
}

func (s *Space) test(name string, f invoice.Filter) Condition {
	t := &test{filter: f}
	if field := s.field(name); field != nil {
		if holds, err := field.vocabulary.Compile(f); err == nil {
			t.field, t.holds = field, holds
		}
	}
	return Condition{node: &node{test: t}}
}

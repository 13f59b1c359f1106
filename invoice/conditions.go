package invoice

import "slices"

// conditions are a filter with its names resolved: terms that must all hold, sorted by the level at which they can be decided, so that a
// project that fails is never asked for its lines, nor a line for its transactions. The zero value always holds.
type conditions struct {
	terms terms
	ends  [TransactionLevel + 1]int // where the terms of each level end, in terms
}

// compileFilter resolves the names of a filter.
func compileFilter(f Filter, v *Vocabulary) (c conditions, err error) {
	if f != nil {
		err = c.add(f, false, v)
	}
	return c, err
}

// add adds a filter, or its negation.
func (c *conditions) add(f Filter, negated bool, v *Vocabulary) error {
	switch n := f.(type) {
	case And:
		return c.addAll(n.Terms, false, negated, v)
	case Or: // not all of the terms fail
		return c.addAll(n.Terms, true, !negated, v)
	case Not:
		return c.add(n.Term, !negated, v)
	case In:
		if field := v.Field(n.Field); field != nil && !field.isTextual() {
			return c.addAll(n.equalities(), true, n.Negated == negated, v)
		}
	}
	field, p, err := newPredicate(f, v)
	if err != nil {
		return err
	}
	p.negated = p.negated != negated
	c.insert(&term{predicate: p, field: field, method: field.method}, field.level)
	return nil
}

// equalities returns the comparisons of which one must hold.
func (n In) equalities() []Filter {
	all := make([]Filter, len(n.Values))
	for i, v := range n.Values {
		all[i] = Compare{n.Field, Equal, v}
	}
	return all
}

// addAll adds that all filters, or all their negations, hold, or that they do not.
func (c *conditions) addAll(filters []Filter, negated, not bool, v *Vocabulary) error {
	all := c
	if not {
		all = new(conditions)
	}
	for _, f := range filters {
		if err := all.add(f, negated, v); err != nil {
			return err
		}
	}
	if not {
		c.insert(&term{predicate: predicate{kind: isAll, negated: true}, all: all.terms}, all.level())
	}
	return nil
}

// insert adds a term that can be decided at a level: at its end, but before alternatives, which ask for more.
func (c *conditions) insert(t *term, level Level) {
	at := c.ends[level]
	for t.kind != isAll && at > c.ends[level-1] && c.terms[at-1].kind == isAll {
		at--
	}
	c.terms = slices.Insert(c.terms, at, t)
	for ; level <= TransactionLevel; level++ {
		c.ends[level]++
	}
}

// level returns the last level that is needed to decide the conditions.
func (c *conditions) level() Level {
	level := TransactionLevel
	for level > ProjectLevel && c.ends[level] == c.ends[level-1] {
		level--
	}
	return level
}

// holdAt tests the conditions that can be decided at a level and at none before it.
func (c *conditions) holdAt(level Level, s subject) bool {
	return c.terms[c.ends[level-1]:c.ends[level]].hold(&s)
}

// Condition is a [Filter] with its names resolved, ready to be tested. It is safe for concurrent use. The zero value always holds.
type Condition struct{ conditions *conditions }

// Compile resolves the names of a filter, so that a host can test it on its own objects. Nil compiles to a condition that always holds. An
// unknown field, and a value or operator that does not fit a field, are errors.
func (v *Vocabulary) Compile(f Filter) (Condition, error) {
	c, err := compileFilter(f, v)
	return Condition{&c}, err
}

// Holds tests the condition. What is nil has no values, so conditions on it fail as they do for a missing value.
func (c Condition) Holds(p Project, l ContractLine, t Transaction) bool {
	return c.conditions == nil || c.conditions.terms.hold(&subject{p, l, t})
}

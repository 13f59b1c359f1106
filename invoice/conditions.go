package invoice

// conditions are a filter with its names resolved: terms that must all hold, sorted by the level at which they can be decided, so that a
// project that fails is never asked for its lines, nor a line for its transactions. The zero value always holds.
type conditions struct {
	project     terms[Project]
	line        terms[ContractLine]
	transaction terms[Transaction]
	not         []negation
}

// negation is conditions that must not all hold. Alternatives are such: one of a and b holds where not both fail.
type negation struct {
	conditions
	level Level // the last that is needed to decide
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
	switch field.level {
	case ProjectLevel:
		c.project = append(c.project, newTerm[Project](field, p))
	case LineLevel:
		c.line = append(c.line, newTerm[ContractLine](field, p))
	default:
		c.transaction = append(c.transaction, newTerm[Transaction](field, p))
	}
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
		c.not = append(c.not, negation{*all, all.level()})
	}
	return nil
}

// level returns the last level that is needed to decide the conditions.
func (c *conditions) level() Level {
	level := ProjectLevel
	switch {
	case len(c.transaction) > 0:
		level = TransactionLevel
	case len(c.line) > 0:
		level = LineLevel
	}
	for i := range c.not {
		level = max(level, c.not[i].level)
	}
	return level
}

// hold tests all of the conditions.
func (c *conditions) hold(s subject) bool {
	if !c.project.hold(s.project) || !c.line.hold(s.line) || !c.transaction.hold(s.transaction) {
		return false
	}
	for i := range c.not {
		if c.not[i].hold(s) {
			return false
		}
	}
	return true
}

// holdAt tests the conditions that can be decided at a level and at none before it.
func (c *conditions) holdAt(level Level, s subject) bool {
	held := false
	switch level {
	case ProjectLevel:
		held = c.project.hold(s.project)
	case LineLevel:
		held = c.line.hold(s.line)
	case TransactionLevel:
		held = c.transaction.hold(s.transaction)
	}
	for i := 0; held && i < len(c.not); i++ {
		held = c.not[i].level != level || !c.not[i].hold(s)
	}
	return held
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
	return c.conditions == nil || c.conditions.hold(subject{p, l, t})
}

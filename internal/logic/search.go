package logic

import "slices"

// literal is a test that must come out as wanted.
type literal struct {
	*test
	want bool
}

// may reports whether some values may satisfy the literals and the conditions that are still to do.
func (s *Space) may(taken []literal, todo []Condition) bool {
	taken = slices.Clip(taken)
	first := len(taken)
	var choices []Condition
	for len(todo) > 0 {
		c := todo[len(todo)-1]
		todo = todo[: len(todo)-1 : len(todo)-1]
		switch n := c.node; {
		case n == nil:
			if c.negated {
				return false
			}
		case n.test != nil:
			taken = append(taken, literal{n.test, !c.negated})
		case n.some == c.negated:
			todo = append(todo, c.parts()...)
		default:
			choices = append(choices, c)
		}
	}
	for i, l := range taken[first:] {
		if !slices.ContainsFunc(taken[first:first+i], func(k literal) bool { return k.field == l.field }) && !s.fits(l.field, taken) {
			return false
		}
	}
	if len(choices) == 0 || s.Spent() {
		return true
	}
	return s.choose(taken, choices)
}

// parts returns the terms of a conjunction or of alternatives, each with its sign.
func (c Condition) parts() []Condition {
	parts := make([]Condition, len(c.node.terms))
	for i, t := range c.node.terms {
		if parts[i] = t; c.negated {
			parts[i] = t.Not()
		}
	}
	return parts
}

// choose tries the alternatives of the choice that leaves the fewest.
func (s *Space) choose(taken []literal, choices []Condition) bool {
	best, least := -1, []Condition(nil)
	for i, c := range choices {
		open := slices.DeleteFunc(c.parts(), func(p Condition) bool {
			t := (*test)(nil)
			if p.node != nil {
				t = p.node.test
			}
			return t != nil && !s.fits(t.field, append(slices.Clip(taken), literal{t, !p.negated}))
		})
		if best < 0 || len(open) < len(least) {
			best, least = i, open
		}
	}
	rest := slices.Delete(slices.Clone(choices), best, best+1)
	for _, p := range least {
		if s.may(taken, append(slices.Clip(rest), p)) {
			return true
		}
	}
	return false
}

// fits reports whether some value of the field may satisfy its literals.
func (s *Space) fits(f *field, all []literal) bool {
	if f == nil {
		return true
	}
	s.effort -= 10 + len(all) // making witnesses costs as much as a few tests
	var own []literal
	for _, l := range all {
		if l.field == f {
			own = append(own, l)
		}
	}
	for v := range f.witnesses(own) {
		if s.effort -= len(own) * (1 + len(v.text)/64); s.Spent() || f.satisfies(v, own) {
			return true
		}
	}
	return false
}

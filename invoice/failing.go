package invoice

import (
	"slices"
	"strings"
)

// namedTerm is one of the terms that a rule's condition joins by "and", with its text.
type namedTerm struct {
	text  string
	field *Field // of a term that is about one field; else nil
	holds conditions
}

// nameTerms takes a condition apart, in the order written.
func nameTerms(f Filter, v *Vocabulary) ([]namedTerm, error) {
	if f == nil {
		return nil, nil
	}
	terms := []Filter{f}
	if and, ok := flat(f).(And); ok {
		terms = and.Terms
	}
	named := make([]namedTerm, len(terms))
	for i, t := range terms {
		c, err := compileFilter(t, v)
		if err != nil {
			return nil, err
		}
		named[i] = namedTerm{text: t.String(), field: v.Field(fieldOf(t)), holds: c}
	}
	return named, nil
}

// fieldOf returns the name of the field that a term is about; "" where it is about several.
func fieldOf(f Filter) string {
	switch f := f.(type) {
	case Compare:
		return f.Field
	case In:
		return f.Field
	case Match:
		return f.Field
	case Empty:
		return f.Field
	case Not:
		return fieldOf(f.Term)
	}
	return ""
}

// failing returns the first condition of the rule, in the order written, that leaves an item out, and the value that it fails for. The kinds of
// the include clauses come first.
func (r *ruleRun) failing(it *item) (condition, value string) {
	if !r.includesKind(it.kind) {
		var clauses []string
		for _, i := range r.Include {
			clauses = append(clauses, i.String())
		}
		return strings.Join(clauses, ", "), it.kind.String()
	}
	s := it.subject()
	return r.failingAt(TransactionLevel, &s)
}

// failingAt returns the first condition, of those that can be decided at a level, that does not hold, and the value that it fails for.
func (r *ruleRun) failingAt(level Level, s *subject) (condition, value string) {
	for i := range r.terms {
		t := &r.terms[i]
		if t.holds.level() > level || t.holds.terms.hold(s) {
			continue
		}
		if t.field != nil {
			value = t.field.show(s)
		}
		return t.text, value
	}
	return "", ""
}

// leftOut counts a project or line that a rule's conditions leave out, and says which condition where the input asks for details.
func (c *counts) leftOut(in *Input, r *ruleRun, about SubjectKind, id string, level Level, s *subject) {
	if c.count(r, Code(Filtered), 1); !in.Detail {
		return
	}
	g := Grounds{Reason: Filtered}
	g.Condition, g.Value = r.failingAt(level, s)
	c.say(Entry{Rule: r.identity(), Code: Code(Filtered), About: about, Subject: id, Message: g.detail(&BacklogItem{})})
}

// includesKind reports whether some include clause is for a kind. Milestones are never named.
func (r *ruleRun) includesKind(k Kind) bool {
	return len(r.Include) == 0 || k == Milestone || slices.ContainsFunc(r.Include, func(i Include) bool { return len(i.Kinds) == 0 || slices.Contains(i.Kinds, k) })
}

// show returns the value of a field as a condition would write it; "missing" where there is none.
func (f *Field) show(s *subject) string {
	const missing = "missing"
	if !f.isPresent(s) {
		return missing
	}
	switch f.typ {
	case MoneyType:
		x, _ := f.money.of(s)
		return x.String()
	case NumberType:
		x, _ := f.number.of(s)
		if saneDecimal(x) != nil {
			return "out of range"
		}
		return x.String()
	case BoolType:
		if x, _ := f.boolean.of(s); x {
			return "yes"
		}
		return "no"
	case DateType:
		x, _ := f.date.of(s)
		return x.String()
	case ListType:
		xs, _ := f.list.of(s)
		quoted := make([]string, len(xs))
		for i, x := range xs {
			quoted[i] = quoteText(x)
		}
		return "[" + strings.Join(quoted, ", ") + "]"
	}
	x, _ := f.text.of(s)
	return quoteText(x)
}

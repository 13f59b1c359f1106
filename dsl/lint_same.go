package dsl

import (
	"github.com/proforma-go/proforma/internal/logic"
	"github.com/proforma-go/proforma/invoice"
	"github.com/proforma-go/proforma/schedule"
)

// sharing says how what two rules bill lies to each other.
type sharing uint8

const (
	nothingShared sharing = iota
	someShared
	firstWithin  // all that the first bills, the second bills too
	secondWithin // all that the second bills, the first bills too
	allShared
)

// maxRules is how many rules each further one is compared with, and sameEffort the search that the comparisons of one text may take.
const (
	maxRules   = 50
	sameEffort = 400_000
)

// bill is what a rule bills.
type bill struct {
	*checker
	kinds []invoice.Kind
	where logic.Condition // kinds included
}

// lintSameLines warns of two rules that bill the same, or one of which bills nothing that the other does not, or that overlap in the values
// of the same fields. What is proved to be apart is left alone, and so is what may overlap by chance.
func lintSameLines(f *findings, rules []*checker) {
	if len(rules) < 2 {
		return
	}
	space := logic.NewSpace(rules[0].vocabulary, sameEffort)
	var earlier []bill
	for _, c := range rules {
		if c.rule.Inactive || c.rule.Schedule.Frequency == schedule.Manual || c.named == nil {
			continue
		}
		b := bill{checker: c, kinds: c.kinds()}
		b.where = space.Compile(b.filter())
		most, other := nothingShared, bill{}
		for _, a := range earlier {
			if s := share(space, a, b); s > most {
				most, other = s, a
			}
		}
		if most != nothingShared {
			reportSharing(f, most, other, b)
		}
		if len(earlier) < maxRules {
			earlier = append(earlier, b)
		}
	}
}

func reportSharing(f *findings, s sharing, a, b bill) {
	first, second := a.rule.Name, b.rule.Name
	span, label := *b.named, "add a where clause, or make one inactive"
	var d *Diagnostic
	switch s {
	case allShared:
		d = f.add(codeSameLines, span, `rules "{first}" and "{rule}" bill the same`, label, first, second)
	case firstWithin:
		d = f.add(codeSameLines, span, `all that rule "{first}" bills, rule "{rule}" bills too`, label, first, second)
	case secondWithin:
		d = f.add(codeSameLines, span, `all that rule "{rule}" bills, rule "{first}" bills too`, label, second, first)
	default:
		d = f.add(codeSameLines, span, `rules "{first}" and "{rule}" bill some of the same`, "change one where clause", first, second)
	}
	d.also(*a.named, "the other rule").note("what both find on one day is billed by the first; nothing is billed twice")
}

// share decides what two rules share.
func share(space *logic.Space, a, b bill) sharing {
	if a.over(b) || b.over(a) || a.months()&b.months() == 0 {
		return nothingShared
	}
	inA, inB := space.Always(a.where, b.where), space.Always(b.where, a.where)
	switch {
	case space.Never(a.where), space.Never(b.where), space.Never(a.where, b.where):
		return nothingShared
	case inA && inB || a.filterText() == b.filterText():
		return allShared
	case inB:
		return firstWithin
	case inA:
		return secondWithin
	case !space.Spent() && a.overlaps(b):
		return someShared
	}
	return nothingShared
}

// over reports whether the last run of a rule is planned before the first of the other.
func (b bill) over(o bill) bool {
	_, last := outer(b.rule.Schedule)
	first, _ := outer(o.rule.Schedule)
	return !last.IsZero() && !first.IsZero() && last.Before(first)
}

// outer returns the dates before and after which a schedule plans no run; zero where it has no such bound.
func outer(s schedule.Schedule) (first, last schedule.Date) {
	if s.Frequency != schedule.Once {
		return s.From, s.Until
	}
	for i, r := range s.Rows {
		if i == 0 || r.Date.Before(first) {
			first = r.Date
		}
		if r.Date.After(last) {
			last = r.Date
		}
	}
	return first, last
}

// months returns the months in which the rule may run: rules that have none in common take turns.
func (b bill) months() schedule.MonthSet {
	s := b.rule.Schedule
	if s.OnlyIn == 0 {
		s.OnlyIn = ^s.OnlyIn
	}
	return s.OnlyIn &^ s.ExceptIn
}

// kinds returns the kinds of transactions that the rule bills.
func (c *checker) kinds() []invoice.Kind {
	var list []invoice.Kind
	for k := invoice.Time; k <= invoice.Milestone; k++ {
		bills := len(c.rule.Include) == 0
		for _, i := range c.rule.Include {
			bills = bills || len(i.Kinds) == 0 || containsKind(i.Kinds, k)
		}
		if bills {
			list = append(list, k)
		}
	}
	return list
}

// filter returns the rule's filter with the kinds that its include clauses name.
func (b bill) filter() invoice.Filter {
	f := b.vocabulary.Field("kind")
	if len(b.kinds) == int(invoice.Milestone) || f == nil || f.Type() != invoice.ChoiceType {
		return b.rule.Where
	}
	kinds := invoice.In{Field: "kind"}
	for _, k := range b.kinds {
		kinds.Values = append(kinds.Values, invoice.ChoiceValue(k.String()))
	}
	if b.rule.Where == nil {
		return kinds
	}
	return invoice.And{Terms: []invoice.Filter{b.rule.Where, kinds}}
}

func (b bill) filterText() string {
	if f := b.filter(); f != nil {
		return f.String()
	}
	return ""
}

// overlaps reports whether both filters compare the same fields with values, each of them a field that has one value at a time: then what
// satisfies both is there by a slip, such as two ranges that overlap, and not because the fields have nothing to do with each other.
func (b bill) overlaps(o bill) bool {
	mine, theirs := map[string]bool{}, map[string]bool{}
	if !b.compared(b.filter(), mine) || !o.compared(o.filter(), theirs) || len(mine) != len(theirs) {
		return false
	}
	for name := range mine {
		if !theirs[name] {
			return false
		}
	}
	return true
}

// compared adds the fields that a filter compares, and reports whether it does nothing else.
func (c *checker) compared(f invoice.Filter, fields map[string]bool) bool {
	var terms []invoice.Filter
	switch f := f.(type) {
	case invoice.And:
		terms = f.Terms
	case invoice.Or:
		terms = f.Terms
	case invoice.Not:
		terms = []invoice.Filter{f.Term}
	case invoice.Compare, invoice.In:
		name := testedField(f)
		field := c.vocabulary.Field(name)
		fields[name] = true
		return field != nil && field.Type() != invoice.ListType && !field.Hierarchical()
	default:
		return false
	}
	for _, t := range terms {
		if !c.compared(t, fields) {
			return false
		}
	}
	return true
}
